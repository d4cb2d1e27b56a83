"""A plan's dated tasks as a network of lists: which nodes there are and what each link asks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from planrules.model.actual import Actual
from planrules.model.task import Link, LinkType, Task
from planrules.schedule.cycles import knots
from planrules.schedule.passes import Network
from planrules.schedule.walk import Walk

if TYPE_CHECKING:
    from planrules.schedule.bends import WalkedLink

#: By kind of link, whether it leaves the source's finish and whether it asks for the target's.
ENDS: Final[dict[LinkType, tuple[bool, bool]]] = {
    LinkType.FINISH_TO_START: (True, False),
    LinkType.START_TO_START: (False, False),
    LinkType.FINISH_TO_FINISH: (True, True),
    LinkType.START_TO_FINISH: (False, True),
}


@attrs.define(eq=False)
class Netlist:
    """A network and what its nodes and links stand for.

    Attributes:
        walk: The offsets on the calendar.
        tasks: By node, its task with what is assumed in place; None for a gate.
        units: By node, the body that does it; None where the task is one node.
        length: By node, its length in working days; 0 where it is walked in calendar days.
        days: By node whose length counts calendar days, that length.
        floor: By node, the least offset.
        floor_field: By node whose least offset the plan states, the field that does so.
        ceiling: By node, the greatest start that its own deadline leaves.
        closing: By event that is fixed on a day, its ceiling where it falls on the day it closes.
        pinned: By node that has begun, its actual days.
        fixed: By node that stands on days of its own, worked or not, the ordinals of the day at
            whose beginning it starts and of the one at whose beginning it is over.
        begun: By event that work has begun which goes on, the node of that work.
        first: By node, the number of its first incoming link; one more entry ends the last.
        source: By link, the node that it comes from.
        kinds: By link, its kind.
        links: By link, what the plan says of it.
        distance: By link, the least distance from start to start.
        bends: By node, its incoming links that count calendar days.
        gates: By gate, the kind of the link that it stands for.
        knots: Nodes that lie on cycles, cycle by cycle.
        order: The nodes that lie on no cycle, every link leading forward.
        closes: By node without length, whether it falls on the day that its offset closes.
    """

    walk: Walk
    tasks: list[Task | None] = attrs.Factory(list)
    units: list[str | None] = attrs.Factory(list)
    length: list[int] = attrs.Factory(list)
    days: dict[int, int] = attrs.Factory(dict)
    floor: list[int] = attrs.Factory(list)
    floor_field: dict[int, str] = attrs.Factory(dict)
    ceiling: list[int] = attrs.Factory(list)
    closing: dict[int, int] = attrs.Factory(dict)
    pinned: dict[int, Actual] = attrs.Factory(dict)
    fixed: dict[int, tuple[int, int]] = attrs.Factory(dict)
    begun: dict[int, int] = attrs.Factory(dict)
    first: list[int] = attrs.Factory(list)
    source: list[int] = attrs.Factory(list)
    kinds: list[LinkType] = attrs.Factory(list)
    links: list[Link] = attrs.Factory(list)
    distance: list[int] = attrs.Factory(list)
    bends: "dict[int, list[WalkedLink]]" = attrs.Factory(dict)
    gates: dict[int, LinkType] = attrs.Factory(dict)
    knots: list[list[int]] = attrs.Factory(list)
    order: Sequence[int] = ()
    closes: list[bool] = attrs.Factory(list)

    def network(self) -> Network:
        """Return the lists that the passes work on."""
        return Network(
            length=self.length,
            floor=self.floor,
            ceiling=self.ceiling,
            first=self.first,
            source=self.source,
            distance=self.distance,
            bends=self.bends,
            days=self.days,
            finish=self.finish_for,
            start=self.greatest_start,
        )

    def is_done(self, node: int, /) -> bool:
        """Return whether a node's work is over."""
        return node in self.pinned and self.pinned[node].finished_on is not None

    def finish_for(self, node: int, start: int, /) -> int:
        """Return where a node ends that begins at an offset."""
        days = self.days.get(node)
        return start + self.length[node] if days is None else self.walk.from_opening(start, days)

    def greatest_start(self, node: int, finish: int, /) -> int:
        """Return the greatest start with which a node ends by an offset."""
        days = self.days.get(node)
        if days is None:
            return finish - self.length[node]
        return self.walk.back_to_opening(finish, days)

    def least_start(self, node: int, finish: int, /) -> int:
        """Return the least start with which a node does not end before an offset."""
        days = self.days.get(node)
        if days is None:
            return finish - self.length[node]
        return self.walk.least_opening(finish, days)

    def settle(self, node: int, start: int, driver: int) -> None:
        """Note on which side of its offset an event falls: on the day it closes, or that it opens.

        An event that a link drives closes a day: what it waited for lasted to the end of that day.
        One that opens with the beginning of other work, or that nothing drives, opens a day.
        """
        if driver < 0 or start <= 0 or self.length[node] or node in self.days:
            return
        lag = self.links[driver].lag
        before = self.source[driver]
        leaves_finish, _ = ENDS[self.kinds[driver]]
        if lag is not None and lag.amount:
            self.closes[node] = True
        elif self.length[before] or before in self.days:
            self.closes[node] = leaves_finish
        else:
            self.closes[node] = self.closes[before]
        if self.closes[node] and node in self.closing:
            self.ceiling[node] = self.closing[node]


def untie(made: Netlist, left: list[int]) -> None:
    """Take the links out that lead into or out of a cycle, and note the cycles."""
    behind = set(left)
    graph: dict[int, list[int]] = {node: [] for node in left}
    for node in left:
        for link in range(made.first[node], made.first[node + 1]):
            if made.source[link] in behind:
                graph[made.source[link]].append(node)
    made.knots = [
        sorted(knot) for knot in knots(graph) if len(knot) > 1 or knot[0] in graph[knot[0]]
    ]
    tied = {node for knot in made.knots for node in knot}
    kept = [
        [
            link
            for link in range(made.first[node], made.first[node + 1])
            if node not in tied and made.source[link] not in tied
        ]
        for node in range(len(made.tasks))
    ]
    numbers = {link: number for number, link in enumerate(link for links in kept for link in links)}
    made.first = [0]
    for links in kept:
        made.first.append(made.first[-1] + len(links))
    for attribute in ("source", "distance", "kinds", "links"):
        values = getattr(made, attribute)
        setattr(made, attribute, [values[link] for link in numbers])
    made.bends = {
        node: [
            attrs.evolve(bend, link=numbers[bend.link]) for bend in bends if bend.link in numbers
        ]
        for node, bends in made.bends.items()
    }
