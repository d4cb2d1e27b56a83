"""An assessment as text for people: grouped by rule, gravest first, with a summary line."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import attrs

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.message import Text, shown
from planrules.model.what_if import what_if_lines
from planrules.reports.labels import AS_OF, BASIS, CLAUSE, HELP, ITEMS, WAIVED, counted, say
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.clarity import ClarityRow, clarity_totals
from planrules.rules.labels import (
    ASKED,
    CELLS,
    CLEAR,
    KNOWN,
    TASK,
    nothing_found,
    table_title,
    unasked,
)
from planrules.rules.rule import Clarity, Rule
from planrules.rules.run import idle
from planrules.text import display_width, pad, printable, wrap

#: Sets a piece of text apart; by default nothing is done, as fits a pipe.
Style = Callable[[str, str], str]

_IN_ALL = Text("Tổng cộng: {counts}", "In all: {counts}")
NO_ITEM = Text(
    "Các quy tắc được chọn không thuộc nội dung nào của 6 rõ nên không có bảng.",
    "No rule that was chosen belongs to one of the six items, so there is no table.",
)


def plain(text: str, _: str) -> str:
    """Return a text as it is: the style of a pipe."""
    return text


def check_lines(
    assessment: Assessment,
    *,
    language: str,
    style: Style = plain,
    table: bool = False,
    width: int = 100,
) -> Iterator[str]:
    """Yield the lines of a report.

    Args:
        assessment: The assessment.
        language: ``vi`` or ``en``.
        style: Sets apart a text by the name of what it is: a severity, ``title``, ``place`` or
            ``faint``.
        table: Whether to put *bảng 6 rõ* before the findings.
        width: Columns that the table may take; findings are never broken.
    """
    yield style(printable(assessment.plan.title), "title")
    yield say(AS_OF, language).format(day=shown(assessment.as_of, language))
    yield from what_if_lines(assessment.plan, language)
    yield ""
    if table:
        yield from _table(assessment, language, style, width)
        yield ""
    for group in groups_of(assessment):
        yield from _group(group, language, style)
        yield ""
    if assessment.waived:
        yield from _waived(assessment, language, style)
        yield ""
    yield style(summary(assessment, language), "title")
    if line := unasked(assessment.counts, language):
        yield line


@attrs.frozen
class Group:
    """What one rule found, at one severity.

    Attributes:
        rule: The rule; None where the finding alone is known.
        severity: The severity.
        findings: The findings, in their order.
    """

    rule: Rule | None
    severity: Severity
    findings: tuple[Finding, ...]


def groups_of(assessment: Assessment, /) -> Iterator[Group]:
    """Yield the findings that nothing waives, rule by rule, gravest first."""
    rules = {rule.code: rule for rule in (*CATALOGUE, *assessment.rules)}
    grave = sorted(assessment.unwaived, key=lambda f: (f.severity.rank, f.code))
    for (severity, code), group in groupby(grave, key=lambda f: (f.severity, f.code)):
        yield Group(rules.get(code), severity, tuple(group))


def _group(group: Group, language: str, style: Style) -> Iterator[str]:
    """Yield a rule's heading, its findings and what to do about them."""
    first, rule, findings = group.findings[0], group.rule, group.findings
    title = f" – {printable(shown(rule.title, language))}" if rule else ""
    head = style(f"{first.code} {first.name}", group.severity.value)
    yield f"{head}{title} ({counted(group.severity, len(findings), language)})"
    for finding in findings:
        yield from _finding(finding, language, style)
    for label, words in advice(findings, language):
        yield style(f"  {label}: {printable(words)}", "faint")


def advice(findings: Iterable[Finding], language: str) -> Iterator[tuple[str, str]]:
    """Yield what to do about findings and what they rest on, each once, with its label."""
    findings = tuple(findings)
    helps = (finding.help.text(language) for finding in findings)
    for words in dict.fromkeys(words for words in helps if words):
        yield say(HELP, language), words
    for words in dict.fromkeys(finding.basis for finding in findings if finding.basis):
        yield say(BASIS, language), words


