"""What measurements say, exactly, and how several such figures become one."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

import attrs

from planrules.model.goal import Indicator, Rollup
from planrules.model.ledger import Measurement
from planrules.text import comparison_key

#: Ways to write that a unit of measure is one in a hundred.
_PERCENT: Final = frozenset(map(comparison_key, ("%", "phần trăm", "percent", "per cent")))
HUNDRED: Final = 100
#: Decimal places that people are shown.
PLACES: Final = 2
#: Decimal places of the numbers in files: sums of them need no more.
EXACTLY: Final = 9


class Kind(StrEnum):
    """What sort of figure a measurement gives."""

    TRUTH = "truth"
    NUMBER = "number"
    RATIO = "ratio"


@attrs.frozen
class Figure:
    """What is known of a body, exactly.

    Attributes:
        kind: What sort of figure it is.
        numerator: The number; 1 for true and 0 for false; or the numerator.
        denominator: The denominator; 1 where there is none.
    """

    kind: Kind
    numerator: Fraction
    denominator: Fraction = Fraction(1)

    @property
    def is_true(self) -> bool:
        """Whether it says that something is so."""
        return self.kind is Kind.TRUTH and self.numerator == 1


@attrs.frozen
class Total:
    """What the figures of several bodies come to.

    Attributes:
        value: The value, in the indicator's unit of measure.
        numerator: What was divided, where anything was.
        denominator: What it was divided by.
    """

    value: Fraction
    numerator: Fraction | None = None
    denominator: Fraction | None = None


#: The kinds that a roll-up takes.
TAKES: Final[dict[Rollup, frozenset[Kind]]] = {
    Rollup.SHARE: frozenset({Kind.TRUTH}),
    Rollup.SUM: frozenset({Kind.TRUTH, Kind.NUMBER}),
    Rollup.MEAN: frozenset({Kind.NUMBER}),
    Rollup.MINIMUM: frozenset({Kind.NUMBER}),
    Rollup.RATIO: frozenset({Kind.RATIO}),
}
_DEFAULTS: Final = {Kind.TRUTH: Rollup.SHARE, Kind.RATIO: Rollup.RATIO}


def figure_of(measurement: Measurement, /) -> Figure:
    """Return what a measurement says."""
    value = measurement.value
    if isinstance(value, bool):
        return Figure(Kind.TRUTH, Fraction(value))
    if value is not None:
        return Figure(Kind.NUMBER, Fraction(value))
    return Figure(
        Kind.RATIO, Fraction(measurement.numerator or 0), Fraction(measurement.denominator or 1)
    )


def default_rollup(kind: Kind, /) -> Rollup | None:
    """Return how figures of a kind become one where the plan does not say; None for numbers."""
    return _DEFAULTS.get(kind)


def is_percent(indicator: Indicator, /) -> bool:
    """Return whether an indicator is measured in hundredths."""
    unit = indicator.unit_of_measure
    return unit is not None and comparison_key(unit) in _PERCENT


def total_of(figures: Collection[Figure], rollup: Rollup | None, indicator: Indicator, /) -> Total:
    """Return what figures come to.

    Args:
        figures: One or more, of one kind that the roll-up takes.
        rollup: How they become one; None for a single number.
        indicator: The indicator, for its unit of measure.
    """
    above = sum((figure.numerator for figure in figures), Fraction(0))
    if rollup is None or rollup is Rollup.SUM:
        return Total(above)
    if rollup is Rollup.MINIMUM:
        return Total(min(figure.numerator for figure in figures))
    below = sum((figure.denominator for figure in figures), Fraction(0))
    scale = HUNDRED if rollup is Rollup.SHARE or is_scaled(rollup, indicator) else 1
    return Total(scale * above / below, above, below)


def is_scaled(rollup: Rollup, indicator: Indicator, /) -> bool:
    """Return whether a ratio is told in hundredths."""
    return rollup is Rollup.RATIO and is_percent(indicator)


def carried(
    figures: Iterable[tuple[Figure | None, bool]], rollup: Rollup | None, /
) -> Figure | None:
    """Return what is known of a body that came from others; None where it can't be told.

    Of a body that came from one alone, the same is so. Else true is carried where any was true,
    false where all were; a sum, ratio and minimum where all are known; a mean never.

    Args:
        figures: What was known of each, all of one kind, and whether several bodies came after it.
        rollup: How the figures of bodies become one.
    """
    parts = tuple(figures)
    known = [figure for figure, _ in parts if figure is not None]
    whole = [figure for figure, is_divided in parts if figure is not None and not is_divided]
    if any(figure.kind is Kind.TRUTH for figure in known):
        return _carried_truth(known, whole, all_known=len(known) == len(parts))
    if len(whole) < len(parts):
        return None
    return whole[0] if len(parts) == 1 else _carried_number(whole, rollup)


def _carried_truth(
    known: Sequence[Figure], whole: Sequence[Figure], *, all_known: bool
) -> Figure | None:
    """Return what is carried of what was true or false.

    Args:
        known: What is known.
        whole: That of bodies which one body alone came after.
        all_known: Whether that is everything.
    """
    true = next((figure for figure in whole if figure.is_true), None)
    if true is not None or not all_known:
        return true
    # What a divided body did not have, no part of it has; what it had, nobody knows which has it.
    return None if any(figure.is_true for figure in known) else known[0]


def _carried_number(figures: Sequence[Figure], rollup: Rollup | None) -> Figure | None:
    """Return what is carried of several numbers or ratios, all of which are known."""
    if rollup is Rollup.MINIMUM:
        return min(figures, key=lambda figure: figure.numerator)
    above = sum((figure.numerator for figure in figures), Fraction(0))
    if rollup is Rollup.SUM:
        return Figure(Kind.NUMBER, above)
    if rollup is Rollup.RATIO:
        below = sum((figure.denominator for figure in figures), Fraction(0))
        return Figure(Kind.RATIO, above, below)
    return None


def rounded(value: Fraction, /, *, places: int = PLACES) -> Decimal:
    """Return a value for people, rounded half away from zero.

    Args:
        value: The exact value.
        places: Decimal places at most.
    """
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = f"{'-' if value < 0 else ''}{whole}e-{places}"
    return Decimal(digits)
