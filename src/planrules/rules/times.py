"""What follows from a plan's dates on a day, worked out where a rule asks for it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.duration import Duration, DurationUnit
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.model.task import Task, TaskKind

if TYPE_CHECKING:
    from planrules.model.actual import Actual
    from planrules.model.calendar import Certainty
    from planrules.model.due import Due
    from planrules.model.ledger import Extension
    from planrules.model.obligation import Obligation
    from planrules.model.obligations import Obligations
    from planrules.model.standing import Standing, Standings
    from planrules.schedule.drafted import DraftedOwing, Plain
    from planrules.schedule.rows import ScheduledTask
    from planrules.schedule.timetable import Schedule
    from planrules.timing.calendar import WorkCalendar
    from planrules.timing.periods import Period

Found = TypeVar("Found")

#: What nobody has to be reminded of.
_SETTLED: Final = frozenset({State.SUBMITTED, State.DONE, State.SUSPENDED})


@attrs.frozen(eq=False)
class Times:
    """Deadlines, obligations and the schedule of a plan on a day.

    The engines behind them are imported where they are asked for: most plans are checked without.

    Attributes:
        plan: The plan.
        as_of: The day.
    """

    plan: Plan
    as_of: date

    @cached_property
    def planned(self) -> dict[str, Task]:
        """By id, every task with what is assumed in place."""
        return {task.id: task.planned() for task in self.plan.tasks}

    @cached_property
    def dated(self) -> frozenset[str]:
        """The ids of the dated tasks."""
        return frozenset(id for id, task in self.planned.items() if task.kind is TaskKind.DATED)

    @cached_property
    def has_dates(self) -> bool:
        """Whether any task is dated, or periodic with a period."""
        every = (task.every for task in self.planned.values())
        return bool(self.dated) or any(e is not None and not e.is_unstated for e in every)

    @cached_property
    def calendar(self) -> "WorkCalendar":
        """The plan's calendar as it is known on the day."""
        from planrules.timing.calendars import calendar_of

        return calendar_of(self.plan, known_on=self.as_of)

    def after(self, day: date, lag: Duration | None) -> "tuple[date, Certainty | None] | None":
        """Return the day so long after a day, and how sure working days between them are.

        The certainty is None for calendar days; all is None where the calendar does not know.
        """
        if lag is None:
            return day, None
        reached = self.reached(day, lag)
        if reached is None or lag.unit is DurationUnit.DAYS:
            return None if reached is None else (reached, None)
        try:
            return reached, self.calendar.certainty(day, reached)
        except OutOfCalendarError:
            return None

    def reached(self, day: date, lag: Duration) -> date | None:
        """Return the day so long after a day; None where there is none."""
        try:
            if lag.unit is DurationUnit.DAYS:
                return day + timedelta(days=lag.amount)
            return self.calendar.add(day, lag.amount)
        except (OutOfCalendarError, OverflowError):
            return None

    def earliest_end(self, start: date, length: Duration | None) -> date | None:
        """Return the first day on which work that begins on a day can be done.

        Args:
            start: The day on which it begins, worked or not.
            length: How long it takes; without that, a day.

        Returns:
            The day, worked or not where calendar days are counted; None where the calendar does
            not know.
        """
        key = start, length
        if key not in self._ends:
            self._ends[key] = self._earliest_end(start, length)
        return self._ends[key]

    @cached_property
    def _ends(self) -> dict[tuple[date, Duration | None], date | None]:
        return {}

    def _earliest_end(self, start: date, length: Duration | None) -> date | None:
        amount = max(1, length.amount if length else 1) - 1
        try:
            first = self.calendar.next(start)
            if length is not None and length.unit is DurationUnit.DAYS:
                end = first + timedelta(days=amount)
            else:
                end = self.calendar.add(first, amount)
            self.calendar.certainty(start, end)
        except (OutOfCalendarError, OverflowError):
            return None
        return end

    @cached_property
    def dues(self) -> "dict[str, Due]":
        """By dated task, its deadline; empty where they can't be worked out."""
        if not self.has_dates:
            return {}
        from planrules.schedule.due import due_dates

        return self._attempt("dues", lambda: due_dates(self.plan, self.calendar, self.finished), {})

    @cached_property
    def finished(self) -> dict[str, date]:
        """By task that a deadline counts from, the day on which it was done.

        When work was done does not depend on when it was due, so that what is owed may be asked
        before it is known.
        """
        bases = {
            task.deadline_from.task
            for task in self.planned.values()
            if task.deadline_from is not None
        }
        if not bases or not self.plan.ledger.entries:
            return {}
        from planrules.model.obligations import Obligations
        from planrules.schedule.owing import owing_of
        from planrules.tracking.actuals import finished
        from planrules.tracking.standings import standings

        owed = Obligations(owing_of(self.plan, self.as_of, {}), plan=self.plan, as_of=self.as_of)
        done = finished(standings(owed, self.plan.ledger, as_of=self.as_of, calendar=self.calendar))
        return {task: day for task, day in done.items() if task in bases}

    @cached_property
    def _relative(self) -> "tuple[Task, ...]":
        from planrules.schedule.due import relative_tasks

        return tuple(relative_tasks(self.plan, self.finished))

    def beyond(self, extension: "Extension") -> OutOfCalendarError | None:
        """Return how an extension puts a deadline beyond the calendar, told of the task."""
        from planrules.schedule.extensions import beyond

        return beyond(self.plan, extension, self._relative, calendar=self.calendar)

    @cached_property
    def actuals(self) -> "dict[tuple[str, str | None], Actual]":
        """By task and body, when work really began and ended; empty where nothing was recorded."""
        if not self.plan.ledger.entries:
            return {}
        from planrules.tracking.actuals import actuals

        return actuals(self.standings)

    @cached_property
    def obligations(self) -> "Obligations":
        """What is owed; empty where it can't be worked out."""
        from planrules.model.obligations import Obligations

        return Obligations(self.owing or (), plan=self.plan, as_of=self.as_of)

    @cached_property
    def standings(self) -> "Standings":
        """Where what is owed stands by the plan's ledger.

        What rests on no draft stands where it stands without any: no draft's calendar makes it due
        sooner, and no entry about it goes to what a draft has added.
        """
        from planrules.tracking.standings import standings

        ledger = self.plan.ledger
        found = standings(self.obligations, ledger, as_of=self.as_of, calendar=self.calendar)
        if self.undrafted is None:
            return found
        return found.beside(self.undrafted.standings)

    @cached_property
    def _standing_of(self) -> "dict[str, Standing]":
        return {one.obligation.uid: one for one in self.standings}

    def standing(self, owed: "Obligation") -> "Standing":
        """Return where something that is owed stands."""
        return self._standing_of[owed.uid]

    def is_pending(self, owed: "Obligation") -> bool:
        """Return whether a body still has to act: nothing is sent, done or suspended."""
        if not self.plan.ledger.entries:
            return True
        return self.standing(owed).counts_as not in _SETTLED

    @cached_property
    def undrafted(self) -> "Times | None":
        """What would follow without the drafts that were applied; None where none was."""
        if self.plan.lineage is None:
            return None
        from planrules.model.undrafted import undrafted  # few plans are amended

        plan = undrafted(self.plan)
        return None if plan is None else Times(plan, self.as_of)

    @cached_property
    def owing(self) -> "Plain | DraftedOwing | None":
        """What is owed, task by task; None where it can't be worked out."""
        if self._plain is None or self.undrafted is None:
            return self._plain
        from planrules.schedule.drafted import DraftedOwing

        return DraftedOwing(self._plain, self.undrafted._plain)  # noqa: SLF001 - its own

    @cached_property
    def _plain(self) -> "Plain | None":
        """What is owed, what rests on a draft not told apart."""
        from planrules.schedule.owing import owing_of

        def found() -> "Plain | None":
            dues = self.dues
            known = None if "dues" in self.faults else dues
            owing = owing_of(self.plan, self.as_of, self.finished, known)
            owing.check()
            return owing

        return self._attempt("obligations", found, None)

    @cached_property
    def _owed(self) -> "dict[str, list[Obligation]]":
        return {}

    def owed_for(self, task: str) -> "list[Obligation]":
        """Return what is owed for a task, in order of closing days, what is withdrawn left out."""
        if task not in self._owed:
            row = self.plan.row(task)
            owing = self.owing.of(row) if self.owing and isinstance(row, Task) else ()
            self._owed[task] = [owed for owed in owing if owed.withdrawn is None]
        return self._owed[task]

    def deadlines(self, task: Task) -> "tuple[tuple[Period | None, Due], ...]":
        """Return the deadlines of what is owed for a task, each behind its period.

        They are those of ``owed_for``, and cost far less.
        """
        if task.id not in self._deadlines:
            self._deadlines[task.id] = self.owing.deadlines(task) if self.owing else ()
        return self._deadlines[task.id]

    def is_owed(self, task: Task) -> bool:
        """Return whether any deadline of a task is owed by anybody, or by nobody in particular."""
        if task.id not in self._is_owed:
            self._is_owed[task.id] = self.owing is not None and self.owing.is_owed(task)
        return self._is_owed[task.id]

    @cached_property
    def _is_owed(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _deadlines(self) -> "dict[str, tuple[tuple[Period | None, Due], ...]]":
        return {}

    def due_in(self, task: Task) -> "dict[str | date | None, Due]":
        """Return the deadlines of what is owed for a task by the keys of ``owed_by_period``."""
        every = self.planned[task.id].every
        by_day = every is not None and every.rrule is not None
        return {
            (period.closes if by_day else period.label) if period else "once": due
            for period, due in self.deadlines(task)
        }

    @cached_property
    def soon_until(self) -> date:
        """The last day on which what is due then is due soon."""
        from planrules.tracking.classes import soon_until

        return soon_until(self.as_of, self.calendar)

    def is_ever_owed(self, task: Task) -> bool:
        """Return whether anything is, or was, owed for a task."""
        return self.is_owed(task) or (self.owing is not None and bool(self.owing.of(task)))

    def owed_by_period(self, task: str) -> "dict[str | date | None, Obligation]":
        """Return what is owed for a task by what other tasks may share with it: the period.

        Named periods are known by their labels. Occurrences of a rule are known by their days,
        because their numbers count from the first of each task.
        """
        return {
            owed.closes if owed.task.every and owed.task.every.rrule else owed.period: owed
            for owed in self.owed_for(task)
        }

    @cached_property
    def schedule(self) -> "Schedule | None":
        """The schedule; None where it can't be worked out, or where no task is dated."""
        if not self.dated:
            return None
        from planrules.schedule.cpm import critical_path

        def found() -> "Schedule | None":
            dues = self.dues
            known = None if "dues" in self.faults else dues
            schedule = critical_path(self.plan, as_of=self.as_of, actuals=self.actuals, dues=known)
            schedule.check()
            return schedule if schedule.has_tasks else None

        return self._attempt("schedule", found, None)

    @cached_property
    def late(self) -> frozenset[str]:
        """The scheduled tasks that can't meet their own deadlines."""
        rows = self.schedule.suspects() if self.schedule else ()
        return frozenset(row.id for row in rows if self.is_missed(row))

    @cached_property
    def missed(self) -> "dict[str, list[ScheduledTask]]":
        """By task that misses its deadline first in its chain, the rows that miss theirs after it.

        The chain of a row is what drives its early dates.
        """
        return self.schedule.after_first(self.late) if self.schedule else {}

    def is_missed(self, row: "ScheduledTask") -> bool:
        """Return whether a scheduled task can't meet its own deadline.

        One that is fixed on a day has to begin on it, and keeps it even where nobody works then.
        """
        end = self.last_day(row)
        if row.due is None or row.early_start is None or end is None:
            return False
        if row.due.field == "on":
            return row.held_by != "on" and row.early_start > row.due.day
        return end > row.due.day

    def last_day(self, row: "ScheduledTask") -> date | None:
        """Return the day on which a scheduled task ends at its earliest; None on a cycle.

        Where the last of its calendar days are off, the network only knows the working day before
        them: for what comes next they make no difference, for a deadline between them they do.
        """
        task = self.planned[row.id]
        length = None if task.milestone else task.duration
        if row.early_start is None or length is None or length.unit is not DurationUnit.DAYS:
            return row.early_finish
        last = row.early_start.toordinal() + max(1, length.amount) - 1
        return date.fromordinal(min(last, date.max.toordinal()))

    @cached_property
    def faults(self) -> dict[str, NoStartError | OutOfCalendarError]:
        """By ``dues``, ``obligations`` and ``schedule``, what has kept it from being worked out."""
        return {}

    def _attempt(self, what: str, work: Callable[[], Found], otherwise: Found) -> Found:
        try:
            return work()
        except (NoStartError, OutOfCalendarError) as error:
            self.faults[what] = error
            return otherwise
