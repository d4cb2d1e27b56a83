"""Why something stands in a plan: its words, its basis, who was assigned it and how."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from planrules.assessment import Assessment
from planrules.model.body import UNKNOWN, Group, Lasting, Territory, Unit
from planrules.model.finding import Finding, Severity
from planrules.model.message import Text, shown
from planrules.model.place import Place
from planrules.model.plan import Plan
from planrules.model.row import Accountable, Row
from planrules.model.task import Task, TaskKind
from planrules.model.what_if import what_if_lines
from planrules.reports.amendments import amended_data, amended_lines
from planrules.reports.data import finding_data
from planrules.reports.dates import dates_data, dates_lines
from planrules.reports.labels import KINDS, SEVERITIES, field_label, say, spelled
from planrules.reports.roles import assignment_line, responsibilities, role_data, role_line
from planrules.reports.text import Style, plain
from planrules.reports.things import Thing, lies_at, things
from planrules.reports.ties import (
    assignments_to,
    tie_line,
    ties_of_body,
    ties_of_row,
    ways,
    work,
    work_lines,
)
from planrules.reports.values import times, worded, written
from planrules.reports.what_if import what_if_data
from planrules.source.places import Places
from planrules.text import printable

_HEADINGS: Final[dict[str, Text]] = {
    "clause": Text("Văn bản", "Text"),
    "tasks": Text("Nhiệm vụ", "Tasks"),
    "assignments": Text("Phân công theo đề mục", "Assigned by headings"),
    "rows": Text("Các nội dung dẫn mục này", "Rows that cite it"),
    "not_modelled": Text("Nội dung không đưa vào theo dõi", "Not modelled"),
    "cites": Text("Văn bản được viện dẫn", "Documents cited"),
    "roles": Text("Phân công", "Roles"),
    "relations": Text("Liên hệ", "Relations"),
    "time": Text("Thời gian", "Time"),
    "dates": Text("Các ngày tính ra", "Dates that follow"),
    "assumed": Text("Tạm tính", "Assumed"),
    "stated": Text("Văn bản nêu", "Stated by the words"),
    "succession": Text("Thời gian hoạt động", "Existence"),
    "amended": Text("Sửa đổi, bổ sung", "Amended"),
    "basis": Text("Căn cứ", "Basis"),
    "note": Text("Ghi chú", "Note"),
    "findings": Text("Nội dung cần rà soát", "Findings"),
}
_UNSTATED_TIME = Text("văn bản không nêu", "the document states none")
_UNKNOWN = Text("chưa xác định", "not known")
_NONE = Text("không có", "none")
_SINCE = Text("từ {day}", "from {day}")
_UNTIL = Text("đến {day}", "to {day}")
_AFTER = {
    "unit": Text("cơ quan kế tiếp: {after}", "after it: {after}"),
    "territory": Text("địa bàn kế tiếp: {after}", "after it: {after}"),
}


def trace_data(assessment: Assessment, thing: Thing, *, language: str) -> dict[str, Any]:
    """Return why something stands in a plan and where its dates come from, as data.

    Args:
        assessment: The plan, assessed.
        thing: What bears the id that was asked for.
        language: Language of messages.
    """
    plan, value = assessment.plan, thing.value
    is_clause = thing.kind == "clause"
    address = thing.id if is_clause else getattr(value, "clause", None)
    rows = [row for row in plan.rows() if lies_at(row.clause, thing.id)] if is_clause else []
    place = _place(plan, thing)
    data: dict[str, Any] = {
        "kind": thing.kind,
        "id": thing.id,
        **what_if_data(plan),
        "also": [
            {"kind": other.kind, "id": other.id}
            for other in things(plan, thing.id)
            if other.kind != thing.kind
        ],
        "title": getattr(value, "title", None) or getattr(value, "name", None),
        "location": place and {"file": place.file, "line": place.line, "column": place.column},
        "clause": _clause_data(plan, address, getattr(value, "quote", None), language),
        "roles": [role_data(plan, held) for held in responsibilities(plan, value)]
        if isinstance(value, Row)
        else [],
        "relations": list(ties_of_row(plan, value)) if isinstance(value, Row) else [],
        "time": {name: written(part) for name, part in times(value).items()},
        "assumed": [
            {"field": a.field, "value": written(a.value), "reason": a.reason}
            for a in getattr(value, "assumed", ())
        ],
        "stated": {words.field: words.words for words in getattr(value, "stated", ())},
        "succession": _succession(value),
        "amended": amended_data(plan, thing),
        "basis": [
            {
                "id": basis.id,
                "title": basis.title,
                "issued_on": basis.issued_on and str(basis.issued_on),
                "implements": list(basis.implements),
            }
            for basis in plan.bases
        ],
        "rows": [row.id for row in rows],
        "assignments": [],
        "not_modelled": [],
        "cites": [],
        "tasks": [],
        "dates": None,
        "note": getattr(value, "note", None),
        "findings": [
            finding_data(finding, language=language)
            for finding in _findings(assessment, thing, rows)
        ],
    }
    if isinstance(value, Task):
        data["dates"] = dates_data(assessment, value)
    if is_clause:
        data |= _under(plan, thing.id)
    elif isinstance(value, Unit | Group | Territory):
        named = {} if isinstance(value, Territory) else ways(plan, value, on=assessment.as_of)
        data["relations"] = list(ties_of_body(plan, value, named))
        data["tasks"] = list(work(plan, named))
        data["assignments"] = list(assignments_to(plan, named))
    return data


def _place(plan: Plan, thing: Thing) -> Place | None:
    """Return where a thing stands in the plan's files: for a clause, where a heading assigns it."""
    if plan.origin is None:
        return None
    if thing.kind != "clause":
        return Places(plan.origin).place(thing.kind, thing.id)
    if all(assignment.clause != thing.id for assignment in plan.assignments):
        return None
    return Places(plan.origin).place("assignment", thing.id)


