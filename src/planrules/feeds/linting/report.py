"""Findings about calendars as text for people and as data for programs."""

from collections.abc import Iterable
from typing import Any

from planrules.feeds.linting.finding import FeedFinding
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.rules.labels import HELP, counted, say
from planrules.text import printable

_IN_ALL = Text("Tổng cộng: {counts}.", "In all: {counts}.")
_NOTHING = Text(
    "Không có nội dung cần rà soát trong tệp lịch.", "Nothing was found in the calendar."
)


def lint_text(findings: Iterable[FeedFinding], /, *, language: str) -> str:
    """Return findings as text: what is so and what to do, each in a line, and a summary.

    Args:
        findings: The findings, in their order.
        language: ``vi`` or ``en``.
    """
    findings = tuple(findings)
    lines: list[str] = []
    for each in findings:
        message = each.message.text(language)
        lines += (
            f"{each.place}: {each.code} {each.severity} {message} ({each.clause})",
            f"  {say(HELP, language)}: {each.help.text(language)}",
        )
    counts = ", ".join(
        counted(severity, count, language) for severity, count in _counts(findings).items() if count
    )
    lines.append(
        say(_IN_ALL, language).format(counts=counts) if counts else say(_NOTHING, language)
    )
    return "".join(f"{printable(line)}\n" for line in lines)


def lint_data(
    findings: Iterable[FeedFinding], /, *, language: str
) -> dict[str, Any]:  # what JSON holds
    """Return findings as data, for JSON.

    Args:
        findings: The findings, in their order.
        language: Language of messages and help, ``vi`` or ``en``.
    """
    findings = tuple(findings)
    return {
        "summary": {severity.value: count for severity, count in _counts(findings).items()},
        "findings": [
            {
                "code": each.code,
                "name": each.name,
                "severity": each.severity.value,
                "clause": each.clause,
                "message": each.message.text(language),
                "help": each.help.text(language),
                "location": {
                    "file": each.place.file,
                    "line": each.place.line,
                    "column": each.place.column,
                },
            }
            for each in findings
        ],
    }


def _counts(findings: Iterable[FeedFinding]) -> dict[Severity, int]:
    counts = dict.fromkeys(Severity, 0)
    for each in findings:
        counts[each.severity] += 1
    return counts
