"""Laws of standings and of the status table, whatever was recorded and whatever became of bodies.

What the library says is held against a slow and plain reckoning, which looks back from the last
entry instead of adding one to the other, and counts working days one by one.
"""

import pickle
import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from planrules import (
    DeadlineClass,
    Obligations,
    Plan,
    Standing,
    Standings,
    State,
    Status,
    StatusTable,
    calendar_of,
    prove,
    standings,
    status_of,
)
from planrules.model.due import Due
from planrules.model.ids import Slug
from planrules.model.ledger import Entry, Ledger, Ordinal, OwedPeriod, Percent
from planrules.model.obligation import Obligation
from planrules.model.responsibility import Role
from planrules.model.task import TaskKind
from planrules.schedule.owing import obligations_of
from planrules.tracking.status import NUMBERS
from tests.registers import DAY, START, days_asked_about, owing_plans
from tests.scheduling import is_worked

STATES = tuple(State)
SENT = {State.SUBMITTED, State.DONE}


@attrs.frozen
class Known:
    """What is owed on a day, what was recorded, and the day."""

    owing: Obligations
    ledger: Ledger
    as_of: date

    @property
    def plan(self) -> Plan:
        return self.owing.plan

    def found(self, ledger: Ledger | None = None) -> Standings:
        calendar = calendar_of(self.plan, known_on=self.as_of)
        return standings(self.owing, ledger or self.ledger, as_of=self.as_of, calendar=calendar)


@st.composite
def known(draw: st.DrawFn) -> Known:
    """Return what a few obligations, spoken of again and again, may be like.

    Entries are thrown by a seed: what hypothesis draws one by one seldom fits together.
    """
    plan = draw(owing_plans())
    as_of = draw(days_asked_about(plan))
    chance = random.Random(draw(st.integers(0, 2**32)))
    owing = obligations_of(plan, as_of=as_of)
    changed = Obligations((_changed(chance, owed) for owed in owing), plan=plan, as_of=as_of)
    entries: list[Entry] = []
    for owed in chance.sample(list(owing), min(len(owing), chance.randint(1, 3))):
        entries += (_entry(chance, owed, as_of) for _ in range(chance.randint(0, 8)))
    # No two of one moment: what then counts is told by what they say alone.
    entries = [attrs.evolve(one, order=Ordinal(n)) for n, one in enumerate(entries, 1)]
    return Known(changed, Ledger(tuple(entries)), as_of)


def _changed(chance: random.Random, owed: Obligation) -> Obligation:
    """Return an obligation that may be put off, or be from a draft."""
    if chance.random() < 0.1:
        return attrs.evolve(owed, is_draft=True)
    if chance.random() < 0.3 and owed.deadline is not None:
        return attrs.evolve(owed, deadlines=_moves(chance, owed.deadline))
    if chance.random() < 0.4 and owed.deadline is not None:
        first = attrs.evolve(owed.deadline, day=owed.deadline.day - chance.randint(1, 90) * DAY)
        return attrs.evolve(owed, original=first)
    return owed


def _moves(chance: random.Random, last: Due) -> tuple[tuple[date, Due | None], ...]:
    """Return how a deadline may have become what it is, or how it ceased to be."""
    since, found = START, []
    for _ in range(chance.randint(1, 3)):
        before = attrs.evolve(last, day=last.day + chance.randint(-60, 60) * DAY)
        found.append((since, before if chance.random() < 0.8 else None))
        since += chance.randint(1, 60) * DAY
    return (*found, (since, last))


