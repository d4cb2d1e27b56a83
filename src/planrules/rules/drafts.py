"""A rule on drafts that somebody asks about before their time (TRK)."""

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.rules.case import Case
from planrules.rules.records import TAGS
from planrules.rules.rule import Hit, Rule, Verdict
from planrules.rules.unmatched import draft_called

_PENDING = Text(
    "Dự thảo “{draft}” đến {since} mới có hiệu lực; kết quả rà soát đến {day} chưa gồm nội dung"
    " này.",
    "the draft “{draft}” takes effect on {since} only, and has changed nothing by {day}",
)
_UNDATED = Text(
    "Dự thảo “{draft}” chưa nêu ngày hiệu lực; kết quả rà soát chưa gồm nội dung này.",
    "the draft “{draft}” gives no day from which it holds, and has changed nothing",
)


def _pending(case: Case, plan: Plan) -> Verdict:
    lineage = plan.lineage
    if lineage is None:
        return None
    if not any(one.is_draft for one in (*lineage.applied, *lineage.pending)):
        return None
    hits = []
    for draft in lineage.pending:
        text = _UNDATED if draft.since is None else _PENDING
        path = (*(draft.path or ("amendment",)), "effective_on")
        hits.append(
            Hit(
                message=text.of(draft=draft_called(draft), since=draft.since, day=case.as_of),
                key=draft.id,
                position=None if draft.file is None else (draft.file, path),
            )
        )
    return hits


TRK012 = Rule(
    code="TRK012",
    name="draft-not-in-effect",
    severity=Severity.INFO,
    kind="plan",
    tags=TAGS,
    title=Text(
        "Dự thảo được nêu đã đến ngày có hiệu lực", "Drafts that are named have taken effect"
    ),
    why=Text(
        "Nêu dự thảo để xem trước mà chưa đến ngày hiệu lực thì kết quả không thay đổi gì.",
        "Whoever names a draft to see what it changes sees nothing before its day.",
    ),
    help=Text(
        "Rà soát tại ngày dự thảo đã có hiệu lực (--as-of), hoặc sửa ngày hiệu lực (effective_on).",
        "Check on a day on which it holds (--as-of), or change the day (effective_on).",
    ),
    check=_pending,
)

RULES = (TRK012,)
