"""An assessment as JUnit XML, as Jenkins, GitLab and the readers of GitHub Actions take it.

A suite is a family of rules; a rule that found nothing is one case, else each finding is one.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

import attrs

from planrules.assessment import Assessment
from planrules.model.finding import Finding
from planrules.model.message import Text, shown
from planrules.model.what_if import what_if_lines
from planrules.reports.escaping import xml_text
from planrules.reports.labels import AS_OF, FAMILIES, say
from planrules.reports.text import advice
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.grounds import condition_words, waiver_words
from planrules.rules.run import MET003, RuleCount

_IDLE: Final = Text("Kế hoạch không có nội dung để xét.", "The plan holds nothing to look at.")
_KNOWN: Final = Text("Chỉ có nội dung đã ghi nhận từ trước.", "Only what was known before.")
_BROKEN: Final = Text("Quy tắc bị lỗi khi xét kế hoạch.", "The rule broke down on the plan.")


@attrs.frozen(kw_only=True)
class _Case:
    """One test case.

    Attributes:
        name: Its name, the same from run to run.
        code: Code of the rule.
        outcome: The element that says what came of it; None where it passed.
        kind: The type of a failure or an error.
        message: What is so.
        details: More of it, line by line.
        finding: The finding, if it is one.
    """

    name: str
    code: str
    outcome: Literal["failure", "error", "skipped"] | None = None
    kind: str | None = None
    message: str = ""
    details: tuple[str, ...] = ()
    finding: Finding | None = None


def check_junit(assessment: Assessment, *, language: str) -> str:
    """Return an assessment as JUnit XML.

    Every finding is a failure, a remark as well: its severity is the type of the failure. What is
    waived is skipped, with the reason; so is a rule that had nothing to look at.

    Args:
        assessment: The assessment.
        language: ``vi`` or ``en``.
    """
    suites: dict[str, list[_Case]] = {}
    for case in _cases(assessment, language):
        suites.setdefault(case.code.rstrip("0123456789"), []).append(case)
    day = say(AS_OF, language).format(day=shown(assessment.as_of, language))
    told = (day, *what_if_lines(assessment.plan, language))
    name = " – ".join((assessment.plan.title, *told))
    everything = [case for cases in suites.values() for case in cases]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {_attributes(name=name, **_counts(everything))}>",
    ]
    for family, cases in suites.items():
        label = f"{family} – {say(FAMILIES[family], language)}" if family in FAMILIES else family
        lines.append(f"  <testsuite {_attributes(name=label, **_counts(cases))}>")
        for case in cases:
            lines += _element(case)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _cases(assessment: Assessment, language: str) -> Iterator[_Case]:
    """Yield the cases: rule by rule as they were asked, then what no asked rule says."""
    rules = {rule.code: rule for rule in (*CATALOGUE, *assessment.rules)}
    counts = {count.code: count for count in assessment.counts}
    broken = {finding.key: finding for finding in assessment.findings if _is_breakdown(finding)}
    found: dict[str, list[Finding]] = {}
    for finding in assessment.findings:
        if not (_is_breakdown(finding) and finding.key in counts):
            found.setdefault(finding.code, []).append(finding)
    for code in dict.fromkeys((*counts, *found)):
        rule = rules.get(code)
        name = f"{code} {rule.name}" if rule else code
        count, findings = counts.get(code), found.get(code, [])
        cases = [_of_finding(assessment, finding, language) for finding in findings]
        if count is not None and count.errored:
            cases.append(_of_breakdown(assessment, name, code, broken.get(code), language))
        if cases:
            yield from cases
        elif code != MET003.code or not broken:  # a breakdown stands with the rule that broke down
            yield _without_finding(name, code, count, language)


def _is_breakdown(finding: Finding) -> bool:
    return finding.code == MET003.code


def _of_finding(assessment: Assessment, finding: Finding, language: str) -> _Case:
    subject = finding.subject
    parts = [finding.code, finding.name, subject.kind, subject.id, finding.key or ""]
    if finding.ordinal > 1:
        parts.append(f"({finding.ordinal})")
    clause = f"{subject.clause}: " if subject.clause else ""
    message = f"{clause}{finding.message.text(language)}"
    details = [message]
    if finding.place is not None:
        details.append(str(finding.place))
    details += (condition_words(condition, language) for condition in finding.conditions)
    details += (f"{label}: {words}" for label, words in advice([finding], language))
    name = " ".join(part for part in parts if part)
    if finding.waiver is not None:
        grounds = waiver_words(assessment.plan, finding.waiver, language)
        why = "; ".join(f"{label}: {words}" for label, words in grounds)
        return _Case(
            name=name,
            code=finding.code,
            outcome="skipped",
            message=why,
            details=(message,),
            finding=finding,
        )
    return _Case(
        name=name,
        code=finding.code,
        outcome="failure",
        kind=finding.severity.value,
        message=message,
        details=tuple(details),
        finding=finding,
    )


def _of_breakdown(
    assessment: Assessment, name: str, code: str, finding: Finding | None, language: str
) -> _Case:
    """Return the case of a rule that broke down: an error, unless that is waived."""
    if finding is None:
        message = say(_BROKEN, language)
        return _Case(name=name, code=code, outcome="error", kind="error", message=message)
    case = attrs.evolve(_of_finding(assessment, finding, language), name=name, code=code)
    return case if finding.waiver else attrs.evolve(case, outcome="error")


def _without_finding(name: str, code: str, count: RuleCount | None, language: str) -> _Case:
    """Return the case of a rule with nothing to show: it passed, or why nobody can tell."""
    if count is not None and count.failed:
        return _Case(name=name, code=code, outcome="skipped", message=say(_KNOWN, language))
    if count is not None and not count.passed:
        return _Case(name=name, code=code, outcome="skipped", message=say(_IDLE, language))
    return _Case(name=name, code=code)


def _counts(cases: Iterable[_Case]) -> dict[str, object]:
    outcomes = [case.outcome for case in cases]
    return {
        "tests": len(outcomes),
        "failures": outcomes.count("failure"),
        "errors": outcomes.count("error"),
        "skipped": outcomes.count("skipped"),
    }


def _element(case: _Case) -> Iterator[str]:
    """Yield the lines of a case."""
    place = case.finding.place if case.finding else None
    told = _attributes(
        name=case.name,
        classname=f"planrules.{case.code}",
        file=place and place.file,
        line=place and place.line,
    )
    if case.outcome is None:
        yield f"    <testcase {told}/>"
        return
    attributes = _attributes(message=case.message, type=case.kind)
    yield f"    <testcase {told}>"
    if case.details:
        yield f"      <{case.outcome} {attributes}>{xml_text(case.details[0])}"
        yield from map(xml_text, case.details[1:])
        yield f"</{case.outcome}>"
    else:
        yield f"      <{case.outcome} {attributes}/>"
    yield "    </testcase>"


def _attributes(**values: object) -> str:
    """Return attributes, those that are None left out."""
    return " ".join(
        f'{name}="{xml_text(str(value))}"' for name, value in values.items() if value is not None
    )
