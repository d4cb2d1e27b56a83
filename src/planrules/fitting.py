"""Whether records fit what is owed under a plan on the days on which they were made."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from planrules.model.due import Due
from planrules.model.ledger import Extension, Ledger, OfWork
from planrules.model.message import shown
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.place import KeyPath
from planrules.model.plan import Plan
from planrules.model.task import Task, TaskKind
from planrules.schedule.due import relative_tasks, task_of
from planrules.schedule.extensions import beyond, extended
from planrules.schedule.owing import owing_of
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.text import nearest
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.tracking.actuals import finished
from planrules.tracking.standings import standings

if TYPE_CHECKING:
    from planrules.schedule.amended import AmendedOwing
    from planrules.schedule.owing import Owing

#: What is wrong with a record, and where in it that stands.
_Wrong = tuple[KeyPath, Misfit]


def uids_of(plan: Plan, record: OfWork, /) -> tuple[str, str]:
    """Return the uid of what one body or nobody in particular owes, and of what a member owes.

    Args:
        plan: The plan.
        record: The record.
    """
    base = f"{plan.id}.{record.task}.{record.period}"
    return base, f"{base}.{record.unit}"


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
    def under(cls, plan: Plan, day: date, tasks: frozenset[str], /) -> "Asked":
        """Return what is owed under a plan on a day.

        Args:
            plan: The plan, consolidated on the day.
            day: The day.
            tasks: Ids of the tasks that are asked about.
        """
        done = _finished(plan, day, tasks)
        return cls(plan, day, owing_of(plan, day, done, only=tasks), tasks, done)

    def of(self, task: str) -> tuple[Obligation, ...]:
        """Return what is owed for one of the tasks."""
        row = task_of(self.plan, task)
        return () if row is None else self.owing.of(row)

    @property
    def uids(self) -> frozenset[str]:
        """The uids of all that is owed for them."""
        return frozenset(one.uid for task in self.tasks for one in self.of(task))

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


def misfits(
    asked: Mapping[date, Asked], records: Sequence[OfWork], /
) -> Iterator[tuple[int, KeyPath, Misfit]]:
    """Yield what is wrong with records of work: which one it is, where in it, and what.

    Where one body owes the work, or nobody in particular, any body may have recorded it. Of several
    extensions of the same work each has to put off what those before it have left.

    Args:
        asked: What is owed by day, for every day and every task of the records.
        records: The records, of one day in the order in which they are to count.
    """
    by_day = sorted(range(len(records)), key=lambda number: records[number].recorded_on)
    put_off: list[Extension] = []
    known: set[date] = set()
    for number in by_day:
        record = records[number]
        of_day = asked[record.recorded_on]
        if record.recorded_on not in known:
            known.add(record.recorded_on)
            for one in put_off:
                of_day.put_off(one)
        wrong = list(_wrong(of_day, record))
        yield from ((number, at, misfit) for at, misfit in wrong)
        if isinstance(record, Extension) and not wrong:
            put_off.append(record)
            of_day.put_off(record)


def _wrong(asked: Asked, record: OfWork) -> Iterator[_Wrong]:
    of_task = asked.of(record.task)
    base, of_unit = uids_of(asked.plan, record)
    of_period = {one.uid: one for one in of_task if one.period == record.period}
    owed = of_period.get(of_unit) or of_period.get(base)
    if not of_period:
        yield ("period",), _no_period(record, of_task)
    elif owed is None:
        members = tuple(uid.removeprefix(f"{base}.") for uid in sorted(of_period))
        yield _no_body(record, members)
    elif owed.withdrawn is not None and owed.withdrawn.on <= record.recorded_on:
        yield ("unit",) if record.unit else (), _withdrawn(record, owed)
    elif isinstance(record, Extension):
        yield from _not_put_off(asked, record, owed)


def _no_period(record: OfWork, of_task: Collection[Obligation]) -> Misfit:
    """Return that nothing is owed for a period, and for which something is."""
    periods = tuple(dict.fromkeys(one.period for one in of_task))
    of_year = tuple(period for period in periods if period[:4] == record.period[:4])
    facts = {"task": cut(record.task), "found": record.period}
    return Misfit("LED001", known=of_year or periods, **facts)


def _no_body(record: OfWork, members: Sequence[str]) -> _Wrong:
    """Return that it has to be told which body owes something, and which do."""
    if record.unit is None:
        return (), Misfit("LED003", known=members, task=cut(record.task))
    meant = nearest(record.unit, members)
    facts = {
        "nearest": meant,
        "task": cut(record.task),
        "found": cut(record.unit),
        "period": record.period,
    }
    return ("unit",), Misfit("LED002", known=() if meant else members, **facts)


def _withdrawn(record: OfWork, owed: Obligation) -> Misfit:
    """Return that a body no longer owes what a record is about, and who does."""
    gone = owed.withdrawn
    assert gone is not None  # noqa: S101 - nothing else comes here
    facts = {
        "task": cut(record.task),
        "period": record.period,
        "found": record.unit or owed.unit or "",
        "day_vi": shown(gone.on, "vi"),
        "day_en": shown(gone.on, "en"),
    }
    heirs = tuple(heir.split(".")[-1] for heir in gone.successors)
    return Misfit("LED005", known=heirs, **facts)


def _not_put_off(asked: Asked, one: Extension, owed: Obligation) -> Iterator[_Wrong]:
    """Yield why an extension does not put off the deadline that was in force on its day.

    One that repeats the day of the last one corrects that, and puts off what that did.
    """
    if owed.deadline is None:
        yield (), Misfit("LED006", task=cut(one.task))
        return
    held = _held(asked, one, owed)
    error = beyond(asked.plan, one, asked.relative, calendar=asked.calendar)
    if error is not None:
        said = {"error_vi": error.text("vi"), "error_en": error.text("en")}
        yield ("due",), Misfit("LED009", task=error.task, **said, **_days(due=one.due))
    elif extended(one, owed.task, asked.calendar).day <= held.day:
        yield ("due",), Misfit("LED007", **_days(due=one.due, held=held.day))
    if one.was_due not in {None, held.nominal, held.day}:
        days = _days(was=one.was_due, day=one.recorded_on, held=held.day)
        yield ("was_due",), Misfit("LED008", **days)


def _held(asked: Asked, one: Extension, owed: Obligation) -> Due:
    """Return the deadline that an extension puts off."""
    given = list(owed.extensions)
    is_repeated = False
    while given and given[-1].due == one.due:
        given.pop()
        is_repeated = True
    if is_repeated and given:
        return extended(given[-1], owed.task, asked.calendar)
    held = owed.original if is_repeated else owed.deadline
    assert held is not None  # noqa: S101 - what was put off had a deadline
    return held


def _days(**days: date | None) -> dict[str, str]:
    """Return days as a message shows them, by its names for them."""
    return {
        f"{name}_{language}": shown(day, language)
        for name, day in days.items()
        for language in ("vi", "en")
    }
