"""Text sorts in the order of the Vietnamese alphabet."""

from typing import Literal, TypeAlias
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planrules.text import collation_key

Form: TypeAlias = Literal["NFC", "NFD"]

UNITS = [
    "An Sơn",
    "Bình Phúc",
    "Điềm He",
    "Đồng Giáp",
    "Hòa Bình",
    "Hữu Lễ",
    "Khánh Khê",
    "Liên Hội",
    "Lương Năng",
    "Tân Đoàn",
    "Tràng Các",
    "Tràng Phái",
    "Trấn Ninh",
    "Tri Lễ",
    "Tú Xuyên",
    "Văn Quan",
    "Yên Phúc",
]


@given(st.permutations(UNITS), st.sampled_from(["NFC", "NFD"]))
def test_the_communes_of_a_district_sort_as_the_alphabet_has_them(
    shuffled: list[str], form: Form
) -> None:
    given_names = [normalize(form, name) for name in shuffled]
    assert [normalize("NFC", name) for name in sorted(given_names, key=collation_key)] == UNITS


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
        [
            "a",
            "à",
            "ả",
            "ã",
            "á",
            "ạ",
            "ă",
            "ằ",
            "ẳ",
            "ẵ",
            "ắ",
            "ặ",
            "â",
            "ầ",
            "ẩ",
            "ẫ",
            "ấ",
            "ậ",
            "b",
        ],
        ["ơ", "ờ", "ở", "ỡ", "ớ", "ợ", "p"],
        ["hoa", "Hoa", "hoà", "Hoà", "hoạ"],
        ["An Sơn", "Anh"],
        ["Hòa An", "Hoa Ban", "hòa ban"],
        ["", " ", "-", "$", "10", "2", "a", "z", "λ", "文", "\ue000"],
        ["e", "é", "ë", "f"],
        ["ma", "ma\u0300i", "maj"],
    ],
)
def test_each_text_sorts_before_the_next(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=collation_key) == ordered


def test_both_tone_mark_styles_sort_alike() -> None:
    """The place of the mark never outweighs the mark."""
    ordered = ["hoà", "hòa", "hỏa", "hóa", "hoạ"]
    assert sorted(ordered, key=lambda text: collation_key(text)[:3]) == ordered
    assert collation_key("hoá")[:3] == collation_key("hóa")[:3]


def test_equal_but_for_style_or_invisible_characters_is_settled_by_the_text() -> None:
    for one, other in [("hoá", "hóa"), ("ab", "a\u200bb"), ("a b", "a\u00a0b")]:
        assert collation_key(one)[:3] == collation_key(other)[:3]
        assert collation_key(one) != collation_key(other)


def test_a_mark_without_a_letter_is_no_obstacle() -> None:
    assert collation_key("\u0301a") > collation_key("a")
