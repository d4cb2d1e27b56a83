"""Deadlines that were put off, and those that count from them, worked out by hand."""

from datetime import date
from itertools import pairwise

import pytest

import planrules
from planrules import Obligation, Plan, assess, consolidate, loads
from planrules.schedule import obligations_of
from planrules.schedule.owing import owing_of
from tests.unit.schedule.test_amended import change, issued

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
until = 2024-07-31
successors = ["c"]

[[unit]]
id = "c"
name = "C"
since = 2024-08-01

[[group]]
id = "g"
name = "G"
members = ["a", "b"]

[[task]]
id = "base"
title = "Base"
lead = "a"
due = 2024-06-30

[[task]]
id = "then"
title = "Then"
lead = "b"
deadline_from = { task = "base", within = "10d" }

[[task]]
id = "last"
title = "Last"
lead = { each = "g" }
deadline_from = { task = "then", within = "1m" }
"""
SHARED = """
[[task]]
id = "shared"
title = "Shared"
lead = { each = "g" }
due = 2024-06-30

[[task]]
id = "report"
title = "Report"
lead = "a"
deadline_from = { task = "shared", within = "10d" }
"""


def put_off(task: str, recorded_on: str, due: str, *more: str) -> str:
    """Return an extension; days are those of 2024 without the year."""
    rows = (f'task = "{task}"', f"recorded_on = 2024-{recorded_on}", f"due = 2024-{due}", *more)
    return "\n".join(["", "[[extension]]", *rows, ""])


def plan(*parts: str) -> Plan:
    return loads(HEAD + "".join(parts))


def owed(made: Plan, month: int, day: int) -> dict[str, Obligation]:
    """Return by uid, without the plan's id, what is owed on a day of 2024."""
    on = date(2024, month, day)
    found = obligations_of(consolidate(made, as_of=on), as_of=on)
    return {one.uid.removeprefix("p."): one for one in found}


def said(one: Obligation) -> tuple[date | None, int, int, date | None]:
    """Return when something is due, and how often and when that changed."""
    return one.due, one.revision, one.sequence, one.changed_on


