"""What rests on a draft, told apart from what is owed without it."""

from datetime import date

import attrs
import pytest

from planrules import (
    Obligation,
    PartialDate,
    Plan,
    StatusTable,
    assess,
    consolidate,
    loads,
    status_of,
)
from planrules.model.ids import Slug
from planrules.model.responsibility import Holder
from planrules.model.row import Assumption
from planrules.model.undrafted import undrafted
from planrules.schedule import obligations_of

HEAD = """
format = 1

[plan]
id = "p"
title = "P"
issued_on = 2024-01-01
starts_on = 2024-01-01
ends_on = 2024-12-31
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

[[group]]
id = "g"
name = "G"
members = ["a", "c"]

[[task]]
id = "once"
title = "Once"
lead = "a"
due = 2024-06-30
day_off = "next-working-day"

[[task]]
id = "then"
title = "Then"
lead = "b"
deadline_from = { task = "once", within = "10d" }

[[task]]
id = "at-last"
title = "At last"
lead = "b"
deadline_from = { task = "then", within = "10d" }

[[task]]
id = "reports"
title = "Reports"
lead = { each = "g" }
every = "half-year"
window = "calendar"

[[task]]
id = "apart"
title = "Apart"
lead = "b"
due = 2024-11-30
"""
DAY = date(2024, 9, 1)


def amendment(*lines: str, id: str = "d", status: str = "draft", on: str = "2024-03-01") -> str:
    head = ["[[amendment]]", f'id = "{id}"', f'status = "{status}"', f"effective_on = {on}"]
    return "\n".join(["", *head, *lines, ""])


def change(what: str, *lines: str) -> str:
    return "\n".join(["[[amendment.change]]", what, *lines])


def end(id: str, on: str) -> str:
    return "\n".join(["[[amendment.end]]", f'id = "{id}"', f"on = {on}"])


def plan(*parts: str, head: str = HEAD) -> Plan:
    return loads(head + "".join(parts))


def drafted(made: Plan, day: date = DAY) -> Plan:
    return consolidate(made, as_of=day, drafts=[one.id for one in made.amendments if one.is_draft])


def owed(made: Plan, day: date = DAY) -> dict[str, Obligation]:
    """Return by uid, without the plan's id, what is owed on a day with all drafts."""
    return {
        one.uid.removeprefix("p."): one for one in obligations_of(drafted(made, day), as_of=day)
    }


def resting(made: Plan, day: date = DAY) -> set[str]:
    """Return what rests on a draft, and hold the rest against the plan without any."""
    found = owed(made, day)
    official = {
        one.uid.removeprefix("p."): one
        for one in obligations_of(consolidate(made, as_of=day), as_of=day)
    }
    for uid, one in found.items():
        if not one.is_draft:
            beside = official[uid]
            assert attrs.evolve(one, task=beside.task, roles=beside.roles) == beside
    return {uid for uid, one in found.items() if one.is_draft}


