"""Slugs are short, plain and never empty."""

from unicodedata import normalize

import pytest

from planrules.text import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điềm He", "diem-he"),
        (normalize("NFD", "Điềm He"), "diem-he"),
        ("  Kế hoạch số 89/KH-UBND  ", "ke-hoach-so-89-kh-ubnd"),
        ("v1.2.3", "v1-2-3"),
        ("VH, TT&TT", "vh-tt-tt"),
        ("IV.1.2 – đ)", "iv-1-2-d"),
        ("Văn\u200bQuan", "vanquan"),
        ("Straße Øl ½ ﬁn 𝐀", "strasse-ol-1-2-fin-a"),
        ("already-a-slug", "already-a-slug"),
        ("", "x"),
        ("...", "x"),
        ("文關", "x"),
    ],
)
def test_slug_is_lower_case_ascii_words(text: str, expected: str) -> None:
    assert slug(text) == expected
    assert slug(expected) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1, "k"),
        (2, "ke"),
        (3, "ke"),
        (7, "ke"),
        (8, "ke-hoach"),
        (11, "ke-hoach"),
        (12, "ke-hoach-nam"),
        (60, "ke-hoach-nam"),
    ],
)
def test_slug_ends_after_the_last_word_that_fits(limit: int, expected: str) -> None:
    assert slug("Kế hoạch năm", limit=limit) == expected


def test_slug_keeps_within_sixty_characters_by_default() -> None:
    assert slug("a" * 100) == "a" * 60
    assert slug("ab " * 100) == "-".join(["ab"] * 20)


def test_slug_refuses_a_limit_that_leaves_nothing() -> None:
    with pytest.raises(ValueError, match="limit is 0; expected 1 or more"):
        slug("a", limit=0)
