"""Reporting periods of real years and plans: windows, what a plan owes, rules."""

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import TypeVar

import pytest

from planrules import PlanFileError, loads
from planrules.model.ids import PeriodLabel
from planrules.model.recurrence import Recurrence, Rhythm, Window
from planrules.timing.periods import Period, owed, period, periods

#: A plan of seven years that begins within the periods of its first.
START, END = date(2024, 4, 1), date(2030, 12, 31)

Result = TypeVar("Result")


def label(text: str) -> PeriodLabel:
    return PeriodLabel(text)


def told(found: list[Period]) -> list[tuple[str, str, str]]:
    return [(each.label, f"{each.opens}", f"{each.closes}") for each in found]


class TestWindows:
    @pytest.mark.parametrize(
        ("text", "opens", "closes", "days"),
        [
            ("2025-01", date(2024, 12, 15), date(2025, 1, 14), 31),
            ("2025-02", date(2025, 1, 15), date(2025, 2, 14), 31),
            ("2025-03", date(2025, 2, 15), date(2025, 3, 14), 28),
            ("2025-Q1", date(2024, 12, 15), date(2025, 3, 14), 90),
            ("2025-Q2", date(2025, 3, 15), date(2025, 6, 14), 92),
            ("2025-Q3", date(2025, 6, 15), date(2025, 9, 14), 92),
            ("2025-Q4", date(2025, 9, 15), date(2025, 12, 14), 91),
            ("2025-H1", date(2024, 12, 15), date(2025, 6, 14), 182),
            ("2025-H2", date(2025, 6, 15), date(2025, 12, 14), 183),
            ("2025-9M", date(2024, 12, 15), date(2025, 9, 14), 274),
            ("2025", date(2024, 12, 15), date(2025, 12, 14), 365),
        ],
    )
    def test_nd09(self, text: str, opens: date, closes: date, days: int) -> None:
        found = period(label(text))

        assert found == Period(label=text, opens=opens, closes=closes)
        assert found.days == days

    @pytest.mark.parametrize(
        ("text", "opens", "closes", "days"),
        [
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 29),
            ("2025-12", date(2025, 12, 1), date(2025, 12, 31), 31),
            ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), 90),
            ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31), 92),
            ("2025-H2", date(2025, 7, 1), date(2025, 12, 31), 184),
            ("2025-9M", date(2025, 1, 1), date(2025, 9, 30), 273),
            ("2024", date(2024, 1, 1), date(2024, 12, 31), 366),
        ],
    )
    def test_calendar(self, text: str, opens: date, closes: date, days: int) -> None:
        found = period(label(text), window=Window.CALENDAR)

        assert found == Period(label=text, opens=opens, closes=closes)
        assert found.days == days

    @pytest.mark.parametrize(
        "text", ["", "24", "2024-13", "2024-Q5", "2024-q1", "2024-H3", "2024-6M", "2024-", "0000"]
    )
    def test_what_is_no_label_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".+"):
            period(label(text))

    @pytest.mark.parametrize("window", Window)
    def test_ends_of_time(self, window: Window) -> None:
        assert period(label("0001"), window=window).opens == date.min
        assert period(label("0001-Q1"), window=window).opens == date.min
        assert period(label("9999-12"), window=window).closes == date(
            9999, 12, 14 if window is Window.ND09 else 31
        )


