"""The working calendar of Việt Nam: which days it says are off or worked, and who says so."""

import unicodedata
from datetime import date, timedelta

import pytest

from planrules.model.calendar import Certainty, SpecialDay
from planrules.timing import vn

_DAY = timedelta(days=1)
_FIRST, _LAST = date(2024, 1, 1), date(2030, 12, 31)
_DAYS = [_FIRST + _DAY * index for index in range((_LAST - _FIRST).days + 1)]
_SATURDAY, _SUNDAY = 5, 6
_OFF = {row.date: row for row in vn.DAYS_OFF}
_WORKED = {row.date: row for row in vn.DAYS_WORKED}
_ROWS = (*vn.DAYS_OFF, *vn.DAYS_WORKED)

#: By year, the first day of the lunar year at UTC+7, and the first and last day of the break.
_TET = {
    2024: (date(2024, 2, 10), date(2024, 2, 8), date(2024, 2, 14)),
    2025: (date(2025, 1, 29), date(2025, 1, 25), date(2025, 2, 2)),
    2026: (date(2026, 2, 17), date(2026, 2, 14), date(2026, 2, 22)),
    2027: (date(2027, 2, 6), date(2027, 2, 4), date(2027, 2, 10)),
    2028: (date(2028, 1, 26), date(2028, 1, 22), date(2028, 1, 30)),
    2029: (date(2029, 2, 13), date(2029, 2, 10), date(2029, 2, 18)),
    2030: (date(2030, 2, 2), date(2030, 1, 31), date(2030, 2, 6)),
}
#: Day off and the Saturday worked for it.
_SWAPS = {
    date(2024, 4, 29): date(2024, 5, 4),
    date(2025, 5, 2): date(2025, 4, 26),
    date(2026, 1, 2): date(2026, 1, 10),
    date(2026, 8, 31): date(2026, 8, 22),
}
#: Day off and the holiday that fell on a day of rest.
_IN_STEAD = {
    date(2026, 4, 27): date(2026, 4, 26),
    date(2027, 5, 3): date(2027, 5, 1),
    date(2028, 1, 3): date(2028, 1, 1),
    date(2028, 5, 2): date(2028, 4, 30),
    date(2028, 9, 4): date(2028, 9, 2),
    date(2029, 9, 4): date(2029, 9, 2),
    date(2029, 11, 26): date(2029, 11, 24),
    date(2030, 11, 25): date(2030, 11, 24),
}
_DECIDED = {
    date(2024, 4, 29): date(2024, 4, 12),
    date(2024, 5, 4): date(2024, 4, 12),
    date(2026, 1, 2): date(2025, 12, 25),
    date(2026, 1, 10): date(2025, 12, 25),
    **dict.fromkeys(
        (
            *(date(year, 11, 24) for year in range(2026, 2031)),
            date(2029, 11, 26),
            date(2030, 11, 25),
        ),
        date(2026, 1, 7),
    ),
}


def is_worked(day: date) -> bool:
    return day in _WORKED or (day.weekday() < _SATURDAY and day not in _OFF)


def next_worked(day: date) -> date:
    while not is_worked(day):
        day += _DAY
    return day


def after(day: date, count: int) -> date:
    """Return the working day so many after a day."""
    for _ in range(count):
        day = next_worked(day + _DAY)
    return day


def named(name: str) -> list[date]:
    return [row.date for row in vn.DAYS_OFF if row.name == name]


def test_the_years_covered() -> None:
    assert list(vn.YEARS) == [2024, 2025, 2026, 2027, 2028, 2029, 2030]
    assert [year for year, status in vn.YEARS.items() if status is Certainty.ANNOUNCED] == [
        2024,
        2025,
        2026,
    ]


@pytest.mark.parametrize(
    ("year", "worked"),
    [(2024, 251), (2025, 250), (2026, 249), (2027, 249), (2028, 248), (2029, 249), (2030, 249)],
)
def test_working_days_of_a_year(year: int, worked: int) -> None:
    assert sum(is_worked(day) for day in _DAYS if day.year == year) == worked


