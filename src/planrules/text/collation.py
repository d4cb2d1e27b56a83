"""The order of the Vietnamese alphabet, as a sort key."""

from typing import TypeAlias
from unicodedata import category, normalize

from planrules.text.tones import to_old

CollationKey: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]
"""Letters, then tones, then case, then the text itself; opaque otherwise."""

_ALPHABET = normalize("NFC", "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
_LETTERS = {normalize("NFD", letter): rank for rank, letter in enumerate(_ALPHABET)}
_SHAPED = {spelling: rank for spelling, rank in _LETTERS.items() if len(spelling) > 1}
_TONES = {tone: rank for rank, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}

# Groups of characters from first to last; a place is a group, then a rank inside the group.
_GROUPS = {"Z": 0, "P": 1, "S": 2, "N": 3, "L": 4, "C": 5}
_GROUP_SHIFT = 21  # more than the bits of any code point


def collation_key(text: str, /) -> CollationKey:
    """Return a key that sorts Vietnamese text in the order of the Vietnamese alphabet.

    Compared first are the letters of the whole text (a ă â b c d đ e ê ... y, with f j w z at their
    Latin places), then the tones (a à ả ã á ạ), then case (lower before upper). A space sorts
    before punctuation, that before symbols, digits and letters, so that a shorter word comes first:
    *An Sơn* before *Anh*. Digits compare one by one: "10" before "2". Letters of other scripts come
    after z.

    Unlike CLDR, both tone-mark styles sort alike (*hoá* with *hóa*), and the text itself settles a
    draw, so that the order never depends on the order before.

    Args:
        text: Any text, composed or decomposed.

    Returns:
        A key for ``sorted`` and friends; only comparable with other such keys.

    Examples:
        >>> sorted(["Yên Phúc", "Đồng Giáp", "Tràng Các", "Tân Đoàn", "Điềm He"], key=collation_key)
        ['Điềm He', 'Đồng Giáp', 'Tân Đoàn', 'Tràng Các', 'Yên Phúc']

    Source: Unicode CLDR, root collation (alternate non-ignorable) and the tailoring for ``vi``.
    """
    primary: list[int] = []
    secondary: list[int] = []
    tertiary: list[int] = []
    base = ""
    for char in normalize("NFD", to_old(text)):
        for folded in char.casefold():
            if (rank := _SHAPED.get(base + folded)) is not None:
                # The breve, circumflex or horn that makes the base another letter.
                primary[-1] = _place("L", rank)
                base = ""
            elif category(folded)[0] == "M":
                secondary.append(_TONES.get(folded, ord(folded)))
            elif (place := _place_of(folded)) is not None:
                base = folded
                primary.append(place)
                secondary.append(0)
                tertiary.append(int(folded != char))
    return tuple(primary), tuple(secondary), tuple(tertiary), normalize("NFC", text)


def _place(group: str, rank: int) -> int:
    return _GROUPS[group] << _GROUP_SHIFT | rank


def _place_of(char: str) -> int | None:
    """Return the first-level place of a character, None for a format or control character."""
    if (rank := _LETTERS.get(char)) is not None:
        return _place("L", rank)
    if char.isspace():
        return _place("Z", 0)
    kind = category(char)
    return None if kind in ("Cc", "Cf") else _place(kind[0], ord(char))
