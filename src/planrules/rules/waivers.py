"""Waivers: which findings are accepted for now, and what is wrong with the waivers themselves."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from planrules.errors import UnknownIdError
from planrules.model.finding import Finding, Severity
from planrules.model.message import Text
from planrules.model.responsibility import Role
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


def _expired(case: Case, waiver: Waiver) -> Verdict:
    if case.as_of < waiver.granted:
        return None
    if case.as_of <= waiver.expires:
        return []
    return [_hit(waiver, _EXPIRED, day=waiver.expires)]


def _too_long(case: Case, waiver: Waiver) -> Verdict:
    from planrules.timing.terms import term_end

    last = term_end(waiver.granted, case.longest_waiver, case.times.calendar)
    # The first day counts: twelve months from 1 January end on 31 December.
    if waiver.expires <= last - timedelta(days=1):
        return []
    limit = _LENGTHS[case.longest_waiver.unit.value]
    amount = case.longest_waiver.amount
    length = Text(f"{amount} {limit.vi}", f"{amount} {limit.en}")
    return [_hit(waiver, _LONG, day=waiver.expires, granted=waiver.granted, limit=length)]


_LENGTHS: Final = {
    "wd": Text("ngày làm việc", "working days"),
    "d": Text("ngày", "days"),
    "m": Text("tháng", "months"),
}


def _self_approved(case: Case, waiver: Waiver) -> Verdict:
    if waiver.approver not in _answering(case, waiver):
        return []
    approver = case.plan.body(waiver.approver)
    return [_hit(waiver, _OWN, approver=approver.called if hasattr(approver, "called") else "")]


def _answering(case: Case, waiver: Waiver) -> frozenset[str]:
    """Return the bodies that answer for what a waiver is about: its leads, or the body itself."""
    found = {waiver.subject}
    try:
        row = case.plan.row(waiver.subject)
    except UnknownIdError:
        return frozenset(found)
    holders = case.holders(row, Role.LEAD) if isinstance(row, Task) else getattr(row, "lead", ())
    for holder in holders:
        found.update(unit.id for unit in case.bodies(holder.who))
        found.update({holder.who} if holder.who else ())
    return frozenset(found)


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
)
