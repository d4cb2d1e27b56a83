"""Strategies for registers of bodies through time, and for plans whose work those bodies owe."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, product
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from planrules.model.assignment import Assignment
from planrules.model.body import UNKNOWN, Follow, Group, Selector, Successors, Territory, Unit
from planrules.model.calendar import CalendarName, CalendarTable, Certainty, SpecialDay
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Term
from planrules.model.ids import Address, PeriodLabel, Slug
from planrules.model.plan import Plan
from planrules.model.recurrence import Recurrence, Rhythm, Window
from planrules.model.responsibility import Holder
from planrules.model.task import DayOff, RelativeDeadline, Task

DAY = timedelta(days=1)
#: The plans are issued and begin on this day.
START = date(2024, 3, 25)
#: The plans end on this day, where they say when.
END = date(2024, 8, 31)
#: A body that is there all the time.
STAYS = Slug("u-stays")

_T = TypeVar("_T")

_HERE, _THERE = Slug("huyen"), Slug("tinh")
_KINDS = ("xa", "phuong")
_CODES = ("06298", "06316")
_PLACES = tuple(product(_CODES, (_HERE, _HERE, _THERE), _KINDS))
#: Groups by selector, never empty, by list, of groups and bodies, whose members are not followed.
_GROUPS = ("chosen", "present", "named", "outer", "left")
_CHANGES = (
    "rename",
    "merge",
    "merge",
    "split",
    "absorb",
    "scatter",
    "unknown",
    "none",
    "untold",
)
_LEADING = (*("sole", "each") * 4, "both", "both", "groups", "groups", "several", "open", "")
_RULES = ("FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=WEEKLY;INTERVAL=3", "FREQ=YEARLY;COUNT=1")


def _one(draw: st.DrawFn, some: Sequence[_T]) -> _T:
    """Return one of some things: far quicker to draw than ``sampled_from`` made for each."""
    return some[draw(st.integers(0, len(some) - 1))]


def _several(
    draw: st.DrawFn, some: Sequence[_T], *, least: int = 0, most: int | None = None
) -> list[_T]:
    """Return a few of some things, none twice."""
    size = draw(st.integers(least, len(some) if most is None else min(most, len(some))))
    left = list(some)
    return [left.pop(draw(st.integers(0, len(left) - 1))) for _ in range(size)]


def change_days() -> st.SearchStrategy[date]:
    """Return days on which bodies begin or end, some before the plan and some after it."""
    return st.dates(date(2024, 3, 1), date(2024, 9, 30))


class _Making:
    """Bodies in the making: what is known of each so far, in the order in which they came."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._numbers = count()
        self._rows: dict[Slug, dict[str, Any]] = {}
        self.areas: list[Territory] = []
        self.live: list[Slug] = []

    def add(self, since: date | None) -> Slug:
        """Add a body with an area of its own and a code that others may have borne."""
        number = next(self._numbers)
        id, area = Slug(f"u-{number}"), Slug(f"a-{number}")
        code, within, kind = _one(self._draw, _PLACES)
        self.areas.append(Territory(id=area, name="A", kind=kind, code=code, within=within))
        self._rows[id] = {"id": id, "name": "U", "code": code, "area": area, "since": since}
        self.live.append(id)
        return id

    def end(self, id: Slug, last: date, successors: Successors) -> None:
        """End a body, which begins on its last day if it was to begin still later."""
        since = self._rows[id]["since"]
        self._rows[id] |= {
            "since": since and min(since, last),
            "until": last,
            "successors": successors,
        }
        self.live.remove(id)

    def made(self) -> tuple[Unit, ...]:
        return tuple(Unit(**row) for row in self._rows.values())


#: A register: its areas and its bodies.
Register = tuple[tuple[Territory, ...], tuple[Unit, ...]]


@st.composite
def histories(draw: st.DrawFn) -> Register:
    """Return bodies that are renamed, merged, split, absorbed and abolished on a few days.

    Codes come again. Some successors begin only after a gap; of some bodies nobody knows what came
    after them, or nothing did, or nothing is told.
    """
    making = _Making(draw)
    for _ in range(draw(st.integers(1, 4))):
        making.add(_one(draw, [None, None, None, START + 40 * DAY]))
    days = st.lists(st.dates(START, END), min_size=1, max_size=4, unique=True)
    for day in sorted(draw(days)):
        ending = _several(draw, making.live, least=1)
        begins = day + DAY * _one(draw, [0, 0, 0, 1, 30])
        _change(draw, making, ending, day - DAY, begins)
        if not making.live:
            break
    return _with_areas(making.areas, making.made())


