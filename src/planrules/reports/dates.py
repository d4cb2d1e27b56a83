"""Where the dates of a task come from: clause, rule, day moved and why, what drives it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from planrules.assessment import Assessment
from planrules.model.due import Due
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.reports.labels import field_label, say
from planrules.reports.timetable import LINKS, due_data, row_data
from planrules.reports.values import lag_words, worded
from planrules.rules.wording import doubt, moved, period_called
from planrules.schedule.rows import ScheduledTask
from planrules.schedule.timetable import Schedule
from planrules.text import printable
from planrules.timing.calendar import WorkCalendar

#: How many periods people are shown.
_SHOWN: Final = 6
_DUE = Text("thời hạn {day}{doubt}, theo {field}", "due {day}{doubt}, from {field}")
_TERM = Text(
    "{term} kể từ {day} ({what}), không tính ngày đó", "{term} from {day} ({what}), not counted"
)
_OTHER = Text("thời hạn của {task}", "when {task} is due")
_CLOSE = Text("ngày chốt số liệu", "the close of data")
_PERIOD = Text(
    "kỳ {period}: số liệu từ {opens} đến {closes}, hạn {due}{doubt}",
    "period {period}: data from {opens} to {closes}, due {due}{doubt}",
)
_PUT_OFF = Text(
    "thời hạn thành {due}, trước đây {first}; gia hạn ghi ngày {on}",
    "due {due} now, {first} before; put off by a record of {on}",
)
_MOVED_ALONG = Text(
    "thời hạn thành {due}, trước đây {first}; dời theo việc khác",
    "due {due} now, {first} before; moved along with other work",
)
_BY = Text(", theo {decision}", ", by {decision}")
_OF_PERIOD = Text("kỳ {period}: {words}", "period {period}: {words}")
_MORE = Text("… và {count} kỳ khác", "… and {count} more periods")
_EARLY = Text("sớm nhất: {start} – {finish}", "earliest: {start} – {finish}")
_LATE = Text(
    "muộn nhất: {start} – {finish}; dự trữ {total} ngày làm việc (tự do {free})",
    "latest: {start} – {finish}; {total} working days of float ({free} free)",
)
_ON_PATH = Text("nằm trên đường găng", "on the critical path")
_TIED = Text(
    "chưa tính được vì nằm trong vòng chờ nhau",
    "not scheduled: it lies in a ring of tasks that wait",
)
_HELD: Final[dict[str, Text]] = {
    "start": Text("bắt đầu Kế hoạch {day}", "the plan starts on {day}"),
    "not_before": Text("không sớm hơn {day} (not_before)", "not before {day} (not_before)"),
    "on": Text("ấn định vào ngày {day} (on)", "fixed on {day} (on)"),
    "as_of": Text("chưa bắt đầu đến {day}", "not begun by {day}"),
    "actual": Text("thực tế từ {day}", "really from {day}"),
}


def dates_data(assessment: Assessment, task: Task) -> dict[str, Any]:
    """Return where a task's dates come from, as data.

    Args:
        assessment: The plan, assessed.
        task: A task of it.
    """
    due = assessment.times.dues.get(task.id)
    schedule = assessment.schedule
    row = schedule.row(task.id) if schedule else None
    return {
        "due": due and due_data(due),
        "schedule": row and row_data(assessment.plan, row),
        "chain": [
            row_data(assessment.plan, before)
            for before in (schedule.chain(row) if schedule and row else ())
        ],
        "obligations": [
            {
                "uid": owed.uid,
                "unit": owed.unit,
                "period": owed.period,
                "opens": owed.opens and owed.opens.isoformat(),
                "closes": owed.closes and owed.closes.isoformat(),
                "deadline": owed.deadline and due_data(owed.deadline),
                "withdrawn": owed.withdrawn is not None,
            }
            for owed in assessment.obligations
            if owed.task.id == task.id
        ],
    }


def dates_lines(assessment: Assessment, task: Task, language: str) -> Iterator[str]:
    """Yield the same as lines for people; nothing for work without dates."""
    plan, times = assessment.plan, assessment.times
    if not times.has_dates:
        return
    due = times.dues.get(task.id)
    if due is not None:
        yield from _due_lines(plan, task, due, times.calendar, language)
    yield from _put_off_lines(plan, times.owed_for(task.id), language)
    periods = {
        owed.period: owed
        for owed in reversed(times.owed_for(task.id))
        if owed.closes is not None and owed.deadline is not None
    }
    coming = sorted(periods.values(), key=_closes)
    later = [owed for owed in coming if owed.due and owed.due >= assessment.as_of] or coming
    for owed in later[:_SHOWN]:
        yield from _period_lines(owed, times.calendar, language)
    if len(coming) > len(later[:_SHOWN]):
        count = len(coming) - len(later[:_SHOWN])
        yield say(_MORE, language).format(count=count)
    schedule = assessment.schedule
    row = schedule.row(task.id) if schedule else None
    if schedule is not None and row is not None:
        yield from _schedule_lines(plan, schedule, row, language)


def _put_off_lines(plan: Plan, owed: Iterable[Obligation], language: str) -> Iterator[str]:
    """Yield what moved deadlines by the ledger; bodies with the same to tell share a line."""
    bodies: dict[str, list[str]] = {}
    for one in owed:
        if one.original is None or one.deadline is None:
            continue
        last = one.extensions[-1] if one.extensions else None
        words = say(_MOVED_ALONG if last is None else _PUT_OFF, language).format(
            due=shown(one.deadline.day, language),
            first=shown(one.original.day, language),
            on="" if last is None else shown(last.recorded_on, language),
        )
        if last is not None and last.decision:
            words += say(_BY, language).format(decision=printable(last.decision))
        if one.closes is not None:
            period = say(period_called(one), language)
            words = say(_OF_PERIOD, language).format(period=period, words=words)
        names = bodies.setdefault(words, [])
        names += [printable(unit.called) for unit in plan.units if unit.id == one.unit]
    for words, names in bodies.items():
        yield f"{words} ({', '.join(names)})" if names else words


def _closes(owed: Obligation) -> date:
    return owed.closes or date.max


def _period_lines(owed: Obligation, calendar: WorkCalendar, language: str) -> Iterator[str]:
    assert owed.deadline is not None  # noqa: S101 - only such are shown
    yield say(_PERIOD, language).format(
        period=say(period_called(owed), language),
        opens=shown(owed.opens, language),
        closes=shown(owed.closes, language),
        due=shown(owed.deadline.day, language),
        doubt=say(doubt(owed.deadline), language),
    )
    if owed.deadline.day != owed.deadline.nominal:
        yield from _moved(owed.deadline, calendar, language)


def _due_lines(
    plan: Plan, task: Task, due: Due, calendar: WorkCalendar, language: str
) -> Iterator[str]:
    yield say(_DUE, language).format(
        day=shown(due.day, language),
        doubt=say(doubt(due), language),
        field=field_label(Task, due.field, language),
    )
    term = task.planned().deadline_from
    if due.base_day is not None and due.base is not None and term is not None:
        other = f"“{printable(plan.row(due.base).title)}”"
        yield "  " + say(_TERM, language).format(
            term=worded(plan, term.within, language),
            day=shown(due.base_day, language),
            what=say(_OTHER, language).format(task=other),
        )
    yield from _moved(due, calendar, language)


def _moved(due: Due, calendar: WorkCalendar, language: str) -> Iterator[str]:
    words = moved(due, calendar, language)
    if words is not None:
        yield f"  {words}"


def _schedule_lines(
    plan: Plan, schedule: Schedule, row: ScheduledTask, language: str
) -> Iterator[str]:
    if row.early_start is None:
        yield say(_TIED, language)
        return
    early = say(_EARLY, language).format(
        start=shown(row.early_start, language), finish=shown(row.early_finish, language)
    )
    yield f"{early}; {say(_ON_PATH, language)}" if row.is_critical else early
    if row.total_float is not None:
        yield say(_LATE, language).format(
            start=shown(row.late_start, language),
            finish=shown(row.late_finish, language),
            total=row.total_float,
            free=row.free_float,
        )
    for step in schedule.chain(row):
        driver = step.driver
        if driver is None:
            held = _HELD[step.held_by]
            yield f"  ← {say(held, language).format(day=shown(step.early_start, language))}"
            continue
        before = schedule.row(driver.task, driver.unit)
        words = say(LINKS[driver.link], language).format(
            task=f"“{printable(plan.row(driver.task).title)}”"
        )
        lag = f" {lag_words(driver.lag, language)}" if driver.lag else ""
        assumed = f" [{printable(driver.assumed)}]" if driver.assumed else ""
        dates = ""
        if before is not None and before.early_start is not None:
            dates = (
                f" ({shown(before.early_start, language)} – {shown(before.early_finish, language)})"
            )
        yield f"  ← {words}{dates}{lag}{assumed}"
