"""The status of a plan as a report: the table by body, and each obligation where that is wanted."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from planrules.model.calendar import Certainty
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.progress import DeadlineClass, State
from planrules.model.standing import Standing, Standings
from planrules.reports.duties import by_due, due_words
from planrules.reports.labels import CLAUSE, say
from planrules.reports.paper import Column, Group, Line, Paper, Table
from planrules.reports.status_words import NOBODY, NOTE, reading_notes, sentence, status_tables
from planrules.reports.timetable import legend
from planrules.rules.labels import CLASSES, TASK, judged_note, obligation_notes, state_note
from planrules.rules.wording import counted
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.tracking.status import Status

_KIND = Text("Bảng tổng hợp tình hình thực hiện kế hoạch", "Status of a plan")
AS_OF: Final = Text("Tính đến hết ngày {day}", "As of the end of {day}")
_DETAIL = Text("Chi tiết đầu việc", "Obligations")
DUE: Final = Text("Thời hạn", "Due")
_CLASS = Text("Tình trạng", "Status")
_STATE = Text("Trạng thái", "State")
_BODY_COUNT = Text("{name} ({count})", "{name} ({count})")
_LATE = Text("quá hạn {days}", "{days} late")
_LESS = Text("quá hạn chưa đến 01 ngày làm việc", "late by less than a working day")
_LEFT = Text("còn {days}", "{days} left")
_TODAY = Text("đến hạn trong ngày", "due on the day itself")
_FIRST = Text("hạn ban đầu {day}, gia hạn{documents}", "first due on {day}, extended{documents}")
_BY = Text("theo {document}", "by {document}")
_ENDED = Text(
    "cơ quan không còn thực hiện từ {day}, đã xong trước đó",
    "its body no longer does it from {day}; done before",
)
_LATE_CLASSES: Final = frozenset({DeadlineClass.OVERDUE, DeadlineClass.DONE_LATE})


def status_paper(status: Status, language: str, *, detail: bool) -> Paper:
    """Return the status of a plan as a report.

    Args:
        status: The status.
        language: ``vi`` or ``en``.
        detail: Whether to list each obligation.
    """
    standings = status.standings
    tables = list(status_tables(status, language))
    notes = list(reading_notes(status, language))
    if detail:
        tables.append(_details(standings, language))
        notes += marks_notes(standings, language)
    return Paper(
        kind=say(_KIND, language),
        heading=standings.plan.title,
        lead=(say(AS_OF, language).format(day=shown(standings.as_of, language)),),
        tables=tuple(tables),
        notes=tuple(notes),
        is_landscape=True,
    )


def marks_notes(standings: Iterable[Standing], language: str) -> Iterator[str]:
    """Yield what the marks behind dates mean."""
    owing = [one.obligation for one in standings if one.deadline_class is not None]
    certainties = [
        Certainty.ANNOUNCED if owed.deadline is None else owed.deadline.certainty for owed in owing
    ]
    return legend(certainties, language, is_assumed=any(owed.is_assumed for owed in owing))


def _details(standings: Standings, language: str) -> Table:
    """Return the table of obligations, body by body, what is withdrawn left out."""
    plan, as_of = standings.plan, standings.as_of
    calendar = calendar_of(plan, known_on=as_of)
    by_unit: dict[str | None, list[Standing]] = {}
    for one in standings:
        if one.deadline_class is not None:
            by_unit.setdefault(one.unit, []).append(one)
    units: list[str | None] = [body.id for body in plan.in_order(filter(None, by_unit))]
    groups = []
    for unit in (*units, *([None] if None in by_unit else [])):
        mine = by_unit[unit]
        name = plan.body(unit).name if unit else say(NOBODY, language)
        lines = tuple(_line(plan, one, calendar, as_of, language) for one in by_due(mine))
        groups.append(Group(say(_BODY_COUNT, language).format(name=name, count=len(mine)), lines))
    columns = (
        Column(label=say(CLAUSE, language)),
        Column(label=say(TASK, language), is_wide=True),
        Column(label=say(DUE, language)),
        Column(label=say(_CLASS, language)),
        Column(label=say(_STATE, language)),
        Column(label=say(NOTE, language), is_below=True),
    )
    title = say(_DETAIL, language)
    return Table(name="detail", title=title, columns=columns, groups=tuple(groups), styled=3)


def _line(plan: Plan, one: Standing, calendar: WorkCalendar, as_of: date, language: str) -> Line:
    owed, standing = one.obligation, one.deadline_class
    assert standing is not None  # noqa: S101 - what is withdrawn is left out
    cells = (
        owed.task.clause or "",
        work_words(plan, one, language),
        due_words(owed, language),
        say(CLASSES[standing], language),
        state_note(one, language),
        sentence(time_notes(one, calendar, as_of, language)),
    )
    return Line(cells, style=line_style(one))


def is_soon(one: Standing) -> bool:
    """Return whether work is due soon and nothing has stopped its clock."""
    return one.deadline_class is DeadlineClass.DUE_SOON and one.counts_as is not State.SUSPENDED


def line_style(one: Standing) -> str:
    """Return the style that sets apart what is overdue or due soon; nothing for the rest."""
    if one.deadline_class is DeadlineClass.OVERDUE:
        return "error"
    return "warning" if is_soon(one) else ""


def work_words(plan: Plan, one: Standing, language: str) -> str:
    """Return what is owed in words: task, period, and who held it last where nobody does."""
    owed = one.obligation
    notes = obligation_notes(owed, language)
    if owed.ownerless and owed.unit:
        notes.append(plan.body(owed.unit).name)
    return f"{owed.task.title} ({'; '.join(notes)})" if notes else owed.task.title


def time_notes(one: Standing, calendar: WorkCalendar, as_of: date, language: str) -> list[str]:
    """Return what is to be said of time: how late, how long still, put off by what, ended when."""
    owed, due = one.obligation, one.judged_due
    found = []
    entry = one.entry
    if entry and entry.decision and one.counts_as in {State.RETURNED, State.SUSPENDED}:
        found.append(say(_BY, language).format(document=entry.decision))
    if due is not None and one.deadline_class in _LATE_CLASSES:
        days = calendar.count(due + timedelta(days=1), one.judged_on)
        late = say(_LATE, language).format(days=say(counted(days), language))
        found.append(late if days else say(_LESS, language))
    elif due is not None and is_soon(one):
        days = calendar.count(as_of + timedelta(days=1), due)
        left = say(_LEFT, language).format(days=say(counted(days), language))
        found.append(say(_TODAY, language) if due == as_of else left)
    judged = judged_note(one, language)
    if judged is not None:
        found.append(judged)
    if owed.original is not None:
        documents = [one.decision for one in owed.extensions if one.decision]
        by = say(_BY, language).format(document=", ".join(documents)) if documents else ""
        day = shown(owed.original.day, language)
        found.append(say(_FIRST, language).format(day=day, documents=by and f" {by}"))
    if owed.withdrawn is not None:
        found.append(say(_ENDED, language).format(day=shown(owed.withdrawn.on, language)))
    return found
