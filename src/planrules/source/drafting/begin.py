"""A new plan folder, begun from an official text."""

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from planrules.errors import PlanFault
from planrules.source.drafting.draft import draft_plan
from planrules.source.encoding import decoded
from planrules.source.faults import sentences
from planrules.source.workspace import DOCUMENT_LIMIT, PLAN_FILE, read_file, unreadable

#: Name of the official text in the new folder.
DOCUMENT_FILE = "document.txt"


def begin(document: str | os.PathLike[str], /, *, out: str | os.PathLike[str]) -> tuple[str, ...]:
    """Write a plan folder from an official text: a drafted plan and the text itself.

    Either both files are written, whole, or none; nothing that exists is overwritten. A document
    that stands in the folder under its name there already is left as it is.

    Args:
        document: The official text: UTF-8, at most 4 MiB.
        out: The folder of the plan; it is made where it does not exist.

    Returns:
        The names of the files written, within ``out``.

    Raises:
        PlanFault: If the document can't be read (SRC001), is no regular file (SRC008), too large
            (SRC003) or not UTF-8 (SRC002), or if a file to be written exists (SRC007).
        OSError: If the folder can't be written.
    """
    document, out = Path(document), Path(out)
    data = _read(document)
    plan = draft_plan(data, document_name=DOCUMENT_FILE, title=document.stem)
    files = {PLAN_FILE: plan.encode(), DOCUMENT_FILE: data}
    if not os.path.lexists(out):
        _write_folder(out, files)
        return tuple(files)
    if not out.is_dir():
        raise _exists(out, out.name)
    if (out / DOCUMENT_FILE).exists() and (out / DOCUMENT_FILE).samefile(document):
        del files[DOCUMENT_FILE]
    for name in files:
        if os.path.lexists(out / name):
            raise _exists(out / name, name)
    _write_files(out, files)
    return tuple(files)


def _read(document: Path) -> bytes:
    """Return the bytes of the document, once they are known to be text of a fitting size."""
    name = os.fspath(document)
    try:
        file = read_file(document, name, key=document.name, limit=DOCUMENT_LIMIT)
    except ValueError as error:  # a name that no file can have
        if isinstance(error, PlanFault):
            raise
        raise unreadable(name, error) from None
    decoded(file)
    return file.data


def _exists(path: Path, name: str) -> PlanFault:
    return PlanFault(os.fspath(path), 1, 1, "SRC007", sentences("SRC007", found=name))


def _write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder with its files, which nobody sees before all are there."""
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.{secrets.token_hex(8)}")
    beside.mkdir()
    try:
        for name, data in files.items():
            _write(beside / name, data)
        beside.rename(out)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _write_files(out: Path, files: Mapping[str, bytes]) -> None:
    """Add the files to a folder: each whole under another name first, then all renamed."""
    token = secrets.token_hex(8)
    waiting = {out / name: out / f".{name}.{token}" for name in files}
    done: list[Path] = []
    try:
        for path, beside in waiting.items():
            _write(beside, files[path.name])
        for path, beside in waiting.items():
            beside.replace(path)
            done.append(path)
    except BaseException:
        for path in (*done, *waiting.values()):
            path.unlink(missing_ok=True)
        raise


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