class TestAPlanOfSevenYears:
    @pytest.mark.parametrize(
        ("rhythm", "count", "first", "last"),
        [
            (
                Rhythm.MONTH,
                81,
                ("2024-04", "2024-04-01", "2024-04-14"),
                ("2030-12", "2030-11-15", "2030-12-14"),
            ),
            (
                Rhythm.QUARTER,
                27,
                ("2024-Q2", "2024-04-01", "2024-06-14"),
                ("2030-Q4", "2030-09-15", "2030-12-14"),
            ),
            (
                Rhythm.HALF_YEAR,
                14,
                ("2024-H1", "2024-04-01", "2024-06-14"),
                ("2030-H2", "2030-06-15", "2030-12-14"),
            ),
            (
                Rhythm.FIRST_NINE_MONTHS,
                7,
                ("2024-9M", "2024-04-01", "2024-09-14"),
                ("2030-9M", "2029-12-15", "2030-09-14"),
            ),
            (
                Rhythm.YEAR,
                7,
                ("2024", "2024-04-01", "2024-12-14"),
                ("2030", "2029-12-15", "2030-12-14"),
            ),
        ],
    )
    def test_first_and_last_periods(
        self, rhythm: Rhythm, count: int, first: tuple[str, ...], last: tuple[str, ...]
    ) -> None:
        found = list(periods(rhythm, first=START, last=END))

        assert len(found) == count
        assert told([found[0], found[-1]]) == [first, last]
        assert [each.is_partial for each in found] == [True, *[False] * (count - 1)]

    def test_calendar_windows_of_whole_quarters_are_whole(self) -> None:
        found = list(periods(Rhythm.QUARTER, first=START, last=END, window=Window.CALENDAR))

        assert told([found[0], found[-1]]) == [
            ("2024-Q2", "2024-04-01", "2024-06-30"),
            ("2030-Q4", "2030-10-01", "2030-12-31"),
        ]
        assert not any(each.is_partial for each in found)

    def test_a_plan_that_ends_in_mid_year(self) -> None:
        def last(rhythm: Rhythm) -> tuple[str, str, str]:
            return told(list(periods(rhythm, first=START, last=date(2030, 6, 30))))[-1]

        assert last(Rhythm.QUARTER) == ("2030-Q2", "2030-03-15", "2030-06-14")
        assert last(Rhythm.HALF_YEAR) == ("2030-H1", "2029-12-15", "2030-06-14")
        assert last(Rhythm.FIRST_NINE_MONTHS) == ("2030-9M", "2029-12-15", "2030-06-30")
        assert last(Rhythm.YEAR) == ("2030", "2029-12-15", "2030-06-30")

    def test_a_plan_that_begins_after_data_have_closed(self) -> None:
        found = list(periods(Rhythm.MONTH, first=date(2024, 12, 20), last=date(2025, 2, 28)))

        assert told(found) == [
            ("2025-01", "2024-12-20", "2025-01-14"),
            ("2025-02", "2025-01-15", "2025-02-14"),
        ]

    @pytest.mark.parametrize("rhythm", Rhythm)
    def test_the_last_days_of_a_year_alone_owe_nothing(self, rhythm: Rhythm) -> None:
        assert not list(periods(rhythm, first=date(2024, 12, 15), last=date(2024, 12, 31)))

    def test_a_plan_that_ends_before_it_begins_owes_nothing(self) -> None:
        for rhythm in Rhythm:
            assert not list(periods(rhythm, first=END, last=START))
        daily = Recurrence(rrule="FREQ=DAILY")
        assert not list(owed(daily, first=date(2024, 4, 2), last=date(2024, 4, 1)))

    @pytest.mark.parametrize("window", Window)
    def test_ends_of_time(self, window: Window) -> None:
        for year in (1, 9999):
            found = list(
                periods(
                    Rhythm.MONTH, first=date(year, 1, 1), last=date(year, 12, 31), window=window
                )
            )
            assert [each.label for each in found] == [
                f"{year:04}-{month:02}" for month in range(1, 13)
            ]


