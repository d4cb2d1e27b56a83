"""Working days one by one: what the laws of time leave to say."""

import copy
from datetime import date, timedelta

import pytest

from planrules.errors import OutOfCalendarError
from planrules.model.calendar import Certainty, SpecialDay, Weekday
from planrules.timing.calendar import WorkCalendar

WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
WEEKDAYS = WorkCalendar.of("weekdays", weekend=WEEKEND)
EVERY_DAY = WorkCalendar.of("every-day")
MONDAY = date(2024, 7, 1)
FRIDAY, SATURDAY, SUNDAY = date(2024, 7, 5), date(2024, 7, 6), date(2024, 7, 7)
DAY = timedelta(days=1)


def test_some_day_of_the_week_is_worked() -> None:
    with pytest.raises(ValueError, match="no day of the week is worked"):
        WorkCalendar.of("thử", weekend=Weekday)


def test_a_day_worked_does_not_make_up_for_a_week_without_any() -> None:
    with pytest.raises(ValueError, match="no day of the week is worked"):
        WorkCalendar.of("thử", weekend=Weekday, days_worked=[SpecialDay(date=MONDAY)])


class TestSeveralRowsForOneDay:
    def test_the_last_day_off_counts(self) -> None:
        rows = [SpecialDay(date=MONDAY, name=name) for name in ("một", "hai")]
        calendar = WorkCalendar.of("thử", weekend=WEEKEND, days_off=rows)

        assert calendar.why_off(MONDAY) == rows[1]
        assert calendar.count(MONDAY, FRIDAY) == 4

    def test_the_last_day_worked_counts(self) -> None:
        rows = [
            SpecialDay(date=SATURDAY, status=status)
            for status in (Certainty.PROJECTED, Certainty.ANNOUNCED)
        ]
        calendar = WorkCalendar.of("thử", weekend=WEEKEND, days_worked=rows)

        assert calendar.certainty(SATURDAY) is Certainty.ANNOUNCED
        assert calendar.count(MONDAY, SUNDAY) == 6

    @pytest.mark.parametrize("day", [MONDAY, SATURDAY], ids=str)
    def test_a_day_off_that_is_worked_is_worked(self, day: date) -> None:
        rows = [SpecialDay(date=day)]
        calendar = WorkCalendar.of("thử", weekend=WEEKEND, days_off=rows, days_worked=rows)

        assert calendar.is_working(day)
        assert calendar.why_off(day) is None
        assert calendar.next(day) == calendar.previous(day) == day


class TestRowsThatChangeNothing:
    """A day off on a weekend, or a weekday that is worked, leaves the counts as they are."""

    CALENDAR = WorkCalendar.of(
        "thử",
        weekend=WEEKEND,
        days_off=[SpecialDay(date=SATURDAY, name="Lễ")],
        days_worked=[SpecialDay(date=MONDAY)],
    )

    def test_counts(self) -> None:
        assert self.CALENDAR.count(MONDAY, SUNDAY) == WEEKDAYS.count(MONDAY, SUNDAY) == 5

    def test_a_holiday_on_a_weekend_is_still_why(self) -> None:
        assert self.CALENDAR.why_off(SATURDAY) == SpecialDay(date=SATURDAY, name="Lễ")
        assert self.CALENDAR.why_off(SUNDAY) is Weekday.SUNDAY

    def test_worked_days_alone_leave_every_day_worked(self) -> None:
        calendar = WorkCalendar.of("thử", days_worked=[SpecialDay(date=MONDAY)])

        assert calendar.is_every_day


