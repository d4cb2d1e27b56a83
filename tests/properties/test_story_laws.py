"""Laws of a plan that lives: whatever is issued and recorded next, in whatever order of the file.

A plan is amended, work is recorded, deadlines are put off, one after another and dated as it comes:
what is issued or recorded later may be dated earlier.
"""

import copy
import random
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from planrules import (
    Entry,
    Obligation,
    Plan,
    PlanFileError,
    Standings,
    State,
    Status,
    append_records,
    calendar_of,
    consolidate,
    loads,
    standings,
    status_of,
)
from planrules.schedule import obligations_of
from tests.amending import (
    END,
    START,
    TASKS,
    UNITS,
    Before,
    Draw,
    Table,
    base,
    days,
    drawn_amendment,
    drawn_extension,
    since,
    text,
    turning,
)

#: What may be wrong with an amendment drawn at random.
CLASHES = {"AMD002", "AMD004", "AMD005", "AMD013", "REF001"}
ANY = ("once", "2024-Q1", "2024-Q3", "2024-03", "2024-08", "2024")
#: Periods that are likely to be owed, by task.
PERIODS = {
    "due": ANY[:1],
    "each": ANY[:1],
    "open": ANY[:1],
    "quarterly": ANY[1:3],
    "monthly": ANY[3:5],
}


@attrs.frozen
class Seen:
    """What a plan and its ledger say on a day."""

    plan: Plan
    owed: tuple[Obligation, ...]
    stood: Standings
    status: Status

    @classmethod
    def of(cls, tables: Table, day: date) -> "Seen":
        plan = consolidate(loads(text(tables)), as_of=day)
        owed = obligations_of(plan, as_of=day)
        calendar = calendar_of(plan, known_on=day)
        stood = standings(owed, plan.ledger, as_of=day, calendar=calendar)
        return cls(plan, tuple(owed), stood, status_of(stood))

    def said(self) -> tuple[Any, ...]:
        """Return all of it but for the ledger, which may hold more than counts on the day."""
        bare = attrs.evolve(self.plan, ledger=type(self.plan.ledger)())
        tables = (self.status.official, self.status.provisional, self.status.withdrawn)
        return bare, self.owed, tuple(self.stood), self.stood.unmatched, tables


def drawn_entries(draw: Draw, tasks: dict[str, date]) -> list[Table]:
    """Return a few entries about the same thing, which may be nothing that is owed."""
    task = draw(st.sampled_from(sorted(tasks)))
    about: Table = {"task": task, "period": draw(st.sampled_from(PERIODS.get(task, ANY)))}
    unit = draw(st.sampled_from([None, *UNITS]))
    if unit is not None:
        about["unit"] = unit
    first = tasks[task]  # before that no file that ends on the day would know it
    return [about | _said(draw, first) for _ in range(draw(st.integers(1, 4)))]


def _said(draw: Draw, first: date) -> Table:
    table: Table = {
        "recorded_on": max(first, draw(days())),
        "state": draw(st.sampled_from(State)).value,
    }
    more: dict[str, st.SearchStrategy[Any]] = {
        "finished_on": days(),
        "evidence": st.just("GD-01/BC"),
        "decision": st.just("GD-01/QĐ"),
        "order": st.integers(1, 3),
    }
    for name in draw(st.lists(st.sampled_from(sorted(more)), unique=True)):
        table[name] = draw(more[name])
    return table


def known_on(tables: Table, day: date) -> Table:
    """Return what of some tables was issued and recorded by a day, and counted by then."""
    known = copy.deepcopy(tables)
    known["amendment"] = [one for one in known["amendment"] if since(one) <= day]
    for one in known["amendment"]:
        one["replace"] = [it for it in one.get("replace", []) if it.get("from", day) <= day]
    for name in ("entry", "extension"):
        known[name] = [one for one in known[name] if one["recorded_on"] <= day]
    return known


