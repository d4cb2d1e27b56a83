"""The parser of official text: addresses, kinds, continuation, the parts of a document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planrules.model.clause import ClauseKind, Document
from planrules.source.official.document import parse_document
from planrules.source.official.lines import read_lines
from planrules.source.official.markers import read_marker

Golden = Callable[[str, str | bytes], None]

REAL = Path(__file__).parents[4] / "plans" / "van-quan-27ct" / "document.txt"
FIXTURES = Path(__file__).parents[3] / "fixtures" / "documents"
NAMES = ("chuyen-doi-so", "gach-dau-dong", "mot-dong", "phan-thu-nhat")

BULLETS = """
    I.1.1 I.1.2 I.2.1 I.2.2 II.1.1 II.1.2 II.2.1 II.2.2 II.2.3 II.2.4 III.1 III.2 III.3 III.4
    IV.1.1 IV.1.2 IV.2.1 IV.2.2 IV.2.3 IV.3.1 IV.3.2
"""


def parsed(text: str | bytes) -> Document:
    return parse_document(text, file="document.txt")


def addresses(text: str) -> list[str]:
    return [clause.address for clause in parsed(text).clauses]


def texts(text: str) -> dict[str, str]:
    return {clause.address: clause.text for clause in parsed(text).clauses}


def listing(document: Document) -> str:
    """Return one line a clause: address, kind, place, marker, first and last words."""
    lines = []
    for clause in document.clauses:
        words = (
            clause.text if len(clause.text) <= 90 else f"{clause.text[:60]} … {clause.text[-25:]}"
        )
        place = f"{clause.line}:{clause.column}"
        lines.append(
            f"{clause.address:<12} {clause.kind:<10} {place:<7} {clause.marker:<14} {words}\n"
        )
    return "".join(lines)


class TestRealDocument:
    """The document that the project began with."""

    def test_clause_list(self, golden: Golden) -> None:
        golden("clauses/van-quan-27ct.txt", listing(parsed(REAL.read_bytes())))

    def test_exactly_the_bullets_are_body(self) -> None:
        document = parsed(REAL.read_bytes())
        body = [c.address for c in document.clauses if c.kind is ClauseKind.BODY]

        assert body == BULLETS.split()

    @pytest.mark.parametrize(
        ("address", "words", "places"),
        [
            ("II.1.1", "thụ hưởng thành quả của mình, gắn", [(33, 3), (35, 1)]),
            ("III.4", "điều kiện thực tế của huyện. Tăng cường", [(57, 3), (59, 1)]),
        ],
    )
    def test_page_breaks_are_mended(
        self, address: str, words: str, places: list[tuple[int, int]]
    ) -> None:
        clause = parsed(REAL.read_bytes()).clause(address)

        assert clause is not None
        assert words in clause.text
        assert [(line, column) for _, line, column in clause.spans] == places

    def test_its_parts(self) -> None:
        document = parsed(REAL.read_bytes())
        kinds = {str(clause.address): clause.kind for clause in document.clauses}

        assert document.clauses[0].address == "0.1"
        assert document.clauses[0].text.startswith("Thực hiện Kế hoạch số 89/KH-UBND")
        assert kinds["0.2"] is ClauseKind.PREAMBLE
        assert kinds["IV.3"] is ClauseKind.HEADING
        assert kinds["KET.1"] is ClauseKind.CLOSING
        assert kinds["NN"] is ClauseKind.HEADING
        assert kinds["NN.5"] is ClauseKind.RECIPIENT
        assert kinds["CK.3"] is ClauseKind.SIGNATURE


@pytest.mark.parametrize("name", NAMES)
def test_other_documents(name: str, golden: Golden) -> None:
    data = (FIXTURES / f"{name}.txt").read_bytes()

    golden(f"clauses/{name}.txt", listing(parsed(data)))


class TestMarkers:
    """What is a marker, and what only looks like one."""

    @pytest.mark.parametrize(
        ("text", "marker", "parts"),
        [
            ("I. MỤC ĐÍCH", "I.", ("I",)),
            ("IV/ Tổ chức", "IV/", ("IV",)),
            ("A. ĐÁNH GIÁ", "A.", ("A",)),
            ("1. Mục đích", "1.", ("1",)),
            ("01) Mục đích", "01)", ("1",)),
            ("1.Mục đích", "1.", ("1",)),
            ("2/ Mục đích", "2/", ("2",)),
            ("1.2 Mục đích", "1.2", ("1", "2")),
            ("1.02.3. mục đích", "1.02.3.", ("1", "2", "3")),
            ("a) nâng cao", "a)", ("a",)),
            ("đ) nâng cao", "đ)", ("đ",)),
            ("b. Nâng cao", "b.", ("b",)),
            ("- nâng cao", "-", ()),
            ("-Nâng cao", "-", ()),
            ("– “Nâng cao”", "–", ()),
            ("• nâng cao", "•", ()),
            ("* nâng cao", "*", ()),
            ("\uf0b7 nâng cao", "\uf0b7", ()),
            ("+ nâng cao", "+", ()),
            ("o nâng cao", "o", ()),
            ("Phần thứ hai", "Phần thứ hai", ("P2",)),
            ("PHẦN III. TỔ CHỨC", "PHẦN III.", ("P3",)),
            ("Phần thứ nhất ĐÁNH GIÁ", "Phần thứ nhất", ("P1",)),
            ("Phần 4: Kinh phí", "Phần 4:", ("P4",)),
        ],
    )
    def test_a_marker(self, text: str, marker: str, parts: tuple[str, ...]) -> None:
        found = read_marker(text)

        assert found is not None
        assert (found.text, found.parts) == (marker, parts)

    @pytest.mark.parametrize(
        "text",
        [
            "A. Nguyễn Văn",
            "IIII. Sai",
            "VX. Sai",
            "V.I. Lê-nin",
            "1.5 triệu đồng",
            "1.109.000 đồng",
            "24,9% số hộ",
            "12.4.2024 là ngày",
            "Phần lớn các hộ",
            "Phần thứ nhất của kế hoạch",
            "--- hết",
            "Tăng cường",
            "e dè",
        ],
    )
    def test_no_marker(self, text: str) -> None:
        assert read_marker(text) is None


class TestAddresses:
    """Addresses come from the document's own markers."""

    def test_items_letters_dashes_and_plus(self) -> None:
        text = "I. A\n1. B\na) c\n- d\n+ e\n+ f\n- g\nb) h\nđ) i\n2. J\n1.1. k\n2.1. l\n2.2.1. m"

        assert addresses(text) == [
            *("I", "I.1", "I.1.a", "I.1.a.1", "I.1.a.1.1", "I.1.a.1.2", "I.1.a.2", "I.1.b"),
            *("I.1.đ", "I.2", "I.1.1", "I.2.1", "I.2.2.1"),
        ]

    def test_paragraphs_are_counted_with_the_dashes(self) -> None:
        assert addresses("I. A\nMột.\n- Hai.\n\nBa.") == ["I", "I.1", "I.2", "I.3"]

    def test_plus_without_a_dash_is_counted_too(self) -> None:
        assert addresses("I. A\n+ Một\n+ Hai\n- Ba") == ["I", "I.1", "I.2", "I.3"]

    def test_paragraphs_before_numbered_items_leave_them_their_numbers(self) -> None:
        assert addresses("I. A\nMột.\n\nHai.\n1. Ba") == ["I", "I.p1", "I.p2", "I.1"]

    def test_capitals_and_parts_stand_over_roman_numbers(self) -> None:
        text = "Phần thứ nhất\nA. ĐÁNH GIÁ\nI. B\n1. C\nB. MỤC TIÊU\nI. D\nPhần II. E\nI. F"

        assert addresses(text) == [
            *("P1", "P1.A", "P1.A.I", "P1.A.I.1", "P1.B", "P1.B.I", "P2", "P2.I"),
        ]

    def test_repeated_markers(self) -> None:
        text = "II. A\n1. b\n1. c\na) d\na) e\nII. F\nII. G\nPhần 1. H\nPhần 1. I"

        assert addresses(text) == [
            *("II", "II.1", "II.1x2", "II.1x2.a", "II.1x2.a2", "II2", "II3", "P1", "P1X2"),
        ]

    def test_a_document_of_numbers_alone(self) -> None:
        assert addresses("Căn cứ X;\n1. Mục đích\n- a\n2. Nhiệm vụ\n2.1. b") == [
            *("0.1", "1", "1.1", "2", "2.1"),
        ]

    def test_numbers_before_the_first_section_are_preamble(self) -> None:
        document = parsed("Căn cứ:\n1. Luật A;\n2. Luật B;\nI. C\n1. D")

        assert [c.address for c in document.clauses] == ["0.p1", "0.1", "0.2", "I", "I.1"]
        assert document.clauses[2].kind is ClauseKind.PREAMBLE

    def test_a_document_without_sections(self) -> None:
        document = parsed("Thôn xây dựng kế hoạch như sau:\n- Một\n- Hai\na) Ba\nđ) Bốn")

        assert [c.address for c in document.clauses] == ["0.1", "1", "2", "A", "DD"]
        assert document.clauses[1].kind is ClauseKind.BODY

    def test_letters_alone_begin_the_body(self) -> None:
        assert addresses("Căn cứ X.\n- Y\na) Ba") == ["0.1", "0.2", "A"]

    def test_what_lies_too_deep_is_counted_higher_up(self) -> None:
        text = "Phần 1. X\nA. Y\nI. Z\n1.1.1.1.1. A\na) b\n- c\n+ d\n+ e"
        found = addresses(text)

        assert found[3:] == [
            *("P1.A.I.1.1.1.1.1", "P1.A.I.1.1.1.1.1.a", "P1.A.I.1.1.1.1.1.1"),
            *("P1.A.I.1.1.1.1.1.1x2", "P1.A.I.1.1.1.1.1.2"),
        ]

    def test_markers_without_words_wait_for_the_next_line(self) -> None:
        assert texts("I.\n\nMục tiêu\n1.") == {"I": "Mục tiêu", "I.1": ""}

    def test_headings_have_something_below_or_are_sections_in_capitals(self) -> None:
        kinds = {c.address: c.kind for c in parsed("I. A b\n- c:\n+ d\nII. E\nIII. f").clauses}

        assert kinds == {
            "I": ClauseKind.HEADING,
            "I.1": ClauseKind.HEADING,
            "I.1.1": ClauseKind.BODY,
            "II": ClauseKind.HEADING,
            "III": ClauseKind.BODY,
        }


