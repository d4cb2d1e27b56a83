"""How a plan came to be as it is on a day: the plan as issued, and what has changed it since."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from planrules.errors import UnknownIdError
from planrules.model.amendment import Amendment
from planrules.model.place import KeyPath

if TYPE_CHECKING:
    from planrules.model.plan import Plan


@attrs.frozen(eq=False)
class Version:
    """A plan as it stood from a day on.

    Attributes:
        since: First day on which it stood so; for the plan as issued the first day there is.
        plan: The plan.
    """

    since: date
    plan: "Plan"


@attrs.frozen(eq=False)
class Source:
    """Where an amendment says something.

    Attributes:
        amendment: The amendment.
        at: The way to it in the amendment's own tables.
        since: The day from which it counts.
    """

    amendment: Amendment
    at: KeyPath
    since: date


@attrs.frozen(eq=False)
class Lineage:
    """What has made a plan what it is on a day.

    Attributes:
        as_of: The day.
        versions: The plan as issued, then as each day with changes left it; the last is the plan.
        applied: The amendments that count, in the order of their days, then of their ids.
        pending: Drafts that were named and count only later, in the same order.
        changed: By table, id and field, what gave a field its value last. What was added stands
            here under its own fields' names only where they were changed later.
        added: By table and id, what added a row.
    """

    as_of: date
    versions: tuple[Version, ...]
    applied: tuple[Amendment, ...]
    pending: tuple[Amendment, ...]
    changed: dict[tuple[str, str, str], Source]
    added: dict[tuple[str, str], Source]

    @cached_property
    def without_drafts(self) -> "Plan":
        """The plan as it would be on the day if no draft had been applied."""
        from planrules.model.consolidation import consolidation  # which is what makes lineages

        issued = (one for one in self.applied if not one.is_draft)
        return consolidation(self.versions[0].plan, issued, as_of=self.as_of).plan

    def source(self, table: str, id: str, field: str, /) -> Source | None:
        """Return what gave a field its value: a change, else what added the row; else None."""
        return self.changed.get((table, id, field)) or self.added.get((table, id))

    def given(self, task: str, fields: Collection[str], /) -> tuple[tuple[date, Amendment], ...]:
        """Return the days on which any of some fields of a task got another value, in order.

        Args:
            task: Id of the task.
            fields: Names of the fields.

        Returns:
            Each day with the amendment that did it; the first is that which added the task, if one
            did.
        """
        key = (task, tuple(fields))
        if key not in self._given:
            self._given[key] = tuple(self._giving(task, fields))
        return self._given[key]

    @cached_property
    def _given(self) -> dict[tuple[str, tuple[str, ...]], tuple[tuple[date, Amendment], ...]]:
        return {}

    def _giving(self, task: str, fields: Collection[str]) -> Iterator[tuple[date, Amendment]]:
        before: dict[str, object] | None = None
        for index, version in enumerate(self.versions):
            now = None
            with suppress(UnknownIdError):
                row = version.plan.row(task).planned()
                now = {name: getattr(row, name) for name in fields}
            if index and now is not None and now != before:
                yield version.since, self._on(version.since, task)
            before = now

    def _on(self, day: date, task: str) -> Amendment:
        """Return the amendment that says something of a task on a day."""
        of_day = [one for one in self.applied if one.since == day]
        naming = (
            one
            for one in of_day
            if any(change.id == task for change in one.change)
            or any(row.id == task for row in one.add.task)
        )
        return next(naming, of_day[0])

    @property
    def drafts(self) -> tuple[Amendment, ...]:
        """The drafts that count, in the order of ``applied``."""
        return tuple(one for one in self.applied if one.is_draft)

    @cached_property
    def named(self) -> frozenset[str]:
        """Ids of the drafts that were named, whether they count yet or not."""
        return frozenset(one.id for one in (*self.applied, *self.pending) if one.is_draft)

    @cached_property
    def from_drafts(self) -> frozenset[tuple[str, str]]:
        """Table and id of what a draft added or changed in any field."""
        found = {key[:2]: source for key, source in self.changed.items() if _is_draft(source)}
        found |= {key: source for key, source in self.added.items() if _is_draft(source)}
        return frozenset(found)


def _is_draft(source: Source) -> bool:
    return source.amendment.is_draft
