"""Dates of what has begun and of what is done, worked out by hand."""

from datetime import date

import pytest

from planrules import Actual, OutOfCalendarError, Plan, UnknownIdError, loads
from planrules.model.calendar import Certainty
from planrules.schedule import ScheduledTask, critical_path

#: A task and the body that does it.
Row = tuple[str, str | None]

#: 1 January 2024 is a Monday.
HEAD = """
format = 1

[plan]
id = "p"
title = "P"
starts_on = 2024-01-01
work_calendar = "weekdays"
"""


def task(id: str, *lines: str) -> str:
    return "\n".join(["[[task]]", f'id = "{id}"', 'title = "T"', *lines, "", ""])


def plan(*parts: str) -> Plan:
    return loads(HEAD + "".join(parts))


def began(day: int) -> Actual:
    return Actual(started_on=date(2024, 1, day))


def done(first: int, last: int) -> Actual:
    return Actual(started_on=date(2024, 1, first), finished_on=date(2024, 1, last))


def rows(made: Plan, day: int, **actuals: Actual) -> dict[str, ScheduledTask]:
    """Return by task what is known of it on a day of January 2024."""
    happened: dict[Row, Actual] = {(id, None): actual for id, actual in actuals.items()}
    schedule = critical_path(made, as_of=date(2024, 1, day), actuals=happened)
    return {row.id: row for row in schedule.tasks}


class TestGoingOn:
    """Work that goes on began when it did; its end is forecast."""

    def test_it_lasts_as_long_as_planned(self) -> None:
        found = rows(plan(task("a", 'duration = "5wd"')), 3, a=began(2))["a"]

        assert (found.early_start, found.early_finish) == (date(2024, 1, 2), date(2024, 1, 8))
        assert (found.held_by, found.total_float) == ("actual", 0)

    def test_it_is_not_over_before_the_day(self) -> None:
        """Neither on a working day nor on one that is off, after which it ends at the earliest."""
        made = plan(task("a", 'duration = "2wd"'))

        assert rows(made, 8, a=began(3))["a"].early_finish == date(2024, 1, 8)
        assert rows(made, 6, a=began(3))["a"].early_finish == date(2024, 1, 8)

    def test_its_float_is_that_of_its_end(self) -> None:
        made = plan(task("a", 'duration = "5wd"', "due = 2024-01-10"), task("z", "on = 2024-03-01"))
        late, early = (rows(made, day, a=began(2))["a"] for day in (25, 3))

        assert (late.early_finish, late.total_float) == (date(2024, 1, 25), -11)
        assert (early.early_finish, early.total_float) == (date(2024, 1, 8), 2)
        assert early.late_start == date(2024, 1, 2)
        assert early.late_finish == date(2024, 1, 10)

    def test_it_waits_for_what_must_end_before_it_ends(self) -> None:
        made = plan(
            task("a", 'duration = "30wd"'),
            task("b", 'duration = "3wd"', 'after = "a"', 'ends_after_end_of = "a"'),
            task("c", 'duration = "1wd"', 'after = "b"'),
        )
        found = rows(made, 3, a=began(2), b=began(3))

        assert found["b"].early_start == date(2024, 1, 3)
        assert found["b"].early_finish == found["a"].early_finish == date(2024, 2, 12)
        assert found["c"].early_start == date(2024, 2, 13)
        assert found["b"].driver is not None
        assert found["b"].driver.task == "a"

    def test_what_waits_for_its_beginning_waits_no_longer_though_its_end_slips(self) -> None:
        made = plan(
            task("a", 'duration = "9wd"'),
            task("b", 'duration = "2wd"', 'ends_after_end_of = "a"'),
            task("c", 'duration = "1wd"', 'starts_after_start_of = "b +2wd"'),
            task("d", 'duration = "1wd"', 'starts_after_start_of = "b +1wd"'),
        )
        whole = rows(made, 3, a=began(2), b=began(3))
        found = whole["c"]

        assert whole["d"].early_start == date(2024, 1, 4)
        assert found.early_start == date(2024, 1, 5)
        assert found.driver is not None
        assert (found.driver.task, found.driver.link) == ("b", "starts_after_start_of")