LONG = "Huy động toàn xã hội tham gia xây dựng đời sống văn hóa ở cơ sở"
WRAPPED = f"""\
I. MỤC TIÊU
- {LONG} gồm xã
hội hóa, thể thao; {LONG[:48]}
trên địa bàn các xã; {LONG[:43]} của
Nhân dân; {LONG[:55]} của tổ
- hai mươi thôn và các tổ dân phố.
1. Phòng Văn hóa
Hướng dẫn các xã.
"""


class TestParagraphs:
    """Which lines belong together."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Huy động thành", "quả của mình"),
            ("Huy động.", "quả của mình"),
            ("Huy động", ", quả"),
            ("Huy động", "“quả” của mình"),
            (LONG, "100% số xã"),
        ],
    )
    @pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n2\n\n", "\f", "\n\n- 2 -\n\n", "\n-----\n"])
    def test_goes_on(self, first: str, second: str, gap: str) -> None:
        assert texts(f"I. A\n- {first}{gap}{second}")["I.1"] == f"{first} {second}"

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Huy động", "Tăng cường"),
            ("Mục tiêu cụ thể", "100% số xã"),
            (f"{LONG}.", "100% số xã"),
            ("Huy động", "- quả của mình"),
        ],
    )
    @pytest.mark.parametrize("gap", ["\n", "\n\n", "\f"])
    def test_begins_anew(self, first: str, second: str, gap: str) -> None:
        assert addresses(f"I. A\n- {first}{gap}{second}") == ["I", "I.1", "I.2"]

    def test_years_across_a_dash(self) -> None:
        assert texts("I. A\n- giai đoạn 2024\n\n- 2030 và")["I.1"] == "giai đoạn 2024 - 2030 và"

    def test_wrapped_lines(self) -> None:
        found = texts(WRAPPED)

        assert list(found) == ["I", "I.p1", "I.1", "I.1.1"]
        assert " của Nhân dân; " in found["I.p1"]
        assert found["I.p1"].endswith(" của tổ - hai mươi thôn và các tổ dân phố.")

    def test_headings_in_capitals_take_a_second_line(self) -> None:
        assert texts("II. MỤC TIÊU\nĐẾN NĂM 2030\n1. B")["II"] == "MỤC TIÊU ĐẾN NĂM 2030"

    def test_spans_give_line_and_column_of_every_piece(self) -> None:
        clause = parsed("I. A\n\n  - một\n\n   hai\fba").clause("I.1")

        assert clause is not None
        assert (clause.text, clause.line, clause.column) == ("một hai ba", 3, 3)
        assert clause.spans == ((0, 3, 5), (4, 5, 4), (8, 5, 8))

    def test_columns_are_those_of_the_file_as_stored(self) -> None:
        decomposed = "Phâ\u0300n thư\u0301 nhâ\u0301t. ĐÁNH GIÁ\n- một"
        clause = parsed(decomposed).clauses[0]

        assert (clause.marker, clause.text) == ("Phần thứ nhất.", "ĐÁNH GIÁ")
        assert clause.spans == ((0, 1, 19),)

    def test_decoration_is_no_text(self) -> None:
        found = texts("## **I. MỤC TIÊU**\n\n> - **một** hai*\n\n***\n- ba **")

        assert found == {"I": "MỤC TIÊU", "I.1": "**một** hai*", "I.2": "ba"}

    def test_numbers_in_tables_are_no_page_numbers(self) -> None:
        assert [line.text for line in read_lines("A\n\n1\n\nTT\n\n2\n\nB")] == ["A", "TT", "2", "B"]
        assert [line.text for line in read_lines("A\n\n7\n\nB")] == ["A", "7", "B"]
        assert [line.text for line in read_lines("A\n7\fB\f8\nC")] == ["A", "B", "C"]


class TestHeader:
    """The header is no clause, whatever of it is missing."""

    @pytest.mark.parametrize(
        "header",
        [
            "",
            "KẾ HOẠCH\n",
            "KẾ HOẠCH\n\nPhát triển văn hóa\n",
            "KẾ HOẠCH\nPhát triển văn hóa\nTrên địa bàn xã\n\nNĂM 2025\n\n",
            "KẾ HOẠCH PHÁT TRIỂN VĂN HÓA\nnăm 2025\n",
            "UBND XÃ VÍ DỤ\nSố: 1/KH-UBND\nVí Dụ, ngày 1 tháng 2 năm 2025\n",
            "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH\nA b\n\n",
            "Kế hoạch phát triển văn hóa\n\n",
        ],
    )
    def test_preamble_begins_at_the_basis(self, header: str) -> None:
        assert addresses(f"{header}Căn cứ Luật A;\n\nI. B") == ["0.1", "I"]

    def test_title_that_begins_like_a_preamble(self) -> None:
        text = (
            "KẾ HOẠCH\n\nThực hiện Chỉ thị A\n\nThực hiện Kế hoạch B.\n\nXã C lập kế hoạch:\n\nI. D"
        )

        assert list(texts(text).values()) == [
            "Thực hiện Kế hoạch B.",
            "Xã C lập kế hoạch:",
            "D",
        ]

    def test_a_long_paragraph_after_the_title_is_preamble(self) -> None:
        text = "KẾ HOẠCH\n\nPhát triển\n\nUBND xã Ví Dụ\nxây dựng kế hoạch.\n\nI. D"

        assert texts(text)["0.1"] == "UBND xã Ví Dụ xây dựng kế hoạch."

    @pytest.mark.parametrize("text", ["I. A\nKẾ HOẠCH\n- b", "Câu một.\nKẾ HOẠCH\nI. A"])
    def test_the_type_is_not_looked_for_below_the_first_words(self, text: str) -> None:
        assert any("KẾ HOẠCH" in words for words in texts(text).values())

    @pytest.mark.parametrize("text", ["", "\ufeff", "\n\n---\n", "KẾ HOẠCH", "UBND XÃ VÍ DỤ\n"])
    def test_no_clauses(self, text: str) -> None:
        assert addresses(text) == []


class TestTail:
    """Closing, recipients, signature and appendices."""

    def test_signature_before_the_recipients(self) -> None:
        text = "I. A\nTM. UBND XÃ\nCHỦ TỊCH\nTrần A\nNơi nhận: như trên;\nB;\nLưu: VT."

        assert texts(text) == {
            "I": "A",
            "CK.1": "TM. UBND XÃ",
            "CK.2": "CHỦ TỊCH",
            "CK.3": "Trần A",
            "NN": "Nơi nhận:",
            "NN.1": "như trên;",
            "NN.2": "B;",
            "NN.3": "Lưu: VT.",
        }

    def test_what_follows_the_file_copy_signs(self) -> None:
        assert addresses("I. A\nNơi nhận\n- B\nvà C;\n- Lưu\nD\nE") == [
            *("I", "NN", "NN.1", "NN.2", "CK.1", "CK.2"),
        ]

    def test_a_capacity_signs_after_the_closing_only(self) -> None:
        text = (
            "I. A\n\nCHỦ TỊCH UBND\n\nTrên đây là Kế hoạch.\n\nGiao các xã./.\n\nCHỦ TỊCH\n\nTrần A"
        )

        assert addresses(text) == ["I", "I.1", "KET.1", "KET.2", "CK.1", "CK.2"]

    def test_closing_goes_on_and_counts_bullets(self) -> None:
        text = "I. A\n- b\n\nTrên đây là\nkế hoạch\n- c\nI. D"

        assert texts(text)["KET.1"] == "Trên đây là kế hoạch"
        assert addresses(text) == ["I", "I.1", "KET.1", "KET.2", "I2"]

    def test_a_closing_needs_something_to_close(self) -> None:
        assert addresses("Trên đây là A.\nI. B") == ["0.1", "I"]

    def test_a_bullet_keeps_its_closing_mark(self) -> None:
        assert addresses("I. A\n- b./.\nc./.") == ["I", "I.1"]

    def test_two_columns(self) -> None:
        text = (
            "I. A\n"
            "Nơi nhận:               TM. UBND XÃ\n"
            "- Phòng B;                 CHỦ TỊCH\n"
            "- C;\tD\t\n"
            "                        Trần A\n"
            "- Lưu: VT.\n"
            "E    - F\n"
        )

        assert {a: t for a, t in texts(text).items() if a[:2] in ("NN", "CK")} == {
            "NN": "Nơi nhận:",
            "NN.1": "Phòng B;",
            "NN.2": "C;",
            "NN.3": "Lưu: VT.",
            "NN.4": "F",
            "CK.1": "TM. UBND XÃ",
            "CK.2": "CHỦ TỊCH",
            "CK.3": "D",
            "CK.4": "Trần A",
            "CK.5": "E",
        }

    def test_appendices(self) -> None:
        text = "I. A\nPhụ lục này\nPHỤ LỤC\nI. B\n1. C\nPhụ lục II\nD\nPHỤ LỤC SỐ 3: E"
        kinds = {str(clause.address): clause.kind for clause in parsed(text).clauses}

        assert list(kinds) == ["I", "I.1", "PL", "PL.I", "PL.I.1", "PL2", "PL2.1", "PL3"]
        assert kinds["PL"] is ClauseKind.HEADING
        assert kinds["PL2"] is ClauseKind.HEADING

    def test_sections_after_the_signature_are_an_appendix(self) -> None:
        assert addresses("I. A\nKT. CHỦ TỊCH\nTrần A\nI. B\n- c\nNơi nhận:\nNơi nhận:\nI. D") == [
            *("I", "CK.1", "CK.2", "PL.I", "PL.I.1", "NN", "NN2", "PL.I2"),
        ]

    def test_recipients_may_lack_words_after_their_marker(self) -> None:
        assert texts("I. A\nNơi nhận:\na)\nPhòng B")["NN.1"] == "Phòng B"


class TestBytes:
    """Whatever is given, the document is read as stored."""

    def test_what_is_no_utf8_is_replaced(self) -> None:
        assert parsed(b"I. A\n- \xffb").clauses[1].text == "\ufffdb"

    def test_the_text_is_kept(self) -> None:
        assert parsed("I. Ho\u0301a\r\n").text == "I. Hóa\r\n"
