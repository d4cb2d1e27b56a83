"""Laws of how far indicators are, beside a second way to work it out."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from planrules.model.body import Group, Unit
from planrules.model.dates import PartialDate
from planrules.model.goal import Indicator, IntermediateTarget, Rollup
from planrules.model.ids import Slug
from planrules.model.ledger import Ledger, Measurement, Ordinal
from planrules.model.plan import Plan
from planrules.tracking.figures import rounded
from planrules.tracking.indicators import indicator_progress
from planrules.tracking.progress import IndicatorProgress, Obstacle, Pace

START = date(2024, 1, 1)
DAY = timedelta(days=1)
#: Days on which bodies may change, and around which things are measured and asked.
TURNS = [START + timedelta(days=30 * index) for index in range(1, 5)]


@st.composite
def registers(draw: st.DrawFn) -> tuple[Unit, ...]:
    """Return bodies that merge, grow, are divided and renamed, generation after generation."""
    units: dict[str, Unit] = {
        id: Unit(id=Slug(id), name=id) for id in ("a", "b", "c", "d")[: draw(st.integers(1, 4))]
    }
    living = list(units)
    for turn, day in enumerate(TURNS[: draw(st.integers(0, 4))]):
        ending = draw(st.lists(st.sampled_from(living), unique=True, max_size=3))
        made = [f"{name}{turn}" for name in "xy"[: draw(st.integers(0, 2))]]
        staying = [id for id in living if id not in ending]
        for id in made:
            units[id] = Unit(id=Slug(id), name=id, since=day)
        for id in ending:
            heirs = draw(
                st.lists(st.sampled_from([*staying, *made]), unique=True, max_size=2)
                if staying or made
                else st.just([])
            )
            units[id] = attrs.evolve(units[id], until=day - DAY, successors=tuple(map(Slug, heirs)))
        living = [*staying, *made]
        if not living:
            break
    return tuple(units.values())


def days() -> st.SearchStrategy[date]:
    near = [turn + step * DAY for turn in TURNS for step in (-1, 0, 1)]
    return st.sampled_from(near) | st.dates(START, TURNS[-1] + 30 * DAY)


def figures(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return what a measurement of a kind says."""
    numbers = st.integers(-30, 300).map(lambda n: Decimal(n).scaleb(-1))
    if kind == "truth":
        return st.booleans().map(lambda value: {"value": value})
    if kind == "number":
        return numbers.map(lambda value: {"value": value})
    return st.tuples(numbers, st.integers(1, 9)).map(
        lambda pair: {"numerator": pair[0], "denominator": Decimal(pair[1])}
    )


KINDS = {
    Rollup.SHARE: ("truth",),
    Rollup.SUM: ("truth", "number"),
    Rollup.MEAN: ("number",),
    Rollup.MINIMUM: ("number",),
    Rollup.RATIO: ("ratio",),
}


@attrs.frozen
class Situation:
    plan: Plan
    ledger: Ledger
    as_of: date
    kind: str


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Return a plan with one indicator, what was measured, and a day."""
    units = draw(registers())
    ids = [unit.id for unit in units]
    rollup = draw(st.sampled_from(Rollup))
    kind = draw(st.sampled_from(KINDS[rollup]))
    numbers = st.none() | st.integers(-30, 130).map(Decimal)
    steps = st.builds(
        IntermediateTarget,
        by=days().map(PartialDate.from_date),
        value=st.integers(0, 99).map(Decimal),
    )
    indicator = Indicator(
        id=Slug("x"),
        title="X",
        rollup=rollup,
        unit_of_measure=draw(st.sampled_from([None, "%"])),
        baseline=draw(numbers),
        target=draw(numbers),
        by=draw(st.none() | days().map(PartialDate.from_date)),
        milestones=tuple(draw(st.lists(steps, max_size=2))),
        scope=(Slug("nhom"),),
    )
    members = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    records = st.builds(
        lambda unit, measured_on, recorded_on, order, said: Measurement(
            indicator=Slug("x"),
            unit=unit,
            measured_on=measured_on,
            recorded_on=recorded_on,
            order=Ordinal(order),
            **said,
        ),
        st.sampled_from([*ids, *ids, None]),
        days(),
        days(),
        st.integers(1, 2),
        figures(kind),
    )
    plan = Plan(
        id=Slug("p"),
        title="P",
        starts_on=draw(st.none() | st.just(PartialDate.from_date(START))),
        units=units,
        groups=(Group(id=Slug("nhom"), name="nhóm", members=tuple(members)),),
        indicators=(indicator,),
    )
    measurements = draw(st.lists(records, max_size=12))
    return Situation(plan, Ledger((), tuple(measurements)), draw(days()), kind)


def progress(situation: Situation) -> IndicatorProgress:
    (found,) = indicator_progress(situation.plan, situation.ledger, as_of=situation.as_of)
    return found


#: What is known of a body: a number and 1, or numerator and denominator.
Told = tuple[Fraction, Fraction]
YES: Told = (Fraction(1), Fraction(1))
NO: Told = (Fraction(0), Fraction(1))

# The second way: straight from the definitions, day by day and body by body, without any memory.


def heirs(units: Mapping[str, Unit], id: str, day: date) -> set[str]:
    """Return who stands for a body that exists, on a later day of the register's turns."""
    unit = units[id]
    if unit.exists_on(day):
        return {id}
    if unit.until is None or unit.until >= day:
        return set()
    after = unit.successors
    assert isinstance(after, tuple)
    return {heir for next_ in after for heir in heirs(units, next_, day)}


