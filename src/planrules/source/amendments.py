"""Amendments as files write them: their own files beside a plan, or tables of the plan's file."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs

from planrules.model.amendment import (
    Additions,
    Amendment,
    AmendmentHeader,
    AmendmentStatus,
    Change,
    Ending,
    Replacement,
)
from planrules.model.consolidation import subject
from planrules.model.fields import described, key_of, written
from planrules.model.place import KeyPath
from planrules.model.plan import Header
from planrules.model.responsibility import Holder, Role
from planrules.model.tables import TABLES
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.source.references import Names, misfits_of_some
from planrules.source.structure import learn, misfits, structure, structure_fields
from planrules.source.tables import IDENTITY
from planrules.text import nearest

Hook = Callable[[Any, Any], Any]

#: Keys of which a change has exactly one: what it is about.
SUBJECTS: Final = ("id", "unit", "territory", "group", "basis", "assignment", "plan")
#: Classes of what may change, by table.
KINDS: Final[dict[str, type[Any]]] = {"plan": Header} | {
    field.name: field.type.__args__[0]  # type: ignore[union-attr] # every one is a tuple of rows
    for field in attrs.fields(Additions)
    if field.name != "not_modelled"
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AmendmentTables:
    """A file of ``amendments/`` beside a plan."""

    format: int = described("phiên bản định dạng", "Version of the format: 1.")
    amendment: AmendmentHeader = described("sửa đổi", "What the amendment says about itself.")
    change: tuple[Change, ...] = described("thay đổi", "Other values for fields.", default=())
    add: Additions = described("bổ sung", "What it adds.", default=Additions())
    replace: tuple[Replacement, ...] = described(
        "thay thế", "Other holders in the place of bodies.", default=()
    )
    end: tuple[Ending, ...] = described("kết thúc", "What ends.", default=())

    def amended(self, file: int) -> Amendment:
        """Return the amendment that stands in the file with an index."""
        header = {f.name: getattr(self.amendment, f.name) for f in attrs.fields(AmendmentHeader)}
        return Amendment(
            **header,
            change=self.change,
            add=self.add,
            replace=self.replace,
            end=self.end,
            file=file,
        )


def inline_amendments(rows: object) -> tuple[list[Amendment], list[tuple[KeyPath, Misfit]]]:
    """Return the amendments in a plan's own file, and what keeps any from being read.

    Args:
        rows: What stands under ``[[amendment]]``; None for nothing, and what is no list of tables
            is told with the other types of the file.
    """
    made: list[Amendment] = []
    wrong: list[tuple[KeyPath, Misfit]] = []
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        path: KeyPath = ("amendment", index)
        try:
            made.append(attrs.evolve(structure(row, Amendment), file=0, path=path))
        except Exception:  # noqa: BLE001 - whatever it was, misfits() tells it, or raises it again
            wrong += misfits(row, Amendment, path=path)
    return made, wrong


def change_hook(read: Hook) -> Hook:
    """Return the hook of a change, which is about one thing.

    Args:
        read: Reads the table field by field.
    """

    def hook(value: object, _: object) -> Change:
        made: Change = read(value, Change)
        named = [name for name in SUBJECTS if getattr(made, name) is not None]
        if len(named) != 1:
            keys = ", ".join(SUBJECTS)
            raise Misfit(
                "VAL010",
                found="{ " + ", ".join(named) + " }" if named else "{}",
                expected_vi=f"đúng một trong các khóa {keys}",
                expected_en=f"exactly one of the keys {keys}",
            )
        return made

    return hook


def dated_hook(read: Hook) -> Hook:
    """Return the hook of what an amendment says about itself: without a date it can't be ordered.

    Args:
        read: Reads the table field by field.
    """

    def hook(value: object, kind: object) -> AmendmentHeader:
        made: AmendmentHeader = read(value, kind)
        if made.issued_on is None and made.effective_on is None:
            table = "[amendment]"
            raise Misfit("KEY002", expected="effective_on", table_vi=table, table_en=table)
        return made

    return hook


def typed(
    change: Change, path: KeyPath, names: Names, headings: Iterable[str], plan: str
) -> tuple[Change, list[tuple[KeyPath, Misfit]]]:
    """Return a change with values of its fields' own types, and what keeps it from having them.

    Args:
        change: The change as it stands in the file, its own references looked at.
        path: The way to it in the file.
        names: Everything that bears an id, in the plan or in any amendment.
        headings: Clauses of the headings that assign.
        plan: Id of the plan.
    """
    if change.id is not None:
        change = attrs.evolve(change, kind=names.kind(change.id, ("task",)))
    table, id = subject(change)
    wrong: list[tuple[KeyPath, Misfit]] = []
    if not change.set_ and not change.unset:
        wrong.append((path, Misfit("AMD011")))
    known = {"assignment": headings, "plan": [plan]}.get(table)
    if known is not None and id not in known:
        return change, [*wrong, ((*path, table), _unknown(id, table, known))]
    if table not in KINDS:
        return change, wrong  # told with the other references
    kind = KINDS[table]
    identity = IDENTITY.get(table, "id") if table in TABLES else "id"
    values: dict[str, Any] = {}
    for name in ("was", "set_"):
        where = (*path, key_of(name))
        raw = getattr(change, name)
        values[name], misfits_of_types = structure_fields(raw, kind, path=where, leave=identity)
        wrong += misfits_of_types
        wrong += misfits_of_some(values[name], kind, where, names)
    made = attrs.evolve(change, **values)
    wrong += _of_unset(made, path, identity)
    return made, wrong


def idle(replacement: Replacement, path: KeyPath) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield why nobody would take the place of a body.

    Args:
        replacement: Who is to take whose place.
        path: The way to it in the file.
    """
    why = None
    if not replacement.with_:
        why = "trống", "is empty"
    elif replacement.with_ == (Holder(who=replacement.unit),):
        why = "là chính cơ quan đó", "is that very body"
    if why is not None:
        vi, en = why
        misfit = Misfit("AMD012", found=replacement.unit, why_vi=vi, why_en=en)
        yield (*path, "with"), misfit


def _of_unset(change: Change, path: KeyPath, identity: str) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield what keeps fields from having no value.

    What is assumed of a field may be set where its value is unset; its value may not.
    """
    said = {words.field for words in change.set_.get("stated", ())}
    table, _ = subject(change)
    needed = {field.name for field in written(KINDS[table]) if field.default is attrs.NOTHING}
    left_out = {*needed, identity, "assumed", "stated"}
    known = [field.name for field in written(KINDS[table]) if field.name not in left_out]
    for index, name in enumerate(change.unset):
        if name in needed:
            yield (*path, "unset", index), Misfit("AMD008", found=name)
        elif name in said or name in change.set_:
            yield (*path, "unset", index), Misfit("AMD010", found=cut(name))
        elif name not in known:
            meant = nearest(name, known)
            row = f"[[{table}]]"
            misfit = Misfit(
                "KEY001",
                found=cut(name),
                nearest=meant,
                known=() if meant else known,
                table_vi=row,
                table_en=row,
            )
            yield (*path, "unset", index), misfit


def _unknown(id: str, table: str, known: Iterable[str]) -> Misfit:
    known = list(known)
    meant = nearest(id, known)
    row = f"[[{table}]]" if table in TABLES else f"[{table}]"
    return Misfit("AMD006", found=cut(id), table=row, nearest=meant, known=() if meant else known)


learn(
    {AmendmentHeader: dated_hook, Amendment: dated_hook, Change: change_hook},
    (AmendmentStatus, Role),
)
