"""Rules on the basis of a plan and on what superior plans ask for (TRC)."""

import re
from collections.abc import Mapping
from decimal import Decimal

from planrules.model.basis import Basis
from planrules.model.finding import Severity
from planrules.model.goal import Indicator
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear
from planrules.text import comparison_key

#: A basis older than this against the plan is a slip of the pen, such as 1024 for 2024.
_OLDEST_YEARS = 100

_NO_BASIS = Text(
    "Kế hoạch chưa nêu văn bản căn cứ nào của cấp trên.",
    "the plan names no superior document that it rests on",
)


def _based(case: Case, plan: Plan) -> Verdict:
    return [] if plan.bases else [Hit(message=_NO_BASIS.of())]


TRC001 = Rule(
    code="TRC001",
    name="plan-without-basis",
    severity=Severity.WARNING,
    kind="plan",
    tags=clear(Clarity.AUTHORITY),
    title=Text("Kế hoạch nêu văn bản căn cứ", "The plan names the documents that it rests on"),
    why=Text(
        "Không có căn cứ thì không truy được vì sao việc được giao.",
        "Without a basis nobody can trace why the work was assigned.",
    ),
    help=Text("Thêm [[basis]] với số, ngày, cơ quan ban hành.", "Add [[basis]] rows."),
    check=_based,
)

_LOWER = Text(
    "Chỉ tiêu {value} thấp hơn mức {parent} tại {basis}.",
    "the target {value} is lower than {parent} in {basis}",
)
_HIGHER = Text(
    "Chỉ tiêu {value} cao hơn mức {parent} tại {basis}.",
    "the target {value} is higher than {parent} in {basis}",
)
#: Words of a target that is reached by going down.
_FALLING = re.compile(
    r"\bgiảm\b[^.;]{0,80}\b(?:còn|xuống)\b|\bkhông (?:quá|vượt quá)\b|\btối đa\b|\bat most\b"
)
#: What the signs of documents stand for.
_SIGNS: Mapping[str, str] = {
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "KH": "Kế hoạch",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "TT": "Thông tư",
}


def _compared(case: Case, indicator: Indicator, *, weaker: bool) -> Verdict:
    """Return a hit where a target is weaker, or stricter, than that of the superior document."""
    parent, target = indicator.parent_target, indicator.target
    if parent is None or target is None:
        return None
    is_lower = target < parent.value
    if target == parent.value or (is_lower is _falls(case, indicator)) is weaker:
        return []
    message = (_LOWER if is_lower else _HIGHER).of(
        value=_with_unit(indicator, target),
        parent=_with_unit(indicator, parent.value),
        basis=_named(parent.basis),
    )
    return [Hit(message=message, at=("target",))]


def _falls(case: Case, indicator: Indicator) -> bool:
    """Return whether a target is reached by going down: by its numbers, else by its words."""
    starts = [indicator.baseline, *(step.value for step in indicator.milestones)]
    start = next((value for value in starts if value is not None), None)
    if start is not None and indicator.target is not None and start != indicator.target:
        return start > indicator.target
    said = comparison_key(f"{indicator.title} {case.words_of(indicator)}")
    return _FALLING.search(said) is not None


def _named(number: str) -> str | Text:
    """Return a document's number with its kind, as its sign tells it."""
    match = re.search(r"-?(\w+)[-/]", number.lstrip("0123456789/"))
    kind = _SIGNS.get(match[1]) if match else None
    return Text(f"{kind} {number}", number) if kind else number


def _not_lower(case: Case, indicator: Indicator) -> Verdict:
    return _compared(case, indicator, weaker=True)


def _with_unit(indicator: Indicator, value: Decimal) -> Text:
    """Return a value with the indicator's unit of measure, as both languages write it."""
    unit = indicator.unit_of_measure or ""
    space = "" if unit in {"", "%"} else " "
    return Text(*(f"{shown(value, language)}{space}{unit}" for language in ("vi", "en")))


