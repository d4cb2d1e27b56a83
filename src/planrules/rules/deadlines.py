"""Rules on deadlines and what the plan says beside them (TIM)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from planrules.model.body import Territory, Unit
from planrules.model.dates import PartialDate
from planrules.model.duration import Lag
from planrules.model.finding import Severity
from planrules.model.goal import Goal, Indicator
from planrules.model.message import Message, Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Role
from planrules.model.row import Row
from planrules.model.task import Link, LinkType, Task, TaskKind
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some
from planrules.rules.wording import counted, doubt, period_called

if TYPE_CHECKING:
    from planrules.model.due import Due

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
    names = some([case.called(holder) for holder in case.holders(task, Role.LEAD)])
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
    if case.is_turned or (isinstance(row, Task) and _order(case, row)):
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

_EARLIER = Text(
    "Thời hạn {end} của “{title}”{period} sớm hơn thời hạn {before} của việc phải xong trước là"
    " “{other}”{doubt}.",
    "the deadline {end} of “{title}”{period} lies before {before}, that of “{other}”, which comes"
    " first{doubt}",
)
_TOO_CLOSE = Text(
    "Thời hạn {end} của “{title}”{period} chưa cách đủ {days} sau thời hạn {before} của “{other}”"
    "{doubt}.",
    "the deadline {end} of “{title}”{period} is not {days} after {before}, that of “{other}”"
    "{doubt}",
)
_TOO_EARLY = Text(
    "Thời hạn {end} của “{title}”{period} sớm hơn thời hạn {before} của “{other}” quá {days}"
    "{doubt}.",
    "the deadline {end} of “{title}”{period} is over {days} before {before}, that of “{other}”"
    "{doubt}",
)


def _in_sequence(case: Case, task: Task) -> Verdict:
    """Judge links from a finish between deadlines, those in one period of periodic work too.

    A link that is only supposed is not the plan's. What links leave no time for, whatever their
    kind, is told of the network (TIM014).
    """
    if not (task.after or task.ends_after_end_of) or is_misdated(case, task):
        return None
    hits: dict[str, Hit] = {}
    is_judged = False
    for kind in (LinkType.FINISH_TO_START, LinkType.FINISH_TO_FINISH):
        for index, link in enumerate(_links(task, kind)):
            other = case.plan.row(link.task)
            if link.assumed or not isinstance(other, Task) or _in_one_ring(case, task, other):
                continue
            found = None if is_misdated(case, other) else _between(case, task, other, kind, link)
            if found is None:
                continue
            is_judged = True
            if isinstance(found, Message) and link.task not in hits:
                hits[link.task] = Hit(message=found, key=link.task, at=(kind.value, index))
    return list(hits.values()) if is_judged else None


def is_misdated(case: Case, task: Task) -> bool:
    """Return whether TIM002 or TIM003 says that a task's own dates are wrong."""
    if task.id not in case.misdated:
        case.misdated[task.id] = bool(_order(case, task) or _inside(case, task))
    return case.misdated[task.id]


def _links(task: Task, kind: LinkType) -> tuple[Link, ...]:
    links: tuple[Link, ...] = getattr(task, kind)
    return links


@attrs.frozen
class _End:
    """A deadline of a task, or of one of its periods; ``due`` where it was reckoned."""

    task: Task
    day: PartialDate
    due: "Due | None" = None


def _between(
    case: Case, task: Task, other: Task, kind: LinkType, link: Link
) -> Message | bool | None:
    """Return what is wrong between two deadlines, True if nothing is; None without deadlines."""
    if task.every is not None and other.every is not None:
        return _in_periods(case, task, other, link) if kind is LinkType.FINISH_TO_START else None
    last, first = _last_day(case, task), _last_day(case, other)
    if last is None or first is None:
        return None
    if _is_plainly_apart(case, first, last, link.lag):
        return True
    end, before = _end(case, task), _end(case, other)
    assert end is not None  # noqa: S101 - it has a last day
    assert before is not None  # noqa: S101
    return _apart(case, end, before, link, Text("", ""))