def _clause_data(
    plan: Plan, address: str | None, quote: str | None, language: str
) -> dict[str, Any] | None:
    if address is None:
        return None
    clause = plan.text.clause(address) if plan.text else None
    heading = plan.heading_over(address)
    return {
        "address": address,
        "spelled": spelled(address, plan.text, language),
        "text": clause and clause.text,
        "quote": quote,
        "heading": heading and heading.clause,
        "location": clause
        and plan.text
        and {"file": plan.text.file, "line": clause.line, "column": clause.column},
    }


def _under(plan: Plan, address: str) -> dict[str, Any]:
    """Return what but rows cites a clause or what lies below it, and what its headings assign."""
    over = plan.heading_over(address)
    return {
        "assignments": [
            role_data(plan, held)
            for assignment in plan.assignments
            if assignment is over or lies_at(assignment.clause, address)
            for held in responsibilities(plan, assignment)
        ],
        "not_modelled": [
            {"clause": left.clause, "quote": left.quote, "reason": left.reason}
            for left in plan.not_modelled
            if lies_at(left.clause, address)
        ],
        "cites": [basis.id for basis in plan.bases if lies_at(basis.clause, address)],
    }


def _findings(assessment: Assessment, thing: Thing, rows: Iterable[Row]) -> Iterator[Finding]:
    """Yield the findings about a thing; of a clause, those about all that cites it."""
    covered = {thing.id} if isinstance(thing.value, Row) else {row.id for row in rows}
    is_clause = thing.kind == "clause"
    is_body = isinstance(thing.value, Lasting | Group)
    for finding in assessment.findings:
        subject = finding.subject
        if (
            (subject.kind, subject.id) == (thing.kind, thing.id)
            or (is_clause and lies_at(subject.clause, thing.id))
            or (is_body and finding.key == thing.id)
            or not covered.isdisjoint(finding.covers)
        ):
            yield finding


def _succession(value: object) -> dict[str, Any] | None:
    if not isinstance(value, Unit | Territory):
        return None
    after = value.successors
    return {
        "since": value.since and value.since.isoformat(),
        "until": value.until and value.until.isoformat(),
        "successors": after if after is None or isinstance(after, str) else list(after),
    }


