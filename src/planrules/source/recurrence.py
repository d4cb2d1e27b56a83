"""Recurrences as they are written in TOML."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NoReturn

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
    """Return an RFC 5545 rule of one line, by days or longer, whose every part makes sense."""
    parts: dict[str, str] = {}
    for part in misfit.text(value).split(";"):
        name, _, given = part.partition("=")
        pattern = _PARTS.get(name)
        if pattern is None or name in parts or re.fullmatch(pattern, given) is None:
            _refuse(value)
        parts[name] = given
    if "FREQ" not in parts or {"COUNT", "UNTIL"} <= parts.keys() or not _makes_sense(parts):
        _refuse(value)
    return value


def _makes_sense(parts: Mapping[str, str]) -> bool:
    """Return whether parts that are well-formed each also make sense together.

    Source: RFC 5545, section 3.3.10: days are numbered within a month or a year alone, and
    ``BYSETPOS`` chooses among what another part names.
    """
    if "UNTIL" in parts:
        try:
            date.fromisoformat(parts["UNTIL"])
        except ValueError:
            return False
    if "BYSETPOS" in parts and not any(name != "BYSETPOS" and name[:2] == "BY" for name in parts):
        return False
    numbers = [abs(int(day[:-2])) for day in parts.get("BYDAY", "").split(",") if day[:-2]]
    frequency = parts["FREQ"]
    if frequency == "YEARLY" and "BYMONTH" not in parts:
        most = _WEEKS_OF_A_YEAR
    else:
        most = _WEEKS_OF_A_MONTH if frequency in {"MONTHLY", "YEARLY"} else 0
    return all(number <= most for number in numbers)


_WEEKS_OF_A_MONTH: Final = 5
_WEEKS_OF_A_YEAR: Final = 53


def _numbers(limit: str, *, sign: str = "[+-]?") -> str:
    """Return the pattern of a list of numbers up to a limit, itself a pattern."""
    return f"{sign}(?:{limit})(?:,{sign}(?:{limit}))*"


#: Source: RFC 5545, section 3.3.10; parts of a day are left out, because plans count days.
_PARTS: Final[dict[str, str]] = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,2}",
    "COUNT": "[1-9][0-9]{0,3}",
    "UNTIL": "[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
    "BYMONTH": _numbers("[1-9]|1[0-2]", sign=""),
    "BYMONTHDAY": _numbers("[1-9]|[12][0-9]|3[01]"),
    "BYYEARDAY": _numbers("[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6]"),
    "BYWEEKNO": _numbers("[1-9]|[1-4][0-9]|5[0-3]"),
    "BYSETPOS": _numbers("[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6]"),
    "BYDAY": r"(?:[+-]?[1-9][0-9]?)?(?:MO|TU|WE|TH|FR|SA|SU)"
    r"(?:,(?:[+-]?[1-9][0-9]?)?(?:MO|TU|WE|TH|FR|SA|SU))*",
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
}


def _refuse(value: object) -> NoReturn:
    raise Misfit(
        "VAL010",
        found=shown(value),
        expected_vi="danh sách nhịp không lặp lại, hoặc quy tắc RFC 5545 như FREQ=MONTHLY",
        expected_en="a list of rhythms without repeats, or an RFC 5545 rule such as FREQ=MONTHLY",
    )
