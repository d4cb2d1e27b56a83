"""The network of tasks as a networkx graph: what users look at, search and export."""

from typing import Any

import networkx as nx

from planrules.model.plan import Plan
from planrules.schedule.effect import has_effect


def network(plan: Plan, /) -> "nx.MultiDiGraph[str]":
    """Return a plan's precedence network.

    Nodes are the ids of all tasks, with ``title``, ``clause``, ``kind`` and ``duration`` (as files
    write it). Edges lead from predecessors to successors, one for each link, because two tasks may
    be tied by several: with ``link`` (``after`` …), ``lag`` (``+5wd``), ``assumed`` (why) and
    ``effective`` (whether it says anything about dates). What a task or link has none of is left
    out, as GraphML, GEXF and GML demand. What is assumed stands in place. ``serves``, ``part_of``,
    ``fed_by`` and ``oversees`` are no edges.

    Linear in tasks plus links.

    Args:
        plan: The plan.

    Examples:
        >>> from planrules import loads
        >>> plan = loads('''
        ... format = 1
        ... [plan]
        ... id = "vi-du"
        ... title = "Kế hoạch ví dụ"
        ... [[task]]
        ... id = "do-dac"
        ... title = "Đo đạc"
        ... duration = "5wd"
        ... [[task]]
        ... id = "thiet-ke"
        ... title = "Thiết kế"
        ... duration = "10wd"
        ... after = "do-dac +2wd"
        ... ''')
        >>> list(network(plan).edges(data="lag"))
        [('do-dac', 'thiet-ke', '+2wd')]
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    planned = {task.id: task.planned() for task in plan.tasks}
    for task in planned.values():
        about = {
            "title": task.title,
            "clause": task.clause,
            "kind": task.kind.value,
            "duration": None if task.duration is None else str(task.duration),
        }
        graph.add_node(task.id, **_given(about))
    for task in planned.values():
        for kind, link in task.links():
            about = {
                "link": kind.value,
                "lag": None if link.lag is None else f"{link.lag.amount:+}{link.lag.unit}",
                "assumed": link.assumed,
            }
            effective = has_effect(kind, task, planned[link.task])
            graph.add_edge(link.task, task.id, **_given(about), effective=effective)
    return graph


def _given(about: dict[str, str | None]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if value is not None}
