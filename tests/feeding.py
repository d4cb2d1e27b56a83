"""Feeds read plainly, line by line: what the tests hold calendars against, without their engine."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

import attrs

from planrules import Assessment, assess, loads
from planrules.feeds.feed import Feeds, feeds_of
from planrules.feeds.options import FeedOptions

_LINE: Final = re.compile(
    r"(?P<name>[A-Z0-9-]+)"
    r'(?P<params>(?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*)'
    r":(?P<value>.*)"
)
_ESCAPE: Final = re.compile(r"\\(.)")
#: What stands at most once in a component, and what has to stand there.
_ONCE: Final = {
    "VCALENDAR": "PRODID VERSION CALSCALE METHOD NAME DESCRIPTION COLOR LAST-MODIFIED SOURCE URL",
    "VEVENT": "UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION STATUS TRANSP SEQUENCE LAST-MODIFIED",
    "VTODO": "UID DTSTAMP DUE SUMMARY DESCRIPTION STATUS SEQUENCE LAST-MODIFIED COMPLETED "
    "PERCENT-COMPLETE",
    "VALARM": "ACTION TRIGGER DESCRIPTION",
}
_NEEDED: Final = {
    "VCALENDAR": "PRODID VERSION",
    "VEVENT": "UID DTSTAMP DTSTART DTEND SUMMARY SEQUENCE LAST-MODIFIED STATUS",
    "VTODO": "UID DTSTAMP SUMMARY SEQUENCE LAST-MODIFIED STATUS",
    "VALARM": "ACTION TRIGGER DESCRIPTION",
    "VTIMEZONE": "TZID",
}


@attrs.frozen
class Property:
    """A line as it reads once it is unfolded."""

    name: str
    params: Mapping[str, str]
    value: str
    line: str

    @property
    def text(self) -> str:
        """The value, if it is a text."""
        return _ESCAPE.sub(lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), self.value)

    @property
    def day(self) -> date:
        """The value, if it is a day or a moment: its day."""
        return date.fromisoformat(self.value[:8])


@attrs.define
class Item:
    """A component."""

    kind: str
    properties: list[Property] = attrs.field(factory=list)
    items: list["Item"] = attrs.field(factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def get(self, name: str) -> Property | None:
        found = self.all(name)
        assert len(found) <= 1, found
        return found[0] if found else None

    def __getitem__(self, name: str) -> Property:
        (found,) = self.all(name)
        return found

    def __contains__(self, name: str) -> bool:
        return bool(self.all(name))

    def walk(self) -> Iterator["Item"]:
        yield self
        for item in self.items:
            yield from item.walk()

    @property
    def uid(self) -> str:
        return self["UID"].text

    @property
    def sequence(self) -> int:
        return int(self["SEQUENCE"].value)

    @property
    def modified(self) -> str:
        return self["LAST-MODIFIED"].value

    @property
    def is_cancelled(self) -> bool:
        return self["STATUS"].value == "CANCELLED"

    @property
    def first(self) -> date | None:
        found = self.get("DTSTART") or self.get("DUE")
        return None if found is None else found.day

    @property
    def last(self) -> date | None:
        end = self.get("DTEND")
        return self.first if end is None else end.day - timedelta(days=1)

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines, without what stands within it."""
        return tuple(one.line for one in self.properties)

    def without(self, *names: str) -> tuple[str, ...]:
        """Its lines but for some."""
        return tuple(one.line for one in self.properties if one.name not in names)


def physical_lines(feed: bytes) -> list[bytes]:
    """Return the lines of a feed as they stand in it, once they are octet-clean."""
    assert feed.endswith(b"\r\n")
    assert not feed.startswith(b"\xef\xbb\xbf")
    lines = feed.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert not set(line) & set(b"\r\n"), line
        assert 1 <= len(line) <= 75, line
        assert line != b" ", "an empty continuation"
        text = line.decode()  # no character is split
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text), line
    return lines


