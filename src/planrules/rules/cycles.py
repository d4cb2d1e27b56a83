"""Rings of tasks that wait for each other."""

from collections import deque
from collections.abc import Mapping, Sequence


def short_cycles(graph: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
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
    found: dict[str, tuple[str, ...]] = {}
    for knot in _knots(graph):
        members = set(knot)
        start = min(knot, key=order.__getitem__)
        if len(knot) == 1 and start not in graph[start]:
            continue
        found[start] = _shortest_ring(graph, start, members)
    return found


def _shortest_ring(
    graph: Mapping[str, Sequence[str]], start: str, members: set[str]
) -> tuple[str, ...]:
    """Return a shortest way from ``start`` back to it within its knot."""
    came_from: dict[str, str] = {}
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


def _knots(graph: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the strongly connected parts of a graph.

    Source: Tarjan 1972, "Depth-first search and linear graph algorithms", without recursion.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    knots: list[list[str]] = []
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
                    knot: list[str] = []
                    while not knot or knot[-1] != node:
                        knot.append(stack.pop())
                        on_stack.discard(knot[-1])
                    knots.append(knot)
            elif target not in index:
                index[target] = low[target] = len(index)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(graph[target])))
            elif target in on_stack:
                low[node] = min(low[node], index[target])
    return knots
