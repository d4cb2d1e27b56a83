"""What tables of a class look like, for those who wrote something else in their place."""

from typing import Final, get_args

import attrs

from planrules.model.calendar import CalendarTable
from planrules.model.fields import key_of, written
from planrules.model.plan import Header
from planrules.source.tables import RECORDS, ROWS, PlanTables, RegisterHeader

#: Classes whose tables stand at the top of a file, and how they are written there.
_HEADS: Final[dict[type, str]] = {
    Header: "[plan]",
    RegisterHeader: "[register]",
    CalendarTable: "[calendar]",
}
_ROWS: Final[dict[type, str]] = {
    get_args(field.type)[0]: field.name
    for field in attrs.fields(PlanTables)
    if field.name in ROWS or field.name in RECORDS
}
#: How many keys of a class say what its table looks like.
_KEYS_SHOWN: Final = 3


def table_written(kind: type) -> str:
    """Return how one table of a class is written: ``[plan]``, else with its first keys."""
    return _HEADS.get(kind) or _shape(kind)


def rows_written(kind: type) -> str:
    """Return how a list of tables of a class is written: ``[[task]]``, else with their keys."""
    row = _ROWS.get(kind)
    return f"[[{row}]]" if row else f"[{_shape(kind)}]"


def _shape(kind: type) -> str:
    """Return what a table of a class looks like: ``{ name = …, capacity = … }``."""
    fields = [field for field in written(kind) if field.name not in ("assumed", "stated")]
    fields.sort(key=lambda field: field.default is not attrs.NOTHING)
    return f"{{ {', '.join(f'{key_of(field.name)} = …' for field in fields[:_KEYS_SHOWN])} }}"
