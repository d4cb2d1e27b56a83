"""What the words of a clause say about time, quantity and certainty."""

import pytest

from planrules.model.dates import PartialDate
from planrules.source.drafting import wording
from planrules.source.drafting.wording import Rhythm


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đạt 100%; trong đó", ("100",)),
        ("đạt 62,5 %, hộ nghèo 40%", ("62.5", "40")),
        ("đạt 80-85%", ("80", "85")),
        ("tăng 1.109,5%", ("1109.5",)),
        ("đạt 97.2%", ("97.2",)),
        ("đạt 08%", ("8",)),
        ("năm 2030", ()),
    ],
)
def test_percentages(text: str, found: tuple[str, ...]) -> None:
    assert wording.percentages(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ít nhất 01 tổ", ("01",)),
        ("xây dựng 1.250 nhà", ("1.250",)),
        ("100% xã đến năm 2030, ngày 15/12/2025, số 89/KH-UBND, 2024 - 2030", ()),
    ],
)
def test_quantities(text: str, found: tuple[str, ...]) -> None:
    assert wording.quantities(text) == found


def test_bounds() -> None:
    text = "đạt từ 80% trở lên, ít nhất 2, ít nhất 3, trên 4 trên địa bàn, tăng 5, tăng cường"

    assert wording.bounds(text) == ("trở lên", "ít nhất", "trên", "tăng")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đến năm 2030 đạt", [(PartialDate(2030), "Đến năm 2030")]),
        ("đến hết năm 2025", [(PartialDate(2025), "đến hết năm 2025")]),
        ("vào tháng 6/2025", [(PartialDate(2025, 6), "vào tháng 6/2025")]),
        ("đến năm 2025, đến năm 2030, đến năm 2030", [
            (PartialDate(2025), "đến năm 2025"),
            (PartialDate(2030), "đến năm 2030"),
        ]),
        ("đến ngày 31/02/2025", []),
        ("đến năm 0000", []),
        ("trong năm 2030", []),
    ],
)  # fmt: skip
def test_dates_by(text: str, found: list[tuple[PartialDate, str]]) -> None:
    assert [(dated.date, dated.words) for dated in wording.dates_by(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("báo cáo trước ngày 15/12/2025", [(PartialDate(2025, 12, 15), True)]),
        ("xong trước 30-6-2025", [(PartialDate(2025, 6, 30), True)]),
        ("chậm nhất là ngày 15 tháng 12 năm 2025", [(PartialDate(2025, 12, 15), False)]),
        ("hoàn thành trong năm 2026", [(PartialDate(2026), False)]),
        ("đến hết tháng 6/2025", [(PartialDate(2025, 6), False)]),
        ("trước ngày 31/02/2025", []),
        ("ngày 15/12/2025", []),
        ("trước ngày 15/12 hằng năm", []),
    ],
)
def test_deadlines(text: str, found: list[tuple[PartialDate, bool]]) -> None:
    assert [(dated.date, before) for dated, before in wording.deadlines(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thường xuyên kiểm tra", (Rhythm("Thường xuyên", standing=True),)),
        ("kinh phí chi thường xuyên", ()),
        ("theo định kỳ", (Rhythm("theo định kỳ"),)),
        ("Định kỳ báo cáo", (Rhythm("Định kỳ"),)),
        ("hằng quý", (Rhythm("hằng quý", ("quarter",)),)),
        ("định kỳ 6 tháng, năm", (Rhythm("định kỳ 6 tháng, năm", ("half-year", "year")),)),
        (
            "định kỳ hằng tháng, quý, 06 tháng, 9 tháng và hằng năm",
            (
                Rhythm(
                    "định kỳ hằng tháng, quý, 06 tháng, 9 tháng và hằng năm",
                    ("month", "quarter", "half-year", "first-nine-months", "year"),
                ),
            ),
        ),
        (
            "thường xuyên, hàng tháng",
            (Rhythm("hàng tháng", ("month",)), Rhythm("thường xuyên", standing=True)),
        ),
        ("hằng năm học", (Rhythm("hằng năm", ("year",)),)),
        ("trong tháng", ()),
    ],
)
def test_rhythms(text: str, found: tuple[Rhythm, ...]) -> None:
    assert wording.rhythms(text) == found


def test_vague_words_in_either_tone_style() -> None:
    text = "Tăng cường, kịp thời, có hiệu quả; kịp thời, theo quy định, hiệu quả kinh tế"

    assert wording.vague_words(text) == ("tăng cường", "kịp thời", "hiệu quả", "theo quy định")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a; b (c; d); e./.", ("a", "b (c; d)", "e")),
        ("a)); b", ("a))", "b")),
        ("a;", ("a",)),
        (";", ()),
    ],
)
def test_pieces(text: str, pieces: tuple[str, ...]) -> None:
    assert wording.pieces(text) == pieces


def test_actions_are_counted_over_semicolons_and_full_stops() -> None:
    assert wording.actions("Một việc. Hai việc; ba việc theo số 1.109. Hết") == 4


@pytest.mark.parametrize(
    ("text", "limit", "title"),
    [
        ("Một việc.", 120, "Một việc"),
        ("Một việc; hai việc.", 120, "Một việc…"),
        ("Một việc. Hai việc.", 120, "Một việc…"),
        ("Một hai ba bốn", 9, "Một hai…"),
        ("Một hai, ba bốn", 8, "Một hai…"),
        ("abcdefghij", 4, "abcd…"),
        ("Việc của TP. Ví Dụ", 120, "Việc của TP…"),
        ("", 120, ""),
    ],
)
def test_titles(text: str, limit: int, title: str) -> None:
    assert wording.title_of(text, limit) == title


@pytest.mark.parametrize(
    ("text", "found"), [("Thực hiện", "thực hiện"), ("CCHC năm", "CCHC năm"), ("", "")]
)
def test_lower_first(text: str, found: str) -> None:
    assert wording.lower_first(text) == found


def test_first_date() -> None:
    assert wording.first_date("ngày 12/4/2024 và 1/1/2025") == (
        PartialDate(2024, 4, 12),
        "ngày 12/4/2024",
    )
    assert wording.first_date("tháng này") is None
