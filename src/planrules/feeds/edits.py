"""Which amendments have changed what events say, though they may have changed no deadline."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import attrs

from planrules.model.lineage import Source
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.schedule.effect import term_of

#: Of these tables events say nothing but these fields.
_SAID: Final = {
    "plan": frozenset({"title", "number", "blank"}),
    "unit": frozenset({"name", "short"}),
    "group": frozenset({"name", "short"}),
}

Row = tuple[str, str]


@attrs.frozen(eq=False)
class Edits:
    """What amendments have changed of the text of events.

    Attributes:
        plan: The plan, as its amendments have left it.
    """

    plan: Plan

    def of(self, owed: Obligation, /) -> Iterator[Source]:
        """Yield what has changed anything that the event of an obligation says, none twice."""
        if self._by_row:
            rows = dict.fromkeys((*self._of_task(owed.task), *_bodies(owed)))
            for row in rows:
                yield from self._by_row.get(row, ())

    @cached_property
    def _by_row(self) -> dict[Row, list[Source]]:
        """By table and id, what has changed or added a row that events say anything of."""
        found: dict[Row, list[Source]] = {}
        lineage = self.plan.lineage
        if lineage is not None:
            for (table, id, field), source in lineage.changed.items():
                if table not in _SAID or field in _SAID[table]:
                    found.setdefault((table, id), []).append(source)
            for row, source in lineage.added.items():
                found.setdefault(row, []).append(source)
        return found

    @cached_property
    def _rows(self) -> dict[str, tuple[Row, ...]]:
        return {}

    def _of_task(self, task: Task) -> tuple[Row, ...]:
        found = self._rows.get(task.id)
        if found is None:
            found = self._rows[task.id] = tuple(self._named(task))
        return found

    def _named(self, task: Task) -> Iterator[Row]:
        """Yield the rows that the events of a task say anything of."""
        yield "plan", self.plan.id
        yield "task", task.id
        for _, link in task.links():
            yield "task", link.task
        term = term_of(task)
        if term is not None:
            yield "task", term.task
        for held in self.plan.responsibilities(task):
            if held.holder.who is not None:
                yield "unit", held.holder.who
                yield "group", held.holder.who
        for heading in self.plan.assignments:
            if task.clause is not None and f"{task.clause}.".startswith(f"{heading.clause}."):
                yield "assignment", heading.clause


def _bodies(owed: Obligation) -> Iterator[Row]:
    if owed.unit is not None:
        yield "unit", owed.unit
    for passage in owed.passed:
        yield "unit", passage.unit
