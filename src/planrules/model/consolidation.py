"""Applies amendments to a plan: pure, day by day, whatever the order they are given in."""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final

import attrs

from planrules.model.amendment import Amendment, Change, Ending, Replacement, ids_of
from planrules.model.lineage import Lineage, Source, Version
from planrules.model.plan import Header, Plan
from planrules.model.replacing import HELD, names_body, replaced, supposed
from planrules.model.responsibility import Holder, Role
from planrules.model.row import Row
from planrules.model.tables import TABLES

#: Tables of rows that have an id which people ask about.
_ROWS: Final = ("goal", "indicator", "measure", "task")
#: Pieces of text that nothing models: several may be of one clause, and nothing changes them.
_PIECES: Final = "not_modelled"

#: A field of a row: its table, its id, its name.
_Field = tuple[str, str, str]


@attrs.frozen(eq=False)
class Conflict:
    """Why something that an amendment says can't be applied.

    Attributes:
        code: Code of the fault.
        source: What says it.
        facts: What the sentence of the fault needs.
        other: What it is at odds with; None where that is the plan.
    """

    code: str
    source: Source
    facts: dict[str, object]
    other: Source | None = None


@attrs.frozen(eq=False)
class Consolidation:
    """A plan with amendments applied, and what of them could not be.

    Attributes:
        plan: The plan; with its lineage where any amendment counts.
        conflicts: What could not be applied; the plan is of use only without any.
    """

    plan: Plan
    conflicts: tuple[Conflict, ...]


def consolidation(
    plan: Plan, amendments: Iterable[Amendment], /, *, as_of: date, drafts: Iterable[str] = ()
) -> Consolidation:
    """Return a plan as amendments have left it on a day.

    Within a day, additions come first, then changes, then replacements, then endings. The order in
    which amendments are given means nothing. Linear in the plan times the days with amendments.

    Args:
        plan: The plan as issued.
        amendments: The amendments; drafts count only where they are named.
        as_of: The day; what counts only later changes nothing.
        drafts: Ids of the drafts that count.

    Raises:
        TypeError: If ``drafts`` is one text.
    """
    named = ids_of(drafts)
    asked = [one for one in amendments if not one.is_draft or one.id in named]
    asked.sort(key=lambda one: (one.since or date.max, one.id))
    applied = tuple(one for one in asked if one.since is not None and one.since <= as_of)
    pending = tuple(one for one in asked if one.is_draft and one not in applied)
    if not applied and not pending:
        return Consolidation(plan, ())
    state = _State(plan)
    steps = sorted(
        (step for one in applied for step in _steps(one) if step.source.since <= as_of),
        key=lambda step: (step.source.since, step.phase, step.source.amendment.id),
    )
    for day, of_day in groupby(steps, key=lambda step: step.source.since):
        state.touched = {}
        for step in of_day:
            state.apply(step)
        state.close(day)
    lineage = Lineage(
        as_of=as_of,
        versions=tuple(state.versions),
        applied=applied,
        pending=pending,
        changed=state.changed,
        added=state.added,
    )
    made = attrs.evolve(state.versions[-1].plan, lineage=lineage)
    return Consolidation(made, tuple(state.conflicts))


@attrs.frozen(eq=False)
class _Step:
    """One thing that an amendment says."""

    phase: int
    source: Source
    item: Any  # a row of any table, a change, a replacement or an ending
    table: str = ""


def _steps(amendment: Amendment) -> Iterator[_Step]:
    since = amendment.since
    assert since is not None  # noqa: S101 - the others are not applied
    for table, index, row in amendment.added():
        yield _Step(0, Source(amendment, ("add", table, index), since), row, table)
    for index, change in enumerate(amendment.change):
        yield _Step(1, Source(amendment, ("change", index), since), change)
    for index, replacement in enumerate(amendment.replace):
        day = max(since, replacement.from_ or since)
        yield _Step(2, Source(amendment, ("replace", index), day), replacement)
    for index, ending in enumerate(amendment.end):
        yield _Step(3, Source(amendment, ("end", index), since), ending)


