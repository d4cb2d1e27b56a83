"""Bytes to plain TOML values.

A slip that stays within one value or one line (a date that does not exist, a key written twice) is
masked and the rest is read on, so that all such slips are told at once. Masks keep the length of
the text, so that places stay true.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import attrs
import tomli

from planrules.errors import PlanFault
from planrules.model.place import KeyPath, SourceFile
from planrules.source.encoding import decoded
from planrules.source.faults import cut, sentences
from planrules.source.locate import Locator
from planrules.source.misfit import Misfit

#: Largest file of TOML, in bytes.
SIZE_LIMIT: Final = 64 * 1024 * 1024
#: Deepest nesting and longest dotted key that are told apart in messages.
_DEPTH_LIMIT: Final = 400
#: How many slips of one file are told at once; each costs one more parse.
_SLIP_LIMIT: Final = 50
_SLIP_LIMIT_OF_LARGE_FILES: Final = 3
_LARGE: Final = 1024 * 1024

#: What tomli says of a date that does not exist, and what looks like one that it can't read.
_NO_DATE: Final = "Invalid date or datetime"
_DATE_LIKE: Final = re.compile(r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}")
#: What tomli says, as a pattern, and what we say instead.
_REASONS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        _NO_DATE,
        "ngày viết sai hoặc không có thật; viết năm-tháng-ngày, như 2024-04-30",
        "no such date, or not written so: 2024-04-30",
    ),
    (
        "Cannot overwrite a value|Duplicate inline table key",
        "khóa này đã có ở trên; mỗi khóa chỉ viết một lần trong một bảng",
        "this key is given above already; a key stands once in a table",
    ),
    (
        "Cannot declare .* twice|Cannot mutate immutable namespace|Cannot redefine namespace",
        "bảng này đã khai báo ở trên; dòng lặp lại cần hai ngoặc vuông, như [[task]]",
        "this table is declared above already; repeated rows need two brackets, as [[task]]",
    ),
    ("Invalid value", "giá trị sai; chuỗi phải nằm trong dấu ngoặc kép", "put texts in quotes"),
    ("Expected '=' after a key", "thiếu dấu = sau khóa", "expected = after the key"),
    (
        "Unterminated string|Illegal character '\\\\n'",
        "chuỗi chưa đóng dấu ngoặc kép",
        "the text has no closing quote",
    ),
    (
        "Expected newline or end of document after a statement",
        "sau giá trị còn chữ thừa; mỗi dòng chỉ một khóa",
        "something follows the value; one key stands on a line",
    ),
    ("Unclosed array", "danh sách thiếu dấu ] hoặc dấu phẩy", "the list lacks ] or a comma"),
    (
        "Unclosed inline table",
        "bảng trong dòng thiếu dấu } hoặc dấu phẩy",
        "the inline table lacks } or a comma",
    ),
    (
        "Expected ']",
        "tên bảng thiếu dấu đóng ngoặc vuông",
        "the name of the table lacks its closing bracket",
    ),
    ("Invalid initial character for a key part", "đây không phải khóa", "this is no key"),
    (
        "Escaped character is not a Unicode scalar value",
        "mã ký tự sau \\u không phải ký tự; xóa hoặc viết thẳng chữ",
        "this escape is no character; delete it or write the letter itself",
    ),
    ("Unescaped '\\\\'", "dấu \\ trong chuỗi phải viết \\\\", "write \\ in a text as \\\\"),
    ("Illegal character", "ký tự không được phép ở đây", "a character that may not stand here"),
)


@attrs.frozen(eq=False)
class Syntax:
    """One TOML file as plain values, or what is wrong with its syntax.

    Attributes:
        file: The file.
        locator: The places of its keys.
        values: Its values; None where the syntax does not allow any.
        faults: What is wrong with its syntax.
        masked: Offsets at which a slip was masked, so that it is not told twice.
    """

    file: SourceFile
    locator: Locator
    values: dict[str, Any] | None
    faults: tuple[PlanFault, ...] = ()
    masked: frozenset[int] = frozenset()

    def fault(self, path: KeyPath, misfit: Misfit) -> PlanFault:
        """Return the fault of a value at ``path``."""
        place = self.locator.place(path, key=misfit.code == "KEY001")
        return PlanFault(place.file, place.line, place.column, misfit.code, misfit.messages)

    def is_masked(self, path: KeyPath) -> bool:
        """Return whether the value at ``path`` stands for a slip that was told already."""
        return bool(self.masked) and self.locator.offset(path) in self.masked


def read_syntax(file: SourceFile, *, expected: str) -> Syntax:
    """Return the plain values of a TOML file, with every slip of its syntax.

    Args:
        file: The file; a byte order mark and carriage returns are allowed.
        expected: The table that an empty file lacks, such as ``[plan]``.
    """
    try:
        text = decoded(file)
    except PlanFault as fault:
        return Syntax(file, Locator(file.name, ""), None, (fault,))
    locator = Locator(file.name, text)
    if not text.strip("\ufeff \t\r\n"):
        messages = sentences("SRC006", expected=expected)
        return Syntax(file, locator, None, (_fault_at(locator, 0, "SRC006", messages),))
    mark = 1 if text.startswith("\ufeff") else 0
    return _parse(file, locator, text, mark)


def _parse(file: SourceFile, locator: Locator, text: str, mark: int) -> Syntax:
    """Parse, masking slips until the rest can be read."""
    faults: list[PlanFault] = []
    masked: set[int] = set()
    limit = _SLIP_LIMIT if len(text) < _LARGE else _SLIP_LIMIT_OF_LARGE_FILES
    current = text[mark:]
    while True:
        try:
            values = tomli.loads(current, parse_float=_number)
        except tomli.TOMLDecodeError as error:
            offset = _stored_offset(current, error.lineno, error.colno)
            offset, message = _slip(current, offset, error.msg)
            vi, en = _reason(message, current, offset)
            messages = sentences("SRC004", reason_vi=vi, reason_en=en)
            mask = _mask(current, offset, message)
            start = offset if mask is None else mask[0]
            faults.append(_fault_at(locator, start + mark, "SRC004", messages))
            if mask is None or len(faults) >= limit:
                return Syntax(file, locator, None, tuple(faults))
            masked.add(mask[0] + mark)
            current = mask[1]
        except RecursionError:
            offset = _too_deep(current)
            messages = sentences("SRC005", limit=_DEPTH_LIMIT)
            faults.append(_fault_at(locator, offset + mark, "SRC005", messages))
            return Syntax(file, locator, None, tuple(faults))
        except ValueError:
            # Python refuses to read whole numbers of thousands of digits.
            match = re.search(r"[0-9_]{1000,}", current)
            offset = match.start() if match else 0
            messages = sentences("VAL007", found=cut(match[0]) if match else "…")
            faults.append(_fault_at(locator, offset + mark, "VAL007", messages))
            return Syntax(file, locator, None, tuple(faults))
        else:
            if masked:
                locator = Locator(file.name, text[:mark] + current)
            return Syntax(file, locator, values, tuple(faults), frozenset(masked))


def _number(text: str) -> Decimal:
    """Return a number; one whose exponent is beyond all bounds is no finite one."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def _slip(text: str, offset: int, message: str) -> tuple[int, str]:
    """Return where a slip begins and what it is.

    Of 12/4/2024 or 2024-13-01 the parser reads the first number, and trips over what follows.
    """
    start = len(text[:offset].rstrip("0123456789"))
    if start < offset and _DATE_LIKE.match(text, start):
        return start, _NO_DATE
    return offset, message


