"""How far indicators are, as data and as tables for spreadsheets."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from planrules.model.message import shown
from planrules.reports.labels import say
from planrules.reports.sheet import Cell, csv_text
from planrules.reports.what_if import what_if_cells, what_if_data
from planrules.rules.progress_words import OBSTACLES
from planrules.text import printable
from planrules.tracking.figures import EXACTLY, rounded
from planrules.tracking.progress import Disregarded, IndicatorProgress, Indicators, Part

#: The columns of the CSV.
CSV_COLUMNS: Final = (
    "id",
    "clause",
    "title",
    "unit_of_measure",
    "rollup",
    "baseline",
    "value",
    "numerator",
    "denominator",
    "bodies",
    "reported",
    "complete",
    "overall",
    "expected",
    "target",
    "end",
    "pace",
    "obstacle",
    "data_from",
    "data_to",
    "missing",
    "inherited_from",
    "assumed",
)
#: The columns of the CSV that has a row for each body.
BODY_CSV_COLUMNS: Final = (
    "indicator",
    "clause",
    "title",
    "unit",
    "unit_name",
    "value",
    "numerator",
    "denominator",
    "measured_from",
    "measured_to",
    "inherited_from",
    "lacking",
)


def indicators_data(indicators: Indicators, *, language: str) -> dict[str, Any]:
    """Return how far indicators are as data; numbers are texts, so that nothing rounds them.

    Args:
        indicators: The indicators.
        language: Language of reasons, ``vi`` or ``en``.
    """
    return {
        "plan": indicators.plan.id,
        "as_of": indicators.as_of.isoformat(),
        **what_if_data(indicators.plan),
        "indicators": [_indicator(indicators, one, language) for one in indicators],
    }


def _indicator(indicators: Indicators, one: IndicatorProgress, language: str) -> dict[str, Any]:
    indicator, days = one.indicator, one.data_days
    return {
        "id": indicator.id,
        "clause": indicator.clause,
        "title": indicator.title,
        "qualitative": indicator.qualitative,
        "unit_of_measure": indicator.unit_of_measure,
        "rollup": one.rollup and one.rollup.value,
        "baseline": _decimal(indicator.baseline),
        "target": _decimal(indicator.target),
        "start": one.start and one.start.isoformat(),
        "end": one.end and one.end.isoformat(),
        "value": _figure(one.value),
        "numerator": _number(one.numerator),
        "denominator": _number(one.denominator),
        "least": _figure(one.least),
        "most": _figure(one.most),
        "expected": _figure(one.expected),
        "complete": one.is_complete,
        "overall": one.is_overall,
        "reported": one.reported,
        "data_from": days and days[0].isoformat(),
        "data_to": days and days[1].isoformat(),
        "pace": one.pace.value,
        "obstacle": one.obstacle and one.obstacle.value,
        "reason": one.obstacle and say(OBSTACLES[one.obstacle], language),
        "missing": list(one.missing),
        "assumed": list(one.assumed),
        "bodies": [_body(indicators, part) for part in one.parts],
        "disregarded": [_left_out(left) for left in one.disregarded],
    }


def _body(indicators: Indicators, part: Part) -> dict[str, Any]:
    return {
        "unit": part.unit,
        "unit_name": indicators.plan.body(part.unit).name,
        "value": part.value if isinstance(part.value, bool) else _figure(part.value),
        "numerator": _number(part.numerator),
        "denominator": _number(part.denominator),
        "inherited_from": list(part.inherited_from),
        "lacking": list(part.lacking),
        "measurements": [
            {
                "unit": measurement.unit,
                "measured_on": measurement.measured_on.isoformat(),
                "recorded_on": measurement.recorded_on.isoformat(),
                "evidence": measurement.evidence,
            }
            for measurement in part.measurements
        ],
    }


def _left_out(left: Disregarded) -> dict[str, Any]:
    return {
        "unit": left.measurement.unit,
        "measured_on": left.measurement.measured_on.isoformat(),
        "recorded_on": left.measurement.recorded_on.isoformat(),
        "reason": left.reason.value,
    }


def _figure(value: Fraction | None) -> dict[str, str] | None:
    """Return a number rounded, as people are shown it, and as an exact fraction."""
    if value is None:
        return None
    return {"rounded": shown(rounded(value), "en"), "exact": str(value)}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else shown(rounded(value, places=EXACTLY), "en")


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else shown(value, "en")


def indicators_csv(indicators: Indicators) -> str:
    """Return indicators as CSV, one row each."""
    more = what_if_cells(indicators.plan)
    return csv_text((*CSV_COLUMNS, *more), (indicator_row(one) | more for one in indicators))


def indicator_row(one: IndicatorProgress) -> dict[str, Cell]:
    """Return the cells of an indicator by ``CSV_COLUMNS``; value and expectation are rounded."""
    indicator, days = one.indicator, one.data_days
    sources = (unit for part in one.inherited for unit in part.inherited_from)
    return {
        "id": indicator.id,
        "clause": indicator.clause,
        "title": printable(indicator.title),
        "unit_of_measure": indicator.unit_of_measure and printable(indicator.unit_of_measure),
        "rollup": one.rollup and one.rollup.value,
        "baseline": indicator.baseline,
        "value": _rounded(one.value),
        "numerator": _exactly(one.numerator),
        "denominator": _exactly(one.denominator),
        "bodies": len(one.parts),
        "reported": one.reported,
        "complete": one.is_complete,
        "overall": one.is_overall,
        "expected": _rounded(one.expected),
        "target": indicator.target,
        "end": one.end.isoformat() if one.end else None,
        "pace": one.pace.value,
        "obstacle": one.obstacle and one.obstacle.value,
        "data_from": days[0].isoformat() if days else None,
        "data_to": days[1].isoformat() if days else None,
        "missing": ", ".join(one.missing) or None,
        "inherited_from": ", ".join(dict.fromkeys(sources)) or None,
        "assumed": ", ".join(one.assumed) or None,
    }


def bodies_csv(indicators: Indicators, *, unit: str | None = None) -> str:
    """Return what bodies contribute as CSV, one row for each indicator and body.

    Args:
        indicators: The indicators.
        unit: Id of the one body that is asked about; without it, all of them.
    """
    more = what_if_cells(indicators.plan)
    rows = (row | more for row in _body_rows(indicators, unit))
    return csv_text((*BODY_CSV_COLUMNS, *more), rows)


def _body_rows(indicators: Indicators, unit: str | None) -> Iterator[dict[str, Cell]]:
    for one in indicators:
        for part in one.parts_of(unit):
            days = sorted(measurement.measured_on for measurement in part.measurements)
            value = part.value
            yield {
                "indicator": one.indicator.id,
                "clause": one.indicator.clause,
                "title": printable(one.indicator.title),
                "unit": part.unit,
                "unit_name": printable(indicators.plan.body(part.unit).name),
                "value": value if isinstance(value, bool) else _rounded(value),
                "numerator": _exactly(part.numerator),
                "denominator": _exactly(part.denominator),
                "measured_from": days[0].isoformat() if days else None,
                "measured_to": days[-1].isoformat() if days else None,
                "inherited_from": ", ".join(part.inherited_from) or None,
                "lacking": ", ".join(part.lacking) or None,
            }


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value)


def _exactly(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, places=EXACTLY)
