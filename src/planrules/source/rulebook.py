"""Files of rules to a rule book: one file, and the packs that it extends."""

import os
from importlib.resources import files
from pathlib import Path
from typing import Final

import attrs

from planrules.errors import PlanFault, PlanFileError
from planrules.model.place import SourceFile
from planrules.model.rulebook import RuleBook, RulesFile, Sheet
from planrules.source.faults import sentences
from planrules.source.misfit import Misfit
from planrules.source.structure import misfits, structure
from planrules.source.syntax import Syntax, read_syntax
from planrules.source.workspace import RULES_FILE, Workspace
from planrules.text import nearest

#: Where the packs of the library lie, as plain files.
_PACKS: Final = ("planrules.rules", "packs")
#: How many files a rule book may have, and how many bytes together.
_FILE_LIMIT: Final = 50
_BYTES_LIMIT: Final = 16 * 1024 * 1024


def packs() -> tuple[str, ...]:
    """Return the names of the packs that come with the library."""
    package, folder = _PACKS
    found = files(package).joinpath(folder).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in found if file.is_file()))


def read_rules(path: str | os.PathLike[str], /) -> RuleBook:
    """Return the rule book whose first file is at a path.

    Args:
        path: A file of rules; packs that it names as files are looked for from its folder, and
            have to lie in its workspace.

    Raises:
        PlanFileError: With every fault of all files, if any has one.
    """
    try:
        workspace, name = Workspace.around(Path(path))
        file = workspace.read(RULES_FILE if Path(path).is_dir() else name)
    except PlanFault as fault:
        raise PlanFileError([fault], references_checked=False) from None
    return book_of(file, workspace)


def book_of(file: SourceFile, workspace: Workspace) -> RuleBook:
    """Return the rule book whose first file was read already, from the folder of its workspace.

    Raises:
        PlanFileError: With every fault of all files, if any has one.
    """
    reading = _Reading(workspace)
    try:
        reading.sheet(file, os.path.dirname(file.key))  # noqa: PTH120 - a key is a text
    except Misfit as misfit:  # the first file alone is larger than all may be
        reading.faults.append(PlanFault(file.name, 1, 1, misfit.code, misfit.messages))
    if reading.faults:
        raise PlanFileError(reading.faults, references_checked=False)
    sheets = (reading.sheets[index] for index in range(len(reading.sheets)))
    return RuleBook(tuple(sheet for sheet in sheets if sheet is not None))


@attrs.define(eq=False)
class _Reading:
    """One reading of a rule book."""

    workspace: Workspace
    sheets: list[Sheet | None] = attrs.Factory(list)
    numbers: dict[str, int] = attrs.Factory(dict)
    faults: list[PlanFault] = attrs.Factory(list)
    reading: list[SourceFile] = attrs.Factory(list)
    size: int = 0

    def sheet(self, file: SourceFile, folder: str, *, is_pack: bool = False) -> int:
        """Read a file and what it extends, and return its number; every file is read once.

        Raises:
            Misfit: If it is being read already: it extends itself, in however many steps.
        """
        if any(file.key == other.key for other in self.reading):
            names = [other.name for other in (*self.reading, file)]
            raise Misfit("REF004", found=" → ".join(names[names.index(file.name) :]))
        if file.key in self.numbers:
            return self.numbers[file.key]
        self.size += len(file.data)
        _bounded(len(self.sheets), self.size)
        number = len(self.sheets)
        self.numbers[file.key] = number
        self.sheets.append(None)
        syntax = read_syntax(file, expected="[[rule]]")
        self.faults += syntax.faults
        tables = self._tables(syntax)
        if tables is None:
            return number
        self.reading.append(file)
        extends = [
            found
            for index, name in enumerate(tables.extends)
            if (found := self._extended(syntax, ("extends", index), name, folder)) is not None
        ]
        self.reading.pop()
        self.sheets[number] = Sheet(file, tables, tuple(dict.fromkeys(extends)), is_pack)
        return number

    def _tables(self, syntax: Syntax) -> RulesFile | None:
        if syntax.values is None:
            return None
        try:
            return structure(syntax.values, RulesFile)
        except Exception:  # noqa: BLE001 - whatever it was, misfits() tells it, or raises it again
            self.faults += [
                syntax.fault(path, misfit)
                for path, misfit in misfits(syntax.values, RulesFile)
                if not syntax.is_masked(path)
            ]
            return None

    def _extended(
        self, syntax: Syntax, path: tuple[str | int, ...], name: str, folder: str
    ) -> int | None:
        """Return the number of a pack's file, or None with what is wrong noted."""
        is_file = name.endswith(".toml")
        try:
            if not is_file:
                return self.sheet(_pack(name), "", is_pack=True)
            inside = os.path.join(folder, name)  # noqa: PTH118 - a key of the workspace
            root = os.path.relpath(self.workspace.root, self.workspace.folder)
            file = self.workspace.read(os.path.join(root, inside))  # noqa: PTH118 - names for people
            return self.sheet(file, os.path.dirname(file.key))  # noqa: PTH120 - a key is a text
        except PlanFault as fault:
            messages = fault.messages
            if fault.code == "PTH001":  # by the name that was written, not by the way there
                messages = sentences("PTH001", found=name, root=self.workspace.root.name)
            place = syntax.locator.place(path)
            self.faults.append(
                PlanFault(place.file, place.line, place.column, fault.code, messages)
            )
        except Misfit as misfit:
            self.faults.append(syntax.fault(path, misfit))
        return None


def _bounded(count: int, size: int) -> None:
    """Refuse more than a rule book may have."""
    if count > _FILE_LIMIT or size > _BYTES_LIMIT:
        raise Misfit("RUL009", limit=_FILE_LIMIT, size=_BYTES_LIMIT // 1024 // 1024)


def _pack(name: str) -> SourceFile:
    """Return the file of a pack that comes with the library."""
    known = packs()
    if name not in known:
        meant = nearest(name, known)
        raise Misfit("RUL001", found=name, nearest=meant, known=() if meant else known)
    package, folder = _PACKS
    data = files(package).joinpath(folder, f"{name}.toml").read_bytes()
    return SourceFile(f"{name}.toml", f"//{name}", data)  # a key that no file of a workspace has
