"""On which day an event falls that waits for another, worked out by hand."""

from datetime import date

from planrules import loads
from planrules.schedule import critical_path
from tests.unit.schedule.test_actuals import HEAD, task


def test_an_event_falls_on_the_day_of_the_event_that_it_waits_for() -> None:
    """Three days from Monday the 1st end with the 3rd, and so does all that waits for just that."""
    schedule = critical_path(
        loads(
            HEAD
            + task("work", 'duration = "3wd"')
            + task("done", "milestone = true", 'after = "work"')
            + task("told", "milestone = true", 'after = "done"')
            + task("first", "milestone = true")
            + task("second", "milestone = true", 'after = "first"')
        ),
        as_of=date(2024, 1, 1),
    )

    days = {row.id: row.early_start for row in schedule.tasks}
    assert days["done"] == days["told"] == date(2024, 1, 3)
    assert days["first"] == days["second"] == date(2024, 1, 1)
