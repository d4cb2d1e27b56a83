"""Where the header of an official text ends and its words begin."""

import re
from collections.abc import Sequence

from planrules.source.official.lines import Line
from planrules.source.official.markers import is_upper, read_marker
from planrules.source.official.paragraphs import ends_sentence

#: The header is looked for in so many lines.
_LONGEST_HEADER = 60
_LONGEST_TITLE = 8

_TYPES = (
    "KẾ HOẠCH",
    "CHƯƠNG TRÌNH",
    "PHƯƠNG ÁN",
    "ĐỀ ÁN",
    "QUYẾT ĐỊNH",
    "NGHỊ QUYẾT",
    "CHỈ THỊ",
    "HƯỚNG DẪN",
    "THÔNG BÁO",
    "BÁO CÁO",
    "TỜ TRÌNH",
)
TYPE_LINE = re.compile(rf"({'|'.join(_TYPES)})(?=$|\s)")
_MOTTO = re.compile(r"(?i:cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\s*[-–]\s*tự do|đảng cộng sản)")
_NUMBER_LINE = re.compile(r"(?i:số)\s*[:.]")
_DATE_LINE = re.compile(r".{0,60}\bngày\b.{0,20}\btháng\b.{0,20}\bnăm\b.{0,8}$")
_BASIS = re.compile(r"Căn cứ\b")
_PREAMBLE = re.compile(
    r"(?:Căn cứ|Thực hiện|Thi hành|Triển khai|Tiếp tục|Theo|Xét|Để|Nhằm|Trên cơ sở|Kính gửi)\b"
)
_TITLE = re.compile(r"Kế hoạch\b")


def body_start(lines: Sequence[Line], /) -> int:
    """Return the index of the first line that is no longer header.

    The header is the motto, the issuing office, ``Số: …``, place and date, the type
    (``KẾ HOẠCH``) and the title; every part may be missing. It ends at the first marker, at the
    first paragraph that cites a basis, or at one that ends like a sentence.
    """
    found = type_line(lines)
    if found is None:
        return _without_type(lines)
    return _after_title(lines, found + 1, first=TYPE_LINE.fullmatch(lines[found].text) is not None)


def type_line(lines: Sequence[Line], /) -> int | None:
    """Return the index of the line with the type of the document, or None."""
    for index, line in enumerate(lines[:_LONGEST_HEADER]):
        if TYPE_LINE.match(line.text):
            return index
        if not _is_header(line) and (read_marker(line.text) or ends_sentence(line.text)):
            return None
    return None


def is_formula(line: Line, /) -> bool:
    """Return whether the line is the motto, a number or a date, and so no name and no title."""
    return any(
        pattern.match(line.text) is not None for pattern in (_MOTTO, _NUMBER_LINE, _DATE_LINE)
    )


def _is_header(line: Line) -> bool:
    if is_formula(line):
        return True
    return is_upper(line.text) and not ends_sentence(line.text) and not read_marker(line.text)


def _without_type(lines: Sequence[Line]) -> int:
    index = 0
    while index < min(len(lines), _LONGEST_HEADER) and _is_header(lines[index]):
        index += 1
    if index < len(lines) and _TITLE.match(lines[index].text):
        return _after_title(lines, index, first=True)
    return index


def _after_title(lines: Sequence[Line], start: int, *, first: bool) -> int:
    """Return the index after the last line of the title that begins at ``start``."""
    index = start
    while index < min(len(lines), start + _LONGEST_TITLE):
        line = lines[index]
        if read_marker(line.text) or not _is_title(lines, index, first=first):
            break
        first = False
        index += 1
    return index


def _is_title(lines: Sequence[Line], index: int, *, first: bool) -> bool:
    line = lines[index]
    if first:
        return not _BASIS.match(line.text) and not ends_sentence(line.text)
    if line.text[0].islower():
        return True
    if _PREAMBLE.match(line.text) or ends_sentence(line.text):
        return False
    if not line.after_blank:
        return True
    end = index + 1
    while end < len(lines) and not lines[end].after_blank:
        end += 1
    return not ends_sentence(lines[end - 1].text)
