"""The canonical text of a plan."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planrules import Plan, dumps, load, loads
from planrules.model.assignment import NotModelled
from planrules.model.body import Group, Selector, Unit
from planrules.model.calendar import Beyond, CalendarTable, Certainty, SpecialDay, Weekday
from planrules.model.dates import Part, PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.model.goal import Indicator
from planrules.model.ids import Address, Slug
from planrules.model.recurrence import Recurrence, Rhythm
from planrules.model.responsibility import Holder
from planrules.model.row import Assumption, StatedWords
from planrules.model.task import Link, Output, RelativeDeadline, Task
from tests.conftest import Golden

REAL = Path(__file__).resolve().parents[3] / "plans" / "van-quan-27ct"
WEEK = Duration(5, DurationUnit.WORKING_DAYS)


def test_the_real_plan_is_written_whole() -> None:
    real = load(REAL)
    text = dumps(real)

    assert "registers" not in text
    assert len(loads(text).units) == len(real.units) > 0
    assert loads(text) == real
    assert dumps(loads(text)) == text


def test_every_form_is_the_shortest(golden: Golden) -> None:
    holders = (
        Holder(Slug("a")),
        Holder(Slug("nhom"), each=True),
        Holder(Slug("a"), official="Trưởng phòng"),
        Holder(Slug("a"), whom=(Slug("nhom"),)),
        Holder(text="các cơ quan có liên quan", whom=(Slug("a"), Slug("nhom"))),
    )
    links = (
        Link(Slug("viec")),
        Link(Slug("viec"), Lag(WEEK)),
        Link(Slug("viec"), Lag(Duration(-2, DurationUnit.DAYS))),
        Link(Slug("viec"), Lag(WEEK), "để lập lịch"),
        Link(Slug("viec"), None, "để lập lịch"),
    )
    plan = Plan(
        id=Slug("ke-hoach"),
        title='Kế hoạch "thử"',
        issued_on=PartialDate(2024, 4),
        ends_on=PartialDate(2030),
        assumed=(Assumption("starts_on", PartialDate(2024, 4, 1), "…"),),
        units=(
            Unit(id=Slug("a"), name="A", until=date(2025, 6, 30), successors="unknown"),
            Unit(id=Slug("b"), name="B", successors=(Slug("a"),)),
            Unit(id=Slug("c"), name="C", successors=()),
        ),
        groups=(
            Group(id=Slug("nhom"), name="Nhóm", members=(Slug("a"),)),
            Group(id=Slug("xa"), name="Các xã", members=Selector(kind=("commune",))),
        ),
        indicators=(
            Indicator(
                id=Slug("i"),
                title="I",
                baseline=Decimal("12.50"),
                target=Decimal("1E+2"),
            ),
        ),
        tasks=(
            Task(id=Slug("viec"), title="Việc", clause=Address("IV.1"), quote="làm\nviệc"),
            Task(
                id=Slug("viec-2"),
                title="Việc",
                lead=holders[:1],
                coordinate=holders,
                product=("Báo cáo",),
                output=(Output(name="Nhà"), Output(name="Sân", counted_by=(Slug("i"),))),
                due=PartialDate(2024, 4, 30),
                duration=WEEK,
                every=Recurrence((Rhythm.MONTH,)),
                after=links,
                priority=True,
                stated=(StatedWords("due", "ngày 30/4/2024"),),
                assumed=(
                    Assumption("milestone", value=False, reason="…"),
                    Assumption("receive", holders[1:2], "…"),
                ),
            ),
            Task(id=Slug("viec-3"), title="V", every=Recurrence((Rhythm.MONTH, Rhythm.YEAR))),
            Task(id=Slug("viec-4"), title="V", every=Recurrence()),
            Task(id=Slug("viec-5"), title="V", every=Recurrence(rrule="FREQ=DAILY")),
        ),
        not_modelled=(NotModelled(clause=Address("0.1"), reason="…"),),
    )

    golden("dumps/forms.toml", dumps(plan))
    assert loads(dumps(plan)) == plan


def test_times_are_the_shortest(golden: Golden) -> None:
    def task(number: int, **more: Any) -> Task:  # noqa: ANN401 - any field of a task
        return Task(id=Slug(f"viec-{number}"), title="Việc", **more)

    three_months = Term(Duration(3, DurationUnit.MONTHS))
    plan = Plan(
        id=Slug("ke-hoach"),
        title="Kế hoạch",
        calendar=CalendarTable(
            weekend=(Weekday.SUNDAY,),
            days_off=(
                SpecialDay(date=date(2025, 6, 2)),
                SpecialDay(
                    date=date(2025, 6, 3),
                    name="Hội làng",
                    source="12/QĐ-UBND",
                    decided_on=date(2025, 5, 20),
                    status=Certainty.PROJECTED,
                ),
            ),
            days_worked=(SpecialDay(date=date(2025, 6, 7)),),
            beyond=Beyond.PROJECT,
        ),
        tasks=(
            task(1, due=PartialDate(2025, 6, part=Part.MIDDLE)),
            task(2, due=PartialDate(2025, part=Part.END)),
            task(3, due=PartialDate(2025, 12, 15, is_before=True)),
            task(4, due=PartialDate(2026, is_before=True)),
            task(5, due=PartialDate(2025, 2, part=Part.START, is_before=True)),
            task(6, deadline_from=RelativeDeadline(task=Slug("viec-1"), within=three_months)),
            task(7, every=Recurrence((Rhythm.YEAR,)), due_after_close=three_months),
            task(8, assumed=(Assumption("due", PartialDate(2026, 6, is_before=True), "…"),)),
        ),
    )

    golden("dumps/times.toml", dumps(plan))
    assert loads(dumps(plan)) == plan


def test_a_calendar_that_says_nothing_is_still_there() -> None:
    plan = Plan(id=Slug("p"), title="P", calendar=CalendarTable())

    assert dumps(plan).endswith("\n[calendar]\n")
    assert loads(dumps(plan)) == plan


@pytest.mark.parametrize(
    ("first", "second"),
    [("85.50", "85.5"), ("1e2", "100"), ("-0.0", "0"), ("1e-9", "0.000000001")],
)
def test_equal_numbers_are_written_alike(first: str, second: str) -> None:
    head = 'format = 1\n[plan]\nid = "p"\ntitle = "P"\n[[indicator]]\nid = "i"\ntitle = "I"\n'
    plans = [loads(f"{head}target = {number}\n") for number in (first, second)]

    assert plans[0] == plans[1]
    assert dumps(plans[0]) == dumps(plans[1])


def test_a_small_plan_is_small() -> None:
    plan = Plan(id=Slug("p"), title="P")

    assert dumps(plan) == 'format = 1\n\n[plan]\nid = "p"\ntitle = "P"\n'
