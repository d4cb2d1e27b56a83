"""Dates known to the day, the month or the year; their parts, and what lies before them."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given

from planrules.model.dates import Part, PartialDate
from planrules.model.message import shown
from tests import strategies


@given(strategies.partial_dates())
def test_what_is_written_is_read_again(value: PartialDate) -> None:
    assert PartialDate.from_text(str(value)) == value


@given(strategies.partial_dates())
def test_first_and_last_enclose_what_is_meant(value: PartialDate) -> None:
    assert value.first <= value.last
    assert value.first.year == value.last.year == value.year
    assert (value.first == value.last) is value.is_whole
    assert value.month is None or value.first.month == value.last.month == value.month


@given(strategies.partial_dates())
def test_the_days_around_are_not_meant(value: PartialDate) -> None:
    for day in (value.first, value.last):
        text = day.isoformat()
        assert text.startswith(str(value))


@given(strategies.dates())
def test_a_whole_date_is_a_date(day: date) -> None:
    value = PartialDate.from_date(day)

    assert value.is_whole
    assert value.first == value.last == day
    assert str(value) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2030", date(2030, 1, 1), date(2030, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-04-12", date(2024, 4, 12), date(2024, 4, 12)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_a_deadline_is_the_last_day(text: str, first: date, last: date) -> None:
    value = PartialDate.from_text(text)

    assert (value.first, value.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-",
        "2024-4",
        "2024-04-1",
        "2024-04-12-01",
        "2024-13",
        "2024-02-30",
        "0000",
        "12/4/2024",
        "２０２４",
        "2024\n",
        " 2024",
        "-2024",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.from_text(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="a day needs its month"):
        PartialDate(2024, None, 12)


def before(text: str) -> PartialDate:
    return attrs.evolve(PartialDate.from_text(text), is_before=True)


class TestParts:
    """The beginning, middle and end of a month or a year, each one day."""

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("start-2025-06", date(2025, 6, 1)),
            ("mid-2025-06", date(2025, 6, 15)),
            ("end-2025-06", date(2025, 6, 30)),
            ("end-2025-12", date(2025, 12, 31)),
            ("mid-2024-02", date(2024, 2, 15)),
            ("end-2024-02", date(2024, 2, 29)),
            ("end-2025-02", date(2025, 2, 28)),
            ("start-2025", date(2025, 1, 1)),
            ("mid-2025", date(2025, 6, 30)),
            ("end-2025", date(2025, 12, 31)),
            ("end-9999", date(9999, 12, 31)),
            ("start-0001", date(1, 1, 1)),
        ],
    )
    def test_the_day_that_is_meant(self, text: str, day: date) -> None:
        value = PartialDate.from_text(text)

        assert value.first == value.last == day
        assert value.is_whole
        assert str(value) == text

    @given(strategies.deadlines())
    def test_a_deadline_is_read_again_unless_it_excludes_its_date(self, value: PartialDate) -> None:
        inclusive = attrs.evolve(value, is_before=False)

        assert PartialDate.from_text(str(inclusive)) == inclusive
        assert value.first <= value.last

    @pytest.mark.parametrize(
        "text",
        [
            "mid",
            "mid-",
            "mid-25",
            "mid-2025-06-15",
            "mid-2025-13",
            "mid-0000",
            "middle-2025",
            "Mid-2025",
            "mid2025",
            "mid-mid-2025",
            "2025-mid",
            "giữa-2025",
            "mid-2025 ",
            "before-2025",
        ],
    )
    def test_what_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".+"):
            PartialDate.from_text(text)

    def test_a_day_has_none(self) -> None:
        with pytest.raises(ValueError, match="a day has no parts"):
            PartialDate(2025, 6, 15, part=Part.MIDDLE)


class TestBefore:
    """What is to be done before a date ends with the day before it."""

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2025-12-15", date(2025, 12, 14)),
            ("2024-03-01", date(2024, 2, 29)),
            ("2025-01-01", date(2024, 12, 31)),
            ("2025-06", date(2025, 5, 31)),
            ("2026", date(2025, 12, 31)),
            ("start-2025-06", date(2025, 5, 31)),
            ("mid-2025-06", date(2025, 6, 14)),
            ("end-2025-06", date(2025, 6, 29)),
            ("mid-2025", date(2025, 6, 29)),
            ("end-2026", date(2026, 12, 30)),
            ("0001-01-02", date(1, 1, 1)),
        ],
    )
    def test_the_last_day(self, text: str, day: date) -> None:
        value = before(text)

        assert value.first == value.last == day
        assert value.is_whole
        assert value.last == PartialDate.from_text(text).first - timedelta(days=1)

    def test_there_is_no_day_before_the_first(self) -> None:
        with pytest.raises(ValueError, match="nothing comes before"):
            before("0001")

    def test_it_is_another_date_than_the_one_it_excludes(self) -> None:
        assert before("2025-12-15") != PartialDate(2025, 12, 15)
        assert before("2025-12-15") != PartialDate(2025, 12, 14)
        assert str(before("2025-12-15")) == "{ before = 2025-12-15 }"


class TestWords:
    """Dates as people write them, as Decree 30/2020/NĐ-CP does."""

    @pytest.mark.parametrize(
        ("value", "vi", "en"),
        [
            (PartialDate(2025, 12, 5), "05/12/2025", "2025-12-05"),
            (PartialDate(2025, 2, 5), "05/02/2025", "2025-02-05"),
            (PartialDate(2025, 6), "6/2025", "2025-06"),
            (PartialDate(2030), "2030", "2030"),
            (PartialDate.from_text("start-2025-02"), "đầu tháng 02/2025", "the start of 2025-02"),
            (PartialDate.from_text("mid-2025-06"), "giữa tháng 6/2025", "the middle of 2025-06"),
            (PartialDate.from_text("end-2025-12"), "cuối tháng 12/2025", "the end of 2025-12"),
            (PartialDate.from_text("start-2027"), "đầu năm 2027", "the start of 2027"),
            (PartialDate.from_text("mid-2027"), "giữa năm 2027", "the middle of 2027"),
            (PartialDate.from_text("end-2026"), "cuối năm 2026", "the end of 2026"),
            (before("2025-12-15"), "trước ngày 15/12/2025", "before 2025-12-15"),
            (before("2025-01-05"), "trước ngày 05/01/2025", "before 2025-01-05"),
            (before("2025-06"), "trước tháng 6/2025", "before 2025-06"),
            (before("2026"), "trước năm 2026", "before 2026"),
            (
                before("mid-2025-06"),
                "trước giữa tháng 6/2025",
                "before the middle of 2025-06",
            ),
            (before("end-2026"), "trước cuối năm 2026", "before the end of 2026"),
        ],
        ids=str,
    )
    def test_in_both_languages(self, value: PartialDate, vi: str, en: str) -> None:
        assert shown(value, "vi") == vi
        assert shown(value, "en") == en

    @given(strategies.deadlines())
    def test_no_two_dates_read_alike(self, value: PartialDate) -> None:
        """What is said of a date says whether it is a part of a month or year, and excluded."""
        words = shown(value, "vi")

        assert words.startswith("trước ") is value.is_before
        assert [word for word in ("đầu", "giữa", "cuối") if word in words] == (
            []
            if value.part is None
            else [{"start": "đầu", "mid": "giữa", "end": "cuối"}[value.part]]
        )
        assert str(value.year) in words
