"""Who owes work through time: how it passes on when bodies end, merge and split."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

import attrs

from planrules.model.body import UNKNOWN, Follow, Group, Selector, Unit
from planrules.model.plan import Plan
from planrules.model.progress import Ownerless
from planrules.model.responsibility import Holder

_DAY = timedelta(days=1)


@attrs.frozen
class Holding:
    """Who holds a piece of work on a day.

    Attributes:
        unit: Id of the body; the last one known where ``ownerless`` says why nobody holds it; None
            where no body was known that could.
        ownerless: Why nobody in particular holds it; None where the body does.
        ended_on: First day on which the body no longer holds it, because members of its group do
            in its place, or nobody came after it; None while it does.
        heirs: The members that hold it in its place.
    """

    unit: str | None
    ownerless: Ownerless | None = None
    ended_on: date | None = None
    heirs: tuple[str, ...] = ()

    @property
    def published(self) -> tuple[object, ...]:
        """What other programs follow: who it is, and who came in its place."""
        return (self.unit, self.ended_on, self.heirs)


@attrs.frozen(eq=False)
class Owners:
    """The bodies of a plan from the day on which it was first known.

    Stages are numbered: 0 begins with ``since``, and each day on which any body begins or is there
    no longer begins another. Within a stage nothing changes.

    Attributes:
        plan: The plan.
        since: That day.
    """

    plan: Plan
    since: date

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The days after ``since`` on which a body begins, or is there no longer, in order."""
        days = {
            day
            for unit in self.plan.units
            for day in (unit.since, _day_after(unit.until))
            if day is not None and day > self.since
        }
        return tuple(sorted(days))

    @cached_property
    def _held(self) -> dict[tuple[str, int], Holding]:
        return {}

    @cached_property
    def _histories(self) -> dict[tuple[str, ...], "_History"]:
        return {}

    def stage(self, day: date, /) -> int:
        """Return the stage that a day lies in."""
        return bisect_right(self.changes, day)

    def first_day(self, stage: int, /) -> date:
        """Return the day that begins a stage."""
        return self.changes[stage - 1] if stage else self.since

    def holding(self, unit: str, stage: int, /) -> Holding:
        """Return who holds the work of a sole holder at a stage."""
        key = unit, stage
        if key not in self._held:
            self._held[key] = self._holding(unit, self.first_day(stage))
        return self._held[key]

    def _holding(self, id: str, day: date) -> Holding:
        """Follow a body to the one that came after it, as long as that is one in particular."""
        seen: set[str] = set()
        while True:
            unit = self.plan.body(id)
            if not isinstance(unit, Unit) or unit.exists_on(day):
                return Holding(id)
            seen.add(id)
            after = unit.successors
            heirs = () if after == UNKNOWN else tuple(_units(self.plan, after or ()))
            heirs = tuple(heir for heir in heirs if heir.id not in seen)
            if len(heirs) > 1 and all(self._is_followed(heir, day) for heir in heirs):
                heirs = self.plan.standing_for(id, on=day) or heirs
            why = self._why_stuck(unit, heirs, day)
            if why is not None:
                return Holding(id, why)
            id = heirs[0].id

    def _is_followed(self, unit: Unit, day: date) -> bool:
        """Return whether it is known what became of a body by a day, and of all who came after."""
        seen: set[str] = set()
        waiting = [unit]
        while waiting:
            current = waiting.pop()
            if current.id in seen or current.exists_on(day):
                continue
            seen.add(current.id)
            after = current.successors
            if after is None or after == UNKNOWN or not _has_begun(current, day):
                return False
            waiting += _units(self.plan, after)
        return True

    def _why_stuck(self, unit: Unit, heirs: Sequence[Unit], day: date) -> Ownerless | None:
        """Return why work goes no further from a body that is not there; None if it does."""
        if not _has_begun(unit, day):
            return Ownerless.NOT_YET
        if unit.successors is None or unit.successors == UNKNOWN:
            return Ownerless.SUCCESSOR_UNKNOWN
        if not heirs:
            return Ownerless.NO_SUCCESSOR
        if len(heirs) > 1:
            return Ownerless.SEVERAL_SUCCESSORS
        return None if _has_begun(heirs[0], day) else Ownerless.SUCCESSOR_NOT_YET

    def members(self, groups: Sequence[str], stage: int, /) -> dict[str, Holding]:
        """Return by id every body that is or was a member of any of some groups up to a stage.

        In the order of the registers.
        """
        key = tuple(groups)
        if key not in self._histories:
            self._histories[key] = _History(self, key)
        return self._histories[key].at(stage)