class TestOwed:
    def test_work_whose_period_is_not_stated_owes_nothing(self) -> None:
        assert not list(owed(Recurrence(), first=START, last=END))

    def test_a_list_of_rhythms_is_ordered_by_closing_days_the_longest_first(self) -> None:
        rhythms = (Rhythm.MONTH, Rhythm.QUARTER, Rhythm.YEAR, Rhythm.HALF_YEAR)
        found = owed(Recurrence(rhythms), first=date(2024, 12, 15), last=date(2025, 12, 14))
        labels = [each.label for each in found]

        assert labels[:4] == ["2025-01", "2025-02", "2025-Q1", "2025-03"]
        assert labels[6:9] == ["2025-H1", "2025-Q2", "2025-06"]
        assert labels[-4:] == ["2025", "2025-H2", "2025-Q4", "2025-12"]

    def test_the_first_period_named_is_the_first_owed(self) -> None:
        quarters = Recurrence((Rhythm.QUARTER,))
        found = list(owed(quarters, first=START, last=END, since=label("2024-Q4")))

        assert told(found)[0] == ("2024-Q4", "2024-09-15", "2024-12-14")
        assert not found[0].is_partial

    def test_a_first_period_of_another_rhythm(self) -> None:
        """A year that closes after the first period opens is owed."""
        both = Recurrence((Rhythm.QUARTER, Rhythm.YEAR))
        found = owed(both, first=START, last=END, since=label("2024-Q4"))

        assert [each.label for each in found][:3] == ["2024", "2024-Q4", "2025-Q1"]

    def test_the_first_period_is_reckoned_in_the_same_window(self) -> None:
        months = Recurrence((Rhythm.MONTH,))

        for window in Window:
            found = owed(months, first=START, last=END, window=window, since=label("2025-H2"))
            assert next(found).label == "2025-07"

    def test_a_first_period_before_the_plan_changes_nothing(self) -> None:
        quarters = Recurrence((Rhythm.QUARTER,))

        assert list(owed(quarters, first=START, last=END, since=label("2019"))) == list(
            owed(quarters, first=START, last=END)
        )

    def test_a_first_period_after_the_plan_leaves_nothing(self) -> None:
        assert not list(
            owed(Recurrence((Rhythm.YEAR,)), first=START, last=END, since=label("2032"))
        )


def of_rule(
    rule: str, first: date = START, last: date = END, since: str | None = None
) -> list[Period]:
    return list(
        owed(Recurrence(rrule=rule), first=first, last=last, since=label(since) if since else None)
    )


class TestRules:
    def test_the_last_day_of_every_month(self) -> None:
        found = of_rule("FREQ=MONTHLY;BYMONTHDAY=-1", last=date(2024, 7, 30))

        assert told(found) == [
            ("1", "2024-04-01", "2024-04-30"),
            ("2", "2024-05-01", "2024-05-31"),
            ("3", "2024-06-01", "2024-06-30"),
        ]
        assert not any(each.is_partial for each in found)

    def test_every_friday(self) -> None:
        found = of_rule("FREQ=WEEKLY;BYDAY=FR", last=date(2024, 4, 19))

        assert [each.closes for each in found] == [date(2024, 4, day) for day in (5, 12, 19)]

    def test_twice_a_year(self) -> None:
        found = of_rule("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", last=date(2025, 12, 31))

        assert [f"{each.closes:%d/%m/%Y}" for each in found] == [
            "15/06/2024",
            "15/12/2024",
            "15/06/2025",
            "15/12/2025",
        ]

    def test_the_plan_begins_on_an_occurrence(self) -> None:
        assert told(of_rule("FREQ=YEARLY;COUNT=2")) == [
            ("1", "2024-04-01", "2024-04-01"),
            ("2", "2024-04-02", "2025-04-01"),
        ]

    @pytest.mark.parametrize(
        ("rule", "count"),
        [
            ("FREQ=MONTHLY;COUNT=3", 3),
            ("FREQ=MONTHLY;COUNT=9999", 81),
            ("FREQ=MONTHLY;UNTIL=20240601", 3),
            ("FREQ=MONTHLY;UNTIL=20240531", 2),
            ("FREQ=MONTHLY;UNTIL=20240331", 0),
            ("FREQ=MONTHLY;UNTIL=99991231", 81),
            ("FREQ=YEARLY;INTERVAL=999", 1),
            ("FREQ=MONTHLY;BYDAY=-1FR", 81),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 81),
            ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 7),
            ("FREQ=YEARLY;BYYEARDAY=366", 2),
            ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", 1),
        ],
    )
    def test_how_often(self, rule: str, count: int) -> None:
        assert len(of_rule(rule)) == count

    def test_the_first_period_named_is_where_the_rule_begins(self) -> None:
        found = of_rule("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", since="2024-Q3")

        assert told(found) == [
            ("1", "2024-06-15", "2024-06-30"),
            ("2", "2024-07-01", "2024-07-31"),
        ]
        assert of_rule("FREQ=MONTHLY", since="2019") == of_rule("FREQ=MONTHLY")

    def test_the_first_day_there_is(self) -> None:
        found = of_rule("FREQ=DAILY;COUNT=2", first=date.min)

        assert told(found) == [("1", "0001-01-01", "0001-01-01"), ("2", "0001-01-02", "0001-01-02")]

    def test_the_last_day_there_is(self) -> None:
        found = of_rule("FREQ=DAILY", first=date(9999, 12, 30), last=date.max)

        assert [each.closes for each in found] == [date(9999, 12, 30), date.max]

    @pytest.mark.parametrize("year", [1599, 1999, 2399, 9999])
    def test_the_last_week_of_a_year_runs_on_into_the_next(self, year: int) -> None:
        found = of_rule("FREQ=WEEKLY", first=date(year - 4, 1, 1), last=date(year, 12, 31))

        assert [each.closes.isoformat()[4:] for each in found[-2:]] == ["-12-19", "-12-26"]

    def test_all_the_years_there_are(self) -> None:
        found = of_rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", first=date.min, last=date.max)

        assert len(found) == date.max.year
        assert found[-1].closes == date.max

    @pytest.mark.parametrize(("first", "last"), [(date(9999, 1, 1), date.max), (START, END)])
    def test_what_ends_before_the_plan_begins(self, first: date, last: date) -> None:
        assert of_rule("FREQ=DAILY;UNTIL=00010821", first=first, last=last) == []

    def test_what_begins_after_the_plan_ends(self) -> None:
        assert of_rule("FREQ=DAILY", since="9999") == []


