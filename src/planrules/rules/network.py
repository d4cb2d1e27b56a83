"""Rules on the network of tasks: what links do, and what they leave no time for (DEP, TIM)."""

from datetime import timedelta

from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.duration import DurationUnit
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.task import LinkType, Task, TaskKind
from planrules.rules.calendar_days import TIM007
from planrules.rules.case import Case
from planrules.rules.deadlines import is_misdated
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some
from planrules.rules.sequence import TIM004
from planrules.rules.times import Times
from planrules.rules.wording import counted, doubt
from planrules.schedule.effect import has_effect

_NO_EFFECT = Text(
    "Liên kết của “{title}” với {others} chưa ảnh hưởng đến ngày nào: {why}.",
    "links of “{title}” to {others} move no dates: {why}",
)
_UNDATED = Text("có việc chưa nêu thời gian", "not all of them have dates")
_MIXED = Text(
    "việc định kỳ và việc có thời hạn không nối được với nhau",
    "periodic and dated work can't be linked",
)
_RHYTHMS = Text("các việc định kỳ không cùng kỳ", "their periods differ")
_KIND = Text(
    "giữa các việc định kỳ chỉ dùng liên kết “after”", "among periodic tasks only “after” counts"
)


def _links_tell(case: Case, task: Task) -> Verdict:
    if not task.is_linked:
        return None
    dated = case.times.dated
    if task.id in dated and dated.issuperset(task.predecessors()):
        return []  # as nearly all links do, they join dated tasks
    planned = case.times.planned
    idle = [
        (kind, link)
        for kind, link in task.links()
        if not has_effect(kind, planned[task.id], planned[link.task])
    ]
    if not idle:
        return []
    others = some([f"“{case.plan.row(link.task).title}”" for _, link in idle])
    why = dict.fromkeys(_idle(planned[task.id], planned[link.task], kind) for kind, link in idle)
    kind, link = idle[0]
    at = (kind.value, getattr(task, kind).index(link))
    return [Hit(message=_NO_EFFECT.of(title=task.title, others=others, why=tuple(why)), at=at)]


def _idle(task: Task, other: Task, kind: LinkType) -> Text:
    """Return why a link between two tasks moves no dates."""
    both = (task, other)
    if not all(_has_time(one) for one in both):
        return _UNDATED
    if not all(one.kind is TaskKind.PERIODIC for one in both):
        return _MIXED
    return _RHYTHMS if kind is LinkType.FINISH_TO_START else _KIND


def _has_time(task: Task) -> bool:
    if task.every is not None:
        return not task.every.is_unstated
    return task.kind is TaskKind.DATED


DEP002 = Rule(
    code="DEP002",
    name="link-without-effect",
    severity=Severity.INFO,
    kind="task",
    tags=("structure",),
    title=Text("Liên kết trước sau nối các việc có thời gian", "Links join tasks that have dates"),
    why=Text(
        "Liên kết giữa những việc không có thời gian không cho biết ai phải chờ ai đến khi nào.",
        "A link between tasks without dates tells nobody how long to wait.",
    ),
    help=Text(
        "Nêu thời gian cho cả hai việc (duration, due, milestone; việc định kỳ thì cùng kỳ), hoặc"
        " tạm tính (assumed).",
        "Give both tasks dates (duration, due, milestone; the same period for periodic ones), or"
        " assume them (assumed).",
    ),
    check=_links_tell,
)

_NEGATIVE = Text(
    "“{title}” sớm nhất đến {end} mới xong, chậm {days} so với thời hạn {due}{doubt}, vì chờ chuỗi"
    " việc bắt đầu từ “{first}” ngày {day}.",
    "“{title}” can't be done before {end}, {days} after its deadline {due}{doubt}; it waits for a"
    " chain of work that begins with “{first}” on {day}",
)
_NEGATIVE_ON = Text(
    "“{title}” ấn định ngày {due} nhưng sớm nhất đến {end} mới làm được{doubt}, vì chờ chuỗi việc"
    " bắt đầu từ “{first}” ngày {day}.",
    "“{title}” is fixed on {due} but can't begin before {end}{doubt}; it waits for a chain of work"
    " that begins with “{first}” on {day}",
)
_FIXED_LATE = Text(
    "Theo ngày ấn định, “{title}” xong ngày {end}, chậm {days} so với thời hạn {due}{doubt}.",
    "“{title}” is fixed to be done on {end}, {days} after its deadline {due}{doubt}",
)


