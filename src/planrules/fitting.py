"""What is owed for some tasks of a plan as it was known on a day, and what a record is about."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from planrules.model.ledger import Extension, Ledger, OfWork
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.plan import Plan
from planrules.model.task import Task, TaskKind
from planrules.rules.case import Case
from planrules.schedule.due import relative_tasks, task_of
from planrules.schedule.owing import owing_of
from planrules.source.consolidate import consolidate
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.tracking.actuals import finished
from planrules.tracking.matching import about
from planrules.tracking.standings import standings

if TYPE_CHECKING:
    from planrules.schedule.amended import AmendedOwing
    from planrules.schedule.owing import Owing


@attrs.define(eq=False)
class Asked:
    """What is owed on a day for the tasks that somebody asks about.

    Attributes:
        plan: The plan as it stood on the day.
        day: The day.
        owing: What is owed, worked out for those tasks alone.
        tasks: Their ids.
        finished: By task that their deadlines count from, the day on which it was done.
    """

    plan: Plan
    day: date
    owing: "Owing | AmendedOwing"
    tasks: frozenset[str]
    finished: Mapping[str, date]

    @classmethod
    def under(
        cls, plan: Plan, day: date, tasks: frozenset[str], /, *, drafts: Collection[str] = ()
    ) -> "Asked":
        """Return what is owed under a plan on a day.

        Args:
            plan: The plan.
            day: The day.
            tasks: Ids of the tasks that are asked about.
            drafts: Ids of drafts that count as if they held.

        Raises:
            NoStartError: If the tasks' periods can't be worked out.
            OutOfCalendarError: If their deadlines can't be worked out.
            UnknownDraftError: If the plan has no such draft.
        """
        plan = consolidate(plan, as_of=day, drafts=drafts)
        done = _finished(plan, day, tasks)
        return cls(plan, day, owing_of(plan, day, done, only=tasks), tasks, done)

    def of(self, task: str) -> tuple[Obligation, ...]:
        """Return what is owed for one of the tasks."""
        row = task_of(self.plan, task)
        return () if row is None else self.owing.of(row)

    @property
    def owed(self) -> dict[str, Obligation]:
        """By uid, all that is owed for them, what is withdrawn included."""
        return {one.uid: one for task in sorted(self.tasks) for one in self.of(task)}

    def about(self, record: OfWork, /) -> Obligation | None:
        """Return what a record is about; None where it is about nothing that is owed."""
        return about(self.plan, record, {one.uid: one for one in self.of(record.task)})

    @cached_property
    def case(self) -> Case:
        """The plan as rules see it."""
        return Case(self.plan, self.day)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The plan's calendar as it is known on the day."""
        return calendar_of(self.plan, known_on=self.day)

    @cached_property
    def relative(self) -> Sequence[Task]:
        """The tasks of the plan whose deadlines count from others that are not done."""
        return tuple(relative_tasks(self.plan, self.finished))

    def put_off(self, extension: Extension) -> None:
        """Count an extension as well, after all others."""
        self.owing = self.owing.with_extension(extension)


def _finished(plan: Plan, day: date, tasks: Iterable[str]) -> Mapping[str, date]:
    """Return by task that some deadlines count from, through others as well, when it was done."""
    if not plan.ledger.entries:
        return {}
    found: dict[str, Task] = {}
    waiting = list(tasks)
    while waiting:
        row = task_of(plan, waiting.pop())
        term = None if row is None else row.planned().deadline_from
        base = None if term is None else task_of(plan, term.task)
        if base is not None and base.id not in found:
            found[base.id] = base
            waiting.append(base.id)
    dated = {id: row for id, row in found.items() if row.planned().kind is TaskKind.DATED}
    if not dated:
        return {}
    owing = owing_of(plan, day, {}, only=dated)
    owed = Obligations(
        (one for row in dated.values() for one in owing.of(row)), plan=plan, as_of=day
    )
    entries = tuple(entry for entry in plan.ledger.entries if entry.task in dated)
    calendar = calendar_of(plan, known_on=day)
    return finished(standings(owed, Ledger(entries), as_of=day, calendar=calendar))
