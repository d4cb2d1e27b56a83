"""The status of a plan as data, and as a table for spreadsheets."""

from collections.abc import Iterator
from typing import Any, Final

from planrules.model.ledger import Entry
from planrules.model.standing import Standings
from planrules.reports.duties import obligation_data
from planrules.reports.sheet import Cell, csv_text
from planrules.reports.status_words import name_of, remarks
from planrules.reports.what_if import cells_of_data, what_if_data
from planrules.rules.wording import share
from planrules.tracking.status import NUMBERS, Status, StatusRow, StatusTable

#: The columns of the CSV.
CSV_COLUMNS: Final = (
    "plan",
    "as_of",
    "table",
    "row",
    "unit",
    "unit_name",
    *NUMBERS,
    "rate_numerator",
    "rate_denominator",
    "remarks",
)


def status_data(status: Status, *, unit: str | None, language: str, detail: bool) -> dict[str, Any]:
    """Return the status of a plan as data.

    Args:
        status: The status.
        unit: Id of the body that it is about alone; None for all.
        language: Language of remarks, ``vi`` or ``en``.
        detail: Whether to list each obligation.
    """
    standings = status.standings
    plan = standings.plan
    return {
        "plan": plan.id,
        "title": plan.title,
        "as_of": standings.as_of.isoformat(),
        **what_if_data(plan),
        "unit": unit,
        "official": _table(standings, status.official, language, has_rate=True),
        "provisional": _table(standings, status.provisional, language, has_rate=False),
        "withdrawn": status.withdrawn,
        "unmatched": [_entry(entry) for entry in standings.unmatched],
        "obligations": [obligation_data(plan, one, language=language) for one in standings]
        if detail
        else None,
    }


def _table(
    standings: Standings, table: StatusTable, language: str, *, has_rate: bool
) -> dict[str, Any]:
    return {
        "rows": [_row(standings, row, language, has_rate=has_rate) for row in table.rows],
        "total": _row(standings, table.total, language, has_rate=has_rate, is_total=True),
    }


def _row(
    standings: Standings, row: StatusRow, language: str, *, has_rate: bool, is_total: bool = False
) -> dict[str, Any]:
    """Return a row as data; nobody in particular has neither id nor name, as all together."""
    plan = standings.plan
    rate = {
        "numerator": row.done_on_time,
        "denominator": row.judged,
        "percent": share(row.done_on_time, row.judged, "en")[:-1] if row.judged else None,
    }
    return {
        "unit": row.unit,
        "unit_name": None if is_total or row.unit is None else name_of(plan, row, language),
        **{number: getattr(row, number) for number in NUMBERS},
        "rate": rate if has_rate else None,
        "remarks": remarks(plan, row, standings.as_of, language),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "task": entry.task,
        "unit": entry.unit,
        "period": entry.period,
        "recorded_on": entry.recorded_on.isoformat(),
        "state": entry.state.value,
    }


def status_csv(data: dict[str, Any]) -> str:
    """Return the tables of a status, given as data, as CSV; sums are told apart by ``row``."""
    more = cells_of_data(data)
    return csv_text((*CSV_COLUMNS, *more), (row | more for row in _csv_rows(data)))


def _csv_rows(data: dict[str, Any]) -> Iterator[dict[str, Cell]]:
    for name in ("official", "provisional"):
        table = data[name]
        rows = [(row, "body" if row["unit"] else "nobody") for row in table["rows"]]
        for row, kind in (*rows, *([(table["total"], "total")] if rows else [])):
            rate = row["rate"] or {}
            yield row | {
                "plan": data["plan"],
                "as_of": data["as_of"],
                "table": name,
                "row": kind,
                "rate_numerator": rate.get("numerator"),
                "rate_denominator": rate.get("denominator"),
                "remarks": "; ".join(row["remarks"]),
            }
