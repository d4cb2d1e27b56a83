"""Rules on who leads: nobody, several, no official, too much at once (RES)."""

from collections.abc import Iterable
from datetime import date

from planrules.model.finding import Severity
from planrules.model.goal import Measure
from planrules.model.ids import Slug
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder, Role
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import SIX_CLEAR, Clarity, Hit, Rule, Verdict, clear, some

_NO_LEAD = Text(
    "Chưa nêu cơ quan chủ trì “{title}”.",
    "no lead is named for “{title}”",
)
_OPEN_LEAD = Text(
    "Chủ trì “{title}” chỉ ghi “{holder}”, chưa rõ cơ quan nào.",
    "the lead of “{title}” is only “{holder}”, no body in particular",
)
_MANY_LEADS = Text(
    "“{title}” có {count} cơ quan cùng chủ trì: {holders}.",
    "“{title}” has {count} leads: {holders}",
)


def _one_lead(case: Case, task: Task) -> Verdict:
    leads = case.leading[task.id]
    if not leads:
        return [Hit(message=_NO_LEAD.of(title=task.title))]
    if len(leads) == 1 and leads[0].who is not None:
        return []
    covers: tuple[str, ...] = ()
    if not task.lead:
        # What a heading says of all tasks under it is one cause.
        given = case.responsibilities(task)
        heading = next(r.heading for r in given if r.role is Role.LEAD)
        inheriting = case.inheriting[heading or ""]
        if inheriting[0] is not task:
            return None
        covers = tuple(other.id for other in inheriting)
    if len(leads) > 1:
        names = some([case.called(holder) for holder in leads])
        message = _MANY_LEADS.of(title=task.title, count=len(leads), holders=names)
    else:
        message = _OPEN_LEAD.of(title=task.title, holder=case.called(leads[0]))
    return [Hit(message=message, at=("lead",), covers=covers)]


RES001 = Rule(
    code="RES001",
    name="task-without-single-lead",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.PERSON),
    title=Text("Mỗi nhiệm vụ có đúng một cơ quan chủ trì", "Each task has exactly one lead"),
    why=Text(
        "Việc không có cơ quan chủ trì, hoặc có nhiều cơ quan cùng chủ trì, thì không ai chịu"
        " trách nhiệm chính về kết quả.",
        "Where nobody leads, or several do, nobody answers for the result.",
    ),
    help=Text(
        "Nêu một cơ quan chủ trì (lead); các cơ quan khác ghi ở phối hợp (coordinate).",
        "Name one leading body (lead); list the others as coordinating (coordinate).",
    ),
    check=_one_lead,
)

_NO_OFFICIAL = Text(
    "“{title}” giao {holder} nhưng chưa nêu cán bộ phụ trách.",
    "“{title}” is assigned to {holder}, but no responsible official is named",
)
_NO_OFFICIALS = Text(
    "Kế hoạch chưa nêu cán bộ phụ trách của nhiệm vụ nào; mới giao đến cơ quan, đơn vị.",
    "the plan names no responsible official for any task, only bodies",
)


def _official(case: Case, task: Task) -> Verdict:
    leads = case.leading[task.id]
    if not leads:
        return None
    if any(holder.official for holder in leads):
        return []
    if not case.names_officials:
        # The plan never names officials: one cause, told once.
        if task is not case.led[0]:
            return None
        others = tuple(t.id for t in case.led)
        return [Hit(message=_NO_OFFICIALS.of(), covers=others, on_plan=True)]
    return [Hit(message=_NO_OFFICIAL.of(title=task.title, holder=case.called(leads[0])))]


RES002 = Rule(
    code="RES002",
    name="task-without-official",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.RESPONSIBILITY),
    title=Text(
        "Mỗi nhiệm vụ nêu cán bộ phụ trách, không chỉ cơ quan",
        "Each task names a responsible official, not only a body",
    ),
    why=Text(
        "“Rõ trách nhiệm” là biết người chịu trách nhiệm, không chỉ tên cơ quan.",
        "Clear responsibility means knowing the person who answers, not only the body.",
    ),
    help=Text(
        "Ghi thêm chức vụ người phụ trách bên cạnh cơ quan chủ trì"
        ' (lead = { unit = "…", official = "Phó Trưởng phòng" }).',
        "Add the post of the responsible official to the leading body"
        ' (lead = { unit = "…", official = "Deputy Head" }).',
    ),
    basis=SIX_CLEAR,
    check=_official,
)

#: How many deadlines of one lead in a week are too many to be met with care.
_MOST_IN_A_WEEK = 5
_LOAD = Text(
    "{holder} chủ trì {count} nhiệm vụ cùng đến hạn trong tuần bắt đầu ngày {monday}{more}:"
    " {titles}.",
    "{holder} leads {count} tasks that are due in the week of {monday}{more}: {titles}",
)


