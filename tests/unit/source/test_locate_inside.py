"""The place of a character inside of a text of a TOML file."""

import pytest

from planrules.source.locate import Locator


@pytest.mark.parametrize(
    ("stored", "text", "offset", "column"),
    [
        ('a = "bcd"', "bcd", 2, 8),
        ('a = "bcd"', "bcd", 3, 9),
        ('a = "bcd"', "xyz", 1, 5),
        ('a = "bcd', "bcd and more than is there", 1, 5),
        ("a = 5", "5", 0, 5),
    ],
)
def test_a_place(stored: str, text: str, offset: int, column: int) -> None:
    assert Locator("a.toml", stored).inside(("a",), text, offset).column == column


def test_what_stands_nowhere_has_the_place_of_what_holds_it() -> None:
    place = Locator("a.toml", "[b]\na = 1").inside(("b", "c"), "x", 0)
    assert (place.line, place.column) == (1, 1)
