"""How far indicators are: which measurements count, what they come to, where that stands."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

import planrules
from planrules import Plan, UnknownIdError
from planrules.model.body import Unit
from planrules.model.ids import Slug
from planrules.model.ledger import Ledger, Measurement, Ordinal
from planrules.tracking.figures import rounded
from planrules.tracking.indicators import indicator_progress
from planrules.tracking.progress import Disregard, IndicatorProgress, Obstacle, Pace

PLANS = Path(__file__).resolve().parents[3] / "plans"
MARCH = date(2024, 3, 31)
HEAD = """\
format = 1
[plan]
id = "ke-hoach"
title = "Kế hoạch"
starts_on = 2024-01-01
ends_on = 2026-12-31
"""
#: a and b become c in 2025, d stays, e is divided between f and g, h is no member.
BODIES = """\
[[unit]]
id = "a"
name = "Xã A"
until = 2024-12-31
successors = "c"
[[unit]]
id = "b"
name = "Xã B"
until = 2024-12-31
successors = "c"
[[unit]]
id = "c"
name = "Xã C"
since = 2025-01-01
[[unit]]
id = "d"
name = "Xã D"
[[unit]]
id = "e"
name = "Xã E"
until = 2024-12-31
successors = ["f", "g"]
[[unit]]
id = "f"
name = "Xã F"
since = 2025-01-01
[[unit]]
id = "g"
name = "Xã G"
since = 2025-01-01
[[unit]]
id = "h"
name = "Xã H"
[[group]]
id = "cac-xa"
name = "các xã"
members = ["a", "b", "d"]
[[group]]
id = "ca-e"
name = "cả xã E"
members = ["d", "e"]
"""


def plan_with(keys: str = "", *, bodies: str = BODIES, head: str = HEAD) -> Plan:
    """Return a plan with one indicator that has some keys."""
    row = f'[[indicator]]\nid = "x"\ntitle = "Chỉ tiêu"\n{keys}\n'
    return planrules.loads(head + bodies + row)


def measured(
    unit: str | None,
    value: Any,  # noqa: ANN401 - of any kind
    day: date = MARCH,
    recorded: date | None = None,
    order: int = 1,
) -> Measurement:
    """Return a measurement of the indicator; a pair is numerator and denominator."""
    given = (
        {"numerator": Decimal(value[0]), "denominator": Decimal(value[1])}
        if isinstance(value, tuple)
        else {"value": value if isinstance(value, bool) else Decimal(value)}
    )
    return Measurement(
        indicator=Slug("x"),
        unit=None if unit is None else Slug(unit),
        measured_on=day,
        recorded_on=recorded or day,
        order=Ordinal(order),
        **given,
    )


def progress(
    plan: Plan, measurements: Iterable[Measurement], as_of: date = MARCH
) -> IndicatorProgress:
    (found,) = indicator_progress(plan, Ledger((), tuple(measurements)), as_of=as_of)
    return found


def said(*values: object) -> tuple[object, ...]:
    """Return values of any type, to be compared with plain numbers."""
    return values


SCOPE = 'scope = "cac-xa"\n'
SHARE = SCOPE + 'unit_of_measure = "%"\n'


class TestKindsAndRollups:
    @pytest.mark.parametrize(
        ("keys", "values", "value", "numerator", "denominator"),
        [
            (SHARE, [True, False, True], Fraction(200, 3), 2, 3),
            (SCOPE, [True, False, True], Fraction(200, 3), 2, 3),
            (SCOPE + 'rollup = "sum"', [True, False, True], 2, None, None),
            (SCOPE + 'rollup = "sum"', [1, "2.5", 3], Fraction(13, 2), None, None),
            (SCOPE + 'rollup = "mean"', [1, 2, 4], Fraction(7, 3), 7, 3),
            (SCOPE + 'rollup = "minimum"', [3, "0.5", 7], Fraction(1, 2), None, None),
            (SHARE, [(1, 2), (3, 4), (5, 6)], 75, 9, 12),
            (SCOPE, [(1, 2), (3, 4), (5, 6)], Fraction(3, 4), 9, 12),
            (SCOPE + 'unit_of_measure = "Phần  trăm"', [(1, 2)] * 3, 50, 3, 6),
        ],
    )
    def test_values_are_exact(
        self,
        keys: str,
        values: list[Any],
        value: Any,  # noqa: ANN401 - an int or a fraction
        numerator: int | None,
        denominator: int | None,
    ) -> None:
        found = progress(plan_with(keys), map(measured, "abd", values))
        assert (found.value, found.numerator, found.denominator) == (value, numerator, denominator)
        assert found.is_complete
        assert (found.least, found.most) == (value, value)
        assert found.reported == 3

    @pytest.mark.parametrize(
        ("keys", "values", "obstacle"),
        [
            (SCOPE, [1, 2, 3], Obstacle.NO_ROLLUP),
            (SCOPE, [True, 2, True], Obstacle.MIXED_KINDS),
            (SCOPE + 'rollup = "sum"', [True, 2, True], Obstacle.MIXED_KINDS),
            (SCOPE + 'rollup = "share"', [1, 2, 3], Obstacle.UNFIT_ROLLUP),
            (SCOPE + 'rollup = "mean"', [True] * 3, Obstacle.UNFIT_ROLLUP),
            (SCOPE + 'unit_of_measure = "xã"', [True] * 3, Obstacle.UNFIT_UNIT_OF_MEASURE),
        ],
    )
    def test_what_does_not_fit_is_told_and_nothing_is_guessed(
        self, keys: str, values: list[Any], obstacle: Obstacle
    ) -> None:
        found = progress(plan_with(keys + "\ntarget = 1"), map(measured, "abd", values))
        assert (found.value, found.pace, found.obstacle) == (
            None,
            Pace.NOT_KNOWN,
            obstacle,
        )
        assert not found.is_complete
        assert found.missing == ()
        assert found.data_days is None

    def test_the_number_of_one_body_needs_no_roll_up(self) -> None:
        found = progress(plan_with('scope = "d"'), [measured("d", 7)])
        assert said(found.value, found.rollup) == (7, None)

    def test_people_are_shown_two_decimal_places_rounded_half_away_from_zero(self) -> None:
        halves = [Fraction(1, 200), Fraction(-1, 200), Fraction(200, 3), Fraction(5)]
        assert [f"{rounded(value).normalize():f}" for value in halves] == [
            "0.01",
            "-0.01",
            "66.67",
            "5",
        ]


class TestWhatCounts:
    def test_the_latest_day_counts_and_a_later_record_replaces_one_of_the_same_day(self) -> None:
        one = [
            measured("d", 5, date(2024, 2, 1), recorded=date(2024, 3, 1)),
            measured("d", 1, date(2024, 1, 1), recorded=date(2024, 3, 9)),
            measured("d", 6, date(2024, 2, 1), recorded=date(2024, 3, 2)),
            measured("d", 7, date(2024, 2, 1), recorded=date(2024, 3, 2), order=2),
        ]
        plan = plan_with('scope = "d"')
        for ledger in (one, one[::-1]):
            assert progress(plan, ledger).value == 7
            assert progress(plan, ledger, date(2024, 3, 1)).value == 5
            assert progress(plan, ledger, date(2024, 2, 28)).value is None

    def test_a_day_that_is_still_to_come_does_not_count_yet(self) -> None:
        early = measured("d", 5, date(2024, 6, 1), recorded=date(2024, 3, 1))
        plan = plan_with('scope = "d"')
        assert progress(plan, [early], date(2024, 5, 31)).obstacle is Obstacle.NO_DATA
        found = progress(plan, [early], date(2024, 6, 1))
        assert said(found.value, found.data_days) == (5, (date(2024, 6, 1), date(2024, 6, 1)))

    def test_bodies_that_are_missing_are_named_and_never_counted_as_none(self) -> None:
        found = progress(plan_with(SHARE), [measured("a", value=True)])
        assert said(found.value, found.numerator, found.denominator) == (100, 1, 1)
        assert (found.missing, found.reported, len(found.parts)) == (("b", "d"), 1, 3)
        assert said(found.least, found.most) == (Fraction(100, 3), 100)
        assert not found.is_complete

    def test_a_count_may_still_grow_by_those_missing(self) -> None:
        found = progress(plan_with(SCOPE + 'rollup = "sum"'), [measured("a", value=True)])
        assert said(found.value, found.least, found.most) == (1, 1, 3)

    def test_a_minimum_may_only_fall_and_of_other_numbers_nothing_is_known(self) -> None:
        for rollup, most in (("minimum", 4), ("sum", None), ("mean", None)):
            plan = plan_with(f'{SCOPE}rollup = "{rollup}"')
            found = progress(plan, [measured("a", 4)])
            assert said(found.value, found.least, found.most) == (4, None, most)

    def test_what_can_never_count_is_returned_apart(self) -> None:
        late = measured("a", value=True, day=date(2025, 3, 1))
        other = measured("h", value=True)
        found = progress(plan_with(SHARE), [late, other], date(2025, 3, 2))
        assert [(left.measurement, left.reason) for left in found.disregarded] == [
            (late, Disregard.BODY_NOT_THERE),
            (other, Disregard.OUTSIDE_SCOPE),
        ]
        assert found.obstacle is Obstacle.NO_DATA

    def test_what_members_of_another_day_measured_is_neither_counted_nor_out_of_place(self) -> None:
        members = (
            '[[group]]\nid = "cu"\nname = "cũ"\nmembers = { kind = ["xa"], follow = "none" }\n'
        )
        area = '[[territory]]\nid = "v"\nname = "Vùng"\nkind = "xa"\n'
        old = '[[unit]]\nid = "o"\nname = "O"\narea = "v"\nuntil = 2024-04-30\n'
        new = '[[unit]]\nid = "n"\nname = "N"\narea = "v"\nsince = 2024-05-01\n'
        plan = plan_with('scope = "cu"', bodies=area + old + new + members)
        found = progress(plan, [measured("o", 1), measured("n", 2, date(2024, 5, 2))], date.max)
        assert said(found.value, found.disregarded) == (2, ())

    def test_without_a_scope_figures_of_bodies_are_returned_apart(self) -> None:
        found = progress(plan_with(), [measured("d", 1)])
        assert (found.obstacle, found.value) == (Obstacle.NO_SCOPE, None)
        assert [left.reason for left in found.disregarded] == [Disregard.NO_SCOPE]

    def test_a_scope_without_any_body_is_told(self) -> None:
        gone = '[[unit]]\nid = "z"\nname = "Z"\nuntil = 2024-01-31\nsuccessors = "unknown"\n'
        found = progress(plan_with('scope = "z"', bodies=gone), [])
        assert (found.obstacle, found.parts) == (Obstacle.NO_MEMBERS, ())

    def test_a_body_of_the_scope_is_followed_into_those_after_it(self) -> None:
        found = progress(plan_with('scope = "a"'), [measured("c", 3, date(2025, 2, 1))], date.max)
        assert said([part.unit for part in found.parts], found.value) == (["c"], 3)

    def test_bodies_that_the_plan_does_not_have_are_refused(self) -> None:
        with pytest.raises(UnknownIdError, match="khong-co"):
            progress(plan_with(SHARE), [measured("khong-co", value=True)])
        with pytest.raises(UnknownIdError, match="cac-xa"):
            progress(plan_with(SHARE), [measured("cac-xa", value=True)])


class TestOfTheWhole:
    @pytest.mark.parametrize(
        ("keys", "value", "expected"),
        [
            ("", 85, 85),
            (SHARE, 85, 85),
            ('unit_of_measure = "%"', True, 100),
            ('rollup = "sum"', True, 1),
            ("", (3, 4), Fraction(3, 4)),
        ],
    )
    def test_it_counts_where_no_body_has_reported(
        self,
        keys: str,
        value: Any,  # noqa: ANN401 - of any kind
        expected: Any,  # noqa: ANN401 - an int or a fraction
    ) -> None:
        found = progress(
            plan_with(keys), [measured(None, 1, date(2024, 1, 9)), measured(None, value)]
        )
        assert (found.value, found.is_overall, found.is_complete) == (expected, True, True)
        assert found.data_days == (MARCH, MARCH)

    def test_it_stands_beside_what_bodies_report(self) -> None:
        whole = measured(None, 85)
        found = progress(plan_with(SHARE), [whole, measured("a", value=False)])
        assert said(found.value, found.is_overall, found.overall) == (0, False, whole)

    def test_it_counts_where_nothing_of_the_bodies_can_be_taken_over(self) -> None:
        ledger = [measured("a", value=False), measured(None, 85)]
        found = progress(plan_with('scope = "a"'), ledger, date(2025, 2, 1))
        assert said(found.value, found.is_overall) == (85, True)

    def test_what_does_not_fit_is_told(self) -> None:
        found = progress(plan_with('rollup = "mean"'), [measured(None, value=True)])
        assert (found.value, found.obstacle) == (None, Obstacle.UNFIT_ROLLUP)


NEXT = date(2025, 1, 1)


class TestLineage:
    @pytest.mark.parametrize(
        ("keys", "a", "b", "value"),
        [
            ("", True, None, True),
            ("", True, False, True),
            ("", False, False, False),
            ("", False, None, None),
            ('rollup = "sum"', 2, 3, 5),
            ('rollup = "sum"', 2, None, None),
            ('rollup = "minimum"', 2, 3, 2),
            ('rollup = "minimum"', None, 3, None),
            ('rollup = "mean"', 2, 3, None),
            ("", (1, 2), (2, 3), Fraction(3, 5)),
            ("", (1, 2), None, None),
        ],
    )
    def test_a_body_takes_over_what_can_be_carried(
        self,
        keys: str,
        a: Any,  # noqa: ANN401 - of any kind
        b: Any,  # noqa: ANN401 - of any kind
        value: Any,  # noqa: ANN401 - of any kind
    ) -> None:
        given = [measured(unit, v) for unit, v in (("a", a), ("b", b)) if v is not None]
        found = progress(plan_with(f'scope = "cac-xa"\n{keys}'), given, NEXT)
        part = {one.unit: one for one in found.parts}["c"]
        assert part.value == value
        assert type(part.value) is (Fraction if value not in (True, False, None) else type(value))
        assert part.is_missing is (value is None)
        if value is not None:
            assert set(part.inherited_from) == {
                m.unit for m in given if value is not True or m.value
            }

    def test_the_bodies_of_which_nothing_is_known_are_named(self) -> None:
        found = progress(plan_with(SHARE), [measured("a", value=False)], NEXT)
        assert [(part.unit, part.lacking) for part in found.parts] == [("c", ("b",)), ("d", ())]
        assert found.obstacle is Obstacle.NO_DATA

    def test_what_it_measures_itself_counts_from_its_first_day(self) -> None:
        ledger = [
            measured("a", value=True),
            measured("b", value=True),
            measured("c", value=False, day=NEXT),
        ]
        found = progress(plan_with(SHARE), ledger, NEXT)
        part = found.parts[0]
        assert (part.value, part.inherited_from, found.inherited) == (False, (), ())

    def test_of_a_body_that_was_divided_only_the_lack_is_carried(self) -> None:
        plan = plan_with('scope = "ca-e"')
        for value, carried in ((True, None), (False, False)):
            found = progress(plan, [measured("e", value)], NEXT)
            assert [part.value for part in found.parts] == [None, carried, carried]
            assert found.parts[1].inherited_from == (() if value else ("e",))
        summed = progress(plan_with('scope = "ca-e"\nrollup = "sum"'), [measured("e", 3)], NEXT)
        assert [part.lacking for part in summed.parts] == [(), ("e",), ("e",)]

    def test_a_body_that_only_grew_is_what_it_was_and_what_it_took_in(self) -> None:
        grown = (
            '[[unit]]\nid = "k"\nname = "K"\n'
            '[[unit]]\nid = "l"\nname = "L"\nuntil = 2024-12-31\nsuccessors = "k"\n'
        )
        plan = plan_with('scope = "k"\nrollup = "sum"', bodies=grown)
        ledger = [measured("k", 3), measured("l", 4)]
        assert progress(plan, ledger, date(2024, 12, 31)).value == 3
        found = progress(plan, ledger, NEXT)
        assert said(found.value, set(found.parts[0].inherited_from)) == (7, {"k", "l"})
        assert progress(plan, ledger[:1], NEXT).parts[0].lacking == ("l",)
        assert progress(plan, [*ledger, measured("k", 9, NEXT)], NEXT).value == 9

    def test_what_one_body_alone_came_after_is_carried_whatever_the_roll_up(self) -> None:
        renamed = (
            '[[unit]]\nid = "k"\nname = "K"\nsince = 2025-01-01\n'
            '[[unit]]\nid = "l"\nname = "L"\nuntil = 2024-12-31\nsuccessors = "k"\n'
        )
        for keys in ("", 'rollup = "mean"'):
            found = progress(
                plan_with(f'scope = "k"\n{keys}', bodies=renamed), [measured("l", 4)], NEXT
            )
            assert said(found.value, found.parts[0].inherited_from) == (4, ("l",))

    def test_who_came_after_a_body_that_had_ended_already_is_followed(self) -> None:
        odd = (
            '[[unit]]\nid = "k"\nname = "K"\nuntil = 2024-12-31\nsuccessors = ["l", "p"]\n'
            '[[unit]]\nid = "l"\nname = "L"\nuntil = 2024-06-30\nsuccessors = "m"\n'
            '[[unit]]\nid = "p"\nname = "P"\nuntil = 2024-06-30\nsuccessors = "m"\n'
            '[[unit]]\nid = "m"\nname = "M"\n'
        )
        plan = plan_with('scope = "m"\nrollup = "sum"', bodies=odd)
        ledger = [measured("k", 1), measured("l", 2), measured("m", 4), measured("p", 8)]
        values = [progress(plan, ledger, day).value for day in (MARCH, date(2024, 7, 1), NEXT)]
        assert values == [4, 14, 15]

    def test_a_long_line_of_bodies_is_followed_to_its_beginning(self) -> None:
        count = 3000
        days = [date.fromordinal(700_000 + 2 * index) for index in range(count + 1)]
        units = [
            Unit(
                id=Slug(f"u{index}"),
                name="U",
                since=days[index],
                until=date.fromordinal(days[index + 1].toordinal() - 1),
                successors=(Slug(f"u{index + 1}"),) if index < count - 1 else (),
            )
            for index in range(count)
        ]
        plan = attrs.evolve(
            plan_with('scope = "u0"', bodies='[[unit]]\nid = "u0"\nname = "U"\n'),
            units=tuple(units),
        )
        found = progress(plan, [measured("u0", 5, days[0])], days[count - 1])
        assert said(found.parts[0].unit, found.value) == (f"u{count - 1}", 5)

    def test_a_body_without_an_end_in_the_calendar_is_followed_by_nobody(self) -> None:
        odd = '[[unit]]\nid = "k"\nname = "K"\nuntil = 9999-12-31\n'
        assert (
            progress(plan_with('scope = "k"', bodies=odd), [measured("k", 1)], date.max).value == 1
        )


ENDS = 'scope = "d"\nunit_of_measure = "%"\nby = "2026"\n'


class TestWhereItStands:
    def at(self, keys: str, value: str | int, day: date = date(2025, 7, 2)) -> IndicatorProgress:
        return progress(plan_with(ENDS + keys), [measured("d", value)], day)

    def test_what_is_expected_lies_on_the_line_from_the_baseline_to_the_target(self) -> None:
        keys = "baseline = 40\ntarget = 100"
        start, end = date(2024, 1, 1), date(2026, 12, 31)
        for day in (start, date(2025, 7, 2), end):
            line = 40 + 60 * Fraction((day - start).days, (end - start).days)
            assert self.at(keys, 0, day).expected == line
        assert self.at(keys, 0, date(2023, 1, 1)).expected == 40
        assert self.at(keys, 0, date(2030, 1, 1)).expected == 100

    def test_milestones_bend_the_line(self) -> None:
        keys = 'baseline = 40\ntarget = 100\nmilestones = [{ by = "2024", value = 90 }]'
        assert self.at(keys, 0, date(2024, 12, 31)).expected == 90
        assert 90 < (self.at(keys, 0).expected or 0) < 100

    @pytest.mark.parametrize(
        ("keys", "value", "pace"),
        [
            ("baseline = 40\ntarget = 100", 100, Pace.REACHED),
            ("baseline = 40\ntarget = 100", 80, Pace.ON_TRACK),
            ("baseline = 40\ntarget = 100", 50, Pace.BEHIND),
            ("baseline = 40\ntarget = 10", 9, Pace.REACHED),
            ("baseline = 40\ntarget = 10", 15, Pace.ON_TRACK),
            ("baseline = 40\ntarget = 10", 39, Pace.BEHIND),
            ("target = 85", 85, Pace.REACHED),
            ('target = 90\nmilestones = [{ by = "2024", value = 60 }]', 90, Pace.REACHED),
            ('target = 90\nmilestones = [{ by = "2024", value = 60 }]', 76, Pace.ON_TRACK),
            (
                'milestones = [{ by = "2024", value = 9 }, { by = "2026", value = 5 }]',
                6,
                "on-track",
            ),
            ("baseline = 95\ntarget = 95", 95, Pace.REACHED),
        ],
    )
    def test_it_is_reached_on_track_or_behind(
        self, keys: str, value: int, pace: Pace | str
    ) -> None:
        found = self.at(keys, value)
        assert (found.pace, found.obstacle) == (pace, None)

    @pytest.mark.parametrize(
        ("target", "value", "pace"), [(100, 99, "behind"), (0, 1, "behind"), (0, 0, "reached")]
    )
    def test_all_and_nothing_say_which_way_is_better(
        self, target: int, value: int, pace: str
    ) -> None:
        assert self.at(f"target = {target}", value, date(2027, 1, 1)).pace == pace

    @pytest.mark.parametrize(
        ("keys", "obstacle"),
        [
            ("qualitative = true\ntarget = 1", Obstacle.QUALITATIVE),
            ("", Obstacle.NO_TARGET),
            ("baseline = 5", Obstacle.NO_TARGET),
            ("target = 85", Obstacle.NO_BASELINE),
            ("baseline = 95\ntarget = 95", Obstacle.NO_DIRECTION),
            ('milestones = [{ by = "2024", value = 9 }]', Obstacle.NO_TARGET),
        ],
    )
    def test_why_nobody_can_say_is_told(self, keys: str, obstacle: Obstacle) -> None:
        found = self.at(keys, 50)
        assert (found.pace, found.obstacle) == (Pace.NOT_KNOWN, obstacle)

    def test_after_the_end_a_target_without_a_direction_is_not_judged(self) -> None:
        found = self.at("target = 85", 90, date(2027, 1, 1))
        assert said(found.expected, found.obstacle) == (85, Obstacle.NO_BASELINE)

    def test_without_days_there_is_no_line(self) -> None:
        head = 'format = 1\n[plan]\nid = "a"\ntitle = "K"\n'
        for keys, obstacle in (
            ('baseline = 1\ntarget = 9\nby = "2026"', Obstacle.NO_START),
            ("baseline = 1\ntarget = 9", Obstacle.NO_END),
            (
                'baseline = 1\ntarget = 9\nmilestones = [{ by = "2023", value = 2 }]',
                Obstacle.NO_END,
            ),
        ):
            plan = plan_with(f'scope = "d"\n{keys}', head=head)
            assert progress(plan, [measured("d", 5)]).obstacle is obstacle

    def test_milestones_on_the_day_of_the_target_or_later_are_left_out(self) -> None:
        steps = '[{ by = "2026", value = 5 }, { by = "2030", value = 6 }]'
        keys = f"baseline = 0\ntarget = 90\nmilestones = {steps}"
        assert self.at(keys, 0, date(2031, 1, 1)).expected == 90

    def test_a_baseline_after_the_first_milestone_is_left_out(self) -> None:
        keys = 'baseline = 0\ntarget = 90\nmilestones = [{ by = "2023", value = 5 }]'
        found = self.at(keys, 9, date(2023, 12, 30))
        assert found.expected is None
        found = progress(
            plan_with(ENDS + keys), [measured("d", 9, date(2023, 1, 1))], date(2023, 6, 1)
        )
        assert found.obstacle is Obstacle.NO_START

    def test_what_is_assumed_is_marked(self) -> None:
        head = (
            'format = 1\n[plan]\nid = "a"\ntitle = "K"\n'
            'assumed.starts_on = { value = 2024-01-01, reason = "r" }\n'
            'assumed.ends_on = { value = "2026", reason = "r" }\n'
        )
        keys = 'scope = "d"\ntarget = 9\nassumed.baseline = { value = 1, reason = "r" }'
        found = progress(plan_with(keys, head=head), [measured("d", 5)])
        assert found.assumed == ("baseline", "starts_on", "ends_on")
        assert found.pace is Pace.ON_TRACK
        assert found.indicator.baseline == 1


class TestIncomplete:
    @pytest.mark.parametrize(
        ("target", "yes", "no", "pace"),
        [
            # From 0 on 1 January 2024 to the target on 30 June 2024: half of it on 31 March or so.
            (100, 3, 0, Pace.REACHED),
            (100, 2, 0, Pace.ON_TRACK),
            (60, 2, 0, Pace.ON_TRACK),
            (100, 1, 0, Obstacle.INCOMPLETE),
            (100, 0, 2, Pace.BEHIND),
        ],
    )
    def test_it_is_judged_only_where_nothing_can_change_that_and_never_called_reached(
        self, target: int, yes: int, no: int, pace: Pace | Obstacle
    ) -> None:
        keys = f'{SHARE}baseline = 0\ntarget = {target}\nby = "2024-06"'
        values = [True] * yes + [False] * no
        found = progress(plan_with(keys), map(measured, "abd", values))
        assert pace in (found.pace, found.obstacle)

    def test_a_minimum_that_is_too_low_is_behind_whoever_is_missing(self) -> None:
        keys = SCOPE + 'rollup = "minimum"\nbaseline = 0\ntarget = 10\nby = "2024-06"'
        assert progress(plan_with(keys), [measured("a", 1)]).pace is Pace.BEHIND
        assert progress(plan_with(keys), [measured("a", 9)]).obstacle is Obstacle.INCOMPLETE

    def test_where_less_is_better_the_least_is_the_best(self) -> None:
        keys = SHARE + 'baseline = 100\ntarget = 0\nby = "2024-06"'
        assert (
            progress(plan_with(keys), [measured("a", value=True)]).obstacle is Obstacle.INCOMPLETE
        )
        both = [measured("a", value=False), measured("b", value=False)]
        assert progress(plan_with(keys), both).pace is Pace.ON_TRACK


@pytest.mark.parametrize(
    ("day", "bodies"),
    [(date(2024, 5, 1), 17), (date(2024, 12, 2), 15), (date(2025, 7, 2), 6)],
)
def test_the_denominator_of_the_real_plan_is_17_then_15_then_6(day: date, bodies: int) -> None:
    plan = planrules.load(PLANS / "van-quan-27ct")
    members = plan.members("communes", on=day)
    given = [
        Measurement(
            indicator=Slug("xa-co-nha-van-hoa"),
            unit=unit.id,
            recorded_on=day,
            measured_on=day,
            value=index > 0,
        )
        for index, unit in enumerate(members)
    ]
    found, *_ = indicator_progress(plan, Ledger((), tuple(given)), as_of=day)
    assert said(found.numerator, found.denominator) == (bodies - 1, bodies)
    assert found.value == Fraction(100 * (bodies - 1), bodies)
    assert found.is_complete


def test_what_was_measured_in_2024_is_taken_over_in_2025() -> None:
    plan = planrules.load(PLANS / "van-quan-27ct")
    given = [
        Measurement(
            indicator=Slug("xa-co-nha-van-hoa"),
            unit=unit.id,
            recorded_on=date(2024, 4, 30),
            measured_on=date(2024, 4, 30),
            value=unit.id != "ubnd-xa-khanh-khe",
        )
        for unit in plan.members("communes", on=date(2024, 4, 30))
    ]
    found, *_ = indicator_progress(plan, Ledger((), tuple(given)), as_of=date(2025, 7, 2))
    assert said(found.numerator, found.denominator, found.is_complete) == (6, 6, True)
    parts = {part.unit: part.inherited_from for part in found.parts}
    assert parts["ubnd-xa-khanh-khe-2025"] == ("ubnd-xa-dong-giap", "ubnd-xa-trang-cac")


def test_indicators_are_chosen_by_body_and_standing() -> None:
    plan = planrules.loads(
        f"{HEAD}{BODIES}"
        '[[indicator]]\nid = "x"\ntitle = "X"\nscope = "d"\ntarget = 5\n'
        '[[indicator]]\nid = "y"\ntitle = "Y"\nscope = "h"\n'
        '[[measurement]]\nindicator = "x"\nunit = "d"\nrecorded_on = 2024-03-31\n'
        "measured_on = 2024-03-31\nvalue = 5\n"
    )
    found = planrules.assess(plan, as_of=MARCH).indicators
    assert [one.indicator.id for one in found.of(unit="d")] == ["x"]
    assert [one.indicator.id for one in found.of(pace="reached")] == ["x"]
    assert [one.indicator.id for one in found.of(unit="h", pace=Pace.REACHED)] == []
    assert found.of() == found
    assert [part.unit for part in found[0].parts_of(None)] == ["d"]
    with pytest.raises(UnknownIdError, match="khong-co"):
        found.of(unit="khong-co")
    with pytest.raises(ValueError, match="late"):
        found.of(pace="late")
