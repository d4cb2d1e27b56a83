"""The events of an assessment: what is owed, withdrawn and passed on, within a window of days."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from planrules.assessment import Assessment
from planrules.feeds.event import (
    DOMAIN,
    NOBODY,
    WINDOW,
    Event,
    Progress,
    has_window,
    undated_since,
)
from planrules.feeds.holders import Predecessor, next_holder, predecessors
from planrules.feeds.marks import passed_on
from planrules.feeds.moments import Moments
from planrules.feeds.neighbours import Neighbours
from planrules.feeds.options import FeedOptions
from planrules.feeds.relations import Relations
from planrules.feeds.staying import Staying
from planrules.feeds.waivers import WaiverEvents
from planrules.feeds.words import Words
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.model.standing import Standing
from planrules.model.task import TaskKind

#: What a list of tasks shows of work of which only a state is recorded, in percent.
_WHOLE: Final = 100


def events_of(
    assessment: Assessment, options: FeedOptions, /, *, staying: Staying | None = None
) -> Iterator[Event]:
    """Return the events of an assessment, in the order of its obligations.

    One for each obligation that falls within the window; what is withdrawn stays, as cancelled,
    for as many days as what is past does. Where work has passed on to another body, an event under
    the same uid tells the former holder, for as long. Linear in the obligations, but for links
    between groups, which join everybody to everybody.

    Args:
        assessment: The assessment.
        options: The window, the language, what else is to be shown.
        staying: What stays although it does not fall within the window; None where nothing does.
    """
    return _Events(assessment, options, staying).all()


def trace_of(
    assessment: Assessment, options: FeedOptions, /
) -> Callable[[Event, str, date], Event]:
    """Return what makes of an event one that tells a body that it stands in its feed no more.

    What it returns takes the event, the id of the body, which the plan may know no longer, or
    ``NOBODY``, and the first day on which it did not stand there.
    """
    return _Events(assessment, options, None).trace


@attrs.frozen(eq=False)
class _Events:
    assessment: Assessment
    options: FeedOptions
    staying: Staying | None

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
    def _moments(self) -> Moments:
        return Moments(self.assessment, self.options, self._before)

    @cached_property
    def words(self) -> Words:
        calendar = self.assessment.times.calendar
        return Words(self.plan, calendar, self.options.language, self._before)

    @cached_property
    def _before(self) -> Mapping[str, Sequence[Predecessor]]:
        return predecessors(self.assessment.obligations)

    def all(self) -> Iterator[Event]:
        shown, kept = [], {}
        for one in self.assessment.standings:
            if not self._is_within(one):
                day = self._kept(one)
                if day is None:
                    continue
                kept[one.obligation.uid] = day
            shown.append(one)
        live = (
            one.obligation
            for one in shown
            if one.obligation.withdrawn is None and not self._is_undated(one.obligation)
        )
        relations = Relations.among(self.plan, self.words.calendar, live)
        neighbours = Neighbours(relations, self.assessment.standings, self._moments.moves)
        for one in shown:
            kept_on = kept.get(one.obligation.uid)
            event = self._event(one, relations, neighbours, kept_on)
            if kept_on is not None and event.last is None:
                event = self._undated(event, one, kept_on)
            yield event
            last = {passage.unit: passage for passage in one.obligation.passed}
            for passage in last.values():
                if passage.on >= self.since and passage.unit != one.obligation.unit:
                    yield self._trace(event, one, passage.unit, passage.on)
            if self.options.windows and not self.options.is_tasks:
                yield from self._window(one)
        if self.options.waivers and not self.options.is_tasks:
            waivers = WaiverEvents(self.assessment, self.options, self.staying)
            yield from waivers.all(self._moments.base)

    def trace(self, event: Event, unit: str, day: date) -> Event:
        name = event.uid.removesuffix(DOMAIN)
        one = self._by_uid.get(name) or self._by_uid.get(name.removeprefix(WINDOW))
        return self._trace(event, one, unit, day)

    def _is_undated(self, owed: Obligation) -> bool:
        """Return whether work has no day, so that no feed shows it, or shows that it had one."""
        is_task = self.options.is_tasks and owed.kind is TaskKind.UNDATED
        return owed.due is None and not is_task

    def _kept(self, one: Standing) -> date | None:
        """Return since when work is shown only because it was shown before; None if it is not."""
        owed = one.obligation
        if self.staying is None:
            return None
        is_gone = owed.withdrawn is not None or self._is_undated(owed)
        return self.staying.since(f"{owed.uid}{DOMAIN}", owed.due, is_gone=is_gone)

    def _is_within(self, one: Standing) -> bool:
        owed = one.obligation
        is_open = one.counts_as is not State.DONE
        if owed.due is None:
            if self._is_undated(owed):
                return False
            return owed.withdrawn is None or owed.withdrawn.on >= self.since
        if owed.due > self.until:
            return False
        if owed.withdrawn is not None:
            return owed.withdrawn.on >= self.since
        is_news = is_open or (one.done_on is not None and one.done_on >= self.since)
        return owed.due >= self.since or (self.options.is_tasks and is_news)

    def _event(
        self, one: Standing, relations: Relations, neighbours: Neighbours, kept_on: date | None
    ) -> Event:
        owed = one.obligation
        is_gone = owed.withdrawn is not None
        modified = self._moments.modified(one)
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
            follows_record=self._moments.recorded_on(owed) is not None,
            edits=self._edited(owed),
            is_drafted=self._is_drafted(owed),
            kept_on=kept_on,
        )

    def _undated(self, event: Event, one: Standing, kept_on: date) -> Event:
        """Return what is said of work that was shown on a day and has none any more: that day."""
        assert self.staying is not None  # noqa: S101 - else nothing without a day is shown
        was = self.staying.known[event.uid]
        event = attrs.evolve(event, first=was.first, last=was.last)
        gone = undated_since(one.obligation, kept_on)
        if gone is None:
            return event
        summary, description = self.words.undated(one, *gone)
        return attrs.evolve(
            event, summary=summary, description=description, is_cancelled=True, relations=()
        )

    def _trace(self, event: Event, one: Standing | None, unit: str, day: date) -> Event:
        heir = next_holder(event, one, day)
        return Event(
            uid=event.uid,
            first=event.first,
            last=event.last,
            summary=(
                self.words.summary(one, is_trace=True)
                if one is not None and event.uid == f"{one.obligation.uid}{DOMAIN}"
                else passed_on(event.summary, self.options.language)
            ),
            description=(
                self.words.trace(one, unit, heir, day)
                if one is not None
                else "\n".join((*self.words.passed(unit, heir, day), event.description))
            ),
            categories=event.categories,
            is_cancelled=True,
            sequence=event.sequence,
            revision=event.revision,
            modified=event.modified,
            turn=event.turn,
            progress=event.progress,
            unit=unit,
            feeds=(unit,),
            is_trace=True,
        )

    def _window(self, one: Standing) -> Iterator[Event]:
        owed = one.obligation
        if owed.withdrawn is not None or not has_window(owed):
            return
        yield Event(
            uid=f"{WINDOW}{owed.uid}{DOMAIN}",
            first=owed.opens,
            last=owed.closes,
            summary=self.words.window(owed),
            description=self.words.description(one),
            categories=self.words.categories(owed),
            revision=owed.revision,
            modified=self._moments.modified(one),
            unit=owed.unit,
            feeds=_standing_in(owed),
            edits=self._edited(owed),
            is_drafted=self._is_drafted(owed),
        )

    def _edited(self, owed: Obligation) -> frozenset[str]:
        """Return the ids of the amendments that have changed anything that is said of work."""
        return frozenset(source.amendment.id for source in self._moments.edits.of(owed))

    def _is_drafted(self, owed: Obligation) -> bool:
        """Return whether a draft has any part in what is said of work."""
        is_drafted = owed.is_draft or any(one.is_draft for one in self._before.get(owed.uid, ()))
        return is_drafted or bool(self._drafts and self._drafts & self._edited(owed))

    @cached_property
    def _drafts(self) -> frozenset[str]:
        lineage = self.plan.lineage
        return frozenset() if lineage is None else frozenset(one.id for one in lineage.drafts)

    @cached_property
    def _by_uid(self) -> dict[str, Standing]:
        return {one.obligation.uid: one for one in self.assessment.standings}


def _standing_in(owed: Obligation) -> tuple[str, ...]:
    """Return the ids of the bodies in whose feeds work stands, ``NOBODY`` for what nobody owes."""
    feeds = () if owed.unit is None else (owed.unit,)
    return feeds if owed.ownerless is None else (*feeds, NOBODY)


def _progress(one: Standing) -> Progress:
    is_done = one.counts_as is State.DONE
    percent = _WHOLE if is_done else min(int(one.percent or 0), _WHOLE)
    return Progress(state=one.counts_as, percent=percent, done_on=one.done_on)
