"""Exceptions, conditions and what is known already, in the report for people."""

from datetime import date

import attrs
import pytest

import planrules
from planrules import check_data, check_report
from planrules.model.ids import Slug
from planrules.reports.formats import Form
from planrules.rules.catalogue import CATALOGUE, chosen
from tests.exceptions import (
    DAY,
    HOSTILE,
    PLAN,
    exceptional,
    hostile,
    idle_rule,
    passing_rule,
    with_findings,
)


@pytest.mark.parametrize(
    ("language", "last"),
    [
        (
            "vi",
            (
                "Tổng cộng: 2 phải sửa, 2 cần xem xét, 1 lưu ý; 1 ngoại lệ được chấp thuận; "
                "1 nội dung đã ghi nhận từ trước, không nêu lại; đã xét 6 quy tắc."
            ),
        ),
        (
            "en",
            "In all: 2 errors, 2 warnings, 1 info; 1 waived; 1 known before, put aside; 6 rules.",
        ),
    ],
)
def test_the_summary_counts_what_is_waived_and_what_was_known(language: str, last: str) -> None:
    assert check_report(exceptional(), form="text", language=language).splitlines()[-2] == last


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("vi", "1/6 quy tắc không có nội dung để xét: XYZ005; 1/6 quy tắc bị lỗi: XYZ009."),
        ("en", "1 of 6 rules had nothing to look at: XYZ005; 1 of 6 rules broke down: XYZ009."),
    ],
)
def test_rules_that_saw_nothing_or_broke_down_are_named_last(language: str, last: str) -> None:
    assert check_report(exceptional(), form="text", language=language).splitlines()[-1] == last


@pytest.mark.parametrize(
    ("idle", "codes"),
    [(8, f": {', '.join(f'XYZ{number}' for number in range(100, 108))}"), (9, "")],
)
def test_many_rules_that_saw_nothing_are_only_counted(idle: int, codes: str) -> None:
    rules = [attrs.evolve(idle_rule(), code=f"XYZ{number}") for number in range(100, 100 + idle)]
    found = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=[passing_rule(), *rules])
    last = f"{idle}/{idle + 1} quy tắc không có nội dung để xét{codes}."
    assert check_report(found, form="text").splitlines()[-2:] == [
        "Không có nội dung cần rà soát.",
        last,
    ]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "github"])
def test_where_no_rule_saw_anything_that_is_no_pass(form: Form) -> None:
    rules = [idle_rule(), *chosen(CATALOGUE, select=["MET"])]
    found = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=rules)
    said = "Chưa rà soát được: không quy tắc nào có nội dung để xét."
    assert said in check_report(found, form=form)
    assert said in found._repr_html_()


def test_rules_about_rules_are_not_missed() -> None:
    plan = planrules.loads(PLAN)
    found = planrules.assess(plan, as_of=DAY, rules=chosen(CATALOGUE, select=["MET"]))
    (*_, last) = check_report(found, form="text").splitlines()
    assert last == "Chưa rà soát được: không quy tắc nào có nội dung để xét."


def test_what_was_known_before_makes_nothing_clear() -> None:
    plan = planrules.load("plans/van-quan-27ct")
    day = date(2025, 7, 1)
    found = planrules.assess(plan, as_of=day)
    known = {finding.fingerprint for finding in found.findings}
    later = planrules.assess(plan, as_of=day, known=known)
    assert later.known
    assert later.clarity == found.clarity
    table = check_data(found, language="vi", table=True)["table"]
    assert check_data(later, language="vi", table=True)["table"] == table
    rows = check_report(found, form="text", table=True).split("\n\n")[1]
    assert check_report(later, form="text", table=True).split("\n\n")[1] == rows


def test_nothing_new_is_not_nothing_at_all() -> None:
    passed = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=[passing_rule()])
    found = exceptional()
    for findings, known, last in (
        ((), (), "Không có nội dung cần rà soát."),
        (
            (),
            found.known,
            "Không có nội dung mới cần rà soát; 1 nội dung đã ghi nhận từ trước, không nêu lại.",
        ),
        (
            found.waived,
            (),
            "Không có nội dung cần rà soát; 1 ngoại lệ được chấp thuận.",
        ),
    ):
        report = check_report(with_findings(passed, findings, known=known), form="text")
        assert report.splitlines()[-1] == last


def test_what_is_waived_stands_last_and_in_no_group() -> None:
    lines = check_report(exceptional(), form="text").splitlines()
    at = lines.index("Ngoại lệ được chấp thuận (1)")
    assert [line for line in lines[at:] if " XYZ001 " in line] == [lines[at + 1]]
    assert sum(" error XYZ001 " in line for line in lines[:at]) == 1


def test_a_body_that_the_plan_does_not_know_is_called_by_its_id() -> None:
    found = exceptional()
    changed = tuple(
        attrs.evolve(f, waiver=attrs.evolve(f.waiver, approver=Slug("ubnd-tinh"), official=None))
        if f.waiver
        else f
        for f in found.findings
    )
    report = check_report(with_findings(found, changed), form="text", language="en")
    assert "    Waived by: ubnd-tinh\n" in report


def test_json_counts_what_was_known() -> None:
    assert check_data(exceptional(), language="vi")["summary"] == {
        "error": 2,
        "warning": 2,
        "info": 1,
        "waived": 1,
        "known": 1,
    }


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_no_text_adds_a_line(text: str) -> None:
    harmless, found = (
        check_report(hostile(t), form="text", table=True).count("\n") for t in ("ví dụ", text)
    )
    assert found == harmless