class TestWhatDraftsReach:
    """Whatever way a draft takes to what is owed."""

    def test_what_it_says_of_a_task_and_what_counts_from_that(self) -> None:
        made = plan(amendment(change('id = "once"', "set.due = 2024-10-31")))

        assert resting(made) == {"once.once", "then.once", "at-last.once"}

    def test_the_members_of_a_group(self) -> None:
        made = plan(amendment(change('group = "g"', 'set.members = ["a", "b"]')))

        assert resting(made) == {
            *("reports.2024-H1.b", "reports.2024-H2.b"),
            *("reports.2024-H1.c", "reports.2024-H2.c"),
        }

    @pytest.mark.parametrize(
        ("lines", "found"),
        [
            (
                ("set.until = 2024-05-31", 'set.successors = ["b"]'),
                {
                    "once.once",
                    *("reports.2024-H1.a", "reports.2024-H2.a"),
                    *("reports.2024-H1.b", "reports.2024-H2.b"),
                },
            ),
            (
                ("set.until = 2024-05-31", 'set.successors = "unknown"'),
                {"once.once", "reports.2024-H1.a", "reports.2024-H2.a"},
            ),
            (("set.since = 2024-08-01",), {"once.once", "reports.2024-H1.a"}),
        ],
    )
    def test_the_time_of_a_body(self, lines: tuple[str, ...], found: set[str]) -> None:
        made = plan(amendment(change('unit = "a"', *lines)))

        assert resting(made) == found

    def test_the_end_of_the_plan(self) -> None:
        made = plan(amendment(change('plan = "p"', "set.ends_on = 2024-09-30")))

        assert resting(made) == {"reports.2024-H2.a", "reports.2024-H2.c"}

    def test_the_start_of_the_plan(self) -> None:
        made = plan(amendment(change('plan = "p"', "set.starts_on = 2024-07-01"), on="2024-06-01"))

        assert resting(made) == {"reports.2024-H1.a", "reports.2024-H1.c"}

    def test_the_calendar_of_the_plan(self) -> None:
        made = plan(amendment(change('plan = "p"', 'set.work_calendar = "weekdays"')))

        # 30 June 2024 is a Sunday.
        assert resting(made) == {"once.once", "then.once", "at-last.once"}
        assert owed(made)["once.once"].due == date(2024, 7, 1)

    def test_the_lead_of_a_heading(self) -> None:
        heading = """
[[assignment]]
clause = "IV.1"
lead = "a"

[[task]]
id = "under"
title = "Under"
clause = "IV.1.1"
due = 2024-12-01
"""
        made = plan(heading, amendment(change('assignment = "IV.1"', 'set.lead = "b"')))

        assert resting(made) == {"under.once"}

    def test_work_that_it_adds_or_makes_standing(self) -> None:
        made = plan(
            '[[task]]\nid = "open"\ntitle = "Open"\nlead = "b"\n',
            amendment(
                change('id = "open"', "set.standing = true"),
                '[[amendment.add.task]]\nid = "new"\ntitle = "New"\nlead = "b"',
            ),
        )

        assert resting(made) == {"open.once", "new.once"}
        official = status_of(assess(made, as_of=DAY, drafts=["d"]).standings).official
        assert (official.total.standing, "new" in numbers(official)) == (0, False)

    def test_what_it_states_that_was_only_assumed(self) -> None:
        supposed = 'assumed.due = { value = 2024-12-01, reason = "R" }'
        made = plan(
            f'[[task]]\nid = "vague"\ntitle = "V"\nlead = "b"\n{supposed}\n',
            amendment(change('id = "vague"', "set.due = 2024-12-01")),
        )

        assert resting(made) == {"vague.once"}

    def test_what_an_extension_puts_off_no_more(self) -> None:
        made = plan(
            '[[extension]]\ntask = "apart"\nrecorded_on = 2024-02-01\ndue = 2024-12-15\n',
            amendment(change('id = "apart"', "set.due = 2024-12-15")),
        )

        one = owed(made)["apart.once"]
        assert (one.is_draft, one.due, one.original) == (True, date(2024, 12, 15), None)

    def test_a_deadline_by_the_day_on_which_other_work_was_done(self) -> None:
        """A draft may make work unfinished that is done without it."""
        made = plan(
            '[[entry]]\ntask = "once"\nunit = "a"\nrecorded_on = 2024-02-01\nstate = "done"\n'
            'evidence = "1"\n',
            amendment(change('id = "once"', 'set.lead = { each = "g" }')),
        )

        found = {one.uid: one for one in assess(made, as_of=DAY, drafts=["d"]).obligations}
        assert found["p.then.once"].due == date(2024, 7, 10)
        assert found["p.then.once"].is_draft


