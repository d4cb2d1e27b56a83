"""How far indicators are as a page."""

from typing import Final

from planrules.model.message import shown
from planrules.rules.labels import say
from planrules.rules.progress_words import COLUMNS, HEAD, NOTHING, cells_of, notes_of
from planrules.tracking.progress import IndicatorProgress, Indicators, Pace
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, faint, joined, row, table

_CLASSES: Final = {
    Pace.REACHED: "passed",
    Pace.BEHIND: "failed",
    Pace.NOT_KNOWN: "faint",
}


def indicators_part(indicators: Indicators, language: str) -> list[Markup]:
    """Return indicators as a table; what else there is to say of one stands below its title."""
    if not indicators:
        return [element("p", say(NOTHING, language))]
    day = shown(indicators.as_of, language)
    return [
        element("p", say(HEAD, language).format(day=day, count=len(indicators))),
        table(
            [say(column, language) for column in COLUMNS],
            [_row(indicators, one, language) for one in indicators[:ROWS]],
        ),
        *left_out(len(indicators) - ROWS, language),
    ]


def _row(indicators: Indicators, one: IndicatorProgress, language: str) -> Markup:
    *cells, pace = cells_of(one, language)
    title = one.indicator.title
    named = f"{one.indicator.clause}: {title}" if one.indicator.clause else title
    notes = [element("p", faint(note)) for note in notes_of(indicators.plan, one, language)]
    return row(
        joined(named, *notes),
        *cells,
        element("span", pace, class_=_CLASSES.get(one.pace)),
    )
