"""A plan as it would be without the drafts that were applied to it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from planrules.model.lineage import Lineage, Version
from planrules.model.plan import Plan
from planrules.model.tables import TABLES

#: By attribute of a plan that holds rows, what tells them apart; pieces that nothing models are
#: told apart by nothing.
_IDENTITIES: Final = {
    attribute: identity
    for table, (attribute, identity) in TABLES.items()
    if table != "not_modelled"
}
#: Where a plan comes from, which stays with the plan.
_OWN: Final = frozenset({"origin", "lineage"})
#: By id the rows of a table, of any kind.
_Rows = Mapping[str, Any]


def undrafted(plan: Plan, /) -> Plan | None:
    """Return a plan without the drafts that were applied to it; None where none was.

    What was changed by other means since the plan was consolidated is no draft's: it is changed in
    the plan without drafts as well, field by field and from the same day on, so that nothing but
    drafts tells the two apart. Only what names something that a draft has added rests on the draft.

    Args:
        plan: A plan, consolidated or not.
    """
    lineage = plan.lineage
    if lineage is None or not lineage.drafts:
        return None
    official, last = lineage.without_drafts, lineage.versions[-1]
    fields = [field for field in attrs.fields(Plan) if field.name not in _OWN]
    # What takes no part in equality, such as what was reported, changes nothing of the plan itself.
    beside = {field.name: getattr(plan, field.name) for field in fields if not field.eq}
    changed = [
        field.name
        for field in fields
        if field.eq and getattr(plan, field.name) != getattr(last.plan, field.name)
    ]
    made = attrs.evolve(official, **beside)
    if not changed:
        return made
    values = _Merging(official, last.plan, plan).values(changed)
    made = attrs.evolve(made, **values)
    return attrs.evolve(made, lineage=_since(last.since, official, made, lineage.as_of))


class _Merging:
    """A plan without drafts, while it is changed as somebody has changed it with them."""

    def __init__(self, official: Plan, drafted: Plan, plan: Plan) -> None:
        self.official, self.drafted, self.plan = official, drafted, plan
        tables = [(_rows(official, name), _rows(plan, name)) for name in _IDENTITIES]
        known = {id for rows, _ in tables for id in rows}
        added = {id: row for _, rows in tables for id, row in rows.items() if id not in known}
        drafts = {id for name in _IDENTITIES for id in _rows(drafted, name)} - known
        missing: set[str] = set()
        while new := drafts - missing:
            missing |= new
            drafts = {id for id, row in added.items() if not missing.isdisjoint(_words(row))}
        self.missing = missing

    def values(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the values of some fields of the plan."""
        return {
            name: tuple(self._merged(name)) if name in _IDENTITIES else getattr(self.plan, name)
            for name in names
        }

    def _merged(self, name: str) -> Iterator[Any]:  # rows of every kind
        was, now = _rows(self.drafted, name), _rows(self.plan, name)
        for id, row in _rows(self.official, name).items():
            if id in now:
                yield self._changed(row, was[id], now[id])
        yield from (row for id, row in now.items() if id not in was and id not in self.missing)

    def _changed(self, official: Any, was: Any, now: Any) -> Any:  # noqa: ANN401 - rows of every kind
        """Return a row with those fields changed in which two others differ."""
        values = {field.name: getattr(now, field.name) for field in attrs.fields(type(official))}
        return attrs.evolve(
            official,
            **{
                name: value
                for name, value in values.items()
                if value != getattr(was, name) and self.missing.isdisjoint(_words(value))
            },
        )


def _rows(plan: Plan, name: str) -> _Rows:
    return {getattr(row, _IDENTITIES[name]): row for row in getattr(plan, name)}


def _words(value: object) -> Iterator[str]:
    """Yield the texts in a value, ids among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    else:
        for field in getattr(type(value), "__attrs_attrs__", ()):
            yield from _words(getattr(value, field.name))


def _since(day: date, official: Plan, made: Plan, as_of: date) -> Lineage:
    """Return the lineage of a plan without drafts that somebody has changed from a day on."""
    lineage = official.lineage or Lineage(
        as_of=as_of,
        versions=(Version(date.min, official),),
        applied=(),
        pending=(),
        changed={},
        added={},
    )
    if lineage.versions[-1].since == day:
        return lineage
    return attrs.evolve(lineage, versions=(*lineage.versions, Version(day, made)))
