"""How messages say dates: what is not sure, how many days, what periods and days off are called."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from planrules.model.calendar import Certainty, SpecialDay, Weekday
from planrules.model.duration import DurationUnit
from planrules.model.message import Text, shown
from planrules.model.task import DayOff

if TYPE_CHECKING:
    from planrules.model.due import Due
    from planrules.model.obligation import Obligation
    from planrules.timing.calendar import WorkCalendar

#: Marks of dates that are not sure.
ASSUMED = Text("tạm tính", "assumed")
PROJECTED = Text("theo lịch nghỉ dự báo", "by projected days off")


def doubt(
    *dues: "Due | None", certainty: Certainty | None = None, is_assumed: bool = False
) -> Text:
    """Return what a message says of deadlines that are assumed or rest on projected days off.

    Args:
        dues: The deadlines; None for one that needs no reckoning.
        certainty: How sure the days off are that something else in the message rests on.
        is_assumed: Whether anything else in it is only assumed.
    """
    known = [due for due in dues if due is not None]
    marks = []
    if is_assumed or any(due.is_assumed for due in known):
        marks.append(ASSUMED)
    if Certainty.PROJECTED in (certainty, *(due.certainty for due in known)):
        marks.append(PROJECTED)
    return Text(bracketed(mark.vi for mark in marks), bracketed(mark.en for mark in marks))


def bracketed(words: Iterable[str]) -> str:
    """Return words in brackets to stand behind others; nothing for none."""
    joined = ", ".join(words)
    return f" ({joined})" if joined else ""


def counted(count: int, unit: DurationUnit = DurationUnit.WORKING_DAYS) -> Text:
    """Return a number of days as messages write it: 03 ngày làm việc."""
    plural = "" if count == 1 else "s"
    if unit is DurationUnit.DAYS:
        return Text(f"{count:02} ngày", f"{count} day{plural}")
    return Text(f"{count:02} ngày làm việc", f"{count} working day{plural}")


_HALVES = {"H1": "đầu", "H2": "cuối"}
_QUARTERS = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}


def period_called(owed: "Obligation") -> Text:
    """Return what a message calls the period of an obligation, to stand behind “kỳ”, “period”."""
    if owed.task.every is not None and owed.task.every.rrule is not None:
        return Text(f"thứ {owed.period}", f"no. {owed.period}")
    return label_called(owed.period)


def label_called(label: str) -> Text:
    """Return what a message calls the period with a label, to stand behind “kỳ”, “period”."""
    year, _, part = label.partition("-")
    if part in _QUARTERS:
        vi = f"quý {_QUARTERS[part]}/{year}"
    elif part in _HALVES:
        vi = f"6 tháng {_HALVES[part]} năm {year}"
    elif part == "9M":
        vi = f"9 tháng đầu năm {year}"
    elif part:
        vi = f"tháng {part if part <= '02' else part.lstrip('0')}/{year}"
    else:
        vi = f"năm {year}"
    return Text(vi, label)


_WEEKDAYS: dict[Weekday, Text] = {
    Weekday.MONDAY: Text("thứ Hai", "a Monday"),
    Weekday.TUESDAY: Text("thứ Ba", "a Tuesday"),
    Weekday.WEDNESDAY: Text("thứ Tư", "a Wednesday"),
    Weekday.THURSDAY: Text("thứ Năm", "a Thursday"),
    Weekday.FRIDAY: Text("thứ Sáu", "a Friday"),
    Weekday.SATURDAY: Text("thứ Bảy", "a Saturday"),
    Weekday.SUNDAY: Text("Chủ nhật", "a Sunday"),
}


def why_off(off: SpecialDay | Weekday) -> Text | str:
    """Return why a day is off, for a message."""
    if isinstance(off, SpecialDay):
        return off.name or Text("ngày nghỉ của Kế hoạch", "a day off of the plan")
    return _WEEKDAYS[off]


def share(part: int, whole: int, language: str) -> str:
    """Return a share in percent, rounded to a tenth, half up, but never to all or nothing."""
    tenths = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    text = f"{tenths // 10}" + (f".{tenths % 10}" if tenths % 10 else "")
    return f"{text.replace('.', ',') if language == 'vi' else text}%"


_ON_DAY_OFF = Text("{day} là ngày nghỉ ({why}{source})", "{day} is a day off ({why}{source})")
_MOVES: Final[dict[DayOff | None, Text]] = {
    None: Text(
        "giữ nguyên ngày, vì Kế hoạch không nói khác", "it stays, since the plan says nothing"
    ),
    DayOff.AS_IS: Text("giữ nguyên ngày (as-is)", "it stays (as-is)"),
    DayOff.NEXT_WORKING_DAY: Text(
        "chuyển sang ngày làm việc tiếp theo {day} (Điều 148 Bộ luật Dân sự 2015)",
        "it moves to the next working day, {day} (Civil Code 2015, article 148)",
    ),
    DayOff.PREVIOUS_WORKING_DAY: Text(
        "chuyển về ngày làm việc liền trước {day}", "it moves to the working day before, {day}"
    ),
}


def moved(due: "Due", calendar: "WorkCalendar", language: str) -> str | None:
    """Return what a day off does to a deadline, with its name and its source.

    Args:
        due: The deadline.
        calendar: The plan's calendar.
        language: ``vi`` or ``en``.

    Returns:
        One sentence; None where the day stated is worked on.
    """
    off = calendar.why_off(due.nominal)
    if off is None:
        return None
    source = f"; {off.source}" if isinstance(off, SpecialDay) and off.source else ""
    what = (_ON_DAY_OFF.vi if language == "vi" else _ON_DAY_OFF.en).format(
        day=shown(due.nominal, language), why=shown(why_off(off), language), source=source
    )
    move = _MOVES[due.policy]
    return (
        f"{what}: {(move.vi if language == 'vi' else move.en).format(day=shown(due.day, language))}"
    )
