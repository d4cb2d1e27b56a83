"""An assessment as text for people: grouped by rule, gravest first, with a summary line."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import attrs

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.message import Text, shown
from planrules.reports.labels import AS_OF, BASIS, CLAUSE, HELP, ITEMS, WAIVED, counted, say
from planrules.rules.case import Case
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.clarity import Cell, ClarityRow, clarity_table
from planrules.rules.labels import CELLS, table_title
from planrules.rules.rule import Clarity, Rule
from planrules.text import display_width, pad, printable, wrap

#: Sets a piece of text apart; by default nothing is done, as fits a pipe.
Style = Callable[[str, str], str]

_NOTHING = Text("Không có nội dung cần rà soát", "Nothing to review")
_NOTHING_NEW = Text("Không có nội dung mới cần rà soát", "Nothing new to review")
_IN_ALL = Text("Tổng cộng: {counts}", "In all: {counts}")
_ACCEPTED = Text("ngoại lệ được chấp thuận", "waived")
KNOWN = Text("nội dung đã ghi nhận từ trước, không nêu lại", "known before, put aside")
_ASKED = Text("đã xét {rules} quy tắc", "{rules} rules")
NO_ITEM = Text(
    "Các quy tắc được chọn không thuộc nội dung nào của 6 rõ nên không có bảng.",
    "No rule that was chosen belongs to one of the six items, so there is no table.",
)
TASK = Text("Nhiệm vụ", "Task")
CLEAR = Text("Số nhiệm vụ đạt", "Tasks that pass")


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
        from planrules.reports.grounds import condition_words

        for condition in finding.conditions:
            yield style(f"    {printable(condition_words(condition, language))}", "faint")


def _waived(assessment: Assessment, language: str, style: Style) -> Iterator[str]:
    """Yield what is accepted for now: why, by whom, in which document, and until when."""
    from planrules.reports.grounds import waiver_words

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
        else say(_NOTHING_NEW if known else _NOTHING, language)
    ]
    parts += [
        f"{count} {say(text, language)}"
        for text, count in ((_ACCEPTED, waived), (KNOWN, known))
        if count
    ]
    if counts:
        parts.append(say(_ASKED, language).format(rules=len(assessment.counts)))
    return f"{'; '.join(parts)}."


def _table(assessment: Assessment, language: str, style: Style, width: int) -> Iterator[str]:
    """Yield *bảng 6 rõ*."""
    items, rows = clarity_rows(assessment)
    if not items:
        yield say(NO_ITEM, language)
        return
    heads = [say(ITEMS[item], language) for item in items]
    clauses = [row.task.clause or "" for row in rows]
    first = max(map(display_width, [say(CLAUSE, language), *clauses]))
    others = [display_width(head) for head in heads]
    rest = width - first - sum(others) - 2 * (len(items) + 1)
    second = max(20, rest)
    yield style(table_title(items, language), "title")
    yield style(
        _row([say(CLAUSE, language), say(TASK, language), *heads], [first, second, *others]),
        "title",
    )
    for row, clause in zip(rows, clauses, strict=True):
        title, *more = wrap(printable(row.task.title), second) or [""]
        cells = [
            style(say(CELLS[cell], language), f"cell-{cell}") + " " * (columns - shown_columns)
            for cell, columns in zip(row.cells.values(), others, strict=True)
            for shown_columns in (display_width(say(CELLS[cell], language)),)
        ]
        yield "  ".join([pad(clause, first), pad(title, second), *cells]).rstrip()
        for line in more:
            yield f"{pad('', first)}  {line}"
    totals = clarity_totals(items, rows)
    yield style(_row(["", say(CLEAR, language), *totals], [first, second, *others]), "title")


def clarity_rows(assessment: Assessment) -> tuple[list[Clarity], list[ClarityRow]]:
    """Return the items that the rules belong to, and the rows of *bảng 6 rõ* if there are any."""
    items = [item for item in Clarity if any(item in rule.tags for rule in assessment.rules)]
    if not items:
        return [], []
    case = Case(assessment.plan, assessment.as_of)
    return items, list(clarity_table(case, assessment.rules, assessment.findings))


def clarity_totals(items: Iterable[Clarity], rows: Iterable[ClarityRow]) -> list[str]:
    """Return for each item how many tasks pass, of those that it applies to."""
    rows = list(rows)
    return [
        f"{sum(row.cells[item] is Cell.PASSED for row in rows)}/"
        f"{sum(row.cells[item] is not Cell.NOT_APPLICABLE for row in rows)}"
        for item in items
    ]


def idle_rules(assessment: Assessment) -> list[Rule]:
    """Return the rules that looked at nothing: nobody knows what they would have said."""
    idle = {
        count.code
        for count in assessment.counts
        if not count.passed + count.failed + count.waived + count.errored
    }
    return [rule for rule in assessment.rules if rule.code in idle]


def _row(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = (pad(cell, columns) for cell, columns in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
