"""An assessment as one page of HTML: no script, nothing from elsewhere, fit for paper.

The page's body and its own style are files beside this module.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from string import Template
from typing import Final

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.what_if import what_if_lines
from planrules.page.frame import whole_page
from planrules.reports.escaping import xml_text
from planrules.reports.labels import (
    AS_OF,
    CLAUSE,
    IDLE,
    KINDS,
    SEVERITIES,
    WAIVED,
    counted,
    say,
    spelled,
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

_KIND: Final = Text("Kết quả rà soát kế hoạch", "Review of a plan")
_FINDINGS: Final = Text("Nội dung cần rà soát", "Findings")
_WHAT: Final = Text("Nội dung", "Finding")
_WHOLE: Final = Text("Cả Kế hoạch", "Whole plan")
_DIGEST: Final = Text("Mã kiểm tra các tệp của kế hoạch", "Digest of the plan's files")


def check_page(assessment: Assessment, *, language: str, table: bool = False) -> str:
    """Return an assessment as a page of HTML that needs no other file.

    Args:
        assessment: The assessment.
        language: ``vi`` or ``en``.
        table: Whether to put *bảng 6 rõ* before the findings.
    """
    plan = assessment.plan
    folder = files("planrules.reports").joinpath("pages")
    sections = [
        *(_table(assessment, language) if table else ()),
        *_findings(assessment, language),
        *_waived(assessment, language),
        *_idle(assessment, language),
    ]
    body = Template(folder.joinpath("check.html").read_text("utf-8")).substitute(
        kind=say(_KIND, language),
        title=xml_text(plan.title),
        day="<br>\n".join(map(xml_text, _told(assessment, language))),
        counts="\n".join(_counts(assessment, language)),
        summary=xml_text(summary(assessment, language)),
        sections="\n".join(sections),
        footer="\n".join(_footer(plan, language)),
    )
    return whole_page(
        language=language,
        title=xml_text(plan.title),
        body=body,
        style=folder.joinpath("check.css").read_text("utf-8"),
    )


def _told(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield the day of the check, and which drafts were applied."""
    yield say(AS_OF, language).format(day=shown(assessment.as_of, language))
    yield from what_if_lines(assessment.plan, language)


