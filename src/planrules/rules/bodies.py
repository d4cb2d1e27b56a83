"""Rules on bodies through time: who existed, who has ended, who took over (ORG)."""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from planrules.model.assignment import Assignment
from planrules.model.body import UNKNOWN, Group, Unit
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Responsibility
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.parts import Capacity, Part, Taking
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some

_ENDED_BEFORE = Text(
    "{unit} đã kết thúc hoạt động ngày {day}, trước khi ban hành Kế hoạch.",
    "{unit} had ended on {day}, before the plan was issued",
)
_BEGINS_AFTER = Text(
    "{unit} đến ngày {day} mới hoạt động, sau thời hạn {due} của “{title}”.",
    "{unit} begins on {day}, after the deadline {due} of “{title}”",
)
_ENDS_EARLIER = Text(
    "{unit} kết thúc hoạt động ngày {day}, trước thời hạn {due} của “{title}”, không có cơ quan"
    " kế tiếp.",
    "{unit} ends on {day}, before the deadline {due} of “{title}”, and nobody takes over",
)


def _active(case: Case, task: Task) -> Verdict:
    whos = case.named(task)
    if case.changing.isdisjoint(whos):
        return None if case.unit_ids.isdisjoint(whos) else []
    named = {r.holder.who: r for r in reversed(case.responsibilities(task))}
    hits = []
    judged = False
    for id, responsibility in named.items():
        unit = case.plan.body(id) if id is not None else None
        if isinstance(unit, Unit):
            judged = True
            hits += _activity(case, task, unit, _at(task, responsibility))
    return hits if judged else None


def _activity(case: Case, task: Task, unit: Unit, at: tuple[str | int, ...]) -> list[Hit]:
    """Return what is wrong with the time of a body of a task."""
    end = task.due or task.on
    if _ended_before_issue(case, unit):
        message = _ENDED_BEFORE.of(unit=unit.called, day=unit.until)
    elif end is None:
        return []
    elif unit.since is not None and unit.since > end.last:
        if not case.was_named(task, unit.id, end.last):
            return []  # another body held it when it was due, and answers for it
        message = _BEGINS_AFTER.of(unit=unit.called, day=unit.since, due=end, title=task.title)
    elif unit.until is not None and case.as_of <= unit.until < end.last and _known(case, unit):
        message = _ENDS_EARLIER.of(unit=unit.called, day=unit.until, due=end, title=task.title)
    else:
        return []
    return [Hit(message=message, key=unit.id, at=at)]


def _ended_before_issue(case: Case, unit: Unit) -> bool:
    issued = case.plan.issued_on
    return issued is not None and unit.until is not None and unit.until < issued.first


def _at(task: Task, responsibility: Responsibility) -> tuple[str | int, ...]:
    """Return the way from a task to a holder that it names itself."""
    if responsibility.heading is not None:
        return ()
    role = responsibility.role
    return (role, task.holders(role).index(responsibility.holder))


def _known(case: Case, unit: Unit) -> bool:
    """Return whether it is known by the day that a body will end with nobody after it."""
    decided = unit.decided_on is not None and unit.decided_on <= case.as_of
    return decided and unit.successors == ()


ORG001 = Rule(
    code="ORG001",
    name="body-not-active",
    severity=Severity.ERROR,
    kind="task",
    tags=clear(Clarity.PERSON),
    title=Text(
        "Cơ quan được giao đang hoạt động vào thời gian của nhiệm vụ",
        "The bodies of a task exist in its time",
    ),
    why=Text(
        "Không thể giao việc cho cơ quan chưa có hoặc không còn.",
        "A body that does not exist can't be assigned anything.",
    ),
    help=Text(
        "Sửa cơ quan được giao, hoặc sửa trong danh bạ ngày hoạt động và cơ quan kế tiếp (since,"
        " until, successors).",
        "Assign another body, or correct its days and successors in the register (since, until,"
        " successors).",
    ),
    check=_active,
)

