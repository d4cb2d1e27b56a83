"""A rule on amendments that give deadlines which had passed when they took effect (TRK)."""

from typing import TYPE_CHECKING

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.records import TAGS
from planrules.rules.rule import Hit, Rule, Verdict
from planrules.rules.unmatched import draft_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planrules.model.lineage import Lineage, Source

_PASSED = Text(
    "{what} “{amendment}” ấn định thời hạn của “{title}” là {due}, đã qua khi có hiệu lực {since};"
    " thời hạn này không giao cho ai.",
    "{what} “{amendment}” gives “{title}” the deadline {due}, which had passed when it took effect"
    " on {since}; nobody is given it",
)
_AMENDMENT = Text("Văn bản sửa đổi", "the amendment")
_DRAFT = Text("Dự thảo", "the draft")
#: The fields that state a deadline; the first of them counts.
_FIELDS = ("due", "on")


def _too_late(case: Case, plan: Plan) -> Verdict:
    lineage = plan.lineage
    if lineage is None:
        return None
    given = list(_given(lineage, plan))
    if not given:
        return None
    return [
        found for found in (_hit(task, field, source) for task, field, source in given) if found
    ]


def _given(lineage: "Lineage", plan: Plan) -> "Iterator[tuple[Task, str, Source]]":
    """Yield the tasks to which amendments have given a deadline, the field, and where they did."""
    for task in plan.tasks:
        field = next((name for name in _FIELDS if getattr(task, name) is not None), None)
        source = None if field is None else lineage.source("task", task.id, field)
        if field is not None and source is not None and task.every is None:
            yield task, field, source


def _hit(task: Task, field: str, source: "Source") -> Hit | None:
    """Return that the deadline of a task had passed when it was given; None where it had not."""
    due = getattr(task, field)
    if due.last >= source.since:
        return None
    amendment = source.amendment
    place = (field,) if source.at[0] == "add" else ("set", field)
    message = _PASSED.of(
        what=_DRAFT if amendment.is_draft else _AMENDMENT,
        amendment=draft_called(amendment),
        title=task.title,
        due=due,
        since=source.since,
    )
    path = (*amendment.path, *source.at, *place)
    position = None if amendment.file is None else (amendment.file, path)
    return Hit(message=message, key=f"{amendment.id}.{task.id}", position=position)


TRK014 = Rule(
    code="TRK014",
    name="deadline-given-too-late",
    severity=Severity.WARNING,
    kind="plan",
    tags=TAGS,
    title=Text(
        "Thời hạn được sửa đổi chưa qua khi văn bản có hiệu lực",
        "Amended deadlines lie ahead when the amendment takes effect",
    ),
    why=Text(
        "Không ai bị chậm do văn bản ban hành sau: thời hạn đã qua thì không được áp dụng.",
        "Nobody becomes late by what is issued afterwards: a deadline that had passed is not"
        " applied.",
    ),
    help=Text(
        "Ấn định thời hạn còn ở phía trước, hoặc kiểm tra lại ngày ban hành, ngày hiệu lực"
        " (issued_on, effective_on).",
        "Give a deadline that lies ahead, or look at the days of issue and effect (issued_on,"
        " effective_on).",
    ),
    check=_too_late,
)

RULES = (TRK014,)
