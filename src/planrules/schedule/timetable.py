"""A schedule: early and late dates, floats, and what drives each of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs

from planrules.errors import OutOfCalendarError
from planrules.model.calendar import Certainty
from planrules.model.display import Charted
from planrules.model.due import Due
from planrules.model.duration import Duration
from planrules.model.plan import Plan
from planrules.model.selection import Selection
from planrules.model.task import LinkType, Task
from planrules.schedule.netlist import Netlist
from planrules.timing.calendar import WorkCalendar


@attrs.frozen(kw_only=True)
class Driver:
    """The link that sets an early date.

    Attributes:
        task: Id of the predecessor.
        unit: Id of the body that does it, where bodies are scheduled each on its own.
        link: Kind of the link.
        lag: Its offset; None for none.
        assumed: Why the link is supposed; None where the document states it.
    """

    task: str
    unit: str | None
    link: LinkType
    lag: Duration | None
    assumed: str | None


@attrs.frozen(kw_only=True)
class Offsets:
    """Early and late start and finish: working days from the plan's start, half-open."""

    early_start: int
    early_finish: int
    late_start: int
    late_finish: int


@attrs.frozen(kw_only=True)
class ScheduledTask:
    """A dated task in the schedule; dates are inclusive, floats are working days.

    A task on a cycle has no dates, and nothing follows from it.

    Attributes:
        id: Id of the task.
        unit: Id of the body that does it, where bodies are scheduled each on its own.
        early_start: The first day on which it can begin.
        early_finish: The last day of its work then.
        late_start: The last day on which it can begin and neither the end of the network nor a
            deadline moves.
        late_finish: The last day of its work then.
        total_float: How far its start, or the end of work that goes on, may slip until then;
            negative where a deadline can't be met; None for work that is done.
        free_float: How far it may slip without moving the early dates of any other task or the end
            of the network; None for work that is done.
        is_critical: Whether its total float is 0 or less.
        driver: The link that sets its early dates; None where something else does.
        held_by: What sets its early dates: ``link``, ``start`` (of the plan), ``not_before``,
            ``on``, ``as_of`` (work not begun by then), ``actual`` or ``cycle``.
        offsets: The four dates as offsets.
        is_assumed: Whether its early dates follow from anything that is only assumed.
        certainty: How sure the working days are by which its dates were reckoned.
        due: Its own deadline.
    """

    id: str
    unit: str | None
    early_start: date | None = None
    early_finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None
    total_float: int | None = None
    free_float: int | None = None
    is_critical: bool = False
    driver: Driver | None = None
    held_by: str
    offsets: Offsets | None = None
    is_assumed: bool = False
    certainty: Certainty = Certainty.ANNOUNCED
    due: Due | None = None


class ScheduledTasks(Selection[ScheduledTask]):
    """Rows of a schedule: a tuple."""


