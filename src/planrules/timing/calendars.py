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
#: The day of Nghị quyết 80-NQ/TW.
_CULTURE_DECIDED = date(2026, 1, 7)
#: How many years before and after those covered have their fixed holidays projected.
_PROJECTED_YEARS = 60


def calendar_of(plan: Plan, /, *, known_on: date | None = None) -> WorkCalendar:
    """Return the calendar that a plan works by.

    What the plan says of its own days stands on top of the calendar that it names. A plan that has
    a ``[calendar]`` with days of its own and names none works by that table alone; any other, by
    ``VN``.

    Args:
        plan: The plan.
        known_on: The day: days off and worked that were decided later are left out, and years that
            were announced later are only projected. Without it all count.
    """
    named = _named(plan)
    if known_on is None:
        return _calendar(named, plan.calendar, None, None)
    later = [day for day in _decisions(named, plan.calendar) if day > known_on]
    announced = _announced(known_on) if named is CalendarName.VN else None
    return _calendar(named, plan.calendar, later[0] if later else None, announced)


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


def _announced(known_on: date) -> frozenset[int]:
    """Return the years whose days had been announced by a day."""
    from planrules.timing import vn

    return frozenset(year for year, day in vn.ANNOUNCED_BY.items() if day <= known_on)


@lru_cache(maxsize=64)
def _calendar(
    named: CalendarName | None,
    table: CalendarTable | None,
    before: date | None,
    announced: frozenset[int] | None,
) -> WorkCalendar:
    """Return a calendar.

    Args:
        named: The calendar that the plan names.
        table: What it says of days of its own.
        before: What was decided on this day or later is left out; None for nothing.
        announced: The years that have been announced; None for all that ever were.
    """
    table = table or CalendarTable()
    weekend = () if named is CalendarName.EVERY_DAY else _WEEKEND
    days_off, days_worked = _decided(table.days_off, before), _decided(table.days_worked, before)
    years = None
    projects = table.beyond is Beyond.PROJECT
    if named is CalendarName.VN:
        from planrules.timing import vn

        years = vn.YEARS
        if announced is not None:
            years = {
                year: Certainty.ANNOUNCED if year in announced else Certainty.PROJECTED
                for year in years
            }
        own = {day.date for day in (*days_off, *days_worked)}
        days_off = (*_without(_decided(vn.DAYS_OFF, before), own), *days_off)
        days_worked = (*_without(_decided(vn.DAYS_WORKED, before), own), *days_worked)
        if projects:
            fixed = tuple(_fixed_days(min(years), max(years)))
            days_off = (*_decided(fixed, before), *days_off)
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
        for month, day, name, decided_on in (
            (1, 1, "Tết Dương lịch", None),
            (4, 30, "Ngày Chiến thắng (30/4)", None),
            (5, 1, "Ngày Quốc tế lao động", None),
            (9, 2, "Quốc khánh", None),
            *(((11, 24, "Ngày Văn hóa Việt Nam", _CULTURE_DECIDED),) if year > last else ()),
        ):
            yield SpecialDay(
                date=date(year, month, day),
                name=name,
                source="Dự báo: ngày nghỉ cố định, chưa kể Tết Nguyên đán, Giỗ Tổ, nghỉ bù",
                decided_on=decided_on,
                status=Certainty.PROJECTED,
            )
