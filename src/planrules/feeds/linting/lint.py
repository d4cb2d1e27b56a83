"""A calendar judged against the standards, by a reader of its own that forgives nothing."""

from collections.abc import Iterator, Sequence

from planrules.feeds.linting.alarms import alarm_hits
from planrules.feeds.linting.clients import client_hits
from planrules.feeds.linting.contentlines import taken_apart
from planrules.feeds.linting.finding import FeedFinding, Hit
from planrules.feeds.linting.folding import content_lines
from planrules.feeds.linting.octets import stored_lines
from planrules.feeds.linting.presence import presence_hits
from planrules.feeds.linting.publishing import publishing_hits
from planrules.feeds.linting.relations import relation_hits
from planrules.feeds.linting.spans import span_hits
from planrules.feeds.linting.structure import NO_CALENDAR, Component, components
from planrules.feeds.linting.values import value_hits
from planrules.feeds.linting.zones import zone_hits


def lint_feed(data: bytes, /, *, file: str) -> tuple[FeedFinding, ...]:
    """Return what is wrong with an iCalendar file, or what known clients make of it.

    Any bytes will do: whatever they hold, there are findings and no exception. The work grows with
    the size of the file and no faster.

    Args:
        data: The file as stored.
        file: What people call it; it is not opened.

    Returns:
        The findings, ordered by line, column and code. One cause is one finding: a line that can't
        be read is not missing besides, and what goes for a whole file is told once, with how often.

    Source: RFC 5545, with RFC 5546 (METHOD), 6868, 7529, 7808, 7986, 9074 and 9253.

    Examples:
        >>> [finding.code for finding in lint_feed(b"BEGIN:VCALENDAR", file="a.ics")]
        ['ICS006', 'ICS205']
    """
    hits = sorted(_hits(data), key=lambda hit: (hit.line, hit.column, hit.check.code))
    return tuple(hit.of(file) for hit in hits)


def _hits(data: bytes) -> list[Hit]:
    lines, hits = stored_lines(data)
    if not lines.texts:
        return hits
    content, found = content_lines(lines)
    hits += found
    properties = []
    for line in content:
        property_, found = taken_apart(line)
        properties.append(property_)
        hits += found
    parts, found = components(properties)
    if not parts:
        return [NO_CALENDAR.at((1, 1))]  # of what is no calendar there is nothing else to say
    return [*hits, *found, *_components(parts)]


def _components(parts: Sequence[Component]) -> Iterator[Hit]:
    # A component begins after the one in which it stands.
    methods: dict[Component, bool] = {}
    for component in parts:
        outer = component.parent is not None and methods[component.parent]
        methods[component] = has_method = outer or component.has("METHOD")
        yield from presence_hits(component, has_method=has_method)
        yield from span_hits(component)
        yield from alarm_hits(component)
        for each in component.properties:
            yield from value_hits(each, kind=component.kind)
        if component.kind == "VCALENDAR":
            yield from publishing_hits(component)
    yield from zone_hits(parts)
    yield from relation_hits(parts)
    yield from client_hits(parts)
