"""When what calendars say of work changed: its own days, its bodies, what it counts from."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final

import attrs

from planrules.assessment import Assessment
from planrules.feeds.edits import Edits
from planrules.feeds.holders import Predecessor
from planrules.feeds.options import FeedOptions
from planrules.model.body import Unit
from planrules.model.obligation import Obligation
from planrules.model.progress import State
from planrules.model.standing import Standing

_DAY: Final = timedelta(days=1)
#: When nothing says when a plan was made: the day that computers count from.
_EPOCH: Final = date(1970, 1, 1)


@attrs.frozen(eq=False)
class Moments:
    """The days on which something changed that events say.

    Attributes:
        assessment: The assessment.
        options: The days that are shown.
        before: By uid, what other bodies owed before in the place of work.
    """

    assessment: Assessment
    options: FeedOptions
    before: Mapping[str, Sequence[Predecessor]]

    @cached_property
    def _since(self) -> date:
        return self.options.since(self.assessment.as_of)

    @cached_property
    def _until(self) -> date:
        return self.options.until(self.assessment.as_of)

    @cached_property
    def base(self) -> date:
        """The day from which the plan stands as it is, where nothing has changed it."""
        header = self.assessment.plan.planned()
        for day in (self.assessment.plan.issued_on, header.starts_on):
            if day is not None:
                return day.first
        return _EPOCH

    @cached_property
    def edits(self) -> Edits:
        """What amendments have changed of what is said."""
        return Edits(self.assessment.plan)

    def modified(self, one: Standing, /) -> date:
        """Return the last day on which anything that is shown changed."""
        owed = one.obligation
        days = [self.base]
        if owed.changed_on is not None:
            days.append(owed.changed_on)
        days += [one.recorded_on for one in owed.extensions]  # which may have moved nothing
        if one.entry is not None:
            days.append(one.entry.recorded_on)
        recorded_on = self.recorded_on(owed)
        if recorded_on is not None:
            days.append(recorded_on)
        days += (source.since for source in self.edits.of(owed))
        if owed.unit is not None:
            days += self._turns(owed.unit)
        days += (before.on for before in self.before.get(owed.uid, ()))
        return max(days)

    def moves(self, one: Standing, /) -> Iterator[date]:
        """Yield the days on which work came, passed on, was withdrawn, or left the window.

        Other work that comes after it says something else on each of them; where it merely moved,
        what others say of it stays.
        """
        owed = one.obligation
        recorded_on = self.recorded_on(owed)
        if recorded_on is not None:
            yield recorded_on  # which may have given it a day
        if owed.withdrawn is not None:
            yield owed.withdrawn.on
        yield from (passage.on for passage in owed.passed)
        yield from (day for lapse in owed.lapses for day in lapse if day > date.min)
        yield from self._crossings(owed)
        if owed.unit is not None:
            yield from self._turns(owed.unit)
        is_past = owed.due is not None and owed.due < self._since
        if is_past and self.options.is_tasks and one.entry is not None:
            yield one.entry.recorded_on  # what is open stays
        if is_past and (one.counts_as is State.DONE or not self.options.is_tasks):
            assert owed.due is not None  # noqa: S101 - else it is not past
            yield owed.due + (self.assessment.as_of - self._since) + _DAY
        if owed.due is not None and self.options.ahead is not None and owed.due <= self._until:
            yield owed.due - (self._until - self.assessment.as_of)

    def _crossings(self, owed: Obligation) -> Iterator[date]:
        """Yield the days on which work may have moved into the days that are shown, or out."""
        past = self.assessment.as_of - self._since
        is_bounded = self.options.is_tasks or self.options.ahead is not None
        for (_, before), (day, due) in pairwise(owed.deadlines):
            if (
                before is None
                or due is None
                or is_bounded
                or (day - before.day > past) != (day - due.day > past)
            ):
                yield day

    def recorded_on(self, owed: Obligation, seen: frozenset[str] = frozenset()) -> date | None:
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
                day = self.recorded_on(one.obligation, seen | {due.base})
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
        body = self.assessment.plan.body(unit)
        assert isinstance(body, Unit)  # noqa: S101 - groups owe nothing
        if body.since is not None and body.since <= self.assessment.as_of:
            yield body.since
        if body.until is not None and body.until < self.assessment.as_of:
            yield body.until + _DAY
