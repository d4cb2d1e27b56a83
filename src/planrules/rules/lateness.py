"""Rules on what is late, or soon due, on a day (TIM)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planrules.model.finding import Severity
from planrules.model.ids import Slug
from planrules.model.message import Text, shown
from planrules.model.progress import DeadlineClass
from planrules.model.responsibility import Holder
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import Hit, Rule, Verdict, some
from planrules.rules.wording import bracketed, counted, doubt

if TYPE_CHECKING:
    from planrules.model.due import Due
    from planrules.model.obligation import Obligation

    #: What is owed, behind its deadline.
    Owing = list[tuple[Due, Obligation]]

_OVERDUE = Text(
    "Đến {day} chưa ghi nhận “{title}” hoàn thành; thời hạn {due}, quá hạn {late}{holder}{doubt}"
    "{silent}.",
    "“{title}” is not recorded as done by {day}; it was due on {due}, {late} ago{holder}{doubt}"
    "{silent}",
)
_MANY_OVERDUE = Text(
    "Đến {day} có {count} đầu việc “{title}” quá hạn, chưa ghi nhận hoàn thành; sớm nhất là thời"
    " hạn {due}, quá hạn {late}{holder}{doubt}{silent}.",
    "{count} obligations of “{title}” are overdue on {day} and not recorded as done; the first was"
    " due on {due}, {late} ago{holder}{doubt}{silent}",
)
_LESS = Text("chưa đến 01 ngày làm việc", "less than a working day")
_SOON = Text(
    "“{title}” sắp đến hạn {due}, {left}{holder}{doubt}.",
    "“{title}” is due soon, on {due}, {left}{holder}{doubt}",
)
_TODAY = Text(
    "“{title}” đến hạn trong ngày {due}{holder}{doubt}.",
    "“{title}” is due on the day itself, {due}{holder}{doubt}",
)
_ALL_SILENT = Text("; chưa có cập nhật nào", "; nothing is recorded of it")
_NO_DAY = Text("không còn ngày làm việc nào", "with no working day left")


def _overdue(case: Case, task: Task) -> Verdict:
    late = _of_class(case, task, DeadlineClass.OVERDUE)
    if not late:
        return None if late is None else []
    deadline, first = late[0]
    days = case.times.calendar.count(deadline.day, case.as_of)
    days -= case.times.calendar.is_working(deadline.day)
    facts: dict[str, object] = {
        "day": case.as_of,
        "title": task.title,
        "due": deadline.day,
        "late": counted(days) if days else _LESS,
        "holder": _named(case, late),
        "doubt": doubt(deadline, is_assumed=first.is_assumed),
        "silent": _silent(case, late),
    }
    text = _OVERDUE
    if len(late) > 1:
        text = _MANY_OVERDUE
        facts["count"] = len(late)
    return [Hit(message=text.of(**facts), at=(deadline.field,))]


def _silent(case: Case, late: "Owing") -> Text | str:
    """Return how much of what is late nobody has recorded anything of, where anything is recorded.

    Nobody asks that of a plan whose ledger is empty.
    """
    if not case.plan.ledger.entries:
        return ""
    silent = sum(case.times.standing(owed).entry is None for _, owed in late)
    if not silent:
        return ""
    if silent == len(late):
        return _ALL_SILENT
    return Text(
        f"; {silent} đầu việc chưa có cập nhật nào", f"; of {silent} of them nothing is recorded"
    )


def _due_soon(case: Case, task: Task) -> Verdict:
    soon = _of_class(case, task, DeadlineClass.DUE_SOON)
    if not soon:
        return None if soon is None else []
    deadline, first = soon[0]
    facts: dict[str, object] = {
        "title": task.title,
        "due": deadline.day,
        "holder": _named(case, soon),
        "doubt": doubt(deadline, is_assumed=first.is_assumed),
    }
    text = _TODAY
    if deadline.day != case.as_of:
        text = _SOON
        days = case.times.calendar.count(case.as_of + timedelta(days=1), deadline.day)
        left = counted(days)
        facts["left"] = Text(f"còn {left.vi}", f"with {left.en} left") if days else _NO_DAY
    return [Hit(message=text.of(**facts), at=(deadline.field,))]


def _of_class(case: Case, task: Task, wanted: DeadlineClass) -> "Owing | None":
    """Return what is owed for a task and is overdue, or due soon, the earliest first.

    None where nothing is owed by a day.
    """
    times = case.times
    if not times.has_dates:
        return None
    due = times.dues.get(task.id)
    if due is not None and due.day > times.soon_until:  # as most work is
        return [] if times.is_owed(task) else None
    deadlines = times.deadlines(task)
    if not deadlines:
        return None
    if all(due.day > times.soon_until for _, due in deadlines):
        return []
    owing = [
        (owed.deadline, owed)
        for owed in times.owed_for(task.id)
        if owed.deadline and times.is_pending(owed)
    ]
    if wanted is DeadlineClass.OVERDUE:
        found = [pair for pair in owing if _by_day(pair) < case.as_of]
    else:
        found = [pair for pair in owing if case.as_of <= _by_day(pair) <= times.soon_until]
    return sorted(found, key=_by_day)


def _by_day(pair: "tuple[Due, Obligation]") -> date:
    return pair[0].day


def _named(case: Case, owing: "Owing") -> Text:
    """Return the bodies that owe something, in brackets."""
    names = some([case.called(Holder(Slug(owed.unit))) for _, owed in owing if owed.unit])
    return Text(bracketed([shown(names, "vi")]), bracketed([shown(names, "en")]))


TIM006 = Rule(
    code="TIM006",
    name="work-overdue",
    severity=Severity.ERROR,
    kind="owing",
    tags=("time",),
    title=Text("Việc đến hạn đã hoàn thành", "What was due is done"),
    why=Text(
        "Việc quá hạn mà không ai nhắc thì còn chậm tiếp.",
        "What is late and goes unnoticed gets later.",
    ),
    help=Text(
        "Đôn đốc cơ quan thực hiện; đã xong thì ghi nhận kết quả, cần thêm thời gian thì gia hạn"
        " bằng văn bản.",
        "Urge whoever owes it; record it where it is done, extend it by a document where it needs"
        " more time.",
    ),
    check=_overdue,
)

TIM013 = Rule(
    code="TIM013",
    name="due-soon",
    severity=Severity.WARNING,
    kind="task",
    tags=("time",),
    title=Text(
        "Còn trên 3 ngày làm việc mới đến hạn",
        "More than 3 working days are left before a deadline",
    ),
    why=Text(
        "Nhắc trước khi đến hạn thì còn kịp; nhắc sau thì đã chậm.",
        "A reminder before the deadline helps; one after it does not.",
    ),
    help=Text(
        "Nhắc cơ quan thực hiện; xong rồi thì ghi nhận kết quả.",
        "Remind whoever owes it; where it is done, record that.",
    ),
    check=_due_soon,
)

RULES = (TIM006, TIM013)
