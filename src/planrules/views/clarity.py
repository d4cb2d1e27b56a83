"""*Bảng 6 rõ* as a page."""

from typing import Final

from planrules.model.message import Text
from planrules.rules.clarity import Cell, ClarityTable, clarity_totals
from planrules.rules.labels import CELLS, CLAUSE, CLEAR, ITEMS, TASK, say, table_title
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, row, table

_NO_TABLE = Text("Không có nhiệm vụ, hoặc không có quy tắc nào để lập bảng.", "There is no table.")
_SIGNS: Final = {Cell.PASSED: "✓ ", Cell.FAILED: "✗ ", Cell.NOT_APPLICABLE: ""}


def clarity_part(rows: ClarityTable, language: str) -> list[Markup]:
    """Return the table: tasks down, items across, and how many tasks pass each."""
    items = list(rows[0].cells) if rows else []
    if not items:
        return [element("p", say(_NO_TABLE, language))]
    heads = [say(CLAUSE, language), say(TASK, language)]
    body = [
        row(
            one.task.clause or "",
            one.task.title,
            *(_SIGNS[cell] + say(CELLS[cell], language) for cell in one.cells.values()),
            kinds=["clause", None, *(cell.value for cell in one.cells.values())],
        )
        for one in rows[:ROWS]
    ]
    totals = clarity_totals(items, rows)
    last = (element("th", text) for text in ("", say(CLEAR, language), *totals))
    return [
        element("p", element("strong", table_title(items, language))),
        table(
            [*heads, *(say(ITEMS[item], language) for item in items)],
            [*body, element("tr", *last)],
        ),
        *left_out(len(rows) - ROWS, language),
    ]
