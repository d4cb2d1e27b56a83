"""The way that an indicator is to go: from its baseline through milestones to its target."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

import attrs

from planrules.model.goal import Indicator
from planrules.model.plan import Plan
from planrules.tracking.figures import HUNDRED, is_percent


@attrs.frozen
class Point:
    """A value and the day by which it is to be reached; of the baseline, the plan's first day."""

    day: date
    value: Fraction


@attrs.frozen(kw_only=True)
class Path:
    """The way of an indicator.

    Attributes:
        points: Where it begins, its milestones and its end, one a day, in order of days.
        starts: Whether it begins with the baseline.
        ends: Whether it ends with the target.
        rises: Whether more is better; None where neither numbers nor the unit of measure say so.
    """

    points: tuple[Point, ...]
    starts: bool
    ends: bool
    rises: bool | None

    def expected(self, day: date, /) -> Fraction | None:
        """Return the value to be reached by a day, on straight lines between the points.

        Before its beginning that is the baseline, after its end the target; None before the first
        milestone where there is no baseline, and after the last where the end is not known.
        """
        points = self.points
        if not points or (day < points[0].day and not self.starts):
            return None
        if day <= points[0].day:
            return points[0].value
        for before, after in pairwise(points):
            if day <= after.day:
                passed = Fraction((day - before.day).days, (after.day - before.day).days)
                return before.value + (after.value - before.value) * passed
        return points[-1].value if self.ends else None


def first_day(plan: Plan, /) -> date | None:
    """Return the day of the baselines: the plan's first day, else its day of issue."""
    planned = plan.planned()
    day = planned.starts_on or planned.issued_on
    return None if day is None else day.first


def last_day(plan: Plan, indicator: Indicator, /) -> date | None:
    """Return the day by which a target is to be reached: its own, else the plan's last."""
    day = indicator.by or plan.planned().ends_on
    return None if day is None else day.last


def path_of(plan: Plan, indicator: Indicator, /) -> Path:
    """Return the way of an indicator.

    Milestones from the day of the target on are left out, and so are baselines that lie on the day
    of whatever comes next, or after it.

    Args:
        plan: The plan.
        indicator: One of its indicators, with what is assumed in place.
    """
    start, end = first_day(plan), last_day(plan, indicator)
    ends = indicator.target is not None and end is not None
    by_day = {
        step.by.last: Fraction(step.value)
        for step in indicator.milestones
        if not ends or end is None or step.by.last < end
    }
    if indicator.target is not None and end is not None:
        by_day[end] = Fraction(indicator.target)
    starts = (
        indicator.baseline is not None
        and start is not None
        and all(start < day for day in by_day)
        and bool(by_day)
    )
    if starts and start is not None and indicator.baseline is not None:
        by_day[start] = Fraction(indicator.baseline)
    points = tuple(Point(day, by_day[day]) for day in sorted(by_day))
    return Path(points=points, starts=starts, ends=ends, rises=_rises(indicator, points))


def _rises(indicator: Indicator, points: Sequence[Point]) -> bool | None:
    """Return whether more is better.

    Baseline and target say so first, then the milestones; of a share, a target of all or nothing.
    """
    target = indicator.target
    said = [
        None if indicator.baseline is None else Fraction(indicator.baseline),
        *(point.value for point in points),
        None if target is None else Fraction(target),
    ]
    values = [value for value in said if value is not None]
    for value in values:
        if value != values[-1]:
            return value < values[-1]
    if target is not None and is_percent(indicator) and target in {0, HUNDRED}:
        return target == HUNDRED
    return None
