"""Text is measured, padded and wrapped in terminal columns."""

from typing import Literal, TypeAlias
from unicodedata import normalize

import pytest

from planrules.text import display_width, pad, wrap

Align: TypeAlias = Literal["left", "right"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("plan", 4),
        ("Hữu Lễ", 6),
        (normalize("NFD", "Hữu Lễ"), 6),
        ("文關", 4),
        ("Ａ", 2),
        ("한", 2),
        (normalize("NFD", "한"), 2),
        ("a\tb\x1b\u200b\u00ad\u2028", 2),
        ("👍🏽", 4),
    ],
)
def test_display_width_counts_columns(text: str, columns: int) -> None:
    assert display_width(text) == columns


@pytest.mark.parametrize(
    ("text", "align", "padded"),
    [
        ("Lễ", "left", "Lễ   "),
        ("Lễ", "right", "   Lễ"),
        (normalize("NFD", "Lễ"), "left", normalize("NFD", "Lễ") + "   "),
        ("文", "left", "文   "),
        ("Văn Quan", "left", "Văn Quan"),
        ("Văn Quan", "right", "Văn Quan"),
    ],
)
def test_pad_fills_up_to_the_width_and_cuts_nothing(text: str, align: Align, padded: str) -> None:
    assert pad(text, 5, align=align) == padded


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, []),
        (" \n\u00a0\t", 5, []),
        ("một hai ba", 7, ["một hai", "ba"]),
        ("một hai ba", 6, ["một", "hai ba"]),
        ("  một\n\nhai\u2003ba ", 80, ["một hai ba"]),
        ("ngày 12\u00a0tháng\u00a04", 12, ["ngày", "12\u00a0tháng\u00a04"]),
        ("12\u00a0tháng\u00a04", 6, ["12", "tháng", "4"]),
        ("a khuyến b", 4, ["a", "khuy", "ến b"]),
        ("文關文", 4, ["文關", "文"]),
        ("文關", 1, ["文", "關"]),
    ],
)
def test_wrap_breaks_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize(
    ("text", "graphemes"),
    [
        (normalize("NFD", "ếặ"), [normalize("NFD", "ế"), normalize("NFD", "ặ")]),
        (normalize("NFD", "한국"), [normalize("NFD", "한"), normalize("NFD", "국")]),
        ("👍🏽👩‍👧a", ["👍🏽", "👩‍👧", "a"]),
        ("🇻🇳🇱🇦🇻", ["🇻🇳", "🇱🇦", "🇻"]),
        ("a🇻🇳", ["a", "🇻🇳"]),
        ("किb", ["कि", "b"]),
    ],
)
def test_wrap_never_splits_a_grapheme(text: str, graphemes: list[str]) -> None:
    """One column leaves room for nothing else."""
    assert wrap(text, 1) == graphemes


def test_wrap_refuses_a_width_that_leaves_no_room() -> None:
    with pytest.raises(ValueError, match="width is 0; expected 1 or more"):
        wrap("a", 0)
