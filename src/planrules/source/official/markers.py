"""What stands before a clause: section numbers, item numbers, letters, dashes."""

import re
from enum import IntEnum

import attrs


class Level(IntEnum):
    """How deep a marker stands; a marker closes all that are as deep or deeper.

    Numbers of several parts (1.1, 1.1.1) stand between ``NUMBER`` and ``LETTER``.
    """

    PART = 0
    CAPITAL = 1
    ROMAN = 2
    NUMBER = 3
    LETTER = 8
    DASH = 9
    PLUS = 10


@attrs.frozen(kw_only=True)
class Marker:
    """The marker of one paragraph.

    Attributes:
        level: How deep it stands.
        text: As written, without the white space around it.
        parts: What an address is made of: ``("IV",)``, ``("1", "2")``, ``("a",)``; empty for
            dashes, which are counted.
        end: Offset of the first word after it.
    """

    level: int
    text: str
    parts: tuple[str, ...] = ()
    end: int


_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        ("nhất", "hai", "ba", "tư bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
    for word in words.split()
}
_ROMAN_TENS = ("", "X", "XX")
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = {
    tens + ones: 10 * ten + one
    for ten, tens in enumerate(_ROMAN_TENS)
    for one, ones in enumerate(_ROMAN_ONES)
    if tens + ones
}
_PART = re.compile(
    r"(?i:phần)\s+(?:(?i:thứ)\s+)?"
    rf"((?i:{'|'.join(_ORDINALS)})|[IVX]{{1,7}}|[0-9]{{1,2}})(?:\s*[.:–-]\s*|\s+|$)"
)
_ROMAN = re.compile(r"([IVX]{1,7})\s?[.)/](?!\w[.)])\s*")
_CAPITAL = re.compile(r"([A-HK-U])\s?[.)/]\s+")
_NUMBER = re.compile(r"([0-9]{1,3})(?:[.)](?![0-9])|/(?=\s))\s*")
_NUMBERS = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){1,4})([.)]?)(?=\s)\s*")
_LETTER = re.compile(r"([a-zđ])(?:\)\s*|\.\s+)")
# Hyphen, the dashes, bullets, and the private-use bullets of word processors.
_BULLETS = "-‐‑‒–—―−•●▪◦■·\uf0b7\uf0a7\uf02d"
_DASH = re.compile(rf"(?:[{_BULLETS}](?=[^\W_]|[\"“‘'(«\[])|[{_BULLETS}*](?=\s+[^\s‐‑‒–—―−-]))\s*")
_PLUS = re.compile(r"(?:\+|o(?=\s))\s*")


def read_marker(text: str, /) -> Marker | None:
    """Return the marker that the paragraph begins with, or None.

    Args:
        text: A paragraph in NFC without white space before it.
    """
    return (
        _part(text)
        or _roman(text)
        or _capital(text)
        or _numbers(text)
        or _simple(text, _NUMBER, Level.NUMBER)
        or _simple(text, _LETTER, Level.LETTER)
        or _simple(text, _DASH, Level.DASH)
        or _simple(text, _PLUS, Level.PLUS)
    )


def is_upper(text: str, /) -> bool:
    """Return whether the text is written in capitals."""
    return text.isupper()


def _part(text: str) -> Marker | None:
    match = _PART.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if rest and not rest[0].isupper():
        return None
    ordinal = match[1]
    number = _ORDINALS.get(ordinal.lower()) or str(_ROMANS.get(ordinal, ordinal))
    marker = text[: match.end()].strip()
    return Marker(level=Level.PART, text=marker, parts=(f"P{number}",), end=match.end())


def _roman(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    if match is None or match[1] not in _ROMANS:
        return None
    return Marker(level=Level.ROMAN, text=match[0].strip(), parts=(match[1],), end=match.end())


def _capital(text: str) -> Marker | None:
    match = _CAPITAL.match(text)
    # "A. Nguyễn" is a name; a section of capitals is written in capitals.
    if match is None or not is_upper(text):
        return None
    return Marker(level=Level.CAPITAL, text=match[0].strip(), parts=(match[1],), end=match.end())


def _numbers(text: str) -> Marker | None:
    match = _NUMBERS.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    # "1.5 triệu đồng" and "12.4 ha" are quantities.
    if not match[2] and not rest[:1].isupper():
        return None
    parts = tuple(str(int(part)) for part in match[1].split("."))
    level = Level.NUMBER + len(parts) - 1
    return Marker(level=level, text=match[0].strip(), parts=parts, end=match.end())


def _simple(text: str, pattern: re.Pattern[str], level: Level) -> Marker | None:
    match = pattern.match(text)
    if match is None:
        return None
    parts: tuple[str, ...] = ()
    if level is Level.NUMBER:
        parts = (str(int(match[1])),)
    elif level is Level.LETTER:
        parts = (match[1],)
    return Marker(level=level, text=match[0].strip(), parts=parts, end=match.end())
