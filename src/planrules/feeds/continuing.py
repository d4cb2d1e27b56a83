"""How an edition goes on from the one before: no SEQUENCE goes back, no event vanishes unsaid."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from planrules.feeds.edition import MOST, Edition, Known
from planrules.feeds.event import NOBODY, Event, Gone, Progress, after
from planrules.feeds.leaving import Leaving
from planrules.feeds.marks import bare, cancelled, why_gone
from planrules.feeds.moves import Moves, Naming
from planrules.feeds.notice import Notice, NoticeKind, notice
from planrules.feeds.options import Profile
from planrules.model.progress import State

_GONE: Final = Progress(state=State.NOT_STARTED, percent=0)


@attrs.frozen
class Continued:
    """The events of an edition, once they go on from the one before.

    Attributes:
        events: The events, in no order.
        notices: What was changed without an amendment.
    """

    events: tuple[Event, ...]
    notices: tuple[Notice, ...]


@attrs.frozen(kw_only=True)
class Continuing:
    """An edition that follows another one.

    Attributes:
        earlier: The one before.
        as_of: The day of the new one.
        since: First day of what is past and still shown.
        leaving: Says why what is not shown any more is there no more.
        trace: Returns what an event tells a body from whose feed it has gone on a day.
        feeds: Ids of the bodies that have feeds, ``NOBODY`` among them where it has one.
        named: Returns what a body is called; None where the plan knows none.
        language: Language of the new one.
        amendments: Ids of the amendments that count now.
        drafts: Ids of the drafts that were named, those that count before those that do not yet.
        is_comparable: Whether what differs tells of an edit: it is the same release, on a day that
            is no earlier.
    """

    earlier: Edition
    as_of: date
    since: date
    leaving: Leaving
    trace: Callable[[Event, str, date], Event]
    feeds: Collection[str]
    named: Naming
    language: str
    amendments: Collection[str]
    drafts: tuple[str, ...]
    is_comparable: bool

    def events(self, events: Collection[Event]) -> Continued:
        """Return the events of the new edition as they go on from the earlier one.

        An event whose days, holder or withdrawal differ at the same revision goes on with the next
        SEQUENCE; one whose text alone differs keeps it. What is owed no more although no amendment
        says so is cancelled for as long as what is past is shown, and a body whose feed an event
        has left although no amendment says so is told for as long where it has gone.
        """
        made: list[Event] = []
        notices: list[Notice] = []
        current: dict[str, Event] = {}
        told = {(event.uid, event.unit) for event in events if event.is_trace}
        for event in events:
            if not event.is_trace:
                known = self.earlier.events.get(event.uid)
                one = event if known is None else self._next(event, known, told, notices)
                current[event.uid] = one
                made.append(one)
        made += [_beside(event, current[event.uid]) for event in events if event.is_trace]
        for uid, known in self.earlier.events.items():
            if uid not in current:
                gone = self._why_gone(uid, known)
                if gone is not None:
                    made += self._gone(uid, known, gone, notices)
        made += [
            self.trace(event, body, day) for event in tuple(made) for body, day in event.former
        ]
        return Continued(tuple(made), tuple(notices))

    def _next(
        self,
        event: Event,
        known: Known,
        told: Collection[tuple[str, str | None]],
        notices: list[Notice],
    ) -> Event:
        """Return an event that was published before; the same one where nothing has to differ."""
        is_moved = event.shown != known.shown
        is_moved = is_moved or (event.unit != known.unit and not known.is_about_nobody_known)
        is_moved = is_moved or bool(known.unowned and NOBODY not in event.feeds)
        sequence = max(event.sequence, min(MOST, known.sequence + is_moved))
        stamp = max(event.stamp, known.stamp)
        if is_moved:
            if known.dropped_on is not None or not self._is_told(event, known):
                stamp = max(stamp, (self.as_of, 0))
                if self._tells_of_edits(known, event) and not event.follows_record:
                    kind = NoticeKind.UNRECORDED if _was_put_off(event, known) else NoticeKind.MOVED
                    notices.append(
                        notice(
                            kind,
                            event.uid,
                            title=bare(event.summary),
                            changes=Moves(self.named).of(event, known),
                            sequence=sequence,
                        )
                    )
        elif self._is_reworded(event, known):
            stamp = max(stamp, (self.as_of, 0))
            notices.append(notice(NoticeKind.REWORDED, event.uid, title=bare(event.summary)))
        if stamp == known.stamp and sequence != known.sequence:
            stamp = after(stamp)
        former = self._former(event, known, told) if is_moved or known.former else ()
        if (sequence, stamp, former) == (event.sequence, event.stamp, event.former):
            return event
        modified, turn = stamp
        return attrs.evolve(event, sequence=sequence, modified=modified, turn=turn, former=former)

    def _former(
        self, event: Event, known: Known, told: Collection[tuple[str, str | None]]
    ) -> tuple[tuple[str, date], ...]:
        """Return the bodies in whose feeds an event stood and stands no more, since when.

        Args:
            event: The event.
            known: The same as it was published.
            told: By uid and body what former holders are told because amendments say so.
        """
        # An edition for a later day may have been a mistake.
        before = {body: min(day, self.as_of) for body, day in (known.former or {}).items()}
        found = before | dict.fromkeys(known.stood, self.as_of)
        return tuple(
            (body, found[body])
            for body in sorted(found)
            if body not in event.feeds
            and body in self.feeds
            and found[body] >= self.since
            and (event.uid, body) not in told
        )

    def _is_reworded(self, event: Event, known: Known) -> bool:
        if not self._tells_of_edits(known, event):
            return False
        if known.wording is None or known.wording == event.written:
            return False
        return event.revision <= known.revision and not event.edits & self._new

    def _is_told(self, event: Event, known: Known) -> bool:
        """Return whether a dated event that is new may have moved it, so that nobody edited it.

        One that is dated back may take the place of another, and leaves the revision as it was.
        """
        if event.revision > known.revision or event.put_off > (known.put_off or 0):
            return True
        if not event.revision:
            return bool(event.edits & self._new)
        is_drafted = event.is_drafted or known.drafted
        return bool(self._new if is_drafted else self._new.difference(self.drafts))

    def _tells_of_edits(self, known: Known, event: Event | None = None) -> bool:
        """Return whether somebody edited an event that differs, if no amendment explains it.

        Where other drafts are named, that can't be told of what any of them has a part in.
        """
        is_as_shown_last = known.digest is not None and set(self.drafts) == self.earlier.named
        is_drafted = known.drafted or (event is not None and event.is_drafted)
        return self.is_comparable and (is_as_shown_last or not is_drafted)

    @cached_property
    def _new(self) -> frozenset[str]:
        """Ids of the amendments that did not count before."""
        return frozenset(self.amendments) - frozenset(self.earlier.amendments)

    def _why_gone(self, uid: str, known: Known) -> Gone | None:
        """Return why something that was shown is there no more, if that has to be said."""
        if known.last is None and self.earlier.profile != Profile.TASKS:
            return None  # left by lists of tasks: only these show what has no day
        if known.digest is None and known.dropped_on is None:
            return None  # it was not shown any more
        if known.dropped_on is None and known.kept_on is None:
            last = known.modified if known.is_cancelled else known.last
            if last is not None and last < self.since:
                return None
        return self.leaving.why(uid)

    def _day_gone(self, known: Known) -> date:
        """Return since when something is gone that was shown.

        Where only its feed tells of it, the day of its last change is the one it was cancelled on.
        """
        is_only_read = known.wording is None and known.is_cancelled
        day = known.dropped_on or (known.modified if is_only_read else self.as_of)
        return min(day, self.as_of)

    def _gone(self, uid: str, known: Known, gone: Gone, notices: list[Notice]) -> Iterator[Event]:
        """Yield what is said of something that is there no more, for as long as it is said."""
        day = self._day_gone(known)
        is_first = known.dropped_on != day
        is_edit = (
            uid.startswith(f"{self.earlier.plan}.")
            if gone is Gone.DROPPED
            else (gone is Gone.NO_PERIOD and not self._new)
        )
        if known.dropped_on is None and is_edit and self._tells_of_edits(known):
            notices.append(notice(NoticeKind.DROPPED, uid, title=bare(known.summary)))
        if day < self.since:
            return
        stamp = max((day, 0), known.stamp)
        modified, turn = after(stamp) if is_first and stamp == known.stamp else stamp
        former = (known.former or {}).items()
        yield Event(
            uid=uid,
            first=known.first,
            last=known.last,
            summary=cancelled(known.summary, self.language),
            description=why_gone(gone, day, self.language),
            is_cancelled=True,
            sequence=min(MOST, known.sequence + (is_first and not known.is_cancelled)),
            revision=known.revision,
            modified=modified,
            turn=turn,
            progress=_GONE,
            unit=known.unit,
            feeds=tuple(body for body in sorted(known.stood) if body in self.feeds),
            dropped_on=day,
            former=tuple(one for one in former if one[0] in self.feeds and one[1] >= self.since),
        )


def _was_put_off(event: Event, known: Known) -> bool:
    """Return whether only its day is another, which somebody had put off: the ledger decides it."""
    is_same = (event.unit, event.is_cancelled) == (known.unit, known.is_cancelled)
    return is_same and bool(known.put_off)


def _beside(trace: Event, event: Event) -> Event:
    """Return what a former holder is told, beside what is owed now."""
    return attrs.evolve(trace, sequence=event.sequence, modified=event.modified, turn=event.turn)
