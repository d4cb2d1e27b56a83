"""Deadlines of dated work: as stated, relative to other work, and as days off move them."""

from datetime import date

import pytest

from planrules import Plan, loads
from planrules.errors import OutOfCalendarError
from planrules.model.calendar import Certainty
from planrules.model.due import Due
from planrules.model.task import DayOff
from planrules.schedule.due import due_dates
from planrules.schedule.owing import obligations_of
from planrules.timing.calendars import calendar_of

HEAD = """
format = 1

[plan]
id = "p"
title = "P"
starts_on = 2024-01-01
work_calendar = "VN"
"""
AS_OF = date(2024, 5, 1)


def task(id: str, *lines: str) -> str:
    return "\n".join(["[[task]]", f'id = "{id}"', 'title = "T"', *lines, "", ""])


def counted(base: str, within: str) -> str:
    """Return the line of a deadline relative to another task."""
    return f'deadline_from = {{ task = "{base}", within = "{within}" }}'


def plan(*tasks: str) -> Plan:
    return loads(HEAD + "\n" + "".join(tasks))


def dues(made: Plan, **finished: date) -> dict[str, Due]:
    return due_dates(made, calendar_of(made), finished)


def due(*lines: str) -> Due:
    """Return the deadline of one task."""
    return dues(plan(task("t", *lines)))["t"]


class TestStated:
    """A deadline is inclusive, and stays as it is stated."""

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("due = 2024-05-25", date(2024, 5, 25)),
            ('due = "2024-02"', date(2024, 2, 29)),
            ('due = "2030"', date(2030, 12, 31)),
            ('due = "mid-2025"', date(2025, 6, 30)),
            ('due = "mid-2025-06"', date(2025, 6, 15)),
            ('due = "start-2025-06"', date(2025, 6, 1)),
            ('due = "end-2025-06"', date(2025, 6, 30)),
            ("due = { before = 2024-12-15 }", date(2024, 12, 14)),
            ('due = { before = "2026" }', date(2025, 12, 31)),
        ],
    )
    def test_the_last_day_counts(self, line: str, day: date) -> None:
        found = due(line)

        assert (found.nominal, found.day, found.field) == (day, day, "due")
        assert (found.base, found.base_day, found.policy) == (None, None, None)
        assert found.certainty is Certainty.ANNOUNCED
        assert not found.is_assumed

    def test_a_fixed_day_is_a_deadline_too(self) -> None:
        found = due("on = 2024-11-20")

        assert (found.day, found.field) == (date(2024, 11, 20), "on")

    def test_a_deadline_goes_before_a_fixed_day(self) -> None:
        found = due("on = 2024-11-20", "due = 2024-11-22")

        assert (found.day, found.field) == (date(2024, 11, 22), "due")

    def test_a_stated_deadline_goes_before_a_relative_one(self) -> None:
        made = plan(
            task("base", "due = 2024-05-02"),
            task("t", "due = 2024-11-22", counted("base", "5wd")),
        )

        assert dues(made)["t"].day == date(2024, 11, 22)

    def test_work_without_a_deadline_has_none(self) -> None:
        made = plan(
            task("undated"),
            task("standing", "standing = true"),
            task("long", 'duration = "20wd"', "not_before = 2024-05-01"),
            task("periodic", 'every = "year"'),
        )

        assert dues(made) == {}
        assert {one.due for one in obligations_of(made, as_of=AS_OF) if one.period == "once"} == {
            None
        }

    def test_periodic_work_has_no_deadline_of_its_own_beside_those_of_its_periods(self) -> None:
        assert dues(plan(task("t", 'every = "year"', "due = 2024-05-02"))) == {}


