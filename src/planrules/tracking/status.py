"""The status table: how much each body was given, has done, and has done on time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from planrules.collector import held_back
from planrules.errors import SumsError
from planrules.model.display import Tabular
from planrules.model.plan import Plan
from planrules.model.progress import DeadlineClass, State
from planrules.model.standing import Standing, Standings
from planrules.model.task import TaskKind


@attrs.frozen(kw_only=True)
class StatusRow:
    """How much a body was given, and how that stands.

    Every number is counted by itself; ``prove`` holds them against each other.

    Attributes:
        unit: Id of the body; None for what nobody in particular owes, and for all together.
        total: Everything given, *lượt giao*.
        done: What is done.
        done_on_time: What was done by its deadline.
        done_late: What was done after it.
        done_undated: What is done and had no deadline.
        not_done: What is neither done nor suspended.
        returned: What was returned; a part of ``not_done``.
        submitted: What was sent and waits for confirmation; a part of ``not_done``.
        unproven: What was recorded as done without evidence; a part of ``submitted``.
        on_time: What is not done and not overdue.
        due_soon: What is due soon; a part of ``on_time``.
        overdue: What is not done and overdue.
        undated: What is not done and has no deadline.
        suspended: What a decision has suspended.
        suspended_overdue: What was overdue when it was; a part of ``suspended``.
        undecided: What was recorded as suspended without a decision, and goes on as before.
        extended: What was put off.
        first_on_time: What was done by the deadline that it had before anybody put it off.
        first_judged: What is done or overdue by that deadline.
        first_late: What was done after it, or is overdue by it.
        standing: Standing work, which is in none of the other numbers.
        withdrawn_by_draft: What a draft alone withdraws, which is in none of the other numbers.
    """

    unit: str | None = None
    total: int = 0
    done: int = 0
    done_on_time: int = 0
    done_late: int = 0
    done_undated: int = 0
    not_done: int = 0
    returned: int = 0
    submitted: int = 0
    unproven: int = 0
    on_time: int = 0
    due_soon: int = 0
    overdue: int = 0
    undated: int = 0
    suspended: int = 0
    suspended_overdue: int = 0
    undecided: int = 0
    extended: int = 0
    first_on_time: int = 0
    first_judged: int = 0
    first_late: int = 0
    standing: int = 0
    withdrawn_by_draft: int = 0

    @property
    def judged(self) -> int:
        """What could be judged, the denominator of the rate: what is done or overdue."""
        return self.done_on_time + self.done_late + self.overdue


#: The numbers of a row, in order.
NUMBERS: Final = tuple(field.name for field in attrs.fields(StatusRow) if field.name != "unit")


@attrs.frozen(kw_only=True)
class StatusTable:
    """Rows of bodies, in the order of the registers, and all together.

    Attributes:
        rows: One row a body; last what nobody in particular owes, where there is any.
        total: All together, counted by itself.
    """

    rows: tuple[StatusRow, ...] = ()
    total: StatusRow = attrs.field(factory=StatusRow)


@attrs.frozen(kw_only=True)
class Status(Tabular):
    """How work under a plan stands on a day.

    Attributes:
        standings: What is counted.
        official: What rests on nothing that is assumed or comes from a draft.
        provisional: The rest, *tạm tính*, which enters no rate; what a draft alone withdraws is
            told there, too.
        withdrawn: How many obligations are owed no more, and are in no table.
    """

    standings: Standings
    official: StatusTable
    provisional: StatusTable
    withdrawn: int

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.standings.plan

    @property
    def as_of(self) -> date:
        """The day."""
        return self.standings.as_of


def status_of(standings: Standings, /) -> Status:
    """Return the status table of standings.

    The rate is what was done on time, over what is done or overdue and has a deadline: what is not
    due yet, what was sent in time and waits for confirmation, what is suspended and what has no
    deadline can't be judged. Standing work is counted apart; what is withdrawn is not counted,
    unless its body had done it by then. What rests on a draft is only provisional; what a draft
    alone withdraws, while it is owed without it, is counted apart there.

    Raises:
        SumsError: If the numbers do not add up; they always do unless a standing contradicts
            itself.
    """
    official: list[Standing] = []
    provisional: list[Standing] = []
    withdrawn = 0
    for one in standings:
        if one.deadline_class is None and not one.is_withdrawn_by_draft:
            withdrawn += 1
        elif one.is_official or _is_stated_standing(one):
            official.append(one)
        else:
            provisional.append(one)
    with held_back():
        status = Status(
            standings=standings,
            official=_table(standings, official),
            provisional=_table(standings, provisional),
            withdrawn=withdrawn,
        )
    prove(status)
    return status


def _is_stated_standing(one: Standing) -> bool:
    """Return whether something is standing work of the plan: how sure it is changes no rate."""
    return one.obligation.kind is TaskKind.STANDING and not one.obligation.is_draft


def prove(status: Status, /) -> None:
    """Hold the numbers of a status against each other, and against what was counted.

    Raises:
        SumsError: If any do not add up, with every one that does not.
    """
    misses = [*_misses("official", status.official), *_misses("provisional", status.provisional)]
    counted = {
        "official.total + official.standing": (
            status.official.total.total + status.official.total.standing
        ),
        "provisional.total": status.provisional.total.total,
        "provisional.standing": status.provisional.total.standing,
        "provisional.withdrawn_by_draft": status.provisional.total.withdrawn_by_draft,
        "withdrawn": status.withdrawn,
    }
    if sum(counted.values()) != len(status.standings):
        found = " + ".join(f"{name} ({number})" for name, number in counted.items())
        misses.append(f"{found} is not {len(status.standings)}")
    if misses:
        raise SumsError(tuple(misses))


#: By number, the numbers that it is the sum of.
_SUMS: Final[Mapping[str, tuple[str, ...]]] = {
    "total": ("done", "not_done", "suspended"),
    "done": ("done_on_time", "done_late", "done_undated"),
    "not_done": ("on_time", "overdue", "undated"),
    "judged": ("done_on_time", "done_late", "overdue"),
    "first_judged": ("first_on_time", "first_late"),
}
#: By number, the one that it is a part of.
_PARTS: Final[Mapping[str, str]] = {
    "returned": "not_done",
    "submitted": "not_done",
    "unproven": "submitted",
    "due_soon": "on_time",
    "suspended_overdue": "suspended",
    "undecided": "total",
    "extended": "total",
    "first_judged": "total",
}


def _misses(name: str, table: StatusTable) -> Iterator[str]:
    """Yield what does not add up in a table."""
    for row in (*table.rows, table.total):
        where = f"{name}, {'total' if row is table.total else row.unit}"
        for whole, parts in _SUMS.items():
            numbers = [getattr(row, part) for part in parts]
            if getattr(row, whole) != sum(numbers):
                sums = " + ".join(f"{part} ({getattr(row, part)})" for part in parts)
                yield f"{where}: {sums} is not {whole} ({getattr(row, whole)})"
        for part, whole in _PARTS.items():
            if not 0 <= getattr(row, part) <= getattr(row, whole):
                yield (
                    f"{where}: {part} ({getattr(row, part)}) is no part of {whole}"
                    f" ({getattr(row, whole)})"
                )
    for number in NUMBERS:
        found = sum(getattr(row, number) for row in table.rows)
        if found != getattr(table.total, number):
            yield f"{name}: {number} of all rows ({found}) is not {getattr(table.total, number)}"


def _table(standings: Standings, counted: Iterable[Standing]) -> StatusTable:
    """Return the table of some standings of a plan."""
    alike: Counter[tuple[str, ...]] = Counter()  # most standings add to the same few numbers
    alike_of: Counter[tuple[str | None, tuple[str, ...]]] = Counter()
    for one in counted:
        numbers = tuple(_numbers(one))
        alike[numbers] += 1
        alike_of[one.unit, numbers] += 1
    total: Counter[str] = Counter()
    for numbers, count in alike.items():
        total.update(dict.fromkeys(numbers, count))
    by_unit: dict[str | None, Counter[str]] = {}
    for (unit, numbers), count in alike_of.items():
        by_unit.setdefault(unit, Counter()).update(dict.fromkeys(numbers, count))
    units: list[str | None] = [
        body.id for body in standings.plan.in_order(unit for unit in by_unit if unit is not None)
    ]
    if None in by_unit:
        units.append(None)
    rows = tuple(StatusRow(unit=unit, **by_unit[unit]) for unit in units)
    return StatusTable(rows=rows, total=StatusRow(unit=None, **total))


_DONE: Final = {
    DeadlineClass.DONE_ON_TIME: ("done_on_time",),
    DeadlineClass.DONE_LATE: ("done_late",),
    DeadlineClass.NO_DEADLINE: ("done_undated",),
}
_NOT_DONE: Final = {
    DeadlineClass.ON_TIME: ("on_time",),
    DeadlineClass.DUE_SOON: ("on_time", "due_soon"),
    DeadlineClass.OVERDUE: ("overdue",),
    DeadlineClass.NO_DEADLINE: ("undated",),
}
#: What is judged by the first deadline, when it is not suspended.
_FIRST: Final = {
    DeadlineClass.DONE_ON_TIME: ("first_judged", "first_on_time"),
    DeadlineClass.DONE_LATE: ("first_judged", "first_late"),
    DeadlineClass.OVERDUE: ("first_judged", "first_late"),
}


def _numbers(one: Standing) -> Iterator[str]:
    """Yield the numbers to which a standing adds one."""
    if one.deadline_class is None:
        yield "withdrawn_by_draft"
        return
    if not one.is_counted:
        yield "standing"
        return
    yield "total"
    if one.is_extended:
        yield "extended"
    if one.state is State.SUSPENDED and one.counts_as is not State.SUSPENDED:
        yield "undecided"
    if one.counts_as is State.SUSPENDED:
        yield "suspended"
        if one.deadline_class is DeadlineClass.OVERDUE:
            yield "suspended_overdue"
        return
    assert one.original_class is not None  # noqa: S101 - as with the other class
    yield from _FIRST.get(one.original_class, ())
    if one.counts_as is State.DONE:
        yield "done"
        yield from _DONE[one.deadline_class]
        return
    yield "not_done"
    yield from _NOT_DONE[one.deadline_class]
    if one.counts_as in {State.RETURNED, State.SUBMITTED}:
        yield one.counts_as.value
    if one.counts_as is State.SUBMITTED and one.state is State.DONE:
        yield "unproven"
