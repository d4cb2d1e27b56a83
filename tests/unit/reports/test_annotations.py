"""Findings as workflow commands."""

import re

import pytest

from planrules import check_report
from planrules.text import printable
from tests.exceptions import HOSTILE, exceptional, hostile

COMMAND = re.compile(r"::(error|warning|notice) ([^\n\r:]*)::([^\n\r]*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Return a workflow command as its reader takes it."""
    found = COMMAND.fullmatch(line)
    assert found, line
    level, properties, message = found.groups()
    pairs = (pair.split("=", 1) for pair in properties.split(","))
    return level, {name: unescaped(value) for name, value in pairs}, unescaped(message)


def unescaped(text: str) -> str:
    """Return a text without the escapes of workflow commands."""
    for escape, char in (
        ("%2C", ","),
        ("%3A", ":"),
        ("%0A", "\n"),
        ("%0D", "\r"),
        ("%25", "%"),
    ):
        text = text.replace(escape, char)
    return text


def test_each_finding_that_is_not_waived_is_one_command_gravest_first() -> None:
    assessment = exceptional()
    *lines, last, unasked = check_report(assessment, form="github").splitlines()
    commands = [read(line) for line in lines]
    assert [level for level, _, _ in commands] == [
        "error",
        "error",
        "warning",
        "warning",
        "notice",
    ]
    assert sum("file" not in properties for _, properties, _ in commands) == 1
    assert commands[0][1] == {
        "file": "ke-hoach/Chưa giao ai chủ trì.toml",
        "line": "2",
        "col": "3",
        "title": "XYZ001 task-of-ones-own",
    }
    assert last == (
        "Tổng cộng: 2 phải sửa, 2 cần xem xét, 1 lưu ý; 1 ngoại lệ được chấp thuận; "
        "1 nội dung đã ghi nhận từ trước, không nêu lại; đã xét 6 quy tắc."
    )
    assert unasked == "1/6 quy tắc không có nội dung để xét: XYZ005; 1/6 quy tắc bị lỗi: XYZ009."


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_stranger_wrote_stays_in_its_command(text: str) -> None:
    assessment = hostile(text)
    *lines, last, unasked, end = check_report(assessment, form="github").split("\n")
    assert (last[:10], unasked[:3], end) == ("Tổng cộng:", "1/6", "")
    assert len(lines) == len(assessment.unwaived)
    for line in lines:
        _, properties, message = read(line)
        if "file" in properties and properties["file"] != "plan.toml":
            assert properties["file"] == printable(f"ke-hoach/{text}.toml")
        assert printable(text) in message
