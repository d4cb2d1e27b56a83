"""Feeds read back: what they publish, and what depends on what."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Component
from icalendar import vDuration as DurationValue

from planrules.feeds.edition import Known
from planrules.feeds.event import Relation, RelationType
from planrules.text import printable

_DAY: Final = timedelta(days=1)
_SHOWN: Final = frozenset({"VEVENT", "VTODO"})
#: Most digits of a number: RFC 5545 §3.3.8 ends at 2147483647.
_DIGITS: Final = 9
_TYPES: Final = {kind.value: kind for kind in RelationType}


def relations_in(feed: bytes, /) -> dict[str, tuple[Relation, ...]]:
    """Return what the events of a feed depend on, by uid, what depends on nothing included.

    Args:
        feed: The feed, as planrules writes it or another program that follows RFC 9253.

    Raises:
        ValueError: If it is no calendar.
    """
    return {str(item["UID"]): tuple(_relations(item)) for item in _items(feed)}


def published_in(feed: bytes, /) -> dict[str, Known]:
    """Return by uid what a feed of planrules publishes, as far as it can be read from it.

    Who an event is about does not stand in it, nor what people have written apart from the rest.

    Raises:
        ValueError: If it is no calendar.
    """
    found = {}
    for item in _items(feed):
        first = _day(item, "DTSTART") or _day(item, "DUE")
        found[str(item["UID"])] = Known(
            sequence=_number(item.get("SEQUENCE")),
            revision=_number(item.get("X-PLANRULES-REVISION")),
            first=first,
            last=_last(first, _day(item, "DTEND")),
            unit=None,
            is_cancelled=str(item.get("STATUS")) == "CANCELLED",
            modified=_day(item, "LAST-MODIFIED") or date.min,
            turn=_turn(item),
            summary=printable(str(item.get("SUMMARY", ""))),
        )
    return found


def _turn(item: Component) -> int:
    """Return how many changes of the day of its last change came before that one."""
    found = getattr(item.get("LAST-MODIFIED"), "dt", None)
    if not isinstance(found, datetime):
        return 0
    return (found.hour * 60 + found.minute) * 60 + found.second


def _last(first: date | None, end: date | None) -> date | None:
    """Return the last day of what ends before a day; somebody may have set days that can't be."""
    return first if first is None or end is None or end <= first else end - _DAY


def _items(feed: bytes) -> Iterator[Component]:
    try:
        made = Calendar.from_ical(feed)
    except (ValueError, IndexError, KeyError, TypeError) as error:
        message = "this is no calendar"
        raise ValueError(message) from error
    for item in made.walk():
        if item.name in _SHOWN and item.get("UID"):
            yield item


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
    found = getattr(item.get(name), "dt", None)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else None


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
