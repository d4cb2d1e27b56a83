"""Laws of the rules: coverage, rings, fingerprints, and that nothing breaks them down."""

import random
from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize

import attrs
import networkx as nx
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from planrules import Assessment, Finding, Plan, RuleSet, Waiver, assess, load
from planrules.model.clause import Clause, ClauseKind, Document
from planrules.model.goal import Goal
from planrules.model.ids import Address, Slug
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.catalogue import CATALOGUE, chosen
from planrules.rules.coverage import coverage, covered_words, is_verbatim, joined
from planrules.schedule.cycles import short_cycles
from planrules.source.official.document import parse_document
from planrules.text import to_new, to_old, words
from tests.dear import DEAR
from tests.strategies import plans

PLANS = Path(__file__).resolve().parents[2] / "plans"
DAY = date(2024, 5, 1)
DAYS = (DAY, date(2025, 7, 1))
OFFICIAL = "I. MỤC TIÊU\n\n- Một hai; ba bốn theo quy định.\n\n1. Phần một\n\n- Năm sáu hoá hóa.\n"

Keys = tuple[str, ...]


@cache
def van_quan() -> Plan:
    """Return the shipped plan."""
    return load(PLANS / "van-quan-27ct")


def fingerprints(assessment: Assessment) -> list[str]:
    return sorted(finding.fingerprint for finding in assessment.findings)


# ------------------------------------------------------------------------------------- coverage


@st.composite
def partitions(draw: st.DrawFn, *, vocabulary: int) -> list[Keys]:
    """Return a text cut into quotes, in the order of the text."""
    word = st.integers(0, vocabulary).map(lambda number: f"w{number}")
    text = draw(st.lists(word, min_size=1, max_size=24))
    cuts = draw(st.lists(st.integers(1, len(text)), max_size=6, unique=True).map(sorted))
    edges = [0, *(cut for cut in cuts if cut < len(text)), len(text)]
    return [tuple(text[start:end]) for start, end in pairwise(edges)]


@given(partitions(vocabulary=3), st.randoms(use_true_random=False))
@example([("x", "y"), ("x", "y", "x")], random.Random(0))
def test_a_text_cut_into_quotes_is_covered(quotes: list[Keys], chance: random.Random) -> None:
    """However often words come again and in whatever order the quotes are given."""
    text = tuple(word for quote in quotes for word in quote)
    shuffled = list(quotes)
    chance.shuffle(shuffled)

    assert all(covered_words(text, shuffled))


@given(partitions(vocabulary=3), st.data())
def test_without_a_quote_its_words_are_not_covered(quotes: list[Keys], data: st.DataObject) -> None:
    """Never more than its words, and exactly they where words come once."""
    text = tuple(word for quote in quotes for word in quote)
    gone = data.draw(st.integers(0, len(quotes) - 1))

    covered = covered_words(text, quotes[:gone] + quotes[gone + 1 :])

    left = [word for word, is_covered in zip(text, covered, strict=True) if not is_covered]
    assert len(left) >= len(quotes[gone])
    if len(set(text)) == len(text):
        assert tuple(left) == quotes[gone]


@given(partitions(vocabulary=2), st.randoms(use_true_random=False))
def test_the_order_of_quotes_does_not_matter(quotes: list[Keys], chance: random.Random) -> None:
    """What is not covered is the same however the rows are arranged."""
    text = tuple(word for quote in quotes for word in quote)
    some = quotes[::2]
    shuffled = list(some)
    chance.shuffle(shuffled)

    assert covered_words(text, some) == covered_words(text, shuffled)


@pytest.mark.parametrize("task", van_quan().tasks, ids=lambda task: task.id)
def test_without_a_task_its_words_show(task: Task) -> None:
    """Deleting any task of the shipped plan makes exactly its words show as uncovered."""
    plan = van_quan()
    without = attrs.evolve(plan, tasks=tuple(other for other in plan.tasks if other is not task))
    assert plan.text is not None
    clause = plan.text.clause(task.clause or "")
    assert clause is not None

    (found,) = assess(without, as_of=DAY, rules=chosen(CATALOGUE, select=["TRC005"])).findings

    (run,) = Case(without, DAY).coverage[clause.address].uncovered
    expected = [word.key for word in words(task.quote or clause.text)]
    told = [word.key for word in words(found.key or "")]
    assert [word.key for word in words(run.text)] == expected
    assert told == expected[: len(told)]
    assert found.subject.clause == task.clause
    assert found.place is not None
    lines = plan.text.text.split("\n")
    assert words(lines[found.place.line - 1][found.place.column - 1 :])[0].key == expected[0]