_GONE: Mapping[Capacity, Text] = {
    Capacity.HOLDER: Text(
        "{unit} kết thúc hoạt động từ {day}; chưa xác định cơ quan thực hiện thay.",
        "{unit} has not existed since {day}; who does its work is not known",
    ),
    Capacity.RECEIVER: Text(
        "{unit} kết thúc hoạt động từ {day}; chưa xác định cơ quan nhận thay thế.",
        "{unit} has not existed since {day}; who receives in its place is not known",
    ),
    Capacity.ADDRESSEE: Text(
        "{unit} kết thúc hoạt động từ {day}; chưa xác định đối tượng thay thế của việc này.",
        "{unit} has not existed since {day}; at whom the work is aimed instead is not known",
    ),
    Capacity.SCOPE: Text(
        "{unit} kết thúc hoạt động từ {day}; chưa xác định cơ quan thay thế để tính chỉ tiêu này.",
        "{unit} has not existed since {day}; who counts for the target in its place is not known",
    ),
}
_ISSUER_GONE = Text(
    "{unit} là cơ quan ban hành Kế hoạch, kết thúc hoạt động từ {day}; chưa xác định cơ quan kế"
    " tiếp.",
    "{unit}, which issued the plan, has not existed since {day}; its successor is not known",
)
_NOBODY_AFTER: Mapping[Capacity, Text] = {
    Capacity.HOLDER: Text(
        "{unit} kết thúc hoạt động từ {day}, không có cơ quan kế tiếp; không còn cơ quan thực hiện"
        " phần việc được giao.",
        "{unit} has not existed since {day} and nobody took over; its part of the work is nobody's",
    ),
    Capacity.RECEIVER: Text(
        "{unit} kết thúc hoạt động từ {day}, không có cơ quan kế tiếp; không còn cơ quan nào nhận"
        " thay.",
        "{unit} has not existed since {day} and nobody took over; nobody receives in its place",
    ),
    Capacity.ADDRESSEE: Text(
        "{unit} kết thúc hoạt động từ {day}, không có cơ quan kế tiếp; việc này không còn đối"
        " tượng thay thế.",
        "{unit} has not existed since {day} and nobody took over; the work is aimed at nobody in"
        " its place",
    ),
    Capacity.SCOPE: Text(
        "{unit} kết thúc hoạt động từ {day}, không có cơ quan kế tiếp; không còn cơ quan thay thế"
        " để tính chỉ tiêu này.",
        "{unit} has not existed since {day} and nobody took over; nobody counts for the target in"
        " its place",
    ),
}
_NOBODY_AFTER_ISSUER = Text(
    "{unit} là cơ quan ban hành Kế hoạch, kết thúc hoạt động từ {day}, không có cơ quan kế tiếp.",
    "{unit}, which issued the plan, has not existed since {day}, and nobody took over",
)
_NAME_ANOTHER = Text(
    "Sửa đổi Kế hoạch: nêu cơ quan nay đảm nhiệm, hoặc cho kết thúc việc này; nếu đã có cơ quan kế"
    " tiếp thì ghi vào danh bạ (successors).",
    "Amend the plan: name the body that is responsible now, or end the work; where somebody did"
    " take over, record it in the register (successors).",
)
_GAP = Text(
    "{unit} kết thúc hoạt động từ {day}; cơ quan kế tiếp là {heirs} đến ngày {since} mới hoạt"
    " động.",
    "{unit} has not existed since {day}; {heirs}, which takes over, begins only on {since}",
)
_CLOSE_GAP = Text(
    "Kiểm tra ngày kết thúc và ngày bắt đầu hoạt động trong danh bạ (until, since); nếu đúng thì"
    " tạm giao cho cơ quan khác.",
    "Check the days of end and beginning in the register (until, since); where they are right,"
    " assign another body for the time between.",
)


def _lasting(case: Case, subject: Plan | Taking) -> Verdict:
    if not isinstance(subject, Plan):
        return _parts_lasting(case, subject)
    if case.issuer is None:
        return None
    since = case.gone_since(case.issuer)
    if since is None:
        return []
    texts = _ISSUER_GONE, _NOBODY_AFTER_ISSUER
    return [_gone(case, case.issuer, since, texts, at=("issuer",))]


def _parts_lasting(case: Case, thing: Taking) -> Verdict:
    """Return the bodies that have gone, but for those told of on the clause already."""
    if not case.is_anybody_gone:
        return [] if any(map(case.bodies, _named(case, thing))) else None
    hits: dict[str, Hit] = {}
    is_judged = False
    for part in case.parts(thing):
        is_judged = is_judged or bool(case.bodies(part.who))
        for unit in case.gone(part.who):
            since = case.gone_since(unit)
            if since is None or unit.id in hits or _is_told(case, thing, part, unit):
                continue
            covers = _speaks_for(case, thing, unit)
            if covers is not None:
                texts = _GONE[part.capacity], _NOBODY_AFTER[part.capacity]
                hit = _gone(case, unit, since, texts, at=part.at)
                hits[unit.id] = attrs.evolve(hit, covers=covers)
    return list(hits.values()) if is_judged else None


def _named(case: Case, thing: Taking) -> Iterator[str]:
    """Yield the bodies and groups that a row or heading names: holders of a task first."""
    if isinstance(thing, Task):
        yield from case.named(thing)
    for part in case.parts(thing):
        yield part.who


