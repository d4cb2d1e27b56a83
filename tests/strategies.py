"""The one home of hypothesis strategies: values of the model, and whole plans that load."""

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from planrules.model.assignment import Assignment, NotModelled
from planrules.model.basis import Basis
from planrules.model.body import UNKNOWN, Follow, Group, Selector, Successors, Territory, Unit
from planrules.model.calendar import (
    Beyond,
    CalendarName,
    CalendarTable,
    Certainty,
    SpecialDay,
    Weekday,
)
from planrules.model.dates import Part, PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.model.goal import (
    Goal,
    GoalKind,
    Indicator,
    IntermediateTarget,
    Measure,
    ParentTarget,
    Rollup,
)
from planrules.model.ids import Address, PeriodLabel, Slug
from planrules.model.ledger import (
    ONCE,
    Entry,
    Extension,
    Ledger,
    Measurement,
    Ordinal,
    OwedPeriod,
    Percent,
)
from planrules.model.plan import Language, Plan, Recipient, Signer
from planrules.model.progress import State
from planrules.model.recurrence import Recurrence, Rhythm, Window
from planrules.model.responsibility import Holder, Role
from planrules.model.row import Assumption, StatedWords
from planrules.model.task import DayOff, Link, LinkType, Output, RelativeDeadline, Task

#: Direction overrides and isolates, which no text of a plan may hold.
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_letters = st.one_of(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxy ÁỀƯỚộ \n\t\"'\\#=[]{}.,:-–…0123456789"),
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=_BIDI),
)


@cache
def texts(*, min_size: int = 0) -> st.SearchStrategy[str]:
    """Return texts as a plan holds them: in NFC, not blank, without control characters."""
    return (
        st.text(_letters, min_size=min_size, max_size=20)
        .map(lambda text: unicodedata.normalize("NFC", text))
        .map(lambda text: text if text.strip() else f"{text}ă")
        .filter(lambda text: len(text) >= min_size)
    )


@cache
def slugs() -> st.SearchStrategy[Slug]:
    """Return ids, the word ``unknown`` among them, which means something else elsewhere."""
    parts = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=4)
    return st.one_of(
        st.lists(parts, min_size=1, max_size=3).map("-".join),
        st.sampled_from([UNKNOWN, "unstated", "a"]),
    ).map(Slug)


@cache
def addresses() -> st.SearchStrategy[Address]:
    sections = st.sampled_from(["I", "II", "III", "IV", "PL", "0"])
    items = st.lists(st.sampled_from("123456789abc"), max_size=3)
    return st.builds(lambda section, items: Address(".".join([section, *items])), sections, items)


@cache
def dates() -> st.SearchStrategy[date]:
    return st.dates()


@cache
def partial_dates() -> st.SearchStrategy[PartialDate]:
    years = st.integers(1, 9999)
    return st.one_of(
        st.builds(PartialDate, years),
        st.builds(PartialDate, years, st.integers(1, 12)),
        st.dates().map(PartialDate.from_date),
    )


@cache
def deadlines() -> st.SearchStrategy[PartialDate]:
    """Return dates, the beginning, middle or end of a month or year, and what lies before these."""
    parts = st.builds(
        PartialDate,
        st.integers(1, 9999),
        st.none() | st.integers(1, 12),
        part=st.sampled_from(Part),
    )
    inclusive = partial_dates() | parts
    late = inclusive.filter(lambda day: day.first > date.min)
    return inclusive | late.map(lambda day: attrs.evolve(day, is_before=True))


@cache
def durations(*, least: int = 0) -> st.SearchStrategy[Duration]:
    units = st.sampled_from([DurationUnit.WORKING_DAYS, DurationUnit.DAYS])
    return st.builds(Duration, st.integers(least, 99_999), units)


@cache
def terms() -> st.SearchStrategy[Term]:
    """Return durations that may also be counted in months."""
    return st.builds(Duration, st.integers(0, 99_999), st.sampled_from(DurationUnit)).map(Term)


@cache
def lags() -> st.SearchStrategy[Lag]:
    return durations(least=-99_999).map(Lag)


@cache
def numbers() -> st.SearchStrategy[Decimal]:
    """Return numbers of at most 15 digits before and 9 after the decimal point."""
    return st.builds(
        lambda digits, places: Decimal(digits).scaleb(-places),
        st.integers(-(10**15) + 1, 10**15 - 1),
        st.integers(0, 9),
    )


