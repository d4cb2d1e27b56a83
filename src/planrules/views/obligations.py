"""Obligations, and where they stand, as a page: body by body, each in the order of due days."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from planrules.model.calendar import Certainty
from planrules.model.message import Text, shown
from planrules.model.obligations import Obligations
from planrules.model.progress import State
from planrules.model.standing import Standing, Standings
from planrules.rules.labels import (
    CLASSES,
    CLAUSE,
    TASK,
    judged_note,
    obligation_notes,
    say,
    state_note,
)
from planrules.timing.calendars import calendar_of
from planrules.tracking.standings import standings
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
    """Return obligations as a table, by what was recorded beside their plan."""
    plan, as_of = obligations.plan, obligations.as_of
    calendar = calendar_of(plan, known_on=as_of)
    found = standings(obligations, plan.ledger, as_of=as_of, calendar=calendar)
    return standings_part(found, language)


def standings_part(found: Standings, language: str) -> list[Markup]:
    """Return standings as a table; what is withdrawn stands last with each body."""
    live = sum(one.obligation.withdrawn is None for one in found)
    day = shown(found.as_of, language)
    if not found:
        return [element("p", say(_NOTHING, language))]
    rows = islice(_by_unit(found), ROWS)
    body: list[Markup] = []
    current: str | None = None
    for index, (one, count) in enumerate(rows):
        unit = one.obligation.unit
        if index == 0 or unit != current:
            current = unit
            name = say(_NOBODY, language)
            if current is not None:
                name = found.plan.body(current).name
            body.append(group(len(_HEADS), name, faint(f" ({count})")))
        body.append(_row(one, language))
    return [
        element("p", say(_HEAD, language).format(day=day, count=live)),
        table([say(head, language) for head in _HEADS], body),
        *left_out(len(found) - ROWS, language),
    ]


def _by_unit(found: Standings) -> Iterator[tuple[Standing, int]]:
    """Yield standings body by body, in order, with how many each has that are not withdrawn."""
    by_unit: dict[str | None, list[Standing]] = {}
    for one in found:
        by_unit.setdefault(one.obligation.unit, []).append(one)
    for mine in by_unit.values():
        mine.sort(key=_order)
        count = sum(one.obligation.withdrawn is None for one in mine)
        yield from ((one, count) for one in mine)


def _order(one: Standing) -> tuple[bool, date]:
    owed = one.obligation
    return owed.withdrawn is not None, owed.due or date.max


def _row(one: Standing, language: str) -> Markup:
    owed = one.obligation
    due, deadline = "–", owed.deadline
    if deadline is not None:
        due = shown(deadline.day, language)
        due += "~" if deadline.certainty is Certainty.PROJECTED else ""
    due += "*" if owed.is_assumed else ""
    if owed.withdrawn is not None:
        status = faint(say(_WITHDRAWN, language).format(day=shown(owed.withdrawn.on, language)))
    else:
        assert one.deadline_class is not None  # noqa: S101 - what is not withdrawn has one
        status = element(
            "span", say(CLASSES[one.deadline_class], language), class_=one.deadline_class
        )
    notes = obligation_notes(owed, language)
    if one.state is not State.NOT_STARTED:
        notes.append(state_note(one, language))
    judged = judged_note(one, language)
    if judged is not None:
        notes.append(judged)
    return row(
        due,
        status,
        owed.task.clause or "",
        joined(owed.task.title, faint(f" ({'; '.join(notes)})" if notes else "")),
        kinds=("day", None, "clause"),
    )
