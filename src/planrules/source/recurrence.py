"""Recurrences as they are written in TOML."""

from planrules.model.recurrence import Recurrence, Rhythm
from planrules.source import misfit
from planrules.source.faults import shown
from planrules.source.misfit import Misfit
from planrules.text import nearest

#: Written where the source says "theo định kỳ" and names no period.
UNSTATED = "unstated"


def recurrence(value: object, _: object = None, /) -> Recurrence:
    """Return a recurrence: a rhythm, a list of rhythms, an RFC 5545 rule, or ``unstated``."""
    if type(value) is list:
        rhythms = [misfit.choice(item, Rhythm) for item in value]
        if not rhythms or len(set(rhythms)) < len(rhythms):
            _refuse(value)
        return Recurrence(tuple(rhythms))
    if type(value) is not str:
        misfit.wrong_type(value, str, list)
    if value == UNSTATED:
        return Recurrence()
    if value in tuple(Rhythm):
        return Recurrence((Rhythm(value),))
    if "=" in value:
        return Recurrence(rrule=_rule(value))
    choices = (*Rhythm, UNSTATED)
    raise Misfit(
        "VAL003",
        found=shown(value),
        expected=", ".join((*choices, "FREQ=…")),
        nearest=nearest(value, tuple(choices)),
    )


def _rule(value: str) -> str:
    """Return an RFC 5545 rule that dateutil can read."""
    from datetime import datetime

    from dateutil.rrule import rrulestr  # only a plan with such a rule pays for it

    text = misfit.text(value)
    try:
        rrulestr(text, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 - dates have no time zone here
    except Exception:  # noqa: BLE001 - dateutil raises whatever its parser trips over
        _refuse(value)
    return text


def _refuse(value: object) -> None:
    raise Misfit(
        "VAL010",
        found=shown(value),
        expected_vi="danh sách nhịp không lặp lại, hoặc quy tắc RFC 5545 như FREQ=MONTHLY",
        expected_en="a list of rhythms without repeats, or an RFC 5545 rule such as FREQ=MONTHLY",
    )