def _change(
    draw: st.DrawFn, making: _Making, ending: Sequence[Slug], last: date, begins: date
) -> None:
    """End some bodies, and let others come after them."""
    staying = [id for id in making.live if id not in ending] + [STAYS]
    what = _one(draw, _CHANGES)
    heirs: Successors = ()
    if what == "merge":
        heirs = (making.add(begins),)
    elif what == "absorb":
        heirs = (_one(draw, staying),)
    elif what == "scatter":
        heirs = (_one(draw, staying), making.add(begins))
    elif what == "unknown":
        heirs = UNKNOWN
    elif what == "untold":
        heirs = None
    for id in ending:
        if what == "rename":
            heirs = (making.add(begins),)
        elif what == "split":
            heirs = (making.add(begins), making.add(begins))
        making.end(id, last, heirs)


@st.composite
def wildernesses(draw: st.DrawFn) -> Register:
    """Return bodies whose days and successors were drawn with no regard for one another.

    Successors may be there long before, begin long after, or have ended first; a body may end
    before it begins. None comes after itself, because such registers are refused.
    """
    size = draw(st.integers(1, 6))
    making = _Making(draw)
    ids = [making.add(None) for _ in range(size)]
    units = []
    for index, unit in enumerate(making.made()):
        later = [*ids[index + 1 :], STAYS]
        heirs = _several(draw, later, most=3)
        successors: Successors = tuple(heirs) or _one(draw, [None, UNKNOWN, ()])
        since, until = draw(st.none() | change_days()), draw(st.none() | change_days())
        if since and until and draw(st.booleans()):
            since, until = sorted((since, until))
        units.append(attrs.evolve(unit, since=since, until=until, successors=successors))
    return _with_areas(making.areas, draw(st.permutations(units)))


def _with_areas(areas: Sequence[Territory], units: Sequence[Unit]) -> Register:
    above = [Territory(id=_HERE, name="H"), Territory(id=_THERE, name="T")]
    return (*above, *areas), (*units, Unit(id=STAYS, name="U"))


def registers() -> st.SearchStrategy[Register]:
    return st.one_of(histories(), histories(), wildernesses())


@st.composite
def groups_of(draw: st.DrawFn, units: Sequence[Unit]) -> tuple[Group, ...]:
    """Return a group by list, one by selector, and one of groups and bodies."""
    ids = [unit.id for unit in units]
    named = _several(draw, ids, most=4)
    kinds: tuple[tuple[str, ...], ...] = ((), ("xa",), _KINDS)
    selector = Selector(
        kind=_one(draw, kinds),
        within=_one(draw, [_HERE, None]),
        on=_one(draw, [START, START + 60 * DAY, None]),
    )
    more = _several(draw, [*ids, Slug("chosen"), Slug("left")], most=2)
    return (
        Group(id=Slug("named"), name="N", members=tuple(named)),
        Group(id=Slug("chosen"), name="C", members=selector),
        Group(id=Slug("outer"), name="O", members=(*more, Slug("named"))),
        Group(
            id=Slug("left"),
            name="L",
            members=attrs.evolve(selector, follow=Follow.NONE),
        ),
        Group(id=Slug("present"), name="P", members=(STAYS, *named)),
    )


@st.composite
def leads(draw: st.DrawFn, units: Sequence[Unit]) -> tuple[Holder, ...]:
    """Return who leads: nobody, a body, several, the members of groups, or an open holder."""
    kind = _one(draw, _LEADING)
    body = Holder(_one(draw, units).id)
    groups = [Holder(Slug(id), each=True) for id in _GROUPS]
    match kind:
        case "each":
            return (_one(draw, groups),)
        case "groups":
            return tuple(_several(draw, groups, least=2, most=2))
        case "both":
            return _one(draw, groups), body
        case "several":
            return tuple(Holder(unit.id) for unit in _several(draw, units, least=2, most=2))
    return {"sole": (body,), "open": (Holder(text="các cơ quan có liên quan"),)}.get(kind, ())


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Return times allowed of some days, or of a month."""
    unit = _one(draw, [DurationUnit.WORKING_DAYS, DurationUnit.DAYS, DurationUnit.MONTHS])
    return Term(Duration(1 if unit is DurationUnit.MONTHS else draw(st.integers(0, 12)), unit))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Return every rhythm, lists of them, and rules that come back a few times."""
    if draw(st.booleans()):
        return Recurrence(rrule=_one(draw, _RULES))
    return Recurrence(tuple(_several(draw, tuple(Rhythm), least=1, most=2)))