class TestDone:
    """What is done keeps its days, whatever they are, and has no float."""

    def test_it_is_on_no_critical_path(self) -> None:
        made = plan(task("a", 'duration = "2wd"'), task("b", 'duration = "20wd"'))
        found = rows(made, 8, a=done(1, 2))

        assert (found["a"].total_float, found["a"].free_float) == (None, None)
        assert not found["a"].is_critical
        assert found["b"].is_critical

    def test_calendar_days_count_from_the_day_itself(self) -> None:
        """From Saturday 6 January: two days later is the end of Monday the 8th."""
        made = plan(task("a", 'duration = "1wd"'), task("b", 'duration = "1wd"', 'after = "a +2d"'))

        assert rows(made, 6, a=done(6, 6))["b"].early_start == date(2024, 1, 9)

    def test_a_deadline_counts_from_the_last_of_all_who_do_it(self) -> None:
        made = plan(
            *(f'[[unit]]\nid = "{id}"\nname = "{id}"\n\n' for id in ("u1", "u2")),
            '[[group]]\nid = "g"\nname = "G"\nmembers = ["u1", "u2"]\n\n',
            task("a", 'duration = "1wd"', 'lead = { each = "g" }', "due = 2024-02-01"),
            task("b", 'deadline_from = { task = "a", within = "2d" }'),
        )
        one, other = ("a", "u1"), ("a", "u2")
        happened: list[dict[Row, Actual]] = [
            {one: done(8, 12), other: done(4, 6)},
            {other: done(4, 6), one: done(8, 12)},
            {one: done(8, 12)},
        ]
        dues = [
            critical_path(made, as_of=date(2024, 1, 20), by="unit", actuals=actuals).dues["b"].day
            for actuals in happened
        ]
        assert dues == [date(2024, 1, 14), date(2024, 1, 14), date(2024, 2, 3)]


class TestEventsOnDaysOff:
    """An event that is fixed on a day off happens on that day."""

    def test_calendar_days_count_from_the_day_itself(self) -> None:
        made = plan(
            task("e", "on = 2024-01-06", "milestone = true"),
            task("b", 'duration = "1wd"', 'after = "e +2d"'),
        )
        found = rows(made, 1)

        assert found["e"].early_start == date(2024, 1, 6)
        assert found["b"].early_start == date(2024, 1, 8)


class TestCertainty:
    """How sure a row's dates are, late ones included."""

    def test_late_dates_count(self) -> None:
        made = loads(
            HEAD.replace("weekdays", "VN")
            + task("a", 'duration = "30wd"')
            + task("b", 'after = "a"', "due = 2024-01-05")
        )
        schedule = critical_path(made, as_of=date(2024, 1, 1))

        with pytest.raises(OutOfCalendarError, match="not 2023"):
            _ = schedule.tasks

    def test_the_end_of_the_network_too(self) -> None:
        made = loads(HEAD.replace("weekdays", "VN") + task("a", 'duration = "2000wd"'))
        schedule = critical_path(made, as_of=date(2024, 1, 1))

        with pytest.raises(OutOfCalendarError, match="not 2031"):
            _ = schedule.finish

    def test_what_is_not_announced_yet_is_projected(self) -> None:
        made = loads(HEAD.replace("weekdays", "VN") + task("a", 'duration = "300wd"'))
        found = [
            critical_path(made, as_of=day).tasks[0].certainty
            for day in (date(2024, 12, 31), date(2025, 1, 1))
        ]
        assert found == [Certainty.PROJECTED, Certainty.ANNOUNCED]


class TestWhatThePlanDoesNotHave:
    """A task that is not there is refused; a body without a row counts for nothing."""

    def test_a_task_that_is_not_there_is_refused_with_the_nearest(self) -> None:
        made = plan(task("khao-sat", 'duration = "3wd"'), task("thiet-ke", 'duration = "3wd"'))
        with pytest.raises(UnknownIdError, match=r'"khaosat"; did you mean "khao-sat"\?'):
            critical_path(made, as_of=date(2024, 1, 2), actuals={("khaosat", None): began(1)})

    def test_a_body_that_is_not_there_counts_for_nothing(self) -> None:
        made = plan(task("a", 'duration = "3wd"'))
        nowhere = critical_path(made, as_of=date(2024, 1, 1), actuals={("a", "phong"): done(1, 1)})
        assert nowhere.tasks == critical_path(made, as_of=date(2024, 1, 1)).tasks

    def test_work_without_dates_counts_for_nothing(self) -> None:
        made = plan(task("a", 'duration = "3wd"'), task("b", "standing = true"))
        [row] = critical_path(made, as_of=date(2024, 1, 1), actuals={("b", None): done(1, 1)}).tasks
        assert (row.id, row.early_finish) == ("a", date(2024, 1, 3))
