"""Rules that hold deadlines against the work calendar (TIM)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planrules.model.calendar import SpecialDay
from planrules.model.duration import DurationUnit
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, LegalBasis, Rule, Verdict, clear
from planrules.rules.wording import counted, doubt, period_called, why_off

if TYPE_CHECKING:
    from planrules.model.due import Due

_DAY_OFF = Text(
    "Thời hạn {due} của “{title}” rơi vào ngày nghỉ ({why}){doubt}.",
    "the deadline {due} of “{title}” falls on a day off ({why}){doubt}",
)
_DAYS_OFF = Text(
    "“{title}” có {count} kỳ đến hạn vào ngày nghỉ, đầu tiên là {due} ({why}){doubt}.",
    "{count} periods of “{title}” are due on days off, the first on {due} ({why}){doubt}",
)


def _on_a_working_day(case: Case, task: Task) -> Verdict:
    given = case.times.planned[task.id]
    if given.day_off is not None or not case.times.has_dates:
        return None  # the plan says what becomes of such deadlines, or has none
    dues = _deadlines(case, task)
    if not dues:
        return None
    calendar = case.times.calendar
    off = [(due, why) for due in dues if (why := calendar.why_off(due.day)) is not None]
    if not off:
        return []
    due, why = off[0]
    certainty = why.status if isinstance(why, SpecialDay) else None
    facts = {"due": due.nominal, "title": task.title, "why": why_off(why)}
    text = _DAY_OFF
    if len(off) > 1:
        text = _DAYS_OFF
        facts["count"] = len(off)
    message = text.of(**facts, doubt=doubt(due, certainty=certainty))
    return [Hit(message=message, at=(due.field,))]


def _deadlines(case: Case, task: Task) -> "list[Due]":
    """Return the deadlines of a task that name their day, each once.

    The day on which data close is nobody's deadline, though it is used where none is given.
    """
    given = case.times.planned[task.id]
    if given.every is not None:
        if given.due_after_close is None and given.every.rrule is None:
            return []
        return list({due.day: due for _, due in case.times.deadlines(task)}.values())
    due = case.times.dues.get(task.id)
    stated = given.due or given.on
    if due is None or due.field == "on" or (stated is not None and not stated.is_whole):
        return []
    return [due]


TIM005 = Rule(
    code="TIM005",
    name="deadline-on-day-off",
    severity=Severity.INFO,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text("Thời hạn rơi vào ngày làm việc", "Deadlines fall on working days"),
    why=Text(
        "Thời hạn vào ngày nghỉ thì mỗi nơi hiểu một cách: nơi làm xong trước, nơi để sau ngày"
        " nghỉ.",
        "A deadline on a day off is read as before it by some and after it by others.",
    ),
    help=Text(
        "Chọn ngày khác (due), hoặc ghi cách xử lý (day_off): về ngày làm việc liền trước"
        " (previous-working-day), sang ngày làm việc tiếp theo (next-working-day; Điều 148 Bộ luật"
        " Dân sự 2015), giữ nguyên ngày (as-is).",
        "Choose another day (due), or say what becomes of it (day_off): previous-working-day,"
        " next-working-day (Civil Code 2015, article 148), as-is.",
    ),
    check=_on_a_working_day,
)

_TOO_SHORT = Text(
    "“{title}” cần {needed} nhưng từ {what} {start} đến thời hạn {due} chỉ có {count}{doubt}.",
    "“{title}” takes {needed}, but from {what}, {start}, to its deadline {due} there are only"
    " {count}{doubt}",
)
_NO_TIME = Text(
    "Từ {what} {start} đến thời hạn {due} của “{title}” không có ngày làm việc nào{doubt}.",
    "from {what}, {start}, to the deadline {due} of “{title}” there is no working day{doubt}",
)
_NO_LONGER = Text(
    "Thời hạn {due} của “{title}” trước {what} {start}{doubt}.",
    "the deadline {due} of “{title}” lies before {what}, {start}{doubt}",
)
_ENDS_LATER = Text(
    "“{title}” cần {needed}, tính từ {what} {start} thì sớm nhất đến {end} mới xong, sau thời hạn"
    " {due}{doubt}.",
    "“{title}” takes {needed}; from {what}, {start}, it can't be done before {end}, after its"
    " deadline {due}{doubt}",
)
_BEGINS = {
    "not_before": Text("ngày được bắt đầu", "the day on which it may begin"),
    "starts_on": Text("ngày bắt đầu Kế hoạch", "the start of the plan"),
    "issued_on": Text("ngày ban hành Kế hoạch", "the day of issue"),
}


def _enough_time(case: Case, task: Task) -> Verdict:
    """Hold a task's own length against the days between its beginning and its deadline."""
    due = case.times.dues.get(task.id)
    if due is None or due.field == "on" or _lies_outside(case, task):
        return None
    given = case.times.planned[task.id]
    begin = case.begin
    if given.not_before is not None:
        begins = (given.not_before.first, "not_before", task.is_assumed("not_before"))
        begin = begins if begin is None or begins[0] >= begin[0] else begin
    if begin is None:
        return None
    start, name, is_assumed = begin
    length = None if given.milestone else given.duration
    end = case.times.earliest_end(start, length)
    if end is None:
        return None
    if end <= due.day:
        return []
    calendar = case.times.calendar
    count = calendar.count(start, due.day)
    facts = {"title": task.title, "what": _BEGINS[name], "start": start, "due": due.day}
    text = _NO_LONGER if due.day < start else _TOO_SHORT if count else _NO_TIME
    if text is _TOO_SHORT:
        is_assumed |= task.is_assumed("duration")
        needed = calendar.count(start, end)
        facts |= {"needed": counted(needed), "count": counted(count)}
        if length is not None and length.unit is DurationUnit.DAYS:
            text = _ENDS_LATER
            facts |= {"needed": counted(length.amount, length.unit), "end": end}
    certainty = None if text is _NO_LONGER else calendar.certainty(start, end)
    message = text.of(**facts, doubt=doubt(due, certainty=certainty, is_assumed=is_assumed))
    return [Hit(message=message, at=(due.field,))]