def _in_periods(case: Case, task: Task, other: Task, link: Link) -> Message | bool | None:
    """Return the same for two periodic tasks, whose deadlines meet in one period."""
    theirs = case.times.owed_by_period(other.id)
    found: Message | bool | None = None
    for period, owed in case.times.owed_by_period(task.id).items():
        mine = owed.deadline
        before = theirs[period].deadline if period in theirs else None
        if mine is None or before is None:
            continue
        if _is_plainly_apart(case, before.day, mine.day, link.lag):
            found = True
            continue
        called = period_called(owed)
        words = Text(f" (kỳ {called.vi})", f" (for {called.en})")
        found = _apart(case, _reckoned(task, mine), _reckoned(other, before), link, words)
        if isinstance(found, Message):
            break
    return found


def _is_plainly_apart(case: Case, first: date, last: date, lag: Lag | None) -> bool:
    """Return whether a deadline surely lies far enough after another, as nearly all do."""
    if last < first or (lag is not None and lag.amount < 0):
        return False
    least = first if lag is None else case.times.reached(first, lag)
    return least is not None and least <= last


def _apart(case: Case, end: _End, before: _End, link: Link, period: Text) -> Message | bool | None:
    """Return what is wrong between two days, True if nothing is; None where nobody can say."""
    lag = link.lag
    amount = lag.amount if lag else 0
    reached = case.times.after(before.day.last, lag)
    if reached is None and amount < 0:
        return None
    least, certainty = reached or (before.day.last, None)
    if end.day.last >= least:
        return True
    facts: dict[str, Any] = {
        "end": end.day,
        "title": end.task.title,
        "period": period,
        "before": before.day,
        "other": before.task.title,
    }
    if lag is None or (amount >= 0 and end.day.last < before.day.last):
        text, certainty = _EARLIER, None
    else:
        text = _TOO_EARLY if amount < 0 else _TOO_CLOSE
        facts["days"] = counted(abs(amount), lag.unit)
    return text.of(**facts, doubt=doubt(end.due, before.due, certainty=certainty))


def _last_day(case: Case, task: Task) -> date | None:
    """Return the last day of a deadline that a task states, or that follows from another task's."""
    stated = task.due or task.on
    if stated is not None:
        return stated.last
    due = case.times.dues.get(task.id) if task.deadline_from else None
    if due is None:
        return None
    return due.day if task.every is not None else due.nominal


def _end(case: Case, task: Task) -> _End | None:
    """Return the deadline that a task states, or that follows from another task's."""
    stated = task.due or task.on
    if stated is not None:
        return _End(task, stated)
    due = case.times.dues.get(task.id) if task.deadline_from else None
    return None if due is None else _reckoned(task, due)


def _reckoned(task: Task, due: "Due") -> _End:
    day = due.day if task.every is not None else due.nominal
    return _End(task, PartialDate.from_date(day), due)


def _in_one_ring(case: Case, task: Task, other: Row) -> bool:
    """Return whether DEP001 says that two tasks wait for each other."""
    ring = case.in_rings.get(task.id)
    return ring is not None and ring == case.in_rings.get(other.id)


TIM004 = Rule(
    code="TIM004",
    name="deadline-before-predecessor",
    severity=Severity.ERROR,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Thời hạn không sớm hơn thời hạn của việc phải xong trước",
        "No deadline lies before that of the work that comes first",
    ),
    why=Text(
        "Việc trước chưa phải xong thì việc sau không thể xong đúng hạn.",
        "What waits for other work can't be done before that has to be.",
    ),
    help=Text(
        "Để thời hạn của việc này muộn hơn hoặc của việc trước sớm hơn (due), hoặc sửa liên kết"
        " giữa hai việc (after, ends_after_end_of).",
        "Make this deadline later or the other one earlier (due), or correct the link between the"
        " two (after, ends_after_end_of).",
    ),
    check=_in_sequence,
)

RULES = (TIM001, TIM002, TIM003, TIM004)