class TestEndsOfTime:
    def test_the_first_and_the_last_day_can_be_asked(self) -> None:
        # 1 January of the year 1 is a Monday, 31 December 9999 a Friday.
        assert WEEKDAYS.next(date.min) == WEEKDAYS.previous(date.min) == date.min
        assert WEEKDAYS.next(date.max) == WEEKDAYS.previous(date.max) == date.max
        assert WEEKDAYS.count(date.min, date.max) == 2_608_615
        assert EVERY_DAY.count(date.min, date.max) == date.max.toordinal()

    def test_no_working_day_is_left_after_the_last(self) -> None:
        calendar = WorkCalendar.of("thử", weekend=[Weekday.FRIDAY])

        with pytest.raises(OutOfCalendarError):
            calendar.next(date.max)
        assert calendar.previous(date.max) == date.max - DAY

    def test_no_working_day_is_left_before_the_first(self) -> None:
        calendar = WorkCalendar.of("thử", days_off=[SpecialDay(date=date.min)])

        with pytest.raises(OutOfCalendarError):
            calendar.previous(date.min)
        assert calendar.next(date.min) == date.min + DAY

    @pytest.mark.parametrize(("day", "count"), [(date.max, 1), (date.min, -1), (MONDAY, 10**9)])
    def test_no_term_leads_beyond(self, day: date, count: int) -> None:
        with pytest.raises(OutOfCalendarError) as caught:
            EVERY_DAY.add(day, count)

        assert caught.value.year is None
        assert caught.value.calendar == "every-day"

    def test_no_days_are_added_to_any_day(self) -> None:
        assert WEEKDAYS.add(date.max, 0) == date.max
        assert WEEKDAYS.add(SUNDAY, 0) == SUNDAY

    def test_the_message(self) -> None:
        error = OutOfCalendarError(None, "every-day")

        assert error.text("vi") == (
            "thời gian tính ra nằm ngoài các năm từ 1 đến 9999; kiểm tra lại ngày, thời lượng"
            " (due, on, not_before, duration, within, due_after_close)"
        )
        assert str(error) == (
            "a date comes out outside the years 1 to 9999; check the dates and lengths that it"
            " follows from (due, on, not_before, duration, within, due_after_close)"
        )

    def test_the_message_for_a_task(self) -> None:
        error = copy.copy(OutOfCalendarError(None, "VN").of("hop-dan", "due"))

        assert error.text("vi") == (
            'thời gian tính ra của nhiệm vụ "hop-dan" nằm ngoài các năm từ 1 đến 9999; kiểm tra lại'
            " ngày, thời lượng (due)"
        )
        assert str(error) == (
            'a date of the task "hop-dan" comes out outside the years 1 to 9999; check the dates'
            " and lengths that it follows from (due)"
        )


class TestYearsThatAreNotCovered:
    CALENDAR = WorkCalendar.of(
        "VN", weekend=WEEKEND, years={2024: Certainty.ANNOUNCED, 2025: Certainty.PROJECTED}
    )

    def test_arithmetic_goes_on(self) -> None:
        assert self.CALENDAR.next(date(2026, 1, 3)) == date(2026, 1, 5)

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (date(2026, 1, 1), None),
            (date(2023, 12, 31), date(2024, 1, 1)),
            (date(2024, 1, 1), date(2023, 12, 31)),
        ],
        ids=str,
    )
    def test_what_touches_them_is_refused(self, first: date, last: date | None) -> None:
        with pytest.raises(OutOfCalendarError) as caught:
            self.CALENDAR.certainty(first, last)

        assert caught.value.year in {2023, 2026}
        assert caught.value.covered == (2024, 2025)

    def test_a_projected_year_before_them_makes_no_difference(self) -> None:
        with pytest.raises(OutOfCalendarError):
            self.CALENDAR.certainty(date(2025, 12, 31), date(2026, 1, 1))

    def test_covered_years_are_as_sure_as_they_say(self) -> None:
        assert self.CALENDAR.certainty(date(2024, 12, 31)) is Certainty.ANNOUNCED
        assert self.CALENDAR.certainty(date(2025, 1, 1)) is Certainty.PROJECTED
        assert self.CALENDAR.certainty(MONDAY, date(2025, 1, 1)) is Certainty.PROJECTED

    def test_a_calendar_that_projects_refuses_none(self) -> None:
        calendar = WorkCalendar.of("VN", years={2024: Certainty.ANNOUNCED}, projects=True)

        assert calendar.certainty(date.max) is Certainty.PROJECTED
        assert calendar.certainty(MONDAY) is Certainty.ANNOUNCED

    def test_a_calendar_without_years_is_sure_of_all(self) -> None:
        assert WEEKDAYS.certainty(date.min, date.max) is Certainty.ANNOUNCED

    def test_the_message_says_what_to_write(self) -> None:
        error = OutOfCalendarError(2031, "VN", (2024, 2025))

        assert "VN chỉ có các năm 2024-2025, chưa có năm 2031" in error.text("vi")
        assert "VN covers 2024-2025, not 2031" in str(error)


def test_one_projected_day_makes_a_stretch_projected() -> None:
    row = SpecialDay(date=MONDAY, status=Certainty.PROJECTED)
    calendar = WorkCalendar.of("thử", days_off=[row])

    assert calendar.certainty(MONDAY - DAY, MONDAY) is Certainty.PROJECTED
    assert calendar.certainty(MONDAY + DAY, MONDAY - DAY) is Certainty.PROJECTED
    assert calendar.certainty(MONDAY + DAY, SUNDAY) is Certainty.ANNOUNCED


def test_a_stretch_told_backwards_counts_the_days_between() -> None:
    assert WEEKDAYS.count(FRIDAY, MONDAY) == -3  # Tuesday to Thursday
    assert WEEKDAYS.count(MONDAY + DAY, MONDAY) == 0
    assert WEEKDAYS.count(MONDAY, MONDAY) == 1
