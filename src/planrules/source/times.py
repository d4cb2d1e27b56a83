"""Dates, lengths of time and days of the week as files write them."""

import re
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
            _no_day(value, "", "", is_quoted=False)
        wrong_type(value, date)
    return value


def partial_day(value: object, _: object = None, /) -> PartialDate:
    """Return a date, whole or partial."""
    if type(value) is date:
        return _whole(value)
    if type(value) is not str and type(value) is not int:
        wrong_type(value, date, str)
    day = _from_text(value)
    if day is None or day.part is not None:
        _no_day(value, ', hoặc chuỗi "2024-04", "2024"', ', or the text "2024-04", "2024"')
    return day


def deadline(value: object, _: object = None, /) -> PartialDate:
    """Return a date up to which something is due: whole, partial, a part of one, or before one."""
    if type(value) is dict:
        return _before(value)
    if type(value) is date:
        return _whole(value)
    if type(value) is not str and type(value) is not int:
        wrong_type(value, date, str, dict)
    day = _from_text(value)
    if day is None:
        _no_day(
            value,
            ', hoặc chuỗi "2024-04", "2024", "start-2024-04", "mid-2024-04", "end-2024"',
            ', or the text "2024-04", "2024", "start-2024-04", "mid-2024-04", "end-2024"',
        )
    return day


def _before(value: dict[str, object]) -> PartialDate:
    """Return a date that something is due before."""
    if value.keys() != {"before"}:
        raise Misfit(
            "VAL010",
            found="{ " + ", ".join(map(str, value)) + " }" if value else "{}",
            expected_vi="một ngày, hoặc { before = 2024-12-15 } cho “trước ngày 15/12/2024”",
            expected_en="a date, or { before = 2024-12-15 }, which excludes the day",
        )
    given = value["before"]
    if type(given) is dict:
        wrong_type(given, date, str)
    base = deadline(given)
    if base.first == date.min:
        raise Misfit(
            "VAL010",
            found=str(given),
            expected_vi="một ngày mà trước đó còn có ngày khác",
            expected_en="a date that another day comes before",
        )
    return attrs.evolve(base, is_before=True)


def _from_text(value: str | int) -> PartialDate | None:
    """Return the date that a text stands for; None where it stands for none."""
    try:
        return PartialDate.from_text(value) if type(value) is str else None
    except ValueError:
        return None


def _no_day(value: str | int, forms_vi: str, forms_en: str, *, is_quoted: bool = True) -> NoReturn:
    """Raise that a value is no date, and say what was probably meant.

    Args:
        value: The value.
        forms_vi: The other forms that the field takes, in Vietnamese.
        forms_en: The same in English.
        is_quoted: Whether the field takes dates in quotes.
    """
    hint_vi = hint_en = ""
    if isinstance(value, int):
        if date.min.year <= value <= date.max.year:
            hint_vi, hint_en = f'; năm thì viết "{value:04}"', f'; write a year as "{value:04}"'
    else:
        meant = _meant(value)
        if meant is not None and meant.isoformat() == value and not is_quoted:
            hint_vi, hint_en = "; bỏ dấu ngoặc kép", "; leave out the quotes"
        elif meant is not None:
            hint_vi, hint_en = f"; có phải {meant}?", f"; did you mean {meant}?"
    raise Misfit(
        "VAL002",
        found=shown(value),
        forms_vi=forms_vi,
        forms_en=forms_en,
        hint_vi=hint_vi,
        hint_en=hint_en,
    )


def _meant(text: str) -> date | None:
    """Return the day that a text says in the order of day, month and year, or the ISO way."""
    written = text.strip()
    local = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", written, re.ASCII)
    iso = re.fullmatch(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", written, re.ASCII)
    if local:
        day, month, year = map(int, local.groups())
    elif iso:
        year, month, day = map(int, iso.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
        _too_large(value)
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


def _too_large(value: object) -> None:
    """Raise that a length has too many digits, if that is all that is wrong with it."""
    if type(value) is str and re.fullmatch(r"[+-]?[0-9]{6,}(?:wd|d|m)", value):
        raise Misfit(
            "VAL008",
            found=shown(value),
            expected_vi="số có tối đa 5 chữ số",
            expected_en="a number of at most 5 digits",
        )


def _no_duration(value: object) -> NoReturn:
    _too_large(value)
    raise Misfit(
        "VAL008",
        found=shown(value),
        expected_vi='thời lượng viết liền, như "20wd" (ngày làm việc) hoặc "30d" (ngày)',
        expected_en='a duration such as "20wd" (working days) or "30d" (calendar days)',
    )
