"""Our days off and worked against those of the package ``holidays``, where it is installed.

A newer version may know what this one does not: then compare, and correct whoever is wrong.
"""

from datetime import date, timedelta

import pytest

from planrules.timing import vn

holidays = pytest.importorskip("holidays", minversion="0.109")

_FIRST, _LAST = date(2024, 1, 1), date(2030, 12, 31)
_SATURDAY = 5

#: Where we differ, and why we are right.
_DIFFERENCES = {
    date(2026, 1, 2): "off by 12729/VPCP-KGVX, which the package does not know",
    date(2026, 1, 10): "worked by 12729/VPCP-KGVX, which the package does not know",
}


def test_differences_are_those_known() -> None:
    off = {row.date for row in vn.DAYS_OFF}
    worked = {row.date for row in vn.DAYS_WORKED}
    theirs = holidays.country_holidays("VN", years=range(2024, 2031))
    days = [_FIRST + timedelta(days=index) for index in range((_LAST - _FIRST).days + 1)]

    differing = {
        day
        for day in days
        if theirs.is_working_day(day)
        != (day in worked or (day.weekday() < _SATURDAY and day not in off))
    }

    assert differing == _DIFFERENCES.keys()