@attrs.define(eq=False)
class _History:
    """The members of groups, stage by stage."""

    owners: Owners
    groups: tuple[str, ...]
    stages: list[dict[str, Holding]] = attrs.Factory(list)
    followed: set[str] = attrs.Factory(set)

    def at(self, stage: int) -> dict[str, Holding]:
        while len(self.stages) <= stage:
            self.stages.append(self._next())
        return self.stages[stage]

    def _next(self) -> dict[str, Holding]:
        """Return what each member has at the next stage; what was withdrawn stays so."""
        plan = self.owners.plan
        day = self.owners.first_day(len(self.stages))
        live = {unit.id for group in self.groups for unit in plan.members(group, on=day)}
        past = self.stages[-1] if self.stages else {}
        known = live | past.keys()
        for part in self._followed_parts:
            is_unit = isinstance(plan.body(part), Unit)
            there = plan.standing_for(part, on=day) if is_unit else plan.members(part, on=day)
            self.followed.update(unit.id for unit in there)
        found: dict[str, Holding] = {}
        for unit in plan.in_order(known):
            if unit.id in live:
                found[unit.id] = Holding(unit.id)
            else:
                before = past[unit.id]
                now = self._former(unit, known, day)
                if before.ended_on is not None:
                    heirs = now.heirs or before.heirs
                    now = Holding(unit.id, ended_on=before.ended_on, heirs=heirs)
                found[unit.id] = now
        return found

    @cached_property
    def _followed_parts(self) -> tuple[str, ...]:
        """The bodies and groups in them that are followed into their successors."""
        found: list[str] = []
        waiting = list(self.groups)
        seen: set[str] = set()
        while waiting:
            id = waiting.pop()
            if id in seen:
                continue
            seen.add(id)
            body = self.owners.plan.body(id)
            if not isinstance(body, Group):
                found.append(id)
            elif not isinstance(body.members, Selector):
                waiting += body.members
            elif body.members.follow is not Follow.NONE:
                found.append(id)
        return tuple(found)

    def _former(self, unit: Unit, known: Collection[str], day: date) -> Holding:
        """Return what a body that is no longer a member has of the work.

        Its part is withdrawn once somebody known holds it, or where nobody came after it or those
        who did are no members; else the body stays named.
        """
        if unit.id not in self.followed:
            return Holding(unit.id, ended_on=day)
        heirs: set[str] = set()
        ends: set[Ownerless] = set()
        waiting = [unit]
        seen: set[str] = set()
        while waiting:
            current = waiting.pop()
            if current.id in seen:
                continue
            seen.add(current.id)
            after = current.successors
            if after is None or after == UNKNOWN:
                ends.add(Ownerless.SUCCESSOR_UNKNOWN)
                continue
            for heir in _units(self.owners.plan, after):
                if heir.id in known and heir.id != unit.id:
                    heirs.add(heir.id)
                elif not _has_begun(heir, day):
                    ends.add(Ownerless.SUCCESSOR_NOT_YET)
                elif not heir.exists_on(day):
                    waiting.append(heir)
        if ends and not heirs:
            return Holding(unit.id, min(ends))
        return Holding(unit.id, ended_on=day, heirs=tuple(sorted(heirs)))


def _units(plan: Plan, ids: Iterable[str]) -> Iterator[Unit]:
    """Return the bodies of some ids, each once."""
    found = map(plan.body, dict.fromkeys(ids))
    return (unit for unit in found if isinstance(unit, Unit))


def _has_begun(unit: Unit, day: date) -> bool:
    """Return whether a body has begun by a day; one that ends before it begins is passed over."""
    if unit.since is None or unit.since <= day:
        return True
    return unit.until is not None and unit.until < unit.since and unit.until < day


def _day_after(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + _DAY


@attrs.frozen
class TaskOwners:
    """Who owes a task.

    Attributes:
        each: The groups each of whose members does.
        sole: The one body that does besides; None where there is none, or not just one.
        ownerless: Why nobody in particular does besides.
    """

    each: tuple[str, ...]
    sole: str | None
    ownerless: Ownerless | None


def task_owners(leads: Sequence[Holder], /) -> TaskOwners:
    """Return who owes a task, given who leads it."""
    each = tuple(holder.who for holder in leads if holder.each and holder.who)
    alone = [holder for holder in leads if not holder.each]
    sole = alone[0].who if len(alone) == 1 else None
    why = None
    if sole is None and (alone or not each):
        why = Ownerless.NO_LEAD
        if alone:
            why = Ownerless.SEVERAL_LEADS if len(alone) > 1 else Ownerless.OPEN_LEAD
    return TaskOwners(each, sole, why)
