"""The tree of errors that cattrs raises, as misfits with their key paths."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from planrules.model.fields import key_of, written
from planrules.model.place import KeyPath
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.text import nearest


class UnknownField(ValueError):  # noqa: N818 - it is told as a fault, see Misfit
    """A key of ``assumed`` or ``stated`` that names no field."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Keep the name and those that would do."""
        super().__init__(name)
        self.name = name
        self.known = sorted(known)


def leaves(error: BaseException, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield the misfits at the ends of a tree of errors, each with its key path.

    Raises:
        BaseException: The first one in the tree that is no misfit: a mistake of ours.
    """
    if isinstance(error, ClassValidationError | IterableValidationError):
        for inner in error.exceptions:
            yield from leaves(inner, path + _step(inner))
    elif isinstance(error, Misfit):
        yield path, error
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [key_of(field.name) for field in written(error.cl)]
        for name in sorted(error.extra_fields):
            yield (*path, name), unknown_key(name, known, path)
    elif isinstance(error, UnknownField):
        yield path, unknown_key(error.name, error.known, path[:-1])
    elif isinstance(error, KeyError):
        yield path[:-1], Misfit("KEY002", expected=error.args[0], **_table_names(path[:-1]))
    else:  # pragma: no cover - a mistake of ours, which nothing in a file provokes
        raise error


def _step(error: BaseException) -> KeyPath:
    """Return the step that a note of cattrs adds to the path."""
    notes: list[AttributeValidationNote | IterableValidationNote] = getattr(error, "__notes__", [])
    if not notes:
        return ()
    (note,) = notes
    return (note.index if isinstance(note, IterableValidationNote) else key_of(note.name),)


#: Keys of nearly every table, which are not listed where a key is not known.
_EVERYWHERE = ("assumed", "stated", "note")


def unknown_key(name: str, known: Sequence[str], path: KeyPath) -> Misfit:
    """Return what is wrong with a key that a table does not know.

    Args:
        name: The key.
        known: Those that it knows.
        path: The way to the table.
    """
    meant = nearest(name, tuple(known))
    return Misfit(
        "KEY001",
        found=cut(name),
        nearest=meant,
        known=() if meant else [key for key in known if key not in _EVERYWHERE],
        **_table_names(path),
    )


def _table_names(path: KeyPath) -> dict[str, Any]:
    """Return a table as people write it, such as ``[[task]].assumed``, in both languages."""
    if not path:
        return {"table_vi": "tệp này", "table_en": "this file"}
    name, *rest = path
    head = f"[[{name}]]" if rest and isinstance(rest[0], int) else f"[{name}]"
    written = ".".join([head, *(part for part in rest if isinstance(part, str))])
    return {"table_vi": written, "table_en": written}
