"""Feeds read back: what they publish, and what depends on what."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

import attrs
from icalendar import Calendar, Component, Event
from icalendar import vDuration as DurationValue

from planrules.feeds.edition import MOST, Known
from planrules.feeds.event import Relation, RelationType
from planrules.text import printable

_DAY: Final = timedelta(days=1)
_SHOWN: Final = frozenset({"VEVENT", "VTODO"})
#: Most digits of a number that can be gone on from.
_DIGITS: Final = len(str(MOST))
#: Where numbers begin anew that are larger than any can be; there are enough after it.
FAR: Final = 2_000_000_000
#: What the package raises.
_UNREADABLE: Final = (ValueError, IndexError, KeyError, TypeError)
_PIECE: Final = re.compile(
    rb"^BEGIN:(?P<kind>VEVENT|VTODO)\r?\n(?P<lines>.*?^)END:(?P=kind)\r?$", re.DOTALL | re.MULTILINE
)
_ALARM: Final = re.compile(rb"^BEGIN:VALARM\r?\n.*?^END:VALARM\r?\n", re.DOTALL | re.MULTILINE)
_CHANGED: Final = re.compile(rb"^LAST-MODIFIED:([0-9TZ]+)\r?$", re.MULTILINE)
_TYPES: Final = {kind.value: kind for kind in RelationType}


def relations_in(feed: bytes, /) -> dict[str, tuple[Relation, ...]]:
    """Return what the events of a feed depend on, by uid, what depends on nothing included.

    Args:
        feed: The feed, as planrules writes it or another program that follows RFC 9253.

    Raises:
        ValueError: If it is no calendar.
    """
    return {str(item["UID"]): tuple(_relations(item)) for item in _items(feed)}


@attrs.frozen
class Published:
    """What a feed of planrules publishes, as far as it can be read from it.

    Attributes:
        events: By uid, what it publishes.
        amiss: By uid, a SEQUENCE that can't be gone on from, as it is written.
    """

    events: dict[str, Known]
    amiss: dict[str, str]


def published_in(feed: bytes, /) -> Published:
    """Return what a feed of planrules publishes, whatever hands have made of it.

    Who an event is about does not stand in it, nor what people have written apart from the rest.
    What can't be read of an event says nothing of the others; a file that is no calendar publishes
    nothing.
    """
    found: dict[str, Known] = {}
    amiss: dict[str, str] = {}
    try:
        items = list(_items(feed))
    except ValueError:
        items = list(_pieces(feed))
    for item in items:
        uid = str(_one(item, "UID"))
        sequence = _number(item, "SEQUENCE")
        if sequence is None:
            amiss[uid] = str(_one(item, "SEQUENCE"))
            sequence = FAR if amiss[uid].isdecimal() else 0
        first = _day(item, "DTSTART") or _day(item, "DUE")
        found[uid] = Known(
            sequence=sequence,
            revision=_number(item, "X-PLANRULES-REVISION") or 0,
            first=first,
            last=_last(first, _day(item, "DTEND")),
            unit=None,
            is_cancelled=str(_one(item, "STATUS")) == "CANCELLED",
            modified=_day(item, "LAST-MODIFIED") or date.min,
            turn=_turn(item),
            summary=printable(str(_one(item, "SUMMARY") or "")),
        )
    return Published(found, amiss)


def changed_in(feed: bytes, /) -> datetime | None:
    """Return when a feed says that it had changed last, as planrules writes it."""
    found = _CHANGED.search(feed, 0, max(feed.find(b"\nBEGIN:V"), 0))
    if found is None:
        return None
    try:
        return datetime.strptime(found[1].decode(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _turn(item: Component) -> int:
    """Return how many changes of the day of its last change came before that one."""
    found = _time(item, "LAST-MODIFIED")
    if not isinstance(found, datetime):
        return 0
    return (found.hour * 60 + found.minute) * 60 + found.second


def _last(first: date | None, end: date | None) -> date | None:
    """Return the last day of what ends before a day; somebody may have set days that can't be."""
    return first if first is None or end is None or end <= first else end - _DAY


def _items(feed: bytes) -> Iterator[Component]:
    try:
        made = Calendar.from_ical(feed)
    except _UNREADABLE as error:
        message = "this is no calendar"
        raise ValueError(message) from error
    for item in made.walk():
        if item.name in _SHOWN and item.get("UID"):
            yield item


def _pieces(feed: bytes) -> Iterator[Component]:
    """Yield what a broken file shows, each read for itself.

    The package leaves out what it can't read of an event, and refuses a task for it.
    """
    for found in _PIECE.finditer(feed):
        lines = _ALARM.sub(b"", found["lines"]).decode("utf-8", "replace")
        try:
            item = Event.from_ical(f"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n")
        except _UNREADABLE:
            continue
        if item.get("UID"):
            yield item


def _one(item: Component, name: str) -> object:
    """Return a value of a property, the first where somebody has written several."""
    found = item.get(name)
    return found[0] if isinstance(found, list) else found


def _relations(item: Component) -> Iterator[Relation]:
    given = item.get("RELATED-TO", [])
    for value in given if isinstance(given, list) else [given]:
        kind = _TYPES.get(str(value.params.get("RELTYPE", "")))
        if kind is not None:
            lag = value.params.get("X-PLANRULES-LAG")
            yield Relation(str(value), kind, _length(value.params.get("GAP")), lag)


def _length(text: str | None) -> timedelta | None:
    if text is None:
        return None
    try:
        length = DurationValue.from_ical(text)  # type: ignore[no-untyped-call]  # has no types
    except ValueError:
        return None
    return length if isinstance(length, timedelta) else None


def _day(item: Component, name: str) -> date | None:
    found = _time(item, name)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else None


def _time(item: Component, name: str) -> object:
    """Return a day or a moment; None where there is none, or it can't be read."""
    try:
        return getattr(_one(item, name), "dt", None)
    except ValueError:  # the package keeps what it can't read, and says so when it is asked
        return None


def _number(item: Component, name: str) -> int | None:
    """Return a number, 0 where there is none; None where it can't be gone on from."""
    value = _one(item, name)
    if value is None:
        return 0
    text = str(value)
    if not text.isdecimal() or len(text) > _DIGITS:
        return None
    return int(text) if int(text) <= MOST else None