@attrs.frozen(kw_only=True, eq=False)
class Schedule(Charted):
    """Early and late dates of a plan's dated tasks; rows are made when they are asked for.

    Attributes:
        plan: The plan.
        as_of: The day on which members of groups, and what has happened, were looked at.
        calendar: The calendar.
        length: Working days from the plan's start to the end of the network.
        dues: By task, its own deadline.
    """

    plan: Plan
    as_of: date
    calendar: WorkCalendar
    length: int
    dues: Mapping[str, Due]
    _net: Netlist = attrs.field(repr=False)
    _early: Sequence[int] = attrs.field(repr=False)
    _late: Sequence[int] = attrs.field(repr=False)
    _free: Sequence[int] = attrs.field(repr=False)
    _drivers: Sequence[int] = attrs.field(repr=False)

    @property
    def start(self) -> date:
        """The first working day of the plan."""
        return self._day(0)

    @cached_property
    def finish(self) -> date:
        """The last day of the network, inclusive; without any task, the first working day.

        Raises:
            OutOfCalendarError: If it lies in a year that the calendar lacks.
        """
        try:
            ends = [
                self._early_dates(node)[1]
                for node in self._scheduled
                if self._net.finish_for(node, self._early[node]) == self.length
            ]
        except OutOfCalendarError as error:
            raise self._told(error) from None
        found = max(ends, default=self.start)
        self.calendar.certainty(self.start, found)
        return found

    @cached_property
    def tasks(self) -> ScheduledTasks:
        """The rows, in the order of the file; tasks on cycles are among them.

        Raises:
            OutOfCalendarError: If any of their dates lies in a year that the calendar lacks.
        """
        net = self._net
        tied = {node for knot in net.knots for node in knot}
        assumed = self._assumed()
        try:
            rows = [
                self._tied_row(node) if node in tied else self._row(node, is_assumed=assumed[node])
                for node in range(len(net.tasks))
                if node not in net.gates
            ]
        except OutOfCalendarError as error:
            raise self._told(error) from None
        return ScheduledTasks(rows, plan=self.plan, as_of=self.as_of)

    def _told(self, error: OutOfCalendarError) -> OutOfCalendarError:
        """Return an error, told of the first task that it meets and not of one that waits for it.

        Where the calendar ends before the plan begins, no task is at fault.
        """
        task: Task | None = None
        try:
            _ = self.start
            for node in self._scheduled:  # pragma: no branch - one of them meets it
                task = self._net.tasks[node]
                self._row(node, is_assumed=False)
        except OutOfCalendarError as found:
            error = found if task is None else found.of(task.id)
        return error

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """By knot, the ids of the tasks that lie on its cycles, ordered by their place."""
        found = []
        for knot in self._net.knots:
            tasks = [self._net.tasks[node] for node in knot]
            found.append(tuple(dict.fromkeys(task.id for task in tasks if task is not None)))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _rows(self) -> dict[tuple[str, str | None], ScheduledTask]:
        return {(row.id, row.unit): row for row in self.tasks}

    def row(self, task: str, unit: str | None = None, /) -> ScheduledTask | None:
        """Return a row; None for a task that has no dates to schedule."""
        return self._rows.get((task, unit))

    def chain(self, row: ScheduledTask, /) -> ScheduledTasks:
        """Return the rows that drive a row's early dates, back from it to where they begin."""
        found = [row]
        while found[-1].driver is not None:
            driver = found[-1].driver
            found.append(self._rows[driver.task, driver.unit])
        return ScheduledTasks(found, plan=self.plan, as_of=self.as_of)

    @property
    def critical(self) -> ScheduledTasks:
        """The rows on the critical path, in the order of their early dates."""
        found = [(row.offsets, row) for row in self.tasks if row.offsets and row.is_critical]
        found.sort(key=lambda pair: (pair[0].early_start, pair[0].early_finish))
        return ScheduledTasks((row for _, row in found), plan=self.plan, as_of=self.as_of)

    @property
    def _scheduled(self) -> Iterator[int]:
        return (node for node in self._net.order if node not in self._net.gates)

    @cached_property
    def _days(self) -> dict[int, date]:
        return {}

    def _day(self, offset: int) -> date:
        """Return the working day that an offset opens."""
        day = self._days.get(offset)
        if day is None:
            day = self._days[offset] = self.calendar.day(self._net.walk.base + offset)
        return day

    def _row(self, node: int, *, is_assumed: bool) -> ScheduledTask:
        task, unit = self._net.tasks[node], self._net.units[node]
        assert task is not None  # noqa: S101 - gates have no rows
        net = self._net
        early, late = self._early[node], self._late[node]
        first, last = self._early_dates(node)
        late_first, late_last = self._late_dates(node, task)
        is_done = net.is_done(node)
        begun = net.floor[node] if node in net.pinned else None
        return ScheduledTask(
            id=task.id,
            unit=unit,
            early_start=first,
            early_finish=last,
            late_start=late_first,
            late_finish=late_last,
            total_float=None if is_done else late - early,
            free_float=None if is_done else self._free[node],
            is_critical=late <= early and not is_done,
            driver=self._driver(node),
            held_by=self._held_by(node),
            offsets=Offsets(
                early_start=early if begun is None else begun,
                early_finish=net.finish_for(node, early),
                late_start=late if begun is None else begun,
                late_finish=net.finish_for(node, late),
            ),
            is_assumed=is_assumed,
            certainty=self.calendar.certainty(
                min(self.start, first, late_first), max(last, late_last)
            ),
            due=self.dues.get(task.id),
        )

    def _tied_row(self, node: int) -> ScheduledTask:
        task = self._net.tasks[node]
        assert task is not None  # noqa: S101 - gates have no rows
        unit = self._net.units[node]
        return ScheduledTask(id=task.id, unit=unit, held_by="cycle", due=self.dues.get(task.id))

    def _early_dates(self, node: int) -> tuple[date, date]:
        net = self._net
        actual = net.pinned.get(node)
        start = self._early[node]
        first, last = self._dates(node, start)
        task = net.tasks[node]
        if actual is not None:
            first = actual.started_on or actual.finished_on or first
            last = actual.finished_on or last
        elif (
            task is not None
            and task.on is not None
            and self._held_by(node) == "on"
            and start == self._net.finish_for(node, start)
        ):
            first = last = task.on.first  # an event keeps its day, though nobody works on it
        return first, last

    def _late_dates(self, node: int, task: Task) -> tuple[date, date]:
        late = self._late[node]
        if late == self._early[node]:
            return self._early_dates(node)
        if late < self._net.finish_for(node, late):
            first, last = self._dates(node, late)
            actual = self._net.pinned.get(node)
            return (actual.started_on or first if actual else first), last
        # An event must have come by the end of a day, unless only other work has to begin then.
        due = self.dues.get(task.id)
        day = self._day(late)
        must_close = self._drivers[node] >= 0 or late == self.length
        if must_close or (due is not None and day > due.day):
            day = self._day(late - 1)
        return day, day

    def _dates(self, node: int, start: int) -> tuple[date, date]:
        """Return the first and the last day of a node that begins at an offset."""
        finish = self._net.finish_for(node, start)
        if finish > start:
            return self._day(start), self._day(finish - 1)
        day = self._day(start - 1 if self._net.closes[node] else start)
        return day, day

    def _held_by(self, node: int) -> str:
        if self._drivers[node] >= 0:
            return "link"
        return self._net.floor_field.get(node, "start")

    def _driver(self, node: int) -> Driver | None:
        """Return what drives a node; of a gate, what drives that."""
        net = self._net
        link = self._drivers[node]
        if link < 0:
            return None
        kind, said = net.kinds[link], net.links[link]
        before = net.source[link]
        if before in net.gates and before not in net.begun:
            kind = net.gates[before]
            before = net.source[self._drivers[before]]
        before = net.begun.get(before, before)
        task = net.tasks[before]
        assert task is not None  # noqa: S101 - no gate leads to a gate
        return Driver(
            task=task.id, unit=net.units[before], link=kind, lag=said.lag, assumed=said.assumed
        )

    def _assumed(self) -> list[bool]:
        """Return by node whether its early dates follow from anything that is only assumed."""
        net = self._net
        found = [False] * len(net.tasks)
        starts = self.plan.is_assumed("starts_on")
        for node in self._net.order:
            task, link = net.tasks[node], self._drivers[node]
            if net.is_done(node):
                continue
            fields = ["duration", "milestone"]
            if link >= 0:
                found[node] = found[net.source[link]] or net.links[link].assumed is not None
                fields.append(net.kinds[link])
            elif node in net.floor_field:
                fields.append(net.floor_field[node])
            else:
                found[node] = starts
            if task is not None and task.assumed and any(map(task.is_assumed, fields)):
                found[node] = True
        return found
