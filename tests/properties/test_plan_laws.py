"""Laws of the plan as a value, of what it answers, and of the network that users get of it."""

from typing import Any

import attrs
from hypothesis import given

from planrules import Plan
from planrules.model.goal import Indicator
from planrules.schedule import network
from tests import strategies
from tests.dear import DEAR


class TestValue:
    @DEAR
    @given(strategies.plans())
    def test_equal_plans_hash_alike(self, made: Plan) -> None:
        copy = attrs.evolve(made)

        assert copy == made
        assert hash(copy) == hash(made)
        assert len({copy, made}) == 1

    @DEAR
    @given(strategies.plans())
    def test_another_title_is_another_plan(self, made: Plan) -> None:
        assert attrs.evolve(made, title=f"{made.title}!") != made


class TestLookUp:
    @DEAR
    @given(strategies.plans())
    def test_what_serves_a_row_names_it(self, made: Plan) -> None:
        def names(row: Any, id: str) -> bool:  # noqa: ANN401 - rows of four kinds
            if isinstance(row, Indicator):
                return row.goal == id
            return id in getattr(row, "serves", ()) or id in getattr(row, "part_of", ())

        for row in made.rows():
            assert made.serving(row.id) == tuple(r for r in made.rows() if names(r, row.id))


class TestNetwork:
    """One node for each task, one edge for each link, whatever they say of dates."""

    @DEAR
    @given(strategies.plans())
    def test_every_task_and_every_link_is_there(self, plan: Plan) -> None:
        graph = network(plan)

        assert set(graph) == {task.id for task in plan.tasks}
        links = [
            (link.task, task.id, kind.value)
            for task in plan.tasks
            for kind, link in task.planned().links()
        ]
        assert sorted(graph.edges(data="link")) == sorted(links)
