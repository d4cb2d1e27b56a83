"""What is owed under a plan: by task, period and body."""

from datetime import date

import pytest

from planrules import Plan, loads
from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.calendar import Certainty
from planrules.model.obligation import Obligation
from planrules.model.progress import Ownerless
from planrules.model.responsibility import Role
from planrules.model.task import DayOff, TaskKind
from planrules.schedule.owing import obligations_of

BODIES = """
[[unit]]
id = "a"
name = "A"

[[unit]]
id = "b"
name = "B"

[[group]]
id = "all"
name = "All"
members = ["b", "a"]

"""
AS_OF = date(2024, 5, 1)
JUNE = date(2024, 6, 1)


def plan(
    *parts: str, issued: str = "2024-04-01", starts: str = "2024-04-01", ends: str = "2024-12-31"
) -> Plan:
    days = {"issued_on": issued, "starts_on": starts, "ends_on": ends}
    header = [f"{name} = {day}" for name, day in days.items() if day]
    head = ["format = 1", "[plan]", 'id = "p"', 'title = "P"', 'work_calendar = "VN"', *header]
    return loads("\n".join(head) + BODIES + "".join(parts))


def task(id: str, *lines: str) -> str:
    return "\n".join(["[[task]]", f'id = "{id}"', 'title = "T"', *lines, "", ""])


def periodic(every: str, *lines: str) -> str:
    return task("t", f"every = {every}", *lines)


def owed(made: Plan, as_of: date = AS_OF) -> dict[str, Obligation]:
    """Return by what follows the plan in its uid what is owed."""
    return {one.uid.removeprefix("p."): one for one in obligations_of(made, as_of=as_of)}


def labels(made: Plan, as_of: date = AS_OF) -> list[str]:
    return [one.period for one in obligations_of(made, as_of=as_of)]


class TestWorkOnce:
    """Dated, standing and undated work owes one obligation, ``once``."""

    def test_each_kind_owes_once(self) -> None:
        made = plan(
            task("dated", "due = 2024-05-02"),
            task("milestone", "milestone = true"),
            task("standing", "standing = true"),
            task("undated"),
        )
        found = owed(made)

        assert {uid: one.kind for uid, one in found.items()} == {
            "dated.once": TaskKind.DATED,
            "milestone.once": TaskKind.DATED,
            "standing.once": TaskKind.STANDING,
            "undated.once": TaskKind.UNDATED,
        }
        assert {one.period for one in found.values()} == {"once"}
        assert {(one.opens, one.closes) for one in found.values()} == {(None, None)}
        assert [one.due for one in found.values()] == [date(2024, 5, 2), None, None, None]

    def test_nothing_is_owed_under_a_plan_without_tasks(self) -> None:
        assert obligations_of(plan(), as_of=AS_OF) == ()

    def test_what_is_long_past_and_what_lies_ahead_are_both_owed(self) -> None:
        made = plan(task("t", "due = 2024-05-02"))

        for day in (date(2020, 1, 1), date(2040, 1, 1)):
            assert [*owed(made, day)] == ["t.once"]

    def test_a_task_that_is_only_assumed_to_be_periodic_is_so(self) -> None:
        made = plan(task("t", 'assumed.every = { value = "half-year", reason = "r" }'))

        assert [(one.period, one.is_assumed) for one in owed(made).values()] == [
            ("2024-H1", True),
            ("2024-H2", True),
        ]

    def test_an_assumed_kind_says_so(self) -> None:
        made = plan(
            task("t", 'assumed.standing = { value = true, reason = "r" }', 'lead = "a"'),
            task("s", 'assumed.lead = { value = "a", reason = "r" }'),
            task("u", 'lead = "a"', 'assumed.note = { value = "x", reason = "r" }'),
        )

        assert owed(made)["t.once"].kind is TaskKind.STANDING
        assert owed(made)["t.once"].is_assumed
        assert owed(made)["s.once"].unit == "a"
        assert owed(made)["s.once"].is_assumed
        assert not owed(made)["u.once"].is_assumed