def _is_told(case: Case, thing: Taking, part: Part, unit: Unit) -> bool:
    """Return whether ORG001 says that a task's holder had ended before the plan was issued."""
    named = part.who == unit.id and part.capacity in (Capacity.HOLDER, Capacity.RECEIVER)
    return named and isinstance(thing, Task) and _ended_before_issue(case, unit)


def _speaks_for(case: Case, thing: Taking, unit: Unit) -> tuple[str, ...] | None:
    """Return the rows that a finding on a thing speaks for; None where another speaks for it."""
    if thing.clause is None:
        return (thing.id,)
    sharing = case.sharing(thing.clause, unit)
    if isinstance(thing, Assignment):
        return None if sharing or (thing.clause, unit.id) in case.named_under else ()
    return tuple(row.id for row in sharing) if sharing[0] is thing else None


def _gone(
    case: Case, unit: Unit, day: date, texts: tuple[Text, Text], *, at: tuple[str | int, ...]
) -> Hit:
    """Return what is wrong with a body that has gone, or with the wait for who takes over.

    Args:
        case: What is looked at.
        unit: The body.
        day: The first day without it.
        texts: What to say where it is not known who took over, and where it is known to be nobody.
        at: The way to where it is named.
    """
    after = () if unit.successors in (None, UNKNOWN) else unit.successors or ()
    to_come = [
        (body.since, body.called)
        for body in map(case.plan.body, after)
        if isinstance(body, Unit) and body.since is not None and case.as_of < body.since
    ]
    if not to_come:
        is_nobody = _is_left_to_nobody(case, unit)
        message = texts[is_nobody].of(unit=unit.called, day=day)
        advice = _NAME_ANOTHER if is_nobody else None
        return Hit(message=message, key=unit.id, at=at, help=advice)
    since, _ = min(to_come)
    heirs = some([called for first, called in to_come if first == since])
    message = _GAP.of(unit=unit.called, day=day, heirs=heirs, since=since)
    return Hit(message=message, key=unit.id, at=at, help=_CLOSE_GAP)


def _is_left_to_nobody(case: Case, unit: Unit) -> bool:
    """Return whether it is known of a body, and of all who came after it, that nobody did."""
    seen: set[str] = set()
    waiting = [unit.id]
    while waiting:
        body = case.plan.body(waiting.pop())
        if isinstance(body, Unit) and body.id not in seen:
            seen.add(body.id)
            if body.successors is None or body.successors == UNKNOWN:
                return False
            waiting += body.successors
    return True


ORG005 = Rule(
    code="ORG005",
    name="body-ended",
    severity=Severity.ERROR,
    kind="plan-and-holding",
    tags=clear(Clarity.PERSON),
    title=Text(
        "Cơ quan được giao, cơ quan nhận, cơ quan ban hành còn hoạt động hoặc có cơ quan kế tiếp",
        "Holders, addressees and the issuer still exist, or somebody has taken over",
    ),
    why=Text(
        "Cơ quan kết thúc mà không rõ ai thay thì việc không còn ai chịu trách nhiệm.",
        "Where a body ends and nobody takes over, nobody answers for its work.",
    ),
    help=Text(
        "Ghi cơ quan kế tiếp (successors) trong danh bạ khi có văn bản, hoặc sửa đổi Kế hoạch.",
        "Record who took over in the register once a document says so (successors), or amend the"
        " plan.",
    ),
    check=_lasting,
)

_EMPTY_GROUP = Text(
    "Nhóm “{group}” không có thành viên nào vào ngày {day}.",
    "the group “{group}” has no members on {day}",
)


def _peopled(case: Case, group: Group) -> Verdict:
    if case.plan.members(group.id, on=case.as_of):
        return []
    at_issue = case.bodies(group.id)
    if at_issue and all(case.gone_since(unit) for unit in at_issue):
        return None  # ORG005 says of each where it holds a role
    message = _EMPTY_GROUP.of(group=group.called, day=case.as_of)
    return [Hit(message=message, at=("members",))]


ORG007 = Rule(
    code="ORG007",
    name="empty-group",
    severity=Severity.ERROR,
    kind="group",
    tags=clear(Clarity.PERSON),
    title=Text("Nhóm có thành viên", "A group has members"),
    why=Text(
        "Giao việc cho nhóm không có thành viên là không giao cho ai.",
        "Work assigned to an empty group is assigned to nobody.",
    ),
    help=Text(
        "Liệt kê thành viên, hoặc sửa điều kiện chọn thành viên (members) và danh bạ.",
        "List the members, or correct how they are chosen (members) and the register.",
    ),
    check=_peopled,
)

RULES = (ORG001, ORG005, ORG007)
