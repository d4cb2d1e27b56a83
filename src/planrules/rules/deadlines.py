"""Rules on deadlines and what the plan says beside them (TIM)."""

from datetime import date

from planrules.model.body import Territory, Unit
from planrules.model.dates import PartialDate
from planrules.model.finding import Severity
from planrules.model.goal import Goal, Indicator
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.model.task import Task, TaskKind
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some

_NO_DEADLINE = Text(
    "Chưa nêu thời hạn hoàn thành “{title}”.",
    "no deadline is stated for “{title}”",
)
_NO_DEADLINE_FOR = Text(
    "Chưa nêu thời hạn hoàn thành “{title}” đối với {holder}.",
    "no deadline is stated for “{title}”, assigned to {holder}",
)
_NO_DUE = Text(
    "“{title}” có nêu thời gian nhưng chưa nêu thời hạn hoàn thành.",
    "“{title}” states some time but no deadline",
)


def _deadline(case: Case, task: Task) -> Verdict:
    if task.due or task.on or task.deadline_from:
        return []
    if task.every is not None or task.standing or case.follows_another(task):
        return None
    if any((task.window, task.due_after_close, task.first)):
        return None  # TIM012 says that the period is missing
    if task.kind is TaskKind.DATED:
        return [Hit(message=_NO_DUE.of(title=task.title))]
    names = some([case.called(holder) for holder in case.leading[task.id]])
    if names:
        return [Hit(message=_NO_DEADLINE_FOR.of(title=task.title, holder=names))]
    return [Hit(message=_NO_DEADLINE.of(title=task.title))]


TIM001 = Rule(
    code="TIM001",
    name="task-without-deadline",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Nhiệm vụ có thời hạn, hoặc là việc định kỳ, thường xuyên",
        "A task has a deadline, or is periodic or standing work",
    ),
    why=Text(
        "Việc không có thời hạn thì không bao giờ quá hạn, cũng không ai phải làm xong.",
        "Work without a deadline is never late, and nobody ever has to finish it.",
    ),
    help=Text(
        "Nêu thời hạn hoàn thành (due), hoặc kỳ thực hiện của việc định kỳ (every); việc làm lâu"
        " dài (standing) thì nêu thêm tần suất hoặc mốc kiểm điểm.",
        "State the deadline (due), or how often periodic work comes back (every); of work without"
        " end (standing), also when it is reviewed.",
    ),
    check=_deadline,
)

_ENDS_BEFORE_START = Text(
    "Thời hạn {end} của “{title}” sớm hơn ngày bắt đầu {start}.",
    "the deadline {end} of “{title}” lies before its start {start}",
)
_PLAN_ENDS_BEFORE_START = Text(
    "Ngày kết thúc {end} của Kế hoạch sớm hơn ngày bắt đầu {start}.",
    "the plan ends on {end}, before it starts on {start}",
)


_BODY_ENDS_BEFORE_START = Text(
    "{title} được ghi kết thúc ngày {end}, trước ngày bắt đầu hoạt động {start}.",
    "{title} is said to end on {end}, before it begins on {start}",
)


_BODY_HELP = Text(
    "Đối chiếu ngày đầu (since) và ngày cuối, tính cả ngày đó (until), với văn bản sắp xếp; sáp"
    " nhập từ 01/7 thì ngày cuối là 30/6.",
    "Check the first day (since) and the last one, inclusive (until), against the decision; of a"
    " merger on 1 July the last day is 30 June.",
)
_SAME_DAY = Text(
    "{title} ghi ngày cuối là {day}, cũng là ngày {other} bắt đầu; ngày cuối phải là ngày hôm"
    " trước.",
    "the last day of {title} is {day}, on which {other} begins; it should be the day before",
)


def _order(case: Case, row: Row | Plan | Unit | Territory) -> Verdict:
    if isinstance(row, Task):
        start, end = row.not_before, row.due or row.on
        if start is None or end is None:
            return None
        title, text, at = row.title, _ENDS_BEFORE_START, "due" if row.due else "on"
    elif isinstance(row, Unit | Territory):
        start, end = _whole(row.since), _whole(row.until)
        title, text, at = row.name, _BODY_ENDS_BEFORE_START, "until"
    elif isinstance(row, Plan):
        start, end = row.starts_on, row.ends_on
        title, text, at = row.title, _PLAN_ENDS_BEFORE_START, "ends_on"
    else:
        return None
    if start is not None and end is not None and start.first > end.last:
        advice = _BODY_HELP if isinstance(row, Unit | Territory) else None
        return [Hit(message=text.of(title=title, start=start, end=end), at=(at,), help=advice)]
    overlapping = _overlapping(case, row)
    if overlapping:
        return overlapping
    return None if start is None or end is None else []