class TestWhatDraftsLeave:
    """What is so without a draft is official, whatever the draft says besides."""

    def test_words_and_other_roles(self) -> None:
        made = plan(amendment(change('id = "once"', 'set.title = "T"', 'set.coordinate = "b"')))

        assert resting(made) == set()
        assert owed(made)["once.once"].task.title == "T"

    def test_what_was_due_before_it_takes_effect(self) -> None:
        made = plan(amendment(change('id = "once"', 'set.lead = "c"'), on="2024-07-01"))

        assert resting(made) == set()

    def test_what_an_issued_amendment_says_later(self) -> None:
        made = plan(
            amendment(change('id = "once"', "set.due = 2024-10-31")),
            amendment(
                change('id = "once"', "set.due = 2024-11-30"),
                id="i",
                status="issued",
                on="2024-04-01",
            ),
        )

        assert resting(made) == set()
        assert owed(made)["once.once"].sequence == 1

    def test_nothing_rests_on_drafts_that_are_not_applied(self) -> None:
        made = plan(amendment(change('id = "once"', "set.due = 2024-10-31"), on="2024-10-01"))

        assert resting(made) == set()
        assert undrafted(made) is None
        assert undrafted(drafted(made)) is None


class TestWithdrawn:
    """What a draft alone withdraws is owed without it, and told."""

    def test_overdue_work_that_a_draft_ends_is_counted_apart(self) -> None:
        made = plan(amendment(end("once", "2024-03-31")))

        gone = owed(made)["once.once"].withdrawn
        assert gone is not None
        assert (gone.on, gone.amendment, gone.is_draft) == (date(2024, 4, 1), "d", True)
        without, status = (
            status_of(assess(made, as_of=DAY, drafts=drafts).standings) for drafts in ((), ["d"])
        )
        assert (without.official.total.overdue, status.official.total.overdue) == (5, 4)
        (row,) = (row for row in status.provisional.rows if row.unit == "a")
        assert (row.withdrawn_by_draft, row.total, status.withdrawn) == (1, 0, 0)

    def test_periods_that_the_last_version_before_it_did_not_look_at(self) -> None:
        """Without an end periods are reckoned a year ahead: they come one by one."""
        made = plan(
            amendment(end("reports", "2024-03-31")),
            head=HEAD.replace("ends_on = 2024-12-31\n", ""),
        )

        one = owed(made, date(2026, 8, 1))["reports.2026-H1.a"]
        assert one.withdrawn is not None
        assert (one.withdrawn.on, one.withdrawn.amendment) == (date(2024, 3, 1), "d")
        assert (one.withdrawn.is_draft, one.withdrawn.body, one.unit) == (True, "a", "a")
        assert (one.is_draft, one.sequence, one.changed_on) == (True, 1, date(2024, 3, 1))

    def test_work_that_never_came_to_anybody(self) -> None:
        """A body that comes later would have owed it; a draft took the group away before."""
        time = "since = 2024-07-01\nuntil = 2024-08-15\nsuccessors = []"
        late = f'[[unit]]\nid = "e"\nname = "E"\n{time}\n'
        made = plan(
            late,
            amendment(change('group = "g"', 'set.members = ["a", "b"]')),
            amendment(end("apart", "2024-08-31"), id="z", on="2024-03-02"),
            head=HEAD.replace('["a", "c"]', '["a", "e"]'),
        )

        one = owed(made, date(2024, 8, 1))["reports.2024-H2.e"]
        assert one.withdrawn is not None
        assert (one.withdrawn.amendment, one.withdrawn.is_draft) == ("z", True)
        assert one.withdrawn.on == one.changed_on == date(2024, 7, 1), "not before there was a body"
        later = owed(made, DAY)["reports.2024-H2.e"]
        assert later.withdrawn is not None
        assert (later.is_draft, later.withdrawn.on) == (True, date(2024, 8, 16))
        assert (later.withdrawn.amendment, later.withdrawn.is_draft) == (None, False)

    def test_what_is_withdrawn_without_it_too_is_no_draft_s(self) -> None:
        made = plan(
            amendment(end("apart", "2024-03-31"), id="i", status="issued", on="2024-03-01"),
            amendment(change('id = "once"', 'set.title = "T"'), id="c", on="2024-03-01"),
        )

        gone = owed(made)["apart.once"].withdrawn
        assert gone is not None
        assert (gone.amendment, gone.is_draft) == ("i", False)
        assert resting(made) == set()

    def test_what_a_draft_adds_and_another_ends_is_only_withdrawn(self) -> None:
        made = plan(
            amendment('[[amendment.add.task]]\nid = "new"\ntitle = "N"\nlead = "b"'),
            amendment(end("new", "2024-04-30"), id="e", on="2024-04-01"),
        )

        one = owed(made)["new.once"]
        assert one.is_draft
        assert one.withdrawn is not None
        assert not one.withdrawn.is_draft
        assert status_of(assess(made, as_of=DAY, drafts=["d", "e"]).standings).withdrawn == 1

    def test_what_its_body_had_done_before_is_provisional(self) -> None:
        made = plan(
            '[[entry]]\ntask = "once"\nunit = "a"\nrecorded_on = 2024-02-01\nstate = "done"\n'
            'evidence = "1"\n',
            amendment(end("once", "2024-03-31")),
        )

        status = status_of(assess(made, as_of=DAY, drafts=["d"]).standings)
        assert status.provisional.total.done_on_time == 1
        assert status.provisional.total.withdrawn_by_draft == 0


