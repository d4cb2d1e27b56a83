"""What the header and the tail of a document say."""

from pathlib import Path
from unicodedata import normalize

import pytest

from planrules.model.dates import PartialDate
from planrules.source.drafting.header import HeaderFacts, read_header

REAL = Path(__file__).parents[4] / "plans" / "van-quan-27ct" / "document.txt"
FIXTURES = Path(__file__).parents[3] / "fixtures" / "documents"


def fixture(name: str) -> HeaderFacts:
    return read_header((FIXTURES / f"{name}.txt").read_bytes())


class TestRealDocument:
    """The document that the project began with."""

    def test_number_date_and_title(self) -> None:
        facts = read_header(REAL.read_bytes())

        assert facts.number == "/KH-PVHTT"
        assert facts.blank == ("number", "day")
        assert facts.place == "Văn Quan"
        assert facts.issued_on == PartialDate(2024, 4)
        assert facts.type == "KẾ HOẠCH"
        assert facts.full_title is not None
        assert facts.full_title.startswith("Kế hoạch thực hiện Chỉ thị số 27-CT/TU đối với")
        assert facts.period == (2024, 2030)
        assert facts.period_words == "giai đoạn 2024 - 2030"
        assert facts.issuer == "Phòng Văn hóa và Thông tin huyện Văn Quan"

    def test_basis_chain(self) -> None:
        plan, directive = read_header(REAL.read_bytes()).citations

        assert (plan.sign, plan.issued_on, plan.issuer, plan.implements) == (
            "89/KH-UBND",
            PartialDate(2024, 4, 12),
            "UBND tỉnh Lạng Sơn",
            ("27-CT/TU",),
        )
        assert (directive.sign, directive.issued_on, directive.issuer, directive.implements) == (
            "27-CT/TU",
            PartialDate(2024, 3, 11),
            "Ban Thường vụ Tỉnh ủy",
            (),
        )
        assert plan.about == "về thực hiện Chỉ thị số 27-CT/TU"
        assert directive.about is not None
        assert directive.about.startswith("về tiếp tục đẩy mạnh xã hội hóa")
        assert directive.about.endswith("trên địa bàn tỉnh Lạng Sơn")

    def test_short_name(self) -> None:
        (short,) = read_header(REAL.read_bytes()).short_names

        assert (short.short, short.clause) == ("Chỉ thị số 27-CT/TU", "0.1")

    def test_recipients_and_signer(self) -> None:
        facts = read_header(REAL.read_bytes())

        assert [(a.text, a.purpose) for a in facts.addressees] == [
            ("UBND huyện", "b/c"),
            ("Phòng TC-KH huyện", None),
            ("Trung tâm VH, TT&TT huyện", None),
            ("UBND các xã, thị trấn", None),
            ("Lưu: VT", None),
        ]
        assert facts.signer == "Hà Thị Thanh Thúy"
        assert facts.capacity == "KT. TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG"

    def test_it_is_the_same_decomposed(self) -> None:
        text = normalize("NFD", REAL.read_text(encoding="utf-8")).replace("\n", "\r\n")
        facts, other = read_header(REAL.read_bytes()), read_header("\ufeff" + text)

        assert other.citations == facts.citations
        assert other.full_title == facts.full_title
        assert other.addressees == facts.addressees
        assert (other.issuer, other.issued_on) == (facts.issuer, facts.issued_on)


class TestOtherDocuments:
    """Other houses, other headers."""

    def test_whole_header(self) -> None:
        facts = fixture("chuyen-doi-so")

        assert (facts.number, facts.blank) == ("15/KH-UBND", ())
        assert (facts.place, facts.issued_on) == ("Ví Dụ", PartialDate(2025, 2, 5))
        assert facts.agencies == ("ỦY BAN NHÂN DÂN", "XÃ VÍ DỤ")
        assert facts.issuer == "Ủy ban nhân dân xã Ví Dụ"
        assert [s.short for s in facts.short_names] == ["UBND xã"]
        assert (facts.period, facts.period_words) == ((None, 2025), "năm 2025")
        assert facts.signer == "Trần Văn Thí Dụ"
        assert facts.capacity == "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH"

    def test_number_and_date_on_one_line(self) -> None:
        facts = fixture("mot-dong")

        assert (facts.number, facts.blank) == ("…/KH-PGDĐT", ("number", "day", "month"))
        assert (facts.place, facts.issued_on) == ("Thí Dụ", PartialDate(2025))
        assert facts.full_title is not None
        assert facts.full_title.startswith("KẾ HOẠCH PHÁT ĐỘNG")

    def test_two_columns(self) -> None:
        facts = fixture("phan-thu-nhat")

        assert facts.agencies == ("UBND TỈNH MINH HỌA", "SỞ NỘI VỤ")
        assert (facts.number, facts.place) == ("77/KH-SNV", "Minh Họa")
        assert facts.issued_on == PartialDate(2025, 3, 10)
        assert facts.addressees[0].purpose == "b/c"
        assert facts.signer == "Lê Thị Minh Họa"

    def test_title_without_a_type(self) -> None:
        facts = fixture("gach-dau-dong")

        assert facts.type is None
        assert facts.full_title == "Kế hoạch ra quân vệ sinh môi trường thôn Ví Dụ"
        assert facts.signer is None
        assert facts.capacity is None