def trace_lines(
    assessment: Assessment, traced: Iterable[Thing], *, language: str, style: Style = plain
) -> Iterator[str]:
    """Yield the same of one or more things, one after another, as lines for people."""
    told = list(what_if_lines(assessment.plan, language))
    yield from told
    for index, thing in enumerate(traced):
        if index or told:
            yield ""
        data = trace_data(assessment, thing, language=language)
        head = f"{say(KINDS[thing.kind], language)} {thing.id}"
        yield style(f"{head}: {printable(data['title'])}" if data["title"] else head, "title")
        if data["location"]:
            yield style("  {file}:{line}:{column}".format(**data["location"]), "place")
        for name, lines in _parts(assessment, thing, data, language):
            if lines:
                yield style(say(_HEADINGS[name], language), "title")
                for line in lines:
                    yield f"  {line}"


def _parts(
    assessment: Assessment, thing: Thing, data: dict[str, Any], language: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of a trace, each as its heading and its lines."""
    plan = assessment.plan
    yield "clause", _clause_lines(data["clause"])
    yield "tasks", list(work_lines(plan, data["tasks"], language))
    yield "assignments", [assignment_line(plan, role, language) for role in data["assignments"]]
    yield "rows", [_row_line(plan.row(id), language) for id in data["rows"]]
    yield "not_modelled", [_left_line(left) for left in data["not_modelled"]]
    yield "cites", data["cites"]
    yield "roles", [role_line(plan, role, language) for role in data["roles"]]
    yield "relations", [tie_line(plan, tie, language) for tie in data["relations"]]
    yield "time", _time_lines(plan, thing.value, language)
    if isinstance(thing.value, Task):
        yield "dates", list(dates_lines(assessment, thing.value, language))
    yield from _said(plan, thing.value, language)
    yield "succession", _succession_lines(plan, thing, language)
    yield "amended", list(amended_lines(plan, thing, language))
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


def _clause_lines(clause: dict[str, Any] | None) -> list[str]:
    if clause is None:
        return []
    where = clause["address"]
    if clause["spelled"] != where:
        where = f"{where} ({clause['spelled']})"
    words = clause["quote"] or clause["text"]
    return [where, f"“{printable(words)}”"] if words else [where]


def _row_line(row: Row, language: str) -> str:
    kind = say(KINDS[type(row).__name__.lower()], language)
    return f"{row.clause} {printable(row.title)} [{kind} {row.id}]"


def _left_line(left: dict[str, Any]) -> str:
    words = f" “{printable(left['quote'])}”" if left["quote"] else ""
    return f"{left['clause']}{words}: {printable(left['reason'])}"


def _time_lines(plan: Plan, value: object, language: str) -> list[str]:
    stated = [
        f"{field_label(type(value), name, language)}: {worded(plan, part, language)}"
        for name, part in times(value).items()
    ]
    # Its links, shown among its relations, say when a task without dates is to be done.
    if isinstance(value, Task) and value.kind is TaskKind.UNDATED and not value.links():
        return [say(_UNSTATED_TIME, language), *stated]
    return stated


def _said(plan: Plan, value: object, language: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what of a thing is assumed, and by which words something in it is stated."""
    if isinstance(value, Accountable):
        yield (
            "assumed",
            [
                f"{field_label(type(value), a.field, language)}: "
                f"{worded(plan, a.value, language)} ({printable(a.reason)})"
                for a in value.assumed
            ],
        )
        yield (
            "stated",
            [
                f"{field_label(type(value), said.field, language)}: “{printable(said.words)}”"
                for said in value.stated
            ],
        )


def _succession_lines(plan: Plan, thing: Thing, language: str) -> list[str]:
    """Return when a body or an area exists; what came after it only where it has an end."""
    value = thing.value
    if not isinstance(value, Unit | Territory):
        return []
    ends = ((_SINCE, value.since), (_UNTIL, value.until))
    line = " ".join(
        say(text, language).format(day=shown(day, language)) for text, day in ends if day
    )
    if value.until is not None:
        if value.successors is None or value.successors == UNKNOWN:
            after = say(_UNKNOWN, language)
        else:
            names = tuple(f"{printable(plan.body(id).name)} [{id}]" for id in value.successors)
            after = shown(names, language) or say(_NONE, language)
        line = f"{line}; {say(_AFTER[thing.kind], language).format(after=after)}"
    return [line] if line else []
