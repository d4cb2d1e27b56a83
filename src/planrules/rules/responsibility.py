"""Rules on who does what (RES)."""

from planrules.model.assignment import Assignment
from planrules.model.finding import Severity
from planrules.model.goal import Indicator, Measure
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder, Role
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import SIX_CLEAR, Clarity, Hit, Rule, Verdict, clear, some
from planrules.text import comparison_key

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
    leads = case.holders(task, Role.LEAD)
    if not leads:
        return [Hit(message=_NO_LEAD.of(title=task.title))]
    if len(leads) == 1 and leads[0].who is not None:
        return []
    covers: tuple[str, ...] = ()
    if not task.lead:
        # What a heading says of all tasks under it is one cause.
        heading = next(r.heading for r in case.responsibilities[task.id] if r.role is Role.LEAD)
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
        "Name one body as lead; list the others under coordinate.",
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
    leads = case.holders(task, Role.LEAD)
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
        'Ghi chức vụ người phụ trách: lead = { unit = "…", official = "Phó Trưởng phòng" }.',
        'Name the post: lead = { unit = "…", official = "Deputy Head" }.',
    ),
    basis=SIX_CLEAR,
    check=_official,
)

_LEADS_AND_COORDINATES = Text(
    "{holder} vừa chủ trì vừa phối hợp “{title}”.",
    "{holder} both leads and coordinates “{title}”",
)
_NAMED_TWICE = Text(
    "{holder} được ghi hai lần ở cùng một vai trò trong “{title}”.",
    "{holder} is named twice in one role of “{title}”",
)


def _distinct_roles(case: Case, row: Indicator | Measure | Assignment | Task) -> Verdict:
    # A heading's coordinator that leads one task of its own does not coordinate that one, so each
    # row is judged by what it names itself.
    named: dict[Role, tuple[Holder, ...]] = {role: getattr(row, role, ()) for role in Role}
    if sum(map(len, named.values())) <= 1:
        return None  # nobody to be mixed up with
    title = row.clause if isinstance(row, Assignment) else row.title
    hits = []
    leads = {holder.who for holder in named[Role.LEAD]} - {None}
    for index, holder in enumerate(named[Role.COORDINATE]):
        if holder.who in leads:
            message = _LEADS_AND_COORDINATES.of(holder=case.called(holder), title=title)
            hits.append(Hit(message=message, key=holder.who, at=(Role.COORDINATE, index)))
    for role, holders in named.items():
        seen: set[Holder] = set()
        for index, holder in enumerate(holders):
            if holder in seen:
                called = case.called(holder)
                message = _NAMED_TWICE.of(holder=called, title=title)
                hits.append(Hit(message=message, key=f"{role}.{called}", at=(role, index)))
            seen.add(holder)
    return hits


RES003 = Rule(
    code="RES003",
    name="lead-also-coordinates",
    severity=Severity.ERROR,
    kind="holding",
    tags=clear(Clarity.RESPONSIBILITY),
    title=Text(
        "Cơ quan chủ trì không đồng thời phối hợp; không ghi trùng",
        "The lead does not also coordinate, and nobody is named twice in one role",
    ),
    why=Text(
        "Một cơ quan ở hai vai trò làm sai việc chia trách nhiệm và số lượt giao.",
        "A body in two roles blurs who answers, and is counted twice.",
    ),
    help=Text("Bỏ tên cơ quan ở một trong hai chỗ.", "Remove the body from one of the two."),
    check=_distinct_roles,
)

_NO_COORDINATION = Text(
    "“{title}” do {holders} cùng thực hiện nhưng chưa nêu cơ quan phối hợp.",
    "“{title}” is carried out by {holders}, but no task names who coordinates",
)


def _coordination(case: Case, measure: Measure) -> Verdict:
    tasks = [row for row in case.served.get(measure.id, ()) if isinstance(row, Task)]
    leads = {h.who or h.text: h for task in tasks for h in case.holders(task, Role.LEAD)}
    if len(leads) < 2:  # noqa: PLR2004 - one body has nobody to coordinate with
        return None
    if measure.coordinate or any(case.holders(task, Role.COORDINATE) for task in tasks):
        return []
    names = some([case.called(holder) for holder in leads.values()])
    return [Hit(message=_NO_COORDINATION.of(title=measure.title, holders=names))]


RES004 = Rule(
    code="RES004",
    name="shared-measure-without-coordination",
    severity=Severity.INFO,
    kind="measure",
    tags=clear(Clarity.RESPONSIBILITY),
    title=Text(
        "Giải pháp giao nhiều cơ quan có nêu phối hợp",
        "A measure spread over several bodies says who coordinates",
    ),
    why=Text(
        "Nhiều cơ quan cùng làm một việc mà không nêu phối hợp thì dễ làm trùng hoặc bỏ sót.",
        "Several bodies doing the same thing side by side repeat or miss work.",
    ),
    help=Text(
        "Nêu coordinate ở một trong các nhiệm vụ, hoặc ở giải pháp.",
        "Name coordinate on one of the tasks, or on the measure.",
    ),
    check=_coordination,
)

_UNWATCHED = Text(
    "Chưa nêu cơ quan nào theo dõi, kiểm tra “{title}” ngoài chính cơ quan thực hiện.",
    "nobody but its own lead follows or inspects “{title}”",
)
_WATCHING = (Role.FOLLOW, Role.INSPECT, Role.SUPERVISE, Role.URGE, Role.CONSOLIDATE)


