"""The table ``[calendar]`` as files write it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    IterableValidationError,
    IterableValidationNote,
)

from planrules.model.calendar import CalendarTable, SpecialDay, Weekday
from planrules.source import times
from planrules.source.misfit import Misfit

Hook = Callable[[Any, Any], Any]


def calendar_hook(read: Hook) -> Hook:
    """Return the hook of a calendar, which has a working day and no day that is off and worked.

    Args:
        read: Reads the table field by field.
    """

    def hook(value: object, _: object) -> CalendarTable:
        table: CalendarTable = read(value, CalendarTable)
        errors = [*_without_work(table), *_off_and_worked(table)]
        if errors:
            raise ClassValidationError("", errors, CalendarTable)
        return table

    return hook


def special_day_hook(read: Hook) -> Hook:
    """Return the hook of a day off or worked: its date alone, or a table.

    Args:
        read: Reads the table field by field.
    """
    return lambda value, _: (
        read(value, SpecialDay) if type(value) is dict else SpecialDay(date=times.day(value))
    )


def _without_work(table: CalendarTable) -> list[Exception]:
    """Return what is wrong with a week without a working day."""
    if table.weekend is None or len(set(table.weekend)) < len(Weekday):
        return []
    error = Misfit(
        "VAL010",
        found=", ".join(f'"{day}"' for day in table.weekend),
        expected_vi="ít nhất một ngày làm việc trong tuần",
        expected_en="at least one working day in the week",
    )
    error.add_note(AttributeValidationNote("", "weekend", CalendarTable))
    return [error]


def _off_and_worked(table: CalendarTable) -> list[Exception]:
    """Return what is wrong with days that are both off and worked, at the later list."""
    off = {day.date for day in table.days_off}
    errors: list[Exception] = []
    for index, day in enumerate(table.days_worked):
        if day.date in off:
            error = Misfit(
                "VAL010",
                found=_written(day.date),
                expected_vi="ngày chưa có trong days_off: một ngày hoặc nghỉ, hoặc làm việc",
                expected_en="a day that is not among days_off: it is either off or worked",
            )
            error.add_note(IterableValidationNote("", index, SpecialDay))
            errors.append(error)
    if not errors:
        return []
    group = IterableValidationError("", errors, tuple)
    group.add_note(AttributeValidationNote("", "days_worked", CalendarTable))
    return [group]


def _written(day: date) -> str:
    return day.isoformat()
