"""*Bảng 6 rõ* as a page."""

from typing import Final

from planrules.model.message import Text
from planrules.rules.clarity import Cell, ClarityTable
from planrules.rules.labels import CELLS, ITEMS, say, table_title
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, row, table

_CLAUSE = Text("Điểm", "Clause")
_TASK = Text("Nhiệm vụ", "Task")
_CLEAR = Text("Số nhiệm vụ đạt", "Tasks that pass")
_NO_TABLE = Text("Không có nhiệm vụ, hoặc không có quy tắc nào để lập bảng.", "There is no table.")
_SIGNS: Final = {Cell.PASSED: "✓ ", Cell.FAILED: "✗ ", Cell.NOT_APPLICABLE: ""}


def clarity_part(rows: ClarityTable, language: str) -> list[Markup]:
    """Return the table: tasks down, items across, and how many tasks pass each."""
    items = list(rows[0].cells) if rows else []
    if not items:
        return [element("p", say(_NO_TABLE, language))]
    heads = [say(_CLAUSE, language), say(_TASK, language)]
    body = [
        row(
            one.task.clause or "",
            one.task.title,
            *(_SIGNS[cell] + say(CELLS[cell], language) for cell in one.cells.values()),
            kinds=["clause", None, *(cell.value for cell in one.cells.values())],
        )
        for one in rows[:ROWS]
    ]
    totals = (
        f"{sum(one.cells[item] is Cell.PASSED for one in rows)}/"
        f"{sum(one.cells[item] is not Cell.NOT_APPLICABLE for one in rows)}"
        for item in items
    )
    last = (element("th", text) for text in ("", say(_CLEAR, language), *totals))
    return [
        element("p", element("strong", table_title(items, language))),
        table(
            [*heads, *(say(ITEMS[item], language) for item in items)],
            [*body, element("tr", *last)],
        ),
        *left_out(len(rows) - ROWS, language),
    ]
