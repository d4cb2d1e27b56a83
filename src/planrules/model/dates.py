"""Dates known to the day, the month or the year."""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self

import attrs

_WRITTEN = re.compile(r"(?:(start|mid|end)-)?([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_JUNE = 6
_DECEMBER = 12
_MIDDLE = 15


class Part(StrEnum):
    """The day of a month or year that plans call its beginning, middle or end.

    Source: Bộ luật Dân sự 2015, Điều 146: of a month the first, the 15th and the last day; of a
    year 30 June and 31 December. Its first day, for *đầu năm*, was not checked against the text.
    """

    START = "start"
    MIDDLE = "mid"
    END = "end"


@attrs.frozen
class PartialDate:
    """A calendar date of which the source may give only the month or the year.

    As a beginning it means its first day, as a deadline its last; both are inclusive.
    "đến năm 2030" is ``PartialDate(2030)`` and, as a deadline, ends on 31 December 2030.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None where the source gives the year alone.
        day: 1 to 31, or None where the source gives no day.
        part: The beginning, middle or end of the month or year; None where the source says none.
        is_before: Whether the date itself is no longer meant: *trước ngày 15/12* ends on the 14th,
            *trước năm 2026* with 2025.

    Raises:
        ValueError: If there is no such date, a day without a month, or a part of a day.
    """

    year: int
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    is_before: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what is no date of the calendar."""
        if self.month is None and self.day is not None:
            message = "a day needs its month"
            raise ValueError(message)
        if self.part is not None and self.day is not None:
            message = "a day has no parts"
            raise ValueError(message)
        if self.is_before and self.base.first == date.min:
            message = "nothing comes before the first day of the year 1"
            raise ValueError(message)
        date(self.year, self.month or 1, self.day or 1)

    @property
    def base(self) -> "PartialDate":
        """The date that it names, itself included."""
        return attrs.evolve(self, is_before=False) if self.is_before else self

    @classmethod
    def from_date(cls, day: date, /) -> Self:
        """Return the whole date ``day``."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_text(cls, text: str, /) -> Self:
        """Return the date written as ``2024``, ``2024-04``, ``2024-04-12`` or ``mid-2024-04``.

        Raises:
            ValueError: If the text has another shape or names no date.
        """
        match = _WRITTEN.fullmatch(text)
        if match is None:
            message = f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(message)
        part, year, month, day = match.groups()
        return cls(
            int(year),
            None if month is None else int(month),
            None if day is None else int(day),
            part=None if part is None else Part(part),
        )

    @property
    def first(self) -> date:
        """The first day it may mean."""
        if self.is_before or self.part:
            return self.last
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it may mean, inclusive."""
        if self.is_before:
            return self.base.first - timedelta(days=1)
        if self.day is not None or self.part is Part.START:
            return date(self.year, self.month or 1, self.day or 1)
        if self.part is Part.MIDDLE:
            if self.month is not None:
                return date(self.year, self.month, _MIDDLE)
            return date(self.year, _JUNE, 30)
        month = self.month or _DECEMBER
        if month == _DECEMBER:
            return date(self.year, _DECEMBER, 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    @property
    def is_whole(self) -> bool:
        """Whether one day is meant."""
        return self.day is not None or self.part is not None or self.is_before

    def __str__(self) -> str:
        """Return it as files write it: ``2024``, ``2024-04-12``, ``mid-2024-04``."""
        text = f"{self.part}-{self.year:04}" if self.part else f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.is_before:
            return f"{{ before = {text} }}" if self.day else f'{{ before = "{text}" }}'
        return text


#: A date up to which something is to be done: it may name a part of a month or year, or exclude
#: the date that it names.
Deadline = Annotated[PartialDate, "deadline"]
