"""Findings and obligations as tuples that can be chosen from."""

import copy
import pickle
from datetime import date
from pathlib import Path

import pytest

import planrules
from planrules import Assessment, Findings, Severity, UnknownIdError
from planrules.model.progress import DeadlineClass, State

PLANS = Path(__file__).resolve().parents[3] / "plans"
DAY = date(2024, 5, 1)


@pytest.fixture(name="found", scope="module")
def fixture_found() -> Assessment:
    return planrules.assess(planrules.load(PLANS / "van-quan-27ct"), as_of=DAY)


@pytest.fixture(name="building", scope="module")
def fixture_building() -> Assessment:
    return planrules.assess(planrules.load(PLANS / "nha-van-hoa"), as_of=date(2026, 4, 13))


def test_findings_are_the_tuple_of_their_items(found: Assessment) -> None:
    plain = tuple(found.findings)
    assert type(plain) is tuple
    assert found.findings == plain
    assert plain == found.findings
    assert hash(found.findings) == hash(plain)
    assert found.findings.plan is found.plan
    assert found.findings.as_of == DAY


def test_a_slice_is_a_selection_and_an_item_is_a_finding(found: Assessment) -> None:
    some = found.findings[2:5]
    assert isinstance(some, Findings)
    assert some == tuple(found.findings)[2:5]
    assert some.plan is found.plan
    assert found.findings[2] == some[0]
    assert found.findings[-1] == tuple(found.findings)[-1]


def test_what_is_joined_is_a_plain_tuple(found: Assessment) -> None:
    assert type(found.findings + found.findings) is tuple
    assert type(found.findings * 2) is tuple


def test_selections_do_not_change(found: Assessment) -> None:
    with pytest.raises(AttributeError, match="Findings does not change"):
        found.findings.as_of = date(2024, 5, 2)
    with pytest.raises(AttributeError, match="Findings does not change"):
        del found.findings.plan


def test_a_pickled_or_copied_selection_knows_its_plan_and_day(found: Assessment) -> None:
    for again in (pickle.loads(pickle.dumps(found.findings)), copy.copy(found.findings)):  # noqa: S301 - our own
        assert type(again) is Findings
        assert again == found.findings
        assert again.plan == found.plan
        assert again.as_of == DAY


def test_findings_are_chosen_by_code_name_severity_and_row(found: Assessment) -> None:
    findings = found.findings
    assert {f.code[:3] for f in findings.of(code="TIM")} == {"TIM"}
    assert findings.of(code="TIM001") == findings.of(code="task-without-deadline")
    assert {f.severity for f in findings.of(severity="info")} == {Severity.INFO}
    assert findings.of(severity=Severity.INFO, code="TIM001") == ()
    assert [f.code for f in findings.of(row="bao-cao")] == [
        f.code for f in findings if f.subject.id == "bao-cao" or "bao-cao" in f.covers
    ]
    assert findings.of() == findings


def test_what_no_plan_has_is_refused(found: Assessment) -> None:
    with pytest.raises(UnknownIdError, match="khong-co"):
        found.findings.of(row="khong-co")
    with pytest.raises(UnknownIdError, match="khong-co"):
        found.findings.of(unit="khong-co")
    with pytest.raises(UnknownIdError, match="huyen-van-quan"):
        found.findings.of(unit="huyen-van-quan")  # a territory
    with pytest.raises(ValueError, match="grave"):
        found.findings.of(severity="grave")
    with pytest.raises(UnknownIdError, match="khong-co"):
        found.obligations.of(unit="khong-co")
    with pytest.raises(UnknownIdError, match="khong-co"):
        found.obligations.of(task="khong-co")


#: A body holds roles by its own name, in a group, by a heading, and after a body that has ended.
TOLD = """
format = 1
[plan]
id = "ke-hoach"
title = "Kế hoạch"
starts_on = 2025-01-01

[[unit]]
id = "xa-cu"
name = "Xã Cũ"
until = 2025-06-30
successors = "xa-moi"
[[unit]]
id = "xa-moi"
name = "Xã Mới"
since = 2025-07-01
[[unit]]
id = "truong"
name = "Trường Ví Dụ"
[[group]]
id = "cac-xa"
name = "các xã"
members = ["xa-cu"]

[[assignment]]
clause = "IV.3"
lead = "truong"
[[goal]]
id = "muc-tieu"
title = "Mục tiêu"
kind = "general"
[[indicator]]
id = "chi-tieu"
title = "Chỉ tiêu"
goal = "muc-tieu"
lead = "truong"
[[measure]]
id = "giai-phap"
title = "Giải pháp"
coordinate = "truong"
[[task]]
id = "mot"
title = "Việc một"
lead = { each = "cac-xa" }
[[task]]
id = "hai"
title = "Việc hai"
lead = "xa-cu"
[[task]]
id = "ba"
title = "Việc ba"
clause = "IV.3.1"
[[task]]
id = "bon"
title = "Việc bốn"
receive = "truong"
"""


