"""That what is written anew can't be taken for what stands in a folder already."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from planrules.feeds.edition import MOST, Edition, Known
from planrules.feeds.event import Event, Stamp, after
from planrules.feeds.feed import Feed, Feeds
from planrules.feeds.ics import END, events_in
from planrules.feeds.reading import published_in

#: A SEQUENCE and a LAST-MODIFIED.
_Numbers = tuple[int, Stamp]


@attrs.frozen(kw_only=True, eq=False)
class Superseding:
    """What stands in a folder, beside what is to stand there.

    Programs take over an event only where its LAST-MODIFIED is later, and other days only where its
    SEQUENCE is higher. However a difference has come about - an edit, a record of an earlier day,
    another language, a body that others have passed, alarms, a writer that was stopped, somebody's
    own hand - it can be seen in what is written.

    Attributes:
        edition: The edition before.
        standing: By name, the octets of the feeds that are there.
        same: By name, those that agree with its manifest.
    """

    edition: Edition
    standing: Mapping[str, bytes]
    same: Mapping[str, bytes]

    def over(self, feeds: Feeds, /) -> Feeds:
        """Return feeds whose events are later than what they replace, where they differ from it."""
        while True:
            late = self._late(feeds)
            if not late:
                return feeds
            feeds = feeds.with_events(
                _numbered(event, late[event.uid]) if event.uid in late else event
                for event in feeds.events
            )

    def _late(self, feeds: Feeds) -> dict[str, _Numbers]:
        """Return by uid which numbers an event needs that others have, or had, already."""
        found: dict[str, _Numbers] = {}
        for feed in feeds:
            for event, known in self._differing(feeds, feed):
                is_moved = event.shown != known.shown
                sequence = min(MOST, known.sequence + is_moved)
                stamp = after(known.stamp)
                if event.sequence < sequence or event.stamp < stamp:
                    before = found.get(event.uid, (0, stamp))
                    day = (feeds.as_of, 0)
                    found[event.uid] = max(before[0], sequence), max(before[1], stamp, day)
        return found

    def _differing(self, feeds: Feeds, feed: Feed) -> Iterator[tuple[Event, Known]]:
        """Yield the events of a feed that stand there otherwise, with what is published of them."""
        if self.stands(feeds, feed):
            return
        before = self.there(feed.file)
        differing = {
            event: before[event.uid]
            for event, written in feeds.written(feed)
            if event.uid in before and before[event.uid] != written
        }
        if differing:
            lines = b"".join((b"BEGIN:VCALENDAR\r\n", *differing.values(), END))
            published = published_in(lines).events
            for event in differing:
                if event.uid in published:
                    yield event, published[event.uid]

    def there(self, file: str, /) -> Mapping[str, bytes]:
        """Return by uid the events of a feed as they stand there."""
        found = self._there.get(file)
        if found is None:
            octets = self.standing.get(file, b"")
            if file not in self.same:  # its line ends may be others, too
                octets = b"\r\n".join(octets.splitlines())
            found = self._there[file] = dict(events_in(octets))
        return found

    @cached_property
    def _there(self) -> dict[str, Mapping[str, bytes]]:
        return {}

    def stands(self, feeds: Feeds, feed: Feed, /) -> bool:
        """Return whether a feed stands there as it is to stand."""
        known = self.edition.files.get(feed.file)
        return known is not None and feed.file in self.same and known.content == feeds.content(feed)


def _numbered(event: Event, numbers: _Numbers) -> Event:
    sequence, (modified, turn) = max(event.sequence, numbers[0]), max(event.stamp, numbers[1])
    return attrs.evolve(event, sequence=sequence, modified=modified, turn=turn)
