"""Laws of the expression language: what fits the model is accepted and means what Python means.

Subjects are judged beside a plain interpreter (``tests.expression_oracle``) that shares no code
with the compiler.
"""

import ast
import decimal
import re
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planrules import Plan, load
from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.rulebook import SubjectKind
from planrules.rules.case import Case
from planrules.rules.expressions.answers import Answers, IncomparableLengthsError, TooMuchWorkError
from planrules.rules.expressions.program import (
    NOT_APPLICABLE,
    Program,
    Words,
    WrongExpressionsError,
)
from planrules.rules.expressions.reading import DEPTH_LIMIT, LENGTH_LIMIT
from tests import judging
from tests.expression_oracle import IncomparableError, Names, Oracle, is_true
from tests.expressions import condition, conditions, values
from tests.strategies import networks, plans

PLANS = Path(__file__).resolve().parents[2] / "plans"
#: All that an expression which fits the model may raise.
UNDEFINED = (
    ZeroDivisionError,
    OverflowError,  # of a product of whole numbers
    decimal.DecimalException,
    OutOfCalendarError,
    NoStartError,
    IncomparableLengthsError,
    IncomparableError,
    TooMuchWorkError,
    ValueError,
)
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))


@cache
def van_quan() -> Plan:
    """Return the shipped plan."""
    return load(PLANS / "van-quan-27ct")


def cases() -> st.SearchStrategy[Case]:
    """Return plans of every kind, each with a day."""
    every = st.one_of(st.just(van_quan()), plans(), networks())
    return st.builds(Case, every, DAYS)


def subjects_of(case: Case, kind: str) -> tuple[object, ...]:
    """Return what a rule about a kind of subject looks at, the first few."""
    if kind == "plan":
        return (case.plan,)
    if kind == "obligation":
        return tuple(owed for owed in case.times.obligations if owed.withdrawn is None)[:4]
    plural = {"basis": "bases", "territory": "territories"}.get(kind, f"{kind}s")
    return tuple(getattr(case.plan, plural)[:4])


def outcome(judge: object, *given: object) -> object:
    """Return what comes of a call, or that there is no answer."""
    assert callable(judge)
    try:
        return judge(*given)
    except UNDEFINED:
        return "undefined"


def accepted(words: Words) -> Program:
    """Return a program that has to fit the model."""
    try:
        return Program(words)
    except WrongExpressionsError as error:
        told = [slip.messages["en"] for slips in error.slips.values() for slip in slips]
        message = f"{words}: {told}"
        raise AssertionError(message) from None


def tree_of(text: str) -> ast.expr:
    return ast.parse(f"({text}\n)", mode="eval").body


def fits(text: str) -> bool:
    """Return whether an expression keeps to the limits of length and depth."""

    def depth(node: ast.AST) -> int:
        return 1 + max(map(depth, ast.iter_child_nodes(node)), default=0)

    return len(text) <= LENGTH_LIMIT and depth(tree_of(text)) < DEPTH_LIMIT


def written(node: ast.expr, text: str) -> str:
    """Return how a part of an expression is written, on one line."""
    return re.sub(r"\s+", " ", ast.get_source_segment(f"({text}\n)", node) or "")


# --------------------------------------------------------------------- what fits the model


@given(cases(), st.data())
def test_what_fits_the_model_means_what_python_means(case: Case, data: st.DataObject) -> None:
    """Judged, explained and told like the interpreter says, for every kind of subject."""
    kind = data.draw(st.sampled_from(tuple(SubjectKind)))
    texts = data.draw(st.lists(conditions(kind), min_size=1, max_size=4))
    for text in filter(fits, texts):
        program, tree = accepted(Words(subject=kind, asserted=text)), tree_of(text)
        for subject in subjects_of(case, kind):
            names = {"plan": case.plan, "as_of": case.as_of, kind: subject}
            compare(program, case, subject, (text, tree), names)


@pytest.mark.parametrize("kind", tuple(SubjectKind))
def test_what_fits_the_model_means_so_of_a_plan_with_something_of_everything(kind: str) -> None:
    """Always the same expressions, many more than are drawn above: most drawn plans hold little."""
    case = judging.case()
    for seed in range(60):
        text = condition(Random(f"{kind} {seed}"), kind)
        if not fits(text):
            continue
        program, tree = accepted(Words(subject=kind, asserted=text)), tree_of(text)
        for subject in subjects_of(case, kind):
            names = {"plan": case.plan, "as_of": case.as_of, kind: subject}
            compare(program, case, subject, (text, tree), names)


def compare(
    program: Program, case: Case, subject: object, written_as: tuple[str, ast.expr], names: Names
) -> None:
    """Hold what a program says of a subject against what the interpreter says."""
    text, tree = written_as
    oracle, answers = Oracle(case), Answers(case)
    judged = outcome(program.judge, subject, case.plan, answers)
    wanted = outcome(oracle.value, tree, names)
    if "undefined" in (judged, wanted):
        assert judged == wanted, text
        return
    assert is_true(judged) is is_true(wanted), text
    assert bool(judged) is is_true(wanted), text
    explained = program.conditions(subject, case.plan, answers)
    expected = [(written(node, text), holds) for node, holds in oracle.conditions(tree, names)]
    assert [(condition.text, condition.holds) for condition in explained] == expected, text
    for told in explained:
        assert told.holds is not None or told.facts == ()
        for words, _ in told.facts:
            assert words in told.text


@given(cases(), st.data())
def test_the_parts_of_a_rule_know_of_each_other(case: Case, data: st.DataObject) -> None:
    """Lets are values with names, ``when`` leaves out, and what is more is told of what fails."""
    kind = data.draw(st.sampled_from(tuple(SubjectKind)))
    let, more = data.draw(values(kind)), data.draw(values(kind))
    when, asserted = data.draw(conditions(kind, depth=2)), data.draw(conditions(kind, depth=2))
    assume(all(map(fits, (let, more, when, asserted))))
    words = Words(
        subject=kind,
        lets={"đầu": let, "sau": "đầu if as_of.year > 1 else None"},
        when=when,
        asserted=f"({asserted}) or sau is None and sau is not None",
        more={"thêm": more, "lại": "đầu"},
    )
    program, oracle = accepted(words), Oracle(case)
    for subject in subjects_of(case, kind):
        names = {"plan": case.plan, "as_of": case.as_of, kind: subject}
        told = {
            part: outcome(oracle.value, tree_of(text), names)
            for part, text in (("let", let), ("when", when), ("assert", asserted), ("more", more))
        }
        judged = outcome(program.judge, subject, case.plan, Answers(case))
        if told["let"] == "undefined" or told["when"] == "undefined":
            assert judged == "undefined"
        elif not is_true(told["when"]):
            assert judged is NOT_APPLICABLE
        elif told["assert"] == "undefined":
            assert judged == "undefined"
        else:
            assert bool(judged) is is_true(told["assert"])
            found = outcome(program.values, subject, case.plan, Answers(case))
            assert (found == "undefined") is (told["more"] == "undefined")
            if isinstance(found, dict):
                assert list(found) == ["thêm", "lại"]
                assert (found["lại"] is None) is (told["let"] is None)
