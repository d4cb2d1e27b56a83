"""When what work comes after changed last: its own event tells of that."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

import attrs

from planrules.feeds.relations import Relations
from planrules.model.obligation import Obligation
from planrules.model.standing import Standing

#: A task, and a period of it.
Work = tuple[str, str]


@attrs.frozen(eq=False)
class _Changes:
    """The last changes among what is owed for a task in a period.

    Attributes:
        last: Of all of it; None where none of it was ever changed.
        by_unit: By body that holds or held any of it, of that.
        live: The bodies that hold any of it that is shown and holds.
    """

    last: date | None
    by_unit: dict[str | None, date | None]
    live: frozenset[str | None]


@attrs.frozen(eq=False)
class Neighbours:
    """The changes of other work that change what an event says it comes after.

    Attributes:
        relations: What comes after what.
        standings: Everything that is owed, whether it is shown or not.
        days: Returns the days on which work moved, passed on, was withdrawn, came or went.
    """

    relations: Relations
    standings: Iterable[Standing]
    days: Callable[[Standing], Iterable[date]]

    def changed_on(self, owed: Obligation, /) -> date | None:
        """Return when what an obligation comes after changed last; None where it never did."""
        found = [
            day
            for work, is_shared in self.relations.followed(owed)
            if (day := self._last(work, owed.unit if is_shared else None)) is not None
        ]
        return max(found, default=None)

    def _last(self, work: Work, unit: str | None) -> date | None:
        found = self._changes.get(work)
        if found is None:
            found = self._changes[work] = self._found(work)
        return found.by_unit[unit] if unit is not None and unit in found.live else found.last

    def _found(self, work: Work) -> _Changes:
        by_unit: dict[str | None, date | None] = {}
        for one in self._by_work.get(work, ()):
            last = max(self.days(one), default=None)
            owed = one.obligation
            for unit in {None, owed.unit, *(passage.unit for passage in owed.passed)}:
                days = [day for day in (by_unit.get(unit), last) if day is not None]
                by_unit[unit] = max(days, default=None)
        task, period = work
        shown = self.relations.shown.get(task, {}).get(period, ())
        return _Changes(by_unit.get(None), by_unit, frozenset(one.unit for one in shown))

    @cached_property
    def _changes(self) -> dict[Work, _Changes]:
        return {}

    @cached_property
    def _by_work(self) -> dict[Work, list[Standing]]:
        found: dict[Work, list[Standing]] = {}
        for one in self.standings:
            owed = one.obligation
            found.setdefault((owed.task.id, owed.period), []).append(one)
        return found
