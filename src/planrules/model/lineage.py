"""How a plan came to be as it is on a day: the plan as issued, and what has changed it since."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

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
