"""Every form in which a value may be written, and the value that it stands for."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planrules import PlanFileError, dumps, loads
from planrules.model.body import Follow, Selector
from planrules.model.calendar import (
    Beyond,
    CalendarName,
    CalendarTable,
    Certainty,
    SpecialDay,
    Weekday,
)
from planrules.model.dates import Part, PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.model.ids import Slug
from planrules.model.plan import Plan, Recipient, Signer
from planrules.model.recurrence import Recurrence, Rhythm
from planrules.model.responsibility import Holder
from planrules.model.row import Assumption, StatedWords
from planrules.model.task import Link, Output, RelativeDeadline
from planrules.source import times

HEAD = """
format = 1

[plan]
id = "ke-hoach"
title = "Kế hoạch"
{header}

[[unit]]
id = "a"
name = "A"
{unit}

[[unit]]
id = "unknown"
name = "Mã này là của một cơ quan"

[[group]]
id = "nhom"
name = "Nhóm"
members = {members}

[[goal]]
id = "muc-dich"
title = "Mục đích"

[[indicator]]
id = "chi-tieu"
title = "Chỉ tiêu"
{indicator}

[[task]]
id = "viec"
title = "Việc"
{task}
"""
PLACES = {"header": "", "unit": "", "members": "[]", "indicator": "", "task": ""}


def read(**parts: str) -> Plan:
    return loads(HEAD.format(**PLACES | parts))


A = Holder(Slug("a"))
WEEK = Lag(Duration(5, DurationUnit.WORKING_DAYS))


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("lead", '"a"', (A,)),
        ("lead", '["a"]', (A,)),
        ("lead", "[]", ()),
        ("lead", '{ unit = "a" }', (A,)),
        ("lead", '{ each = "nhom" }', (Holder(Slug("nhom"), each=True),)),
        ("lead", '{ text = "các cơ quan" }', (Holder(text="các cơ quan"),)),
        ("lead", '{ text = "các xã" }', (Holder(text="các xã"),)),
        ("lead", '{ unit = "a", official = "Trưởng" }', (Holder(Slug("a"), official="Trưởng"),)),
        ("guide", '{ who = "a", whom = "nhom" }', (Holder(Slug("a"), whom=(Slug("nhom"),)),)),
        ("guide", '"nhom"', (Holder(Slug("nhom")),)),
        ("guide", '["a", { who = "a" }]', (A, A)),
        ("after", '"viec"', (Link(Slug("viec")),)),
        ("after", '"viec +5wd"', (Link(Slug("viec"), WEEK),)),
        ("after", '"viec 5wd"', (Link(Slug("viec"), WEEK),)),
        ("after", '"viec  +5wd "', (Link(Slug("viec"), WEEK),)),
        ("after", '"viec -2d"', (Link(Slug("viec"), Lag(Duration(-2, DurationUnit.DAYS))),)),
        ("after", '[{ task = "viec", lag = "5wd" }]', (Link(Slug("viec"), WEEK),)),
        ("after", '{ task = "viec", assumed = "…" }', (Link(Slug("viec"), None, "…"),)),
        ("output", '"Nhà"', (Output(name="Nhà"),)),
        (
            "output",
            '[{ name = "Nhà", counted_by = "chi-tieu" }]',
            (Output(name="Nhà", counted_by=(Slug("chi-tieu"),)),),
        ),
        ("product", '"Báo cáo"', ("Báo cáo",)),
        ("every", '"quarter"', Recurrence((Rhythm.QUARTER,))),
        ("every", '["quarter"]', Recurrence((Rhythm.QUARTER,))),
        ("every", '["half-year", "year"]', Recurrence((Rhythm.HALF_YEAR, Rhythm.YEAR))),
        ("every", '"unstated"', Recurrence()),
        ("every", '"FREQ=MONTHLY"', Recurrence(rrule="FREQ=MONTHLY")),
        ("due", "2024-04-30", PartialDate(2024, 4, 30)),
        ("due", '"2024-04-30"', PartialDate(2024, 4, 30)),
        ("due", '"2024-04"', PartialDate(2024, 4)),
        ("due", '"2030"', PartialDate(2030)),
        ("due", '"mid-2025-06"', PartialDate(2025, 6, part=Part.MIDDLE)),
        ("due", '"end-2025"', PartialDate(2025, part=Part.END)),
        ("due", '"start-2025-02"', PartialDate(2025, 2, part=Part.START)),
        ("due", "{ before = 2025-12-15 }", PartialDate(2025, 12, 15, is_before=True)),
        ("due", '{ before = "2025-12-15" }', PartialDate(2025, 12, 15, is_before=True)),
        ("due", '{ before = "2026" }', PartialDate(2026, is_before=True)),
        (
            "due",
            '{ before = "mid-2025-06" }',
            PartialDate(2025, 6, part=Part.MIDDLE, is_before=True),
        ),
        ("due_after_close", '"1m"', Term(Duration(1, DurationUnit.MONTHS))),
        ("due_after_close", '"5wd"', Term(WEEK)),
        (
            "deadline_from",
            '{ task = "viec", within = "+3m" }',
            RelativeDeadline(task=Slug("viec"), within=Term(Duration(3, DurationUnit.MONTHS))),
        ),
        ("duration", '"5wd"', WEEK),
        ("duration", '"+5wd"', WEEK),
        ("milestone", "false", False),
        ("serves", '"muc-dich"', (Slug("muc-dich"),)),
        ("assumed", "{}", ()),
        (
            "assumed",
            '{ on = { value = "2024", reason = "…" }, lead = { value = "a", reason = "?" } }',
            (Assumption("lead", (A,), "?"), Assumption("on", PartialDate(2024), "…")),
        ),
        (
            "assumed",
            '{ due = { value = { before = "2026" }, reason = "…" } }',
            (Assumption("due", PartialDate(2026, is_before=True), "…"),),
        ),
        (
            "assumed",
            '{ due_after_close = { value = "1m", reason = "…" } }',
            (Assumption("due_after_close", Term(Duration(1, DurationUnit.MONTHS)), "…"),),
        ),
    ],
)
def test_forms_of_a_task(field: str, written: str, value: Any) -> None:  # noqa: ANN401 - any value
    assert getattr(read(task=f"{field} = {written}").tasks[0], field) == value


def test_words_that_state_a_field() -> None:
    (task,) = read(task='due = "2030"\nstated.due = "đến năm 2030"').tasks

    assert task.stated == (StatedWords("due", "đến năm 2030"),)


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("target", "100", Decimal(100)),
        ("target", "85.50", Decimal("85.5")),
        ("target", "1e2", Decimal(100)),
        ("target", "-0.0", Decimal(0)),
        ("target", "0x64", Decimal(100)),
        ("target", "999999999999999.999999999", Decimal("999999999999999.999999999")),
        ("scope", '"nhom"', (Slug("nhom"),)),
        ("counts", '["thôn", "phố"]', ("thôn", "phố")),
    ],
)
def test_forms_of_an_indicator(field: str, written: str, value: Any) -> None:  # noqa: ANN401 - any value
    assert getattr(read(indicator=f"{field} = {written}").indicators[0], field) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("successors = []", ()),
        ('successors = "unknown"', "unknown"),
        ('successors = ["unknown"]', (Slug("unknown"),)),
        ('successors = "unknown"\nuntil = 2024-04-30', "unknown"),
    ],
)
def test_forms_of_what_came_after(written: str, value: object) -> None:
    assert read(unit=written).units[0].successors == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"a"', (Slug("a"),)),
        ('["a", "unknown"]', (Slug("a"), Slug("unknown"))),
        ("[]", ()),
        ("{}", Selector()),
        (
            '{ kind = "commune", on = 2024-04-12, follow = "none" }',
            Selector(kind=("commune",), on=date(2024, 4, 12), follow=Follow.NONE),
        ),
    ],
)
def test_forms_of_members(written: str, value: object) -> None:
    assert read(members=written).groups[0].members == value


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("blank", '"day"', ("day",)),
        ("issued_on", '"2024-04"', PartialDate(2024, 4)),
        ("work_calendar", '"every-day"', CalendarName.EVERY_DAY),
        ("signed_by", '{ name = "Hà" }', Signer(name="Hà")),
        ("recipients", '[{ unit = "nhom" }]', (Recipient(unit=Slug("nhom")),)),
        ("issuer", '"unknown"', Slug("unknown")),
    ],
)
def test_forms_of_the_header(field: str, written: str, value: Any) -> None:  # noqa: ANN401 - any value
    assert getattr(read(header=f"{field} = {written}"), field) == value


SUNDAY = date(2025, 6, 1)
MONDAY = date(2025, 6, 2)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", CalendarTable()),
        ('weekend = "sun"', CalendarTable(weekend=(Weekday.SUNDAY,))),
        (
            'weekend = ["sat", "sunday"]',
            CalendarTable(weekend=(Weekday.SATURDAY, Weekday.SUNDAY)),
        ),
        ("weekend = []", CalendarTable(weekend=())),
        ("days_off = [2025-06-02]", CalendarTable(days_off=(SpecialDay(date=MONDAY),))),
        ("days_off = []", CalendarTable()),
        (
            (
                'days_worked = [{ date = 2025-06-01, name = "Làm bù", source = "12/QĐ",'
                ' decided_on = 2025-05-20, status = "projected" }]'
            ),
            CalendarTable(
                days_worked=(
                    SpecialDay(
                        date=SUNDAY,
                        name="Làm bù",
                        source="12/QĐ",
                        decided_on=date(2025, 5, 20),
                        status=Certainty.PROJECTED,
                    ),
                )
            ),
        ),
        (
            "[[calendar.days_off]]\ndate = 2025-06-02\n[[calendar.days_off]]\ndate = 2025-06-01",
            CalendarTable(days_off=(SpecialDay(date=MONDAY), SpecialDay(date=SUNDAY))),
        ),
        ('beyond = "project"', CalendarTable(beyond=Beyond.PROJECT)),
    ],
)
def test_forms_of_the_calendar(written: str, value: CalendarTable) -> None:
    plan = loads(f'format = 1\n[plan]\nid = "p"\ntitle = "P"\n[calendar]\n{written}\n')

    assert plan.calendar == value
    assert loads(dumps(plan)) == plan


@pytest.mark.parametrize("day", Weekday)
def test_a_day_of_the_week_has_a_long_and_a_short_name(day: Weekday) -> None:
    for name in (day.value, day.value[:3]):
        assert times.weekday(name) is day


def test_a_plan_need_not_have_a_calendar() -> None:
    assert read().calendar is None


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("plan", "issued_on"),
        ("plan", "starts_on"),
        ("plan", "ends_on"),
        ("indicator", "by"),
        ("task", "on"),
        ("task", "not_before"),
    ],
)
@pytest.mark.parametrize("written", ['"mid-2025-06"', '"end-2025"', "{ before = 2025-12-15 }"])
def test_only_deadlines_are_parts_or_exclude_their_date(
    table: str, field: str, written: str
) -> None:
    head = "[plan]" if table == "plan" else f'[plan]\nid = "p"\ntitle = "P"\n[[{table}]]'
    text = f'format = 1\n{head}\nid = "a"\ntitle = "T"\n{field} = {written}\n'
    with pytest.raises(PlanFileError) as caught:
        loads(text)

    (fault,) = caught.value.faults
    assert fault.code == ("VAL002" if written.startswith('"') else "VAL001")
    assert text.split("\n")[fault.line - 1] == f"{field} = {written}"
    assert fault.column == len(f"{field} = ") + 1


def test_before_what_lies_before_is_no_deadline() -> None:
    with pytest.raises(PlanFileError):
        read(task="due = { before = { before = 2025-12-15 } }")


def test_a_text_has_a_name_in_faults_and_origin() -> None:
    plan = loads(HEAD.format(**PLACES), name="thu.toml")
    assert plan.origin is not None

    assert [file.name for file in plan.origin.files] == ["thu.toml"]
    assert plan.origin.rows["task", "viec"] == (0, ("task", 0))


def test_a_plan_with_thousands_of_faults_tells_the_first_and_says_so() -> None:
    rows = "".join(
        f'[[task]]\nid = "t-{n}"\ntitle = "Việc {n}"\nlead = "khong-co"\n' for n in range(1_500)
    )
    with pytest.raises(PlanFileError) as caught:
        loads(f'format = 1\n[plan]\nid = "a"\ntitle = "b"\n{rows}')
    assert len(caught.value.faults) == 1_000
    assert not caught.value.is_complete
