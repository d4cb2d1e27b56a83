"""Baselines on disk: JSON, one finding a line, so that changes read well."""

import os
from datetime import date
from pathlib import Path
from typing import Any, Final

from planrules.errors import PlanFault, PlanFileError
from planrules.model.baseline import Baseline, KnownFinding
from planrules.source.faults import sentences
from planrules.source.storage import write_whole
from planrules.source.workspace import read_file, unreadable

#: Largest baseline, in bytes.
_LIMIT: Final = 64 * 1024 * 1024
_FORMAT: Final = 1


def write_baseline(baseline: Baseline, path: str | os.PathLike[str], /) -> None:
    """Write a baseline, whole or not at all; one that stands there is replaced.

    Raises:
        OSError: If it can't be written.
        PlanFileError: If something else stands there.
    """
    import json

    if os.path.lexists(path) and not _is_baseline(path):
        fault = PlanFault(os.fspath(path), 1, 1, "BAS003", sentences("BAS003"))
        raise PlanFileError([fault], references_checked=True)

    rows = [
        json.dumps(
            {
                "fingerprint": known.fingerprint,
                "code": known.code,
                "subject": known.subject,
                "key": known.key,
            },
            ensure_ascii=False,
        )
        for known in baseline.findings
    ]
    head = json.dumps({"plan": baseline.plan, "as_of": baseline.as_of.isoformat()})[1:-1]
    listed = ",\n  ".join(rows)
    body = f"\n  {listed}\n" if rows else ""
    text = f'{{"format": {_FORMAT}, {head}, "findings": [{body}]}}\n'
    write_whole(Path(path), text.encode())


def _is_baseline(path: str | os.PathLike[str]) -> bool:
    try:
        _read(path)
    except PlanFileError:
        return False
    return True


def read_baseline(path: str | os.PathLike[str], /, *, plan: str) -> Baseline:
    """Return a baseline of a plan.

    Args:
        path: Its file.
        plan: Id of the plan that it has to be of.

    Raises:
        PlanFileError: If it can't be read, is none, or is of another plan.
    """
    made = _read(path)
    if made.plan != plan:
        messages = sentences("BAS002", found=made.plan, expected=plan)
        other = PlanFault(os.fspath(path), 1, 1, "BAS002", messages)
        raise PlanFileError([other], references_checked=True)
    return made


def _read(path: str | os.PathLike[str]) -> Baseline:
    import json

    name = os.fspath(path)
    try:
        file = read_file(Path(path), name, key=name, limit=_LIMIT)
        try:
            return _baseline(json.loads(file.data))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise PlanFault(name, 1, 1, "BAS001", sentences("BAS001")) from None
    except PlanFault as fault:
        raise PlanFileError([fault], references_checked=False) from None
    except ValueError as error:  # a name that no file can have
        raise PlanFileError([unreadable(name, error)], references_checked=False) from None


def _baseline(data: Any) -> Baseline:  # noqa: ANN401 - JSON of a stranger
    if data["format"] != _FORMAT:
        raise ValueError
    return Baseline(
        plan=_text(data["plan"]),
        as_of=date.fromisoformat(data["as_of"]),
        findings=tuple(
            KnownFinding(
                _text(row["fingerprint"]),
                _text(row["code"]),
                _text(row["subject"]),
                None if row.get("key") is None else _text(row["key"]),
            )
            for row in data["findings"]
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
