"""Every sentence of what can be wrong with an expression, in both languages."""

from typing import Final

import pytest

from planrules.rules.expressions.program import Program, Words, WrongExpressionsError
from planrules.rules.expressions.reading import LENGTH_LIMIT
from planrules.rules.expressions.slips import SENTENCES, slip
from tests.conftest import Golden
from tests.judging import told_slips

_PROVOKED: Final = {
    "EXP001": ("task.due and", "task.title == 'a"),
    "EXP002": (
        "task.lead[0] == 1",
        "[x for x in task.lead]",
        "{x for x in task.lead}",
        "{x: x for x in task.lead}",
        "any(x for x in plan.tasks for y in plan.tasks)",
        "any(x for x, y in plan.tasks)",
        "any(x async for x in plan.tasks)",
        "(x for x in task.lead)",
        "task.milestone # ghi chú",
        "+1 == 1",
        "2 ** 2 == 4",
        "7 // 2 == 3",
        "7 % 2 == 1",
        "~1 == 1",
        "1 | 2 ^ 3 & 4 << 5 >> 6 @ 7",
        "(lambda: 1)() == 1",
        "(x := 1) == 1",
        'f"{task.title}" == ""',
        "{} == {1}",
        "length(text=task.title) == 1",
        "length(*task.lead) == 1",
        "await task",
        "(yield)",
        "... == b'a'",
        "1j == 1e999",
        "1000000000000000 == 1",
        "task.title.upper() == ''",
        "[1] == 1",
    ),
    "EXP003": ("tasks == 1", "zzz == 1", "any(u.id == task.id and v for u in plan.units)"),
    "EXP004": (
        "task.deu is None",
        "task.zzz is None",
        "as_of.week == 1",
        "task.title.upper == ''",
        "task.lead.who == ''",
        "task.milestone.zzz == 1",
    ),
    "EXP005": (
        "length(as_of) == 1",
        "days_until(task.id) == 1",
        "members_of(task)",
        "sum(u.id for u in plan.units) == 1",
        "any(x for x in task)",
        "-as_of == 1",
        "1 in ['a', 2]",
        "1 in as_of",
    ),
    "EXP006": (
        "task.due <= as_of",
        "task.every.is_unstated",
        'task_of("a").due is None',
    ),
    "EXP007": ("len(task.lead) == 1", "leng(task.id) == 1", "open('a')"),
    "EXP008": (
        "days_until() == 1",
        "mentions(task.title)",
        "add_months(as_of) == as_of",
        "any(task.lead)",
        "all()",
        "count(as_of) == 1",
        "sum(1, 2) == 1",
    ),
    "EXP009": (
        'task.kind == "date"',
        'task.kind == "định kỳ"',
        'task.kind in ["dated", "zzz"]',
        '"zzz" in [task.kind]',
    ),
    "EXP010": (
        "as_of.year",
        "count(task.lead) or True",
        "task.scheduled and task.scheduled.free_float",
    ),
    "EXP011": (
        f"task.id == '{'a' * LENGTH_LIMIT}'",
        f"{'not ' * 80}task.milestone",
        f"{'True == (' * 20}True{') == True' * 20}",
    ),
    "EXP012": (
        "task.kind is 'dated'",
        "task.kind is None is None",
        'as_of == "30/6/2024"',
        '(as_of - as_of) > "5 ngày"',
        'as_of + "zzz" == as_of',
    ),
    "EXP013": ("any(True for plan in plan.tasks)", "any(True for length in plan.tasks)"),
    "EXP014": ("as_of == 5", "task == plan", "task.lead == task.coordinate", "as_of in [5]"),
    "EXP015": ("as_of + 5 == as_of", "task.title + 'a' == ''", "as_of + as_of == as_of"),
    "EXP016": (
        "(1 if task.milestone else as_of) == 1",
        "('5wd' if task else as_of - as_of) == '5wd'",
    ),
    "EXP018": (
        'task.title < "b"',
        '"a" in task.title',
        "task.milestone >= True",
        "task.due == None",
    ),
    "EXP019": ("task.title is None", "task.product is not None and task.lead is None"),
}


def test_sentences(golden: Golden) -> None:
    told = []
    for texts in _PROVOKED.values():
        for text in texts:
            told.append(text if len(text) < 80 else f"{text[:60]} …")
            for code, offset, messages in told_slips(text):
                told += (
                    f"  {offset} {code} {messages['vi']}",
                    f"  {offset} {code} {messages['en']}",
                )
    golden("expressions/slips.txt", "\n".join(told) + "\n")


@pytest.mark.parametrize("code", _PROVOKED)
def test_slips_are_provoked(code: str) -> None:
    for text in _PROVOKED[code]:
        assert code in {found for found, _, _ in told_slips(text)}, text


def test_every_code_is_provoked() -> None:
    """EXP017 is for the texts of messages, which hold expressions in braces."""
    assert set(SENTENCES) - set(_PROVOKED) == {"EXP017"}
    messages = slip(3, "EXP017").messages
    assert messages == {
        "vi": "dấu ngoặc nhọn không khớp; viết {tên.trường}, dấu ngoặc thường viết {{ hoặc }}",
        "en": "braces do not match; write {name.field}, and {{ or }} for a brace itself",
    }


def test_names_of_lets(golden: Golden) -> None:
    """What means something already is no name for a let or an element."""
    words = Words(
        subject="task",
        lets={"plan": "1", "length": "1", "any": "1", "as_of": "1", "task": "1", "x": "1"},
        asserted="any(True for x in plan.units)",
    )
    with pytest.raises(WrongExpressionsError, match="EXP013") as caught:
        Program(words)
    found = caught.value.slips
    assert {part: [slip.code for slip in slips] for part, slips in found.items()} == {
        **{f"let.{name}": ["EXP013"] for name in ("plan", "length", "any", "as_of", "task")},
        "assert": ["EXP013"],
    }
    assert [slip.offset for part in found if part != "assert" for slip in found[part]] == [0] * 5
    golden(
        "expressions/names.txt",
        "".join(f"{part}: {slips[0].messages['vi']}\n" for part, slips in found.items()),
    )


def test_long_and_strange_words_are_cut_and_spelled_out() -> None:
    ((_, _, messages),) = told_slips(f"{'a' * 200} == 1")
    assert messages["en"].startswith(
        f'there is no name "{"a" * 80}…"; there are: plan, as_of, task'
    )
    ((_, _, messages),) = told_slips('task.kind == "\\u202e\\ud800"')
    assert messages["en"].startswith('"task.kind" is never "\\u202e\\ud800"; there are: dated,')
    ((_, _, messages),) = told_slips("task.zzz is None")
    assert messages["en"].endswith(" …")
