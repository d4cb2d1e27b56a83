"""Rules on several bodies in one piece of work (RES)."""

from planrules.model.assignment import Assignment
from planrules.model.finding import Severity
from planrules.model.goal import Measure
from planrules.model.message import Text
from planrules.model.responsibility import Holder, Role
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.parts import Taking
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some

_LEADS_AND_COORDINATES = Text(
    "{holder} vừa chủ trì vừa phối hợp “{title}”.",
    "{holder} both leads and coordinates “{title}”",
)
_NAMED_TWICE = Text(
    "{holder} được ghi hai lần ở cùng một vai trò trong “{title}”.",
    "{holder} is named twice in one role of “{title}”",
)


def _distinct_roles(case: Case, row: Taking) -> Verdict:
    # A heading's coordinator that leads one task of its own does not coordinate that one, so each
    # row is judged by what it names itself.
    named = row.held() if isinstance(row, Task) else _held(row)
    count = sum(map(len, named.values()))
    if count <= 1:
        return None  # nobody to be mixed up with
    if count == len(named) and Role.COORDINATE not in named:
        return []
    title = row.clause if isinstance(row, Assignment) else row.title
    hits = []
    leads = [holder.who for holder in named.get(Role.LEAD, ())]
    for index, holder in enumerate(named.get(Role.COORDINATE, ())):
        if holder.who is not None and holder.who in leads:
            message = _LEADS_AND_COORDINATES.of(holder=case.called(holder), title=title)
            hits.append(Hit(message=message, key=holder.who, at=(Role.COORDINATE, index)))
    for role, holders in named.items():
        if len({holder.who for holder in holders if holder.who}) == len(holders):
            continue
        seen: set[Holder] = set()
        for index, holder in enumerate(holders):
            if holder in seen:
                called = case.called(holder)
                message = _NAMED_TWICE.of(holder=called, title=title)
                hits.append(Hit(message=message, key=f"{role}.{called}", at=(role, index)))
            seen.add(holder)
    return hits


def _held(row: Taking) -> dict[Role, tuple[Holder, ...]]:
    """Return whom a target, a measure or a heading names by role, none without anybody."""
    named = ((role, getattr(row, role, ())) for role in (Role.LEAD, Role.COORDINATE))
    return {role: holders for role, holders in named if holders}


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
    help=Text(
        "Bỏ tên cơ quan ở một trong hai chỗ (lead, coordinate).",
        "Remove the body from one of the two places (lead, coordinate).",
    ),
    check=_distinct_roles,
)

_NO_COORDINATION = Text(
    "“{title}” do {holders} cùng thực hiện nhưng chưa nêu cơ quan phối hợp.",
    "“{title}” is carried out by {holders}, but no task names who coordinates",
)


def _coordination(case: Case, measure: Measure) -> Verdict:
    tasks = [row for row in case.plan.serving(measure.id) if isinstance(row, Task)]
    leads = {h.who or h.text: h for task in tasks for h in case.leading[task.id]}
    if len(leads) < 2:  # noqa: PLR2004 - one body has nobody to coordinate with
        return None
    if measure.coordinate or any(case.coordinating[task.id] for task in tasks):
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
        "Nêu cơ quan phối hợp ở một trong các nhiệm vụ, hoặc ở giải pháp (coordinate).",
        "Say who coordinates, on one of the tasks or on the measure (coordinate).",
    ),
    check=_coordination,
)

RULES = (RES003, RES004)
