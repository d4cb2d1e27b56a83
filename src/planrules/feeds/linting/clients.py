"""What the standard allows and known clients read in different ways, or not at all."""

from collections.abc import Iterator, Sequence
from typing import Final

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, quoted
from planrules.feeds.linting.recurrence import RulePart, rule_parts
from planrules.feeds.linting.structure import Component
from planrules.model.finding import Severity
from planrules.model.message import Text

CALENDAR_UID = Check(
    code="ICS601",
    name="uid-of-calendar",
    severity=Severity.WARNING,
    clause="RFC 7986 §5.3",
    message=Text(
        "VCALENDAR có UID: vdirsyncer coi cả lịch là một việc và chỉ giữ một.",
        "VCALENDAR has a UID: vdirsyncer takes the whole calendar for one event and keeps one",
    ),
    help=Text(
        "Bỏ UID của VCALENDAR; UID của từng việc giữ nguyên.",
        "Leave the UID of VCALENDAR out; those of the events stay.",
    ),
)
ATTENDEES = Check(
    code="ICS602",
    name="attendees-in-feed",
    severity=Severity.INFO,
    clause="RFC 5545 §3.8.4.1",
    message=Text(
        "{count} dòng ATTENDEE; lịch công bố không nêu người được mời. Đây là dòng đầu tiên.",
        "a published calendar names nobody to invite; lines ATTENDEE: {count}, this is the first",
    ),
    help=Text(
        "Nêu cơ quan chủ trì, phối hợp trong DESCRIPTION hoặc CONTACT.",
        "Name who leads and takes part in DESCRIPTION or CONTACT.",
    ),
)
RECURRENCE = Check(
    code="ICS603",
    name="recurrence-rule",
    severity=Severity.INFO,
    clause="RFC 5545 §3.8.5.3",
    message=Text(
        "{count} việc lặp theo quy tắc (RRULE); {why}. Đây là việc đầu tiên.",
        "{why}; lines RRULE: {count}, this is the first",
    ),
    help=Text(
        "Ghi mỗi kỳ thành một sự kiện có ngày cụ thể.",
        "Write an event with its own date for every period.",
    ),
)
RISKY_RULE = Check(
    code="ICS604",
    name="rule-that-clients-read-differently",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.3.10",
    message=Text(
        "Quy tắc lặp có {found}: có phần mềm lịch tính sai ngày, ví dụ 01/7 thay vì 30/6.",
        "the recurrence rule has {found}: some clients get its days wrong, such as 1 July for"
        " 30 June",
    ),
    help=Text(
        "Ghi từng ngày thành từng sự kiện; nếu phải lặp thì dùng"
        " FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1.",
        "Write an event for every day; if it has to recur, use"
        " FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1.",
    ),
)
ADDED_DATES = Check(
    code="ICS605",
    name="added-dates",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.8.5.2",
    message=Text(
        "Ngày thêm bằng RDATE: có phần mềm lịch bỏ qua, có phần mềm từ chối khi không có RRULE.",
        "days are added by RDATE: some clients drop them, others refuse them without RRULE",
    ),
    help=Text(
        "Ghi mỗi ngày thành một sự kiện riêng.",
        "Write an event of its own for each of them.",
    ),
)
UNWIELDY_UID = Check(
    code="ICS606",
    name="unwieldy-uid",
    severity=Severity.INFO,
    clause="RFC 7986 §5.3",
    message=Text(
        "{count} UID chỉ có chữ số hoặc có dấu /, có phần mềm không nhận; đầu tiên là {uid}.",
        "some clients refuse a UID that is a mere number or has a / in it; such UIDs: {count}, the"
        " first is {uid}",
    ),
    help=Text(
        "Dùng UID như ke-hoach.nhiem-vu.2025-q1@co-quan.example.",
        "Use UIDs such as plan.task.2025-q1@office.example.",
    ),
)

_FROM_THE_END = Text(
    "phần mềm lịch tính ngày đếm từ cuối kỳ khác nhau",
    "clients differ on days that are counted from the end of a period",
)
_MISSING_DAYS = Text(
    "tháng không có ngày đó thì bị bỏ qua, phần mềm lịch không dời sang ngày cuối tháng",
    "months without that day are left out, and not given their last day",
)
_NO_HOLIDAYS = Text(
    "quy tắc không biết ngày nghỉ lễ, và sửa một kỳ thì phần mềm lịch làm khác nhau",
    "no rule knows of holidays, and clients differ where one period is moved",
)

CHECKS: Final = (CALENDAR_UID, ATTENDEES, RECURRENCE, RISKY_RULE, ADDED_DATES, UNWIELDY_UID)

_NOT_IN_EVERY_MONTH: Final = frozenset({"29", "30", "31"})
_ITEMS: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


def client_hits(components: Sequence[Component], /) -> Iterator[Hit]:
    """Yield what known clients read differently or not at all.

    What the whole file does is said once, where it does so first.
    """
    for component in components:
        if component.kind == "VCALENDAR" and (uid := component.first("UID")) is not None:
            yield CALENDAR_UID.at(uid.start)
    items = [component for component in components if component.kind in _ITEMS]
    # Where there is a METHOD, it is that which tells whom a calendar may name.
    if not any(component.has("METHOD") for component in components):
        yield from _told_once(ATTENDEES, _all(items, "ATTENDEE"))
    rules = [rule for rule in _all(items, "RRULE") if rule.is_sound]
    for rule in rules:
        part = _risky(rule_parts(rule.value))
        if part is not None:
            yield RISKY_RULE.at(rule.position(part.offset), found=quoted(str(part)))
    if rules:
        why = _weakness(rule_parts(rules[0].value))
        yield RECURRENCE.at(rules[0].start, count=len(rules), why=why)
    for component in items:
        if (added := component.first("RDATE")) is not None:
            yield ADDED_DATES.at(added.start)
    unwieldy = [uid for uid in _all(items, "UID") if uid.is_sound and _is_unwieldy(uid.value)]
    if unwieldy:
        first = unwieldy[0]
        yield UNWIELDY_UID.at(first.position(), uid=quoted(first.value), count=len(unwieldy))


def _all(components: Sequence[Component], name: str) -> list[Property]:
    return [each for component in components for each in component.all(name)]


def _told_once(check: Check, properties: Sequence[Property]) -> Iterator[Hit]:
    if properties:
        yield check.at(properties[0].start, count=len(properties))


def _is_unwieldy(uid: str) -> bool:
    return "/" in uid or (uid.isascii() and uid.isdigit())


def _weakness(parts: dict[str, RulePart]) -> Text:
    """Return what is to be said against a rule."""
    days = parts["BYMONTHDAY"].value.split(",") if "BYMONTHDAY" in parts else []
    if "BYSETPOS" in parts or any(day.startswith("-") for day in days):
        return _FROM_THE_END
    if any(day.lstrip("+") in _NOT_IN_EVERY_MONTH for day in days):
        return _MISSING_DAYS
    return _NO_HOLIDAYS


def _risky(parts: dict[str, RulePart]) -> RulePart | None:
    """Return the part of a rule on which the clients that were tried do not agree."""
    for name in ("RSCALE", "SKIP"):
        if name in parts:
            return parts[name]
    days = parts.get("BYMONTHDAY")
    if days is None:
        return None
    if "BYSETPOS" in parts:
        return parts["BYSETPOS"]
    frequency = parts["FREQ"].value if "FREQ" in parts else ""
    is_agreed = days.value == "-1" and frequency == "MONTHLY" and "BYMONTH" not in parts
    return days if "-" in days.value and not is_agreed else None
