"""Laws of what records are about, and of the deadlines that held, day by day.

What an obligation remembers of the days before is held against what was said on those days.
"""

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import assume, given

from planrules import Entry, Obligation, Plan, PlanFileError, State, loads
from planrules.model.ids import Slug
from planrules.model.ledger import OwedPeriod
from planrules.tracking.matching import about
from tests.amending import END, UNITS, Before, Table, amended_plans, is_live, text, turning

DAY = timedelta(days=1)


def looked_back(tables: Table) -> tuple[Plan, Before, list[date]]:
    """Return a plan, what it was on each day, and the days around those that changed anything."""
    plan: Plan | None = None
    with suppress(PlanFileError):  # amendments that clash
        plan = loads(text(tables))
    assume(plan is not None)
    assert plan is not None
    turns = tuple(turning(tables, END))
    days = {day for turn in turns for day in (turn - DAY, turn)}
    return plan, Before(plan, END, turns), sorted(days)


def entries(owed: dict[str, Obligation], day: date) -> list[Entry]:
    """Return entries of every body about everything, of work on a day."""
    return [
        Entry(
            task=Slug(task),
            period=OwedPeriod(period),
            unit=None if unit is None else Slug(unit),
            state=State.DONE,
            recorded_on=END,
            finished_on=day,
        )
        for task, period in sorted({(one.task.id, one.period) for one in owed.values()})
        for unit in (*UNITS, None)
    ]


class TestEveryDay:
    """Whatever an amendment, an extension or the end of a body changed, and when."""

    @given(amended_plans())
    def test_an_entry_is_about_what_was_owed_on_the_day_of_the_work(self, tables: Table) -> None:
        plan, before, days = looked_back(tables)
        owed = before.owed(END)

        for day in days:
            for entry in entries(owed, day):
                found = about(plan, entry, owed)
                assert (found.uid if found else "") == before.meant(entry)

    @given(amended_plans())
    def test_the_deadline_of_a_day_is_the_one_that_was_told_then(self, tables: Table) -> None:
        _, before, days = looked_back(tables)

        for uid, one in before.owed(END).items():
            for day in days:
                last = day if one.withdrawn is None else min(day, one.withdrawn.on - DAY)
                assert one.due_on(last) == before.due(uid, last)

    @given(amended_plans())
    def test_what_was_owed_on_a_day_is_remembered(self, tables: Table) -> None:
        _, before, days = looked_back(tables)

        for uid, one in before.owed(END).items():
            for day in days:
                then = before.owed(day).get(uid)
                assert one.was_owed_on(day) == (then is not None and is_live(then, day))
