"""Laws of deadlines that were put off, and of those that count from them.

Held against a plain reckoning on the tables of the file, which knows nothing of amendments and of
bodies that come and go, and against what versions say of the work that others count from.
"""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planrules import Obligation, consolidate, loads
from planrules.schedule import obligations_of
from tests.amending import START, Table, amended_plans, days, text, turning
from tests.properties.test_amendment_laws import owed, read

_DAY = timedelta(days=1)
MEMBERS = ("a", "b", "c")


@st.composite
def put_off_plans(draw: st.DrawFn) -> Table:
    """Return plans of chains of work, of which some was put off; nothing else ever changes."""
    tasks: list[Table] = [{"id": "t0", "due": draw(days())}, {"id": "t1", "due": draw(days())}]
    for number in range(2, draw(st.integers(3, 6))):
        base = draw(st.integers(0, number - 1))
        within = draw(st.sampled_from(["0d", "5d", "30d", "10wd"]))
        tasks.append({"id": f"t{number}", "deadline_from": {"task": f"t{base}", "within": within}})
    tasks.append({"id": "undated"})
    for task in tasks:
        each: list[Table | str] = [{"each": "g"}, "a"]
        task |= {"title": "T", "lead": draw(st.sampled_from(each))}
        policies = [None, "next-working-day", "previous-working-day"]
        if (policy := draw(st.sampled_from(policies))) is not None:
            task["day_off"] = policy
    extensions = []
    for order in range(1, 1 + draw(st.integers(0, 5))):
        row: Table = {
            "task": draw(st.sampled_from([task["id"] for task in tasks])),
            "recorded_on": draw(days()),
            "due": draw(days()) + timedelta(days=draw(st.integers(0, 300))),
            "order": order,
        }
        if (unit := draw(st.sampled_from([None, *MEMBERS]))) is not None:
            row["unit"] = unit
        extensions.append(row)
    return {
        "format": 1,
        "plan": {"id": "p", "title": "P", "issued_on": START, "work_calendar": "weekdays"},
        "unit": [{"id": id, "name": id} for id in MEMBERS],
        "group": [{"id": "g", "name": "G", "members": list(MEMBERS)}],
        "task": draw(st.permutations(tasks)),
        "extension": extensions,
    }


# ------------------------------------------------------------------- the plain reckoning


def is_worked(day: date) -> bool:
    return day.weekday() < 5


def moved(day: date, policy: str | None) -> date:
    step = {"next-working-day": _DAY, "previous-working-day": -_DAY}.get(policy or "")
    while step is not None and not is_worked(day):
        day += step
    return day


def after(day: date, within: str) -> date:
    if within.endswith("wd"):
        left = int(within.removesuffix("wd"))
        while left:
            day += _DAY
            left -= is_worked(day)
        return day
    return day + timedelta(days=int(within.removesuffix("d")))


def bodies(task: Table) -> tuple[str | None, ...]:
    return (None,) if task["lead"] == "a" else MEMBERS


def due_on(tables: Table, id: str, member: str | None, day: date) -> date | None:
    """Return when one body has to have done something, as that is known on a day."""
    (task,) = (task for task in tables["task"] if task["id"] == id)
    term = task.get("deadline_from")
    own: date | None = task.get("due")
    if term is not None:
        (base,) = (one for one in tables["task"] if one["id"] == term["task"])
        known = [due_on(tables, base["id"], one, day) for one in bodies(base)]
        latest = max((one for one in known if one is not None), default=None)
        own = None if latest is None else after(latest, term["within"])
    if own is None:
        return None
    own = moved(own, task.get("day_off"))
    given = [
        one
        for one in tables["extension"]
        if one["task"] == id
        and one["recorded_on"] <= day
        and (member is None or one.get("unit") == member)
    ]
    if not given:
        return own
    last = max(given, key=lambda one: (one["recorded_on"], one["order"]))
    later = moved(last["due"], task.get("day_off"))
    return later if term is None else max(own, later)


def by_uid(tables: Table, day: date) -> dict[str, Obligation]:
    plan = loads(text(tables))
    return {one.uid: one for one in obligations_of(plan, as_of=day)}


@given(put_off_plans(), days())
def test_deadlines_are_those_that_a_plain_reckoning_gives(tables: Table, day: date) -> None:
    found = {uid: one.due for uid, one in by_uid(tables, day).items()}

    assert found == {
        f"p.{task['id']}.once" + (f".{member}" if member else ""): due_on(
            tables, task["id"], member, day
        )
        for task in tables["task"]
        for member in bodies(task)
    }


@given(put_off_plans(), days())
def test_sequence_counts_the_days_on_which_the_deadline_moved(tables: Table, last: date) -> None:
    recorded = {one["recorded_on"] for one in tables["extension"]}
    asked = [START, *sorted(day for day in recorded if START < day <= last)]

    for task in tables["task"]:
        for member in bodies(task):
            known = [due_on(tables, task["id"], member, day) for day in asked]
            count = sum(before != now for before, now in pairwise(known))
            uid = f"p.{task['id']}.once" + (f".{member}" if member else "")
            one = by_uid(tables, last)[uid]
            assert one.sequence == count
            assert (one.original is None) <= (known[0] == known[-1])


@given(put_off_plans(), days())
def test_what_was_recorded_later_and_the_order_of_the_file_change_nothing(
    tables: Table, day: date
) -> None:
    known = [one for one in tables["extension"] if one["recorded_on"] <= day]

    assert by_uid(tables | {"extension": known[::-1]}, day) == by_uid(tables, day)


# ------------------------------------------------------------------- with amendments


@given(amended_plans(), days())
def test_a_deadline_counts_from_the_one_that_is_in_force(tables: Table, last: date) -> None:
    """Whatever amendments and extensions have made of that, and whichever of them came last."""
    plan = read(tables)
    for day in (*turning(tables, last), last):
        found = owed(plan, day)
        for one in found.values():
            due = one.deadline
            if due is None or due.base is None or due.day < day or one.withdrawn is not None:
                continue
            known = [
                base.due
                for base in found.values()
                if base.task.id == due.base
                and base.due is not None
                and (base.withdrawn is None or base.withdrawn.amendment is None)
            ]
            if known:
                assert due.base_day == max(known)


@given(amended_plans(), days())
def test_what_is_withdrawn_stays_as_it_is(tables: Table, last: date) -> None:
    """Until a version gives it back nobody puts off what nobody owes."""
    plan = read(tables)
    before: dict[str, Obligation] = {}
    for day in (*turning(tables, last), last):
        now = owed(consolidate(plan, as_of=day), day)
        for uid, one in now.items():
            then = before.get(uid)
            if then is not None and then.withdrawn is not None and one.withdrawn is not None:
                assert one.extensions == then.extensions
        before = now