def _entry(chance: random.Random, owed: Obligation, as_of: date) -> Entry:
    due = owed.due or as_of

    def near(day: date) -> date | None:
        return day + chance.randint(-20, 20) * DAY if chance.random() < 0.3 else None

    unit = chance.choice([owed.unit, owed.unit, owed.unit, None, "u-stays"])
    text = chance.choice([None, None, "12/BC"])
    around = as_of if chance.random() < 0.7 or owed.withdrawn is None else owed.withdrawn.on
    return Entry(
        task=owed.task.id,
        unit=None if unit is None else Slug(unit),
        period=OwedPeriod(owed.period if chance.random() < 0.95 else "2030-01"),
        recorded_on=around + chance.randint(-40, 4) * DAY,
        state=chance.choice(STATES),
        percent=chance.choice([None, Percent(Decimal(chance.randint(0, 100)))]),
        started_on=near(START),
        submitted_on=near(due),
        finished_on=near(due),
        evidence=text,
        decision=chance.choice([None, None, "34/QĐ"]),
    )


# ------------------------------------------------------------------- the slow and plain reckoning


def meant(entry: Entry, owing: Obligations) -> Obligation | None:
    base = f"{owing.plan.id}.{entry.task}.{entry.period}"
    wanted = (f"{base}.{entry.unit}", base)
    both = sorted((o for o in owing if o.uid in wanted), key=lambda o: wanted.index(o.uid))
    told = [day for day in (entry.finished_on, entry.submitted_on) if day is not None]
    day = min([*told[:1], entry.recorded_on])
    left = [one for one in both if one.withdrawn is None or day < one.withdrawn.on]
    begun = [o for o in left if all(day < first or again <= day for first, again in o.lapses)]
    return next(iter(begun or left), None)


def due_then(owed: Obligation, day: date) -> date | None:
    held = [due for since, due in owed.deadlines if since <= day]
    if held and held[-1] is not None:
        return held[-1].day
    later = [due.day for since, due in owed.deadlines if since > day and due is not None]
    return next(iter(later), None) if owed.deadlines else owed.due


def last_of(entries: Iterable[Entry], name: str) -> Any:  # noqa: ANN401 - of any field
    said = [getattr(entry, name) for entry in entries if getattr(entry, name) is not None]
    return said[-1] if said else None


def is_sending(entry: Entry | None) -> bool:
    return entry is not None and entry.state in SENT


def class_on(plan: Plan, due: date | None, state: State, day: date) -> DeadlineClass:
    if due is None:
        return DeadlineClass.NO_DEADLINE
    if state is State.DONE:
        return DeadlineClass.DONE_ON_TIME if day <= due else DeadlineClass.DONE_LATE
    if day > due:
        return DeadlineClass.OVERDUE
    if state is State.SUBMITTED:
        return DeadlineClass.ON_TIME
    left = 0
    at = day
    while at < due and left <= 3:
        at += timedelta(days=1)
        left += is_worked(plan, at)
    return DeadlineClass.DUE_SOON if left <= 3 else DeadlineClass.ON_TIME


def first_due(plan: Plan, owed: Obligation, due: date | None) -> date | None:
    if owed.original is None:
        return due
    leads = [held.holder for held in owed.roles if held.role is Role.LEAD and not held.holder.each]
    is_member = owed.unit is not None and owed.uid.split(".")[3:] == [owed.unit]
    for lead in leads:
        if lead.who and owed.unit and not is_member:
            stood = {body.id for body in plan.standing_for(lead.who, on=owed.original.day)}
            if owed.unit not in stood:
                return due
    return owed.original.day


