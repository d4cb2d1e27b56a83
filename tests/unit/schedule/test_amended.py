"""What is owed under plans that were amended, worked out by hand."""

from datetime import date

import pytest

from planrules import Obligation, Plan, assess, consolidate, loads
from planrules.schedule import obligations_of
from planrules.schedule.owing import owing_of

HEAD = """
format = 1

[plan]
id = "p"
title = "P"
issued_on = 2024-01-01
starts_on = 2024-01-01
ends_on = "2024"
work_calendar = "every-day"

[[unit]]
id = "a"
name = "A"

[[unit]]
id = "b"
name = "B"

[[unit]]
id = "c"
name = "C"
until = 2024-08-31
successors = ["b"]

[[group]]
id = "g"
name = "G"
members = ["a", "c"]

[[task]]
id = "once"
title = "Once"
lead = "a"
due = 2024-06-30

[[task]]
id = "reports"
title = "Reports"
lead = { each = "g" }
every = "quarter"
window = "calendar"

[[task]]
id = "open"
title = "Open"
lead = "a"
"""


def issued(day: str, *lines: str) -> str:
    """Return an amendment that takes effect on a day of 2024."""
    head = ["[[amendment]]", f'id = "am-{day}"', 'status = "issued"', f"effective_on = 2024-{day}"]
    return "\n".join(["", *head, *lines, ""])


def change(id: str, *lines: str) -> str:
    return "\n".join(["[[amendment.change]]", f'id = "{id}"', *lines])


def plan(*parts: str) -> Plan:
    return loads(HEAD + "".join(parts))


def owed(made: Plan, month: int, day: int) -> dict[str, Obligation]:
    """Return by uid, without the plan's id, what is owed on a day of 2024."""
    on = date(2024, month, day)
    found = obligations_of(consolidate(made, as_of=on), as_of=on)
    return {one.uid.removeprefix("p."): one for one in found}


def counts(one: Obligation) -> tuple[int, int, date | None]:
    return one.revision, one.sequence, one.changed_on


class TestChanges:
    """What a version gives a deadline that lies ahead it reaches."""

    def test_a_deadline_that_moves_is_one_change(self) -> None:
        made = plan(issued("03-01", change("once", "set.due = 2024-09-30")))

        before, after = owed(made, 2, 29)["once.once"], owed(made, 3, 1)["once.once"]
        assert (before.due, counts(before)) == (date(2024, 6, 30), (0, 0, None))
        assert (after.due, counts(after)) == (date(2024, 9, 30), (1, 1, date(2024, 3, 1)))

    def test_what_changes_no_published_field_is_no_change(self) -> None:
        made = plan(issued("03-01", change("once", 'set.title = "T"', 'set.product = "Báo cáo"')))

        one = owed(made, 12, 1)["once.once"]
        assert (one.task.title, counts(one)) == ("T", (0, 0, None))

    def test_what_was_due_before_stays_with_whom_it_was_due_from(self) -> None:
        made = plan(issued("07-15", change("once", 'set.lead = "b"')))

        assert owed(made, 12, 1)["once.once"].unit == "a"

    def test_a_deadline_that_had_passed_when_it_was_given_is_not_given(self) -> None:
        made = plan(issued("03-01", change("once", "set.due = 2024-02-01")))

        assert owed(made, 12, 1)["once.once"].due == date(2024, 6, 30)

    def test_what_had_passed_gets_a_deadline_that_lies_ahead(self) -> None:
        made = plan(issued("07-15", change("once", "set.due = 2024-10-31", 'set.lead = "b"')))

        one = owed(made, 8, 1)["once.once"]
        assert (one.unit, one.due, counts(one)) == (
            "b",
            date(2024, 10, 31),
            (1, 1, date(2024, 7, 15)),
        )

    def test_undated_work_may_get_a_deadline(self) -> None:
        made = plan(issued("03-01", change("open", "set.due = 2024-04-30")))

        assert owed(made, 2, 1)["open.once"].due is None
        assert owed(made, 3, 1)["open.once"].due == date(2024, 4, 30)


