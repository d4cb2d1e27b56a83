"""Lengths and lags in calendar days, worked out by hand."""

from datetime import date

from planrules import loads
from planrules.schedule import ScheduledTask, critical_path
from tests.unit.schedule.test_actuals import HEAD, task


def rows(*tasks: str) -> dict[str, ScheduledTask]:
    """Return by task its row; the plan begins on Monday, 1 January 2024."""
    schedule = critical_path(loads(HEAD + "".join(tasks)), as_of=date(2024, 1, 1))
    return {row.id: row for row in schedule.tasks}


def test_work_that_must_not_end_before_other_work_begins_in_time_for_that() -> None:
    """Eight days that may not end before the 10th begin on the 3rd."""
    found = rows(
        task("a", 'duration = "3wd"'),
        task("b", 'duration = "8d"', 'ends_after_end_of = "a +5wd"'),
    )["b"]

    assert (found.early_start, found.early_finish) == (date(2024, 1, 3), date(2024, 1, 10))
    assert found.driver is not None
    assert found.driver.task == "a"


def test_an_event_on_its_day_that_other_work_is_late_for_has_negative_float() -> None:
    """The three days count from Saturday the 6th itself, Monday among offsets.

    To leave the work behind it the 3rd, it would have to fall on Friday, 29 December: six before.
    """
    found = rows(
        task("a", "milestone = true", "on = 2024-01-06"),
        task("b", 'duration = "1wd"', 'after = "a +3d"', "due = 2024-01-03"),
    )

    assert found["b"].early_start == date(2024, 1, 9)
    assert [found[id].total_float for id in ("a", "b")] == [-6, -4]


def test_an_event_on_its_day_has_no_float_though_what_follows_it_has() -> None:
    """The lag is over on Tuesday the 9th; the work behind it may wait until the 31st."""
    found = rows(
        task("a", "milestone = true", "on = 2024-01-06"),
        task("b", 'duration = "1wd"', 'after = "a +3d"'),
        task("c", 'duration = "1wd"', "on = 2024-01-31"),
    )

    assert [found[id].total_float for id in ("a", "b")] == [0, 16]


def test_work_in_working_days_ends_after_a_lag_of_calendar_days() -> None:
    """Three days after Wednesday the 3rd are over on Saturday, and work ends on Friday or later."""
    found = rows(
        task("a", 'duration = "3wd"'),
        task("b", 'duration = "2wd"', 'ends_after_end_of = "a +3d"'),
    )["b"]

    assert (found.early_start, found.early_finish) == (date(2024, 1, 4), date(2024, 1, 5))
