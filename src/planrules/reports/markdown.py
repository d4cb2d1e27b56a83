"""An assessment as Markdown: for a comment on a change, or for the report of an official."""

from collections.abc import Iterable, Iterator
from typing import Final

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.message import Text, shown
from planrules.model.what_if import what_if_lines
from planrules.reports.escaping import markdown_code, markdown_text
from planrules.reports.labels import (
    AS_OF,
    IDLE,
    SEVERITIES,
    WAIVED,
    counted,
    say,
)
from planrules.reports.text import (
    NO_ITEM,
    Group,
    advice,
    clarity_sheet,
    groups_of,
    idle_rules,
    summary,
)
from planrules.rules.grounds import fact_words, holds_words, waiver_words
from planrules.rules.labels import CELLS, KNOWN

_LEVEL: Final = Text("Mức", "Severity")
_COUNT: Final = Text("Số nội dung", "Findings")


def check_markdown(assessment: Assessment, *, language: str, table: bool = False) -> str:
    """Return an assessment as Markdown, in which no text of the plan is markup.

    Args:
        assessment: The assessment.
        language: ``vi`` or ``en``.
        table: Whether to put *bảng 6 rõ* before the findings.
    """
    day = say(AS_OF, language).format(day=shown(assessment.as_of, language))
    blocks = [
        f"# {markdown_text(assessment.plan.title)}",
        f"{day}. {summary(assessment, language)}",
        *(f"**{markdown_text(line)}**" for line in what_if_lines(assessment.plan, language)),
        _counts(assessment, language),
    ]
    if table:
        blocks += _table(assessment, language)
    for group in groups_of(assessment):
        blocks += _group(group, language)
    if assessment.waived:
        blocks += _waived(assessment, language)
    if idle := idle_rules(assessment):
        codes = markdown_text(", ".join(rule.code for rule in idle))
        blocks.append(f"{say(IDLE, language)} ({len(idle)}): {codes}.")
    return "\n\n".join([*blocks, ""]).rstrip("\n") + "\n"


def _counts(assessment: Assessment, language: str) -> str:
    """Return how much was found of each severity, is waived, and is known."""
    rows = [
        (say(SEVERITIES[severity], language), assessment.count(severity)) for severity in Severity
    ]
    rows.append((say(WAIVED, language).lower(), len(assessment.waived)))
    if assessment.known:
        rows.append((say(KNOWN, language), len(assessment.known)))
    lines = [f"| {say(_LEVEL, language)} | {say(_COUNT, language)} |", "|---|---:|"]
    return "\n".join([*lines, *(f"| {label} | {count} |" for label, count in rows)])


def _table(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield *bảng 6 rõ*, or why there is none."""
    sheet = clarity_sheet(assessment, language)
    if sheet is None:
        yield say(NO_ITEM, language)
        return
    yield f"## {sheet.title}"
    lines = [f"| {' | '.join(sheet.heads)} |", f"|{'---|' * len(sheet.heads)}"]
    for row in sheet.rows:
        cells = [row.task.clause or "", row.task.title]
        cells += (say(CELLS[cell], language) for cell in row.cells.values())
        lines.append(f"| {' | '.join(map(markdown_text, cells))} |")
    lines.append(f"| {' | '.join(sheet.totals)} |")
    yield "\n".join(lines)


def _group(group: Group, language: str) -> Iterator[str]:
    """Yield the section of a rule."""
    first, findings = group.findings[0], group.findings
    title = shown(group.rule.title, language) if group.rule else first.name
    count = counted(group.severity, len(findings), language)
    yield f"## {markdown_text(f'{first.code} – {title}')} ({count})"
    yield "\n".join(line for finding in findings for line in _finding(finding, language))
    for label, words in advice(findings, language):
        yield f"**{label}:** {markdown_text(words)}"


def _finding(finding: Finding, language: str) -> Iterator[str]:
    """Yield a finding as an item, and its conditions below it."""
    clause = f"**{markdown_text(finding.subject.clause)}** " if finding.subject.clause else ""
    place = f" ({markdown_code(str(finding.place))})" if finding.place else ""
    yield f"- {clause}{markdown_text(finding.message.text(language))}{place}"
    for condition in finding.conditions:
        facts = "; ".join(fact_words(condition, language))
        told = f" ({markdown_text(facts)})" if facts else ""
        yield f"  - {holds_words(condition, language)}: {markdown_code(condition.text)}{told}"


def _waived(assessment: Assessment, language: str) -> Iterator[str]:
    yield f"## {say(WAIVED, language)} ({len(assessment.waived)})"
    lines: list[str] = []
    for finding in assessment.waived:
        item, *conditions = _finding(finding, language)
        code = markdown_text(f"{finding.code} {finding.name}")
        severity = say(SEVERITIES[finding.severity], language)
        lines += [f"- {code} ({severity}): {item.removeprefix('- ')}", *conditions]
        lines += _items(waiver_words(assessment.plan, finding.waiver, language))
    yield "\n".join(lines)


def _items(grounds: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"  - {label}: {markdown_text(words)}" for label, words in grounds)
