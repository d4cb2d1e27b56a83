"""The rows of a schedule as a page."""

from datetime import date
from typing import Final

from planrules.model.calendar import Certainty
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.rules.labels import say
from planrules.schedule.rows import ScheduledTask, ScheduledTasks
from planrules.schedule.timetable import Schedule
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, joined, row, table

_HEAD = Text(
    "Tiến độ tính đến {day}: từ {start} đến {finish}, {length} ngày làm việc (lịch {calendar})",
    "Schedule as of {day}: {start} to {finish}, {length} working days (calendar {calendar})",
)
_NOTHING = Text(
    "Không có nhiệm vụ nào có thời gian để lập tiến độ.", "No task has any dates to schedule."
)
_CYCLE = Text(
    "Chưa tính được vì chờ nhau thành vòng: {tasks}.",
    "Not scheduled, they wait for each other: {tasks}",
)
_CRITICAL = Text("● nằm trên đường găng", "● on the critical path")
_HEADS: Final = (
    Text("Điểm", "Clause"),
    Text("Nhiệm vụ", "Task"),
    Text("Sớm nhất", "Earliest"),
    Text("Muộn nhất", "Latest"),
    Text("Dự trữ", "Float"),
    Text("Thời hạn", "Due"),
)


def head_part(schedule: Schedule, language: str) -> list[Markup]:
    """Return the title, from when to when, and what waits for itself."""
    parts = [element("h3", schedule.plan.title)]
    if not schedule.tasks:
        return [*parts, element("p", say(_NOTHING, language))]
    head = say(_HEAD, language).format(
        day=shown(schedule.as_of, language),
        start=shown(schedule.start, language),
        finish=shown(schedule.finish, language),
        length=schedule.length,
        calendar=schedule.calendar.name,
    )
    parts.append(element("p", head))
    for knot in schedule.cycles:
        titles = tuple(f"“{schedule.plan.row(id).title}”" for id in knot)
        said = say(_CYCLE, language).format(tasks=shown(titles, language))
        parts.append(element("p", said, class_="error"))
    return parts


def rows_part(rows: ScheduledTasks, language: str) -> list[Markup]:
    """Return rows as a table; what is critical is marked."""
    if not rows:
        return [element("p", say(_NOTHING, language))]
    body = [_row(rows.plan, one, language) for one in rows[:ROWS]]
    parts = [table([say(head, language) for head in _HEADS], body)]
    if any(one.is_critical for one in rows):
        parts.append(element("p", say(_CRITICAL, language), class_="faint"))
    return [*parts, *left_out(len(rows) - ROWS, language)]


def called(plan: Plan, row: ScheduledTask) -> str:
    """Return what a row is called: the task, and the body where each does it on its own."""
    title = plan.row(row.id).title
    return title if row.unit is None else f"{title} – {plan.body(row.unit).name}"


def _row(plan: Plan, one: ScheduledTask, language: str) -> Markup:
    name = called(plan, one)
    marks = ("*" if one.is_assumed else "") + ("~" if one.certainty is Certainty.PROJECTED else "")
    return row(
        plan.row(one.id).clause or "",
        joined("● ", element("strong", name)) if one.is_critical else name,
        span(one.early_start, one.early_finish, language) + marks,
        span(one.late_start, one.late_finish, language),
        "" if one.total_float is None else f"{one.total_float}/{one.free_float}",
        shown(one.due.day, language) if one.due else "",
        kinds=("clause", None, "day", "day", "day", "day"),
    )


def span(first: date | None, last: date | None, language: str) -> str:
    """Return from when to when; one day once."""
    if first is None or last is None:
        return "–"
    if first == last:
        return shown(first, language)
    return f"{shown(first, language)} – {shown(last, language)}"
