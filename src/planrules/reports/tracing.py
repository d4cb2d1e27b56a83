"""Why something stands in a plan: its words, its basis, who was assigned it and how."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import attrs

from planrules.assessment import Assessment
from planrules.errors import UnknownIdError
from planrules.model.body import Territory, Unit
from planrules.model.fields import LABEL
from planrules.model.finding import Severity
from planrules.model.goal import Goal, Indicator
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.recurrence import Recurrence
from planrules.model.responsibility import Role
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.reports.data import finding_data
from planrules.reports.labels import KINDS, ROLES, SEVERITIES, say, spelled
from planrules.reports.outline import role_data, role_line
from planrules.reports.text import Style, plain
from planrules.source.places import Places
from planrules.text import nearest, printable

#: Relations of rows, and what each is called.
_RELATIONS = {
    "goal": Text("đo mục tiêu", "measures the goal"),
    "serves": Text("phục vụ", "serves"),
    "part_of": Text("thuộc", "is part of"),
    "fed_by": Text("lấy số liệu từ", "is fed by"),
    "oversees": Text("theo dõi việc", "oversees"),
}
_HEADINGS = {
    "clause": Text("Văn bản", "Text"),
    "roles": Text("Phân công", "Roles"),
    "relations": Text("Liên hệ", "Relations"),
    "time": Text("Thời gian", "Time"),
    "assumed": Text("Tạm tính", "Assumed"),
    "stated": Text("Lời văn nêu", "Stated by the words"),
    "basis": Text("Căn cứ", "Basis"),
    "tasks": Text("Nhiệm vụ", "Tasks"),
    "rows": Text("Các dòng trích mục này", "Rows that cite it"),
    "findings": Text("Nội dung cần rà soát", "Findings"),
    "note": Text("Ghi chú", "Note"),
    "succession": Text("Thời gian hoạt động", "Existence"),
}
_UNSTATED_TIME = Text("văn bản không nêu", "the document states none")
_SERVED_BY = Text("được phục vụ bởi", "is served by")
_UNKNOWN = Text("chưa xác định", "not known")
_NONE = Text("không có", "none")
_FROM_TO = Text(
    "từ {since} đến {until}; cơ quan kế tiếp: {after}", "from {since} to {until}; after it: {after}"
)
_TIME = (
    "not_before",
    "due",
    "duration",
    "on",
    "every",
    "first",
    "window",
    "due_after_close",
    "day_off",
    "by",
    "starts_on",
    "ends_on",
)


def trace_data(assessment: Assessment, id: str, *, language: str) -> dict[str, Any]:
    """Return why something stands in a plan and where its dates come from, as data.

    Args:
        assessment: The plan, assessed.
        id: Id of a row, a body or the plan, number of a basis, or address of a clause.
        language: Language of messages.

    Raises:
        UnknownIdError: If nothing bears the id; with the nearest that exists.
    """
    plan = assessment.plan
    kind, thing = _find(plan, id)
    clause = id if kind == "clause" else getattr(thing, "clause", None)
    about = {id, *(row.id for row in plan.at(id))} if kind == "clause" else {id}
    places = Places(plan.origin) if plan.origin else None
    place = places.place(kind, id) if places and kind != "clause" else None
    return {
        "kind": kind,
        "id": id,
        "title": getattr(thing, "title", None) or getattr(thing, "name", None),
        "location": place and {"file": place.file, "line": place.line, "column": place.column},
        "clause": _clause_data(plan, clause, getattr(thing, "quote", None)),
        "roles": [role_data(plan, r) for r in plan.responsibilities(thing)]
        if isinstance(thing, Task)
        else [],
        "relations": _relations(plan, thing),
        "time": {
            name: _written(value)
            for name in _TIME
            if (value := getattr(thing, name, None)) is not None
        },
        "assumed": [
            {"field": a.field, "value": _written(a.value), "reason": a.reason}
            for a in getattr(thing, "assumed", ())
        ],
        "stated": {words.field: words.words for words in getattr(thing, "stated", ())},
        "succession": _succession(thing),
        "basis": [
            {
                "id": basis.id,
                "title": basis.title,
                "issued_on": basis.issued_on and str(basis.issued_on),
                "implements": list(basis.implements),
            }
            for basis in plan.bases
        ],
        "rows": [row.id for row in plan.at(id)] if kind == "clause" else [],
        "tasks": [
            {"id": task.id, "clause": task.clause, "title": task.title, "role": r.role.value}
            for task in plan.tasks
            for r in plan.responsibilities(task)
            if kind in {"unit", "group"} and r.holder.who == id
        ],
        "note": getattr(thing, "note", None),
        "findings": [
            finding_data(finding, language=language)
            for finding in assessment.findings
            if finding.subject.id in about
            or finding.key == id
            or about.intersection(finding.covers)
        ],
    }


def _find(plan: Plan, id: str) -> tuple[str, object]:
    """Return what bears an id, with its kind."""
    if id == plan.id:
        return "plan", plan
    rows: dict[str, Row] = {row.id: row for row in plan.rows()}
    if id in rows:
        return type(rows[id]).__name__.lower(), rows[id]
    with suppress(UnknownIdError):
        body = plan.body(id)
        return type(body).__name__.lower(), body
    for basis in plan.bases:
        if basis.id == id:
            return "basis", basis
    clauses = {row.clause: row.clause for row in plan.rows() if row.clause}
    clauses |= {c.address: c.address for c in (plan.text.clauses if plan.text else ())}
    if id in clauses:
        return "clause", plan.text.clause(id) if plan.text else None
    bodies = [*(unit.id for unit in plan.units), *(group.id for group in plan.groups)]
    known = [*rows, *bodies, *(basis.id for basis in plan.bases), *clauses]
    raise UnknownIdError(id, nearest(id, known))


def _clause_data(plan: Plan, address: str | None, quote: str | None) -> dict[str, Any] | None:
    if address is None:
        return None
    clause = plan.text.clause(address) if plan.text else None
    heading = plan.heading_over(address)
    return {
        "address": address,
        "spelled": spelled(address, plan.text),
        "text": clause and clause.text,
        "quote": quote,
        "heading": heading and heading.clause,
        "location": clause
        and plan.text
        and {"file": plan.text.file, "line": clause.line, "column": clause.column},
    }


def _relations(plan: Plan, thing: object) -> list[dict[str, Any]]:
    if not isinstance(thing, Row):
        return []
    found = []
    for name in _RELATIONS:
        value = getattr(thing, name, None) or ()
        ids = (value,) if isinstance(value, str) else value
        found += [{"relation": name, "id": id, "title": plan.row(id).title} for id in ids]
    if isinstance(thing, Task):
        found += [
            {"relation": kind.value, "id": link.task, "title": plan.row(link.task).title}
            for kind, link in thing.links()
        ]
    found += [
        {"relation": "served_by", "id": row.id, "title": row.title}
        for row in plan.serving(thing.id)
    ]
    return found


def _succession(thing: object) -> dict[str, Any] | None:
    if not isinstance(thing, Unit | Territory):
        return None
    after = thing.successors
    return {
        "since": thing.since and thing.since.isoformat(),
        "until": thing.until and thing.until.isoformat(),
        "successors": after if after is None or isinstance(after, str) else list(after),
    }


def _written(value: object) -> str:
    """Return a value of time as it is written in TOML."""
    if isinstance(value, Recurrence):
        return value.rrule or ", ".join(value.rhythms) or "unstated"
    return str(value)


def trace_lines(
    assessment: Assessment, id: str, *, language: str, style: Style = plain
) -> Iterator[str]:
    """Yield the same as lines for people.

    Raises:
        UnknownIdError: If nothing bears the id.
    """
    data = trace_data(assessment, id, language=language)
    head = f"{say(KINDS[data['kind']], language)} {id}"
    yield style(f"{head}: {printable(data['title'])}" if data["title"] else head, "title")
    if data["location"]:
        yield style("  {file}:{line}:{column}".format(**data["location"]), "place")
    for name, lines in _parts(assessment, data, language):
        if lines:
            yield style(say(_HEADINGS[name], language), "title")
            for line in lines:
                yield f"  {line}"


def _parts(
    assessment: Assessment, data: dict[str, Any], language: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of a trace, each as its heading and its lines."""
    if data["clause"]:
        clause = data["clause"]
        where = clause["address"]
        if clause["spelled"] != where:
            where = f"{where} ({clause['spelled']})"
        words = clause["quote"] or clause["text"]
        yield "clause", [where, *([f"“{printable(words)}”"] if words else [])]
    yield (
        "tasks",
        [
            f"{task['clause'] or ''} {printable(task['title'])} [{task['id']}]: "
            f"{say(ROLES[Role(task['role'])], language)}".lstrip()
            for task in data["tasks"]
        ],
    )
    yield "rows", [f"{id}: {printable(assessment.plan.row(id).title)}" for id in data["rows"]]
    yield "roles", [role_line(role, language) for role in data["roles"]]
    yield "relations", [_relation_line(relation, language) for relation in data["relations"]]
    times = [f"{_label(name, language)}: {value}" for name, value in data["time"].items()]
    if data["kind"] == "task" and not times:
        times = [say(_UNSTATED_TIME, language)]
    yield "time", times
    yield (
        "assumed",
        [
            f"{_label(item['field'], language)}: {item['value']} ({printable(item['reason'])})"
            for item in data["assumed"]
        ],
    )
    yield (
        "stated",
        [
            f"{_label(name, language)}: “{printable(words)}”"
            for name, words in data["stated"].items()
        ],
    )
    if data["succession"]:
        yield "succession", [_succession_line(data["succession"], language)]
    yield "basis", [" → ".join([basis["id"], *basis["implements"]]) for basis in data["basis"]]
    yield "note", [printable(data["note"])] if data["note"] else []
    yield (
        "findings",
        [
            f"{say(SEVERITIES[Severity(finding['severity'])], language)} {finding['code']}: "
            f"{printable(finding['message'])}"
            for finding in data["findings"]
        ],
    )


def _label(field: str, language: str) -> str:
    """Return what people call a field; in English it is called as it is written."""
    if language != "vi":
        return field
    labels = {
        attribute.name: attribute.metadata.get(LABEL, attribute.name)
        for kind in (Plan, Task, Indicator, Goal)
        for attribute in attrs.fields(kind)
    }
    return f"{labels.get(field, field)} ({field})"


def _relation_line(relation: dict[str, Any], language: str) -> str:
    name = relation["relation"]
    label = _SERVED_BY if name == "served_by" else _RELATIONS.get(name)
    words = say(label, language) if label else name
    return f"{words} {relation['id']}: {printable(relation['title'])}"


def _succession_line(succession: dict[str, Any], language: str) -> str:
    after = succession["successors"]
    if after is None or after == "unknown":
        words = say(_UNKNOWN, language)
    else:
        words = ", ".join(after) or say(_NONE, language)
    since = succession["since"] or "…"
    until = succession["until"] or "…"
    return say(_FROM_TO, language).format(since=since, until=until, after=words)
