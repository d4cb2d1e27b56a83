"""Laws of the parser of official text and of the plans drafted from it."""

import re
from collections import Counter
from unicodedata import normalize

import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from planrules.model.clause import Document
from planrules.model.ids import ADDRESS
from planrules.source.drafting.draft import draft_plan
from planrules.source.official.document import parse_document
from planrules.source.official.front import body_start
from planrules.source.official.lines import read_lines
from planrules.source.read import loads
from planrules.text import words

_LINE_BREAK = re.compile(r"\r\n|\n|\r")

PIECES = (
    *("I. ", "II.", "A. MỤC", "Phần thứ nhất", "1. ", "1.1. ", "2.1 Xã", "1) ", "a) ", "đ) "),
    *("- ", "– ", "* ", "+ ", "**", "## ", "> ", "---", "\n", "\n\n", "\r\n", "\f", "\t", "    "),
    *("KẾ HOẠCH\n", "Kế hoạch ", "Căn cứ ", "Số: /KH-UBND\n", "Ví Dụ, ngày tháng 4 năm 2025\n"),
    *("MỤC ĐÍCH\n", "CHỈ TIÊU\n", "NHIỆM VỤ\n", "TỔ CHỨC THỰC HIỆN\n", "Kinh phí\n", "như sau:\n"),
    *("Phòng Nội vụ ", "UBND xã ", "Ủy ban nhân dân xã Ví Dụ ", "các thôn ", "Đề nghị "),
    *("Trên đây là ", "./.", "Nơi nhận:", "Lưu: VT", "KT. CHỦ TỊCH\n", "CHỦ TỊCH\n", "PHỤ LỤC\n"),
    *("hoá ", "ho\u0301a ", "Xã ", "100%", "2", "15", "2024", "- 2030 ", "đến năm 2030 ", ":", ";"),
    *("số 12/KH-UBND ngày 1/2/2025 ", "của UBND tỉnh ", "về thực hiện ", "(gọi tắt là UBND xã)"),
    *("thường xuyên ", "theo định kỳ ", "hằng quý ", "trước ngày 15/12/2025 ", "Phối hợp với "),
    *("gửi ", '"', "\\", "'''", "\x00", "\x85", "\u2028", "\u202e", "\ufeff", "ﬁ", "²", "関"),
)
documents = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join),
)


def parsed(text: str | bytes) -> Document:
    return parse_document(text, file="document.txt")


class TestClauses:
    """Every text is a document, and every word of it stands in one clause."""

    @given(documents)
    @example("I. A\n1.\nNơi nhận:\na)\nB")
    def test_every_word_after_the_header_lies_in_exactly_one_clause(self, text: str) -> None:
        lines = read_lines(text)
        stored = Counter(
            word.key for line in lines[body_start(lines) :] for word in words(line.text)
        )
        found = Counter(
            word.key
            for clause in parsed(text).clauses
            for part in (clause.marker, clause.text)
            for word in words(part)
        )

        assert found == stored

    @given(documents)
    def test_addresses_are_well_formed_and_unique(self, text: str) -> None:
        addresses = [clause.address for clause in parsed(text).clauses]

        assert len(set(addresses)) == len(addresses)
        assert all(ADDRESS.fullmatch(address) for address in addresses)

    @given(documents)
    def test_spans_point_at_the_words(self, text: str) -> None:
        stored = _LINE_BREAK.split(text)
        for clause in parsed(text).clauses:
            ends = [start - 1 for start, _, _ in clause.spans[1:]] + [len(clause.text)]
            assert bool(clause.spans) is bool(clause.text)
            for (start, line, column), end in zip(clause.spans, ends, strict=False):
                place = normalize("NFC", stored[line - 1][column - 1 :])
                assert place.startswith(clause.text[start:end])

    @given(documents)
    def test_normal_form_line_ends_and_byte_order_mark_change_nothing(self, text: str) -> None:
        text = normalize("NFC", text).removeprefix("\ufeff").replace("\r", "")
        variants = (
            normalize("NFD", text),
            text.replace("\n", "\r\n"),
            text.replace("\n", "\r"),
            "\ufeff" + text,
        )
        expected = [(c.address, c.kind, c.marker, c.text) for c in parsed(text).clauses]

        for variant in variants:
            found = [(c.address, c.kind, c.marker, c.text) for c in parsed(variant).clauses]
            assert found == expected

    @given(st.binary())
    def test_noise_is_a_document(self, data: bytes) -> None:
        assert parsed(data).file == "document.txt"


class TestDrafts:
    """Every document makes a plan that loads."""

    @given(documents)
    @example(
        "Căn cứ X\n\nCác thôn xây dựng kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n1. Các xã\n- A"
    )
    def test_the_draft_of_any_text_loads(self, text: str) -> None:
        toml = draft_plan(text.encode("utf-8", "surrogatepass"), document_name="document.txt")
        plan = loads(toml)

        assert plan.title
        assert tomli.loads(toml)["plan"]["id"] == plan.id

    @given(st.binary())
    def test_the_draft_of_noise_loads(self, data: bytes) -> None:
        assert loads(draft_plan(data, document_name="document.txt")).title
