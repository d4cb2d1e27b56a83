"""Which obligations come after which, as the links of their tasks say."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from operator import attrgetter
from typing import Final

import attrs

from planrules.feeds.event import DOMAIN, Relation, RelationType
from planrules.model.duration import Duration, DurationUnit
from planrules.model.ledger import ONCE
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.task import Link, LinkType, RelativeDeadline, Task, TaskKind
from planrules.schedule.effect import has_effect, term_of
from planrules.timing.calendar import WorkCalendar

TYPES: Final = {
    LinkType.FINISH_TO_START: RelationType.FINISH_TO_START,
    LinkType.START_TO_START: RelationType.START_TO_START,
    LinkType.FINISH_TO_FINISH: RelationType.FINISH_TO_FINISH,
    LinkType.START_TO_FINISH: RelationType.START_TO_FINISH,
}


@attrs.frozen(eq=False)
class Relations:
    """The dependencies among what is shown in one feed.

    Attributes:
        plan: The plan.
        calendar: Its calendar: working days are told in calendar days too.
        shown: By task, then by period, what is shown and holds.
    """

    plan: Plan
    calendar: WorkCalendar
    shown: Mapping[str, Mapping[str, Collection[Obligation]]]

    @classmethod
    def among(cls, plan: Plan, calendar: WorkCalendar, shown: Iterable[Obligation]) -> "Relations":
        """Return the dependencies among some obligations under a plan."""
        found: dict[str, dict[str, list[Obligation]]] = {}
        for owed in shown:
            found.setdefault(owed.task.id, {}).setdefault(owed.period, []).append(owed)
        return cls(plan, calendar, found)

    def of(self, owed: Obligation, /) -> tuple[Relation, ...]:
        """Return what an obligation comes after, in the order of uids.

        Where both tasks are owed by members of one group, each member's work follows its own; else
        it follows that of everybody. What decides no date is left out: links that have no effect,
        and what a deadline would count from if the plan or a decision did not give the day.
        """
        task = owed.task
        if not task.is_linked and task.deadline_from is None:
            return ()
        found = {*self._links(owed), *self._bases(owed)}
        return tuple(sorted(found, key=attrgetter("order")))

    def followed(self, owed: Obligation, /) -> Iterator[tuple[tuple[str, str], bool]]:
        """Yield the tasks and periods that an obligation comes after.

        Each with whether a member's work follows its own, as far as that is shown.
        """
        task = owed.task
        if not task.is_linked and task.deadline_from is None:
            return
        for _, _, before, period in self._linked(owed):
            yield (before.id, period), self._is_shared(owed, before)
        term = _counted_from(owed)
        if term is not None:
            before = self._task(term.task)
            yield (before.id, ONCE), self._is_shared(owed, before)

    def _links(self, owed: Obligation) -> Iterator[Relation]:
        for kind, link, before, period in self._linked(owed):
            for other in self._others(owed, before, period):
                yield self._relation(other, TYPES[kind], link.lag)

    def _linked(self, owed: Obligation) -> Iterator[tuple[LinkType, Link, Task, str]]:
        """Yield the links of its task that have an effect, with the other task and its period."""
        task = owed.task
        for kind, link in task.links():
            before = self._task(link.task)
            if has_effect(kind, task, before.planned()):
                yield kind, link, before, owed.period if task.kind is TaskKind.PERIODIC else ONCE

    def _bases(self, owed: Obligation) -> Iterator[Relation]:
        term = _counted_from(owed)
        if term is None:
            return
        lag = f"+{term.within.amount}{term.within.unit}"
        for other in self._others(owed, self._task(term.task), ONCE):
            # RFC 9253 §6.2: a gap is told of what comes before or after in time alone.
            yield Relation(f"{other.uid}{DOMAIN}", RelationType.DEPENDS_ON, lag=lag)

    def _task(self, id: str) -> Task:
        row = self.plan.row(id)
        assert isinstance(row, Task)  # noqa: S101 - links and terms refer to tasks
        return row

    def _others(self, owed: Obligation, before: Task, period: str) -> Iterable[Obligation]:
        """Return the obligations of another task that one comes after."""
        found = self.shown.get(before.id, {}).get(period, ())
        if found and self._is_shared(owed, before):
            return [one for one in found if one.unit == owed.unit] or found
        return found

    def _is_shared(self, owed: Obligation, before: Task) -> bool:
        """Return whether members of one group owe both tasks, each its own part."""
        shared = _groups(self.plan, owed.task) & _groups(self.plan, before)
        return bool(shared) and owed.uid.endswith(f".{owed.unit}")

    def _relation(self, other: Obligation, kind: RelationType, lag: Duration | None) -> Relation:
        uid = f"{other.uid}{DOMAIN}"
        if lag is None or not lag.amount:
            return Relation(uid, kind)
        return Relation(uid, kind, self._gap(lag), f"{lag.amount:+}{lag.unit}")

    def _gap(self, lag: Duration) -> timedelta:
        """Return a length of time in calendar days, as weeks without days off have it.

        Counted from the day of the other work it would change whenever that moves, and with it the
        event of work that nobody has touched.
        """
        if lag.unit is not DurationUnit.WORKING_DAYS:
            return timedelta(days=lag.amount)
        weeks, left = divmod(abs(lag.amount), 7 - len(self.calendar.weekend))
        days = 7 * weeks + left
        return timedelta(days=days if lag.amount > 0 else -days)


def _counted_from(owed: Obligation) -> RelativeDeadline | None:
    """Return what its deadline counts from; None where it counts from no other work.

    A decision may have put it off, whatever it counted from.
    """
    term, due = term_of(owed.task), owed.deadline
    return None if term is None or due is None or due.base != term.task else term


def _groups(plan: Plan, task: Task) -> set[str]:
    """Return the groups each of whose members owes a task."""
    return {str(holder.who) for holder in plan.leads(task) if holder.each and holder.who}
