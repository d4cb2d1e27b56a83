"""Which measurements of an indicator count on a day, and what bodies take over from others."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from planrules.model.goal import Rollup
from planrules.model.ledger import Measurement, in_time
from planrules.tracking.ancestry import Ancestry, Formation, Stretch
from planrules.tracking.figures import Figure, Kind, carried, figure_of

#: By body, its measurements by the day that they are true of; without a body, of the whole.
ByUnit = Mapping[str | None, Mapping[date, Measurement]]


def known_by(measurements: Iterable[Measurement], as_of: date, /) -> ByUnit:
    """Return what is known on a day of each body and each day before.

    Of several measurements of one body on one day the one that was recorded last counts.

    Args:
        measurements: Measurements of one indicator, in any order.
        as_of: The day: nothing counts that was recorded later, or is true of a later day.
    """
    found: dict[str | None, dict[date, list[Measurement]]] = {}
    for measurement in measurements:
        if measurement.recorded_on <= as_of and measurement.measured_on <= as_of:
            days = found.setdefault(measurement.unit, {})
            days.setdefault(measurement.measured_on, []).append(measurement)
    return {
        unit: {day: in_time(days[day])[-1] for day in sorted(days)} for unit, days in found.items()
    }


@attrs.frozen
class Known:
    """What is known of a body.

    Attributes:
        figure: What is so; None where nobody can tell.
        measurements: What it rests on, in the order of the registers.
        is_own: Whether it measured that by itself.
        lacking: Ids of the bodies whose figures are missing, those that are divided included.
    """

    figure: Figure | None
    measurements: tuple[Measurement, ...] = ()
    is_own: bool = attrs.field(default=False, kw_only=True)
    lacking: tuple[str, ...] = attrs.field(default=(), kw_only=True)


class Counting:
    """What counts of the measurements of an indicator.

    Attributes:
        kinds: What sorts of figures count.
        units: Ids of the bodies whose measurements matter: those asked about, and those that they
            came from.
    """

    def __init__(
        self, known: ByUnit, ancestry: Ancestry, members: Iterable[str], as_of: date, /
    ) -> None:
        """Look back from some bodies on a day as far as anything counts.

        Args:
            known: The measurements, those alone that were made while their bodies existed.
            ancestry: Who came from whom.
            members: Ids of the bodies.
            as_of: The day.
        """
        self._own: dict[Stretch, Measurement] = {}
        self._formed: dict[Stretch, Formation | None] = {}
        waiting = [Stretch(member, as_of) for member in members]
        self.units: set[str] = set()
        while waiting:
            stretch = waiting.pop()
            if stretch in self._formed:
                continue
            self.units.add(stretch.unit)
            formation = self._formed[stretch] = ancestry.formation(stretch)
            first = formation.on if formation else date.min
            days = known.get(stretch.unit, {})
            day = max((d for d in days if first <= d <= stretch.until), default=None)
            if day is not None:
                self._own[stretch] = days[day]
            elif formation is not None:
                waiting += [origin.stretch for origin in formation.origins]
        self.kinds: frozenset[Kind] = frozenset(
            figure_of(measurement).kind for measurement in self._own.values()
        )

    def measured(self, stretch: Stretch, /) -> Known:
        """Return what a body has measured by itself, whatever those before it did."""
        own = self._own.get(stretch)
        return Known(None) if own is None else Known(figure_of(own), (own,), is_own=True)

    def results(self, rollup: Rollup | None, /) -> dict[Stretch, Known]:
        """Return what is known of each body.

        Args:
            rollup: How the figures of bodies become one; the figures are of one kind.
        """
        found: dict[Stretch, Known] = {}
        # What a body was made of had ended before: the past comes first.
        for stretch in sorted(self._formed, key=lambda stretch: stretch.until):
            formation = self._formed[stretch]
            if stretch in self._own or formation is None:
                found[stretch] = self.measured(stretch)
            else:
                found[stretch] = _taken_over(formation, found, rollup)
        return found


def _taken_over(
    formation: Formation, found: Mapping[Stretch, Known], rollup: Rollup | None
) -> Known:
    """Return what is known of a body that measured nothing itself since it was formed."""
    parts = [(origin, found[origin.stretch]) for origin in formation.origins]
    figure = carried(((known.figure, origin.is_divided) for origin, known in parts), rollup)
    if figure is None:
        lacking = [
            id
            for origin, known in parts
            if known.figure is None or origin.is_divided
            for id in known.lacking or (origin.stretch.unit,)
        ]
        return Known(None, lacking=tuple(dict.fromkeys(lacking)))
    bearing = [
        known
        for origin, known in parts
        if not figure.is_true
        or (known.figure is not None and known.figure.is_true and not origin.is_divided)
    ]
    rests_on = {id(m): m for known in bearing for m in known.measurements}
    return Known(figure, tuple(rests_on.values()))