@pytest.mark.parametrize("rows", [vn.DAYS_OFF, vn.DAYS_WORKED], ids=["off", "worked"])
def test_rows_are_in_order_and_each_day_has_one(rows: tuple[SpecialDay, ...]) -> None:
    days = [row.date for row in rows]

    assert days == sorted(set(days))
    assert _FIRST <= days[0] <= days[-1] <= _LAST


def test_no_day_is_both_off_and_worked() -> None:
    assert not _OFF.keys() & _WORKED.keys()


def test_every_row_has_a_name_and_a_source() -> None:
    for row in _ROWS:
        for text in (row.name, row.source):
            assert text is not None
            assert text == text.strip() != ""
            assert unicodedata.is_normalized("NFC", text)


def test_rows_are_as_sure_as_their_year() -> None:
    for row in _ROWS:
        is_projected = row.date.year >= 2027
        assert (row.status is Certainty.PROJECTED) is is_projected
        assert (row.source or "").startswith("Dự báo theo ") is is_projected


def test_a_decision_has_a_day_only_where_that_day_is_known() -> None:
    assert {row.date: row.decided_on for row in _ROWS if row.decided_on} == _DECIDED


@pytest.mark.parametrize(
    ("day", "source"),
    [
        (date(2024, 4, 29), "2450/VPCP-KGVX"),
        (date(2024, 5, 4), "2450/VPCP-KGVX"),
        (date(2026, 1, 2), "12729/VPCP-KGVX"),
        (date(2026, 1, 10), "12729/VPCP-KGVX"),
        (date(2026, 11, 24), "80-NQ/TW"),
    ],
    ids=str,
)
def test_documents(day: date, source: str) -> None:
    assert (_OFF | _WORKED)[day].source == source


class TestFixedHolidays:
    @pytest.mark.parametrize(
        ("name", "month", "day"),
        [
            ("Tết Dương lịch", 1, 1),
            ("Ngày Chiến thắng (30/4)", 4, 30),
            ("Ngày Quốc tế lao động", 5, 1),
        ],
    )
    def test_every_year(self, name: str, month: int, day: int) -> None:
        assert named(name) == [date(year, month, day) for year in range(2024, 2031)]

    def test_culture_day_since_2026(self) -> None:
        assert named("Ngày Văn hóa Việt Nam") == [date(year, 11, 24) for year in range(2026, 2031)]

    def test_national_day_and_one_day_beside_it(self) -> None:
        beside = {2024: 3, 2025: 1, 2026: 1, 2027: 3, 2028: 1, 2029: 3, 2030: 3}

        assert named("Quốc khánh") == sorted(
            date(year, 9, day) for year, other in beside.items() for day in (2, other)
        )

    def test_hung_kings(self) -> None:
        assert named("Giỗ Tổ Hùng Vương") == [
            date(2024, 4, 18),
            date(2025, 4, 7),
            date(2026, 4, 26),
            date(2027, 4, 16),
            date(2028, 4, 4),
            date(2029, 4, 23),
            date(2030, 4, 12),
        ]


class TestTet:
    def test_every_day_of_the_break_has_a_row(self) -> None:
        assert named("Tết Nguyên đán") == [
            day for day in _DAYS if any(first <= day <= last for _, first, last in _TET.values())
        ]

    @pytest.mark.parametrize("year", _TET)
    def test_the_days_around_the_break_are_worked(self, year: int) -> None:
        _, first, last = _TET[year]

        assert is_worked(first - _DAY)
        assert is_worked(last + _DAY)

    @pytest.mark.parametrize("year", _TET)
    def test_five_days_around_the_first_of_the_lunar_year(self, year: int) -> None:
        """The eve and four days; Saturdays move to the day before, Sundays to the day after."""
        new_year, first, last = _TET[year]
        days = {new_year + _DAY * offset for offset in range(-1, 4)}
        for day in sorted(days):
            step = {_SATURDAY: -_DAY, _SUNDAY: _DAY}.get(day.weekday())
            other = day
            while step and (other in days or other.weekday() >= _SATURDAY):
                other += step
            days.add(other)
        on_weekdays = {day for day in days if day.weekday() < _SATURDAY}

        assert len(on_weekdays) == 5
        assert on_weekdays == {
            day for day in _DAYS if first <= day <= last and day.weekday() < _SATURDAY
        }


