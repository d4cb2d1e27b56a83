"""What makes two texts the same text: a key to compare by, and words to quote by."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from planrules.text.tones import to_old

_DASHES = "\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u301d\u301e\u301f\uff02"
_SINGLE_QUOTES = "\u02bc\u2018\u2019\u201a\u201b\u2032\u2039\u203a\uff07"
# Soft hyphen, joiners, direction marks, byte order mark: on paper nobody sees them.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F))
    for code in range(first, last + 1)
)

_UNIFIED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _INVISIBLE)),
}

# White space other than the space, and what a key writes in another way: few texts have any.
_UNUSUAL = re.compile(
    r"[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, _UNIFIED))
    + "]"
)

# Over the kinds of the characters: l letter or digit, m mark, i invisible, a space for the rest.
_WORD = re.compile("l(?:[lmi]*[lm])?")


class Word(NamedTuple):
    """One word of a text and where it stands."""

    key: str
    """Its comparison key."""
    start: int
    """Offset of its first code point in the text as given."""
    end: int
    """Offset after its last code point."""


def comparison_key(text: str, /) -> str:
    """Return the key under which two spellings of the same text are equal.

    The key is NFC, case-folded, in the old tone-mark style; any run of white space, no-break spaces
    included, is one space, none at the ends; every dash is ``-``; typographic quotation marks are
    ``"`` and ``'``; invisible characters are gone. Spaces around a dash stay: compare by ``words``
    where they should not count.

    Args:
        text: Any text, composed or decomposed.

    Returns:
        The key; the key of a key is itself. It is for comparing, not for showing, and its offsets
        are its own.

    Examples:
        >>> comparison_key("  Xã hội  HOÁ 2024 – 2030 ")
        'xã hội hóa 2024 - 2030'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = normalize("NFC", text).casefold()
    if _UNUSUAL.search(folded) or "  " in folded:
        folded = " ".join(folded.translate(_UNIFIED).split())
    return to_old(folded.strip(" "))


def words(text: str, /) -> tuple[Word, ...]:
    """Split a text into words, so that a quotation can be compared with its source word for word.

    A word starts with a letter or digit and runs on over letters, digits and combining marks;
    invisible characters inside it do not end it. Punctuation, dashes, quotation marks and white
    space only separate: ``27-CT/TU`` is three words, ``100%`` is one, and ``2024 - 2030`` has the
    words of ``2024-2030``.

    Args:
        text: Any text, composed or decomposed.

    Returns:
        The words in order, with offsets in code points of the text as given.

    Examples:
        >>> [word.key for word in words("Chỉ thị số 27-CT/TU, 100%")]
        ['chỉ', 'thị', 'số', '27', 'ct', 'tu', '100']
    """
    kinds = text.translate({ord(char): _kind(char) for char in set(text)})
    spans = [match.span() for match in _WORD.finditer(kinds)]
    return tuple([Word(_word_key(text[start:end]), start, end) for start, end in spans])


@lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    """Return the key of one word; a language has few words, and a plan repeats them."""
    return comparison_key(word)


def find_words(needle: Sequence[str], haystack: Sequence[str], /, start: int = 0) -> int:
    """Return where a run of word keys first occurs in a longer run.

    Both runs are joined with line breaks, which no key holds, and searched as text: the time is
    that of one ``str.find``, close to linear in the length of both however repetitive they are.

    Args:
        needle: The keys looked for, in order.
        haystack: The keys searched.
        start: Index in the haystack of the first word that may begin the run; 0 or more.

    Returns:
        The index in the haystack of the run's first word, or -1 when it occurs nowhere. No words
        occur nowhere.

    Raises:
        ValueError: If ``start`` is negative, or a key holds a line break.

    Examples:
        >>> find_words(["văn", "quan"], ["huyện", "văn", "quan"])
        1
    """
    if start < 0:
        message = f"start is {start}; expected 0 or more"
        raise ValueError(message)
    if not needle:
        return -1
    wanted = "\n".join(("", *needle, ""))
    searched = "\n".join(("", *haystack[start:], ""))
    if (
        wanted.count("\n") != len(needle) + 1
        or searched.count("\n") != max(len(haystack) - start, 0) + 1
    ):
        message = "a word key holds a line break"
        raise ValueError(message)
    at = searched.find(wanted)
    return -1 if at < 0 else start + searched.count("\n", 0, at)


@lru_cache(maxsize=1024)
def _kind(char: str) -> str:
    if ord(char) in _UNIFIED:
        return "i" if _UNIFIED[ord(char)] is None else " "
    major = category(char)[0]
    if major in "LN":
        return "l"
    return "m" if major == "M" else " "
