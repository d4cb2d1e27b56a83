"""An assessment as text for people: grouped by rule, gravest first, with a summary line."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.message import Text, shown
from planrules.reports.labels import ITEMS, counted, say
from planrules.rules.case import Case
from planrules.rules.clarity import Cell, clarity_table
from planrules.rules.labels import CELLS, table_title
from planrules.rules.rule import Clarity, Rule
from planrules.text import display_width, pad, printable, wrap

#: Sets a piece of text apart; by default nothing is done, as fits a pipe.
Style = Callable[[str, str], str]

_NOTHING = Text("Không có nội dung cần rà soát.", "Nothing to review.")
_SUMMARY = Text("Tổng cộng: {counts}; đã xét {rules} quy tắc.", "In all: {counts}; {rules} rules.")
_HELP = Text("Cách xử lý", "What to do")
_BASIS = Text("Căn cứ", "Basis")
_AS_OF = Text("Rà soát tính đến {day}", "Reviewed as of {day}")
_NO_ITEM = Text(
    "Các quy tắc được chọn không thuộc nội dung nào của 6 rõ nên không có bảng.",
    "No rule that was chosen belongs to one of the six items, so there is no table.",
)
_CLAUSE = Text("Điểm", "Clause")
_TASK = Text("Nhiệm vụ", "Task")
_CLEAR = Text("Số nhiệm vụ đạt", "Tasks that pass")


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
    yield say(_AS_OF, language).format(day=shown(assessment.as_of, language))
    yield ""
    if table:
        yield from _table(assessment, language, style, width)
        yield ""
    rules = {rule.code: rule for rule in assessment.rules}
    grave = sorted(assessment.findings, key=lambda f: (f.severity.rank, f.code))
    for (severity, code), group in groupby(grave, key=lambda f: (f.severity, f.code)):
        yield from _group(list(group), rules.get(code), severity, language, style)
        yield ""
    yield style(_summary(assessment, language), "title")


def _group(
    findings: list[Finding], rule: Rule | None, severity: Severity, language: str, style: Style
) -> Iterator[str]:
    """Yield a rule's heading, its findings and what to do about them."""
    first = findings[0]
    title = f" – {shown(rule.title, language)}" if rule else ""
    head = style(f"{first.code} {first.name}", severity.value)
    yield f"{head}{title} ({counted(severity, len(findings), language)})"
    for finding in findings:
        place = f"{printable(str(finding.place))}: " if finding.place else ""
        clause = f"{finding.subject.clause}: " if finding.subject.clause else ""
        message = printable(finding.message.text(language))
        yield f"  {style(place, 'place')}{severity} {first.code} {clause}{message}"
    for advice in dict.fromkeys(finding.help.text(language) for finding in findings):
        yield style(f"  {say(_HELP, language)}: {advice}", "faint")
    for basis in dict.fromkeys(finding.basis for finding in findings if finding.basis):
        yield style(f"  {say(_BASIS, language)}: {basis}", "faint")


def _summary(assessment: Assessment, language: str) -> str:
    if not assessment.findings:
        return say(_NOTHING, language)
    counts = ", ".join(
        counted(severity, count, language)
        for severity in Severity
        if (count := assessment.count(severity))
    )
    return say(_SUMMARY, language).format(counts=counts, rules=len(assessment.counts))


def _table(assessment: Assessment, language: str, style: Style, width: int) -> Iterator[str]:
    """Yield *bảng 6 rõ*."""
    items = [item for item in Clarity if any(item in rule.tags for rule in assessment.rules)]
    if not items:
        yield say(_NO_ITEM, language)
        return
    case = Case(assessment.plan, assessment.as_of)
    rows = list(clarity_table(case, assessment.rules, assessment.findings))
    heads = [say(ITEMS[item], language) for item in items]
    clauses = [row.task.clause or "" for row in rows]
    first = max(map(display_width, [say(_CLAUSE, language), *clauses]))
    others = [display_width(head) for head in heads]
    rest = width - first - sum(others) - 2 * (len(items) + 1)
    second = max(20, rest)
    yield style(table_title(items, language), "title")
    yield style(
        _row([say(_CLAUSE, language), say(_TASK, language), *heads], [first, second, *others]),
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
    totals = [
        f"{sum(row.cells[item] is Cell.PASSED for row in rows)}/"
        f"{sum(row.cells[item] is not Cell.NOT_APPLICABLE for row in rows)}"
        for item in items
    ]
    yield style(_row(["", say(_CLEAR, language), *totals], [first, second, *others]), "title")


def _row(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = (pad(cell, columns) for cell, columns in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
