"""Tone-mark styles are told apart, counted and converted, and nothing else is touched."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Literal, TypeAlias
from unicodedata import normalize

import pytest

from planrules.text import (
    StyledSyllable,
    ToneStyles,
    count_styles,
    styled_syllables,
    to_new,
    to_old,
)

Form: TypeAlias = Literal["NFC", "NFD"]

DOCUMENT = Path(__file__).resolve().parents[3] / "plans" / "van-quan-27ct" / "document.txt"

ONSETS = "b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x"

# A dot stands after the vowel that carries the tone; where the styles differ, old before new.
ALIKE = """
    a. a.i a.o a.u a.y a.c a.ch a.m a.n a.ng a.nh a.p a.t ă.c ă.m ă.n ă.ng ă.p ă.t â.c â.m â.n â.ng
    â.p â.t â.u â.y e. e.c e.m e.n e.ng e.o e.p e.t ê. ê.ch ê.m ê.n ê.nh ê.t ê.u i. i.a i.ch i.m i.n
    i.nh i.p i.t i.u iê.c iê.m iê.n iê.ng iê.p iê.t iê.u o. o.c o.i o.m o.n o.ng o.p o.t oa.c oa.i
    oa.n oa.ng oa.nh oa.t oa.y oă.n oă.t oe.n oe.o oe.t ô. ô.c ô.i ô.m ô.n ô.ng ô.p ô.t ơ. ơ.i ơ.m
    ơ.n ơ.p ơ.t u. u.a u.c u.i u.m u.n u.ng u.p u.t uâ.n uâ.t uê. uê.ch uô.c uô.i uô.m uô.n uô.ng
    uô.t uơ. uy.a uy.ch uy.n uy.nh uy.t uy.u uyê.n uyê.t ư. ư.a ư.c ư.i ư.ng ư.t ư.u ươ.c ươ.i ươ.m
    ươ.n ươ.ng ươ.p ươ.t ươ.u y. yê.m yê.n yê.u
"""
DIFFERENT = [("o.a", "oa."), ("o.e", "oe."), ("u.y", "uy.")]
RHYMES = [(rhyme, rhyme) for rhyme in ALIKE.split()] + DIFFERENT
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SYLLABLES = [
    tuple(normalize("NFC", onset + rhyme.replace(".", tone)) for rhyme in styles)
    for onset, styles, tone in product(["", *ONSETS.split()], RHYMES, TONES)
]


@pytest.mark.parametrize("case", [str.lower, str.title, str.upper])
def test_every_generated_syllable_goes_from_each_style_to_the_other_and_back(
    case: Callable[[str], str],
) -> None:
    """All onsets, rhymes and tones, in three cases, given in either style."""
    for lower_old, lower_new in SYLLABLES:
        old, new = case(lower_old), case(lower_new)
        for given in (old, new):
            assert (to_old(given), to_new(given)) == (old, new)


def test_decomposed_syllables_are_converted_and_come_out_composed() -> None:
    for old, new in SYLLABLES:
        assert to_old(normalize("NFD", new)) == old
        assert to_new(normalize("NFD", old)) == new


def test_the_styles_differ_for_exactly_the_open_rhymes() -> None:
    """Only oa, oe, uy with a tone count as styled."""
    for old, new in SYLLABLES:
        expected = ToneStyles(0, 0) if old == new else ToneStyles(1, 0)
        assert count_styles(old) == expected


@pytest.mark.parametrize(
    "text", ["quý", "Quỳ", "QUỶ", "qúy", "kỹ", "kĩ", "lý", "lí", "toàn", "khuỷu", "thuở", "hoa"]
)
def test_syllables_that_do_not_differ_are_left_alone(text: str) -> None:
    assert to_old(text) == to_new(text) == text
    assert count_styles(text) == ToneStyles(0, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ủy ban", "Uỷ ban"),
        ("HÒA BÌNH", "HOÀ BÌNH"),
        ("hÓa", "hOá"),
        ("khỏe-đẹp", "khoẻ-đẹp"),
        ("xã_hội_hóa_2", "xã_hội_hoá_2"),
        ("hóa1 hóa²", "hoá1 hoá²"),
        ("(hóa)", "(hoá)"),
    ],
)
def test_conversion_keeps_case_and_stops_at_the_syllable(old: str, new: str) -> None:
    assert to_new(old) == new
    assert to_old(new) == old


def test_a_second_mark_on_the_vowel_is_not_taken_apart() -> None:
    """What carries two tones is no Vietnamese syllable."""
    assert to_old("hoá\u0316") == "hoá\u0316"
    assert not list(styled_syllables("hoá\u0316"))


def test_ascii_text_is_returned_as_it_is() -> None:
    assert to_old("hoa") == to_new("hoa") == "hoa"
    assert not list(styled_syllables("hoa"))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_styled_syllables_carry_offsets_into_the_text_as_given(form: Form) -> None:
    text = normalize(form, "Điều 1: văn hoá, Ủy ban, toàn quý, CỘNG HÒA")
    found = list(styled_syllables(text))
    assert [text[each.start :].startswith(each.text) for each in found] == [True] * 3
    assert [(normalize("NFC", each.text), each.style) for each in found] == [
        ("hoá", "new"),
        ("Ủy", "old"),
        ("HÒA", "old"),
    ]


@pytest.mark.parametrize(
    ("styles", "minority"),
    [
        (ToneStyles(0, 0), None),
        (ToneStyles(3, 0), None),
        (ToneStyles(0, 3), None),
        (ToneStyles(1, 3), "old"),
        (ToneStyles(3, 1), "new"),
        (ToneStyles(2, 2), "new"),
    ],
)
def test_the_minority_is_the_style_used_less(styles: ToneStyles, minority: str | None) -> None:
    assert styles.minority == minority


def test_the_real_document_mixes_the_styles() -> None:
    """It writes hóa 36 times and hoá 20 times; Ủy, ủy and Thúy are old too."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = list(styled_syllables(text))
    spelt = [each.text for each in found]
    assert (spelt.count("hóa"), spelt.count("hoá")) == (36, 20)
    assert set(spelt) - {"hóa", "hoá"} == {"Ủy", "ủy", "Thúy"}
    assert count_styles(text) == ToneStyles(old=39, new=20)
    assert count_styles(text).minority == "new"
    first = next(each for each in found if each.style == "new")
    assert first == StyledSyllable(text.index("hoá"), "hoá", "new")


def test_offsets_into_the_real_document_survive_conversion() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    old, new = to_old(text), to_new(text)
    assert len(old) == len(new) == len(text)
    assert sum(a != b for a, b in zip(text, old, strict=True)) == 2 * 20
    assert sum(a != b for a, b in zip(text, new, strict=True)) == 2 * 39
