"""Findings as pages: by rule, gravest first, as the text report has them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.findings import Findings
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.rules.grounds import condition_words, waiver_words
from planrules.rules.labels import (
    ASKED,
    BASIS,
    CLAUSE,
    HELP,
    KNOWN,
    SEVERITIES,
    WAIVED,
    counted,
    nothing_found,
    say,
    unasked,
)
from planrules.rules.rule import Rule
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, faint, group, joined, row, table

#: Said of a choice among findings: it may leave out what there is to review.
NONE_CHOSEN: Final = Text("Danh sách không có nội dung nào", "There are no findings in this list")
_HEADS: Final = (
    CLAUSE,
    Text("Nội dung", "Finding"),
    Text("Vị trí", "Place"),
)


def summary_part(assessment: Assessment, language: str) -> Markup:
    """Return how much was found, is waived and was put aside, and which rules saw nothing."""
    counts: list[str] = []
    for severity in Severity:
        if count := assessment.count(severity):
            words = counted(severity, count, language)
            counts += [", ", element("span", words, class_=severity.value)]
    waived, known = len(assessment.waived), len(assessment.known)
    said = counts[1:] or [say(nothing_found(assessment.counts, known=known), language)]
    if waived:
        said.append(f"; {waived} {say(WAIVED, language).lower()}")
    if known:
        said.append(f"; {known} {say(KNOWN, language)}")
    if counts:
        said.append(f"; {say(ASKED, language).format(rules=len(assessment.counts))}")
    line = unasked(assessment.counts, language)
    return joined(element("p", *said, "."), *([element("p", line, class_="faint")] if line else ()))


def findings_part(
    findings: Findings, rules: Iterable[Rule], language: str, *, nothing: Text = NONE_CHOSEN
) -> list[Markup]:
    """Return findings as a table, those of one rule together with what to do about them.

    What is waived stands apart, in a table of its own.

    Args:
        findings: The findings.
        rules: The rules, which know what they ask for.
        language: ``vi`` or ``en``.
        nothing: What is said where there are no findings.
    """
    if not findings:
        return [element("p", f"{say(nothing, language)}.")]
    titles = _titles(rules, language)
    waived = [finding for finding in findings if finding.waiver is not None]
    unwaived = [finding for finding in findings if finding.waiver is None]
    parts = _by_rule(unwaived, findings.plan, titles, language) if unwaived else []
    if waived:
        title = f"{say(WAIVED, language)} ({len(waived)})"
        parts.append(element("p", element("strong", title)))
        parts += _by_rule(waived, findings.plan, titles, language)
    return parts


def _by_rule(
    findings: list[Finding], plan: Plan, titles: dict[tuple[str, str], str], language: str
) -> list[Markup]:
    """Return findings as one table, rule by rule, gravest first."""
    grave = sorted(findings, key=lambda f: (f.severity.rank, f.code))
    body: list[Markup] = []
    for _, same in groupby(grave[:ROWS], key=lambda f: (f.severity, f.code)):
        body += _rule_rows(list(same), plan, titles, language)
    return [
        table([say(head, language) for head in _HEADS], body),
        *left_out(len(grave) - ROWS, language),
    ]


def one_finding(finding: Finding, rules: Iterable[Rule], language: str) -> Markup:
    """Return a single finding; it knows no plan, so that an approver is called by its id."""
    heads = [say(head, language) for head in _HEADS]
    shown_alone = table(heads, _rule_rows([finding], None, _titles(rules, language), language))
    if finding.waiver is None:
        return shown_alone
    return joined(element("p", element("strong", say(WAIVED, language))), shown_alone)


def _titles(rules: Iterable[Rule], language: str) -> dict[tuple[str, str], str]:
    """Return by code and name what rules ask for."""
    return {(rule.code, rule.name): shown(rule.title, language) for rule in rules}


def _rule_rows(
    same: list[Finding], plan: Plan | None, titles: dict[tuple[str, str], str], language: str
) -> Iterator[Markup]:
    """Yield a rule's findings under its heading, and below them what to do if none is waived."""
    first = same[0]
    title = titles.get((first.code, first.name))
    yield group(
        len(_HEADS),
        element("span", say(SEVERITIES[first.severity], language), class_=first.severity.value),
        f" ({len(same)}) – {first.code} ",
        title or first.name,
        faint(f" {first.name}") if title else "",
    )
    for finding in same:
        yield row(
            finding.subject.clause or "",
            _said(finding, plan, language),
            str(finding.place or ""),
            kinds=("clause", None, "place"),
        )
    if first.waiver is not None:
        return
    helps = _once(finding.help.text(language) for finding in same)
    advice = [f"{say(HELP, language)}: {text}" for text in helps]
    advice += (f"{say(BASIS, language)}: {text}" for text in _once(f.basis for f in same))
    yield row("", joined(*(element("div", text, class_="faint") for text in advice)), "")


def _said(finding: Finding, plan: Plan | None, language: str) -> Markup:
    """Return what is so, by which conditions, and what accepts it for now."""
    lines = [condition_words(condition, language) for condition in finding.conditions]
    grounds = waiver_words(plan, finding.waiver, language)
    lines += (f"{label}: {text}" for label, text in grounds)
    message = finding.message.text(language)
    return joined(message, *(element("div", line, class_="faint") for line in lines))


def _once(texts: Iterable[str | None]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