class TestPeriods:
    """Periods that were due stay; others come and go."""

    def test_a_rhythm_that_changes_withdraws_what_lies_ahead(self) -> None:
        made = plan(issued("05-01", change("reports", 'set.every = "half-year"')))

        found = owed(made, 5, 1)
        assert "reports.2024-Q1.a" in found
        assert found["reports.2024-Q1.a"].withdrawn is None
        gone = found["reports.2024-Q2.a"].withdrawn
        assert gone is not None
        assert (gone.on, gone.amendment, gone.successors) == (date(2024, 5, 1), "am-05-01", ())
        assert found["reports.2024-H1.a"].due == date(2024, 6, 30)

    def test_periods_that_were_over_are_not_owed_afterwards(self) -> None:
        made = plan(issued("05-01", change("reports", 'set.every = "month"')))

        found = owed(made, 12, 31)
        assert [
            uid for uid in found if uid.startswith("reports.2024-0") and uid.endswith(".a")
        ] == [f"reports.2024-{month:02}.a" for month in (4, 5, 6, 7, 8, 9)][1:]

    def test_work_that_is_added_owes_what_is_due_from_then_on(self) -> None:
        made = plan(
            issued(
                "07-15",
                "[[amendment.add.task]]",
                'id = "new"',
                'title = "New"',
                'lead = "b"',
                'every = "quarter"',
                'window = "calendar"',
            )
        )

        assert "new.2024-Q3" not in owed(made, 7, 14)
        assert [uid for uid in owed(made, 7, 15) if uid.startswith("new")] == [
            "new.2024-Q3",
            "new.2024-Q4",
        ]

    def test_members_withdraw_for_a_sole_holder(self) -> None:
        made = plan(issued("05-01", change("reports", 'set.lead = "b"')))

        found = owed(made, 5, 1)
        gone = found["reports.2024-Q3.a"].withdrawn
        assert gone is not None
        assert gone.successors == ("p.reports.2024-Q3",)
        assert found["reports.2024-Q3"].unit == "b"
        assert found["reports.2024-Q1.a"].withdrawn is None

    def test_a_sole_holder_withdraws_for_members(self) -> None:
        made = plan(issued("05-01", change("once", 'set.lead = { each = "g" }')))

        gone = owed(made, 5, 1)["once.once"].withdrawn
        assert gone is not None
        assert gone.successors == ("p.once.once.a", "p.once.once.c")

    def test_a_member_that_ends_under_a_version_has_its_successor(self) -> None:
        made = plan(issued("05-01", change("reports", "set.due_after_close = '5d'")))

        found = owed(made, 9, 1)
        gone = found["reports.2024-Q3.c"].withdrawn
        assert gone is not None
        assert (gone.on, gone.body, gone.amendment) == (date(2024, 9, 1), "c", None)
        assert gone.successors == ("p.reports.2024-Q3.b",)
        assert counts(found["reports.2024-Q3.c"]) == (2, 2, date(2024, 9, 1))

    def test_bodies_that_ended_before_a_version_gave_them_work_never_owe_it(self) -> None:
        made = plan(issued("10-01", change("open", 'set.lead = { each = "g" }')))

        assert {uid for uid in owed(made, 10, 1) if uid.startswith("open")} == {
            "open.once",
            "open.once.a",
            "open.once.b",
        }


class TestEnds:
    """Nothing is deleted: what ends is withdrawn, with the amendment that says so."""

    def test_what_is_due_after_the_end_is_withdrawn_when_that_becomes_known(self) -> None:
        made = plan(issued("05-01", "[[amendment.end]]", 'id = "reports"', "on = 2024-06-30"))

        found = owed(made, 5, 1)
        assert found["reports.2024-Q2.a"].withdrawn is None
        gone = found["reports.2024-Q3.a"].withdrawn
        assert gone is not None
        assert (gone.on, gone.amendment) == (date(2024, 5, 1), "am-05-01")

    def test_work_without_a_deadline_is_owed_to_the_last_day(self) -> None:
        made = plan(issued("05-01", "[[amendment.end]]", 'id = "open"', "on = 2024-06-30"))

        assert owed(made, 6, 30)["open.once"].withdrawn is None
        gone = owed(made, 7, 1)["open.once"].withdrawn
        assert gone is not None
        assert (gone.on, gone.amendment) == (date(2024, 7, 1), "am-05-01")

    def test_what_comes_back_is_owed_again(self) -> None:
        made = plan(
            issued("05-01", change("reports", 'set.every = "half-year"')),
            issued("06-01", change("reports", 'set.every = "quarter"')),
        )

        one = owed(made, 6, 1)["reports.2024-Q3.a"]
        assert one.withdrawn is None
        assert counts(one) == (2, 2, date(2024, 6, 1))


