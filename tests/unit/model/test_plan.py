"""The plan as a value, and what it answers."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from planrules import Plan, UnknownIdError, dumps, load, loads
from planrules.model.assignment import Assignment
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Term
from planrules.model.goal import Goal, Indicator, Measure
from planrules.model.ids import Address, Slug
from planrules.model.recurrence import Recurrence, Rhythm
from planrules.model.responsibility import Holder, Role
from planrules.model.row import Assumption
from planrules.model.task import Link, LinkType, RelativeDeadline, Task, TaskKind

REAL = Path(__file__).resolve().parents[3] / "plans" / "van-quan-27ct"
HEADING = Assignment(clause=Address("IV.2"), lead=(Holder(Slug("a")),))
DAY = PartialDate(2024, 4, 30)


def task(id: str = "viec", **more: Any) -> Task:  # noqa: ANN401 - any field of a task
    return Task(id=Slug(id), title="Việc", **more)


def plan(**more: Any) -> Plan:  # noqa: ANN401 - any field of a plan
    return Plan(id=Slug("p"), title="P", **more)


class TestValue:
    def test_where_it_was_read_takes_no_part(self) -> None:
        real = load(REAL)
        alone = loads(dumps(real))

        assert real.text is not None
        assert alone.text is None
        assert real.origin != alone.origin
        assert alone == real
        assert hash(alone) == hash(real)

    def test_it_never_changes(self) -> None:
        real = load(REAL)

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            real.title = "Khác"  # type: ignore[misc] # what must not work
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            real.tasks[0].lead = ()  # type: ignore[misc] # what must not work

    def test_what_it_has_looked_up_takes_no_part(self) -> None:
        first, second = load(REAL), load(REAL)
        first.row("bao-cao")
        first.at("IV.1.2")

        assert first == second
        assert hash(first) == hash(second)


class TestLookUp:
    def test_rows_come_in_order(self) -> None:
        rows: dict[str, Any] = {
            "goals": (Goal(id=Slug("g"), title="G"),),
            "indicators": (Indicator(id=Slug("i"), title="I"),),
            "measures": (Measure(id=Slug("m"), title="M"),),
            "tasks": (task("t"), task("s")),
        }

        assert [row.id for row in plan(**rows).rows()] == ["g", "i", "m", "t", "s"]
        assert plan(**rows).row("m") is rows["measures"][0]

    def test_bodies_of_all_kinds_are_found(self) -> None:
        real = load(REAL)

        assert all(real.body(unit.id) is unit for unit in real.units)
        assert all(real.body(territory.id) is territory for territory in real.territories)
        assert all(real.body(group.id) is group for group in real.groups)

    @pytest.mark.parametrize("ask", ["row", "body"])
    def test_an_unknown_id_is_an_error(self, ask: str) -> None:
        with pytest.raises(UnknownIdError) as caught:
            getattr(load(REAL), ask)("khong-co")

        assert isinstance(caught.value, KeyError)
        assert str(caught.value) == 'nothing in the plan has the id "khong-co"'

    def test_an_unknown_id_may_have_a_near_one(self) -> None:
        error = UnknownIdError("bao-ca", "bao-cao")

        assert str(error).endswith('the id "bao-ca"; did you mean "bao-cao"?')

    def test_rows_are_found_by_their_clause(self) -> None:
        real = load(REAL)

        assert {row.clause for row in real.at("IV.1.2")} == {"IV.1.2"}
        assert len(real.at("IV.1.2")) > 1
        assert real.at("IV.1") == ()
        assert plan(tasks=(task(),)).at("IV") == ()

    def test_indicators_measures_and_tasks_serve_in_this_order(self) -> None:
        goal = Slug("g")
        rows: dict[str, Any] = {
            "goals": (Goal(id=goal, title="G"),),
            "indicators": (
                Indicator(id=Slug("i"), title="I", goal=goal),
                Indicator(id=Slug("j"), title="J"),
            ),
            "measures": (Measure(id=Slug("m"), title="M", serves=(goal, Slug("i"))),),
            "tasks": (task("t", serves=(goal,)), task("u", part_of=(Slug("m"),))),
        }
        made = plan(**rows)

        assert [row.id for row in made.serving("g")] == ["i", "m", "t"]
        assert [row.id for row in made.serving("m")] == ["u"]
        assert made.serving("khong-co") == ()

    @pytest.mark.parametrize(
        ("clause", "found"),
        [
            ("IV.2", "IV.2"),
            ("IV.2.1", "IV.2"),
            ("IV.2.1.a", "IV.2"),
            ("IV.20", None),
            ("IV", None),
            ("", None),
            (None, None),
        ],
    )
    def test_the_heading_over_a_clause(self, clause: str | None, found: str | None) -> None:
        heading = plan(assignments=(HEADING,)).heading_over(clause)

        assert (heading and heading.clause) == found

    def test_the_nearest_heading_counts(self) -> None:
        outer = Assignment(clause=Address("IV"), lead=(Holder(Slug("b")),))
        made = plan(assignments=(outer, HEADING))

        assert made.heading_over("IV.2.1") is HEADING
        assert made.heading_over("IV.3") is outer


def who(made: Plan) -> list[tuple[str, str | None, str | None]]:
    """Return role, body and heading of every responsibility in the first task."""
    first = made.tasks[0]
    found = made.responsibilities(first)
    assert {each.task for each in found} <= {first.id}
    for role, holders in (
        (Role.LEAD, made.leads(first)),
        (Role.COORDINATE, made.coordinators(first)),
    ):
        assert holders == tuple(each.holder for each in found if each.role is role)
    return [(each.role.value, each.holder.who, each.heading) for each in found]


class TestResponsibilities:
    def under(self, heading: Assignment = HEADING, **roles: Any) -> Plan:  # noqa: ANN401 - roles
        holders: dict[str, Any] = {
            role: tuple(Holder(Slug(id)) for id in ids) for role, ids in roles.items()
        }
        return plan(assignments=(heading,), tasks=(task(clause=Address("IV.2.1"), **holders),))

    def test_a_task_inherits_the_lead_of_its_heading(self) -> None:
        assert who(self.under()) == [("lead", "a", "IV.2")]

    def test_a_task_outside_inherits_nothing(self) -> None:
        made = plan(assignments=(HEADING,), tasks=(task(guide=(Holder(Slug("b")),)),))

        assert who(made) == [("guide", "b", None)]

    def test_a_named_lead_replaces_the_one_of_the_heading(self) -> None:
        assert who(self.under(lead=["b"])) == [("lead", "b", None)]

    def test_coordinating_replaces_the_lead_of_the_heading(self) -> None:
        assert who(self.under(coordinate=["a"])) == [("coordinate", "a", None)]

    def test_another_who_coordinates_leaves_the_lead(self) -> None:
        assert who(self.under(coordinate=["b"])) == [
            ("lead", "a", "IV.2"),
            ("coordinate", "b", None),
        ]

    def test_any_other_role_leaves_the_lead(self) -> None:
        assert who(self.under(guide=["a"])) == [("lead", "a", "IV.2"), ("guide", "a", None)]

    def test_an_open_lead_is_inherited_whoever_coordinates(self) -> None:
        heading = Assignment(clause=Address("IV.2"), lead=(Holder(text="các cơ quan"),))
        made = plan(
            assignments=(heading,),
            tasks=(task(clause=Address("IV.2.1"), coordinate=(Holder(text="các hội"),)),),
        )

        assert who(made) == [("lead", None, "IV.2"), ("coordinate", None, None)]

    def test_who_takes_part_is_inherited_unless_named(self) -> None:
        heading = attrs.evolve(HEADING, coordinate=(Holder(Slug("c")),))

        assert who(self.under(heading)) == [("lead", "a", "IV.2"), ("coordinate", "c", "IV.2")]
        assert who(self.under(heading, coordinate=["d"])) == [
            ("lead", "a", "IV.2"),
            ("coordinate", "d", None),
        ]

    def test_who_leads_does_not_coordinate_by_its_heading_too(self) -> None:
        heading = attrs.evolve(HEADING, coordinate=(Holder(Slug("b")), Holder(Slug("c"))))

        assert who(self.under(heading, lead=["b"])) == [
            ("coordinate", "c", "IV.2"),
            ("lead", "b", None),
        ]

    def test_every_role_is_kept(self) -> None:
        roles: dict[str, Any] = {role.value: ["b"] for role in Role}

        assert who(self.under(**roles)) == [(role.value, "b", None) for role in Role]

    def test_the_centre_of_van_quan_coordinates_and_leads_nothing_there(self) -> None:
        real = load(REAL)
        row = real.row("phoi-hop-thuc-hien-ke-hoach")
        assert isinstance(row, Task)

        assert [(each.role, each.holder.who) for each in real.responsibilities(row)] == [
            (Role.COORDINATE, "ttvh")
        ]


WEEK = Duration(5, DurationUnit.WORKING_DAYS)


class TestTask:
    @pytest.mark.parametrize(
        ("fields", "kind"),
        [
            ({}, TaskKind.UNDATED),
            ({"standing": True}, TaskKind.STANDING),
            ({"not_before": DAY}, TaskKind.DATED),
            ({"due": DAY}, TaskKind.DATED),
            ({"on": DAY}, TaskKind.DATED),
            ({"duration": WEEK}, TaskKind.DATED),
            ({"milestone": True}, TaskKind.DATED),
            (
                {"deadline_from": RelativeDeadline(task=Slug("a"), within=Term(WEEK))},
                TaskKind.DATED,
            ),
            ({"standing": True, "due": DAY}, TaskKind.DATED),
            ({"every": Recurrence()}, TaskKind.PERIODIC),
            ({"every": Recurrence((Rhythm.MONTH,)), "due": DAY}, TaskKind.PERIODIC),
            ({"every": Recurrence(), "standing": True}, TaskKind.PERIODIC),
        ],
    )
    def test_the_four_kinds_of_work(self, fields: dict[str, Any], kind: TaskKind) -> None:
        assert task(**fields).kind is kind

    def test_links_come_with_their_types(self) -> None:
        first, second, third = (Link(Slug(id)) for id in "abc")
        made = task(ends_after_start_of=(third,), after=(first, second))

        assert made.links() == (
            (LinkType.FINISH_TO_START, first),
            (LinkType.FINISH_TO_START, second),
            (LinkType.START_TO_FINISH, third),
        )
        assert made.predecessors() == ("a", "b", "c")
        assert made.is_linked

    def test_without_links_nothing_comes_before(self) -> None:
        made = task(part_of=(Slug("a"),), fed_by=(Slug("b"),))

        assert not made.is_linked
        assert made.links() == ()
        assert made.predecessors() == ()

    def test_holders_are_those_of_the_task_itself(self) -> None:
        made = task(lead=(Holder(Slug("a")),))

        assert made.holders(Role.LEAD) == (Holder(Slug("a")),)
        assert made.holders(Role.GUIDE) == ()


class TestAssumed:
    def test_supposed_values_take_their_places(self) -> None:
        supposed = (Assumption("due", DAY, "…"), Assumption("duration", WEEK, "…"))
        made = task(assumed=supposed)

        assert made.due is None
        assert made.is_assumed("due")
        assert not made.is_assumed("on")
        assert (made.planned().due, made.planned().duration) == (DAY, WEEK)
        assert made.kind is TaskKind.UNDATED
        assert made.planned().kind is TaskKind.DATED

    def test_what_supposes_nothing_stays_itself(self) -> None:
        made = task()

        assert made.planned() is made

    def test_a_plan_supposes_fields_of_its_header(self) -> None:
        planned = load(REAL).planned()

        assert load(REAL).starts_on is None
        assert planned.starts_on == PartialDate(2024, 4, 1)
        assert planned.starts_on.first == date(2024, 4, 1)
