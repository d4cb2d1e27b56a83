"""The bytes of a calendar: their encoding, and the lines they make."""

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from planrules.feeds.linting.finding import Check, Hit, Position
from planrules.model.finding import Severity
from planrules.model.message import Text

#: Longest line in octets, without its break.
LONGEST: Final = 75

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = "\ufeff"
#: What no content line may hold: controls other than the tab; line ends are looked at apart.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

EMPTY = Check(
    code="ICS001",
    name="empty-file",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.4",
    message=Text("Tệp không có nội dung.", "the file is empty"),
    help=Text(
        "Xuất lại tệp lịch; lịch không có việc nào vẫn cần VCALENDAR và một VTIMEZONE.",
        "Write the calendar again; one without events still needs VCALENDAR and a VTIMEZONE.",
    ),
)
NOT_UTF_8 = Check(
    code="ICS002",
    name="not-utf-8",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1.4",
    message=Text(
        "{count} dòng có byte không phải UTF-8; byte đầu tiên là {byte}.",
        "bytes that are not UTF-8; lines that have some: {count}, the first is {byte}",
    ),
    help=Text("Lưu tệp lịch bằng mã UTF-8.", "Save the calendar as UTF-8."),
)
UTF_16 = Check(
    code="ICS015",
    name="utf-16",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1.4",
    message=Text("Tệp lưu bằng UTF-16.", "the file is stored as UTF-16"),
    help=Text("Lưu tệp lịch bằng mã UTF-8.", "Save the calendar as UTF-8."),
)
MARK = Check(
    code="ICS003",
    name="byte-order-mark",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.4",
    message=Text(
        "Tệp bắt đầu bằng dấu thứ tự byte (BOM), nên dòng đầu không phải BEGIN:VCALENDAR.",
        "the file begins with a byte order mark, so its first line is not BEGIN:VCALENDAR",
    ),
    help=Text("Lưu lại bằng UTF-8 không có BOM.", "Save it as UTF-8 without a byte order mark."),
)
BARE_LF = Check(
    code="ICS004",
    name="bare-line-feed",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "{count} dòng kết thúc bằng LF thay vì CRLF; đây là dòng đầu tiên.",
        "line ends are LF instead of CRLF; such lines: {count}, this is the first",
    ),
    help=Text(
        "Kết thúc mỗi dòng bằng CRLF; kiểm tra git và trình soạn thảo có đổi dấu ngắt dòng không.",
        "End every line in CRLF; see whether git or an editor changes line ends.",
    ),
)
BARE_CR = Check(
    code="ICS005",
    name="bare-carriage-return",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "{count} ký tự CR không đứng trước LF; đây là ký tự đầu tiên.",
        "carriage returns that do not stand before LF: {count}, this is the first",
    ),
    help=Text(
        "Kết thúc mỗi dòng bằng đúng một CRLF; trong văn bản, xuống dòng viết là \\n.",
        "End every line in one CRLF; inside of text a line break is written \\n.",
    ),
)
NO_FINAL_BREAK = Check(
    code="ICS006",
    name="last-line-without-break",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text("Dòng cuối không kết thúc bằng CRLF.", "the last line does not end in CRLF"),
    help=Text(
        "Thêm CRLF sau dòng cuối; nếu tệp bị cắt thì tải hoặc xuất lại.",
        "Add CRLF after the last line; if the file was cut, fetch or write it again.",
    ),
)
LONG_LINE = Check(
    code="ICS007",
    name="long-line",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.1",
    message=Text(
        "Dòng dài {octets} octet, quá {limit} octet.",
        "the line has {octets} octets, more than {limit}",
    ),
    help=Text(
        "Ngắt dòng bằng CRLF và một dấu cách, không ngắt giữa ký tự UTF-8 hay giữa \\n, \\,.",
        "Fold it by CRLF and a space, not inside of a UTF-8 character or of \\n or \\,.",
    ),
)
CONTROL = Check(
    code="ICS013",
    name="control-character",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "Dòng có ký tự điều khiển {character}.",
        "the line holds the control character {character}",
    ),
    help=Text("Xóa ký tự này.", "Delete the character."),
)
CHECKS: Final = (
    EMPTY,
    NOT_UTF_8,
    UTF_16,
    MARK,
    BARE_LF,
    BARE_CR,
    NO_FINAL_BREAK,
    LONG_LINE,
    CONTROL,
)


