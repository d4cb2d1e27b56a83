"""Laws of the Vietnamese text package."""

from collections.abc import Callable
from typing import Literal, TypeAlias
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planrules.text import (
    collation_key,
    comparison_key,
    count_styles,
    display_width,
    find_words,
    nearest,
    pad,
    slug,
    styled_syllables,
    to_new,
    to_old,
    words,
    wrap,
)

Align: TypeAlias = Literal["left", "right"]

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
SPACES = " \u00a0\u2003\n"
SIGNS = "-–—−“”‘’.,;/()%\u200b\u00ad"

marked = st.builds(
    lambda letter, tone, case: case(normalize("NFC", letter + tone)),
    st.sampled_from(LETTERS),
    st.sampled_from(["", "", "", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]),
    st.sampled_from([str.lower, str.upper]),
)
open_rhymes = st.sampled_from(
    ["hóa", "hoá", "Ủy", "Uỷ", "KHOẺ", "khỏe", "quý", "toàn", "hoạ", "họa"]
)
vietnamese = st.builds(
    lambda pieces, form: normalize(form, "".join(pieces)),
    st.lists(
        st.one_of(
            marked,
            open_rhymes,
            st.sampled_from(SPACES),
            st.sampled_from(SIGNS),
            st.sampled_from("019"),
        )
    ),
    st.sampled_from(["NFC", "NFD"]),
)
texts = st.one_of(vietnamese, st.text())


class TestToneStyles:
    """The styles differ in the place of a mark and in nothing else."""

    @given(texts)
    def test_each_style_is_reached_from_the_other(self, text: str) -> None:
        assert to_old(to_new(text)) == to_old(text)
        assert to_new(to_old(text)) == to_new(text)

    @given(texts)
    def test_conversion_is_idempotent_and_composed(self, text: str) -> None:
        for convert in (to_old, to_new):
            converted = convert(text)
            assert convert(converted) == converted
            assert is_normalized("NFC", converted)

    @given(texts)
    def test_offsets_into_composed_text_stay_valid(self, text: str) -> None:
        composed = normalize("NFC", text)
        assert len(to_old(composed)) == len(to_new(composed)) == len(composed)

    @given(texts)
    def test_after_conversion_one_style_is_left(self, text: str) -> None:
        old, new = count_styles(text)
        assert count_styles(to_old(text)) == (old + new, 0)
        assert count_styles(to_new(text)) == (0, old + new)

    @given(texts)
    def test_styled_syllables_stand_where_they_say(self, text: str) -> None:
        for found in styled_syllables(text):
            assert text[found.start : found.start + len(found.text)] == found.text


class TestComparisonKey:
    """Equal texts have equal keys, and a key is its own key."""

    @given(texts)
    def test_the_key_of_a_key_is_itself(self, text: str) -> None:
        key = comparison_key(text)
        assert comparison_key(key) == key

    @given(texts)
    def test_composition_and_outer_white_space_do_not_matter(self, text: str) -> None:
        key = comparison_key(text)
        for spelling in (normalize("NFC", text), normalize("NFD", text), f" {text}\u00a0"):
            assert comparison_key(spelling) == key

    @given(vietnamese)
    def test_the_tone_mark_style_does_not_matter(self, text: str) -> None:
        """Invisible characters are left out: without them syllables may grow together."""
        visible = text.replace("\u200b", "").replace("\u00ad", "")
        key = comparison_key(visible)
        assert comparison_key(to_old(visible)) == comparison_key(to_new(visible)) == key

    @given(vietnamese)
    def test_case_does_not_matter(self, text: str) -> None:
        assert comparison_key(text.upper()) == comparison_key(text.lower()) == comparison_key(text)

    @given(st.text(st.characters(max_codepoint=127)))
    def test_plain_text_gets_the_key_it_has_in_company(self, text: str) -> None:
        """The short way for ASCII and the long way agree."""
        assert comparison_key(f"{text} é").removesuffix("é").strip() == comparison_key(text)