def _watched(case: Case, task: Task) -> Verdict:
    leads = {holder.who for holder in case.holders(task, Role.LEAD)}
    if not leads or leads == {case.plan.issuer}:
        return None
    watchers = list(case.holders(task, *_WATCHING))
    for id in (task.id, *task.serves, *task.part_of):
        for other in case.overseers.get(id, ()):
            watchers += case.holders(other, Role.LEAD, *_WATCHING)
    if any(holder.who not in leads for holder in watchers):
        return []
    return [Hit(message=_UNWATCHED.of(title=task.title))]


RES006 = Rule(
    code="RES006",
    name="task-without-monitoring",
    severity=Severity.INFO,
    kind="task",
    tags=clear(Clarity.RESPONSIBILITY),
    title=Text(
        "Việc giao cơ quan khác có cơ quan theo dõi, kiểm tra",
        "Work given to another body is followed or inspected by somebody else",
    ),
    why=Text(
        "Tự làm, tự theo dõi thì chậm trễ không ai biết.",
        "Who alone watches their own work is late unnoticed.",
    ),
    help=Text(
        "Nêu follow, inspect hoặc supervise, hoặc đưa vào oversees của nhiệm vụ kiểm tra.",
        "Name follow, inspect or supervise, or list it under oversees of an inspecting task.",
    ),
    check=_watched,
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
        "Nêu lead, hoặc thêm nhiệm vụ được giao và ghi serves tới nội dung này.",
        "Name lead, or add an assigned task that serves it.",
    ),
    check=_assigned,
)

_NOBODY_REPORTS = Text(
    "{holder} tổng hợp nhưng chưa có cơ quan nào được giao báo cáo.",
    "{holder} consolidates reports, but nobody is obliged to send any",
)
_OTHERS_DO_NOT_REPORT = Text(
    "{holder} tổng hợp nhưng {others} chưa được giao báo cáo.",
    "{holder} consolidates reports, but none is asked of {others}",
)


def _fed(case: Case, task: Task) -> Verdict:
    if not task.consolidate:
        return None
    feeding: set[str | None] = set()
    for id in task.fed_by:
        row = case.plan.row(id)
        if isinstance(row, Task) and row.report:
            feeding.update(h.who for h in case.holders(row, Role.LEAD, Role.REPORT))
    hits = []
    for index, holder in enumerate(task.consolidate):
        if (feeding | case.senders.get(holder.who or "", frozenset())) - {holder.who}:
            continue
        called = case.called(holder)
        others = some([case.called(h) for h in case.leads if h.who != holder.who])
        text = _OTHERS_DO_NOT_REPORT if others else _NOBODY_REPORTS
        message = text.of(holder=called, others=others) if others else text.of(holder=called)
        hits.append(Hit(message=message, key=holder.who, at=("consolidate", index)))
    return hits


RES008 = Rule(
    code="RES008",
    name="consolidation-without-reports",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.RESPONSIBILITY),
    title=Text(
        "Cơ quan tổng hợp có nguồn báo cáo được giao",
        "Whoever consolidates is sent reports by somebody obliged to",
    ),
    why=Text(
        "Không ai được giao báo cáo thì cơ quan tổng hợp không có số liệu để tổng hợp.",
        "Where nobody has to report, there is nothing to consolidate.",
    ),
    help=Text(
        "Giao nhiệm vụ báo cáo cho các đơn vị, ghi receive là cơ quan tổng hợp.",
        "Give the bodies a reporting task whose receive names the consolidating body.",
    ),
    check=_fed,
)

_IDLE_RECIPIENT = Text(
    "{holder} nhận Kế hoạch nhưng không được giao nhiệm vụ nào.",
    "{holder} receives the plan but has no task in it",
)


#: Purposes of sending that ask for something to be done.
_TO_ACT = frozenset({"t/h", "thực hiện", "để thực hiện", "p/h", "phối hợp", "để phối hợp"})


def _recipients(case: Case, plan: Plan) -> Verdict:
    if not plan.recipients:
        return None
    busy = {plan.issuer} | _busy(case)
    hits = []
    for index, recipient in enumerate(plan.recipients):
        if recipient.purpose and comparison_key(recipient.purpose) not in _TO_ACT:
            continue
        if recipient.unit is None or recipient.unit in busy:
            continue
        receiver = Holder(recipient.unit)
        if not any(unit.id in busy for unit in case.bodies(receiver)):
            message = _IDLE_RECIPIENT.of(holder=case.called(receiver))
            hits.append(Hit(message=message, key=recipient.unit, at=("recipients", index)))
    return hits


def _busy(case: Case) -> set[str | None]:
    """Return the bodies and groups that hold a role anywhere, and the members of the groups."""
    holders = {r.holder for found in case.responsibilities.values() for r in found}
    for indicator in case.plan.indicators:
        holders.update(indicator.lead)
    for measure in case.plan.measures:
        holders.update((*measure.lead, *measure.coordinate))
    names = {holder.who for holder in holders}
    return names | {unit.id for name in names for unit in case.bodies(Holder(name))}


RES009 = Rule(
    code="RES009",
    name="recipient-without-task",
    severity=Severity.INFO,
    kind="plan",
    tags=("structure",),
    title=Text(
        "Cơ quan nhận Kế hoạch để thực hiện có nhiệm vụ",
        "Who receives the plan in order to act has something to do in it",
    ),
    why=Text(
        "Cơ quan nhận mà không có việc: hoặc giao sót, hoặc gửi thừa.",
        "A recipient without work was either forgotten or need not be sent the plan.",
    ),
    help=Text(
        "Giao việc cho cơ quan đó, hoặc ghi mục đích gửi (b/c, để biết).",
        'Give it a task, or state the purpose of sending (purpose = "b/c").',
    ),
    check=_recipients,
)

RULES = (RES001, RES002, RES003, RES004, RES006, RES007, RES008, RES009)
