"""By which names a plan may mean a body, and in which rows the body then holds a role."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from planrules.errors import UnknownIdError
from planrules.model.body import Territory, Unit
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder


def names_of(plan: Plan, body: str, /, *, on: date) -> frozenset[str]:
    """Return every id by which a plan may mean a body on a day.

    That is its own, those of the groups that it is a member of on that day, and those of ended
    bodies that it stands for then.

    Args:
        plan: The plan.
        body: Id of a unit, or of a group, which has no name but its own.
        on: The day.

    Raises:
        UnknownIdError: If there is neither a unit nor a group with the id.
    """
    if isinstance(plan.body(body), Territory):
        raise UnknownIdError(body)
    groups = (
        group.id
        for group in plan.groups
        if any(unit.id == body for unit in plan.members(group.id, on=on))
    )
    before = (
        unit.id
        for unit in plan.units
        if unit.until is not None
        and unit.until < on
        and any(heir.id == body for heir in plan.standing_for(unit.id, on=on))
    )
    return frozenset({body, *groups, *before})


def bodies_of(plan: Plan, id: str, /, *, on: date) -> frozenset[str]:
    """Return the ids of the bodies that are asked for: a body itself, or the members of a group.

    Args:
        plan: The plan.
        id: Id of a unit, whether or not it exists, or of a group.
        on: The day on which bodies are members.

    Raises:
        UnknownIdError: If there is neither a unit nor a group with the id.
    """
    body = plan.body(id)
    if isinstance(body, Unit):
        return frozenset({id})
    return frozenset(unit.id for unit in plan.members(id, on=on))


def rows_held(plan: Plan, names: AbstractSet[str], /) -> frozenset[str]:
    """Return the ids of the rows in which any of the names holds a role.

    Of tasks every role counts, what they inherit from their heading included; of indicators and
    measures, who leads and who takes part.
    """
    return frozenset(
        id for id, holder in _holders(plan) if holder.who is not None and holder.who in names
    )


def _holders(plan: Plan) -> Iterator[tuple[str, Holder]]:
    for indicator in plan.indicators:
        yield from ((indicator.id, holder) for holder in indicator.lead)
    for measure in plan.measures:
        yield from ((measure.id, holder) for holder in (*measure.lead, *measure.coordinate))
    for task in plan.tasks:
        yield from ((task.id, held.holder) for held in plan.responsibilities(task))
