"""Who belongs to a group on a given day, through mergers and renames."""

from collections.abc import Mapping, Sequence
from datetime import date

from planrules.model.body import UNKNOWN, Follow, Group, Selector, Territory, Unit

Body = Unit | Group | Territory


def members_on(
    body: Unit | Group, on: date, bodies: Mapping[str, Body], units: Sequence[Unit]
) -> set[str]:
    """Return the ids of the bodies of a group on a day.

    A body that a group names or chooses is followed into its successors, unless the group's
    selector says otherwise.

    Args:
        body: A group, or a unit, which stands for itself alone.
        on: The day.
        bodies: Everything that ids may name. Group cycles were refused on loading.
        units: All units, of which a selector chooses.
    """
    if isinstance(body, Unit):
        return {body.id} if body.exists_on(on) else set()
    found: set[str] = set()
    waiting = [body]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current.id in seen:
            continue
        seen.add(current.id)
        if isinstance(current.members, Selector):
            found |= _selected(current.members, on, bodies, units)
            continue
        for member in map(bodies.__getitem__, current.members):
            if isinstance(member, Group):
                waiting.append(member)
            elif isinstance(member, Unit):
                found |= holders_on(member, on, bodies)
    return found


def holders_on(unit: Unit, on: date, bodies: Mapping[str, Body]) -> set[str]:
    """Return the ids of the bodies that stand for ``unit`` on a day: itself, or who came after.

    Empty before it begins, where it ended without a known successor, and in a gap between its end
    and its successor's beginning.
    """
    found: set[str] = set()
    waiting = [unit]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current.id in seen:
            continue
        seen.add(current.id)
        if current.exists_on(on):
            found.add(current.id)
        elif current.until is not None and current.until < on:
            after = current.successors
            if after is not None and after != UNKNOWN:
                heirs = map(bodies.__getitem__, after)
                waiting += [heir for heir in heirs if isinstance(heir, Unit)]
    return found


def _selected(
    selector: Selector, on: date, bodies: Mapping[str, Body], units: Sequence[Unit]
) -> set[str]:
    """Return the ids that a selector yields on a day."""
    chosen_on = on if selector.on is None else selector.on
    areas = _areas(selector, bodies)
    chosen = [unit for unit in units if unit.area in areas and unit.exists_on(chosen_on)]
    if selector.follow is Follow.NONE:
        return {unit.id for unit in chosen if unit.exists_on(on)}
    return {id for unit in chosen for id in holders_on(unit, on, bodies)}


def _areas(selector: Selector, bodies: Mapping[str, Body]) -> set[str]:
    """Return the areas of the wanted kinds that are, or lie in, the wanted area."""
    territories = [body for body in bodies.values() if isinstance(body, Territory)]
    inside: dict[str, bool] = {} if selector.within is None else {selector.within: True}
    for territory in territories:
        way: list[str] = []
        current: str | None = territory.id
        while current is not None and current not in inside:
            way.append(current)
            inside[current] = False  # until the way up says otherwise: a ring leads nowhere
            above = bodies[current]
            current = above.within if isinstance(above, Territory) else None
        inside |= dict.fromkeys(way, current is not None and inside[current])
    return {
        territory.id
        for territory in territories
        if (selector.within is None or inside[territory.id])
        and (not selector.kind or territory.kind in selector.kind)
    }
