"""What really happened to tasks, and what follows from it for deadlines and the schedule."""

from datetime import date

from planrules import Actual, Assessment, assess, loads
from planrules.tracking.actuals import actuals

HEAD = """
format = 1

[plan]
id = "p"
title = "P"
issued_on = 2024-01-01
starts_on = 2024-01-01
ends_on = "2024"
work_calendar = "weekdays"

[[unit]]
id = "a"
name = "A"

[[unit]]
id = "b"
name = "B"

[[group]]
id = "g"
name = "G"
members = ["a", "b"]

[[task]]
id = "first"
title = "First"
lead = { each = "g" }
duration = "5wd"
due = 2024-01-31

[[task]]
id = "second"
title = "Second"
lead = "a"
duration = "5wd"
after = "first"
deadline_from = { task = "first", within = "10d" }

[[task]]
id = "monthly"
title = "Monthly"
lead = "a"
every = "month"
"""


def entry(task: str, unit: str, day: str, state: str, *lines: str) -> str:
    """Return an entry that was recorded on a day of January 2024."""
    head = [f'task = "{task}"', f'unit = "{unit}"', f"recorded_on = 2024-01-{day}"]
    return "\n".join(["", "[[entry]]", *head, f'state = "{state}"', *lines, ""])


def done(task: str, unit: str, first: int, last: int) -> str:
    lines = (f"started_on = 2024-01-{first:02}", f"finished_on = 2024-01-{last:02}")
    return entry(task, unit, f"{last:02}", "done", *lines, 'evidence = "1/BC"')


def asked(*entries: str, day: int = 20) -> Assessment:
    return assess(loads(HEAD + "".join(entries)), as_of=date(2024, 1, day))


def january(first: int | None, last: int | None = None) -> Actual:
    return Actual(
        started_on=None if first is None else date(2024, 1, first),
        finished_on=None if last is None else date(2024, 1, last),
    )


def test_a_task_is_over_when_all_of_its_bodies_are_done() -> None:
    one = asked(done("first", "a", 3, 8))
    both = asked(done("first", "a", 3, 8), done("first", "b", 2, 12))

    assert actuals(one.standings) == {("first", "a"): january(3, 8), ("first", None): january(3)}
    assert actuals(both.standings) == {
        ("first", "a"): january(3, 8),
        ("first", "b"): january(2, 12),
        ("first", None): january(2, 12),
    }


def test_what_is_done_without_evidence_goes_on() -> None:
    found = actuals(asked(entry("second", "a", "08", "done", "finished_on = 2024-01-08")).standings)

    assert found == {}


def test_an_end_before_the_beginning_stands_alone() -> None:
    found = actuals(asked(done("second", "a", 9, 8)).standings)

    assert found == {("second", "a"): january(None, 8), ("second", None): january(None, 8)}


def test_a_deadline_counts_from_the_day_on_which_other_work_was_done() -> None:
    before = asked(done("first", "a", 3, 8))
    after = asked(done("first", "a", 3, 8), done("first", "b", 2, 12))

    assert [one.due for one in before.obligations.of(task="second")] == [date(2024, 2, 10)]
    assert [one.due for one in after.obligations.of(task="second")] == [date(2024, 1, 22)]


def test_what_was_recorded_later_changes_nothing() -> None:
    reports = (done("first", "a", 3, 8), done("first", "b", 2, 12))

    assert asked(*reports, day=7).obligations == asked(day=7).obligations
    before, after = asked(day=7).schedule, asked(*reports, day=7).schedule
    assert before is not None
    assert after is not None
    assert after.tasks == before.tasks


def test_the_rest_is_forecast_from_the_day() -> None:
    planned, now = asked(day=20), asked(done("first", "a", 3, 8), done("first", "b", 2, 12))

    assert planned.schedule is not None
    assert now.schedule is not None
    rows = {row.id: row for row in now.schedule.tasks}
    assert (rows["first"].early_start, rows["first"].early_finish) == (
        date(2024, 1, 2),
        date(2024, 1, 12),
    )
    assert rows["second"].early_start == date(2024, 1, 22)
    assert {row.id: row.early_start for row in planned.schedule.tasks}["second"] == date(2024, 1, 8)


def test_work_that_nobody_in_particular_owes_is_known_as_a_whole() -> None:
    text = """
[[task]]
id = "open"
title = "Open"
lead = { text = "các cơ quan" }
due = 2024-01-31
"""
    report = entry("open", "a", "08", "in-progress", "started_on = 2024-01-03")

    assert actuals(asked(text, report).standings) == {("open", None): january(3)}
