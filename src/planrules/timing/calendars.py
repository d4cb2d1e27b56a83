"""The calendar that a plan works by."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from planrules.model.calendar import (
    Beyond,
    CalendarName,
    CalendarTable,
    Certainty,
    SpecialDay,
    Weekday,
)
from planrules.model.plan import Plan
from planrules.timing.calendar import WorkCalendar

#: Saturday and Sunday. Source: Quyết định 188/1999/QĐ-TTg, Điều 1.
_WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
#: Name of a calendar that is all the plan's own.
_OWN = "calendar"
#: How many years before and after those covered have their fixed holidays projected.
_PROJECTED_YEARS = 60


def calendar_of(plan: Plan, /, *, known_on: date | None = None) -> WorkCalendar:
    """Return the calendar that a plan works by.

    What the plan says of its own days stands on top of the calendar that it names. A plan that has
    a ``[calendar]`` with days of its own and names none works by that table alone; any other, by
    ``VN``.

    Args:
        plan: The plan.
        known_on: The day: days off and worked that were decided later are left out. Without it all
            count.
    """
    decided = [
        day for day in _decisions(_named(plan), plan.calendar) if known_on and day > known_on
    ]
    return _calendar(_named(plan), plan.calendar, decided[0] if decided else None)


def announcements(plan: Plan, /, *, after: date, until: date) -> list[date]:
    """Return the days on which a plan's days off and worked were decided, in order.

    Args:
        plan: The plan.
        after: Only days later than this.
        until: Only days up to this, inclusive.
    """
    return [day for day in _decisions(_named(plan), plan.calendar) if after < day <= until]


def _named(plan: Plan) -> CalendarName | None:
    named = plan.planned().work_calendar
    own = plan.calendar
    if named is not None or (own and (own.weekend is not None or own.days_off or own.days_worked)):
        return named
    return CalendarName.VN


@lru_cache(maxsize=64)
def _decisions(named: CalendarName | None, table: CalendarTable | None) -> tuple[date, ...]:
    """Return the days on which anything in a calendar was decided, in order."""
    rows: list[SpecialDay] = [*table.days_off, *table.days_worked] if table else []
    if named is CalendarName.VN:
        from planrules.timing import vn

        rows += (*vn.DAYS_OFF, *vn.DAYS_WORKED)
    return tuple(sorted({row.decided_on for row in rows if row.decided_on is not None}))


@lru_cache(maxsize=64)
def _calendar(
    named: CalendarName | None, table: CalendarTable | None, before: date | None
) -> WorkCalendar:
    """Return a calendar without what was decided on the day ``before`` or later."""
    table = table or CalendarTable()
    weekend = () if named is CalendarName.EVERY_DAY else _WEEKEND
    days_off, days_worked = _decided(table.days_off, before), _decided(table.days_worked, before)
    years = None
    projects = table.beyond is Beyond.PROJECT
    if named is CalendarName.VN:
        from planrules.timing import vn

        years = vn.YEARS
        own = {day.date for day in (*days_off, *days_worked)}
        days_off = (*_without(_decided(vn.DAYS_OFF, before), own), *days_off)
        days_worked = (*_without(_decided(vn.DAYS_WORKED, before), own), *days_worked)
        if projects:
            days_off = (*_fixed_days(min(years), max(years)), *days_off)
    return WorkCalendar.of(
        named or _OWN,
        weekend=weekend if table.weekend is None else table.weekend,
        days_off=days_off,
        days_worked=days_worked,
        years=years,
        projects=projects,
    )


def _without(rows: tuple[SpecialDay, ...], own: set[date]) -> Iterator[SpecialDay]:
    """Yield the rows of the named calendar that the plan says nothing else of."""
    return (row for row in rows if row.date not in own)


def _decided(rows: tuple[SpecialDay, ...], before: date | None) -> tuple[SpecialDay, ...]:
    """Return the rows that were decided before a day; of some that day is not known."""
    if before is None:
        return rows
    return tuple(row for row in rows if row.decided_on is None or row.decided_on < before)


def _fixed_days(first: int, last: int) -> Iterator[SpecialDay]:
    """Yield the holidays with a fixed date in the years around those covered.

    Tết and Giỗ Tổ follow the moon and what is decided each year, and are not projected.

    Source: Bộ luật Lao động 2019, Điều 112; 24 November from 2026 on: Nghị quyết 80-NQ/TW.
    """
    for year in (
        *range(max(first - _PROJECTED_YEARS, date.min.year), first),
        *range(last + 1, min(last + _PROJECTED_YEARS, date.max.year) + 1),
    ):
        for month, day, name in (
            (1, 1, "Tết Dương lịch"),
            (4, 30, "Ngày Chiến thắng (30/4)"),
            (5, 1, "Ngày Quốc tế lao động"),
            (9, 2, "Quốc khánh"),
            *(((11, 24, "Ngày Văn hóa Việt Nam"),) if year > last else ()),
        ):
            yield SpecialDay(
                date=date(year, month, day),
                name=name,
                source="Dự báo: ngày nghỉ cố định, chưa kể Tết Nguyên đán, Giỗ Tổ, nghỉ bù",
                status=Certainty.PROJECTED,
            )