class TestWords:
    """Words are the same however the text is typed, and stand where they say."""

    @given(texts)
    def test_words_do_not_overlap_and_have_the_key_of_their_spelling(self, text: str) -> None:
        end = 0
        for word in words(text):
            assert end <= word.start < word.end <= len(text)
            assert comparison_key(text[word.start : word.end]) == word.key
            end = word.end

    @given(texts)
    def test_composition_does_not_matter(self, text: str) -> None:
        composed, decomposed = (
            [word.key for word in words(normalize(form, text))] for form in ("NFC", "NFD")
        )
        assert composed == decomposed

    @given(vietnamese)
    def test_a_text_and_its_key_have_the_same_words(self, text: str) -> None:
        assert [word.key for word in words(text)] == [
            word.key for word in words(comparison_key(text))
        ]

    @given(
        st.lists(st.sampled_from("ab")),
        st.lists(st.sampled_from("ab"), min_size=1, max_size=3),
        st.integers(0, 9),
    )
    def test_find_words_agrees_with_looking_everywhere(
        self, haystack: list[str], needle: list[str], start: int
    ) -> None:
        size = len(needle)
        places = [at for at in range(start, len(haystack)) if haystack[at : at + size] == needle]
        assert find_words(needle, haystack, start) == (places[0] if places else -1)


class TestCollation:
    """The order belongs to the texts, not to how they came."""

    @given(st.lists(texts))
    def test_sorting_does_not_depend_on_the_order_before(self, unsorted: list[str]) -> None:
        composed = [normalize("NFC", text) for text in unsorted]
        backwards = composed[::-1]
        assert sorted(composed, key=collation_key) == sorted(backwards, key=collation_key)

    @given(texts)
    def test_composition_does_not_matter(self, text: str) -> None:
        assert collation_key(normalize("NFC", text)) == collation_key(normalize("NFD", text))

    @given(vietnamese, st.sampled_from(LETTERS))
    def test_a_text_sorts_before_its_continuation(self, text: str, letter: str) -> None:
        assert collation_key(text) < collation_key(text + letter)


class TestSlug:
    """A slug is a lower-case ASCII name within its limit."""

    @given(texts, st.integers(1, 70))
    def test_slugs_are_names_and_slugs_of_themselves(self, text: str, limit: int) -> None:
        name = slug(text, limit=limit)
        assert 1 <= len(name) <= limit
        assert all(
            part and part.isascii() and part.isalnum() and part == part.lower()
            for part in name.split("-")
        )
        assert slug(name, limit=limit) == name

    @given(texts, st.integers(1, 70))
    def test_a_shorter_slug_begins_the_longer_one(self, text: str, limit: int) -> None:
        assert slug(text, limit=10**6).startswith(slug(text, limit=limit))


class TestWidth:
    """Columns are what is seen, not what is stored."""

    @given(vietnamese)
    def test_composition_does_not_matter(self, text: str) -> None:
        assert display_width(normalize("NFC", text)) == display_width(normalize("NFD", text))

    @given(texts, st.integers(0, 100), st.sampled_from(["left", "right"]))
    def test_padded_text_has_the_width_or_its_own(
        self, text: str, width: int, align: Align
    ) -> None:
        padded = pad(text, width, align=align)
        assert display_width(padded) == max(width, display_width(text))
        assert padded.strip() == text.strip()

    @given(texts, st.integers(1, 20))
    def test_wrapping_loses_and_adds_nothing_but_white_space(self, text: str, width: int) -> None:
        assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())

    @given(vietnamese, st.integers(1, 20))
    def test_wrapped_lines_fit_and_never_begin_with_a_mark(self, text: str, width: int) -> None:
        for line in wrap(text, width):
            assert display_width(line) <= width
            assert line == line.strip()

    @given(vietnamese, st.integers(1, 20))
    def test_composition_does_not_move_line_breaks(self, text: str, width: int) -> None:
        composed = wrap(normalize("NFC", text), width)
        assert [normalize("NFC", line) for line in wrap(normalize("NFD", text), width)] == composed


class TestNearest:
    """The nearest name is a valid one."""

    @given(st.text(), st.lists(st.text()))
    def test_what_is_named_is_a_candidate_whatever_their_order(
        self, name: str, candidates: list[str]
    ) -> None:
        found = nearest(name, candidates)
        assert found is None or found in candidates
        assert nearest(name, candidates[::-1]) == found

    @given(
        st.text(st.sampled_from(LETTERS), min_size=1), st.lists(st.text(st.sampled_from(LETTERS)))
    )
    def test_a_valid_name_is_as_near_as_can_be(self, name: str, others: list[str]) -> None:
        found = nearest(name, [*others, name])
        assert found is not None
        assert comparison_key(found[:100])[:100] == comparison_key(name[:100])[:100]


@pytest.mark.parametrize("function", [to_old, to_new, comparison_key, words, slug, collation_key])
def test_lone_surrogates_are_no_obstacle(function: Callable[[str], object]) -> None:
    """They come from files read with surrogateescape."""
    assert function("\udc80hoá")