TRC002 = Rule(
    code="TRC002",
    name="target-below-superior",
    severity=Severity.ERROR,
    kind="indicator",
    tags=("trace",),
    title=Text(
        "Chỉ tiêu không kém chỉ tiêu cấp trên giao",
        "A target asks for no less than the superior plan's",
    ),
    why=Text(
        "Kém mức cấp trên giao thì đạt kế hoạch mà vẫn không hoàn thành nhiệm vụ.",
        "A weaker target can be reached and the superior's still be missed.",
    ),
    help=Text(
        "Sửa target, hoặc kiểm tra lại parent_target.", "Correct target, or check parent_target."
    ),
    check=_not_lower,
)


def _not_higher(case: Case, indicator: Indicator) -> Verdict:
    return _compared(case, indicator, weaker=False)


TRC004 = Rule(
    code="TRC004",
    name="target-above-superior",
    severity=Severity.INFO,
    kind="indicator",
    tags=("trace",),
    title=Text(
        "Chỉ tiêu chặt hơn cấp trên giao thì cần biết rõ",
        "A target stricter than the superior plan's is worth knowing",
    ),
    why=Text(
        "Được phép đặt chặt hơn, nhưng nguồn lực cấp trên tính theo mức của cấp trên.",
        "It is allowed, but the superior's funds were reckoned for less.",
    ),
    help=Text(
        "Xác nhận mức đặt ra là chủ ý và có nguồn lực.",
        "Confirm that the value is meant and funded.",
    ),
    check=_not_higher,
)

_NOT_IN_FORCE = Text(
    "Văn bản căn cứ {basis} đề ngày {day}, sau ngày ban hành Kế hoạch ({issued}).",
    "{basis} is dated {day}, after the plan was issued ({issued})",
)
_NOT_PLAUSIBLE = Text(
    "Văn bản căn cứ {basis} đề ngày {day}; có thể gõ nhầm năm.",
    "{basis} is dated {day}; the year may be mistyped",
)
_NO_LONGER = Text(
    "Văn bản căn cứ {basis} hết hiệu lực ngày {day}, trước khi ban hành Kế hoạch.",
    "{basis} ceased to be in force on {day}, before the plan was issued",
)


def _in_force(case: Case, basis: Basis) -> Verdict:
    issued = case.plan.issued_on
    if basis.issued_on is None and basis.ended_on is None:
        return None
    if basis.issued_on is not None:
        limit = (issued.year if issued else case.as_of.year) - _OLDEST_YEARS
        if basis.issued_on.year < limit:
            message = _NOT_PLAUSIBLE.of(basis=basis.id, day=basis.issued_on)
            return [Hit(message=message, at=("issued_on",))]
        if issued is not None and basis.issued_on.first > issued.last:
            message = _NOT_IN_FORCE.of(basis=basis.id, day=basis.issued_on, issued=issued)
            return [Hit(message=message, at=("issued_on",))]
    if issued is not None and basis.ended_on is not None and basis.ended_on.last < issued.first:
        message = _NO_LONGER.of(basis=basis.id, day=basis.ended_on)
        return [Hit(message=message, at=("ended_on",))]
    return []


TRC006 = Rule(
    code="TRC006",
    name="basis-not-in-force",
    severity=Severity.ERROR,
    kind="basis",
    tags=("trace",),
    title=Text(
        "Văn bản căn cứ có trước và còn hiệu lực khi ban hành Kế hoạch",
        "The basis came before the plan and was in force when it was issued",
    ),
    why=Text(
        "Không thể căn cứ vào văn bản chưa có hoặc đã hết hiệu lực.",
        "A plan can't rest on what did not exist yet or was no longer in force.",
    ),
    help=Text("Kiểm tra lại ngày của văn bản căn cứ.", "Check the dates of the basis."),
    check=_in_force,
)

RULES = (TRC001, TRC002, TRC004, TRC006)
