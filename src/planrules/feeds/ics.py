"""Events and feeds as iCalendar (RFC 5545, 7986, 9253), written by the package ``icalendar``.

An event is written once and stands in several feeds: what differs between them, relations and
alarms, comes last in it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final

import attrs
from icalendar import Alarm, Calendar, Component, Event, Timezone, TimezoneStandard, Todo
from icalendar import vCalAddress as Address
from icalendar import vDuration as DurationValue
from icalendar import vText as TextValue
from icalendar import vUid as UidValue
from icalendar import vUri as UriValue

from planrules.feeds.event import Event as Shown
from planrules.feeds.event import Relation
from planrules.feeds.options import FeedOptions, Profile
from planrules.model.progress import State

#: Holds no version: it would make every feed another one with each release.
PRODID: Final = "-//planrules//planrules//VI"
_ZONE: Final = "Asia/Ho_Chi_Minh"
#: How often a program may ask again.
_REFRESH: Final = timedelta(hours=12)
_DAY: Final = timedelta(days=1)

_STATUSES: Final = {
    State.NOT_STARTED: "NEEDS-ACTION",
    State.IN_PROGRESS: "IN-PROCESS",
    State.SUBMITTED: "IN-PROCESS",
    State.DONE: "COMPLETED",
    State.RETURNED: "NEEDS-ACTION",
    State.SUSPENDED: "NEEDS-ACTION",
}
_CLOSED: Final = frozenset({State.DONE, State.SUBMITTED})

_RELATED: Final = re.compile(rb"^RELATED-TO(?:[^\r]|\r\n[ \t])*\r\n", re.MULTILINE)
_UID: Final = re.compile(rb"UID:((?:[^\r]|\r\n[ \t])*)\r\n")
_FOLD: Final = re.compile(rb"\r\n[ \t]")
_CUT_ESCAPE: Final = re.compile(rb"\\\r\n[ \t]")
_LINE: Final = re.compile(rb"(?:[^\r]|\r\n[ \t])*\r\n")
_WHOLE: Final = re.compile(r"\\?.")
_ALARM: Final = b"BEGIN:VALARM\r\n"
#: Most octets of a line, its end not counted: RFC 5545 §3.1.
_WIDTH: Final = 75


@attrs.frozen(eq=False)
class Written:
    """An event as it stands in feeds.

    Attributes:
        octets: All its lines, without alarms.
    """

    octets: bytes

    def text(self, shown: Collection[str] | None, alarms: bytes) -> bytes:
        """Return the event as it stands in one feed.

        Args:
            shown: The uids in that feed: what depends on others says so there only; None for all.
            alarms: Its alarms there.
        """
        if shown is None and not alarms:
            return self.octets
        head, relations, end = self._cut
        kept = (line for uid, line in relations if shown is None or uid in shown)
        return b"".join((head, *kept, alarms, end))

    @cached_property
    def _cut(self) -> tuple[bytes, tuple[tuple[str, bytes], ...], bytes]:
        """What stands before its relations, by uid the lines of these, and its last line."""
        event = self.octets
        first = _RELATED.search(event)
        last = event.rindex(b"END:")
        at = last if first is None else first.start()
        lines = _RELATED.findall(event, at, last)
        return event[:at], tuple((_target(line), line) for line in lines), event[last:]


@attrs.frozen(eq=False)
class Scribe:
    """Writes events and the frame of feeds for one kind of program.

    Attributes:
        options: How feeds are to be written.
    """

    options: FeedOptions

    @cached_property
    def _known(self) -> dict[str, Written]:
        """By digest, what is written already."""
        return {}

    @cached_property
    def _reminders(self) -> dict[str, bytes]:
        """By digest, the alarms that are written already."""
        return {}

    def recall(
        self, events: Mapping[str, bytes], digests: Mapping[str, str], *, is_whole: bool
    ) -> None:
        """Take what has not changed from where this module has written it before.

        Args:
            events: By uid, the events of the feed that it wrote.
            digests: By uid, what tells the content of events that are still the same.
            is_whole: Whether it is the plan's own, which has no alarms and all relations.
        """
        for uid, octets in events.items():
            digest = digests.get(uid)
            if digest is None:
                continue
            if is_whole:
                self._known[digest] = Written(octets)
            else:
                _, begin, alarms = octets.partition(b"\r\n" + _ALARM)
                if begin:  # a former holder, who is told the same uid, has none
                    self._reminders[digest] = _ALARM + alarms[: alarms.rfind(b"END:")]

    def written(self, event: Shown, digest: str) -> Written:
        """Return an event as it is written.

        Args:
            event: The event.
            digest: What tells its content from any other.
        """
        found = self._known.get(digest)
        if found is None:
            component = self._todo(event) if self.options.is_tasks else self._event(event)
            found = self._known[digest] = Written(_octets(component))
        return found

    def alarms(self, event: Shown, digest: str) -> bytes:
        """Return what reminds of an event; nothing where nobody has to be reminded of it.

        The arguments are those of ``written``.
        """
        found = self._reminders.get(digest)
        if found is not None:
            return found
        closed = event.progress is None or event.progress.state in _CLOSED
        if event.is_cancelled or closed or event.first is None:
            return b""
        return b"".join(self._alarm(event.summary, trigger) for trigger in self.options.alarms)

    def frame(
        self, file: str, name: str, about: str, color: "Color", changed: datetime | None
    ) -> bytes:
        """Return a feed without events, up to its last line.

        Args:
            file: The name of its file.
            name: What programs call it.
            about: What is in it.
            color: The colour that it is shown in, where a program lets it choose.
            changed: When anything in it changed last; None where it is empty.
        """
        made = Calendar()
        made.add("prodid", PRODID)
        made.add("version", "2.0")
        made.add("calscale", "GREGORIAN")
        if self.options.profile is Profile.PUBLISH:
            made.add("method", "PUBLISH")
        for key in ("name", "x-wr-calname"):
            made.add(key, _text(name))
        for key in ("description", "x-wr-caldesc"):
            made.add(key, _text(about))
        made.add("x-wr-timezone", _ZONE)
        made.add("color", color.name)
        made.add("x-apple-calendar-color", color.code)
        if changed is not None:
            made.add("last-modified", changed)
        if self.options.url is not None:
            made.add("url", UriValue(self.options.url))
            source = UriValue(f"{self.options.url}{file}")
            source.params["VALUE"] = "URI"  # RFC 7986 §5.8 knows no default
            made.add("source", source)
        if self.options.profile is not Profile.PUBLISH:
            refresh = DurationValue(_REFRESH)
            refresh.params["VALUE"] = "DURATION"  # nor does §5.7
            made.add("refresh-interval", refresh)
            made.add("x-published-ttl", DurationValue(_REFRESH))
        made.add_component(_zone())
        return _octets(made).removesuffix(END)

    def _alarm(self, summary: str, trigger: timedelta) -> bytes:
        made = Alarm()
        made.add("action", "DISPLAY")
        made.add("description", _text(summary))
        when = DurationValue(trigger)
        if self.options.is_tasks:
            when.params["RELATED"] = "END"  # there is no start that it could count from
        made.add("trigger", when)
        return _octets(made)

    def _event(self, event: Shown) -> Component:
        assert event.first is not None and event.last is not None  # noqa: PT018, S101 - only tasks have none
        made = Event()
        self._begin(made, event)
        made.add("dtstart", event.first)
        if event.last < date.max:  # a day without an end is one day
            made.add("dtend", event.last + _DAY)
        self._tell(made, event)
        made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
        made.add("transp", "TRANSPARENT")
        made.add("x-microsoft-cdo-busystatus", "FREE")
        if self.options.profile is Profile.OUTLOOK:
            made.add("x-microsoft-cdo-alldayevent", "TRUE")
            made.add("x-microsoft-cdo-intendedstatus", "FREE")
        self._finish(made, event)
        return made

    def _todo(self, event: Shown) -> Component:
        made = Todo()
        self._begin(made, event)
        if event.last is not None:
            made.add("due", event.last)
        self._tell(made, event)
        progress = event.progress
        assert progress is not None  # noqa: S101 - what is no work is no to-do
        if event.is_cancelled:
            made.add("status", "CANCELLED")
        else:
            made.add("status", _STATUSES[progress.state])
            if progress.done_on is not None:
                made.add("completed", _moment(progress.done_on))
        made.add("percent-complete", progress.percent)
        self._finish(made, event)
        return made

    def _begin(self, made: Component, event: Shown) -> None:
        made.add("uid", event.uid)
        made.add("dtstamp", event.changed)

    def _tell(self, made: Component, event: Shown) -> None:
        made.add("summary", _text(event.summary))
        made.add("description", _text(event.description))
        if event.categories:
            made.add("categories", [_text(category) for category in event.categories])

    def _finish(self, made: Component, event: Shown) -> None:
        made.add("sequence", event.sequence)
        made.add("last-modified", event.changed)
        made.add("x-planrules-revision", str(event.revision))
        if self.options.profile is Profile.PUBLISH:
            made.add("organizer", self._organizer)
        if self.options.profile is not Profile.OUTLOOK:
            for relation in event.relations:
                made.add("related-to", _related(relation))

    @cached_property
    def _organizer(self) -> Address:
        return Address(f"mailto:{self.options.organizer}")


#: The last line of a feed.
END: Final = b"END:VCALENDAR\r\n"


@attrs.frozen
class Color:
    """A colour.

    Attributes:
        name: Its name in CSS3.
        code: The same as ``#RRGGBB``.
    """

    name: str
    code: str


def events_in(feed: bytes, /) -> Iterator[tuple[str, bytes]]:
    """Yield by uid what is written in a feed as this module writes it; all else is left out."""
    # Texts may say END:VEVENT, too: a line of the frame stands at the beginning of its line.
    kind = b"VTODO" if b"\r\nBEGIN:VTODO\r\n" in feed else b"VEVENT"
    begin, end = b"BEGIN:%s\r\n" % kind, b"\r\nEND:%s\r\n" % kind
    first = feed.find(b"\r\n" + begin) + len(b"\r\n")
    *events, _ = feed[first:].split(end)
    for event in events:
        uid = _UID.match(event, len(begin))
        if uid is not None and event.startswith(begin):
            yield _FOLD.sub(b"", uid[1]).decode("utf-8", "replace"), event + end


def _octets(made: Component) -> bytes:
    """Return a component as it is written, its properties in the order in which they were added."""
    octets: bytes = made.to_ical(sorted=False)
    if _CUT_ESCAPE.search(octets):
        octets = _LINE.sub(lambda found: _folded(found[0]), octets)
    return octets


def _folded(line: bytes) -> bytes:
    """Return a line folded anew, so that no escape is cut in two.

    The package cuts a backslash that is escaped itself; programs drop such events.
    """
    if not _CUT_ESCAPE.search(line):
        return line
    made, width = "", 0
    for part in _WHOLE.findall(_FOLD.sub(b"", line).removesuffix(b"\r\n").decode()):
        octets = len(part.encode())
        if width + octets > _WIDTH:
            made, width = f"{made}\r\n ", 1
        made, width = made + part, width + octets
    return f"{made}\r\n".encode()


def _target(line: bytes) -> str:
    return _FOLD.sub(b"", line).rstrip().rpartition(b":")[2].decode()


def _related(relation: Relation) -> UidValue:
    value = UidValue(relation.uid)
    value.params["RELTYPE"] = relation.type.value
    if relation.gap is not None:
        value.params["GAP"] = _duration(relation.gap)
    if relation.lag is not None:
        value.params["X-PLANRULES-LAG"] = relation.lag
    return value


def _duration(length: timedelta) -> str:
    octets: bytes = DurationValue(length).to_ical()  # type: ignore[no-untyped-call]  # has no types
    return octets.decode()


def _zone() -> Component:
    """Return the zone of Việt Nam, which knows no summer time."""
    zone = Timezone()
    zone.add("tzid", _ZONE)
    rule = TimezoneStandard()
    rule.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, as RFC 5545 §3.6.5 demands
    rule.add("tzoffsetfrom", timedelta(hours=7))
    rule.add("tzoffsetto", timedelta(hours=7))
    rule.add("tzname", "+07")
    zone.add_component(rule)
    return zone


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _text(words: str) -> TextValue:
    return TextValue(unicodedata.normalize("NFC", words))
