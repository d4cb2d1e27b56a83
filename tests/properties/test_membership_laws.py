"""Laws of who belongs to a group on a day: against a slow and plain reckoning."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planrules import Plan, dumps, loads
from planrules.model.body import Follow, Selector, Unit
from planrules.model.ids import Slug
from tests import strategies

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
