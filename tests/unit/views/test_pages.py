"""What notebooks show of plans and of what is said of them."""

import os
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest

import planrules
from planrules import Assessment, Plan
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit
from planrules.model.ids import Slug
from planrules.model.plan import Language
from planrules.model.task import Link, LinkType, Task
from planrules.model.waiver import Waiver
from planrules.views.pages import drawing, line, page
from planrules.views.signs import shortened
from tests.conftest import Golden
from tests.exceptions import exceptional

ROOT = Path(__file__).resolve().parents[3]
MONDAY = PartialDate(2026, 3, 2)


def real(day: date, language: Language = Language.VI) -> Assessment:
    plan = attrs.evolve(planrules.load("plans/van-quan-27ct"), language=language)
    return planrules.assess(plan, as_of=day)


def measured(language: Language) -> Assessment:
    plan = attrs.evolve(planrules.load("tests/fixtures/indicators"), language=language)
    return planrules.assess(plan, as_of=date(2025, 7, 2))


def example(language: Language = Language.VI) -> Assessment:
    plan = attrs.evolve(planrules.load("plans/nha-van-hoa"), language=language)
    return planrules.assess(plan, as_of=date(2026, 4, 13))


def tracked(language: Language) -> Assessment:
    plan = attrs.evolve(planrules.load("plans/so-hoa-ho-so"), language=language)
    return planrules.assess(plan, as_of=date(2025, 7, 15))


@pytest.fixture(autouse=True)
def fixture_at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # pages name files as they were reached


@pytest.mark.parametrize("language", Language)
def test_pages_are_these(language: Language, golden: Golden) -> None:
    assessment = real(date(2024, 5, 1), language)
    later = real(date(2025, 7, 1), language)
    building = example(language)
    assert building.schedule is not None
    for name, value in {
        "plan": assessment.plan,
        "plan-nha-van-hoa": building.plan,
        "assessment": later,
        "findings": assessment.findings.of(unit="pvhtt"),
        "clarity": assessment.clarity,
        "obligations": later.obligations,
        "obligations-nha-van-hoa": building.obligations,
        "indicators": measured(language).indicators,
        "no-indicators": measured(language).indicators[:0],
        "status": planrules.status_of(tracked(language).standings),
        "no-status": planrules.status_of(building.standings[:0]),
        "schedule": building.schedule,
        "critical": building.schedule.critical,
    }.items():
        golden(f"views/{name}.{language}.html", value._repr_html_())


def test_a_finding_alone_is_shown_in_vietnamese(golden: Golden) -> None:
    (finding,) = real(date(2024, 5, 1)).findings.of(code="RES001")
    golden("views/finding.html", finding._repr_html_())


def test_a_console_is_shown_a_line() -> None:
    assessment = example()
    assert [
        line(value)
        for value in (
            assessment.plan,
            assessment,
            assessment.findings,
            assessment.findings[0],
            assessment.schedule,
        )
    ] == [
        "<Plan nha-van-hoa-2026: 26 tasks>",
        f"<Assessment nha-van-hoa-2026 2026-04-13: {len(assessment.findings)} findings>",
        f"<Findings nha-van-hoa-2026 2026-04-13: {len(assessment.findings)}>",
        f"<Finding {assessment.findings[0].code} task khao-sat: {assessment.findings[0].severity}>",
        "<Schedule nha-van-hoa-2026 2026-04-13: 25 rows>",
    ]


def test_ipython_is_given_the_kinds_that_it_wants() -> None:
    plan = example().plan
    both = {"text/plain": line(plan), "text/html": page(plan)}
    assert plan._repr_mimebundle_() == both
    assert list(plan._repr_mimebundle_(include={"text/plain"})) == ["text/plain"]
    assert list(plan._repr_mimebundle_(exclude={"text/plain"})) == ["text/html"]


