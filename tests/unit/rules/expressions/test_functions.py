"""Every function, and every field that follows from a record, by hand-worked values."""

from datetime import date
from decimal import Decimal

import pytest

from planrules.errors import OutOfCalendarError
from planrules.model.ids import Slug
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.expressions.answers import (
    UNDEFINED,
    Answers,
    DivisionByNothingError,
    IncomparableLengthsError,
    TooMuchWorkError,
)
from planrules.rules.expressions.functions import FUNCTIONS
from planrules.rules.expressions.program import Program, Words
from tests.judging import DAY, asking, holds, plan, value

_TRUE, _FALSE = Text("đúng", "true"), Text("sai", "false")
_NONE = Text("không có", "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 1 May is the day of the check.
        ('days_until("2024-05-01")', 0),
        ('days_until("2024-05-31")', 30),
        ('days_until("2024-04-30")', -1),
        ('days_until("2024-06")', 60),
        ('days_until("2024")', 244),
        ("days_until(task.due) if task.due else 0", 45),
        ('days_between("2024-02-28", "2024-03-01")', 2),
        ('days_between("2023-02-28", "2023-03-01")', 1),
        ('days_between("2024-03-01", "2024-02-28")', -2),
        ("days_between(as_of, as_of)", 0),
        # From Friday 26 April: the weekend, a day that changed places, two holidays and a Saturday
        # that is worked leave 26 April and 2, 3, 4 and 6 May.
        ('working_days_between("2024-04-26", "2024-05-06")', 5),
        ('working_days_between("2024-05-06", "2024-05-06")', 1),
        ('working_days_between("2024-05-05", "2024-05-05")', 0),
        ('working_days_between("2024-05-06", "2024-04-26")', 0),
        # Tết: 8 to 14 February.
        ('working_days_between("2024-02-05", "2024-02-16")', 5),
        ('is_working_day("2024-05-04")', _TRUE),
        ('is_working_day("2024-05-05")', _FALSE),
        ('is_working_day("2024-04-29")', _FALSE),
        ('is_working_day("2024-09-03")', _FALSE),
        ('is_working_day("2024-09-04")', _TRUE),
        ('is_working_day("mid-2024-06")', _FALSE),
        ('add_months("2024-01-31", 1)', date(2024, 2, 29)),
        ('add_months("2023-01-31", 1)', date(2023, 2, 28)),
        ('add_months("2024-03-31", -1)', date(2024, 2, 29)),
        ('add_months("2024-05-31", 12)', date(2025, 5, 31)),
        ('add_months("2024-02-29", 12)', date(2025, 2, 28)),
        ('add_months("2024-12-15", 1)', date(2025, 1, 15)),
        ('add_months("2024-12-15", 0)', date(2024, 12, 15)),
        ('add_months("2024-12-15", 2.0)', date(2025, 2, 15)),
        ('add_months("2024-02", 1)', date(2024, 3, 29)),
        # Tone marks, capitals, dashes and spaces.
        ('mentions(task.title, "hóa đơn")', _TRUE),
        ('mentions(task.title, "HOÁ ĐƠN")', _TRUE),
        ('mentions(task.title, "hàng hóa")', _TRUE),
        ('mentions(task.title, "hoa don")', _FALSE),
        ('mentions(task.title, "không có", "nhãn")', _TRUE),
        ('mentions(task.title, "không có", "cũng không")', _FALSE),
        ('mentions("khoản 1 – điểm a", "1 - điểm")', _TRUE),
        ('same_text("Uỷ ban  nhân dân", "ủy ban nhân dân")', _TRUE),
        ('same_text("Ủy ban", "Ủy ban xã")', _FALSE),
        ('length("")', 0),
        ('length("Xã")', 2),
        ("length(task.title)", 24),
        ('unit_of("phong")', "phong"),
        ('unit_of("cac-xa")', None),
        ('unit_of("huyen")', None),
        ('unit_of("khong-co")', None),
        ('unit_of("")', None),
        ('task_of("bao-cao")', "bao-cao"),
        ('task_of("ty-le")', None),
        ('task_of("khong-co")', None),
        ('indicator_of("ty-le")', "ty-le"),
        ('indicator_of("bao-cao")', None),
        ('indicator_of("khong-co")', None),
        ('members_of("cac-xa")', ("xa-moi",)),
        ('members_of("phong")', ("phong",)),
        ('members_of("xa-cu")', _NONE),  # a body stands for itself, and it has ended
        ('members_of("khong-co")', _NONE),
        ('members_of("huyen")', _NONE),
        ('indicator_of("khong-co") is None', _TRUE),
        ("count(plan.tasks)", 4),
        ("count(task.product)", 2),
        ("count(x for x in plan.units if x.since)", 1),
        ("count(x.short for x in plan.units)", 4),
        ("sum(length(x) for x in task.product)", 16),
        ("sum(i.target for i in plan.indicators if i.target is not None)", Decimal(85)),
        ("sum(1 for x in plan.units if x.kind)", 0),
        ("any(x == 'Báo cáo' for x in task.product)", _TRUE),
        ("any(x == 'a' for x in task.product)", _FALSE),
        ("any(True for x in task.receive)", _FALSE),
        ("all(False for x in task.receive)", _TRUE),
        ("all(x for x in task.product)", _TRUE),
        ("all(x for x in task.product if x != 'Báo cáo')", _TRUE),
    ],
)
def test_functions(text: str, expected: object) -> None:
    assert value(text) == expected


