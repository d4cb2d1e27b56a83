"""Obligations as a page: body by body, each in the order of due days."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from planrules.model.calendar import Certainty
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.rules.labels import CLASSES, CLAUSE, TASK, obligation_notes, say
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.tracking.classes import deadline_class
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, faint, group, joined, row, table

_HEAD = Text("Đầu việc tính đến {day}: {count}", "Obligations as of {day}: {count}")
_NOTHING = Text("Không có đầu việc nào.", "There are no obligations.")
_NOBODY = Text("Chưa xác định cơ quan thực hiện", "Nobody in particular")
_WITHDRAWN = Text("không còn phải thực hiện từ {day}", "withdrawn from {day}")
_HEADS: Final = (
    Text("Thời hạn", "Due"),
    Text("Tình trạng", "Status"),
    CLAUSE,
    TASK,
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
    notes = obligation_notes(owed, language)
    return row(
        due,
        status,
        owed.task.clause or "",
        joined(owed.task.title, faint(f" ({'; '.join(notes)})" if notes else "")),
        kinds=("day", None, "clause"),
    )
