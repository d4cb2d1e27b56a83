"""Laws of time: working days, reporting periods, terms; each beside a slow and plain reckoning."""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from typing import Final, TypeVar

import attrs
import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from planrules.errors import OutOfCalendarError
from planrules.model.calendar import (
    Beyond,
    CalendarName,
    CalendarTable,
    Certainty,
    SpecialDay,
    Weekday,
)
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit
from planrules.model.ids import PeriodLabel, Slug
from planrules.model.plan import Plan
from planrules.model.recurrence import Recurrence, Rhythm, Window
from planrules.model.task import DayOff
from planrules.timing import vn
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import calendar_of
from planrules.timing.periods import Period, owed, period, periods
from planrules.timing.terms import effective, term_end

_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = tuple(Weekday)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()

Answer = TypeVar("Answer")


# Working days


@attrs.frozen(kw_only=True)
class Case:
    """What a calendar is made of, and the calendar.

    Attributes:
        base: A day near which the days lie that differ from their week.
        weekend: Days of the week that are off.
        off: Days off besides.
        worked: Days worked, some of which may be said to be off as well.
        calendar: The calendar made of these.
    """

    base: date
    weekend: tuple[Weekday, ...]
    off: tuple[date, ...]
    worked: tuple[date, ...]
    calendar: WorkCalendar

    def works(self, day: date) -> bool:
        """Return whether a day is worked, from what is said of it."""
        if day in self.worked:
            return True
        return day not in self.off and _WEEKDAYS[day.weekday()] not in self.weekend

    def walk(self, day: date, step: int) -> Iterator[date]:
        """Yield the working days after a day, or before it, to the end of time."""
        ordinal = day.toordinal() + step
        while _FIRST <= ordinal <= _LAST:
            if self.works(date.fromordinal(ordinal)):
                yield date.fromordinal(ordinal)
            ordinal += step

    def away(self, day: date, count: int) -> date | None:
        """Return the working day so many after a day, or before it; None at an end of time."""
        walk = self.walk(day, 1 if count > 0 else -1)
        return next(islice(walk, abs(count) - 1, None), None) if count else day


def near(base: date, far: int) -> st.SearchStrategy[date]:
    """Return days around a day that exist."""
    around = base.toordinal()
    return st.integers(max(_FIRST, around - far), min(_LAST, around + far)).map(date.fromordinal)