def _overlapping(case: Case, row: Row | Plan | Unit | Territory) -> list[Hit]:
    """Return the successors that begin on a body's last day, which is its own, inclusive."""
    if not isinstance(row, Unit | Territory) or not isinstance(row.successors, tuple):
        return []
    heirs = (case.plan.body(id) for id in row.successors)
    return [
        Hit(
            message=_SAME_DAY.of(title=row.name, other=heir.name, day=heir.since),
            help=_BODY_HELP,
            key=heir.id,
            at=("until",),
        )
        for heir in heirs
        if isinstance(heir, Unit | Territory) and heir.since and heir.since == row.until
    ]


def _whole(day: date | None) -> PartialDate | None:
    return None if day is None else PartialDate.from_date(day)


TIM002 = Rule(
    code="TIM002",
    name="deadline-before-start",
    severity=Severity.ERROR,
    kind="lasting",
    tags=clear(Clarity.TIME),
    title=Text("Việc và cơ quan không kết thúc trước khi bắt đầu", "Nothing ends before it starts"),
    why=Text(
        "Việc phải xong trước khi được bắt đầu thì không thể thực hiện.",
        "What has to end before it may start can't be done.",
    ),
    help=Text(
        "Đối chiếu ngày bắt đầu (not_before, starts_on) và thời hạn (due, on, ends_on) với văn bản;"
        " sửa ngày ghi sai.",
        "Check the start (not_before, starts_on) and the end (due, on, ends_on) against the"
        " document; correct the wrong one.",
    ),
    check=_order,
)

_AFTER = Text(
    "Thời hạn {end} của “{title}” sau ngày kết thúc {bound} của Kế hoạch.",
    "the deadline {end} of “{title}” lies after the end of the plan, {bound}",
)
_BEFORE = Text(
    "Thời hạn {end} của “{title}” trước ngày bắt đầu {bound} của Kế hoạch.",
    "the deadline {end} of “{title}” lies before the start of the plan, {bound}",
)


def _inside(case: Case, row: Row) -> Verdict:
    plan = case.plan
    if isinstance(row, Task):
        at, end = ("due", row.due) if row.due else ("on", row.on)
    elif isinstance(row, Goal | Indicator):
        at, end = "by", row.by
    else:
        return None
    start, last = plan.starts_on, plan.ends_on
    if end is None or (start is None and last is None):
        return None
    if case.is_turned or (isinstance(row, Task) and row.not_before and _order(case, row)):
        return None  # TIM002 says that one of the dates is wrong
    too_late = case.last_day is not None and end.first > case.last_day
    too_early = case.first_day is not None and end.last < case.first_day
    if not (too_late or too_early):
        return []
    text, bound = (_AFTER, last) if too_late else (_BEFORE, start)
    return [Hit(message=text.of(title=row.title, end=end, bound=bound), at=(at,))]


TIM003 = Rule(
    code="TIM003",
    name="deadline-outside-plan",
    severity=Severity.ERROR,
    kind="row",
    tags=clear(Clarity.TIME),
    title=Text("Thời hạn nằm trong thời gian của Kế hoạch", "Deadlines lie within the plan"),
    why=Text(
        "Kế hoạch hết hiệu lực thì không còn căn cứ để đôn đốc.",
        "Once the plan has ended there is nothing to hold anybody to.",
    ),
    help=Text(
        "Sửa thời hạn (due, on, by), hoặc thời gian của Kế hoạch (starts_on, ends_on).",
        "Correct the deadline (due, on, by), or the time of the plan (starts_on, ends_on).",
    ),
    check=_inside,
)


def is_misdated(case: Case, task: Task) -> bool:
    """Return whether TIM002 or TIM003 says that a task's own dates are wrong."""
    if task.id not in case.misdated:
        case.misdated[task.id] = bool(_order(case, task) or _inside(case, task))
    return case.misdated[task.id]


RULES = (TIM001, TIM002, TIM003)
