"""Laws of what the expression language refuses: slips of type, and what may be absent unasked."""

import re
from functools import cache
from random import Random
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planrules.model.rulebook import SubjectKind
from planrules.rules.expressions.program import Program, Words, WrongExpressionsError
from planrules.rules.expressions.slips import Slip
from planrules.rules.expressions.types import Sort
from tests.expressions import SEEDS, Part, condition, conditions, names_for, paths, there

#: What reads a value of a sort, if it is there.
_READERS: Final = {
    Sort.DAY: "{} <= as_of",
    Sort.NUMBER: "{} > 0",
    Sort.LENGTH: '{} < "5d"',
    Sort.TEXT: "length({}) > 0",
}


def slips_of(words: Words) -> list[Slip]:
    """Return everything that is wrong with the expressions of a rule."""
    try:
        Program(words)
    except WrongExpressionsError as error:
        return [slip for slips in error.slips.values() for slip in slips]
    return []


def refused(subject: str, text: str) -> list[str]:
    return [slip.code for slip in slips_of(Words(subject=subject, asserted=text))]


@cache
def readable(subject: str) -> tuple[Part, ...]:
    """Return what is read from a subject, its plan and the day without asking anything first."""
    names = names_for(subject)
    return tuple(
        part
        for sort in (*_READERS, Sort.RECORD, Sort.LIST, Sort.TRUTH)
        for name, kind in names.items()
        for part in paths(name, kind, sort)
        if not part.guards
    )


@cache
def absent(subject: str) -> tuple[Part, ...]:
    """Return those of them that may be absent and can be compared."""
    return tuple(p for p in readable(subject) if p.type.is_optional and p.type.sort in _READERS)


def some(subject: str, *sorts: Sort, is_optional: bool = False) -> list[Part]:
    return [
        part
        for part in readable(subject)
        if part.type.sort in sorts and part.type.is_optional is is_optional
    ]


# ------------------------------------------------------------------------------ slips of type


@st.composite
def wrong(draw: st.DrawFn, subject: str) -> tuple[str, str]:
    """Return a condition that fits the model but for one slip, and the slip's code."""

    def one(*sorts: Sort) -> str:
        return draw(st.sampled_from(some(subject, *sorts))).text

    def unasked() -> tuple[str, str]:
        part = draw(st.sampled_from(absent(subject)))
        return _READERS[part.type.sort].format(part.text), "EXP006"

    def unlike() -> tuple[str, str]:
        pairs = [
            ("as_of", "5"),
            ("as_of.year", '"2024"'),
            ("as_of", one(Sort.LIST)),
            ("count(plan.tasks)", "as_of"),
            (f"count({one(Sort.LIST)})", one(Sort.TEXT)),
            (one(Sort.TEXT), "True"),
            (subject, "plan"),
        ]
        left, right = draw(st.sampled_from(pairs))
        return f"{left} {draw(st.sampled_from(['<', '==', '>=', '!=']))} {right}", "EXP014"

    def unknown_choice() -> tuple[str, str]:
        asked = [part for part in map(there, readable(subject)) if part.type.choices]
        if not asked:
            return 'plan.language is None or plan.language == "fr"', "EXP009"
        part = draw(st.sampled_from(asked))
        word = draw(st.sampled_from(["", "Dated", "không có"]))
        test = draw(st.sampled_from([f'== "{word}"', f'!= "{word}"', f'in ["{word}"]']))
        return f"{part.text} is not None and {part.text} {test}", "EXP009"

    def unknown_field() -> tuple[str, str]:
        base = draw(st.sampled_from([subject, "plan", "as_of", one(Sort.TEXT), one(Sort.LIST)]))
        word = draw(st.sampled_from(["nope", "__class__", "_rows_by_id", "stated", "origin", "s"]))
        return f"{base}.{word} == 1", "EXP004"

    def others() -> tuple[str, str]:
        found = [
            (
                f"{draw(st.sampled_from(['s', 'p', 'c', 'v_x', 'k_0', 'len', 'judge']))} == 1",
                "EXP003",
            ),
            (f"len({one(Sort.LIST)}) > 0", "EXP007"),
            (f"length({one(Sort.LIST)}) > 0", "EXP005"),
            (f"days_until({one(Sort.TEXT)}) > 0", "EXP005"),
            ("days_until() > 0", "EXP008"),
            ("any(plan.tasks)", "EXP008"),
            ("as_of.year", "EXP010"),
            ('as_of == "30/6/2024"', "EXP012"),
            (f"any(plan for plan in {one(Sort.LIST)})", "EXP013"),
            (f"as_of + {one(Sort.TEXT)} == as_of", "EXP015"),
            ("as_of + 1 == as_of", "EXP015"),
            ("(1 if plan.tasks else as_of) == 1", "EXP016"),
            (f"{one(Sort.TEXT)} < plan.title", "EXP018"),
            (f'"a" in {one(Sort.TEXT)}', "EXP018"),
        ]
        return draw(st.sampled_from(found))

    kinds = [unlike, unknown_choice, unknown_field, others]
    if absent(subject):
        kinds += [unasked, unasked]
    return draw(st.sampled_from(kinds))()