def weekends() -> st.SearchStrategy[tuple[Weekday, ...]]:
    usual = st.just((Weekday.SATURDAY, Weekday.SUNDAY))
    return usual | st.lists(st.sampled_from(Weekday), max_size=6, unique=True).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return calendars, some of them at the ends of time."""
    base = draw(
        st.sampled_from([date.min, date.max, date(2024, 2, 29)])
        | st.dates(date(2023, 12, 1), date(2031, 1, 31))
        | st.dates()
    )
    weekend = draw(weekends())
    days = st.lists(near(base, 30), max_size=12, unique=True).map(tuple)
    off, worked = draw(days), draw(days)
    calendar = WorkCalendar.of(
        "thử",
        weekend=weekend,
        days_off=[SpecialDay(date=day) for day in off],
        days_worked=[SpecialDay(date=day) for day in worked],
    )
    return Case(base=base, weekend=weekend, off=off, worked=worked, calendar=calendar)


def agree(ask: Callable[[], date], expected: date | None) -> None:
    """Compare a day, or its absence, with what a calendar answers."""
    if expected is None:
        with pytest.raises(OutOfCalendarError):
            ask()
    else:
        assert ask() == expected


class TestWorkCalendar:
    """Every question has the answer that counting day by day gives."""

    @given(cases(), st.data())
    def test_a_day_is_worked_or_says_why_not(self, case: Case, data: st.DataObject) -> None:
        day = data.draw(near(case.base, 45))
        why = case.calendar.why_off(day)

        assert case.calendar.is_working(day) is case.works(day) is (why is None)
        if isinstance(why, SpecialDay):
            assert why.date == day
            assert day in case.off
        elif why is not None:
            assert why is _WEEKDAYS[day.weekday()]
            assert day not in case.off

    @given(cases(), st.data())
    def test_the_index_grows_by_one_after_a_working_day(
        self, case: Case, data: st.DataObject
    ) -> None:
        day = data.draw(near(case.base, 45))
        ordinal = day.toordinal()

        grown = case.calendar.index(ordinal + 1) - case.calendar.index(ordinal)
        assert grown == int(case.works(day))
        assert case.calendar.index(1) == 0

    @given(cases(), st.data())
    def test_index_and_ordinal_are_inverse(self, case: Case, data: st.DataObject) -> None:
        """``index(ordinal(i)) == i``, and the day with an index is worked."""
        start = case.calendar.index(case.base.toordinal())
        index = data.draw(st.integers(start - 45, start + 45) | st.integers(-(10**6), 10**7))
        ordinal = case.calendar.ordinal(index)

        assert case.calendar.index(ordinal) == index
        assert case.calendar.index(ordinal + 1) == index + 1
        if _FIRST <= ordinal <= _LAST:
            assert case.works(date.fromordinal(ordinal))

    @given(cases(), st.data())
    def test_next_and_previous(self, case: Case, data: st.DataObject) -> None:
        day = data.draw(near(case.base, 45))
        after = day if case.works(day) else case.away(day, 1)
        before = day if case.works(day) else case.away(day, -1)

        agree(lambda: case.calendar.next(day), after)
        agree(lambda: case.calendar.previous(day), before)

    @given(cases(), st.data(), st.integers(-40, 40))
    def test_add(self, case: Case, data: st.DataObject, count: int) -> None:
        day = data.draw(near(case.base, 45))

        agree(lambda: case.calendar.add(day, count), case.away(day, count))

    @given(cases(), st.data())
    def test_count(self, case: Case, data: st.DataObject) -> None:
        first, last = data.draw(near(case.base, 60)), data.draw(near(case.base, 60))
        low, high = first.toordinal(), last.toordinal()
        if low <= high:
            expected = sum(case.works(date.fromordinal(day)) for day in range(low, high + 1))
        else:
            expected = -sum(case.works(date.fromordinal(day)) for day in range(high + 1, low))

        assert case.calendar.count(first, last) == expected

    @given(cases())
    def test_it_knows_whether_every_day_is_worked(self, case: Case) -> None:
        week = any(
            not case.works(date.fromordinal(day)) for day in range(_LAST // 2, _LAST // 2 + 7)
        )
        own = any(not case.works(day) for day in (*case.off, *case.worked))

        assert case.calendar.is_every_day is not (own or bool(case.weekend) or week)


class TestSums:
    """``count(a, b) + count(b + 1, c) == count(a, c)``; ``add(add(x, a), b) == add(x, a + b)``."""

    @given(cases(), st.data())
    def test_counts_add_up(self, case: Case, data: st.DataObject) -> None:
        first, middle, last = (data.draw(near(case.base, 2_000)) for _ in range(3))
        if middle == date.max:
            middle -= _DAY
        counted = case.calendar.count(first, middle) + case.calendar.count(middle + _DAY, last)

        assert counted == case.calendar.count(first, last)

    @given(
        cases(), st.data(), st.integers(1, 2_000), st.integers(1, 2_000), st.sampled_from((1, -1))
    )
    def test_steps_add_up(
        self, case: Case, data: st.DataObject, one: int, other: int, sign: int
    ) -> None:
        day = data.draw(near(case.base, 45))
        one, other = one * sign, other * sign
        try:
            whole = case.calendar.add(day, one + other)
        except OutOfCalendarError:
            with pytest.raises(OutOfCalendarError):
                case.calendar.add(case.calendar.add(day, one), other)
            return

        assert case.calendar.add(case.calendar.add(day, one), other) == whole

    @given(cases(), st.data(), st.integers(1, 2_000))
    def test_so_many_days_after_a_day_are_counted_from_the_next(
        self, case: Case, data: st.DataObject, count: int
    ) -> None:
        """Between a day and ``add(day, n)`` lie n working days, the first day not counted."""
        day = data.draw(near(case.base, 45))
        try:
            end = case.calendar.add(day, count)
        except OutOfCalendarError:
            return

        assert case.calendar.count(day + _DAY, end) == count
        assert case.calendar.is_working(end)

    @given(cases(), st.data())
    def test_what_is_worked_lies_between_previous_and_next(
        self, case: Case, data: st.DataObject
    ) -> None:
        day = data.draw(near(case.base, 45))
        try:
            before, after = case.calendar.previous(day), case.calendar.next(day)
        except OutOfCalendarError:
            return

        assert before <= day <= after
        assert case.calendar.count(before, after) == (1 if before == after else 2)


YEARS: Final = (2030, 2031, 2032, 2033)


@st.composite
def years_known(draw: st.DrawFn) -> tuple[dict[int, Certainty] | None, dict[date, Certainty]]:
    """Return how sure some years are, and how sure some days of them."""
    certainties = st.sampled_from(Certainty)
    known = draw(st.none() | st.dictionaries(st.sampled_from(YEARS), certainties))
    days = st.dates(date(2030, 1, 1), date(2033, 12, 31))
    return known, draw(st.dictionaries(days, certainties, max_size=3))


class TestCertainty:
    """A stretch is refused if one day of it is, else it is as sure as its least sure day."""

    @given(
        known=years_known(),
        first=st.dates(date(2029, 12, 25), date(2034, 1, 6)),
        days=st.integers(-800, 800),
        projects=st.booleans(),
    )
    @example(
        known=({2030: Certainty.PROJECTED}, {}),
        first=date(2030, 12, 31),
        days=1,
        projects=False,
    )
    def test_of_a_stretch(
        self,
        known: tuple[Mapping[int, Certainty] | None, Mapping[date, Certainty]],
        first: date,
        days: int,
        *,
        projects: bool,
    ) -> None:
        years, special = known
        calendar = WorkCalendar.of(
            "thử",
            days_off=[SpecialDay(date=day, status=status) for day, status in special.items()],
            years=years,
            projects=projects,
        )
        last = first + timedelta(days=days)
        low, high = sorted((first.toordinal(), last.toordinal()))
        stretch = [date.fromordinal(day) for day in range(low, high + 1)]
        unknown = [] if years is None else [day for day in stretch if day.year not in years]
        if unknown and not projects:
            with pytest.raises(OutOfCalendarError) as caught:
                calendar.certainty(first, last)
            assert caught.value.year in {day.year for day in unknown}
            return
        is_projected = any(
            Certainty.PROJECTED
            in ((years or {}).get(day.year, Certainty.ANNOUNCED), special.get(day))
            for day in stretch
        )

        expected = Certainty.PROJECTED if is_projected or unknown else Certainty.ANNOUNCED
        assert calendar.certainty(first, last) is expected


VN_DAYS: Final = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@st.composite
def own_days(draw: st.DrawFn) -> Plan:
    """Return plans with days of their own, many of them on holidays, beside a named calendar."""
    holidays = st.sampled_from([*vn.DAYS_OFF, *vn.DAYS_WORKED]).map(lambda row: row.date)
    days = draw(st.lists(VN_DAYS | holidays, max_size=6, unique=True))
    cut = draw(st.integers(0, len(days)))
    table = CalendarTable(
        weekend=draw(st.none() | weekends()),
        days_off=tuple(SpecialDay(date=day, name="Nghỉ") for day in days[:cut]),
        days_worked=tuple(SpecialDay(date=day) for day in days[cut:]),
        beyond=draw(st.sampled_from(Beyond)),
    )
    return Plan(
        id=Slug("p"),
        title="P",
        work_calendar=draw(st.none() | st.sampled_from(CalendarName)),
        calendar=draw(st.none() | st.just(table)),
    )


class TestOwnDays:
    """Of a day the plan's own table says first, then the named calendar, then the weekend."""

    @given(own_days(), st.data())
    def test_what_is_said_first_counts(self, plan: Plan, data: st.DataObject) -> None:
        table = plan.calendar or CalendarTable()
        rows = (*table.days_off, *table.days_worked)
        own = [row.date for row in rows]
        day = data.draw(st.sampled_from(own) | VN_DAYS if own else VN_DAYS)
        is_bare = plan.work_calendar is None and table.weekend is None and not rows
        is_vn = is_bare or plan.work_calendar is CalendarName.VN
        usual: tuple[Weekday, ...] = (Weekday.SATURDAY, Weekday.SUNDAY)
        if plan.work_calendar is CalendarName.EVERY_DAY:
            usual = ()
        weekend = usual if table.weekend is None else table.weekend
        if day in own:
            expected = day in [row.date for row in table.days_worked]
        elif is_vn and day in [row.date for row in (*vn.DAYS_OFF, *vn.DAYS_WORKED)]:
            expected = day in [row.date for row in vn.DAYS_WORKED]
        else:
            expected = _WEEKDAYS[day.weekday()] not in weekend

        assert calendar_of(plan).is_working(day) is expected


