"""The forward and the backward pass over plain lists; time is half-open offsets here.

An offset is a number of working days from the plan's start: work that takes three days from the
start has the offsets 0 and 3. Every node is known by its start, because its finish follows from it.
Almost every link is then one number: the least distance from start to start. The few that count
calendar days are functions (``Bend``).

Feasible starts are closed under the smaller and the larger of two, whatever the links, because all
distances are monotone: so there is one earliest and one latest schedule, and the passes find them.

Source: J. E. Kelley and M. R. Walker, "Critical-Path Planning and Scheduling", 1959, for the two
passes; S. E. Elmaghraby and J. Kamburowski, "The Analysis of Activity Networks under Generalized
Precedence Relations", 1992, for the four kinds of links as distances between starts.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import accumulate
from operator import ge
from typing import Protocol

import attrs

#: A distance that never binds; larger than any offset.
UNBOUND = 1 << 60


class Bend(Protocol):
    """A link whose distance depends on where it stands in the calendar."""

    @property
    def link(self) -> int:
        """Number of the link."""

    @property
    def source(self) -> int:
        """The node that it comes from."""

    def forward(self, start: int, /) -> int:
        """Return the least start of the target for a start of the source."""

    def backward(self, start: int, /) -> int:
        """Return the greatest start of the source for a start of the target."""


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """Nodes and their incoming links, as lists.

    Attributes:
        length: By node, its length in working days.
        floor: By node, the least offset at which it may start.
        ceiling: By node, the greatest offset at which it should start; ``UNBOUND`` for none.
        first: By node, the number of its first incoming link; one more entry ends the last.
        source: By link, the node that it comes from.
        distance: By link, the least distance from start to start; ``-UNBOUND`` where a bend says.
        bends: By node, its incoming links that count calendar days.
        days: Nodes whose length counts calendar days.
        finish: The finish of such a node for a start.
        start: The greatest start of such a node for a finish.
    """

    length: Sequence[int]
    floor: Sequence[int]
    ceiling: Sequence[int]
    first: Sequence[int]
    source: Sequence[int]
    distance: Sequence[int]
    bends: Mapping[int, Sequence[Bend]] = {}
    days: Collection[int] = ()
    finish: Callable[[int, int], int] | None = None
    start: Callable[[int, int], int] | None = None

    def targets(self) -> list[int]:
        """Return by link the node that it leads to."""
        found: list[int] = []
        for node in range(len(self.length)):
            found += [node] * (self.first[node + 1] - self.first[node])
        return found

    def finish_of(self, node: int, start: int, /) -> int:
        """Return where a node ends that begins at an offset."""
        if self.finish is not None and node in self.days:
            return self.finish(node, start)
        return start + self.length[node]


def topological_order(network: Network, /) -> tuple[Sequence[int], list[int]]:
    """Return the nodes in an order in which every link leads forward, and those that have none.

    The order of the nodes themselves is kept where it will do. Linear in nodes and links.

    Returns:
        The order, and the nodes that lie on a cycle or behind one.
    """
    count, source = len(network.length), network.source
    targets = network.targets()
    if not any(map(ge, source, targets)):
        return range(count), []
    outgoing = [0] * (count + 1)
    for node in source:
        outgoing[node + 1] += 1
    begins = list(accumulate(outgoing))
    ends = begins[:count]
    leads = [0] * len(source)
    for node, target in zip(source, targets, strict=True):
        leads[ends[node]] = target
        ends[node] += 1
    first = network.first
    waits = [first[node + 1] - first[node] for node in range(count)]
    order = [node for node in range(count) if not waits[node]]
    for node in order:  # grows while it is read
        for target in leads[begins[node] : ends[node]]:
            waits[target] -= 1
            if not waits[target]:
                order.append(target)
    return order, [node for node in range(count) if waits[node]]


def forward(
    network: Network,
    order: Iterable[int],
    settled: Callable[[int, int, int], None] | None = None,
    /,
) -> tuple[list[int], list[int]]:
    """Return by node the earliest start, and the link that drives it or -1.

    Args:
        network: The network.
        order: Its nodes, every link leading forward.
        settled: Told of each node its start and what drives it, before any link leaves it.
    """
    early = list(network.floor)
    driver = [-1] * len(early)
    first, source, distance, bends = (
        network.first,
        network.source,
        network.distance,
        network.bends,
    )
    for node in order:
        start = early[node]
        for link in range(first[node], first[node + 1]):
            reached = early[source[link]] + distance[link]
            if reached > start:
                start = reached
                driver[node] = link
        if bends and node in bends:
            for bend in bends[node]:
                reached = bend.forward(early[bend.source])
                if reached > start:
                    start = reached
                    driver[node] = bend.link
        early[node] = start
        if settled is not None:
            settled(node, start, driver[node])
    return early, driver


def finish(network: Network, early: Sequence[int], nodes: Iterable[int], /) -> int:
    """Return where the last of the nodes ends; 0 without any."""
    if not network.days:
        length = network.length
        return max((early[node] + length[node] for node in nodes), default=0)
    return max((network.finish_of(node, early[node]) for node in nodes), default=0)


def backward(network: Network, order: Sequence[int], end: int, /) -> list[int]:
    """Return by node the latest start.

    Args:
        network: The network.
        order: Its nodes, every link leading forward.
        end: Where all nodes should have ended.
    """
    return _latest(network, order, _limits(network, network.ceiling, end))


def slack(
    network: Network, order: Sequence[int], early: Sequence[int], end: int, gates: Iterable[int], /
) -> list[int]:
    """Return by node how far its start may slip without moving any other early start or the end.

    Args:
        network: The network.
        order: Its nodes, every link leading forward.
        early: By node, the earliest start.
        end: Where the network ends.
        gates: Nodes that are nobody's: what they hold back counts in their place.
    """
    free = _latest(network, order, _limits(network, (), end), early, set(gates))
    return [limit - start for limit, start in zip(free, early, strict=True)]


def _limits(network: Network, ceiling: Sequence[int], end: int) -> list[int]:
    """Return by node the greatest start with which it ends in time."""
    limits = [end - length for length in network.length]
    if network.start is not None:
        for node in network.days:
            limits[node] = network.start(node, end)
    return list(map(min, limits, ceiling)) if ceiling else limits


def _latest(
    network: Network,
    order: Sequence[int],
    late: list[int],
    fixed: Sequence[int] | None = None,
    loose: Collection[int] = (),
) -> list[int]:
    """Return by node the greatest start that its limit and what comes after it leave.

    Args:
        network: The network.
        order: Its nodes, every link leading forward.
        late: By node, its own limit; becomes the answer.
        fixed: By node, the start that counts for what comes before it, if not its greatest.
        loose: The nodes whose greatest start counts all the same.
    """
    first, source, distance, bends = (
        network.first,
        network.source,
        network.distance,
        network.bends,
    )
    for node in reversed(order):
        start = late[node] if fixed is None or node in loose else fixed[node]
        for link in range(first[node], first[node + 1]):
            limit = start - distance[link]
            before = source[link]
            late[before] = min(late[before], limit)
        if bends and node in bends:
            for bend in bends[node]:
                late[bend.source] = min(late[bend.source], bend.backward(start))
    return late
