"""Which bodies and groups a row or a heading names, and as what."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from planrules.model.assignment import Assignment
from planrules.model.goal import Indicator, Measure
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.task import Task

#: What names bodies: rows with holders …
TakingRow = Indicator | Measure | Task
#: … and headings.
Taking = TakingRow | Assignment


class Capacity(StrEnum):
    """As what a body is named."""

    HOLDER = "holder"
    RECEIVER = "receiver"
    ADDRESSEE = "addressee"
    SCOPE = "scope"


@attrs.frozen
class Part:
    """A body or group and as what it is named.

    Attributes:
        who: Its id.
        capacity: As what: it acts, receives, is acted upon, or reports on an indicator.
        at: The way from the row to where it is named; empty where a heading names it.
    """

    who: str
    capacity: Capacity
    at: tuple[str | int, ...] = ()


def parts_of(thing: Taking, responsibilities: Iterable[Responsibility] = ()) -> Iterator[Part]:
    """Yield who takes part: holders, then those at whom their acts are aimed, then the scope.

    Args:
        thing: A row or a heading.
        responsibilities: Of a task, who does what in it, its heading's assignment included.
    """
    aimed = []
    for role, holder, at in _held(thing, responsibilities):
        if holder.who is not None:
            capacity = Capacity.RECEIVER if role is Role.RECEIVE else Capacity.HOLDER
            yield Part(holder.who, capacity, at)
        aimed += [
            Part(who, Capacity.ADDRESSEE, (*at, "whom", index) if at else ())
            for index, who in enumerate(holder.whom)
        ]
    yield from aimed
    if isinstance(thing, Indicator):
        for index, who in enumerate(thing.scope):
            yield Part(who, Capacity.SCOPE, ("scope", index))


def _held(
    thing: Taking, responsibilities: Iterable[Responsibility]
) -> Iterator[tuple[Role, Holder, tuple[str | int, ...]]]:
    """Yield roles, who holds them, and the way from the row to where that is said."""
    if isinstance(thing, Task):
        for given in responsibilities:
            holders = thing.holders(given.role)
            at = () if given.heading else (given.role, holders.index(given.holder))
            yield given.role, given.holder, at
        return
    for role in (Role.LEAD, Role.COORDINATE):
        for index, holder in enumerate(getattr(thing, role, ())):
            yield role, holder, (role, index)
