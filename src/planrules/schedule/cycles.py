"""Rings of tasks that wait for each other."""

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def short_cycles(graph: Mapping[Node, Sequence[Node]]) -> dict[Node, tuple[Node, ...]]:
    """Return one shortest ring for each knot of a graph, under the first of its nodes.

    A knot is a strongly connected part with an edge in it. Nothing recurses; the cost is linear
    in nodes and edges, plus one breadth-first search per knot.

    Args:
        graph: By node, the nodes that it leads to; all of them are keys.

    Returns:
        By the first node of a ring in the order of ``graph``, the ring with that node again at
        its end.
    """
    order = {node: index for index, node in enumerate(graph)}
    found: dict[Node, tuple[Node, ...]] = {}
    for knot in knots(graph):
        members = set(knot)
        start = min(knot, key=order.__getitem__)
        if len(knot) == 1 and start not in graph[start]:
            continue
        found[start] = _shortest_ring(graph, start, members)
    return found


def _shortest_ring(
    graph: Mapping[Node, Sequence[Node]], start: Node, members: set[Node]
) -> tuple[Node, ...]:
    """Return a shortest way from ``start`` back to it within its knot."""
    came_from: dict[Node, Node] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for target in graph[node]:
            if target == start:
                ring = [start]
                while node != start:
                    ring.append(node)
                    node = came_from[node]
                return (start, *reversed(ring[1:]), start)
            if target in members and target not in came_from:
                came_from[target] = node
                waiting.append(target)
    raise AssertionError(start)  # pragma: no cover - a knot always has a ring through each node


def knots(graph: Mapping[Node, Sequence[Node]]) -> list[list[Node]]:
    """Return the strongly connected parts of a graph.

    Source: Tarjan 1972, "Depth-first search and linear graph algorithms", without recursion.
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    on_stack: set[Node] = set()
    stack: list[Node] = []
    found: list[list[Node]] = []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    knot: list[Node] = []
                    while not knot or knot[-1] != node:
                        knot.append(stack.pop())
                        on_stack.discard(knot[-1])
                    found.append(knot)
            elif target not in index:
                index[target] = low[target] = len(index)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(graph[target])))
            elif target in on_stack:
                low[node] = min(low[node], index[target])
    return found
