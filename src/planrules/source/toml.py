"""Values of the model as TOML writes them, each in its shortest form."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import attrs
import tomli_w

from planrules.model.calendar import SpecialDay
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration
from planrules.model.recurrence import Recurrence
from planrules.model.responsibility import Holder
from planrules.model.row import Accountable
from planrules.model.task import Link
from planrules.source.recurrence import UNSTATED

#: Keys that come first, whatever the order of the fields, and those that come last.
_FIRST: Final = (
    *("id", "title", "clause", "quote"),
    *("task", "indicator", "unit", "period", "recorded_on", "order"),
)
_LAST: Final = ("assumed", "stated")
#: Keys whose list of one text stays a list: as a bare text it would read as something else.
_ALWAYS_LISTS: Final = frozenset({"successors", "members"})


def as_toml(field: str, value: object) -> str:
    """Return the value of a field as a file would give it, on one line."""
    return _inline(_of_field(field, value))


def _inline(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_inline(item)}' for key, item in value.items())} }}"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def table_of(thing: object, kind: type[Any]) -> dict[str, object]:
    """Return the fields of a ``kind`` that differ from their defaults, by key."""
    fields = sorted(attrs.fields(kind), key=lambda field: _rank(field.name))
    table = {
        field.name: _of_field(field.name, getattr(thing, field.name))
        for field in fields
        if field.name not in _LAST and getattr(thing, field.name) != field.default
    }
    if isinstance(thing, Accountable):
        if thing.assumed:
            table["assumed"] = {
                a.field: {"value": _of_field(a.field, a.value), "reason": a.reason}
                for a in thing.assumed
            }
        if thing.stated:
            table["stated"] = {words.field: words.words for words in thing.stated}
    return table


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _of_field(name: str, value: object) -> object:
    """Return the value of a field; a list of one text as that text."""
    written = _value(value)
    if isinstance(written, list) and len(written) == 1 and name not in _ALWAYS_LISTS:
        (only,) = written
        return only if isinstance(only, str) else written
    return written


def _value(value: object) -> object:
    """Return a value in its shortest form."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str | bool | int | float | date):
        return value
    form = _FORMS.get(type(value))
    return table_of(value, type(value)) if form is None else form(value)


def _number(value: Decimal) -> int | Decimal:
    """Return a number as an integer if it is one, and without zeros at its end."""
    if value.is_finite() and value == value.to_integral_value():
        return int(value)
    return Decimal(f"{value:f}".rstrip("0"))


def _partial_date(value: PartialDate) -> object:
    if value.is_before:
        return {"before": _partial_date(attrs.evolve(value, is_before=False))}
    return str(value) if value.day is None else value.first


def _special_day(value: SpecialDay) -> object:
    """Return a day off or worked: the date alone where that says it all."""
    return value.date if value == SpecialDay(date=value.date) else table_of(value, SpecialDay)


def _recurrence(value: Recurrence) -> str | list[str]:
    if value.is_unstated:
        return UNSTATED
    if value.rrule is not None:
        return value.rrule
    names = [rhythm.value for rhythm in value.rhythms]
    return names[0] if len(names) == 1 else names


def _holder(holder: Holder) -> str | dict[str, object]:
    """Return a holder: the id alone where that says it all."""
    if holder == Holder(holder.who) and holder.who is not None:
        return holder.who
    if holder.who is None:
        key = "text"
    elif holder.each:
        key = "each"
    else:
        key = "who" if holder.whom else "unit"
    table: dict[str, object] = {key: holder.text if holder.who is None else holder.who}
    if holder.official is not None:
        table["official"] = holder.official
    if holder.whom:
        table["whom"] = _of_field("whom", holder.whom)
    return table


def _link(link: Link) -> str | dict[str, object]:
    """Return a link: ``x`` or ``x +5wd`` where it is not supposed."""
    lag = None if link.lag is None else f"{link.lag.amount:+}{link.lag.unit}"
    if link.assumed is None:
        return link.task if lag is None else f"{link.task} {lag}"
    offset = {} if lag is None else {"lag": lag}
    return {"task": link.task, **offset, "assumed": link.assumed}


#: How values are written that are neither TOML's own nor tables of their fields.
_FORMS: Final[dict[type, Callable[[Any], object]]] = {
    Decimal: _number,
    PartialDate: _partial_date,
    SpecialDay: _special_day,
    Duration: str,
    Recurrence: _recurrence,
    Holder: _holder,
    Link: _link,
    tuple: lambda values: [_value(value) for value in values],
}
