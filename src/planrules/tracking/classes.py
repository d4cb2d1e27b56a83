"""Where work stands against its deadline on a day."""

from datetime import date, timedelta

from planrules.errors import OutOfCalendarError
from planrules.model.progress import DeadlineClass
from planrules.timing.calendar import WorkCalendar

#: How many working days before its deadline work is due soon.
SOON = 3


def soon_until(as_of: date, calendar: WorkCalendar, /, *, soon: int = SOON) -> date:
    """Return the last day on which what is due then is due soon.

    Args:
        as_of: The day that is asked about.
        calendar: The calendar.
        soon: Within how many working days after ``as_of`` work is due soon.
    """
    try:
        return calendar.add(as_of, soon + 1) - timedelta(days=1)
    except OutOfCalendarError:
        return date.max


def deadline_class(
    due: date | None,
    /,
    *,
    as_of: date,
    calendar: WorkCalendar,
    done_on: date | None = None,
    soon: int = SOON,
) -> DeadlineClass:
    """Return where work stands against its deadline.

    Args:
        due: The day on which it is due, inclusive; None for work without a deadline.
        as_of: The day that is asked about: work that is due on it is not overdue yet.
        calendar: The calendar.
        done_on: The day on which it was done; None while it is not.
        soon: Within how many working days after ``as_of`` work is due soon.
    """
    if due is None:
        return DeadlineClass.NO_DEADLINE
    if done_on is not None:
        return DeadlineClass.DONE_ON_TIME if done_on <= due else DeadlineClass.DONE_LATE
    if as_of > due:
        return DeadlineClass.OVERDUE
    left = calendar.count(as_of, due) - calendar.is_working(as_of)
    return DeadlineClass.DUE_SOON if left <= soon else DeadlineClass.ON_TIME
