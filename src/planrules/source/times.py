"""Dates, lengths of time and days of the week as files write them."""

from datetime import date
from functools import lru_cache
from typing import Final, NoReturn

import attrs

from planrules.model.calendar import Weekday
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.source.faults import shown
from planrules.source.misfit import Misfit, wrong_type

#: Days and lengths of time come back all the time: making each once is enough.
_span: Final = lru_cache(maxsize=1024)(Duration.from_text)
_whole: Final = lru_cache(maxsize=1024)(PartialDate.from_date)


def day(value: object, _: object = None, /) -> date:
    """Return a whole date."""
    if type(value) is not date:
        if type(value) is str:
            raise Misfit("VAL002", found=shown(value), partial_vi="", partial_en="")
        wrong_type(value, date)
    return value


def partial_day(value: object, _: object = None, /) -> PartialDate:
    """Return a date, whole or partial."""
    if type(value) is date:
        return _whole(value)
    if type(value) is not str:
        wrong_type(value, date, str)
    try:
        day = PartialDate.from_text(value)
    except ValueError:
        day = None
    if day is None or day.part is not None:
        raise Misfit(
            "VAL002",
            found=shown(value),
            partial_vi=', hoặc chuỗi "2024-04", "2024"',
            partial_en=', or the text "2024-04", "2024"',
        )
    return day


def deadline(value: object, _: object = None, /) -> PartialDate:
    """Return a date up to which something is due: whole, partial, a part of one, or before one."""
    if type(value) is dict:
        if value.keys() != {"before"} or type(value["before"]) is dict:
            raise Misfit(
                "VAL010",
                found="{ " + ", ".join(map(str, value)) + " }" if value else "{}",
                expected_vi="một ngày, hoặc { before = 2024-12-15 } cho “trước ngày 15/12/2024”",
                expected_en="a date, or { before = 2024-12-15 }, which excludes the day",
            )
        base = deadline(value["before"])
        try:
            return attrs.evolve(base, is_before=True)
        except ValueError:
            _no_deadline(value["before"])
    if type(value) is date:
        return _whole(value)
    if type(value) is not str and type(value) is not int:
        wrong_type(value, date, str, dict)
    try:
        return PartialDate.from_text(str(value) if type(value) is str else "")
    except ValueError:
        _no_deadline(value)


def _no_deadline(value: object) -> NoReturn:
    raise Misfit(
        "VAL002",
        found=shown(value),
        partial_vi=', hoặc chuỗi "2024-04", "2024", "start-2024-04", "mid-2024-04", "end-2024"',
        partial_en=', or the text "2024-04", "2024", "start-2024-04", "mid-2024-04", "end-2024"',
    )


def weekday(value: object, _: object = None, /) -> Weekday:
    """Return a day of the week; its first three letters will do."""
    if type(value) is not str:
        wrong_type(value, str)
    for day in Weekday:
        if value in (day.value, day.value[:3]):
            return day
    raise Misfit(
        "VAL010",
        found=shown(value),
        expected_vi="thứ viết bằng tiếng Anh: monday, tuesday, …, sunday (hoặc mon, tue, …, sun)",
        expected_en="a day of the week: monday, tuesday, …, sunday (or mon, tue, …, sun)",
    )


def duration(value: object, _: object = None, /) -> Duration:
    """Return a duration that is not negative."""
    span = lag(value)
    if span.amount < 0:
        _no_duration(value)
    return span


def term(value: object, _: object = None, /) -> Term:
    """Return a duration that is not negative, which may be counted in months."""
    try:
        span = _span(value) if type(value) is str else None
    except ValueError:
        span = None
    if span is None or span.amount < 0:
        raise Misfit(
            "VAL008",
            found=shown(value),
            expected_vi='thời hạn viết liền, như "5wd" (ngày làm việc), "30d" (ngày), "3m" (tháng)',
            expected_en='a term such as "5wd" (working days), "30d" (calendar days), "3m" (months)',
        )
    return Term(span)


def lag(value: object, _: object = None, /) -> Lag:
    """Return a duration that may be negative."""
    if type(value) is not str:
        wrong_type(value, str)
    try:
        span = _span(value)
    except ValueError:
        _no_duration(value)
    if span.unit is DurationUnit.MONTHS:
        raise Misfit(
            "VAL008",
            found=shown(value),
            expected_vi='số ngày, như "20wd", "30d"; tháng chỉ dùng cho within, due_after_close',
            expected_en='days, such as "20wd", "30d"; only within and due_after_close take months',
        )
    return Lag(span)


def _no_duration(value: object) -> NoReturn:
    raise Misfit(
        "VAL008",
        found=shown(value),
        expected_vi='thời lượng viết liền, như "20wd" (ngày làm việc) hoặc "30d" (ngày)',
        expected_en='a duration such as "20wd" (working days) or "30d" (calendar days)',
    )