def test_what_is_no_value_of_ours_has_neither_page_nor_line_nor_drawing() -> None:
    with pytest.raises(TypeError, match="int has no page"):
        page(1)
    with pytest.raises(TypeError, match="int has no page"):
        line(1)
    with pytest.raises(TypeError, match="int can't be drawn"):
        drawing(1, language=None)


def waived(assessment: Assessment) -> Assessment:
    waiver = Waiver(
        rule="RES001",
        subject="x",
        reason="ví dụ",
        approver=Slug("ubnd-huyen"),
        document="01/VB-VD",
        granted=date(2024, 4, 1),
        expires=date(2024, 12, 31),
    )
    findings = (
        attrs.evolve(f, waiver=waiver) if f.code == "RES001" else f for f in assessment.findings
    )
    return attrs.evolve(assessment, findings=assessment.findings.only(findings))


def test_what_is_waived_stays_visible_and_says_until_when() -> None:
    shown = waived(real(date(2024, 5, 1)))._repr_html_()
    assert "; 1 ngoại lệ được chấp thuận; đã xét" in shown
    before, _, apart = shown.partition("<strong>Ngoại lệ được chấp thuận (1)</strong>")
    assert "RES001" not in before
    assert apart.count("RES001") == 1
    for words in (
        "Lý do: ví dụ",
        "Cơ quan chấp thuận: UBND huyện",
        "Văn bản: 01/VB-VD",
        "Hiệu lực: từ ngày 01/4/2024 đến hết ngày 31/12/2024",
    ):
        assert words in apart
    assert "Cách xử lý" not in apart


def test_a_page_holds_what_a_text_report_holds() -> None:
    assessment = exceptional()
    shown = assessment._repr_html_()
    assert "đúng: task.lead is None (task.lead = không có)" in shown
    assert "Nội dung cần rà soát (5)" in shown
    assert "(1) – XYZ001" in shown.partition("<strong>Ngoại lệ được chấp thuận (1)</strong>")[2]
    assert "; 1 nội dung đã ghi nhận từ trước, không nêu lại; đã xét 6 quy tắc." in shown
    assert "1/6 quy tắc không có nội dung để xét: XYZ005; 1/6 quy tắc bị lỗi: XYZ009." in shown


def test_a_waived_finding_alone_names_its_approver_as_it_is_written() -> None:
    (finding,) = exceptional().waived
    shown = finding._repr_html_()
    assert "<strong>Ngoại lệ được chấp thuận</strong>" in shown
    assert "Cơ quan chấp thuận: ubnd-xa (Chủ tịch)" in shown


def test_of_a_choice_with_nothing_in_it_nothing_more_is_said() -> None:
    shown = exceptional().findings.of(code="ABC")._repr_html_()
    assert "<p>Danh sách không có nội dung nào.</p>" in shown


def test_where_everything_was_known_nothing_is_new() -> None:
    found = real(date(2024, 5, 1))
    known = {finding.fingerprint for finding in found.findings}
    shown = planrules.assess(found.plan, as_of=found.as_of, known=known)._repr_html_()
    nothing = "<p>Không có nội dung mới cần rà soát"
    put_aside = f"; {len(known)} nội dung đã ghi nhận từ trước, không nêu lại."
    assert shown.count(nothing) == 2
    assert f"{nothing}{put_aside}" in shown
    assert "Không có nội dung cần rà soát" not in shown


def test_an_assessment_without_findings_says_so() -> None:
    found = real(date(2024, 5, 1))
    none = attrs.evolve(found, findings=found.findings[:0])
    assert none._repr_html_().count("Không có nội dung cần rà soát.") == 2


def bare(*tasks: Task) -> Plan:
    return planrules.Plan(id=Slug("a"), title="Kế hoạch", starts_on=MONDAY, tasks=tasks)


