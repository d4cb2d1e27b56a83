"""What is only assumed, and by which words a field is stated: tables whose keys name fields."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, get_args

import attrs
from cattrs import AttributeValidationNote, ClassValidationError, Converter

from planrules.model.row import Assumption, Row, StatedWords
from planrules.source import misfit
from planrules.source.leaves import UnknownField

Hook = Callable[[Any, Any], Any]

#: Fields that say which row it is, or talk about the others: neither assumed nor stated elsewhere.
_APART = ("id", "clause", "quote", "assumed", "stated")
#: Of rows, what amendments set.
_AMENDED = ("since", "until", "end_reason")


Told = TypeVar("Told", Assumption, StatedWords)


def optional(kind: Any) -> Any:  # noqa: ANN401 - types are values here
    """Return ``X`` of ``X | None``; any other type as it is."""
    rest = [arg for arg in get_args(kind) if arg is not type(None)]
    return rest[0] if type(None) in get_args(kind) and len(rest) == 1 else kind


def fields_to_assume(kind: type) -> dict[str, Any]:
    """Return the fields of a class that may be assumed or stated, with their types."""
    apart = (*_APART, *_AMENDED) if issubclass(kind, Row) else _APART
    return {f.name: f.type for f in attrs.fields(kind) if f.name not in apart}


def _by_field(read: Callable[[str, object], Told], fields: Iterable[str], kind: type) -> Hook:
    """Return the hook of a table whose keys are names of fields of ``kind``."""
    known = frozenset(fields)

    def hook(value: object, _: object) -> tuple[Told, ...]:
        if type(value) is not dict:
            misfit.wrong_type(value, dict)
        made: list[Told] = []
        errors: list[Exception] = []
        for name, item in value.items():
            try:
                made.append(read(_known(name, known), item))
            except Exception as error:  # noqa: BLE001 - collected and walked by leaves
                error.add_note(AttributeValidationNote("", name, kind))
                errors.append(error)
        if errors:
            raise ClassValidationError("", errors, kind)
        return tuple(sorted(made, key=lambda item: item.field))

    return hook


def _known(name: str, known: frozenset[str]) -> str:
    if name not in known:
        raise UnknownField(name, known)
    return name


def assumed_hook(kind: type, converter: Converter) -> Hook:
    """Return the hook of ``assumed``: by field what is supposed, and why."""
    types = fields_to_assume(kind)

    def read(name: str, item: object) -> Assumption:
        table = _supposed(types[name])
        made = converter.get_structure_hook(table)(item, table)
        return Assumption(name, made.value, made.reason)

    return _by_field(read, types, kind)


@cache
def _supposed(kind: object) -> type:
    """Return the class of ``{ value, reason }`` for a field of the type ``kind``."""
    return attrs.make_class(
        "Supposed",
        {"value": attrs.field(type=optional(kind)), "reason": attrs.field(type=str)},
        frozen=True,
    )


def stated_hook(kind: type) -> Hook:
    """Return the hook of ``stated``: by field the words that state it."""

    def read(name: str, item: object) -> StatedWords:
        return StatedWords(name, misfit.text(item))

    return _by_field(read, fields_to_assume(kind), kind)
