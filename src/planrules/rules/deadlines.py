"""Rules on deadlines and recurrence that need no schedule (TIM)."""

from datetime import date

from planrules.model.finding import Severity
from planrules.model.goal import Goal, Indicator
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Role
from planrules.model.row import Row
from planrules.model.task import Task, TaskKind
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, LegalBasis, Rule, Verdict, clear, some
from planrules.text import comparison_key

#: Closing days of data for periodic reports.
ND09 = LegalBasis("Nghị định 09/2019/NĐ-CP, Điều 12", since=date(2019, 3, 12))

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
    if task.kind in (TaskKind.PERIODIC, TaskKind.STANDING) or case.follows_another(task):
        return None
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
        "Nêu due = NGÀY, hoặc every = kỳ báo cáo; việc thật sự thường xuyên ghi standing = true.",
        "State due = DATE, or every = a period; for work without end, standing = true.",
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


def _order(case: Case, row: Row | Plan) -> Verdict:
    if isinstance(row, Plan):
        start, end, text, at = row.starts_on, row.ends_on, _PLAN_ENDS_BEFORE_START, "ends_on"
    elif isinstance(row, Task):
        start, end, text = row.not_before, row.due or row.on, _ENDS_BEFORE_START
        at = "due" if row.due else "on"
    else:
        return None
    if start is None or end is None:
        return None
    if start.first <= end.last:
        return []
    return [Hit(message=text.of(title=row.title, start=start, end=end), at=(at,))]


TIM002 = Rule(
    code="TIM002",
    name="deadline-before-start",
    severity=Severity.ERROR,
    kind="plan-and-row",
    tags=clear(Clarity.TIME),
    title=Text("Bắt đầu không sau thời hạn", "Nothing ends before it starts"),
    why=Text("Không thể thực hiện được.", "It can't be done."),
    help=Text("Sửa một trong hai ngày.", "Correct one of the two dates."),
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
    too_late = last is not None and end.first > last.last
    too_early = start is not None and end.last < start.first
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
        "Sửa thời hạn, hoặc thời gian của Kế hoạch (starts_on, ends_on).",
        "Correct the deadline, or the plan's starts_on and ends_on.",
    ),
    check=_inside,
)

_NO_PERIOD = Text(
    "Ghi “theo định kỳ” nhưng chưa quy định kỳ thực hiện “{title}”.",
    "“{title}” is to be done periodically, but no period is given",
)
_NO_PERIOD_OF_REPORTS = Text(
    "Ghi “theo định kỳ” nhưng chưa quy định kỳ báo cáo của {holder}.",
    "{holder} is to report periodically, but no period is given",
)
_STANDING = Text(
    "Ghi “thường xuyên” nhưng chưa nêu tần suất, mốc kiểm điểm của “{title}”.",
    "“{title}” is to be done regularly, but neither how often nor when it is reviewed is given",
)


def _period(case: Case, task: Task) -> Verdict:
    if task.every is not None:
        if not task.every.is_unstated:
            return []
        reporting = some([case.called(holder) for holder in case.holders(task, Role.REPORT)])
        if reporting:
            return [Hit(message=_NO_PERIOD_OF_REPORTS.of(holder=reporting), at=("every",))]
        message = _NO_PERIOD.of(title=task.title)
        return [Hit(message=message, at=("every",), is_cited=False)]
    if task.standing:
        message = _STANDING.of(title=task.title)
        return [Hit(message=message, at=("standing",), is_cited=False)]
    return None


TIM009 = Rule(
    code="TIM009",
    name="recurrence-without-period",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Việc định kỳ, thường xuyên có nêu kỳ cụ thể",
        "Periodic and regular work names its period",
    ),
    why=Text(
        "“Theo định kỳ”, “thường xuyên” mà không có kỳ thì không biết khi nào là chậm.",
        "Without a period nobody can say when regular work is late.",
    ),
    help=Text(
        'Nêu kỳ: every = "quarter" (month, half-year, year …) và hạn sau khi chốt số liệu.',
        'Name the period: every = "quarter" (month, half-year, year …), and when it is due.',
    ),
    basis=ND09,
    check=_period,
)

_NO_REVIEW = Text(
    "Kế hoạch {years} năm chưa quy định sơ kết, tổng kết, chưa có lộ trình từng năm.",
    "the plan runs for {years} years without an interim or final review or a yearly roadmap",
)
_REVIEWS = ("sơ kết", "tổng kết", "review")
_LONG = 2


def _review(case: Case, plan: Plan) -> Verdict:
    start = plan.starts_on or plan.planned().starts_on or plan.issued_on
    if plan.ends_on is None or start is None:
        return None
    years = plan.ends_on.year - start.year + 1
    if years <= _LONG:
        return None
    if plan.review or any(indicator.milestones for indicator in plan.indicators):
        return []
    texts = (comparison_key(f"{task.title} {case.words_of(task)}") for task in plan.tasks)
    if any(word in text for text in texts for word in _REVIEWS):
        return []
    return [Hit(message=_NO_REVIEW.of(years=years))]


TIM010 = Rule(
    code="TIM010",
    name="long-plan-without-review",
    severity=Severity.WARNING,
    kind="plan",
    tags=clear(Clarity.TIME),
    title=Text(
        "Kế hoạch nhiều năm có sơ kết, tổng kết hoặc lộ trình",
        "A plan of several years has reviews or a roadmap",
    ),
    why=Text(
        "Không có mốc giữa kỳ thì đến cuối kỳ mới biết không đạt.",
        "Without a point on the way, failure shows only at the end.",
    ),
    help=Text(
        "Thêm nhiệm vụ sơ kết, tổng kết có thời hạn, hoặc mốc từng năm cho chỉ tiêu (milestones).",
        "Add review tasks with deadlines, or yearly milestones to the indicators.",
    ),
    check=_review,
)

_TWO_KINDS = Text(
    "“{title}” cùng lúc là việc {kinds}.",
    "“{title}” is {kinds} work at once",
)
_DATED = Text("có thời hạn", "dated")
_PERIODIC = Text("định kỳ", "periodic")
_REGULAR = Text("thường xuyên", "standing")


def _one_kind(case: Case, task: Task) -> Verdict:
    dated = any((task.due, task.duration, task.on, task.deadline_from, task.milestone))
    kinds = tuple(
        text
        for text, is_so in (
            (_PERIODIC, task.every is not None),
            (_DATED, dated),
            (_REGULAR, task.standing),
        )
        if is_so
    )
    if not kinds:
        return None
    if len(kinds) == 1:
        return []
    return [Hit(message=_TWO_KINDS.of(title=task.title, kinds=kinds))]


TIM011 = Rule(
    code="TIM011",
    name="two-kinds-of-time",
    severity=Severity.ERROR,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Nhiệm vụ thuộc đúng một kiểu: có thời hạn, định kỳ hoặc thường xuyên",
        "A task is dated, periodic or standing, not two of them",
    ),
    why=Text(
        "Hai kiểu thời gian thì không tính được khi nào phải xong.",
        "With two kinds of time nobody can work out when it is due.",
    ),
    help=Text(
        "Giữ một: due, every hoặc standing; tách việc định kỳ thành nhiệm vụ riêng nếu cần.",
        "Keep one of due, every, standing; split the periodic part off if need be.",
    ),
    check=_one_kind,
)

RULES = (TIM001, TIM002, TIM003, TIM009, TIM010, TIM011)
