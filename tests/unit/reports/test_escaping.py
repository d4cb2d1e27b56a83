"""Foreign texts in the syntaxes of reports."""

import html
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from planrules.reports.escaping import (
    markdown_block,
    markdown_code,
    markdown_text,
    xml_text,
)
from planrules.text import printable
from tests.exceptions import HOSTILE

JOINER = "\u2060"
_texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("\\\\`*_[]()<>#+-=.!|~&;:@$/ 1a0w\t\né"), max_size=12),
    st.text(max_size=20),
)


def tokens(text: str) -> list[Token]:
    """Return the tokens of Markdown with tables and strikethrough."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def words(inline: Token) -> str:
    """Return the text of what may hold text alone."""
    children = inline.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


def expected(text: str) -> str:
    """Return what is to be read, as Markdown takes it."""
    return printable(text).strip().replace("\0", "\ufffd")


class TestMarkdownText:
    """A text is one run of text wherever a line may put it, and reads as it is written."""

    @given(_texts)
    def test_in_a_paragraph_an_item_and_a_heading(self, text: str) -> None:
        for before, kind in (("", "paragraph"), ("- ", "bullet_list"), ("# ", "heading")):
            found = tokens(f"{before}{markdown_text(text)}\n")
            inlines = [token for token in found if token.type == "inline"]
            if not expected(text):
                continue
            assert found[0].type == f"{kind}_open"
            (inline,) = inlines
            assert words(inline).replace(JOINER, "") == expected(text).replace(JOINER, "")

    @given(_texts, _texts)
    def test_in_the_cells_of_a_table(self, one: str, two: str) -> None:
        found = tokens(f"| a | b |\n|---|---|\n| {markdown_text(one)} | {markdown_text(two)} |\n")
        assert found[0].type == "table_open"
        _, _, *cells = [token for token in found if token.type == "inline"]
        assert [words(cell).replace(JOINER, "") for cell in cells] == [
            expected(text).replace(JOINER, "") for text in (one, two)
        ]

    @pytest.mark.parametrize(
        "text", ["@ai", "#12", "https://vi-du.example", "WWW.vi-du.example", "a@vi-du.example"]
    )
    def test_nothing_becomes_a_link_without_markup(self, text: str) -> None:
        linked = r"@\w|#\d|://|www\.|\w@\w"
        assert re.search(linked, text, re.IGNORECASE)
        assert not re.search(linked, markdown_text(text), re.IGNORECASE)

    @pytest.mark.parametrize(
        "text", ["27-CT/TU", "unit_of_measure", "Phòng VH&TT", "(a) 1.5 – b; c", "2024 - 2030"]
    )
    def test_what_is_no_markup_stays_as_it_is(self, text: str) -> None:
        assert markdown_text(text) == text


class TestMarkdownCode:
    """A span or block holds its text and nothing ends it early."""

    @given(_texts)
    def test_span(self, text: str) -> None:
        span = markdown_code(text)
        if not printable(text).strip():
            assert span == ""
            return
        (inline,) = (token for token in tokens(f"a {span} b") if token.type == "inline")
        _, code, _ = inline.children or []
        assert code.type == "code_inline"
        assert code.content == printable(text).strip()

    @given(_texts)
    def test_block(self, text: str) -> None:
        (fence,) = tokens(markdown_block(text, language="toml"))
        assert (fence.type, fence.info) == ("fence", "toml")
        assert "\t" not in fence.content


class TestXml:
    """A text comes back from XML and from HTML, but for what XML forbids."""

    @given(_texts)
    def test_content_and_attribute(self, text: str) -> None:
        escaped = xml_text(text)
        root = ET.fromstring(f'<a b="{escaped}">{escaped}</a>')  # noqa: S314 - our own output
        shown = printable(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
        assert root.attrib["b"] == (root.text or "") == html.unescape(escaped) == shown
