"""Terms and deadlines: the cases that the Civil Code and the calendar of Việt Nam decide."""

from datetime import date

import pytest

from planrules import Plan
from planrules.errors import OutOfCalendarError
from planrules.model.calendar import Weekday
from planrules.model.duration import Duration
from planrules.model.ids import PeriodLabel, Slug
from planrules.model.task import DayOff
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.timing.periods import period
from planrules.timing.terms import effective, term_end

VN = calendar_of(Plan(id=Slug("p"), title="P"))
EVERY_DAY = WorkCalendar.of("every-day")
NEXT, PREVIOUS, AS_IS = DayOff.NEXT_WORKING_DAY, DayOff.PREVIOUS_WORKING_DAY, DayOff.AS_IS


def ends(day: date, term: str, calendar: WorkCalendar = VN) -> date:
    return term_end(day, Duration.from_text(term), calendar)


class TestDay25:
    """What is due on the 25th, where the next working day is stated."""

    @pytest.mark.parametrize(
        ("stated", "falls"),
        [
            (date(2024, 5, 25), date(2024, 5, 27)),  # a Saturday
            (date(2025, 1, 25), date(2025, 2, 3)),  # Tết
            (date(2025, 10, 25), date(2025, 10, 27)),
            (date(2026, 4, 25), date(2026, 4, 28)),  # Giỗ Tổ on Sunday, Monday off in its stead
            (date(2027, 12, 25), date(2027, 12, 27)),
            (date(2028, 1, 25), date(2028, 1, 31)),  # Tết
            (date(2029, 11, 25), date(2029, 11, 27)),  # Monday off in stead of 24 November
            (date(2030, 11, 25), date(2030, 11, 26)),
        ],
        ids=str,
    )
    def test_next_working_day(self, stated: date, falls: date) -> None:
        assert effective(stated, NEXT, VN) == falls

    @pytest.mark.parametrize(
        ("stated", "falls"),
        [
            (date(2024, 5, 25), date(2024, 5, 24)),
            (date(2025, 1, 25), date(2025, 1, 24)),
            (date(2026, 4, 25), date(2026, 4, 24)),
            (date(2028, 1, 25), date(2028, 1, 21)),
            (date(2030, 11, 25), date(2030, 11, 22)),
        ],
        ids=str,
    )
    def test_previous_working_day(self, stated: date, falls: date) -> None:
        assert effective(stated, PREVIOUS, VN) == falls

    def test_in_every_other_month_it_is_a_working_day(self) -> None:
        months = [date(year, month, 25) for year in (2024, 2025, 2026) for month in range(1, 13)]
        moved = [day for day in months if effective(day, NEXT, VN) != day]

        assert [f"{day:%m/%Y}" for day in moved] == [
            "02/2024",
            "05/2024",
            "08/2024",
            "01/2025",
            "05/2025",
            "10/2025",
            "01/2026",
            "04/2026",
            "07/2026",
            "10/2026",
        ]


