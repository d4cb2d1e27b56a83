"""Laws of reading expressions: any text gives a program or what is wrong with it, in bounded time.

Time is measured by counting calls of functions, so that a busy machine breaks no law.
"""

import sys
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planrules.model.rulebook import SubjectKind
from planrules.rules.expressions.functions import FUNCTIONS, QUANTIFIERS
from planrules.rules.expressions.program import Program, Words, WrongExpressionsError
from planrules.rules.expressions.reading import DEPTH_LIMIT, LENGTH_LIMIT
from planrules.rules.expressions.schema import fields_of
from planrules.rules.expressions.slips import SENTENCES, Slip
from tests.expressions import SEEDS, condition

#: Calls that any one expression may cost; a long and well-formed one costs a tenth.
_CALLS: Final = 3_000_000
_SIGNS: Final = (*"()[]{}.,:;=<>!+-*/%@&|^~'\"#\\\n\t ", ":=", "**", "//", "==", "!=", '"""', "f'")
_SOUP: Final = (
    *_SIGNS,
    *("and", "or", "not", "in", "is", "if", "else", "for", "lambda", "async", "await", "yield"),
    *("None", "True", "False", "...", "0", "1", "1e999", "0x_", "1j", "9" * 20, "b''", '"2024"'),
    *("task", "plan", "as_of", "x", "__class__", "__builtins__", "đơn_vị", "ｔask", "e\u0301"),
    *FUNCTIONS,
    *QUANTIFIERS,
    *(f".{name}" for name in fields_of("task")),
)
#: What an eye or a parser takes for something else.
_STRANGE: Final = (
    "\x00\ufeff\u202e\u2066\u2069\u200b\u00a0\u2028\u0301\x0c\x0b\x1c\x85\ud800\udfff𝄞ﬁﷺ"
)


def slips_of(text: str, subject: str = "task") -> tuple[Slip, ...]:
    """Return what is wrong with an expression; each slip lies in the text and can be told."""
    try:
        Program(Words(subject=subject, asserted=text))
    except WrongExpressionsError as error:
        (slips,) = error.slips.values()
        assert slips
        for slip in slips:
            assert 0 <= slip.offset <= len(text)
            assert slip.code in SENTENCES
            for language in ("vi", "en"):
                message = slip.messages[language]
                assert message.strip()
                assert message.isprintable()
                assert len(message) < 2_000
        assert len({(slip.offset, slip.code, str(slip.messages)) for slip in slips}) == len(slips)
        return slips
    return ()


def calls(work: Callable[[], object], *, at_most: int = _CALLS) -> int:
    """Return how many functions some work calls; stop it where it calls too many."""
    found = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal found
        if event in {"call", "c_call"}:
            found += 1
            if found > at_most:
                message = f"more than {at_most} calls"
                raise AssertionError(message)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def check(text: str, subject: str = "task") -> None:
    calls(lambda: slips_of(text, subject))


@given(st.text() | st.text(st.sampled_from(_STRANGE + "task.due \"'#()\n"), max_size=40))
@example("")
@example(" \n")
@example("\x00")
@example("\ufefftask.milestone")
@example("# coding: latin-1\ntask.milestone")
@example("'\\N{LATIN SMALL LETTER A}' == '\\ud800'")
@example('"\\x"')
def test_any_text_at_all(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(_SOUP), max_size=40), st.sampled_from(["", " "]))
def test_a_soup_of_words_and_signs(words: list[str], between: str) -> None:
    check(between.join(words)[:LENGTH_LIMIT])


@given(st.sampled_from(tuple(SubjectKind)), SEEDS, st.data())
def test_an_expression_with_a_few_things_changed(
    subject: str, seed: int, data: st.DataObject
) -> None:
    """Pieces left out, moved, doubled, or with something strange between."""
    text = condition(Random(seed), subject, depth=2)
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        end = min(end, start + 12)
        piece = data.draw(
            st.sampled_from(["", text[start:end] * 2, text[end : end + 9], *_SOUP, *_STRANGE])
        )
        text = f"{text[:start]}{piece}{text[end:]}"
    check(text[:LENGTH_LIMIT], subject)


