"""Findings as pages: by rule, gravest first, as the text report has them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.findings import Findings
from planrules.model.message import Text, shown
from planrules.rules.labels import SEVERITIES, counted, say
from planrules.rules.rule import Rule
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, faint, group, joined, row, table

_NOTHING = Text("Không có nội dung cần rà soát.", "Nothing to review.")
_SUMMARY = Text("; đã xét {count} quy tắc.", "; {count} rules were asked.")
_WAIVED = Text("{count} ngoại lệ được chấp thuận", "{count} waived")
_WAIVER = Text("Ngoại lệ được chấp thuận đến {day} ({document})", "waived until {day} ({document})")
_HELP = Text("Cách xử lý: {help}", "What to do: {help}")
_BASIS = Text("Căn cứ: {basis}", "Basis: {basis}")
_HEADS = (
    Text("Điểm", "Clause"),
    Text("Nội dung", "Finding"),
    Text("Vị trí", "Place"),
)


def summary_part(assessment: Assessment, language: str) -> Markup:
    """Return how many findings there are of each severity, and how many rules were asked."""
    counts: list[str] = []
    for severity in Severity:
        if count := assessment.count(severity):
            words = counted(severity, count, language)
            counts += [", ", element("span", words, class_=severity.value)]
    if assessment.waived:
        counts += [", ", say(_WAIVED, language).format(count=len(assessment.waived))]
    if not counts:
        return element("p", say(_NOTHING, language))
    asked = say(_SUMMARY, language).format(count=len(assessment.counts))
    return element("p", *counts[1:], asked)


def findings_part(findings: Findings, rules: Iterable[Rule], language: str) -> list[Markup]:
    """Return findings as a table, those of one rule together with what to do about them."""
    if not findings:
        return [element("p", say(_NOTHING, language))]
    titles = _titles(rules, language)
    grave = sorted(findings, key=lambda f: (f.severity.rank, f.code))
    body: list[Markup] = []
    for _, same in groupby(grave[:ROWS], key=lambda f: (f.severity, f.code)):
        body += _rule_rows(list(same), titles, language)
    return [
        table([say(head, language) for head in _HEADS], body),
        *left_out(len(grave) - ROWS, language),
    ]


def one_finding(finding: Finding, rules: Iterable[Rule], language: str) -> Markup:
    """Return a single finding."""
    heads = [say(head, language) for head in _HEADS]
    return table(heads, _rule_rows([finding], _titles(rules, language), language))


def _titles(rules: Iterable[Rule], language: str) -> dict[tuple[str, str], str]:
    """Return by code and name what rules ask for."""
    return {(rule.code, rule.name): shown(rule.title, language) for rule in rules}


def _rule_rows(
    same: list[Finding], titles: dict[tuple[str, str], str], language: str
) -> Iterator[Markup]:
    """Yield a rule's findings under its heading, and below them what to do about them."""
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
            _said(finding, language),
            str(finding.place or ""),
            kinds=("clause", None, "place"),
        )
    advice = [
        *(
            say(_HELP, language).format(help=text)
            for text in _once(f.help.text(language) for f in same)
        ),
        *(say(_BASIS, language).format(basis=text) for text in _once(f.basis for f in same)),
    ]
    yield row("", joined(*(element("div", text, class_="faint") for text in advice)), "")


def _said(finding: Finding, language: str) -> Markup:
    """Return what is so, and whether that is accepted for now."""
    message = finding.message.text(language)
    if finding.waiver is None:
        return joined(message)
    waived = say(_WAIVER, language).format(
        day=shown(finding.waiver.expires, language), document=finding.waiver.document
    )
    return joined(message, element("div", waived, class_="faint"))


def _once(texts: Iterable[str | None]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