class TestDaysOff:
    """A deadline on a day off moves only by a stated policy; both its days are kept."""

    @pytest.mark.parametrize(
        ("stated", "before", "after"),
        [
            ("2024-05-25", "2024-05-24", "2024-05-27"),
            ("2025-01-25", "2025-01-24", "2025-02-03"),  # Tết
            ("2025-10-25", "2025-10-24", "2025-10-27"),
            ("2026-04-25", "2026-04-24", "2026-04-28"),  # Giỗ Tổ, and a day off in its stead
            ("2027-12-25", "2027-12-24", "2027-12-27"),
            ("2028-01-25", "2028-01-21", "2028-01-31"),  # Tết
            ("2029-11-25", "2029-11-23", "2029-11-27"),  # a day off in place of 24 November
            ("2030-11-25", "2030-11-22", "2030-11-26"),
            ("2024-05-04", "2024-05-04", "2024-05-04"),  # a Saturday that is worked
            ("2026-01-02", "2025-12-31", "2026-01-05"),  # a Friday off for a Saturday worked
        ],
    )
    def test_the_policy_says_where_it_moves(self, stated: str, before: str, after: str) -> None:
        found = {
            policy: due(f"due = {stated}", f'day_off = "{policy}"').day.isoformat()
            for policy in DayOff
        }

        assert found == {
            DayOff.AS_IS: stated,
            DayOff.PREVIOUS_WORKING_DAY: before,
            DayOff.NEXT_WORKING_DAY: after,
        }
        assert due(f"due = {stated}").day.isoformat() == stated

    def test_the_day_stated_is_kept(self) -> None:
        found = due("due = 2024-05-25", 'day_off = "next-working-day"')

        assert found.nominal == date(2024, 5, 25)
        assert found.policy is DayOff.NEXT_WORKING_DAY

    def test_what_is_reckoned_by_projected_days_says_so(self) -> None:
        moved = due("due = 2028-01-25", 'day_off = "next-working-day"')

        assert moved.certainty is Certainty.PROJECTED
        assert due("due = 2028-01-25", 'day_off = "as-is"').certainty is Certainty.ANNOUNCED
        assert due("due = 2028-01-25").certainty is Certainty.ANNOUNCED

    def test_years_without_a_calendar_are_refused_where_working_days_matter(self) -> None:
        assert due("due = 2035-05-25").day == date(2035, 5, 25)
        with pytest.raises(OutOfCalendarError, match="not 2035"):
            due("due = 2035-05-25", 'day_off = "next-working-day"')

    def test_years_without_a_calendar_may_be_projected(self) -> None:
        made = plan(
            task("t", "due = 2035-05-26", 'day_off = "next-working-day"'),
            '[calendar]\nbeyond = "project"\n',
        )

        assert dues(made)["t"].day == date(2035, 5, 28)
        assert dues(made)["t"].certainty is Certainty.PROJECTED