def _lies_outside(case: Case, task: Task) -> bool:
    """Return whether TIM002 or TIM003 says that a stated deadline is too early or too late."""
    due, end = task.due, case.last_day
    if due is None:
        return False
    begin, last = case.first_day, due.last
    is_too_early = (begin is not None and last < begin) or (
        task.not_before is not None and last < task.not_before.first
    )
    return is_too_early or (end is not None and due.first > end)


TIM007 = Rule(
    code="TIM007",
    name="too-little-working-time",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Từ ngày bắt đầu đến thời hạn có đủ ngày làm việc",
        "There are enough working days before the deadline",
    ),
    why=Text(
        "Không đủ ngày làm việc thì hoặc là chậm, hoặc làm vội cho kịp.",
        "Without enough working days it is late, or done in haste, from the beginning.",
    ),
    help=Text(
        "Lùi thời hạn (due), cho bắt đầu sớm hơn (not_before), hoặc rút ngắn thời lượng"
        " (duration).",
        "Set a later deadline (due), an earlier beginning (not_before) or a shorter length"
        " (duration).",
    ),
    check=_enough_time,
)

#: At least one working day after data close. Verified: thuvienphapluat.vn, 45351.
_ONE_DAY = LegalBasis("Nghị định 09/2019/NĐ-CP, Điều 8", since=date(2019, 3, 12))
_NO_TERM = Text(
    "“{title}” chưa nêu hạn gửi sau khi chốt số liệu; {used}.",
    "“{title}” says nothing of when it is due after data close; {used}",
)
_CLOSING_DAY = Text("đang tính là ngày chốt", "the closing day is used")
_SUPPOSED = Text("hạn đang dùng là tạm tính", "what is used is assumed")
_BEFORE_CLOSE = Text(
    "“{title}” kỳ {period} đến hạn {due}, chưa qua ngày làm việc nào kể từ ngày chốt số liệu"
    " {closes}{doubt}.",
    "“{title}” for {period} is due on {due}, before a working day has passed since its data close"
    " on {closes}{doubt}",
)
_BEFORE_INPUT = Text(
    "“{title}” kỳ {period} đến hạn {due}, trước thời hạn {before} của “{other}” là nguồn số liệu"
    " của báo cáo này{doubt}.",
    "“{title}” for {period} is due on {due}, before {before}, when “{other}”, which it uses, is"
    " due{doubt}",
)


