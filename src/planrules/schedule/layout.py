"""Lays a plan's dated tasks out as a network: which nodes there are, and what each link asks."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Final

import attrs

from planrules.model.actual import Actual
from planrules.model.due import Due
from planrules.model.duration import DurationUnit
from planrules.model.plan import Plan
from planrules.model.row import standing
from planrules.model.task import Link, LinkType, Task, TaskKind
from planrules.schedule.bends import WalkedLink
from planrules.schedule.netlist import ENDS, Netlist, untie
from planrules.schedule.passes import UNBOUND, topological_order
from planrules.schedule.walk import Walk

#: The kind of link with which a node takes part in a gate, or a gate leads to one, by its end.
_INTO: Final = {True: LinkType.FINISH_TO_START, False: LinkType.START_TO_START}
_OUT_OF: Final = {True: LinkType.FINISH_TO_FINISH, False: LinkType.START_TO_START}

_WORKING: Final = DurationUnit.WORKING_DAYS

#: Who does a task, each on its own; None where the task is one node.
Units = Mapping[str, tuple[str | None, ...]]


def netlist(
    plan: Plan,
    walk: Walk,
    *,
    dues: Mapping[str, Due],
    units: Units | None = None,
    groups: Mapping[str, frozenset[str]] | None = None,
    actuals: Mapping[tuple[str, str | None], Actual] | None = None,
    as_of: date,
) -> Netlist:
    """Return the network of a plan's dated tasks.

    Args:
        plan: The plan.
        walk: The offsets on its calendar.
        dues: By task, its own deadline.
        units: By task, the bodies that do it, each on its own; without it every task is one node.
        groups: By task, the groups whose members do it, each on its own.
        actuals: By task and body, what really happened.
        as_of: The day up to which that is known; without it nothing is forecast from it.
    """
    builder = _Builder(Netlist(walk), dues, units or {}, groups or {}, actuals or {}, as_of)
    builder.add_nodes(plan)
    builder.add_links()
    found = builder.made
    found.closes = [False] * len(found.tasks)
    found.order, left = topological_order(found.network())
    if left:
        untie(found, left)
        order, _ = topological_order(found.network())
        tied = {node for knot in found.knots for node in knot}
        found.order = [node for node in order if node not in tied]
    return found


@attrs.define(eq=False)
class _Builder:
    made: Netlist
    dues: Mapping[str, Due]
    members: Units
    groups: Mapping[str, frozenset[str]]
    actuals: Mapping[tuple[str, str | None], Actual]
    as_of: date
    alone: dict[str, int] = attrs.Factory(dict)  # by task that is one node
    nodes: dict[str, range] = attrs.Factory(dict)  # by task that is several
    parts: dict[tuple[str, str | None], int] = attrs.Factory(dict)  # of those, by body
    gates: dict[tuple[str, LinkType, Link], int] = attrs.Factory(dict)
    beginnings: dict[int, int] = attrs.Factory(dict)  # by node that goes on, the event it began
    waiting: list[tuple[int, LinkType, Link, range]] = attrs.Factory(list)

    def add_nodes(self, plan: Plan) -> None:
        """Add the nodes of every dated task, in the order of the file."""
        made, members = self.made, self.members
        plain: tuple[str | None, ...] = (None,)
        every_day = made.walk.calendar.is_every_day
        for stated in standing(plan.tasks, on=self.as_of):
            task = stated.planned()
            if task.kind is not TaskKind.DATED:
                continue
            units = members.get(task.id, plain) if members else plain
            begin = len(made.tasks)
            if len(units) == 1:
                self.alone[task.id] = begin
            else:
                self.nodes[task.id] = range(begin, begin + len(units))
                self.parts.update(zip(((task.id, unit) for unit in units), count(begin)))
            for unit in units:
                made.tasks.append(task)
                made.units.append(unit)
                made.floor.append(0)
                made.ceiling.append(UNBOUND)
                made.length.append(0)
                duration = task.duration
                if duration is not None and not task.milestone:
                    if (
                        every_day
                        or duration.unit is DurationUnit.WORKING_DAYS
                        or not duration.amount
                    ):
                        made.length[-1] = duration.amount
                    else:
                        made.days[len(made.length) - 1] = duration.amount
            if task.not_before is not None or task.on is not None or task.id in self.dues:
                for node in range(begin, begin + len(units)):
                    self._bound(node, task)
        if self.actuals:
            self._pin()

    def _bound(self, node: int, task: Task) -> None:
        """Note what the plan asks of a node's dates."""
        made = self.made
        offset = made.walk.offset
        for field, stated in (("not_before", task.not_before), ("on", task.on)):
            if stated is not None:
                at = offset(stated.first.toordinal())
                if at > made.floor[node] or (field == "on" and at >= made.floor[node]):
                    made.floor[node] = at
                    made.floor_field[node] = field
                    if field == "on" and not made.length[node] and node not in made.days:
                        day = stated.first.toordinal()
                        made.fixed[node] = day, day
        due = self.dues.get(task.id)
        if due is not None and due.field != "on":
            end = offset(due.day.toordinal() + 1)
            made.ceiling[node] = made.greatest_start(node, end)
        if task.on is not None:
            last = task.on.last.toordinal()
            if not made.length[node] and node not in made.days:
                # An event that waits for the end of other work may come as its own day closes.
                made.closing[node] = min(made.ceiling[node], offset(last + 1))
            made.ceiling[node] = min(made.ceiling[node], offset(last))

    def _pin(self) -> None:
        """Put what has begun on its actual days, and what has not no earlier than ``as_of``."""
        made = self.made
        today = made.walk.offset(self.as_of.toordinal())
        for node, task in enumerate(made.tasks):
            assert task is not None  # noqa: S101 - gates come later
            actual = self.actuals.get((task.id, made.units[node]))
            if actual is not None and (actual.started_on or actual.finished_on):
                self._pin_one(node, task, actual, today)
            elif today > made.floor[node]:
                made.floor[node] = today
                made.floor_field[node] = "as_of"
                made.fixed.pop(node, None)

    def _pin_one(self, node: int, task: Task, actual: Actual, today: int) -> None:
        """Put a node that has begun on its actual days.

        What is done closes its last day, an event too. What goes on lasts as long as planned, and
        at least to the end of the day that is known: its beginning stays where it is, and its place
        among the offsets says how far its end slips.
        """
        made = self.made
        offset = made.walk.offset
        last = actual.finished_on
        first = actual.started_on or last or self.as_of
        start = offset(first.toordinal())
        finish = max(made.finish_for(node, start), today + 1)
        made.ceiling[node] = UNBOUND
        made.closing.pop(node, None)
        made.fixed.pop(node, None)
        if last is not None:
            finish = offset(last.toordinal() + 1)
            made.fixed[node] = (first.toordinal(), last.toordinal() + 1)
        elif (due := self.dues.get(task.id)) is not None and due.field != "on":
            made.ceiling[node] = offset(due.day.toordinal() + 1) - (finish - start)
        made.days.pop(node, None)
        made.length[node] = finish - start
        made.pinned[node] = actual
        made.floor[node] = start
        made.floor_field[node] = "actual"

    def add_links(self) -> None:
        """Add the links into every node, then those into gates."""
        made = self.made
        for node, task in enumerate(list(made.tasks)):
            made.first.append(len(made.source))
            if task is not None and not made.is_done(node):
                self._links_into(node, task)
        for gate, kind, link, before in self.waiting:
            made.first.append(len(made.source))
            for source in before:
                self._add(source, gate, kind, link)
        made.first.append(len(made.source))

    def _links_into(self, node: int, task: Task) -> None:
        made = self.made
        for kind, leaves_finish, asks_finish, given in (
            (LinkType.FINISH_TO_START, True, False, task.after),
            (LinkType.START_TO_START, False, False, task.starts_after_start_of),
            (LinkType.FINISH_TO_FINISH, True, True, task.ends_after_end_of),
            (LinkType.START_TO_FINISH, False, True, task.ends_after_start_of),
        ):
            if node in made.pinned and not asks_finish:
                continue  # it has begun, whatever was to come before
            for link in given:
                source = self.alone.get(link.task)
                if source is None:
                    if link.task in self.nodes:
                        self._fan_in(self.nodes[link.task], node, kind, link)
                elif (
                    made.days
                    or made.pinned
                    or (link.lag is not None and link.lag.unit is not _WORKING)
                ):
                    self._add(source, node, kind, link)
                else:  # what _add comes to where nothing counts calendar days: nearly every link
                    distance = 0 if link.lag is None else link.lag.amount
                    if leaves_finish:
                        distance += made.length[source]
                    if asks_finish:
                        distance -= made.length[node]
                    made.source.append(source)
                    made.distance.append(distance)
                    made.kinds.append(kind)
                    made.links.append(link)

    def _fan_in(self, before: range, node: int, kind: LinkType, link: Link) -> None:
        """Add a link from a task that several bodies do, each on its own."""
        made = self.made
        task = made.tasks[node]
        assert task is not None  # noqa: S101 - gates have no links of the plan
        if self._share_a_group(task.id, link.task):
            counterpart = self.parts.get((link.task, made.units[node]))
            if counterpart is not None:
                self._add(counterpart, node, kind, link)
                return
        if task.id not in self.nodes:
            for source in before:
                self._add(source, node, kind, link)
            return
        key = task.id, kind, link
        if key not in self.gates:
            leaves_finish, _ = ENDS[kind]
            self.gates[key] = self._open_gate(kind, _INTO[leaves_finish], link, before)
        _, asks_finish = ENDS[kind]
        self._add(self.gates[key], node, _OUT_OF[asks_finish], link, is_lagged=False)

    def _open_gate(
        self, kind: LinkType, into: LinkType, link: Link, before: range, floor: int = -UNBOUND
    ) -> int:
        """Add an event: that all of a task's bodies have come so far, or that work has begun."""
        made = self.made
        gate = len(made.tasks)
        made.tasks.append(None)
        made.units.append(None)
        made.length.append(0)
        made.floor.append(floor)
        made.ceiling.append(UNBOUND)
        made.gates[gate] = kind
        self.waiting.append((gate, into, link, before))
        return gate

    def _beginning(self, node: int, kind: LinkType, link: Link) -> int:
        """Return the event that work which goes on has begun; its node says where it ends."""
        if node not in self.beginnings:
            made = self.made
            gate = self._open_gate(kind, kind, link, range(0), made.floor[node])
            made.floor_field[gate] = "actual"
            started = made.pinned[node].started_on
            assert started is not None  # noqa: S101 - else it would be done
            made.fixed[gate] = started.toordinal(), started.toordinal()
            made.begun[gate] = node
            self.beginnings[node] = gate
        return self.beginnings[node]

    def _share_a_group(self, one: str, other: str) -> bool:
        return not self.groups.get(one, frozenset()).isdisjoint(self.groups.get(other, frozenset()))

    def _add(
        self, source: int, node: int, kind: LinkType, link: Link, *, is_lagged: bool = True
    ) -> None:
        """Add one link between two nodes; what leads out of a gate was lagged on its way in."""
        made = self.made
        leaves_finish, asks_finish = ENDS[kind]
        if not leaves_finish and source in made.pinned and not made.is_done(source):
            source = self._beginning(source, kind, link)
        lag = link.lag if is_lagged else None
        distance = lag.amount if lag else 0
        days = made.days
        is_walked = (
            lag is not None
            and lag.unit is DurationUnit.DAYS
            and lag.amount != 0
            and not made.walk.calendar.is_every_day
        )
        if is_walked or (
            days and ((leaves_finish and source in days) or (asks_finish and node in days))
        ):
            made.bends.setdefault(node, []).append(
                WalkedLink(made, len(made.source), source, node, kind, distance, is_walked)
            )
            distance = -UNBOUND
        else:
            if leaves_finish:
                distance += made.length[source]
            if asks_finish:
                distance -= made.length[node]
        made.source.append(source)
        made.distance.append(distance)
        made.kinds.append(kind)
        made.links.append(link)