class TestPeriods:
    """Periodic work owes one obligation for each period of the plan."""

    @pytest.mark.parametrize(
        ("every", "found"),
        [
            ('"month"', [f"2024-{month:02}" for month in range(4, 13)]),
            ('"quarter"', ["2024-Q2", "2024-Q3", "2024-Q4"]),
            ('"half-year"', ["2024-H1", "2024-H2"]),
            ('"first-nine-months"', ["2024-9M"]),
            ('"year"', ["2024"]),
            (
                '["quarter", "first-nine-months", "half-year", "year"]',
                ["2024-H1", "2024-Q2", "2024-9M", "2024-Q3", "2024", "2024-H2", "2024-Q4"],
            ),
            ('"FREQ=MONTHLY;INTERVAL=4"', ["1", "2", "3"]),
            ('"FREQ=WEEKLY;COUNT=2"', ["1", "2"]),
            ('"unstated"', []),
        ],
    )
    def test_every_rhythm_and_rule_has_its_labels(self, every: str, found: list[str]) -> None:
        assert labels(plan(periodic(every))) == found

    def test_data_close_in_mid_month_or_with_the_month(self) -> None:
        whole = plan(
            periodic('"quarter"'),
            task("c", 'every = "quarter"', 'window = "calendar"'),
        )
        by_decree, by_month = owed(whole)["t.2024-Q3"], owed(whole)["c.2024-Q3"]

        assert (by_decree.opens, by_decree.closes) == (date(2024, 6, 15), date(2024, 9, 14))
        assert (by_month.opens, by_month.closes) == (date(2024, 7, 1), date(2024, 9, 30))

    def test_a_period_is_cut_to_the_plan(self) -> None:
        found = owed(plan(periodic('"half-year"', 'window = "calendar"'), ends="2024-10-15"))

        assert found["t.2024-H1"].opens == date(2024, 4, 1)
        assert found["t.2024-H2"].closes == date(2024, 10, 15)

    def test_the_first_period_may_be_named(self) -> None:
        found = labels(plan(periodic('["quarter", "year"]', 'first = "2024-Q3"')))

        assert found == ["2024-Q3", "2024", "2024-Q4"]

    def test_occurrences_of_a_rule_are_numbered_and_close_periods(self) -> None:
        found = owed(plan(periodic('"FREQ=MONTHLY;BYMONTHDAY=15;COUNT=2"')))

        assert [*found] == ["t.1", "t.2"]
        assert found["t.1"].opens == date(2024, 4, 1)
        assert found["t.1"].closes == found["t.1"].due == date(2024, 4, 15)
        assert found["t.2"].opens == date(2024, 4, 16)

    def test_work_is_due_when_data_close_or_some_time_after(self) -> None:
        made = plan(
            periodic('"quarter"'),
            task("w", 'every = "quarter"', 'due_after_close = "5wd"'),
            task("d", 'every = "quarter"', 'due_after_close = "5d"'),
            task("m", 'every = "quarter"', 'due_after_close = "1m"'),
        )
        third = {
            uid.partition(".")[0]: one.deadline
            for uid, one in owed(made).items()
            if one.period == "2024-Q3"
        }

        assert {uid: due and due.day for uid, due in third.items()} == {
            "t": date(2024, 9, 14),
            "w": date(2024, 9, 20),
            "d": date(2024, 9, 19),
            "m": date(2024, 10, 14),
        }
        assert {uid: due and (due.field, due.base_day) for uid, due in third.items()} == {
            "t": ("every", None),
            "w": ("due_after_close", date(2024, 9, 14)),
            "d": ("due_after_close", date(2024, 9, 14)),
            "m": ("due_after_close", date(2024, 9, 14)),
        }

    @pytest.mark.parametrize(
        ("year", "due"),
        [
            (2024, date(2024, 12, 17)),
            (2025, date(2025, 12, 16)),
            (2028, date(2028, 12, 18)),
            (2029, date(2029, 12, 18)),
            (2030, date(2030, 12, 17)),
        ],
    )
    def test_the_report_of_the_year_is_due_two_working_days_after_it_closes(
        self, year: int, due: date
    ) -> None:
        made = plan(periodic('"year"', 'due_after_close = "2wd"'), ends="2030-12-31")
        found = owed(made)[f"t.{year}"].deadline

        assert found is not None
        assert found.day == due
        # As of May 2024 no year but that had been announced.
        assert found.certainty is (Certainty.ANNOUNCED if year == 2024 else Certainty.PROJECTED)

    @pytest.mark.parametrize(
        ("policy", "due"),
        [
            (DayOff.AS_IS, date(2024, 9, 14)),
            (DayOff.PREVIOUS_WORKING_DAY, date(2024, 9, 13)),
            (DayOff.NEXT_WORKING_DAY, date(2024, 9, 16)),
        ],
    )
    def test_a_period_that_closes_on_a_day_off_follows_the_policy(
        self, policy: DayOff, due: date
    ) -> None:
        one = owed(plan(periodic('"quarter"', f'day_off = "{policy}"')))["t.2024-Q3"]

        assert one.closes == date(2024, 9, 14)
        assert one.due == due
        assert one.deadline is not None
        assert (one.deadline.nominal, one.deadline.policy) == (date(2024, 9, 14), policy)

    def test_years_without_a_calendar_are_refused_where_working_days_are_counted(self) -> None:
        made = plan(periodic('"year"', 'due_after_close = "2wd"'), ends="2031-12-31")

        with pytest.raises(OutOfCalendarError, match="not 2031"):
            obligations_of(made, as_of=AS_OF)

    def test_calendar_days_need_no_calendar(self) -> None:
        made = plan(periodic('"year"', 'due_after_close = "2d"'), ends="2031-12-31")

        assert owed(made)["t.2031"].due == date(2031, 12, 16)

    @pytest.mark.parametrize(
        "line",
        [
            'assumed.window = { value = "nd09", reason = "r" }',
            'assumed.due_after_close = { value = "5wd", reason = "r" }',
            'assumed.first = { value = "2024-Q2", reason = "r" }',
            'assumed.day_off = { value = "as-is", reason = "r" }',
        ],
    )
    def test_whatever_periods_follow_from_may_be_assumed(self, line: str) -> None:
        found = owed(plan(periodic('"quarter"', 'lead = "a"', line)))

        assert len(found) == 3
        assert all(one.is_assumed for one in found.values())
        assert all(one.deadline and one.deadline.is_assumed for one in found.values())


