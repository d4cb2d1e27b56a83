"""What drafts make of what is owed: it is held against what is owed without them."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeAlias

import attrs

from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.due import Due
from planrules.model.lineage import Source
from planrules.model.obligation import Obligation, Withdrawal
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.model.undrafted import undrafted
from planrules.schedule.amended import AmendedOwing, Pair, in_order
from planrules.schedule.due import task_of
from planrules.schedule.owing import Owing, owing_of
from planrules.timing.periods import Period

#: What is owed under a plan, drafts not told apart.
Plain: TypeAlias = Owing | AmendedOwing


def drafted_owing(plan: Plan, as_of: date, finished: Mapping[str, date], /) -> "DraftedOwing":
    """Return what is owed under a plan to which drafts were applied, by the plan alone.

    Args:
        plan: The plan.
        as_of: The day.
        finished: By task, the day on which it was done, with the drafts as without them.
    """
    without = undrafted(plan)
    assert without is not None  # noqa: S101 - drafts were applied
    drafted, official = (owing_of(one, as_of, finished) for one in (plan, without))
    try:
        official.check()
    except (NoStartError, OutOfCalendarError):
        return DraftedOwing(drafted, None)
    return DraftedOwing(drafted, official)


@attrs.frozen(eq=False)
class DraftedOwing:
    """What is owed under a plan with drafts, what rests on them told apart.

    The face is that of ``Owing``, for what is known to be worked out. An obligation rests on a
    draft wherever the plan without its drafts does not owe it, or not so. What the plan owes
    without its drafts alone is withdrawn by them.

    Attributes:
        drafted: What is owed with the drafts.
        official: What is owed without them; None where that can't be worked out: all rests on the
            drafts then.
    """

    drafted: Plain
    official: Plain | None

    def __iter__(self) -> Iterator[Obligation]:
        """Yield everything, in the order of tasks, then of closing days, then of the register."""
        for task in self.drafted.plan.tasks:
            yield from self.of(task)

    def deadlines(self, task: Task, /) -> tuple[tuple[Period | None, Due], ...]:
        """Return the deadlines of what is owed for a task, what is withdrawn left out.

        Each stands behind its period, None for work done once, in the order of closing days.
        """
        return self.drafted.deadlines(task)

    def is_owed(self, task: Task, /) -> bool:
        """Return whether ``deadlines`` would return any."""
        return self.drafted.is_owed(task)

    def of(self, task: Task, /) -> tuple[Obligation, ...]:
        """Return what is owed for a task of the plan."""
        found = self._found.get(task.id)
        if found is None:
            found = self._found[task.id] = tuple(one for _, one in self._pairs(task))
        return found

    @cached_property
    def _found(self) -> dict[str, tuple[Obligation, ...]]:
        return {}

    def _pairs(self, task: Task) -> tuple[Pair, ...]:
        without = {one.uid: (period, one) for period, one in self._official(task)}
        pairs = [
            (period, _told(one, without.pop(one.uid, (None, None))[1]))
            for period, one in self.drafted.pairs(task)
        ]
        if not without:
            return tuple(pairs)
        lost = ((period, self._lost(one, task)) for period, one in without.values())
        return in_order(self.drafted.plan, (*pairs, *lost))

    def _official(self, task: Task) -> Iterator[Pair]:
        """Yield what is owed for a task without the drafts."""
        if self.official is None:
            return
        row = task_of(self.official.plan, task.id)
        if row is not None:
            yield from self.official.pairs(row)

    def _lost(self, official: Obligation, task: Task) -> Obligation:
        """Return what a draft has withdrawn before the plan that holds it would owe it."""
        if official.withdrawn is not None:
            return attrs.evolve(official, task=task.planned(), is_draft=True)
        source = self._cause(task)
        day = max(source.since, self._first_day(official.unit))
        withdrawn = Withdrawal(
            on=day, body=official.unit, amendment=source.amendment.id, is_draft=True
        )
        return attrs.evolve(
            official,
            task=task.planned(),
            ownerless=None,
            withdrawn=withdrawn,
            is_draft=True,
            revision=official.revision + 1,
            sequence=official.sequence + 1,
            changed_on=day,
        )

    def _first_day(self, body: str | None) -> date:
        """Return the first day of a body: nothing was withdrawn from it before."""
        units = () if self.official is None else self.official.plan.units
        return next((unit.since for unit in units if unit.id == body and unit.since), date.min)

    def _cause(self, task: Task) -> Source:
        """Return the draft that has withdrawn what it never let be owed for a task.

        That is the last that says anything of the task itself, else the last of all.
        """
        lineage = self.drafted.plan.lineage
        assert lineage is not None  # noqa: S101 - drafts were applied
        of_task = [
            source
            for (table, id, _), source in lineage.changed.items()
            if (table, id) == ("task", task.id) and source.amendment.is_draft
        ]
        if of_task:
            return max(of_task, key=lambda source: (source.since, source.amendment.id))
        last = lineage.drafts[-1]
        return Source(last, (), last.since or date.min)


def _told(owed: Obligation, official: Obligation | None) -> Obligation:
    """Return an obligation that says whether it rests on a draft.

    Args:
        owed: It, as it is owed with the drafts.
        official: It, as it is owed without them; None where it is not.
    """
    if official is None:
        return attrs.evolve(owed, is_draft=True)
    if _terms(owed) == _terms(official):
        # A draft may have changed it for a while, or something that nobody answers for.
        return attrs.evolve(official, task=owed.task, roles=owed.roles)
    withdrawn = owed.withdrawn
    if withdrawn is not None and official.withdrawn is None:
        withdrawn = attrs.evolve(withdrawn, is_draft=True)
    return attrs.evolve(owed, is_draft=True, withdrawn=withdrawn)


def _terms(owed: Obligation) -> tuple[object, ...]:
    """Return what a body answers for: when and for which time, who, until when, how surely."""
    gone = owed.withdrawn
    return (
        owed.kind,
        owed.opens,
        owed.closes,
        owed.unit,
        owed.ownerless,
        _days(owed.deadline),
        _days(owed.original),
        owed.extensions,
        owed.is_assumed,
        gone and (gone.on, gone.body, frozenset(gone.successors)),
    )


def _days(due: Due | None) -> tuple[date, date] | None:
    return None if due is None else (due.nominal, due.day)
