"""Files to a plan: ``load`` and ``loads``, with every fault in one go."""

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, islice, repeat
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import attrs

from planrules.errors import PlanFault, PlanFileError
from planrules.model.body import Group, Territory, Unit
from planrules.model.clause import Document
from planrules.model.ids import SLUG
from planrules.model.ledger import Ledger, LedgerPart
from planrules.model.place import KeyPath, Origin, Segment, SourceFile
from planrules.model.plan import Header, Plan
from planrules.model.rulebook import RuleBook
from planrules.source.encoding import decoded
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.source.official.document import parse_document
from planrules.source.references import SPACES, Names, cycles, misfits_of_references
from planrules.source.structure import misfits, structure
from planrules.source.syntax import Syntax, read_syntax
from planrules.source.tables import (
    IDENTITY,
    RECORDS,
    ROWS,
    LedgerTables,
    PlanTables,
    RegisterTables,
    WorkspaceTables,
)
from planrules.source.workspace import DOCUMENT_LIMIT, LEDGER, MARKER, RULES_FILE, Workspace
from planrules.text import nearest

#: How many faults are told; a plan with more is not being written by hand.
_FAULT_LIMIT: Final = 1000
#: How much of a cycle is shown.
_CYCLE_LIMIT: Final = 10
#: Folder of the registers in a workspace.
_REGISTERS: Final = "units"

Tables = TypeVar("Tables", PlanTables, RegisterTables, LedgerTables, WorkspaceTables)


def load(path: str | os.PathLike[str], /) -> Plan:
    """Return the plan in a folder or file, with the registers and the official text it names.

    Args:
        path: A plan's folder (with ``plan.toml``) or its file.

    Raises:
        PlanFileError: With every fault, if the plan can't be built.
    """
    return load_with(path, None)


def load_with(path: str | os.PathLike[str], draft: SourceFile | None, /) -> Plan:
    """Return the plan in a folder or file as if its ledger had one file more.

    Args:
        path: A plan's folder (with ``plan.toml``) or its file.
        draft: The file of the ledger that is not there yet.

    Raises:
        PlanFileError: With every fault, those of the draft included.
    """
    try:
        workspace, name = Workspace.around(Path(path))
        file = workspace.read(name)
    except PlanFault as fault:
        raise PlanFileError([fault], references_checked=False) from None
    with _growing():
        return _Reading(workspace, draft).plan(file)


def loads(text: str, /, *, name: str = "plan.toml") -> Plan:
    """Return the plan in a text that holds everything: no register, no official text is read.

    Args:
        text: The TOML.
        name: Name of the text in faults.

    Raises:
        PlanFileError: With every fault, if the plan can't be built.
    """
    # What UTF-8 can't hold is refused as a file would be, with its place.
    data = text.encode("utf-8", "surrogatepass")
    with _growing():
        return _Reading(None).plan(SourceFile(name, name, data))


