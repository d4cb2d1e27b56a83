"""Schedules against a slow reckoning, against networkx, and against the laws that hold of all."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import planrules
from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.actual import Actual
from planrules.model.body import Group, Unit
from planrules.model.calendar import CalendarName, CalendarTable, Certainty, SpecialDay, Weekday
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.model.ids import Slug
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder
from planrules.model.task import DayOff, Link, LinkType, RelativeDeadline, Task
from planrules.rules.times import Times
from planrules.schedule import Schedule, critical_path
from tests.scheduling import Key, Reckoning

UNITS = (DurationUnit.WORKING_DAYS, DurationUnit.DAYS)
EARLIEST, LATEST = date(2024, 3, 1), date(2029, 6, 30)
#: Once every day off has been decided that the calendar knows.
AS_OF = date(2030, 1, 1)


def _near(start: date) -> st.SearchStrategy[PartialDate]:
    return st.integers(0, 60).map(lambda days: PartialDate.from_date(start + timedelta(days=days)))


@st.composite
def _calendars(draw: st.DrawFn, start: date) -> tuple[CalendarName | None, CalendarTable | None]:
    name = draw(st.sampled_from([None, *CalendarName]))
    if name is not None and draw(st.booleans()):
        return name, None
    near = st.integers(-20, 90).map(lambda days: start + timedelta(days=days))
    days = draw(st.lists(near, max_size=6, unique=True))
    cut = draw(st.integers(0, len(days)))
    weekend = draw(
        st.none() | st.lists(st.sampled_from(Weekday), max_size=3, unique=True).map(tuple)
    )
    return name, CalendarTable(
        weekend=weekend if name is not None or weekend is not None else (Weekday.SUNDAY,),
        days_off=tuple(SpecialDay(date=day) for day in sorted(days[:cut])),
        days_worked=tuple(SpecialDay(date=day) for day in sorted(days[cut:])),
    )


@st.composite
def _tasks(draw: st.DrawFn, start: date, number: int, lead: Any) -> Task:  # noqa: ANN401 - a strategy's value
    def maybe(value: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401 - of the field asked for
        return draw(value) if draw(st.integers(0, 4)) == 0 else None

    given: dict[str, Any] = {
        "duration": draw(st.builds(Duration, st.integers(0, 9), st.sampled_from(UNITS))),
        "not_before": maybe(_near(start)),
        "due": maybe(_near(start)),
        "on": maybe(_near(start)),
        "day_off": draw(st.none() | st.sampled_from(DayOff)),
        "milestone": draw(st.integers(0, 5)) == 0,
        "lead": lead,
    }
    if number and draw(st.integers(0, 5)) == 0 and not given["due"]:
        base = draw(st.integers(0, number - 1))
        within = Term(Duration(draw(st.integers(0, 9)), draw(st.sampled_from(UNITS))))
        given["deadline_from"] = RelativeDeadline(task=Slug(f"t{base}"), within=within)
    lags = st.builds(Duration, st.integers(-6, 9), st.sampled_from(UNITS)).map(Lag)
    for kind in LinkType:
        given[kind.value] = tuple(
            Link(Slug(f"t{draw(st.integers(0, number - 1))}"), draw(st.none() | lags))
            for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2])) if number else 0)
        )
    return Task(id=Slug(f"t{number}"), title="Việc", **given)


@st.composite
def networks(draw: st.DrawFn, *, most: int = 8, groups: bool = False) -> Plan:
    """Return plans of dated tasks without cycles, with every kind of link, lag and calendar."""
    start = draw(st.dates(EARLIEST, LATEST))
    name, table = draw(_calendars(start))
    leads: list[tuple[Holder, ...]] = [()]
    if groups:
        a, b, empty = (Holder(Slug(id), each=True) for id in ("nhom-a", "nhom-b", "nhom-rong"))
        one = Holder(Slug("don-vi"))
        leads = [(a,), (b,), (one,), (a, b), (b, one), (empty,), ()]
    tasks = [
        draw(_tasks(start, number, draw(st.sampled_from(leads))))
        for number in range(draw(st.integers(1, most)))
    ]
    units = tuple(Unit(id=Slug(id), name=id) for id in ("don-vi", "mot", "hai", "ba"))
    members = {"nhom-a": ("mot", "hai"), "nhom-b": ("hai", "ba"), "nhom-rong": ()}
    return Plan(
        id=Slug("p"),
        title="P",
        starts_on=PartialDate.from_date(start),
        work_calendar=name,
        calendar=table,
        units=units if groups else (),
        groups=tuple(
            Group(id=Slug(id), name=id, members=tuple(map(Slug, who)))
            for id, who in members.items()
        )
        if groups
        else (),
        tasks=tuple(draw(st.permutations(tasks))),
    )


def told(schedule: Schedule) -> dict[Key, tuple[Any, ...]]:
    """Return by row what a schedule says of it."""
    found: dict[Key, tuple[Any, ...]] = {}
    for row in schedule.tasks:
        assert row.offsets is not None
        found[row.id, row.unit] = (
            attrs.astuple(row.offsets),
            row.total_float,
            row.free_float,
            row.is_critical,
        )
    return found


def reckoned(slow: Reckoning) -> dict[Key, tuple[Any, ...]]:
    """Return the same, day by day."""
    found: dict[Key, tuple[Any, ...]] = {}
    for key in slow.keys:
        early, late = slow.early(key).start, slow.late(key)
        offsets = (
            *(slow.begin(key, early), slow.finish(key, early)),
            *(slow.begin(key, late), slow.finish(key, late)),
        )
        floats = (late - early, slow.free(key), late <= early)
        found[key] = (offsets, *((None, None, False) if slow.is_done(key) else floats))
    return found


class TestOracle:
    """The earliest and the latest schedule in which every link and every deadline holds."""

    @given(networks())
    def test_offsets_and_floats(self, plan: Plan) -> None:
        schedule, slow = critical_path(plan, as_of=AS_OF), Reckoning(plan)

        assert schedule.length == slow.length
        assert told(schedule) == reckoned(slow)

    @given(networks())
    def test_dates_and_drivers(self, plan: Plan) -> None:
        schedule, slow = critical_path(plan, as_of=AS_OF), Reckoning(plan)

        for row in schedule.tasks:
            key = (row.id, row.unit)
            assert (row.early_start, row.early_finish) == slow.dates(key)
            assert (row.driver is None) is (slow.early(key).driver is None)
            assert row.held_by == slow.held_by(key)

    @given(networks(most=4, groups=True))
    def test_by_unit(self, plan: Plan) -> None:
        schedule = critical_path(plan, as_of=AS_OF, by="unit")
        slow = Reckoning(plan, by_unit=True)

        assert schedule.length == slow.length
        assert told(schedule) == reckoned(slow)

    @given(networks(most=4, groups=True), st.booleans(), st.data())
    def test_actual_days(self, plan: Plan, by_unit: bool, data: st.DataObject) -> None:  # noqa: FBT001 - drawn
        start = plan.starts_on
        assert start is not None
        near = st.integers(0, 30).map(lambda days: start.first + timedelta(days=days))
        as_of = data.draw(near)
        if plan.work_calendar in {None, CalendarName.VN}:  # which days are off is known bit by bit
            plan = attrs.evolve(plan, work_calendar=CalendarName.WEEKDAYS, calendar=None)
        actuals: dict[Key, Actual] = {}
        for key in Reckoning(plan, by_unit=by_unit).keys:
            first, last = sorted((data.draw(near), data.draw(near)))
            if data.draw(st.booleans()):
                actuals[key] = Actual(
                    started_on=first, finished_on=data.draw(st.none() | st.just(last))
                )

        by = "unit" if by_unit else "task"
        schedule = critical_path(plan, as_of=as_of, by=by, actuals=actuals)
        slow = Reckoning(plan, by_unit=by_unit, actuals=actuals, as_of=as_of)

        assert schedule.length == slow.length
        assert told(schedule) == reckoned(slow)
        for row in schedule.tasks:
            key = (row.id, row.unit)
            assert (row.early_start, row.early_finish) == slow.dates(key)
            assert row.held_by == slow.held_by(key)


class TestNetworkx:
    """Without lags and constraints the length is that of the longest path."""

    @pytest.mark.parametrize("seed", range(3))
    def test_longest_path(self, seed: int) -> None:
        rng = random.Random(seed)
        count = 1500
        tasks = []
        for number in range(count):
            before = {rng.randrange(number) for _ in range(rng.randrange(4))} if number else set()
            tasks.append(
                Task(
                    id=Slug(f"t{number}"),
                    title="T",
                    duration=Duration(rng.randrange(9), DurationUnit.WORKING_DAYS),
                    after=tuple(Link(Slug(f"t{other}")) for other in sorted(before)),
                )
            )
        rng.shuffle(tasks)
        plan = Plan(
            id=Slug("p"),
            title="P",
            starts_on=PartialDate(2026, 1, 5),
            work_calendar=CalendarName.EVERY_DAY,
            tasks=tuple(tasks),
        )
        graph: nx.DiGraph[str] = nx.DiGraph()
        for task in tasks:
            assert task.duration is not None
            graph.add_edge(f"{task.id}.start", f"{task.id}.end", weight=task.duration.amount)
            for link in task.after:
                graph.add_edge(f"{link.task}.end", f"{task.id}.start", weight=0)

        schedule = critical_path(plan, as_of=AS_OF)

        assert schedule.length == nx.dag_longest_path_length(graph)


class TestLaws:
    @given(networks(), st.randoms(use_true_random=False))
    def test_the_order_of_the_file_means_nothing(self, plan: Plan, rng: random.Random) -> None:
        tasks = list(plan.tasks)
        rng.shuffle(tasks)
        other = attrs.evolve(plan, tasks=tuple(tasks))

        assert told(critical_path(plan, as_of=AS_OF)) == told(critical_path(other, as_of=AS_OF))

    @given(networks())
    def test_a_chain_leads_back_to_what_no_link_drives(self, plan: Plan) -> None:
        schedule = critical_path(plan, as_of=AS_OF)

        for row in schedule.tasks:
            chain = schedule.chain(row)
            assert chain[0] is row
            assert chain[-1].driver is None
            assert len(set(chain)) == len(chain)

    @given(networks())
    def test_slack_is_never_negative_nor_more_than_float(self, plan: Plan) -> None:
        schedule = critical_path(plan, as_of=AS_OF)
        bounded = any(row.due for row in schedule.tasks)

        for row in schedule.tasks:
            assert row.free_float is not None
            assert row.total_float is not None
            assert row.free_float >= 0
            assert bounded or row.free_float <= row.total_float

    @given(networks(), st.data())
    def test_taking_a_link_away_moves_nothing_later(self, plan: Plan, data: st.DataObject) -> None:
        task = data.draw(st.sampled_from(plan.tasks))
        fewer = attrs.evolve(task, after=(), ends_after_end_of=())
        tasks = tuple(fewer if other is task else other for other in plan.tasks)
        whole = told(critical_path(plan, as_of=AS_OF))

        for key, (offsets, *_) in told(
            critical_path(attrs.evolve(plan, tasks=tasks), as_of=AS_OF)
        ).items():
            before = whole[key][0]
            # An event may fall on another side of its offset, and its lag in days start there.
            assume(
                all(
                    not said.lag or said.lag.unit is not DurationUnit.DAYS
                    for other in plan.tasks
                    for _, said in other.links()
                )
            )
            assert offsets[0] <= before[0]


HEAD = 'format = 1\n[plan]\nid = "a"\ntitle = "K"\nwork_calendar = "weekdays"\nstarts_on = '


def rows(text: str, start: str = "2026-03-02") -> dict[str, Any]:
    """Return by task the row of a plan on weekdays, from a Monday on."""
    schedule = critical_path(planrules.loads(f"{HEAD}{start}\n{text}"), as_of=AS_OF)
    return {row.id: row for row in schedule.tasks}


def task(id: str, *keys: str) -> str:
    return f'[[task]]\nid = "{id}"\ntitle = "T"\n' + "\n".join(keys) + "\n"


class TestByHand:
    """What a builder would say."""

    def test_two_days_after_a_friday_are_over_on_sunday(self) -> None:
        found = rows(
            task("a", 'duration = "5wd"') + task("b", 'duration = "1wd"', 'after = "a +2d"')
        )
        assert found["a"].early_finish == date(2026, 3, 6)
        assert found["b"].early_start == date(2026, 3, 9)

    def test_a_milestone_falls_on_the_day_that_its_work_ends(self) -> None:
        found = rows(
            task("a", 'duration = "5wd"')
            + task("m", "milestone = true", 'after = "a"')
            + task("s", "milestone = true", "not_before = 2026-03-09")
            + task("t", "milestone = true", 'after = "s"')
            + task("u", "milestone = true", 'starts_after_start_of = "a +5wd"')
        )
        assert found["m"].early_start == date(2026, 3, 6)
        assert found["s"].early_start == found["t"].early_start == date(2026, 3, 9)
        assert found["u"].early_start == date(2026, 3, 6)

    def test_a_deadline_that_cannot_be_met_is_negative_float(self) -> None:
        found = rows(
            task("a", 'duration = "5wd"')
            + task("b", 'duration = "5wd"', 'after = "a"', "due = 2026-03-11")
        )
        assert [found[id].total_float for id in "ab"] == [-2, -2]
        assert found["b"].late_finish == date(2026, 3, 11)
        assert found["a"].late_start == date(2026, 2, 26)

    @pytest.mark.parametrize(
        ("length", "event", "float_"),
        [
            ("3wd", "on = 2026-03-04", 0),
            ("3wd", "due = 2026-03-04", 0),
            ("4wd", "on = 2026-03-04", -1),
            ("4wd", "due = 2026-03-04", -1),
            ("3wd", "on = 2026-03-04\ndue = 2026-03-04", 0),
            ("2wd", "on = 2026-03-04", 0),
        ],
    )
    def test_an_event_that_work_leads_up_to_may_close_its_day(
        self, length: str, event: str, float_: int
    ) -> None:
        found = rows(
            task("a", f'duration = "{length}"')
            + task("e", "milestone = true", event, 'after = "a"')
        )
        assert [found[id].total_float for id in "ae"] == [float_, float_]
        assert found["e"].late_start == date(2026, 3, 4)

    def test_an_event_that_waits_for_a_beginning_opens_its_day(self) -> None:
        found = rows(
            task("a", "not_before = 2026-03-05", 'duration = "1wd"')
            + task("e", "milestone = true", "on = 2026-03-04", 'starts_after_start_of = "a"')
        )
        assert (found["e"].early_start, found["e"].total_float) == (date(2026, 3, 5), -1)

    def test_an_event_on_a_day_off_keeps_its_day(self) -> None:
        found = rows(task("a", "on = 2026-03-08") + task("b", "milestone = true"))
        assert found["a"].early_start == found["a"].late_finish == date(2026, 3, 8)

    def test_a_late_event_has_to_come_by_its_deadline(self) -> None:
        found = rows(
            task("a", "milestone = true", "due = 2026-03-04")
            + task("b", "due = 2026-03-31", 'duration = "9wd"')
        )
        assert found["a"].late_start == date(2026, 3, 4)


class TestCycles:
    """One knot is listed without dates; the rest is scheduled as if it led nowhere."""

    def test_critical_rows_come_in_the_order_of_their_dates(self) -> None:
        schedule = critical_path(
            planrules.loads(
                f"{HEAD}2026-03-02\n"
                + task("b", 'duration = "2wd"', 'after = "a"')
                + task("a", 'duration = "1wd"')
                + task("c", 'duration = "1wd"')
            ),
            as_of=AS_OF,
        )
        assert [row.id for row in schedule.critical] == ["a", "b"]

    def test_two_knots_and_what_lies_behind(self) -> None:
        schedule = critical_path(
            planrules.loads(
                f"{HEAD}2026-03-02\n"
                + task("a", 'duration = "1wd"', 'after = ["b", "free"]')
                + task("b", 'duration = "1wd"', 'after = "a"')
                + task("self", 'duration = "1wd"', 'starts_after_start_of = "self"')
                + task("free", 'duration = "2wd"')
                + task("behind", 'duration = "3d"', 'after = ["b", "self +1d", "free +3d"]')
            ),
            as_of=AS_OF,
        )
        found = {row.id: row for row in schedule.tasks}
        assert schedule.cycles == (("a", "b"), ("self",))
        assert [found[id].offsets for id in ("a", "b", "self")] == [None] * 3
        assert found["a"].held_by == "cycle"
        assert found["free"].offsets == planrules.schedule.Offsets(
            early_start=0, early_finish=2, late_start=2, late_finish=4
        )
        assert found["behind"].early_start == date(2026, 3, 9)  # Wednesday to Saturday, then Monday

    @pytest.mark.parametrize("is_ring", [False, True], ids=["chain", "ring"])
    def test_depth_costs_no_recursion(self, *, is_ring: bool) -> None:
        count = 20_000
        links = [(Link(Slug(f"t{number - 1}")),) if number else () for number in range(count)]
        if is_ring:
            links[0] = (Link(Slug(f"t{count - 1}")),)
        tasks = tuple(
            Task(
                id=Slug(f"t{number}"),
                title="T",
                duration=Duration(1, DurationUnit.WORKING_DAYS),
                after=links[number],
            )
            for number in range(count)
        )
        plan = Plan(
            id=Slug("p"),
            title="P",
            starts_on=PartialDate(2026, 1, 5),
            work_calendar=CalendarName.EVERY_DAY,
            tasks=tasks,
        )
        schedule = critical_path(plan, as_of=AS_OF)
        assert schedule.length == (0 if is_ring else count)
        assert len(schedule.cycles) == int(is_ring)


class TestByUnit:
    def test_work_of_nobody_in_particular_has_one_row_and_other_work_none(self) -> None:
        plan = planrules.loads(
            f"{HEAD}2026-03-02\n"
            + task("a", 'duration = "1wd"')
            + task("b", "standing = true", 'lead = { text = "các cơ quan" }')
        )
        schedule = critical_path(plan, as_of=AS_OF, by="unit")
        assert [(row.id, row.unit) for row in schedule.tasks] == [("a", None)]


class TestRefusals:
    def test_a_plan_without_a_start(self) -> None:
        plan = planrules.loads(f"{HEAD[: HEAD.index('starts_on')]}{task('a')}")
        with pytest.raises(NoStartError, match="says nowhere when it starts"):
            critical_path(plan, as_of=AS_OF)

    def test_dates_beyond_the_year_9999(self) -> None:
        plan = planrules.loads(f"{HEAD}9990-01-01\n" + task("a", 'duration = "99999wd"'))
        with pytest.raises(OutOfCalendarError, match="outside the years 1 to 9999"):
            _ = critical_path(plan, as_of=AS_OF).tasks

    @pytest.mark.parametrize("projects", [False, True])
    def test_years_that_the_calendar_lacks(self, *, projects: bool) -> None:
        text = f"{HEAD}2030-12-02\n".replace("weekdays", "VN") + (
            '[calendar]\nbeyond = "project"\n' if projects else ""
        )
        plan = planrules.loads(text + task("a", 'duration = "60wd"'))
        if projects:
            (row,) = critical_path(plan, as_of=AS_OF).tasks
            assert row.certainty is Certainty.PROJECTED
        else:
            with pytest.raises(OutOfCalendarError, match="covers 2024-2030, not 2031"):
                _ = critical_path(plan, as_of=AS_OF).tasks


class TestLookingBeforeMakingRows:
    """What a schedule says without its rows is what its rows say."""

    @given(networks())
    def test_whoever_is_no_suspect_keeps_the_deadline(self, plan: Plan) -> None:
        schedule = critical_path(plan, as_of=AS_OF)
        suspects = {row.id for row in schedule.suspects()}
        rows = critical_path(plan, as_of=AS_OF).tasks

        times = Times(plan, AS_OF)
        assert {row.id for row in rows if times.is_missed(row)} <= suspects
        assert schedule.has_tasks is bool(rows)
        for row in rows:
            assert schedule.row(row.id) == row
            assert schedule.is_bound(row.id) is (
                row.due is not None and row.early_start is not None
            )

    @given(networks(), st.data())
    def test_the_first_of_some_in_a_chain_speaks_for_the_rest(
        self, plan: Plan, data: st.DataObject
    ) -> None:
        schedule = critical_path(plan, as_of=AS_OF)
        some = data.draw(st.sets(st.sampled_from([row.id for row in schedule.tasks])))
        found = schedule.after_first(some)

        for row in schedule.tasks:
            chosen = [step.id for step in reversed(schedule.chain(row)) if step.id in some]
            if row.id in some:
                assert (row.id in found) is (chosen[0] == row.id)
                assert (row in found[chosen[0]]) is (chosen[0] != row.id)

    @given(networks())
    def test_what_can_not_be_told_is_refused_at_once(self, plan: Plan) -> None:
        if plan.work_calendar in {None, CalendarName.VN}:
            plan = attrs.evolve(plan, work_calendar=CalendarName.VN, calendar=None)

        def refusal(look: Callable[[Schedule], object]) -> str | None:
            try:
                look(critical_path(plan, as_of=AS_OF))
            except OutOfCalendarError as error:
                return str(error)
            return None

        assert refusal(Schedule.check) == refusal(lambda schedule: schedule.tasks)

    def test_rows_beyond_the_calendar_are_refused_at_once(self) -> None:
        text = f"{HEAD}2030-12-02\n".replace("weekdays", "VN")
        schedule = critical_path(
            planrules.loads(text + task("a", 'duration = "60wd"')), as_of=AS_OF
        )
        with pytest.raises(OutOfCalendarError, match="covers 2024-2030, not 2031"):
            schedule.check()
        with pytest.raises(OutOfCalendarError, match="covers 2024-2030, not 2031"):
            schedule.row("a")
