"""Dates, times and durations as they are written, read far enough to be compared."""

import re
from datetime import date
from enum import StrEnum

import attrs

from planrules.feeds.linting.contentlines import Property

_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{2})(\d{2})(\d{2})(Z?)", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:\d+W|\d+D(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?"
    r"|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))",
    re.ASCII,
)
_LAST_HOUR, _LAST_MINUTE, _LEAP_SECOND = 23, 59, 60


class Form(StrEnum):
    """What a moment is measured by (RFC 5545 §3.3.4, §3.3.5)."""

    DATE = "DATE"
    UTC = "UTC"
    ZONED = "TZID"
    FLOATING = "FLOATING"


@attrs.frozen
class Moment:
    """A date, or a date with a time.

    Attributes:
        form: What it is measured by.
        digits: The date and the time as they are written, without ``Z``; of one form and zone they
            are in the order of time.
        zone: Its TZID; empty where it has none.
    """

    form: Form
    digits: str
    zone: str = ""

    def is_comparable(self, other: "Moment", /) -> bool:
        """Return whether their digits tell which of the two is earlier."""
        return self.form is other.form and self.zone == other.zone


def is_date(text: str, /) -> bool:
    """Return whether a text is a DATE that exists."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def moment(text: str, /, *, zone: str = "") -> Moment | None:
    """Return the moment that a text is; None where it is neither DATE nor DATE-TIME.

    Args:
        text: The value.
        zone: The TZID parameter beside it.
    """
    day, sign, time = text.partition("T")
    if not is_date(day):
        return None
    if not sign:
        return Moment(Form.DATE, text)
    found = _TIME.fullmatch(time)
    if (
        found is None
        or int(found[1]) > _LAST_HOUR
        or int(found[2]) > _LAST_MINUTE
        or int(found[3]) > _LEAP_SECOND
    ):
        return None
    if found[4]:
        return Moment(Form.UTC, text[:-1])
    return Moment(Form.ZONED, text, zone) if zone else Moment(Form.FLOATING, text)


def moment_of(property_: Property | None, /) -> Moment | None:
    """Return the moment that a property is; None where it is none, or not to be relied on."""
    if property_ is None or not property_.is_sound:
        return None
    found = moment(property_.value, zone=property_.parameter("TZID"))
    if found is None or (found.form is Form.DATE) != (property_.value_type == "DATE"):
        return None
    return found


def is_duration(text: str, /) -> bool:
    """Return whether a text is a DURATION."""
    return _DURATION.fullmatch(text) is not None


def is_positive(duration: str, /) -> bool:
    """Return whether a duration is longer than nothing."""
    return not duration.startswith("-") and any(digit in duration for digit in "123456789")


def is_of_days(duration: str, /) -> bool:
    """Return whether a duration counts days or weeks and nothing else."""
    return "T" not in duration