class TestTheTimeOfThePlan:
    """Periods are reckoned from the start of the plan to its end."""

    def test_a_plan_that_never_starts_owes_no_periods(self) -> None:
        made = plan(periodic('"quarter"'), issued="", starts="")

        with pytest.raises(NoStartError, match="says nowhere when it starts"):
            obligations_of(made, as_of=AS_OF)

    @pytest.mark.parametrize(
        "tasks", [periodic('"unstated"'), task("t", "due = 2024-05-02"), task("t")]
    )
    def test_work_without_periods_needs_no_start(self, tasks: str) -> None:
        assert len(obligations_of(plan(tasks, issued="", starts=""), as_of=AS_OF)) <= 1

    def test_a_plan_starts_on_its_day_of_issue_where_it_says_no_other(self) -> None:
        found = owed(plan(periodic('"quarter"'), issued='"2024-05"', starts=""))

        assert [*found] == ["t.2024-Q2", "t.2024-Q3", "t.2024-Q4"]
        assert found["t.2024-Q2"].opens == date(2024, 5, 1)

    def supposed(self, made: Plan) -> list[bool]:
        return [one.is_assumed for one in obligations_of(made, as_of=AS_OF)]

    def test_a_first_period_cut_by_an_assumed_start_is_assumed(self) -> None:
        starts = 'assumed.starts_on = { value = 2024-04-01, reason = "r" }'
        assumed = (
            f'format = 1\n[plan]\nid = "p"\ntitle = "P"\nends_on = 2024-12-01\n{starts}\n'
            + BODIES
            + periodic('"quarter"')
        )
        whole = assumed.replace("2024-04-01", "2024-03-15")

        assert self.supposed(plan(periodic('"quarter"'), starts="")) == [False, False, False]
        assert self.supposed(loads(assumed)) == [True, False, False]
        assert self.supposed(loads(whole)) == [False, False, False]

    def test_of_a_plan_without_an_end_a_year_ahead_is_owed(self) -> None:
        made = plan(periodic('"quarter"', 'window = "calendar"'), ends="")

        assert labels(made, date(2024, 5, 1))[-1] == "2025-Q2"
        assert labels(made, date(2025, 5, 1))[-1] == "2026-Q2"
        assert labels(made, date(2020, 1, 1))[-1] == "2025-Q2"
        assert labels(made, date(2025, 5, 1))[0] == "2024-Q2"

    def test_of_a_plan_without_an_end_no_period_is_cut(self) -> None:
        made = plan(periodic('"year"'), ends="")
        today, tomorrow = owed(made, date(2024, 5, 1)), owed(made, date(2024, 5, 2))

        assert today == tomorrow
        assert {one.due for one in today.values()} <= {date(2024, 12, 14), date(2025, 12, 14)}

    def test_a_plan_without_an_end_may_be_asked_on_the_last_of_all_days(self) -> None:
        found = owed(plan(periodic('"FREQ=DAILY;COUNT=1"'), ends=""), date.max)

        assert [*found] == ["t.1"]


