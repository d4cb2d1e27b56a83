"""Rules on whom the plan is sent to (RES)."""

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder
from planrules.rules.case import Case
from planrules.rules.rule import Hit, Rule, Verdict
from planrules.text import comparison_key

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
        if not any(unit.id in busy for unit in case.bodies(recipient.unit)):
            message = _IDLE_RECIPIENT.of(holder=case.called(Holder(recipient.unit)))
            hits.append(Hit(message=message, key=recipient.unit, at=("recipients", index)))
    return hits


def _busy(case: Case) -> set[str | None]:
    """Return the bodies and groups that hold a role anywhere, and the members of the groups."""
    names: set[str | None] = {who for task in case.tasks for who in case.named(task)}
    for indicator in case.plan.indicators:
        names.update(holder.who for holder in indicator.lead)
    for measure in case.plan.measures:
        names.update(holder.who for holder in (*measure.lead, *measure.coordinate))
    return names | {unit.id for name in names for unit in case.bodies(name)}


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
        'Giao việc cho cơ quan đó, hoặc ghi mục đích gửi là để báo cáo, để biết (purpose = "b/c").',
        'Give it a task, or say that it is sent the plan for information (purpose = "b/c").',
    ),
    check=_recipients,
)

RULES = (RES009,)