class TestWhatCountsFromIt:
    """A deadline moves with the work that it counts from, from the day that is recorded."""

    def test_it_moves_along_the_chain_from_the_day_of_the_record(self) -> None:
        made = plan(put_off("base", "06-20", "09-30"))

        before, after = owed(made, 6, 19), owed(made, 6, 20)
        assert said(before["then.once"]) == (date(2024, 7, 10), 0, 0, None)
        assert said(before["last.once.a"]) == (date(2024, 8, 10), 0, 0, None)
        assert said(after["then.once"]) == (date(2024, 10, 10), 1, 1, date(2024, 6, 20))
        assert said(after["last.once.a"]) == (date(2024, 11, 10), 1, 1, date(2024, 6, 20))

    def test_its_first_deadline_is_kept_and_the_record_stays_with_the_base(self) -> None:
        made = plan(put_off("base", "06-20", "09-30"))

        one = owed(made, 6, 20)["then.once"]
        assert one.original is not None
        assert (one.original.day, one.extensions) == (date(2024, 7, 10), ())
        assert one.deadline is not None
        assert (one.deadline.base, one.deadline.base_day) == ("base", date(2024, 9, 30))

    def test_who_owes_it_is_looked_up_by_the_moved_deadline(self) -> None:
        """Body b would have kept what was due from it before it ended."""
        plain, moved = plan(), plan(put_off("base", "06-20", "09-30"))

        assert owed(plain, 12, 1)["then.once"].unit == "b"
        assert owed(moved, 12, 1)["then.once"].unit == "c"

    def test_work_that_is_done_is_counted_from_the_day_on_which_it_was(self) -> None:
        made = plan(put_off("base", "06-20", "09-30"))
        on = date(2024, 7, 1)
        found = {one.uid: one for one in obligations_of(made, as_of=on, finished={"base": on})}

        assert found["p.then.once"].due == date(2024, 7, 11)

    def test_the_later_of_an_extension_of_its_own_and_the_term_counts(self) -> None:
        own = put_off("then", "06-01", "08-15")
        made = plan(own, put_off("base", "06-20", "07-31"))
        later = plan(own, put_off("base", "06-20", "09-30"))

        assert said(owed(made, 7, 1)["then.once"]) == (date(2024, 8, 15), 1, 1, date(2024, 6, 1))
        one = owed(later, 7, 1)["then.once"]
        assert said(one) == (date(2024, 10, 10), 2, 2, date(2024, 6, 20))
        assert len(one.extensions) == 1
        assert owed(later, 7, 1)["last.once.a"].due == date(2024, 11, 10)

    def test_of_several_bodies_the_latest_deadline_counts(self) -> None:
        made = plan(
            SHARED,
            put_off("shared", "06-10", "08-31", 'unit = "a"'),
            put_off("shared", "06-20", "09-30", 'unit = "b"'),
        )

        assert owed(made, 6, 9)["report.once"].due == date(2024, 7, 10)
        assert owed(made, 6, 10)["report.once"].due == date(2024, 9, 10)
        assert owed(made, 6, 20)["report.once"].due == date(2024, 10, 10)

    def test_a_body_that_ends_makes_nobody_late(self) -> None:
        """What b was given more time for is withdrawn; what counted from that stays as it was."""
        made = plan(SHARED, put_off("shared", "06-20", "09-30", 'unit = "b"'))

        found = owed(made, 9, 1)
        assert found["shared.once.b"].withdrawn is not None
        assert said(found["report.once"]) == (date(2024, 10, 10), 1, 1, date(2024, 6, 20))

    def test_rules_see_the_deadline_that_holds(self) -> None:
        made = plan(put_off("base", "06-20", "09-30"))
        day = date(2024, 8, 1)

        late = [one for one in assess(made, as_of=day).findings if one.code == "TIM006"]
        assert late == []
        owing = owing_of(made, day, {})
        assert [due.day for _, due in owing.deadlines(made.tasks[1])] == [date(2024, 10, 10)]
        assert owing.is_owed(made.tasks[1])

    def test_work_that_ends_before_it_would_be_due_is_owed_no_more(self) -> None:
        made = plan(
            put_off("base", "06-20", "09-30"),
            issued("03-01", "[[amendment.end]]", 'id = "then"', "on = 2024-08-31"),
        )

        assert owed(made, 8, 31)["then.once"].withdrawn is None
        assert owed(made, 9, 1)["then.once"].withdrawn is not None

    def test_a_base_that_nobody_owes_any_more_counts_as_it_is_stated(self) -> None:
        made = loads(
            HEAD.replace("due = 2024-06-30", "due = 2024-06-30\nuntil = 2024-03-31")
            + put_off("base", "06-20", "09-30")
        )

        assert owed(made, 7, 1)["then.once"].due == date(2024, 7, 10)

    def test_deadlines_that_count_from_each_other_have_no_day(self) -> None:
        ring = "".join(
            f'\n[[task]]\nid = "{one}"\ntitle = "R"\n'
            f'deadline_from = {{ task = "{other}", within = "5d" }}\n'
            for one, other in (("x", "y"), ("y", "x"))
        )

        assert owed(plan(ring, put_off("x", "06-20", "09-30")), 7, 1)["y.once"].due is None

    def test_a_base_that_ends_before_its_new_deadline_counts_as_it_is_stated(self) -> None:
        made = loads(
            HEAD.replace("due = 2024-06-30", "due = 2024-06-30\nuntil = 2024-08-31")
            + put_off("base", "06-20", "09-30")
        )

        assert owed(made, 7, 1)["then.once"].due == date(2024, 7, 10)

    def test_long_chains_are_followed_to_their_end(self) -> None:
        ids = ["base", *(f"t{number}" for number in range(1500))]
        chain = "".join(
            f'\n[[task]]\nid = "{id}"\ntitle = "T"\n'
            f'deadline_from = {{ task = "{base}", within = "0d" }}\n'
            for base, id in pairwise(ids)
        )
        amended = issued("03-01", change("base", 'set.title = "T"'))

        for part in ("", amended):
            made = plan(chain, put_off("base", "06-20", "09-30"), part)
            assert owed(made, 7, 1)["t1499.once"].due == date(2024, 9, 30)


