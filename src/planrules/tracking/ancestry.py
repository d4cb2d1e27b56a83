"""Which bodies a body came from, and on which day."""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from planrules.model.body import UNKNOWN, Unit
from planrules.model.plan import Plan

_DAY = timedelta(days=1)


@attrs.frozen
class Stretch:
    """A body until a day.

    Attributes:
        unit: Id of the body.
        until: The last day, inclusive.
    """

    unit: str
    until: date


@attrs.frozen
class Origin:
    """A body that another took over from.

    Attributes:
        stretch: The body until it ended.
        joined: The first day on which the other stands for it.
        is_divided: Whether several bodies came after it, so that nobody knows what each took over.
    """

    stretch: Stretch
    joined: date
    is_divided: bool


@attrs.frozen
class Formation:
    """How a body became what it is on a day.

    Attributes:
        on: The day from which it has been the same.
        origins: What it was made of then, in the order of the registers; where it only grew, itself
            before that day comes last.
    """

    on: date
    origins: tuple[Origin, ...]


class Ancestry:
    """Who came from whom among the bodies of a plan, as far as the registers say.

    A body that is followed by one that has ended already is followed by whoever came after that.
    """

    def __init__(self, plan: Plan, /) -> None:
        """Look at all bodies that have ended."""
        self._units: dict[str, Unit] = {unit.id: unit for unit in plan.units}
        self._origins: dict[str, list[Origin]] = {}
        for unit in plan.units:
            if unit.until is None or unit.until == date.max:
                continue
            heirs = list(self._heirs(unit, unit.until + _DAY))
            stretch = Stretch(unit.id, unit.until)
            for heir in heirs:
                joined = max(heir.since or date.min, unit.until + _DAY)
                origin = Origin(stretch, joined, len(heirs) > 1)
                self._origins.setdefault(heir.id, []).append(origin)

    def _heirs(self, unit: Unit, day: date) -> Iterator[Unit]:
        """Yield who stands for a body on the day after its end, or will once it begins."""
        waiting = [unit]
        seen = {unit.id}
        while waiting:
            after = waiting.pop(0).successors
            for id in () if after is None or after == UNKNOWN else after:
                heir = self._units[id]
                if id in seen:
                    continue
                seen.add(id)
                if heir.until is not None and heir.until < day:
                    waiting.append(heir)
                else:
                    yield heir

    def formation(self, stretch: Stretch, /) -> Formation | None:
        """Return the last change that made a body what it is on a day; None where none is known."""
        joined = [o for o in self._origins.get(stretch.unit, ()) if o.joined <= stretch.until]
        if not joined:
            return None
        day = max(origin.joined for origin in joined)
        origins = [origin for origin in joined if origin.joined == day]
        since = self._units[stretch.unit].since
        if since is None or since < day:
            before = Stretch(stretch.unit, day - _DAY)
            origins.append(Origin(before, day, is_divided=False))
        return Formation(day, tuple(origins))
