"""Laws of obligations: nothing doubled, nothing lost, whatever becomes of the bodies.

What the library says is held against a slow and plain reckoning, body by body and day by day.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

from planrules import CATALOGUE, Finding, Plan, assess, chosen, dumps, loads
from planrules.model.body import (
    UNKNOWN,
    Follow,
    Group,
    Selector,
    Successors,
    Territory,
    Unit,
)
from planrules.model.calendar import CalendarTable, SpecialDay
from planrules.model.ids import Slug
from planrules.model.obligation import Obligation
from planrules.model.progress import Ownerless
from planrules.model.responsibility import Holder
from planrules.schedule.due import due_dates
from planrules.schedule.owing import obligations_of, owing_of
from planrules.timing.calendars import calendar_of
from tests.registers import DAY, START, days_asked_about, owing_plans, turning_days

Owed = dict[str, Obligation]


@st.composite
def plans_on_days(draw: st.DrawFn) -> tuple[Plan, date]:
    plan = draw(owing_plans())
    return plan, draw(days_asked_about(plan))


@st.composite
def plans_through_time(draw: st.DrawFn) -> tuple[Plan, list[date]]:
    """Return plans, and days on which to ask what is owed: all those on which anything turns.

    A few of the days between them are among them.
    """
    plan = draw(owing_plans())
    between = draw(st.lists(days_asked_about(plan), max_size=4))
    return plan, sorted({*turning_days(plan), *between})


def owed(plan: Plan, as_of: date) -> Owed:
    return {one.uid: one for one in obligations_of(plan, as_of=as_of)}


# ------------------------------------------------------------------- the slow and plain reckoning


def lives(unit: Unit, day: date) -> bool:
    return (unit.since or date.min) <= day <= (unit.until or date.max)


def is_over(unit: Unit, day: date) -> bool:
    return unit.until is not None and unit.until < day


def is_awaited(unit: Unit, day: date) -> bool:
    """Return whether a body has not begun; one that ends before it begins is over all the same."""
    return not lives(unit, day) and not is_over(unit, day)


def named(successors: Successors) -> tuple[str, ...]:
    return () if successors is None or successors == UNKNOWN else successors


def standing_for(plan: Plan, id: str, day: date) -> set[str]:
    """Return who stands for a body on a day: itself, or whoever came after it."""
    unit = body(plan, id)
    if lives(unit, day):
        return {id}
    if not is_over(unit, day):
        return set()
    return set().union(*(standing_for(plan, heir, day) for heir in named(unit.successors)))


def body(plan: Plan, id: str) -> Unit:
    (unit,) = (unit for unit in plan.units if unit.id == id)
    return unit


def group(plan: Plan, id: str) -> Group:
    (found,) = (group for group in plan.groups if group.id == id)
    return found


def lies_within(plan: Plan, area: str | None, wanted: str | None) -> bool:
    territories: Mapping[str, Territory] = {one.id: one for one in plan.territories}
    while area is not None and area != wanted:
        area = territories[area].within
    return wanted is None or area == wanted


def is_chosen(plan: Plan, selector: Selector, unit: Unit, day: date) -> bool:
    return lives(unit, selector.on or day) and any(
        (not selector.kind or area.kind in selector.kind)
        and lies_within(plan, area.id, selector.within)
        for area in plan.territories
        if area.id == unit.area
    )


def members(plan: Plan, id: str, day: date) -> set[str]:
    """Return the ids of the members of a group on a day."""
    named_or_chosen = group(plan, id).members
    found: set[str] = set()
    if isinstance(named_or_chosen, Selector):
        for unit in plan.units:
            if is_chosen(plan, named_or_chosen, unit, day):
                found |= standing_for(plan, unit.id, day) if follows(plan, id) else {unit.id}
        return {id for id in found if lives(body(plan, id), day)}
    for member in named_or_chosen:
        is_group = any(other.id == member for other in plan.groups)
        found |= members(plan, member, day) if is_group else standing_for(plan, member, day)
    return found


def follows(plan: Plan, id: str) -> bool:
    """Return whether the members that a selector chooses are followed into their successors."""
    selector = group(plan, id).members
    return not isinstance(selector, Selector) or selector.follow is Follow.SUCCESSORS


def followed(plan: Plan, id: str, day: date) -> set[str]:
    """Return the ids of the members of a group on a day that are followed into their successors."""
    if not follows(plan, id):
        return set()
    named_or_chosen = group(plan, id).members
    if isinstance(named_or_chosen, Selector):
        return members(plan, id, day)
    found: set[str] = set()
    for member in named_or_chosen:
        is_group = any(other.id == member for other in plan.groups)
        found |= followed(plan, member, day) if is_group else standing_for(plan, member, day)
    return found


Members = Callable[[Plan, str, date], set[str]]


def until(plan: Plan, ids: Iterable[str], day: date, which: Members) -> set[str]:
    """Return everybody that belonged to groups from the beginning of the plan to a day."""
    days = {turning for turning in turning_days(plan) if turning <= day} | {day}
    return set().union(*(which(plan, id, each) for id in ids for each in days))


def ends_of(plan: Plan, unit: Unit, day: date) -> set[Ownerless]:
    """Return what becomes of the work of a body that has ended, where nobody has it on a day."""
    if unit.successors is None or unit.successors == UNKNOWN:
        return {Ownerless.SUCCESSOR_UNKNOWN}
    heirs = [body(plan, heir) for heir in named(unit.successors)]
    if not heirs:
        return {Ownerless.NO_SUCCESSOR}
    return set().union(
        *(
            {Ownerless.SUCCESSOR_NOT_YET} if is_awaited(heir, day) else ends_of(plan, heir, day)
            for heir in heirs
            if not lives(heir, day)
        )
    )


def leads(plan: Plan, one: Obligation) -> list[Holder]:
    """Return who leads the task of an obligation, by its heading where it names nobody."""
    if one.task.lead or one.task.clause is None:
        return [*one.task.lead]
    return [*plan.assignments[0].lead]


def day_of(one: Obligation, as_of: date) -> date:
    """Return the day that decides whose an obligation is; nobody owes anything before the plan."""
    return as_of if one.due is None else max(min(one.due, as_of), START)


def member_of(one: Obligation) -> str | None:
    """Return the member that the uid of an obligation names."""
    parts = one.uid.split(".")
    return parts[3] if len(parts) > 3 else None


def by_work(
    obligations: Iterable[Obligation],
) -> dict[tuple[str, str], list[Obligation]]:
    """Return obligations by task and period."""
    found: dict[tuple[str, str], list[Obligation]] = {}
    for one in obligations:
        found.setdefault((one.task.id, one.period), []).append(one)
    return found


# ---------------------------------------------------------------------------------------- the laws


class TestNames:
    """Every obligation has a uid of its own, and keeps it for good.

    The uid is ``PLAN.TASK.PERIOD``, with ``.MEMBER`` for ``each`` work.
    """

    @given(plans_on_days())
    def test_uids_say_what_is_owed_and_are_unique(self, asked: tuple[Plan, date]) -> None:
        plan, as_of = asked
        obligations = obligations_of(plan, as_of=as_of)

        for one in obligations:
            member = member_of(one)
            stem = f"p.{one.task.id}.{one.period}"
            assert one.uid == (stem if member is None else f"{stem}.{member}")
            assert member is None or member == one.unit
        assert max(Counter(one.uid for one in obligations).values(), default=1) == 1

    @given(plans_through_time())
    def test_what_was_owed_once_is_never_lost(self, asked: tuple[Plan, list[date]]) -> None:
        plan, days = asked

        for before, after in pairwise(owed(plan, day) for day in days):
            for uid, one in before.items():
                assert uid in after
                assert after[uid].task == one.task
                assert after[uid].period == one.period
                assert (after[uid].opens, after[uid].closes) == (one.opens, one.closes)


class TestOwners:
    """At every day, every obligation that is not withdrawn has exactly one owner.

    Or something says why not. Owners are resolved on the earlier of the due day and that day.
    """

    @given(plans_on_days())
    def test_one_body_owns_what_is_not_withdrawn(self, asked: tuple[Plan, date]) -> None:
        plan, as_of = asked

        for one in obligations_of(plan, as_of=as_of):
            if one.withdrawn is None and one.ownerless is None:
                assert one.unit is not None
                assert lives(body(plan, one.unit), day_of(one, as_of))
            if one.withdrawn is not None:
                assert one.ownerless is None
                assert one.unit == one.withdrawn.body
                if one.unit is not None:
                    assert not lives(body(plan, one.unit), day_of(one, as_of))

    @given(plans_on_days())
    def test_a_sole_holder_is_followed(self, asked: tuple[Plan, date]) -> None:
        """To the one body that stands for it; else the last one known is named, and why."""
        plan, as_of = asked

        for one in obligations_of(plan, as_of=as_of):
            sole = [lead for lead in leads(plan, one) if not lead.each]
            if member_of(one) is not None or (leads(plan, one) and not sole):
                continue
            assert one.withdrawn is None
            if len(sole) == 1 and sole[0].who is not None:
                assert_followed(plan, sole[0].who, one, day_of(one, as_of))
            else:
                assert one.unit is None
                assert one.ownerless == (
                    Ownerless.NO_LEAD
                    if not sole
                    else Ownerless.OPEN_LEAD
                    if len(sole) == 1
                    else Ownerless.SEVERAL_LEADS
                )

    @given(plans_on_days())
    def test_each_member_owes_once(self, asked: tuple[Plan, date]) -> None:
        """Those of the day owe it; of those before them it is withdrawn, or nobody knows."""
        plan, as_of = asked

        for obligations in by_work(obligations_of(plan, as_of=as_of)).values():
            groups = [lead.who for lead in leads(plan, obligations[0]) if lead.each and lead.who]
            day = day_of(obligations[0], as_of)
            present = set().union(*(members(plan, id, day) for id in groups))
            ever = until(plan, groups, day, members)

            owing = Counter(one.unit for one in obligations if member_of(one) is not None)
            assert owing == Counter(dict.fromkeys(ever, 1))
            for one in obligations:
                if member_of(one) is not None:
                    is_owner = one.withdrawn is None and one.ownerless is None
                    assert is_owner == (one.unit in present)
            if groups and not ever and all(lead.each for lead in leads(plan, obligations[0])):
                assert [one.ownerless for one in obligations] == [Ownerless.NO_MEMBERS]

    @given(plans_on_days())
    def test_where_nobody_owes_it_a_finding_says_why(self, asked: tuple[Plan, date]) -> None:
        plan, as_of = asked
        findings = assess(plan, as_of=as_of, rules=RULES).findings

        for one in obligations_of(plan, as_of=as_of):
            if one.ownerless is not None:
                assert any(says_why(plan, one, finding) for finding in findings), one.uid

    @given(plans_through_time())
    def test_what_was_due_before_a_body_ended_stays_with_it(
        self, asked: tuple[Plan, list[date]]
    ) -> None:
        """A successor does not bear its predecessor's lateness.

        Dates may still move: a day may be decided to be off when it has passed already.
        """
        plan, days = asked

        for day, later in pairwise(days):
            overdue = [
                one
                for one in obligations_of(plan, as_of=day)
                if one.due is not None and one.due <= day
            ]
            found = owed(plan, later)
            assert [held(one) for one in overdue] == [held(found[one.uid]) for one in overdue]


def held(one: Obligation) -> tuple[object, ...]:
    """Return who holds an obligation, or why nobody does."""
    return one.unit, one.roles, one.ownerless, one.withdrawn


#: Rules that say why nobody in particular owes something.
RULES = chosen(CATALOGUE, select=("RES001", "ORG001", "ORG005", "ORG007", "ORG008"))


def says_why(plan: Plan, one: Obligation, finding: Finding) -> bool:
    """Return whether a finding says why an obligation has no owner."""
    match one.ownerless:
        case Ownerless.NO_LEAD | Ownerless.SEVERAL_LEADS | Ownerless.OPEN_LEAD:
            # What a heading says of all tasks under it is said of the first of them.
            task = plan.row(finding.subject.id) if finding.code == "RES001" else None
            return task is one.task or (
                task is not None and not one.task.lead and task.clause == one.task.clause
            )
        case Ownerless.NO_MEMBERS:
            groups = {lead.who for lead in leads(plan, one)}
            return finding.subject.id in ({one.task.id} if finding.code == "ORG008" else groups)
        case _:
            is_gone = finding.code in {"ORG001", "ORG005", "ORG008"} and finding.key is not None
            return is_gone and one.unit in {finding.key, *after(plan, finding.key or "")}


def assert_followed(plan: Plan, id: str, one: Obligation, day: date) -> None:
    """Assert that the work of a sole holder is where it belongs on a day."""
    standing = standing_for(plan, id, day)
    assert one.unit is not None
    ends = set() if lives(body(plan, id), day) else ends_of(plan, body(plan, id), day)
    if one.ownerless is None:
        assert standing == {one.unit}
        assert ends <= {Ownerless.NO_SUCCESSOR}
        return
    last = body(plan, one.unit)
    heirs = [body(plan, heir) for heir in named(last.successors)]
    # Of several that come after a body, one is not taken for the only one while another is to begin
    # or nobody knows what became of it.
    assert len(standing) != 1 or not ends <= {Ownerless.NO_SUCCESSOR}
    match one.ownerless:
        case Ownerless.NOT_YET:
            assert last.id == id
            assert is_awaited(last, day)
        case Ownerless.SUCCESSOR_UNKNOWN:
            assert last.successors is None or last.successors == UNKNOWN
        case Ownerless.NO_SUCCESSOR:
            assert last.successors == ()
        case Ownerless.SUCCESSOR_NOT_YET:
            (heir,) = heirs
            assert is_awaited(heir, day)
        case Ownerless.SEVERAL_SUCCESSORS:
            assert len(heirs) > 1
        case _:
            raise AssertionError(one)
    if one.ownerless is not Ownerless.NOT_YET:
        assert is_over(last, day)
        assert last.id == id or last.id in after(plan, id)


def after(plan: Plan, id: str) -> set[str]:
    """Return everybody that comes after a body, sooner or later."""
    heirs = named(body(plan, id).successors)
    return set(heirs).union(*(after(plan, heir) for heir in heirs))


class TestWithdrawal:
    """When a member of a group ends, its obligation is withdrawn with a pointer to its successor's.

    A missing or unknown successor is never guessed: the last holder stays named.
    """

    @given(plans_on_days())
    def test_pointers_lead_to_those_who_stand_for_it(self, asked: tuple[Plan, date]) -> None:
        """Directly or by way of others that are withdrawn, to all of them and to nobody else."""
        plan, as_of = asked
        found = owed(plan, as_of)

        for one in found.values():
            if one.withdrawn is None or one.unit is None:
                continue
            reached = set(reachable(found, one))
            owners = {
                found[uid].unit
                for uid in reached
                if found[uid].withdrawn is None and found[uid].ownerless is None
            }
            if one.withdrawn.successors:
                assert {found[uid].unit for uid in reached} <= after(plan, one.unit)
                day = day_of(one, as_of)
                groups = [lead.who for lead in leads(plan, one) if lead.each and lead.who]
                present = set().union(*(members(plan, id, day) for id in groups))
                standing = standing_for(plan, one.unit, day) & present
                assert owners == standing

    @given(plans_on_days())
    def test_it_is_withdrawn_only_where_something_is_known(self, asked: tuple[Plan, date]) -> None:
        """A member has its work, or nobody came after it but others, or it is not followed."""
        plan, as_of = asked

        for one in owed(plan, as_of).values():
            if member_of(one) is None or one.unit is None:
                continue
            unit, day = body(plan, one.unit), day_of(one, as_of)
            groups = [
                lead.who
                for lead in leads(plan, one)
                if lead.each and lead.who and one.unit in until(plan, [lead.who], day, members)
            ]
            is_followed = one.unit in until(plan, groups, day, followed)
            present = set().union(*(members(plan, id, day) for id in groups))
            others = standing_for(plan, one.unit, day) - present
            ends = ends_of(plan, unit, day)
            if one.withdrawn is not None and not one.withdrawn.successors:
                assert not is_followed or (others or ends) == (others or {Ownerless.NO_SUCCESSOR})
            if one.ownerless is not None:
                assert is_followed
                assert one.ownerless in ends
            if one.ownerless is not None or (one.withdrawn and not one.withdrawn.successors):
                assert not is_followed or standing_for(plan, one.unit, day) == others

    @given(plans_through_time())
    def test_once_withdrawn_it_stays_withdrawn(self, asked: tuple[Plan, list[date]]) -> None:
        """On the same day, and pointing to whom it pointed, whoever else has come since."""
        plan, days = asked

        for before, later in pairwise((day, owed(plan, day)) for day in days):
            for uid, one in before[1].items():
                then = one.withdrawn
                if then is not None:
                    now = later[1][uid].withdrawn
                    assert now is not None
                    assert (now.on, now.body) == (then.on, then.body)
                    assert set(then.successors) <= set(now.successors)
                elif uid in later[1] and (now := later[1][uid].withdrawn) is not None:
                    assert before[0] < now.on <= later[0]

    @given(plans_on_days())
    def test_what_a_group_without_members_owes_passes_to_its_first_members(
        self, asked: tuple[Plan, date]
    ) -> None:
        """It is withdrawn from the first day of any, and points to them alone."""
        plan, as_of = asked
        found = owed(plan, as_of)

        for uid, one in found.items():
            holders = leads(plan, one)
            if member_of(one) is not None or not holders or not all(lead.each for lead in holders):
                continue
            groups = [lead.who for lead in holders if lead.who]
            if one.withdrawn is None:
                assert one.ownerless is Ownerless.NO_MEMBERS
                day = day_of(one, as_of)
                assert not set().union(*(members(plan, id, day) for id in groups))
                continue
            first = set().union(*(members(plan, id, one.withdrawn.on) for id in groups))
            assert {found[heir].unit for heir in one.withdrawn.successors} == first
            assert first
            assert all(heir.startswith(f"{uid}.") for heir in one.withdrawn.successors)


def reachable(found: Owed, one: Obligation) -> Iterable[str]:
    """Yield the uids that an obligation points to, directly or by way of others."""
    for uid in one.withdrawn.successors if one.withdrawn else ():
        yield uid
        yield from reachable(found, found[uid])


#: What the world outside sees of an obligation.
def seen(one: Obligation) -> tuple[object, ...]:
    return (
        one.uid,
        one.unit,
        one.ownerless,
        one.withdrawn,
        one.due,
        one.revision,
        one.sequence,
    )


class TestWhatLiesAhead:
    """What comes into being after a day changes nothing on that day."""

    @given(plans_on_days(), st.data())
    def test_a_body_that_begins_later_changes_nothing(
        self, asked: tuple[Plan, date], data: st.DataObject
    ) -> None:
        """Though groups choose or name it, and others that still exist make it their successor."""
        plan, as_of = asked
        begins = as_of + DAY * data.draw(st.integers(1, 30))
        area = data.draw(st.sampled_from([None, *(one.id for one in plan.territories)]))
        later = Unit(id=Slug("u-later"), name="U", since=begins, area=area)
        ending = data.draw(st.sampled_from(plan.units))
        heirs: Successors = (*map(Slug, named(ending.successors)), later.id)
        units = [
            attrs.evolve(unit, successors=heirs)
            if unit is ending and (unit.until or date.max) >= as_of
            else unit
            for unit in plan.units
        ]
        units.insert(data.draw(st.integers(0, len(units))), later)
        groups = [
            one if isinstance(one.members, Selector) else naming(one, later) for one in plan.groups
        ]
        changed = attrs.evolve(plan, units=tuple(units), groups=tuple(groups))

        assert sorted(map(seen, obligations_of(changed, as_of=as_of)), key=repr) == sorted(
            map(seen, obligations_of(plan, as_of=as_of)), key=repr
        )

    @given(plans_on_days(), st.data())
    def test_what_comes_after_a_body_that_still_exists_changes_nothing(
        self, asked: tuple[Plan, date], data: st.DataObject
    ) -> None:
        plan, as_of = asked
        ids = [unit.id for unit in plan.units]
        others: st.SearchStrategy[Successors] = st.sampled_from([None, UNKNOWN, ()])
        units = []
        for index, unit in enumerate(plan.units):
            heirs = others | st.sampled_from(ids[index:]).map(lambda id: (id,))
            is_free = not is_over(unit, as_of) and unit.id != ids[-1]
            units.append(attrs.evolve(unit, successors=data.draw(heirs)) if is_free else unit)
        changed = attrs.evolve(plan, units=tuple(units))

        assert [*map(seen, obligations_of(changed, as_of=as_of))] == [
            *map(seen, obligations_of(plan, as_of=as_of))
        ]


def naming(one: Group, unit: Unit) -> Group:
    """Return a group that names one more body."""
    assert isinstance(one.members, tuple)
    return attrs.evolve(one, members=(*one.members, unit.id))


class TestVersions:
    """Revision counts the dated events known by a day that changed published fields.

    Sequence counts those among them that changed due date, holder or withdrawal.
    """

    @given(plans_through_time())
    def test_versions_only_grow(self, asked: tuple[Plan, list[date]]) -> None:
        plan, days = asked

        for as_of, before, later in (
            (as_of, owed(plan, day), owed(plan, as_of)) for day, as_of in pairwise(days)
        ):
            for uid, one in before.items():
                now = later.get(uid, one)
                assert 0 <= one.sequence <= one.revision <= now.revision
                assert one.sequence <= now.sequence <= now.revision
                assert (one.changed_on is None) == (one.revision == 0)
                assert (one.changed_on or START) <= (now.changed_on or START) <= as_of

    @given(plans_through_time())
    def test_sequence_grows_exactly_with_due_day_holder_and_withdrawal(
        self, asked: tuple[Plan, list[date]]
    ) -> None:
        """By one, from each day on which anything turns to the next."""
        plan, days = asked

        for day, before, later in (
            (day, owed(plan, last), owed(plan, day)) for last, day in pairwise(days)
        ):
            for uid, one in before.items():
                now = later.get(uid, one)
                was, is_ = ((o.due, o.unit, o.withdrawn) for o in (one, now))
                assert now.sequence == one.sequence + (was != is_)
                assert was == is_ or now.changed_on == day


class TestOrder:
    """The order of rows in files means nothing beyond the order of the results."""

    @given(plans_on_days(), st.randoms(use_true_random=False))
    def test_the_order_of_rows_changes_the_order_alone(
        self, asked: tuple[Plan, date], chance: random.Random
    ) -> None:
        plan, as_of = asked
        changed = attrs.evolve(
            plan,
            units=tuple(chance.sample(plan.units, len(plan.units))),
            groups=tuple(chance.sample(plan.groups, len(plan.groups))),
            territories=tuple(chance.sample(plan.territories, len(plan.territories))),
            tasks=tuple(chance.sample(plan.tasks, len(plan.tasks))),
        )

        assert owed(changed, as_of) == owed(plan, as_of)

    @given(plans_on_days())
    def test_results_follow_tasks_then_closing_days_then_the_register(
        self, asked: tuple[Plan, date]
    ) -> None:
        plan, as_of = asked
        tasks = [task.id for task in plan.tasks]
        register: list[str] = [unit.id for unit in plan.units]
        found = obligations_of(plan, as_of=as_of)

        keys = [(tasks.index(one.task.id), one.closes or START) for one in found]
        assert keys == sorted(keys)
        for obligations in by_work(found).values():
            present = [register.index(id) for id in map(member_of, obligations) if id is not None]
            assert present == sorted(present)

    @given(plans_on_days())
    def test_a_plan_that_was_written_and_read_owes_the_same(self, asked: tuple[Plan, date]) -> None:
        plan, as_of = asked

        assert obligations_of(loads(dumps(plan)), as_of=as_of) == obligations_of(plan, as_of=as_of)


class TestAnnouncements:
    """Days off count from the day on which they are decided, no sooner and no later."""

    @given(plans_through_time())
    def test_a_day_is_known_from_its_decision_on(self, asked: tuple[Plan, list[date]]) -> None:
        """Before it the calendar is the one without that day, after it the one that always had it.

        What is known when the plan is issued was known to it all along.
        """
        plan, days = asked

        for day in days:
            table = plan.calendar and decided(plan.calendar, day)
            changed = attrs.evolve(plan, calendar=table)
            dues = {uid: one.deadline for uid, one in owed(changed, day).items()}
            assert {uid: one.deadline for uid, one in owed(plan, day).items()} == dues


def decided(table: CalendarTable, day: date) -> CalendarTable:
    """Return a calendar of which only what is decided by a day is left, as if always known."""

    def left(rows: Iterable[SpecialDay]) -> tuple[SpecialDay, ...]:
        return tuple(
            attrs.evolve(row, decided_on=None)
            for row in rows
            if row.decided_on is None or row.decided_on <= max(day, START)
        )

    return attrs.evolve(table, days_off=left(table.days_off), days_worked=left(table.days_worked))


class TestDeadlinesAlone:
    """Deadlines are those of the obligations, though none is made for them."""

    @given(plans_on_days())
    def test_they_are_those_of_what_is_not_withdrawn(self, asked: tuple[Plan, date]) -> None:
        plan, as_of = asked
        owing = owing_of(plan, as_of, {})

        for task in plan.tasks:
            expected = {
                one.period: one.deadline
                for one in owing.of(task)
                if one.withdrawn is None and one.deadline is not None
            }
            found = {
                period.label if period else "once": due for period, due in owing.deadlines(task)
            }
            assert found == expected
            assert owing.is_owed(task) is bool(expected)

    @given(plans_on_days())
    def test_they_may_be_handed_in(self, asked: tuple[Plan, date]) -> None:
        plan, as_of = asked
        dues = due_dates(plan, calendar_of(plan, known_on=as_of))

        assert tuple(owing_of(plan, as_of, {}, dues)) == obligations_of(plan, as_of=as_of)
