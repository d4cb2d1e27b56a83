"""Which words of the official text the rows cover, and where they stand in its file."""

import re
from datetime import date
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import attrs
import pytest

from planrules import load, loads
from planrules.rules.case import Case
from planrules.rules.coverage import TextPlaces, covered_words
from planrules.source.official.document import parse_document


def covered(text: str, *quotes: str) -> str:
    """Return the words of a text that quotes cover, the others as dots."""
    words = text.split()
    found = covered_words(tuple(words), [tuple(quote.split()) for quote in quotes])
    return " ".join(word if is_in else "." for word, is_in in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        ("a b c", ("b",), ". b ."),
        ("a b c d", ("a b", "c d"), "a b c d"),
        ("a b a", ("a b a", "a b"), "a b a"),
        ("a b a b a", ("a b", "a b a"), "a b a b a"),  # the shorter first
        ("a b c d", ("a b c", "b c d"), "a b c d"),  # they overlap
        ("a b c x b c", ("a b c", "b c"), "a b c . b c"),
        ("a b", ("c",), ". ."),
        ("a b", ("", "a"), "a ."),
        ("a b c", ("a b c", "a b", "b c"), "a b c"),
    ],
)
def test_words_that_quotes_cover(text: str, quotes: tuple[str, ...], expected: str) -> None:
    assert covered(text, *quotes) == expected


def test_words_of_a_text_that_came_from_no_file_have_places_in_the_text() -> None:
    text = parse_document("I. MỤC TIÊU\n\n- Mở rộng.\n", file="document.txt")
    made = attrs.evolve(
        loads('format = 1\n[plan]\nid = "p"\ntitle = "P"\n'), text=text, origin=None
    )
    place = TextPlaces(made).in_text(text.text.index("rộng"))

    assert (place.file, place.line, place.column) == ("document.txt", 3, 6)


def test_quotes_that_differ_from_their_clause_in_spelling_alone_stand_in_it() -> None:
    text = parse_document("I. MỤC TIÊU\n\n- Xã hội hoá; mở rộng.\n", file="document.txt")
    made = attrs.evolve(loads('format = 1\n[plan]\nid = "p"\ntitle = "P"\n'), text=text)
    case = Case(made, date(2024, 5, 1))
    (clause,) = (clause for clause in text.clauses if clause.address == "I.1")

    quotes = ("xã hội hóa", "XÃ HỘI HÓA; mở", "xã hội")
    assert all(case.has_words(clause, quote) for quote in quotes)
    assert not case.has_words(clause, "thu hẹp")


def test_what_fits_nowhere_side_by_side_still_covers_the_most() -> None:
    """Fewer quotes than words, in more arrangements than anybody tries."""
    quotes = [("a",) * length for length in (1, 2, 3)] * 5

    assert sum(covered_words(("a",) * 40, quotes)) == 30
    assert covered_words(("a", "a", "a", "b"), quotes[:3]) == [True, True, True, False]


def test_a_phrase_without_end_takes_no_time() -> None:
    """The same word a thousand times, and a thousand quotes that each begin like the others."""
    text = ("w",) * 1_000
    quotes = [("w",) * length for length in range(1, 40)] * 30

    assert all(covered_words(text, quotes))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_words_are_found_in_the_file_as_stored(
    tmp_path: Path, form: Literal["NFC", "NFD"], mark: str
) -> None:
    """Columns count the code points of the file, composed or not, byte order mark included."""
    text = normalize(form, f"{mark}I. MỤC TIÊU\r\n\r\n- Mở rộng,\r\n  tuyên truyền kịp thời.\r\n")
    (tmp_path / "document.txt").write_bytes(text.encode())
    plan = 'format = 1\n[plan]\nid = "p"\ntitle = "P"\ndocument = "document.txt"\n'
    (tmp_path / "plan.toml").write_text(plan, "utf-8")
    made = load(tmp_path)
    assert made.text is not None
    lines = re.split("\r\n", text)
    (clause,) = (clause for clause in made.text.clauses if clause.address == "I.1")

    for word in ("Mở", "rộng", "tuyên", "kịp", "thời"):
        place = TextPlaces(made).in_clause(clause, clause.text.index(word))
        stored = lines[place.line - 1][place.column - 1 :]
        assert normalize("NFC", stored).startswith(word)
        whole = TextPlaces(made).in_text(made.text.text.index(word))
        assert (whole.line, whole.column) == (place.line, place.column)
