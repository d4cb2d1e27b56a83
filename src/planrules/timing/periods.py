"""Reporting periods: which days each covers, and which of them a plan owes.

Source: Nghị định 09/2019/NĐ-CP, Điều 12, for the windows that close in mid-month. The window of
the first nine months is no part of the decree; provinces add it (Quyết định 01/2023/QĐ-UBND of
Khánh Hòa does).
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, assert_never

import attrs

from planrules.model.ids import PERIOD_LABEL, PeriodLabel
from planrules.model.recurrence import Recurrence, Rhythm, Window

_DAY: Final = timedelta(days=1)
_MONTHS: Final = 12
#: After how many years the calendar repeats itself.
_CYCLE: Final = 400
#: Day of the month before a period on which its window opens, where data close in mid-month.
_OPENS: Final = 15
#: By rhythm, how many months it takes, and the months after which its periods of a year end.
_SHAPES: Final[dict[Rhythm, tuple[int, tuple[int, ...]]]] = {
    Rhythm.MONTH: (1, tuple(range(1, 13))),
    Rhythm.QUARTER: (3, (3, 6, 9, 12)),
    Rhythm.HALF_YEAR: (6, (6, 12)),
    Rhythm.FIRST_NINE_MONTHS: (9, (9,)),
    Rhythm.YEAR: (12, (12,)),
}


@attrs.frozen(kw_only=True)
class Period:
    """A reporting period of a plan; both its ends are inclusive.

    Attributes:
        label: ``2024-09``, ``2024-Q3``, ``2024-H1``, ``2024-9M``, ``2024``, or the number of an
            occurrence.
        opens: First day whose data it covers.
        closes: Last day whose data it covers.
        is_partial: Whether the plan begins or ends within it.
    """

    label: str
    opens: date
    closes: date
    is_partial: bool = False

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.closes - self.opens).days + 1


def period(label: PeriodLabel, /, *, window: Window = Window.ND09) -> Period:
    """Return the whole period with a label.

    Args:
        label: ``2024-09``, ``2024-Q3``, ``2024-H1``, ``2024-9M`` or ``2024``.
        window: Which days it covers.

    Raises:
        ValueError: If the text is no such label.
    """
    if PERIOD_LABEL.fullmatch(label) is None:
        message = f"{label!r} is no label of a period such as 2024-Q3"
        raise ValueError(message)
    year, _, part = label.partition("-")
    if not part:
        rhythm, end = Rhythm.YEAR, 12
    elif part == "9M":
        rhythm, end = Rhythm.FIRST_NINE_MONTHS, 9
    elif part[0] == "Q":
        rhythm, end = Rhythm.QUARTER, int(part[1]) * 3
    elif part[0] == "H":
        rhythm, end = Rhythm.HALF_YEAR, int(part[1]) * 6
    else:
        rhythm, end = Rhythm.MONTH, int(part)
    opens, closes = _window(rhythm, int(year), end, window)
    return Period(label=label, opens=opens, closes=closes)


def periods(
    rhythm: Rhythm, /, *, first: date, last: date, window: Window = Window.ND09
) -> Iterator[Period]:
    """Yield the periods of a rhythm that a plan owes, in order, cut to the plan's days.

    A period is owed where both its days of data and the months that it is named after overlap with
    the plan: a plan that ends with 2030 owes no first quarter of 2031, though its data open on 15
    December 2030.

    Args:
        rhythm: The rhythm.
        first: First day of the plan, inclusive.
        last: Last day of the plan, inclusive.
        window: Which days a period covers.
    """
    months, ends = _SHAPES[rhythm]
    for year in range(first.year, last.year + 1):
        for end in ends:
            named_from = date(year, end - months + 1, 1)
            named_to = date(year, end, monthrange(year, end)[1])
            opens, closes = _window(rhythm, year, end, window)
            if named_from > last or named_to < first or opens > last or closes < first:
                continue
            cut = Period(
                label=_label(rhythm, year, end),
                opens=max(opens, first),
                closes=min(closes, last),
                is_partial=opens < first or closes > last,
            )
            yield cut


def _window(rhythm: Rhythm, year: int, end: int, window: Window) -> tuple[date, date]:
    """Return the first and the last day of the period that ends with a month of a year."""
    months, _ = _SHAPES[rhythm]
    if window is Window.CALENDAR:
        return date(year, end - months + 1, 1), date(year, end, monthrange(year, end)[1])
    before = end - months
    if before:
        opens = date(year, before, _OPENS)
    elif year > date.min.year:
        opens = date(year - 1, _MONTHS, _OPENS)
    else:
        opens = date.min
    return opens, date(year, end, _OPENS) - _DAY


def _label(rhythm: Rhythm, year: int, end: int) -> str:
    match rhythm:
        case Rhythm.MONTH:
            return f"{year:04}-{end:02}"
        case Rhythm.QUARTER:
            return f"{year:04}-Q{end // 3}"
        case Rhythm.HALF_YEAR:
            return f"{year:04}-H{end // 6}"
        case Rhythm.FIRST_NINE_MONTHS:
            return f"{year:04}-9M"
        case Rhythm.YEAR:
            return f"{year:04}"
        case never:
            assert_never(never)


def owed(
    recurrence: Recurrence,
    /,
    *,
    first: date,
    last: date,
    window: Window = Window.ND09,
    since: PeriodLabel | None = None,
) -> Iterator[Period]:
    """Yield the periods that work owes in a plan, ordered by their closing days.

    Args:
        recurrence: How often the work comes back; work whose period is not stated owes nothing.
        first: First day of the plan, inclusive.
        last: Last day of the plan, inclusive.
        window: Which days a period covers.
        since: First period; what closes before it opens is not owed.
    """
    begins = period(since, window=window).opens if since else first
    if recurrence.rrule is not None:
        yield from _occurrences(recurrence.rrule, max(first, begins), last)
        return
    found = [
        period
        for rhythm in recurrence.rhythms
        for period in periods(rhythm, first=first, last=last, window=window)
        if period.closes >= begins
    ]
    yield from sorted(found, key=lambda period: (period.closes, -period.days, period.label))


def _occurrences(rule: str, first: date, last: date) -> Iterator[Period]:
    """Yield a period for each occurrence of an RFC 5545 rule, which closes it.

    Occurrences are numbered from 1; the first day of the plan is where the rule begins.
    """
    from datetime import datetime  # dateutil reckons with hours

    from dateutil.rrule import rrulestr

    parts = dict(part.split("=") for part in rule.split(";"))
    count = int(parts.pop("COUNT", 0))
    until = min(parts.get("UNTIL", "99991231"), last.isoformat().replace("-", ""))
    if until < first.isoformat().replace("-", ""):
        return
    later = _later(first.year, last.year)
    parts["UNTIL"] = f"{int(until[:4]) + later:04}{until[4:]}"
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    begin = datetime(first.year + later, first.month, first.day)  # noqa: DTZ001 - a day, not a moment
    opens = first
    for number, moment in enumerate(rrulestr(text, dtstart=begin), start=1):
        closes = moment.date().replace(year=moment.year - later)
        yield Period(label=str(number), opens=opens, closes=closes)
        if number == count or closes == date.max:
            return
        opens = closes + _DAY


def _later(first: int, last: int) -> int:
    """Return how many years later a rule may be followed as well as from one year to another.

    dateutil looks to the year 9999 for a day that fits. So a rule is followed where hardly any
    years are left: in years that begin on the same weekdays and leap alike, those before and after
    among them, which weeks run into. Such years come back after 400 at the most. In 9999 itself a
    week that runs on into the next year makes dateutil fail.
    """
    wanted = [_shape(year) for year in range(first - 1, last + 2)]
    for later in range(date.max.year - 1 - last, -first, -1):
        if all(_shape(year + later) == shape for year, shape in enumerate(wanted, first - 1)):
            return later
    return 0


def _shape(year: int) -> tuple[int, bool]:
    """Return the weekday on which a year begins, and whether it leaps."""
    alike = (year - 1) % _CYCLE + 1
    return date(alike, 1, 1).weekday(), isleap(alike)
