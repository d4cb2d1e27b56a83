"""Content lines: stored lines unfolded, and what is wrong with how they were folded."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from planrules.feeds.linting.finding import Check, Hit, Position
from planrules.feeds.linting.octets import NOT_UTF_8, StoredLines
from planrules.model.finding import Severity
from planrules.model.message import Text

#: Bytes that are no UTF-8, as they come out of decoding.
_ESCAPED = re.compile("[\udc80-\udcff]+")
#: What makes the characters of a line unreliable: such bytes, and controls other than the tab.
DAMAGE = re.compile("[\udc80-\udcff\x00-\x08\x0a-\x1f\x7f]")
#: Code points that are normalised at once: a long run of marks would take quadratic time.
_PIECE = 500

SPLIT_CHARACTER = Check(
    code="ICS008",
    name="fold-inside-character",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "Dòng bị ngắt ở giữa một ký tự UTF-8; nhiều phần mềm lịch hiện sai hoặc bỏ dòng này.",
        "the line is folded inside of a UTF-8 character; clients garble or drop it",
    ),
    help=Text(
        "Ngắt dòng giữa hai ký tự, đếm octet nhưng không tách ký tự.",
        "Fold between characters: count octets, but keep each character whole.",
    ),
)
SPLIT_ESCAPE = Check(
    code="ICS009",
    name="fold-inside-escape",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "Dòng bị ngắt ngay sau dấu \\ của một chuỗi thoát; có phần mềm lịch bỏ cả sự kiện.",
        "the line is folded right after the \\ of an escape; some clients drop the whole event",
    ),
    help=Text(
        "Để \\n, \\,, \\; và \\\\ trọn vẹn trên một dòng.",
        "Keep \\n, \\,, \\; and \\\\ whole on one line.",
    ),
)
EMPTY_CONTINUATION = Check(
    code="ICS010",
    name="empty-continuation",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "Dòng nối tiếp chỉ có dấu cách mở đầu; có máy chủ lịch từ chối cả tệp.",
        "the continuation line holds nothing but its first space; some servers refuse the file",
    ),
    help=Text("Bỏ dòng nối tiếp trống này.", "Leave the empty continuation out."),
)
ORPHAN_CONTINUATION = Check(
    code="ICS011",
    name="continuation-of-nothing",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text(
        "Tệp bắt đầu bằng dòng nối tiếp (mở đầu bằng dấu cách), không có dòng nào trước đó.",
        "the file begins with a continuation line (it starts with a space), which follows nothing",
    ),
    help=Text(
        "Bỏ dấu cách đầu dòng, hoặc xuất lại tệp từ đầu.",
        "Remove the space in front, or write the file again from its beginning.",
    ),
)
BLANK_LINE = Check(
    code="ICS012",
    name="blank-line",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.1",
    message=Text("Dòng trống trong tệp lịch.", "a blank line stands in the calendar"),
    help=Text(
        "Xóa dòng trống; trong văn bản, xuống dòng viết là \\n.",
        "Delete it; inside of text a line break is written \\n.",
    ),
)
NOT_NFC = Check(
    code="ICS014",
    name="not-normalised",
    severity=Severity.INFO,
    clause="RFC 5198 §3",
    message=Text(
        "{count} dòng chưa ở dạng chuẩn NFC (dấu viết rời chữ), tìm kiếm có thể không thấy; đây"
        " là chỗ đầu tiên.",
        "the text is not in the normal form NFC (marks stand apart), so that searches may miss it;"
        " such lines: {count}, this is the first place",
    ),
    help=Text("Chuẩn hóa văn bản về NFC.", "Normalise the text to NFC."),
)

CHECKS: Final = (
    SPLIT_CHARACTER,
    SPLIT_ESCAPE,
    EMPTY_CONTINUATION,
    ORPHAN_CONTINUATION,
    BLANK_LINE,
    NOT_NFC,
)


@attrs.frozen(eq=False)
class ContentLine:
    """A line of content, unfolded.

    Attributes:
        text: The text without the breaks and spaces that folded it.
        numbers: Numbers of its stored lines, from 1.
        starts: Where in ``text`` each of the stored lines begins.
        shift: What stands in front of the first of them and is not in ``text``.
        is_damaged: Whether its characters are not to be relied on.
    """

    text: str
    numbers: tuple[int, ...]
    starts: tuple[int, ...] = (0,)
    shift: int = 0
    is_damaged: bool = False

    def position(self, offset: int = 0, /) -> Position:
        """Return where a code point of the text stands in the file."""
        index = bisect_right(self.starts, offset) - 1
        # A stored line that continues another begins with the space that was taken off.
        before = 1 if index else self.shift
        return self.numbers[index], offset - self.starts[index] + 1 + before


@attrs.define(eq=False)
class _Folded:
    """A content line that is being put together.

    Attributes:
        shift: Code points before its first stored line that are not in it.
        numbers: Numbers of its stored lines, from 1.
        parts: Their texts without the space that begins a continuation.
        is_open: Whether what was read so far ends in an odd number of backslashes.
    """

    shift: int
    numbers: list[int] = attrs.Factory(list)
    parts: list[str] = attrs.Factory(list)
    is_open: bool = False

    def add(self, number: int, part: str) -> None:
        self.numbers.append(number)
        self.parts.append(part)
        slashes = len(part) - len(part.rstrip("\\"))
        is_odd = slashes % 2 == 1
        # Only where the part is nothing else does it matter how the part before it ends.
        self.is_open = is_odd != self.is_open if slashes == len(part) else is_odd

    def line(self) -> ContentLine:
        text = "".join(self.parts)
        starts, start = [], 0
        for part in self.parts:
            starts.append(start)
            start += len(part)
        return ContentLine(
            text=text,
            numbers=tuple(self.numbers),
            starts=tuple(starts),
            shift=self.shift,
            is_damaged=DAMAGE.search(text) is not None,
        )


def content_lines(lines: StoredLines, /) -> tuple[list[ContentLine], list[Hit]]:
    """Return the content lines of a file, and what is wrong with how they were folded."""
    found: list[ContentLine] = []
    hits: list[Hit] = []
    current: _Folded | None = None
    is_blank = False
    for number, text in enumerate(lines.texts, 1):
        was_blank, is_blank = is_blank, not text
        if is_blank:
            if not was_blank:
                hits.append(BLANK_LINE.at((number, 1)))
            continue
        shift = lines.shift if number == 1 else 0
        if text[0] not in " \t":
            if current is not None:
                found.append(current.line())
            current = _Folded(shift)
            current.add(number, text)
            continue
        if current is None:
            hits.append(ORPHAN_CONTINUATION.at((number, 1 + shift)))
            current = _Folded(1 + shift)
        elif len(text) == 1:
            hits.append(EMPTY_CONTINUATION.at((number, 1)))
        elif current.is_open:
            end = len(current.parts[-1])
            before = current.shift if len(current.parts) == 1 else 1
            hits.append(SPLIT_ESCAPE.at((current.numbers[-1], end + before)))
        current.add(number, text[1:])
    if current is not None:
        found.append(current.line())
    return found, hits + list(_characters(found))


def _characters(lines: Iterable[ContentLine]) -> Iterator[Hit]:
    """Yield what the characters of lines show; what is one cause in many lines only once."""
    bad: list[tuple[Position, str]] = []
    denormal: list[Position] = []
    for line in lines:
        if line.text.isascii():
            continue
        runs = list(_ESCAPED.finditer(line.text))
        if not runs:
            if (offset := _denormal(line.text)) is not None:
                denormal.append(line.position(offset))
            continue
        undecoded: list[tuple[Position, str]] = []
        for run in runs:
            at = run.start()
            # Bytes on both sides of a fold may make a character.
            for character in (
                run[0].encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
            ):
                if _ESCAPED.match(character):
                    undecoded.append((line.position(at), f"0x{ord(character) - 0xDC00:02X}"))
                    at += 1
                    continue
                fold = line.starts[bisect_right(line.starts, at)]
                yield SPLIT_CHARACTER.at(line.position(fold - 1))
                at += len(character.encode())
        bad += undecoded[:1]
    if bad:
        position, byte = bad[0]
        yield NOT_UTF_8.at(position, byte=byte, count=len(bad))
    if denormal:
        yield NOT_NFC.at(denormal[0], count=len(denormal))


def _denormal(text: str) -> int | None:
    """Return where a text first differs from its normal form; None where it does not."""
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE]
        if not unicodedata.is_normalized("NFC", piece):
            normal = unicodedata.normalize("NFC", piece)
            pairs = enumerate(zip(piece, normal, strict=False))
            # Where one is the beginning of the other, they differ behind it.
            shorter = min(len(piece), len(normal))
            return start + next((i for i, (a, b) in pairs if a != b), shorter)
    return None
