"""Recurrence rules: their parts, and what may not stand together."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, quoted
from planrules.feeds.linting.moments import Form, Moment, moment
from planrules.model.finding import Severity
from planrules.model.message import Text

_CLAUSE: Final = "RFC 5545 §3.3.10"
_RSCALE_CLAUSE: Final = "RFC 7529 §4"

WRONG_PART = Check(
    code="ICS421",
    name="wrong-rule-part",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "Quy tắc lặp có {found}, sai dạng hoặc ngoài khoảng cho phép.",
        "the recurrence rule has {found}, which is malformed or out of range",
    ),
    help=Text("Cần {expected}.", "Expected {expected}."),
)
NO_FREQUENCY = Check(
    code="ICS422",
    name="rule-without-frequency",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "Quy tắc lặp không bắt đầu bằng FREQ.",
        "the recurrence rule does not begin with FREQ",
    ),
    help=Text("Ghi FREQ=… ở đầu quy tắc.", "Write FREQ=… at the beginning of the rule."),
)
PART_TWICE = Check(
    code="ICS423",
    name="rule-part-twice",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "Quy tắc lặp có {found} hai lần.",
        "the recurrence rule has {found} twice",
    ),
    help=Text("Chỉ giữ một lần.", "Keep one of them."),
)
UNTIL_AND_COUNT = Check(
    code="ICS424",
    name="until-and-count",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "Quy tắc lặp có cả UNTIL lẫn COUNT.",
        "the recurrence rule has both UNTIL and COUNT",
    ),
    help=Text("Chỉ giữ một trong hai.", "Keep one of the two."),
)
UNFIT_PART = Check(
    code="ICS425",
    name="rule-part-out-of-place",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "Quy tắc lặp có {found}, không dùng được {with_}.",
        "the recurrence rule has {found}, which can't stand {with_}",
    ),
    help=Text(
        "Bỏ {found}; nếu không diễn đạt được thì ghi từng ngày thành từng sự kiện.",
        "Leave {found} out; where no rule says it, write an event for every day.",
    ),
)
UNTIL_OF_OTHER_FORM = Check(
    code="ICS426",
    name="until-of-another-form",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "UNTIL là {found}, không cùng dạng với DTSTART.",
        "UNTIL is {found}, which is not of the form of DTSTART",
    ),
    help=Text("Cần {expected}.", "Expected {expected}."),
)

CHECKS: Final = (
    WRONG_PART,
    NO_FREQUENCY,
    PART_TWICE,
    UNTIL_AND_COUNT,
    UNFIT_PART,
    UNTIL_OF_OTHER_FORM,
)

_DAYS = "(?:SU|MO|TU|WE|TH|FR|SA)"
_BY_DAY = re.compile(rf"(?:[+-]?\d{{1,2}})?{_DAYS}", re.ASCII)
_NUMBERED_DAY = re.compile(r"[+-]?\d", re.ASCII)
_SCALED_MONTH = re.compile(r"0?[1-9]L?|1[0-3]L?", re.ASCII)
_NUMBER = re.compile(r"([+-]?)(\d{1,3})", re.ASCII)
_COUNTED = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9-]+")
_WEEKS = 53
_FREQUENCIES: Final = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")

_KNOWN_PARTS = Text(
    "các phần FREQ, UNTIL, COUNT, INTERVAL, BYSECOND, BYMINUTE, BYHOUR, BYDAY, BYMONTHDAY,"
    " BYYEARDAY, BYWEEKNO, BYMONTH, BYSETPOS, WKST, RSCALE, SKIP viết TÊN=giá trị",
    "FREQ, UNTIL, COUNT, INTERVAL, BYSECOND, BYMINUTE, BYHOUR, BYDAY, BYMONTHDAY, BYYEARDAY,"
    " BYWEEKNO, BYMONTH, BYSETPOS, WKST, RSCALE and SKIP, written NAME=value",
)
_FREQUENCY = Text(
    "một trong SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY",
    "one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY and YEARLY",
)
_MOMENT = Text("ngày hoặc ngày giờ có thật", "a date or time that exists")
_ABOVE_NOTHING = Text("số nguyên từ 1 trở lên", "a whole number from 1")
_DAY = Text("SU, MO, TU, WE, TH, FR hoặc SA", "SU, MO, TU, WE, TH, FR or SA")
_DAY_LIST = Text(
    "các thứ MO, TU, …, có thể kèm số thứ tự như -1FR",
    "days MO, TU, …, each with an ordinal if need be, such as -1FR",
)
_SKIPS = Text("OMIT, BACKWARD hoặc FORWARD", "OMIT, BACKWARD or FORWARD")
_CALENDAR = Text("tên loại lịch như GREGORIAN", "the name of a calendar such as GREGORIAN")


@attrs.frozen
class _Range:
    """The numbers that a part lists."""

    least: int
    most: int
    is_signed: bool = False

    def holds(self, text: str) -> bool:
        found = _NUMBER.fullmatch(text)
        if found is None or (found[1] and not self.is_signed):
            return False
        return self.least <= int(found[2]) <= self.most

    @property
    def words(self) -> Text:
        numbers = f"{self.least}–{self.most}"
        if self.is_signed:
            return Text(f"các số {numbers} hoặc âm", f"numbers {numbers}, or below nothing")
        return Text(f"các số {numbers}", f"numbers {numbers}")


_RANGES: Final[Mapping[str, _Range]] = {
    "BYSECOND": _Range(0, 60),
    "BYMINUTE": _Range(0, 59),
    "BYHOUR": _Range(0, 23),
    "BYMONTHDAY": _Range(1, 31, is_signed=True),
    "BYYEARDAY": _Range(1, 366, is_signed=True),
    "BYWEEKNO": _Range(1, _WEEKS, is_signed=True),
    "BYMONTH": _Range(1, 12),
    "BYSETPOS": _Range(1, 366, is_signed=True),
}
#: Parts that do not go with some frequencies.
_UNFIT: Final[Mapping[str, frozenset[str]]] = {
    "BYMONTHDAY": frozenset({"WEEKLY"}),
    "BYYEARDAY": frozenset({"DAILY", "WEEKLY", "MONTHLY"}),
    "BYWEEKNO": frozenset(_FREQUENCIES) - {"YEARLY"},
}
_OF_THE_DAY: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")


@attrs.frozen
class RulePart:
    """A part of a recurrence rule.

    Attributes:
        name: Its name, in capitals.
        value: What stands behind the equals sign, in capitals.
        offset: Where it begins in the rule.
    """

    name: str
    value: str
    offset: int

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.name}={self.value}"


def rule_parts(value: str, /) -> dict[str, RulePart]:
    """Return the parts of a recurrence rule by name, as far as they can be told apart."""
    return {part.name: part for part in reversed(list(_parts(value))) if part.name}


def _parts(value: str) -> Iterator[RulePart]:
    offset = 0
    for text in value.split(";"):
        name, sign, rest = text.partition("=")
        yield RulePart(name.upper(), rest.upper(), offset) if sign else RulePart("", text, offset)
        offset += len(text) + 1


def rule_hits(rule: Property, /, *, start: Moment | None, is_zone: bool) -> Iterator[Hit]:
    """Yield what is wrong with a recurrence rule.

    Args:
        rule: The property RRULE; sound.
        start: The start that it repeats, where that is known.
        is_zone: Whether it says when clocks are changed.
    """
    parts = list(_parts(rule.value))
    seen: dict[str, RulePart] = {}
    wrong: set[str] = set()
    # What is no part at all is told as such, and the examples of RFC 7529 begin with RSCALE.
    begins, names = parts[0].name, {part.name for part in parts}
    if begins and (begins not in {"FREQ", "RSCALE"} or "FREQ" not in names):
        yield NO_FREQUENCY.at(rule.position())
    for part in parts:
        expected = _expected(part, has_scale="RSCALE" in names)
        if expected is not None:
            wrong.add(part.name)
            found = quoted(str(part) if part.name else part.value)
            yield WRONG_PART.at(rule.position(part.offset), found=found, expected=expected)
        elif part.name in seen:
            yield PART_TWICE.at(rule.position(part.offset), found=part.name)
        seen.setdefault(part.name, part)
    sound = {name: part for name, part in seen.items() if name not in wrong}
    yield from _together(rule, seen, sound, start)
    if "UNTIL" in sound:
        yield from _until(rule, sound["UNTIL"], start, is_zone=is_zone)


def _expected(part: RulePart, *, has_scale: bool) -> Text | None:
    """Return what a part should be; None where it is well written."""
    value = part.value
    if part.name in _RANGES:
        numbers = _RANGES[part.name]
        if part.name == "BYMONTH" and has_scale:
            # RFC 7529 §4.1: there are calendars with 13 months, and leap months, which have an L.
            is_held = all(_SCALED_MONTH.fullmatch(each) for each in value.split(","))
        else:
            is_held = all(map(numbers.holds, value.split(",")))
        return None if is_held else numbers.words
    well_written, expected = {
        "FREQ": (value in _FREQUENCIES, _FREQUENCY),
        "UNTIL": (moment(value) is not None, _MOMENT),
        "COUNT": (_COUNTED.fullmatch(value) is not None, _ABOVE_NOTHING),
        "INTERVAL": (_COUNTED.fullmatch(value) is not None, _ABOVE_NOTHING),
        "WKST": (re.fullmatch(_DAYS, value) is not None, _DAY),
        "BYDAY": (all(map(_is_day, value.split(","))), _DAY_LIST),
        "RSCALE": (_TOKEN.fullmatch(value) is not None, _CALENDAR),
        "SKIP": (value in {"OMIT", "BACKWARD", "FORWARD"}, _SKIPS),
    }.get(part.name, (False, _KNOWN_PARTS))
    return None if well_written else expected


def _is_day(text: str) -> bool:
    if _BY_DAY.fullmatch(text) is None:
        return False
    number = text[:-2].lstrip("+-")
    return not number or 1 <= int(number) <= _WEEKS


def _together(
    rule: Property,
    seen: Mapping[str, RulePart],
    sound: Mapping[str, RulePart],
    start: Moment | None,
) -> Iterator[Hit]:
    """Yield parts that can't stand beside others, or beside the start."""
    if "UNTIL" in seen and "COUNT" in seen:
        yield UNTIL_AND_COUNT.at(rule.position(max(seen["UNTIL"].offset, seen["COUNT"].offset)))
    frequency = sound["FREQ"].value if "FREQ" in sound else ""
    for name, frequencies in _UNFIT.items():
        if name in seen and frequency in frequencies:
            yield _unfit(rule, seen[name], _with(f"FREQ={frequency}"))
    yield from _numbered_days(rule, seen, sound.get("BYDAY"), frequency)
    if "BYSETPOS" in seen and not any(
        name.startswith("BY") and name != "BYSETPOS" for name in seen
    ):
        alone = Text("một mình, không có phần BY… nào khác", "without another part BY…")
        yield _unfit(rule, seen["BYSETPOS"], alone)
    if "SKIP" in seen and "RSCALE" not in seen:
        without = Text("khi không có RSCALE", "without RSCALE")
        yield _unfit(rule, seen["SKIP"], without, clause=_RSCALE_CLAUSE)
    if start is not None and start.form is Form.DATE:
        for name in _OF_THE_DAY:
            if name in seen:
                yield _unfit(rule, seen[name], _with("DTSTART;VALUE=DATE"))


