"""Deadlines of dated tasks: as stated, and as they really fall."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import attrs

from planrules.errors import OutOfCalendarError, UnknownIdError
from planrules.model.calendar import Certainty
from planrules.model.due import Due
from planrules.model.duration import Duration, DurationUnit
from planrules.model.plan import Plan
from planrules.model.task import DayOff, Task
from planrules.schedule.effect import term_of
from planrules.timing.calendar import WorkCalendar
from planrules.timing.terms import effective, term_end

#: The fields of a task that its deadline follows from.
_FIELDS = ("due", "on", "deadline_from", "day_off")
#: What a plan says of deadlines that stay where they are.
_AS_IS = frozenset({None, DayOff.AS_IS})


def due_dates(
    plan: Plan,
    calendar: WorkCalendar,
    finished: Mapping[str, date] | None = None,
    /,
    *,
    like: Mapping[str, Due] | None = None,
    only: Collection[str] | None = None,
    skips: bool = False,
) -> dict[str, Due]:
    """Return by id the deadlines of the dated tasks that have one.

    A deadline relative to another task counts from that task's actual finish, else from its
    deadline; where it has neither, or tasks count from each other in a ring, there is none.

    Args:
        plan: The plan.
        calendar: Its calendar.
        finished: By task, the day on which it was done, as far as known.
        like: The deadlines on another calendar, where they are known: most do not ask for any.
        only: Ids of the tasks that are wanted; what they count from is worked out with them.
        skips: Whether a deadline beyond the calendar is left out.

    Raises:
        OutOfCalendarError: If a deadline counts working days of years that the calendar lacks.
    """
    finished = finished or {}
    tasks = _chosen(plan, only)
    found: dict[str, Due] = {}
    if like is not None:
        found = {id: due for id, due in like.items() if _is_as_stated(due)}
        tasks = [task for task in tasks if task.id in like and task.id not in found]
    relative: dict[str, Task] = {}
    for task in tasks:
        given = task.planned()
        if given.every is not None:
            continue
        if given.due is not None or given.on is not None:
            try:
                found[task.id] = _stated(given, calendar, is_assumed=is_due_assumed(task))
            except OutOfCalendarError as error:
                if not skips:
                    raise error.of(task.id, "due" if given.due else "on") from None
        elif term_of(given) is not None:
            relative[task.id] = given
    _add_relative(plan, relative, found, calendar, finished, skips=skips)
    return found


def _add_relative(
    plan: Plan,
    relative: Mapping[str, Task],
    found: dict[str, Due],
    calendar: WorkCalendar,
    finished: Mapping[str, date],
    *,
    skips: bool,
) -> None:
    """Add the deadlines that count from others, as far as those have a day."""
    for task in _by_base(relative, finished):
        base = _base_of(task, found, finished)
        if base is None:
            continue
        is_assumed = is_due_assumed(plan.row(task.id))
        try:
            found[task.id] = counted(task, base, calendar=calendar, is_assumed=is_assumed)
        except OutOfCalendarError as error:
            if not skips:
                raise error.of(task.id, "deadline_from") from None


def _stated(task: Task, calendar: WorkCalendar, *, is_assumed: bool) -> Due:
    """Return the deadline of a task that gives the day itself."""
    stated = task.due or task.on
    assert stated is not None  # noqa: S101 - only such tasks come here
    return fallen(
        stated.last,
        field="due" if task.due else "on",
        policy=task.day_off,
        calendar=calendar,
        is_assumed=is_assumed,
    )


def _base_of(
    task: Task, found: Mapping[str, Due], finished: Mapping[str, date]
) -> Due | date | None:
    """Return what the deadline of a task counts from; None where that has no day."""
    term = task.deadline_from
    assert term is not None  # noqa: S101 - only tasks with a term come here
    return finished.get(term.task) or found.get(term.task)


def _chosen(plan: Plan, only: Collection[str] | None) -> Sequence[Task]:
    """Return some tasks of a plan and those that they count from; all where none are chosen."""
    if only is None:
        return plan.tasks
    found: dict[str, Task] = {}
    for id in only:
        current: str | None = id
        while current is not None and current not in found:
            row = task_of(plan, current)
            if row is None:
                break
            found[current] = row
            base = row.planned().deadline_from
            current = base.task if base else None
    return tuple(found.values())


def task_of(plan: Plan, id: str, /) -> Task | None:
    """Return the task of a plan with an id; None where nothing bears it, or something else does."""
    try:
        row = plan.row(id)
    except UnknownIdError:
        return None
    return row if isinstance(row, Task) else None


def relative_tasks(
    plan: Plan, finished: Mapping[str, date], /, *, only: Collection[str] | None = None
) -> Iterable[Task]:
    """Return the dated tasks whose deadlines count from others that are not done, assumed in place.

    Each comes after the one it counts from; those that count from each other in a ring, and what
    counts from them, are left out.

    Args:
        plan: The plan.
        finished: By task, the day on which it was done, as far as known.
        only: Ids of the tasks that are wanted, with what they count from.
    """
    relative: dict[str, Task] = {}
    for task in _chosen(plan, only):
        given = task.planned()
        if term_of(given) is not None:
            relative[task.id] = given
    return [
        task
        for task in _by_base(relative, finished)
        if task.deadline_from and task.deadline_from.task not in finished
    ]


def _is_as_stated(due: Due) -> bool:
    """Return whether a deadline falls on the day that is stated, whatever the calendar."""
    return due.base is None and due.policy in _AS_IS


def is_due_assumed(task: object, /) -> bool:
    """Return whether a task assumes any field that its deadline follows from."""
    return isinstance(task, Task) and bool(task.assumed) and any(map(task.is_assumed, _FIELDS))


def _by_base(relative: Mapping[str, Task], finished: Mapping[str, date]) -> Iterable[Task]:
    """Return tasks so that each comes after the one it counts from, those in rings left out."""
    order: list[Task] = []
    known: dict[str, bool] = {}  # False while on the way, or in a ring
    for id in relative:
        way: list[str] = []
        current: str | None = id
        while current is not None and current in relative and current not in known:
            known[current] = False
            way.append(current)
            base = relative[current].deadline_from
            current = base.task if base and base.task not in finished else None
        is_grounded = current is None or current not in relative or known[current]
        for other in reversed(way):
            known[other] = is_grounded
            if is_grounded:
                order.append(relative[other])
    return order


def counted(task: Task, base: Due | date, /, *, calendar: WorkCalendar, is_assumed: bool) -> Due:
    """Return the deadline of a task that counts from another.

    Args:
        task: The task, with what is assumed in place; it has a term.
        base: The deadline that it counts from, or the day on which the other task was done.
        calendar: The calendar.
        is_assumed: Whether anything that the task itself says of it is only assumed.

    Raises:
        OutOfCalendarError: If it counts working days of years that the calendar lacks.
    """
    term = task.deadline_from
    assert term is not None  # noqa: S101 - only such tasks count from others
    before = base if isinstance(base, Due) else None
    due = run_out(
        base.day if isinstance(base, Due) else base,
        term.within,
        field="deadline_from",
        policy=task.day_off,
        calendar=calendar,
        is_assumed=is_assumed or (before is not None and before.is_assumed),
        base=term.task,
    )
    if before is None or before.certainty is due.certainty:
        return due
    certainty = max(due.certainty, before.certainty, key=tuple(Certainty).index)
    return attrs.evolve(due, certainty=certainty)


def fallen(
    nominal: date,
    /,
    *,
    field: str,
    policy: DayOff | None,
    calendar: WorkCalendar,
    is_assumed: bool,
) -> Due:
    """Return the deadline that a stated day makes on a calendar.

    Args:
        nominal: The day as stated.
        field: The field that states it.
        policy: What the plan says of deadlines on days off.
        calendar: The calendar.
        is_assumed: Whether it follows from anything that is only assumed.

    Raises:
        OutOfCalendarError: If it counts working days of years that the calendar lacks.
    """
    if policy in _AS_IS:
        return Due(nominal=nominal, day=nominal, field=field, policy=policy, is_assumed=is_assumed)
    day = effective(nominal, policy, calendar)
    return Due(
        nominal=nominal,
        day=day,
        field=field,
        policy=policy,
        certainty=calendar.certainty(nominal, day),
        is_assumed=is_assumed,
    )


def run_out(
    start: date,
    term: Duration,
    /,
    *,
    field: str,
    policy: DayOff | None,
    calendar: WorkCalendar,
    is_assumed: bool,
    base: str | None = None,
) -> Due:
    """Return the deadline at which a term runs out.

    Args:
        start: The day from which it runs, itself not counted.
        term: The term.
        field: The field that states it.
        policy: What the plan says of deadlines on days off.
        calendar: The calendar.
        is_assumed: Whether it follows from anything that is only assumed.
        base: Id of the task that it counts from.

    Raises:
        OutOfCalendarError: If it counts working days of years that the calendar lacks.
    """
    nominal = term_end(start, term, calendar)
    day = effective(nominal, policy, calendar)
    certainty = Certainty.ANNOUNCED
    if term.unit is DurationUnit.WORKING_DAYS:
        certainty = calendar.certainty(start, day)
    elif policy not in _AS_IS:
        certainty = calendar.certainty(nominal, day)
    return Due(
        nominal=nominal,
        day=day,
        field=field,
        policy=policy,
        base=base,
        base_day=start,
        certainty=certainty,
        is_assumed=is_assumed,
    )
