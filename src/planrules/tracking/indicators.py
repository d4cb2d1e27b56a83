"""Rolls measurements up into how far each indicator is on a day."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cache

import attrs

from planrules.errors import UnknownIdError
from planrules.model.body import Unit
from planrules.model.goal import Indicator, Rollup
from planrules.model.ledger import Ledger, Measurement
from planrules.model.plan import Plan
from planrules.tracking.ancestry import Ancestry, Stretch
from planrules.tracking.counting import ByUnit, Counting, Known, known_by
from planrules.tracking.figures import (
    HUNDRED,
    TAKES,
    Figure,
    Kind,
    default_rollup,
    figure_of,
    is_percent,
    total_of,
)
from planrules.tracking.path import Path, first_day, last_day, path_of
from planrules.tracking.progress import (
    Disregard,
    Disregarded,
    IndicatorProgress,
    Indicators,
    Obstacle,
    Pace,
    Part,
)

#: Fields of an indicator on which its progress rests.
_RESTS_ON = ("rollup", "unit_of_measure", "baseline", "target", "milestones", "by", "scope")


def indicator_progress(plan: Plan, ledger: Ledger, /, *, as_of: date) -> Indicators:
    """Return how far each indicator of a plan is on a day.

    A body counts with the latest measurement that it made since it last grew out of others; without
    one it takes over what can be carried from those that it came from. What was recorded after the
    day, or is true of a later day, changes nothing, and neither does the order of the records.

    Args:
        plan: The plan, as it stands on the day.
        ledger: What was reported under it.
        as_of: The day, past or future.

    Raises:
        UnknownIdError: If a measurement names a body that the plan does not have.
    """
    by_indicator: dict[str, list[Measurement]] = {}
    for measurement in ledger.measurements:
        by_indicator.setdefault(measurement.indicator, []).append(measurement)
    whole = _Whole(plan, as_of)
    found = (whole.progress(stated, by_indicator.get(stated.id, ())) for stated in plan.indicators)
    return Indicators(found, plan=plan, as_of=as_of)


class _Whole:
    """What all indicators of a plan share on a day."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        self.plan = plan
        self.as_of = as_of
        self.ancestry = Ancestry(plan)
        self.members = cache(self._members)

    def _members(self, scope: tuple[str, ...], day: date) -> tuple[str, ...]:
        """Return the ids of the bodies of a scope on a day, in the order of the registers.

        A body that is named is followed into those that came after it, as members of groups are.
        """
        found: set[str] = set()
        for id in scope:
            body = self.plan.body(id)
            if isinstance(body, Unit):
                found |= {unit.id for unit in self.plan.standing_for(id, on=day)}
            else:
                found |= {unit.id for unit in self.plan.members(id, on=day)}
        return tuple(unit.id for unit in self.plan.in_order(found))

    def progress(self, stated: Indicator, measurements: Iterable[Measurement]) -> IndicatorProgress:
        """Return how far an indicator is."""
        indicator = stated.planned()
        known = known_by(measurements, self.as_of)
        there: ByUnit = {
            unit: {day: m for day, m in days.items() if self._exists(unit, day)}
            for unit, days in known.items()
        }
        members = self.members(indicator.scope, self.as_of)
        counting = Counting(there, self.ancestry, members, self.as_of)
        latest = there.get(None, {})
        path = path_of(self.plan, indicator)
        made = IndicatorProgress(
            indicator=indicator,
            overall=latest[max(latest)] if latest else None,
            expected=path.expected(self.as_of),
            start=first_day(self.plan),
            end=last_day(self.plan, indicator),
            disregarded=tuple(self._disregarded(indicator, known, counting)),
            assumed=self._assumed(stated, path),
        )
        if counting.kinds:
            made = self._of_bodies(made, counting, members)
        else:
            parts = tuple(Part(unit=unit) for unit in members)
            made = _of_the_whole(attrs.evolve(made, parts=parts))
        return _judged(made, path, self.as_of)

    def _exists(self, unit: str | None, day: date) -> bool:
        if unit is None:
            return True
        body = self.plan.body(unit)
        if not isinstance(body, Unit):
            raise UnknownIdError(unit)
        return body.exists_on(day)

    def _disregarded(
        self, indicator: Indicator, known: ByUnit, counting: Counting
    ) -> Iterator[Disregarded]:
        """Yield the measurements that no day makes count, by body in the order of the registers."""
        for unit in self.plan.in_order(unit for unit in known if unit is not None):
            for day, measurement in known[unit.id].items():
                if not unit.exists_on(day):
                    yield Disregarded(measurement, Disregard.BODY_NOT_THERE)
                elif not indicator.scope:
                    yield Disregarded(measurement, Disregard.NO_SCOPE)
                elif unit.id not in counting.units and unit.id not in self.members(
                    indicator.scope, day
                ):
                    yield Disregarded(measurement, Disregard.OUTSIDE_SCOPE)

    def _assumed(self, stated: Indicator, path: Path) -> tuple[str, ...]:
        """Return the fields that are only assumed and have a part in this."""
        fields = [name for name in _RESTS_ON if stated.is_assumed(name)]
        if path.starts and self.plan.is_assumed("starts_on"):
            fields.append("starts_on")
        if path.ends and stated.planned().by is None and self.plan.is_assumed("ends_on"):
            fields.append("ends_on")
        return tuple(fields)

    def _of_bodies(
        self, made: IndicatorProgress, counting: Counting, members: tuple[str, ...]
    ) -> IndicatorProgress:
        """Return the progress with what its bodies come to."""
        stretches = {unit: Stretch(unit, self.as_of) for unit in members}
        own = tuple(_part(unit, counting.measured(at)) for unit, at in stretches.items())
        if len(counting.kinds) > 1:
            return attrs.evolve(made, parts=own, obstacle=Obstacle.MIXED_KINDS)
        (kind,) = counting.kinds
        rollup, obstacle = _rollup(made.indicator, kind, bodies=len(members))
        if obstacle is not None:
            return attrs.evolve(made, parts=own, rollup=rollup, obstacle=obstacle)
        results = counting.results(rollup)
        found = {unit: results[at] for unit, at in stretches.items()}
        parts = tuple(_part(unit, known) for unit, known in found.items())
        made = attrs.evolve(made, parts=parts, rollup=rollup)
        figures = [known.figure for known in found.values() if known.figure is not None]
        return _totalled(made, figures) if figures else _of_the_whole(made)


