"""Some fields of a thing, as amendments give them: the others are left as they are."""

from typing import Any, Final

import attrs

from planrules.model.fields import written
from planrules.source.tables import IDENTITY, ROWS


class _Absent:
    """Stands where a field is not given."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()
#: By class and table, the partial class.
_MADE: Final[dict[tuple[type, str], type[attrs.AttrsInstance]]] = {}
#: By partial class, the class whose fields it has.
_WHOLE: Final[dict[type, type]] = {}


def partial(kind: type[Any], table: str) -> type[attrs.AttrsInstance]:
    """Return the class of some fields of a ``kind``: none is needed, and none says which it is.

    Args:
        kind: A class of the model.
        table: The name of its table, ``plan`` for the header.
    """
    if (kind, table) in _MADE:
        return _MADE[kind, table]
    identity = IDENTITY.get(table, "id") if table in ROWS else "id"
    made: type[attrs.AttrsInstance] = attrs.make_class(
        f"Some{kind.__name__}",
        {
            field.name: attrs.field(type=field.type, default=ABSENT, metadata=field.metadata)
            for field in written(kind)
            if field.name != identity
        },
        frozen=True,
        kw_only=True,
        eq=False,
    )
    _WHOLE[made] = kind
    _MADE[kind, table] = made
    return made


def whole(kind: type) -> type:
    """Return the class whose fields a partial class has, else the class itself."""
    return _WHOLE.get(kind, kind)


def given(thing: attrs.AttrsInstance) -> dict[str, Any]:  # values of fields of every type
    """Return the fields that a partial thing gives, in the order of its class."""
    found = ((field.name, getattr(thing, field.name)) for field in attrs.fields(type(thing)))
    return {name: value for name, value in found if value is not ABSENT}