class LivingPlan(RuleBasedStateMachine):
    """A plan to which amendments and records are added."""

    tables: Table
    accepted: list[Entry]

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        self.tables = base(data.draw) | {"amendment": [], "entry": [], "extension": []}
        self.accepted = []

    @property
    def tasks(self) -> dict[str, date]:
        """By id of a task, the first day on which it may be owed."""
        added = {
            row["id"]: since(one)
            for one in self.tables["amendment"]
            for row in one.get("add", {}).get("task", ())
        }
        return dict.fromkeys(TASKS, START) | added

    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        """Issue an amendment, unless it does not fit those that were issued before."""
        index = len(self.tables["amendment"])
        one = drawn_amendment(data.draw, index)
        amended = self.tables | {"amendment": [*self.tables["amendment"], one]}
        try:
            loads(text(amended))
        except PlanFileError as error:
            assert {fault.code for fault in error.faults} <= CLASHES  # noqa: PT017 - and goes on
        else:
            self.tables = amended
            self.forget(since(one))

    def forget(self, day: date) -> None:
        """Pass over what was accepted before something was known that counts from a day."""
        self.accepted = [entry for entry in self.accepted if entry.recorded_on < day]

    @rule(data=st.data())
    def record(self, data: st.DataObject) -> None:
        self.tables["entry"] += drawn_entries(data.draw, self.tasks)

    @rule(data=st.data())
    def record_with_care(self, data: st.DataObject) -> None:
        """Add an entry as the command does; it takes what the standings of that day count."""
        (table, *_) = drawn_entries(data.draw, self.tasks)
        table.pop("order", None)
        entry = loads(text(self.tables | {"entry": [table]})).ledger.entries[0]
        with TemporaryDirectory() as folder:
            Path(folder, "plan.toml").write_text(text(self.tables), encoding="utf-8")
            try:
                (entry,) = append_records(folder, [entry]).records  # type: ignore[assignment] # as it is an entry
            except PlanFileError as error:
                codes = {fault.code for fault in error.faults}
            else:
                codes = set()
                table["order"] = entry.order
        assert codes <= {"LED001", "LED002", "LED003", "LED005", "LED006"}
        tables = self.tables | {"entry": [*self.tables["entry"], table]}
        stood = Seen.of(tables, entry.recorded_on).stood
        assert (entry in stood.unmatched) == bool(codes - {"LED006"})
        if not codes:
            self.tables = tables
            self.accepted.append(entry)

    @rule(data=st.data())
    def put_off(self, data: st.DataObject) -> None:
        """Put one deadline off, once or again and again."""
        first = drawn_extension(data.draw)
        turns = data.draw(st.lists(st.tuples(days(), days()), max_size=2))
        again = [first | {"recorded_on": on, "due": due} for on, due in turns]
        self.tables["extension"] += [first, *again]
        self.forget(min(one["recorded_on"] for one in (first, *again)))

    @rule(day=days(), chance=st.randoms(use_true_random=False))
    def look(self, day: date, chance: random.Random) -> None:
        found = Seen.of(self.tables, day)

        shuffled = copy.deepcopy(self.tables)
        for name in ("amendment", "entry", "extension"):
            chance.shuffle(shuffled[name])
        assert Seen.of(shuffled, day).said() == found.said()

        assert Seen.of(known_on(self.tables, day), day).said() == found.said()

        self.nothing_is_lost(found, day)
        self.what_was_accepted_counts(found, day)

    def teardown(self) -> None:
        """Look at all that was recorded, once it is known what became of it."""
        if hasattr(self, "tables"):  # else not even the plan was drawn
            found = Seen.of(self.tables, END)
            self.nothing_is_lost(found, END)
            self.what_was_accepted_counts(found, END)

    def nothing_is_lost(self, found: Seen, day: date) -> None:
        """Hold every record by a day against what is said of it on that day.

        What it is about is told by what was owed on the day of the work, asked for by itself; so is
        the deadline by which work is judged.
        """
        before = Before(found.plan, day, tuple(turning(self.tables, day)))
        about: dict[str, list[Entry]] = {}
        for entry in found.plan.ledger.entries:
            if entry.recorded_on <= day:
                about.setdefault(before.meant(entry), []).append(entry)
        unmatched = about.pop("", [])
        assert sorted(map(repr, unmatched)) == sorted(map(repr, found.stood.unmatched))
        for one in found.stood:
            heard = about.get(one.obligation.uid, [])
            assert (one.entry is None) == (not heard)
            assert one.judged_due == before.due(one.obligation.uid, one.judged_on)
            if one.entry is not None:
                assert one.entry in heard
                latest = max((said.recorded_on, said.order) for said in heard)
                assert (one.entry.recorded_on, one.entry.order) == latest
            assert all(put_off.recorded_on <= day for put_off in one.obligation.extensions)

    def what_was_accepted_counts(self, found: Seen, day: date) -> None:
        """Whatever became of the plan since, what was accepted is about something on every day."""
        for entry in self.accepted:
            assert entry.recorded_on > day or entry not in found.stood.unmatched


TestLivingPlan = LivingPlan.TestCase
TestLivingPlan.settings = settings(stateful_step_count=12)