class TooLong(Exception):  # noqa: N818 - a remark, told to nobody
    """Raised where a reckoning makes too many calls."""


def within(calls: int, reckon: Callable[[], Result]) -> Result:
    """Return a result that takes few calls, or stop: what is counted is the same everywhere."""
    made = 0

    def count(_frame: FrameType, event: str, _: object) -> None:
        nonlocal made
        made += event == "call"
        if made > calls:
            raise TooLong

    tracing = sys.getprofile()
    sys.setprofile(count)
    try:
        return reckon()
    finally:
        sys.setprofile(tracing)


class TestRulesThatNothingFits:
    """Such a rule is followed for a few dozen years and no further, however far years go."""

    def test_a_day_of_every_year_takes_few_calls(self) -> None:
        found = within(50_000, lambda: of_rule("FREQ=DAILY;BYMONTH=4;BYMONTHDAY=1"))

        assert len(found) == 7

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
            "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        ],
    )
    def test_it_comes_back_at_once(self, rule: str) -> None:
        assert within(200_000, lambda: of_rule(rule)) == []


class TestWhatIsReadCanBeFollowed:
    """A recurrence that the reader takes makes periods, or the reader says what is wrong."""

    @pytest.mark.parametrize(
        "keys",
        [
            'every = "FREQ=YEARLY;UNTIL=20250231"',
            'every = "FREQ=MONTHLY;BYDAY=9MO"',
            'every = "FREQ=DAILY;BYSETPOS=2"',
            'every = "FREQ=MONTHLY;BYDAY=-60MO"',
            'every = "FREQ=YEARLY;BYDAY=60MO"',
            'every = "FREQ=YEARLY;BYMONTH=12;BYDAY=8MO"',
            'every = "year"\nfirst = "0000"',
            'every = "month"\nfirst = "0000-01"',
        ],
    )
    def test_it_is_refused_or_followed(self, keys: str) -> None:
        found = followed(keys)

        assert found is None or all(START <= each.opens <= each.closes <= END for each in found)


def followed(keys: str) -> list[Period] | None:
    """Return the periods that a task with these keys owes; None if the reader refuses them."""
    text = f'format = 1\n[plan]\nid = "p"\ntitle = "P"\n[[task]]\nid = "a"\ntitle = "T"\n{keys}\n'
    try:
        (task,) = loads(text).tasks
    except PlanFileError:
        return None
    assert task.every is not None
    return list(owed(task.every, first=START, last=END, since=task.first))
