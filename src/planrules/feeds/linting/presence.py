"""What a component lacks, has too often, or should not have; and where it may stand."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from planrules.feeds.linting.finding import Check, Hit
from planrules.feeds.linting.kinds import KINDS, Kind
from planrules.feeds.linting.properties import PROPERTIES
from planrules.feeds.linting.structure import Component
from planrules.model.finding import Severity
from planrules.model.message import Text

MISPLACED = Check(
    code="ICS301",
    name="component-misplaced",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text(
        "{kind} nằm trong {parent}, không phải chỗ của thành phần này.",
        "{kind} stands in {parent}, where it has no place",
    ),
    help=Text("Đặt {kind} vào {parents}.", "Put {kind} into {parents}."),
)
MISSING = Check(
    code="ICS302",
    name="property-missing",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text("{kind} thiếu {property}.", "{kind} has no {property}"),
    help=Text("Thêm {property} vào {kind}.", "Add {property} to {kind}."),
)
TWICE = Check(
    code="ICS303",
    name="property-twice",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text(
        "{kind} có {property} {count} lần; chỉ được có một.",
        "{kind} has {property} {count} times; it may have one",
    ),
    help=Text("Chỉ giữ một dòng {property}.", "Keep one line {property}."),
)
NOT_ALLOWED = Check(
    code="ICS304",
    name="property-out-of-place",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.6",
    message=Text(
        "{property} không dùng trong {kind}; phần mềm lịch sẽ bỏ qua.",
        "{property} has no place in {kind}; clients ignore it there",
    ),
    help=Text(
        "Bỏ dòng này, hoặc chuyển sang thành phần dùng nó.",
        "Leave it out, or move it into a component that has it.",
    ),
)
ADVISED_ONCE = Check(
    code="ICS305",
    name="several-recurrence-rules",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.8.5.3",
    message=Text(
        "{kind} có {count} dòng {property}; kết quả không xác định.",
        "{kind} has {count} lines {property}; what they make together is undefined",
    ),
    help=Text(
        "Gộp thành một quy tắc, hoặc tách thành nhiều việc.",
        "Make one rule of them, or several components.",
    ),
)
LATE_PROPERTY = Check(
    code="ICS306",
    name="property-behind-component",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.6",
    message=Text(
        "{property} của {kind} đứng sau thành phần con; có phần mềm lịch không đọc được.",
        "{property} of {kind} stands behind a component in it; some clients can't read that",
    ),
    help=Text(
        "Đưa mọi thuộc tính lên trước các thành phần con (VALARM để cuối).",
        "Put all properties before the components (VALARM last).",
    ),
)
NO_COMPONENT = Check(
    code="ICS307",
    name="calendar-without-component",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text(
        "VCALENDAR không có thành phần nào.",
        "VCALENDAR holds no component",
    ),
    help=Text(
        "Lịch chưa có việc nào thì thêm một VTIMEZONE.",
        "Where there are no events yet, add a VTIMEZONE.",
    ),
)
NO_OBSERVANCE = Check(
    code="ICS308",
    name="zone-without-observance",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6.5",
    message=Text(
        "VTIMEZONE không có STANDARD hay DAYLIGHT.",
        "VTIMEZONE holds neither STANDARD nor DAYLIGHT",
    ),
    help=Text("Thêm ít nhất một STANDARD.", "Add at least one STANDARD."),
)
NO_START = Check(
    code="ICS309",
    name="event-without-start",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6.1",
    message=Text(
        "VEVENT thiếu DTSTART mà lịch không có METHOD.",
        "VEVENT has no DTSTART, and the calendar no METHOD",
    ),
    help=Text("Thêm DTSTART.", "Add DTSTART."),
)
TWO_ENDS = Check(
    code="ICS310",
    name="end-and-duration",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text(
        "{kind} có cả {end} lẫn DURATION.",
        "{kind} has both {end} and DURATION",
    ),
    help=Text("Chỉ giữ một trong hai.", "Keep one of the two."),
)
DURATION_FROM_NOTHING = Check(
    code="ICS311",
    name="duration-without-start",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6.2",
    message=Text(
        "VTODO có DURATION nhưng thiếu DTSTART.",
        "VTODO has DURATION, but no DTSTART",
    ),
    help=Text("Thêm DTSTART, hoặc dùng DUE.", "Add DTSTART, or use DUE."),
)

CHECKS: Final = (
    MISPLACED,
    MISSING,
    TWICE,
    NOT_ALLOWED,
    ADVISED_ONCE,
    LATE_PROPERTY,
    NO_COMPONENT,
    NO_OBSERVANCE,
    NO_START,
    TWO_ENDS,
    DURATION_FROM_NOTHING,
)

#: What may say when a component ends, beside DURATION.
_ENDS: Final = {"VEVENT": "DTEND", "VTODO": "DUE"}


def presence_hits(component: Component, /, *, has_method: bool) -> Iterator[Hit]:
    """Yield what is missing in a component, too often in it, or out of place.

    Args:
        component: The component; of an unknown kind nothing is known.
        has_method: Whether its calendar has a METHOD.
    """
    kind = KINDS.get(component.kind)
    if kind is None:
        return
    yield from _place(component, kind)
    counts = Counter(each.name for each in component.properties)
    if component.is_complete:
        yield from _lacks(component, kind, counts, has_method=has_method)
    yield from _surplus(component, kind, counts)
    if component.late is not None and kind.is_ordered:
        yield LATE_PROPERTY.at(
            component.late.start,
            clause=kind.clause,
            property=component.late.name,
            kind=component.kind,
        )


def _place(component: Component, kind: Kind) -> Iterator[Hit]:
    parent = component.parent
    if parent is None or not parent.is_complete:
        return  # at the top it stands outside of any calendar; and who knows where others end
    if kind.parents is None or (parent.kind not in kind.parents and parent.kind in KINDS):
        # A calendar stands in nothing, least of all in another.
        parents = " / ".join(kind.parents or ("BEGIN:VCALENDAR … END:VCALENDAR",))
        yield MISPLACED.at(
            component.start,
            clause=kind.clause,
            kind=component.kind,
            parent=parent.kind,
            parents=parents,
        )


def _lacks(
    component: Component, kind: Kind, counts: Counter[str], *, has_method: bool
) -> Iterator[Hit]:
    for name in sorted(kind.required):
        if not counts[name]:
            yield MISSING.at(
                component.start, clause=kind.clause, kind=component.kind, property=name
            )
    children = {child.kind for child in component.children}
    if component.kind == "VCALENDAR" and not children:
        yield NO_COMPONENT.at(component.start)
    if component.kind == "VTIMEZONE" and not children & {"STANDARD", "DAYLIGHT"}:
        yield NO_OBSERVANCE.at(component.start)
    if component.kind == "VEVENT" and not counts["DTSTART"] and not has_method:
        yield NO_START.at(component.start)


def _surplus(component: Component, kind: Kind, counts: Counter[str]) -> Iterator[Hit]:
    single, allowed = kind.required | kind.single, kind.allowed
    seen: Counter[str] = Counter()
    for each in component.properties:
        name = each.name
        seen[name] += 1
        if name in PROPERTIES and name not in allowed and seen[name] == 1:
            yield NOT_ALLOWED.at(
                each.start,
                clause=PROPERTIES[name].clause,
                property=name,
                kind=component.kind,
            )
        if seen[name] != 2:  # noqa: PLR2004 - the second one is where it is too often
            continue
        check = TWICE if name in single else ADVISED_ONCE if name in kind.once_advised else None
        if check is not None:
            clause = kind.clause if check is TWICE else check.clause
            yield check.at(
                each.start, clause=clause, property=name, kind=component.kind, count=counts[name]
            )
    end = _ENDS.get(component.kind, "")
    if counts["DURATION"] and counts[end]:
        duration = component.first("DURATION")
        assert duration is not None  # noqa: S101 - it was counted
        yield TWO_ENDS.at(duration.start, clause=kind.clause, kind=component.kind, end=end)
    elif component.kind == "VTODO" and counts["DURATION"] and not counts["DTSTART"]:
        yield DURATION_FROM_NOTHING.at(component.start)
