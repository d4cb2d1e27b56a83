"""Findings about a calendar as people and programs are told of them."""

import pytest

from planrules.feeds.linting import lint_data, lint_feed, lint_text
from tests.unit.feeds.linting.calendars import event

_WARNED = event("SUMMARY:" + "a" * 68, "RRULE:FREQ=DAILY")


def test_each_finding_is_told_in_a_line_with_what_to_do_below() -> None:
    text = lint_text({"a.ics": lint_feed(event("PRIORITY:10"), file="a.ics")}, language="vi")

    assert text == (
        "a.ics:8:10: ICS406 error PRIORITY là “10”, ngoài khoảng cho phép. (RFC 5545 §3.8.1.9)\n"
        "  Cách xử lý: Cần số nguyên từ 0 đến 9.\n"
        "Tổng cộng: 1 phải sửa.\n"
    )


def test_the_summary_counts_by_severity() -> None:
    findings = lint_feed(_WARNED, file="a.ics")

    assert lint_text({"a.ics": findings}, language="vi").endswith(
        "\nTổng cộng: 1 cần xem xét, 1 lưu ý.\n"
    )
    assert lint_text({"a.ics": findings}, language="en").endswith("\nIn all: 1 warning, 1 info.\n")


def test_of_a_calendar_without_findings_it_is_said_that_there_are_none() -> None:
    findings = lint_feed(event(), file="a.ics")

    assert findings == ()
    assert (
        lint_text({"a.ics": findings}, language="vi")
        == "Không có nội dung cần rà soát trong tệp lịch.\n"
    )
    assert lint_text({"a.ics": findings}, language="en") == "Nothing was found in the calendar.\n"


def test_what_stands_in_a_calendar_does_nothing_to_a_terminal() -> None:
    text = lint_text(
        {"a.ics": lint_feed(event("A\x1b[31m\u202e"), file="\x1b[31m.ics")}, language="vi"
    )

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_data_hold_every_finding_with_its_place() -> None:
    data = lint_data(
        {"a.ics": lint_feed(event("PRIORITY:10"), file="a.ics"), "b.ics": ()}, language="en"
    )

    assert data == {
        "files": [
            {"file": "a.ics", "error": 1, "warning": 0, "info": 0},
            {"file": "b.ics", "error": 0, "warning": 0, "info": 0},
        ],
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


def test_many_of_one_code_are_told_with_the_first() -> None:
    lines = [f"X-A:{'a' * 80}"] * 12
    few = lint_text({"a.ics": lint_feed(event(*lines[:3]), file="a.ics")}, language="vi")
    many = lint_text({"a.ics": lint_feed(event(*lines), file="a.ics")}, language="vi")

    assert [line[:16] for line in few.splitlines() if "ICS007" in line] == [
        "a.ics:8:76: ICS0",
        "a.ics:9:76: ICS0",
        "a.ics:10:76: ICS",
    ]
    assert many.count("ICS007 warning") == 1
    assert "\n  và 11 dòng khác (ICS007): 9, 10, 11, 12, 13, 14, 15, 16, …; xem đủ" in many
    assert many.endswith("\nTổng cộng: 12 cần xem xét.\n")


def test_several_files_are_summed_up() -> None:
    found = {"a.ics": lint_feed(event("PRIORITY:10"), file="a.ics"), "b.ics": ()}

    assert lint_text(found, language="vi").endswith("\nTổng cộng 2 tệp: 1 phải sửa.\n")
    nothing = {"a.ics": (), "b.ics": ()}
    assert lint_text(nothing, language="en") == "Nothing was found in 2 calendars.\n"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "no rule knows of holidays"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,31", "months without that day are left out"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "days that are counted from the end of a period"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "days that are counted from the end of a period"),
        ("x", "no rule knows of holidays"),
    ],
)
def test_what_is_said_against_rules_is_said_of_the_one_that_is_there(rule: str, words: str) -> None:
    found = lint_feed(event(f"RRULE:{rule}"), file="a.ics")

    (told,) = (one.message.text("en") for one in found if one.code == "ICS603")
    assert words in told
    assert told.endswith("; lines RRULE: 1, this is the first")
