"""Rules on the authority to assign, to act and to decide (ORG)."""

import re
from collections.abc import Iterator
from typing import Final

from planrules.model.finding import Severity
from planrules.model.goal import Goal
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import SIX_CLEAR, Clarity, Hit, Rule, Verdict, clear
from planrules.text import comparison_key

#: Kinds of bodies that govern an area; the others are offices and centres under one.
_GOVERNING: Final = frozenset({"people-committee", "people-council", "party-committee"})

_NO_ISSUER = Text("Chưa nêu cơ quan ban hành Kế hoạch.", "the plan names no issuing body")


def _issued(case: Case, plan: Plan) -> Verdict:
    return [] if plan.issuer else [Hit(message=_NO_ISSUER.of())]


ORG002 = Rule(
    code="ORG002",
    name="issuer-not-named",
    severity=Severity.WARNING,
    kind="plan",
    tags=clear(Clarity.AUTHORITY),
    title=Text("Kế hoạch nêu cơ quan ban hành", "The plan names its issuing body"),
    why=Text(
        "Không biết ai ban hành thì không xét được thẩm quyền giao việc.",
        "Whether somebody may assign the work depends on who it is.",
    ),
    help=Text(
        "Nêu cơ quan ban hành Kế hoạch (plan.issuer).", "Name the issuing body (plan.issuer)."
    ),
    check=_issued,
)

_SUPERIOR = Text(
    "Giao {holder} là cơ quan cấp trên của {issuer} chủ trì “{title}”; đề nghị rà soát thẩm quyền.",
    "{holder}, superior to {issuer}, is to lead “{title}”; its agreement is needed",
)


def _not_superior(case: Case, task: Task) -> Verdict:
    leads = case.leading[task.id]
    if case.issuer is None or not leads:
        return None
    return [
        Hit(
            message=_SUPERIOR.of(
                holder=case.called(holder), issuer=case.issuer.called, title=task.title
            ),
            key=holder.who,
            at=("lead",),
        )
        for holder in leads
        if holder.who in case.superiors
    ]


ORG003 = Rule(
    code="ORG003",
    name="superior-body-as-lead",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.AUTHORITY),
    title=Text(
        "Không giao cơ quan cấp trên chủ trì",
        "No superior body is made the lead",
    ),
    why=Text(
        "Cấp dưới không giao việc cho cấp trên nếu không có văn bản đồng ý.",
        "A subordinate body can't assign work to its superior without its agreement.",
    ),
    help=Text(
        "Đổi cơ quan chủ trì, hoặc dẫn văn bản thống nhất của cấp trên.",
        "Change the lead, or cite the document in which the superior agrees.",
    ),
    check=_not_superior,
)

#: Acts that an office under a committee does not decide by itself: key, pattern over the
#: comparison key of the words, and the act's name.
ACTS: Final[tuple[tuple[str, re.Pattern[str], Text], ...]] = tuple(
    (key, re.compile(pattern), Text(vi, en))
    for key, pattern, vi, en in (
        (
            "thanh-tra",
            r"\bthanh tra\b(?! (?:huyện|tỉnh|sở|bộ|nhà nước|chính phủ|nhân dân))",
            "thanh tra",
            "inspectorate acts",
        ),
        (
            "dat-dai",
            (
                r"\b(?:bố trí|dành|giải phóng)\b[^.;,]{0,30}\b(?:đất|mặt bằng)\b"
                r"|\b(?:giao|thu hồi|cho thuê) đất\b"
            ),
            "bố trí đất, mặt bằng",
            "providing land",
        ),
        (
            "ban-hanh",
            r"\bban hành\b[^.;]{0,30}\b(?:cơ chế|chính sách|quy định)\b",
            "ban hành cơ chế, chính sách",
            "issuing policies",
        ),
        ("xu-ly", r"\bxử lý nghiêm\b|\bxử phạt\b", "xử lý vi phạm", "sanctions"),
        ("lap-quy", r"\bthành lập\b[^.;]{0,12}\bquỹ\b", "thành lập quỹ", "founding funds"),
        (
            "kinh-phi-cap-khac",
            r"\b(?:cân đối|bố trí)\b[^.;]{0,30}\b(?:kinh phí|ngân sách)\b[^.;]{0,12}\bcấp xã\b",
            "cân đối kinh phí của cấp xã",
            "committing the budgets of communes",
        ),
    )
)
#: One of these stands in the words of each act.
_SIGN: Final = re.compile("thanh tra|đất|mặt bằng|ban hành|xử lý|xử phạt|thành lập|cấp xã")
#: Whoever advises, proposes or takes part leaves the decision to whom it belongs.
_NOT_BY_ITSELF: Final = re.compile(
    r"\b(?:tham mưu|đề xuất|đề nghị|kiến nghị|trình|phối hợp)\b[^.;]*$"
)