class TestWhatMovesNothing:
    """Such an extension leaves the plan as it is; a rule says so."""

    def test_work_without_a_deadline_is_not_given_one(self) -> None:
        made = plan(
            '\n[[task]]\nid = "open"\ntitle = "O"\nlead = "a"\nstanding = true\n',
            '\n[[task]]\nid = "sau"\ntitle = "S"\n',
            'deadline_from = { task = "open", within = "1d" }\n',
            put_off("open", "06-20", "09-30"),
        )

        found = owed(made, 7, 1)
        assert said(found["open.once"]) == (None, 0, 0, None)
        assert found["open.once"].extensions == ()
        assert found["sau.once"].due is None

    def test_a_day_beyond_the_calendar_leaves_the_deadline_of_before(self) -> None:
        head = HEAD.replace('"every-day"', '"VN"').replace(
            "due = 2024-06-30", 'due = 2024-06-28\nday_off = "next-working-day"'
        )
        parts = put_off("base", "06-20", "07-31"), put_off("base", "06-21", "09-30")
        made = loads(head + parts[0] + parts[1].replace("due = 2024", "due = 2055"))

        one = owed(made, 7, 1)["base.once"]
        assert said(one) == (date(2024, 7, 31), 1, 1, date(2024, 6, 20))
        assert len(one.extensions) == 1
        (told,) = (f for f in assess(made, as_of=date(2024, 7, 1)).findings if f.code == "TRK013")
        assert told.place is not None

    def test_what_would_count_from_it_beyond_the_calendar_stays_as_stated(self) -> None:
        head = HEAD.replace('"every-day"', '"VN"').replace('"10d"', '"10wd"')
        made = loads(head + put_off("base", "06-20", "09-30").replace("due = 2024", "due = 2055"))

        found = owed(made, 7, 1)
        assert found["base.once"].due == date(2055, 9, 30)
        assert said(found["then.once"]) == (date(2024, 7, 12), 0, 0, None)

    def test_one_recorded_after_the_work_was_withdrawn_changes_nothing(self) -> None:
        """Neither by itself, nor after one that was recorded in time."""
        in_time = put_off("shared", "06-20", "09-30", 'unit = "b"')
        too_late = put_off("shared", "08-10", "11-30", 'unit = "b"')
        back = put_off("shared", "08-10", "07-15", 'unit = "b"')

        for late in (too_late, back):
            before = owed(plan(SHARED, in_time), 12, 1)["shared.once.b"]
            assert before.withdrawn is not None
            assert owed(plan(SHARED, in_time, late), 12, 1)["shared.once.b"] == before
            head = SHARED.replace("2024-06-30", "2024-09-15")
            before = owed(plan(head), 12, 1)["shared.once.b"]
            assert owed(plan(head, late), 12, 1)["shared.once.b"] == before