def test_a_plan_without_tasks_has_a_page_all_the_same() -> None:
    assessment = planrules.assess(bare(), as_of=MONDAY.first)
    assert "Không có đầu việc nào." in assessment.obligations._repr_html_()
    assert "Không có nhiệm vụ" in assessment.clarity._repr_html_()
    assert "0 nhiệm vụ" in assessment.plan._repr_html_()
    schedule = planrules.schedule.critical_path(assessment.plan, as_of=MONDAY.first)
    assert "Không có nhiệm vụ nào có thời gian" in schedule._repr_html_()
    assert "Không có nhiệm vụ nào có thời gian" in schedule.tasks._repr_html_()


def work(id: str, days: int, *after: str, due: PartialDate | None = None) -> Task:
    return Task(
        id=Slug(id),
        title=f"Việc {id}",
        duration=Duration(days, DurationUnit.WORKING_DAYS),
        after=tuple(Link(Slug(before)) for before in after),
        due=due,
    )


def test_a_deadline_that_cannot_be_met_is_said_to_be_late() -> None:
    late = work("a", 8, due=PartialDate(2026, 3, 6))
    schedule = planrules.schedule.critical_path(bare(late), as_of=MONDAY.first)
    assert "trễ hạn −3" in schedule.to_svg()


def test_what_waits_for_itself_is_listed_without_a_bar() -> None:
    ring = bare(work("a", 1, "b"), work("b", 1, "a"), work("c", 1))
    schedule = planrules.schedule.critical_path(ring, as_of=MONDAY.first)
    assert schedule.to_svg().count("chờ nhau thành vòng, chưa tính được") == 2
    assert "Chưa tính được vì chờ nhau thành vòng: “Việc a” và “Việc b”." in schedule._repr_html_()


@pytest.mark.parametrize("kind", LinkType)
def test_links_of_every_kind_join_what_is_critical(kind: LinkType) -> None:
    plan = planrules.loads(
        'format = 1\n[plan]\nid = "a"\ntitle = "Kế hoạch"\nstarts_on = 2026-03-02\n'
        '[[task]]\nid = "truoc"\ntitle = "Việc trước"\nduration = "3wd"\n'
        f'[[task]]\nid = "sau"\ntitle = "Việc sau"\nduration = "2wd"\n{kind} = "truoc +5wd"\n'
    )
    drawn = planrules.schedule.critical_path(plan, as_of=MONDAY.first).to_svg()
    assert drawn.count('fill="none" stroke="#d13438" stroke-width="1.5"') == 1


def test_of_a_long_schedule_the_critical_rows_are_drawn_first_and_the_rest_is_counted() -> None:
    short = [work(f"v{number}", 1) for number in range(300)]
    plan = bare(*short, work("dai", 40))
    schedule = planrules.schedule.critical_path(plan, as_of=MONDAY.first)
    drawn = schedule.to_svg()
    assert "● Việc dai" in drawn
    assert "Việc v198" in drawn
    assert "Việc v199" not in drawn
    assert "Chỉ vẽ 200 trong 301 dòng" in drawn
    assert "Còn 101 dòng chưa hiển thị" in schedule._repr_html_()
    assert "Còn 101 dòng chưa hiển thị" in plan._repr_html_()
    assessment = planrules.assess(plan, as_of=MONDAY.first)
    assert "Còn 101 dòng chưa hiển thị" in assessment.clarity._repr_html_()
    assert "Còn 101 dòng chưa hiển thị" in assessment.obligations._repr_html_()
    more = len(assessment.findings) - 200
    assert more > 0
    assert f"Còn {more} dòng chưa hiển thị" in assessment.findings._repr_html_()


def test_a_schedule_of_decades_names_years_and_shades_no_days() -> None:
    plan = bare(work("a", 5, due=PartialDate(2060)))
    drawn = planrules.schedule.critical_path(plan, as_of=MONDAY.first).to_svg()
    assert 'opacity="0.08"' not in drawn
    assert ">01/2030<" in drawn
    assert ">02/2030<" not in drawn


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Xây " * 5_000, f"{'Xây ' * 10}X…"),
        ("ắ" * 20_000, f"{'ắ' * 41}…"),
        (unicodedata.normalize("NFD", "ắ") * 20_000, f"{unicodedata.normalize('NFD', 'ắ') * 41}…"),
        ("文" * 20_000, f"{'文' * 20}…"),
        ("ắ" * 42, "ắ" * 42),
    ],
)
def test_a_long_title_is_cut(title: str, cut: str) -> None:
    assert shortened(title, 42) == cut
    schedule = planrules.schedule.critical_path(
        bare(attrs.evolve(work("a", 1), title=title)), as_of=MONDAY.first
    )
    assert len(schedule.to_svg()) < 100_000


