"""What bears an id: rows, bodies, documents, clauses and the plan itself may share one."""

from collections.abc import Iterator
from contextlib import suppress

import attrs

from planrules.errors import UnknownIdError
from planrules.model.plan import Plan
from planrules.text import nearest


@attrs.frozen(eq=False)
class Thing:
    """Something that bears an id.

    Attributes:
        kind: ``plan``, ``task``, ``unit``, ``basis``, ``clause``, … .
        id: The id of a row, a body or the plan, the number of a basis, the address of a clause.
        value: The thing; None for a clause of a document that is not there.
    """

    kind: str
    id: str
    value: object


def things(plan: Plan, id: str, /) -> tuple[Thing, ...]:
    """Return everything that bears an id: the plan, then rows, bodies, documents, clauses.

    Raises:
        UnknownIdError: If nothing bears it; with the nearest that something does.
    """
    found = tuple(_bearing(plan, id))
    if not found:
        raise UnknownIdError(id, nearest(id, _ids(plan)))
    return found


def lies_at(address: str | None, heading: str) -> bool:
    """Return whether an address is a heading or lies below it."""
    return address is not None and (address == heading or address.startswith(f"{heading}."))


def _bearing(plan: Plan, id: str) -> Iterator[Thing]:
    if id == plan.id:
        yield Thing("plan", id, plan)
    for look_up in (plan.row, plan.body):
        with suppress(UnknownIdError):
            value: object = look_up(id)
            yield Thing(type(value).__name__.lower(), id, value)
    for basis in plan.bases:
        if basis.id == id:
            yield Thing("basis", id, basis)
    if any(lies_at(address, id) for address in _addresses(plan)):
        yield Thing("clause", id, plan.text.clause(id) if plan.text else None)


def _addresses(plan: Plan) -> Iterator[str]:
    """Yield the addresses of the document, and those that anything cites."""
    if plan.text is not None:
        yield from (clause.address for clause in plan.text.clauses)
    for cited in (
        *(row.clause for row in plan.rows()),
        *(basis.clause for basis in plan.bases),
        *(assignment.clause for assignment in plan.assignments),
        *(left.clause for left in plan.not_modelled),
    ):
        if cited is not None:
            yield cited


def _ids(plan: Plan) -> Iterator[str]:
    yield plan.id
    yield from (row.id for row in plan.rows())
    for bodies in (plan.units, plan.groups, plan.territories):
        yield from (body.id for body in bodies)
    yield from (basis.id for basis in plan.bases)
    yield from _addresses(plan)
