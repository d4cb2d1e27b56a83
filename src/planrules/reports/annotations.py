"""An assessment as workflow commands, which GitHub shows beside the lines of a change."""

from typing import Final

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.what_if import what_if_lines
from planrules.reports.escaping import command_data, command_property
from planrules.reports.text import advice, summary
from planrules.rules.grounds import condition_words
from planrules.rules.labels import unasked
from planrules.text import printable

_COMMANDS: Final[dict[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def check_annotations(assessment: Assessment, *, language: str) -> str:
    """Return one workflow command for each finding, then a summary, which is no command.

    What is waived is only counted in the summary.

    Args:
        assessment: The assessment.
        language: ``vi`` or ``en``.
    """
    grave = sorted(assessment.unwaived, key=lambda finding: finding.severity.rank)
    lines = [_command(finding, language) for finding in grave]
    lines.append(summary(assessment, language))
    if line := unasked(assessment.counts, language):
        lines.append(line)
    lines += what_if_lines(assessment.plan, language)
    return "\n".join([*lines, ""])


def _command(finding: Finding, language: str) -> str:
    properties = {"title": f"{finding.code} {finding.name}"}
    if (place := finding.place) is not None:
        at = {"file": place.file, "line": str(place.line), "col": str(place.column)}
        properties = at | properties
    told = ",".join(
        f"{name}={command_property(printable(value))}" for name, value in properties.items()
    )
    return f"::{_COMMANDS[finding.severity]} {told}::{command_data(_message(finding, language))}"


def _message(finding: Finding, language: str) -> str:
    """Return what is so and what to do, line by line."""
    clause = f"{finding.subject.clause}: " if finding.subject.clause else ""
    lines = [f"{clause}{finding.message.text(language)}"]
    lines += (condition_words(condition, language) for condition in finding.conditions)
    lines += (f"{label}: {words}" for label, words in advice([finding], language))
    return "\n".join(map(printable, lines))