def _load(case: Case, plan: Plan) -> Verdict:
    """Judge deadlines that name their day: a month or a year is no week.

    Every member of an ``each`` group owes the task, and the group counts once. The same tasks in
    many weeks, as periodic ones are, are one cause.
    """
    led: dict[str, list[Task]] = {}
    for task in case.tasks:
        for who in {holder.who for holder in case.leading[task.id] if holder.who}:
            led.setdefault(who, []).append(task)
    is_anything_due = False
    hits = []
    for lead, tasks in sorted(led.items()):
        weeks = _weeks(case, tasks)
        is_anything_due = is_anything_due or bool(weeks)
        full: dict[tuple[str, ...], list[date]] = {}
        for week, ids in sorted(weeks.items()):
            if len(ids) > _MOST_IN_A_WEEK:
                monday = date.fromordinal(1 + 7 * week)
                full.setdefault(tuple(sorted(ids)), []).append(monday)
        hits += [_too_much(case, lead, ids, mondays) for ids, mondays in full.items()]
    return hits if is_anything_due else None


def _weeks(case: Case, tasks: Iterable[Task]) -> dict[int, set[str]]:
    """Return by week, counted from that of the first day of the year 1, which tasks are due."""
    found: dict[int, set[str]] = {}
    for task in tasks:
        for due in _due_days(case, task):
            found.setdefault((due.toordinal() - 1) // 7, set()).add(task.id)
    return found


def _too_much(case: Case, who: str, ids: tuple[str, ...], mondays: list[date]) -> Hit:
    """Return what is wrong with the weeks in which a lead has the same tasks to finish."""
    monday, more = mondays[0], len(mondays) - 1
    year, week, _ = monday.isocalendar()
    message = _LOAD.of(
        holder=case.called(Holder(Slug(who))),
        count=len(ids),
        monday=monday,
        more=Text(f" và {more} tuần khác", f" and {more} more") if more else "",
        titles=some([f"“{case.plan.row(id).title}”" for id in ids]),
    )
    return Hit(message=message, key=f"{who}.{year}-W{week:02}", covers=ids)


def _due_days(case: Case, task: Task) -> Iterable[date]:
    """Return the days on which a task is due as the plan states it."""
    stated = task.due or task.on
    if task.every is not None:
        deadlines = () if task.every.is_unstated else case.times.deadlines(task)
        return {due.day for _, due in deadlines}
    if stated is not None:
        return (stated.last,) if stated.is_whole else ()
    due = case.times.dues.get(task.id) if task.deadline_from is not None else None
    return () if due is None else (due.day,)


RES005 = Rule(
    code="RES005",
    name="deadlines-in-one-week",
    severity=Severity.WARNING,
    kind="plan",
    tags=("structure",),
    title=Text(
        "Một cơ quan không chủ trì quá 5 nhiệm vụ đến hạn trong một tuần",
        "Nobody leads more than 5 tasks that are due in one week",
    ),
    why=Text(
        "Nhiều việc cùng đến hạn một lúc thì dễ chậm hoặc làm cho xong.",
        "Where much is due at once, some of it is late or done in haste.",
    ),
    help=Text(
        "Giãn thời hạn của một số nhiệm vụ (due), hoặc giao bớt cho cơ quan khác chủ trì (lead).",
        "Spread the deadlines (due), or let other bodies lead some of the tasks (lead).",
    ),
    check=_load,
)

_UNASSIGNED = Text("Chưa phân công chủ trì: {title}.", "nobody is assigned to lead: {title}")


def _assigned(case: Case, measure: Measure) -> Verdict:
    if measure.lead or measure.id in case.worked_on_by_led:
        return []
    if measure.id in case.worked_on:
        return None  # RES001 says that nobody leads its tasks
    return [Hit(message=_UNASSIGNED.of(title=measure.title))]


RES007 = Rule(
    code="RES007",
    name="measure-without-lead",
    severity=Severity.WARNING,
    kind="measure",
    tags=clear(Clarity.PERSON),
    title=Text(
        "Giải pháp có cơ quan chủ trì hoặc nhiệm vụ được giao",
        "A measure has a lead, or a task that somebody leads",
    ),
    why=Text(
        "Nội dung nêu ra mà không giao cho ai thì không ai thực hiện, không ai báo cáo.",
        "What is written down and given to nobody is neither done nor reported.",
    ),
    help=Text(
        "Phân công cơ quan chủ trì (lead), hoặc thêm nhiệm vụ được giao để thực hiện nội dung này"
        " (serves).",
        "Say who leads it (lead), or add an assigned task that serves it (serves).",
    ),
    check=_assigned,
)

RULES = (RES001, RES002, RES005, RES007)
