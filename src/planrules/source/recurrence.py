"""Recurrences as they are written in TOML."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NoReturn

import attrs

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
            raise Misfit(
                "VAL010",
                found=shown(value),
                expected_vi="ít nhất một nhịp, mỗi nhịp một lần",
                expected_en="at least one rhythm, each of them once",
            )
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


_WEEKS_OF_A_MONTH: Final = 5
_WEEKS_OF_A_YEAR: Final = 53


def _rule(value: str) -> str:
    """Return an RFC 5545 rule of one line, by days or longer, whose every part makes sense."""
    parts: dict[str, str] = {}
    for part in misfit.text(value).split(";"):
        name, _, given = part.partition("=")
        known = _PARTS.get(name)
        if known is None:
            known_parts = ", ".join(_PARTS)
            _refuse(part, f"một trong: {known_parts}", f"one of: {known_parts}")
        if name in parts:
            _refuse(part, f"mỗi phần một lần; {name} đã có ở trước", f"{name} once only")
        if re.fullmatch(known.pattern, given) is None:
            _refuse(part, *known.expected)
        parts[name] = given
    if "FREQ" not in parts:
        _refuse(value, *_PARTS["FREQ"].expected)
    if {"COUNT", "UNTIL"} <= parts.keys():
        _refuse(value, "COUNT hoặc UNTIL, không cả hai", "COUNT or UNTIL, not both")
    _together(parts)
    return value


def _together(parts: Mapping[str, str]) -> None:
    """Check that parts that are well-formed each also make sense together.

    Source: RFC 5545, section 3.3.10: days are numbered within a month or a year alone, and
    ``BYSETPOS`` chooses among what another part names.
    """
    if "UNTIL" in parts:
        try:
            date.fromisoformat(parts["UNTIL"])
        except ValueError:
            _refuse(f"UNTIL={parts['UNTIL']}", *_PARTS["UNTIL"].expected)
    if "BYSETPOS" in parts and not any(name != "BYSETPOS" and name[:2] == "BY" for name in parts):
        _refuse(
            f"BYSETPOS={parts['BYSETPOS']}",
            "thêm một phần BY… khác để BYSETPOS chọn trong đó",
            "another BY… part, which BYSETPOS chooses from",
        )
    numbers = [abs(int(day[:-2])) for day in parts.get("BYDAY", "").split(",") if day[:-2]]
    frequency = parts["FREQ"]
    if frequency == "YEARLY" and "BYMONTH" not in parts:
        most = _WEEKS_OF_A_YEAR
    else:
        most = _WEEKS_OF_A_MONTH if frequency in {"MONTHLY", "YEARLY"} else 0
    if any(number > most for number in numbers):
        _refuse(
            f"BYDAY={parts['BYDAY']}",
            f"số thứ tự trước thứ không quá {most}" if most else "thứ không kèm số thứ tự",
            f"numbers before days up to {most}" if most else "days without numbers before them",
        )


def _numbers(limit: str, *, sign: str = "[+-]?") -> str:
    """Return the pattern of a list of numbers up to a limit, itself a pattern."""
    return f"{sign}(?:{limit})(?:,{sign}(?:{limit}))*"


@attrs.frozen
class _Part:
    """A part of a rule: how its value is written, in a pattern and in words of both languages."""

    pattern: str
    expected: tuple[str, str]


def _numbered(name: str, most: int, pattern: str) -> _Part:
    """Return a part that counts from either end of something."""
    return _Part(
        pattern,
        (
            f"{name} từ 1 đến {most}, hoặc từ -1 đến -{most}",
            f"{name} of 1 to {most}, or of -1 to -{most}",
        ),
    )


_DAYS_OF_A_YEAR: Final = _numbers("[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6]")
#: Source: RFC 5545, section 3.3.10; parts of a day are left out, because plans count days.
_PARTS: Final[dict[str, _Part]] = {
    "FREQ": _Part(
        "DAILY|WEEKLY|MONTHLY|YEARLY",
        ("FREQ=DAILY, WEEKLY, MONTHLY hoặc YEARLY", "FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"),
    ),
    "INTERVAL": _Part("[1-9][0-9]{0,2}", ("INTERVAL từ 1 đến 999", "INTERVAL of 1–999")),
    "COUNT": _Part("[1-9][0-9]{0,3}", ("COUNT từ 1 đến 9999", "COUNT of 1–9999")),
    "UNTIL": _Part(
        "[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
        ("UNTIL là ngày có thật, viết 20251231", "UNTIL a date that exists, written 20251231"),
    ),
    "BYMONTH": _Part(_numbers("[1-9]|1[0-2]", sign=""), ("BYMONTH từ 1 đến 12", "BYMONTH of 1–12")),
    "BYMONTHDAY": _numbered("BYMONTHDAY", 31, _numbers("[1-9]|[12][0-9]|3[01]")),
    "BYYEARDAY": _numbered("BYYEARDAY", 366, _DAYS_OF_A_YEAR),
    "BYWEEKNO": _numbered("BYWEEKNO", 53, _numbers("[1-9]|[1-4][0-9]|5[0-3]")),
    "BYSETPOS": _numbered("BYSETPOS", 366, _DAYS_OF_A_YEAR),
    "BYDAY": _Part(
        r"(?:[+-]?[1-9][0-9]?)?(?:MO|TU|WE|TH|FR|SA|SU)"
        r"(?:,(?:[+-]?[1-9][0-9]?)?(?:MO|TU|WE|TH|FR|SA|SU))*",
        (
            "BYDAY gồm MO, TU, WE, TH, FR, SA, SU, có thể kèm số thứ tự như 1MO, -1FR",
            "BYDAY of MO, TU, WE, TH, FR, SA, SU, with numbers where needed: 1MO, -1FR",
        ),
    ),
    "WKST": _Part(
        "MO|TU|WE|TH|FR|SA|SU",
        ("WKST là MO, TU, WE, TH, FR, SA hoặc SU", "WKST of MO, TU, WE, TH, FR, SA or SU"),
    ),
}


def _refuse(value: str, expected_vi: str, expected_en: str) -> NoReturn:
    raise Misfit("VAL010", found=shown(value), expected_vi=expected_vi, expected_en=expected_en)
