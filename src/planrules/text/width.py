"""Text measured in terminal columns: how wide it is, padded, wrapped."""

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import category, east_asian_width

_BREAKS = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # white space, but not the no-break spaces
_JOINER = "\u200d"
_NO_COLUMNS = frozenset({"Mn", "Me", "Cc", "Cf", "Zl", "Zp"})


def display_width(text: str, /) -> int:
    """Return how many terminal columns the text takes.

    Combining marks, format and control characters take none, East Asian wide and fullwidth
    characters two, all others one. Line breaks and tabs take none: measure one line at a time. An
    emoji joined of several counts as their sum.

    Args:
        text: Any text, composed or decomposed.

    Returns:
        Columns, 0 or more.

    Examples:
        >>> display_width("Văn Quan"), display_width("文關")
        (8, 4)

    Source: Unicode Standard Annex 11, East Asian Width.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


def pad(text: str, /, width: int, *, align: Literal["left", "right"] = "left") -> str:
    """Return the text filled up with spaces to a width.

    Args:
        text: One line of text.
        width: Terminal columns wanted.
        align: The side the text keeps to.

    Returns:
        The text with spaces after it (or before it, kept to the right); unchanged if it is as wide
        already.

    Examples:
        >>> pad("Hữu Lễ", 8) + "|"
        'Hữu Lễ  |'
    """
    filling = " " * (width - display_width(text))
    return text + filling if align == "left" else filling + text


def wrap(text: str, /, width: int) -> list[str]:
    """Return the text as lines no wider than a width, broken between words.

    Words are separated by white space; a no-break space holds its words together. A word wider than
    a line is broken between graphemes, never inside one: a letter keeps its marks.

    Args:
        text: Any text; its own line breaks count as spaces.
        width: The most terminal columns of a line, 1 or more.

    Returns:
        The lines, without white space at their ends; none for a blank text. Only a single grapheme
        that is itself wider than ``width`` makes a wider line.

    Raises:
        ValueError: If ``width`` is less than 1.

    Examples:
        >>> wrap("Phòng Văn hóa và Thông tin", 14)
        ['Phòng Văn hóa', 'và Thông tin']
    """
    if width < 1:
        message = f"width is {width}; expected 1 or more"
        raise ValueError(message)
    lines: list[str] = []
    line = ""
    used = 0
    for word in _words(text, width):
        size = display_width(word)
        if line and used + 1 + size <= width:
            line = f"{line} {word}"
            used += 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, width)
        lines += full
        used = display_width(line)
    return [*lines, line] if line else lines


def _words(text: str, width: int) -> Iterator[str]:
    """Split a text into words; one too wide for a line falls apart at no-break spaces too."""
    for word in _BREAKS.split(text):
        if display_width(word) > width:
            yield from word.split()
        elif word := word.strip():
            yield word


def _cut(word: str, width: int) -> Iterator[str]:
    """Cut a word into pieces that fit a line; a word that fits is one piece."""
    piece = ""
    used = 0
    for grapheme in _graphemes(word):
        size = display_width(grapheme)
        if piece and used + size > width:
            yield piece
            piece = ""
            used = 0
        piece += grapheme
        used += size
    yield piece


def _graphemes(text: str) -> Iterator[str]:
    """Split a text into graphemes by the rules of Unicode Annex 29 that running text needs."""
    start = 0
    for at in range(1, len(text)):
        if not _extends(text[at - 1], text[at], first=at - start == 1):
            yield text[start:at]
            start = at
    yield text[start:]


def _extends(before: str, char: str, *, first: bool) -> bool:
    if (
        before == _JOINER
        or not _columns(char)
        or category(char) == "Mc"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    ):
        return True
    # Two regional indicators are one flag.
    return first and all("\U0001f1e6" <= letter <= "\U0001f1ff" for letter in (before, char))


def _columns(char: str) -> int:
    # The vowels and finals of a decomposed Hangul syllable share its two columns.
    if category(char) in _NO_COLUMNS or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