def logical_lines(feed: bytes) -> list[str]:
    """Return the lines of a feed unfolded, once no fold stands within an escape."""
    unfolded: list[str] = []
    for line in physical_lines(feed):
        text = line.decode()
        if not text.startswith(" "):
            unfolded.append(text)
            continue
        before = unfolded[-1]
        slashes = len(before) - len(before.rstrip("\\"))
        assert slashes % 2 == 0, f"an escape is split: {before[-20:]!r} {text[:20]!r}"
        unfolded[-1] += text[1:]
    for text in unfolded:
        assert unicodedata.is_normalized("NFC", text), text
    return unfolded


def read(feed: bytes) -> Item:
    """Return a feed, once everything in it is as RFC 5545 and 7986 demand."""
    top = Item("")
    open_items = [top]
    for line in logical_lines(feed):
        found = _LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            item = Item(value)
            open_items[-1].items.append(item)
            open_items.append(item)
        elif name == "END":
            assert open_items.pop().kind == value, line
        else:
            params = dict(param.split("=", 1) for param in found["params"].split(";") if param)
            open_items[-1].properties.append(Property(name, params, value, line))
    assert open_items == [top]
    (calendar,) = top.items
    _check(calendar)
    return calendar


def _check(calendar: Item) -> None:
    assert calendar.kind == "VCALENDAR"
    assert calendar["VERSION"].value == "2.0"
    assert "UID" not in calendar
    assert [item.kind for item in calendar.items].count("VTIMEZONE") == 1
    uids = Counter(item.uid for item in shown(calendar))
    assert set(uids.values()) <= {1}, [uid for uid, count in uids.items() if count > 1]
    for name, kind in (("REFRESH-INTERVAL", "DURATION"), ("SOURCE", "URI")):
        assert all(found.params["VALUE"] == kind for found in calendar.all(name))
    for item in calendar.walk():
        counts = Counter(one.name for one in item.properties)
        assert "RRULE" not in counts
        assert "RDATE" not in counts
        assert "ATTENDEE" not in counts
        assert all(counts[name] <= 1 for name in _ONCE.get(item.kind, "").split()), item
        assert all(counts[name] for name in _NEEDED.get(item.kind, "").split()), item
        if item.kind == "VEVENT":
            _check_event(item)
        if item.kind == "VTODO":
            assert ("DUE" not in item) or item["DUE"].params == {"VALUE": "DATE"}
            assert 0 <= int(item["PERCENT-COMPLETE"].value) <= 100
            assert item["STATUS"].value in {"NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"}
    if "METHOD" in calendar:
        assert all("ORGANIZER" in item for item in shown(calendar))


def _check_event(item: Item) -> None:
    assert item["DTSTART"].params == item["DTEND"].params == {"VALUE": "DATE"}
    assert item["DTSTART"].value < item["DTEND"].value
    assert item["STATUS"].value in {"CONFIRMED", "CANCELLED"}
    assert item["TRANSP"].value == "TRANSPARENT"
    assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", item["DTSTAMP"].value)
    assert not re.search(r"[\s/]", item.uid)


def shown(calendar: Item) -> list[Item]:
    """Return what a calendar shows."""
    return [item for item in calendar.items if item.kind in {"VEVENT", "VTODO"}]


def by_uid(feed: bytes) -> dict[str, Item]:
    """Return what a feed shows by uid, once it is as it has to be."""
    return {item.uid: item for item in shown(read(feed))}


def written(feeds: Feeds) -> dict[str, bytes]:
    """Return the files of some feeds by name."""
    return {feed.file: feeds.to_ical(feed) for feed in feeds}


def assessed(text: str, as_of: date, *drafts: str) -> Assessment:
    """Return the plan of a text assessed, without asking any rule."""
    return assess(loads(text), as_of=as_of, drafts=drafts, rules=())


def feeds_at(text: str, as_of: date, options: FeedOptions | None = None) -> dict[str, bytes]:
    """Return by file name the feeds of the plan of a text on a day."""
    return written(feeds_of(assessed(text, as_of), options))
