"""Across components: names that are used twice, and relations that lead nowhere."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, quoted
from planrules.feeds.linting.moments import Form, is_duration, moment_of
from planrules.feeds.linting.structure import Component
from planrules.model.finding import Severity
from planrules.model.message import Text

_CLAUSE: Final = "RFC 9253 §9.1"

UID_TWICE = Check(
    code="ICS501",
    name="uid-twice",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.4.7",
    message=Text(
        "UID {uid} đã dùng ở dòng {line}; phần mềm lịch chỉ giữ một việc.",
        "the UID {uid} is used in line {line} already; clients keep one of the two",
    ),
    help=Text(
        "Đặt UID riêng cho từng việc; lần lặp riêng lẻ thì thêm RECURRENCE-ID.",
        "Give each its own UID; an instance of a recurring event needs RECURRENCE-ID.",
    ),
)
DANGLING = Check(
    code="ICS502",
    name="related-to-nothing",
    severity=Severity.WARNING,
    clause=_CLAUSE,
    message=Text(
        "RELATED-TO dẫn đến {uid} nhưng tệp không có thành phần nào như vậy.",
        "RELATED-TO leads to {uid}, which nothing in the file bears",
    ),
    help=Text(
        "Đưa việc đó vào cùng tệp, hoặc nêu liên hệ trong DESCRIPTION.",
        "Put what it leads to into the file, or tell of it in DESCRIPTION.",
    ),
)
TO_ITSELF = Check(
    code="ICS503",
    name="related-to-itself",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.8.4.5",
    message=Text(
        "RELATED-TO dẫn đến chính thành phần này.",
        "RELATED-TO leads to the component itself",
    ),
    help=Text("Bỏ dòng này, hoặc sửa UID đích.", "Leave it out, or name another UID."),
)
UNKNOWN_RELATION = Check(
    code="ICS504",
    name="unknown-relation-type",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.2.15",
    message=Text(
        "RELTYPE là {found}; phần mềm lịch sẽ hiểu là PARENT.",
        "RELTYPE is {found}; clients take it for PARENT",
    ),
    help=Text("Dùng một trong: {expected}.", "Use one of {expected}."),
)
WRONG_GAP = Check(
    code="ICS505",
    name="wrong-gap",
    severity=Severity.ERROR,
    clause="RFC 9253 §6.2",
    message=Text(
        "GAP là {found}, không phải khoảng thời gian.", "GAP is {found}, which is no duration"
    ),
    help=Text(
        "Ghi khoảng thời gian như P5D (chậm lại) hoặc -P2D (sớm hơn).",
        "Give a duration such as P5D (a lag) or -P2D (a lead).",
    ),
)
GAP_OF_NO_TIME = Check(
    code="ICS506",
    name="gap-without-order-in-time",
    severity=Severity.WARNING,
    clause="RFC 9253 §6.2",
    message=Text(
        "RELATED-TO có GAP nhưng RELTYPE là {found}, không nói về trước sau.",
        "RELATED-TO has GAP, but the RELTYPE {found} says nothing of time",
    ),
    help=Text(
        "Dùng FINISHTOSTART, FINISHTOFINISH, STARTTOFINISH, STARTTOSTART, hoặc bỏ GAP.",
        "Use FINISHTOSTART, FINISHTOFINISH, STARTTOFINISH or STARTTOSTART, or leave GAP out.",
    ),
)
KIN_BY_ADDRESS = Check(
    code="ICS507",
    name="kin-by-address",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "RELATED-TO có RELTYPE={found} nhưng giá trị là địa chỉ, không phải UID.",
        "RELATED-TO says RELTYPE={found}, but its value is an address and no UID",
    ),
    help=Text("Ghi UID.", "Give a UID."),
)
LINK_WITHOUT_RELATION = Check(
    code="ICS508",
    name="link-without-relation",
    severity=Severity.ERROR,
    clause="RFC 9253 §8.2",
    message=Text("LINK thiếu tham số LINKREL.", "LINK has no parameter LINKREL"),
    help=Text('Viết LINK;LINKREL="…";VALUE=URI:…', 'Write LINK;LINKREL="…";VALUE=URI:…'),
)

INSTANCE_OF_OTHER_TYPE = Check(
    code="ICS509",
    name="instance-of-another-type",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.4.4",
    message=Text(
        "RECURRENCE-ID và DTSTART của việc gốc (dòng {line}) không cùng kiểu: một bên là ngày, một"
        " bên là ngày giờ.",
        "RECURRENCE-ID and the DTSTART of what recurs (line {line}) are not of one type: one is a"
        " date, the other a time",
    ),
    help=Text(
        "Ghi RECURRENCE-ID theo kiểu của DTSTART.", "Write RECURRENCE-ID in the type of DTSTART."
    ),
)

CHECKS: Final = (
    UID_TWICE,
    DANGLING,
    TO_ITSELF,
    UNKNOWN_RELATION,
    WRONG_GAP,
    GAP_OF_NO_TIME,
    KIN_BY_ADDRESS,
    LINK_WITHOUT_RELATION,
    INSTANCE_OF_OTHER_TYPE,
)

_ITEMS: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_KIN: Final = ("PARENT", "CHILD", "SIBLING")
#: RFC 9253 §4.
_IN_TIME: Final = ("FINISHTOSTART", "FINISHTOFINISH", "STARTTOFINISH", "STARTTOSTART")
#: RFC 9253 §5.
_OTHERS: Final = ("FIRST", "NEXT", "DEPENDS-ON", "REFID", "CONCEPT")
#: Of an alarm that was put off: RFC 9074 §7.1.
_OF_ALARMS: Final = ("SNOOZE",)
_RELATIONS: Final = (*_KIN, *_IN_TIME, *_OTHERS, *_OF_ALARMS)


@attrs.frozen
class _Names:
    """What relations may lead to: by the property that bears them, the names in a file."""

    uids: frozenset[str]
    refids: frozenset[str]
    concepts: frozenset[str]

    def of(self, relation: str) -> frozenset[str]:
        return {"REFID": self.refids, "CONCEPT": self.concepts}.get(relation, self.uids)


def relation_hits(components: Sequence[Component], /) -> Iterator[Hit]:
    """Yield names that are used twice, and what is wrong with relations and links."""
    yield from _uids(components)
    names = _Names(
        uids=_values(components, "UID"),
        refids=_values(components, "REFID"),
        concepts=_values(components, "CONCEPT"),
    )
    for component in components:
        related = [each for each in component.properties if each.name == "RELATED-TO"]
        uid = component.first("UID") if related else None
        own = _value(uid) if uid is not None else None
        for each in related:
            if each.is_sound:
                yield from _relation(each, own, names)
        for each in component.properties:
            if each.name == "LINK" and each.is_sound and not each.parameter("LINKREL"):
                yield LINK_WITHOUT_RELATION.at(each.start)


def _value(property_: Property) -> str:
    """Return what a property says, of one that is damaged too: others may refer to it."""
    return property_.value.rstrip("\r")


def _values(components: Sequence[Component], name: str) -> frozenset[str]:
    return frozenset(
        _value(each)
        for component in components
        for each in component.properties
        if each.name == name
    )


def _uids(components: Sequence[Component]) -> Iterator[Hit]:
    seen: dict[tuple[str, str], Component] = {}
    instances: list[tuple[str, Property]] = []
    for component in components:
        if component.kind not in _ITEMS or (uid := component.first("UID")) is None:
            continue
        instance = component.first("RECURRENCE-ID")
        key = (_value(uid), "" if instance is None else _value(instance))
        if key in seen:
            line = seen[key].start[0]
            yield UID_TWICE.at(uid.position(), uid=quoted(key[0]), line=line)
        elif instance is not None:
            instances.append((key[0], instance))
        seen.setdefault(key, component)
    for name, instance in instances:
        recurring = seen.get((name, ""))
        if recurring is not None:
            yield from _instance(instance, recurring)


def _instance(instance: Property, recurring: Component) -> Iterator[Hit]:
    begins = recurring.first("DTSTART")
    start, at = moment_of(begins), moment_of(instance)
    if begins is None or start is None or at is None:
        return
    if (start.form is Form.DATE) != (at.form is Form.DATE):
        yield INSTANCE_OF_OTHER_TYPE.at(instance.start, line=begins.start[0])


def _relation(each: Property, own: str | None, names: _Names) -> Iterator[Hit]:
    relation = each.parameter("RELTYPE").upper() or "PARENT"
    if relation not in _RELATIONS and not relation.startswith("X-"):
        yield UNKNOWN_RELATION.at(
            each.line.position(each.parameters["RELTYPE"].offset),
            found=quoted(relation),
            expected=", ".join(_RELATIONS),
        )
    if "GAP" in each.parameters:
        gap = each.parameters["GAP"]
        position = each.line.position(gap.offset)
        if not is_duration(gap.value):
            yield WRONG_GAP.at(position, found=quoted(gap.value))
        elif relation in _RELATIONS and relation not in _IN_TIME:
            yield GAP_OF_NO_TIME.at(position, found=relation)
    if each.value_type not in {"", "TEXT", "UID"}:
        if each.value_type == "URI" and relation in _KIN:
            yield KIN_BY_ADDRESS.at(each.start, found=relation)
        return
    if each.value == own and names.of(relation) is names.uids:
        yield TO_ITSELF.at(each.position())
    elif each.value not in names.of(relation):
        yield DANGLING.at(each.position(), uid=quoted(each.value))