class TestHolders:
    """One body owes an obligation; where not exactly one does, it says why."""

    def test_one_lead_owes_it(self) -> None:
        one = owed(plan(task("t", 'lead = "a"', 'coordinate = "b"')))["t.once"]

        assert (one.unit, one.ownerless) == ("a", None)
        assert [(r.role, r.holder.who) for r in one.roles] == [
            (Role.LEAD, "a"),
            (Role.COORDINATE, "b"),
        ]

    @pytest.mark.parametrize(
        ("lead", "why"),
        [
            ("[]", Ownerless.NO_LEAD),
            ('["a", "b"]', Ownerless.SEVERAL_LEADS),
            ('["a", { text = "các cơ quan có liên quan" }]', Ownerless.SEVERAL_LEADS),
            ('{ text = "các cơ quan có liên quan" }', Ownerless.OPEN_LEAD),
        ],
    )
    def test_without_exactly_one_lead_it_says_why(self, lead: str, why: Ownerless) -> None:
        one = owed(plan(task("t", f"lead = {lead}")))["t.once"]

        assert (one.unit, one.ownerless) == (None, why)

    def test_the_lead_of_the_heading_owes_it(self) -> None:
        heading = '[[assignment]]\nclause = "IV.1"\nlead = "b"\n\n'
        one = owed(plan(heading, task("t", 'clause = "IV.1.2"')))["t.once"]

        assert one.unit == "b"
        assert [r.heading for r in one.roles] == ["IV.1"]

    def test_each_member_owes_its_own_in_the_order_of_the_register(self) -> None:
        found = owed(plan(periodic('"half-year"', 'lead = { each = "all" }')))

        assert {uid: one.unit for uid, one in found.items()} == {
            "t.2024-H1.a": "a",
            "t.2024-H1.b": "b",
            "t.2024-H2.a": "a",
            "t.2024-H2.b": "b",
        }
        assert [*found] == ["t.2024-H1.a", "t.2024-H1.b", "t.2024-H2.a", "t.2024-H2.b"]

    def test_members_and_a_lead_of_its_own_owe_it_side_by_side(self) -> None:
        found = owed(plan(task("t", 'lead = [{ each = "all" }, "a"]')))

        assert {uid: one.unit for uid, one in found.items()} == {
            "t.once.a": "a",
            "t.once.b": "b",
            "t.once": "a",
        }

    def test_beside_a_group_without_members_the_lead_owes_it(self) -> None:
        made = plan(
            '[[group]]\nid = "none"\nname = "None"\nmembers = []\n\n',
            task("t", 'lead = [{ each = "none" }, "a"]'),
        )
        found = obligations_of(made, as_of=AS_OF)

        assert len({one.uid for one in found}) == len(found)


