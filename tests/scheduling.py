"""A slow and plain reckoning of schedules, day by day and start by start.

It says what dates mean and nothing of how to find them quickly, and shares no code with
``planrules.schedule`` and ``planrules.timing``, which are measured against it. Offsets are
boundaries between working days: offset 0 opens the plan's first working day; an offset closes one
working day and opens the next.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

import attrs

from planrules.model.actual import Actual
from planrules.model.calendar import CalendarName, CalendarTable, Weekday
from planrules.model.duration import Duration, DurationUnit
from planrules.model.plan import Plan
from planrules.model.task import DayOff, Link, LinkType, Task, TaskKind

#: A task, and the body that does it where bodies are looked at each on its own.
Key = tuple[str, str | None]

_DAY = timedelta(days=1)
#: How many days before and after a plan's start are looked at.
_BEFORE, _AFTER = 700, 1_000

#: Which days state bodies of Việt Nam have off, weekends apart, written down from the news of each
#: year and, from 2027 on, from the law; spans are inclusive.
_VN_OFF = """
2024-01-01 2024-02-08/2024-02-14 2024-04-18 2024-04-29/2024-05-01 2024-09-02/2024-09-03
2025-01-01 2025-01-25/2025-02-02 2025-04-07 2025-04-30/2025-05-02 2025-09-01/2025-09-02
2026-01-01/2026-01-02 2026-02-14/2026-02-22 2026-04-26/2026-04-27 2026-04-30/2026-05-01
2026-08-31/2026-09-02 2026-11-24
2027-01-01 2027-02-04/2027-02-10 2027-04-16 2027-04-30/2027-05-01 2027-05-03
2027-09-02/2027-09-03 2027-11-24
2028-01-01 2028-01-03 2028-01-22/2028-01-30 2028-04-04 2028-04-30/2028-05-02
2028-09-01/2028-09-02 2028-09-04 2028-11-24
2029-01-01 2029-02-10/2029-02-18 2029-04-23 2029-04-30/2029-05-01 2029-09-02/2029-09-04
2029-11-24 2029-11-26
2030-01-01 2030-01-31/2030-02-06 2030-04-12 2030-04-30/2030-05-01 2030-09-02/2030-09-03
2030-11-24/2030-11-25
"""
_VN_WORKED = "2024-05-04 2025-04-26 2026-01-10 2026-08-22"


def _span(text: str) -> Iterator[date]:
    first, _, last = text.partition("/")
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last or first):
        yield day
        day += _DAY


_OFF = frozenset(day for text in _VN_OFF.split() for day in _span(text))
_WORKED = frozenset(map(date.fromisoformat, _VN_WORKED.split()))
_WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)


def is_worked(plan: Plan, day: date) -> bool:
    """Return whether a day is worked, by the plan's own words, else by the calendar it names."""
    named = plan.work_calendar
    if named is None and plan.calendar is None:
        named = CalendarName.VN
    own = plan.calendar or CalendarTable()
    if any(day == row.date for row in own.days_worked):
        return True
    if any(day == row.date for row in own.days_off):
        return False
    if named is CalendarName.VN and (day in _WORKED or day in _OFF):
        return day in _WORKED
    weekend = () if named is CalendarName.EVERY_DAY else _WEEKEND
    return tuple(Weekday)[day.weekday()] not in (weekend if own.weekend is None else own.weekend)