class TestWithAmendments:
    """Versions and extensions of what others count from, one after another."""

    def test_an_extension_that_a_version_annulled_no_longer_counts(self) -> None:
        made = plan(
            put_off("base", "05-01", "09-30"),
            issued("05-15", change("base", "set.due = 2024-08-31")),
        )

        assert owed(made, 5, 14)["then.once"].due == date(2024, 10, 10)
        assert said(owed(made, 5, 15)["then.once"]) == (
            date(2024, 9, 10),
            2,
            2,
            date(2024, 5, 15),
        )

    def test_one_that_a_version_leaves_counts_on(self) -> None:
        made = plan(
            put_off("base", "05-01", "09-30"),
            issued("05-15", change("base", 'set.title = "T"')),
            issued("05-20", change("then", 'set.title = "T"')),
        )

        assert said(owed(made, 6, 1)["then.once"]) == (date(2024, 10, 10), 1, 1, date(2024, 5, 1))

    def test_a_deadline_that_a_version_gives_too_late_moves_nothing(self) -> None:
        """The base keeps its deadline, and so does what counts from it."""
        made = plan(
            issued(
                "05-15",
                change("base", "set.due = 2024-05-10"),
                change("then", 'set.deadline_from = { task = "base", within = "20d" }'),
            )
        )

        found = owed(made, 6, 1)
        assert found["base.once"].due == date(2024, 6, 30)
        assert found["then.once"].due == date(2024, 7, 20)

    def test_what_has_no_deadline_yet_gives_none(self) -> None:
        """Neither to what counts from it, nor to what counts from that, which stands before it."""
        made = loads(
            HEAD.replace("due = 2024-06-30\n", "")
            + put_off("base", "04-01", "09-30")
            + issued("05-15", change("base", "set.due = 2024-07-31"))
        )

        assert owed(made, 5, 14)["last.once.a"].due is None
        assert said(owed(made, 5, 15)["last.once.a"]) == (
            date(2024, 9, 10),
            1,
            1,
            date(2024, 5, 15),
        )

    def test_a_deadline_that_is_given_to_nobody_gives_none(self) -> None:
        made = loads(
            HEAD.replace("due = 2024-06-30\n", "")
            + issued("05-15", change("base", "set.due = 2024-05-10"))
        )

        assert owed(made, 6, 1)["then.once"].due is None

    def test_a_body_that_had_ended_was_not_left_out_by_a_version(self) -> None:
        made = plan(
            SHARED.replace("2024-06-30", "2024-12-15"),
            issued("09-15", change("shared", 'set.lead = "a"')),
        )

        gone = owed(made, 10, 1)["shared.once.b"].withdrawn
        assert gone is not None
        assert (gone.on, gone.amendment) == (date(2024, 8, 1), None)

    def test_rules_see_what_no_version_has_changed(self) -> None:
        made = plan(
            SHARED,
            put_off("shared", "06-20", "09-30", 'unit = "a"'),
            issued("05-15", change("base", 'set.title = "T"')),
        )

        late = [
            one
            for one in assess(made, as_of=date(2024, 8, 15)).findings
            if one.code == "TIM006" and one.subject.id == "report"
        ]
        assert late == []

    def test_the_order_of_tasks_means_nothing(self) -> None:
        """What counts from others may stand before them."""
        first, *tasks = HEAD.split("[[task]]")
        turned = "[[task]]".join([first, *(f"{one.rstrip()}\n\n" for one in reversed(tasks))])
        more = put_off("base", "04-01", "09-30") + issued(
            "05-15", change("base", 'set.title = "T"')
        )

        assert owed(loads(turned + more), 6, 1) == owed(loads(HEAD + more), 6, 1)

    def test_what_a_version_withdrew_is_counted_from_no_more(self) -> None:
        made = plan(
            SHARED,
            put_off("shared", "04-20", "09-30", 'unit = "b"'),
            issued("05-15", change("shared", 'set.lead = "a"', "set.due = 2024-07-31")),
        )

        assert owed(made, 5, 14)["report.once"].due == date(2024, 10, 10)
        assert owed(made, 5, 15)["report.once"].due == date(2024, 8, 10)

    def test_what_is_done_counts_under_every_version(self) -> None:
        made = plan(issued("05-15", change("then", 'set.lead = "a"')))
        on = date(2024, 6, 1)
        done = date(2024, 5, 20)
        found = obligations_of(consolidate(made, as_of=on), as_of=on, finished={"base": done})

        assert {one.uid: one.due for one in found}["p.then.once"] == date(2024, 5, 30)

    def test_a_day_off_announced_later_annuls_no_extension(self) -> None:
        """The nominal day moves with the calendar, which is no version's doing."""
        made = loads(
            HEAD.replace('"every-day"', '"weekdays"')
            + """
[[task]]
id = "reports"
title = "R"
lead = "a"
every = "quarter"
window = "calendar"
due_after_close = "5wd"

[calendar]
days_off = [{ date = 2024-10-01, decided_on = 2024-06-01 }]
"""
            + put_off("reports", "04-20", "11-30", 'period = "2024-Q3"')
            + issued("05-15", change("reports", 'set.title = "T"'))
        )

        assert owed(made, 5, 20)["reports.2024-Q3"].due == date(2024, 11, 30)
        assert owed(made, 7, 1)["reports.2024-Q3"].due == date(2024, 11, 30)

    def test_heirs_are_those_who_held_the_work_on_the_day(self) -> None:
        """Body c comes later, b has gone by then: neither makes another version of what ended."""
        made = plan(
            '\n[[task]]\nid = "sole"\ntitle = "S"\nlead = "a"\ndue = 2024-12-15\n',
            issued("05-15", change("sole", 'set.lead = { each = "g" }')),
        )

        first, later = owed(made, 5, 15)["sole.once"], owed(made, 9, 1)["sole.once"]
        assert first.withdrawn is not None
        assert first.withdrawn.successors == ("p.sole.once.a", "p.sole.once.b")
        assert later == first


