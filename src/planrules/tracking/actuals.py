"""What really happened to tasks, as their obligations stand: for the schedule and for deadlines."""

from collections.abc import Iterable
from datetime import date

from planrules.model.actual import Actual
from planrules.model.standing import Standing
from planrules.model.task import TaskKind


def actuals(standings: Iterable[Standing], /) -> dict[tuple[str, str | None], Actual]:
    """Return by task and body the days on which dated work really began and ended.

    Under ``(task, None)`` stands the task as a whole: it began when the first body began, and ended
    when the last one was done. Days of an end count only for what is done, evidence included; an
    end before the beginning, which a rule remarks, leaves out the beginning.

    Args:
        standings: Where what is owed stands; what is withdrawn counts for nothing.
    """
    found: dict[tuple[str, str | None], Actual] = {}
    for task, several in _by_task(standings).items():
        starts = [one.started_on for one in several if one.started_on is not None]
        ends = [one.done_on for one in several]
        for one in several:
            if one.unit is not None:
                _note(found, (task, one.unit), one.started_on, one.done_on)
        last = max((day for day in ends if day is not None), default=None)
        _note(found, (task, None), min(starts, default=None), None if None in ends else last)
    return found


def finished(standings: Iterable[Standing], /) -> dict[str, date]:
    """Return by task, periodic ones left out, the day on which the last of its bodies was done.

    Args:
        standings: Where what is owed stands; what is withdrawn counts for nothing.
    """
    found: dict[str, date] = {}
    for task, several in _by_task(standings).items():
        days = [one.done_on for one in several if one.done_on is not None]
        if len(days) == len(several):
            found[task] = max(days)
    return found


def _by_task(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Return by task where what is owed for it stands; what comes back is left out."""
    found: dict[str, list[Standing]] = {}
    for one in standings:
        owed = one.obligation
        if owed.kind is not TaskKind.PERIODIC and owed.withdrawn is None:
            found.setdefault(owed.task.id, []).append(one)
    return found


def _note(
    found: dict[tuple[str, str | None], Actual],
    key: tuple[str, str | None],
    start: date | None,
    end: date | None,
) -> None:
    if start is not None and end is not None and end < start:
        start = None
    if start is not None or end is not None:
        found[key] = Actual(started_on=start, finished_on=end)
