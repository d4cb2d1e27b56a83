"""Second stage of reading: tables of all files to a plan, once every reference fits."""

from collections.abc import Iterable, Sequence
from itertools import count, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NoReturn

import attrs

from planrules.errors import PlanFault, PlanFileError
from planrules.model.clause import Document
from planrules.model.ledger import Ledger, LedgerPart
from planrules.model.place import KeyPath, Origin, Segment, SourceFile
from planrules.model.plan import Header, Plan
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.source.references import SPACES, Names, cycles, misfits_of_references
from planrules.source.syntax import Syntax
from planrules.source.tables import (
    IDENTITY,
    RECORDS,
    ROWS,
    LedgerTables,
    PlanTables,
    RegisterTables,
)

if TYPE_CHECKING:
    from planrules.model.amendment import Amendment
    from planrules.model.body import Group, Territory, Unit
    from planrules.source.amending import Amending

#: How many faults are told; a plan with more is not being written by hand.
FAULT_LIMIT: Final = 1000
#: How much of a cycle is shown.
_CYCLE_LIMIT: Final = 10


def stop(faults: Sequence[PlanFault], *, references_checked: bool) -> NoReturn:
    """Raise what is wrong, or as much of it as anybody reads."""
    raise PlanFileError(
        faults[:FAULT_LIMIT],
        references_checked=references_checked,
        is_complete=len(faults) <= FAULT_LIMIT,
    )


@attrs.frozen(eq=False)
class Parts:
    """Tables by the index of their file; those of the plan's own file stand in file 0."""

    plan: PlanTables
    registers: Sequence[tuple[int, RegisterTables]]
    ledgers: Sequence[tuple[int, LedgerTables]]
    amendments: "Sequence[Amendment]"
    document: Document | None


@attrs.define(eq=False)
class Whole:
    """A plan that is put together out of its parts.

    Attributes:
        files: The files that hold tables.
        beside: Other files that were read.
        faults: What is wrong so far.
    """

    files: Sequence[Syntax]
    beside: Sequence[SourceFile]
    faults: list[PlanFault] = attrs.Factory(list)
    segments: list[Segment] = attrs.Factory(list)
    kinds: dict[str, dict[str, str]] = attrs.field(
        factory=lambda: {space: {} for space in SPACES.values()}
    )

    def plan(self, parts: Parts) -> Plan:
        """Return the plan.

        Raises:
            PlanFileError: With every reference that does not fit.
        """
        rows: dict[str, list[object]] = {name: [] for name in ROWS}
        sources: list[tuple[int, Any]] = [(0, parts.plan), *parts.registers]  # tables of any file
        for file, source in sources:
            for name in ROWS:
                found = getattr(source, name, ())
                rows[name] += found
                ids = tuple(map(attrgetter(IDENTITY.get(name, "id")), found))
                self.add(Segment(file, name, (name,), ids))
        names = every = Names(self.kinds)
        amending = self._amending(parts.amendments)
        if amending is not None:
            names, every = amending.names, amending.all_names
        self.references(0, [(("plan",), parts.plan.plan)], names)
        for file, source in sources:
            for name in ROWS:
                paths = zip(repeat(name), count())
                self.references(file, zip(paths, getattr(source, name, ()), strict=False), names)
        amendments = () if amending is None else amending.typed(parts.plan)
        ledger = self._ledger([(0, parts.plan), *parts.ledgers], every)
        origin = Origin(
            (*(syntax.file for syntax in self.files), *self.beside), tuple(self.segments)
        )
        made: dict[str, Any] = {ROWS[name]: tuple(found) for name, found in rows.items()}
        made |= {field.name: getattr(parts.plan.plan, field.name) for field in attrs.fields(Header)}
        made |= {"calendar": parts.plan.calendar, "text": parts.document}
        plan = Plan(**made, origin=origin, ledger=ledger, amendments=amendments)
        self.cycles(plan)
        if amending is not None and not self.faults:
            amending.check(plan)
        if self.faults:
            stop(self.faults, references_checked=True)
        return plan

    def add(self, segment: Segment) -> None:
        """Note where rows stand; told are ids that are used already."""
        self.segments.append(segment)
        if segment.kind in SPACES:
            self.once(segment.ids, self.segments, self.kinds[SPACES[segment.kind]])

    def _amending(self, amendments: "Sequence[Amendment]") -> "Amending | None":
        """Return the amendments with their ids noted; None where there are none."""
        if not amendments:
            return None
        from planrules.source.amending import Amending

        return Amending(self, amendments)

    def cycles(self, plan: Plan) -> None:
        """Note the cycles among groups, areas and bodies."""
        assert plan.origin is not None  # noqa: S101 - it was just given
        bodies: dict[str, Unit | Group | Territory] = {}
        for some in (plan.territories, plan.units, plan.groups):
            bodies |= {body.id: body for body in some}
        for id, field, cycle in cycles(bodies):
            file, path = plan.origin.rows[self.kinds["body"][id], id]
            misfit = Misfit("REF004", found=shown_cycle(cycle))
            self.faults.append(self.files[file].fault((*path, field), misfit))

    def _ledger(
        self, sources: Iterable[tuple[int, PlanTables | LedgerTables]], names: Names
    ) -> Ledger:
        """Return what was reported, once what it is about is known."""
        parts = [
            LedgerPart(file, table, records)
            for file, source in sources
            for table in RECORDS
            if (records := getattr(source, table))
        ]
        for part in parts:
            paths = zip(repeat(part.table), count())
            self.references(part.file, zip(paths, part.records, strict=False), names)
        return Ledger.of(parts)

    def references(
        self, file: int, rows: Iterable[tuple[KeyPath, attrs.AttrsInstance]], names: Names
    ) -> None:
        """Note the references of some rows of a file that do not fit."""
        for where, misfit in misfits_of_references(rows, names):
            self.faults.append(self.files[file].fault(where, misfit))
            if len(self.faults) > FAULT_LIMIT:
                stop(self.faults, references_checked=True)

    def once(self, ids: Sequence[str], segments: Sequence[Segment], known: dict[str, str]) -> None:
        """Note the ids of the last segment that are used already, and remember all of them."""
        last = segments[-1]
        before = len(known)
        known |= dict.fromkeys((id for id in ids if id not in known), last.kind)
        if len(known) == before + len(ids):
            return
        first: dict[str, tuple[Segment, int]] = {}
        for segment in segments:
            if SPACES.get(segment.kind) != SPACES[last.kind]:
                continue
            for index, id in enumerate(segment.ids):
                if id in first and segment is last:
                    self._twice(id, (segment, index), first[id])
                first.setdefault(id, (segment, index))

    def _twice(self, id: str, again: tuple[Segment, int], first: tuple[Segment, int]) -> None:
        """Note an id that is used already."""
        (file, path), (first_file, first_path) = (
            (segment.file, (*segment.path, index, IDENTITY.get(segment.kind, "id")))
            for segment, index in (again, first)
        )
        place = self.files[first_file].locator.place(first_path)
        code = "REF006" if again[0].kind == "assignment" else "REF002"
        self.faults.append(self.files[file].fault(path, Misfit(code, found=cut(id), place=place)))


def shown_cycle(cycle: Sequence[str]) -> str:
    """Return a cycle for people, only the ends of a long one."""
    if len(cycle) > _CYCLE_LIMIT:
        cycle = [*cycle[: _CYCLE_LIMIT - 1], "…", cycle[-1]]
    return " → ".join(cycle)