@cache
def period_labels() -> st.SearchStrategy[PeriodLabel]:
    months = [f"-{month:02}" for month in range(1, 13)]
    longer = ["", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", "-9M"]
    return st.builds(
        lambda year, part: PeriodLabel(f"{year:04}{part}"),
        st.integers(1, 9999),
        st.sampled_from([*longer, *months]),
    )


@cache
def recurrences() -> st.SearchStrategy[Recurrence]:
    rules = ("FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "FREQ=WEEKLY;COUNT=10")
    return st.one_of(
        st.just(Recurrence()),
        st.lists(st.sampled_from(Rhythm), min_size=1, unique=True).map(
            lambda rhythms: Recurrence(tuple(rhythms))
        ),
        st.sampled_from(rules).map(lambda rule: Recurrence(rrule=rule)),
    )


def holders(
    units: Sequence[Slug], groups: Sequence[Slug], *, leading: bool = False
) -> st.SearchStrategy[Holder]:
    """Return holders of a role; a lead is never a bare group."""
    officials = st.none() | texts()
    who = [*units] if leading else [*units, *groups]
    whom = _some([*units, *groups])
    kinds = [st.builds(Holder, text=texts(), official=officials, whom=whom)]
    if who:
        kinds.append(st.builds(Holder, st.sampled_from(who)))
        kinds.append(st.builds(Holder, st.sampled_from(who), official=officials, whom=whom))
    if groups:
        each = st.sampled_from(groups)
        kinds.append(
            st.builds(Holder, each, each=st.just(value=True), official=officials, whom=whom)
        )
    return st.one_of(kinds)


def links(tasks: Sequence[Slug]) -> st.SearchStrategy[Link]:
    return st.builds(Link, st.sampled_from(tasks), st.none() | lags(), st.none() | texts())


def _some(values: Sequence[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a few of the values, none twice."""
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


def _few(element: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(element, max_size=2).map(tuple)


def _one(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(values) if values else st.nothing()


def _earlier(ids: Sequence[Slug], index: int) -> st.SearchStrategy[Any]:
    """Return one of the ids that come before an index, so that no cycle arises."""
    return _one(ids[:index])


#: The fields of a row that are always given.
Given = dict[str, st.SearchStrategy[Any]]


@st.composite
def _row(draw: st.DrawFn, kind: type[Any], given: Given, free: Given) -> Any:  # noqa: ANN401 - of the class asked for
    """Return a row of which every free field is stated, assumed or absent."""
    values: dict[str, Any] = {name: draw(value) for name, value in given.items()}
    assumed = []
    stated = []
    fields = attrs.fields_dict(kind)
    # Few rows use many of their keys; drawing them first keeps plans small and shrinking quick.
    chosen = draw(st.lists(st.sampled_from(sorted(free)), max_size=6, unique=True))
    for name in sorted(chosen):
        if free[name].is_empty:
            continue
        value = draw(free[name])
        if draw(st.integers(0, 4)) == 0 and name not in ("clause", "quote"):
            assumed.append(Assumption(name, value, draw(texts())))
            continue
        values[name] = value
        has_value = value != fields[name].default
        if has_value and name not in ("clause", "quote") and draw(st.integers(0, 4)) == 0:
            stated.append(StatedWords(name, draw(texts())))
    if issubclass(kind, NotModelled):
        return kind(**values)
    return kind(**values, assumed=tuple(assumed), stated=tuple(stated))


def _lasting(ids: Sequence[Slug], index: int) -> tuple[Given, Given]:
    successors: st.SearchStrategy[Successors] = st.one_of(
        st.just(UNKNOWN), st.just(()), _some(ids[:index])
    )
    given = {"id": st.just(ids[index]), "name": texts()}
    free: Given = {
        **dict.fromkeys(("kind", "short", "code", "source", "note"), texts()),
        **dict.fromkeys(("since", "until", "decided_on"), dates()),
        "within": _earlier(ids, index),
        "successors": successors,
    }
    return given, free


def selectors(territories: Sequence[Slug]) -> st.SearchStrategy[Selector]:
    return st.builds(
        Selector,
        kind=_few(texts()),
        within=st.none() | _one(territories),
        on=st.none() | dates(),
        follow=st.sampled_from(Follow),
    )


@cache
@st.composite
def calendar_tables(draw: st.DrawFn) -> CalendarTable:
    """Return tables ``[calendar]``: a day of the week is worked, no day is both off and worked."""
    days = draw(st.lists(dates(), max_size=4, unique=True))
    cut = draw(st.integers(0, len(days)))

    def special(day: date) -> st.SearchStrategy[SpecialDay]:
        said = st.builds(
            SpecialDay,
            date=st.just(day),
            name=st.none() | texts(),
            source=st.none() | texts(),
            decided_on=st.none() | dates(),
            status=st.sampled_from(Certainty),
        )
        return st.just(SpecialDay(date=day)) | said

    weekends = st.lists(st.sampled_from(Weekday), max_size=6, unique=True).map(tuple)
    return CalendarTable(
        weekend=draw(st.none() | weekends),
        days_off=tuple(draw(special(day)) for day in days[:cut]),
        days_worked=tuple(draw(special(day)) for day in days[cut:]),
        beyond=draw(st.sampled_from(Beyond)),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return whole plans, every reference of which can be resolved."""
    bodies = draw(st.lists(slugs(), max_size=8, unique=True))
    cut = sorted((draw(st.integers(0, len(bodies))), draw(st.integers(0, len(bodies)))))
    territories, units, groups = bodies[: cut[0]], bodies[cut[0] : cut[1]], bodies[cut[1] :]
    numbers_of_bases = draw(st.lists(texts(), max_size=3, unique=True))
    rows = draw(st.lists(slugs(), max_size=8, unique=True))
    cuts = sorted(draw(st.lists(st.integers(0, len(rows)), min_size=3, max_size=3)))
    goals, indicators = rows[: cuts[0]], rows[cuts[0] : cuts[1]]
    measures, tasks = rows[cuts[1] : cuts[2]], rows[cuts[2] :]

    leads = _few(holders(units, groups, leading=True))
    roles = _few(holders(units, groups))
    bodies_or_groups = _some([*units, *groups])
    texts_of_row = {"clause": addresses(), "quote": texts(), "note": texts()}

    def row(kind: type[Any], id: Slug, free: Given) -> Any:  # noqa: ANN401 - of the class asked for
        return draw(_row(kind, {"id": st.just(id), "title": texts()}, {**texts_of_row, **free}))

    def territory(index: int) -> Territory:
        made: Territory = draw(_row(Territory, *_lasting(territories, index)))
        return made

    def unit(index: int) -> Unit:
        given, free = _lasting(units, index)
        made: Unit = draw(_row(Unit, given, {**free, "area": _one(territories)}))
        return made

    def group(index: int) -> Group:
        members = _some([*units, *groups[:index]]) | selectors(territories)
        given = {"id": st.just(groups[index]), "name": texts(), "members": members}
        made: Group = draw(_row(Group, given, {"short": texts(), "note": texts()}))
        return made

    def basis(number: str) -> Basis:
        free = {
            **dict.fromkeys(("title", "note"), texts()),
            **dict.fromkeys(("issued_on", "in_force_on", "ended_on"), partial_dates()),
            "issuer": _one(units),
            "implements": _some(numbers_of_bases),
            "clause": addresses(),
        }
        made: Basis = draw(_row(Basis, {"id": st.just(number)}, free))
        return made

    targets = st.builds(ParentTarget, basis=_one(numbers_of_bases), value=numbers())
    indicator: Given = {
        "goal": _one(goals),
        "qualitative": st.booleans(),
        "unit_of_measure": texts(),
        "baseline": numbers(),
        "target": numbers(),
        "milestones": _few(st.builds(IntermediateTarget, by=partial_dates(), value=numbers())),
        "by": partial_dates(),
        "scope": bodies_or_groups,
        "rollup": st.sampled_from(Rollup),
        "counts": _few(texts()),
        "condition": texts(),
        "data_source": texts(),
        "parent_target": targets,
        "lead": leads,
    }
    measure = {"serves": _some([*goals, *indicators]), "lead": leads, "coordinate": roles}
    outputs = st.builds(Output, name=texts(), counted_by=_some(indicators))
    task: Given = {
        **dict.fromkeys((role.value for role in Role), roles),
        "lead": leads,
        "product": _few(texts()),
        "output": _few(outputs),
        **dict.fromkeys(("not_before", "on"), partial_dates()),
        "due": deadlines(),
        "duration": durations(),
        "due_after_close": terms(),
        **dict.fromkeys(("milestone", "standing", "priority"), st.booleans()),
        "deadline_from": st.builds(RelativeDeadline, task=_one(tasks), within=terms()),
        "every": recurrences(),
        "window": st.sampled_from(Window),
        "first": period_labels(),
        "day_off": st.sampled_from(DayOff),
        **dict.fromkeys(
            (kind.value for kind in LinkType), _few(links(tasks)) if tasks else _some(())
        ),
        "serves": _some([*goals, *indicators, *measures]),
        "part_of": _some([*tasks, *measures]),
        "fed_by": _some(tasks),
        "oversees": _some([*tasks, *measures]),
    }
    header: Given = {
        **dict.fromkeys(("number", "place", "document", "funding", "review", "note"), texts()),
        "blank": _few(texts()),
        "issuer": _one(units),
        **dict.fromkeys(("issued_on", "starts_on", "ends_on"), partial_dates()),
        "signed_by": st.builds(Signer, name=texts(), capacity=st.none() | texts()),
        "work_calendar": st.sampled_from(CalendarName),
        "language": st.sampled_from(Language),
        "recipients": _few(
            st.builds(
                Recipient,
                unit=(st.none() | _one([*units, *groups])),
                purpose=st.none() | texts(),
                text=st.none() | texts(),
            )
        ),
    }
    assigned = draw(st.lists(addresses(), max_size=2, unique=True))

    def made(kind: type[Any], ids: Sequence[Slug], free: Given) -> st.SearchStrategy[Any]:
        return st.just(tuple(row(kind, id, free) for id in ids))

    assignments = [
        _row(
            Assignment,
            {"clause": st.just(clause)},
            {"lead": leads, "coordinate": roles, "note": texts()},
        )
        for clause in assigned
    ]
    parts: Given = {
        "bases": st.just(tuple(basis(number) for number in numbers_of_bases)),
        "territories": st.just(tuple(territory(i) for i in range(len(territories)))),
        "units": st.just(tuple(unit(i) for i in range(len(units)))),
        "groups": st.just(tuple(group(i) for i in range(len(groups)))),
        "goals": made(Goal, goals, {"kind": st.sampled_from(GoalKind), "by": partial_dates()}),
        "indicators": made(Indicator, indicators, indicator),
        "measures": made(Measure, measures, measure),
        "assignments": st.tuples(*assignments),
        "tasks": made(Task, tasks, task),
        "not_modelled": _few(
            _row(NotModelled, {"clause": addresses(), "reason": texts()}, {"quote": texts()})
        ),
        "calendar": st.none() | calendar_tables(),
    }
    plan: Plan = draw(_row(Plan, {"id": slugs(), "title": texts(), **parts}, header))
    return plan


def _made(kind: type[Any], given: Given, free: Given) -> st.SearchStrategy[Any]:
    """Return things of a class of which every free field may be absent."""
    return st.fixed_dictionaries(given, optional=free).map(lambda values: kind(**values))


def ledgers(plan: Plan) -> st.SearchStrategy[Ledger]:
    """Return what may have been reported under a plan, without a place in a file."""
    units, tasks, indicators = (
        [row.id for row in rows] for rows in (plan.units, plan.tasks, plan.indicators)
    )
    of_any: Given = {
        "order": st.integers(1, 999).map(Ordinal),
        "recorded_by": texts(),
        "note": texts(),
        **({"unit": _one(units)} if units else {}),
    }
    occurrences = st.integers(1, 999_999).map(str)
    of_work: Given = {
        **of_any,
        "period": (period_labels() | occurrences | st.just(ONCE)).map(OwedPeriod),
    }
    entries = _made(
        Entry,
        {"recorded_on": dates(), "task": _one(tasks), "state": st.sampled_from(State)},
        {
            **of_work,
            "percent": st.decimals(0, 100, places=3).map(Percent),
            **dict.fromkeys(("started_on", "submitted_on", "finished_on"), dates()),
            **dict.fromkeys(("evidence", "decision"), texts()),
        },
    )
    extensions = _made(
        Extension,
        {"recorded_on": dates(), "task": _one(tasks), "due": dates()},
        {
            **of_work,
            "was_due": dates(),
            **dict.fromkeys(("decision", "reason"), texts()),
            **({"approved_by": _one(units)} if units else {}),
        },
    )
    measured: Given = {
        "recorded_on": dates(),
        "indicator": _one(indicators),
        "measured_on": dates(),
    }
    more: Given = {**of_any, "evidence": texts()}
    some = numbers().filter(lambda number: number > 0)
    measurements = _made(Measurement, {**measured, "value": numbers() | st.booleans()}, more) | (
        _made(Measurement, {**measured, "numerator": numbers(), "denominator": some}, more)
    )
    return st.builds(
        Ledger,
        _few(entries) if tasks else st.just(()),
        _few(measurements) if indicators else st.just(()),
        _few(extensions) if tasks else st.just(()),
    )


@st.composite
def reported_plans(draw: st.DrawFn) -> Plan:
    """Return plans with what was reported under them."""
    plan = draw(plans())
    return attrs.evolve(plan, ledger=draw(ledgers(plan)))


@st.composite
def forests(draw: st.DrawFn) -> Plan:
    """Return plans whose registers merge, split and rename bodies, and use codes again.

    Every body has an area of its own; codes are few, so that bodies of different times share them.
    The group ``all`` chooses by kind and area; the group ``named`` names bodies and that group.
    """
    count = draw(st.integers(1, 9))
    days = st.dates(date(2024, 1, 1), date(2024, 1, 30))
    kinds = st.sampled_from(["xa", "phuong"])
    territories = [Territory(id=Slug("huyen"), name="H"), Territory(id=Slug("khac"), name="K")]
    units = []
    for index in range(count):
        later = [Slug(f"u-{other}") for other in range(index + 1, count)]
        above = _one(["huyen", "khac", *(f"a-{other}" for other in range(index))])
        territories.append(
            Territory(
                id=Slug(f"a-{index}"),
                name="A",
                kind=draw(st.none() | kinds),
                code=draw(st.sampled_from(["01", "02"])),
                within=draw(st.none() | above),
            )
        )
        since = draw(st.none() | days)
        until = draw(st.none() | days)
        units.append(
            Unit(
                id=Slug(f"u-{index}"),
                name="U",
                code=draw(st.sampled_from(["01", "02"])),
                area=draw(st.none() | st.just(Slug(f"a-{index}"))),
                since=since,
                until=until,
                successors=draw(st.none() | st.just(UNKNOWN) | _some(later)),
            )
        )
    chosen = Group(
        id=Slug("all"),
        name="All",
        members=Selector(
            kind=draw(_some(["xa", "phuong"])),
            within=draw(st.sampled_from([None, Slug("huyen"), Slug("khac")])),
            on=draw(st.none() | days),
            follow=draw(st.sampled_from(Follow)),
        ),
    )
    named = Group(
        id=Slug("named"),
        name="Named",
        members=draw(_some([*(unit.id for unit in units), Slug("all")])),
    )
    return Plan(
        id=Slug("p"),
        title="P",
        territories=tuple(territories),
        units=tuple(draw(st.permutations(units))),
        groups=(chosen, named),
    )


#: Seven days that are all off would leave no working day.
_MOST_OFF = 4

#: Days from the start of a plan within which its dates lie; some come before it.
_NEAR = st.integers(-10, 120)


@st.composite
def work_calendars(
    draw: st.DrawFn, start: date
) -> tuple[CalendarName | None, CalendarTable | None]:
    """Return the two fields that say which days a plan works, with days of its own near a day."""
    named = draw(st.none() | st.sampled_from(CalendarName))
    if draw(st.booleans()):
        return named, None
    days = st.integers(-5, 60).map(lambda number: start + timedelta(days=number))
    special = draw(st.lists(days, max_size=12, unique=True))
    cut = draw(st.integers(0, len(special)))
    weekend = st.lists(st.sampled_from(Weekday), max_size=_MOST_OFF, unique=True).map(tuple)
    table = CalendarTable(
        weekend=draw(st.none() | weekend),
        days_off=tuple(SpecialDay(date=day) for day in special[:cut]),
        days_worked=tuple(SpecialDay(date=day) for day in special[cut:]),
    )
    return named, table


#: The bodies of a network: who does a task, each on its own.
_EACH = (
    Group(id=Slug("first"), name="First", members=(Slug("u-1"), Slug("u-2"))),
    Group(id=Slug("last"), name="Last", members=(Slug("u-2"), Slug("u-3"))),
)
_BODIES = tuple(Unit(id=Slug(f"u-{number}"), name="U") for number in (1, 2, 3))


@attrs.frozen(kw_only=True)
class Shape:
    """Which networks are wanted.

    Attributes:
        size: Most tasks.
        kinds: Kinds of links.
        has_dates: Whether tasks may have dates before which they don't begin.
        has_deadlines: Whether tasks may have deadlines and fixed days.
        has_leads: Whether lags may be negative.
        walks_lengths: Whether lengths may count calendar days.
        walks_lags: Whether lags may.
        walks_from_events: Whether lags that leave an event may; not without ``walks_lags``.
        has_bodies: Whether tasks may be done by each of a group's bodies.
    """

    size: int = 8
    kinds: tuple[LinkType, ...] = tuple(LinkType)
    has_dates: bool = True
    has_deadlines: bool = True
    has_leads: bool = True
    walks_lengths: bool = True
    walks_lags: bool = True
    walks_from_events: bool = True
    has_bodies: bool = False

    def units(self, *, walks: bool) -> st.SearchStrategy[DurationUnit]:
        both = (DurationUnit.WORKING_DAYS, DurationUnit.DAYS)
        return st.sampled_from(both if walks else both[:1])


@st.composite
def networks(draw: st.DrawFn, shape: Shape | None = None) -> Plan:
    """Return plans of dated tasks with links between them, none on a cycle.

    Tasks are called ``t-0`` to ``t-7``; links lead from a lower number to a higher one, but the
    file has the tasks in any order. A few tasks are undated, so that links to and from them mean
    nothing. Starts lie where the calendar VN covers all that can follow.
    """
    shape = shape or Shape()
    start = draw(st.dates(date(2025, 1, 1), date(2029, 6, 30)))
    tasks: list[Task] = []
    for index in range(draw(st.integers(1, shape.size))):
        tasks.append(draw(_node(shape, tasks, index, start)))
    work_calendar, calendar = draw(work_calendars(start))
    return Plan(
        id=Slug("p"),
        title="P",
        starts_on=PartialDate.from_date(start),
        work_calendar=work_calendar,
        calendar=calendar,
        units=_BODIES if shape.has_bodies else (),
        groups=_EACH if shape.has_bodies else (),
        tasks=tuple(draw(st.permutations(tasks))),
    )


@st.composite
def _node(draw: st.DrawFn, shape: Shape, before: Sequence[Task], index: int, start: date) -> Task:
    days = _NEAR.map(lambda number: PartialDate.from_date(start + timedelta(days=number)))
    months = days.map(lambda day: PartialDate(day.year, day.month))
    seldom = st.none() | st.none() | days | months
    values: dict[str, Any] = {}
    kind = draw(st.sampled_from(["length"] * 5 + ["event", "short", "undated"]))
    if kind in {"length", "short"}:
        amount = st.integers(1, 9) if kind == "length" else st.just(0)
        unit = shape.units(walks=shape.walks_lengths)
        values["duration"] = draw(st.builds(Duration, amount, unit))
    if kind == "event":
        values["milestone"] = True
    if kind != "undated":
        if shape.has_dates:
            values["not_before"] = draw(seldom)
        if shape.has_deadlines:
            values["on"] = draw(st.none() | seldom)
            values["due"] = draw(seldom)
            values["day_off"] = draw(st.none() | st.sampled_from(DayOff))
            if draw(st.integers(0, 3)) == 0:
                values["deadline_from"] = RelativeDeadline(
                    task=Slug(f"t-{draw(st.integers(0, index))}"),
                    within=Term(
                        draw(st.builds(Duration, st.integers(0, 9), st.sampled_from(DurationUnit)))
                    ),
                )
    links: dict[LinkType, list[Link]] = {}
    for _ in range(draw(st.integers(0, 3)) if before else 0):
        source = draw(st.sampled_from(before))
        lag = _lags_from(shape, source)
        link = Link(source.id, draw(st.none() | lag))
        links.setdefault(draw(st.sampled_from(shape.kinds)), []).append(link)
    values |= {name: tuple(found) for name, found in links.items()}
    if shape.has_bodies:
        values["lead"] = draw(
            st.just(())
            | st.sampled_from([(Holder(group.id, each=True),) for group in _EACH])
            | st.sampled_from([(Holder(unit.id),) for unit in _BODIES])
        )
    return Task(id=Slug(f"t-{index}"), title="T", **values)


def _lags_from(shape: Shape, source: Task) -> st.SearchStrategy[Lag]:
    is_event = source.milestone or source.duration is None or not source.duration.amount
    walks = shape.walks_lags and (shape.walks_from_events or not is_event)
    amounts = st.integers(-6 if shape.has_leads else 0, 8)
    return st.builds(Duration, amounts, shape.units(walks=walks)).map(Lag)
