"""Values as messages show them."""

from datetime import date
from enum import StrEnum
from typing import Final

from planrules.model.duration import Duration
from planrules.model.message import Text
from planrules.model.responsibility import Holder

#: How many names of a list are told.
_LISTED: Final = 6
_TRUE: Final = Text("đúng", "true")
_FALSE: Final = Text("sai", "false")
_EMPTY: Final = Text("không có", "none")
#: Fields by which a record is told, the first that it has.
_NAMED_BY: Final = ("uid", "id", "name", "task")


def fact(value: object, /) -> object:
    """Return a value as messages show it: a record by its name, true and false in words."""
    if value is None or (isinstance(value, date | str | int) and not _has_words(value)):
        return value
    if isinstance(value, bool):
        return _TRUE if value else _FALSE
    if isinstance(value, tuple | list):
        return _listed(value)
    if isinstance(value, StrEnum | Duration):
        return str(value)
    return _record(value)


def _has_words(value: object) -> bool:
    return isinstance(value, bool | StrEnum)


def _listed(values: tuple[object, ...] | list[object]) -> object:
    """Return the first of some values, and how many more there are."""
    if not values:
        return _EMPTY
    told = [fact(value) for value in values[:_LISTED]]
    names = tuple(value if isinstance(value, Text) else str(value) for value in told)
    more = len(values) - len(names)
    return (*names, Text(f"{more} mục khác", f"{more} more")) if more else names


def _record(value: object) -> object:
    if isinstance(value, Holder):
        return value.who or value.text
    named = (getattr(value, name, None) for name in _NAMED_BY)
    return next((name for name in named if isinstance(name, str)), value)