@given(SEEDS, st.sampled_from(["NFD", "NFKD"]), st.data())
def test_spaces_and_composition_change_no_offset_but_their_own(
    seed: int, form: str, data: st.DataObject
) -> None:
    """Offsets count the characters of the text as it stands."""
    assert form in {"NFD", "NFKD"}
    good = condition(Random(seed), "task", depth=1)
    space = data.draw(st.text(" \n\t\r\x0c", max_size=5))
    words = unicodedata.normalize("NFD" if form == "NFD" else "NFKD", "Trạm Y tế xã Ví Dụ 𝄞")
    before = f'{space}(title == "{words}"{space}) or {space}({good}) or {space}'

    found = slips_of(f"{before}task.nope == 1")

    assert [(slip.offset, slip.code) for slip in found] == [
        (len(space) + 1, "EXP003"),
        (len(before), "EXP004"),
    ]


#: What grows when it is repeated: before and after a kernel.
_NESTED: Final = {
    "brackets": ("(", ")"),
    "lists": ("[", "]"),
    "tables": ("{", "}"),
    "calls": ("length(", ")"),
    "not": ("not ", ""),
    "minus": ("-", ""),
    "if in a call": (
        "length(task.id if length(task.id) == 1 else task.title if 0 == ",
        " else '')",
    ),
    "if in if": ("(1 if task.due else ", ")"),
    "if asked by if": ("(", " if task.milestone else task.standing) if task.due else True"),
    "truths": ("(True == ", ")"),
    "loops": ("any(", " for x in plan.tasks)"),
    "fields": ("task", ".planned"),
    "lambda": ("lambda: ", ""),
    "f-strings": ("f'{", "}'"),
    "unclosed": ("f(a=", ""),
    "chains": ("1 < ", ""),
    "chains in chains": ("True == (", ") == True"),
    "chains of days": ("(as_of if as_of < ", " < as_of else as_of)"),
}


@pytest.mark.parametrize("name", _NESTED)
@pytest.mark.parametrize("kernel", ["task.id", "1", "True", ""])
def test_nothing_that_is_nested_takes_long(name: str, kernel: str) -> None:
    before, after = _NESTED[name]
    for count in (1, 5, 20, 60, 200, 2_000):
        text = before * count + kernel + after * count
        check(text)
        check(before * count + kernel)
        check(text[: LENGTH_LIMIT - 1])


def test_what_is_nested_twice_as_deeply_costs_no_more_than_the_cube_of_it() -> None:
    """Conditions in values in conditions; each was once explained again on every level above."""

    def nested(depth: int) -> Callable[[], object]:
        text = "task.id"
        for _ in range(depth):
            text = f"task.id if length({text}) == 1 else task.id"
        return lambda: slips_of(f"length({text}) == 1")

    assert slips_of("length(task.id) == 1") == ()
    assert calls(nested(16)) < 10 * calls(nested(8))


@pytest.mark.parametrize(
    ("repeated", "count"),
    [
        ("task.due and ", 150),
        ("mentions(task.title, 'a') or ", 68),
        ("count(x for x in plan.tasks if x.due) > 1 and ", 40),
        ("nope.field == 1 and ", 95),
        ("1 + ", 57),
    ],
)
def test_the_longest_expressions_are_read_in_time(repeated: str, count: int) -> None:
    check(f"{repeated * count}1 == 1")


def test_limits() -> None:
    """Up to them an expression is read; beyond, nothing is told but that it is too much."""
    text = f"task.id == '{'a' * (LENGTH_LIMIT - 13)}'"
    assert len(text) == LENGTH_LIMIT
    assert slips_of(text) == ()
    assert [(slip.offset, slip.code) for slip in slips_of(f"{text} ")] == [(0, "EXP011")]

    def nots(count: int) -> str:
        return f"{'not ' * count}task.milestone"

    assert slips_of(nots(DEPTH_LIMIT - 3)) == ()
    assert [slip.code for slip in slips_of(nots(DEPTH_LIMIT - 2))] == ["EXP011"]
