"""Working-day arithmetic: which days are worked, the next one, how many lie between two."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Self

import attrs

from planrules.errors import OutOfCalendarError
from planrules.model.calendar import Certainty, SpecialDay, Weekday

_WEEK = 7
_WEEKDAYS = tuple(Weekday)
_LAST = date.max.toordinal()
#: How many days a calendar remembers, a dozen years and more: plans name few, again and again.
_KNOWN_DAYS = 5000


@attrs.frozen(eq=False)
class WorkCalendar:
    """Which days are worked: a week that repeats, and days that differ from it.

    Every question costs the logarithm of the number of days that differ; a calendar without any
    answers in constant time. Arithmetic works on all days; ``certainty`` says which of them the
    calendar really knows.

    Attributes:
        name: What the plan calls it.
        weekend: Days of the week that are off; never all of them.
        special: By day, what is said of days off and days worked.
        years: By covered year, how sure its days are; None where every year is.
        projects: Whether days in other years are reckoned by rule instead of refused.
    """

    name: str
    weekend: frozenset[Weekday]
    special: Mapping[date, SpecialDay]
    years: Mapping[int, Certainty] | None
    projects: bool
    # What follows is worked out from these once; days are ordinals, as Python counts them.
    _prefix: tuple[int, ...]  # by day of the week, how many days before it in its week are worked
    _offsets: tuple[int, ...]  # by worked day of a week, its day of the week
    _exceptions: tuple[int, ...]  # days that differ from their week, in order
    _counts: tuple[int, ...]  # by exception, how many days before it are worked
    _worked: frozenset[int]  # the exceptions that are worked

    @classmethod
    def of(
        cls,
        name: str,
        *,
        weekend: Iterable[Weekday] = (),
        days_off: Iterable[SpecialDay] = (),
        days_worked: Iterable[SpecialDay] = (),
        years: Mapping[int, Certainty] | None = None,
        projects: bool = False,
    ) -> Self:
        """Return a calendar.

        Args:
            name: What to call it.
            weekend: Days of the week that are off.
            days_off: Days off besides; of two rows for one day the last one counts.
            days_worked: Days worked whatever else is said of them.
            years: By covered year, how sure its days are; None where every year is.
            projects: Whether days in other years are reckoned by rule instead of refused.

        Raises:
            ValueError: If no day of the week is worked.
        """
        weekend = frozenset(weekend)
        works = [day not in weekend for day in _WEEKDAYS]
        if not any(works):
            message = "no day of the week is worked"
            raise ValueError(message)
        special = {day.date: day for day in days_off}
        worked_days = {day.date: day for day in days_worked}
        special |= worked_days
        exceptions = sorted(
            day.toordinal() for day in special if works[day.weekday()] != (day in worked_days)
        )
        worked = frozenset(day.toordinal() for day in worked_days)
        prefix = tuple(sum(works[:index]) for index in range(_WEEK))
        offsets = tuple(index for index in range(_WEEK) if works[index])
        counts: list[int] = []
        shift = 0
        for ordinal in exceptions:
            weeks, rest = divmod(ordinal - 1, _WEEK)
            counts.append(weeks * len(offsets) + prefix[rest] + shift)
            shift += 1 if ordinal in worked else -1
        return cls(
            name=name,
            weekend=weekend,
            special=special,
            years=years,
            projects=projects,
            prefix=prefix,
            offsets=offsets,
            exceptions=tuple(exceptions),
            counts=tuple(counts),
            worked=worked,
        )

    @property
    def is_every_day(self) -> bool:
        """Whether all days are worked."""
        return not self.weekend and not self._exceptions

    def index(self, ordinal: int, /) -> int:
        """Return how many days before the day with an ordinal are worked, from a fixed day on.

        The index of a working day is also its number: ``ordinal`` gives the day back.
        """
        return self._known_index(ordinal)

    @cached_property
    def _known_index(self) -> Callable[[int], int]:
        return lru_cache(_KNOWN_DAYS)(self._index)

    def _index(self, ordinal: int) -> int:
        weeks, rest = divmod(ordinal - 1, _WEEK)
        index = weeks * len(self._offsets) + self._prefix[rest]
        before = bisect_left(self._exceptions, ordinal)
        if before:
            last = self._exceptions[before - 1]
            weeks, rest = divmod(last - 1, _WEEK)
            patterned = weeks * len(self._offsets) + self._prefix[rest]
            index += self._counts[before - 1] - patterned
            index += 1 if last in self._worked else -1
        return index

    def ordinal(self, index: int, /) -> int:
        """Return the ordinal of the working day with an index."""
        within = bisect_right(self._counts, index) - 1
        if within >= 0:
            last = self._exceptions[within]
            index -= self._counts[within]
            if last in self._worked:
                if index == 0:
                    return last
                index -= 1
            weeks, rest = divmod(last, _WEEK)
            index += weeks * len(self._offsets) + self._prefix[rest]
        weeks, rest = divmod(index, len(self._offsets))
        return 1 + weeks * _WEEK + self._offsets[rest]

    def is_working(self, day: date, /) -> bool:
        """Return whether a day is worked."""
        if day in self.special:
            return day.toordinal() in self._worked
        return _WEEKDAYS[day.weekday()] not in self.weekend

    def why_off(self, day: date, /) -> SpecialDay | Weekday | None:
        """Return why a day is off: what is said of it, else its weekday; None if it is worked."""
        if self.is_working(day):
            return None
        return self.special.get(day) or _WEEKDAYS[day.weekday()]

    def next(self, day: date, /) -> date:
        """Return the first working day on or after a day.

        Raises:
            OutOfCalendarError: If it lies beyond the year 9999.
        """
        return self.day(self.index(day.toordinal()))

    def previous(self, day: date, /) -> date:
        """Return the last working day on or before a day.

        Raises:
            OutOfCalendarError: If it lies before the year 1.
        """
        return self.day(self.index(day.toordinal() + 1) - 1)

    def add(self, day: date, count: int, /) -> date:
        """Return the working day so many after a day, which is not counted; before it if negative.

        Source: Bộ luật Dân sự 2015, Điều 147: the first day is not counted.

        Args:
            day: The day, worked or not.
            count: Working days; 0 gives the day itself.

        Raises:
            OutOfCalendarError: If it lies outside the years 1 to 9999.
        """
        if count == 0:
            return day
        if count > 0:
            return self.day(self.index(day.toordinal() + 1) + count - 1)
        return self.day(self.index(day.toordinal()) + count)

    def count(self, first: date, last: date, /) -> int:
        """Return how many days from ``first`` to ``last`` are worked, both inclusive.

        Negative for the days strictly between, where ``last`` lies before ``first``.
        """
        return self.index(last.toordinal() + 1) - self.index(first.toordinal())

    def day(self, index: int, /) -> date:
        """Return the working day with an index.

        Raises:
            OutOfCalendarError: If it lies outside the years 1 to 9999.
        """
        return self._known_day(index)

    @cached_property
    def _known_day(self) -> Callable[[int], date]:
        return lru_cache(_KNOWN_DAYS)(self._day)

    def _day(self, index: int) -> date:
        ordinal = self.ordinal(index)
        if not 1 <= ordinal <= _LAST:
            raise OutOfCalendarError(None, self.name)
        return date.fromordinal(ordinal)

    def certainty(self, first: date, last: date | None = None, /) -> Certainty:
        """Return how sure it is which days are worked from ``first`` to ``last``, both inclusive.

        Raises:
            OutOfCalendarError: If a year is not covered and the calendar does not project.
        """
        last = first if last is None else last
        first, last = min(first, last), max(first, last)
        if self.years is not None:
            found = {self.years.get(year) for year in range(first.year, last.year + 1)}
            if None in found and not self.projects:
                years = range(first.year, last.year + 1)
                missing = next(year for year in years if year not in self.years)
                raise OutOfCalendarError(missing, self.name, tuple(self.years))
            if found != {Certainty.ANNOUNCED}:
                return Certainty.PROJECTED
        return self._said_of(first, last)

    def _said_of(self, first: date, last: date) -> Certainty:
        """Return how sure the days are of which something is said."""
        projected = self._projected_days
        at = bisect_left(projected, first)
        is_projected = at < len(projected) and projected[at] <= last
        return Certainty.PROJECTED if is_projected else Certainty.ANNOUNCED

    @cached_property
    def _projected_days(self) -> list[date]:
        return sorted(
            day for day, said in self.special.items() if said.status is Certainty.PROJECTED
        )
