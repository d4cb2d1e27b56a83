"""Values of properties: of which type they are, and the words that some are limited to."""

from collections.abc import Iterator, Mapping
from typing import Final

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, quoted
from planrules.feeds.linting.forms import form_hits
from planrules.feeds.linting.properties import COLORS, PROPERTIES, ValueType
from planrules.model.finding import Severity
from planrules.model.message import Text

WRONG_TYPE = Check(
    code="ICS404",
    name="wrong-value-type",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.2.20",
    message=Text(
        "{property} ghi VALUE={found}, không phải kiểu của thuộc tính này.",
        "{property} says VALUE={found}, which is no type of that property",
    ),
    help=Text("Chỉ dùng được {expected}.", "It may be {expected}."),
)
NO_TYPE = Check(
    code="ICS405",
    name="value-type-missing",
    severity=Severity.ERROR,
    clause="RFC 7986 §5",
    message=Text(
        "{property} thiếu tham số VALUE, mà thuộc tính này không có kiểu mặc định.",
        "{property} has no parameter VALUE, and this property has no default type",
    ),
    help=Text("Viết {property};VALUE={expected}:…", "Write {property};VALUE={expected}:…"),
)
UNKNOWN_WORD = Check(
    code="ICS407",
    name="unknown-word",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8",
    message=Text(
        "{property} là {found}, không dùng được ở đây.",
        "{property} is {found}, which it can't be here",
    ),
    help=Text("Dùng một trong: {expected}.", "Use one of {expected}."),
)
UNKNOWN_COLOR = Check(
    code="ICS408",
    name="unknown-color",
    severity=Severity.ERROR,
    clause="RFC 7986 §5.9",
    message=Text(
        "COLOR là {found}, không phải tên màu của CSS3.",
        "COLOR is {found}, which is no colour that CSS3 names",
    ),
    help=Text(
        "Dùng tên màu như steelblue; mã #RRGGBB thì ghi ở X-APPLE-CALENDAR-COLOR.",
        "Use a name such as steelblue; a code #RRGGBB goes into X-APPLE-CALENDAR-COLOR.",
    ),
)
WRONG_ENCODING = Check(
    code="ICS413",
    name="wrong-encoding",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.2.7",
    message=Text(
        "{property} có ENCODING={found} và kiểu {type}, không đi cùng nhau được.",
        "{property} has ENCODING={found} and the type {type}, which do not go together",
    ),
    help=Text(
        "Dữ liệu nhị phân ghi ENCODING=BASE64;VALUE=BINARY; văn bản không ghi ENCODING.",
        "Write binary data with ENCODING=BASE64;VALUE=BINARY, text without ENCODING.",
    ),
)

UNCOMMON_WORD = Check(
    code="ICS414",
    name="uncommon-word",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.8",
    message=Text(
        "{property} là {found}; phần mềm lịch nào không biết từ này {effect}.",
        "{property} is {found}; clients that do not know the word {effect}",
    ),
    help=Text("Dùng một trong: {expected}.", "Use one of {expected}."),
)

CHECKS: Final = (
    WRONG_TYPE,
    NO_TYPE,
    UNKNOWN_WORD,
    UNKNOWN_COLOR,
    WRONG_ENCODING,
    UNCOMMON_WORD,
)

#: Types that the standard names, some of which no property here takes.
_TYPES: Final = frozenset(ValueType) | {"BOOLEAN", "FLOAT", "TIME"}
#: Words of which there may be more, and what becomes of those.
_COMMON: Final[Mapping[str, tuple[tuple[str, ...], Text]]] = {
    "ACTION": (
        ("AUDIO", "DISPLAY", "EMAIL"),
        Text("sẽ bỏ qua lời nhắc", "ignore the alarm"),
    ),
    "CLASS": (
        ("PUBLIC", "PRIVATE", "CONFIDENTIAL"),
        Text("sẽ coi là PRIVATE", "take it for PRIVATE"),
    ),
}


def value_hits(property_: Property, /, *, kind: str) -> Iterator[Hit]:
    """Yield what is wrong with the value of a property.

    Args:
        property_: The property; of unknown names nothing is known.
        kind: The kind of component in which it stands.
    """
    definition = PROPERTIES.get(property_.name)
    if definition is None or not property_.is_sound:
        return
    stated = property_.value_type
    if stated and stated not in definition.types:
        if stated in _TYPES:
            yield WRONG_TYPE.at(
                property_.line.position(property_.parameters["VALUE"].offset),
                clause=definition.clause,
                property=property_.name,
                found=stated,
                expected=", ".join(definition.types),
            )
        return  # a type that was registered later may look like anything
    if definition.is_typed and not stated:
        yield NO_TYPE.at(
            property_.start,
            clause=definition.clause,
            property=property_.name,
            expected=definition.types[0],
        )
    type_ = ValueType(stated) if stated else definition.types[0]
    if (hit := _encoding(property_, type_)) is not None:
        yield hit
        return
    words = definition.words.get(kind, definition.words.get(""))
    if words is not None and property_.value.upper() not in words:
        yield UNKNOWN_WORD.at(
            property_.position(),
            clause=definition.clause,
            property=property_.name,
            found=quoted(property_.value),
            expected=", ".join(sorted(words)),
        )
        return
    if property_.name == "COLOR" and property_.value.lower() not in COLORS:
        yield UNKNOWN_COLOR.at(property_.position(), found=quoted(property_.value))
        return
    yield from _uncommon(property_)
    yield from form_hits(property_, definition, type_)


def _uncommon(property_: Property) -> Iterator[Hit]:
    """Yield a word that may stand there and that clients do not know."""
    word = property_.value.upper()
    if property_.name not in _COMMON or word.startswith("X-"):
        return
    common, effect = _COMMON[property_.name]
    if word not in common:
        yield UNCOMMON_WORD.at(
            property_.position(),
            clause=PROPERTIES[property_.name].clause,
            property=property_.name,
            found=quoted(property_.value),
            effect=effect,
            expected=", ".join(common),
        )


def _encoding(property_: Property, type_: ValueType) -> Hit | None:
    encoding = property_.parameter("ENCODING").upper()
    is_binary = type_ is ValueType.BINARY
    if encoding == ("BASE64" if is_binary else "8BIT") or (not encoding and not is_binary):
        return None
    return WRONG_ENCODING.at(
        property_.start, property=property_.name, found=encoding or "?", type=type_
    )
