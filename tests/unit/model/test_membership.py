"""Who belongs to a group on a day: bodies that merge, split and end, and those of the real plan."""

from datetime import date
from pathlib import Path

import pytest

from planrules import Plan, UnknownIdError, load
from planrules.model.body import Follow, Group, Selector, Territory, Unit
from planrules.model.ids import Slug

PLANS = Path(__file__).resolve().parents[3] / "plans"


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
