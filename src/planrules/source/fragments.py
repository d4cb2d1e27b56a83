"""Plans out of fragments: what a test of a rule writes down, with the rest supposed."""

from collections.abc import Mapping
from typing import Any, Final

from planrules.errors import PlanFault, PlanFileError
from planrules.model.place import KeyPath
from planrules.model.plan import Plan
from planrules.model.rulebook import Fragment
from planrules.source.locate import Locator
from planrules.source.read import loads

#: The header of a plan that a test says nothing of.
_HEADER: Final = {"id": "vi-du", "title": "Kế hoạch ví dụ", "starts_on": "2024", "ends_on": "2024"}
#: Name of a plan that stands in no file.
_NAME: Final = "fragment"


def plan_of(
    fragment: Fragment,
    kind: str,
    around: Fragment,
    /,
    *,
    at: KeyPath,
    around_at: KeyPath,
    locator: Locator,
) -> Plan:
    """Return a plan that holds one row and what stands around it.

    Args:
        fragment: The row; the header itself where ``kind`` is ``plan``.
        kind: Name of the row's table.
        around: Further tables, as in a plan file.
        at: The way to the row in the file that it was written in.
        around_at: The way to the further tables in that file.
        locator: The places of that file.

    Raises:
        PlanFileError: With every fault, each at its place in the file of the fragment.
    """
    import tomli_w

    tables: dict[str, Any] = {"format": 1, **around}
    header = {**_HEADER, **_table(around.get("plan"))}
    ways: dict[KeyPath, KeyPath] = {}
    if kind == "plan":
        header |= fragment
        ways["plan",] = at
    else:
        rows = tables.get(kind, [])
        rows = [*rows] if isinstance(rows, list) else [rows]
        ways[kind, len(rows)] = at
        tables[kind] = [*rows, dict(fragment)]
    text = tomli_w.dumps({**tables, "plan": header})
    try:
        return loads(text, name=_NAME)
    except PlanFileError as error:
        written = _written(text)
        faults = [_moved(fault, written, ways, around_at, locator) for fault in error.faults]
        raise PlanFileError(faults, references_checked=error.references_checked) from None


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _written(text: str) -> dict[tuple[int, int], KeyPath]:
    """Return by line and column what stands there: of several ways to one place the longest."""
    locator = Locator(_NAME, text)
    found: dict[tuple[int, int], KeyPath] = {}
    for path in sorted(locator.paths(), key=len):
        for place in (locator.place(path), locator.place(path, key=True)):
            found[place.line, place.column] = path
    return found


def _moved(
    fault: PlanFault,
    written: Mapping[tuple[int, int], KeyPath],
    ways: Mapping[KeyPath, KeyPath],
    around_at: KeyPath,
    locator: Locator,
) -> PlanFault:
    """Return a fault at the place in the file that was written by hand."""
    path = written.get((fault.line, fault.column), ())
    for length in range(len(path), 0, -1):
        if path[:length] in ways:
            path = (*ways[path[:length]], *path[length:])
            break
    else:
        path = (*around_at, *path)
    place = locator.place(path)
    return PlanFault(place.file, place.line, place.column, fault.code, fault.messages)


def fragment_text(fragment: Fragment | None, kind: str, /) -> str:
    """Return a row as a plan file writes it; nothing for nothing."""
    if fragment is None:
        return ""
    import tomli_w

    text = tomli_w.dumps({kind: dict(fragment)})
    return text if kind == "plan" else text.replace(f"[{kind}]", f"[[{kind}]]", 1)
