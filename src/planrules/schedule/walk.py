"""Calendar days between offsets: how a length or a lag in ``d`` is walked, and walked back."""

import attrs

from planrules.timing.calendar import WorkCalendar


@attrs.frozen
class Walk:
    """Offsets of a plan on its calendar.

    An offset lies between two working days: it closes the one before and opens the one after. What
    counts calendar days starts on one of the two sides, and what it reaches is rounded to the next
    working day. Backwards, each method gives the greatest offset whose forward image fits.

    Attributes:
        calendar: The calendar.
        base: Index of the working day that offset 0 opens.
    """

    calendar: WorkCalendar
    base: int

    def offset(self, ordinal: int, /) -> int:
        """Return the offset at the beginning of a day, given by its ordinal."""
        return self.calendar.index(ordinal) - self.base

    def opens(self, offset: int, /) -> int:
        """Return the ordinal of the working day that an offset opens."""
        return self.calendar.ordinal(self.base + offset)

    def from_opening(self, offset: int, days: int, /) -> int:
        """Return the offset so many calendar days after an offset opens its day."""
        return self.offset(self.opens(offset) + days)

    def from_closing(self, offset: int, days: int, /) -> int:
        """Return the offset so many calendar days after an offset closes its day."""
        return self.offset(self.opens(offset - 1) + 1 + days)

    def back_to_opening(self, offset: int, days: int, /) -> int:
        """Return the greatest offset from whose opening so many days do not lead past an offset."""
        return self.offset(self.opens(offset) - days + 1) - 1

    def back_to_closing(self, offset: int, days: int, /) -> int:
        """Return the greatest offset from whose closing so many days do not lead past an offset."""
        return self.offset(self.opens(offset) - days)

    def least_opening(self, offset: int, days: int, /) -> int:
        """Return the least offset from whose opening so many days lead to an offset at least."""
        return self.offset(self.opens(offset - 1) + 1 - days)