class TestVersionsThatWereMended:
    """What an earlier version left open keeps nobody from asking."""

    REPORTS = """
[[task]]
id = "reports"
title = "R"
lead = "a"
every = "quarter"
window = "calendar"
due_after_close = "5wd"
"""

    def test_one_without_a_start_owed_nothing_that_comes_back(self) -> None:
        made = loads(
            HEAD.replace("issued_on = 2024-01-01\nstarts_on = 2024-01-01\n", "")
            + self.REPORTS
            + issued("05-15", '[[amendment.change]]\nplan = "p"\nset.starts_on = 2024-01-01')
        )

        found = owed(made, 6, 1)
        assert [uid for uid in found if uid.startswith("reports")] == [
            f"reports.2024-Q{number}" for number in (2, 3, 4)
        ]
        assert found["base.once"].due == date(2024, 6, 30)

    def test_one_without_an_end_owed_no_period_beyond_the_calendar(self) -> None:
        made = loads(
            HEAD.replace('"every-day"', '"VN"').replace('ends_on = "2024"\n', "")
            + self.REPORTS
            + issued("05-15", '[[amendment.change]]\nplan = "p"\nset.ends_on = 2030-09-30').replace(
                "2024-", "2030-"
            )
        )
        on = date(2030, 6, 1)
        found = obligations_of(consolidate(made, as_of=on), as_of=on)

        assert next(one for one in found if one.uid == "p.reports.2030-Q3").withdrawn is None

    def test_one_with_deadlines_beyond_the_calendar_owed_all_others(self) -> None:
        head = HEAD.replace('"every-day"', '"VN"').replace(
            "due = 2024-06-30", 'due = 2055-06-30\nday_off = "next-working-day"'
        )
        far = '\n[[task]]\nid = "far"\ntitle = "F"\ndue = 2030-12-30\n'
        term = '\n[[task]]\nid = "term"\ntitle = "T"\n'
        term += 'deadline_from = { task = "far", within = "9wd" }\n'
        made = loads(
            head
            + far
            + term
            + issued(
                "05-15",
                change("base", "set.due = 2024-06-28"),
                change("far", "set.due = 2024-06-28"),
            )
        )

        assert owed(made, 6, 1)["then.once"].due == date(2024, 7, 8)
        assert owed(made, 6, 1)["term.once"].due == date(2024, 7, 11)
        on = date(2024, 3, 1)
        with pytest.raises(planrules.OutOfCalendarError, match="2055") as caught:
            obligations_of(consolidate(made, as_of=on), as_of=on)
        assert caught.value.task == "base"
