"""What becomes of obligations: who holds them from day to day, and what changes them."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

import attrs

from planrules.model.due import Due
from planrules.model.obligation import Passage
from planrules.model.progress import Ownerless
from planrules.schedule.owners import Holding, Owners


@attrs.frozen
class Life:
    """What has become of an obligation.

    Attributes:
        holding: Who holds it at last.
        revision: How many dated events have changed what is published of it.
        sequence: How many of them changed its due day, its holder or its withdrawal.
        changed_on: The day of the last of them; None where there was none.
        ended_on: First day on which nobody owed it any more; None while anybody does.
        deadlines: Where its due day moved, from which day on which deadline held.
        lapses: When nobody owed it before: first days, and those on which it was owed again.
        passed: The bodies that held it before, in the order of their days.
    """

    holding: Holding
    revision: int
    sequence: int
    changed_on: date | None
    ended_on: date | None
    deadlines: "Deadlines"
    lapses: tuple[tuple[date, date], ...]
    passed: tuple[Passage, ...]


#: By member of a group, None for a sole holder, what has become of its obligation.
Found = Sequence[tuple[str | None, Life]]
#: From which day on which deadline held.
Deadlines = tuple[tuple[date, Due | None], ...]
#: Days on which anything may change, the deadline and who holds the work from then on.
Trace = list[tuple[date, Due | None, Holding]]
#: A day on which anything may change, the deadline then, and the stage of owners.
_Moment = tuple[date, Due | None, int]


@attrs.frozen(eq=False)
class Lives:
    """The lives of a plan's obligations up to a day.

    Attributes:
        owners: The bodies of the plan.
        begins: The days on which its calendars became known, in order.
        as_of: The day.
    """

    owners: Owners
    begins: Sequence[date]
    as_of: date

    def of(
        self,
        groups: tuple[str, ...],
        sole: str | None,
        ownerless: Ownerless | None,
        dues: Sequence[Due | None],
        /,
    ) -> Found:
        """Return what has become of some work, for each body that owes it.

        What lies ahead and has never moved goes as all such work of the same bodies does.

        Args:
            groups: The groups each of whose members does it.
            sole: The one body that leads it besides, if there is one.
            ownerless: Why nobody in particular leads it besides.
            dues: Its deadlines by the calendars that were known one after another.
        """
        last = dues[-1]
        lies_ahead = last is None or last.day >= self._days[-1]
        if not lies_ahead or any(_published(due) != _published(last) for due in dues):
            return self._of(groups, sole, ownerless, dues)
        key = (groups, sole, ownerless)
        found = self._ahead.get(key)
        if found is None:
            found = self._ahead[key] = self._of(groups, sole, ownerless, dues)
        return found

    def _of(
        self,
        groups: tuple[str, ...],
        sole: str | None,
        ownerless: Ownerless | None,
        dues: Sequence[Due | None],
    ) -> Found:
        traces = self.traces(groups, sole, ownerless, dues)
        return tuple(
            (member, life_of(trace, since=self.begins[0], alike=self._alike))
            for member, trace in traces
        )

    def has_any(
        self,
        groups: tuple[str, ...],
        sole: str | None,
        ownerless: Ownerless | None,
        dues: Sequence[Due | None],
        /,
    ) -> bool:
        """Return whether any body still owes some work, or nobody in particular does.

        The arguments are those of ``of``.
        """
        if sole is not None or ownerless is not None:
            return True  # what has no members is never withdrawn
        lives = self.of(groups, sole, ownerless, dues)
        return any(life.holding.ended_on is None for _, life in lives)

    @cached_property
    def _alike(self) -> dict[Deadlines, Deadlines]:
        return {}

    @cached_property
    def _ahead(self) -> dict[tuple[object, ...], Found]:
        return {}

    def traces(
        self,
        groups: tuple[str, ...],
        sole: str | None,
        ownerless: Ownerless | None,
        dues: Sequence[Due | None],
        /,
    ) -> Iterator[tuple[str | None, Trace]]:
        """Yield day by day what happens to some work, for each body that owes it.

        The arguments are those of ``of``.
        """
        moments = tuple(self._moments(dues))
        if groups:
            yield from self._members(groups, moments)
        if sole is not None:
            holding = self.owners.holding
            yield None, [(day, due, holding(sole, stage)) for day, due, stage in moments]
        elif ownerless is not None:
            nobody = Holding(None, ownerless)
            yield None, [(day, due, nobody) for day, due, _ in moments]
        elif not self.owners.members(groups, moments[0][2]):
            yield None, self._unpeopled(groups, moments)

    @cached_property
    def _days(self) -> list[date]:
        """The days on which anything may change, in order."""
        first = self.begins[0]
        changes = (day for day in self.owners.changes if first < day <= self.as_of)
        return sorted({*self.begins, *changes})

    def _moments(self, dues: Sequence[Due | None]) -> Iterator[_Moment]:
        """Yield the days on which anything may change, with the deadline and the stage of owners.

        Who owes something is looked up on the earlier of its due day and the day itself.
        """
        at = 0
        for day in self._days:
            while at + 1 < len(dues) and self.begins[at + 1] <= day:
                at += 1
            due = dues[at]
            yield day, due, self.owners.stage(day if due is None else min(due.day, day))

    def _unpeopled(self, groups: Sequence[str], moments: Sequence[_Moment]) -> Trace:
        """Return what groups without members owed, withdrawn once they have some."""
        life: Trace = []
        holding = Holding(None, Ownerless.NO_MEMBERS)
        for day, due, stage in moments:
            members = self.owners.members(groups, stage)
            if members and holding.ended_on is None:
                holding = Holding(None, ended_on=day, heirs=tuple(sorted(members)))
            life.append((day, due, holding))
        return life

    def _members(
        self, groups: Sequence[str], moments: Sequence[_Moment]
    ) -> Iterator[tuple[str, Trace]]:
        """Yield what happens to the obligations of members, past members among them."""
        lives: dict[str, Trace] = {}
        for day, due, stage in moments:
            now = self.owners.members(groups, stage)
            for unit in lives.keys() - now.keys():
                # A deadline that moved back, before the body came to hold the work.
                last = lives[unit][-1][2]
                gone = last if last.ended_on is not None else Holding(unit, ended_on=day)
                lives[unit].append((day, due, gone))
            for unit, holding in now.items():
                lives.setdefault(unit, []).append((day, due, holding))
        for body in self.owners.plan.in_order(lives):
            yield body.id, lives[body.id]


def life_of(life: Trace, /, *, since: date, alike: dict[Deadlines, Deadlines]) -> Life:
    """Return what has become of an obligation.

    It is withdrawn from the day on which that came about, though its body may have ended before: a
    deadline that is put off later is what makes the end of the body matter.

    Args:
        life: By day, its deadline and who held it from then on.
        since: The first day that is looked at.
        alike: Deadlines that moved so before, which are kept once.
    """
    revision = sequence = 0
    changed_on = None
    passed = []
    first, _, begun = life[0]
    lapses = [(date.min, first)] if first > since else []
    ended_on = None if begun.ended_on is None else first
    has_moved = False
    for (_, due_before, before), (day, due, now) in pairwise(life):
        is_passed = now.published != before.published
        if _published(due) == _published(due_before) and not is_passed:
            continue
        revision += 1
        changed_on = day
        moved = (due and due.day) != (due_before and due_before.day)
        has_moved |= moved
        sequence += is_passed or moved
        if now.unit != before.unit and before.unit is not None:
            passed.append(Passage(day, before.unit))
        if now.ended_on is None and ended_on is not None:
            lapses.append((ended_on, day))
            ended_on = None
        elif now.ended_on is not None and ended_on is None:
            ended_on = day
    deadlines = _deadlines(life) if has_moved else ()
    return Life(
        holding=life[-1][2],
        revision=revision,
        sequence=sequence,
        changed_on=changed_on,
        ended_on=ended_on,
        deadlines=alike.setdefault(deadlines, deadlines),
        lapses=tuple(lapses),
        passed=tuple(passed),
    )


def _deadlines(life: Trace) -> Deadlines:
    """Return how a deadline moved; nothing where it only became known."""
    found: list[tuple[date, Due | None]] = []
    for day, due, _ in life:
        if not found and due is None:
            continue
        if not found or (due and due.day) != (found[-1][1] and found[-1][1].day):
            found.append((day, due))
    return tuple(found) if len(found) > 1 else ()


def _published(due: Due | None) -> tuple[date, date] | None:
    """Return the days of a deadline; how sure they are changes nothing that anybody owes."""
    return None if due is None else (due.nominal, due.day)
