"""A schedule: early and late dates, floats, and what drives each of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs

from planrules.errors import OutOfCalendarError
from planrules.model.display import Charted
from planrules.model.due import Due
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.schedule.netlist import Netlist
from planrules.schedule.rows import Driver, Offsets, ScheduledTask, ScheduledTasks
from planrules.timing.calendar import WorkCalendar


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
        return ScheduledTasks(map(self._at, self._own), plan=self.plan, as_of=self.as_of)

    def check(self) -> None:
        """Raise what ``tasks`` would raise, and make no rows where it would raise nothing."""
        net = self._net
        ends = list(map(net.finish_for, range(len(net.tasks)), self._late)) if net.days else ()
        least = most = 0
        for node in self._scheduled:
            early, late, length = self._early[node], self._late[node], net.length[node]
            greatest = max(early, late)
            end = max(ends[node], net.finish_for(node, early)) if ends else greatest + length
            least = min(least, early, late - (not length))  # an event may fall on the day before
            most = max(most, end - 1, greatest)
        try:
            self.calendar.certainty(self._day(least), self._day(most))
        except OutOfCalendarError:
            _ = self.tasks

    def _told(self, error: OutOfCalendarError) -> OutOfCalendarError:
        """Return an error, told of the first task that it meets and not of one that waits for it.

        Where the calendar ends before the plan begins, no task is at fault.
        """
        task: Task | None = None
        try:
            _ = self.start
            for node in self._scheduled:  # pragma: no branch - one of them meets it
                task = self._net.tasks[node]
                self._row(node)
        except OutOfCalendarError as found:
            error = found if task is None else found.of(task.id)
        return error

    @property
    def has_tasks(self) -> bool:
        """Whether it has any rows."""
        return bool(self._own)

    @cached_property
    def _own(self) -> list[int]:
        """The nodes that are tasks, in the order of the file."""
        return [node for node in range(len(self._net.tasks)) if node not in self._net.gates]

    @cached_property
    def _tied(self) -> frozenset[int]:
        return frozenset(node for knot in self._net.knots for node in knot)

    @cached_property
    def _rows(self) -> dict[int, ScheduledTask]:
        return {}

    def _at(self, node: int) -> ScheduledTask:
        """Return the row of a node."""
        if node not in self._rows:
            try:
                is_tied = node in self._tied
                self._rows[node] = self._tied_row(node) if is_tied else self._row(node)
            except OutOfCalendarError as error:
                raise self._told(error) from None
        return self._rows[node]

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """By knot, the ids of the tasks that lie on its cycles, ordered by their place."""
        found = []
        for knot in self._net.knots:
            tasks = [self._net.tasks[node] for node in knot]
            found.append(tuple(dict.fromkeys(task.id for task in tasks if task is not None)))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _nodes(self) -> dict[tuple[str, str | None], int]:
        tasks, units = self._net.tasks, self._net.units
        return {(task.id, units[node]): node for node, task in enumerate(tasks) if task is not None}

    def row(self, task: str, unit: str | None = None, /) -> ScheduledTask | None:
        """Return a row; None for a task that has no dates to schedule.

        Raises:
            OutOfCalendarError: If any of its dates lies in a year that the calendar lacks.
        """
        node = self._nodes.get((task, unit))
        return None if node is None else self._at(node)

    def is_bound(self, task: str, /) -> bool:
        """Return whether a task, in a schedule of tasks, has dates and a deadline to meet."""
        node = self._nodes.get((task, None)) if task in self.dues else None
        return node is not None and node not in self._tied

    def suspects(self) -> tuple[ScheduledTask, ...]:
        """Return the rows that may miss their own deadlines, in the order of the file.

        Of what is left out it is sure that it does not, or that it has none.
        """
        net, early = self._net, self._early
        found = []
        for node in self._own:
            task = net.tasks[node]
            due = self.dues.get(task.id) if task is not None else None
            if due is None or node in self._tied:
                continue
            is_fixed = due.field == "on"
            if is_fixed and self._held_by(node) == "on":
                continue
            # What is fixed, and an event, may fall on the day that its offset opens.
            is_late = early[node] + (is_fixed or not net.length[node]) > net.ceiling[node]
            if not is_late and node in net.days:  # whose last days may be off, after the deadline
                ends = self._day(early[node]).toordinal() + net.days[node] - 1
                is_late = ends > due.day.toordinal()
            if is_late:
                found.append(self._at(node))
        return tuple(found)

    def after_first(self, tasks: Collection[str], /) -> dict[str, list[ScheduledTask]]:
        """Return by the first of some tasks in its chain the rows of the others that come after.

        The chain of a row is what drives its early dates.

        Args:
            tasks: Their ids, in a schedule of tasks.
        """
        found: dict[str, list[ScheduledTask]] = {}
        first: dict[int, str | None] = {-1: None}
        ids = [task.id if task is not None else "" for task in self._net.tasks]
        for node in self._own if tasks else ():
            way: list[int] = []
            current = node
            while current not in first:
                way.append(current)
                current = self._before(current)
            before = first[current]
            for step in reversed(way):
                if ids[step] in tasks:
                    if before is None:
                        before = ids[step]
                        found[before] = []
                    else:
                        found[before].append(self._at(step))
                first[step] = before
        return found

    def chain(self, row: ScheduledTask, /) -> ScheduledTasks:
        """Return the rows that drive a row's early dates, back from it to where they begin."""
        found = [row]
        while found[-1].driver is not None:
            driver = found[-1].driver
            found.append(self._at(self._nodes[driver.task, driver.unit]))
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

    def _day(self, offset: int) -> date:
        """Return the working day that an offset opens."""
        return self.calendar.day(self._net.walk.base + offset)

    def _row(self, node: int) -> ScheduledTask:
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
            is_assumed=self._assumed[node],
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
        gate = net.source[link]
        if gate in net.gates and gate not in net.begun:
            kind = net.gates[gate]
        before = self._before(node)
        task = net.tasks[before]
        assert task is not None  # noqa: S101 - no gate leads to a gate
        return Driver(
            task=task.id, unit=net.units[before], link=kind, lag=said.lag, assumed=said.assumed
        )

    def _before(self, node: int) -> int:
        """Return the node of the task whose link drives a node; -1 where none does."""
        net = self._net
        link = self._drivers[node]
        if link < 0:
            return -1
        before = net.source[link]
        if before in net.gates and before not in net.begun:
            before = net.source[self._drivers[before]]
        return net.begun.get(before, before)

    @cached_property
    def _assumed(self) -> list[bool]:
        """By node whether its early dates follow from anything that is only assumed."""
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