def numbers(table: StatusTable) -> set[str | None]:
    return {row.unit for row in table.rows}


class TestStandings:
    """What rests on no draft stands where it stands without any."""

    def test_what_is_due_soon_goes_by_the_calendar_that_holds(self) -> None:
        made = plan(amendment(change('plan = "p"', 'set.work_calendar = "weekdays"')))

        day = date(2024, 11, 26)  # four days before, but three of them worked by the draft
        status = status_of(assess(made, as_of=day, drafts=["d"]).standings)
        assert status.official.total.due_soon == 0

    def test_an_entry_counts_for_what_it_counts_for_without_drafts(self) -> None:
        made = plan(
            '[[entry]]\ntask = "apart"\nunit = "c"\nrecorded_on = 2024-08-01\nstate = "done"\n'
            'evidence = "1"\n',
            amendment(change('id = "apart"', 'set.lead = ["b", { each = "g" }]')),
        )

        found = {one.obligation.uid: one for one in assess(made, as_of=DAY, drafts=["d"]).standings}
        assert not found["p.apart.once"].obligation.is_draft
        assert found["p.apart.once"].counts_as.value == "done"


class TestUnknown:
    """Where nothing can be worked out without drafts, all rests on them."""

    def test_a_plan_that_a_draft_gives_its_start(self) -> None:
        head, rest = HEAD.replace("issued_on = 2024-01-01\nstarts_on = 2024-01-01\n", "").split(
            '[[task]]\nid = "reports"'
        )
        made = plan(
            amendment(change('plan = "p"', "set.starts_on = 2024-01-01")),
            amendment(
                '[[amendment.add.task]]\nid = "reports"\ntitle = "R"\nlead = "a"\nevery = "year"',
                id="i",
                status="issued",
                on="2024-04-01",
            ),
            head=head + rest[rest.index("[[task]]") :],
        )

        assert all(one.is_draft for one in owed(made).values())
        found = assess(made, as_of=DAY, drafts=["d"])
        assert found.obligations
        assert all(one.is_draft for one in found.obligations)
        assert status_of(found.standings).official.total.total == 0

    def test_a_plan_that_can_not_be_worked_out_with_them(self) -> None:
        made = plan(
            amendment(change('plan = "p"', 'unset = ["starts_on", "issued_on"]')),
        )

        assert assess(made, as_of=DAY, drafts=["d"]).obligations == ()


