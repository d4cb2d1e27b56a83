"""Who belongs to a group on a day: against a slow and plain reckoning, and in the real plan."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planrules import Plan, UnknownIdError, dumps, load, loads
from planrules.model.body import Follow, Group, Selector, Territory, Unit
from planrules.model.ids import Slug
from tests import strategies

PLANS = Path(__file__).resolve().parents[3] / "plans"
DAY_BEFORE = date(2023, 12, 31)
DAYS = [DAY_BEFORE + timedelta(days=n) for n in range(33)]


def lies_within(plan: Plan, area: str | None, wanted: str) -> bool:
    """Walk up from an area, one step after the other."""
    territories = {territory.id: territory for territory in plan.territories}
    while area is not None:
        if area == wanted:
            return True
        area = territories[Slug(area)].within
    return False


def stands_for(plan: Plan, unit: Unit, day: date) -> set[str]:
    """Return who stands for a body on a day, by the plain words of the design."""
    if exists(unit, day):
        return {unit.id}
    if unit.until is None or day <= unit.until:
        return set()
    if unit.successors in (None, "unknown"):
        return set()
    heirs = [other for other in plan.units if other.id in (unit.successors or ())]
    return set().union(*(stands_for(plan, heir, day) for heir in heirs))


def exists(unit: Unit, day: date) -> bool:
    return (unit.since or date.min) <= day <= (unit.until or date.max)


def chosen(plan: Plan, selector: Selector, day: date) -> set[str]:
    territories = {territory.id: territory for territory in plan.territories}
    first = selector.on or day
    found: set[str] = set()
    for unit in plan.units:
        if unit.area is None or not exists(unit, first):
            continue
        if selector.kind and territories[unit.area].kind not in selector.kind:
            continue
        if selector.within and not lies_within(plan, unit.area, selector.within):
            continue
        if selector.follow is Follow.SUCCESSORS:
            found |= stands_for(plan, unit, day)
        elif exists(unit, day):
            found.add(unit.id)
    return found


class TestForests:
    """``members`` agrees with a reckoning body by body, on every day."""

    @given(strategies.forests(), st.sampled_from(DAYS))
    def test_a_selector_chooses_and_follows(self, plan: Plan, day: date) -> None:
        (group, _) = plan.groups
        assert isinstance(group.members, Selector)
        members = plan.members("all", on=day)

        assert {unit.id for unit in members} == chosen(plan, group.members, day)
        assert members == tuple(unit for unit in plan.units if unit in members)

    @given(strategies.forests(), st.sampled_from(DAYS))
    def test_a_list_names_bodies_and_groups(self, plan: Plan, day: date) -> None:
        group, named = plan.groups
        assert isinstance(group.members, Selector)
        assert isinstance(named.members, tuple)
        expected: set[str] = set()
        for unit in plan.units:
            if unit.id in named.members:
                expected |= stands_for(plan, unit, day)
        if "all" in named.members:
            expected |= chosen(plan, group.members, day)

        assert {unit.id for unit in plan.members("named", on=day)} == expected

    @given(strategies.forests(), st.sampled_from(DAYS))
    def test_a_unit_stands_for_itself_while_it_exists(self, plan: Plan, day: date) -> None:
        for unit in plan.units:
            assert plan.members(unit.id, on=day) == ((unit,) if exists(unit, day) else ())

    @given(strategies.forests())
    def test_a_forest_is_a_plan_that_loads(self, plan: Plan) -> None:
        assert loads(dumps(plan)) == plan


def commune(id: str, *, area: str = "xa", **more: object) -> Unit:
    values: dict[str, object] = {"id": Slug(id), "name": id, "area": Slug(area), **more}
    return Unit(**values)  # type: ignore[arg-type] # as given


def plan_of(*units: Unit, selector: Selector) -> Plan:
    return Plan(
        id=Slug("p"),
        title="P",
        territories=(Territory(id=Slug("xa"), name="Xã", kind="commune"),),
        units=units,
        groups=(Group(id=Slug("g"), name="G", members=selector),),
    )


START = date(2024, 1, 1)
END = date(2024, 6, 30)
AFTER = date(2024, 7, 1)


def ids(units: tuple[Unit, ...]) -> list[str]:
    return [unit.id for unit in units]


class TestSuccession:
    def test_members_that_merge_are_one_member(self) -> None:
        plan = plan_of(
            commune("a", until=END, successors=(Slug("c"),)),
            commune("b", until=END, successors=(Slug("c"),)),
            commune("c", since=AFTER),
            selector=Selector(on=START),
        )

        assert ids(plan.members("g", on=END)) == ["a", "b"]
        assert ids(plan.members("g", on=AFTER)) == ["c"]

    def test_a_member_that_splits_is_two_members(self) -> None:
        plan = plan_of(
            commune("a", until=END, successors=(Slug("b"), Slug("c"))),
            commune("b", since=AFTER),
            commune("c", since=AFTER),
            selector=Selector(on=START),
        )

        assert ids(plan.members("g", on=AFTER)) == ["b", "c"]

    def test_a_rename_goes_on_over_several_ends(self) -> None:
        plan = plan_of(
            commune("a", until=date(2024, 3, 31), successors=(Slug("b"),)),
            commune("b", since=date(2024, 4, 1), until=END, successors=(Slug("c"),)),
            commune("c", since=AFTER),
            selector=Selector(on=START),
        )

        assert ids(plan.members("g", on=AFTER)) == ["c"]

    @pytest.mark.parametrize("successors", [None, "unknown", ()])
    def test_without_a_known_successor_nobody_follows(self, successors: object) -> None:
        plan = plan_of(commune("a", until=END, successors=successors), selector=Selector(on=START))

        assert plan.members("g", on=AFTER) == ()

    def test_a_group_may_stay_as_it_was(self) -> None:
        plan = plan_of(
            commune("a", until=END, successors=(Slug("b"),)),
            commune("b", since=AFTER),
            selector=Selector(on=START, follow=Follow.NONE),
        )

        assert ids(plan.members("g", on=END)) == ["a"]
        assert plan.members("g", on=AFTER) == ()

    def test_a_code_used_again_makes_nobody_a_member(self) -> None:
        plan = plan_of(
            commune("a", code="01", until=END, successors=()),
            commune("b", code="01", since=AFTER),
            selector=Selector(on=START),
        )

        assert plan.members("g", on=AFTER) == ()

    def test_before_its_day_a_choice_is_of_those_that_existed_already(self) -> None:
        plan = plan_of(
            commune("a", since=START), commune("b", until=END), selector=Selector(on=START)
        )

        assert ids(plan.members("g", on=START)) == ["a", "b"]
        assert ids(plan.members("g", on=date(2020, 1, 1))) == ["b"]

    def test_between_an_end_and_a_late_beginning_nobody_stands_in(self) -> None:
        plan = plan_of(
            commune("a", until=END, successors=(Slug("b"),)),
            commune("b", since=date(2024, 9, 1)),
            selector=Selector(on=START),
        )

        assert plan.members("g", on=AFTER) == ()
        assert plan.standing_for("a", on=AFTER) == ()
        assert ids(plan.standing_for("a", on=date(2024, 9, 1))) == ["b"]
        with pytest.raises(UnknownIdError):
            plan.standing_for("g", on=AFTER)

    def test_areas_in_a_circle_are_left_behind(self) -> None:
        # Loading refuses them; a plan that was made by hand must not hang.
        territories = (
            Territory(id=Slug("x"), name="X", within=Slug("y")),
            Territory(id=Slug("y"), name="Y", within=Slug("x")),
        )
        plan = Plan(
            id=Slug("p"),
            title="P",
            territories=territories,
            units=(commune("a", area="x", until=END, successors=(Slug("a"),)),),
            groups=(
                Group(id=Slug("g"), name="G", members=Selector(within=Slug("huyen"), on=START)),
                Group(id=Slug("h"), name="H", members=(Slug("h"), Slug("x"), Slug("a"))),
                Group(id=Slug("i"), name="I", members=Selector(on=START)),
            ),
        )

        assert plan.members("g", on=START) == ()
        assert ids(plan.members("h", on=START)) == ["a"]
        assert plan.members("i", on=AFTER) == ()

    def test_a_successor_that_is_no_body_is_passed_over(self) -> None:
        plan = plan_of(
            commune("a", until=END, successors=(Slug("xa"),)), selector=Selector(on=START)
        )

        assert plan.members("g", on=AFTER) == ()

    def test_an_area_has_no_members(self) -> None:
        with pytest.raises(UnknownIdError):
            plan_of(selector=Selector()).members("xa", on=START)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2024, 5, 1), 17),
        (date(2024, 11, 30), 17),
        (date(2024, 12, 1), 15),
        (date(2025, 6, 30), 15),
        (date(2025, 7, 1), 6),
        (date(2030, 12, 31), 6),
    ],
)
def test_the_communes_of_van_quan(day: date, count: int) -> None:
    plan = load(PLANS / "van-quan-27ct")
    members = plan.members("communes", on=day)

    assert len(members) == count
    assert all(unit.exists_on(day) for unit in members)
