"""Text that does nothing to a terminal but show itself."""

import unicodedata

#: Direction overrides and isolates, which make text read other than it is.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str, /) -> str:
    r"""Return a text with control characters and direction overrides spelled out.

    Line breaks and tabs become spaces.

    Examples:
        >>> printable("a\x1b[31mb")
        'a\\u001b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char in "\n\r\t":
        return " "
    if unicodedata.category(char) in {"Cc", "Cs"} or char in _BIDI:
        return f"\\u{ord(char):04x}"
    return char
