"""A plan from its goals down to its bodies, as data and as a tree of lines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from planrules.model.body import Unit
from planrules.model.goal import Goal
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.model.what_if import what_if_lines
from planrules.reports.labels import KINDS, field_label, say
from planrules.reports.roles import role_data, role_line
from planrules.reports.text import Style, plain
from planrules.reports.values import times, worded, written
from planrules.reports.what_if import what_if_data
from planrules.text import printable

_MEMBERS = Text("{count} cơ quan vào ngày {day}", "{count} bodies on {day}")
_SERVING_NOTHING = Text("Chưa gắn với mục tiêu nào", "Serving no goal")
_BODIES = Text("Cơ quan, đơn vị", "Bodies")
_ENDED = Text("kết thúc {day}", "ended {day}")
_TASK_COUNT = Text("{count} nhiệm vụ", "tasks: {count}")
_AGAIN = Text("(đã nêu ở trên)", "(shown above)")
#: Deepest indentation; deeper rows stand below each other.
_DEEPEST = 20


@attrs.frozen
class Step:
    """One row of the outline.

    Attributes:
        row: The row.
        depth: How deep it stands: 0 for goals.
        again: Whether it was shown with what serves it before.
        is_apart: Whether it serves nothing that the plan has.
    """

    row: Row
    depth: int
    again: bool = False
    is_apart: bool = False


def walk(plan: Plan) -> Iterator[Step]:
    """Yield goals, under each what serves it, and last what serves nothing.

    What serves several rows stands under each of them, but what serves it only the first time:
    the outline is linear in rows and relations, however they are knotted.
    """
    reached: set[str] = set()
    for root in plan.rows():
        if root.id in reached:
            continue
        is_apart = not isinstance(root, Goal)
        waiting = [(root, 0)]
        while waiting:
            row, depth = waiting.pop()
            again = row.id in reached
            yield Step(row, depth, again, is_apart)
            if not again:
                reached.add(row.id)
                below = plan.serving(row.id)
                waiting += [(other, depth + 1) for other in reversed(below)]


def outline_data(plan: Plan, *, as_of: date) -> dict[str, Any]:
    """Return the outline as data: rows from above to below, with their depth."""
    tasks_of = _tasks_of(plan)
    return {
        "plan": plan.id,
        "title": plan.title,
        "as_of": as_of.isoformat(),
        **what_if_data(plan),
        "rows": [_row_data(plan, step) for step in walk(plan)],
        "units": [
            {
                "id": unit.id,
                "name": unit.name,
                "exists": unit.exists_on(as_of),
                "until": unit.until and unit.until.isoformat(),
                "tasks": tasks_of[unit.id],
            }
            for unit in plan.units
            if unit.id in tasks_of
        ],
        "groups": [
            {
                "id": group.id,
                "name": group.name,
                "members": [unit.id for unit in plan.members(group.id, on=as_of)],
                "tasks": tasks_of.get(group.id, []),
            }
            for group in plan.groups
        ],
    }


def _row_data(plan: Plan, step: Step) -> dict[str, Any]:
    row = step.row
    data: dict[str, Any] = {
        "kind": type(row).__name__.lower(),
        "id": row.id,
        "clause": row.clause,
        "title": row.title,
        "depth": step.depth,
        "again": step.again,
        "apart": step.is_apart,
    }
    if not step.again:
        data["time"] = {name: written(value) for name, value in times(row).items()}
        if isinstance(row, Task):
            data["roles"] = [role_data(plan, r) for r in plan.responsibilities(row)]
    return data


def _tasks_of(plan: Plan) -> dict[str, list[str]]:
    """Return by body and group the tasks in which it holds a role."""
    found: dict[str, dict[str, None]] = {}
    for task in plan.tasks:
        for responsibility in plan.responsibilities(task):
            if responsibility.holder.who is not None:
                found.setdefault(responsibility.holder.who, {})[task.id] = None
    return {who: list(tasks) for who, tasks in found.items()}


def outline_lines(plan: Plan, *, as_of: date, language: str, style: Style = plain) -> Iterator[str]:
    """Yield the outline as a tree of lines."""
    data = outline_data(plan, as_of=as_of)
    yield style(printable(plan.title), "title")
    yield from what_if_lines(plan, language)
    was_apart = False
    for row in data["rows"]:
        if row["depth"] == 0 and not was_apart:
            yield ""
        if row["apart"] and not was_apart:
            yield style(say(_SERVING_NOTHING, language), "title")
        was_apart = row["apart"]
        yield from _row_lines(plan, row, language, style)
    yield ""
    yield style(say(_BODIES, language), "title")
    for unit in data["units"]:
        body = plan.body(unit["id"])
        until = body.until if isinstance(body, Unit) else None
        ended = f" ({say(_ENDED, language).format(day=shown(until, language))})" if until else ""
        count = say(_TASK_COUNT, language).format(count=len(unit["tasks"]))
        yield f"  {printable(unit['name'])}{ended}: {count}"
    for group in data["groups"]:
        members = say(_MEMBERS, language).format(
            count=len(group["members"]), day=shown(as_of, language)
        )
        count = say(_TASK_COUNT, language).format(count=len(group["tasks"]))
        yield f"  {printable(group['name'])} ({members}): {count}"


def _row_lines(plan: Plan, row: dict[str, Any], language: str, style: Style) -> Iterator[str]:
    indent = "  " * min(row["depth"] + row["apart"], _DEEPEST)
    clause = f"{row['clause']} " if row["clause"] else ""
    kind = style(f"[{say(KINDS[row['kind']], language)} {row['id']}]", "faint")
    until = plan.row(row["id"]).until
    ended = f" ({say(_ENDED, language).format(day=shown(until, language))})" if until else ""
    again = f" {say(_AGAIN, language)}" if row["again"] else ""
    yield f"{indent}{clause}{printable(row['title'])} {kind}{ended}{again}"
    if row.get("time"):
        thing = plan.row(row["id"])
        said = (
            f"{field_label(type(thing), name, language)}: {worded(plan, value, language)}"
            for name, value in times(thing).items()
        )
        yield f"{indent}    {'; '.join(said)}"
    for role in row.get("roles", ()):
        yield f"{indent}    {role_line(plan, role, language)}"