def _counts(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield how much was found of each severity, is waived, and is known."""
    for severity in Severity:
        count = assessment.count(severity)
        label = counted(severity, count, language).removeprefix(f"{count} ")
        yield f'<li class="{severity}"><b>{count}</b> {label}</li>'
    if waived := len(assessment.waived):
        yield f"<li><b>{waived}</b> {say(WAIVED, language).lower()}</li>"
    if known := len(assessment.known):
        yield f"<li><b>{known}</b> {say(KNOWN, language)}</li>"


def _table(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield *bảng 6 rõ*, or why there is none."""
    sheet = clarity_sheet(assessment, language)
    if sheet is None:
        yield f"<p>{say(NO_ITEM, language)}</p>"
        return
    yield f'<section>\n<h2 id="clarity">{sheet.title}</h2>'
    yield '<div class="scroll" role="region" aria-labelledby="clarity" tabindex="0">'
    yield '<table class="clarity">'
    day = say(AS_OF, language).format(day=shown(assessment.as_of, language))
    yield f"<caption>{day}</caption>"
    yield _head(sheet.heads)
    yield "<tbody>"
    for row in sheet.rows:
        cells = "".join(
            f'<td class="{cell}">{say(CELLS[cell], language)}</td>' for cell in row.cells.values()
        )
        clause, task = xml_text(row.task.clause or ""), xml_text(row.task.title)
        yield f'<tr><td>{clause}</td><th scope="row">{task}</th>{cells}</tr>'
    first, clear, *totals = sheet.totals
    cells = "".join(f"<td>{total}</td>" for total in totals)
    yield "</tbody>\n<tfoot>"
    yield f'<tr><td>{first}</td><th scope="row">{clear}</th>{cells}</tr>'
    yield "</tfoot>\n</table>\n</div>\n</section>"


def _findings(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield the findings that nothing waives, a table for each rule."""
    groups = list(groups_of(assessment))
    if not groups:
        return
    yield f"<section>\n<h2>{say(_FINDINGS, language)}</h2>"
    for group in groups:
        yield from _group(assessment.plan, group, language)
    yield "</section>"


def _group(plan: Plan, group: Group, language: str) -> Iterator[str]:
    first, findings = group.findings[0], group.findings
    title = shown(group.rule.title, language) if group.rule else first.name
    code = f'<span class="{group.severity}">{xml_text(first.code)}</span>'
    yield f"<h3>{code} {xml_text(title)}</h3>"
    yield '<table class="findings">'
    yield f"<caption>{counted(group.severity, len(findings), language)}</caption>"
    yield _head([say(CLAUSE, language), say(_WHAT, language)])
    yield "<tbody>"
    for finding in findings:
        yield _row(plan, finding, language)
    yield "</tbody>\n</table>"
    for label, words in advice(findings, language):
        yield f'<p class="advice"><b>{label}:</b> {xml_text(words)}</p>'


def _row(plan: Plan, finding: Finding, language: str, *, rule: str = "", more: str = "") -> str:
    """Return the row of a finding: its clause; what is so, where, and by which conditions."""
    clause = finding.subject.clause
    head = xml_text(clause) if clause else _kind(finding.subject.kind, language)
    cell = f"{rule}{xml_text(finding.message.text(language))}"
    words = spelled(clause, plan.text, language) if clause else None
    where = [xml_text(words)] if words and words != clause else []
    if finding.place is not None:
        where.append(f"<code>{xml_text(str(finding.place))}</code>")
    if where:
        cell += f'<span class="place">{" · ".join(where)}</span>'
    if finding.conditions:
        cell += f'<ul class="conditions">{"".join(_conditions(finding, language))}</ul>'
    return f'<tr><th scope="row">{head}</th><td>{cell}{more}</td></tr>'


def _kind(kind: str, language: str) -> str:
    """Return what stands for a clause where there is none: what the finding is about."""
    if kind == "plan":
        return say(_WHOLE, language)
    label = say(KINDS[kind], language) if kind in KINDS else kind
    return xml_text(label[:1].upper() + label[1:])


def _conditions(finding: Finding, language: str) -> Iterator[str]:
    for condition in finding.conditions:
        facts = "; ".join(fact_words(condition, language))
        told = f" ({xml_text(facts)})" if facts else ""
        code = f"<code>{xml_text(condition.text)}</code>"
        yield f"<li>{holds_words(condition, language)}: {code}{told}</li>"


def _waived(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield what is accepted for now: why, by whom, in which document, until when."""
    if not assessment.waived:
        return
    title = say(WAIVED, language)
    yield f"<section>\n<h2>{title}</h2>"
    yield '<table class="findings">'
    yield f"<caption>{len(assessment.waived)} {title.lower()}</caption>"
    yield _head([say(CLAUSE, language), say(_WHAT, language)])
    yield "<tbody>"
    for finding in assessment.waived:
        grounds = "".join(
            f"<dt>{label}</dt><dd>{xml_text(words)}</dd>"
            for label, words in waiver_words(assessment.plan, finding.waiver, language)
        )
        severity = say(SEVERITIES[finding.severity], language)
        rule = f"<b>{xml_text(finding.code)}</b> ({severity}): "
        yield _row(
            assessment.plan,
            finding,
            language,
            rule=rule,
            more=f'<dl class="grounds">{grounds}</dl>',
        )
    yield "</tbody>\n</table>\n</section>"


def _idle(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield the rules that looked at nothing."""
    idle = idle_rules(assessment)
    if not idle:
        return
    yield f'<section>\n<h2>{say(IDLE, language)} ({len(idle)})</h2>\n<ul class="idle">'
    for rule in idle:
        yield f"<li>{xml_text(rule.code)} – {xml_text(shown(rule.title, language))}</li>"
    yield "</ul>\n</section>"


def _head(labels: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col">{xml_text(label)}</th>' for label in labels)
    return f"<thead>\n<tr>{cells}</tr>\n</thead>"


def _footer(plan: Plan, language: str) -> Iterator[str]:
    yield f"<p>planrules · {xml_text(plan.id)}</p>"
    if plan.origin is not None:
        yield f"<p>{say(_DIGEST, language)}: <code>{xml_text(plan.origin.digest())}</code></p>"