def test_a_drawing_is_a_file_of_its_own_in_either_language() -> None:
    schedule = example().schedule
    assert schedule is not None
    assert ET.fromstring(schedule.to_svg()).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    assert "Schedule and critical path" in schedule.to_svg(language="en")


def test_the_same_value_has_the_same_page() -> None:
    assert real(date(2025, 7, 1))._repr_html_() == real(date(2025, 7, 1))._repr_html_()


def loaded(code: str, *arguments: str) -> set[str]:
    """Return the modules that a program of its own has loaded in the end."""
    tail = "; import sys; print(*sys.modules, file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", code + tail, *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ},  # noqa: TID251 - of the test, not of the library
        text=True,
    )
    return set(result.stderr.split())


VIEWS = {f"planrules.views.{name}" for name in ("pages", "records", "frames", "gantt", "markup")}


def test_neither_the_import_nor_the_command_line_pays_for_views() -> None:
    assert not {n for n in loaded("import planrules") if n.startswith("planrules.")}
    check = (
        "from planrules.cli import main\n"
        "try: main(['check', 'plans/van-quan-27ct', '--as-of', '2024-05-01'])\n"
        "except SystemExit: pass\n"
        "0"
    )
    assert not {n for n in loaded(check) if n.startswith("planrules.views")}


def test_a_plan_that_is_loaded_and_assessed_loads_views_where_one_is_asked_for() -> None:
    code = (
        "import planrules; from datetime import date\n"
        "a = planrules.assess(planrules.load('plans/nha-van-hoa'), as_of=date(2026, 4, 13))\n"
        "0"
    )
    assert not loaded(code) & (VIEWS | {"pandas", "polars", "IPython"})
    asked = loaded(f"{code}; a._repr_html_(); a.schedule.to_svg(); a.findings.to_records()")
    assert {"planrules.views.pages", "planrules.views.gantt"} <= asked
    assert not asked & {"pandas", "polars", "IPython", "planrules.views.frames"}


@pytest.mark.parametrize(
    "code",
    [
        "from planrules import load; v = load('plans/nha-van-hoa')",
        "from planrules import Plan; v = Plan(id='a', title='a')",
        'import planrules; v = planrules.loads(\'format = 1\\n[plan]\\nid = "a"\\ntitle = "a"\')',
    ],
)
def test_however_somebody_comes_by_a_plan_it_shows_itself(code: str) -> None:
    assert "planrules.views.pages" in loaded(f"{code}; v._repr_html_()")


AMENDED = planrules.load(Path(__file__).resolve().parents[3] / "examples" / "doc-sach")


def test_the_page_of_a_difference_is_this_and_a_console_is_shown_a_line(golden: Golden) -> None:
    day = date(2026, 5, 10)
    supposed = planrules.assess(AMENDED, as_of=day, drafts=["du-thao-2"])
    found = planrules.compare(planrules.assess(AMENDED, as_of=day), supposed)
    golden("views/difference.html", found._repr_html_())
    assert line(found) == "<Difference doc-sach-2026 2026-05-10: 12 rows>"
    assert "Không có gì khác nhau." in planrules.compare(supposed, supposed)._repr_html_()


def test_every_page_of_a_what_if_says_so() -> None:
    supposed = planrules.assess(AMENDED, as_of=date(2026, 5, 10), drafts=["du-thao-2"])
    for value in (supposed, supposed.plan, supposed.findings, supposed.obligations):
        assert value._repr_html_().count("tính cả dự thảo: du-thao-2") == 1