@pytest.mark.parametrize(
    ("day", "unit", "rows"),
    [
        (date(2025, 2, 1), "xa-cu", {"mot", "hai"}),
        (date(2025, 2, 1), "xa-moi", set()),
        (date(2025, 8, 1), "xa-moi", {"mot", "hai"}),
        (date(2025, 8, 1), "xa-cu", {"hai"}),  # no longer in the group
        (date(2025, 8, 1), "cac-xa", {"mot"}),
        (date(2025, 2, 1), "truong", {"ba", "bon", "chi-tieu", "giai-phap"}),
    ],
)
def test_a_finding_is_about_a_body_where_the_body_holds_a_role(
    day: date, unit: str, rows: set[str]
) -> None:
    assessment = planrules.assess(planrules.loads(TOLD), as_of=day)
    chosen = assessment.findings.of(unit=unit)
    kinds = {"task", "indicator", "measure"}
    about = {f.subject.id for f in chosen if f.subject.kind in kinds}
    covered = {row for f in chosen for row in f.covers}
    assert about <= rows
    assert rows <= about | covered
    assert all(rows & set(f.covers) for f in chosen if f.subject.kind == "plan")
    left = assessment.findings.not_in(chosen)
    assert not {f.subject.id for f in left if f.subject.kind in kinds} & rows


def test_a_finding_about_the_body_itself_is_about_the_body() -> None:
    plan = planrules.loads(
        TOLD.replace("since = 2025-07-01", "since = 2025-07-01\nuntil = 2025-06-30")
    )
    findings = planrules.assess(plan, as_of=date(2025, 8, 1)).findings
    about = [f for f in findings if (f.subject.kind, f.subject.id) == ("unit", "xa-moi")]
    assert about
    assert set(about) <= set(findings.of(unit="xa-moi"))
    assert not set(about) & set(findings.of(unit="truong"))


def test_what_is_new_and_what_is_gone_is_told_by_rule_and_subject(found: Assessment) -> None:
    later = planrules.assess(found.plan, as_of=date(2025, 7, 1))
    assert found.findings.not_in(found.findings) == ()
    new = later.findings.not_in(found.findings)
    assert {f.code for f in new} == {"ORG005"}
    assert new.as_of == later.as_of
    assert found.findings.not_in(later.findings) == ()


def test_a_group_means_its_members_on_the_day(found: Assessment) -> None:
    plan, day = found.plan, found.as_of
    members = {unit.id for unit in plan.members("communes", on=day)}
    assert len(members) == 17

    owed = found.obligations.of(unit="communes")
    assert {one.unit for one in owed} == members
    assert owed == found.obligations.only(one for one in found.obligations if one.unit in members)
    assert [one.obligation for one in found.standings.of(unit="communes")] == list(owed)
    measured = found.indicators.of(unit="communes")
    assert measured
    assert measured == found.indicators.only(
        one for one in found.indicators if members & {part.unit for part in one.parts}
    )
    for selection in (found.obligations, found.standings, found.indicators):
        with pytest.raises(UnknownIdError, match="huyen-van-quan"):
            selection.of(unit="huyen-van-quan")  # a territory


def test_standings_are_chosen_by_words_as_well(found: Assessment) -> None:
    standings = found.standings
    assert standings.of(deadline_class="no-deadline") == standings.of(
        deadline_class=DeadlineClass.NO_DEADLINE
    )
    assert standings.of(deadline_class="no-deadline")
    assert standings.of(state="not-started") == standings.of(state=State.NOT_STARTED)
    with pytest.raises(ValueError, match="late"):
        standings.of(deadline_class="late")
    with pytest.raises(ValueError, match="open"):
        standings.of(state="open")


def test_obligations_are_chosen_by_body_task_and_due_day(building: Assessment) -> None:
    owed = building.obligations
    assert [o.task.id for o in owed.of(unit="phong-kinh-te")] == ["ho-so-dat", "tham-dinh"]
    assert [o.period for o in owed.of(task="bao-cao-giam-sat")] == [
        o.period for o in owed if o.task.id == "bao-cao-giam-sat"
    ]
    april = owed.of(due_from=date(2026, 4, 1), due_to=date(2026, 4, 30))
    assert {o.due.month for o in april if o.due} == {4}
    assert len(april) == sum(o.due is not None and o.due.month == 4 for o in owed)
    assert owed.of() == owed


def test_rows_of_a_schedule_and_of_the_clarity_table_are_selections_too(
    building: Assessment,
) -> None:
    assert building.schedule is not None
    rows = building.schedule.tasks
    assert rows[:2].plan is building.plan
    assert building.schedule.critical.as_of == building.as_of
    assert building.schedule.chain(rows[-1]).plan is building.plan
    assert [row.task for row in building.clarity] == list(building.plan.tasks)
    assert building.clarity[1:3].plan is building.plan


def test_what_is_waived_and_what_is_not_are_selections(found: Assessment) -> None:
    assert found.unwaived == found.findings
    assert isinstance(found.waived, Findings)
    assert found.waived == ()
