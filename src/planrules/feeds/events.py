"""The events of an assessment: what is owed, withdrawn and passed on, within a window of days."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import Final

import attrs

from planrules.assessment import Assessment
from planrules.feeds.edits import Edits
from planrules.feeds.event import DOMAIN, NOBODY, Event, Progress
from planrules.feeds.neighbours import Neighbours
from planrules.feeds.options import FeedOptions
from planrules.feeds.relations import Relations
from planrules.feeds.words import Words
from planrules.model.body import Unit
from planrules.model.obligation import Obligation, Passage
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.model.standing import Standing
from planrules.model.task import TaskKind
from planrules.model.waiver import Waiver
from planrules.text import printable

_DAY: Final = timedelta(days=1)
#: When nothing says when a plan was made: the day that computers count from.
_EPOCH: Final = date(1970, 1, 1)
#: What a list of tasks shows of work of which only a state is recorded, in percent.
_WHOLE: Final = 100


def events_of(assessment: Assessment, options: FeedOptions, /) -> Iterator[Event]:
    """Return the events of an assessment, in the order of its obligations.

    One for each obligation that falls within the window; what is withdrawn stays, as cancelled,
    for as many days as what is past does. Where work has passed on to another body, an event under
    the same uid tells the former holder, for as long. Linear in the obligations, but for links
    between groups, which join everybody to everybody.

    Args:
        assessment: The assessment.
        options: The window, the language, what else is to be shown.
    """
    return _Events(assessment, options).all()


@attrs.frozen(eq=False)
class _Events:
    assessment: Assessment
    options: FeedOptions

    @cached_property
    def plan(self) -> Plan:
        return self.assessment.plan

    @cached_property
    def since(self) -> date:
        return self.options.since(self.assessment.as_of)

    @cached_property
    def until(self) -> date:
        return self.options.until(self.assessment.as_of)

    @cached_property
    def words(self) -> Words:
        return Words(self.plan, self.assessment.times.calendar, self.options.language)

    def all(self) -> Iterator[Event]:
        shown = [one for one in self.assessment.standings if self._is_shown(one)]
        live = (one.obligation for one in shown if one.obligation.withdrawn is None)
        relations = Relations.among(self.plan, self.words.calendar, live)
        neighbours = Neighbours(relations, self.assessment.standings, self._moves)
        for one in shown:
            yield self._event(one, relations, neighbours)
            last = {passage.unit: passage for passage in one.obligation.passed}
            for passage in last.values():
                if passage.on >= self.since and passage.unit != one.obligation.unit:
                    yield self._trace(one, passage)
            if self.options.windows and not self.options.is_tasks:
                yield from self._window(one)
        if self.options.waivers and not self.options.is_tasks:
            yield from self._waivers()

    def _is_shown(self, one: Standing) -> bool:
        owed = one.obligation
        is_open = one.counts_as is not State.DONE
        if owed.due is None:
            if not self.options.is_tasks or owed.kind is not TaskKind.UNDATED:
                return False
            return owed.withdrawn is None or owed.withdrawn.on >= self.since
        if owed.due > self.until:
            return False
        if owed.withdrawn is not None:
            return owed.withdrawn.on >= self.since
        return owed.due >= self.since or (self.options.is_tasks and is_open)

    def _event(self, one: Standing, relations: Relations, neighbours: Neighbours) -> Event:
        owed = one.obligation
        is_gone = owed.withdrawn is not None
        modified = self._modified(one)
        if not is_gone:
            modified = max(modified, neighbours.changed_on(owed) or modified)
        return Event(
            uid=f"{owed.uid}{DOMAIN}",
            first=owed.due,
            last=owed.due,
            summary=self.words.summary(one),
            description=self.words.description(one),
            categories=self.words.categories(owed),
            is_cancelled=is_gone,
            sequence=owed.sequence,
            revision=owed.revision,
            modified=modified,
            relations=() if is_gone else relations.of(owed),
            progress=_progress(one),
            unit=owed.unit,
            feeds=_standing_in(owed),
            wording=self.words.wording(owed),
            put_off=len(owed.extensions),
            follows_record=self._base_recorded_on(owed) is not None,
            edits=self._edited(owed),
            is_drafted=self._is_drafted(owed),
        )

    def _trace(self, one: Standing, passage: Passage) -> Event:
        owed = one.obligation
        return Event(
            uid=f"{owed.uid}{DOMAIN}",
            first=owed.due,
            last=owed.due,
            summary=self.words.summary(one, is_trace=True),
            description=self.words.trace(one, passage.unit, passage.on),
            categories=self.words.categories(owed),
            is_cancelled=True,
            sequence=owed.sequence,
            revision=owed.revision,
            modified=self._modified(one),
            progress=_progress(one),
            unit=passage.unit,
            feeds=(passage.unit,),
            is_trace=True,
        )

    def _window(self, one: Standing) -> Iterator[Event]:
        owed = one.obligation
        if owed.withdrawn is not None or owed.opens == owed.closes:
            return  # there is none, or it is a day
        yield Event(
            uid=f"window.{owed.uid}{DOMAIN}",
            first=owed.opens,
            last=owed.closes,
            summary=self.words.window(owed),
            description=self.words.description(one),
            categories=self.words.categories(owed),
            modified=self._modified(one),
            unit=owed.unit,
            feeds=_standing_in(owed),
            edits=self._edited(owed),
            is_drafted=self._is_drafted(owed),
        )

    def _waivers(self) -> Iterator[Event]:
        granted = (one for one in self.assessment.waivers if one.granted <= self.assessment.as_of)
        renewed = sorted(granted, key=lambda waiver: waiver.expires)
        for uid, waiver in {self._uid(waiver): waiver for waiver in renewed}.items():
            if self.since <= waiver.expires <= self.until:
                yield Event(
                    uid=uid,
                    first=waiver.expires,
                    last=waiver.expires,
                    summary=self.words.waiver(waiver.rule, waiver.subject),
                    description=f"{printable(waiver.reason)}\n{printable(waiver.document)}",
                    modified=max(waiver.granted, self._base),
                    follows_record=True,
                )

    def _uid(self, waiver: Waiver) -> str:
        """Return the uid of a waiver's last day; one that renews it has the same."""
        about = repr((waiver.kind, waiver.subject, waiver.key)).encode()  # which may be any text
        digest = blake2b(about, digest_size=8).hexdigest()
        return f"waiver.{self.plan.id}.{waiver.rule}.{digest}{DOMAIN}"

    @cached_property
    def _base(self) -> date:
        """The day from which the plan stands as it is, where nothing has changed it."""
        header = self.plan.planned()
        for day in (self.plan.issued_on, header.starts_on):
            if day is not None:
                return day.last
        return _EPOCH

    @cached_property
    def _edits(self) -> Edits:
        return Edits(self.plan)

    def _edited(self, owed: Obligation) -> frozenset[str]:
        """Return the ids of the amendments that have changed anything that is said of work."""
        return frozenset(source.amendment.id for source in self._edits.of(owed))

    def _is_drafted(self, owed: Obligation) -> bool:
        """Return whether a draft has any part in what is said of work."""
        return owed.is_draft or bool(self._drafts and self._drafts & self._edited(owed))

    @cached_property
    def _drafts(self) -> frozenset[str]:
        lineage = self.plan.lineage
        return frozenset() if lineage is None else frozenset(one.id for one in lineage.drafts)

    def _modified(self, one: Standing) -> date:
        """Return the last day on which anything that is shown changed."""
        owed = one.obligation
        days = [self._base]
        if owed.changed_on is not None:
            days.append(owed.changed_on)
        days += [one.recorded_on for one in owed.extensions]  # which may have moved nothing
        if one.entry is not None:
            days.append(one.entry.recorded_on)
        recorded_on = self._base_recorded_on(owed)
        if recorded_on is not None:
            days.append(recorded_on)
        days += (source.since for source in self._edits.of(owed))
        if owed.unit is not None:
            days += self._turns(owed.unit)
        return max(days)

    def _moves(self, one: Standing) -> Iterator[date]:
        """Yield the days on which work came, moved, passed on, was withdrawn, or left the window.

        Other work that comes after it says something else on each of them.
        """
        owed = one.obligation
        for day in (owed.changed_on, self._base_recorded_on(owed)):
            if day is not None:
                yield day
        if owed.unit is not None:
            yield from self._turns(owed.unit)
        if owed.due is not None and owed.due < self.since:
            # On the day after it was no longer past by so many days.
            yield owed.due + (self.assessment.as_of - self.since) + _DAY
            if self.options.is_tasks and one.entry is not None:
                yield one.entry.recorded_on
        if owed.due is not None and self.options.ahead is not None and owed.due <= self.until:
            yield owed.due - (self.until - self.assessment.as_of)

    def _base_recorded_on(
        self, owed: Obligation, seen: frozenset[str] = frozenset()
    ) -> date | None:
        """Return when it was recorded that work was done from which a deadline counts.

        Args:
            owed: What is owed.
            seen: Ids of the tasks that were looked at on the way: each may count from the next.
        """
        due = owed.deadline
        if due is None or due.base is None or due.base in seen:
            return None
        days = []
        for one in self._by_task.get(due.base, ()):
            if one.entry is not None and one.done_on == due.base_day:
                days.append(one.entry.recorded_on)
            else:
                day = self._base_recorded_on(one.obligation, seen | {due.base})
                days += [] if day is None else [day]
        return max(days, default=None)

    @cached_property
    def _by_task(self) -> dict[str, list[Standing]]:
        found: dict[str, list[Standing]] = {}
        for one in self.assessment.standings:
            found.setdefault(one.obligation.task.id, []).append(one)
        return found

    def _turns(self, unit: str) -> Iterator[date]:
        """Yield the days, up to now, from which a body was there and was there no longer.

        Where nobody came after a body, its work stays with it, though it can't do it any more.
        """
        body = self.plan.body(unit)
        assert isinstance(body, Unit)  # noqa: S101 - groups owe nothing
        if body.since is not None and body.since <= self.assessment.as_of:
            yield body.since
        if body.until is not None and body.until < self.assessment.as_of:
            yield body.until + _DAY


def _standing_in(owed: Obligation) -> tuple[str, ...]:
    """Return the ids of the bodies in whose feeds work stands, ``NOBODY`` for what nobody owes."""
    feeds = () if owed.unit is None else (owed.unit,)
    return feeds if owed.ownerless is None else (*feeds, NOBODY)


def _progress(one: Standing) -> Progress:
    is_done = one.counts_as is State.DONE
    percent = _WHOLE if is_done else min(int(one.percent or 0), _WHOLE)
    return Progress(state=one.counts_as, percent=percent, done_on=one.done_on)
