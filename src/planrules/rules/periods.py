"""Rules on work that comes back, and on looking back at a long plan (TIM)."""

from collections.abc import Mapping
from datetime import date
from itertools import compress

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.recurrence import Window
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, LegalBasis, Rule, Verdict, clear, some
from planrules.rules.wording import counted, doubt, label_called
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
        reporting = some([case.called(holder) for holder in task.report])
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
    texts = (comparison_key(f"{task.title} {case.words_of(task)}") for task in case.tasks)
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


#: An event takes no time: beside it the schedule leaves a length out.
_EVENT_WITH_LENGTH = Text(
    "“{title}” vừa là mốc (không có thời lượng) vừa nêu thời lượng {length}{doubt}; thời lượng này"
    " không được tính.",
    "“{title}” is a milestone, which takes no time, and says that it takes {length}{doubt}; the"
    " length is left out",
)
_WORK_OR_EVENT = Text(
    "Bỏ milestone nếu là việc cần thời gian, bỏ duration nếu chỉ là một mốc; cần cả hai thì tách"
    " mốc thành nhiệm vụ riêng, nối bằng after.",
    "Remove milestone where it is work that takes time, duration where it is only an event; where"
    " both are meant, make the event a task of its own that comes after the work (after).",
)


def _one_kind(case: Case, task: Task) -> Verdict:
    is_of = task.every is not None, _is_dated(task), task.standing
    count = sum(is_of)
    if count > 1:
        kinds = tuple(compress((_PERIODIC, _DATED, _REGULAR), is_of))
        return [Hit(message=_TWO_KINDS.of(title=task.title, kinds=kinds))]
    planned = case.times.planned[task.id]
    length = planned.duration
    if planned.milestone and length is not None and length.amount:
        is_assumed = task.is_assumed("milestone") or task.is_assumed("duration")
        message = _EVENT_WITH_LENGTH.of(
            title=task.title,
            length=counted(length.amount, length.unit),
            doubt=doubt(is_assumed=is_assumed),
        )
        return [Hit(message=message, key="milestone", at=("duration",), help=_WORK_OR_EVENT)]
    return [] if count else None


TIM011 = Rule(
    code="TIM011",
    name="two-kinds-of-time",
    severity=Severity.ERROR,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Nhiệm vụ thuộc đúng một kiểu: có thời hạn, định kỳ hoặc thường xuyên; mốc thì không có"
        " thời lượng",
        "A task is dated, periodic or standing, not two of them; a milestone takes no time",
    ),
    why=Text(
        "Hai kiểu thời gian thì không tính được khi nào phải xong; thời lượng của mốc thì không ai"
        " tính đến.",
        "With two kinds of time nobody can work out when it is due, and nobody reckons with the"
        " length of an event.",
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

_NEVER_FROM_FIRST = Text(
    "Tính từ kỳ đầu tiên ({first}) đến ngày kết thúc {end} của Kế hoạch, “{title}” không đến hạn"
    " lần nào{doubt}.",
    "from its first period, {first}, to the end of the plan, {end}, “{title}” never falls due"
    "{doubt}",
)
_NEVER = Text(
    "“{title}” không đến hạn lần nào trong thời gian của Kế hoạch, từ {start} đến {end}{doubt}.",
    "“{title}” never falls due within the plan, from {start} to {end}{doubt}",
)
_NEVER_AHEAD = Text(
    "Tính từ {start} đến một năm sau ngày {day}, “{title}” không đến hạn lần nào{doubt}.",
    "from {start} to a year after {day}, “{title}” never falls due{doubt}",
)


def _comes_due(case: Case, task: Task) -> Verdict:
    times, plan = case.times, case.plan
    given = times.planned[task.id]
    if given.every is None or given.every.is_unstated:
        return None  # TIM009 says that the period is missing
    header = plan.planned()
    first, end = given.first, header.ends_on
    start = header.starts_on or header.issued_on
    if start is None:
        return None  # TIM015 says so
    if end is not None and end.last < start.first:
        return None  # TIM002 says so
    is_owed = times.is_ever_owed(task)
    if "obligations" in times.faults:
        return None  # TIM015 speaks of dates that can't be worked out
    if is_owed or (end is None and first is not None):
        return []  # what begins with a later period comes due in a plan without an end
    text, at = (_NEVER_AHEAD if end is None else _NEVER), "every"
    if end is not None and first is not None and _is_owed(given, start.first, end.last):
        text, at = _NEVER_FROM_FIRST, "first"
    facts: dict[str, object] = {"title": task.title, "start": start.first, "day": case.as_of}
    if end is not None:
        facts["end"] = end.last
    if first is not None:
        facts["first"] = label_called(first)
    is_assumed = task.is_assumed(at) or any(map(plan.is_assumed, ("starts_on", "ends_on")))
    return [Hit(message=text.of(**facts, doubt=doubt(is_assumed=is_assumed)), at=(at,))]


def _is_owed(task: Task, first: date, last: date) -> bool:
    """Return whether periodic work comes due between two days, wherever it is said to begin."""
    from planrules.timing.periods import owed

    window = task.window or Window.ND09
    return task.every is not None and any(owed(task.every, first=first, last=last, window=window))


TIM017 = Rule(
    code="TIM017",
    name="periodic-work-never-due",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Việc định kỳ có ít nhất một kỳ trong thời gian của Kế hoạch",
        "Periodic work comes due at least once within the plan",
    ),
    why=Text(
        "Không có kỳ nào thì không phát sinh đầu việc, cũng không ai được nhắc.",
        "Where it never comes due, nobody owes anything and nobody is reminded.",
    ),
    help=Text(
        "Sửa kỳ thực hiện hoặc kỳ đầu tiên (every, first), hoặc thời gian của Kế hoạch (starts_on,"
        " ends_on).",
        "Correct how often or from when it comes back (every, first), or the time of the plan"
        " (starts_on, ends_on).",
    ),
    check=_comes_due,
)

RULES = (TIM009, TIM010, TIM011, TIM012, TIM017)
