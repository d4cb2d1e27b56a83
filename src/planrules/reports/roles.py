"""Who does what in a plan, as data and in words."""

from typing import Any

from planrules.model.assignment import Assignment
from planrules.model.ids import Slug
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.reports.labels import ROLES, say
from planrules.rules.labels import EACH
from planrules.text import printable

_INHERITED = Text("được giao thực hiện theo {heading}", "assigned by {heading}")
_WHOM = Text("đối với: {names}", "acting on: {names}")
#: Roles that indicators, measures and headings can name.
_NAMED = (Role.LEAD, Role.COORDINATE)


def responsibilities(plan: Plan, row: Row | Assignment, /) -> tuple[Responsibility, ...]:
    """Return who does what for a row or by a heading, what tasks inherit included."""
    if isinstance(row, Task):
        return plan.responsibilities(row)
    heading = row.clause if isinstance(row, Assignment) else None
    name = Slug(row.clause) if isinstance(row, Assignment) else row.id
    return tuple(
        Responsibility(name, role, holder, heading)
        for role in _NAMED
        for holder in getattr(row, role, ())
    )


def role_data(plan: Plan, responsibility: Responsibility) -> dict[str, Any]:
    """Return who does what as data."""
    return {
        "role": responsibility.role.value,
        **_holder_data(plan, responsibility.holder),
        "heading": responsibility.heading,
    }


def _holder_data(plan: Plan, holder: Holder) -> dict[str, Any]:
    return {
        "who": holder.who,
        "each": holder.each,
        "official": holder.official,
        "whom": list(holder.whom),
        "text": holder.text,
        "name": plan.body(holder.who).called if holder.who else holder.text,
    }


def role_line(plan: Plan, role: dict[str, Any], language: str) -> str:
    """Return who does what as one line."""
    heading = role["heading"]
    inherited = f" ({say(_INHERITED, language).format(heading=heading)})" if heading else ""
    return f"{_role_words(plan, role, language)}{inherited}"


def assignment_line(plan: Plan, role: dict[str, Any], language: str) -> str:
    """Return what a heading assigns as one line, the heading first."""
    return f"{role['heading']} {_role_words(plan, role, language)}"


def holder_words(plan: Plan, holder: Holder, language: str) -> str:
    """Return who holds a role in words, with the official and at whom the act is aimed."""
    return _who(plan, _holder_data(plan, holder), language)


def _role_words(plan: Plan, role: dict[str, Any], language: str) -> str:
    return f"{say(ROLES[Role(role['role'])], language)}: {_who(plan, role, language)}"


def _who(plan: Plan, holder: dict[str, Any], language: str) -> str:
    name = printable(holder["name"] or "")
    who = say(EACH, language).format(name=name) if holder["each"] else name
    if holder["official"]:
        who = f"{printable(holder['official'])}, {who}"
    if not holder["whom"]:
        return who
    names = tuple(printable(plan.body(id).called) for id in holder["whom"])
    return f"{who} ({say(_WHOM, language).format(names=shown(names, language))})"