def _in_time(case: Case, task: Task) -> Verdict:
    """Hold a task's own deadline against the earliest day on which it can be done.

    What makes several deadlines impossible is told at the first of them that it makes so late.
    """
    schedule = case.times.schedule
    if schedule is None or not schedule.is_bound(task.id):
        return None
    if task.id not in case.times.late:
        return []
    row = schedule.row(task.id)
    assert row is not None  # noqa: S101 - it is late
    assert row.due is not None  # noqa: S101 - it is late against that
    end = case.times.last_day(row)
    assert end is not None  # noqa: S101 - it is on no ring, else it would not be late
    if row.driver is None and row.held_by != "on":
        return None  # TIM002, TIM003 and TIM007 speak of a task that is late by itself
    if row.id not in case.times.missed or _is_told(case, task):
        return None
    first = schedule.chain(row)[-1]
    facts: dict[str, object] = {"title": task.title, "due": row.due.day, "end": end}
    text = _FIXED_LATE
    if row.driver is not None:
        text = _NEGATIVE
        facts |= {"first": case.plan.row(first.id).title, "day": first.early_start}
    if row.due.field == "on":
        text = _NEGATIVE_ON
        facts["end"] = row.early_start
    else:
        late = schedule.calendar.count(row.due.day + timedelta(days=1), end)
        off = counted((end - row.due.day).days, DurationUnit.DAYS)
        facts["days"] = counted(late) if late else off
    unsure = doubt(row.due, certainty=row.certainty, is_assumed=row.is_assumed)
    covers = tuple(other.id for other in case.times.missed[row.id])
    return [Hit(message=text.of(**facts, doubt=unsure), at=(row.due.field,), covers=covers)]


def _is_told(case: Case, task: Task) -> bool:
    """Return whether another rule says that a task's deadline can't be met."""
    return (
        is_misdated(case, task) or bool(TIM004.check(case, task)) or bool(TIM007.check(case, task))
    )


TIM014 = Rule(
    code="TIM014",
    name="deadline-impossible",
    severity=Severity.ERROR,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Chuỗi việc trước cho phép xong đúng hạn (dự trữ không âm)",
        "What comes first leaves time to meet the deadline (no negative float)",
    ),
    why=Text(
        "Cộng thời gian các việc phải làm trước đã quá thời hạn thì chắc chắn chậm.",
        "Where the work that comes first takes longer than there is, the deadline can't be met.",
    ),
    help=Text(
        "Rút ngắn việc trong chuỗi (duration), cho làm song song (starts_after_start_of), hoặc lùi"
        " thời hạn (due); xem chuỗi việc bằng lệnh trace.",
        "Shorten work of the chain (duration), let some of it overlap (starts_after_start_of), or"
        " set a later deadline (due); the trace command shows the chain.",
    ),
    check=_in_time,
)

_NO_START = Text(
    "Kế hoạch có {what} nhưng chưa nêu ngày bắt đầu.",
    "the plan has {what} but says nowhere when it starts",
)
_PERIODIC = Text("việc định kỳ", "periodic work")
_LINKS = Text("liên kết trước sau", "links between tasks")
_NOT_COVERED = Text(
    "Lịch làm việc {calendar} chưa có năm {year} nên chưa tính được {what}.",
    "the work calendar {calendar} does not cover {year}, so {what} can't be worked out",
)
_BEYOND = Text(
    "Có ngày tính ra ngoài các năm từ 1 đến 9999 nên chưa tính được {what}.",
    "dates come out beyond the years 1 to 9999, so {what} can't be worked out",
)
_BEYOND_FOR = Text(
    "Có ngày của “{title}” tính ra ngoài các năm từ 1 đến 9999 nên chưa tính được {what}.",
    "dates of “{title}” come out beyond the years 1 to 9999, so {what} can't be worked out",
)
_CHECK_DATES = Text(
    "Kiểm tra lại các ngày và thời lượng (due, on, not_before, duration, within, due_after_close).",
    "Check the dates and lengths of time (due, on, not_before, duration, within, due_after_close).",
)
_WHAT = {
    "dues": Text("thời hạn", "deadlines"),
    "obligations": Text("đầu việc", "obligations"),
    "schedule": Text("tiến độ", "the schedule"),
}