# ---------------------------------------------------------------------------------------- rings


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Return small graphs, self-loops and double edges among them."""
    nodes = [f"n{number}" for number in range(draw(st.integers(0, 7)))]
    edges = st.lists(st.sampled_from(nodes), max_size=3) if nodes else st.just([])
    return {node: tuple(draw(edges)) for node in nodes}


@given(graphs())
def test_rings(graph: dict[str, tuple[str, ...]]) -> None:
    """One ring per knot, each real and none through its first node shorter."""
    oracle: nx.DiGraph[str] = nx.DiGraph(
        [(node, target) for node, targets in graph.items() for target in targets]
    )
    knots = [
        knot
        for knot in nx.strongly_connected_components(oracle)
        if len(knot) > 1 or oracle.has_edge(*tuple(knot) * 2)
    ]

    rings = short_cycles(graph)

    assert (not rings) == nx.is_directed_acyclic_graph(oracle)
    assert sorted(rings) == sorted(min(knot, key=list(graph).index) for knot in knots)
    for start, ring in rings.items():
        assert (ring[0], ring[-1]) == (start, start)
        assert len(set(ring[:-1])) == len(ring) - 1
        assert all(target in graph[node] for node, target in pairwise(ring))
        shortest = min(
            nx.shortest_path_length(oracle, target, start) + 1
            for target in graph[start]
            if nx.has_path(oracle, target, start)
        )
        assert len(ring) - 1 == shortest


def test_a_very_long_ring_is_found() -> None:
    """Nothing recurses."""
    count = 20_000
    graph = {f"n{number}": (f"n{(number + 1) % count}",) for number in range(count)}

    (ring,) = short_cycles(graph).values()

    assert len(ring) == count + 1


# --------------------------------------------------------------------------------- any plan at all


@DEAR
@given(plans(), st.dates(), st.booleans())
def test_no_plan_breaks_a_rule_down(plan: Plan, day: date, has_text: bool) -> None:  # noqa: FBT001 - drawn
    """Every rule judges every plan that loads; messages can be read; nothing is told twice."""
    if has_text:
        plan = attrs.evolve(plan, text=parse_document(OFFICIAL, file="document.txt"))

    assessment = assess(plan, as_of=day)

    assert [count.code for count in assessment.counts if count.errored] == []
    names = fingerprints(assessment)
    assert len(set(names)) == len(names)
    for finding in assessment.findings:
        assert finding.message.text("vi")
        assert finding.message.text("en")
        assert finding.help.text("vi")
    assert assess(plan, as_of=day) == assessment


@DEAR
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(plan: Plan, chance: random.Random) -> None:
    """The same rows in another order give the same fingerprints."""
    assume(len(plan.tasks) + len(plan.indicators) + len(plan.measures) > 1)

    assert fingerprints(assess(shuffled(plan, chance), as_of=DAY)) == fingerprints(
        assess(plan, as_of=DAY)
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_shipped_rows_does_not_matter(day: date, seed: int) -> None:
    plan = van_quan()

    assert fingerprints(assess(shuffled(plan, random.Random(seed)), as_of=day)) == fingerprints(
        assess(plan, as_of=day)
    )


def shuffled(plan: Plan, chance: random.Random) -> Plan:
    """Return the plan with its rows in another order."""
    rows: dict[str, Any] = {}
    for name in ("bases", "goals", "indicators", "measures", "assignments", "tasks"):
        found = list(getattr(plan, name))
        chance.shuffle(found)
        rows[name] = tuple(found)
    return attrs.evolve(plan, **rows)


# ------------------------------------------------------------------------------------- spellings


def spelled(text: str, spelling: str) -> bytes:
    """Return a file in another spelling of the same words."""
    if spelling == "old":
        text = to_old(text)
    elif spelling == "new":
        text = to_new(text)
    elif spelling == "NFD":
        text = normalize("NFD", text)
    else:
        text = text.replace("\n", "\r\n")
    return text.encode()


@pytest.mark.parametrize("spelling", ["NFD", "CRLF", "old", "new"])
@pytest.mark.parametrize("day", DAYS)
def test_spelling_does_not_matter(tmp_path: Path, spelling: str, day: date) -> None:
    """All files in another spelling: the same fingerprints, but for the rule on tone marks."""
    for file in PLANS.rglob("*"):
        if file.is_file():
            copy = tmp_path / file.relative_to(PLANS)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(spelled(file.read_text("utf-8"), spelling))
    rules = chosen(CATALOGUE, ignore=["STR008"])

    found = assess(load(tmp_path / "van-quan-27ct"), as_of=day, rules=rules)

    wanted = assess(van_quan(), as_of=day, rules=rules)
    assert fingerprints(found) == fingerprints(wanted)
    assert Counter(f.place and f.place.line for f in found.findings) == Counter(
        f.place and f.place.line for f in wanted.findings
    )


#: Pieces of words, of what lies between words, and of what nobody sees.
_PIECES = st.text(alphabet="abĐế1 .,-–\u0301\u00ad\u200b\n", max_size=12)


@given(_PIECES, st.data())
def test_what_stands_as_it_is_written_stands_word_for_word(text: str, data: st.DataObject) -> None:
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    quote = data.draw(st.sampled_from([text[first:last]]) | _PIECES)

    if is_verbatim(quote, text):
        assert joined(quote) in joined(text)


@given(st.lists(_PIECES, max_size=4), st.permutations(range(4)))
def test_quotes_that_are_the_whole_text_leave_no_word(pieces: list[str], order: list[int]) -> None:
    """Whether the quick look sees it or not."""
    text = "; ".join(pieces)
    quotes = [pieces[index] for index in order if index < len(pieces)]
    keys = [tuple(word.key for word in words(quote)) for quote in quotes]

    assert all(covered_words(tuple(word.key for word in words(text)), keys))
    clause = Clause(address=Address("I"), kind=ClauseKind.BODY, text=text, line=1, column=1)
    rows = tuple(
        Goal(id=Slug(f"g-{index}"), title="G", clause=clause.address, quote=quote)
        for index, quote in enumerate(quotes)
    )
    document = Document(file="a.txt", text=text, clauses=(clause,))
    (found,) = coverage(Plan(id=Slug("p"), title="P", goals=rows), document).values()
    assert found.uncovered == ()


# -------------------------------------------------------------------------------------- waivers


@DEAR
@given(plans(), st.data())
def test_a_waiver_accepts_just_what_it_names(plan: Plan, data: st.DataObject) -> None:
    """Findings stay the same but for the waiver; the counts move from failed to waived."""
    before = assess(plan, as_of=DAY)
    named = [finding for finding in before.findings if not finding.code.startswith("MET")]
    assume(named)
    chosen_ones = data.draw(st.lists(st.sampled_from(named), min_size=1, max_size=4))
    waivers = tuple(
        Waiver(
            rule=finding.code,
            subject=finding.subject.id,
            kind=data.draw(st.sampled_from([None, finding.subject.kind])),
            key=data.draw(st.sampled_from([None, finding.key])),
            reason="Lý do",
            approver=Slug("cap-tren"),
            document="1/TB",
            granted=DAY - timedelta(days=1),
            expires=DAY,
        )
        for finding in chosen_ones
    )
    after = assess(plan, as_of=DAY, rules=RuleSet(waivers=waivers))

    def is_named(finding: Finding) -> bool:
        return any(
            (waiver.rule, waiver.subject) == (finding.code, finding.subject.id)
            and waiver.kind in (None, finding.subject.kind)
            and waiver.key in (None, finding.key)
            for waiver in waivers
        )

    others = [finding for finding in after.findings if not finding.code.startswith("MET")]
    assert [attrs.evolve(finding, waiver=None) for finding in others] == named
    assert [finding.waiver is not None for finding in others] == list(map(is_named, named))
    for old, new in zip(before.counts, after.counts, strict=True):
        if not old.code.startswith("MET"):
            assert old.failed == new.failed + new.waived
            assert attrs.evolve(old, failed=0) == attrs.evolve(new, failed=0, waived=0)
    again = assess(plan, as_of=DAY + timedelta(days=1), rules=RuleSet(waivers=waivers))
    assert again.waived == ()
    assert sum(finding.code == "MET001" for finding in again.findings) == len(waivers)
