"""Deadlines of dated tasks: as stated, and as they really fall."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from planrules.errors import OutOfCalendarError
from planrules.model.calendar import Certainty
from planrules.model.due import Due
from planrules.model.duration import Duration, DurationUnit
from planrules.model.plan import Plan
from planrules.model.task import DayOff, Task
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
) -> dict[str, Due]:
    """Return by id the deadlines of the dated tasks that have one.

    A deadline relative to another task counts from that task's actual finish, else from its
    deadline; where it has neither, or tasks count from each other in a ring, there is none.

    Args:
        plan: The plan.
        calendar: Its calendar.
        finished: By task, the day on which it was done, as far as known.
        like: The deadlines on another calendar, where they are known: most do not ask for any.

    Raises:
        OutOfCalendarError: If a deadline counts working days of years that the calendar lacks.
    """
    finished = finished or {}
    tasks: Iterable[Task] = plan.tasks
    found: dict[str, Due] = {}
    if like is not None:
        found = {id: due for id, due in like.items() if _is_as_stated(due)}
        tasks = (task for task in plan.tasks if task.id in like and task.id not in found)
    relative: dict[str, Task] = {}
    for task in tasks:
        given = task.planned()
        if given.every is not None:
            continue
        stated = given.due or given.on
        if stated is None:
            if given.deadline_from is not None:
                relative[task.id] = given
        else:
            field = "due" if given.due else "on"
            try:
                found[task.id] = fallen(
                    stated.last,
                    field=field,
                    policy=given.day_off,
                    calendar=calendar,
                    is_assumed=_is_assumed(task),
                )
            except OutOfCalendarError as error:
                raise error.of(task.id, field) from None
    for task in _by_base(relative, finished):
        is_assumed = _is_assumed(plan.row(task.id))
        try:
            _add_relative(task, found, calendar, finished, is_assumed=is_assumed)
        except OutOfCalendarError as error:
            raise error.of(task.id, "deadline_from") from None
    return found


def _is_as_stated(due: Due) -> bool:
    """Return whether a deadline falls on the day that is stated, whatever the calendar."""
    return due.base is None and due.policy in _AS_IS


def _is_assumed(task: object) -> bool:
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


def _add_relative(
    task: Task,
    found: dict[str, Due],
    calendar: WorkCalendar,
    finished: Mapping[str, date],
    *,
    is_assumed: bool,
) -> None:
    """Add the deadline of a task that counts from another, if that has a day."""
    term = task.deadline_from
    assert term is not None  # noqa: S101 - only such tasks come here
    before = found.get(term.task)
    start = finished.get(term.task) or (before.day if before else None)
    if start is None:
        return
    supposed = is_assumed or (
        term.task not in finished and before is not None and before.is_assumed
    )
    due = run_out(
        start,
        term.within,
        field="deadline_from",
        policy=task.day_off,
        calendar=calendar,
        is_assumed=supposed,
        base=term.task,
    )
    if before is not None and term.task not in finished and before.certainty is not due.certainty:
        certainty = max(due.certainty, before.certainty, key=tuple(Certainty).index)
        due = attrs.evolve(due, certainty=certainty)
    found[task.id] = due


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