class Days:
    """The working days around a plan's start, counted one by one.

    Attributes:
        opens: By offset, the working day that it opens.
        before: By day, how many working days lie before it: the offset at its beginning.
    """

    def __init__(self, plan: Plan) -> None:
        """Walk through all of them."""
        assert plan.starts_on is not None
        start = plan.starts_on.first
        self.opens: dict[int, date] = {}
        self.before: dict[date, int] = {}
        days = [start + _DAY * number for number in range(-_BEFORE, _AFTER)]
        worked = [is_worked(plan, day) for day in days]
        offset = -sum(worked[:_BEFORE])
        for day, works in zip(days, worked, strict=True):
            self.before[day] = offset
            if works:
                self.opens[offset] = day
                offset += 1

    def is_worked(self, day: date) -> bool:
        return self.before[day + _DAY] > self.before[day]

    def moved(self, day: date, policy: DayOff | None) -> date:
        """Return the day to which a policy moves a deadline."""
        step = {DayOff.NEXT_WORKING_DAY: _DAY, DayOff.PREVIOUS_WORKING_DAY: -_DAY}.get(
            policy or DayOff.AS_IS
        )
        while step is not None and not self.is_worked(day):
            day += step
        return day

    def after(self, day: date, term: Duration) -> date:
        """Return the last day of a term that runs from a day, which is not counted."""
        if term.unit is DurationUnit.DAYS:
            return day + _DAY * term.amount
        if term.unit is DurationUnit.MONTHS:
            month = day.month - 1 + term.amount
            found = date(day.year + month // 12, month % 12 + 1, 1)
            while found.day < day.day and (found + _DAY).month == found.month:
                found += _DAY
            return found
        left = term.amount
        while left:
            day += _DAY
            left -= self.is_worked(day)
        return day


@attrs.frozen
class Tie:
    """A link between two tasks, or two bodies' parts of them.

    Attributes:
        source: What it leaves.
        kind: Its kind.
        link: What the plan says of it.
        waits_for_all: Whether it waits until all bodies of another group have come so far.
    """

    source: Key
    kind: LinkType
    link: Link
    waits_for_all: bool

    @property
    def leaves_finish(self) -> bool:
        return self.kind in {LinkType.FINISH_TO_START, LinkType.FINISH_TO_FINISH}

    @property
    def asks_finish(self) -> bool:
        return self.kind in {LinkType.FINISH_TO_FINISH, LinkType.START_TO_FINISH}


@attrs.frozen
class Early:
    """The earliest start of a task, the link that drives it, and how an event lies in its offset.

    Attributes:
        start: Its offset.
        driver: The link; None where no link does.
        closes: Whether an event falls on the day that its offset closes, not the one it opens.
    """

    start: int
    driver: Tie | None
    closes: bool


class Reckoning:
    """The schedule of a plan without cycles, by what each date means."""

    def __init__(
        self,
        plan: Plan,
        *,
        by_unit: bool = False,
        actuals: Mapping[Key, Actual] | None = None,
        as_of: date = date.min,
    ) -> None:
        """Take the dated tasks of a plan, and what has happened by a day."""
        self.plan = plan
        self.days = Days(plan)
        self.actuals = {
            key: known for key, actual in (actuals or {}).items() if (known := _by(actual, as_of))
        }
        self.as_of = as_of if actuals else date.min
        self.tasks: dict[str, Task] = {
            task.id: task for task in plan.tasks if task.kind is TaskKind.DATED
        }
        groups: dict[str, tuple[str, ...]] = {
            group.id: group.members for group in plan.groups if isinstance(group.members, tuple)
        }
        self.group: dict[str, set[str]] = {}
        self.bodies: dict[str, tuple[str | None, ...]] = {}
        for id, task in self.tasks.items():
            self.group[id] = set()
            self.bodies[id] = (None,)
            if by_unit and task.lead:
                who = [holder.who for holder in task.lead if holder.who is not None]
                members = [member for one in who for member in groups.get(one, (one,))]
                self.bodies[id] = tuple(dict.fromkeys(members)) or (None,)
                self.group[id] = {one for one in who if one in groups}
        self.keys = [(id, unit) for id in self.tasks for unit in self.bodies[id]]
        self._early: dict[Key, Early] = {}
        self._late: dict[Key, int] = {}

    # --------------------------------------------------------------------------- what is asked

    def finish(self, key: Key, start: int) -> int:
        """Return the offset at which the work of a task ends that begins at an offset.

        What goes on does not begin again: its end slips as far as its offset.
        """
        actual = self.actuals.get(key)
        if actual is None:
            return self._planned_finish(key, start)
        began = self.floor(key)
        if actual.finished_on is not None:
            finish = self.days.before[actual.finished_on + _DAY]
        else:
            finish = self._planned_finish(key, began)
            while finish <= self.days.before[self.as_of]:  # the day itself is worked to its end
                finish += 1
        return start + finish - began

    def begin(self, key: Key, start: int) -> int:
        """Return the offset at which the work of a task begins."""
        return self.floor(key) if key in self.actuals else start

    def is_done(self, key: Key) -> bool:
        return key in self.actuals and self.actuals[key].finished_on is not None

    def _planned_finish(self, key: Key, start: int) -> int:
        task = self.tasks[key[0]]
        length = task.duration
        if length is None or task.milestone or not length.amount:
            return start
        if length.unit is DurationUnit.DAYS:
            return self.days.before[self.days.opens[start] + _DAY * length.amount]
        return start + length.amount

    def has_length(self, key: Key) -> bool:
        start = self.floor(key)
        return self.finish(key, start) > start

    def floor(self, key: Key) -> int:
        """Return the least start that dates ask for, links apart."""
        actual = self.actuals.get(key)
        if actual is not None:
            day = actual.started_on or actual.finished_on
            assert day is not None
            return self.days.before[day]
        task = self.tasks[key[0]]
        stated = [given.first for given in (task.not_before, task.on) if given is not None]
        asked = [self.days.before[day] for day in stated]
        if self.as_of > date.min:
            asked.append(self.days.before[self.as_of])
        return max([0, *asked])

    @cached_property
    def dues(self) -> dict[str, date]:
        """By task, the day on which its own deadline falls."""
        found: dict[str, date] = {}
        for task in self.plan.tasks:
            stated = task.due or task.on
            if stated is not None:
                found[task.id] = self.days.moved(stated.last, task.day_off)
        for _ in self.plan.tasks:
            for task in self.plan.tasks:
                term = task.deadline_from
                if term is None or task.id in found:
                    continue
                keys = [(term.task, body) for body in self.bodies.get(term.task, ())]
                start = found.get(term.task)
                if keys and all(map(self.is_done, keys)):
                    ends = (self.actuals[key].finished_on for key in keys)
                    start = max(end for end in ends if end is not None)
                if start is not None:
                    nominal = self.days.after(start, term.within)
                    found[task.id] = self.days.moved(nominal, task.day_off)
        return found

    def is_in_time(self, key: Key, start: int) -> bool:
        """Return whether a task keeps its own deadline and its fixed day."""
        task = self.tasks[key[0]]
        if key in self.actuals:
            due = self.dues.get(task.id) if task.on is None or task.due else None
            return due is None or self.finish(key, start) <= self.days.before[due + _DAY]
        if task.on is not None:
            # An event at the end of a day is still on that day; all else has to open it.
            at_the_end = not self.has_length(key) and self.early(key).closes
            if start > self.days.before[task.on.last + _DAY * at_the_end]:
                return False
        if task.due is None and (task.on is not None or task.deadline_from is None):
            return True
        due = self.dues.get(task.id)
        return due is None or self.finish(key, start) <= self.days.before[due + _DAY]

    def into(self, key: Key) -> list[Tie]:
        """Return the links into a task in the order in which they are judged."""
        id, unit = key
        if self.is_done(key):
            return []
        found = []
        for kind, link in self.tasks[id].links():
            bodies = self.bodies.get(link.task, ())
            share = not self.group[id].isdisjoint(self.group.get(link.task, ()))
            matched = share and unit in bodies
            waits = len(bodies) > 1 and len(self.bodies[id]) > 1
            found += [
                Tie((link.task, body), kind, link, waits and not matched)
                for body in ((unit,) if matched else bodies)
            ]
        if key in self.actuals:
            found = [tie for tie in found if tie.asks_finish]
        return sorted(found, key=lambda tie: self.counts_days(tie, key))

    def counts_days(self, tie: Tie, target: Key) -> bool:
        """Return whether a link counts calendar days, in its lag or in the length of an end."""
        if self.is_every_day:
            return False
        lag = tie.link.lag
        return (
            (lag is not None and lag.amount != 0 and lag.unit is DurationUnit.DAYS)
            or (tie.leaves_finish and not tie.waits_for_all and self.in_days(tie.source))
            or (tie.asks_finish and self.in_days(target))
        )

    @cached_property
    def is_every_day(self) -> bool:
        """Whether all days that matter are worked, so that both units mean the same."""
        return all(self.days.is_worked(day) for day in list(self.days.before)[:-1])

    def in_days(self, key: Key) -> bool:
        task = self.tasks[key[0]]
        length = task.duration
        return (
            key not in self.actuals
            and self.has_length(key)
            and length is not None
            and length.unit is DurationUnit.DAYS
        )

    def holds(self, tie: Tie, source: int, target: Key, start: int) -> bool:
        """Return whether a link holds between two starts."""
        leaves = self.finish(tie.source, source)
        if not tie.leaves_finish:
            leaves = self.begin(tie.source, source)
        comes = self.finish(target, start) if tie.asks_finish else start
        lag = tie.link.lag
        if lag is None or not lag.amount:
            return comes >= leaves
        if lag.unit is DurationUnit.WORKING_DAYS:
            return comes >= leaves + lag.amount
        day = self.fixed_day(tie, source)
        if day is None:
            is_work = self.has_length(tie.source)
            closes = tie.leaves_finish if is_work else self.early(tie.source).closes
            day = self.days.opens[leaves - 1] + _DAY if closes else self.days.opens[leaves]
        return comes >= self.days.before[day + _DAY * lag.amount]

    def fixed_day(self, tie: Tie, start: int) -> date | None:
        """Return the day at whose beginning what has a day of its own leaves, worked or not."""
        task = self.tasks[tie.source[0]]
        actual = self.actuals.get(tie.source)
        if actual is not None:
            first = actual.started_on or actual.finished_on
            if not tie.leaves_finish:
                return first
            return None if actual.finished_on is None else actual.finished_on + _DAY
        if task.on is None or self._is_planned_work(tie.source):
            return None
        own = self.days.before[task.on.first]
        return task.on.first if own == start == self.floor(tie.source) else None

    def _is_planned_work(self, key: Key) -> bool:
        task = self.tasks[key[0]]
        return task.duration is not None and not task.milestone and task.duration.amount > 0

    # ------------------------------------------------------------------------- what is answered

    def early(self, key: Key) -> Early:
        """Return the least start with which every link into a task holds."""
        if key not in self._early:
            start, driver = self.floor(key), None
            for tie in self.into(key):
                source = self.early(tie.source).start
                while not self.holds(tie, source, key, start):
                    start, driver = start + 1, tie
            self._early[key] = Early(start, driver, self._closes(key, start, driver))
        return self._early[key]

    def _closes(self, key: Key, start: int, driver: Tie | None) -> bool:
        if driver is None or start <= 0 or self.has_length(key):
            return False
        if driver.link.lag is not None and driver.link.lag.amount:
            return True
        if self.has_length(driver.source):
            return driver.leaves_finish
        return self.early(driver.source).closes

    @cached_property
    def length(self) -> int:
        return max((self.finish(key, self.early(key).start) for key in self.keys), default=0)

    @cached_property
    def out_of(self) -> dict[Key, list[tuple[Tie, Key]]]:
        found: dict[Key, list[tuple[Tie, Key]]] = {key: [] for key in self.keys}
        for key in self.keys:
            for tie in self.into(key):
                if tie.leaves_finish or tie.source not in self.actuals:
                    found[tie.source].append((tie, key))
        return found

    def late(self, key: Key) -> int:
        """Return the greatest start with which nothing that follows is too late."""
        if key not in self._late:
            start = self.length
            if self.is_done(key):
                start = self.floor(key)
            else:
                while not (
                    self.finish(key, start) <= self.length
                    and self.is_in_time(key, start)
                    and all(
                        self.holds(tie, start, target, self.late(target))
                        for tie, target in self.out_of[key]
                    )
                ):
                    start -= 1
            self._late[key] = start
        return self._late[key]

    def free(self, key: Key) -> int:
        """Return how far a task may slip alone, all others and the end where they are."""
        first = start = self.early(key).start
        while self.finish(key, start + 1) <= self.length and all(
            self.holds(tie, start + 1, target, self.early(target).start)
            for tie, target in self.out_of[key]
        ):
            start += 1
        return start - first

    def dates(self, key: Key) -> tuple[date, date]:
        """Return the first and the last day of a task's work at its earliest."""
        early = self.early(key)
        finish = self.finish(key, early.start)
        task = self.tasks[key[0]]
        actual = self.actuals.get(key)
        if actual is not None:
            first = actual.started_on or actual.finished_on
            assert first is not None
            return first, actual.finished_on or self.days.opens[finish - 1]
        if finish > early.start:
            return self.days.opens[early.start], self.days.opens[finish - 1]
        if task.on is not None and self.held_by(key) == "on":
            return task.on.first, task.on.first
        day = self.days.opens[early.start - 1 if early.closes else early.start]
        return day, day

    def held_by(self, key: Key) -> str:
        """Return what sets a task's earliest start, of several the last that is named here."""
        early = self.early(key)
        if early.driver is not None:
            return "link"
        task = self.tasks[key[0]]
        if key in self.actuals:
            return "actual"
        today = self.days.before.get(self.as_of, 0) if self.as_of > date.min else 0
        found = "start"
        if task.not_before is not None and self.days.before[task.not_before.first] > 0:
            found = "not_before"
        if task.on is not None and early.start == self.days.before[task.on.first]:
            found = "on"
        stated = [given.first for given in (task.not_before, task.on) if given is not None]
        if today > max([0, *(self.days.before[day] for day in stated)]):
            found = "as_of"
        return found


def _by(actual: Actual, as_of: date) -> Actual | None:
    """Return what is known of a task on a day; None where nothing has happened by then."""
    days = (actual.started_on, actual.finished_on)
    started, finished = (day if day is not None and day <= as_of else None for day in days)
    return Actual(started_on=started, finished_on=finished) if started or finished else None
