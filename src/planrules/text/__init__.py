"""Vietnamese text: comparing, counting, sorting, naming, measuring and guessing it."""

from planrules.text.collation import CollationKey, collation_key
from planrules.text.key import Word, comparison_key, find_words, words
from planrules.text.nearest import nearest
from planrules.text.printable import printable
from planrules.text.slug import slug
from planrules.text.tones import (
    StyledSyllable,
    ToneStyle,
    ToneStyles,
    count_styles,
    styled_syllables,
    to_new,
    to_old,
)
from planrules.text.width import display_width, pad, wrap

__all__ = [
    "CollationKey",
    "StyledSyllable",
    "ToneStyle",
    "ToneStyles",
    "Word",
    "collation_key",
    "comparison_key",
    "count_styles",
    "display_width",
    "find_words",
    "nearest",
    "pad",
    "printable",
    "slug",
    "styled_syllables",
    "to_new",
    "to_old",
    "words",
    "wrap",
]
