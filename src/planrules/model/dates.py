"""Dates known to the day, the month or the year."""

import re
from datetime import date, timedelta
from typing import Self

import attrs

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_DECEMBER = 12


@attrs.frozen
class PartialDate:
    """A calendar date of which the source may give only the month or the year.

    As a beginning it means its first day, as a deadline its last; both are inclusive.
    "đến năm 2030" is ``PartialDate(2030)`` and, as a deadline, ends on 31 December 2030.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None where the source gives the year alone.
        day: 1 to 31, or None where the source gives no day.

    Raises:
        ValueError: If there is no such date, or a day without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no date of the calendar."""
        if self.month is None and self.day is not None:
            message = "a day needs its month"
            raise ValueError(message)
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_date(cls, day: date, /) -> Self:
        """Return the whole date ``day``."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_text(cls, text: str, /) -> Self:
        """Return the date written as ``2024``, ``2024-04`` or ``2024-04-12``.

        Raises:
            ValueError: If the text has another shape or names no date.
        """
        match = _WRITTEN.fullmatch(text)
        if match is None:
            message = f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(message)
        return cls(*(int(part) for part in match.groups() if part is not None))

    @property
    def first(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it may mean, inclusive."""
        if self.day is not None:
            return self.first
        month = self.month or _DECEMBER
        if month == _DECEMBER:
            return date(self.year, _DECEMBER, 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    @property
    def is_whole(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    def __str__(self) -> str:
        """Return it as it is written in TOML: ``2024``, ``2024-04`` or ``2024-04-12``."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text