class TestExtensions:
    """A deadline that is put off is one change, from the day that recorded it."""

    PUT_OFF = """
[[extension]]
task = "once"
recorded_on = 2024-06-20
due = 2024-09-30
decision = "1/QĐ"
"""

    def test_a_deadline_is_put_off(self) -> None:
        made = plan(self.PUT_OFF)

        before, after = owed(made, 6, 19)["once.once"], owed(made, 6, 20)["once.once"]
        assert (before.due, before.original, before.extensions) == (date(2024, 6, 30), None, ())
        assert (after.due, counts(after)) == (date(2024, 9, 30), (1, 1, date(2024, 6, 20)))
        assert after.original is not None
        assert after.original.day == date(2024, 6, 30)
        assert [one.decision for one in after.extensions] == ["1/QĐ"]

    def test_only_the_member_that_it_names(self) -> None:
        made = plan(self.PUT_OFF.replace('"once"', '"reports"\nunit = "a"\nperiod = "2024-Q2"'))

        found = owed(made, 12, 1)
        assert found["reports.2024-Q2.a"].due == date(2024, 9, 30)
        assert found["reports.2024-Q2.c"].due == date(2024, 6, 30)

    @pytest.mark.parametrize(
        ("line", "due"),
        [("set.due = 2024-08-31", date(2024, 8, 31)), ('set.title = "T"', date(2024, 9, 30))],
    )
    def test_a_later_version_that_moves_the_deadline_stands(self, line: str, due: date) -> None:
        made = plan(self.PUT_OFF, issued("07-15", change("once", line)))

        assert owed(made, 7, 15)["once.once"].due == due

    def test_who_owes_it_is_looked_up_by_the_new_deadline(self) -> None:
        made = plan(
            self.PUT_OFF.replace('"once"', '"sole"'),
            '\n[[task]]\nid = "sole"\ntitle = "S"\nlead = "c"\ndue = 2024-06-30\n',
        )

        assert owed(made, 9, 15)["sole.once"].unit == "b"


class TestWithExtensions:
    """Extensions of work that amendments change, too."""

    REPORT = """
[[extension]]
task = "reports"
unit = "a"
period = "2024-Q4"
recorded_on = 2024-05-15
due = 2025-01-31
"""

    def test_one_stands_through_versions_that_leave_the_deadline(self) -> None:
        made = plan(
            self.REPORT,
            issued("03-01", change("reports", 'set.title = "R"')),
            issued("07-01", change("reports", 'set.product = "Báo cáo"')),
        )

        one = owed(made, 12, 1)["reports.2024-Q4.a"]
        assert (one.due, counts(one)) == (date(2025, 1, 31), (1, 1, date(2024, 5, 15)))

    def test_one_ends_with_the_period(self) -> None:
        made = plan(self.REPORT, issued("07-01", change("reports", 'set.every = "month"')))

        gone = owed(made, 12, 1)["reports.2024-Q4.a"].withdrawn
        assert gone is not None
        assert gone.on == date(2024, 7, 1)

    def test_one_that_comes_after_a_version_counts(self) -> None:
        """The version leaves the deadline that had passed, and says nothing of what comes later."""
        late = TestExtensions.PUT_OFF.replace("2024-06-20", "2024-08-10")
        made = plan(late, issued("08-01", change("once", 'set.title = "T"', 'set.lead = "b"')))

        before, after = owed(made, 8, 9)["once.once"], owed(made, 8, 10)["once.once"]
        assert (before.due, before.unit, counts(before)) == (date(2024, 6, 30), "a", (0, 0, None))
        assert (after.due, after.unit, counts(after)) == (
            date(2024, 9, 30),
            "b",
            (1, 1, date(2024, 8, 10)),
        )

    def test_one_of_a_body_that_is_no_member_on_its_day_changes_nothing(self) -> None:
        made = plan(
            TestExtensions.PUT_OFF.replace('"once"', '"late"\nunit = "e"').replace(
                "09-30", "06-25"
            ),
            """
[[unit]]
id = "e"
name = "E"
since = 2024-07-01

[[group]]
id = "k"
name = "K"
members = ["a", "e"]

[[task]]
id = "late"
title = "Late"
lead = { each = "k" }
due = 2024-12-31
""",
        )

        assert owed(made, 12, 1)["late.once.e"].due == date(2024, 12, 31)

    def test_none_outlives_the_work(self) -> None:
        ends = ("[[amendment.end]]", 'id = "reports"', "on = 2025-01-15")
        made = plan(self.REPORT, issued("07-01", *ends))

        assert owed(made, 6, 30)["reports.2024-Q4.a"].withdrawn is None
        gone = owed(made, 12, 1)["reports.2024-Q4.a"].withdrawn
        assert gone is not None
        assert gone.amendment == "am-07-01"

    def test_rules_see_the_deadline_that_holds(self) -> None:
        made = plan(TestExtensions.PUT_OFF)

        late = [
            finding
            for finding in assess(made, as_of=date(2024, 7, 15)).findings
            if finding.code == "TIM006" and finding.subject.id == "once"
        ]
        assert late == []
        assert owing_of(made, date(2024, 7, 15), {}).is_owed(made.tasks[0])

    def test_deadlines_are_those_of_whom_it_is_still_owed_by(self) -> None:
        made = plan(self.REPORT)
        owing = owing_of(made, date(2024, 12, 1), {})

        days = [due.day for period, due in owing.deadlines(made.tasks[1]) if period]
        assert days.count(date(2025, 1, 31)) == 1
        assert owing.of(made.tasks[1])[-1].withdrawn is not None