def latest(
    ledger: Sequence[Measurement], id: str | None, first: date, last: date, as_of: date
) -> Measurement | None:
    known = [
        m
        for m in ledger
        if m.unit == id and m.recorded_on <= as_of and first <= m.measured_on <= last
    ]
    return max(known, key=lambda m: (m.measured_on, m.recorded_on, m.order, repr(m)), default=None)


def told(situation: Situation, id: str, last: date) -> Told | None:
    """Return what is known of a body on a day."""
    units: dict[str, Unit] = {unit.id: unit for unit in situation.plan.units}
    unit = units[id]
    rollup = situation.plan.indicators[0].rollup
    # Walk back from the day to the last turn on which somebody else's area was taken in.
    for turn in [turn for turn in reversed(TURNS) if turn <= last]:
        if unit.exists_on(turn) and not (unit.exists_on(turn - DAY) or unit.since == turn):
            continue
        gone = [u.id for u in units.values() if u.until == turn - DAY]
        came = [other for other in gone if id in heirs(units, other, turn)]
        if came and unit.exists_on(turn):
            own = latest(situation.ledger.measurements, id, turn, last, situation.as_of)
            if own is not None:
                return said(own)
            split = [len(heirs(units, other, turn)) > 1 for other in came]
            before = [told(situation, other, turn - DAY) for other in came]
            if unit.exists_on(turn - DAY):
                before.append(told(situation, id, turn - DAY))
                split.append(False)
            return carried(before, split, rollup, situation.kind)
    first = unit.since or date.min
    own = latest(
        situation.ledger.measurements, id, first, min(last, unit.until or last), situation.as_of
    )
    return None if own is None else said(own)


def said(measurement: Measurement) -> Told:
    if measurement.value is None:
        assert measurement.numerator is not None
        assert measurement.denominator is not None
        return Fraction(measurement.numerator), Fraction(measurement.denominator)
    return Fraction(measurement.value), Fraction(1)


def carried(
    before: list[Told | None], split: list[bool], rollup: Rollup | None, kind: str
) -> Told | None:
    if kind == "truth":
        if any(b == YES and not s for b, s in zip(before, split, strict=True)):
            return YES
        return NO if all(b == NO for b in before) else None
    known = [b for b in before if b is not None]
    if len(known) < len(before) or any(split) or (len(known) > 1 and rollup is Rollup.MEAN):
        return None
    if len(known) == 1 or rollup is Rollup.MINIMUM:
        return min(known)
    above = sum((b[0] for b in known), Fraction(0))
    return above, sum((b[1] for b in known), Fraction(0)) if rollup is Rollup.RATIO else Fraction(1)


def rolled(figures: list[Told], indicator: Indicator) -> Fraction:
    above, below = (sum(parts, Fraction(0)) for parts in zip(*figures, strict=True))
    by_rollup: dict[Rollup | None, Fraction] = {
        Rollup.SHARE: above / len(figures) * 100,
        Rollup.SUM: above,
        Rollup.MEAN: above / len(figures),
        Rollup.MINIMUM: min(figures)[0],
        Rollup.RATIO: above / below * (100 if indicator.unit_of_measure == "%" else 1),
    }
    return by_rollup[indicator.rollup]


