"""Rules as expressions: their parts, how they are explained, and the values that are told."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planrules.model.condition import Condition
from planrules.model.dates import PartialDate
from planrules.model.ids import Slug
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.expressions.answers import Answers
from planrules.rules.expressions.program import (
    NOT_APPLICABLE,
    Program,
    Words,
    WrongExpressionsError,
)
from tests.judging import DAY, asking, plan


def explained(text: str, *, of: str = "dan-nhan", **words: Any) -> list[tuple[str, bool | None]]:  # noqa: ANN401 - parts of a rule
    """Return the conditions of a rule about a task and what came of them."""
    program, given = asking(Words(subject="task", asserted=text, **words), plan().row(of))
    conditions = program.conditions(*given)
    assert all(type(condition) is Condition for condition in conditions)
    return [(condition.text, condition.holds) for condition in conditions]


def facts(text: str, *, of: str = "dan-nhan") -> list[tuple[tuple[str, object], ...]]:
    program, given = asking(Words(subject="task", asserted=text), plan().row(of))
    return [condition.facts for condition in program.conditions(*given)]


def told(value: object) -> object:
    """Return how a value that a task holds as its only product is told."""
    task = Task(id=Slug("a"), title="Việc", product=(value,))  # type: ignore[arg-type]  # any value will do
    whole = Plan(id=Slug("p"), title="Kế hoạch", tasks=(task,))
    program = Program(Words(subject="task", asserted="False", more={"value": "task.product"}))
    found = program.values(task, whole, Answers(Case(whole, DAY)))["value"]
    assert isinstance(found, tuple)
    return found[0]


# ------------------------------------------------------------------------------------------ parts


def test_a_rule_without_when_applies_to_every_subject() -> None:
    program, given = asking(Words(subject="task", asserted="task.due"), plan().row("bao-cao"))
    assert not program.judge(*given)
    assert program.judge(*given) is not NOT_APPLICABLE


def test_when_leaves_subjects_out() -> None:
    words = Words(
        subject="task",
        when="task.due",
        asserted="task.due <= plan.ends_on or False".replace("plan.ends_on", '"2024-07"'),
    )
    judged = {task.id: Program(words).judge(task, plan(), None) for task in plan().tasks}
    assert judged == {
        "dan-nhan": True,
        "bao-cao": NOT_APPLICABLE,
        "thuong-xuyen": NOT_APPLICABLE,
        "ket-thuc": False,
    }


def test_a_let_is_worked_out_once_and_may_use_those_before_it() -> None:
    words = Words(
        subject="task",
        lets={"hạn": "task.due", "còn": "days_until(hạn) if hạn else 0", "x": "còn * 2"},
        asserted="x == 90 and còn == 45 and hạn == '2024-06-15' if hạn else x == 0",
        more={"hạn": "hạn", "còn": "còn", "hai lần": "x"},
    )
    program, given = asking(words, plan().row("dan-nhan"))
    assert program.judge(*given)
    assert program.values(*given) == {"hạn": PartialDate(2024, 6, 15), "còn": 45, "hai lần": 90}
    program, given = asking(words, plan().row("bao-cao"))
    assert program.judge(*given)
    assert program.values(*given) == {"hạn": None, "còn": 0, "hai lần": 0}


def test_a_let_is_seen_by_those_after_it_alone() -> None:
    words = Words(subject="task", lets={"a": "b", "b": "1"}, asserted="b == 1")
    with pytest.raises(WrongExpressionsError, match="EXP003") as caught:
        Program(words)
    assert list(caught.value.slips) == ["let.a"]


def test_a_let_that_is_a_text_in_quotes_is_a_text_and_no_day() -> None:
    words = Words(subject="task", lets={"ngày": '"2024-06-15"'}, asserted="as_of < ngày")
    with pytest.raises(WrongExpressionsError, match="EXP014"):
        Program(words)
    words = Words(subject="task", lets={"loại": '"việc"'}, asserted="task.kind == loại")
    program, given = asking(words, plan().row("dan-nhan"))
    assert not program.judge(*given)


def test_a_let_in_a_loop_and_in_what_is_told() -> None:
    words = Words(
        subject="plan",
        lets={"tên": "plan.title", "cơ_quan": "unit_of(plan.issuer) if plan.issuer else None"},
        asserted="cơ_quan is None or any(u.id == cơ_quan.id and tên for u in plan.units if u.id)",
        more={"ai": "cơ_quan.name if cơ_quan else tên"},
    )
    program, given = asking(words, plan())
    assert program.judge(*given)
    assert program.values(*given) == {"ai": "UBND huyện Ví Dụ"}


def test_what_is_wrong_with_a_let_leaves_its_name_unknown() -> None:
    words = Words(subject="task", lets={"a": "(", "b": "task.zzz"}, asserted="1 == 1", when="(")
    with pytest.raises(WrongExpressionsError, match="EXP001") as caught:
        Program(words)
    assert list(caught.value.slips) == ["let.a", "let.b", "when"]


def test_a_rule_of_many_lets_is_judged_and_explained() -> None:
    lets = {"a0": "1", **{f"a{number}": f"a{number - 1} + 1" for number in range(1, 1_000)}}
    words = Words(subject="task", lets=lets, asserted="a999 == 1000", more={"a": "a500"})
    program, given = asking(words, plan().row("dan-nhan"))
    assert program.judge(*given)
    assert program.values(*given) == {"a": 501}
    (condition,) = program.conditions(*given)
    assert condition.facts == (("a999", 1000),)


def test_every_kind_of_subject() -> None:
    for kind, subject in {
        "goal": plan().goals[0],
        "indicator": plan().indicators[0],
        "assignment": plan().assignments[0],
        "unit": plan().units[0],
        "territory": plan().territories[0],
        "group": plan().groups[0],
        "basis": plan().bases[0],
    }.items():
        program, given = asking(Words(subject=kind, asserted=f"{kind}.planned"), subject)
        assert program.judge(*given)


# ------------------------------------------------------------------------------------ explanation


def test_conditions_are_told_one_by_one() -> None:
    assert explained("task.due and task.due <= '2024-07' and not task.milestone") == [
        ("task.due", True),
        ("task.due <= '2024-07'", True),
        ("task.milestone", False),
    ]
    assert explained("task.quote and length(task.quote) > 3 or task.standing") == [
        ("task.quote", False),
        ("length(task.quote) > 3", None),
        ("task.standing", False),
    ]
    assert explained("task.title or (task.due and not task.standing)") == [
        ("task.title", True),
        ("task.due", None),
        ("task.standing", None),
    ]
    assert explained("1 == 1 if task.standing else 2 == 3") == [
        ("task.standing", False),
        ("2 == 3", False),
        ("1 == 1", None),
    ]
    assert explained("(1 == 1 and 1 == 2) if task.due else 2 == 3") == [
        ("task.due", True),
        ("1 == 1", True),
        ("1 == 2", False),
        ("2 == 3", None),
    ]


def test_conditions_are_told_on_one_line() -> None:
    assert explained("task.due\n  and  task.id\t==\n'dan-nhan'") == [
        ("task.due", True),
        ("task.id == 'dan-nhan'", True),
    ]


def test_facts_are_what_a_condition_names() -> None:
    assert facts("task.due and task.due <= as_of") == [
        (("task.due", PartialDate(2024, 6, 15)),),
        (("task.due", PartialDate(2024, 6, 15)), ("as_of", date(2024, 5, 1))),
    ]
    assert facts("task.quote is None or task.id == task.id") == [(("task.quote", None),), ()]
    assert facts("count(task.lead) + count(task.lead) == 2") == [
        (("count(task.lead)", 1), ("task.lead", ("phong",)))
    ]
    assert facts("any(h.who is None for h in task.coordinate)") == [
        (("task.coordinate", ("ubnd", "cac-xa")),)
    ]
    assert facts("count(h for h in task.lead if h.who) == 1") == [
        (("count(h for h in task.lead if h.who)", 1),)
    ]
    assert facts("days_until('2024-05-02') == 1") == [(("days_until('2024-05-02')", 1),)]
    assert facts("task.id in ['a', task.title]") == [
        (("task.id", "dan-nhan"), ("task.title", "Hóa đơn và nhãn hàng hoá"))
    ]
    assert facts("1 == 1 and None is None") == [(), ()]


def test_a_fact_that_only_its_condition_makes_safe_is_not_told() -> None:
    """``task.due.year`` can't be read where there is no day."""
    text = "(task.due.year if task.due else 0) > 2030"
    assert facts(text, of="bao-cao") == [(("task.due", None),)]
    assert facts(text) == [(("task.due", PartialDate(2024, 6, 15)),)]
    assert facts("(task.due and task.due.year == 2024) == task.standing", of="bao-cao") == [
        (("task.due", None), ("task.standing", Text("sai", "false")))
    ]


