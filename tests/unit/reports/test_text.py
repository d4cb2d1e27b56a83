"""Exceptions, conditions and what is known already, in the report for people."""

import attrs
import pytest

import planrules
from planrules import check_data, check_report
from planrules.model.ids import Slug
from tests.exceptions import DAY, HOSTILE, PLAN, exceptional, hostile, passing_rule, with_findings


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
    assert check_report(exceptional(), form="text", language=language).splitlines()[-1] == last


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
    assert "    Accepted by: ubnd-tinh\n" in report


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
