"""A schedule as data, as a table for spreadsheets, and for people."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from planrules.model.calendar import Certainty
from planrules.model.due import Due
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.task import LinkType
from planrules.model.what_if import what_if_lines
from planrules.reports.labels import say
from planrules.reports.sheet import csv_text
from planrules.reports.text import Style, plain
from planrules.reports.values import written_lag
from planrules.reports.what_if import what_if_cells, what_if_data
from planrules.schedule.rows import Driver, ScheduledTask
from planrules.schedule.timetable import Schedule
from planrules.text import display_width, pad, printable, wrap

_HEAD = Text(
    "Tiến độ tính đến {day}: từ {start} đến {finish}, {length} ngày làm việc (lịch {calendar})",
    "Schedule as of {day}: {start} to {finish}, {length} working days (calendar {calendar})",
)
_NOTHING = Text(
    "Không có nhiệm vụ nào có thời gian để lập tiến độ.", "No task has any dates to schedule."
)
_COLUMNS: Final[tuple[Text, ...]] = (
    Text("Nhiệm vụ", "Task"),
    Text("Sớm nhất", "Earliest"),
    Text("Muộn nhất", "Latest"),
    Text("Dự trữ", "Float"),
    Text("Thời hạn", "Due"),
)
_CRITICAL = Text("● nằm trên đường găng (dự trữ bằng 0 hoặc âm)", "● on the critical path")
_ASSUMED = Text("* tạm tính, văn bản không nêu", "* assumed, not stated by the document")
_PROJECTED = Text("~ theo lịch nghỉ dự báo, chưa công bố", "~ by projected days off")
_CYCLE = Text(
    "Chưa tính được vì chờ nhau thành vòng: {tasks}.",
    "Not scheduled, they wait for each other: {tasks}",
)
_PATH = Text("Đường găng", "Critical path")

#: The columns of the CSV.
CSV_COLUMNS: Final = (
    "id",
    "unit",
    "clause",
    "title",
    "early_start",
    "early_finish",
    "late_start",
    "late_finish",
    "total_float",
    "free_float",
    "critical",
    "driver",
    "link",
    "lag",
    "held_by",
    "due",
    "assumed",
    "certainty",
)


def schedule_data(schedule: Schedule) -> dict[str, Any]:
    """Return a schedule as data; offsets and floats are working days from the plan's start."""
    plan = schedule.plan
    return {
        "plan": plan.id,
        "as_of": schedule.as_of.isoformat(),
        **what_if_data(plan),
        "calendar": schedule.calendar.name,
        "start": schedule.start.isoformat(),
        "finish": schedule.finish.isoformat(),
        "length": schedule.length,
        "cycles": [list(knot) for knot in schedule.cycles],
        "tasks": [row_data(plan, row) for row in schedule.tasks],
    }


def row_data(plan: Plan, row: ScheduledTask) -> dict[str, Any]:
    """Return a row of a schedule as data."""
    task = plan.row(row.id)
    offsets = row.offsets
    return {
        "id": row.id,
        "unit": row.unit,
        "clause": task.clause,
        "title": task.title,
        "early_start": _iso(row.early_start),
        "early_finish": _iso(row.early_finish),
        "late_start": _iso(row.late_start),
        "late_finish": _iso(row.late_finish),
        "total_float": row.total_float,
        "free_float": row.free_float,
        "critical": row.is_critical,
        "driver": row.driver and driver_data(row.driver),
        "held_by": row.held_by,
        "offsets": offsets
        and [offsets.early_start, offsets.early_finish, offsets.late_start, offsets.late_finish],
        "due": row.due and due_data(row.due),
        "assumed": row.is_assumed,
        "certainty": row.certainty.value,
    }


def driver_data(driver: Driver) -> dict[str, Any]:
    """Return the link that drives a task as data."""
    return {
        "task": driver.task,
        "unit": driver.unit,
        "link": driver.link.value,
        "lag": written_lag(driver.lag) if driver.lag else None,
        "assumed": driver.assumed,
    }


def due_data(due: Due) -> dict[str, Any]:
    """Return a deadline as data."""
    return {
        "nominal": due.nominal.isoformat(),
        "day": due.day.isoformat(),
        "field": due.field,
        "day_off": due.policy and due.policy.value,
        "from_task": due.base,
        "from_day": _iso(due.base_day),
        "certainty": due.certainty.value,
        "assumed": due.is_assumed,
    }


