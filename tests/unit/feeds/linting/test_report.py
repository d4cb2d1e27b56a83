"""Findings about a calendar as people and programs are told of them."""

from planrules.feeds.linting import lint_data, lint_feed, lint_text
from tests.unit.feeds.linting.calendars import event

_WARNED = event("SUMMARY:" + "a" * 68, "RRULE:FREQ=DAILY")


def test_each_finding_is_told_in_a_line_with_what_to_do_below() -> None:
    text = lint_text(lint_feed(event("PRIORITY:10"), file="a.ics"), language="vi")

    assert text == (
        "a.ics:8:10: ICS406 error PRIORITY là “10”, ngoài khoảng cho phép. (RFC 5545 §3.8.1.9)\n"
        "  Cách xử lý: Cần số nguyên từ 0 đến 9.\n"
        "Tổng cộng: 1 phải sửa.\n"
    )


def test_the_summary_counts_by_severity() -> None:
    findings = lint_feed(_WARNED, file="a.ics")

    assert lint_text(findings, language="vi").endswith("\nTổng cộng: 1 cần xem xét, 1 lưu ý.\n")
    assert lint_text(findings, language="en").endswith("\nIn all: 1 warning, 1 info.\n")


def test_of_a_calendar_without_findings_it_is_said_that_there_are_none() -> None:
    findings = lint_feed(event(), file="a.ics")

    assert findings == ()
    assert lint_text(findings, language="vi") == "Không có nội dung cần rà soát trong tệp lịch.\n"
    assert lint_text(findings, language="en") == "Nothing was found in the calendar.\n"


def test_what_stands_in_a_calendar_does_nothing_to_a_terminal() -> None:
    text = lint_text(lint_feed(event("A\x1b[31m\u202e"), file="\x1b[31m.ics"), language="vi")

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_data_hold_every_finding_with_its_place() -> None:
    data = lint_data(lint_feed(event("PRIORITY:10"), file="a.ics"), language="en")

    assert data == {
        "summary": {"error": 1, "warning": 0, "info": 0},
        "findings": [
            {
                "code": "ICS406",
                "name": "number-out-of-range",
                "severity": "error",
                "clause": "RFC 5545 §3.8.1.9",
                "message": "PRIORITY is “10”, which is out of range",
                "help": "Expected a whole number from 0 to 9.",
                "location": {"file": "a.ics", "line": 8, "column": 10},
            }
        ],
    }