class TestRelative:
    """A deadline relative to a task counts from its actual finish, else from its due date."""

    def test_it_counts_from_the_due_date(self) -> None:
        found = dues(plan(task("a", "due = 2024-04-26"), task("b", counted("a", "1wd"))))["b"]

        assert (found.nominal, found.day) == (date(2024, 5, 2), date(2024, 5, 2))
        assert (found.field, found.base) == ("deadline_from", "a")
        assert found.base_day == date(2024, 4, 26)

    def test_it_counts_from_the_actual_finish_where_that_is_known(self) -> None:
        made = plan(task("a", "due = 2024-04-26"), task("b", counted("a", "10d")))

        assert dues(made, a=date(2024, 5, 10))["b"].day == date(2024, 5, 20)
        assert dues(made, a=date(2024, 5, 10))["b"].base_day == date(2024, 5, 10)
        assert dues(made, b=date(2024, 5, 10))["b"].day == date(2024, 5, 6)

    def test_it_is_no_surer_than_what_it_counts_from(self) -> None:
        moved = 'day_off = "next-working-day"'
        made = plan(task("a", "due = 2027-01-02", moved), task("b", counted("a", "5d")))

        assert dues(made)["b"].day == date(2027, 1, 9)
        assert dues(made)["b"].certainty is Certainty.PROJECTED
        assert dues(made, a=date(2027, 1, 4))["b"].certainty is Certainty.ANNOUNCED

    @pytest.mark.parametrize(
        ("within", "day"),
        [
            ("0wd", date(2024, 1, 31)),
            ("5wd", date(2024, 2, 7)),
            ("6wd", date(2024, 2, 15)),  # Tết lies between
            ("10d", date(2024, 2, 10)),
            ("1m", date(2024, 2, 29)),
            ("13m", date(2025, 2, 28)),
        ],
    )
    def test_terms_are_of_working_days_days_or_months(self, within: str, day: date) -> None:
        made = plan(task("a", "due = 2024-01-31"), task("b", counted("a", within)))

        assert dues(made)["b"].day == day

    def test_it_counts_from_where_the_other_deadline_falls(self) -> None:
        made = plan(
            task("a", "due = 2024-05-25", 'day_off = "next-working-day"'),
            task("b", counted("a", "1d"), 'day_off = "previous-working-day"'),
            task("c", counted("b", "4d"), 'day_off = "previous-working-day"'),
        )

        assert dues(made)["b"].day == date(2024, 5, 28)
        assert dues(made)["c"].nominal == date(2024, 6, 1)
        assert dues(made)["c"].day == date(2024, 5, 31)

    def test_deadlines_count_from_each_other_in_any_order_of_the_file(self) -> None:
        made = plan(
            task("d", counted("c", "1d")),
            task("b", counted("a", "1d")),
            task("c", counted("b", "1d")),
            task("a", "due = 2024-05-01"),
            task("e", counted("c", "5d")),
        )
        found = {id: one.day.day for id, one in dues(made).items()}

        assert found == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 8}

    @pytest.mark.parametrize(
        "base",
        [
            ("standing = true",),
            (),
            ('duration = "20wd"',),
            ('every = "quarter"',),
            ('every = "quarter"', "due = 2024-04-26"),
        ],
    )
    def test_without_a_day_to_count_from_there_is_none(self, base: tuple[str, ...]) -> None:
        made = plan(task("a", *base), task("b", counted("a", "5wd")), task("c", counted("b", "1d")))

        assert dues(made) == {}
        assert {"b", "c"} <= dues(made, a=date(2024, 5, 6)).keys()
        assert dues(made, a=date(2024, 5, 6))["c"].day == date(2024, 5, 14)

    @pytest.mark.parametrize("ring", ["a", "b"])
    def test_in_a_ring_there_is_none(self, ring: str) -> None:
        """Nor for what counts from a ring; what does not is reckoned all the same."""
        made = plan(
            task("d", counted("a", "1d")),
            task("a", counted(ring, "1d")),
            task("b", counted("a", "1d")),
            task("c", counted("b", "1d")),
            task("e", "due = 2024-05-01"),
            task("f", counted("e", "1d")),
        )

        assert dues(made).keys() == {"e", "f"}

    def test_done_work_opens_its_ring(self) -> None:
        made = plan(task("a", counted("b", "1d")), task("b", counted("a", "1d")))

        found = {id: due.day for id, due in dues(made, a=date(2024, 5, 1)).items()}
        assert found == {"b": date(2024, 5, 2), "a": date(2024, 5, 3)}

    def test_what_counts_from_done_work_is_no_part_of_its_ring(self) -> None:
        made = plan(
            task("a", counted("b", "1d")),
            task("b", counted("a", "1d")),
            task("c", counted("a", "1d")),
        )

        assert dues(made, a=date(2024, 5, 1))["c"].day == date(2024, 5, 2)

    def test_it_reaches_to_the_obligation(self) -> None:
        made = plan(task("a", "due = 2024-04-26"), task("b", counted("a", "1wd")))
        late = obligations_of(made, as_of=AS_OF, finished={"a": date(2024, 5, 3)})

        assert [one.due for one in obligations_of(made, as_of=AS_OF)] == [
            date(2024, 4, 26),
            date(2024, 5, 2),
        ]
        # Saturday 4 May is worked for Monday 29 April.
        assert [one.due for one in late] == [date(2024, 4, 26), date(2024, 5, 4)]

    def test_calendar_days_need_no_calendar(self) -> None:
        made = plan(task("a", "due = 2035-05-25"), task("b", counted("a", "30d")))

        assert dues(made)["b"].day == date(2035, 6, 24)

    def test_calendar_days_are_no_projection(self) -> None:
        made = plan(task("a", "due = 2028-01-25"), task("b", counted("a", "30d")))

        assert dues(made)["b"].certainty is Certainty.ANNOUNCED

    def test_working_days_that_are_projected_say_so(self) -> None:
        made = plan(task("a", "due = 2028-01-20"), task("b", counted("a", "2wd")))

        assert dues(made)["b"].day == date(2028, 1, 31)
        assert dues(made)["b"].certainty is Certainty.PROJECTED


class TestAssumed:
    """What follows from anything that is only assumed is assumed."""

    @pytest.mark.parametrize(
        "line",
        [
            'assumed.due = { value = 2024-05-02, reason = "r" }',
            'assumed.on = { value = 2024-05-02, reason = "r" }',
            'on = 2024-05-02\nassumed.day_off = { value = "as-is", reason = "r" }',
        ],
    )
    def test_an_assumed_deadline_says_so(self, line: str) -> None:
        made = plan(task("t", line))

        assert dues(made)["t"].day == date(2024, 5, 2)
        assert dues(made)["t"].is_assumed
        assert [one.is_assumed for one in obligations_of(made, as_of=AS_OF)] == [True]

    def test_what_counts_from_it_is_assumed_until_the_work_is_done(self) -> None:
        made = plan(
            task("a", 'assumed.due = { value = 2024-05-02, reason = "r" }'),
            task("b", counted("a", "1wd")),
            task("c", counted("b", "1wd")),
        )

        assert [one.is_assumed for one in dues(made).values()] == [True, True, True]
        done = dues(made, a=date(2024, 5, 2))
        assert [done[id].is_assumed for id in "abc"] == [True, False, False]

    def test_an_assumed_term_is_assumed_whatever_is_done(self) -> None:
        made = plan(
            task("a", "due = 2024-05-02"),
            task(
                "b",
                'assumed.deadline_from = { value = { task = "a", within = "1d" }, reason = "r" }',
            ),
        )

        assert dues(made)["b"].is_assumed
        assert dues(made, a=date(2024, 5, 2))["b"].is_assumed
        assert not dues(made)["a"].is_assumed