@given(
    st.sampled_from(tuple(SubjectKind)).flatmap(lambda kind: st.tuples(st.just(kind), wrong(kind)))
)
def test_one_slip_is_refused_by_its_code(given_kind: tuple[str, tuple[str, str]]) -> None:
    """Nothing else is told of it, but what the same part can't be used for."""
    kind, (text, code) = given_kind

    assert code in refused(kind, text), text


@given(st.sampled_from(tuple(SubjectKind)), st.data())
def test_one_slip_is_found_wherever_it_stands(kind: str, data: st.DataObject) -> None:
    """Beside, inside and around what fits the model, at a place within the slip's own words."""
    text, code = data.draw(wrong(kind))
    good = data.draw(conditions(kind, depth=1))
    # What the other condition asks for may be used after it.
    assume(code != "EXP006" or not any(path in good for path in re.findall(r"\w+\.[\w.]+", text)))
    before, after = data.draw(
        st.sampled_from(
            [
                (f"({good}) and (", ")"),
                ("(", f") or ({good})"),
                (f"({good}) if (", f") else ({good})"),
                ("not (", ")"),
                (f"any(({good}) or (", ") for phần in plan.units)"),
                ("any(True for phần in plan.units if (", "))"),
                ("\n \t(\n", "\n)"),
                ('"Ví Dụ 𝄞" == "" or (', ")"),
            ]
        )
    )

    found = slips_of(Words(subject=kind, asserted=f"{before}{text}{after}"))

    assert code in {slip.code for slip in found}, (text, found)
    for slip in found:
        assert len(before) <= slip.offset < len(before) + len(text), (text, slip)


def test_a_slip_in_one_part_of_a_rule_is_told_under_its_name() -> None:
    words = Words(
        subject="task",
        lets={"a": "task.nope", "task": "1", "b": "as_of"},
        when="length(1) > 0",
        asserted="b == 5",
        more={"c": "zzz", "d": "b"},
    )

    with pytest.raises(WrongExpressionsError, match="EXP013") as caught:
        Program(words)

    told = {part: [slip.code for slip in slips] for part, slips in caught.value.slips.items()}
    assert told == {
        "let.a": ["EXP004"],
        "let.task": ["EXP013"],
        "when": ["EXP005"],
        "assert": ["EXP014"],
        "c": ["EXP003"],
    }


# ---------------------------------------------------------------------------- what may be absent

#: With P for something that may be absent, B for what reads it, Q and R for what does not.
_SAFE: Final = (
    "P is not None and B",
    "P is None or B",
    "not P is None and B",
    "not (P is not None) or B",
    "B if P is not None else Q",
    "Q if P is None else B",
    "Q and P is not None and R and B",
    "P is not None and (Q or B)",
    "P is not None and (B or Q) and (B if Q else B)",
    "not (P is None or Q) and B",
    "not (not (P is not None) or Q) and B",
    "(P is not None and Q) and B",
    "(P is not None and Q or P is not None and R) and B",
    "(P is not None if Q else P is not None) and B",
    "(P is not None if Q else False and P is not None) and B",
    "P is not None and any(B for phần in plan.units)",
    "any(B for phần in plan.units if P is not None)",
    "all(P is None or B for phần in plan.units)",
    "P is not None and (B) == True",
    "(P is not None and B) == True",
    "(True if P is None else B) == True",
    "count(phần for phần in plan.units if P is not None if B) == 0",
)
_UNSAFE: Final = (
    "B",
    "B and P is not None",
    "P is not None or B",
    "P is None and B",
    "not P is not None and B",
    "B if P is None else Q",
    "Q if P is not None else B",
    "(P is not None or Q) and B",
    "(P is not None if Q else R) and B",
    "not (P is None and Q) and B",
    "(P is not None) == True and B",
    "any(P is not None for phần in plan.units) and B",
    "all(P is not None for phần in plan.units) and B",
    "any(B for phần in plan.units if Q) and P is not None",
    "count(phần for phần in plan.units if P is not None) > 0 and B",
    "(P is not None and Q) or B",
    "(Q and P is not None and R) == True and B",
)


