"""Rules on bodies through time: who existed, who has ended, who took over (ORG)."""

from datetime import date, timedelta

from planrules.model.body import Group, Unit
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear

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
    named = {r.holder.who: r for r in reversed(case.responsibilities[task.id])}
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
        "Sửa cơ quan được giao, hoặc ngày since, until, successors trong danh bạ.",
        "Correct the body, or its since, until, successors in the register.",
    ),
    check=_active,
)

_HOLDER_GONE = Text(
    "{unit} kết thúc hoạt động từ {day}; chưa xác định cơ quan thực hiện thay.",
    "{unit} has not existed since {day}; who does its work is not known",
)
_RECEIVER_GONE = Text(
    "{unit} kết thúc hoạt động từ {day}; chưa xác định cơ quan nhận thay thế.",
    "{unit} has not existed since {day}; who receives in its place is not known",
)
_ISSUER_GONE = Text(
    "{unit} là cơ quan ban hành Kế hoạch, kết thúc hoạt động từ {day}; chưa xác định cơ quan kế"
    " tiếp.",
    "{unit}, which issued the plan, has not existed since {day}; its successor is not known",
)


def _lasting(case: Case, subject: Plan | Row) -> Verdict:
    if isinstance(subject, Plan):
        if case.issuer is None:
            return None
        ended = _gone_after(case, case.issuer)
        if ended is None:
            return []
        message = _ISSUER_GONE.of(unit=case.issuer.called, day=ended)
        return [Hit(message=message, key=case.issuer.id, at=("issuer",))]
    return _holders_lasting(case, subject) if isinstance(subject, Task) else None


def _gone_after(case: Case, unit: Unit) -> date | None:
    """Return the first day on which a body without known successor is no more, or None."""
    if unit.until is None or not case.has_gone(unit):
        return None
    return unit.until + timedelta(days=1)


def _holders_lasting(case: Case, task: Task) -> list[Hit]:
    """Return the bodies of a task that have gone, but for those told on its clause already."""
    hits: dict[str, Hit] = {}
    for responsibility in case.responsibilities[task.id]:
        text = _RECEIVER_GONE if responsibility.role is Role.RECEIVE else _HOLDER_GONE
        for unit in case.bodies(responsibility.holder):
            ended = _gone_after(case, unit)
            if ended is None or unit.id in hits or _ended_before_issue(case, unit):
                continue  # of bodies that had ended before, ORG001 speaks
            sharing = case.sharing(task, unit)
            if sharing[0] is task:
                hits[unit.id] = Hit(
                    message=text.of(unit=unit.called, day=ended),
                    key=unit.id,
                    at=_at(task, responsibility),
                    covers=tuple(other.id for other in sharing),
                )
    return list(hits.values())


ORG005 = Rule(
    code="ORG005",
    name="body-ended",
    severity=Severity.ERROR,
    kind="plan-and-row",
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
        "Record its successors in the register once a document says so, or amend the plan.",
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
    at_issue = case.bodies(Holder(group.id))
    if at_issue and all(case.has_gone(unit) for unit in at_issue):
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
        "Liệt kê thành viên (members), hoặc sửa điều kiện chọn và danh bạ.",
        "List the members, or correct the selector and the register.",
    ),
    check=_peopled,
)

RULES = (ORG001, ORG005, ORG007)