# Reporting periods

#: By rhythm, what labels add to the year, in order.
PARTS: Final[dict[Rhythm, tuple[str, ...]]] = {
    Rhythm.MONTH: tuple(f"-{month:02}" for month in range(1, 13)),
    Rhythm.QUARTER: ("-Q1", "-Q2", "-Q3", "-Q4"),
    Rhythm.HALF_YEAR: ("-H1", "-H2"),
    Rhythm.FIRST_NINE_MONTHS: ("-9M",),
    Rhythm.YEAR: ("",),
}


def labelled(year: int, part: str, window: Window) -> Period:
    return period(PeriodLabel(f"{year:04}{part}"), window=window)


def adjoin(parts: list[Period], whole: Period) -> None:
    """Check that parts cover a whole without a gap and without an overlap."""
    assert parts[0].opens == whole.opens
    assert parts[-1].closes == whole.closes
    assert all(one.closes + _DAY == other.opens for one, other in pairwise(parts))
    assert sum(part.days for part in parts) == whole.days


@pytest.mark.parametrize("window", Window)
class TestWindows:
    """Q1 + Q2 = H1, Q3 + Q4 = H2; H1 + H2 = year; 12 months = year; 9 months = H1 + Q3."""

    def test_parts_make_the_whole_in_every_year(self, window: Window) -> None:
        for year in range(2000, 2101):
            found = {
                part: labelled(year, part, window) for parts in PARTS.values() for part in parts
            }
            months = [found[part] for part in PARTS[Rhythm.MONTH]]
            adjoin([found["-Q1"], found["-Q2"]], found["-H1"])
            adjoin([found["-Q3"], found["-Q4"]], found["-H2"])
            adjoin([found["-H1"], found["-H2"]], found[""])
            adjoin([found["-H1"], found["-Q3"]], found["-9M"])
            adjoin([found["-9M"], found["-Q4"]], found[""])
            adjoin(months, found[""])
            for quarter, part in enumerate(PARTS[Rhythm.QUARTER]):
                adjoin(months[3 * quarter : 3 * quarter + 3], found[part])

    def test_a_year_goes_on_where_the_last_one_ended(self, window: Window) -> None:
        for year in range(2000, 2101):
            before, after = labelled(year - 1, "", window), labelled(year, "", window)
            assert before.closes + _DAY == after.opens
            assert after.days == (366 if isleap(year) else 365)

    def test_a_whole_year_owes_every_period_of_its_own_whole(self, window: Window) -> None:
        for year in range(2000, 2101):
            year_itself = labelled(year, "", window)
            for rhythm, parts in PARTS.items():
                found = periods(
                    rhythm, first=year_itself.opens, last=year_itself.closes, window=window
                )
                assert list(found) == [labelled(year, part, window) for part in parts]

    def test_windows_close_in_the_month_that_they_are_named_after(self, window: Window) -> None:
        for year in range(2000, 2101):
            for month, part in enumerate(PARTS[Rhythm.MONTH], 1):
                found = labelled(year, part, window)
                last = 14 if window is Window.ND09 else monthrange(year, month)[1]
                assert found.closes == date(year, month, last)


