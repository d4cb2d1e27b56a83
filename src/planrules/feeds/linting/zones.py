"""Time zones: which times refer to one, and whether the file defines it."""

from collections.abc import Iterable, Iterator
from typing import Final

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, quoted
from planrules.feeds.linting.forms import unescaped
from planrules.feeds.linting.structure import Component
from planrules.model.finding import Severity
from planrules.model.message import Text

_CLAUSE: Final = "RFC 5545 §3.2.19"

NEEDLESS_ZONE = Check(
    code="ICS441",
    name="zone-where-none-may-be",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "{property} có TZID nhưng giá trị là {found}.",
        "{property} has TZID, but its value is {found}",
    ),
    help=Text("Bỏ TZID ở ngày và ở giờ UTC.", "Leave TZID out of dates and of times in UTC."),
)
UNDEFINED_ZONE = Check(
    code="ICS442",
    name="zone-not-defined",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "{count} chỗ dùng múi giờ {zone} nhưng tệp không có VTIMEZONE nào mang tên đó; đây là chỗ"
        " đầu tiên.",
        "no VTIMEZONE of the file has the name {zone}; times in that zone: {count}, this is the"
        " first",
    ),
    help=Text(
        "Thêm VTIMEZONE có TZID như vậy, hoặc ghi giờ UTC.",
        "Add a VTIMEZONE with that TZID, or give the times in UTC.",
    ),
)
ZONE_TWICE = Check(
    code="ICS443",
    name="zone-defined-twice",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6.5",
    message=Text(
        "Múi giờ {zone} đã được định nghĩa ở dòng {line}.",
        "the zone {zone} is defined in line {line} already",
    ),
    help=Text("Chỉ giữ một VTIMEZONE cho mỗi tên.", "Keep one VTIMEZONE of each name."),
)

CHECKS: Final = (NEEDLESS_ZONE, UNDEFINED_ZONE, ZONE_TWICE)

_A_DATE = Text("ngày", "a date")
_UTC = Text("giờ UTC", "in UTC")


def zone_hits(components: Iterable[Component], /) -> Iterator[Hit]:
    """Yield what is wrong with the time zones of a file."""
    defined: dict[str, int] = {}
    used: dict[str, list[Property]] = {}
    for component in components:
        if component.kind == "VCALENDAR":
            yield from _undefined(used, defined)
            defined, used = {}, {}
        for each in component.properties:
            if not each.is_sound:
                continue
            if each.name == "TZID" and component.kind == "VTIMEZONE":
                name = unescaped(each.value)
                if name in defined:
                    yield ZONE_TWICE.at(each.start, zone=quoted(name), line=defined[name])
                defined.setdefault(name, each.start[0])
            elif zone := each.parameter("TZID"):
                needless = _needless(each)
                if needless is not None:
                    yield needless
                elif not zone.startswith("/"):  # a slash refers to a registry (§3.2.19)
                    used.setdefault(zone, []).append(each)
    yield from _undefined(used, defined)


def _needless(property_: Property) -> Hit | None:
    if property_.value_type == "DATE":
        return NEEDLESS_ZONE.at(property_.start, property=property_.name, found=_A_DATE)
    if property_.value.endswith("Z"):
        return NEEDLESS_ZONE.at(property_.start, property=property_.name, found=_UTC)
    return None


def _undefined(used: dict[str, list[Property]], defined: dict[str, int]) -> Iterator[Hit]:
    for zone, properties in used.items():
        if zone not in defined:
            yield UNDEFINED_ZONE.at(properties[0].start, zone=quoted(zone), count=len(properties))