@attrs.frozen
class StoredLines:
    """The lines of a file as stored, without their breaks.

    Attributes:
        texts: The lines; bytes that are no UTF-8 are surrogates, as ``surrogateescape`` makes them.
        shift: Code points in front of the first line that are not in it: 1 with a mark, else 0.
    """

    texts: Sequence[str]
    shift: int = 0


def stored_lines(data: bytes, /) -> tuple[StoredLines, list[Hit]]:
    """Return the lines of a file, and what its bytes, line ends and lengths show.

    A line ends with LF; in a file without any LF, with CR. Where nothing can be made of the file,
    there are no lines and one hit.
    """
    if not data.strip():
        return StoredLines([]), [EMPTY.at((1, 1))]
    if data.startswith(_UTF_16):
        return StoredLines([]), [UTF_16.at((1, 1))]
    text = data.decode("utf-8", "surrogateescape")
    hits: list[Hit] = []
    shift = 0
    if text.startswith(_BOM):
        hits.append(MARK.at((1, 1)))
        text, shift = text[1:], 1
    is_old_mac = "\n" not in text
    texts = text.split("\r" if is_old_mac else "\n")
    if is_old_mac and len(texts) > 1:
        position = (1, len(texts[0]) + 1 + shift)
        hits.append(BARE_CR.at(position, count=len(texts) - 1))
    last = texts.pop()
    if not is_old_mac:
        hits += _breaks(texts, shift)
    if last:
        texts.append(last)
        hits.append(NO_FINAL_BREAK.at((len(texts), _end(texts, len(texts) - 1, shift))))
    lines = StoredLines(texts, shift)
    hits += _returns(lines)
    hits += _long(lines)
    hits += _controls(lines, text)
    return lines, hits


def _end(texts: Sequence[str], index: int, shift: int) -> int:
    """Return the column behind a line."""
    return len(texts[index]) + 1 + (0 if index else shift)


def _breaks(texts: list[str], shift: int) -> Iterator[Hit]:
    """Take the CR of CRLF off the lines; yield where the first of those is that have none."""
    bare: list[int] = []
    for index, text in enumerate(texts):
        if text.endswith("\r"):
            texts[index] = text[:-1]
        else:
            bare.append(index)
    if bare:
        first = bare[0]
        yield BARE_LF.at((first + 1, _end(texts, first, shift)), count=len(bare))


def _returns(lines: StoredLines) -> Iterator[Hit]:
    first: Position | None = None
    count = 0
    for index, text in enumerate(lines.texts):
        if "\r" in text:
            count += text.count("\r")
            if first is None:
                first = (index + 1, text.index("\r") + 1 + (0 if index else lines.shift))
    if first is not None:
        yield BARE_CR.at(first, count=count)


def _long(lines: StoredLines) -> Iterator[Hit]:
    for index, text in enumerate(lines.texts):
        if len(text) * 4 <= LONGEST:
            continue
        octets = text.encode("utf-8", "surrogateescape")
        if len(octets) > LONGEST:
            cut = octets[:LONGEST]
            before, _ = codecs.utf_8_decode(cut, "surrogateescape")  # less what the cut splits
            column = len(before) + 1 + (0 if index else lines.shift)
            yield LONG_LINE.at((index + 1, column), octets=len(octets), limit=LONGEST)


def _controls(lines: StoredLines, text: str) -> Iterator[Hit]:
    if _CONTROL.search(text) is None:
        return
    for index, line in enumerate(lines.texts):
        if found := _CONTROL.search(line):
            column = found.start() + 1 + (0 if index else lines.shift)
            yield CONTROL.at((index + 1, column), character=f"U+{ord(found[0]):04X}")
