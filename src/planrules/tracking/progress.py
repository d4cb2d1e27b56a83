"""How far indicators are: what is said of them on a day."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self

import attrs

from planrules.model.goal import Indicator, Rollup
from planrules.model.holding import bodies_of
from planrules.model.ledger import Measurement
from planrules.model.selection import Selection


class Pace(StrEnum):
    """Where an indicator stands on its way to the target."""

    REACHED = "reached"
    ON_TRACK = "on-track"
    BEHIND = "behind"
    NOT_KNOWN = "not-known"


class Obstacle(StrEnum):
    """Why nobody can say where an indicator stands."""

    QUALITATIVE = "qualitative"
    NO_DATA = "no-data"
    NO_SCOPE = "no-scope"
    NO_MEMBERS = "no-members"
    MIXED_KINDS = "mixed-kinds"
    NO_ROLLUP = "no-rollup"
    UNFIT_ROLLUP = "unfit-rollup"
    UNFIT_UNIT_OF_MEASURE = "unfit-unit-of-measure"
    INCOMPLETE = "incomplete"
    NO_TARGET = "no-target"
    NO_BASELINE = "no-baseline"
    NO_DIRECTION = "no-direction"
    NO_START = "no-start"
    NO_END = "no-end"


class Disregard(StrEnum):
    """Why a measurement does not count whatever the day."""

    BODY_NOT_THERE = "body-not-there"
    OUTSIDE_SCOPE = "outside-scope"
    NO_SCOPE = "no-scope"


@attrs.frozen
class Disregarded:
    """A measurement that is left out.

    Attributes:
        measurement: The measurement.
        reason: Why.
    """

    measurement: Measurement
    reason: Disregard


@attrs.frozen(kw_only=True)
class Part:
    """What one body of the scope contributes.

    Attributes:
        unit: Id of the body.
        value: Its number; whether it is so; numerator over denominator as they are; None where it
            is missing.
        numerator: The numerator; None where there is none.
        denominator: The denominator; None where there is none.
        measurements: What that rests on: its own measurement, or those of the bodies before it.
        inherited_from: Ids of the bodies that it was taken over from, itself before it grew among
            them; empty where it measured by itself.
        lacking: Where it is missing, ids of the bodies before it of which nothing can be taken
            over.
    """

    unit: str
    value: Fraction | bool | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    measurements: tuple[Measurement, ...] = ()
    inherited_from: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether nothing is known of it."""
        return self.value is None


@attrs.frozen(kw_only=True)
class IndicatorProgress:
    """How far an indicator is on a day. All numbers are exact.

    Attributes:
        indicator: The indicator, with what is assumed in place.
        rollup: How the figures of its bodies became one; None where none is needed or known.
        value: The value over the bodies that have reported, in the unit of measure.
        numerator: What was divided: how many said true, the sum of numerators or of numbers.
        denominator: What it was divided by: how many have reported, the sum of denominators.
        least: The least that the value can be once everybody has reported; None where that is not
            known.
        most: The most that it can be.
        parts: The bodies of the scope on the day, in the order of the registers.
        overall: What was measured of the whole last.
        is_overall: Whether the value is that, because no body has reported.
        expected: The value to be reached by the day.
        start: Day of the baseline.
        end: Day by which the target is to be reached, inclusive.
        pace: Where it stands.
        obstacle: Why nobody can say where it stands; None where somebody can.
        disregarded: Measurements that are left out, by their days.
        assumed: Fields of the indicator or plan that are only assumed and had a part in this.
    """

    indicator: Indicator
    rollup: Rollup | None = None
    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    parts: tuple[Part, ...] = ()
    overall: Measurement | None = None
    is_overall: bool = False
    expected: Fraction | None = None
    start: date | None = None
    end: date | None = None
    pace: Pace = Pace.NOT_KNOWN
    obstacle: Obstacle | None = None
    disregarded: tuple[Disregarded, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def reported(self) -> int:
        """How many bodies of the scope are known."""
        return len(self.parts) - len(self.missing)

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the bodies of the scope that are not known."""
        return tuple(part.unit for part in self.parts if part.is_missing)

    @property
    def is_complete(self) -> bool:
        """Whether there is a value to which no body is missing."""
        return self.value is not None and (self.is_overall or not self.missing)

    @property
    def inherited(self) -> tuple[Part, ...]:
        """The bodies whose figures were taken over from others."""
        return tuple(part for part in self.parts if part.inherited_from)

    def parts_of(self, unit: str | None, /) -> tuple[Part, ...]:
        """Return what one body contributes, or without one all that there is.

        Args:
            unit: Id of a body, or None.
        """
        return tuple(part for part in self.parts if unit in {None, part.unit})

    @property
    def data_days(self) -> tuple[date, date] | None:
        """The first and the last day that the figures are true of; None without a value."""
        days = [measurement.measured_on for measurement in self._counted()]
        return (min(days), max(days)) if days and self.value is not None else None

    def _counted(self) -> Iterator[Measurement]:
        if self.is_overall and self.overall is not None:
            yield self.overall
        for part in self.parts:
            yield from part.measurements


class Indicators(Selection[IndicatorProgress]):
    """How far the indicators of a plan are on a day: a tuple, in the order of the file."""

    def of(self, *, unit: str | None = None, pace: Pace | str | None = None) -> Self:
        """Return those to which everything that is given applies, in their order.

        Args:
            unit: Id of a body that belongs to their scope on the day, or of a group any member of
                which does.
            pace: Where they stand.

        Raises:
            UnknownIdError: If the plan has no such body.
            ValueError: If there is no such pace.
        """
        found: tuple[IndicatorProgress, ...] | list[IndicatorProgress] = self
        if unit is not None:
            bodies = bodies_of(self.plan, unit, on=self.as_of)
            found = [one for one in found if any(part.unit in bodies for part in one.parts)]
        if pace is not None:
            wanted = Pace(pace)
            found = [one for one in found if one.pace is wanted]
        return self.only(found)