def test_a_fact_without_an_answer_is_not_told_where_nobody_asked_for_it() -> None:
    """The chain ends before the day that lies outside of every calendar."""
    assert facts("as_of < as_of < add_months(as_of, 999999)") == [(("as_of", date(2024, 5, 1)),)]


# ------------------------------------------------------------------------------------------ values


def test_values_are_told_as_messages_show_them() -> None:
    words = {
        "true": "task.title == task.title",
        "false": "task.standing",
        "none": "task.quote",
        "empty": "task.receive",
        "number": "1.50",
        "text": "task.title",
        "choice": "task.kind",
        "day": "as_of",
        "partial": "plan.ends_on",
        "length": "task.duration",
        "record": "task",
        "plan": "plan",
        "signer": "plan.signed_by",
        "obligations": "task.obligations",
        "holders": "task.lead",
        "products": "task.product",
        "link": "plan.tasks",
        "milestones": "count(plan.tasks)",
    }
    program, given = asking(Words(subject="task", asserted="False", more=words), plan().tasks[0])
    assert program.values(*given) == {
        "true": Text("đúng", "true"),
        "false": Text("sai", "false"),
        "none": None,
        "empty": Text("không có", "none"),
        "number": Decimal("1.5"),
        "text": "Hóa đơn và nhãn hàng hoá",
        "choice": "dated",
        "day": date(2024, 5, 1),
        "partial": PartialDate(2024),
        "length": "5wd",
        "record": "dan-nhan",
        "plan": "ke-hoach-vi-du",
        "signer": "Nguyễn Văn Ví Dụ",
        "obligations": ("ke-hoach-vi-du.dan-nhan.once",),
        "holders": ("phong",),
        "products": ("Báo cáo", "Danh sách"),
        "link": ("dan-nhan", "bao-cao", "thuong-xuyen", "ket-thuc"),
        "milestones": 4,
    }


