"""Tables as data frames: the one door of pandas and polars."""

from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from typing import Final

from planrules.errors import MissingEngineError
from planrules.views.records import Table


def frame(table: Table, /, *, engine: str | None = None) -> object:
    """Return a table as a data frame.

    What a cell lacks is the engine's own missing value. The types of columns depend on nothing
    that stands in them.

    Args:
        table: The table.
        engine: ``pandas`` or ``polars``; without it the first of them that is installed.

    Raises:
        MissingEngineError: If it is not installed.
        ValueError: If ``engine`` is neither.
    """
    if engine is not None and engine not in _ENGINES:
        message = f"engine is {engine!r}; expected {' or '.join(map(repr, _ENGINES))}"
        raise ValueError(message)
    wanted = tuple(_ENGINES) if engine is None else (engine,)
    for name in wanted:
        if find_spec(name) is not None:
            return _ENGINES[name](table)
    raise MissingEngineError(*wanted)


def _pandas(table: Table) -> object:
    import pandas as pd

    # Whole days to the second: a date far from ours fits, as it does not to the nanosecond.
    types = {str: "string", int: "Int64", bool: "boolean", date: "datetime64[s]"}
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in table.records], dtype=types[kind])
            for name, kind in table.columns.items()
        }
    )


def _polars(table: Table) -> object:
    import polars as pl

    types = {str: pl.String, int: pl.Int64, bool: pl.Boolean, date: pl.Date}
    return pl.DataFrame(
        table.records, schema={name: types[kind] for name, kind in table.columns.items()}
    )


_ENGINES: Final[dict[str, Callable[[Table], object]]] = {"pandas": _pandas, "polars": _polars}