def test_members_and_bodies_are_those_of_the_day() -> None:
    """The commune that ended on 30 April stands for itself on that day."""
    before = date(2024, 4, 30)
    assert value('members_of("cac-xa")', as_of=before) == ("xa-cu",)
    text = 'any(u.id == "xa-cu" and u.is_active for u in plan.units)'
    assert holds(text, as_of=before)
    assert not holds(text)
    assert holds('any(u.id == "xa-moi" and u.is_active for u in plan.units)')
    text = 'all(any(u.id == "xa-cu" for u in g.members) for g in plan.groups)'
    assert holds(text, as_of=before)
    assert not holds(text)


def test_days_change_places_once_that_is_decided() -> None:
    """29 April and 4 May 2024 did so on 12 April."""
    before, since = date(2024, 4, 11), date(2024, 4, 12)
    text = 'working_days_between("2024-04-29", "2024-04-30")'
    assert (value(text, as_of=before), value(text, as_of=since)) == (1, 0)
    text = 'is_working_day("2024-05-04")'
    assert (value(text, as_of=before), value(text, as_of=since)) == (_FALSE, _TRUE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("task.due_on", date(2024, 6, 17)),  # the Monday after the Saturday that is named
        ("task.kind", "dated"),
        ("task.lead", ("phong",)),
        ("task.coordinate", ("ubnd", "cac-xa")),  # by its heading
        ("task.obligations", ("ke-hoach-vi-du.dan-nhan.once",)),
        ("task.scheduled", "dan-nhan"),
        ("task.scheduled.early_start if task.scheduled else None", date(2024, 1, 2)),
        ("task.scheduled.early_finish if task.scheduled else None", date(2024, 1, 8)),
        ("task.planned", "dan-nhan"),
        ("plan.planned", "ke-hoach-vi-du"),
        ("count(plan.obligations)", 7),
        ("count(o for o in plan.obligations if o.unit)", 6),
        ('count(o for o in plan.obligations if o.ownerless and o.ownerless == "no-lead")', 1),
        (
            'count(o for o in task.obligations if o.nominal_due and o.nominal_due == "2024-06-15")',
            1,
        ),
        ('count(o for o in task.obligations if o.due and o.due == "2024-06-17")', 1),
        ("count(o for o in plan.obligations if o.nominal_due is None)", 1),
        ('count(o for o in plan.obligations if o.deadline_class == "overdue")', 1),
        ('count(o for o in plan.obligations if o.task.kind == "periodic")', 4),
    ],
)
def test_fields_that_follow_from_a_task(text: str, expected: object) -> None:
    assert value(text) == expected


def test_what_is_planned_holds_what_is_assumed() -> None:
    assert not holds("task.priority", of="thuong-xuyen")
    assert holds("task.planned.priority", of="thuong-xuyen")
    assert holds("not task.planned.priority")
    assert holds("all(o.task.priority for o in task.obligations)", of="thuong-xuyen")
    assert holds("all(u.planned.id == u.id for u in plan.units) and plan.planned.id == plan.id")


def test_what_has_no_dates_is_not_scheduled_and_has_no_deadline() -> None:
    assert value("task.scheduled", of="thuong-xuyen") is None
    assert value("task.due_on", of="thuong-xuyen") is None
    empty = Plan(id=Slug("trong"), title="Kế hoạch", tasks=(Task(id=Slug("a"), title="Việc"),))
    words = Words(subject="task", asserted="task.scheduled is None and task.due_on is None")
    assert Program(words).judge(empty.tasks[0], empty, Answers(Case(empty, DAY)))


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("add_months(as_of, 0.5) == as_of", ValueError, "0.5 is no whole number of months"),
        ("add_months(as_of, 99999999) == as_of", OutOfCalendarError, "the years 1 to 9999"),
        (
            'as_of + "99999wd" + "99999wd" + "99999wd" + "99999m" == as_of',
            OutOfCalendarError,
            "year",
        ),
        ("1 / (as_of.year - 2024) == 1", DivisionByNothingError, "1 is divided by 0"),
        (" * ".join(["999999999999999"] * 40) + " == 1", OverflowError, "10"),
        ('(as_of - as_of) > "1wd"', IncomparableLengthsError, "0d and 1wd count different days"),
        ('(as_of - as_of) == "1m"', IncomparableLengthsError, "0d and 1m count different days"),
        ('(as_of - as_of) + "1m" == "1m"', IncomparableLengthsError, "0d and 1m"),
        ('(as_of - as_of) - "1m" == "1m"', IncomparableLengthsError, "0d and 1m"),
    ],
)
def test_what_has_no_answer(text: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        holds(text)
    assert issubclass(error, UNDEFINED)


def test_a_rule_that_looks_at_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elements of every list that is gone through are counted, over all subjects of a rule."""
    monkeypatch.setattr("planrules.rules.expressions.answers.WORK_LIMIT", 50)
    words = Words(subject="task", asserted="all(any(u.id for u in plan.units) for t in plan.tasks)")
    program, given = asking(words, plan().tasks[0])

    assert program.judge(*given)  # four tasks, and four times the first of four bodies
    assert given[2].looked_at == 20
    assert program.judge(*given)
    with pytest.raises(TooMuchWorkError, match="looks at more than 50 elements of lists"):
        program.judge(*given)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_described(name: str) -> None:
    """Each by its name, its arguments and one sentence; and the answers have it."""
    function = FUNCTIONS[name]
    assert function.shape.startswith(f"{name}(")
    shown = function.shape.count(",") + 1 - function.shape.count("…")
    assert shown == len(function.takes)
    assert ("…" in function.shape) is (function.more is not None)
    assert is_sentence(function.doc)
    assert callable(getattr(Answers, name))


def is_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and ". " not in text