class _State:
    """A plan while amendments are applied to it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.header: Header = plan
        self.versions = [Version(date.min, plan)]
        self.changed: dict[_Field, Source] = {}
        self.added: dict[tuple[str, str], Source] = {}
        self.conflicts: list[Conflict] = []
        self.touched: dict[_Field, Source] = {}
        self._rows: dict[str, dict[str, Any]] = {}  # rows of every kind

    def rows(self, table: str) -> dict[str, Any]:
        """Return the rows of a table by id, which may be changed in place."""
        if table not in self._rows:
            attribute, identity = TABLES[table]
            rows = getattr(self.plan, attribute)
            if table == _PIECES:
                self._rows[table] = {str(index): row for index, row in enumerate(rows)}
            else:
                self._rows[table] = {getattr(row, identity): row for row in rows}
        return self._rows[table]

    def apply(self, step: _Step) -> None:
        """Apply one thing that an amendment says."""
        match step.item:
            case Change():
                self._change(step.item, step.source)
            case Replacement():
                self._replace(step.item, step.source)
            case Ending():
                self._end(step.item, step.source)
            case _:
                self._add(step.table, step.item, step.source)

    def close(self, day: date) -> None:
        """Remember the plan as the day has left it."""
        before = self.versions[-1].plan
        parts: dict[str, Any] = {
            TABLES[table][0]: tuple(rows.values()) for table, rows in self._rows.items()
        }
        if self.header is not self.plan:
            parts |= {f.name: getattr(self.header, f.name) for f in attrs.fields(Header)}
        self.versions.append(Version(day, attrs.evolve(before, **parts)))

    def _add(self, table: str, row: Any, source: Source) -> None:  # noqa: ANN401 - rows of every kind
        if isinstance(row, Row) and row.since is None:
            row = attrs.evolve(row, since=source.since)  # type: ignore[call-arg] # attrs makes it in subclasses
        id = getattr(row, TABLES[table][1])
        if table == _PIECES:
            rows = self.rows(table)
            rows[str(len(rows))] = row
            return
        taken = [other for other in _space(table) if id in self.rows(other)]
        if taken:
            self._refuse("AMD003", source, self.added.get((taken[0], id)), id=id)
            return
        self.rows(table)[id] = row
        self.added[table, id] = source

    def _change(self, change: Change, source: Source) -> None:
        table, id = subject(change)
        row = self._found(table, id, source)
        if row is None:
            return
        for field, was in change.was.items():
            found = getattr(row, field)
            if found != was and not (field in ("assumed", "stated") and set(was) <= set(found)):
                at = attrs.evolve(source, at=(*source.at, "was", field))
                before = self.changed.get((table, id, field))
                self._refuse("AMD001", at, before, field=field, was=was, value=found)
        fields = [*change.set_, *change.unset]
        # All are noted before any is refused: each clash is told.
        clashes = [self._touch((table, id, field), source) for field in _plain(change, fields)]
        if any(clashes):
            return
        made = _changed(row, change)
        defaults = {field.name: field.default for field in attrs.fields(type(row))}
        for said in change.set_.get("assumed", ()):
            if getattr(made, said.field) != defaults[said.field]:
                at = attrs.evolve(source, at=(*source.at, "set", "assumed", said.field))
                self._refuse("AMD007", at, None, id=id, field=said.field)
        self._keep(table, id, made)

    def _keep(self, table: str, id: str, row: Any) -> None:  # noqa: ANN401 - rows of every kind
        if table == "plan":
            self.header = row
        else:
            self.rows(table)[id] = row

    def _found(self, table: str, id: str, source: Source) -> Any:  # noqa: ANN401 - rows of every kind
        """Return what is to be changed, or None with what is wrong noted."""
        row = self.header if table == "plan" else self.rows(table).get(id)
        if row is None:
            self._refuse("AMD004", source, None, id=id)
            return None
        if isinstance(row, Row) and row.until is not None and row.until < source.since:
            ended = self.changed.get((table, id, "until"))
            self._refuse("AMD005", source, ended, id=id, until=row.until)
            return None
        return row

    def _touch(self, field: _Field, source: Source) -> bool:
        """Note that a field changes today; return whether something else changes it, too."""
        before = self.touched.get(field)
        if before is not None:
            self._refuse("AMD002", source, before, field=field[2], id=field[1])
            return True
        self.touched[field] = self.changed[field] = source
        return False

    def _replace(self, replacement: Replacement, source: Source) -> None:
        is_named = False
        for table, names in HELD.items():
            fields = [name for name in names if not replacement.roles or name in replacement.roles]
            if not fields or (replacement.tasks and table != "task"):
                continue
            rows = self.rows(table)
            for id, row in list(rows.items()):
                if replacement.tasks and id not in replacement.tasks:
                    continue
                if isinstance(row, Row) and row.until is not None and row.until < source.since:
                    continue
                is_named = is_named or names_body(row, fields, replacement.unit)
                rows[id] = self._replaced(table, id, row, fields, replacement, source)
        if not is_named:
            self._refuse("AMD013", source, None, id=replacement.unit)

    def _replaced(
        self,
        table: str,
        id: str,
        row: Any,  # noqa: ANN401 - rows of every kind
        fields: list[str],
        replacement: Replacement,
        source: Source,
    ) -> Any:  # noqa: ANN401 - rows of every kind
        found: dict[str, tuple[Holder, ...]] = {}
        for field in fields:
            held: tuple[Holder, ...] = getattr(row, field)
            new = replaced(held, replacement, self.rows("group"))
            if new == held or self._is_settled((table, id, field), source):
                continue
            bare = [h.who for h in new if h not in held and h.who in self.rows("group")]
            if field == Role.LEAD and any(h.who in bare and not h.each for h in new):
                self._refuse("REF005", source, None, found=bare[0])
                return row
            found[field] = new
        groups = self.rows("group")
        assumed = tuple(supposed(one, fields, replacement, groups) for one in row.assumed)
        if not found and assumed == row.assumed:
            return row
        return attrs.evolve(row, **found, assumed=assumed)

    def _is_settled(self, field: _Field, source: Source) -> bool:
        """Return whether something else has said today what a field is to be; note it otherwise.

        What the amendment itself says of this very field stands; replacements of one amendment
        work one after another. What another amendment says is told as a clash.
        """
        before = self.touched.get(field)
        if before is None or before.amendment is not source.amendment:
            return self._touch(field, source)
        return before.at[0] != "replace"

    def _end(self, ending: Ending, source: Source) -> None:
        known = (table for table in _ROWS if ending.id in self.rows(table))
        table = next(known, _ROWS[0])
        row = self._found(table, ending.id, source)
        if row is not None and not self._touch((table, ending.id, "until"), source):
            self._keep(
                table, ending.id, attrs.evolve(row, until=ending.on, end_reason=ending.reason)
            )

    def _refuse(self, code: str, source: Source, other: Source | None, **facts: object) -> None:
        self.conflicts.append(Conflict(code, source, facts, other))


def subject(change: Change, /) -> tuple[str, str]:
    """Return the table and the id of what a change is about.

    Of rows the table is that which ``kind`` was found to be when the change was read.
    """
    for table in ("unit", "territory", "group", "basis", "assignment", "plan"):
        id = getattr(change, table)
        if id is not None:
            return table, id
    assert change.id is not None  # noqa: S101 - exactly one is given
    return change.kind or "", change.id


def _plain(change: Change, fields: Iterable[str]) -> list[str]:
    """Return the names of fields that a change touches; assumptions and words by their fields."""
    found: list[str] = []
    for field in fields:
        if field in ("assumed", "stated"):
            found += (said.field for said in change.set_[field])
        else:
            found.append(field)
    return list(dict.fromkeys(found))


def _changed(row: Any, change: Change) -> Any:  # noqa: ANN401 - rows of every kind
    """Return a row with other values; what was assumed of a field goes with its old value."""
    values = {name: value for name, value in change.set_.items() if name not in _SAID}
    values |= {
        field.name: field.default for field in attrs.fields(type(row)) if field.name in change.unset
    }
    new = {name: change.set_.get(name, ()) for name in _SAID}
    gone = {*values, *(said.field for said in new["assumed"])}
    told = {said.field for said in new["stated"]}
    values["assumed"] = _by_field((*_without(row.assumed, gone), *new["assumed"]))
    values["stated"] = _by_field((*_without(row.stated, gone | told), *new["stated"]))
    return attrs.evolve(row, **values)


_SAID: Final = ("assumed", "stated")


def _space(table: str) -> tuple[str, ...]:
    """Return the tables whose rows may not bear one id with a row of a table."""
    bodies = ("unit", "group", "territory")
    return next((space for space in (_ROWS, bodies) if table in space), (table,))


def _without(said: Iterable[Any], fields: Container[str]) -> Iterator[Any]:  # as below
    return (one for one in said if one.field not in fields)


def _by_field(said: Iterable[Any]) -> tuple[Any, ...]:  # assumptions or words
    return tuple(sorted(said, key=lambda one: one.field))
