"""An assessment as a table for spreadsheets: one row for each finding."""

from typing import Final

from planrules.assessment import Assessment
from planrules.model.finding import Finding
from planrules.model.waiver import Waiver
from planrules.reports.sheet import Cell, csv_text
from planrules.reports.what_if import what_if_cells
from planrules.rules.grounds import condition_words
from planrules.text import printable

#: The columns of the CSV.
CSV_COLUMNS: Final = (
    "code",
    "name",
    "severity",
    "subject_kind",
    "subject",
    "clause",
    "key",
    "message",
    "help",
    "basis",
    "file",
    "line",
    "column",
    "conditions",
    "covers",
    "waived",
    "reason",
    "approver",
    "official",
    "document",
    "granted",
    "expires",
    "fingerprint",
)


def check_csv(assessment: Assessment, *, language: str) -> str:
    """Return the findings as CSV, what is waived included.

    Args:
        assessment: The assessment.
        language: Language of messages and help, ``vi`` or ``en``; columns keep their names.
    """
    more: dict[str, Cell] = {**what_if_cells(assessment.plan)}
    rows = (_row(finding, language) | more for finding in assessment.findings)
    return csv_text((*CSV_COLUMNS, *more), rows)


def _row(finding: Finding, language: str) -> dict[str, Cell]:
    place, subject = finding.place, finding.subject
    row: dict[str, Cell] = {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "subject_kind": subject.kind,
        "subject": subject.id,
        "clause": subject.clause,
        "key": finding.key,
        "message": finding.message.text(language),
        "help": finding.help.text(language),
        "basis": finding.basis,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "conditions": "; ".join(condition_words(c, language) for c in finding.conditions),
        "covers": ", ".join(finding.covers),
        **_waived(finding.waiver),
        "fingerprint": finding.fingerprint,
    }
    return {
        column: printable(cell) if isinstance(cell, str) else cell for column, cell in row.items()
    }


def _waived(waiver: Waiver | None) -> dict[str, Cell]:
    """Return the cells of a waiver, empty but for the first where there is none."""
    return {
        "waived": waiver is not None,
        "reason": waiver.reason if waiver else None,
        "approver": waiver.approver if waiver else None,
        "official": waiver.official if waiver else None,
        "document": waiver.document if waiver else None,
        "granted": waiver.granted.isoformat() if waiver else None,
        "expires": waiver.expires.isoformat() if waiver else None,
    }
