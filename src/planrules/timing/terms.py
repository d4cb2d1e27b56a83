"""Terms and deadlines: when a time allowed runs out, and what a day off does to a deadline."""

from calendar import monthrange
from datetime import date, timedelta
from typing import assert_never

from planrules.errors import OutOfCalendarError
from planrules.model.duration import Duration, DurationUnit
from planrules.model.task import DayOff
from planrules.timing.calendar import WorkCalendar

_MONTHS = 12


def term_end(day: date, term: Duration, calendar: WorkCalendar, /) -> date:
    """Return the last day of a term that runs from a day, both inclusive.

    Source: Bộ luật Dân sự 2015, Điều 147 (the first day is not counted) and Điều 148 (a term of
    months ends on the corresponding day, or on the last day of a month that lacks it).

    Args:
        day: The day from which it runs, itself not counted.
        term: Working days of the calendar, calendar days or months.
        calendar: The calendar.

    Raises:
        OutOfCalendarError: If it ends outside the years 1 to 9999.
    """
    match term.unit:
        case DurationUnit.WORKING_DAYS:
            return calendar.add(day, term.amount)
        case DurationUnit.DAYS:
            try:
                return day + timedelta(days=term.amount)
            except OverflowError:
                raise OutOfCalendarError(None, calendar.name) from None
        case DurationUnit.MONTHS:
            year, month = divmod(day.year * _MONTHS + day.month - 1 + term.amount, _MONTHS)
            if not date.min.year <= year <= date.max.year:
                raise OutOfCalendarError(None, calendar.name)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        case never:
            assert_never(never)


def effective(day: date, policy: DayOff | None, calendar: WorkCalendar, /) -> date:
    """Return the day on which a deadline really falls.

    Source: Bộ luật Dân sự 2015, Điều 148, for the next working day; many offices expect
    what is due on a day off on the working day before.

    Args:
        day: The deadline as stated.
        policy: What becomes of it on a day off; the day stays as it is where nothing is said.
        calendar: The calendar.
    """
    match policy:
        case DayOff.NEXT_WORKING_DAY:
            return calendar.next(day)
        case DayOff.PREVIOUS_WORKING_DAY:
            return calendar.previous(day)
        case _:
            return day
