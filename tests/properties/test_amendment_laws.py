"""Laws of amendments: order means nothing, the future changes nothing, nothing is ever lost.

What the library makes of amendments is held against a plain reckoning on the tables of the file,
and what it says of each obligation against what it said on the days before.
"""

import copy
import random
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from planrules import Obligation, Plan, PlanFileError, consolidate, dumps, loads
from planrules.schedule import obligations_of
from tests.amending import (
    END,
    START,
    TASKS,
    Table,
    amended_plans,
    days,
    since,
    text,
    turning,
    turns,
)

_DAY = timedelta(days=1)
Published = tuple[object, ...]
#: What may be wrong with amendments drawn at random.
CLASHES = {"AMD002", "AMD004", "AMD005", "REF001"}


def read(tables: Table) -> Plan:
    """Return the plan in some tables; those whose amendments clash are passed over."""
    found: list[PlanFileError] = []
    try:
        return loads(text(tables))
    except PlanFileError as error:
        found.append(error)
    assert {fault.code for error in found for fault in error.faults} <= CLASHES
    assume(False)  # noqa: FBT003 - the argument of hypothesis
    raise AssertionError


def owed(plan: Plan, day: date) -> dict[str, Obligation]:
    return {one.uid: one for one in obligations_of(consolidate(plan, as_of=day), as_of=day)}


# ------------------------------------------------------------------- the plain reckoning


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def amended(tables: Table, day: date) -> Table:
    """Return the tables of a plan as amendments have left them on a day."""
    made = copy.deepcopy({name: tables[name] for name in tables if name != "amendment"})
    tasks: dict[str, Table] = {row["id"]: row for row in made["task"]}
    of_day = sorted(tables["amendment"], key=lambda one: one["id"])
    for at in sorted({at for one in of_day for at in turns(one) if at <= day}):
        today = [one for one in of_day if since(one) == at]
        for one in today:
            for row in one.get("add", {}).get("task", ()):
                tasks[row["id"]] = copy.deepcopy(row) | {"since": at}
        own = {one["id"]: change(tasks, one) for one in today}
        for one in of_day:
            for item in one.get("replace", ()):
                if max(since(one), item.get("from", since(one))) == at:
                    replace(tasks, item, own.get(one["id"], set()), at)
        for one in today:
            for ending in one.get("end", ()):
                tasks[ending["id"]] |= {"until": ending["on"], "end_reason": ending["reason"]}
    made["task"] = list(tasks.values())
    return made


def change(tasks: dict[str, Table], one: Table) -> set[tuple[str, str]]:
    """Apply what an amendment changes, and return the fields."""
    own: set[tuple[str, str]] = set()
    for item in one.get("change", ()):
        row = tasks[item["id"]]
        row.update(copy.deepcopy(item["set"]))
        for name in item.get("unset", ()):
            row.pop(name, None)
        own |= {(item["id"], name) for name in (*item["set"], *item.get("unset", ()))}
    return own


def replace(tasks: dict[str, Table], item: Table, own: set[tuple[str, str]], at: date) -> None:
    for row in tasks.values():
        if row.get("until", date.max) < at:
            continue
        for role in item.get("roles", ("lead", "coordinate", "report")):
            if role not in row or (row["id"], role) in own:
                continue
            held: list[object] = []
            for holder in listed(row[role]):
                new = listed(item["with"]) if holder == item["unit"] else [holder]
                held += (one for one in new if one not in held)
            row[role] = held


# ------------------------------------------------------------------- what a plan becomes


@given(amended_plans(), days())
def test_a_plan_becomes_what_its_amendments_say(tables: Table, day: date) -> None:
    made = consolidate(read(tables), as_of=day)

    assert made == loads(text(amended(tables, day)))


@given(amended_plans(), days(), st.randoms(use_true_random=False))
def test_the_order_of_amendments_and_records_means_nothing(
    tables: Table, day: date, chance: random.Random
) -> None:
    plan = read(tables)
    shuffled = copy.deepcopy(tables)
    for name in ("amendment", "extension"):
        chance.shuffle(shuffled[name])
    other = read(shuffled)

    assert consolidate(other, as_of=day) == consolidate(plan, as_of=day)
    assert owed(other, day) == owed(plan, day)