_DOUBTFUL_ACT = Text(
    "Việc {act} không do {issuer} tự quyết định; đề nghị rà soát thẩm quyền.",
    "{issuer} does not decide on {act} by itself; review the authority",
)
_DOUBTFUL_ASSIGNMENT = Text(
    "{issuer} giao nhiệm vụ cho {holder}; đề nghị rà soát thẩm quyền.",
    "{issuer} assigns work to {holder}, another level of government; review the authority",
)


def _authority(case: Case, row: Row) -> Verdict:
    issuer = case.issuer
    if issuer is None or issuer.kind is None or issuer.kind in _GOVERNING or isinstance(row, Goal):
        return None
    beside = case.beside(row)
    hits: list[Hit] = []
    # Rows without a quote share the words of their clause: those are judged once.
    if row.quote is not None or row.clause is None or beside[0] is row:
        words = comparison_key(case.words_of(row))
        for key, act in _acts(words) if _SIGN.search(words) else ():
            message = _DOUBTFUL_ACT.of(act=act, issuer=issuer.called)
            hits.append(Hit(message=message, key=key, at=("quote",)))
    if isinstance(row, Task) and beside[0] is row:
        for holder in case.leading[row.id]:
            if holder.who in _governing(case):
                message = _DOUBTFUL_ASSIGNMENT.of(issuer=issuer.called, holder=case.called(holder))
                covers = tuple(task.id for task in beside)
                hits.append(Hit(message=message, key=holder.who, covers=covers))
    return hits


def _governing(case: Case) -> frozenset[str | None]:
    """Return the leads that govern an area, themselves or a member, and are not over the issuer."""
    found: frozenset[str | None] | None = case.kept.get("ORG004")
    if found is None:
        found = case.kept["ORG004"] = frozenset(
            holder.who
            for holder in case.leads
            for unit in case.bodies(holder.who)
            if unit.kind in _GOVERNING and unit.id not in case.superiors
        )
    return found


def _acts(words: str) -> Iterator[tuple[str, Text]]:
    """Yield the acts that words take upon themselves."""
    for key, pattern, act in ACTS:
        for match in pattern.finditer(words):
            if not _NOT_BY_ITSELF.search(words, max(match.start() - 80, 0), match.start()):
                yield key, act
                break


ORG004 = Rule(
    code="ORG004",
    name="authority-doubtful",
    severity=Severity.WARNING,
    kind="row",
    tags=clear(Clarity.AUTHORITY),
    title=Text(
        "Cơ quan ban hành có thẩm quyền về việc đó và đối với cơ quan được giao",
        "The issuer has authority over the act and over whom it assigns",
    ),
    why=Text(
        "Phòng, trung tâm chuyên môn không thanh tra, không quyết định đất đai, ngân sách, chính"
        " sách, và không giao việc cho UBND cấp khác bằng kế hoạch của mình.",
        "An office under a committee does not inspect, decide on land, budgets or policies, nor"
        " assign work to another level of government by a plan of its own.",
    ),
    help=Text(
        "Trình UBND ban hành Kế hoạch, hoặc dẫn văn bản giao thẩm quyền, hoặc đổi cách giao việc.",
        "Have the committee issue the plan, cite the delegation, or word the work differently.",
    ),
    check=_authority,
)

_NO_AUTHORITY = Text(
    "Chưa nêu cấp quyết định, phê duyệt kết quả của “{title}”.",
    "nobody is named to approve the result of “{title}”",
)
_NO_AUTHORITIES = Text(
    "Kế hoạch chưa nêu cấp quyết định, phê duyệt kết quả của nhiệm vụ nào.",
    "the plan names nobody to approve the result of any task",
)


def _approved(case: Case, task: Task) -> Verdict:
    if task.approve:
        return []
    if not case.names_approvers:
        if task is not case.tasks[0]:
            return None  # the plan never says who decides: one cause, told once
        covers = tuple(t.id for t in case.tasks)
        return [Hit(message=_NO_AUTHORITIES.of(), covers=covers, on_plan=True)]
    return [Hit(message=_NO_AUTHORITY.of(title=task.title))]


ORG006 = Rule(
    code="ORG006",
    name="authority-not-named",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.AUTHORITY),
    title=Text(
        "Nhiệm vụ nêu cấp quyết định, phê duyệt kết quả",
        "A task names who decides on its result",
    ),
    why=Text(
        "“Rõ thẩm quyền” là biết ai quyết định, không chỉ ai làm.",
        "Clear authority means knowing who decides, not only who does the work.",
    ),
    help=Text(
        "Nêu cấp quyết định hoặc phê duyệt kết quả của từng nhiệm vụ (approve).",
        "Say of each task who decides on its result or approves it (approve).",
    ),
    basis=SIX_CLEAR,
    check=_approved,
)

RULES = (ORG002, ORG003, ORG004, ORG006)