def _rollup(
    indicator: Indicator, kind: Kind, *, bodies: int
) -> tuple[Rollup | None, Obstacle | None]:
    """Return how figures of a kind become one, or why they don't.

    Args:
        indicator: The indicator.
        kind: What sort of figures there are.
        bodies: How many bodies there are: the number of one alone needs no roll-up.
    """
    rollup = indicator.rollup or default_rollup(kind)
    if rollup is None:
        return None, None if bodies == 1 else Obstacle.NO_ROLLUP
    if kind not in TAKES[rollup]:
        return rollup, Obstacle.UNFIT_ROLLUP
    of_another = indicator.unit_of_measure is not None and not is_percent(indicator)
    if rollup is Rollup.SHARE and of_another:
        return rollup, Obstacle.UNFIT_UNIT_OF_MEASURE
    return rollup, None


def _part(unit: str, known: Known) -> Part:
    figure = known.figure
    if figure is None:
        return Part(unit=unit, lacking=known.lacking)
    sources = tuple(m.unit for m in known.measurements if m.unit is not None)
    has_parts = figure.kind is Kind.RATIO
    return Part(
        unit=unit,
        value=figure.is_true
        if figure.kind is Kind.TRUTH
        else figure.numerator / figure.denominator,
        numerator=figure.numerator if has_parts else None,
        denominator=figure.denominator if has_parts else None,
        measurements=known.measurements,
        inherited_from=() if known.is_own else sources,
    )


