"""Values of fields: as files write them, for data, and in words, for people."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final, get_args

import attrs

from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Term
from planrules.model.goal import IntermediateTarget
from planrules.model.ids import PeriodLabel
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.recurrence import Recurrence, Window
from planrules.model.responsibility import Holder
from planrules.model.task import DayOff, Link, RelativeDeadline
from planrules.reports.labels import say
from planrules.reports.roles import holder_words
from planrules.rules.labels import RHYTHMS, UNSTATED_PERIOD
from planrules.text import printable

#: What says when something is: a field of any of these types, and two that are true or not.
_TIMES: Final = frozenset(
    {
        PartialDate,
        Duration,
        Term,
        RelativeDeadline,
        Recurrence,
        Window,
        PeriodLabel,
        DayOff,
        IntermediateTarget,
    }
)
_FLAGS: Final = ("milestone", "standing")

_DAYS: Final[dict[DurationUnit, Text]] = {
    DurationUnit.WORKING_DAYS: Text("{count} ngày làm việc", "{count} working day{s}"),
    DurationUnit.DAYS: Text("{count} ngày", "{count} day{s}"),
    DurationUnit.MONTHS: Text("{count} tháng", "{count} month{s}"),
}
_LATER: Final = Text("thêm {days}", "{days} later")
_EARLIER: Final = Text("sớm hơn {days}", "{days} earlier")
_WITHIN: Final = Text(
    "trong vòng {days} kể từ khi xong {task}", "within {days} of the end of {task}"
)
_WORDS: Final[dict[object, Text]] = {
    True: Text("có", "yes"),
    False: Text("không", "no"),
    Window.ND09: Text("theo Nghị định 09/2019/NĐ-CP", "as in Decree 09/2019/NĐ-CP"),
    Window.CALENDAR: Text("trọn tháng dương lịch", "whole calendar months"),
    DayOff.AS_IS: Text("giữ nguyên ngày", "the day stays"),
    DayOff.PREVIOUS_WORKING_DAY: Text("ngày làm việc liền trước", "the working day before"),
    DayOff.NEXT_WORKING_DAY: Text("ngày làm việc liền sau", "the working day after"),
}


def times(thing: object) -> dict[str, object]:
    """Return what a thing says of time, by field, in the order of its fields."""
    kind: type[Any] = type(thing)
    return {
        name: value
        for name, default in _time_fields(kind)
        if (value := getattr(thing, name)) != default
    }


def _time_fields(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """Return the fields of a class that say when something is, with their defaults."""
    return tuple(
        (field.name, field.default)
        for field in (attrs.fields(kind) if attrs.has(kind) else ())
        if field.name in _FLAGS or not _TIMES.isdisjoint(_types(field.type))
    )


def _types(kind: Any) -> Iterator[Any]:  # noqa: ANN401 - types are values here
    """Yield a type and the types that it is made of."""
    yield kind
    for part in get_args(kind):
        yield from _types(part)


def written(value: object) -> str:
    """Return a value as files write it."""
    kind: type[Any] = type(value)
    if kind in _WRITTEN:
        return _WRITTEN[kind](value)
    return _table(value) if attrs.has(kind) else str(value)


def _table(value: Any) -> str:  # noqa: ANN401 - of any class of the model
    parts = (
        f"{field.name} = {written(part)}"
        for field in attrs.fields(type(value))
        if (part := getattr(value, field.name)) != field.default
    )
    return f"{{ {', '.join(parts)} }}"


def _link(link: Link) -> str:
    if link.assumed is not None:
        return _table(link)
    return f"{link.task} {written_lag(link.lag)}" if link.lag else link.task


#: How values are written that are not simply their text.
_WRITTEN: Final[dict[type[Any], Callable[[Any], str]]] = {
    bool: lambda value: str(value).lower(),
    tuple: lambda parts: ", ".join(map(written, parts)),
    Decimal: lambda value: shown(value, "en"),
    PartialDate: str,
    Duration: str,
    Recurrence: lambda value: value.rrule or ", ".join(value.rhythms) or "unstated",
    Holder: lambda value: value.who if value == Holder(value.who) else _table(value),
    Link: _link,
}


def written_lag(lag: Duration) -> str:
    """Return the offset of a link as files write it: +5wd."""
    return f"{lag.amount:+}{lag.unit}"


def lag_words(lag: Duration, language: str) -> str:
    """Return the offset of a link as files write it, and in words."""
    days = say(_EARLIER if lag.amount < 0 else _LATER, language).format(days=_days(lag, language))
    return f"{written_lag(lag)} ({days})"


def worded(plan: Plan, value: object, language: str) -> str:
    """Return a value as people of a language say it."""
    words = _WORDED.get(type(value))
    return words(plan, value, language) if words else printable(written(value))


def _days(value: Duration, language: str) -> str:
    count = abs(value.amount)
    return say(_DAYS[value.unit], language).format(count=count, s="" if count == 1 else "s")


def _duration(_: Plan, value: Duration, language: str) -> str:
    return f"{value} ({_days(value, language)})"


def _recurrence(_: Plan, value: Recurrence, language: str) -> str:
    if value.is_unstated:
        return say(UNSTATED_PERIOD, language)
    if value.rrule is not None:
        return printable(value.rrule)
    return ", ".join(say(RHYTHMS[rhythm], language) for rhythm in value.rhythms)


def _task(plan: Plan, id: str) -> str:
    return f"“{printable(plan.row(id).title)}” [{id}]"


def _relative(plan: Plan, value: RelativeDeadline, language: str) -> str:
    days = _duration(plan, value.within, language)
    return say(_WITHIN, language).format(days=days, task=_task(plan, value.task))


def _linked(plan: Plan, link: Link, language: str) -> str:
    lag = f", {lag_words(link.lag, language)}" if link.lag else ""
    return f"{_task(plan, link.task)}{lag}"


def _step(_: Plan, value: IntermediateTarget, language: str) -> str:
    return f"{shown(value.by, language)}: {shown(value.value, language)}"


def _fact(_: Plan, value: object, language: str) -> str:
    return shown(value, language)


def _choice(_: Plan, value: object, language: str) -> str:
    return say(_WORDS[value], language)


#: How people say values that files write in another way.
_WORDED: Final[dict[type[Any], Callable[[Plan, Any, str], str]]] = {
    tuple: lambda plan, parts, language: ", ".join(worded(plan, part, language) for part in parts),
    date: _fact,
    PartialDate: _fact,
    Decimal: _fact,
    bool: _choice,
    Window: _choice,
    DayOff: _choice,
    Duration: _duration,
    Recurrence: _recurrence,
    RelativeDeadline: _relative,
    Holder: holder_words,
    Link: _linked,
    IntermediateTarget: _step,
}
