"""Laws of the rules about what was recorded, whatever that was and whatever became of bodies."""

from collections import Counter
from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

from planrules import Assessment, Obligation, Plan, State, assess
from planrules.model.goal import Indicator
from planrules.model.ids import Slug
from planrules.model.ledger import (
    Entry,
    Extension,
    Ledger,
    Measurement,
    OfWork,
    Ordinal,
    OwedPeriod,
    Percent,
)
from planrules.rules.catalogue import CATALOGUE, chosen
from planrules.schedule.owing import obligations_of
from tests.registers import DAY, days_asked_about, owing_plans

RULES = chosen(CATALOGUE, select=["TRK"])
PERIODS = ("once", "2024-Q3", "2024-H1", "1", "2024")


@st.composite
def recorded(draw: st.DrawFn) -> tuple[Plan, date]:
    """Return a plan with a ledger that fits it more or less, and a day."""
    plan = draw(owing_plans())
    units = tuple(unit.id for unit in plan.units)
    target = Indicator(
        id=Slug("chi-tieu"),
        title="Tỷ lệ xã đạt",
        scope=draw(st.sampled_from([units, units[:1], ()])),
    )
    plan = attrs.evolve(plan, indicators=(target,))
    as_of = draw(days_asked_about(plan))
    owed = obligations_of(plan, as_of=as_of)
    periods = st.sampled_from([*PERIODS, *{one.period for one in owed}]).map(OwedPeriod)
    around = st.integers(-40, 10).map(lambda by: as_of + DAY * by)
    maybe = st.none() | around
    of_any = {
        "recorded_on": around,
        "order": st.sampled_from([1, 1, 2]).map(Ordinal),
        "unit": st.none() | st.sampled_from(units),
        "note": st.sampled_from([None, "đính chính"]),
    }
    words = st.sampled_from([None, "1/QĐ"])
    of_work = of_any | {"task": st.sampled_from([t.id for t in plan.tasks]), "period": periods}
    entries = st.builds(
        Entry,
        **of_work,
        state=st.sampled_from(State),
        percent=st.none() | st.decimals(0, 100, places=0).map(Percent),
        started_on=maybe,
        submitted_on=maybe,
        finished_on=maybe,
        evidence=words,
        decision=words,
    )
    extensions = st.builds(Extension, **of_work, was_due=maybe, due=around, decision=words)
    values = st.booleans() | st.integers(0, 9)
    measurements = st.builds(
        Measurement, **of_any, indicator=st.just(target.id), measured_on=around, value=values
    )
    ledger = Ledger(
        tuple(draw(st.lists(entries, max_size=8))),
        tuple(draw(st.lists(measurements, max_size=6))),
        tuple(draw(st.lists(extensions, max_size=4))),
    )
    return attrs.evolve(plan, ledger=ledger), as_of


def said(assessment: Assessment) -> Counter[tuple[object, ...]]:
    """Return what was found, in both languages."""
    return Counter(
        (one.code, one.subject, one.key, one.message.text("vi"), one.message.text("en"))
        for one in assessment.findings
    )


def of_its_day(one: OfWork, owed: Obligation) -> bool:
    """Return whether work was not withdrawn yet when it was done, or put off."""
    day = one.recorded_on
    if isinstance(one, Entry):
        day = min(day, one.finished_on or one.submitted_on or day)
    has_counted = any(given_ is one for given_ in owed.extensions)
    return owed.withdrawn is None or day < owed.withdrawn.on or has_counted


def both_of(plan: Plan, one: OfWork, owed: dict[str, Obligation]) -> list[Obligation]:
    """Return what a record may be about."""
    base = f"{plan.id}.{one.task}.{one.period}"
    return [owed[uid] for uid in (f"{base}.{one.unit}", base) if uid in owed]


class TestRecords:
    """Rules about records judge what counts, and nothing else."""

    @given(recorded())
    def test_no_rule_breaks_down(self, given_: tuple[Plan, date]) -> None:
        plan, as_of = given_
        assert not any(count.errored for count in assess(plan, as_of=as_of, rules=RULES).counts)

    @given(recorded(), st.randoms(use_true_random=False))
    def test_neither_later_records_nor_their_order_in_files_matter(
        self, given_: tuple[Plan, date], random: object
    ) -> None:
        plan, as_of = given_
        parts = (plan.ledger.entries, plan.ledger.measurements, plan.ledger.extensions)
        known = [[one for one in part if one.recorded_on <= as_of] for part in parts]
        for part in known:
            random.shuffle(part)  # type: ignore[attr-defined] # hypothesis does not name its class
        entries, measurements, extensions = known
        ledger = Ledger(tuple(entries), tuple(measurements), tuple(extensions))  # type: ignore[arg-type] # each of its kind

        whole = assess(plan, as_of=as_of, rules=RULES)
        part_ = assess(plan, as_of=as_of, rules=RULES, ledger=ledger)

        assert said(whole) == said(part_)

    @given(recorded())
    def test_whatever_fits_nothing_is_told(self, given_: tuple[Plan, date]) -> None:
        """What is told to fit nothing is what the standings leave out, and what came too late."""
        plan, as_of = given_
        assessment = assess(plan, as_of=as_of, rules=chosen(RULES, select=["TRK002"]))
        owed = {one.uid: one for one in assessment.obligations}
        wanted: Counter[tuple[str, str]] = Counter()
        for one in (*plan.ledger.entries, *plan.ledger.extensions):
            if one.recorded_on > as_of:
                continue
            if not any(of_its_day(one, it) for it in both_of(plan, one, owed)):
                wanted[one.task, str(one.recorded_on)] += 1
        told = Counter(
            (one.subject.id, (one.key or "").removesuffix(".2").rpartition(".")[2])
            for one in assessment.findings
        )

        assert told == wanted
        kept = [one for one in plan.ledger.entries if one.recorded_on <= as_of]
        missed = [
            one for one in kept if not any(of_its_day(one, it) for it in both_of(plan, one, owed))
        ]
        assert Counter(map(id, assessment.standings.unmatched)) == Counter(map(id, missed))
