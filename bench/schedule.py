"""What the critical path costs, as ratios within one run, beside the bars that it should keep to.

    .venv/bin/python bench/schedule.py

Sides that are compared take turns, and each figure is the median over several rounds, so that a
machine that slows down slows both sides. Time is this process's own, so that others count little.
Inputs are random and the same on every run.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

import networkx as nx

from planrules.model.calendar import CalendarName
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag
from planrules.model.ids import Slug
from planrules.model.plan import Plan
from planrules.model.task import Link, LinkType, Task
from planrules.schedule.cpm import critical_path
from planrules.schedule.passes import (
    UNBOUND,
    Network,
    backward,
    finish,
    forward,
    slack,
    topological_order,
)
from planrules.schedule.rows import ScheduledTask
from planrules.schedule.timetable import Schedule

AS_OF: Final = date(2024, 5, 1)
FEW: Final = 10_000
MANY: Final = 1_000_000
#: By kind of link, whether it leaves the source's finish and whether it asks for the target's.
ENDS: Final = {
    LinkType.FINISH_TO_START: (True, False),
    LinkType.START_TO_START: (False, False),
    LinkType.FINISH_TO_FINISH: (True, True),
    LinkType.START_TO_FINISH: (False, True),
}


def seconds(work: Callable[[], object]) -> float:
    """Return how long the processor works on one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def told(figures: Iterable[float], bar: str = "") -> str:
    """Return the median of some figures with the least, the greatest and the bar."""
    found = sorted(figures)
    text = f"{statistics.median(found):.2f} (from {found[0]:.2f} to {found[-1]:.2f})"
    return f"{text}; bar: {bar}" if bar else text


# ---------------------------------------------------------------------------------------------
# Whole plans


