"""Laws of drafts: what is official is what would be so without them."""

from datetime import date, timedelta

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from planrules import (
    Assessment,
    Obligation,
    PartialDate,
    Plan,
    PlanFileError,
    StatusTable,
    assess,
    consolidate,
    loads,
    status_of,
)
from planrules.model.ids import Slug
from planrules.model.responsibility import Holder
from planrules.schedule import obligations_of
from planrules.tracking.status import NUMBERS
from tests.amending import START, TASKS, Table, days, drafted_plans, later_days, text
from tests.dear import DEAR

_DAY = timedelta(days=1)
#: What may be wrong with amendments drawn at random.
CLASHES = {"AMD002", "AMD004", "AMD005", "AMD013", "REF001", "REF004"}


def drafts_of(plan: Plan) -> list[str]:
    return [one.id for one in plan.amendments if one.is_draft]


def read(tables: Table, day: date) -> tuple[Plan, Plan]:
    """Return a plan, and it with all its drafts; those whose amendments clash are passed over."""
    found: list[PlanFileError] = []
    try:
        plan = loads(text(tables))
        return plan, consolidate(plan, as_of=day, drafts=drafts_of(plan))
    except PlanFileError as error:
        found.append(error)
    assert {fault.code for error in found for fault in error.faults} <= CLASHES
    assume(False)  # noqa: FBT003 - the argument of hypothesis
    raise AssertionError


def assessed(plan: Plan, day: date) -> tuple[Assessment, Assessment]:
    """Return a plan on a day without and with its drafts."""
    without = assess(plan, as_of=day, rules=())
    return without, assess(plan, as_of=day, rules=(), drafts=drafts_of(plan))


def terms(one: Obligation) -> Obligation:
    """Return an obligation without what is only said of it."""
    return attrs.evolve(one, task=TASK, roles=())


TASK = loads(
    'format = 1\nplan = { id = "p", title = "P" }\ntask = [{ id = "t", title = "T" }]'
).tasks[0]


@DEAR
@given(drafted_plans(), later_days())
def test_what_rests_on_no_draft_is_owed_so_without_any(tables: Table, day: date) -> None:
    plan, drafted = read(tables, day)
    official = {one.uid: one for one in obligations_of(consolidate(plan, as_of=day), as_of=day)}

    found = {one.uid: one for one in obligations_of(drafted, as_of=day)}
    assert official.keys() <= found.keys()
    for uid, one in found.items():
        if not one.is_draft:
            assert terms(one) == terms(official[uid])
            assert one.kind is official[uid].kind


def numbers(table: StatusTable) -> dict[str | None, dict[str, int]]:
    return {row.unit: {name: getattr(row, name) for name in NUMBERS} for row in table.rows}


@DEAR
@given(drafted_plans(), later_days())
def test_drafts_add_nothing_to_any_official_number(tables: Table, day: date) -> None:
    plan, _ = read(tables, day)
    without, drafted = (one.standings for one in assessed(plan, day))
    known = {one.obligation.uid: one for one in without}
    for one in drafted:
        if not one.obligation.is_draft:
            beside = known[one.obligation.uid]
            assert attrs.evolve(one, obligation=beside.obligation) == beside

    official, status = status_of(without), status_of(drafted)
    before = numbers(official.official)
    for unit, row in numbers(status.official).items():
        for name, number in row.items():
            assert number <= before[unit][name], (unit, name)
    for table in (official.official, official.provisional, status.official):
        assert table.total.withdrawn_by_draft == 0


@DEAR
@given(drafted_plans(), later_days())
def test_what_the_plan_owes_is_never_lost_in_silence(tables: Table, day: date) -> None:
    plan, _ = read(tables, day)
    without, drafted = (one.standings for one in assessed(plan, day))
    told = {one.obligation.uid: one for one in drafted}
    status = status_of(drafted)
    gone = [
        told[one.obligation.uid]
        for one in without
        if one.obligation.withdrawn is None and told[one.obligation.uid].deadline_class is None
    ]
    assert all(one.is_withdrawn_by_draft for one in gone)
    assert status.provisional.total.withdrawn_by_draft == len(gone)


@DEAR
@given(drafted_plans(), later_days())
def test_without_drafts_nothing_rests_on_one(tables: Table, day: date) -> None:
    plan, _ = read(tables, day)
    assert not any(one.is_draft for one in assess(plan, as_of=day, rules=()).obligations)
    pending = [one.id for one in plan.amendments if one.is_draft and (one.since or day) > day]
    drafted = consolidate(plan, as_of=day, drafts=pending)
    assert not any(one.is_draft for one in obligations_of(drafted, as_of=day))


def issue(tables: Table) -> None:
    """Issue all drafts."""
    for one in tables["amendment"]:
        one["status"] = "issued"


@DEAR
@given(drafted_plans(), later_days())
def test_a_draft_that_says_nothing_of_work_makes_nothing_rest_on_it(
    tables: Table, day: date
) -> None:
    issue(tables)
    tables["amendment"].append(
        {
            "id": "nothing",
            "status": "draft",
            "effective_on": START + 40 * _DAY,
            "add": {"unit": [{"id": "d", "name": "D"}]},
        }
    )
    _, drafted = read(tables, day)
    assert not any(one.is_draft for one in obligations_of(drafted, as_of=day))


@DEAR
@given(
    drafted_plans(), later_days(), st.sampled_from(TASKS), st.sampled_from(["a", "b", "c"]), days()
)
def test_what_somebody_changes_further_rests_on_no_draft(
    tables: Table, day: date, task: str, unit: str, due: date
) -> None:
    """A change to work that no draft touches, after the plan was consolidated."""
    issue(tables)
    tables["amendment"].append(
        {
            "id": "other",
            "status": "draft",
            "effective_on": START + 40 * _DAY,
            "add": {"task": [{"id": "more", "title": "M", "lead": "b", "due": START + 90 * _DAY}]},
        }
    )
    _, drafted = read(tables, day)
    rows = tuple(
        attrs.evolve(row, lead=(Holder(Slug(unit)),), due=PartialDate.from_date(due), every=None)
        if row.id == task
        else row
        for row in drafted.tasks
    )
    changed = attrs.evolve(drafted, tasks=rows)
    found = [one.task.id for one in obligations_of(changed, as_of=day) if one.is_draft]
    assert set(found) <= {"more"}
