"""The network that users get: a networkx multigraph of all tasks and links."""

import html

import networkx as nx
import pytest

import planrules
from planrules.model.plan import Plan
from planrules.schedule import network

HEAD = 'format = 1\n[plan]\nid = "a"\ntitle = "Kế hoạch"\nstarts_on = 2026-03-02\n'


class TestNetwork:
    """One node for each task, one edge for each link, whatever they say of dates."""

    def test_two_tasks_may_be_tied_by_several_links(self) -> None:
        plan = planrules.loads(
            HEAD + '[[task]]\nid = "a"\ntitle = "A"\nduration = "5wd"\n'
            '[[task]]\nid = "b"\ntitle = "B"\nclause = "I.1"\nduration = "3wd"\n'
            'starts_after_start_of = "a +2wd"\n'
            'ends_after_end_of = { task = "a", lag = "-1d", assumed = "thường làm vậy" }\n'
        )
        graph = network(plan)
        assert graph.nodes["b"] == {
            "title": "B",
            "clause": "I.1",
            "kind": "dated",
            "duration": "3wd",
        }
        assert list(graph.edges(data=True)) == [
            (
                "a",
                "b",
                {
                    "link": "starts_after_start_of",
                    "lag": "+2wd",
                    "effective": True,
                },
            ),
            (
                "a",
                "b",
                {
                    "link": "ends_after_end_of",
                    "lag": "-1d",
                    "assumed": "thường làm vậy",
                    "effective": True,
                },
            ),
        ]

    @pytest.mark.parametrize(
        ("before", "after", "effective"),
        [
            ('duration = "1wd"', "due = 2026-05-05", True),
            ('duration = "1wd"', "standing = true", False),
            ("", "due = 2026-05-05", False),
            ('every = "quarter"', 'every = ["month", "quarter"]', True),
            ('every = "quarter"', 'every = "month"', False),
            ('every = "quarter"', 'every = "unstated"', False),
            ('every = "FREQ=MONTHLY"', 'every = "FREQ=MONTHLY"', True),
            ('every = "FREQ=MONTHLY"', 'every = "month"', False),
            ('every = "month"', "due = 2026-05-05", False),
        ],
    )
    def test_it_says_which_links_move_dates(
        self, before: str, after: str, *, effective: bool
    ) -> None:
        plan = planrules.loads(
            f'{HEAD}[[task]]\nid = "a"\ntitle = "A"\n{before}\n'
            f'[[task]]\nid = "b"\ntitle = "B"\nafter = "a"\n{after}\n'
        )
        assert _said(plan) == [effective]

    def test_only_after_means_the_same_period(self) -> None:
        plan = planrules.loads(
            f'{HEAD}[[task]]\nid = "a"\ntitle = "A"\nevery = "month"\n'
            '[[task]]\nid = "b"\ntitle = "B"\nstarts_after_start_of = "a"\nevery = "month"\n'
        )
        assert _said(plan) == [False]

    def test_networkx_finds_the_rings_that_the_schedule_reports(self) -> None:
        plan = planrules.loads(
            f'{HEAD}[[task]]\nid = "a"\ntitle = "A"\nduration = "1wd"\nafter = "b"\n'
            '[[task]]\nid = "b"\ntitle = "B"\nduration = "1wd"\nafter = "a"\n'
        )
        assert [sorted(ring) for ring in nx.simple_cycles(network(plan))] == [["a", "b"]]

    def test_it_can_be_written_in_the_formats_of_other_tools(self) -> None:
        plan = planrules.loads(
            f'{HEAD}[[task]]\nid = "a"\ntitle = "A"\nduration = "1wd"\n'
            '[[task]]\nid = "b"\ntitle = "Tập huấn"\nclause = "I.1"\nafter = ["a", "a +1wd"]\n'
        )
        graph = network(plan)

        read = nx.parse_graphml("".join(nx.generate_graphml(graph)), force_multigraph=True)
        assert list(read.nodes(data=True)) == list(graph.nodes(data=True))
        assert sorted(map(str, read.edges(data=True))) == sorted(map(str, graph.edges(data=True)))
        assert "Tập huấn" in html.unescape("".join(nx.generate_gexf(graph)))
        assert nx.parse_gml("\n".join(nx.generate_gml(graph))).number_of_edges() == 2


def _said(plan: Plan) -> list[bool]:
    return [about["effective"] for _, _, about in network(plan).edges(data=True)]


def test_the_package_has_its_names_and_no_others() -> None:
    for name in planrules.schedule.__all__:
        assert getattr(planrules.schedule, name).__name__ == name
        assert name in dir(planrules.schedule)
    with pytest.raises(AttributeError, match="no attribute 'criticalpath'"):
        planrules.schedule.criticalpath  # noqa: B018 - asking is the test