def layered(tasks: int, *, mixed: bool, unit: DurationUnit = DurationUnit.WORKING_DAYS) -> Plan:
    """Return a plan of random layers with two links into each task but those of the first layer.

    Args:
        tasks: How many.
        mixed: Whether links are of all kinds, a third of them with a lag or a lead, on
            ``weekdays``; else all are finish-to-start without lag, on ``every-day``.
        unit: What durations count.
    """
    chance = random.Random(tasks)  # noqa: S311 - guards nothing
    width = 100
    kinds = tuple(LinkType) if mixed else (LinkType.FINISH_TO_START,)
    rows = []
    for number in range(tasks):
        links: dict[str, tuple[Link, ...]] = {}
        above = (number // width - 1) * width
        for _ in range(2 if number >= width else 0):
            lag = None
            if mixed and chance.random() < 1 / 3:
                lag = Lag(Duration(chance.randint(-2, 5), DurationUnit.WORKING_DAYS))
            kind = chance.choice(kinds)
            link = Link(Slug(f"viec-{above + chance.randrange(width)}"), lag)
            links[kind] = (*links.get(kind, ()), link)
        duration = Duration(chance.randint(1, 20), unit)
        given: dict[str, Any] = {"duration": duration, **links}
        rows.append(Task(id=Slug(f"viec-{number}"), title="Việc ví dụ", **given))
    return Plan(
        id=Slug("ke-hoach-lon"),
        title="Kế hoạch ví dụ để đo",
        starts_on=PartialDate(2024, 1, 1),
        work_calendar=CalendarName.WEEKDAYS if mixed else CalendarName.EVERY_DAY,
        tasks=tuple(rows),
    )


def path(plan: Plan) -> Schedule:
    """Return a plan's schedule; its rows are not asked for."""
    return critical_path(plan, as_of=AS_OF)


class Passes(NamedTuple):
    """What the passes over a graph find: the length, and by task the rest."""

    graph: "nx.MultiDiGraph[str]"
    length: int
    early: dict[str, int]
    late: dict[str, int]
    free: dict[str, int]
    driver: dict[str, tuple[str, dict[str, Any]] | None]


def graph_of(plan: Plan) -> "nx.MultiDiGraph[str]":
    """Return a plan as a graph; an edge weighs the least distance from start to start."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for task in plan.tasks:
        graph.add_node(task.id, duration=task.duration.amount if task.duration else 0)
    nodes = graph.nodes
    for task in plan.tasks:
        for kind, link in task.links():
            leaves_finish, asks_finish = ENDS[kind]
            weight = link.lag.amount if link.lag else 0
            if leaves_finish:
                weight += nodes[link.task]["duration"]
            if asks_finish:
                weight -= nodes[task.id]["duration"]
            graph.add_edge(link.task, task.id, weight=weight, kind=kind, lag=link.lag)
    return graph


def over_networkx(plan: Plan) -> Passes:
    """Return what the same passes find as plain loops over a graph that networkx holds."""
    graph = graph_of(plan)
    nodes = graph.nodes
    order = list(nx.topological_sort(graph))
    early: dict[str, int] = {}
    driver: dict[str, tuple[str, dict[str, Any]] | None] = {}
    for node in order:
        start, drives = 0, None
        for before, _, data in graph.in_edges(node, data=True):
            reached = early[before] + data["weight"]
            if reached > start:
                start, drives = reached, (before, data)
        early[node], driver[node] = start, drives

    length = max(early[node] + nodes[node]["duration"] for node in order)

    late: dict[str, int] = {}
    free: dict[str, int] = {}
    for node in reversed(order):
        latest = limit = length - nodes[node]["duration"]
        for _, target, data in graph.out_edges(node, data=True):
            weight = data["weight"]
            latest = min(latest, late[target] - weight)
            limit = min(limit, early[target] - weight)
        late[node], free[node] = latest, limit - early[node]
    return Passes(graph, length, early, late, free, driver)


def is_same(row: ScheduledTask, passes: Passes) -> bool:
    """Return whether both sides say the same of a task.

    Of several links that reach equally far, any may drive.
    """
    id, offsets, driver = row.id, row.offsets, row.driver
    if offsets is None or (driver is None) != (passes.driver[id] is None):
        return False
    early = passes.early[id]
    ours = (offsets.early_start, offsets.late_start, row.total_float, row.free_float)
    late = passes.late[id]
    return ours == (early, late, late - early, passes.free[id]) and (
        driver is None
        or any(
            (data["kind"], data["lag"]) == (driver.link, driver.lag)
            and passes.early[driver.task] + data["weight"] == early
            for data in passes.graph[driver.task][id].values()
        )
    )


def agree(plan: Plan) -> None:
    """Stop where the two sides differ."""
    schedule, passes = path(plan), over_networkx(plan)
    differ = [row.id for row in schedule.tasks if not is_same(row, passes)]
    if schedule.length != passes.length or len(schedule.tasks) != len(passes.early) or differ:
        sys.exit(f"the two sides differ: {schedule.length}, {passes.length}, {differ[:5]}")


def against_networkx(plan: Plan, *, rounds: int) -> str:
    """Return the ratio of the times of both sides, which find the same."""
    agree(plan)
    found = [
        seconds(lambda: path(plan)) / seconds(lambda: over_networkx(plan)) for _ in range(rounds)
    ]
    return told(found, "0.30")


def whole_plans() -> None:
    """Print what critical_path costs: against networkx, as it grows, and what its rows cost."""
    plain = layered(100_000, mixed=False)
    print("critical_path of 100,000 tasks / the same passes over a networkx graph, builds included")
    print("  every-day, finish-to-start:", against_networkx(plain, rounds=5))
    large = layered(100_000, mixed=True)
    print("  weekdays, all kinds, lags: ", against_networkx(large, rounds=5))

    small = layered(25_000, mixed=True)
    walked = layered(25_000, mixed=True, unit=DurationUnit.DAYS)
    growth, rows, walks = [], [], []
    for _ in range(5):
        quick = seconds(partial(path, small))
        walks.append(seconds(partial(path, walked)) / quick)
        slow = seconds(partial(path, large))
        growth.append(slow / quick)
        rows.append(seconds(partial(getattr, path(large), "tasks")) / slow)
    print("critical_path of 100,000 tasks / 25,000:", told(growth, "4 is linear"))
    print("rows of 100,000 tasks / their critical_path:", told(rows))
    print("durations in calendar days on weekdays / in working days:", told(walks))


# ---------------------------------------------------------------------------------------------
# Arrays

#: By task, the tasks before it.
Before = Callable[[int], Sequence[int]]


def shapes(count: int) -> dict[str, Before]:
    """Return shapes of networks of so many tasks, each in topological order."""
    chance = random.Random(count)  # noqa: S311 - guards nothing
    width = round(count**0.5)
    above = [
        (node // width - 1) * width + chance.randrange(width) if node >= width else 0
        for node in range(2 * count)
    ]

    def layers(node: int) -> Sequence[int]:
        first, second = above[node], above[node] // width * width + above[-node - 1] % width
        return () if node < width else (first,) if first == second else (first, second)

    return {
        "chain": lambda node: (node - 1,) if node else (),
        "fan out": lambda node: (0,) if node else (),
        "fan in": lambda node: range(node) if node == count - 1 else (),
        "ladder": lambda node: range(max(node - 2, 0), node)[:: 1 if node % 2 else 2],
        "layers": layers,
    }


def network(count: int, before: Before, order: Sequence[int]) -> Network:
    """Return a network whose file holds the tasks of a shape in an order, of lengths 0 and 1."""
    chance = random.Random(count)  # noqa: S311 - guards nothing
    place = [0] * count
    for index, node in enumerate(order):
        place[node] = index
    length = [chance.randrange(2) for _ in range(count)]
    first, source = [0], []
    for node in order:
        source += [place[other] for other in before(node)]
        first.append(len(source))
    return Network(
        length=length,
        floor=[0] * count,
        ceiling=[UNBOUND] * count,
        first=first,
        source=source,
        distance=[length[node] for node in source],
    )


def passes_over(net: Network) -> list[int]:
    """Return what the last of all passes over a network returns."""
    order, _ = topological_order(net)
    early, _ = forward(net, order)
    end = finish(net, early, order)
    backward(net, order, end)
    return slack(net, order, early, end, ())


def rate(net: Network, *, repeat: int = 1) -> float:
    """Return nanoseconds per task and link."""
    taken = min(seconds(lambda: passes_over(net)) for _ in range(repeat))
    return taken * 1e9 / (len(net.length) + len(net.source))


def arrays() -> None:
    """Print what the passes cost on every shape."""
    print("all passes over arrays, every-day, lengths 0 and 1, ns per task and link:")
    sizes = {}
    for count in (FEW, MANY):
        nets = {
            shape: network(count, before, range(count)) for shape, before in shapes(count).items()
        }
        order = list(range(count))
        random.Random(count).shuffle(order)  # noqa: S311 - guards nothing
        nets["shuffled"] = network(count, shapes(count)["layers"], order)
        sizes[count] = nets

    rounds = [
        {
            shape: (rate(sizes[FEW][shape], repeat=9), rate(sizes[MANY][shape]))
            for shape in sizes[MANY]
        }
        for _ in range(3)
    ]
    for shape in sizes[MANY]:
        few = statistics.median(found[shape][0] for found in rounds)
        many = statistics.median(found[shape][1] for found in rounds)
        growth = told(found[shape][1] / found[shape][0] for found in rounds)
        bar = "; bar: 2.00" if shape != "shuffled" else " (layers in random order, no bar)"
        print(f"  {shape:8} {few:5.0f} at 10,000 {many:5.0f} at 1,000,000, ratio {growth}{bar}")
    spreads = []
    for found in rounds:
        rates = [many for shape, (_, many) in found.items() if shape != "shuffled"]
        spreads.append(max(rates) / min(rates))
    print("  slowest shape / fastest, at 1,000,000:", told(spreads, "2.00"))


def main() -> None:
    """Print every figure."""
    whole_plans()
    arrays()


if __name__ == "__main__":
    main()
