"""How an edition goes on from the one before: no SEQUENCE goes back, no event vanishes unsaid."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from planrules.feeds.edition import MOST, Edition, Known, said_digest, wording_digest
from planrules.feeds.event import DOMAIN, NOBODY, Event, Progress
from planrules.feeds.notice import Notice, NoticeKind, notice
from planrules.feeds.options import Profile
from planrules.feeds.words import dropped_words
from planrules.model.progress import State

_GONE: Final = Progress(state=State.NOT_STARTED, percent=0)


@attrs.frozen
class Continued:
    """The events of an edition, once they go on from the one before.

    Attributes:
        events: The events, in no order.
        dropped: By uid, since when events are gone from the plan without an amendment.
        notices: What was changed without an amendment.
    """

    events: tuple[Event, ...]
    dropped: Mapping[str, date]
    notices: tuple[Notice, ...]


@attrs.frozen(kw_only=True)
class Continuing:
    """An edition that follows another one.

    Attributes:
        earlier: The one before.
        seen: By uid, how work stands in the plan's own feed where that was changed by hand, or was
            written by somebody who was stopped.
        as_of: The day of the new one.
        since: First day of what is past and still shown.
        owed: The uids of everything that is owed, whether it is shown or not.
        feeds: Ids of the bodies that have feeds, ``NOBODY`` among them where it has one.
        language: Language of the new one.
        amendments: Ids of the amendments that count now.
        drafts: Ids of the drafts that count, now or later.
        is_comparable: Whether what differs tells of an edit: it is the same release, on a day that
            is no earlier.
    """

    earlier: Edition
    seen: Mapping[str, Known]
    as_of: date
    since: date
    owed: Collection[str]
    feeds: Collection[str]
    language: str
    amendments: Collection[str]
    drafts: tuple[str, ...]
    is_comparable: bool

    def events(self, events: Collection[Event]) -> Continued:
        """Return the events of the new edition as they go on from the earlier one.

        An event whose days, holder or withdrawal differ at the same revision goes on with the next
        SEQUENCE; one whose text alone differs keeps it. What is owed no more although no amendment
        says so is cancelled for as long as what is past is shown.
        """
        made: list[Event] = []
        notices: list[Notice] = []
        current: dict[str, Event] = {}
        for event in events:
            if not event.is_trace:
                known = self.earlier.events.get(event.uid)
                one = event if known is None else self._next(event, known, notices)
                current[event.uid] = one
                made.append(one)
        made += [_beside(event, current[event.uid]) for event in events if event.is_trace]
        dropped = {}
        for uid, known in self.earlier.events.items():
            if uid not in current and self._is_dropped(uid, known):
                day = self._day_dropped(known)
                if known.dropped_on is None and self._tells_of_edits(known):
                    notices.append(notice(NoticeKind.DROPPED, uid))
                dropped[uid] = day
                if day >= self.since:
                    made.append(self._dropped(uid, known, day))
        return Continued(tuple(made), dropped, tuple(notices))

    def _next(self, event: Event, known: Known, notices: list[Notice]) -> Event:
        """Return an event that was published before; the same one where nothing has to differ."""
        is_moved = _shown(event) != _shown(known) or event.unit != known.unit
        seen = self.seen.get(event.uid)
        is_amiss = seen is not None and _shown(seen) != _shown(event)
        sequence = max(event.sequence, min(MOST, known.sequence + (is_moved or is_amiss)))
        modified = max(event.modified, known.modified)
        if is_amiss or (event.modified <= known.modified and self._says_else(event, known)):
            # What was put into the plan or its ledger after its own day has changed it since.
            modified = max(modified, self.as_of)
        if is_moved:
            if known.dropped_on is not None or not self._is_told(event, known):
                modified = max(modified, self.as_of)
                if self._tells_of_edits(known, event) and not event.follows_record:
                    kind = NoticeKind.UNRECORDED if _was_put_off(event, known) else NoticeKind.MOVED
                    notices.append(notice(kind, event.uid, sequence=sequence))
        elif self._is_reworded(event, known):
            modified = max(modified, self.as_of)
            notices.append(notice(NoticeKind.REWORDED, event.uid))
        turn = 0
        if modified == known.modified:
            is_new = is_moved or is_amiss or self._says_else(event, known)
            turn = known.turn + (is_new or sequence != known.sequence)
        if (sequence, modified, turn) == (event.sequence, event.modified, event.turn):
            return event
        return attrs.evolve(event, sequence=sequence, modified=modified, turn=turn)

    def _says_else(self, event: Event, known: Known) -> bool:
        """Return whether an event says anything else than before.

        There are programs that take over an event only where LAST-MODIFIED is later.
        """
        return known.said is not None and known.said != said_digest(event)

    def _is_reworded(self, event: Event, known: Known) -> bool:
        is_same_text = self.language == self.earlier.language
        if not is_same_text or not self._tells_of_edits(known, event):
            return False
        if known.wording is None or known.wording == wording_digest(event):
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
        is_as_shown_last = known.digest is not None and self.drafts == self.earlier.drafts
        is_drafted = known.drafted or (event is not None and event.is_drafted)
        return self.is_comparable and (is_as_shown_last or not is_drafted)

    @cached_property
    def _new(self) -> frozenset[str]:
        """Ids of the amendments that did not count before."""
        return frozenset(self.amendments) - frozenset(self.earlier.amendments)

    def _is_dropped(self, uid: str, known: Known) -> bool:
        """Return whether something that was shown is owed no more, and nothing says why."""
        name = uid.removesuffix(DOMAIN)
        if not name.startswith(f"{self.earlier.plan}.") or name in self.owed:
            return False
        if known.last is None and self.earlier.profile != Profile.TASKS:
            return False  # left by lists of tasks: only these show what has no day
        last = known.modified if known.is_cancelled else known.last
        return known.dropped_on is not None or last is None or last >= self.since

    def _day_dropped(self, known: Known) -> date:
        """Return since when something is gone that was shown.

        Where only its feed tells of it, the day of its last change is the one it was cancelled on.
        """
        is_only_read = known.said is None and known.is_cancelled
        day = known.dropped_on or (known.modified if is_only_read else self.as_of)
        return min(day, self.as_of)

    def _dropped(self, uid: str, known: Known, day: date) -> Event:
        summary, description = dropped_words(known.summary, day, self.language)
        feeds = (known.unit, NOBODY if known.unowned else None)
        is_first = known.dropped_on != day
        is_new = is_first and not known.is_cancelled
        modified = max(day, known.modified)
        return Event(
            uid=uid,
            first=known.first,
            last=known.last,
            summary=summary,
            description=description,
            is_cancelled=True,
            sequence=min(MOST, known.sequence + is_new),
            revision=known.revision,
            modified=modified,
            turn=0 if modified > known.modified else known.turn + is_first,
            progress=_GONE,
            unit=known.unit,
            feeds=tuple(unit for unit in feeds if unit is not None and unit in self.feeds),
        )


def _shown(event: Event | Known) -> tuple[date | None, date | None, bool]:
    """Return what programs keep the old of where SEQUENCE stays."""
    return event.first, event.last, event.is_cancelled


def _was_put_off(event: Event, known: Known) -> bool:
    """Return whether only its day is another, which somebody had put off: the ledger decides it."""
    is_same = (event.unit, event.is_cancelled) == (known.unit, known.is_cancelled)
    return is_same and bool(known.put_off)


def _beside(trace: Event, event: Event) -> Event:
    """Return what a former holder is told, beside what is owed now."""
    return attrs.evolve(trace, sequence=event.sequence, modified=event.modified, turn=event.turn)