@given(amended_plans(), days())
def test_what_counts_only_later_changes_nothing(tables: Table, day: date) -> None:
    plan = read(tables)
    known = copy.deepcopy(tables)
    known["amendment"] = [one for one in known["amendment"] if since(one) <= day]
    known["extension"] = [one for one in known["extension"] if one["recorded_on"] <= day]
    for one in known["amendment"]:
        items = one.get("replace", [])
        one["replace"] = [item for item in items if item.get("from", day) <= day]
    known_plan = read(known)

    assert consolidate(known_plan, as_of=day) == consolidate(plan, as_of=day)
    assert owed(known_plan, day) == owed(plan, day)


@given(amended_plans(), days())
def test_a_consolidated_plan_comes_back_equal(tables: Table, day: date) -> None:
    made = consolidate(read(tables), as_of=day)

    again = loads(dumps(made))
    assert again == made
    assert dumps(again) == dumps(made)


@given(amended_plans(), days(), days())
def test_a_plan_is_consolidated_from_what_was_issued(tables: Table, day: date, other: date) -> None:
    plan = read(tables)

    assert consolidate(consolidate(plan, as_of=other), as_of=day) == consolidate(plan, as_of=day)


# ------------------------------------------------------------------- what is owed


def published(one: Obligation) -> Published:
    due = one.deadline
    withdrawn = one.withdrawn
    return (
        None if due is None else (due.nominal, due.day),
        one.unit,
        None if withdrawn is None else (withdrawn.on, withdrawn.successors),
    )


@given(amended_plans(), days())
def test_nothing_that_was_owed_is_lost(tables: Table, last: date) -> None:
    plan = read(tables)
    seen: dict[str, Obligation] = {}

    for day in (*turning(tables, last), last):
        now = owed(plan, day)
        assert seen.keys() <= now.keys()
        for uid, before in seen.items():
            assert now[uid].revision >= before.revision
            assert now[uid].sequence >= before.sequence
        seen = now


@given(amended_plans(), days())
def test_revisions_count_the_days_that_changed_what_is_published(tables: Table, last: date) -> None:
    """Held against what was said on the days before, each asked for by itself."""
    plan = read(tables)
    before: dict[str, Published] = {}
    counts: dict[str, list[int]] = {}

    for day in turning(tables, last):
        for uid, one in owed(plan, day).items():
            now = published(one)
            count = counts.setdefault(uid, [0, 0])
            if uid in before and now != before[uid]:
                count[0] += 1
                (due, *others), (due_before, *others_before) = now, before[uid]
                count[1] += others != others_before or _day(due) != _day(due_before)
            before[uid] = now

    found = owed(plan, last)
    assert {uid: [one.revision, one.sequence] for uid, one in found.items()} == counts
    assert {uid: published(one) for uid, one in found.items()} == before


def _day(due: object) -> object:
    return due[1] if isinstance(due, tuple) else None


@given(amended_plans(), days())
def test_nobody_becomes_late_by_a_change(tables: Table, last: date) -> None:
    """What is overdue was owed by the same body, with the same deadline, on the day it was due."""
    plan = read(tables | {"extension": []})

    for uid, one in owed(plan, last).items():
        if one.withdrawn is not None or one.due is None or not START <= one.due < last:
            continue
        then = owed(plan, one.due).get(uid)
        assert then is not None
        assert (then.due, then.unit) == (one.due, one.unit)


@given(amended_plans(), days())
def test_deadlines_alone_are_those_of_what_is_owed(tables: Table, day: date) -> None:
    from planrules.schedule.owing import owing_of

    plan = consolidate(read(tables), as_of=day)
    owing = owing_of(plan, day, {})
    for task in plan.tasks:
        expected = {
            (one.period, one.due)
            for one in owing.of(task)
            if one.withdrawn is None and one.due is not None
        }
        found = owing.deadlines(task)
        assert {(period.label if period else "once", due.day) for period, due in found} <= expected
        assert {label for label, _ in expected} == {
            period.label if period else "once" for period, _ in found
        }
        assert owing.is_owed(task) == bool(found)


def test_the_plans_are_of_every_kind() -> None:
    assert set(TASKS) == {"due", "each", "open", "quarterly", "monthly"}
    assert START < END
