"""Who belongs to a group on a given day, through mergers and renames."""

from collections.abc import Mapping, Sequence
from datetime import date

from planrules.model.body import UNKNOWN, Follow, Group, Selector, Territory, Unit

Body = Unit | Group | Territory


def members_on(
    body: Unit | Group, on: date, bodies: Mapping[str, Body], units: Sequence[Unit]
) -> tuple[Unit, ...]:
    """Return the bodies of a group on a day, in the order of ``units``.

    Args:
        body: A group, or a unit, which stands for itself.
        on: The day.
        bodies: Everything that ids may name. Group cycles were refused on loading.
        units: All units, in the order in which the result is wanted.
    """
    found: set[str] = set()
    waiting: list[Unit | Group] = [body]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current.id in seen:
            continue
        seen.add(current.id)
        if isinstance(current, Unit):
            if current.exists_on(on):
                found.add(current.id)
        elif isinstance(current.members, Selector):
            found |= _selected(current.members, on, bodies, units)
        else:
            for id in current.members:
                member = bodies[id]
                if not isinstance(member, Territory):
                    waiting.append(member)
    return tuple(unit for unit in units if unit.id in found)


def _selected(
    selector: Selector, on: date, bodies: Mapping[str, Body], units: Sequence[Unit]
) -> set[str]:
    """Return the ids that a selector yields on a day."""
    chosen_on = on if selector.on is None else selector.on
    day = max(on, chosen_on)
    chosen = [
        unit for unit in units if unit.exists_on(chosen_on) and _matches(unit, selector, bodies)
    ]
    if selector.follow is Follow.NONE:
        return {unit.id for unit in chosen if unit.exists_on(day)}
    return {id for unit in chosen for id in holders_on(unit, day, bodies)}


def holders_on(unit: Unit, on: date, bodies: Mapping[str, Body]) -> set[str]:
    """Return the ids of the bodies that stand for ``unit`` on a day: itself, or who came after.

    Empty where it ended without a known successor.
    """
    found: set[str] = set()
    waiting = [unit]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current.id in seen:
            continue
        seen.add(current.id)
        if current.until is None or on <= current.until:
            found.add(current.id)
        elif current.successors is not None and current.successors != UNKNOWN:
            for id in current.successors:
                successor = bodies[id]
                if isinstance(successor, Unit):
                    waiting.append(successor)
    return found


def _matches(unit: Unit, selector: Selector, bodies: Mapping[str, Body]) -> bool:
    """Return whether the unit's area is of a wanted kind and lies in the wanted area."""
    area = bodies.get(unit.area) if unit.area is not None else None
    if not isinstance(area, Territory):
        return False
    if selector.kind and area.kind not in selector.kind:
        return False
    return selector.within is None or _lies_in(area, selector.within, bodies)


def _lies_in(area: Territory, within: str, bodies: Mapping[str, Body]) -> bool:
    """Return whether ``area`` is ``within`` or lies in it at any depth."""
    seen: set[str] = set()
    current: Body | None = area
    while isinstance(current, Territory) and current.id not in seen:
        if current.id == within:
            return True
        seen.add(current.id)
        current = bodies.get(current.within) if current.within is not None else None
    return False
