"""What tables are made of: columns, and cells of rows."""

from collections.abc import Mapping
from datetime import date

from planrules.model.message import shown

#: By name of a column, the type of what it holds where it holds anything.
Columns = Mapping[str, type[str | int | bool | date]]

#: The cells of a row, in the order of its columns.
Cells = tuple[str | int | bool | date | None, ...]


def number(value: object) -> str | None:
    """Return a number as data write it."""
    return None if value is None else shown(value, "en")