def _reckonable(case: Case, plan: Plan) -> Verdict:
    times = case.times
    if not times.has_dates:
        return None
    _ = times.dues, times.owing, times.schedule  # each notes what keeps it
    faults = {what: times.faults[what] for what in _WHAT if what in times.faults}
    hits = []
    no_start = {what for what, fault in faults.items() if isinstance(fault, NoStartError)}
    waiting = [_PERIODIC] if "obligations" in no_start else []
    if no_start and _joins_dated(times):
        waiting.append(_LINKS)
    if waiting:
        hits.append(Hit(message=_NO_START.of(what=tuple(waiting)), key="start"))
    outside = {w: fault for w, fault in faults.items() if isinstance(fault, OutOfCalendarError)}
    beyond = tuple(_WHAT[what] for what, fault in outside.items() if fault.year is None)
    if beyond:
        tasks = [fault.task for fault in outside.values() if fault.year is None and fault.task]
        message = _BEYOND.of(what=beyond)
        if tasks:
            message = _BEYOND_FOR.of(what=beyond, title=times.planned[tasks[0]].title)
        hits.append(Hit(message=message, key="beyond", help=_CHECK_DATES))
    years = {what: fault.year for what, fault in outside.items() if fault.year is not None}
    if years:
        message = _NOT_COVERED.of(
            calendar=times.calendar.name,
            year=min(years.values()),
            what=tuple(_WHAT[what] for what in years),
        )
        hits.append(Hit(message=message, key="calendar", at=("work_calendar",)))
    return hits


def _joins_dated(times: Times) -> bool:
    """Return whether any link joins dated tasks: only then is there anything to schedule."""
    dated = times.dated
    return not all(dated.isdisjoint(times.planned[id].predecessors()) for id in dated)


TIM015 = Rule(
    code="TIM015",
    name="dates-not-reckonable",
    severity=Severity.ERROR,
    kind="plan",
    tags=("time",),
    title=Text(
        "Kế hoạch có ngày bắt đầu và lịch làm việc để tính các ngày",
        "The plan has a start and a calendar to reckon dates by",
    ),
    why=Text(
        "Thiếu ngày bắt đầu hoặc lịch nghỉ thì tiến độ, đầu việc, nhắc việc đều không tính được.",
        "Without them neither a schedule nor obligations nor reminders can be worked out.",
    ),
    help=Text(
        "Nêu ngày bắt đầu (starts_on, hoặc assumed.starts_on); ngoài các năm có lịch thì bổ sung"
        ' [calendar], hoặc cho tạm tính (beyond = "project").',
        "Say when the plan starts (starts_on, or assumed.starts_on); for years without a calendar"
        ' add a [calendar], or let them be projected (beyond = "project").',
    ),
    check=_reckonable,
)

_NO_BASE = Text(
    "Thời hạn của “{title}” tính từ “{other}” nhưng việc đó không có thời hạn nào để tính.",
    "the deadline of “{title}” counts from “{other}”, which has none itself",
)
_RING = Text(
    "Thời hạn của “{title}” tính từ “{other}”, rồi vòng lại chính nó nên không tính được.",
    "the deadline of “{title}” counts from “{other}” and so comes back to itself",
)


def _grounded(case: Case, task: Task) -> Verdict:
    given = case.times.planned[task.id]
    term = given.deadline_from
    if term is None or given.due or given.on or given.every is not None:
        return None
    dues = case.times.dues
    if task.id in dues:
        return []
    if "dues" in case.times.faults:
        return None  # TIM015 speaks of dates that can't be worked out at all
    seen: set[str] = set()
    current: Task | None = given
    while current is not None and current.id not in seen:
        seen.add(current.id)
        after = current.deadline_from
        current = case.times.planned[after.task] if after and current.id not in dues else None
    text = _NO_BASE if current is None else _RING
    message = text.of(title=task.title, other=case.plan.row(term.task).title)
    return [Hit(message=message, at=("deadline_from",))]


TIM016 = Rule(
    code="TIM016",
    name="relative-deadline-without-base",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Thời hạn tính từ việc khác thì việc đó có thời hạn",
        "A deadline that counts from another task has something to count from",
    ),
    why=Text(
        "Việc gốc không có ngày thì việc tính theo cũng không bao giờ đến hạn.",
        "Where the other task has no day, this one never falls due.",
    ),
    help=Text(
        "Nêu thời hạn cho việc gốc (due), hoặc thời hạn riêng cho việc này (due thay cho"
        " deadline_from).",
        "Give the other task a deadline (due), or this one its own (due in place of"
        " deadline_from).",
    ),
    check=_grounded,
)

RULES = (DEP002, TIM014, TIM015, TIM016)