class TestAnnouncements:
    """Days off count from the day on which they were decided, as far as that is known."""

    def test_a_swap_counts_from_the_day_it_was_announced(self) -> None:
        """12 April 2024: Monday 29 April is off, Saturday 4 May is worked."""
        made = plan(
            task("next", "due = 2024-04-29", 'day_off = "next-working-day"'),
            task("before", "due = 2024-05-04", 'day_off = "previous-working-day"'),
            task("from", 'deadline_from = { task = "next", within = "2wd" }'),
            task("as-is", "due = 2024-04-29"),
        )
        before, after = owed(made, date(2024, 4, 11)), owed(made, date(2024, 4, 12))

        assert [one.due for one in before.values()] == [
            date(2024, 4, 29),
            date(2024, 5, 3),
            date(2024, 5, 3),
            date(2024, 4, 29),
        ]
        assert [one.due for one in after.values()] == [
            date(2024, 5, 2),
            date(2024, 5, 4),
            date(2024, 5, 4),
            date(2024, 4, 29),
        ]
        assert [(one.revision, one.sequence) for one in before.values()] == [(0, 0)] * 4
        assert [(one.revision, one.sequence) for one in after.values()] == [(1, 1)] * 3 + [(0, 0)]
        assert [one.changed_on for one in after.values()] == [date(2024, 4, 12)] * 3 + [None]

    def test_what_was_announced_before_the_plan_was_always_known_to_it(self) -> None:
        made = plan(
            task("t", "due = 2024-04-29", 'day_off = "next-working-day"'), issued="2024-04-15"
        )

        assert owed(made, date(2024, 4, 20))["t.once"].due == date(2024, 5, 2)
        assert owed(made, date(2024, 4, 20))["t.once"].revision == 0
        # Asked about a day before the plan, the calendar of that day answers.
        assert owed(made, date(2024, 4, 11))["t.once"].due == date(2024, 4, 29)

    def test_of_several_announcements_before_the_plan_none_counts(self) -> None:
        made = plan(
            task("t", "due = 2024-06-14", 'day_off = "next-working-day"'),
            "[calendar]\ndays_off = [\n"
            "    { date = 2024-06-14, decided_on = 2024-03-01 },\n"
            "    { date = 2024-06-17, decided_on = 2024-03-02 },\n"
            "]\n",
        )

        assert owed(made)["t.once"].due == date(2024, 6, 18)
        assert owed(made)["t.once"].revision == 0

    #: A deadline that is reckoned from another day after 20 May, and falls on the same.
    RECKONED_ANEW = (
        task("base", "due = 2024-06-14", 'day_off = "next-working-day"')
        + task(
            "t",
            'deadline_from = { task = "base", within = "1d" }',
            'day_off = "next-working-day"',
        )
        + "[calendar]\n"
        "days_off = [{ date = 2024-06-14, decided_on = 2024-05-20 }]\n"
        "days_worked = [{ date = 2024-06-15, decided_on = 2024-05-20 }]\n"
    )

    def test_what_falls_on_the_same_day_as_before_has_not_moved(self) -> None:
        before, after = (owed(plan(self.RECKONED_ANEW), day)["t.once"] for day in (AS_OF, JUNE))

        assert before.deadline is not None
        assert after.deadline is not None
        assert before.deadline.nominal == date(2024, 6, 15)
        assert after.deadline.nominal == date(2024, 6, 16)
        assert before.due == after.due == date(2024, 6, 17)
        assert after.sequence == 0

    def test_what_is_published_of_it_has_changed_all_the_same(self) -> None:
        assert owed(plan(self.RECKONED_ANEW), JUNE)["t.once"].revision == 1

    def test_periods_move_too_each_time_that_something_is_announced(self) -> None:
        made = plan(
            periodic('"month"', 'due_after_close = "2wd"', 'lead = { each = "all" }'),
            "[calendar]\ndays_off = [\n"
            "    { date = 2024-06-17, decided_on = 2024-05-10 },\n"
            "    { date = 2024-06-18, decided_on = 2024-05-20 },\n"
            "    { date = 2024-07-15, decided_on = 2024-05-20 },\n"
            "]\n",
        )
        june, july = "t.2024-06.a", "t.2024-07.b"

        def moves(uid: str) -> list[tuple[date | None, int, date | None]]:
            days = (date(2024, 5, 9), date(2024, 5, 10), date(2024, 5, 20), date(2024, 8, 1))
            found = [owed(made, day)[uid] for day in days]
            return [(one.due, one.sequence, one.changed_on) for one in found]

        assert moves(june) == [
            (date(2024, 6, 18), 0, None),
            (date(2024, 6, 19), 1, date(2024, 5, 10)),
            (date(2024, 6, 20), 2, date(2024, 5, 20)),
            (date(2024, 6, 20), 2, date(2024, 5, 20)),
        ]
        assert [due for due, _, _ in moves(july)] == [
            date(2024, 7, 16),
            date(2024, 7, 16),
            date(2024, 7, 17),
            date(2024, 7, 17),
        ]
        assert [sequence for _, sequence, _ in moves(july)] == [0, 0, 1, 1]

    def test_what_happens_on_one_day_counts_once(self) -> None:
        made = plan(
            '[[unit]]\nid = "c"\nname = "C"\nuntil = 2024-04-11\nsuccessors = ["a"]\n\n',
            task("t", 'lead = "c"', "due = 2024-04-29", 'day_off = "next-working-day"'),
        )
        one = owed(made, date(2024, 4, 12))["t.once"]

        assert (one.unit, one.due) == ("a", date(2024, 5, 2))
        assert (one.revision, one.sequence) == (1, 1)