def _of_the_whole(made: IndicatorProgress) -> IndicatorProgress:
    """Return the progress with what was measured of the whole, where no body has reported."""
    if made.overall is None:
        return attrs.evolve(made, obstacle=_no_figure(made))
    figure = figure_of(made.overall)
    rollup: Rollup | None = None
    obstacle: Obstacle | None = None
    if figure.kind is not Kind.NUMBER:
        rollup, obstacle = _rollup(made.indicator, figure.kind, bodies=1)
    made = attrs.evolve(made, is_overall=True, rollup=rollup, obstacle=obstacle)
    return made if obstacle else _totalled(made, [figure])


def _no_figure(made: IndicatorProgress) -> Obstacle:
    """Return why there is no figure at all."""
    if made.indicator.scope and not made.parts:
        return Obstacle.NO_MEMBERS
    if any(left.reason is Disregard.NO_SCOPE for left in made.disregarded):
        return Obstacle.NO_SCOPE
    return Obstacle.NO_DATA


def _totalled(made: IndicatorProgress, figures: Collection[Figure]) -> IndicatorProgress:
    """Return the progress with what figures come to, and what it may still come to."""
    total = total_of(figures, made.rollup, made.indicator)
    made = attrs.evolve(
        made, value=total.value, numerator=total.numerator, denominator=total.denominator
    )
    if made.is_complete:
        return attrs.evolve(made, least=total.value, most=total.value)
    true = Fraction(sum(figure.is_true for figure in figures))
    missing, bodies = len(made.missing), len(made.parts)
    if made.rollup is Rollup.SHARE:
        return attrs.evolve(
            made, least=HUNDRED * true / bodies, most=HUNDRED * (true + missing) / bodies
        )
    if made.rollup is Rollup.SUM and all(figure.kind is Kind.TRUTH for figure in figures):
        return attrs.evolve(made, least=true, most=true + missing)
    return attrs.evolve(made, most=total.value if made.rollup is Rollup.MINIMUM else None)


def _judged(made: IndicatorProgress, path: Path, as_of: date) -> IndicatorProgress:
    """Return the progress with where it stands.

    It is judged while bodies are missing only where nothing that they may report changes that, and
    never called reached.
    """
    indicator = made.indicator
    if indicator.qualitative:
        return attrs.evolve(made, obstacle=Obstacle.QUALITATIVE)
    if made.value is None:
        return made
    target = None if indicator.target is None else Fraction(indicator.target)
    if made.is_complete and target is not None and _meets(made.value, target, path.rises):
        return attrs.evolve(made, pace=Pace.REACHED)
    obstacle = _obstacle(made, path, as_of)
    if obstacle is not None or made.expected is None:
        return attrs.evolve(made, obstacle=obstacle)
    worst, best = (made.least, made.most) if path.rises else (made.most, made.least)
    if worst is not None and _meets(worst, made.expected, path.rises):
        pace = Pace.ON_TRACK
    elif best is not None and not _meets(best, made.expected, path.rises):
        pace = Pace.BEHIND
    else:
        return attrs.evolve(made, obstacle=Obstacle.INCOMPLETE)
    return attrs.evolve(made, pace=pace)


def _meets(value: Fraction, wanted: Fraction, rises: bool | None) -> bool:  # noqa: FBT001 - a direction of three
    """Return whether a value is as good as the one wanted, or better."""
    if rises is None:
        return value == wanted
    return value >= wanted if rises else value <= wanted


def _obstacle(made: IndicatorProgress, path: Path, as_of: date) -> Obstacle | None:
    """Return what is missing of the way to the target."""
    indicator = made.indicator
    if made.expected is None:
        if indicator.target is None and not indicator.milestones:
            return Obstacle.NO_TARGET
        if path.points and as_of < path.points[0].day:
            return Obstacle.NO_BASELINE if indicator.baseline is None else Obstacle.NO_START
        return Obstacle.NO_TARGET if indicator.target is None else Obstacle.NO_END
    if path.rises is None:
        return Obstacle.NO_BASELINE if indicator.baseline is None else Obstacle.NO_DIRECTION
    return None
