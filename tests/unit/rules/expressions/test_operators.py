"""Operators: what they take, what they refuse and where, and what comes of them."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from planrules.model.message import Text
from tests.conftest import Golden
from tests.judging import holds, slips, value

#: One of every type, each as short as its name in the tables allows.
_OPERANDS = {
    "truth": "task.standing",
    "number": "2.5",
    "text": "task.title",
    "choice": "task.kind",
    "day": "as_of",
    "day?": "task.on",
    "length": "(as_of - as_of)",
    "record": "task",
    "list": "task.product",
    "holders": "task.lead",
    "None": "None",
    '"text"': '"dated"',
    '"day"': '"2024-06-30"',
    '"5wd"': '"5wd"',
}
_OPERATORS = ("==", "<", "in", "is", "+", "-", "*", "/", "and")


def test_every_operator_with_every_pair_of_types(golden: Golden) -> None:
    """The numbers of the slips; a dot where nothing is wrong."""
    tables = []
    for operator in _OPERATORS:
        rows = [[f"a {operator} b", *_OPERANDS]]
        rows += [
            [left, *(refusal(left, operator, right) for right in _OPERANDS)] for left in _OPERANDS
        ]
        tables.append("\n".join("".join(cell.ljust(9) for cell in row).rstrip() for row in rows))
    golden("expressions/operators.txt", "\n\n".join(tables) + "\n")


def refusal(left: str, operator: str, right: str) -> str:
    """Return the numbers of the slips of one operation."""
    text = f"{_OPERANDS[left]} {operator} {_OPERANDS[right]}"
    if operator in "+-*/":  # any type of the result will do
        text = f"({text}) is None or True"
        return ",".join(sorted({code[-2:] for code, _ in slips(text)} - {"19"})) or "."
    return ",".join(sorted({code[-2:] for code, _ in slips(text)})) or "."


def test_operators_do_not_depend_on_who_stands_first() -> None:
    """What may be compared may be compared the other way round."""
    for (left, one), (right, other) in product(_OPERANDS.items(), repeat=2):
        if "None" not in (left, right):
            straight, reverse = slips(f"{one} == {other}"), slips(f"{other} == {one}")
            assert {code for code, _ in straight} == {code for code, _ in reverse}, (left, right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Numbers: exact, as Decimal counts.
        ("1 + 2", 3),
        ("1 - 2", -1),
        ("-(1 - 2)", 1),
        ("3 * 2.5", Decimal("7.5")),
        ("0.1 + 0.2", Decimal("0.3")),
        ("1 / 4", Decimal("0.25")),
        ("6 / 3", Decimal(2)),
        ("2 + 3 * 4 - 1", 13),
        ("(2 + 3) * 4", 20),
        ("1_000", 1000),
        ("0x10", 16),
        ("1e3", Decimal(1000)),
        ("999999999999999", 999999999999999),
        # Days and lengths.
        ('as_of + "30d"', date(2024, 5, 31)),
        ('as_of - "1d"', date(2024, 4, 30)),
        ('as_of + "-1d"', date(2024, 4, 30)),
        ('as_of + "1m"', date(2024, 6, 1)),
        ('as_of - "3m"', date(2024, 2, 1)),
        ('as_of + "1wd"', date(2024, 5, 2)),
        ('as_of + "3wd"', date(2024, 5, 4)),  # a Saturday that is worked
        ('as_of + "4wd"', date(2024, 5, 6)),
        ('as_of - "1wd"', date(2024, 4, 26)),
        ('as_of - "2024-04-01"', "30d"),
        ('"2024-06" - as_of', "60d"),
        ('as_of - "2024"', "-244d"),
        ('(as_of - "2024-04-01") + "5d"', "35d"),
        ('(as_of - "2024-04-01") - "5d"', "25d"),
        ('as_of + (as_of - "2024-04-01")', date(2024, 5, 31)),
        ("task.duration.amount if task.duration else 0", 5),
        ("task.duration.unit if task.duration else None", "wd"),
        ("task.due.year if task.due else 0", 2024),
        ("task.due.month if task.due else 0", 6),
        ("task.due.day if task.due else 0", 15),
        ("plan.ends_on.day if plan.ends_on else 0", 31),
        ("as_of.day", 1),
        # One of two.
        ('"2024-02" if task.standing else as_of', date(2024, 5, 1)),
        ('"2024-02" if task.title else as_of', date(2024, 2, 29)),
        ('as_of if task.standing else "2024-02"', date(2024, 2, 29)),
        ("task.due if task.due else None", date(2024, 6, 15)),
        ("None if task.due else task.due", None),
        ("task.due if task.title else as_of", date(2024, 6, 15)),
        ("task.on if task.title else as_of", None),
        ("None if task.due else None", None),
        ("1 if task.standing else 2.5", Decimal("2.5")),
        ("task.kind if task.standing else task.title", "Hóa đơn và nhãn hàng hoá"),
        ("(task.due.year if task.due else 0) + 1", 2025),
        ("task.lead if task.standing else task.coordinate", ("ubnd", "cac-xa")),
        ("True and task.standing", Text("sai", "false")),
        ("not task.standing", Text("đúng", "true")),
    ],
)
def test_values(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1 < 2 <= 2.0 < 3 != 4 > 3 >= 3 == 3.0",
        "not 1 < 2 < 2",
        'as_of == "2024-05-01"',
        '"2024-04" < as_of < "2024-05"',
        "plan.starts_on and plan.ends_on and plan.starts_on < as_of < plan.ends_on",
        'task.due and task.due == "2024-06-15" and "2024-06-15" == task.due',
        'task.due and task.due in ["2024-06-15"] and task.due not in ["2024-06", as_of]',
        'as_of in ("2024-05-01", "2024-05-02")',
        "not as_of in []",
        "1 in [1.0, 2] and 3 not in [1, 2]",
        'task.kind == "dated" and "periodic" != task.kind',
        'task.kind in ["dated", "periodic"] and task.kind not in ("undated",)',
        '"ty-le" in task.serves and "a" not in task.serves',
        'task.id in ["dan-nhan"]',
        'task.duration and task.duration == "5wd" and "4wd" < task.duration < "6wd"',
        "task.standing == False and task.standing != True",
        "(task.due is None) == task.standing",
        'task.quote is None and (task.quote == "" if task.quote else True)',
        "task.due is not None and task.due is not None",
        "None is None",
        "task_of(\"bao-cao\") is not None and task_of( 'bao-cao' ).every",
        "plan and task and as_of and task.lead and (as_of - as_of)",
        'plan.signed_by and plan.signed_by.name == "Nguyễn Văn Ví Dụ"',
        '"Ví Dụ" not in [task.kind, task.title]',
        '(task.kind if task.standing else task.title) != "Ví Dụ"',
        "1 == 1 if task.standing else 2 == 2",
        "all(any(m.value > 60 for m in i.milestones) for i in plan.indicators)",
        'all(any(m.by == "2024-06-30" for m in i.milestones) for i in plan.indicators)',
        'any(h.who == "phong" for h in task.lead if h.who)',
        "any(x for x in task.product) and not any(x == '' for x in task.product)",
        "not task.scheduled.is_critical if task.scheduled else False",
    ],
)
def test_conditions_that_hold(text: str) -> None:
    assert holds(text)
    assert not holds(f"not ({text})")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Offsets count characters of the text as it stands: lines, tabs and letters alike.
        ("task.nope", [("EXP004", 0)]),
        ("  task.nope", [("EXP004", 2)]),
        ("\n\ttask.milestone and\n\ttask.nope", [("EXP004", 22)]),
        ("task.milestone\r\nand task.nope", [("EXP004", 20)]),
        ('task.title == "Trạm Y tế" and task.nope', [("EXP004", 30)]),
        ('task.title == "Tra\u0323m" and task.nope', [("EXP004", 26)]),
        ('task.title == "𝄞" and task.nope', [("EXP004", 22)]),
        ("đơn_vị == 1 and sai", [("EXP003", 0), ("EXP003", 16)]),
        ("task.milestone and\u00a0task.nope", [("EXP001", 18)]),
        ("\u00a0task.nope", [("EXP004", 1)]),
        ("1 == 1 and (2 == 2", [("EXP001", 11)]),
        ("1 == 1)", [("EXP001", 6)]),
        ("a b", [("EXP001", 2)]),
        ("task.id\x00", [("EXP001", 0)]),
        ("task.id == '\ud800'", [("EXP001", 0)]),
        ("", [("EXP001", 0)]),
        ("   ", [("EXP001", 2)]),
        ("\ntask.title == 'a\nb'", [("EXP001", 15)]),
        ("task.title == '''a\nb'''", [("EXP001", 14)]),
        ('"""a"b""" == "" # c\nand task.nope', [("EXP002", 16)]),
        ("task.milestone # đúng", [("EXP002", 15)]),
        ("task.title == '#' and task.milestone", []),
        ("task.title == 'số #1", [("EXP001", 14)]),
        ("task.title == '\\'#' and task.milestone", []),
        ("task.title == 'a\tb'", []),
        # Everything is told at once, what follows from it is not.
        ("task.a == 1 and task.b == task.c.d", [("EXP004", 0), ("EXP004", 16), ("EXP004", 26)]),
        ("nope.a.b > 1", [("EXP003", 0)]),
        ("-nope > 1 and nope + 1 > 1", [("EXP003", 1), ("EXP003", 14)]),
        ("days_until(nope) > 1", [("EXP003", 11)]),
        ("count(nope) > 1", [("EXP003", 6)]),
        ("any(x.a for x in nope)", [("EXP003", 17)]),
        ("count(x for x in nope) == 1", [("EXP003", 17)]),
        ("sum(x for x in nope) == 1", [("EXP003", 15)]),
        ("sum(x for x in task.product) == 1", [("EXP005", 4)]),
        ("sum(nope for x in task.product) == 1", [("EXP003", 4)]),
        ("(nope if task else 1) == 1", [("EXP003", 1)]),
        ("nope in [1] and 1 in nope", [("EXP003", 0), ("EXP003", 21)]),
        ("1 in [nope, nope]", [("EXP003", 6), ("EXP003", 12)]),
        ("1 in [1, 'a']", [("EXP005", 9)]),
        ("as_of in ['a', '2024']", [("EXP012", 10)]),
        ("task in plan.tasks", [("EXP014", 0)]),
        ("1 in task.product", [("EXP014", 0)]),
        ("task.standing in [True]", [("EXP014", 0)]),
        ("task.due in plan.tasks", [("EXP006", 0), ("EXP014", 0)]),
        ('"a" in as_of', [("EXP005", 7)]),
        ("as_of - nope == 1", [("EXP003", 8)]),
        ('as_of + "nope" == as_of', [("EXP012", 8)]),
        ('"nope" + as_of == as_of', [("EXP012", 0)]),
        ('(as_of - as_of) + "2024" == "1d"', [("EXP012", 18)]),
        ('"5wd" + as_of == as_of', [("EXP015", 0)]),
        ("as_of == 'nope'", [("EXP012", 9)]),
        ("(as_of - as_of) == 'nope'", [("EXP012", 19)]),
        ('-"a" == 1', [("EXP005", 0)]),
        ("[1] == 1", [("EXP002", 0)]),
        ("task.due.year == 1", [("EXP006", 0)]),
        ("task.title.year == 1", [("EXP004", 0)]),
        ("task.lead.who == 1", [("EXP004", 0)]),
        ("task.due is 1", [("EXP012", 12)]),
        ("task.due is None is None", [("EXP012", 12)]),
        ("task is plan", [("EXP012", 8)]),
    ],
)
def test_places(text: str, expected: list[tuple[str, int]]) -> None:
    assert slips(text) == expected
