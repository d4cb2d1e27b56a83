"""The stored lines of an official text, each with its place and without its decoration."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

import attrs

#: White space and characters that nobody sees on paper.
_BLANK = r"\s\u00ad\u200b-\u200f\u2060\ufeff"
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_PAGE_BREAK = re.compile(r"[\f\v\x1c-\x1e\x85\u2028\u2029]")
# Headings and emphasis of Markdown around a line; a single * is a bullet and stays.
_OPENING = re.compile(rf"[{_BLANK}]*(?:(?:\#{{1,6}}(?=[{_BLANK}])|\*{{2,}}|_{{2,}}|>)[{_BLANK}]*)*")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:Trang|TRANG|Page)\s+)?([0-9]{1,3})(?:\s*/\s*[0-9]{1,3})?(?:\s*[-–—])?"
)
# From here on a number of its own is a cell of a table.
_TABLE = re.compile(r"(?i:phụ lục|(?:s?tt)$)")
#: Most code points of an NFC character's stored spelling that are looked at.
_LONGEST_SPELLING = 8


@attrs.frozen(kw_only=True)
class Line:
    """A line of the file, or a piece of one where a page break stands inside it.

    Attributes:
        number: Line of the file, counted from 1.
        column: Column of its first visible code point as stored, counted from 1.
        indent: How far to the right it begins, the same for NFC and NFD.
        text: Its words in NFC, without white space and Markdown decoration around them.
        stored: The same words as stored.
        after_blank: Whether a blank line or a page break stands before it.
        after_page: Whether a page break or a page number stands before it.
    """

    number: int
    column: int
    indent: int
    text: str
    stored: str
    after_blank: bool = False
    after_page: bool = False

    def column_at(self, offset: int) -> int:
        """Return the column in the file of the code point at ``offset`` of ``text``."""
        if self.stored == self.text:
            return self.column + offset
        stored = self.stored[: offset * _LONGEST_SPELLING]
        length = 0
        while length < len(stored) and len(normalize("NFC", stored[:length])) < offset:
            length += 1
        return self.column + length

    def part(self, start: int, end: int | None = None) -> "Line":
        """Return the piece of the line between two offsets of ``text``."""
        column = self.column_at(start)
        text = self.text[start:end]
        stored = self.stored[column - self.column :]
        return attrs.evolve(
            self,
            column=column,
            indent=self.indent + start,
            text=text,
            stored=text if end else stored,
        )


def read_lines(text: str, /) -> tuple[Line, ...]:
    """Return the lines that hold words, without page numbers.

    Args:
        text: The text as stored: NFC or NFD, any line ends, with or without a byte order mark.

    Returns:
        The lines in order. Rules of dashes or stars and other lines without a letter or digit
        count as blank. A page number is a line of its own beside a form feed, or, before the
        first appendix or table, one that continues the count of the pages.
    """
    return tuple(_without_page_numbers(_with_words(_pieces(text))))


def has_words(text: str, /) -> bool:
    """Return whether the text holds a letter or a digit."""
    return any(char.isalnum() for char in text)


def _pieces(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield line, column and text of all pieces, and whether a page break stands before."""
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        start = 0
        for mark in _PAGE_BREAK.finditer(line):
            yield number, start + 1, line[start : mark.start()], start > 0
            start = mark.end()
        yield number, start + 1, line[start:], start > 0


def _with_words(pieces: Iterable[tuple[int, int, str, bool]]) -> Iterator[Line]:
    blank = page = False
    for number, column, text, after_page in pieces:
        page = page or after_page
        opening = _OPENING.match(text)
        start = opening.end() if opening else 0
        stored = _undecorated(text[start:])
        if not has_words(stored):
            blank = True
            continue
        yield Line(
            number=number,
            column=column + start,
            indent=start - text[:start].count("\ufeff"),
            text=normalize("NFC", stored),
            stored=stored,
            after_blank=blank or page,
            after_page=page,
        )
        blank = page = False


def _undecorated(text: str) -> str:
    """Return the text without blanks and emphasis marks at its end."""
    end = len(text)
    while end and (text[end - 1] in "*_" or _is_blank(text[end - 1])):
        end -= 1
    rest = text[end:]
    # One mark alone may belong to the words ("5*"); two or more are emphasis.
    single = rest[:1] in ("*", "_") and rest[:1] != rest[1:2]
    return text[: end + 1] if single else text[:end]


def _is_blank(char: str) -> bool:
    return char.isspace() or char in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def _without_page_numbers(lines: Iterable[Line]) -> Iterator[Line]:
    last = 0
    dropped = tables = False
    waiting = list(lines)
    for index, line in enumerate(waiting):
        tables = tables or _TABLE.match(line.text) is not None
        match = _PAGE_NUMBER.fullmatch(line.text)
        following = waiting[index + 1] if index + 1 < len(waiting) else None
        before_page = following is not None and following.after_page
        alone = line.after_blank or following is None or following.after_blank
        if match and (
            line.after_page
            or before_page
            or (alone and not tables and last < int(match[1]) <= last + 2)
        ):
            last = int(match[1])
            dropped = True
            continue
        yield attrs.evolve(line, after_blank=True, after_page=True) if dropped else line
        dropped = False
