"""Rules on work that comes back, and on looking back at a long plan (TIM)."""

from collections.abc import Mapping
from datetime import date

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Role
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, LegalBasis, Rule, Verdict, clear, some
from planrules.text import comparison_key

#: Closing days of data for periodic reports.
ND09 = LegalBasis("Nghị định 09/2019/NĐ-CP, Điều 12", since=date(2019, 3, 12))

_NO_PERIOD = Text(
    "Ghi “theo định kỳ” nhưng chưa quy định kỳ thực hiện “{title}”.",
    "“{title}” is to be done periodically, but no period is given",
)
_NO_PERIOD_OF_REPORTS = Text(
    "Ghi “theo định kỳ” nhưng chưa quy định kỳ báo cáo của {holder}.",
    "{holder} is to report periodically, but no period is given",
)
_REGULAR_WORDS = "thường xuyên"
_SAID_STANDING = Text(
    "Ghi “thường xuyên” nhưng chưa nêu tần suất, mốc kiểm điểm của “{title}”.",
    "“{title}” is to be done regularly, but neither how often nor when it is reviewed is given",
)
_STANDING = Text(
    "“{title}” là việc làm lâu dài nhưng chưa nêu tần suất, mốc kiểm điểm.",
    "“{title}” is work without end, but neither how often nor when it is reviewed is given",
)
_REVIEW_IT = Text(
    "Nêu tần suất (every thay cho standing), hoặc thêm nhiệm vụ kiểm điểm có thời hạn hay kỳ"
    " cụ thể và ghi việc này vào danh mục được theo dõi của nhiệm vụ đó (oversees).",
    "Say how often (every in place of standing), or add a task that reviews it, with a deadline or"
    " a period, and list this one under what that task oversees (oversees).",
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
    if not task.standing or _is_dated(task):
        return None  # of work that is dated too, TIM011 speaks
    if any(_comes_to_a_point(other) for other in case.overseers.get(task.id, ())):
        return []
    clause = case.clause(task.clause)
    said = comparison_key(f"{task.title} {task.quote} {clause.text if clause else ''}")
    text = _SAID_STANDING if _REGULAR_WORDS in said else _STANDING
    message = text.of(title=task.title)
    return [Hit(message=message, at=("standing",), is_cited=False, help=_REVIEW_IT)]


def _is_dated(task: Task) -> bool:
    return any((task.due, task.duration, task.on, task.deadline_from, task.milestone))


def _comes_to_a_point(task: Task) -> bool:
    """Return whether a task says when it is done: on a day, or in every period."""
    if task.every is not None:
        return not task.every.is_unstated
    return any((task.due, task.on, task.deadline_from))


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
        'Nêu kỳ là tháng, quý, sáu tháng hay năm (every = "quarter"), và hạn sau khi chốt số liệu'
        " (due_after_close).",
        'Name the period: month, quarter, half-year or year (every = "quarter"), and when it is due'
        " after data close (due_after_close).",
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
    start = plan.starts_on or plan.issued_on or plan.planned().starts_on
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
        "Add review tasks with deadlines, or yearly steps to the targets (milestones).",
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
    kinds = tuple(
        text
        for text, is_so in (
            (_PERIODIC, task.every is not None),
            (_DATED, _is_dated(task)),
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
        "Giữ một kiểu: có thời hạn (due), định kỳ (every) hoặc thường xuyên (standing); nếu cần thì"
        " tách phần định kỳ thành nhiệm vụ riêng.",
        "Keep one kind: a deadline (due), a period (every) or no end (standing); make the periodic"
        " part a task of its own if need be.",
    ),
    check=_one_kind,
)

_ONLY_PERIODIC: Mapping[str, Text] = {
    "window": Text("kỳ số liệu", "the days that its data cover"),
    "due_after_close": Text("hạn sau khi chốt số liệu", "the time allowed after data close"),
    "first": Text("kỳ đầu tiên", "the first period"),
}
_NO_RECURRENCE = Text(
    "“{title}” có nêu {parts} nhưng chưa nêu kỳ thực hiện.",
    "“{title}” states {parts}, but not how often it comes back",
)


def _comes_back(case: Case, task: Task) -> Verdict:
    if task.window is None and task.due_after_close is None and task.first is None:
        return None
    if task.every is not None:
        return []
    stated = [name for name in _ONLY_PERIODIC if getattr(task, name) is not None]
    parts = tuple(_ONLY_PERIODIC[name] for name in stated)
    return [Hit(message=_NO_RECURRENCE.of(title=task.title, parts=parts), at=(stated[0],))]


TIM012 = Rule(
    code="TIM012",
    name="period-without-recurrence",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Việc có kỳ số liệu, hạn chốt thì nêu kỳ thực hiện",
        "Work with periods of data says how often it comes back",
    ),
    why=Text(
        "Kỳ số liệu, hạn chốt chỉ có nghĩa với việc định kỳ; không có kỳ thì không tính được hạn.",
        "What is said of periods means nothing, and nothing falls due, where there are none.",
    ),
    help=Text(
        "Nêu kỳ thực hiện (every), hoặc bỏ những gì chỉ dùng cho việc định kỳ (window, first,"
        " due_after_close).",
        "Say how often (every), or remove what only periodic work has (window, first,"
        " due_after_close).",
    ),
    check=_comes_back,
)

RULES = (TIM009, TIM010, TIM011, TIM012)