class TestChangedFurther:
    """What somebody changes in a consolidated plan is no draft's."""

    DRAFT = amendment(
        change('id = "once"', "set.due = 2024-10-31"),
        '[[amendment.add.unit]]\nid = "n"\nname = "N"',
        '[[amendment.add.task]]\nid = "new"\ntitle = "New"\nlead = "n"\ndue = 2024-12-01',
    )
    RESTING = frozenset({"once.once", "then.once", "at-last.once", "new.once"})

    def changed(self, made: Plan, **values: object) -> dict[str, Obligation]:
        evolved = attrs.evolve(made, **values)  # type: ignore[arg-type] # fields of any kind
        return {one.uid.removeprefix("p."): one for one in obligations_of(evolved, as_of=DAY)}

    def resting(self, found: dict[str, Obligation]) -> set[str]:
        return {uid for uid, one in found.items() if one.is_draft}

    @pytest.mark.parametrize("issued", ["", amendment(id="i", status="issued", on="2024-02-01")])
    def test_rows_that_no_draft_touches(self, issued: str) -> None:
        made = drafted(plan(issued, self.DRAFT))
        tasks = tuple(
            attrs.evolve(
                task, lead=(Holder(Slug("c")),), due=PartialDate.from_date(date(2024, 12, 24))
            )
            if task.id == "apart"
            else task
            for task in made.tasks
        )

        found = self.changed(made, tasks=tasks)
        assert self.resting(found) == self.RESTING
        assert found["apart.once"].due == date(2024, 12, 24)
        assert found["apart.once"].unit == "c"

    def test_a_lead_on_the_day_of_an_issued_amendment(self) -> None:
        made = drafted(
            plan(
                self.DRAFT,
                amendment(change('id = "apart"', 'set.title = "T"'), id="i", status="issued"),
            )
        )
        tasks = tuple(
            attrs.evolve(task, lead=(Holder(Slug("c")),)) if task.id == "apart" else task
            for task in made.tasks
        )

        assert self.resting(self.changed(made, tasks=tasks)) == self.RESTING

    def test_another_field_of_a_row_that_a_draft_touches(self) -> None:
        made = drafted(plan(amendment(change('id = "apart"', 'set.title = "T"'))))
        tasks = tuple(
            attrs.evolve(task, due=PartialDate.from_date(date(2024, 12, 24)))
            if task.id == "apart"
            else task
            for task in made.tasks
        )

        assert self.resting(self.changed(made, tasks=tasks)) == set()

    def test_rows_that_are_added_and_taken_away(self) -> None:
        made = drafted(plan(self.DRAFT))
        (apart,) = (task for task in made.tasks if task.id == "apart")
        tasks = (
            *(task for task in made.tasks if task.id != "apart"),
            attrs.evolve(apart, id=Slug("own")),
            attrs.evolve(apart, id=Slug("of-draft"), lead=(Holder(Slug("n")),)),
        )

        found = self.changed(made, tasks=tasks)
        assert self.resting(found) == {*self.RESTING, "of-draft.once"}
        assert "own.once" in found

    def test_what_names_a_body_of_the_draft_rests_on_it(self) -> None:
        made = drafted(plan(self.DRAFT))
        tasks = tuple(
            attrs.evolve(task, lead=(Holder(Slug("n")),)) if task.id == "apart" else task
            for task in made.tasks
        )

        found = self.changed(made, tasks=tasks)
        assert self.resting(found) == {*self.RESTING, "apart.once"}

    def test_the_plan_itself_and_its_ledger(self) -> None:
        made = drafted(plan(self.DRAFT))

        found = self.changed(
            made,
            assumed=(Assumption("ends_on", PartialDate.from_text("2024-06"), "R"),),
            ends_on=None,
        )
        assert self.resting(found) == self.RESTING
        without = undrafted(attrs.evolve(made, ledger=plan().ledger))
        assert without == plan()

    def test_nothing_of_a_plan_without_drafts(self) -> None:
        made = consolidate(plan(amendment(id="i", status="issued")), as_of=DAY)

        found = self.changed(made, tasks=made.tasks[:1])
        assert self.resting(found) == set()