@contextmanager
def _growing() -> Iterator[None]:
    """Hold the garbage collector back while values are made that all stay alive.

    It would look through all of them again and again and find nothing: a sixth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@attrs.define(eq=False)
class _Reading:
    """One reading of a plan: the files so far and what is wrong with them."""

    workspace: Workspace | None
    draft: SourceFile | None = None
    files: list[Syntax] = attrs.Factory(list)
    beside: list[SourceFile] = attrs.Factory(list)
    faults: list[PlanFault] = attrs.Factory(list)

    def plan(self, file: SourceFile) -> Plan:
        """Return the plan whose own file is ``file``.

        Raises:
            PlanFileError: With every fault of all files.
        """
        tables = self._tables(file, PlanTables, expected="[plan]")
        values = self.files[0].values or {}
        registers = self._registers(values.get("registers"))
        ledgers = self._ledgers()
        header = values.get("plan")
        document = self._document(header.get("document")) if isinstance(header, dict) else None
        if self.workspace is not None and self.workspace.is_marked:
            self._marker(self.workspace)
        rulebook = self._rulebook()
        if tables is None or self.faults:
            self._stop(references_checked=False)
        made = self._whole(tables, registers, ledgers, document)
        return attrs.evolve(made, rulebook=rulebook)

    def _tables(self, file: SourceFile, kind: type[Tables], *, expected: str) -> Tables | None:
        """Return a file's tables, or None with what is wrong noted."""
        syntax = read_syntax(file, expected=expected)
        self.files.append(syntax)
        self.faults += syntax.faults
        if syntax.values is None:
            return None
        try:
            return structure(syntax.values, kind)
        except Exception:  # noqa: BLE001 - whatever it was, misfits() tells it, or raises it again
            self.faults += [
                syntax.fault(path, misfit)
                for path, misfit in islice(misfits(syntax.values, kind), _FAULT_LIMIT + 1)
                if not syntax.is_masked(path)
            ]
            return None

    def _beside(
        self, folder: str, kind: type[Tables], *, expected: str
    ) -> list[tuple[int, Tables]]:
        """Return the tables of the files of a folder beside the plan, with their indices."""
        found: list[tuple[int, Tables]] = []
        try:
            names = () if self.workspace is None else self.workspace.inside(folder)
        except PlanFault as fault:
            self.faults.append(fault)
            return found
        for name in names:
            assert self.workspace is not None  # noqa: S101 - it gave the names
            try:
                file = self.workspace.read(name)
            except PlanFault as fault:
                self.faults.append(fault)
                continue
            tables = self._tables(file, kind, expected=expected)
            if tables is not None:
                found.append((len(self.files) - 1, tables))
        return found

    def _ledgers(self) -> list[tuple[int, LedgerTables]]:
        """Return what was reported beside the plan, and the draft, with the indices of files."""
        found = self._beside(LEDGER, LedgerTables, expected="[[entry]]")
        if self.draft is not None:
            tables = self._tables(self.draft, LedgerTables, expected="[[entry]]")
            if tables is not None:
                found.append((len(self.files) - 1, tables))
        return found

    def _marker(self, workspace: Workspace) -> None:
        """Look at the file that marks the workspace."""
        relative = os.path.relpath(workspace.root / MARKER, workspace.folder)
        try:
            file = workspace.read(relative)
        except PlanFault as fault:
            self.faults.append(fault)
        else:
            self._tables(file, WorkspaceTables, expected="format")

    def _registers(self, names: object) -> list[tuple[int, RegisterTables]]:
        """Return the registers that the plan names, with the indices of their files."""
        found: list[tuple[int, RegisterTables]] = []
        first: dict[str, int] = {}
        for index, name in enumerate(names if isinstance(names, list) else [names]):
            if not isinstance(name, str) or SLUG.fullmatch(name) is None:
                continue  # told with the types of the plan's own file
            if first.setdefault(name, index) != index:
                place = self.files[0].locator.place(("registers", first[name]))
                misfit = Misfit("REF002", found=name, place=place)
                self._refuse(("registers", index), misfit.code, misfit.messages)
                continue
            try:
                file = self._register(name)
            except PlanFault as fault:
                self._refuse(("registers", index), fault.code, fault.messages)
            except Misfit as misfit:
                self._refuse(("registers", index), misfit.code, misfit.messages)
            else:
                register = self._tables(file, RegisterTables, expected="[register]")
                if register is not None:
                    found.append((len(self.files) - 1, register))
        return found

    def _register(self, name: str) -> SourceFile:
        if self.workspace is None or not self.workspace.is_marked:
            raise Misfit("PTH002", found=name)
        folder = self.workspace.root / _REGISTERS
        if not (folder / f"{name}.toml").exists():
            known = sorted(file.stem for file in folder.glob("*.toml"))
            meant = nearest(name, known)
            file = f"{_REGISTERS}/{name}.toml"
            listed = () if meant else known
            raise Misfit("PTH003", found=name, file=file, nearest=meant, known=listed)
        root = os.path.relpath(self.workspace.root, self.workspace.folder)
        return self.workspace.read(f"{root}/{_REGISTERS}/{name}.toml")

    def _document(self, name: object) -> Document | None:
        """Return the official text that the plan names, parsed."""
        if not isinstance(name, str) or self.workspace is None:
            return None
        try:
            file = self.workspace.read(name, limit=DOCUMENT_LIMIT)
        except PlanFault as fault:
            self._refuse(("plan", "document"), fault.code, fault.messages)
            return None
        try:
            text = decoded(file)
        except PlanFault as fault:
            self.faults.append(fault)
            return None
        self.beside.append(file)
        return parse_document(text, file=file.name)

    def _rulebook(self) -> RuleBook | None:
        """Return the rules and waivers beside the plan; they are understood when they are asked."""
        if self.workspace is None or not self.workspace.has_rules():
            return None
        from planrules.source.rulebook import book_of

        try:
            book = book_of(self.workspace.read(RULES_FILE), self.workspace)
        except PlanFault as fault:
            self.faults.append(fault)
        except PlanFileError as error:
            self.faults += error.faults
        else:
            self.beside += (sheet.file for sheet in book.sheets)
            return book
        return None

    def _refuse(self, path: KeyPath, code: str, messages: Mapping[str, str]) -> None:
        """Note what is wrong with a value of the plan's own file."""
        place = self.files[0].locator.place(path)
        self.faults.append(PlanFault(place.file, place.line, place.column, code, messages))

    def _whole(
        self,
        tables: PlanTables,
        registers: list[tuple[int, RegisterTables]],
        ledgers: list[tuple[int, LedgerTables]],
        document: Document | None,
    ) -> Plan:
        """Return the plan out of its tables, once every reference fits.

        Raises:
            PlanFileError: With every reference that does not fit.
        """
        rows: dict[str, list[object]] = {name: [] for name in ROWS}
        segments: list[Segment] = []
        kinds: dict[str, dict[str, str]] = {space: {} for space in SPACES.values()}
        for file, source in ((0, tables), *registers):
            for name in ROWS:
                found = getattr(source, name, ())
                rows[name] += found
                ids = tuple(map(attrgetter(IDENTITY.get(name, "id")), found))
                segments.append(Segment(file, name, (name,), ids))
                if name in SPACES:
                    self._names_once(ids, segments, kinds[SPACES[name]])
        names = Names(kinds)
        self._references(0, [(("plan",), tables.plan)], names)
        for file, source in ((0, tables), *registers):
            for name in ROWS:
                paths = zip(repeat(name), count())
                self._references(file, zip(paths, getattr(source, name, ()), strict=False), names)
        ledger = self._ledger([(0, tables), *ledgers], names)
        origin = Origin(
            (*(syntax.file for syntax in self.files), *self.beside),
            tuple(segments),
        )
        bodies: dict[str, Unit | Group | Territory] = {
            body.id: body
            for name in ("territory", "unit", "group")
            for body in rows[name]
            if isinstance(body, Territory | Unit | Group)
        }
        for id, field, cycle in cycles(bodies):
            file, path = origin.rows[kinds["body"][id], id]
            misfit = Misfit("REF004", found=_shown_cycle(cycle))
            self.faults.append(self.files[file].fault((*path, field), misfit))
        if self.faults:
            self._stop(references_checked=True)
        parts: dict[str, Any] = {ROWS[name]: tuple(found) for name, found in rows.items()}
        parts |= {field.name: getattr(tables.plan, field.name) for field in attrs.fields(Header)}
        return Plan(**parts, calendar=tables.calendar, text=document, origin=origin, ledger=ledger)

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
            self._references(part.file, zip(paths, part.records, strict=False), names)
        return Ledger.of(parts)

    def _references(
        self, file: int, rows: Iterable[tuple[KeyPath, attrs.AttrsInstance]], names: Names
    ) -> None:
        """Note the references of some rows of a file that do not fit."""
        for where, misfit in misfits_of_references(rows, names):
            self.faults.append(self.files[file].fault(where, misfit))
            if len(self.faults) > _FAULT_LIMIT:
                self._stop(references_checked=True)

    def _stop(self, *, references_checked: bool) -> NoReturn:
        """Raise what is wrong so far, or as much of it as anybody reads."""
        raise PlanFileError(
            self.faults[:_FAULT_LIMIT],
            references_checked=references_checked,
            is_complete=len(self.faults) <= _FAULT_LIMIT,
        )

    def _names_once(
        self, ids: Sequence[str], segments: Sequence[Segment], known: dict[str, str]
    ) -> None:
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


def _shown_cycle(cycle: Sequence[str]) -> str:
    """Return a cycle for people, only the ends of a long one."""
    if len(cycle) > _CYCLE_LIMIT:
        cycle = [*cycle[: _CYCLE_LIMIT - 1], "…", cycle[-1]]
    return " → ".join(cycle)
