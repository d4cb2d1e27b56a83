"""Which amendments have made a thing of a plan what it is, as data and for people."""

from collections.abc import Iterator
from typing import Any, Final

from planrules.model.assignment import Assignment
from planrules.model.lineage import Lineage, Source
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.tables import TABLES
from planrules.model.task import Task
from planrules.reports.labels import field_label, say
from planrules.reports.things import Thing
from planrules.reports.values import worded, written
from planrules.source.places import Places
from planrules.text import printable

_BY: Final = Text("theo {amendment}, từ {day}", "by {amendment}, from {day}")
_DRAFT: Final = Text("dự thảo {id}", "the draft {id}")
_ADDED: Final = Text("bổ sung", "added")
_HEADING: Final = Text("đề mục {clause}", "heading {clause}")
_WAS: Final = Text("trước đây: {value}", "before: {value}")
_NOTHING: Final = Text("không có", "not given")


def amended_data(plan: Plan, thing: Thing) -> list[dict[str, Any]]:
    """Return what amendments have given a thing, as data: first what added it, then its fields.

    What a task is assigned by its heading counts as its own, with the clause of the heading.

    Args:
        plan: The plan.
        thing: A thing of it.
    """
    lineage = plan.lineage
    if lineage is None:
        return []
    places = None if plan.origin is None else Places(plan.origin)
    return [
        {
            "field": field,
            "heading": heading,
            "amendment": source.amendment.id,
            "number": source.amendment.number,
            "draft": source.amendment.is_draft,
            "since": source.since.isoformat(),
            "was": None if field is None or was in _ABSENT else written(was),
            "location": _location(places, source),
        }
        for field, heading, source, was in _given(plan, lineage, thing)
    ]


def amended_lines(plan: Plan, thing: Thing, language: str) -> Iterator[str]:
    """Yield the same as lines for people."""
    if plan.lineage is None:
        return
    for field, heading, source, was in _given(plan, plan.lineage, thing):
        by = say(_BY, language).format(
            amendment=_named(source, language), day=shown(source.since, language)
        )
        if field is None:
            yield f"{say(_ADDED, language)} {by}"
            continue
        kind = Assignment if thing.kind == "clause" else type(thing.value)
        label = field_label(kind, field, language)
        if heading is not None:
            label += f", {say(_HEADING, language).format(clause=heading)}"
        before = say(_NOTHING, language) if was in _ABSENT else worded(plan, was, language)
        yield f"{label}: {by}; {say(_WAS, language).format(value=before)}"


#: What a field holds that has no value.
_ABSENT: Final = (None, ())
#: A field, None for the whole; the heading that gives it; what says so; what was there before.
_Given = tuple[str | None, str | None, Source, object]


def _given(plan: Plan, lineage: Lineage, thing: Thing) -> Iterator[_Given]:
    key = ("assignment" if thing.kind == "clause" else thing.kind, thing.id)
    added = lineage.added.get(key)
    if added is not None:
        yield None, None, added, None
    for (*row, field), source in sorted(lineage.changed.items(), key=lambda one: one[0]):
        if tuple(row) == key:
            yield field, None, source, _before(lineage, *key, field, source)
    task = thing.value
    heading = plan.heading_over(task.clause) if isinstance(task, Task) else None
    if heading is None:
        return
    for field in ("lead", "coordinate"):
        source_of = lineage.source("assignment", heading.clause, field)
        if source_of is not None and getattr(heading, field) and not getattr(task, field):
            was = _before(lineage, "assignment", heading.clause, field, source_of)
            yield field, heading.clause, source_of, was


def _before(lineage: Lineage, table: str, id: str, field: str, source: Source) -> object:
    """Return what a field held on the day before something changed it."""
    plan = [one for one in lineage.versions if one.since < source.since][-1].plan
    if table == "plan":
        return getattr(plan, field)
    attribute, identity = TABLES[table]
    rows = (row for row in getattr(plan, attribute) if getattr(row, identity) == id)
    return getattr(next(rows, None), field, None)


def _named(source: Source, language: str) -> str:
    """Return the id of an amendment, with its number where it has one."""
    amendment = source.amendment
    name = say(_DRAFT, language).format(id=amendment.id) if amendment.is_draft else amendment.id
    return f"{name} ({printable(amendment.number)})" if amendment.number else name


def _location(places: Places | None, source: Source) -> dict[str, Any] | None:
    if places is None:
        return None
    amendment = source.amendment
    place = places.at(amendment.file or 0, (*amendment.path, *source.at))
    return {"file": place.file, "line": place.line, "column": place.column}