def test_a_deadline_that_counts_from_work_that_was_changed_moves_with_it() -> None:
    made = plan(
        issued("03-01", change("once", "set.due = 2024-09-30")),
        """
[[task]]
id = "then"
title = "Then"
lead = "b"
deadline_from = { task = "once", within = "10d" }

[[task]]
id = "apart"
title = "Apart"
lead = "b"
deadline_from = { task = "open", within = "10d" }
""",
    )

    one = owed(made, 3, 1)["then.once"]
    assert (one.due, counts(one)) == (date(2024, 10, 10), (1, 1, date(2024, 3, 1)))
    assert owed(made, 3, 1)["apart.once"].due is None


def test_deadlines_that_count_from_each_other_stay_unknown() -> None:
    ring = "".join(
        f'\n[[task]]\nid = "{one}"\ntitle = "R"\n'
        f'deadline_from = {{ task = "{other}", within = "5d" }}\n'
        for one, other in (("x", "y"), ("y", "x"))
    )
    made = plan(ring, issued("03-01", change("once", 'set.title = "T"')))

    assert owed(made, 3, 1)["x.once"].due is None


def extended(task: str, on: str, due: str, *more: str) -> str:
    """Return a record of 2024 that puts a deadline off."""
    days = (f"recorded_on = 2024-{on}", f"due = {due}")
    return "\n".join(["[[extension]]", f'task = "{task}"', *days, *more, ""])


OF_C = ('unit = "c"', 'period = "2024-Q3"')


class TestDeadlinesThatHeld:
    """What is owed knows which deadline held on which day, where that ever moved."""

    def test_one_that_an_amendment_moved(self) -> None:
        one = owed(plan(issued("07-01", change("once", "set.due = 2024-09-30"))), 6, 30)
        assert one["once.once"].deadlines == ()
        made = plan(issued("03-01", change("once", "set.due = 2024-09-30")))
        moved = owed(made, 12, 1)["once.once"]
        held = [(since, due and due.day) for since, due in moved.deadlines]
        assert held == [
            (date(2024, 1, 1), date(2024, 6, 30)),
            (date(2024, 3, 1), date(2024, 9, 30)),
        ]
        assert moved.due_on(date(2023, 12, 1)) == moved.due_on(date(2024, 2, 29))
        assert moved.due_on(date(2024, 2, 29)) == date(2024, 6, 30)
        assert moved.due_on(date(2024, 3, 1)) == date(2024, 9, 30)

    def test_one_that_was_put_off_again_and_again(self) -> None:
        made = plan(
            extended("once", "06-20", "2024-08-31"), extended("once", "08-20", "2024-12-31")
        )
        one = owed(made, 12, 1)["once.once"]
        days = [one.due_on(date(2024, month, 19)) for month in (6, 7, 8, 9)]
        assert days == [date(2024, 6, 30), date(2024, 8, 31), date(2024, 8, 31), date(2024, 12, 31)]

    def test_one_that_became_known_has_not_moved(self) -> None:
        made = plan(issued("03-01", change("open", "set.due = 2024-04-30")))
        one = owed(made, 3, 1)["open.once"]
        assert (one.deadlines, one.due_on(date(2024, 2, 1))) == ((), date(2024, 4, 30))

    def test_one_that_is_no_more_held_until_then(self) -> None:
        made = plan(issued("08-01", change("once", 'unset = ["due"]')))
        one = owed(made, 12, 1)["once.once"]
        assert (one.due, one.due_on(date(2024, 7, 31))) == (None, date(2024, 6, 30))
        assert one.due_on(date(2024, 8, 1)) is None

    def test_where_there_was_none_for_a_while_the_next_one_counts(self) -> None:
        made = plan(
            issued("03-01", change("once", 'unset = ["due"]')),
            issued("05-01", change("once", "set.due = 2024-10-31")),
        )
        one = owed(made, 12, 1)["once.once"]
        days = [one.due_on(date(2024, month, 1)) for month in (2, 3, 5)]
        assert days == [date(2024, 6, 30), date(2024, 10, 31), date(2024, 10, 31)]


