"""The two styles of placing Vietnamese tone marks, told apart and converted."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import is_normalized, normalize

ToneStyle: TypeAlias = Literal["old", "new"]
"""``"old"`` marks the first vowel of oa, oe, uy (hóa, Ủy); ``"new"`` the second (hoá, Uỷ)."""

# The styles differ in open syllables in oa, oe, uy alone. After q the u belongs to the onset: "quý"
# is both styles. Footnote digits may stick to a word, so only a letter or a further mark makes the
# syllable go on.
_LETTER = r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u2089]"
_MARK = r"[\u0300-\u036f]"
_END = rf"(?!{_LETTER}|{_MARK})"
_TONED_O, _TONED_U = "ÒÓÕỎỌòóõỏọ", "ÙÚŨỦỤùúũủụ"
_TONED_AE, _TONED_Y = "ÀÁÃẢẠÈÉẼẺẸàáãảạèéẽẻẹ", "ỲÝỸỶỴỳýỹỷỵ"
_OLD_PAIRS = f"[{_TONED_O}][AEae]|[{_TONED_U}][Yy]"
_NEW_PAIRS = f"[Oo][{_TONED_AE}]|[Uu][{_TONED_Y}]"
# A pattern that begins with two sets of letters is found several times as fast: which of them go
# together, and what must not stand before, is asked behind both.
_OLD, _NEW, _STYLED = (
    re.compile(rf"[{first}][{second}](?<={pairs})(?<![Qq]..){_END}")
    for first, second, pairs in (
        (f"{_TONED_O}{_TONED_U}", "AEaeYy", _OLD_PAIRS),
        ("OoUu", f"{_TONED_AE}{_TONED_Y}", _NEW_PAIRS),
        (
            f"OoUu{_TONED_O}{_TONED_U}",
            f"AEaeYy{_TONED_AE}{_TONED_Y}",
            f"{_OLD_PAIRS}|{_NEW_PAIRS}",
        ),
    )
)
_GOES_ON = re.compile(rf"{_LETTER}|{_MARK}")
_RUN = re.compile(rf"{_LETTER}+(?:{_MARK}+{_LETTER}*)*")


def _pairs() -> Iterator[tuple[str, str]]:
    for first, second in ("oa", "oe", "uy"):
        for one in (first, first.upper()):
            for two in (second, second.upper()):
                for tone in "\u0300\u0301\u0303\u0309\u0323":
                    yield normalize("NFC", one + tone + two), normalize("NFC", one + two + tone)


_NEW_FROM_OLD = dict(_pairs())
_OLD_FROM_NEW = {new: old for old, new in _NEW_FROM_OLD.items()}


class StyledSyllable(NamedTuple):
    """A syllable that the two styles spell differently, as found in a text."""

    start: int
    """Offset of its first code point in the text as given."""
    text: str
    """The syllable exactly as it stands there."""
    style: ToneStyle
    """The style it is written in."""


class ToneStyles(NamedTuple):
    """How many syllables are written in each style, of those the styles spell differently."""

    old: int
    """Syllables such as *hóa*, *Ủy*."""
    new: int
    """Syllables such as *hoá*, *Uỷ*."""

    @property
    def minority(self) -> ToneStyle | None:
        """The style used less often; ``"new"`` in a draw, None unless both are used."""
        if not self.old or not self.new:
            return None
        return "old" if self.old < self.new else "new"


def to_old(text: str, /) -> str:
    """Return the text with every tone mark placed in the old style: hoá becomes hóa.

    Only the place of a mark changes, never a letter or its case: i and y stay as they are (lý, lí).

    Args:
        text: Any text, composed or decomposed.

    Returns:
        The text in NFC. If the text given was NFC, the length is the same and offsets stay valid.

    Examples:
        >>> to_old("xã hội hoá, Uỷ ban, quý")
        'xã hội hóa, Ủy ban, quý'
    """
    if text.isascii():
        return text
    return _NEW.sub(lambda match: _OLD_FROM_NEW[match[0]], normalize("NFC", text))


def to_new(text: str, /) -> str:
    """Return the text with every tone mark placed in the new style: hóa becomes hoá.

    Args:
        text: Any text, composed or decomposed.

    Returns:
        The text in NFC. If the text given was NFC, the length is the same and offsets stay valid.

    Examples:
        >>> to_new("CỘNG HÒA, Ủy ban, quý")
        'CỘNG HOÀ, Uỷ ban, quý'
    """
    if text.isascii():
        return text
    return _OLD.sub(lambda match: _NEW_FROM_OLD[match[0]], normalize("NFC", text))


def styled_syllables(text: str, /) -> Iterator[StyledSyllable]:
    """Find every syllable that the two styles spell differently.

    A syllable here is a whole run of letters and marks that ends in a toned oa, oe or uy not after
    q. Syllables spelt alike in both styles (*toàn*, *quý*) are passed over.

    Args:
        text: Any text, composed or decomposed.

    Yields:
        The syllables in the order of the text.

    Examples:
        >>> [(found.start, found.text) for found in styled_syllables("văn hoá, Ủy ban, quý")]
        [(4, 'hoá'), (9, 'Ủy')]
    """
    if text.isascii():
        return
    is_composed = is_normalized("NFC", text)
    # Where the text is composed a syllable can be looked for by its end, which few runs have.
    for run in _runs_with_style(text) if is_composed else _RUN.finditer(text):
        composed = run[0] if is_composed else normalize("NFC", run[0])
        if _OLD.search(composed):
            yield StyledSyllable(run.start(), run[0], "old")
        elif _NEW.search(composed):
            yield StyledSyllable(run.start(), run[0], "new")


def _runs_with_style(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of a composed text that end in a toned oa, oe or uy not after q."""
    for match in _STYLED.finditer(text):
        begin = match.start()
        while begin and _GOES_ON.match(text, begin - 1):
            begin -= 1
        run = _RUN.search(text, begin)
        assert run is not None  # noqa: S101 - the match is made of letters
        yield run


def count_styles(text: str, /) -> ToneStyles:
    """Count the syllables of each style among all that the two styles spell differently.

    The first place of the lesser style is the first of ``styled_syllables(text)`` with that style.

    Args:
        text: Any text, composed or decomposed.

    Returns:
        The two counts: every occurrence counts, in whichever word it stands.

    Examples:
        >>> count_styles("văn hóa, xã hội hoá, Ủy ban, toàn quý")
        ToneStyles(old=2, new=1)
    """
    styles = [found.style for found in styled_syllables(text)]
    return ToneStyles(old=styles.count("old"), new=styles.count("new"))
