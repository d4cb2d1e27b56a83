"""An assessment as Markdown."""

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import planrules
from planrules import check_report
from tests.exceptions import DAY, HOSTILE, PLAN, exceptional, hostile, passing_rule


def shape(text: str) -> list[tuple[str, str]]:
    """Return the structure that Markdown finds, without texts."""
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [
        (token.type, token.tag)
        for outer in found
        for token in (outer, *_markup(outer))
        if token.type != "inline"
    ]


def _markup(token: Token) -> list[Token]:
    plain = {"text", "text_special", "code_inline"}
    return [child for child in token.children or () if child.type not in plain]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_what_a_stranger_wrote_makes_no_markup(text: str) -> None:
    reports = [check_report(hostile(t), form="markdown", table=True) for t in (text, "ví dụ")]
    found, harmless = map(shape, reports)
    assert found == harmless


def test_an_exception_is_told_apart_with_its_grounds() -> None:
    report = check_report(exceptional(), form="markdown", language="en")
    before, _, after = report.partition("## Waived (1)")
    assert "| waived | 1 |" in before
    assert "| known before, put aside | 1 |" in before
    for said in (
        "- XYZ001 task-of-ones-own (error): **IV.1.2** ",
        "  - Reason: Chưa giao ai chủ trì",
        "  - Waived by: UBND xã Ví Dụ (Chủ tịch)",
        "  - Document: 12/UBND-VX",
        "  - Holds: 2025-02-01 to 2025-12-31, inclusive",
        "  - not asked: `count(task.serves) > 0`",
        "Rules that had nothing to look at (1): XYZ005.",
    ):
        assert said in after


def test_without_findings_there_are_no_empty_sections() -> None:
    found = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=[passing_rule()])
    report = check_report(found, form="markdown", language="en", table=True)
    assert "Nothing to review." in report
    assert "so there is no table" in report
    assert "##" not in report
