"""METHOD: what a published calendar has to hold, and what it must not."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from planrules.feeds.linting.finding import Check, Hit, Position, quoted
from planrules.feeds.linting.structure import Component
from planrules.model.finding import Severity
from planrules.model.message import Text

PUBLISHED_WITHOUT = Check(
    code="ICS321",
    name="published-without",
    severity=Severity.ERROR,
    clause="RFC 5546 §3",
    message=Text(
        "Lịch có METHOD:PUBLISH nhưng {count} {kind} thiếu {property}; đây là {kind} đầu tiên.",
        "the calendar says METHOD:PUBLISH, but {kind} has no {property}; such: {count}, this is the"
        " first",
    ),
    help=Text(
        "Bỏ METHOD (lịch để đăng ký theo dõi không cần), hoặc thêm {property}.",
        "Leave METHOD out (a calendar to subscribe to needs none), or add {property}.",
    ),
)
PUBLISHED_WITH = Check(
    code="ICS322",
    name="published-with",
    severity=Severity.ERROR,
    clause="RFC 5546 §3",
    message=Text(
        "Lịch có METHOD:PUBLISH nên {kind} không được có {property}; {count} {kind} có, đây là chỗ"
        " đầu tiên.",
        "the calendar says METHOD:PUBLISH, so {kind} must not have {property}; such: {count}, this"
        " is the first",
    ),
    help=Text("Bỏ {property}.", "Leave {property} out."),
)
PUBLISHED_MIXTURE = Check(
    code="ICS323",
    name="published-mixture",
    severity=Severity.ERROR,
    clause="RFC 5546 §3",
    message=Text(
        "Lịch có METHOD:PUBLISH nhưng chứa cả {first} lẫn {kind}.",
        "the calendar says METHOD:PUBLISH, but holds both {first} and {kind}",
    ),
    help=Text(
        "Tách thành hai tệp, hoặc bỏ METHOD.",
        "Make two files of it, or leave METHOD out.",
    ),
)
INVITATION = Check(
    code="ICS324",
    name="method-of-invitation",
    severity=Severity.WARNING,
    clause="RFC 5546 §1.4",
    message=Text(
        "METHOD là {found}: phần mềm lịch có thể hiểu là giấy mời, không phải lịch công bố.",
        "METHOD is {found}: clients may take it for an invitation, not for a published calendar",
    ),
    help=Text("Bỏ METHOD, hoặc ghi PUBLISH.", "Leave METHOD out, or write PUBLISH."),
)

CHECKS: Final = (PUBLISHED_WITHOUT, PUBLISHED_WITH, PUBLISHED_MIXTURE, INVITATION)


@attrs.frozen
class Publication:
    """What a published component has to have, and what it must not have."""

    clause: str
    needed: tuple[str, ...]
    forbidden: tuple[str, ...]


#: By component. UID and DTSTAMP are needed anyway.
_PUBLICATIONS: Final[Mapping[str, Publication]] = {
    "VEVENT": Publication(
        "RFC 5546 §3.2.1",
        ("DTSTART", "ORGANIZER", "SUMMARY"),
        ("ATTENDEE", "REQUEST-STATUS"),
    ),
    "VFREEBUSY": Publication(
        "RFC 5546 §3.3.1",
        ("DTSTART", "DTEND", "ORGANIZER"),
        ("ATTENDEE", "REQUEST-STATUS"),
    ),
    "VTODO": Publication(
        "RFC 5546 §3.4.1",
        ("DTSTART", "ORGANIZER", "PRIORITY", "SUMMARY"),
        ("ATTENDEE", "REQUEST-STATUS"),
    ),
    "VJOURNAL": Publication(
        "RFC 5546 §3.5.1",
        ("DESCRIPTION", "DTSTART", "ORGANIZER"),
        ("ATTENDEE",),
    ),
}


def publishing_hits(calendar: Component, /) -> Iterator[Hit]:
    """Yield what does not go with the METHOD of a calendar.

    What many components lack, or have, because the calendar has a METHOD is said once.
    """
    method = calendar.first("METHOD")
    if method is None or not method.is_sound:
        return
    if method.value.upper() != "PUBLISH":
        yield INVITATION.at(method.start, found=quoted(method.value))
        return
    published = [child for child in calendar.children if child.kind in _PUBLICATIONS]
    for kind in dict.fromkeys(child.kind for child in published):
        components = [child for child in published if child.kind == kind]
        publication = _PUBLICATIONS[kind]
        if kind == published[0].kind:
            yield from _publication(kind, components, publication)
        else:
            yield PUBLISHED_MIXTURE.at(
                components[0].start, clause=publication.clause, first=published[0].kind, kind=kind
            )


def _publication(
    kind: str, components: Sequence[Component], publication: Publication
) -> Iterator[Hit]:
    for name in publication.needed:
        without = [each for each in components if each.is_complete and not each.has(name)]
        yield from _told_once(
            PUBLISHED_WITHOUT, [each.start for each in without], publication.clause, kind, name
        )
    for name in publication.forbidden:
        found = [each.first(name) for each in components]
        places = [each.start for each in found if each is not None]
        yield from _told_once(PUBLISHED_WITH, places, publication.clause, kind, name)


def _told_once(
    check: Check, places: Sequence[Position], clause: str, kind: str, name: str
) -> Iterator[Hit]:
    if places:
        yield check.at(places[0], clause=clause, kind=kind, property=name, count=len(places))
