"""An assessment as SARIF 2.1.0, the form in which code scanning takes results.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

import re
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.message import shown
from planrules.model.place import Place
from planrules.reports.data import Data, finding_data
from planrules.reports.rulebook import rule_help
from planrules.reports.rulepage import rule_markdown
from planrules.reports.what_if import what_if_data
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.grounds import waiver_words
from planrules.rules.rule import Rule
from planrules.text import printable

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
#: The folder that relative places are relative to: wherever the command was given.
_BASE: Final = "%SRCROOT%"
_LEVELS: Final[dict[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
#: The severities that code scanning shows beside a rule.
_PROBLEMS: Final[dict[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
#: What stands for no byte of a file's name.
_NO_BYTE: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")


def sarif_data(assessment: Assessment, *, language: str) -> Data:
    """Return an assessment as a SARIF log with one run.

    Every rule that was asked is listed, also where nothing is found. What is waived is suppressed;
    what was put aside as known is only counted.

    Args:
        assessment: The assessment.
        language: ``vi`` or ``en``.
    """
    plan = assessment.plan
    rules = _descriptors(assessment, language)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run: Data = {
        "tool": {
            "driver": {
                "name": "planrules",
                "version": version("planrules"),
                "language": language,
                "rules": rules,
            }
        },
        "language": language,
        # Code scanning keeps the plans of one repository apart by it.
        "automationDetails": {"id": f"planrules/{plan.id}/"},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(assessment, finding, index[finding.code], language)
            for finding in assessment.findings
        ],
        "properties": {
            "plan": plan.id,
            "as_of": assessment.as_of.isoformat(),
            **what_if_data(plan),
            "digest": plan.origin.digest() if plan.origin else None,
            "known": len(assessment.known),
        },
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptors(assessment: Assessment, language: str) -> list[Data]:
    """Return what there is to say of each rule, in the order of codes."""
    asked = {rule.code: rule for rule in assessment.rules}
    others = {rule.code: rule for rule in CATALOGUE}
    found: dict[str, Data] = {code: _descriptor(rule, language) for code, rule in asked.items()}
    for finding in assessment.findings:
        if finding.code not in found:
            rule = others.get(finding.code)
            found[finding.code] = (
                _descriptor(rule, language) if rule else _undescribed(finding, language)
            )
    return [found[code] for code in sorted(found)]


def _descriptor(rule: Rule, language: str) -> Data:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _words(shown(rule.title, language), rule.name)},
        "fullDescription": {"text": _words(shown(rule.why, language), rule.name)},
        "help": {
            "text": rule_help(rule, language=language) or rule.name,
            "markdown": rule_markdown(rule, language=language) or rule.name,
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [printable(tag) for tag in dict.fromkeys(rule.tags)],
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _undescribed(finding: Finding, language: str) -> Data:
    """Return what a finding says of a rule that is not at hand."""
    words = {"text": _words(finding.help.text(language), finding.name)}
    return {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": {"text": finding.name},
        "fullDescription": words,
        "help": words,
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"tags": [], "problem.severity": _PROBLEMS[finding.severity]},
    }


def _result(assessment: Assessment, finding: Finding, index: int, language: str) -> Data:
    clause = f"{finding.subject.clause}: " if finding.subject.clause else ""
    data = finding_data(finding, language=language)
    result: Data = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(f"{clause}{finding.message.text(language)}", finding.name)},
    }
    if finding.place is not None:
        result["locations"] = [_location(finding.place)]
    return result | {
        # The first is the name by which code scanning on GitHub knows a result again.
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "planrules/v1": finding.fingerprint,
        },
        # Never absent: all results of a run say it, or none does.
        "suppressions": _suppressions(assessment, finding, language),
        "properties": {
            key: _printable(data[key])
            for key in ("subject", "key", "help", "basis", "covers", "conditions")
        },
    }


def _suppressions(assessment: Assessment, finding: Finding, language: str) -> list[Data]:
    if finding.waiver is None:
        return []
    grounds = waiver_words(assessment.plan, finding.waiver, language)
    words = "; ".join(f"{label}: {words}" for label, words in grounds)
    return [{"kind": "external", "status": "accepted", "justification": printable(words)}]


def _location(place: Place) -> Data:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.file),
            "region": {"startLine": max(1, place.line), "startColumn": max(1, place.column)},
        }
    }


def _artifact(file: str) -> Data:
    """Return where a file is: from the base, or as a whole address where its path is absolute."""
    drive = file[:2] if _DRIVE.match(file) else ""
    path = _NO_BYTE.sub("\ufffd", file.removeprefix(drive).replace("\\", "/").removeprefix("./"))
    path = quote(path, errors="surrogateescape")
    if drive:
        return {"uri": f"file:///{drive}{path}"}
    if path.startswith("//"):  # a share of another machine
        return {"uri": f"file:{path}"}
    if path.startswith("/"):
        return {"uri": f"file://{path}"}
    return {"uri": path, "uriBaseId": _BASE}


def _printable(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    """Return data in which every text is printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {_printable(name): _printable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value


def _words(text: str, instead: str) -> str:
    """Return a text, which SARIF wants not to be empty."""
    return printable(text).strip() or instead


def _message(text: str, instead: str) -> str:
    """Return the text of a result, in which nothing is a placeholder or a link."""
    words = _words(text, instead).replace("](", "] (")
    return words.replace("{", "{{").replace("}", "}}")