def _after_close(case: Case, task: Task) -> Verdict:
    given = case.times.planned[task.id]
    if not _is_report(given):
        return None
    hits = []
    if task.due_after_close is None and task.every is not None:
        used = _CLOSING_DAY if given.due_after_close is None else _SUPPOSED
        hits.append(Hit(message=_NO_TERM.of(title=task.title, used=used), at=("every",)))
    if given.due_after_close is not None:
        hits += _before_close(case, task)
    hits += _before_inputs(case, task, given)
    return hits


def _is_report(task: Task) -> bool:
    """Return whether the product of periodic work goes to somebody: its data have to close."""
    if task.every is None or not task.every.rhythms:
        return False
    return any((task.receive, task.report, task.consolidate))


def _before_close(case: Case, task: Task) -> Iterable[Hit]:
    """Yield the first period that is due before a working day has passed since its data close."""
    calendar = case.times.calendar
    for period, due in case.times.deadlines(task):
        assert period is not None  # noqa: S101 - it comes back
        closes = period.closes
        if due.day <= closes or not calendar.count(closes + timedelta(days=1), due.day):
            owing = case.times.owed_for(task.id)
            called = period_called(next(owed for owed in owing if owed.period == period.label))
            facts = {"period": called, "title": task.title, "due": due.day}
            message = _BEFORE_CLOSE.of(**facts, closes=closes, doubt=doubt(due))
            yield Hit(message=message, at=("due_after_close",))
            return


def _before_inputs(case: Case, task: Task, given: Task) -> Iterable[Hit]:
    """Yield the tasks whose results a report uses, and that are due only after it.

    Of those that it also comes after, TIM004 speaks.
    """
    mine = case.times.due_in(task)
    linked = {link.task for link in task.after if not link.assumed}
    for index, other in enumerate(given.fed_by):
        row = case.plan.row(other)
        if other in linked or not isinstance(row, Task):
            continue
        for period, before in case.times.due_in(row).items():
            own = mine.get(period)
            if own is not None and before.day > own.day:
                owed = case.times.owed_by_period(other)[period]
                message = _BEFORE_INPUT.of(
                    period=period_called(owed),
                    title=task.title,
                    due=own.day,
                    before=before.day,
                    other=owed.task.title,
                    doubt=doubt(own, before),
                )
                yield Hit(message=message, key=other, at=("fed_by", index), is_cited=False)
                break


TIM008 = Rule(
    code="TIM008",
    name="report-due-before-data-close",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Báo cáo đến hạn ít nhất một ngày làm việc sau khi chốt số liệu, không trước báo cáo nguồn",
        "A report is due a working day or more after its data close, and not before what it uses",
    ),
    why=Text(
        "Chưa chốt số liệu, chưa có báo cáo nguồn thì báo cáo phải ước số.",
        "Before its data are closed and its sources are in, a report has to guess.",
    ),
    help=Text(
        'Nêu hạn sau khi chốt số liệu ít nhất một ngày làm việc (due_after_close = "2wd"),'
        " không trước hạn của báo cáo nguồn (fed_by).",
        'Allow at least a working day after data close (due_after_close = "2wd"), and no less than'
        " the reports that it uses (fed_by).",
    ),
    basis=_ONE_DAY,
    check=_after_close,
)

RULES = (TIM005, TIM007, TIM008)
