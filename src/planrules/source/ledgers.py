"""Values that only records of the ledger hold."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from planrules.model.ids import PERIOD_LABEL
from planrules.model.ledger import ONCE, Measurement, Ordinal, OwedPeriod, Percent, Reading
from planrules.source import misfit
from planrules.source.faults import shown
from planrules.source.misfit import Misfit

Hook = Callable[[Any, Any], Any]

#: A period: a label, the number of an occurrence, or ``once``.
OWED_PERIOD: Final = f"{PERIOD_LABEL.pattern}|[1-9][0-9]{{0,5}}|{ONCE}"
_OWED_PERIOD: Final = re.compile(OWED_PERIOD)
_ALL: Final = 100
#: Most records of one day on one thing.
ORDINAL_LIMIT: Final = 999


def period(value: object, _: object = None, /) -> OwedPeriod:
    """Return the period of an obligation."""
    if type(value) is not str or _OWED_PERIOD.fullmatch(value) is None:
        raise Misfit(
            "VAL010",
            found=shown(value),
            expected_vi='kỳ như "2024-09", "2024-Q3", "2024-H1", "2024-9M", "2024", số thứ tự của '
            'lần thực hiện như "3", hoặc "once"',
            expected_en='a period such as "2024-09", "2024-Q3", "2024-H1", "2024-9M", "2024", the '
            'number of an occurrence such as "3", or "once"',
        )
    return OwedPeriod(value)


def ordinal(value: object, _: object = None, /) -> Ordinal:
    """Return a place among the records of one day."""
    if type(value) is not int:
        misfit.wrong_type(value, int)
    if not 1 <= value <= ORDINAL_LIMIT:
        raise Misfit(
            "VAL010",
            found=shown(value),
            expected_vi=f"số thứ tự từ 1 đến {ORDINAL_LIMIT}",
            expected_en=f"a number from 1 to {ORDINAL_LIMIT}",
        )
    return Ordinal(value)


def percent(value: object, _: object = None, /) -> Percent:
    """Return a share of 100."""
    read = misfit.number(value)
    if not 0 <= read <= _ALL:
        raise Misfit(
            "VAL010",
            found=shown(value),
            expected_vi="tỷ lệ từ 0 đến 100",
            expected_en="a share from 0 to 100",
        )
    return Percent(read)


def reading(value: object, _: object = None, /) -> Reading:
    """Return what a measurement found."""
    if type(value) is bool:
        return value
    if type(value) is not int and type(value) is not Decimal:
        misfit.wrong_type(value, Decimal, bool)
    return misfit.number(value)


def measurement_hook(read: Hook) -> Hook:
    """Return the hook of a measurement: it has a value, or numerator and denominator.

    Args:
        read: Reads the table field by field.
    """

    def hook(value: object, _: object) -> Measurement:
        made: Measurement = read(value, Measurement)
        names = ("value", "numerator", "denominator")
        given = [name for name in names if getattr(made, name) is not None]
        if given not in (["value"], ["numerator", "denominator"]):
            raise Misfit(
                "VAL010",
                found="{ " + ", ".join(given) + " }" if given else "{}",
                expected_vi="hoặc value, hoặc cả numerator và denominator",
                expected_en="either value, or both numerator and denominator",
            )
        if made.denominator is not None and made.denominator <= 0:
            raise Misfit(
                "VAL010",
                found=shown(made.denominator),
                expected_vi="mẫu số lớn hơn 0",
                expected_en="a denominator above 0",
            )
        return made

    return hook