class TestDaysOff:
    @pytest.mark.parametrize("policy", [None, AS_IS])
    def test_a_deadline_is_never_moved_in_silence(self, policy: DayOff | None) -> None:
        for day in (date(2024, 5, 25), date(2025, 1, 29), date(2024, 4, 30)):
            assert effective(day, policy, VN) == day

    @pytest.mark.parametrize("policy", [None, *DayOff])
    def test_a_working_day_stays(self, policy: DayOff | None) -> None:
        # The last of these is a Saturday that is worked.
        for day in (date(2024, 4, 26), date(2024, 5, 2), date(2024, 5, 4)):
            assert effective(day, policy, VN) == day

    def test_the_end_of_2030_is_a_working_day(self) -> None:
        assert effective(date(2030, 12, 31), NEXT, VN) == date(2030, 12, 31)

    def test_at_the_ends_of_time(self) -> None:
        rested = WorkCalendar.of("thử", weekend=[Weekday.MONDAY, Weekday.FRIDAY])

        # 1 January of the year 1 is a Monday, 31 December 9999 a Friday.
        for day, policy in ((date.min, PREVIOUS), (date.max, NEXT)):
            assert effective(day, AS_IS, rested) == day
            with pytest.raises(OutOfCalendarError):
                effective(day, policy, rested)


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("year", "due"),
        [
            (2024, date(2024, 12, 17)),
            (2025, date(2025, 12, 16)),
            (2028, date(2028, 12, 18)),
            (2029, date(2029, 12, 18)),
            (2030, date(2030, 12, 17)),
        ],
    )
    def test_two_days_after_the_data_of_a_year_close(self, year: int, due: date) -> None:
        closes = period(PeriodLabel(f"{year}")).closes

        assert closes == date(year, 12, 14)
        assert ends(closes, "2wd") == due

    def test_over_the_holidays_of_2024(self) -> None:
        assert ends(date(2024, 4, 26), "1wd") == date(2024, 5, 2)
        assert ends(date(2024, 4, 26), "3wd") == date(2024, 5, 4)
        assert ends(date(2024, 4, 26), "4wd") == date(2024, 5, 6)

    def test_three_days_are_worked_over_the_holidays_of_2024(self) -> None:
        days = [date(2024, 4, day) for day in (27, 28, 29, 30)]
        days += [date(2024, 5, day) for day in (1, 2, 3, 4, 5)]

        assert VN.count(days[0], days[-1]) == 3
        assert [day for day in days if VN.is_working(day)] == days[5:8]

    @pytest.mark.parametrize("day", [date(2024, 7, 5), date(2024, 7, 6), date(2024, 7, 7)], ids=str)
    def test_the_first_day_is_not_counted(self, day: date) -> None:
        """Whether it runs from a Friday or the weekend after it, one day ends on Monday."""
        assert ends(day, "1wd") == date(2024, 7, 8)

    def test_no_days_end_on_the_day_itself(self) -> None:
        for term in ("0wd", "0d", "0m"):
            assert ends(date(2024, 7, 6), term) == date(2024, 7, 6)


class TestDays:
    @pytest.mark.parametrize(
        ("day", "term", "end"),
        [
            (date(2024, 7, 1), "5d", date(2024, 7, 6)),
            (date(2024, 2, 28), "1d", date(2024, 2, 29)),
            (date(2024, 2, 1), "30d", date(2024, 3, 2)),
            (date(2023, 12, 31), "365d", date(2024, 12, 30)),
        ],
        ids=str,
    )
    def test_the_first_day_is_not_counted(self, day: date, term: str, end: date) -> None:
        assert ends(day, term) == end


class TestMonths:
    @pytest.mark.parametrize(
        ("day", "term", "end"),
        [
            (date(2024, 3, 15), "1m", date(2024, 4, 15)),
            (date(2024, 11, 30), "3m", date(2025, 2, 28)),
            (date(2023, 11, 30), "3m", date(2024, 2, 29)),
            (date(2024, 1, 31), "1m", date(2024, 2, 29)),
            (date(2025, 1, 31), "1m", date(2025, 2, 28)),
            (date(2024, 1, 31), "2m", date(2024, 3, 31)),
            (date(2024, 3, 31), "1m", date(2024, 4, 30)),
            (date(2024, 2, 29), "12m", date(2025, 2, 28)),
            (date(2024, 2, 29), "48m", date(2028, 2, 29)),
            (date(2024, 2, 28), "1m", date(2024, 3, 28)),
            (date(2024, 12, 15), "1m", date(2025, 1, 15)),
            (date(2024, 12, 31), "12m", date(2025, 12, 31)),
            (date(1, 1, 31), "1m", date(1, 2, 28)),
            (date(9999, 11, 30), "1m", date(9999, 12, 30)),
        ],
        ids=str,
    )
    def test_they_end_on_the_corresponding_day_or_the_last(
        self, day: date, term: str, end: date
    ) -> None:
        assert ends(day, term) == end

    def test_the_last_day_of_a_term_may_be_a_day_off(self) -> None:
        """Article 148: it then ends with the next working day, where the plan says so."""
        end = ends(date(2024, 11, 25), "2m")

        assert end == date(2025, 1, 25)
        assert effective(end, NEXT, VN) == date(2025, 2, 3)


@pytest.mark.parametrize("term", ["1wd", "1d", "1m", "99999wd", "99999d", "99999m"])
def test_no_term_ends_after_the_last_day_there_is(term: str) -> None:
    with pytest.raises(OutOfCalendarError) as caught:
        ends(date.max, term, EVERY_DAY)

    assert caught.value.year is None
    assert caught.value.calendar == "every-day"
