"""The critical path method over a plan's dated tasks."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from planrules.errors import NoStartError, UnknownIdError
from planrules.model.actual import Actual
from planrules.model.due import Due
from planrules.model.plan import Plan
from planrules.model.task import TaskKind
from planrules.schedule import passes
from planrules.schedule.due import due_dates
from planrules.schedule.layout import Units, netlist
from planrules.schedule.timetable import Schedule
from planrules.schedule.walk import Walk
from planrules.text import nearest
from planrules.timing.calendars import calendar_of


class By(StrEnum):
    """What the rows of a schedule are."""

    TASK = "task"
    UNIT = "unit"


def critical_path(
    plan: Plan,
    /,
    *,
    as_of: date,
    by: By | str = By.TASK,
    actuals: Mapping[tuple[str, str | None], Actual] | None = None,
    dues: Mapping[str, Due] | None = None,
) -> Schedule:
    """Return the schedule of a plan's dated tasks.

    Early dates run forward from the plan's start, late dates backward from the end of the network
    and from each task's own deadline. A plan that can't be met has negative floats, not an error.
    Linear in tasks plus links, whatever their shape; the rows, which cost more than the passes, are
    made when they are asked for.

    Args:
        plan: The plan.
        as_of: The day: members of groups are those of then, and of what has happened nothing
            later counts.
        by: ``task``: one row for each task; ``unit``: one for each member of the groups that do a
            task, each on its own.
        actuals: By task id and unit id (None where the task is one row), what really happened.
            Where any is given, what has not begun is forecast from ``as_of``. What is given of a
            body that has no row, or of work that has no dates, counts for nothing.
        dues: By task, its deadline as it is known on the day, where that is worked out already.

    Raises:
        UnknownIdError: If ``actuals`` names a task that the plan does not have.
        NoStartError: If the plan says nowhere when it starts.
        OutOfCalendarError: If a deadline counts working days of years that the calendar lacks.
    """
    if actuals:
        _check_tasks(plan, actuals)
    starts_on = plan.planned().starts_on
    if starts_on is None:
        raise NoStartError
    calendar = calendar_of(plan, known_on=as_of)
    walk = Walk(calendar, calendar.index(starts_on.first.toordinal()))
    known = {
        key: attrs.evolve(
            actual,
            started_on=actual.started_on if _known(actual.started_on, as_of) else None,
            finished_on=actual.finished_on if _known(actual.finished_on, as_of) else None,
        )
        for key, actual in (actuals or {}).items()
    }
    units, groups = _members(plan, as_of) if By(by) is By.UNIT else ({}, {})
    if dues is None:
        dues = due_dates(plan, calendar, _finished(plan, units, known))
    net = netlist(plan, walk, dues=dues, units=units, groups=groups, actuals=known, as_of=as_of)
    network, order = net.network(), net.order
    early, drivers = passes.forward(network, order, net.settle if network.bends else None)
    if not network.bends:
        for node in order:
            if not net.length[node]:
                net.settle(node, early[node], drivers[node])
    scheduled = [node for node in order if node not in net.gates] if net.gates else order
    length = passes.finish(network, early, scheduled)
    late = passes.backward(network, order, length)
    for node in filter(net.is_done, net.pinned):
        late[node] = early[node]
    return Schedule(
        plan=plan,
        as_of=as_of,
        calendar=calendar,
        length=length,
        dues=dues,
        net=net,
        early=early,
        late=late,
        free=passes.slack(network, order, early, length, net.gates),
        drivers=drivers,
    )


def _check_tasks(plan: Plan, actuals: Mapping[tuple[str, str | None], Actual]) -> None:
    ids = {task.id: None for task in plan.tasks}
    for task, _ in actuals:
        if task not in ids:
            raise UnknownIdError(task, nearest(task, tuple(ids)))


def _known(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


def _finished(
    plan: Plan, units: Units, actuals: Mapping[tuple[str, str | None], Actual]
) -> dict[str, date]:
    """Return by task the day on which it was done: by all who do it, each on its own."""
    found: dict[str, date] = {}
    for task in plan.tasks if actuals else ():
        rows = (actuals.get((task.id, unit)) for unit in units.get(task.id, (None,)))
        ends = [None if row is None else row.finished_on for row in rows]
        days = [day for day in ends if day is not None]
        if len(days) == len(ends):
            found[task.id] = max(days)
    return found


def _members(
    plan: Plan, as_of: date
) -> tuple[dict[str, tuple[str | None, ...]], dict[str, frozenset[str]]]:
    """Return by dated task the bodies that do it, each on its own, and the groups they are of."""
    units: dict[str, tuple[str | None, ...]] = {}
    groups: dict[str, frozenset[str]] = {}
    for task in plan.tasks:
        if task.planned().kind is not TaskKind.DATED:
            continue
        leads = plan.leads(task)
        each = [holder.who for holder in leads if holder.each and holder.who]
        sole = [holder.who for holder in leads if not holder.each and holder.who]
        found: list[str] = [unit.id for one in each for unit in plan.members(one, on=as_of)]
        if each or len(leads) == 1:
            found += [_standing_for(plan, who, as_of) for who in sole]
        if found:
            units[task.id] = tuple(dict.fromkeys(found))
            groups[task.id] = frozenset(each)
    return units, groups


def _standing_for(plan: Plan, unit: str, as_of: date) -> str:
    """Return the body that stands for a sole holder, itself where that is none in particular."""
    standing = plan.standing_for(unit, on=as_of)
    return standing[0].id if len(standing) == 1 else unit
