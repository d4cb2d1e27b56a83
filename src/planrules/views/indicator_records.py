"""How far indicators are as flat records: the columns of the command line's CSV."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from planrules.model.message import shown
from planrules.tracking.figures import EXACTLY, PLACES, rounded
from planrules.tracking.progress import Indicators
from planrules.views.columns import Cells, Columns

INDICATORS: Final[Columns] = {
    "id": str,
    "clause": str,
    "title": str,
    "unit_of_measure": str,
    "rollup": str,
    "baseline": str,
    "value": str,
    "numerator": str,
    "denominator": str,
    "bodies": int,
    "reported": int,
    "complete": bool,
    "overall": bool,
    "expected": str,
    "target": str,
    "end": date,
    "pace": str,
    "obstacle": str,
    "data_from": date,
    "data_to": date,
    "missing": str,
    "inherited_from": str,
    "assumed": str,
}


def indicator_cells(indicators: Indicators, _: str | None) -> Iterator[Cells]:
    """Yield the cells of each indicator; numbers are texts, the value and what is expected rounded.

    Args:
        indicators: The indicators.
    """
    for one in indicators:
        indicator, days = one.indicator, one.data_days
        sources = (unit for part in one.inherited for unit in part.inherited_from)
        yield (
            indicator.id,
            indicator.clause,
            indicator.title,
            indicator.unit_of_measure,
            one.rollup and one.rollup.value,
            _number(indicator.baseline),
            _number(one.value),
            _number(one.numerator, places=EXACTLY),
            _number(one.denominator, places=EXACTLY),
            len(one.parts),
            one.reported,
            one.is_complete,
            one.is_overall,
            _number(one.expected),
            _number(indicator.target),
            one.end,
            one.pace.value,
            one.obstacle and one.obstacle.value,
            days and days[0],
            days and days[1],
            ", ".join(one.missing) or None,
            ", ".join(dict.fromkeys(sources)) or None,
            ", ".join(one.assumed) or None,
        )


def _number(value: Fraction | Decimal | None, *, places: int = PLACES) -> str | None:
    if isinstance(value, Fraction):
        value = rounded(value, places=places)
    return None if value is None else shown(value, "en")
