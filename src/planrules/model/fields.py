"""What a field of the model says about itself: its label, its meaning and what it refers to.

The JSON Schema, the reference check and the messages are all derived from this one description.
"""

from typing import Any

import attrs

#: Keys of ``attrs.Attribute.metadata``.
LABEL = "label"
DOC = "doc"
REFERS = "refers"


def described(
    label: str,
    doc: str,
    /,
    *,
    default: Any = attrs.NOTHING,  # noqa: ANN401 - any default of any field
    refers: tuple[str, ...] = (),
    eq: bool = True,
    repr: bool = True,  # noqa: A002 - attrs' own word
) -> Any:  # noqa: ANN401 - attrs.field is declared so, and the annotation of the field rules
    """Return an attrs field that describes itself.

    Args:
        label: The Vietnamese name of the field, as printed in messages.
        doc: One English sentence: shape, unit, inclusiveness.
        default: The value where the file gives none; without one the field is required.
        refers: Kinds of things that the field's ids may name (``task``, ``unit``, …).
        eq: Whether the field takes part in equality and hashing.
        repr: Whether the field shows in ``repr``.
    """
    metadata = {LABEL: label, DOC: doc, REFERS: refers}
    return attrs.field(default=default, metadata=metadata, eq=eq, repr=repr)


def key_of(name: str, /) -> str:
    """Return the key that a field stands under in files.

    A field whose key is a word of Python, such as ``for``, has an underscore behind it.
    """
    return name.rstrip("_")


def written(kind: type[attrs.AttrsInstance], /) -> tuple["attrs.Attribute[Any]", ...]:
    """Return the fields of a class that stand in files; the others are filled by the reader."""
    return tuple(
        field
        for field in attrs.fields(kind)
        if LABEL in field.metadata or field.default is attrs.NOTHING
    )
