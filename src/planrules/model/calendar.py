"""Which days are worked: named calendars, and what a plan says of days of its own."""

import datetime
from enum import StrEnum

import attrs

from planrules.model.fields import described


class CalendarName(StrEnum):
    """The calendars that a plan may name."""

    VN = "VN"
    WEEKDAYS = "weekdays"
    EVERY_DAY = "every-day"


class Weekday(StrEnum):
    """The days of the week, in the order in which Python counts them from 0."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Certainty(StrEnum):
    """How sure a day off or worked is."""

    ANNOUNCED = "announced"
    PROJECTED = "projected"


class Beyond(StrEnum):
    """What becomes of days in years that a calendar does not cover."""

    REFUSE = "refuse"
    PROJECT = "project"


@attrs.frozen(kw_only=True)
class SpecialDay:
    """A day that is off or worked although its weekday says otherwise, or for a reason of its own.

    Attributes:
        date: The day.
        name: What it is, as people call it.
        source: The document that says so, or where it was read.
        decided_on: The day of that document; None where it is not known.
        status: Announced by whoever decides, or projected by rule.
    """

    date: datetime.date = described("ngày", "The day.")
    name: str | None = described("tên", "What the day is, as people call it.", default=None)
    source: str | None = described("nguồn", "The document that says so.", default=None)
    decided_on: datetime.date | None = described(
        "ngày quyết định", "Day on which that was decided.", default=None
    )
    status: Certainty = described(
        "mức chắc chắn", "announced or projected.", default=Certainty.ANNOUNCED
    )


@attrs.frozen(kw_only=True)
class CalendarTable:
    """What a plan says of its working days, on top of the calendar it names.

    Attributes:
        weekend: Days of the week that are off; None for those of the named calendar.
        days_off: Days off besides.
        days_worked: Days worked although they would be off.
        beyond: Whether days in years that the named calendar does not cover are projected.
    """

    weekend: tuple[Weekday, ...] | None = described(
        "ngày nghỉ hằng tuần", "Days of the week that are off, such as saturday.", default=None
    )
    days_off: tuple[SpecialDay, ...] = described(
        "ngày nghỉ", "Days off besides: dates, or { date, name, source, … }.", default=()
    )
    days_worked: tuple[SpecialDay, ...] = described(
        "ngày làm bù", "Days worked although they would be off.", default=()
    )
    beyond: Beyond = described(
        "ngoài các năm có lịch",
        "refuse or project dates in years that the named calendar does not cover.",
        default=Beyond.REFUSE,
    )
