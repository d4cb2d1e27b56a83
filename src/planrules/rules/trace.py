"""Rules on the basis of a plan and on what superior plans ask for (TRC)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from planrules.model.basis import Basis
from planrules.model.finding import Severity
from planrules.model.goal import Indicator
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.rules.case import Case
from planrules.rules.direction import falls
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
    help=Text(
        "Nêu các văn bản làm căn cứ, với số, ngày và cơ quan ban hành ([[basis]]).",
        "List the documents that it rests on, with number, date and issuer ([[basis]]).",
    ),
    check=_based,
)

_UNKNOWN_PARTS: Mapping[str, Text] = {
    "issued_on": Text("ngày ban hành", "its date"),
    "issuer": Text("cơ quan ban hành", "its issuer"),
}
_INCOMPLETE = Text(
    "Văn bản căn cứ {basis} chưa nêu {parts}.", "the basis {basis} does not give {parts}"
)
#: Laws are known by their names: nobody writes who passed them.
_LAW = re.compile(r"(?:bộ )?luật\b|pháp lệnh\b|hiến pháp\b")


def _identified(case: Case, basis: Basis) -> Verdict:
    names = (comparison_key(text) for text in (basis.id, basis.title or ""))
    is_law = any(_LAW.match(name) for name in names)
    missing = tuple(
        text
        for name, text in _UNKNOWN_PARTS.items()
        if getattr(basis, name) is None and not (is_law and name == "issuer")
    )
    return [Hit(message=_INCOMPLETE.of(basis=basis.id, parts=missing))] if missing else []


TRC011 = Rule(
    code="TRC011",
    name="incomplete-basis",
    severity=Severity.INFO,
    kind="basis",
    tags=("trace",),
    title=Text(
        "Văn bản căn cứ có ngày và cơ quan ban hành",
        "A basis has its date and its issuer",
    ),
    why=Text(
        "Nhiều cơ quan dùng cùng một số; thiếu ngày, cơ quan ban hành thì không tra được văn bản.",
        "Many offices use the same number; without date and issuer nobody finds the document.",
    ),
    help=Text(
        "Bổ sung ngày ban hành (issued_on), cơ quan ban hành (issuer) của văn bản căn cứ.",
        "Add the date (issued_on) and the issuing body (issuer) of the basis.",
    ),
    check=_identified,
)

_LOWER = Text(
    "Chỉ tiêu {value} thấp hơn mức {parent} tại {basis}.",
    "the target {value} is lower than {parent} in {basis}",
)
_HIGHER = Text(
    "Chỉ tiêu {value} cao hơn mức {parent} tại {basis}.",
    "the target {value} is higher than {parent} in {basis}",
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
    if target == parent.value or (is_lower is falls(indicator, case.words_of(indicator))) is weaker:
        return []
    message = (_LOWER if is_lower else _HIGHER).of(
        value=_with_unit(indicator, target),
        parent=_with_unit(indicator, parent.value),
        basis=_named(parent.basis),
    )
    return [Hit(message=message, at=("target",))]


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
        "Sửa mức phấn đấu cho không kém mức cấp trên giao (target), hoặc đối chiếu lại mức của cấp"
        " trên (parent_target).",
        "Ask for no less than the superior does (target), or check what it asks for"
        " (parent_target).",
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
_NOT_YET = Text(
    "Văn bản căn cứ {basis} đề ngày {day}, sau ngày {amended} của văn bản sửa đổi bổ sung căn cứ"
    " này.",
    "{basis} is dated {day}, after {amended}, the day of the amendment that rests on it",
)
_NOT_PLAUSIBLE = Text(
    "Văn bản căn cứ {basis} đề ngày {day}; có thể gõ nhầm năm.",
    "{basis} is dated {day}; the year may be mistyped",
)
_NO_LONGER = Text(
    "Văn bản căn cứ {basis} hết hiệu lực ngày {day}, trước khi ban hành Kế hoạch.",
    "{basis} ceased to be in force on {day}, before the plan was issued",
)


def _amended_on(case: Case, basis: Basis) -> date | None:
    """Return the day of the amendment that has added a basis; None for what the plan rests on."""
    lineage = case.plan.lineage
    source = None if lineage is None else lineage.added.get(("basis", basis.id))
    return None if source is None else source.since


def _in_force(case: Case, basis: Basis) -> Verdict:
    """Judge a basis by the day of the plan, or of the amendment that has added it."""
    issued, amended = case.plan.issued_on, _amended_on(case, basis)
    if basis.issued_on is None and basis.ended_on is None:
        return None
    if basis.issued_on is not None:
        limit = (issued.year if issued else case.as_of.year) - _OLDEST_YEARS
        if basis.issued_on.year < limit:
            message = _NOT_PLAUSIBLE.of(basis=basis.id, day=basis.issued_on)
            return [Hit(message=message, at=("issued_on",))]
        if amended is None and issued is not None and basis.issued_on.first > issued.last:
            message = _NOT_IN_FORCE.of(basis=basis.id, day=basis.issued_on, issued=issued)
            return [Hit(message=message, at=("issued_on",))]
        if amended is not None and basis.issued_on.first > amended:
            message = _NOT_YET.of(basis=basis.id, day=basis.issued_on, amended=amended)
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
    help=Text(
        "Đối chiếu ngày ban hành, ngày hết hiệu lực với văn bản (issued_on, ended_on); văn bản đã"
        " hết hiệu lực thì căn cứ văn bản thay thế.",
        "Check its dates against the document (issued_on, ended_on); where it is no longer in"
        " force, rest on what replaced it.",
    ),
    check=_in_force,
)

RULES = (TRC001, TRC002, TRC004, TRC006, TRC011)