class TestSlips:
    """What is missing or wrong stays missing."""

    def test_nothing(self) -> None:
        facts = read_header("")

        assert facts.full_title is None
        assert (facts.number, facts.issued_on, facts.issuer, facts.period) == (None,) * 4

    def test_a_type_alone(self) -> None:
        assert read_header("KẾ HOẠCH\n\nI. A").full_title == "KẾ HOẠCH"

    @pytest.mark.parametrize(
        ("line", "date", "blank"),
        [
            ("Ví Dụ, ngày 31 tháng 02 năm 2025", None, ()),
            ("Ví Dụ, ngày 5 tháng năm 2025", PartialDate(2025), ("month",)),
            ("Ví Dụ, ngày tháng năm", None, ("day", "month", "year")),
            ("Ví Dụ, ngày … tháng 4 năm 202…", None, ("day", "year")),
        ],
    )
    def test_dates(self, line: str, date: PartialDate | None, blank: tuple[str, ...]) -> None:
        facts = read_header(f"{line}\nKẾ HOẠCH\nA b\nI. C")

        assert (facts.issued_on, facts.blank) == (date, blank)

    @pytest.mark.parametrize(
        ("title", "period"),
        [
            ("Phát triển giai đoạn từ năm 2025 đến năm 2030", (2025, 2030)),
            ("Phát triển giai đoạn 2030 - 2025", None),
            ("Phát triển giai đoạn 2030 - 2025 và năm 2026", (None, 2026)),
            ("Phát triển đến năm 2030", None),
            ("Phát triển năm 0000", None),
        ],
    )
    def test_periods(self, title: str, period: tuple[int | None, int] | None) -> None:
        assert read_header(f"KẾ HOẠCH\n{title}\nI. C").period == period

    def test_a_basis_with_a_date_beyond_belief(self) -> None:
        (cited,) = read_header("Căn cứ Kế hoạch số 8/KH-UBND ngày 12/4/1024;\nI. A").citations

        assert (cited.issued_on, cited.date_words) == (None, "ngày 12/4/1024")
        assert (cited.issuer, cited.about) == (None, None)

    def test_a_basis_without_a_date_and_one_cited_twice(self) -> None:
        text = (
            "Căn cứ Quyết định số 1/QĐ-A của UBND tỉnh ban hành quy định; Kế hoạch số 2/KH-B về "
            "công tác năm, Quyết định số 1/QĐ-A, số 3/TB-C.\nI. A"
        )
        first, second, third = read_header(text).citations

        assert (first.about, first.date_words) == ("ban hành quy định", None)
        assert (second.about, second.implements) == ("về công tác năm, Quyết định số 1/QĐ-A", ())
        assert (third.sign, third.type) == ("3/TB-C", None)

    def test_a_document_that_names_itself_implements_nothing(self) -> None:
        (cited,) = read_header(
            "Căn cứ Kế hoạch số 1/KH-A thực hiện Kế hoạch số 1/KH-A;\nI. B"
        ).citations

        assert cited.implements == ()

    @pytest.mark.parametrize(
        "text",
        [
            "xây dựng kế hoạch như sau:",
            "Nay xây dựng kế hoạch như sau:",
            f"Phòng {'A' * 200} xây dựng kế hoạch như sau:",
        ],
    )
    def test_no_issuer(self, text: str) -> None:
        assert read_header(f"KẾ HOẠCH\n\n{text}\nI. A").issuer is None

    def test_the_signature_of_an_appendix_is_not_that_of_the_plan(self) -> None:
        text = "I. A\nKT. CHỦ TỊCH\n(Đã ký)\nPHỤ LỤC\nB\nTM. UBND XÃ\nTrần C"
        facts = read_header(text)

        assert (facts.signer, facts.capacity) == (None, "KT. CHỦ TỊCH")
