"""What a rule may look at: a plan on a day, and what follows from the two."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any, cast

import attrs

from planrules.model.body import Group, Unit
from planrules.model.clause import Clause
from planrules.model.goal import Indicator, Measure
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.row import AnyRow, Row
from planrules.model.task import Task
from planrules.rules.coverage import ClauseCoverage, TextPlaces, coverage, is_verbatim, joined
from planrules.rules.parts import Part, Taking, TakingRow, parts_of
from planrules.rules.times import Times
from planrules.schedule.cycles import short_cycles
from planrules.text import comparison_key


@attrs.frozen(eq=False)
class Case:
    """A plan on a day.

    Attributes:
        plan: The plan.
        as_of: The day.
    """

    plan: Plan
    as_of: date

    def subjects(self, kind: str) -> Iterator[Any]:
        """Yield what rules of a kind look at, in the order of the files."""
        plan = self.plan
        if kind == "plan":
            yield plan
        elif kind == "row":
            yield from plan.rows()
        elif kind == "lasting":
            yield plan
            yield from plan.rows()
            yield from plan.territories
            yield from plan.units
        elif kind == "citing":
            yield from plan.rows()
            yield from plan.bases
            yield from plan.assignments
            yield from plan.not_modelled
        elif kind == "holding":
            yield from self._holding()
        elif kind == "plan-and-holding":
            yield plan
            yield from self._holding()
        elif kind == "clause":
            yield from self.coverage.values()
        else:
            yield from getattr(plan, _COLLECTIONS[kind])

    def _holding(self) -> Iterator[Taking]:
        yield from self.plan.indicators
        yield from self.plan.measures
        yield from self.plan.assignments
        yield from self.plan.tasks

    @cached_property
    def times(self) -> Times:
        """What follows from the plan's dates."""
        return Times(self.plan, self.as_of)

    @cached_property
    def issued_on(self) -> date:
        """The first day on which the plan may have been issued; ``as_of`` where none is given."""
        return self.plan.issued_on.first if self.plan.issued_on else self.as_of

    @cached_property
    def first_day(self) -> date | None:
        """The first day of the plan, inclusive."""
        return None if self.plan.starts_on is None else self.plan.starts_on.first

    @cached_property
    def last_day(self) -> date | None:
        """The last day of the plan, inclusive."""
        return None if self.plan.ends_on is None else self.plan.ends_on.last

    @cached_property
    def begin(self) -> tuple[date, str, bool] | None:
        """The later of its first day and the day of its issue, its field, whether it is assumed."""
        header = self.plan.planned()
        stated = [
            (day.first, field, self.plan.is_assumed(field))
            for field, day in (("starts_on", header.starts_on), ("issued_on", header.issued_on))
            if day is not None
        ]
        return max(stated, key=itemgetter(0), default=None)

    @cached_property
    def is_turned(self) -> bool:
        """Whether the plan ends before it starts."""
        first, last = self.first_day, self.last_day
        return first is not None and last is not None and last < first

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

    def named(self, task: Task) -> Iterable[Holder]:
        """Return everybody who holds a role in a task, its heading's assignment included."""
        heading = None
        if not (task.lead and task.coordinate):
            heading = self.plan.heading_over(task.clause)
        if heading is None or (task.lead and not heading.coordinate):  # then it inherits nothing
            return task.everybody()
        return [given.holder for given in self.responsibilities(task)]

    def holders(self, task: Task, *roles: Role) -> tuple[Holder, ...]:
        """Return who holds any of the roles in a task, its heading's assignment included."""
        if len(roles) == 1:
            named: tuple[Holder, ...] = getattr(task, roles[0])
            if named or roles[0] not in _INHERITED:
                return named
        return tuple(r.holder for r in self.responsibilities(task) if r.role in roles)

    def follows_another(self, task: Task) -> bool:
        """Return whether a task's deadline and product are those of other work.

        So it is with a part of another task, and with taking part in what somebody else leads.
        """
        if any(isinstance(self.plan.row(id), Task) for id in task.part_of):
            return True
        return bool(task.coordinate) and not self.holders(task, Role.LEAD)

    @cached_property
    def inheriting(self) -> dict[str, tuple[Task, ...]]:
        """By heading, the tasks that inherit their lead from its assignment, ordered by id."""
        found: dict[str, list[Task]] = {}
        for task in sorted((task for task in self.plan.tasks if not task.lead), key=_id):
            leads = (r for r in self.responsibilities(task) if r.role is Role.LEAD)
            heading = next((lead.heading for lead in leads), None)
            if heading is not None:
                found.setdefault(heading, []).append(task)
        return {heading: tuple(tasks) for heading, tasks in found.items()}

    @cached_property
    def worked_on(self) -> frozenset[str]:
        """Goals, targets, measures and tasks that a task serves, directly or through others."""
        return self._above(self.plan.tasks)

    @cached_property
    def worked_on_by_led(self) -> frozenset[str]:
        """The same for tasks that somebody leads."""
        return self._above(self.led)

    def _above(self, tasks: Iterable[Task]) -> frozenset[str]:
        """Return what tasks serve or are parts of, directly or through others."""
        found: set[str] = set()
        for task in tasks:
            found.update(task.serves, task.part_of)
        waiting = list(found)
        while waiting:
            row = self.plan.row(waiting.pop())
            over: tuple[str | None, ...] = ()
            if isinstance(row, Indicator):
                over = (row.goal,)
            elif isinstance(row, Measure | Task):
                over = (*row.serves, *getattr(row, "part_of", ()))
            new = {id for id in over if id is not None} - found
            found |= new
            waiting += new
        return frozenset(found)

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
    def misdated(self) -> dict[str, bool]:
        """By task, whether its own dates are wrong; filled by the rules that ask."""
        return {}

    @cached_property
    def changing(self) -> frozenset[str]:
        """The bodies that begin or end."""
        units = self.plan.units
        return frozenset(u.id for u in units if u.since is not None or u.until is not None)

    @cached_property
    def may_lack_owner(self) -> dict[str, bool]:
        """By body or group, whether its work may be nobody's; filled by the rule that asks."""
        return {}

    def gone(self, who: str | None) -> tuple[Unit, ...]:
        """Return those of the bodies that an id names that have ended and nobody stands for."""
        if who is None:
            return ()
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
    def coverage(self) -> dict[str, ClauseCoverage]:
        """By address, how far the rows cover a binding clause of the official text."""
        if self.plan.text is None:
            return {}
        return coverage(self.plan, self.plan.text)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address of the official text, and those that only lie above others."""
        found: set[str] = set()
        for clause in self.plan.text.clauses if self.plan.text else ():
            address: str = clause.address
            while address and address not in found:
                found.add(address)
                address = address.rpartition(".")[0]
        return frozenset(found)

    @cached_property
    def text_places(self) -> TextPlaces:
        """Where words of the official text stand in the file as stored."""
        return TextPlaces(self.plan)

    def clause(self, address: str | None) -> Clause | None:
        """Return a clause of the official text."""
        return self.plan.text.clause(address) if self.plan.text and address else None

    def has_words(self, clause: Clause, quote: str) -> bool:
        """Return whether a quote stands in a clause, word for word."""
        if is_verbatim(quote, clause.text):
            return True
        if clause.address not in self._joined:
            self._joined[clause.address] = joined(clause.text)
        return joined(quote) in self._joined[clause.address]

    @cached_property
    def _joined(self) -> dict[str, str]:
        return {}

    def words_of(self, row: Row) -> str:
        """Return the words that a row rests on: its quote, else its clause, else its title."""
        if row.quote:
            return row.quote
        clause = self.clause(row.clause)
        return clause.text if clause else row.title

    @cached_property
    def _by_clause(self) -> dict[tuple[type, str], tuple[Row, ...]]:
        """By class and clause, the rows that cite one clause together, ordered by id."""
        found: dict[tuple[type, str], list[Row]] = {}
        for row in self.plan.rows():
            if row.clause is not None:
                found.setdefault((type(row), row.clause), []).append(row)
        return {key: tuple(sorted(rows, key=_id)) for key, rows in found.items() if len(rows) > 1}

    def beside(self, row: AnyRow) -> tuple[AnyRow, ...]:
        """Return the rows of a row's class that cite its clause, itself included, ordered by id.

        The order is not that of the file, so that a finding told once for all of them stays on
        the same row however the file is arranged.
        """
        rows = self._by_clause.get((type(row), row.clause or ""), (row,))
        return cast("tuple[AnyRow, ...]", rows)

    def parts(self, thing: Taking) -> Iterator[Part]:
        """Yield the bodies and groups that a row or heading names, and as what."""
        given = self.responsibilities(thing) if isinstance(thing, Task) else ()
        return parts_of(thing, given)

    @cached_property
    def _sharing(self) -> dict[tuple[str, str], dict[str, Row]]:
        plan = self.plan
        found: dict[tuple[str, str], dict[str, Row]] = {}
        rows: tuple[TakingRow, ...] = (
            *sorted(plan.tasks, key=_id),
            *sorted(plan.measures, key=_id),
            *sorted(plan.indicators, key=_id),
        )
        for row in rows:
            for part in self.parts(row):
                for unit in self.bodies(part.who):
                    found.setdefault((row.clause or "", unit.id), {})[row.id] = row
        return found

    def sharing(self, clause: str, unit: Unit) -> tuple[Row, ...]:
        """Return the rows of a clause that name a body: tasks, then measures, then indicators.

        Those of one kind are ordered by id, however the file is arranged.
        """
        return tuple(self._sharing.get((clause, unit.id), {}).values())

    @cached_property
    def named_under(self) -> frozenset[tuple[str, str]]:
        """Headings' assignments and the bodies that the tasks under each of them name."""
        found: set[tuple[str, str]] = set()
        for task in self.plan.tasks:
            heading = self.plan.heading_over(task.clause)
            if heading is not None:
                units = (unit.id for part in self.parts(task) for unit in self.bodies(part.who))
                found.update((heading.clause, id) for id in units)
        return frozenset(found)

    @cached_property
    def led(self) -> tuple[Task, ...]:
        """The tasks that somebody leads."""
        return tuple(task for task in self.plan.tasks if self.holders(task, Role.LEAD))

    @cached_property
    def names_officials(self) -> bool:
        """Whether any task of the plan names a responsible official."""
        return any(h.official for task in self.led for h in self.holders(task, Role.LEAD))

    @cached_property
    def names_approvers(self) -> bool:
        """Whether any task of the plan names who approves its result."""
        return any(task.approve for task in self.plan.tasks)

    @cached_property
    def overseers(self) -> dict[str, tuple[Task, ...]]:
        """By task, the tasks that oversee it."""
        found: dict[str, list[Task]] = {}
        for task in self.plan.tasks:
            for id in task.oversees:
                found.setdefault(id, []).append(task)
        return {id: tuple(tasks) for id, tasks in found.items()}

    @cached_property
    def senders(self) -> dict[str, frozenset[str | None]]:
        """By body or group, who leads or reports in the tasks whose product it receives."""
        found: dict[str, set[str | None]] = {}
        for task in self.plan.tasks:
            for receiver in task.receive:
                if receiver.who is not None:
                    found.setdefault(receiver.who, set()).update(
                        h.who for h in self.holders(task, Role.LEAD, Role.REPORT)
                    )
        return {id: frozenset(who) for id, who in found.items()}

    @cached_property
    def leads(self) -> tuple[Holder, ...]:
        """Everybody who leads a task, each once, in the order of the tasks."""
        leads = {h.who: h for task in self.led for h in self.holders(task, Role.LEAD) if h.who}
        return tuple(leads.values())

    @cached_property
    def namesakes(self) -> dict[str, tuple[Task, ...]]:
        """By task whose title others bear too, all that bear it, ordered by id."""
        found: dict[str, list[Task]] = {}
        for task in self.plan.tasks:
            found.setdefault(comparison_key(task.title), []).append(task)
        shared = [tuple(sorted(tasks, key=_id)) for tasks in found.values() if len(tasks) > 1]
        return {task.id: tasks for tasks in shared for task in tasks}

    @cached_property
    def rings_of_links(self) -> dict[str, tuple[str, ...]]:
        """One short ring of tasks per knot of precedence links, under the first of its ids."""
        return self._rings(lambda task: (link.task for _, link in task.links()))

    @cached_property
    def in_rings(self) -> dict[str, str]:
        """By task of a short ring of precedence links, the first of the ring's ids."""
        return {id: first for first, ring in self.rings_of_links.items() for id in ring}

    @cached_property
    def rings_of_parts(self) -> dict[str, tuple[str, ...]]:
        """One short ring of tasks that are parts of each other, per knot."""
        return self._rings(lambda task: task.part_of)

    def _rings(self, targets: Callable[[Task], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        before = {task.id: tuple(targets(task)) for task in self.plan.tasks}
        seen: set[str] = set()
        for id, others in before.items():
            if not seen.issuperset(others) and any(other in before for other in others):
                break
            seen.add(id)
        else:
            return {}  # all name only what stands above them, as most plans do
        leading = sorted(id for id, others in before.items() if others)
        known = set(leading)  # no ring leads through any other
        return short_cycles(
            {
                str(id): tuple(other for other in sorted(before[id]) if other in known)
                for id in leading
            }
        )


def _id(row: Row) -> str:
    return row.id


#: What a task may have from its heading, where it names nobody itself.
_INHERITED = frozenset({Role.LEAD, Role.COORDINATE})

#: Kinds of subjects that tasks are among.
ON_TASKS = frozenset({"task", "row", "lasting", "holding", "plan-and-holding", "citing"})

_COLLECTIONS = {
    "basis": "bases",
    "group": "groups",
    "goal": "goals",
    "indicator": "indicators",
    "measure": "measures",
    "assignment": "assignments",
    "task": "tasks",
    "not_modelled": "not_modelled",
}