class TestOracle:
    """The second way gives the same of every body, and in all."""

    @given(situations())
    def test_values_and_missing_bodies(self, situation: Situation) -> None:
        found = progress(situation)
        plan, as_of = situation.plan, situation.as_of
        members = [unit.id for unit in plan.members("nhom", on=as_of)]
        known: dict[str, Told | None] = {id: told(situation, id, as_of) for id in members}
        assert [part.unit for part in found.parts] == members
        assert found.missing == tuple(id for id in members if known[id] is None)
        for part in found.parts:
            figure = known[part.unit]
            if figure is not None and not isinstance(part.value, bool):
                assert part.value == figure[0] / figure[1]
            elif figure is not None:
                assert part.value is (figure[0] == 1)
        counted = [figure for figure in known.values() if figure is not None]
        if counted:
            assert found.value == rolled(counted, plan.indicators[0])
        elif not found.is_overall:
            assert found.value is None

    @given(situations())
    def test_the_way_to_the_target(self, situation: Situation) -> None:
        found = progress(situation)
        indicator, as_of = found.indicator, situation.as_of
        end = indicator.by.last if indicator.by else None
        ends = end is not None and indicator.target is not None
        marks = {s.by.last: s.value for s in indicator.milestones}
        if ends and end is not None and indicator.target is not None:
            marks = {d: v for d, v in marks.items() if d < end} | {end: indicator.target}
        starts = (
            situation.plan.starts_on is not None
            and indicator.baseline is not None
            and bool(marks)
            and min(marks) > START
        )
        if starts and indicator.baseline is not None:
            marks[START] = indicator.baseline
        before = [day for day in marks if day <= as_of]
        after = [day for day in marks if day >= as_of]
        if before and after:
            a, b = max(before), min(after)
            share = Fraction((as_of - a).days, (b - a).days) if a != b else Fraction(0)
            assert found.expected == (1 - share) * Fraction(marks[a]) + share * Fraction(marks[b])
        elif before and ends:
            assert found.expected == marks[max(before)]
        elif after and starts:
            assert found.expected == indicator.baseline
        else:
            assert found.expected is None


class TestHistory:
    """What is recorded later, or is true of later days, changes nothing; order means nothing."""

    @given(situations(), st.randoms(use_true_random=False))
    def test_order_and_later_records(self, situation: Situation, random: Any) -> None:  # noqa: ANN401 - hypothesis gives it no type
        found = progress(situation)
        records = list(situation.ledger.measurements)
        random.shuffle(records)
        assert progress(attrs.evolve(situation, ledger=Ledger((), tuple(records)))) == found
        known = tuple(m for m in records if max(m.recorded_on, m.measured_on) <= situation.as_of)
        assert progress(attrs.evolve(situation, ledger=Ledger((), known))) == found


class TestHonesty:
    """Nothing is reached while bodies are missing, and no missing body could change a judgement."""

    @given(situations())
    def test_standings(self, situation: Situation) -> None:
        found = progress(situation)
        assert (found.obstacle is None) is (found.pace is not Pace.NOT_KNOWN)
        if found.pace is Pace.REACHED:
            assert found.is_complete
        if found.value is None:
            assert found.pace is Pace.NOT_KNOWN
        if found.obstacle is Obstacle.INCOMPLETE:
            assert found.missing
        if found.value is not None:
            assert found.least is None or found.least <= found.value
            assert found.most is None or found.value <= found.most

    @given(situations(), st.data())
    def test_a_judgement_outlives_what_was_missing(
        self, situation: Situation, data: st.DataObject
    ) -> None:
        found = progress(situation)
        if not found.missing or found.is_overall or found.value is None:
            return
        more = [
            Measurement(
                indicator=Slug("x"),
                unit=Slug(unit),
                measured_on=situation.as_of,
                recorded_on=situation.as_of,
                **data.draw(figures(situation.kind)),
            )
            for unit in found.missing
        ]
        ledger = Ledger((), (*situation.ledger.measurements, *more))
        whole = progress(attrs.evolve(situation, ledger=ledger))
        assert whole.is_complete
        assert whole.value is not None
        assert found.least is None or found.least <= whole.value
        assert found.most is None or whole.value <= found.most
        if found.pace is Pace.BEHIND:
            assert whole.pace is Pace.BEHIND
        if found.pace is Pace.ON_TRACK:
            assert whole.pace in {Pace.ON_TRACK, Pace.REACHED}

    @given(st.fractions(), st.integers(0, 4))
    def test_rounding_is_to_the_nearest(self, value: Fraction, places: int) -> None:
        error = Fraction(rounded(value, places=places)) - value
        assert abs(error) <= Fraction(1, 2 * 10**places)
