"""Spellings of one text share a key, and quotations are found in their source word for word."""

from pathlib import Path
from typing import Literal, TypeAlias
from unicodedata import normalize

import pytest

from planrules.text import Word, comparison_key, find_words, words

Form: TypeAlias = Literal["NFC", "NFD"]

DOCUMENT = Path(__file__).resolve().parents[3] / "plans" / "van-quan-27ct" / "document.txt"


def keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", ""),
        ("  RES  001\t\n", "res 001"),
        ("Xã hội HOÁ", "xã hội hóa"),
        ("XÃ HỘI HÓA", "xã hội hóa"),
        (normalize("NFD", "Uỷ ban"), "ủy ban"),
        ("Văn\u00a0Quan\u2003\u3000huyện\u2028\x1c", "văn quan huyện"),
        ("Văn\u200bQuan\ufeff \u00adhuyện\u2060", "vănquan huyện"),
        ("a\u200b\u0301", "á"),
        ("2024 – 2030", "2024 - 2030"),
        ("‐ ‑ ‒ – — ― − ﹣ －", "- - - - - - - - -"),
        ("“a” „b‟ «c»", '"a" "b" "c"'),
        ("‘a’ ‚b‛ ‹c› Hʼmông", "'a' 'b' 'c' h'mông"),
        ("ß ﬁ ΑΣ", "ss fi ασ"),
    ],
)
def test_comparison_key_forgets_how_a_text_is_typed(text: str, key: str) -> None:
    assert comparison_key(text) == key
    assert comparison_key(key) == key


def test_comparison_key_keeps_what_tells_texts_apart() -> None:
    """Tones, i and y, punctuation and the spaces round a dash stay."""
    texts = ["kỹ", "kĩ", "ky", "a, b", "a b", "2024-2030", "2024 - 2030"]
    assert len({comparison_key(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" ,;. – \u200b", []),
        ("27-CT/TU", ["27", "ct", "tu"]),
        ("100%", ["100"]),
        ("24,9% của 1.109.000 m²", ["24", "9", "của", "1", "109", "000", "m²"]),
        ("2024 – 2030", ["2024", "2030"]),
        ("“Văn hoá”", ["văn", "hóa"]),
        ("H’Mông snake_case", ["h", "mông", "snake", "case"]),
        ("Văn\u200bQuan", ["vănquan"]),
        ("a≠b \u0301c", ["a", "b", "c"]),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert keys(text) == expected
    assert keys(normalize("NFD", text)) == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_carry_offsets_into_the_text_as_given(form: Form) -> None:
    text = normalize(form, "- Xã hội hoá,\u200b thể thao.\u200b")
    assert [normalize("NFC", text[word.start : word.end]) for word in words(text)] == [
        "Xã",
        "hội",
        "hoá",
        "thể",
        "thao",
    ]


def test_a_word_is_its_key_and_its_place() -> None:
    assert words("(Hoà)") == (Word("hòa", 1, 4),)


@pytest.mark.parametrize(
    ("needle", "haystack", "start", "index"),
    [
        ("b c", "a b c b c", 0, 1),
        ("b c", "a b c b c", 1, 1),
        ("b c", "a b c b c", 2, 3),
        ("b c", "a b c b c", 4, -1),
        ("b c", "a b c b c", 99, -1),
        ("a", "a", 0, 0),
        ("a", "", 0, -1),
        ("a b", "aa b", 0, -1),
        ("a b", "a bb", 0, -1),
        ("", "a", 0, -1),
        ("", "", 0, -1),
    ],
)
def test_find_words_finds_the_first_whole_run_from_the_start(
    needle: str, haystack: str, start: int, index: int
) -> None:
    assert find_words(needle.split(), haystack.split(), start) == index


def test_find_words_refuses_a_negative_start() -> None:
    with pytest.raises(ValueError, match="start is -1; expected 0 or more"):
        find_words(["a"], ["a"], -1)


@pytest.mark.parametrize(("needle", "haystack"), [(["a\nb"], ["a", "b"]), (["a"], ["a\nb"])])
def test_find_words_refuses_what_is_no_word_key(needle: list[str], haystack: list[str]) -> None:
    with pytest.raises(ValueError, match="a word key holds a line break"):
        find_words(needle, haystack)


def test_find_words_is_not_slowed_down_by_repetition() -> None:
    """A quadratic search would not come to an end here."""
    haystack = ["a"] * 300_000
    assert find_words(["b", *haystack[:30_000], "b"], haystack) == -1
    assert find_words([*haystack[:30_000], "b"], haystack) == -1


def test_a_quotation_in_the_other_spelling_is_found_in_the_real_document() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    found = words(text)
    quotation = keys("lĩnh vực VĂN HÓA, thể thao trên địa bàn huyện Văn Quan giai đoạn 2024-2030")
    index = find_words(quotation, [word.key for word in found])
    assert index >= 0
    quoted = text[found[index].start : found[index + len(quotation) - 1].end]
    assert quoted == "lĩnh vực văn hoá, thể thao trên địa bàn huyện Văn Quan giai đoạn 2024 - 2030"