class TestWhenItWasOwed:
    """What is owed knows on which days nobody owed it."""

    def test_all_the_time_where_nothing_changed(self) -> None:
        assert {one.lapses for one in owed(plan(), 7, 1).values()} == {()}

    def test_work_that_another_body_took_over_begins_with_the_amendment(self) -> None:
        made = plan(issued("05-01", change("reports", 'set.lead = "b"')))
        found = owed(made, 5, 1)
        sole, member = found["reports.2024-Q3"], found["reports.2024-Q3.a"]
        assert sole.lapses == ((date.min, date(2024, 5, 1)),)
        assert [one.was_owed_on(date(2024, 4, 30)) for one in (sole, member)] == [False, True]
        assert [one.was_owed_on(date(2024, 5, 1)) for one in (sole, member)] == [True, False]

    def test_work_that_came_back_was_not_owed_in_between(self) -> None:
        made = plan(
            issued("05-01", change("reports", 'set.every = "half-year"')),
            issued("06-01", change("reports", 'set.every = "quarter"')),
        )
        one = owed(made, 6, 1)["reports.2024-Q3.a"]
        assert one.lapses == ((date(2024, 5, 1), date(2024, 6, 1)),)

    def test_a_successor_owes_it_from_its_first_day(self) -> None:
        successor = owed(plan(), 9, 1)["reports.2024-Q3.b"]
        assert successor.lapses == ((date.min, date(2024, 9, 1)),)


class TestExtensionsOfWhatIsWithdrawn:
    """What is withdrawn stays as it was, whatever is recorded afterwards."""

    def test_one_that_was_recorded_while_it_was_owed_counts(self) -> None:
        made = plan(extended("reports", "08-31", "2024-12-31", *OF_C))
        one = owed(made, 10, 1)["reports.2024-Q3.c"]
        assert (one.due, one.withdrawn and one.withdrawn.on) == (
            date(2024, 12, 31),
            date(2024, 9, 1),
        )

    @pytest.mark.parametrize("day", ["09-01", "09-20"])
    def test_one_that_was_recorded_later_changes_nothing(self, day: str) -> None:
        later = plan(extended("reports", day, "2024-12-31", *OF_C))
        assert owed(later, 10, 1) == owed(plan(), 10, 1)

    def test_nor_does_it_under_a_later_version(self) -> None:
        title = issued("09-10", change("reports", 'set.title = "R"'))
        later = plan(extended("reports", "09-20", "2024-12-31", *OF_C), title)
        before = plan(extended("reports", "08-20", "2024-12-31", *OF_C), title)
        assert owed(later, 10, 1) == owed(plan(title), 10, 1)
        assert owed(before, 10, 1)["reports.2024-Q3.c"].due == date(2024, 12, 31)

    def test_one_that_makes_the_end_of_the_body_matter_withdraws_it_on_its_day(self) -> None:
        of_quarter = ('unit = "c"', 'period = "2024-Q2"')
        first = extended("reports", "09-10", "2024-11-30", *of_quarter)
        second = extended("reports", "09-20", "2024-12-31", *of_quarter)
        before, after = owed(plan(first), 9, 9), owed(plan(first, second), 10, 1)
        assert before["reports.2024-Q2.c"].withdrawn is None
        one = after["reports.2024-Q2.c"]
        assert one.withdrawn is not None
        assert one.withdrawn.on == date(2024, 9, 10)
        assert (one.due, len(one.extensions)) == (date(2024, 11, 30), 1)