#: Spans of plans: days from 2019 on, some short, some of many years.
SPANS: Final = st.tuples(
    st.dates(date(2019, 1, 1), date(2026, 12, 31)),
    st.integers(0, 40) | st.integers(0, 3_000),
).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))


class TestOwedPeriods:
    """A period is owed where its days of data and the months of its name overlap with the plan."""

    @given(st.sampled_from(Rhythm), SPANS, st.sampled_from(Window))
    def test_they_are_those_that_overlap_cut_to_the_plan(
        self, rhythm: Rhythm, span: tuple[date, date], window: Window
    ) -> None:
        first, last = span
        expected = []
        for year in range(first.year - 1, last.year + 2):
            for part in PARTS[rhythm]:
                named = labelled(year, part, Window.CALENDAR)
                whole = labelled(year, part, window)
                days = range(first.toordinal(), last.toordinal() + 1)
                if any(
                    not range(
                        max(of.opens.toordinal(), days.start),
                        min(of.closes.toordinal() + 1, days.stop),
                    )
                    for of in (named, whole)
                ):
                    continue
                opens, closes = max(first, whole.opens), min(last, whole.closes)
                expected.append(
                    Period(
                        label=whole.label,
                        opens=opens,
                        closes=closes,
                        is_partial=(opens, closes) != (whole.opens, whole.closes),
                    )
                )

        assert list(periods(rhythm, first=first, last=last, window=window)) == expected

    @given(st.sampled_from(Rhythm), SPANS, st.sampled_from(Window))
    def test_only_the_first_and_the_last_are_partial(
        self, rhythm: Rhythm, span: tuple[date, date], window: Window
    ) -> None:
        found = list(periods(rhythm, first=span[0], last=span[1], window=window))

        assert not any(period.is_partial for period in found[1:-1])
        for one, other in pairwise(found):
            gap = (other.opens - one.closes).days
            assert gap >= 1
            assert gap == 1 or rhythm is Rhythm.FIRST_NINE_MONTHS

    @given(
        st.lists(st.sampled_from(Rhythm), unique=True, min_size=1),
        SPANS,
        st.sampled_from(Window),
        st.none() | st.tuples(st.integers(2018, 2030), st.sampled_from(sum(PARTS.values(), ()))),
    )
    def test_a_list_owes_what_its_rhythms_owe(
        self,
        rhythms: list[Rhythm],
        span: tuple[date, date],
        window: Window,
        since: tuple[int, str] | None,
    ) -> None:
        first, last = span
        label = since and PeriodLabel(f"{since[0]}{since[1]}")
        begins = period(label, window=window).opens if label else first
        found = list(
            owed(Recurrence(tuple(rhythms)), first=first, last=last, window=window, since=label)
        )
        each = [
            period
            for rhythm in rhythms
            for period in periods(rhythm, first=first, last=last, window=window)
            if period.closes >= begins
        ]

        assert sorted(found, key=lambda period: period.label) == sorted(
            each, key=lambda period: period.label
        )
        assert [period.closes for period in found] == sorted(period.closes for period in found)
        assert (
            list(
                owed(
                    Recurrence(tuple(reversed(rhythms))),
                    first=first,
                    last=last,
                    window=window,
                    since=label,
                )
            )
            == found
        )


