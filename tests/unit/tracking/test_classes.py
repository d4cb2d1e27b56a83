"""Where work stands against its deadline, through weekends and Tết."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planrules import loads
from planrules.model.progress import DeadlineClass
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.tracking.classes import SOON, deadline_class, soon_until

DAY = timedelta(days=1)
VN = calendar_of(loads('format = 1\n[plan]\nid = "p"\ntitle = "P"\n'))
EVERY_DAY = WorkCalendar.of("every-day")

#: How a class ranks while work is not done: it only ever gets worse.
_WORSE = [DeadlineClass.ON_TIME, DeadlineClass.DUE_SOON, DeadlineClass.OVERDUE]

days = st.dates(date(2024, 1, 1), date(2030, 12, 1))
spans = st.integers(-40, 40).map(timedelta)


def classed(due: str, as_of: str, calendar: WorkCalendar = VN) -> DeadlineClass:
    return deadline_class(
        date.fromisoformat(due), as_of=date.fromisoformat(as_of), calendar=calendar
    )


class TestNotDone:
    """Work that is due on a day is not overdue on it; before, it is due soon or on time."""

    def test_work_that_is_due_today_is_not_overdue(self) -> None:
        assert classed("2024-05-06", "2024-05-06") is DeadlineClass.DUE_SOON
        assert classed("2024-05-06", "2024-05-07") is DeadlineClass.OVERDUE

    def test_a_day_off_takes_no_lateness_away(self) -> None:
        assert classed("2024-05-04", "2024-05-05") is DeadlineClass.OVERDUE
        assert classed("2024-05-05", "2024-05-05") is DeadlineClass.DUE_SOON

    @pytest.mark.parametrize(
        ("as_of", "found"),
        [
            ("2024-05-13", DeadlineClass.ON_TIME),  # Monday, four working days before
            ("2024-05-14", DeadlineClass.DUE_SOON),
            ("2024-05-17", DeadlineClass.DUE_SOON),
        ],
    )
    def test_three_working_days_before_it_is_due_soon(
        self, as_of: str, found: DeadlineClass
    ) -> None:
        assert SOON == 3
        assert classed("2024-05-17", as_of) is found

    def test_a_weekend_makes_soon_longer(self) -> None:
        assert classed("2024-05-22", "2024-05-17") is DeadlineClass.DUE_SOON
        assert classed("2024-05-22", "2024-05-17", EVERY_DAY) is DeadlineClass.ON_TIME

    @pytest.mark.parametrize(
        ("as_of", "found"),
        [
            ("2025-01-22", DeadlineClass.ON_TIME),  # 23, 24 January, 3 and 4 February
            ("2025-01-23", DeadlineClass.DUE_SOON),
            ("2025-01-30", DeadlineClass.DUE_SOON),
            ("2025-02-04", DeadlineClass.DUE_SOON),
            ("2025-02-05", DeadlineClass.OVERDUE),
        ],
    )
    def test_across_tet_soon_begins_long_before(self, as_of: str, found: DeadlineClass) -> None:
        """The break of 2025 lasts from 25 January to 2 February."""
        assert classed("2025-02-04", as_of) is found

    def test_a_deadline_within_the_break_is_due_soon_from_the_last_working_days_on(self) -> None:
        assert classed("2025-01-31", "2025-01-20") is DeadlineClass.ON_TIME
        assert classed("2025-01-31", "2025-01-21") is DeadlineClass.DUE_SOON

    @given(days, spans, st.integers(0, 20))
    def test_soon_is_what_so_few_working_days_are_left_for(
        self, due: date, span: timedelta, soon: int
    ) -> None:
        """Counted one by one from the day after ``as_of`` to the day it is due, inclusive."""
        as_of = due - span
        left = sum(VN.is_working(as_of + DAY * number) for number in range(1, span.days + 1))
        found = deadline_class(due, as_of=as_of, calendar=VN, soon=soon)

        if as_of > due:
            assert found is DeadlineClass.OVERDUE
        else:
            assert (found is DeadlineClass.DUE_SOON) == (left <= soon)

    @given(days, spans)
    def test_it_only_ever_gets_worse(self, due: date, span: timedelta) -> None:
        today, tomorrow = (
            _WORSE.index(deadline_class(due, as_of=due - span + later, calendar=VN))
            for later in (timedelta(), DAY)
        )

        assert today <= tomorrow

    @given(days, spans)
    def test_no_days_at_all_leave_the_day_itself(self, due: date, span: timedelta) -> None:
        """With ``soon = 0``, and the days off just before it."""
        found = deadline_class(due, as_of=due - span, calendar=EVERY_DAY, soon=0)

        assert (found is DeadlineClass.DUE_SOON) == (not span)


class TestDone:
    """Work done on its due day is done on time, whatever the day that is asked about."""

    @given(days, spans, spans)
    def test_done_by_the_due_day_is_on_time(
        self, due: date, span: timedelta, later: timedelta
    ) -> None:
        done_on = due + span
        found = deadline_class(due, as_of=done_on + abs(later), calendar=VN, done_on=done_on)

        assert found is (DeadlineClass.DONE_ON_TIME if span.days <= 0 else DeadlineClass.DONE_LATE)

    def test_done_on_the_day_is_on_time(self) -> None:
        due = date(2024, 5, 6)

        assert {
            days: deadline_class(due, as_of=due, calendar=VN, done_on=due + DAY * days)
            for days in (-1, 0, 1)
        } == {
            -1: DeadlineClass.DONE_ON_TIME,
            0: DeadlineClass.DONE_ON_TIME,
            1: DeadlineClass.DONE_LATE,
        }


class TestNoDeadline:
    """Work without a deadline is never overdue, done or not."""

    @given(days, st.none() | days)
    def test_it_has_a_class_of_its_own(self, as_of: date, done_on: date | None) -> None:
        found = deadline_class(None, as_of=as_of, calendar=VN, done_on=done_on)

        assert found is DeadlineClass.NO_DEADLINE


def test_the_last_of_all_days_has_a_class() -> None:
    found = deadline_class(date.max, as_of=date.max, calendar=EVERY_DAY)

    assert found is DeadlineClass.DUE_SOON


@given(days, spans, st.sampled_from([VN, EVERY_DAY]))
def test_what_is_due_soon_is_due_up_to_one_day(
    as_of: date, span: timedelta, calendar: WorkCalendar
) -> None:
    found = deadline_class(as_of + span, as_of=as_of, calendar=calendar)

    is_soon = as_of <= as_of + span <= soon_until(as_of, calendar)
    assert (found is DeadlineClass.DUE_SOON) is is_soon


def test_at_the_end_of_all_days_everything_is_due_soon() -> None:
    assert soon_until(date.max, EVERY_DAY) == date.max
