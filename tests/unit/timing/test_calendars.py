"""Which calendar a plan works by: the one it names, days of its own, both, or neither."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from planrules import Plan, loads
from planrules.errors import OutOfCalendarError
from planrules.model.calendar import (
    Beyond,
    CalendarName,
    CalendarTable,
    Certainty,
    SpecialDay,
    Weekday,
)
from planrules.model.ids import Slug
from planrules.model.row import Assumption
from planrules.timing import vn
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import announcements, calendar_of

VN, WEEKDAYS, EVERY_DAY = CalendarName.VN, CalendarName.WEEKDAYS, CalendarName.EVERY_DAY
#: A Tuesday that is a holiday, the Monday before it that is off, the Saturday worked for that.
HOLIDAY, SWAPPED, WORKED = date(2024, 4, 30), date(2024, 4, 29), date(2024, 5, 4)
SATURDAY, MONDAY = date(2024, 7, 6), date(2024, 7, 8)


def plan(named: CalendarName | None = None, **table: Any) -> Plan:  # noqa: ANN401 - any field of a calendar
    """Return a plan that names a calendar and has a table with these fields, if any."""
    calendar = CalendarTable(**table) if table else None
    return Plan(id=Slug("p"), title="P", work_calendar=named, calendar=calendar)


def off(day: date, **more: Any) -> tuple[SpecialDay, ...]:  # noqa: ANN401 - any field of a day
    return (SpecialDay(date=day, **more),)


class TestNamed:
    @pytest.mark.parametrize("named", [VN, None], ids=str)
    def test_vn_is_the_usual_one(self, named: CalendarName | None) -> None:
        calendar = calendar_of(plan(named))

        assert calendar.name == "VN"
        assert [calendar.is_working(day) for day in (HOLIDAY, SWAPPED, WORKED)] == [
            False,
            False,
            True,
        ]
        for row in vn.DAYS_OFF:
            assert calendar.why_off(row.date) == row
        assert all(calendar.is_working(row.date) for row in vn.DAYS_WORKED)

    @pytest.mark.parametrize(
        ("year", "worked"),
        [(2024, 251), (2025, 250), (2026, 249), (2027, 249), (2028, 248), (2029, 249), (2030, 249)],
    )
    def test_working_days_of_a_year(self, year: int, worked: int) -> None:
        assert calendar_of(plan()).count(date(year, 1, 1), date(year, 12, 31)) == worked

    def test_weekdays_know_no_holidays(self) -> None:
        calendar = calendar_of(plan(WEEKDAYS))

        assert calendar.name == "weekdays"
        assert calendar.is_working(HOLIDAY)
        assert calendar.why_off(SATURDAY) is Weekday.SATURDAY
        assert calendar.certainty(date.min, date.max) is Certainty.ANNOUNCED

    def test_every_day_is_worked(self) -> None:
        calendar = calendar_of(plan(EVERY_DAY))

        assert calendar.name == "every-day"
        assert calendar.is_every_day
        assert not calendar_of(plan(WEEKDAYS)).is_every_day

    def test_a_calendar_may_be_assumed(self) -> None:
        assumed = (Assumption("work_calendar", EVERY_DAY, "…"),)

        assert calendar_of(Plan(id=Slug("p"), title="P", assumed=assumed)).is_every_day

    def test_equal_calendars_are_made_once(self) -> None:
        assert calendar_of(plan(VN, days_off=off(MONDAY))) is calendar_of(
            plan(VN, days_off=off(MONDAY))
        )


class TestOwnDaysAlone:
    """A plan that has a ``[calendar]`` and names none works by that table alone."""

    def test_saturday_and_sunday_are_off_unless_it_says_otherwise(self) -> None:
        calendar = calendar_of(plan(days_off=off(MONDAY, name="Hội làng")))

        assert calendar.name == "calendar"
        assert calendar.why_off(MONDAY) == SpecialDay(date=MONDAY, name="Hội làng")
        assert not calendar.is_working(SATURDAY)
        assert calendar.is_working(HOLIDAY)

    def test_its_weekend_and_its_days(self) -> None:
        calendar = calendar_of(plan(weekend=(Weekday.MONDAY,), days_worked=off(MONDAY)))

        assert calendar.is_working(SATURDAY)
        assert calendar.is_working(MONDAY)
        assert not calendar.is_working(date(2024, 7, 1))

    @pytest.mark.parametrize("beyond", Beyond)
    def test_it_covers_every_year(self, beyond: Beyond) -> None:
        calendar = calendar_of(plan(weekend=(Weekday.SUNDAY,), beyond=beyond))

        assert calendar.certainty(date.min, date.max) is Certainty.ANNOUNCED

    def test_from_a_file(self) -> None:
        read = loads(
            'format = 1\n[plan]\nid = "p"\ntitle = "P"\n[calendar]\nweekend = "sun"\n'
            'days_off = [2024-07-06, { date = 2024-07-08, name = "Hội", status = "projected" }]\n'
        )
        calendar = calendar_of(read)

        assert calendar.count(SATURDAY, MONDAY) == 0
        assert calendar.count(date(2024, 7, 13), date(2024, 7, 15)) == 2
        assert calendar.certainty(SATURDAY) is Certainty.ANNOUNCED
        assert calendar.certainty(SATURDAY, MONDAY) is Certainty.PROJECTED


class TestOwnDaysOnTop:
    def test_own_days_count_where_the_named_calendar_says_otherwise(self) -> None:
        calendar = calendar_of(
            plan(VN, days_off=off(WORKED, name="Nghỉ"), days_worked=off(HOLIDAY))
        )

        assert calendar.is_working(HOLIDAY)
        assert calendar.why_off(WORKED) == SpecialDay(date=WORKED, name="Nghỉ")
        assert not calendar.is_working(SWAPPED)

    def test_the_name_of_a_holiday_may_be_another(self) -> None:
        own = off(HOLIDAY, name="Ngày Giải phóng")

        assert calendar_of(plan(VN, days_off=own)).why_off(HOLIDAY) == own[0]

    def test_its_weekend_takes_the_place_of_the_other(self) -> None:
        calendar = calendar_of(plan(VN, weekend=(Weekday.SUNDAY,)))

        assert calendar.is_working(SATURDAY)
        assert not calendar.is_working(HOLIDAY)

    def test_an_empty_weekend_is_one(self) -> None:
        assert calendar_of(plan(WEEKDAYS, weekend=())).is_every_day
        assert (
            calendar_of(plan(EVERY_DAY, weekend=(Weekday.FRIDAY,))).why_off(date(2024, 7, 5))
            is Weekday.FRIDAY
        )

    def test_own_days_make_a_weekday_calendar_differ(self) -> None:
        calendar = calendar_of(plan(WEEKDAYS, days_off=off(MONDAY), days_worked=off(SATURDAY)))

        assert calendar.count(SATURDAY, MONDAY) == 1

    def test_own_days_are_as_sure_as_they_say(self) -> None:
        own = off(MONDAY, status=Certainty.PROJECTED)
        calendar = calendar_of(plan(VN, days_off=own))

        assert calendar.certainty(SATURDAY) is Certainty.ANNOUNCED
        assert calendar.certainty(SATURDAY, MONDAY) is Certainty.PROJECTED


class TestBeyondTheYearsCovered:
    def test_vn_refuses_them(self) -> None:
        calendar = calendar_of(plan(VN))

        assert calendar.certainty(date(2024, 1, 1), date(2026, 12, 31)) is Certainty.ANNOUNCED
        assert calendar.certainty(date(2027, 1, 1), date(2030, 12, 31)) is Certainty.PROJECTED
        for day in (date(2023, 12, 31), date(2031, 1, 1)):
            with pytest.raises(OutOfCalendarError, match=rf"covers 2024-2030, not {day.year}"):
                calendar.certainty(day)

    def test_an_own_day_there_does_not_cover_its_year(self) -> None:
        with pytest.raises(OutOfCalendarError):
            calendar_of(plan(VN, days_off=off(date(2031, 1, 1)))).certainty(date(2031, 1, 1))

    def test_days_with_a_fixed_date_are_projected(self) -> None:
        calendar = calendar_of(plan(VN, beyond=Beyond.PROJECT))

        for day in (date(2031, 1, 1), date(2031, 9, 2), date(2035, 11, 24), date(2090, 4, 30)):
            row = calendar.why_off(day)
            assert isinstance(row, SpecialDay)
            assert row.status is Certainty.PROJECTED
            assert (row.source or "").startswith("Dự báo: ")
            assert calendar.certainty(day) is Certainty.PROJECTED
        assert calendar.certainty(date(2024, 7, 1)) is Certainty.ANNOUNCED

    def test_what_the_moon_or_a_decision_sets_is_not(self) -> None:
        calendar = calendar_of(plan(VN, beyond=Beyond.PROJECT))

        assert calendar.is_working(date(2031, 1, 23))  # Tết
        assert calendar.is_working(date(2031, 9, 3))

    def test_culture_day_is_not_projected_back(self) -> None:
        calendar = calendar_of(plan(VN, beyond=Beyond.PROJECT))

        assert calendar.is_working(date(2023, 11, 24))
        assert not calendar.is_working(date(2023, 5, 1))
        assert calendar.certainty(date(2023, 5, 1)) is Certainty.PROJECTED

    def test_own_days_count_there_too(self) -> None:
        own = off(date(2031, 1, 1))
        calendar = calendar_of(plan(VN, beyond=Beyond.PROJECT, days_worked=own))

        assert calendar.is_working(date(2031, 1, 1))

    def test_far_away_only_weekends_are_off(self) -> None:
        calendar = calendar_of(plan(VN, beyond=Beyond.PROJECT))

        assert calendar.is_working(date(2091, 1, 1))
        assert calendar.next(date.max) == date.max
        assert calendar.certainty(date.max) is Certainty.PROJECTED

    @pytest.mark.parametrize("named", [WEEKDAYS, EVERY_DAY])
    def test_other_calendars_know_all_years(self, named: CalendarName) -> None:
        calendar = calendar_of(plan(named, beyond=Beyond.REFUSE))

        assert calendar.certainty(date(2090, 1, 1)) is Certainty.ANNOUNCED

    def test_doing_what_the_message_says_keeps_the_holidays(self) -> None:
        with pytest.raises(OutOfCalendarError) as caught:
            calendar_of(plan()).certainty(date(2031, 1, 1))
        advice = re.search(r"write (\[calendar\]) (\S+ = \S+)$", str(caught.value))
        assert advice is not None
        text = f'format = 1\n[plan]\nid = "p"\ntitle = "P"\n{advice[1]}\n{advice[2]}\n'

        assert not calendar_of(loads(text)).is_working(HOLIDAY)


class TestWhatWasKnown:
    """Days off and worked that were decided later than a day are left out."""

    def test_a_swap_is_known_from_the_day_it_was_decided(self) -> None:
        before, after = date(2024, 4, 11), date(2024, 4, 12)

        for day, is_swap_known in ((before, False), (after, True)):
            calendar = calendar_of(plan(), known_on=day)
            assert calendar.is_working(SWAPPED) is not is_swap_known
            assert calendar.is_working(WORKED) is is_swap_known
            assert not calendar.is_working(HOLIDAY)

    def test_without_a_day_all_count(self) -> None:
        whole, later = calendar_of(plan()), calendar_of(plan(), known_on=date.max)

        assert (whole.special, whole.years) == (later.special, later.years)
        assert calendar_of(plan(WEEKDAYS)) is calendar_of(plan(WEEKDAYS), known_on=date.min)

    @pytest.mark.parametrize(
        ("year", "day"),
        [(2024, date(2023, 11, 5)), (2025, date(2025, 1, 1)), (2026, date(2025, 10, 17))],
    )
    def test_a_year_is_only_projected_before_its_days_were_announced(
        self, year: int, day: date
    ) -> None:
        def sure(known_on: date) -> Certainty:
            calendar = calendar_of(plan(), known_on=known_on)
            return calendar.certainty(date(year, 6, 3))

        assert sure(day - timedelta(days=1)) is Certainty.PROJECTED
        assert sure(day) is Certainty.ANNOUNCED

    def test_the_day_of_culture_is_off_in_all_years_once_it_was_decided(self) -> None:
        days = [date(year, 11, 24) for year in (2026, 2027, 2028, 2040)]

        for known_on, is_off in ((date(2026, 1, 6), False), (date(2026, 1, 7), True)):
            calendar = calendar_of(plan(beyond=Beyond.PROJECT), known_on=known_on)
            worked = [day for day in days if day.weekday() < 5]
            assert [calendar.is_working(day) for day in worked] == [not is_off] * len(worked)

    def test_own_days_too(self) -> None:
        own = plan(WEEKDAYS, days_off=off(MONDAY, decided_on=date(2024, 7, 5)))

        assert calendar_of(own, known_on=date(2024, 7, 4)).is_working(MONDAY)
        assert not calendar_of(own, known_on=date(2024, 7, 5)).is_working(MONDAY)

    def test_until_then_the_named_calendar_says(self) -> None:
        own = plan(VN, days_worked=off(HOLIDAY, decided_on=date(2024, 4, 20)))

        assert not calendar_of(own, known_on=date(2024, 4, 19)).is_working(HOLIDAY)

    def test_announcements_after_a_day_and_up_to_another(self) -> None:
        own = plan(VN, days_off=off(MONDAY, decided_on=date(2024, 7, 5)))

        assert announcements(own, after=date(2024, 4, 11), until=date(2024, 7, 5)) == [
            date(2024, 4, 12),
            date(2024, 7, 5),
        ]
        assert announcements(own, after=date(2024, 4, 12), until=date(2024, 7, 4)) == []
        assert announcements(plan(WEEKDAYS), after=date.min, until=date.max) == []


def test_a_swap_that_public_packages_miss() -> None:
    calendar = calendar_of(plan())

    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))


def test_a_calendar_is_a_calendar() -> None:
    assert isinstance(calendar_of(plan()), WorkCalendar)