def _mask(text: str, offset: int, message: str) -> tuple[int, str] | None:
    """Return where a slip begins and the text with it masked, or None if it can't be masked."""
    if message.startswith(_NO_DATE):
        match = re.compile(r"[0-9][0-9:.TtZz+/-]*").match(text, offset)
        if match is None:  # pragma: no cover - said only of what begins with a digit
            return None
        return offset, _replaced(text, offset, match.end(), f'"{"-" * (len(match[0]) - 2)}"')
    if message.startswith("Cannot overwrite"):
        start = text.rfind("\n", 0, max(offset - 1, 0)) + 1
        start += len(text[start:]) - len(text[start:].lstrip(" \t"))
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if offset > end + 1 or line.startswith(("[", "#")) or line.count('"') % 2:
            return None
        return start, _replaced(text, start, end, "#" + " " * (len(line) - 1))
    return None


def _replaced(text: str, start: int, end: int, mask: str) -> str:
    return text[:start] + mask + text[end:]


def _stored_offset(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column; tomli drops carriage returns, which end lines."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _reason(message: str, text: str, offset: int) -> tuple[str, str]:
    """Return what tomli says in words that say what to do, in Vietnamese and in English."""
    if text[offset : offset + 1] in {"“", "”", "„", "‘", "’"}:
        return (
            'dùng dấu nháy thẳng " thay cho dấu nháy cong “ ” của Word',
            'write straight quotes " instead of curly ones “ ”',
        )
    if re.match(r",[0-9]", text[offset : offset + 2]) and text[offset - 1 : offset].isdigit():
        return "số thập phân viết dấu chấm, như 60.5", "write decimals with a point, as 60.5"
    line = text[text.rfind("\n", 0, offset) + 1 :][:80].lstrip()
    if message.startswith("Cannot overwrite") and line.startswith("[["):
        message = "Cannot declare this twice"
    for pattern, vi, en in _REASONS:
        if re.match(pattern, message):
            return vi, en
    return "không đọc được từ chỗ này", f"can't be read from here ({message})"


def _too_deep(text: str) -> int:
    """Return where nesting first goes deeper than allowed, or the start of the longest line."""
    depth = 0
    for match in re.finditer(r"[\[{\]}]", text):
        depth = depth + 1 if match[0] in "[{" else max(depth - 1, 0)
        if depth > _DEPTH_LIMIT:
            return match.start()
    return text.index(max(text.splitlines(), key=len))


def _fault_at(locator: Locator, offset: int, code: str, messages: dict[str, str]) -> PlanFault:
    place = locator.at(offset)
    return PlanFault(place.file, place.line, place.column, code, messages)
