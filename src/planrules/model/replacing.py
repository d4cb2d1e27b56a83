"""Other holders in the place of a body, wherever a role names it."""

from collections.abc import Collection, Container
from typing import Final

import attrs

from planrules.model.amendment import Replacement
from planrules.model.responsibility import Holder, Role
from planrules.model.row import Accountable, Assumption

#: Tables whose rows name holders of roles, and the fields that do.
HELD: Final[dict[str, tuple[str, ...]]] = {
    "task": tuple(role.value for role in Role),
    "measure": ("lead", "coordinate"),
    "indicator": ("lead",),
    "assignment": ("lead", "coordinate"),
}


def names_body(row: Accountable, fields: Collection[str], body: str) -> bool:
    """Return whether a row names a body in any role, as holder or as whom it acts on.

    Args:
        row: The row; what it assumes counts, too.
        fields: The fields that are looked at.
        body: Id of a unit or a group.
    """
    held = [getattr(row, field) for field in fields]
    held += (
        one.value for one in row.assumed if one.field in fields and isinstance(one.value, tuple)
    )
    return any(holder.who == body or body in holder.whom for some in held for holder in some)


def replaced(
    held: tuple[Holder, ...], replacement: Replacement, groups: Container[str]
) -> tuple[Holder, ...]:
    """Return holders with others in the place of a body; whom it acted on stays.

    A group in the place of a group whose members hold the role each on its own is held likewise.

    Args:
        held: The holders.
        replacement: Who takes whose place.
        groups: Ids of the groups of the plan.
    """
    found: list[Holder] = []
    for holder in (_toward(one, replacement) for one in held):
        if holder.who != replacement.unit:
            found.append(holder)
        else:
            for new in replacement.with_:
                each = new.each or (holder.each and new.who in groups)
                found.append(attrs.evolve(new, each=each, whom=new.whom or holder.whom))
    return tuple(dict.fromkeys(found))


def supposed(
    one: Assumption, fields: Container[str], replacement: Replacement, groups: Container[str]
) -> Assumption:
    """Return an assumption with others in the place of a body, where it is about holders.

    Args:
        one: The assumption.
        fields: The fields in which the body is replaced.
        replacement: Who takes whose place.
        groups: Ids of the groups of the plan.
    """
    if one.field not in fields or not isinstance(one.value, tuple):
        return one
    return attrs.evolve(one, value=replaced(one.value, replacement, groups))


def _toward(holder: Holder, replacement: Replacement) -> Holder:
    if replacement.unit not in holder.whom:
        return holder
    new = [one.who for one in replacement.with_ if one.who is not None]
    whom = [id for old in holder.whom for id in (new if old == replacement.unit else [old])]
    return attrs.evolve(holder, whom=tuple(dict.fromkeys(whom)))