@st.composite
def tasks_of(draw: st.DrawFn, units: Sequence[Unit]) -> tuple[Task, ...]:
    """Return one to three tasks of any kind, the later ones counting from the first at times."""
    tasks: list[Task] = []
    for index in range(draw(st.integers(1, 3))):
        fields: dict[str, Any] = {"day_off": _one(draw, [None, *DayOff])}
        kind = _one(draw, ["due", "every", "", "due", "every", "standing", "from"])
        if kind == "due":
            fields["due"] = PartialDate.from_date(draw(st.dates(START, END)))
        elif kind == "every":
            fields |= {
                "every": draw(recurrences()),
                "window": _one(draw, tuple(Window)),
                "due_after_close": draw(terms()) if draw(st.booleans()) else None,
                "first": _one(draw, [None, PeriodLabel("2024-Q2")]),
            }
        elif kind == "standing":
            fields["standing"] = True
        elif kind == "from" and index:
            fields["deadline_from"] = RelativeDeadline(task=tasks[0].id, within=draw(terms()))
        heading = draw(st.booleans())
        tasks.append(
            Task(
                id=Slug(f"t-{index}"),
                title="T",
                clause=Address("IV.1") if heading else None,
                lead=() if heading else draw(leads(units)),
                **fields,
            )
        )
    return tuple(tasks)


@st.composite
def calendars(draw: st.DrawFn) -> CalendarTable:
    """Return days off and days worked of a plan's own, announced at some time, or always known.

    Some are announced before the plan is, and some when the day is over.
    """
    rows = []
    for day in draw(st.lists(st.dates(START, END + 60 * DAY), max_size=3, unique=True)):
        decided_on = day - DAY * draw(st.integers(-5, 60))
        status = _one(draw, tuple(Certainty))
        rows.append(SpecialDay(date=day, decided_on=_one(draw, [None, decided_on]), status=status))
    worked = draw(st.integers(0, len(rows)))
    return CalendarTable(days_off=tuple(rows[worked:]), days_worked=tuple(rows[:worked]))


@st.composite
def owing_plans(draw: st.DrawFn) -> Plan:
    """Return plans whose bodies come and go while they owe work of all kinds."""
    territories, units = draw(registers())
    return Plan(
        id=Slug("p"),
        title="P",
        issued_on=PartialDate.from_date(START),
        starts_on=PartialDate.from_date(START),
        ends_on=_one(draw, [*[PartialDate.from_date(END)] * 3, None]),
        work_calendar=_one(draw, tuple(CalendarName)),
        calendar=draw(calendars()) if draw(st.booleans()) else None,
        territories=territories,
        units=units,
        groups=draw(groups_of(units)),
        assignments=(Assignment(clause=Address("IV.1"), lead=draw(leads(units))),),
        tasks=draw(tasks_of(units)),
    )


def turning_days(plan: Plan) -> list[date]:
    """Return the days from ``START`` on which anything may become different, in order."""
    return sorted({day for day in _turns(plan) if day >= START})


def _turns(plan: Plan) -> Iterator[date]:
    yield START
    yield date(2024, 4, 12)  # a day off is announced that changes places with a Saturday
    for unit in plan.units:
        if unit.since is not None:
            yield unit.since
        if unit.until is not None:
            yield unit.until + DAY
    if plan.calendar is not None:
        for row in (*plan.calendar.days_off, *plan.calendar.days_worked):
            if row.decided_on is not None:
                yield row.decided_on


def days_asked_about(plan: Plan) -> st.SearchStrategy[date]:
    """Return days to ask about: those on which something turns, and the days around them.

    As often, days on which most of it has happened.
    """
    turning = turning_days(plan)
    around = {max(day + DAY * by, START) for day in turning for by in (-1, 0, 1)}
    return st.sampled_from(sorted(around)) | st.dates(END - 60 * DAY, END + 60 * DAY)
