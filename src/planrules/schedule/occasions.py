"""When work is owed: its periods and deadlines, as they were known one after another."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import attrs

from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.due import Due
from planrules.model.plan import Plan
from planrules.model.recurrence import Window
from planrules.model.task import Task, TaskKind
from planrules.schedule.due import due_dates, fallen, run_out
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import announcements, calendar_of
from planrules.timing.periods import Period, owed

#: How far ahead the periods of a plan without an end are reckoned.
_HORIZON: Final = timedelta(days=366)
#: The fields of other work that its deadline follows from.
DATED: Final = ("due", "on", "deadline_from", "standing", "milestone", "day_off")
#: The fields of a periodic task that its periods and deadlines follow from.
PERIODIC: Final = ("every", "window", "due_after_close", "first", "day_off")

#: A period, None for work done once; its deadlines as they were known one after another; and
#: whether they are assumed.
Owed = tuple[Period | None, Sequence[Due | None], bool]


@attrs.frozen(eq=False)
class Stage:
    """What is known from a day on: the calendar, and with it the deadlines of dated tasks."""

    day: date
    calendar: WorkCalendar
    dues: Mapping[str, Due]


@attrs.frozen(eq=False)
class Occasions:
    """The occasions on which work is owed under a plan, task by task.

    Attributes:
        plan: The plan.
        as_of: The day.
        finished: By task, the day on which it was done: deadlines may count from it.
        dues: By task, its deadline as it is known on the day; None where that is not known yet.
        since: The first day that is looked at; None for the one on which the plan was first known.
        only: Ids of the tasks that are asked about; None for all.
        is_past: Whether the plan has been amended since: what such a version leaves open, or puts
            beyond its calendar, keeps nobody from asking what has come of it.
    """

    plan: Plan
    as_of: date
    finished: Mapping[str, date]
    dues: Mapping[str, Due] | None = None
    since: date | None = None
    only: Collection[str] | None = None
    is_past: bool = False

    def of(self, stated: Task) -> Sequence[Owed]:
        """Return the periods and deadlines of a task."""
        task = stated.planned()
        if task.since is not None or task.until is not None:
            return [one for one in self._ever_owed(stated, task) if self._stands(task, one)]
        return self._ever_owed(stated, task)

    def _stands(self, task: Task, occasion: Owed) -> bool:
        """Return whether a task is a part of the plan when something of it is due.

        What has no deadline is owed as long as the task stands.
        """
        _, dues, _ = occasion
        due = dues[-1]
        if due is None:
            return task.stands_on(self.as_of)
        return task.stands_on(due.day)

    def _ever_owed(self, stated: Task, task: Task) -> Sequence[Owed]:
        """Return the periods and deadlines of a task, whenever it was a part of the plan."""
        if task.kind is not TaskKind.PERIODIC:
            dues = [stage.dues.get(task.id) for stage in self.stages]
            is_assumed = is_assumed_in(stated, DATED) or (
                dues[-1] is not None and dues[-1].is_assumed
            )
            return [(None, dues, is_assumed)]
        if task.every is None or task.every.is_unstated:
            return ()
        return self._periods(task, is_assumed=is_assumed_in(stated, PERIODIC))

    @cached_property
    def known_since(self) -> date:
        """The first day that is looked at: the one on which the plan was first known."""
        return self.begins if self.since is None else self.since

    @cached_property
    def begins(self) -> date:
        """The day on which the plan was first known, as far as it says."""
        header = self.plan.planned()
        stated = header.issued_on or header.starts_on
        return date.min if stated is None else min(stated.first, self.as_of)

    @cached_property
    def stages(self) -> list[Stage]:
        """The calendars that were known one after another, the present one last."""
        days = [
            self.known_since,
            *announcements(self.plan, after=self.known_since, until=self.as_of),
        ]
        found = []
        dues = self.dues
        for day in days:
            is_present = day is days[-1]
            # Between announcements years begin, which makes their days surer, but none else.
            known_on = max(day, self.as_of) if is_present else day
            calendar = calendar_of(self.plan, known_on=known_on)
            if self.dues is not None and is_present:
                dues = self.dues
            else:
                dues = due_dates(
                    self.plan,
                    calendar,
                    self.finished,
                    like=dues,
                    only=self.only,
                    skips=self.is_past,
                )
            found.append(Stage(day, calendar, dues))
        return found

    @cached_property
    def _periods_of(self) -> dict[tuple[object, ...], list[Owed]]:
        return {}

    def _periods(self, task: Task, *, is_assumed: bool) -> list[Owed]:
        """Return the periods of work that comes back; most of it does so as other work does."""
        key = (
            task.every,
            task.window,
            task.first,
            task.due_after_close,
            task.day_off,
            is_assumed,
        )
        found = self._periods_of.get(key)
        if found is None:
            found = self._periods_of[key] = list(self._reckoned(task, is_assumed=is_assumed))
        return found

    def _reckoned(self, task: Task, *, is_assumed: bool) -> Iterator[Owed]:
        assert task.every is not None  # noqa: S101 - only such tasks come here
        header = self.plan.planned()
        starts = header.starts_on or header.issued_on
        if starts is None:
            if self.is_past:
                return
            raise NoStartError
        first = starts.first
        last, horizon = self._end(first)
        starts_assumed = self.plan.is_assumed("starts_on")
        window = task.window or Window.ND09
        for period in owed(task.every, first=first, last=last, window=window, since=task.first):
            if period.opens > horizon:
                continue
            cut = starts_assumed and period.is_partial and period.opens == first
            supposed = is_assumed or cut
            try:
                dues = [
                    _due(task, period, stage.calendar, is_assumed=supposed) for stage in self.stages
                ]
            except OutOfCalendarError:
                if self.is_past:
                    continue
                raise
            yield period, dues, supposed

    def _end(self, first: date) -> tuple[date, date]:
        """Return the plan's last day, and the last day on which a period may open.

        A plan without an end has none that would cut a period short.
        """
        ends_on = self.plan.planned().ends_on
        if ends_on is not None:
            return ends_on.last, ends_on.last
        begin = max(first, self.as_of)
        horizon = date.max if date.max - begin < _HORIZON else begin + _HORIZON
        return date(min(horizon.year + 1, date.max.year), 12, 31), horizon


def is_assumed_in(stated: Task, fields: Iterable[str], /) -> bool:
    """Return whether any of some fields of a task has an assumed value."""
    return bool(stated.assumed) and any(map(stated.is_assumed, fields))


def _due(task: Task, period: Period, calendar: WorkCalendar, *, is_assumed: bool) -> Due:
    """Return the deadline of a period: some time after its data close, else the closing day."""
    term = task.due_after_close
    field = "every" if term is None else "due_after_close"
    try:
        if term is None:
            return fallen(
                period.closes,
                field=field,
                policy=task.day_off,
                calendar=calendar,
                is_assumed=is_assumed,
            )
        return run_out(
            period.closes,
            term,
            field=field,
            policy=task.day_off,
            calendar=calendar,
            is_assumed=is_assumed,
        )
    except OutOfCalendarError as error:
        raise error.of(task.id, field) from None
