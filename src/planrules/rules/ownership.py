"""Rules on who owes work once bodies end, split or begin late (ORG)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from planrules.model.body import Unit
from planrules.model.finding import Severity
from planrules.model.ids import Slug
from planrules.model.message import Text
from planrules.model.progress import Ownerless
from planrules.model.responsibility import Holder
from planrules.model.task import Task
from planrules.rules.bodies import ORG001
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some

if TYPE_CHECKING:
    from planrules.model.obligation import Obligation

_WHY: Mapping[Ownerless, Text] = {
    Ownerless.NO_MEMBERS: Text(
        "ngày {day} nhóm được giao không có thành viên nào",
        "on {day} the group that is assigned has no members",
    ),
    Ownerless.NOT_YET: Text(
        "đến ngày {day} {unit} chưa hoạt động", "{unit} does not exist yet on {day}"
    ),
    Ownerless.SUCCESSOR_UNKNOWN: Text(
        "{unit} đã kết thúc hoạt động, chưa xác định cơ quan kế tiếp",
        "{unit} has ended and its successor is not known",
    ),
    Ownerless.NO_SUCCESSOR: Text(
        "{unit} đã kết thúc hoạt động, không có cơ quan kế tiếp",
        "{unit} has ended and nobody came after it",
    ),
    Ownerless.SUCCESSOR_NOT_YET: Text(
        "{unit} đã kết thúc hoạt động, ngày {day} cơ quan kế tiếp chưa hoạt động",
        "{unit} has ended, and on {day} its successor does not exist yet",
    ),
    Ownerless.SEVERAL_SUCCESSORS: Text(
        "{unit} đã kết thúc hoạt động, có nhiều cơ quan kế tiếp ({heirs})",
        "{unit} has ended and several bodies came after it ({heirs})",
    ),
}
_DAY = timedelta(days=1)
_NO_OWNER = Text(
    "Chưa xác định cơ quan thực hiện “{title}”: {why}.",
    "nobody in particular owes “{title}”: {why}",
)


def _owned(case: Case, task: Task) -> Verdict:
    if not _may_change(case, task):
        return None
    owing = case.times.owed_for(task.id)
    if not owing:
        return None
    hits: dict[str, Hit] = {}
    for owed in owing:
        if owed.ownerless in _WHY and not _is_told(case, task, owed):
            hits.setdefault(owed.unit or "", _hit(case, task, owed))
    return list(hits.values())


def _may_change(case: Case, task: Task) -> bool:
    """Return whether any body that leads a task begins or ends at all: most never do."""
    for holder in case.leading[task.id]:
        if holder.who is None:
            continue
        if holder.who not in case.may_lack_owner:
            case.may_lack_owner[holder.who] = _may_lack_owner(case, holder.who)
        if case.may_lack_owner[holder.who]:
            return True
    return False


def _may_lack_owner(case: Case, who: str) -> bool:
    """Return whether obligations of a body or group may have no owner, or several.

    Asking so costs less than working the obligations out. Of bodies that have gone without anybody
    after them ORG005 speaks.
    """
    plan = case.plan
    known = case.known_on
    told = {unit.id for unit in case.bodies(who) if case.gone_since(unit) is not None}
    body = plan.body(who)
    if isinstance(body, Unit):
        waiting = [body]
        late = waiting if body.since and body.since > known else []
    else:
        waiting = list(plan.members(who, on=known))
        late = case.come_and_gone
        if not waiting:
            return True
    if any(unit.id not in told for unit in late):
        return True
    seen = set(told)
    while waiting:
        unit = waiting.pop()
        if unit.id in seen or unit.until is None or unit.until >= case.as_of:
            continue
        seen.add(unit.id)
        after = unit.successors
        heirs = map(plan.body, after) if isinstance(after, tuple) else ()
        begun = [heir for heir in heirs if isinstance(heir, Unit) and _follows(unit, heir)]
        if len(begun) != 1 or len(after or ()) != 1:
            return True
        waiting += begun
    return False


def _follows(unit: Unit, heir: Unit) -> bool:
    """Return whether a body is there as soon as another has ended."""
    return unit.until is not None and (heir.since is None or heir.since <= unit.until + _DAY)


def _is_told(case: Case, task: Task, owed: "Obligation") -> bool:
    """Return whether ORG001, ORG005 or ORG007 says the same."""
    leads = [holder.who for holder in case.leading[task.id] if holder.who]
    if owed.ownerless is Ownerless.NO_MEMBERS:
        return all(not case.plan.members(who, on=case.as_of) for who in leads)
    named = [unit for who in leads for unit in case.bodies(who)]
    inactive = {hit.key for hit in ORG001.check(case, task) or ()}
    told = [u for u in named if u.id in inactive or case.gone_since(u) is not None]
    return owed.unit in _all_after(case, told)


def _all_after(case: Case, units: list[Unit]) -> set[str]:
    """Return the ids of bodies and of all that came after them."""
    found: set[str] = set()
    waiting = [unit.id for unit in units]
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        found.add(id)
        unit = case.plan.body(id)
        if isinstance(unit, Unit) and isinstance(unit.successors, tuple):
            waiting += unit.successors
    return found


def _hit(case: Case, task: Task, owed: "Obligation") -> Hit:
    assert owed.ownerless is not None  # noqa: S101 - only such come here
    day = case.as_of if owed.due is None else min(owed.due, case.as_of)
    facts: dict[str, object] = {"day": day}
    if owed.unit is not None:
        unit = case.plan.body(owed.unit)
        after = unit.successors if isinstance(unit, Unit) else None
        facts["unit"] = case.called(Holder(Slug(owed.unit)))
        if owed.ownerless is Ownerless.SEVERAL_SUCCESSORS and isinstance(after, tuple):
            facts["heirs"] = some([case.called(Holder(heir)) for heir in after])
    text = _WHY[owed.ownerless]
    why = Text(*(text.of(**facts).text(language) for language in ("vi", "en")))
    return Hit(message=_NO_OWNER.of(title=task.title, why=why), key=owed.unit, at=("lead",))


ORG008 = Rule(
    code="ORG008",
    name="obligation-without-owner",
    severity=Severity.ERROR,
    kind="task",
    tags=clear(Clarity.PERSON),
    title=Text(
        "Mỗi đầu việc có đúng một cơ quan thực hiện qua các lần sắp xếp",
        "Each obligation has one owner, whatever becomes of the bodies",
    ),
    why=Text(
        "Sau sắp xếp mà không rõ ai nhận việc thì việc bị bỏ, hoặc hai nơi cùng chờ nhau.",
        "Where nobody knows who took the work over, it is dropped, or two wait for each other.",
    ),
    help=Text(
        "Ghi trong danh bạ cơ quan kế tiếp và ngày hoạt động (successors, since, until); chia cho"
        " nhiều nơi thì sửa đổi Kế hoạch, giao từng việc cho một cơ quan (lead).",
        "Record who took over and from when in the register (successors, since, until); where a"
        " body was split, amend the plan and give each task to one of them (lead).",
    ),
    check=_owned,
)

RULES = (ORG008,)
