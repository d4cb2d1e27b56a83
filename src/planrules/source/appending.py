"""Records added to the files of a ledger, behind all that stands there already."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs

from planrules.errors import PlanFault, PlanFileError
from planrules.model.ledger import (
    Entry,
    Extension,
    Ledger,
    LedgerPart,
    Measurement,
    Record,
)
from planrules.model.place import SourceFile
from planrules.model.plan import Plan
from planrules.source.faults import sentences
from planrules.source.locking import locked
from planrules.source.read import load_with
from planrules.source.storage import clear_staged, replace_whole, settle
from planrules.source.structure import structure
from planrules.source.syntax import SIZE_LIMIT, read_syntax
from planrules.source.tables import RECORDS, LedgerTables
from planrules.source.workspace import FILE_LIMIT, LEDGER, Workspace
from planrules.source.write import ledger_text, record_text

#: Where records stand that are about all bodies, or about several.
_COMMON: Final = "chung"
#: Where records of several periods stand.
_SEVERAL: Final = "nhieu-ky"


@attrs.frozen
class Draft:
    """Records that are to be added, as a file of the ledger would hold them.

    Attributes:
        file: The file.
        parts: Its records.
    """

    file: SourceFile
    parts: tuple[LedgerPart, ...]

    def records(self) -> Iterator[Record]:
        """Yield the records."""
        for part in self.parts:
            yield from part.records


def read_draft(path: str | os.PathLike[str], file: SourceFile, /) -> tuple[Plan, Draft]:
    """Return a plan as it is, and what is to be added to its ledger.

    Args:
        path: A plan's folder or file.
        file: Records in TOML, as a file of the ledger holds them.

    Raises:
        PlanFileError: With every fault of the plan and of the records.
    """
    made = load_with(path, file)
    files = made.origin.files if made.origin is not None else ()
    kept: list[LedgerPart] = []
    added: list[LedgerPart] = []
    for part in made.ledger.parts:
        (added if files[part.file] is file else kept).append(part)
    return attrs.evolve(made, ledger=Ledger.of(kept)), Draft(file, tuple(added))


@attrs.frozen
class LedgerFolder:
    """The folder of a plan's ledger, which one writer at a time has to itself.

    Attributes:
        workspace: The plan's workspace.
        real: The real folder.
    """

    workspace: Workspace
    real: Path

    @classmethod
    @contextmanager
    def held(cls, path: str | os.PathLike[str], /, *, patience: float) -> Iterator["LedgerFolder"]:
        """Hold the folder of a plan's ledger; it is made where there is none.

        What writers left that were stopped is removed.

        Args:
            path: The plan's folder or file.
            patience: How long to wait for another writer, in seconds.

        Raises:
            LedgerBusyError: If another writer has it all that time.
            OSError: If it can't be written to.
            PlanFileError: If it lies outside the workspace.
        """
        try:
            workspace, _ = Workspace.around(Path(path))
            real = workspace.real(LEDGER)
        except PlanFault as fault:
            raise PlanFileError([fault], references_checked=True) from None
        if not real.is_dir():
            real.mkdir(exist_ok=True)
            settle(real.parent)
        with locked(real, name=workspace.shown(LEDGER), patience=patience):
            clear_staged(real)
            yield cls(workspace, real)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.workspace.shown(LEDGER)

    def add(self, records: Sequence[Record], /) -> str | None:
        """Add records to the file of their body and period, behind all that stands there.

        Args:
            records: The records; at least one.

        Returns:
            The file's name for people; None if somebody changed it while it was being read.

        Raises:
            OSError: If it can't be written; what stood there is untouched then.
            PlanFileError: If the file can't take them.
        """
        name = f"{LEDGER}/{file_name(records)}"
        shown = self.workspace.shown(name)
        is_there = os.path.lexists(self.workspace.folder / name)
        try:
            found = self.workspace.read(name).data if is_there else None
            if found is None:
                self._check_room()
            data = extended(SourceFile(shown, name, found or b""), records)
        except PlanFault as fault:
            raise PlanFileError([fault], references_checked=True) from None
        is_written = replace_whole(self.workspace.real(name), data, found=found)
        return shown if is_written else None

    def _check_room(self) -> None:
        """Raise that one file more is more than are read."""
        count = len(self.workspace.inside(LEDGER))
        if count >= FILE_LIMIT:
            messages = sentences("SRC010", count=count + 1, limit=FILE_LIMIT)
            raise PlanFault(self.name, 1, 1, "SRC010", messages)


def file_name(records: Iterable[Record], /) -> str:
    """Return the name of the file that records stand in: their body and their period.

    The period of a measurement is the year that it is true of. Records about no body, or about
    several, stand in ``chung-…``; those of several periods in ``…-nhieu-ky``.
    """
    about = {_about(record) for record in records}
    bodies, periods = {body for body, _ in about}, {period for _, period in about}
    body = bodies.pop() if len(bodies) == 1 else _COMMON
    period = periods.pop() if len(periods) == 1 else _SEVERAL
    return f"{body}-{period}.toml"


def _about(record: Record) -> tuple[str, str]:
    """Return the body and the period of a record."""
    assert isinstance(record, Entry | Extension | Measurement)  # noqa: S101 - there are no others
    period = f"{record.measured_on.year:04}" if isinstance(record, Measurement) else record.period
    return record.unit or _COMMON, period


def extended(file: SourceFile, records: Sequence[Record], /) -> bytes:
    """Return what a file holds with records behind all that stands in it, which is not touched.

    Args:
        file: The file; empty where there is none yet.
        records: The records, whose texts are known to be read as they are.

    Raises:
        PlanFault: If old and new would not be read as they are, or be too much for one file.
    """
    rows = [record_text(record) for record in records]
    if file.data:
        end = "\r\n" if b"\r\n" in file.data else "\n"
        gap = end if file.data.endswith(b"\n") else end + end
        data = file.data + (gap + "\n".join(rows).replace("\n", end)).encode()
    else:
        data = ledger_text(rows).encode()
    if len(data) > SIZE_LIMIT:
        messages = sentences("SRC003", size=len(data), limit=SIZE_LIMIT)
        raise PlanFault(file.name, 1, 1, "SRC003", messages)
    before = _tables(file) if file.data else {}
    after = _tables(attrs.evolve(file, data=data))
    added = Ledger.of([LedgerPart(0, _table(record), (record,)) for record in records])
    for table, attribute in RECORDS.items():
        if after.get(table) != (*before.get(table, ()), *getattr(added, attribute)):
            raise PlanFault(file.name, 1, 1, "LED004", sentences("LED004"))
    return data


def _table(record: Record) -> str:
    return type(record).__name__.lower()


def _tables(file: SourceFile) -> dict[str, tuple[Record, ...]]:
    """Return the records of a file by table; none where it can't be read."""
    values = read_syntax(file, expected="[[entry]]").values
    try:
        tables = structure(values, LedgerTables)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not to be written so
        return {}
    return {table: getattr(tables, table) for table in RECORDS}
