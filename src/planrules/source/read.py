"""Files to a plan: ``load`` and ``loads``, with every fault in one go."""

import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from planrules.collector import held_back
from planrules.errors import PlanFault, PlanFileError
from planrules.model.clause import Document
from planrules.model.ids import SLUG
from planrules.model.place import KeyPath, SourceFile
from planrules.model.plan import Plan
from planrules.model.rulebook import RuleBook
from planrules.source.encoding import decoded
from planrules.source.misfit import Misfit
from planrules.source.official.document import parse_document
from planrules.source.structure import misfits, structure
from planrules.source.syntax import Syntax, read_syntax
from planrules.source.tables import (
    LedgerTables,
    PlanTables,
    RegisterTables,
    WorkspaceTables,
)
from planrules.source.whole import FAULT_LIMIT, Parts, Whole, stop
from planrules.source.workspace import (
    AMENDMENTS,
    DOCUMENT_LIMIT,
    LEDGER,
    MARKER,
    RULES_FILE,
    Workspace,
)
from planrules.text import nearest

if TYPE_CHECKING:
    from planrules.model.amendment import Amendment

#: Folder of the registers in a workspace.
_REGISTERS: Final = "units"

Tables = TypeVar("Tables")  # of any kind of file


def load(path: str | os.PathLike[str], /) -> Plan:
    """Return the plan in a folder or file, with the registers and the official text it names.

    Args:
        path: A plan's folder (with ``plan.toml``) or its file.

    Raises:
        PlanFileError: With every fault, if the plan can't be built.
    """
    try:
        workspace, name = Workspace.around(Path(path))
        file = workspace.read(name)
    except PlanFault as fault:
        raise PlanFileError([fault], references_checked=False) from None
    with held_back():
        return _Reading(workspace).plan(file)


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
    with held_back():
        return _Reading(None).plan(SourceFile(name, name, data))


@attrs.define(eq=False)
class _Reading:
    """One reading of a plan: the files so far and what is wrong with them."""

    workspace: Workspace | None
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
        ledgers = self._beside(LEDGER, LedgerTables, expected="[[entry]]")
        header = values.get("plan")
        document = self._document(header.get("document")) if isinstance(header, dict) else None
        if self.workspace is not None and self.workspace.is_marked:
            self._marker(self.workspace)
        rulebook = self._rulebook()
        amendments = self._amendments(values.get("amendment"))
        if tables is None or self.faults:
            stop(self.faults, references_checked=False)
        parts = Parts(tables, registers, ledgers, amendments, document)
        made = Whole(self.files, self.beside).plan(parts)
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
                for path, misfit in islice(misfits(syntax.values, kind), FAULT_LIMIT + 1)
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

    def _amendments(self, inline: object) -> "list[Amendment]":
        """Return the amendments beside the plan, then those in its own file."""
        if inline is None and (self.workspace is None or not self.workspace.inside(AMENDMENTS)):
            return []
        from planrules.source.amendments import AmendmentTables, inline_amendments

        beside = self._beside(AMENDMENTS, AmendmentTables, expected="[amendment]")
        found = [tables.amended(file) for file, tables in beside]
        made, wrong = inline_amendments(inline)
        self.faults += (self.files[0].fault(path, misfit) for path, misfit in wrong)
        return found + made

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
