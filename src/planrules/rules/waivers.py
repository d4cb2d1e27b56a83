"""Waivers: which findings are accepted for now, and what is wrong with the waivers themselves."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from planrules.errors import OutOfCalendarError, UnknownIdError
from planrules.model.body import Unit
from planrules.model.finding import Finding, Severity
from planrules.model.goal import Indicator, Measure
from planrules.model.message import Text
from planrules.model.responsibility import Holder
from planrules.model.task import Task
from planrules.model.waiver import Waiver
from planrules.rules.case import Case
from planrules.rules.rule import Hit, Rule, Verdict
from planrules.text import comparison_key

#: The family of rules about rules and waivers, which nothing waives.
META: Final = "MET"


class Waivers:
    """The waivers that hold on a day, each looked up by what it waives."""

    def __init__(self, case: Case) -> None:
        """Sort the waivers of a case."""
        self._by_subject: dict[tuple[str, str], list[Waiver]] = {}
        self._used: set[int] = set()
        for waiver in case.waivers:
            if waiver.holds_on(case.as_of):
                about = waiver.rule, waiver.subject
                self._by_subject.setdefault(about, []).append(waiver)

    def of(self, finding: Finding) -> Waiver | None:
        """Return the first waiver in the file that accepts a finding, and note that it is used."""
        for waiver in self._by_subject.get((finding.code, finding.subject.id), ()):
            if waiver.kind in {None, finding.subject.kind} and _fits_key(waiver, finding):
                self._used.add(id(waiver))
                return waiver
        return None

    def unused(self, asked: Iterable[str]) -> Iterator[Waiver]:
        """Yield the waivers that accepted nothing, of the rules that were asked."""
        codes = frozenset(asked)
        for (code, _), waivers in self._by_subject.items():
            if code in codes:
                yield from (waiver for waiver in waivers if id(waiver) not in self._used)


def _fits_key(waiver: Waiver, finding: Finding) -> bool:
    return waiver.key is None or comparison_key(waiver.key) == comparison_key(finding.key or "")


_EXPIRED: Final = Text(
    "Ngoại lệ đối với {rule} của “{subject}” đã hết hạn từ {day}.",
    "the waiver of {rule} on “{subject}” has expired; its last day was {day}",
)
_UNUSED: Final = Text(
    "Ngoại lệ đối với {rule} của “{subject}” không còn nội dung nào để miễn.",
    "the waiver of {rule} on “{subject}” waives nothing",
)
_LONG: Final = Text(
    "Ngoại lệ đối với {rule} của “{subject}” kéo dài đến {day}, quá {limit} kể từ {granted}.",
    "the waiver of {rule} on “{subject}” holds until {day}, longer than {limit} from {granted}",
)
_OWN: Final = Text(
    "{approver} tự chấp thuận ngoại lệ đối với {rule} của “{subject}”.",
    "{approver} itself has accepted the waiver of {rule} on “{subject}”",
)
_INACTIVE: Final = Text(
    "{approver} không hoạt động vào ngày {day}, là ngày chấp thuận ngoại lệ đối với {rule} của"
    " “{subject}”.",
    "{approver} did not exist on {day}, when the waiver of {rule} on “{subject}” was granted",
)
_ENDING: Final = Text(
    "Ngoại lệ đối với {rule} của “{subject}” hết hạn {day}, còn {left} ngày.",
    "the waiver of {rule} on “{subject}” expires on {day}, in {left} days",
)
#: How many calendar days before a waiver expires it is remarked.
_SOON: Final = 30


def _expired(case: Case, waiver: Waiver) -> Verdict:
    if case.as_of < waiver.granted:
        return None
    if case.as_of <= waiver.expires:
        return []
    return [_hit(waiver, _EXPIRED, day=waiver.expires)]


def _too_long(case: Case, waiver: Waiver) -> Verdict:
    from planrules.timing.terms import term_end

    for given in case.waiver_limits:
        try:
            last = term_end(waiver.granted, given, case.times.calendar)
        except OutOfCalendarError:
            continue  # so long that no calendar reaches its end
        # The first day counts: twelve months from 1 January end on 31 December.
        if waiver.expires > last - timedelta(days=1):
            unit = _LENGTHS[given.unit.value]
            limit = Text(f"{given.amount} {unit.vi}", f"{given.amount} {unit.en}")
            return [_hit(waiver, _LONG, day=waiver.expires, granted=waiver.granted, limit=limit)]
    return []


_LENGTHS: Final = {
    "wd": Text("ngày làm việc", "working days"),
    "d": Text("ngày", "days"),
    "m": Text("tháng", "months"),
}


def _self_approved(case: Case, waiver: Waiver) -> Verdict:
    if waiver.approver not in _answering(case, waiver):
        return []
    return [_hit(waiver, _OWN, approver=_called(case, waiver))]


def _answering(case: Case, waiver: Waiver) -> frozenset[str]:
    """Return the bodies that answer for what a waiver is about: its leads, or the body itself.

    Whoever stands for one of them when the waiver was granted answers as well.
    """
    named: list[str] = [holder.who for holder in _leads(case, waiver.subject) if holder.who]
    if any(unit.id == waiver.subject for unit in case.plan.units):
        named.append(waiver.subject)
    units = [unit for id in named for unit in case.bodies(id)]
    heirs = (case.plan.standing_for(unit.id, on=waiver.granted) for unit in units)
    return frozenset(unit.id for unit in (*units, *(heir for some in heirs for heir in some)))


def _leads(case: Case, subject: str) -> Iterable[Holder]:
    """Return who leads a row, what is owed for a task, or the work under a heading."""
    try:
        row = case.plan.row(subject)
    except UnknownIdError:
        task = next((owed.task for owed in case.times.obligations if owed.uid == subject), None)
        if task is not None:
            return case.leading[task.id]
        headings = (given for given in case.plan.assignments if given.clause == subject)
        return [holder for heading in headings for holder in heading.lead]
    if isinstance(row, Task):
        return case.leading[row.id]
    return row.lead if isinstance(row, Indicator | Measure) else ()


def _called(case: Case, waiver: Waiver) -> str:
    approver = case.plan.body(waiver.approver)
    return approver.called if isinstance(approver, Unit) else approver.name


def _inactive_approver(case: Case, waiver: Waiver) -> Verdict:
    approver = case.plan.body(waiver.approver)
    if not isinstance(approver, Unit) or approver.exists_on(waiver.granted):
        return []
    return [_hit(waiver, _INACTIVE, approver=_called(case, waiver), day=waiver.granted)]


def _expires_soon(case: Case, waiver: Waiver) -> Verdict:
    if not waiver.holds_on(case.as_of):
        return None
    left = (waiver.expires - case.as_of).days
    return [] if left > _SOON else [_hit(waiver, _ENDING, day=waiver.expires, left=left)]


def unused_hit(waiver: Waiver) -> Hit:
    """Return what MET002 says of a waiver that accepted nothing."""
    return _hit(waiver, _UNUSED)


def _hit(waiver: Waiver, sentence: Text, **facts: object) -> Hit:
    message = sentence.of(rule=waiver.rule, subject=waiver.subject, **facts)
    return Hit(message=message, key=waiver.key, place=waiver.place)


def _told_after(case: Case, waiver: Waiver) -> Verdict:
    """Say nothing: which waivers accepted nothing is known once all rules were asked."""
    return None


#: A waiver that accepts nothing; told once all rules were asked.
MET002: Final = Rule(
    code="MET002",
    name="waiver-unused",
    severity=Severity.WARNING,
    kind="waiver",
    tags=("meta",),
    title=Text("Ngoại lệ còn hiệu lực có nội dung để miễn", "A waiver that holds waives something"),
    why=Text(
        "Ngoại lệ không còn dùng sẽ che nội dung khác phát sinh sau này.",
        "A waiver that waives nothing would hide what comes up later.",
    ),
    help=Text(
        "Xóa ngoại lệ, hoặc sửa lại mã quy tắc, đối tượng, khóa.",
        "Delete the waiver, or mend its rule, subject or key.",
    ),
    check=_told_after,
)

RULES: Final = (
    Rule(
        code="MET001",
        name="waiver-expired",
        severity=Severity.WARNING,
        kind="waiver",
        tags=("meta",),
        title=Text("Ngoại lệ còn thời hạn", "Waivers have not expired"),
        why=Text(
            "Ngoại lệ hết hạn thì nội dung được miễn phải xử lý hoặc xin chấp thuận lại.",
            "Once a waiver has expired, what it waived is to be mended or accepted anew.",
        ),
        help=Text(
            "Xử lý nội dung được miễn rồi xóa ngoại lệ, hoặc trình chấp thuận lại.",
            "Mend what was waived and delete the waiver, or have it accepted again.",
        ),
        check=_expired,
    ),
    MET002,
    Rule(
        code="MET004",
        name="waiver-too-long",
        severity=Severity.WARNING,
        kind="waiver",
        tags=("meta",),
        title=Text(
            "Ngoại lệ không dài quá thời hạn tối đa", "No waiver holds longer than the limit"
        ),
        why=Text(
            "Ngoại lệ dài hạn làm cho thiếu sót trở thành bình thường, không ai xem lại.",
            "A waiver without an end in sight makes a gap normal, and nobody looks again.",
        ),
        help=Text(
            "Rút ngắn thời hạn (expires), hoặc đặt longest_waiver theo quy định của cơ quan.",
            "Bring expires forward, or set longest_waiver as the office has decided.",
        ),
        check=_too_long,
    ),
    Rule(
        code="MET005",
        name="waiver-self-approved",
        severity=Severity.WARNING,
        kind="waiver",
        tags=("meta",),
        title=Text(
            "Cơ quan chấp thuận ngoại lệ không phải cơ quan được miễn",
            "Nobody accepts a waiver of its own work",
        ),
        why=Text(
            "Cơ quan được giao việc tự miễn cho mình thì không còn ai kiểm soát.",
            "Where a body waives its own work, nobody else has looked.",
        ),
        help=Text(
            "Trình cấp trên hoặc cơ quan ban hành kế hoạch chấp thuận (approver).",
            "Have the superior body or the issuer of the plan accept it (approver).",
        ),
        check=_self_approved,
    ),
    Rule(
        code="MET006",
        name="waiver-approver-not-active",
        severity=Severity.WARNING,
        kind="waiver",
        tags=("meta",),
        title=Text(
            "Cơ quan chấp thuận đang hoạt động khi chấp thuận ngoại lệ",
            "The body that grants a waiver exists on that day",
        ),
        why=Text(
            "Cơ quan đã kết thúc hoặc chưa thành lập thì không có thẩm quyền chấp thuận.",
            "A body that has ended or not begun has no authority to grant anything.",
        ),
        help=Text(
            "Sửa cơ quan hoặc ngày chấp thuận (approver, granted), hoặc trình chấp thuận lại.",
            "Mend approver or granted, or have it accepted again.",
        ),
        check=_inactive_approver,
    ),
    Rule(
        code="MET007",
        name="waiver-expires-soon",
        severity=Severity.INFO,
        kind="waiver",
        tags=("meta",),
        title=Text("Ngoại lệ còn trên 30 ngày", "More than 30 days are left of a waiver"),
        why=Text(
            "Hết hạn ngoại lệ thì nội dung được miễn lại thành nội dung phải xử lý.",
            "Once a waiver has expired, what it waived is to be mended again.",
        ),
        help=Text(
            "Xử lý nội dung được miễn, hoặc trình chấp thuận lại trước ngày hết hạn.",
            "Mend what is waived, or have it accepted again before that day.",
        ),
        check=_expires_soon,
    ),
)
