"""Text that goes to a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planrules.text import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Xã Điềm He – 100%", "Xã Điềm He – 100%"),
        ("a\nb\tc\rd", "a b c d"),
        ("a\x1b[31mb", "a\\u001b[31mb"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("a\u00a0b\u200bc", "a\u00a0b\u200bc"),
        ("\udc80", "\\udc80"),
    ],
)
def test_what_would_steer_a_terminal_is_spelled_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_nothing_steers_a_terminal_and_printing_twice_changes_nothing(text: str) -> None:
    shown = printable(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert printable(shown) == shown
