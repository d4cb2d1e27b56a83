"""What a rule may look at: a plan on a day, and what follows from the two."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, ClassVar, Final, cast

import attrs

from planrules.model.body import Unit
from planrules.model.clause import Clause
from planrules.model.duration import Duration, DurationUnit
from planrules.model.goal import Indicator, Measure
from planrules.model.ids import Slug
from planrules.model.row import AnyRow, Row, standing
from planrules.model.task import Task
from planrules.model.waiver import Waiver
from planrules.rules.bearers import Bearers
from planrules.rules.coverage import ClauseCoverage, TextPlaces, coverage, is_verbatim, joined
from planrules.rules.parts import Part, Taking, TakingRow, parts_of
from planrules.rules.records import Records
from planrules.rules.times import Times
from planrules.schedule.cycles import short_cycles
from planrules.text import comparison_key

#: How long a waiver may hold where the rules say nothing else.
LONGEST_WAIVER: Final = Duration(12, DurationUnit.MONTHS)


@attrs.frozen(eq=False)
class Case(Bearers):
    """A plan on a day.

    Attributes:
        plan: The plan.
        as_of: The day.
        waivers: The findings that are accepted for a time.
        waiver_limits: How long a waiver may hold; each of them counts.
    """

    waivers: tuple[Waiver, ...] = ()
    waiver_limits: tuple[Duration, ...] = (LONGEST_WAIVER,)

    def subjects(self, kind: str) -> Iterator[Any]:
        """Yield what rules of a kind look at, in the order of the files."""
        of_kind = self._SUBJECTS.get(kind)
        if of_kind is not None:
            yield from of_kind(self)
        elif kind in _ROWS:
            yield from standing(getattr(self.plan, _COLLECTIONS[kind]), on=self.as_of)
        else:
            yield from getattr(self.plan, _COLLECTIONS[kind])

    def _lasting(self) -> Iterator[Any]:
        yield self.plan
        yield from self.rows()
        yield from self.plan.territories
        yield from self.plan.units

    def _citing(self) -> Iterator[Any]:
        yield from self.plan.rows()
        yield from self.plan.bases
        yield from self.plan.assignments
        yield from self.plan.not_modelled

    def _plan_and_holding(self) -> Iterator[Any]:
        yield self.plan
        yield from self._holding()

    def _obligations(self) -> Iterator[Any]:
        return (owed for owed in self.times.obligations if owed.withdrawn is None)

    def rows(self) -> Iterator[Row]:
        """Yield goals, indicators, measures and tasks that are a part of the plan on the day."""
        plan, day = self.plan, self.as_of
        yield from standing(plan.goals, on=day)
        yield from standing(plan.indicators, on=day)
        yield from standing(plan.measures, on=day)
        yield from self.tasks

    def _holding(self) -> Iterator[Taking]:
        yield from standing(self.plan.indicators, on=self.as_of)
        yield from standing(self.plan.measures, on=self.as_of)
        yield from self.plan.assignments
        yield from self.tasks

    @cached_property
    def times(self) -> Times:
        """What follows from the plan's dates."""
        return Times(self.plan, self.as_of)

    @cached_property
    def records(self) -> Records:
        """What was recorded by the day, and what it counts for."""
        return Records(self.plan, self.as_of, self.times)

    @cached_property
    def first_day(self) -> date | None:
        """The first day of the plan, inclusive."""
        return None if self.plan.starts_on is None else self.plan.starts_on.first

    @cached_property
    def last_day(self) -> date | None:
        """The last day of the plan, inclusive."""
        return None if self.plan.ends_on is None else self.plan.ends_on.last

    @cached_property
    def kept(self) -> dict[str, Any]:
        """By code, what a rule keeps for itself while it looks at this case."""
        return {}

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

    def follows_another(self, task: Task) -> bool:
        """Return whether a task's deadline and product are those of other work.

        So it is with a part of another task, and with taking part in what somebody else leads.
        """
        if any(isinstance(self.plan.row(id), Task) for id in task.part_of):
            return True
        return bool(task.coordinate) and not self.leading[task.id]

    @cached_property
    def worked_on(self) -> frozenset[str]:
        """Goals, targets, measures and tasks that a task serves, directly or through others."""
        return self._above(self.tasks)

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

    @cached_property
    def misdated(self) -> dict[str, bool]:
        """By task, whether its own dates are wrong; filled by the rules that ask."""
        return {}

    @cached_property
    def may_lack_owner(self) -> dict[str, bool]:
        """By body or group, whether its work may be nobody's; filled by the rule that asks."""
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
        for row in self.rows():
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
            *sorted(self.tasks, key=_id),
            *sorted(standing(plan.measures, on=self.as_of), key=_id),
            *sorted(standing(plan.indicators, on=self.as_of), key=_id),
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
        for task in self.tasks:
            heading = self.plan.heading_over(task.clause)
            if heading is not None:
                units = (unit.id for part in self.parts(task) for unit in self.bodies(part.who))
                found.update((heading.clause, id) for id in units)
        return frozenset(found)

    @cached_property
    def overseers(self) -> dict[str, tuple[Task, ...]]:
        """By task, the tasks that oversee it."""
        found: dict[str, list[Task]] = {}
        for task in self.tasks:
            for id in task.oversees:
                found.setdefault(id, []).append(task)
        return {id: tuple(tasks) for id, tasks in found.items()}

    @cached_property
    def namesakes(self) -> dict[str, tuple[Task, ...]]:
        """By task whose title others bear too, all that bear it, ordered by id."""
        first: dict[str, Task] = {}
        shared: dict[str, list[Task]] = {}
        for task in self.tasks:
            key = comparison_key(task.title)
            other = first.setdefault(key, task)
            if other is not task:
                shared.setdefault(key, [other]).append(task)
        found = [tuple(sorted(tasks, key=_id)) for tasks in shared.values()]
        return {task.id: tasks for tasks in found for task in tasks}

    @cached_property
    def rings_of_links(self) -> dict[str, tuple[str, ...]]:
        """One short ring of tasks per knot of precedence links, under the first of its ids."""
        return self._rings(Task.predecessors)

    @cached_property
    def in_rings(self) -> dict[str, str]:
        """By task of a short ring of precedence links, the first of the ring's ids."""
        return {id: first for first, ring in self.rings_of_links.items() for id in ring}

    @cached_property
    def rings_of_parts(self) -> dict[str, tuple[str, ...]]:
        """One short ring of tasks that are parts of each other, per knot."""
        return self._rings(attrgetter("part_of"))

    def _rings(self, targets: Callable[[Task], tuple[Slug, ...]]) -> dict[str, tuple[str, ...]]:
        before = {task.id: targets(task) for task in self.tasks}
        seen: set[Slug] = set()
        for id, others in before.items():
            if others and not seen.issuperset(others) and any(other in before for other in others):
                break
            seen.add(id)
        else:
            return {}  # all name only what stands above them, as most plans do
        leading = sorted(id for id, others in before.items() if others)
        known = set(leading)  # no ring leads through any other
        return short_cycles(
            {id: tuple(other for other in sorted(before[id]) if other in known) for id in leading}
        )

    #: Kinds whose subjects are of several tables, or follow from them.
    _SUBJECTS: ClassVar[dict[str, Callable[["Case"], Iterable[Any]]]] = {
        "plan": lambda case: (case.plan,),
        "owing": lambda case: case.plan.tasks,  # what was due before a task ended is owed still
        "row": rows,
        "lasting": _lasting,
        "citing": _citing,
        "holding": _holding,
        "plan-and-holding": _plan_and_holding,
        "clause": lambda case: case.coverage.values(),
        "waiver": lambda case: case.waivers,
        "obligation": _obligations,
        "record": lambda case: case.records,
    }


def _id(row: Row) -> str:
    return row.id


#: Kinds of subjects that tasks are among.
ON_TASKS = frozenset({"task", "owing", "row", "lasting", "holding", "plan-and-holding", "citing"})

#: Kinds of rows, which amendments may end.
_ROWS = frozenset({"goal", "indicator", "measure", "task"})

_COLLECTIONS = {
    "basis": "bases",
    "group": "groups",
    "goal": "goals",
    "indicator": "indicators",
    "measure": "measures",
    "assignment": "assignments",
    "task": "tasks",
    "not_modelled": "not_modelled",
    "territory": "territories",
    "unit": "units",
}
