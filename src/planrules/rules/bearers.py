"""Who holds what in a plan on a day: the bodies that its rows name, and what became of them."""

from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from operator import attrgetter

import attrs

from planrules.model.body import Group, Unit
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.row import standing
from planrules.model.task import Task


@attrs.frozen(eq=False)
class Bearers:
    """The bodies of a plan on a day, and their roles in its tasks.

    Attributes:
        plan: The plan.
        as_of: The day.
    """

    plan: Plan
    as_of: date

    @cached_property
    def issued_on(self) -> date:
        """The first day on which the plan may have been issued; ``as_of`` where none is given."""
        return self.plan.issued_on.first if self.plan.issued_on else self.as_of

    @cached_property
    def issuer(self) -> Unit | None:
        """The issuing body."""
        issuer = self.plan.body(self.plan.issuer) if self.plan.issuer else None
        return issuer if isinstance(issuer, Unit) else None

    def responsibilities(self, task: Task) -> tuple[Responsibility, ...]:
        """Return who does what in a task, its heading's assignment included."""
        if task.id not in self._responsibilities:
            self._responsibilities[task.id] = self.plan.responsibilities(task)
        return self._responsibilities[task.id]

    @cached_property
    def _responsibilities(self) -> dict[str, tuple[Responsibility, ...]]:
        return {}

    def named(self, task: Task) -> tuple[str, ...]:
        """Return the bodies and groups that hold a role in a task, as its heading's holders do."""
        if task.id not in self._named:
            inherited = self.leading[task.id], self.coordinating[task.id]
            holders = chain(*inherited, task.everybody())
            self._named[task.id] = tuple([h.who for h in holders if h.who])
        return self._named[task.id]

    def was_named(self, task: Task, who: str, day: date) -> bool:
        """Return whether a body held a role in a task by the version of the plan of a day.

        Of work that came into the plan later it is asked whether it held one from the beginning:
        nobody held it before.
        """
        lineage = self.plan.lineage
        for version in reversed(lineage.versions if lineage else ()):
            if version.since <= day:
                before = [row for row in version.plan.tasks if row.id == task.id]
                return not before or any(
                    given.holder.who == who for given in version.plan.responsibilities(before[0])
                )
        return True

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        return {}

    def holders(self, task: Task, *roles: Role) -> tuple[Holder, ...]:
        """Return who holds any of the roles in a task, its heading's assignment included."""
        return tuple(r.holder for r in self.responsibilities(task) if r.role in roles)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that are a part of the plan on the day, in the order of the file."""
        return standing(self.plan.tasks, on=self.as_of)

    @cached_property
    def leading(self) -> dict[str, tuple[Holder, ...]]:
        """By task, who leads it, by itself or by its heading."""
        return {task.id: self.plan.leads(task) for task in self.plan.tasks}

    @cached_property
    def coordinating(self) -> dict[str, tuple[Holder, ...]]:
        """By task, who takes part in it, by itself or by its heading."""
        return {task.id: self.plan.coordinators(task) for task in self.plan.tasks}

    @cached_property
    def inheriting(self) -> dict[str, tuple[Task, ...]]:
        """By heading, the tasks that inherit their lead from its assignment, ordered by id."""
        found: dict[str, list[Task]] = {}
        for task in sorted((task for task in self.tasks if not task.lead), key=attrgetter("id")):
            given = self.responsibilities(task)
            for heading in {r.heading for r in given if r.role is Role.LEAD and r.heading}:
                found.setdefault(heading, []).append(task)
        return {heading: tuple(tasks) for heading, tasks in found.items()}

    def bodies(self, who: str | None) -> tuple[Unit, ...]:
        """Return the bodies that an id names on the day of the plan's issue."""
        if who is None:
            return ()
        if who not in self._bodies:
            body = self.plan.body(who)
            self._bodies[who] = (
                (body,) if isinstance(body, Unit) else self.plan.members(who, on=self.issued_on)
            )
        return self._bodies[who]

    @cached_property
    def _bodies(self) -> dict[str, tuple[Unit, ...]]:
        return {}

    def called(self, holder: Holder) -> str:
        """Return what messages call a holder."""
        if holder.who is None:
            return holder.text or ""
        body = self.plan.body(holder.who)
        return body.called if isinstance(body, Unit | Group) else body.name

    @cached_property
    def superiors(self) -> frozenset[str]:
        """The bodies that the issuer belongs to, at any height."""
        found: set[str] = set()
        above = self.issuer.within if self.issuer else None
        while above is not None and above not in found:
            found.add(above)
            body = self.plan.body(above)
            above = body.within if isinstance(body, Unit) else None
        return frozenset(found)

    def gone_since(self, unit: Unit) -> date | None:
        """Return the first day without a body that has ended and that nobody stands for now."""
        if unit.until is None or self.as_of <= unit.until:
            return None
        if unit.id not in self._stood_for:
            self._stood_for[unit.id] = bool(self.plan.standing_for(unit.id, on=self.as_of))
        return None if self._stood_for[unit.id] else unit.until + timedelta(days=1)

    @cached_property
    def changing(self) -> frozenset[str]:
        """The bodies that begin or end."""
        units = self.plan.units
        return frozenset(u.id for u in units if u.since is not None or u.until is not None)

    @cached_property
    def unit_ids(self) -> frozenset[str]:
        """The ids of all bodies."""
        return frozenset(unit.id for unit in self.plan.units)

    @cached_property
    def known_on(self) -> date:
        """The day on which the plan was first known, as far as it says."""
        header = self.plan.planned()
        stated = header.issued_on or header.starts_on
        return self.as_of if stated is None else min(stated.first, self.as_of)

    @cached_property
    def come_and_gone(self) -> list[Unit]:
        """The bodies that began since then and have ended."""
        return [
            unit
            for unit in self.plan.units
            if unit.since and unit.until and self.known_on < unit.since and unit.until < self.as_of
        ]

    def gone(self, who: str) -> tuple[Unit, ...]:
        """Return those of the bodies that an id names that have ended and nobody stands for."""
        if who not in self._gone:
            self._gone[who] = tuple(
                unit for unit in self.bodies(who) if self.gone_since(unit) is not None
            )
        return self._gone[who]

    @cached_property
    def is_anybody_gone(self) -> bool:
        """Whether any body has ended and nobody stands for it."""
        return any(self.gone_since(unit) is not None for unit in self.plan.units)

    @cached_property
    def _gone(self) -> dict[str, tuple[Unit, ...]]:
        return {}

    @cached_property
    def _stood_for(self) -> dict[str, bool]:
        return {}

    @cached_property
    def led(self) -> tuple[Task, ...]:
        """The tasks that somebody leads."""
        return tuple(task for task in self.tasks if self.leading[task.id])

    @cached_property
    def names_officials(self) -> bool:
        """Whether any task of the plan names a responsible official."""
        return any(h.official for task in self.led for h in self.leading[task.id])

    @cached_property
    def names_approvers(self) -> bool:
        """Whether any task of the plan names who approves its result."""
        return any(task.approve for task in self.tasks)

    @cached_property
    def senders(self) -> dict[str, frozenset[str | None]]:
        """By body or group, who leads or reports in the tasks whose product it receives."""
        found: dict[str, set[str | None]] = {}
        for task in self.tasks:
            for receiver in task.receive:
                if receiver.who is not None:
                    found.setdefault(receiver.who, set()).update(
                        h.who for h in (*self.leading[task.id], *task.report)
                    )
        return {id: frozenset(who) for id, who in found.items()}

    @cached_property
    def leads(self) -> tuple[Holder, ...]:
        """Everybody who leads a task, each once, in the order of the tasks."""
        leads = {h.who: h for task in self.led for h in self.leading[task.id] if h.who}
        return tuple(leads.values())
