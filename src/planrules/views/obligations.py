"""Obligations as a page: body by body, each in the order of due days."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from planrules.model.calendar import Certainty
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.task import TaskKind
from planrules.rules.labels import CLASSES, OWNERLESS, say
from planrules.rules.wording import period_called
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.tracking.classes import deadline_class
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, faint, group, joined, row, table

_HEAD = Text("Đầu việc tính đến {day}: {count}", "Obligations as of {day}: {count}")
_NOTHING = Text("Không có đầu việc nào.", "There are no obligations.")
_NOBODY = Text("Chưa xác định cơ quan thực hiện", "Nobody in particular")
_WITHDRAWN = Text("không còn phải thực hiện từ {day}", "withdrawn from {day}")
_PERIOD = Text("kỳ {period}", "period {period}")
_STANDING = Text("thường xuyên", "standing")
_STATED = Text("ghi {day}", "stated {day}")
_HEADS: Final = (
    Text("Thời hạn", "Due"),
    Text("Tình trạng", "Status"),
    Text("Điểm", "Clause"),
    Text("Nhiệm vụ", "Task"),
)


def obligations_part(obligations: Obligations, language: str) -> list[Markup]:
    """Return obligations as a table; what is withdrawn stands last with each body."""
    live = sum(owed.withdrawn is None for owed in obligations)
    day = shown(obligations.as_of, language)
    if not obligations:
        return [element("p", say(_NOTHING, language))]
    calendar = calendar_of(obligations.plan, known_on=obligations.as_of)
    rows = islice(_by_unit(obligations), ROWS)
    body: list[Markup] = []
    current: str | None = None
    for index, (owed, count) in enumerate(rows):
        if index == 0 or owed.unit != current:
            current = owed.unit
            name = say(_NOBODY, language)
            if current is not None:
                name = obligations.plan.body(current).name
            body.append(group(len(_HEADS), name, faint(f" ({count})")))
        body.append(_row(owed, obligations.as_of, calendar, language))
    return [
        element("p", say(_HEAD, language).format(day=day, count=live)),
        table([say(head, language) for head in _HEADS], body),
        *left_out(len(obligations) - ROWS, language),
    ]


def _by_unit(obligations: Obligations) -> Iterator[tuple[Obligation, int]]:
    """Yield obligations body by body, in order, with how many each has that are not withdrawn."""
    found: dict[str | None, list[Obligation]] = {}
    for owed in obligations:
        found.setdefault(owed.unit, []).append(owed)
    for mine in found.values():
        mine.sort(key=lambda owed: (owed.withdrawn is not None, owed.due or date.max))
        count = sum(owed.withdrawn is None for owed in mine)
        yield from ((owed, count) for owed in mine)


def _row(owed: Obligation, as_of: date, calendar: WorkCalendar, language: str) -> Markup:
    due, deadline = "–", owed.deadline
    if deadline is not None:
        due = shown(deadline.day, language)
        due += "~" if deadline.certainty is Certainty.PROJECTED else ""
    due += "*" if owed.is_assumed else ""
    if owed.withdrawn is None:
        standing = deadline_class(owed.due, as_of=as_of, calendar=calendar)
        status = element("span", say(CLASSES[standing], language), class_=standing)
    else:
        status = faint(say(_WITHDRAWN, language).format(day=shown(owed.withdrawn.on, language)))
    return row(
        due,
        status,
        owed.task.clause or "",
        joined(owed.task.title, faint(_notes(owed, language))),
        kinds=("day", None, "clause"),
    )


def _notes(owed: Obligation, language: str) -> str:
    notes = []
    if owed.kind is TaskKind.PERIODIC:
        called = say(period_called(owed), language)
        notes.append(say(_PERIOD, language).format(period=called))
    elif owed.kind is TaskKind.STANDING:
        notes.append(say(_STANDING, language))
    if owed.deadline and owed.deadline.nominal != owed.deadline.day:
        notes.append(say(_STATED, language).format(day=shown(owed.deadline.nominal, language)))
    if owed.ownerless:
        notes.append(say(OWNERLESS[owed.ownerless], language))
    return f" ({'; '.join(notes)})" if notes else ""