def schedule_csv(schedule: Schedule) -> str:
    """Return a schedule as CSV, one line for each task or body."""
    more = what_if_cells(schedule.plan)
    rows = (_flat(row_data(schedule.plan, row)) | more for row in schedule.tasks)
    return csv_text((*CSV_COLUMNS, *more), rows)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    driver = row["driver"] or {}
    return row | {
        "driver": driver.get("task"),
        "link": driver.get("link"),
        "lag": driver.get("lag"),
        "due": row["due"] and row["due"]["day"],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def schedule_lines(
    schedule: Schedule, *, language: str, style: Style = plain, width: int = 100
) -> Iterator[str]:
    """Yield a schedule as lines for people.

    Args:
        schedule: The schedule.
        language: ``vi`` or ``en``.
        style: Sets a text apart by the name of what it is.
        width: Columns that the table may take.
    """
    plan = schedule.plan
    yield style(printable(plan.title), "title")
    yield from what_if_lines(plan, language)
    rows = schedule.tasks
    if not rows:
        yield say(_NOTHING, language)
        return
    yield say(_HEAD, language).format(
        day=shown(schedule.as_of, language),
        start=shown(schedule.start, language),
        finish=shown(schedule.finish, language),
        length=schedule.length,
        calendar=schedule.calendar.name,
    )
    yield ""
    yield from _table(plan, rows, language, style, width)
    yield ""
    if any(row.is_critical for row in rows):
        yield say(_CRITICAL, language)
    certainties = (row.certainty for row in rows)
    yield from legend(certainties, language, is_assumed=any(row.is_assumed for row in rows))
    for knot in schedule.cycles:
        titles = tuple(f"“{printable(plan.row(id).title)}”" for id in knot)
        yield style(say(_CYCLE, language).format(tasks=shown(titles, language)), "error")


def _table(
    plan: Plan, rows: tuple[ScheduledTask, ...], language: str, style: Style, width: int
) -> Iterator[str]:
    heads = [say(column, language) for column in _COLUMNS]
    cells = [_cells(row, language) for row in rows]
    widths = [
        max(display_width(head), *(display_width(line[index]) for line in cells))
        for index, head in enumerate(heads[1:])
    ]
    first = max(20, width - sum(widths) - 2 * len(widths) - 2)
    lines = [wrap(_named(plan, row), first) or [""] for row in rows]
    first = min(first, max(display_width(heads[0]), *(display_width(t) for w in lines for t in w)))
    head = [pad(heads[0], first + 2), *map(pad, heads[1:], widths)]
    yield style("  ".join(head).rstrip(), "title")
    for row, line, titles in zip(rows, cells, lines, strict=True):
        mark = "● " if row.is_critical else "  "
        text = "  ".join([mark + pad(titles[0], first), *map(pad, line, widths)]).rstrip()
        yield style(text, "error") if row.is_critical and (row.total_float or 0) < 0 else text
        for more in titles[1:]:
            yield f"  {more}"


def _named(plan: Plan, row: ScheduledTask) -> str:
    title = printable(plan.row(row.id).title)
    if row.unit is None:
        return title
    body = plan.body(row.unit)
    return f"{title} – {printable(body.name)}"


def _cells(row: ScheduledTask, language: str) -> list[str]:
    return [
        _span(row.early_start, row.early_finish, language)
        + marks(row.certainty, is_assumed=row.is_assumed),
        _span(row.late_start, row.late_finish, language),
        "" if row.total_float is None else f"{row.total_float}/{row.free_float}",
        shown(row.due.day, language) if row.due else "",
    ]


def marks(certainty: Certainty, *, is_assumed: bool) -> str:
    """Return the marks behind a date in a table: what ``legend`` explains."""
    return ("*" if is_assumed else "") + ("~" if certainty is Certainty.PROJECTED else "")


def legend(certainties: Iterable[Certainty], language: str, *, is_assumed: bool) -> Iterator[str]:
    """Yield what the marks behind dates mean, those alone that the table holds."""
    if is_assumed:
        yield say(_ASSUMED, language)
    if Certainty.PROJECTED in certainties:
        yield say(_PROJECTED, language)


def _span(first: date | None, last: date | None, language: str) -> str:
    if first is None or last is None:
        return "–"
    if first == last:
        return shown(first, language)
    return f"{shown(first, language)} – {shown(last, language)}"


#: What a link says of the two tasks, the predecessor first.
LINKS: Final[dict[LinkType, Text]] = {
    LinkType.FINISH_TO_START: Text("bắt đầu sau khi xong {task}", "starts after {task} ends"),
    LinkType.START_TO_START: Text("bắt đầu sau khi bắt đầu {task}", "starts after {task} starts"),
    LinkType.FINISH_TO_FINISH: Text("xong sau khi xong {task}", "ends after {task} ends"),
    LinkType.START_TO_FINISH: Text("xong sau khi bắt đầu {task}", "ends after {task} starts"),
}