def _finding(finding: Finding, language: str, style: Style) -> Iterator[str]:
    """Yield a finding in one line, and a line for each condition that it was judged by."""
    place = f"{printable(str(finding.place))}: " if finding.place else ""
    clause = f"{finding.subject.clause}: " if finding.subject.clause else ""
    message = printable(finding.message.text(language))
    yield f"  {style(place, 'place')}{finding.severity} {finding.code} {clause}{message}"
    if finding.conditions:
        from planrules.rules.grounds import condition_words

        for condition in finding.conditions:
            yield style(f"    {printable(condition_words(condition, language))}", "faint")


def _waived(assessment: Assessment, language: str, style: Style) -> Iterator[str]:
    """Yield what is accepted for now: why, by whom, in which document, and until when."""
    from planrules.rules.grounds import waiver_words

    yield style(f"{say(WAIVED, language)} ({len(assessment.waived)})", "title")
    for finding in assessment.waived:
        yield from _finding(finding, language, style)
        for label, words in waiver_words(assessment.plan, finding.waiver, language):
            yield style(f"    {label}: {printable(words)}", "faint")


def summary(assessment: Assessment, language: str) -> str:
    """Return in one sentence how much was found, is waived and was put aside as known."""
    counts = ", ".join(
        counted(severity, count, language)
        for severity in Severity
        if (count := assessment.count(severity))
    )
    waived, known = len(assessment.waived), len(assessment.known)
    parts = [
        say(_IN_ALL, language).format(counts=counts)
        if counts
        else say(nothing_found(assessment.counts, known=known), language)
    ]
    parts += [
        f"{count} {words}"
        for words, count in (
            (say(WAIVED, language).lower(), waived),
            (say(KNOWN, language), known),
        )
        if count
    ]
    if counts:
        parts.append(say(ASKED, language).format(rules=len(assessment.counts)))
    return f"{'; '.join(parts)}."


def _table(assessment: Assessment, language: str, style: Style, width: int) -> Iterator[str]:
    """Yield *bảng 6 rõ*."""
    sheet = clarity_sheet(assessment, language)
    if sheet is None:
        yield say(NO_ITEM, language)
        return
    clauses = [row.task.clause or "" for row in sheet.rows]
    first = max(map(display_width, [sheet.heads[0], *clauses]))
    others = [display_width(head) for head in sheet.heads[2:]]
    rest = width - first - sum(others) - 2 * (len(others) + 1)
    second = max(20, rest)
    yield style(sheet.title, "title")
    yield style(_row(sheet.heads, [first, second, *others]), "title")
    for row, clause in zip(sheet.rows, clauses, strict=True):
        title, *more = wrap(printable(row.task.title), second) or [""]
        cells = [
            style(say(CELLS[cell], language), f"cell-{cell}") + " " * (columns - shown_columns)
            for cell, columns in zip(row.cells.values(), others, strict=True)
            for shown_columns in (display_width(say(CELLS[cell], language)),)
        ]
        yield "  ".join([pad(clause, first), pad(title, second), *cells]).rstrip()
        for line in more:
            yield f"{pad('', first)}  {line}"
    yield style(_row(sheet.totals, [first, second, *others]), "title")


@attrs.frozen
class ClaritySheet:
    """*Bảng 6 rõ* in the words of a language.

    Attributes:
        title: What it is called.
        heads: Heads of its columns: clause, task, and the items.
        rows: Its rows; the words of a cell are those of ``CELLS``.
        totals: The cells of its last row: how many tasks pass.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[ClarityRow, ...]
    totals: tuple[str, ...]


def clarity_sheet(assessment: Assessment, language: str) -> ClaritySheet | None:
    """Return *bảng 6 rõ*; None where no rule belongs to any of the items."""
    items = [item for item in Clarity if any(item in rule.tags for rule in assessment.rules)]
    if not items:
        return None
    rows = tuple(assessment.clarity)
    return ClaritySheet(
        title=table_title(items, language),
        heads=tuple(say(head, language) for head in (CLAUSE, TASK, *map(ITEMS.__getitem__, items))),
        rows=rows,
        totals=("", say(CLEAR, language), *clarity_totals(items, rows)),
    )


def idle_rules(assessment: Assessment) -> list[Rule]:
    """Return the rules that looked at nothing: nobody knows what they would have said."""
    codes = {count.code for count in idle(assessment.counts)}
    return [rule for rule in assessment.rules if rule.code in codes]


def _row(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = (pad(cell, columns) for cell, columns in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
