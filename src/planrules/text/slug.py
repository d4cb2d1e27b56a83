"""Names made of text, for ids, anchors and files."""

import re
from unicodedata import category, normalize

_FALLBACK = "x"
_SEPARATORS = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not take apart; the first is the one that matters here.
_PLAIN = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def slug(text: str, /, *, limit: int = 60) -> str:
    """Return a name for the text in lower-case ASCII words joined by hyphens.

    Marks are dropped and đ becomes d; anything that is not a letter or digit, a dot too, separates
    words. Different texts may share a slug (*Bình* and *Binh*): whoever needs unique names numbers
    them.

    Args:
        text: Any text, composed or decomposed.
        limit: The most characters allowed, 1 or more. A longer slug ends after its last whole word
            that fits; a single word that does not fit is cut.

    Returns:
        The slug, never empty: a text with no Latin letter or digit gives ``"x"``. The slug of a
        slug is itself.

    Raises:
        ValueError: If ``limit`` is less than 1.

    Examples:
        >>> slug("Điềm He")
        'diem-he'
        >>> slug("Kế hoạch số 89/KH-UBND", limit=12)
        'ke-hoach-so'
    """
    if limit < 1:
        message = f"limit is {limit}; expected 1 or more"
        raise ValueError(message)
    plain = normalize("NFKD", text.casefold()).lower().translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(
            char for char in plain if char.isascii() or category(char) not in ("Mn", "Me", "Cf")
        )
    name = _SEPARATORS.sub("-", plain).strip("-")
    if len(name) > limit:
        # A hyphen just after the limit means that the last word fits whole.
        whole, hyphen, _ = name[: limit + 1].rpartition("-")
        name = whole if hyphen else name[:limit]
    return name or _FALLBACK