def _numbered_days(
    rule: Property, seen: Mapping[str, RulePart], days: RulePart | None, frequency: str
) -> Iterator[Hit]:
    if days is None or not any(map(_NUMBERED_DAY.match, days.value.split(","))):
        return
    if frequency not in {"", "MONTHLY", "YEARLY"}:
        yield _unfit(rule, days, _with(f"FREQ={frequency}"))
    elif frequency == "YEARLY" and "BYWEEKNO" in seen:
        yield _unfit(rule, days, _with("BYWEEKNO"))


def _with(other: str) -> Text:
    return Text(f"với {other}", f"beside {other}")


def _unfit(rule: Property, part: RulePart, with_: Text, *, clause: str | None = None) -> Hit:
    position = rule.position(part.offset)
    return UNFIT_PART.at(position, clause=clause, found=quoted(str(part)), with_=with_)


_UNTIL_DATE = Text("ngày, viết 20301231", "a date, written 20301231")
_UNTIL_UTC = Text("giờ UTC, có Z ở cuối", "a time in UTC, with a Z at its end")
_UNTIL_TIME = Text("ngày giờ, viết 20301231T080000", "a time, written 20301231T080000")
#: By the form of the start, what the end of a rule may be. Of a start without a zone the clause
#: says both that it is UTC and that it is not.
_UNTIL_FORMS: Final[Mapping[Form, tuple[frozenset[Form], Text]]] = {
    Form.DATE: (frozenset({Form.DATE}), _UNTIL_DATE),
    Form.UTC: (frozenset({Form.UTC}), _UNTIL_UTC),
    Form.ZONED: (frozenset({Form.UTC}), _UNTIL_UTC),
    Form.FLOATING: (frozenset({Form.FLOATING, Form.UTC}), _UNTIL_TIME),
}


def _until(rule: Property, part: RulePart, start: Moment | None, *, is_zone: bool) -> Iterator[Hit]:
    # When clocks change is told in UTC, however the start is told.
    form = Form.UTC if is_zone else start.form if start is not None else None
    until = moment(part.value)
    if form is None or until is None:
        return
    allowed, expected = _UNTIL_FORMS[form]
    if until.form not in allowed:
        yield UNTIL_OF_OTHER_FORM.at(
            rule.position(part.offset), found=quoted(part.value), expected=expected
        )
