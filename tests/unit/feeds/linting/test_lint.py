"""Every check fails at the place that it is told of, once, and nothing else is told besides."""

import re

import pytest

from planrules.feeds.linting import FEED_CHECKS, lint_feed, lint_text
from tests.conftest import Golden
from tests.unit.feeds.linting.calendars import calendar, component
from tests.unit.feeds.linting.cases_of_components import CASES as OF_COMPONENTS
from tests.unit.feeds.linting.cases_of_lines import CASES as OF_LINES
from tests.unit.feeds.linting.cases_of_values import CASES as OF_VALUES

#: What a program that was written in an afternoon may well make.
SLIPS = calendar(
    "METHOD:PUBLISH",
    "UID:lich-nha-van-hoa",
    "REFRESH-INTERVAL:PT12H",
    "COLOR:#1F5FA8",
    *component(
        "VEVENT",
        "DTSTART:20240630",
        "DTEND;VALUE=DATE:20240630",
        "SUMMARY:Báo cáo quý II, gửi UBND huyện; kèm biểu",
        "RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
        "STATUS:COMPLETED",
        "RELATED-TO;RELTYPE=FINISHTOSTART;GAP=5D:kiem-tra",
    ),
    *component("VTODO", "DUE;TZID=Asia/Ho_Chi_Minh:20240630T170000", "PRIORITY:10"),
).replace(b"\r\n", b"\n")

CASES = {**OF_LINES, **OF_COMPONENTS, **OF_VALUES}


def found(data: bytes) -> str:
    findings = lint_feed(data, file="a.ics")
    return " ".join(f"{each.place.line}:{each.place.column} {each.code}" for each in findings)


@pytest.mark.parametrize("name", CASES)
def test_a_calendar_has_these_findings_and_no_others(name: str) -> None:
    data, expected = CASES[name]

    assert found(data) == expected


def test_every_check_has_a_calendar_that_fails_it() -> None:
    provoked = {code for _, expected in CASES.values() for code in expected.split()[1::2]}

    assert {check.code for check in FEED_CHECKS} == provoked


def test_codes_and_names_are_used_once() -> None:
    assert len({check.code for check in FEED_CHECKS}) == len(FEED_CHECKS)
    assert len({check.name for check in FEED_CHECKS}) == len(FEED_CHECKS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_can_be_read(language: str) -> None:
    for data, _ in CASES.values():
        for each in lint_feed(data, file="a.ics"):
            for text in (each.message.text(language), each.help.text(language)):
                assert text
                assert "{" not in text
            assert re.fullmatch(r"RFC \d{4} §[\d.]*\d", each.clause)


def test_a_calendar_with_many_slips_reads_well(golden: Golden) -> None:
    findings = lint_feed(SLIPS, file="nha-van-hoa.ics")

    golden("lint/slips.vi.txt", lint_text({"a.ics": findings}, language="vi"))
    golden("lint/slips.en.txt", lint_text({"a.ics": findings}, language="en"))


def test_a_finding_cites_the_clause_that_is_nearest() -> None:
    [finding] = lint_feed(OF_VALUES["a priority above nine"][0], file="a.ics")

    assert finding.clause == "RFC 5545 §3.8.1.9"
    assert finding.severity == "error"
    assert finding.name == "number-out-of-range"
    assert str(finding.place) == "a.ics:8:10"
    assert finding.message.text("vi") == "PRIORITY là “10”, ngoài khoảng cho phép."
    assert finding.help.text("vi") == "Cần số nguyên từ 0 đến 9."


def test_a_long_value_is_cut_where_it_is_repeated() -> None:
    data, _ = OF_VALUES["a priority above nine"]

    [finding] = [
        each
        for each in lint_feed(data.replace(b"10", b"1" * 200), file="a.ics")
        if each.code == "ICS406"
    ]

    assert finding.message.text("en") == f"PRIORITY is “{'1' * 60}…”, which is out of range"