@st.composite
def guarding(draw: st.DrawFn, forms: tuple[str, ...]) -> tuple[str, str]:
    """Return a kind of subject, and a form filled with something that may be absent in it."""
    kind = draw(st.sampled_from([kind for kind in tuple(SubjectKind) if absent(kind)]))
    part = draw(st.sampled_from(absent(kind)))
    chance = Random(draw(SEEDS))  # the other conditions matter little
    reader = _READERS[part.type.sort].format(part.text)
    words = {
        "P": part.text,
        "B": f"({reader})",
        "Q": f"({condition(chance, kind, depth=1)})",
        "R": f"({condition(chance, kind, depth=0)})",
    }
    assume(part.text not in words["Q"] + words["R"])  # they would ask for it, too
    form = draw(st.sampled_from(forms))
    # A letter alone is a place to fill; all others are parts of words.
    return kind, "".join(
        words[sign] if sign in words and not form[index + 1 : index + 2].isalpha() else sign
        for index, sign in enumerate(form)
    )


@given(guarding(_SAFE))
def test_what_was_asked_for_may_be_used(given_kind: tuple[str, str]) -> None:
    kind, text = given_kind

    assert refused(kind, text) == []


@given(guarding(_UNSAFE))
def test_what_was_not_asked_for_may_not_be_used(given_kind: tuple[str, str]) -> None:
    kind, text = given_kind

    assert refused(kind, text) == ["EXP006"]


@pytest.mark.parametrize("sort", [Sort.DAY, Sort.LENGTH, Sort.TEXT, Sort.RECORD])
def test_what_is_no_number_is_asked_for_by_itself(sort: Sort) -> None:
    """``task.due and …`` says the same as ``task.due is not None and …``."""
    for kind in tuple(SubjectKind):
        for part in some(kind, sort, is_optional=True):
            reader = _READERS.get(sort, "{}.zzz is None").format(part.text)
            assert "EXP006" not in refused(kind, f"{part.text} and ({reader})")
            assert "EXP006" not in refused(kind, f"not {part.text} or ({reader})")
            for form in ("not {p} and ({b})", "{p} or ({b})", "True if {p} else ({b})"):
                assert "EXP006" in refused(kind, form.format(p=part.text, b=reader))


def test_a_number_is_never_asked_for_by_itself() -> None:
    """Because 0 is there, too."""
    for kind in tuple(SubjectKind):
        for part in some(kind, Sort.NUMBER, is_optional=True):
            assert refused(kind, f"{part.text} and {part.text} > 0") == ["EXP010", "EXP006"]


def test_when_and_lets_and_more_hand_on_what_is_known() -> None:
    """``when`` to the condition, and what fails to the further values; a let keeps its name."""
    due = "task.due <= as_of"
    known = Words(subject="task", when="task.due", asserted=due, more={"day": "task.due.year"})
    assert slips_of(known) == []
    unknown = Words(subject="task", asserted="task.due is None", more={"day": "task.due.year"})
    assert slips_of(unknown) == []
    let = Words(subject="task", lets={"day": "task.due"}, asserted="day is None or day <= as_of")
    assert slips_of(let) == []
    beside = Words(subject="task", lets={"day": "task.due"}, when="day", asserted=due)
    assert [slip.code for slip in slips_of(beside)] == ["EXP006"]
    passed = Words(subject="task", asserted="task.due is not None", more={"day": "task.due.year"})
    assert [slip.code for slip in slips_of(passed)] == ["EXP006"]