class TestSwaps:
    def test_a_saturday_is_worked_for_each(self) -> None:
        assert sorted(_WORKED) == sorted(_SWAPS.values())
        assert {day.weekday() for day in _WORKED} == {_SATURDAY}

    def test_a_weekday_is_off_for_each(self) -> None:
        days = [row.date for row in vn.DAYS_OFF if "hoán đổi" in (row.name or "")]

        assert days == sorted(_SWAPS)
        assert all(day.weekday() < _SATURDAY for day in days)

    @pytest.mark.parametrize(("off", "worked"), _SWAPS.items(), ids=str)
    def test_both_rows_name_the_other_day(self, off: date, worked: date) -> None:
        assert _OFF[off].name == f"Nghỉ hoán đổi với ngày {worked:%d/%m/%Y}"
        assert _WORKED[worked].name == f"Làm bù cho ngày {off:%d/%m/%Y}"
        assert _OFF[off].source == _WORKED[worked].source


class TestDaysInStead:
    def test_they_name_the_holiday(self) -> None:
        names = {row.date: row.name for row in vn.DAYS_OFF if "Nghỉ bù" in (row.name or "")}

        assert names == {day: f"Nghỉ bù {_OFF[holiday].name}" for day, holiday in _IN_STEAD.items()}

    def test_each_is_the_next_day_that_would_be_worked(self) -> None:
        for day, holiday in _IN_STEAD.items():
            assert holiday.weekday() >= _SATURDAY
            assert not is_worked(day)
            between = [holiday + _DAY * index for index in range(1, (day - holiday).days)]
            assert all(other in _OFF or other.weekday() >= _SATURDAY for other in between)

    def test_no_holiday_on_a_weekend_goes_without(self) -> None:
        on_weekends = {
            row.date
            for row in vn.DAYS_OFF
            if row.date.weekday() >= _SATURDAY and row.name != "Tết Nguyên đán"
        }

        assert on_weekends == set(_IN_STEAD.values())


class TestDeadlines:
    @pytest.mark.parametrize(
        ("due", "falls_on"),
        [
            (date(2024, 5, 25), date(2024, 5, 27)),
            (date(2025, 1, 25), date(2025, 2, 3)),
            (date(2025, 10, 25), date(2025, 10, 27)),
            (date(2026, 4, 25), date(2026, 4, 28)),
            (date(2027, 12, 25), date(2027, 12, 27)),
            (date(2028, 1, 25), date(2028, 1, 31)),
            (date(2029, 11, 25), date(2029, 11, 27)),
            (date(2030, 11, 25), date(2030, 11, 26)),
        ],
        ids=str,
    )
    def test_a_deadline_on_a_day_off(self, due: date, falls_on: date) -> None:
        assert next_worked(due) == falls_on

    @pytest.mark.parametrize(
        ("day", "count", "expected"),
        [
            (date(2024, 4, 26), 1, date(2024, 5, 2)),
            (date(2024, 12, 14), 2, date(2024, 12, 17)),
            (date(2025, 12, 14), 2, date(2025, 12, 16)),
            (date(2028, 12, 14), 2, date(2028, 12, 18)),
            (date(2029, 12, 14), 2, date(2029, 12, 18)),
            (date(2030, 12, 14), 2, date(2030, 12, 17)),
        ],
        ids=str,
    )
    def test_working_days_after_a_day(self, day: date, count: int, expected: date) -> None:
        assert after(day, count) == expected

    def test_days_around_30_april_2024(self) -> None:
        days = [date(2024, 4, 27) + _DAY * index for index in range(9)]

        assert [day for day in days if is_worked(day)] == [
            date(2024, 5, 2),
            date(2024, 5, 3),
            date(2024, 5, 4),
        ]