def reckoned(given: Known, owed: Obligation) -> dict[str, object]:
    """Return what an obligation's standing should say."""
    plan = given.plan
    until = given.as_of if owed.withdrawn is None else owed.withdrawn.on
    entries = sorted(
        (
            entry
            for entry in given.ledger.entries
            if entry.recorded_on <= given.as_of and meant(entry, given.owing) is owed
        ),
        key=lambda entry: (entry.recorded_on, entry.order),
    )
    running = [entry for entry in entries if entry.state is not State.SUSPENDED]
    stopped = entries[entries.index(running[-1]) + 1 :] if running else entries
    decided = [entry.recorded_on for entry in stopped if entry.decision]
    begins = 0  # where what was told of the product begins
    for before, entry in zip([None, *running], running, strict=False):
        if is_sending(entry) != is_sending(before) or entry.state in {
            State.RETURNED,
            State.NOT_STARTED,
        }:
            begins = entries.index(entry)
    product = entries[begins:]
    blanks = [index for index, entry in enumerate(entries) if entry.state is State.NOT_STARTED] or [
        0
    ]
    work = entries[blanks[-1] :]
    finished, submitted = last_of(product, "finished_on"), last_of(product, "submitted_on")
    evidence = last_of(product, "evidence")
    state = running[-1].state if running else State.NOT_STARTED
    if state is State.DONE and not evidence:
        state = State.SUBMITTED
    day = until
    if decided:
        state, day = State.SUSPENDED, decided[0]
    elif state in SENT:
        told = [finished, submitted] if state is State.DONE else [submitted, finished]
        day = next((one for one in told if one), product[0].recorded_on)
    owes = owed.withdrawn is None or state is State.DONE
    due = due_then(owed, day)
    return {
        "obligation": owed,
        "state": entries[-1].state if entries else State.NOT_STARTED,
        "counts_as": state,
        "entry": entries[-1] if entries else None,
        "percent": last_of(work, "percent"),
        "started_on": last_of(work, "started_on"),
        "submitted_on": submitted,
        "finished_on": finished,
        "evidence": evidence,
        "suspended_on": decided[0] if decided else None,
        "done_on": day if state is State.DONE else None,
        "judged_on": day,
        "deadline_class": class_on(plan, due, state, day) if owes else None,
        "original_class": class_on(plan, first_due(plan, owed, due), state, day) if owes else None,
    }


Test = Callable[[Standing], bool]
OPEN_CLASSES = {
    "on_time": {DeadlineClass.ON_TIME, DeadlineClass.DUE_SOON},
    "due_soon": {DeadlineClass.DUE_SOON},
    "overdue": {DeadlineClass.OVERDUE},
    "undated": {DeadlineClass.NO_DEADLINE},
}
DONE_CLASSES = {
    "done_on_time": DeadlineClass.DONE_ON_TIME,
    "done_late": DeadlineClass.DONE_LATE,
    "done_undated": DeadlineClass.NO_DEADLINE,
}


def holds(one: Standing, name: str) -> bool:
    """Return whether a standing is counted in a number, from what the number means alone."""
    state, standing, first = one.counts_as, one.deadline_class, one.original_class
    if one.obligation.kind is TaskKind.STANDING:
        return name == "standing"
    is_open = state not in {State.DONE, State.SUSPENDED}
    is_judged_first = state is not State.SUSPENDED and first in {
        DeadlineClass.DONE_ON_TIME,
        DeadlineClass.DONE_LATE,
        DeadlineClass.OVERDUE,
    }
    is_first_in_time = is_judged_first and first is DeadlineClass.DONE_ON_TIME
    if name in OPEN_CLASSES:
        return is_open and standing in OPEN_CLASSES[name]
    if name in DONE_CLASSES:
        return state is State.DONE and standing is DONE_CLASSES[name]
    return {
        "standing": False,
        "total": True,
        "done": state is State.DONE,
        "not_done": is_open,
        "returned": state is State.RETURNED,
        "submitted": state is State.SUBMITTED,
        "unproven": one.state is State.DONE and state is State.SUBMITTED,
        "suspended": state is State.SUSPENDED,
        "suspended_overdue": state is State.SUSPENDED and standing is DeadlineClass.OVERDUE,
        "undecided": one.state is State.SUSPENDED and state is not State.SUSPENDED,
        "extended": one.obligation.original is not None,
        "first_on_time": is_first_in_time,
        "first_judged": is_judged_first,
        "first_late": is_judged_first and not is_first_in_time,
    }[name]


