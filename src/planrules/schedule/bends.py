"""Links that count calendar days: what they ask forward, and what they leave backward."""

from collections.abc import Callable
from functools import partial

from planrules.model.duration import Duration
from planrules.schedule.netlist import Netlist
from planrules.schedule.passes import Bend

Ends = tuple[Callable[[int], int], Callable[[int], int]]


def bend(
    made: Netlist,
    source: int,
    node: int,
    *,
    leaves_finish: bool,
    asks_finish: bool,
    walked: Duration | None,
    lag: int,
) -> Bend:
    """Return a link that counts calendar days, in its lag or in the length of an end.

    Args:
        made: The network so far; the link will be its next.
        source: The node that the link comes from.
        node: The node that it leads to.
        leaves_finish: Whether it leaves the finish of its source.
        asks_finish: Whether it asks for the finish of its target.
        walked: Its lag, where that counts calendar days.
        lag: Its lag in working days, where it does not.
    """
    walk = made.walk
    finish, back = _ends_of(made, source) if leaves_finish else (_same, _same)
    least, reach = _starts_of(made, node) if asks_finish else (_same, _same)
    closing = leaves_finish and (made.length[source] > 0 or source in made.days)
    is_event = not made.length[source] and source not in made.days

    def closes() -> bool:
        return made.closes[source] if is_event else closing

    def forward(start: int) -> int:
        end = finish(start)
        if walked is None:
            return least(end + lag)
        if closes():
            return least(walk.from_closing(end, walked.amount))
        return least(walk.from_opening(end, walked.amount))

    def backward(start: int) -> int:
        end = reach(start)
        if walked is None:
            return back(end - lag)
        if closes():
            return back(walk.back_to_closing(end, walked.amount))
        return back(walk.back_to_opening(end, walked.amount))

    return Bend(len(made.source), source, forward, backward)


def _same(offset: int) -> int:
    return offset


def _ends_of(made: Netlist, node: int) -> Ends:
    """Return a node's finish for a start, and its greatest start for a finish."""
    days = made.days.get(node)
    if days is not None:
        return partial(made.walk.length_from, days), partial(made.walk.length_back, days)
    length = made.length[node]
    return (lambda start: start + length), (lambda finish: finish - length)


def _starts_of(made: Netlist, node: int) -> Ends:
    """Return a node's least start for a finish, and its finish for a start."""
    days = made.days.get(node)
    if days is not None:
        walk = made.walk
        return (lambda finish: walk.least_opening(finish, days)), partial(walk.length_from, days)
    length = made.length[node]
    return (lambda finish: finish - length), (lambda start: start + length)
