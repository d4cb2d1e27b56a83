"""Lengths of time with their unit."""

import re
from enum import StrEnum
from typing import NewType, Self

import attrs

_DURATION = re.compile(r"([+-]?)([0-9]{1,5})(wd|d|m)")


class DurationUnit(StrEnum):
    """What a duration counts."""

    WORKING_DAYS = "wd"
    DAYS = "d"
    MONTHS = "m"


#: By what is written after the amount; asking a dictionary is far quicker than asking the enum.
_UNITS = {unit.value: unit for unit in DurationUnit}


@attrs.frozen
class Duration:
    """A whole number of working days of the plan's calendar, of calendar days, or of months.

    Only terms are counted in months: ``3m`` from 30 November ends on 28 or 29 February.

    Attributes:
        amount: How many; negative only in a lag, where it means a lead.
        unit: Which days are counted.
    """

    amount: int
    unit: DurationUnit

    @classmethod
    def from_text(cls, text: str, /) -> Self:
        """Return the duration written as ``20wd``, ``30d``, ``3m``, ``+5wd`` or ``-2d``.

        Raises:
            ValueError: If the text has another shape.
        """
        match = _DURATION.fullmatch(text)
        if match is None:
            message = f"{text!r} is no duration such as 20wd or 30d"
            raise ValueError(message)
        return cls(int(match[1] + match[2]), _UNITS[match[3]])

    def __str__(self) -> str:
        """Return it as it is written in TOML, such as ``20wd``."""
        return f"{self.amount}{self.unit}"


#: A duration that may be negative: the offset of a link.
Lag = NewType("Lag", Duration)

#: A duration that a deadline allows, which may also be counted in months.
Term = NewType("Term", Duration)