def counted(table: StatusTable, wanted: list[Standing]) -> None:
    """Hold a table against standings, number by number and body by body."""
    units = {one.unit for one in wanted}
    assert {row.unit for row in table.rows} == units
    assert len(table.rows) == len(units)
    for name in NUMBERS:
        for row in table.rows:
            mine = [one for one in wanted if one.unit == row.unit]
            assert getattr(row, name) == sum(holds(one, name) for one in mine), name
        assert getattr(table.total, name) == sum(holds(one, name) for one in wanted), name


# --------------------------------------------------------------------------------------- the laws


@given(known())
def test_standings_say_what_a_plain_reckoning_says(given: Known) -> None:
    found = given.found()
    assert [one.obligation for one in found] == list(given.owing)
    for one in found:
        assert attrs.asdict(one, recurse=False) == reckoned(given, one.obligation)
        assert one.judged_due == due_then(one.obligation, one.judged_on)
    lost = [
        entry
        for entry in given.ledger.entries
        if entry.recorded_on <= given.as_of and meant(entry, given.owing) is None
    ]
    key = attrs.asdict
    assert sorted(map(str, map(key, found.unmatched))) == sorted(map(str, map(key, lost)))


@given(known())
def test_the_table_counts_each_obligation_once(given: Known) -> None:
    found = given.found()
    status = status_of(found)
    live = [one for one in found if one.deadline_class is not None]
    is_main: Test = lambda one: (  # noqa: E731 - said once, used twice
        one.is_official or one.obligation.kind is TaskKind.STANDING
    )
    counted(status.official, [one for one in live if is_main(one)])
    counted(status.provisional, [one for one in live if not is_main(one)])
    assert status.withdrawn == len(found) - len(live)


def rate_of(status: Status) -> tuple[int, int]:
    return status.official.total.done_on_time, status.official.total.judged


@given(known())
def test_sums_hold_on_every_day_and_nothing_assumed_enters_a_rate(given: Known) -> None:
    for number in range(-20, 21, 10):
        as_of = given.as_of + number * DAY
        owing = obligations_of(given.plan, as_of=as_of)
        found = Known(owing, given.ledger, as_of).found()
        status = status_of(found)
        prove(status)
        judged = [
            one
            for one in found.only(one for one in found if one.is_official and one.is_counted)
            if one.counts_as is not State.SUSPENDED
            and one.deadline_class
            in {DeadlineClass.DONE_ON_TIME, DeadlineClass.DONE_LATE, DeadlineClass.OVERDUE}
        ]
        on_time = [one for one in judged if one.deadline_class is DeadlineClass.DONE_ON_TIME]
        assert rate_of(status) == (len(on_time), len(judged))
        drafts = Obligations(
            (attrs.evolve(owed, is_draft=True) for owed in owing), plan=given.plan, as_of=as_of
        )
        assert rate_of(status_of(Known(drafts, given.ledger, as_of).found())) == (0, 0)


@given(known(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_entries_does_not_matter(
    given: Known, chance: random.Random
) -> None:
    entries = [attrs.evolve(one, order=Ordinal(1)) for one in given.ledger.entries]
    before = given.found(Ledger(tuple(entries)))
    chance.shuffle(entries)
    after = given.found(Ledger(tuple(entries)))
    assert after == before
    assert after.unmatched == before.unmatched


@given(known())
def test_what_is_recorded_later_changes_nothing(given: Known) -> None:
    later = [
        attrs.evolve(entry, recorded_on=given.as_of + number * DAY)
        for number, entry in enumerate(given.ledger.entries, 1)
    ]
    found = given.found(Ledger((*given.ledger.entries, *later)))
    assert found == given.found()
    assert found.unmatched == given.found().unmatched


@given(known())
def test_standings_travel_between_processes(given: Known) -> None:
    found = given.found()
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert again == found
    assert (again.plan, again.as_of) == (found.plan, found.as_of)
    assert again.unmatched == found.unmatched
