"""What ties a row or a body to others: relations, links, and the work that a body holds."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import attrs

from planrules.model.basis import Basis
from planrules.model.body import Group, Territory, Unit
from planrules.model.duration import Duration
from planrules.model.fields import LABEL
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.model.task import LinkType, Task
from planrules.reports.labels import ROLES, say
from planrules.reports.roles import responsibilities, role_data
from planrules.reports.values import lag_words, written_lag
from planrules.text import printable

Data = dict[str, Any]  # a piece of what JSON holds

_RELATIONS: Final = ("goal", "serves", "part_of", "fed_by", "oversees")
_LABELS: Final[dict[str, Text]] = {
    "goal": Text("đo mục tiêu", "measures the goal"),
    "serves": Text("phục vụ", "serves"),
    "part_of": Text("thuộc", "is part of"),
    "fed_by": Text("lấy số liệu từ", "is fed by"),
    "oversees": Text("theo dõi việc", "oversees"),
    "served_by": Text("được phục vụ bởi", "is served by"),
    "within": Text("thuộc", "belongs to"),
    "area": Text("phụ trách địa bàn", "is responsible for"),
    "member_of": Text("thành viên của nhóm", "is a member of"),
    "issuer": Text("ban hành", "issued"),
    "recipient": Text("nhận", "receives"),
    "scope": Text("thuộc phạm vi chỉ tiêu", "is in the scope of"),
    **{role.value: label for role, label in ROLES.items()},
    # Links are called what their fields are called.
    **{
        kind.value: Text(
            attrs.fields_dict(Task)[kind.value].metadata[LABEL], kind.value.replace("_", " ")
        )
        for kind in LinkType
    },
}
_ASSUMED: Final = Text("tạm tính: {reason}", "assumed: {reason}")
_VIA: Final = Text("qua nhóm “{group}”", "through the group “{group}”")
_ACTED_ON: Final = Text("là đối tượng {role}", "acted on: {role}")

#: By the ids that a body goes by on a day: the group through which it does, None for its own.
Ways = Mapping[str, str | None]


def ways(plan: Plan, body: Unit | Group, /, *, on: date) -> Ways:
    """Return the ids by which the plan names a body on a day: its own and those of its groups."""
    if isinstance(body, Unit):
        groups = [group.id for group in plan.groups if body in plan.members(group.id, on=on)]
    else:
        groups = []
        waiting = [body.id]
        while waiting:
            inner = waiting.pop()
            outer = [
                group.id
                for group in plan.groups
                if isinstance(group.members, tuple)
                and inner in group.members
                and group.id not in groups
            ]
            groups += outer
            waiting += outer
    return {body.id: None} | {id: id for id in groups}


def ties_of_row(plan: Plan, row: Row) -> Iterator[Data]:
    """Yield what a row names: relations, links with lag and assumption; and what serves it."""
    for name in _RELATIONS:
        value = getattr(row, name, None) or ()
        for id in (value,) if isinstance(value, str) else value:
            yield _tie(name, id, plan.row(id).title)
    if isinstance(row, Task):
        for kind, link in row.links():
            title = plan.row(link.task).title
            yield _tie(kind.value, link.task, title, lag=link.lag, assumed=link.assumed)
    for other in plan.serving(row.id):
        yield _tie("served_by", other.id, other.title)


def ties_of_body(plan: Plan, body: Unit | Group | Territory, named: Ways) -> Iterator[Data]:
    """Yield what a body belongs to, and what but tasks the plan names it for."""
    for name in ("within", "area"):
        id = getattr(body, name, None)
        if id is not None:
            yield _tie(name, id, plan.body(id).name)
    for via in named.values():
        if via is not None:
            yield _tie("member_of", via, plan.body(via).name)
    for relation, thing, who in _namings(plan):
        if who is not None and who in named:
            yield _tie(relation, thing.id, thing.title or thing.id, via=named[who])


def _namings(plan: Plan) -> Iterator[tuple[str, Plan | Basis | Row, str | None]]:
    """Yield everything but tasks and headings that names a body: as what, itself, and the body."""
    yield "issuer", plan, plan.issuer
    for recipient in plan.recipients:
        yield "recipient", plan, recipient.unit
    for basis in plan.bases:
        yield "issuer", basis, basis.issuer
    for indicator in plan.indicators:
        for id in indicator.scope:
            yield "scope", indicator, id
    for row in (*plan.indicators, *plan.measures):
        for held in responsibilities(plan, row):
            yield held.role.value, row, held.holder.who


def _tie(
    relation: str,
    id: str,
    title: str,
    *,
    lag: Duration | None = None,
    assumed: str | None = None,
    via: str | None = None,
) -> Data:
    return {
        "relation": relation,
        "id": id,
        "title": title,
        "lag": lag and written_lag(lag),
        "assumed": assumed,
        "via": via,
    }


def work(plan: Plan, named: Ways) -> Iterator[Data]:
    """Yield the tasks in which a body holds a role, or is acted on by who holds it."""
    for task in plan.tasks:
        for held in responsibilities(plan, task):
            for who in (held.holder.who, *held.holder.whom):
                if who is not None and who in named:
                    yield {
                        "id": task.id,
                        "clause": task.clause,
                        "title": task.title,
                        "role": held.role.value,
                        "via": named[who],
                        "acted_on": who in held.holder.whom,
                    }


def assignments_to(plan: Plan, named: Ways) -> Iterator[Data]:
    """Yield what headings assign to a body."""
    for assignment in plan.assignments:
        for held in responsibilities(plan, assignment):
            if held.holder.who in named:
                yield role_data(plan, held)


def tie_line(plan: Plan, tie: Data, language: str) -> str:
    """Return a relation as one line: *sau khi xong X, +5wd (thêm 5 ngày làm việc): tên việc*."""
    lag = f", {lag_words(Duration.from_text(tie['lag']), language)}" if tie["lag"] else ""
    title = printable(tie["title"])
    assumed = printable(tie["assumed"] or "")
    reason = f" ({say(_ASSUMED, language).format(reason=assumed)})" if assumed else ""
    label = say(_LABELS[tie["relation"]], language)
    return f"{label} {tie['id']}{lag}: {title}{_via(plan, tie, language)}{reason}"


def work_lines(plan: Plan, items: Iterable[Data], language: str) -> Iterator[str]:
    """Yield tasks with the parts that a body has in them, one line for each task."""
    for _, group in groupby(items, key=itemgetter("id")):
        held = list(group)
        first = held[0]
        title = f"{first['clause'] or ''} {printable(first['title'])} [{first['id']}]".lstrip()
        yield f"{title}: {', '.join(_part(plan, item, language) for item in held)}"


def _part(plan: Plan, item: Data, language: str) -> str:
    role = say(_LABELS[item["role"]], language)
    if item["acted_on"]:
        role = say(_ACTED_ON, language).format(role=role)
    return f"{role}{_via(plan, item, language)}"


def _via(plan: Plan, item: Data, language: str) -> str:
    if item["via"] is None:
        return ""
    group = printable(plan.body(item["via"]).called)
    return f" ({say(_VIA, language).format(group=group)})"
