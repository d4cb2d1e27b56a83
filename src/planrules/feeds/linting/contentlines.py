"""A content line taken apart: name, parameters, value."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from planrules.feeds.linting.finding import Check, Hit, Position, quoted
from planrules.feeds.linting.folding import DAMAGE, ContentLine
from planrules.model.finding import Severity
from planrules.model.message import Text

#: A name, in front of which there is nothing, or what damages the line.
_NAME = re.compile(f"{DAMAGE.pattern}*([A-Za-z0-9-]+)")
#: A name and the equals sign behind it.
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=")
_PLAIN = re.compile(r'[^";:,]*')
#: A circumflex and what it escapes.
_CIRCUMFLEX = re.compile(r"\^(.?)", re.DOTALL)
_UNESCAPED: Final = {"n": "\n", "^": "^", "'": '"'}

NO_CONTENT_LINE = Check(
    code="ICS101",
    name="no-content-line",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "Dòng {found} không có dạng TÊN:giá trị.",
        "the line {found} does not read NAME:value",
    ),
    help=Text(
        "Viết tên bằng chữ, số, gạch nối rồi dấu hai chấm; dòng nối tiếp mở đầu bằng dấu cách.",
        "Write a name of letters, digits and hyphens, then a colon; begin continuations with a"
        " space.",
    ),
)
WRONG_PARAMETER = Check(
    code="ICS102",
    name="wrong-parameter",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.2",
    message=Text(
        "Tham số của {property} viết sai từ {found}.",
        "a parameter of {property} is malformed from {found} on",
    ),
    help=Text(
        'Viết ;TÊN=giá trị; giá trị chứa dấu phẩy, chấm phẩy, hai chấm thì đặt trong "…".',
        'Write ;NAME=value; put a value with a comma, semicolon or colon into "…".',
    ),
)
QUOTE_IN_PARAMETER = Check(
    code="ICS103",
    name="quote-in-parameter",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.2",
    message=Text(
        'Giá trị của tham số {parameter} có dấu " ở giữa.',
        'the value of the parameter {parameter} has a " in it',
    ),
    help=Text(
        "Viết dấu ngoặc kép trong tham số là ^' (RFC 6868).",
        "Write a quotation mark in a parameter as ^' (RFC 6868).",
    ),
)
OPEN_QUOTE = Check(
    code="ICS104",
    name="quote-not-closed",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.2",
    message=Text(
        'Giá trị của tham số {parameter} mở dấu " mà không đóng.',
        'the value of the parameter {parameter} opens a " that is never closed',
    ),
    help=Text('Thêm dấu " sau giá trị.', 'Add a " behind the value.'),
)
UNKNOWN_CIRCUMFLEX = Check(
    code="ICS105",
    name="unknown-circumflex-escape",
    severity=Severity.WARNING,
    clause="RFC 6868 §3.2",
    message=Text(
        "Tham số {parameter} có {found}, không phải ^n, ^^ hay ^'.",
        "the parameter {parameter} has {found}, which is none of ^n, ^^ and ^'",
    ),
    help=Text("Viết dấu ^ trong tham số là ^^.", "Write ^ in a parameter as ^^."),
)
PARAMETER_TWICE = Check(
    code="ICS106",
    name="parameter-twice",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.2",
    message=Text(
        "{property} có tham số {parameter} hai lần.",
        "{property} has the parameter {parameter} twice",
    ),
    help=Text("Chỉ giữ một lần.", "Keep one of them."),
)

CHECKS: Final = (
    NO_CONTENT_LINE,
    WRONG_PARAMETER,
    QUOTE_IN_PARAMETER,
    OPEN_QUOTE,
    UNKNOWN_CIRCUMFLEX,
    PARAMETER_TWICE,
)


@attrs.frozen(eq=False)
class Parameter:
    """A parameter of a property.

    Attributes:
        name: Its name, in capitals.
        values: Its values, without quotation marks and escapes.
        offset: Where its first value begins in the content line.
    """

    name: str
    values: tuple[str, ...]
    offset: int

    @property
    def value(self) -> str:
        """Its first value."""
        return self.values[0]


@attrs.frozen(eq=False)
class Property:
    """A content line taken apart.

    Attributes:
        name: Its name, in capitals; empty where the line has none.
        parameters: Its parameters by their names.
        value: What stands behind the colon, as it is written.
        offset: Where the value begins in the content line.
        line: The content line.
        is_sound: Whether the line could be read and its characters can be relied on.
    """

    name: str
    parameters: Mapping[str, Parameter]
    value: str
    offset: int
    line: ContentLine
    is_sound: bool

    def position(self, offset: int = 0, /) -> Position:
        """Return where a code point of the value stands in the file."""
        return self.line.position(self.offset + offset)

    @property
    def start(self) -> Position:
        """Where the line begins in the file."""
        return self.line.position()

    def parameter(self, name: str, /) -> str:
        """Return the first value of a parameter; nothing where there is none of that name."""
        parameter = self.parameters.get(name)
        return "" if parameter is None else parameter.value

    @property
    def value_type(self) -> str:
        """What its VALUE says, in capitals; nothing where it has none."""
        return self.parameter("VALUE").upper()


def taken_apart(line: ContentLine, /) -> tuple[Property, list[Hit]]:
    """Return the property that a line is, and what is wrong with how it is written.

    Of a damaged line nothing is told: its characters are what is wrong with it.
    """
    property_, hits = _taken_apart(line)
    return property_, [] if line.is_damaged else hits


def _taken_apart(line: ContentLine) -> tuple[Property, list[Hit]]:
    text = line.text
    found = _NAME.match(text)
    if found is None:
        hit = NO_CONTENT_LINE.at(line.position(), found=quoted(text))
        return Property("", {}, "", 0, line, is_sound=False), [hit]
    name = found[1].upper()
    hits: list[Hit] = []
    parameters: dict[str, Parameter] = {}
    at: int | None = found.end()
    while at is not None and text.startswith(";", at):
        parameter, behind, wrong = _parameter(line, name, at)
        hits += wrong
        if parameter is not None:
            if parameter.name in parameters:
                position = line.position(at + 1)
                hit = PARAMETER_TWICE.at(position, property=name, parameter=parameter.name)
                hits.append(hit)
            else:
                parameters[parameter.name] = parameter
        at = behind
    if at is not None and not text.startswith(":", at):
        hits.append(NO_CONTENT_LINE.at(line.position(at), found=quoted(text)))
        at = None
    if at is None:
        rest = text[found.end() :]
        return Property(name, parameters, rest, found.end(), line, is_sound=False), hits
    value = text[at + 1 :]
    return Property(name, parameters, value, at + 1, line, is_sound=not line.is_damaged), hits


def _parameter(
    line: ContentLine, property_: str, at: int
) -> tuple[Parameter | None, int | None, list[Hit]]:
    """Return a parameter, the place behind it, and what is wrong with it.

    There is no place behind one that is malformed: nobody knows where it ends.
    """
    text = line.text
    found = _PARAMETER.match(text, at)
    if found is None:
        hit = WRONG_PARAMETER.at(line.position(at), property=property_, found=quoted(text[at:]))
        return None, None, [hit]
    name = found[1].upper()
    values: list[str] = []
    hits: list[Hit] = []
    at = found.end()
    while True:
        if text.startswith('"', at):
            end = text.find('"', at + 1)
            if end < 0:
                return None, None, [OPEN_QUOTE.at(line.position(at), parameter=name)]
            value, at = text[at + 1 : end], end + 1
        else:
            plain = _PLAIN.match(text, at)
            value = plain[0] if plain else ""
            at += len(value)
        if text.startswith('"', at):
            return None, None, [QUOTE_IN_PARAMETER.at(line.position(at), parameter=name)]
        values.append(value)
        if not text.startswith(",", at):
            break
        at += 1
    if at < len(text) and text[at] not in ";:":
        hit = WRONG_PARAMETER.at(line.position(at), property=property_, found=quoted(text[at:]))
        return None, None, [hit]
    hits += _circumflexes(line, name, found.end(), at)
    decoded = tuple(_CIRCUMFLEX.sub(_unescaped, value) for value in values)
    return Parameter(name, decoded, found.end()), at, hits


def _circumflexes(line: ContentLine, name: str, start: int, end: int) -> Iterator[Hit]:
    """Yield the first escape in a parameter that is none."""
    for found in _CIRCUMFLEX.finditer(line.text, start, end):
        if found[1] not in _UNESCAPED:
            yield UNKNOWN_CIRCUMFLEX.at(
                line.position(found.start()), parameter=name, found=quoted(found[0])
            )
            return


def _unescaped(found: re.Match[str]) -> str:
    return _UNESCAPED.get(found[1], found[0])
