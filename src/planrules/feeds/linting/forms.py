"""Forms of values: how each type is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, quoted
from planrules.feeds.linting.moments import Form, is_date, is_duration, is_positive, moment
from planrules.feeds.linting.properties import Definition, ValueType
from planrules.model.finding import Severity
from planrules.model.message import Text

WRONG_VALUE = Check(
    code="ICS401",
    name="wrong-value",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.3",
    message=Text("{property} là {found}, sai dạng.", "{property} is {found}, which is malformed"),
    help=Text("Cần {expected}.", "Expected {expected}."),
)
BARE_DATE = Check(
    code="ICS402",
    name="date-without-value-date",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.2.20",
    message=Text(
        "{property} chỉ có ngày ({found}) nhưng không ghi VALUE=DATE.",
        "{property} is a date ({found}) that does not say VALUE=DATE",
    ),
    help=Text("Viết {property};VALUE=DATE:{value}.", "Write {property};VALUE=DATE:{value}."),
)
NOT_UTC = Check(
    code="ICS403",
    name="time-not-utc",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.3.5",
    message=Text(
        "{property} là {found}, không phải giờ UTC.",
        "{property} is {found}, which is not UTC",
    ),
    help=Text("Đổi sang UTC và thêm Z ở cuối.", "Give it in UTC, with a Z at its end."),
)
OUT_OF_RANGE = Check(
    code="ICS406",
    name="number-out-of-range",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.3.8",
    message=Text(
        "{property} là {found}, ngoài khoảng cho phép.",
        "{property} is {found}, which is out of range",
    ),
    help=Text(
        "Cần số nguyên từ {least} đến {most}.",
        "Expected a whole number from {least} to {most}.",
    ),
)
UNESCAPED = Check(
    code="ICS409",
    name="separator-not-escaped",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.3.11",
    message=Text(
        "Văn bản của {property} có dấu {found} không có \\ ở trước.",
        "the text of {property} has a {found} without \\ in front of it",
    ),
    help=Text("Viết \\, và \\; trong văn bản.", "Write \\, and \\; inside of text."),
)
UNKNOWN_ESCAPE = Check(
    code="ICS410",
    name="unknown-escape",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.3.11",
    message=Text(
        "Văn bản của {property} có {found}, không phải chuỗi thoát.",
        "the text of {property} has {found}, which is no escape",
    ),
    help=Text(
        "Chỉ có \\\\, \\;, \\,, \\n và \\N; dấu \\ viết là \\\\.",
        "There are \\\\, \\;, \\,, \\n and \\N; a backslash is written \\\\.",
    ),
)
NOT_POSITIVE = Check(
    code="ICS411",
    name="duration-not-positive",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.2.5",
    message=Text(
        "{property} là {found}, không dài hơn 0.",
        "{property} is {found}, which is not longer than nothing",
    ),
    help=Text("Ghi khoảng thời gian lớn hơn 0.", "Give a duration above zero."),
)
FOREIGN_IN_URI = Check(
    code="ICS412",
    name="character-in-uri",
    severity=Severity.WARNING,
    clause="RFC 3986 §2",
    message=Text(
        "Địa chỉ của {property} có {found}, không được có trong URI.",
        "the address of {property} has {found}, which no URI may hold",
    ),
    help=Text("Mã hóa ký tự này bằng %XX.", "Write it as %XX."),
)

CHECKS: Final = (
    WRONG_VALUE,
    BARE_DATE,
    NOT_UTC,
    OUT_OF_RANGE,
    UNESCAPED,
    UNKNOWN_ESCAPE,
    NOT_POSITIVE,
    FOREIGN_IN_URI,
)

_ESCAPE_OR_SEPARATOR = re.compile(r"\\(.?)|[,;]", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;,nN])")
_ESCAPES: Final = frozenset("\\;,nN")
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_FLOAT = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,20})?", re.ASCII)
_OFFSET = re.compile(r"[+-](\d\d)(\d\d)(\d\d)?", re.ASCII)
_STATUS_CODE = re.compile(r"\d+(?:\.\d+){1,2};.*", re.ASCII | re.DOTALL)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+", re.DOTALL)
_NOT_IN_URI = re.compile(r'[^\x21-\x7e]|["<>\\^`{|}]')
_DIGITS = 10
_HOURS, _MINUTES = 24, 60
_LATITUDE, _LONGITUDE = 90, 180


def parts(property_: Property, definition: Definition, /) -> Iterator[tuple[int, str]]:
    """Yield the values in a property, with where each begins in it."""
    offset = 0
    for part in property_.value.split(",") if definition.is_list else [property_.value]:
        yield offset, part
        offset += len(part) + 1


def _wrong(property_: Property, offset: int, found: str, clause: str, expected: Text) -> Hit:
    return WRONG_VALUE.at(
        property_.position(offset),
        clause=clause,
        property=property_.name,
        found=quoted(found),
        expected=expected,
    )


_DATE_FORM = Text("ngày có thật, viết 20240430", "a date that exists, written 20240430")
_TIME_FORM = Text(
    "ngày giờ có thật, viết 20240430T080000 hoặc 20240430T010000Z, không ghi độ lệch múi giờ",
    "a time that exists, written 20240430T080000 or 20240430T010000Z, without an offset",
)
_DURATION_FORM = Text(
    "khoảng thời gian như P15D, PT8H, -P2DT16H hoặc P2W; không có năm, tháng",
    "a duration such as P15D, PT8H, -P2DT16H or P2W; there are no years and months",
)
_PERIOD_FORM = Text("khoảng như 20240430T010000Z/PT3H", "a period such as 20240430T010000Z/PT3H")
_INTEGER_FORM = Text("số nguyên", "a whole number")
_GEO_FORM = Text(
    "vĩ độ và kinh độ, như 21.853;106.761", "latitude and longitude, such as 21.853;106.761"
)
_OFFSET_FORM = Text("độ lệch giờ như +0700, khác -0000", "an offset such as +0700, not -0000")
_URI_FORM = Text(
    "địa chỉ đầy đủ như https://… hoặc mailto:…", "an address such as https://… or mailto:…"
)
_BASE64_FORM = Text("dữ liệu mã hóa BASE64", "data encoded as BASE64")
_STATUS_FORM = Text("mã và lời, như 2.0;Success", "a code and words, such as 2.0;Success")


def _dates(property_: Property, definition: Definition) -> Iterator[Hit]:
    for offset, part in parts(property_, definition):
        if not is_date(part):
            yield _wrong(property_, offset, part, "RFC 5545 §3.3.4", _DATE_FORM)


def _times(property_: Property, definition: Definition) -> Iterator[Hit]:
    for offset, part in parts(property_, definition):
        found = moment(part)
        if found is not None and found.form is Form.DATE and ValueType.DATE in definition.types:
            yield BARE_DATE.at(
                property_.position(offset), property=property_.name, found=part, value=part
            )
        elif found is None or found.form is Form.DATE:
            yield _wrong(property_, offset, part, "RFC 5545 §3.3.5", _TIME_FORM)
        elif definition.is_utc and found.form is not Form.UTC:
            yield _not_utc(property_, definition, offset, part)


def _not_utc(property_: Property, definition: Definition, offset: int, part: str) -> Hit:
    return NOT_UTC.at(
        property_.position(offset),
        clause=definition.clause,
        property=property_.name,
        found=quoted(part),
    )


def _durations(property_: Property, definition: Definition) -> Iterator[Hit]:
    value = property_.value
    if not is_duration(value):
        yield _wrong(property_, 0, value, "RFC 5545 §3.3.6", _DURATION_FORM)
    elif definition.is_positive and not is_positive(value):
        yield NOT_POSITIVE.at(
            property_.position(),
            clause=definition.clause,
            property=property_.name,
            found=quoted(value),
        )


def _periods(property_: Property, definition: Definition) -> Iterator[Hit]:
    for offset, part in parts(property_, definition):
        start, _, end = part.partition("/")
        begins, ends = moment(start), moment(end)
        if (
            begins is None
            or begins.form is Form.DATE
            or not (is_duration(end) or (ends is not None and ends.form is begins.form))
        ):
            yield _wrong(property_, offset, part, "RFC 5545 §3.3.9", _PERIOD_FORM)
        elif definition.is_utc and begins.form is not Form.UTC:
            yield _not_utc(property_, definition, offset, part)


def _integers(property_: Property, definition: Definition) -> Iterator[Hit]:
    value = property_.value
    if _INTEGER.fullmatch(value) is None:
        yield _wrong(property_, 0, value, "RFC 5545 §3.3.8", _INTEGER_FORM)
        return
    digits = value.lstrip("+-").lstrip("0")
    # Of too many digits no number is made: that would take time.
    number = int(value) if len(value) <= _DIGITS + 1 else 0
    if len(digits) > _DIGITS or not definition.least <= number <= definition.most:
        yield OUT_OF_RANGE.at(
            property_.position(),
            clause=definition.clause,
            property=property_.name,
            found=quoted(value),
            least=definition.least,
            most=definition.most,
        )


def _geo(property_: Property, _: Definition) -> Iterator[Hit]:
    latitude, sign, longitude = property_.value.partition(";")
    if (
        not sign
        or _FLOAT.fullmatch(latitude) is None
        or _FLOAT.fullmatch(longitude) is None
        or abs(float(latitude)) > _LATITUDE
        or abs(float(longitude)) > _LONGITUDE
    ):
        yield _wrong(property_, 0, property_.value, "RFC 5545 §3.8.1.6", _GEO_FORM)


def _offsets(property_: Property, _: Definition) -> Iterator[Hit]:
    value = property_.value
    found = _OFFSET.fullmatch(value)
    if (
        found is None
        or int(found[1]) >= _HOURS
        or int(found[2]) >= _MINUTES
        or int(found[3] or 0) >= _MINUTES
        or not value.strip("-0")
    ):
        yield _wrong(property_, 0, value, "RFC 5545 §3.3.14", _OFFSET_FORM)


def _texts(property_: Property, definition: Definition) -> Iterator[Hit]:
    """Yield the first separator that is not escaped, and the first escape that is none."""
    wanted = {UNESCAPED, UNKNOWN_ESCAPE}
    for found in _ESCAPE_OR_SEPARATOR.finditer(property_.value):
        if found[1] is None:
            check = None if found[0] == "," and definition.is_list else UNESCAPED
        else:
            check = None if found[1] in _ESCAPES and found[1] else UNKNOWN_ESCAPE
        if check in wanted:
            wanted.remove(check)
            yield check.at(
                property_.position(found.start()), property=property_.name, found=quoted(found[0])
            )


def _uris(property_: Property, _: Definition) -> Iterator[Hit]:
    value = property_.value
    if _URI.fullmatch(value) is None:
        yield _wrong(property_, 0, value, "RFC 5545 §3.3.13", _URI_FORM)
    elif found := _NOT_IN_URI.search(value):
        yield FOREIGN_IN_URI.at(
            property_.position(found.start()), property=property_.name, found=quoted(found[0])
        )


def _binaries(property_: Property, _: Definition) -> Iterator[Hit]:
    if _BASE64.fullmatch(property_.value) is None:
        yield _wrong(property_, 0, property_.value, "RFC 5545 §3.3.1", _BASE64_FORM)


def _status_codes(property_: Property, _: Definition) -> Iterator[Hit]:
    if _STATUS_CODE.fullmatch(property_.value) is None:
        yield _wrong(property_, 0, property_.value, "RFC 5545 §3.8.8.3", _STATUS_FORM)


def _anything(_: Property, __: Definition) -> Iterator[Hit]:
    return iter(())


_BY_TYPE: Final[Mapping[ValueType, Callable[[Property, Definition], Iterator[Hit]]]] = {
    ValueType.BINARY: _binaries,
    ValueType.CAL_ADDRESS: _uris,
    ValueType.DATE: _dates,
    ValueType.DATE_TIME: _times,
    ValueType.DURATION: _durations,
    ValueType.GEO: _geo,
    ValueType.INTEGER: _integers,
    ValueType.PERIOD: _periods,
    ValueType.RECUR: _anything,  # looked at with the start that it repeats
    ValueType.STATUS_CODE: _status_codes,
    ValueType.TEXT: _texts,
    ValueType.UID: _anything,
    ValueType.URI: _uris,
    ValueType.UTC_OFFSET: _offsets,
    ValueType.XML_REFERENCE: _uris,
}


def form_hits(property_: Property, definition: Definition, type_: ValueType, /) -> Iterator[Hit]:
    """Yield where a value is not written as its type is."""
    return _BY_TYPE[type_](property_, definition)


def unescaped(text: str, /) -> str:
    """Return the text that a value of the type TEXT stands for."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
