"""Findings on time and on owners: one cause is told once, and what is not sure says so."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planrules import Plan, assess
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag
from planrules.model.finding import Finding
from planrules.model.ids import Slug
from planrules.model.obligation import Obligation
from planrules.model.responsibility import Role
from planrules.model.task import Link, Task
from planrules.rules.catalogue import CATALOGUE, chosen
from planrules.rules.times import Times
from planrules.rules.wording import bracketed, counted, doubt, period_called
from planrules.schedule.owing import obligations_of
from tests.registers import days_asked_about, owing_plans
from tests.rules.cases import load_text

DAY = date(2024, 5, 2)
HEADER = 'format = 1\n[plan]\nid = "vi-du"\ntitle = "Kế hoạch ví dụ"\n'
START = "starts_on = 2024-04-01\nends_on = 2024-12-31\n"
UNIT = '[[unit]]\nid = "phong"\nname = "Phòng Ví Dụ"\n'
#: Rules that may say that a deadline can't be met.
ON_DEADLINES = ["TIM001", "TIM002", "TIM003", "TIM004", "TIM007", "TIM014", "TIM016"]
#: Rules that may say that nobody in particular owes something.
ON_OWNERS = ["RES001", "ORG001", "ORG005", "ORG007", "ORG008"]


def task(id: str, *lines: str) -> str:
    """Return a task of a file."""
    return "\n".join([f'[[task]]\nid = "{id}"\ntitle = "Việc {id}"', *lines, ""])


def found(tmp_path: Path, text: str, select: list[str], day: date = DAY) -> tuple[Finding, ...]:
    """Return what some rules find in a plan."""
    plan = load_text(tmp_path, HEADER + text)
    return assess(plan, as_of=day, rules=chosen(CATALOGUE, select=select)).findings


# --------------------------------------------------------------------------- one cause, one finding

A, B, C = "a", "b", "c"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            START + task(A, 'duration = "5wd"'),
            [("TIM001", A)],
            id="without-a-deadline-none-is-missed",
        ),
        pytest.param(
            START + task(A, "not_before = 2024-06-03", 'duration = "5wd"', "due = 2024-05-31"),
            [("TIM002", A)],
            id="due-before-it-may-begin",
        ),
        pytest.param(
            START + task(A, "not_before = 2024-06-03", "due = 2024-03-29"),
            [("TIM002", A)],
            id="due-before-it-may-begin-and-before-the-plan",
        ),
        pytest.param(
            "starts_on = 2030-01-01\nends_on = 2024-12-31\n"
            + task(A, "due = 2024-06-03")
            + task(B, "due = 2027-06-03", 'after = "a"'),
            [("TIM002", "vi-du")],
            id="a-plan-that-ends-before-it-starts",
        ),
        pytest.param(
            START + task(A, 'duration = "5wd"', "due = 2024-03-29"),
            [("TIM003", A)],
            id="due-before-the-plan-starts",
        ),
        pytest.param(
            START
            + task(A, 'duration = "5wd"', "due = 2024-04-12")
            + task(B, 'duration = "5wd"', "due = 2024-03-29", 'after = "a"'),
            [("TIM003", B)],
            id="due-before-the-plan-starts-and-after-other-work",
        ),
        pytest.param(
            START + task(A, "due = 2025-06-30") + task(B, "due = 2024-11-29", 'after = "a"'),
            [("TIM003", A)],
            id="what-comes-first-is-due-after-the-plan-ends",
        ),
        pytest.param(
            START
            + task(A, 'duration = "20wd"', "due = 2024-06-28")
            + task(B, 'duration = "1wd"', "due = 2024-04-15", 'after = "a"')
            + task(C, 'duration = "1wd"', "due = 2024-04-30", 'after = "b"'),
            [("TIM004", B)],
            id="deadlines-in-the-wrong-order",
        ),
        pytest.param(
            START + task(A, 'duration = "20wd"', "due = 2024-04-12"),
            [("TIM007", A)],
            id="longer-than-the-time-from-the-start",
        ),
        pytest.param(
            START
            + task(A, 'duration = "2wd"', "due = 2024-04-05")
            + task(B, 'duration = "20wd"', "due = 2024-04-19", 'after = "a"')
            + task(C, 'duration = "1wd"', "due = 2024-04-22", 'after = "b"'),
            [("TIM007", B)],
            id="longer-than-the-time-from-the-start-whatever-comes-first",
        ),
        pytest.param(
            START + task(A, 'duration = "3d"', "due = 2024-06-04", "not_before = 2024-06-01"),
            [("TIM007", A)],
            id="calendar-days-count-from-the-first-working-day",
        ),
        pytest.param(
            START + task(A, 'duration = "0wd"', "due = 2024-06-02", "not_before = 2024-06-01"),
            [("TIM007", A)],
            id="an-event-between-days-off",
        ),
        pytest.param(
            "issued_on = 2024-05-10\n"
            + START.replace("2024-04-01", "2024-05-02")
            + task(A, "due = 2024-05-03"),
            [("TIM007", A)],
            id="due-before-the-plan-is-issued",
        ),
        pytest.param(
            START
            + task(A, "on = 2024-06-05")
            + task(B, "not_before = 2024-07-01", 'deadline_from = { task = "a", within = "5wd" }'),
            [("TIM007", B)],
            id="due-by-another-task-before-it-may-begin",
        ),
        pytest.param(
            START
            + task(A, 'duration = "10wd"', "due = 2024-04-12")
            + task(B, 'duration = "10wd"', "due = 2024-04-19", 'after = "a"')
            + task(C, 'duration = "1wd"', "due = 2024-04-22", 'after = "b"'),
            [("TIM014", B)],
            id="longer-than-the-time-after-what-comes-first",
        ),
        pytest.param(
            START
            + task(A, 'duration = "10wd"')
            + task(B, 'duration = "10wd"', "on = 2024-04-08", 'after = "a"'),
            [("TIM001", A), ("TIM014", B)],
            id="fixed-on-a-day-that-comes-too-soon",
        ),
        pytest.param(
            START + task(A, "on = 2024-06-15", 'duration = "2wd"'),
            [],
            id="an-event-of-some-days-that-begins-on-a-day-off",
        ),
        pytest.param(
            START
            + task(A, 'every = "quarter"', 'due_after_close = "5wd"', 'receive = "phong"')
            + task(
                B,
                'every = "quarter"',
                'due_after_close = "2wd"',
                'receive = "phong"',
                'after = "a"',
                'fed_by = "a"',
            )
            + UNIT,
            [("TIM004", B)],
            id="a-report-due-before-the-one-it-uses-and-comes-after",
        ),
        pytest.param(
            START + task(A, 'every = "quarter"', 'receive = "phong"') + UNIT,
            [("TIM008", A)],
            id="a-report-without-a-term-is-due-on-no-day-off",
        ),
        pytest.param(
            START + task(A, 'deadline_from = { task = "b", within = "5wd" }') + task(B),
            [("TIM001", B), ("TIM016", A)],
            id="nothing-to-count-from",
        ),
        pytest.param(
            task(A, "due = 2024-06-14"), [], id="a-deadline-alone-needs-no-start-of-the-plan"
        ),
    ],
)
def test_a_deadline_that_can_not_be_met_is_told_once(
    tmp_path: Path, text: str, told: list[tuple[str, str]]
) -> None:
    select = [*ON_DEADLINES, "TIM005", "TIM008", "TIM015"]
    findings = [f for f in found(tmp_path, text, select) if f.name != "deadline-on-day-off"]

    assert sorted((f.code, f.subject.id) for f in findings) == told


def test_what_a_chain_makes_late_is_covered_by_the_first_finding(tmp_path: Path) -> None:
    text = (
        START
        + task(A, 'duration = "10wd"')
        + task(B, 'duration = "10wd"', "due = 2024-04-19", 'after = "a"')
        + task(C, 'duration = "1wd"', 'after = "b"')
        + task("d", 'duration = "1wd"', "due = 2024-04-23", 'after = "c"')
    )

    (finding,) = found(tmp_path, text, ["TIM014"])

    assert (finding.subject.id, finding.covers) == (B, ("d",))


@pytest.mark.parametrize(("earlier", "failed"), [("-3wd", 0), ("-2wd", 1)])
def test_a_report_may_be_due_so_long_before_the_one_it_follows(
    tmp_path: Path, earlier: str, failed: int
) -> None:
    plan = load_text(
        tmp_path,
        HEADER
        + START
        + task(A, 'every = "quarter"', 'due_after_close = "5wd"')
        + task(B, 'every = "quarter"', 'due_after_close = "2wd"', f'after = "a {earlier}"'),
    )
    (count,) = assess(plan, as_of=DAY, rules=chosen(CATALOGUE, select=["TIM004"])).counts

    assert (count.passed, count.failed, count.not_applicable) == (1 - failed, failed, 1)


def test_without_a_schedule_no_deadline_is_missed(tmp_path: Path) -> None:
    plan = load_text(tmp_path, HEADER + task(A, "due = 2024-06-14"))

    assert Times(plan, DAY).missed == {}


@pytest.mark.parametrize(
    "text",
    [
        task(A, "due = 2024-06-14") + task(B, 'deadline_from = { task = "c", within = "1d" }'),
        task(A, "due = 2035-06-14")
        + task(B, "due = 2035-06-15", 'after = "a +5wd"')
        + task(C, 'every = "quarter"'),
        "starts_on = 2022-01-01\n" + task(A, 'every = "quarter"', 'due_after_close = "5wd"'),
    ],
)
def test_what_a_rule_says_does_not_depend_on_which_others_are_asked(
    tmp_path: Path, text: str
) -> None:
    """Each works out what it needs; nothing is left behind for the next."""
    plan = load_text(tmp_path, HEADER + text + task(C) * ('id = "c"' not in text))
    together = assess(plan, as_of=DAY)

    for rule in CATALOGUE:
        alone = assess(plan, as_of=DAY, rules=[rule])
        assert alone.findings == tuple(f for f in together.findings if f.code == rule.code)
        assert alone.counts == tuple(c for c in together.counts if c.code == rule.code)


_DAYS = st.dates(date(2024, 5, 25), date(2024, 7, 10)).map(PartialDate.from_date)
_LENGTHS = st.builds(
    Duration, st.integers(0, 15), st.sampled_from([DurationUnit.WORKING_DAYS, DurationUnit.DAYS])
)


@st.composite
def dated_plans(draw: st.DrawFn) -> Plan:
    """Return plans of a few dated tasks whose deadlines are often too early."""
    ids = [Slug(f"t-{number}") for number in range(4)]
    tasks = []
    for id in ids:
        links = st.builds(
            Link, st.sampled_from(ids), st.none() | _LENGTHS.map(Lag) | st.just(Lag(_LEAD))
        )
        some = st.lists(links, max_size=2).map(tuple)
        tasks.append(
            Task(
                id=id,
                title=id,
                due=draw(st.none() | _DAYS),
                on=draw(st.none() | st.none() | _DAYS),
                duration=draw(st.none() | _LENGTHS),
                not_before=draw(st.none() | _DAYS),
                after=draw(some),
                ends_after_end_of=draw(some),
                starts_after_start_of=draw(some),
            )
        )
    return Plan(
        id=Slug("p"),
        title="P",
        issued_on=draw(st.none() | _DAYS),
        starts_on=PartialDate(2024, 6, 1),
        ends_on=draw(st.none() | st.just(PartialDate(2024, 7, 5))),
        tasks=tuple(tasks),
    )


_LEAD = Duration(-3, DurationUnit.WORKING_DAYS)


@given(dated_plans())
def test_whatever_can_not_be_met_is_told_and_told_once(plan: Plan) -> None:
    """On the task itself or on one that drives it; no task is told of by two rules."""
    rules = chosen(CATALOGUE, select=["TIM002", "TIM003", "TIM004", "TIM007", "TIM014"])
    findings = assess(plan, as_of=DAY, rules=rules).findings
    told: dict[str, set[str]] = {}
    for finding in findings:
        told.setdefault(finding.subject.id, set()).add(finding.code)
    times = Times(plan, DAY)
    schedule = times.schedule

    for codes in told.values():
        assert codes <= {"TIM004", "TIM007"} or len(codes) == 1
    for row in schedule.tasks if schedule else ():
        if times.is_missed(row) and schedule is not None:
            assert any(step.id in told for step in schedule.chain(row)), row.id


# ----------------------------------------------------------------------------------------- owners


@given(st.data())
def test_whatever_nobody_owes_is_told(data: st.DataObject) -> None:
    """On its task, on the heading that assigns it, on the group, or on the body."""
    plan = data.draw(owing_plans())
    day = data.draw(days_asked_about(plan))
    findings = assess(plan, as_of=day, rules=chosen(CATALOGUE, select=ON_OWNERS)).findings
    told = {id for finding in findings for id in (finding.subject.id, *finding.covers)}

    for owed in obligations_of(plan, as_of=day):
        if owed.ownerless is not None and owed.withdrawn is None:
            leads = {r.holder.who for r in owed.roles if r.role is Role.LEAD}
            headings = {r.heading for r in owed.roles if r.role is Role.LEAD}
            assert told & {owed.task.id, *leads, *headings}, (owed.uid, owed.ownerless)


@given(st.data())
def test_no_body_that_others_speak_of_is_told_again(data: st.DataObject) -> None:
    """ORG008 is silent on bodies that ORG001 and ORG005 name for the task, and on their heirs."""
    plan = data.draw(owing_plans())
    day = data.draw(days_asked_about(plan))
    findings = assess(plan, as_of=day, rules=chosen(CATALOGUE, select=["ORG"])).findings
    spoken_of = [
        (id, key)
        for finding in findings
        if finding.code in {"ORG001", "ORG005"}
        for id in {finding.subject.id, *finding.covers}
        for key in heirs(plan, finding.key or "")
    ]

    assert not [
        finding
        for finding in findings
        if finding.code == "ORG008" and (finding.subject.id, finding.key) in spoken_of
    ]


def heirs(plan: Plan, id: str) -> set[str]:
    """Return a body and all that came after it."""
    seen: set[str] = set()
    waiting = [id]
    while waiting:
        id = waiting.pop()
        if id not in seen:
            seen.add(id)
            after = getattr(plan.body(id), "successors", None)
            waiting += after if isinstance(after, tuple) else ()
    return seen


# ---------------------------------------------------------------------- what is not sure says so

ASSUMED = ("(tạm tính", "(assumed")
PROJECTED = ("theo lịch nghỉ dự báo)", "by projected days off)")


def supposed(field: str, value: str) -> str:
    """Return the line of a file that assumes a field."""
    return f'assumed.{field} = {{ value = {value}, reason = "theo lệ" }}'


@pytest.mark.parametrize(
    ("code", "text", "day", "marks"),
    [
        (
            "TIM004",
            START
            + task(A, supposed("on", "2024-06-03"))
            + task(B, "due = 2024-06-28")
            + task(C, 'deadline_from = { task = "a", within = "5wd" }', 'after = "b"'),
            DAY,
            [ASSUMED],
        ),
        (
            "TIM004",
            "starts_on = 2027-01-04\n"
            + task(A, "due = 2027-02-01")
            + task(B, "due = 2027-02-12", 'after = "a +8wd"'),
            DAY,
            [PROJECTED],
        ),
        (
            "TIM004",
            "starts_on = 2027-01-04\nends_on = 2027-06-30\n"
            + task(A, 'every = "quarter"', 'due_after_close = "5wd"')
            + task(
                B,
                'every = "quarter"',
                supposed("due_after_close", '"2wd"'),
                'after = "a"',
            ),
            DAY,
            [ASSUMED, PROJECTED],
        ),
        ("TIM005", task(A, supposed("due", "2024-06-15")), DAY, [ASSUMED]),
        ("TIM005", task(A, "due = 2027-02-05"), DAY, [PROJECTED]),
        (
            "TIM005",
            "starts_on = 2027-01-04\nends_on = 2027-06-30\n"
            + task(A, 'every = "month"', supposed("due_after_close", '"21d"')),
            DAY,
            [ASSUMED, PROJECTED],
        ),
        ("TIM006", task(A, supposed("due", "2024-04-15")), DAY, [ASSUMED]),
        (
            "TIM006",
            UNIT + task(A, "due = 2024-04-15", supposed("lead", '["phong"]')),
            DAY,
            [ASSUMED],
        ),
        (
            "TIM006",
            START.replace("2024", "2027")
            + task(A, "on = 2027-05-03")
            + task(B, 'deadline_from = { task = "a", within = "5wd" }'),
            date(2027, 6, 1),
            [PROJECTED],
        ),
        ("TIM013", task(A, supposed("due", "2024-05-03")), DAY, [ASSUMED]),
        (
            "TIM013",
            task(A, "due = 2027-05-01", 'day_off = "next-working-day"'),
            date(2027, 4, 29),
            [PROJECTED],
        ),
        (
            "TIM007",
            START + task(A, 'duration = "20wd"', supposed("due", "2024-04-12")),
            DAY,
            [ASSUMED],
        ),
        (
            "TIM007",
            START + task(A, "due = 2024-04-12", supposed("duration", '"20wd"')),
            DAY,
            [ASSUMED],
        ),
        (
            "TIM007",
            supposed("starts_on", "2024-05-02") + "\n" + task(A, "due = 2024-04-12"),
            DAY,
            [ASSUMED],
        ),
        (
            "TIM007",
            "starts_on = 2027-02-03\n" + task(A, 'duration = "5wd"', "due = 2027-02-12"),
            DAY,
            [PROJECTED],
        ),
        (
            "TIM008",
            START.replace("2024", "2027")
            + UNIT
            + task(
                A,
                'every = "quarter"',
                'receive = "phong"',
                supposed("due_after_close", '"0wd"'),
            ),
            DAY,
            [ASSUMED, PROJECTED],
        ),
        (
            "TIM008",
            START
            + UNIT
            + task(A, 'every = "quarter"', supposed("due_after_close", '"5wd"'))
            + task(
                B,
                'every = "quarter"',
                'receive = "phong"',
                'due_after_close = "2wd"',
                'fed_by = "a"',
            ),
            DAY,
            [ASSUMED],
        ),
        (
            "TIM014",
            START
            + task(A, supposed("duration", '"10wd"'))
            + task(B, 'duration = "2wd"', "due = 2024-04-12", 'after = "a"'),
            DAY,
            [ASSUMED],
        ),
        (
            "TIM014",
            "starts_on = 2027-02-01\n"
            + task(A, 'duration = "10wd"')
            + task(B, 'duration = "2wd"', "due = 2027-02-12", 'after = "a"'),
            DAY,
            [PROJECTED],
        ),
    ],
)
def test_what_is_assumed_or_projected_says_so(
    tmp_path: Path, code: str, text: str, day: date, marks: list[tuple[str, str]]
) -> None:
    findings = [f.message for f in found(tmp_path, text, [code], day)]
    *_, message = (m for m in findings if "chưa nêu hạn gửi" not in m.text("vi"))

    for index, language in enumerate(("vi", "en")):
        words = message.text(language)
        said = [mark for mark in (ASSUMED, PROJECTED) if mark[index] in words]
        assert said == marks, words


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "TIM004",
            START + task(A, "due = 2024-06-28") + task(B, "due = 2024-06-03", 'after = "a"'),
        ),
        ("TIM005", task(A, "due = 2024-09-02")),
        ("TIM006", task(A, "due = 2024-04-15")),
        ("TIM007", START + task(A, 'duration = "20wd"', "due = 2024-04-12")),
        ("TIM013", task(A, "due = 2024-05-03")),
    ],
)
def test_what_the_plan_states_is_not_marked(tmp_path: Path, code: str, text: str) -> None:
    (finding,) = found(tmp_path, text, [code])

    assert "tạm tính" not in finding.message.text("vi")
    assert "dự báo" not in finding.message.text("vi")


# ------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("label", "vi"),
    [
        ("2024-01", "tháng 01/2024"),
        ("2024-02", "tháng 02/2024"),
        ("2024-03", "tháng 3/2024"),
        ("2024-10", "tháng 10/2024"),
        ("2024-Q1", "quý I/2024"),
        ("2024-Q4", "quý IV/2024"),
        ("2024-H1", "6 tháng đầu năm 2024"),
        ("2024-H2", "6 tháng cuối năm 2024"),
        ("2024-9M", "9 tháng đầu năm 2024"),
        ("2024", "năm 2024"),
    ],
)
def test_periods_are_called_as_offices_call_them(label: str, vi: str) -> None:
    called = period_called(
        Obligation(uid="", task=Task(id=Slug("a"), title="A"), period=label, unit=None)
    )

    assert (called.vi, called.en) == (vi, label)


def test_occurrences_of_a_rule_are_called_by_their_numbers(tmp_path: Path) -> None:
    daily = "starts_on = 2024-04-01\nends_on = 2029-12-31\n" + task(A, 'every = "FREQ=DAILY"')
    plan = load_text(tmp_path, HEADER + daily)

    called = [period_called(owed) for owed in obligations_of(plan, as_of=DAY)]

    assert (called[11].vi, called[11].en) == ("thứ 12", "no. 12")
    assert (called[1023].vi, called[1023].en) == ("thứ 1024", "no. 1024")


def test_days_are_counted_as_offices_count_them() -> None:
    assert (counted(3).vi, counted(3).en) == ("03 ngày làm việc", "3 working days")
    assert (counted(1).vi, counted(1).en) == ("01 ngày làm việc", "1 working day")
    assert counted(12).vi == "12 ngày làm việc"


def test_nothing_stands_in_brackets_for_nothing() -> None:
    assert bracketed([]) == bracketed([""]) == ""
    assert (doubt(None).vi, doubt(None).en) == ("", "")