def test_elements_of_lists_are_told_by_their_names() -> None:
    assert told("Báo cáo") == "Báo cáo"
    assert told(Holder(text="các cơ quan có liên quan")) == "các cơ quan có liên quan"
    assert told(Holder(Slug("phong"))) == "phong"
    assert told(Decimal("2.50")) == "2.50"
    assert told(value=True) == Text("đúng", "true")
    assert told(PartialDate(2024, 6)) == "2024-06"


def test_a_long_list_is_told_in_part() -> None:
    products = tuple(f"Sản phẩm {number}" for number in range(1, 9))
    task = Task(id=Slug("a"), title="Việc", product=products)
    whole = Plan(id=Slug("p"), title="Kế hoạch", tasks=(task,))
    program = Program(Words(subject="task", asserted="False", more={"value": "task.product"}))
    found = program.values(task, whole, Answers(Case(whole, DAY)))
    assert found == {"value": (*products[:6], Text("2 mục khác", "2 more"))}


def test_the_same_words_give_the_same_code() -> None:
    """Two programs of the same words say the same; neither keeps anything of what it was asked."""
    words = Words(subject="task", when="task.due", asserted="task.due < '2024-07' and 0.5 < 1")
    one, other = Program(words), Program(words)
    for task in plan().tasks:
        answers = Answers(Case(plan(), DAY))
        assert one.judge(task, plan(), answers) == other.judge(task, plan(), answers)
        assert one.judge(task, plan(), answers) == one.judge(task, plan(), answers)
    assert re.fullmatch(r"<function .*judge.*|<function .*defined.*", str(one.judge))
