"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import StringIO

from planrules.model.message import shown

#: A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | Decimal | bool | None


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return rows as CSV with a head, lines ending in CRLF.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. What is not
    known is an empty cell; true and false are written so, numbers with a decimal point.

    Args:
        columns: Names of the columns, in order.
        rows: Cells by column.
    """
    import csv

    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return shown(value, "en")
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value