# RFC 5545

DAYS_OF_WEEK: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@attrs.frozen(kw_only=True)
class Rule:
    """A rule as it is written, and which days fit it, worked out another way.

    Attributes:
        text: The rule.
        fits: Whether a day fits it where it begins on another day.
    """

    text: str
    fits: Callable[[date, date], bool]


def months_between(start: date, day: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def is_day_of_month(day: date, number: int) -> bool:
    """Return whether a day has a number in its month, counted from the end if negative."""
    return day.day == (number if number > 0 else monthrange(day.year, day.month)[1] + 1 + number)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Return rules by days, weeks, months and years that plain reckoning can follow."""
    every = draw(st.integers(1, 5))
    kind = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    interval = f";INTERVAL={every}" if every > 1 else ""
    if kind == "DAILY":
        return Rule(
            text=f"FREQ=DAILY{interval}",
            fits=lambda start, day: (day - start).days % every == 0,
        )
    if kind == "WEEKLY":
        days = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
        return Rule(
            text=f"FREQ=WEEKLY{interval};BYDAY=" + ",".join(DAYS_OF_WEEK[day] for day in days),
            fits=lambda start, day: (
                day.weekday() in days and ((day - start).days + start.weekday()) // 7 % every == 0
            ),
        )
    number = draw(st.integers(1, 31).flatmap(lambda day: st.sampled_from([day, -day])))
    if kind == "MONTHLY":
        return Rule(
            text=f"FREQ=MONTHLY{interval};BYMONTHDAY={number}",
            fits=lambda start, day: (
                is_day_of_month(day, number) and months_between(start, day) % every == 0
            ),
        )
    month = draw(st.integers(1, 12))
    return Rule(
        text=f"FREQ=YEARLY{interval};BYMONTH={month};BYMONTHDAY={number}",
        fits=lambda start, day: (
            day.month == month
            and is_day_of_month(day, number)
            and (day.year - start.year) % every == 0
        ),
    )


class TestRules:
    """The occurrences of a rule are the days of the plan that fit it; each closes a period."""

    @given(
        rules(),
        SPANS,
        st.none() | st.integers(1, 30) | st.dates(date(2018, 6, 1), date(2036, 1, 1)),
    )
    def test_against_looking_at_every_day(
        self, rule: Rule, span: tuple[date, date], bound: int | date | None
    ) -> None:
        first, last = span
        text = rule.text
        if isinstance(bound, int):
            text += f";COUNT={bound}"
        elif bound is not None:
            text += f";UNTIL={bound:%Y%m%d}"
        stretch = (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
        days = [day for day in stretch if rule.fits(first, day)]
        if isinstance(bound, int):
            days = days[:bound]
        elif bound is not None:
            days = [day for day in days if day <= bound]

        found = list(owed(Recurrence(rrule=text), first=first, last=last))
        assert [period.closes for period in found] == days
        assert [period.label for period in found] == [str(at) for at in range(1, len(days) + 1)]
        assert [period.opens for period in found] == [
            first,
            *(day + _DAY for day in days[:-1]),
        ][: len(days)]
        assert not any(period.is_partial for period in found)

    @given(
        st.sampled_from(
            [
                "FREQ=YEARLY;BYWEEKNO=1,53",
                "FREQ=YEARLY;BYWEEKNO=-1,20;BYDAY=MO,SU",
                "FREQ=YEARLY;BYWEEKNO=1,52;WKST=SU",
                "FREQ=YEARLY;BYYEARDAY=1,60,366,-1",
                "FREQ=YEARLY;BYDAY=-1FR,10MO",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "FREQ=MONTHLY;INTERVAL=5;BYDAY=5SA",
                "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;WKST=SU",
                "FREQ=DAILY;INTERVAL=11;BYMONTH=2,12",
            ]
        ),
        st.integers(2, 9990),
        st.integers(0, 2000),
    )
    def test_years_in_which_it_is_followed_in_their_place_change_nothing(
        self, text: str, year: int, days: int
    ) -> None:
        first = date(year, 1, 1) + _DAY * (days % 366)
        last = first + _DAY * days
        begin = datetime(first.year, first.month, first.day)  # noqa: DTZ001 - a day, not a moment
        plain = rrulestr(f"{text};UNTIL={last.isoformat().replace('-', '')}", dtstart=begin)

        found = [period.closes for period in owed(Recurrence(rrule=text), first=first, last=last)]

        assert found == [moment.date() for moment in plain]


# Terms


def naive_months(day: date, months: int) -> date | None:
    """Return a term's end, month by month: the corresponding day, or the last before it."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if year > date.max.year:
        return None
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


class TestTerms:
    """The first day is not counted; months end on the corresponding day, or the month's last."""

    @given(cases(), st.data(), st.integers(0, 40), st.sampled_from(DurationUnit))
    def test_against_counting(
        self, case: Case, data: st.DataObject, amount: int, unit: DurationUnit
    ) -> None:
        day = data.draw(near(case.base, 45))
        expected: date | None
        if unit is DurationUnit.MONTHS:
            expected = naive_months(day, amount)
        elif unit is DurationUnit.DAYS:
            ordinal = day.toordinal() + amount
            expected = date.fromordinal(ordinal) if ordinal <= _LAST else None
        else:
            expected = case.away(day, amount)

        agree(lambda: term_end(day, Duration(amount, unit), case.calendar), expected)

    @given(cases(), st.data(), st.integers(0, 99_999), st.sampled_from(DurationUnit))
    def test_a_longer_term_and_a_later_day_never_end_earlier(
        self, case: Case, data: st.DataObject, amount: int, unit: DurationUnit
    ) -> None:
        day = data.draw(near(case.base, 45))
        try:
            end = term_end(day, Duration(amount, unit), case.calendar)
            longer = term_end(day, Duration(amount + 1, unit), case.calendar)
            later = term_end(day + _DAY, Duration(amount, unit), case.calendar)
        except (OutOfCalendarError, OverflowError):
            return

        assert day <= end < longer
        assert end <= later


class TestDaysOff:
    """A deadline on a day off moves by the stated policy alone; one on a working day never does."""

    @given(cases(), st.data(), st.none() | st.sampled_from(DayOff))
    def test_against_looking_at_every_day(
        self, case: Case, data: st.DataObject, policy: DayOff | None
    ) -> None:
        day = data.draw(near(case.base, 45))
        expected: date | None = day
        if not case.works(day) and policy is DayOff.NEXT_WORKING_DAY:
            expected = case.away(day, 1)
        elif not case.works(day) and policy is DayOff.PREVIOUS_WORKING_DAY:
            expected = case.away(day, -1)

        agree(lambda: effective(day, policy, case.calendar), expected)

    @given(cases(), st.data(), st.sampled_from(DayOff))
    def test_what_has_moved_stays(self, case: Case, data: st.DataObject, policy: DayOff) -> None:
        day = data.draw(near(case.base, 45))
        try:
            moved = effective(day, policy, case.calendar)
        except OutOfCalendarError:
            return

        assert effective(moved, policy, case.calendar) == moved


# Parts of months and years


class TestParts:
    """Start ≤ middle ≤ end within a month or year; what lies before a date ends the day before."""

    @given(st.integers(1, 9999), st.none() | st.integers(1, 12))
    def test_parts_are_days_of_the_whole(self, year: int, month: int | None) -> None:
        whole = PartialDate(year, month)
        start, middle, end = (
            PartialDate.from_text(f"{part}-{whole}") for part in ("start", "mid", "end")
        )

        assert whole.first == start.first == start.last < middle.last < end.last == whole.last
        assert all(part.first == part.last for part in (start, middle, end))

    @given(st.dates(min_value=date(1, 1, 2)))
    def test_before_a_day_is_the_day_before(self, day: date) -> None:
        before = attrs.evolve(PartialDate.from_date(day), is_before=True)

        assert before.first == before.last == day - _DAY

    @given(st.integers(2, 9999), st.none() | st.integers(1, 12))
    def test_before_a_month_or_year_nothing_of_it_is_left(
        self, year: int, month: int | None
    ) -> None:
        whole = PartialDate(year, month)

        assert attrs.evolve(whole, is_before=True).last == whole.first - _DAY
