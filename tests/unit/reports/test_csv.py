"""Findings as CSV."""

import csv
import io

import pytest

from planrules import check_report
from planrules.reports.findings_sheet import CSV_COLUMNS
from tests.exceptions import HOSTILE, exceptional, hostile


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_one_row_for_each_finding_what_is_waived_included() -> None:
    assessment = exceptional()
    found = rows(check_report(assessment, form="csv"))
    assert [row["fingerprint"] for row in found] == [f.fingerprint for f in assessment.findings]
    (waived,) = (row for row in found if row["waived"] == "true")
    assert (waived["approver"], waived["document"], waived["expires"]) == (
        "ubnd-xa",
        "12/UBND-VX",
        "2025-12-31",
    )
    assert "sai: task.milestone;" in waived["conditions"]
    assert {row["waived"] for row in found} == {"true", "false"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_and_no_row_is_split(text: str) -> None:
    assessment = hostile(text)
    report = check_report(assessment, form="csv")
    assert len(report.split("\r\n")) == len(assessment.findings) + 2
    for row in rows(report):
        assert tuple(row) == CSV_COLUMNS
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
