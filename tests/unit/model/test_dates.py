"""Dates known to the day, the month or the year."""

from datetime import date

import pytest
from hypothesis import given

from planrules.model.dates import PartialDate
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
