"""The rules as Markdown."""

from markdown_it import MarkdownIt

import planrules
from planrules import Severity
from planrules.reports.rulebook import explanation_lines
from planrules.reports.rulepage import rule_markdown, rule_page
from tests.exceptions import own_rule
from tests.unit.cli.conftest import ROOT


def test_the_page_in_the_docs_is_that_of_the_catalogue() -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == rule_page(planrules.CATALOGUE), "docs/rules.md is stale: run `make docs`"


def test_every_rule_has_a_part_and_every_link_leads_to_one() -> None:
    page = rule_page(planrules.CATALOGUE)
    headings = [line[4:] for line in page.splitlines() if line.startswith("### ")]
    assert len(headings) == len(planrules.CATALOGUE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    for rule in planrules.CATALOGUE:
        assert f"[{rule.code}](#{rule.code.lower()}-{rule.name})" in page
        assert f"{rule.code.lower()}-{rule.name}" in anchors


def test_a_part_says_what_explain_says() -> None:
    for rule in planrules.chosen(planrules.CATALOGUE, select=["TIM009", "RES002"]):
        page = rule_page([rule])
        for language in ("vi", "en"):
            for line in list(explanation_lines(rule, language=language))[3:6]:
                label, words = line.split(": ", 1)
                assert f"- **{label}:** {words}" in page


def test_a_rule_of_ones_own_has_no_examples_and_its_words_make_no_markup() -> None:
    rule = own_rule("XYZ001", Severity.ERROR, "# <b>a|b</b>\n\n## c")
    assert "```" not in rule_markdown(rule, language="vi")
    found = MarkdownIt("commonmark").enable("table").parse(rule_page([rule]))
    assert sum(token.type == "heading_open" for token in found) == 3
    assert not any(token.type.startswith("html") for token in found[5:])
    assert "XYZ · Quy tắc khác – Other rules" in rule_page([rule])
