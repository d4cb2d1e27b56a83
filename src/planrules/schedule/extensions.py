"""What extensions make of deadlines: those that were put off, and those that count from them."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs

from planrules.errors import OutOfCalendarError
from planrules.model.due import Due
from planrules.model.ledger import ONCE, Extension
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.schedule.due import counted, fallen, is_due_assumed
from planrules.schedule.lives import Trace
from planrules.schedule.occasions import Stage
from planrules.timing.calendar import WorkCalendar

#: By task and period, what has put deadlines off, in the order in which it counts.
Extensions = Mapping[tuple[str, str], Sequence[Extension]]


@attrs.frozen(eq=False)
class Timeline:
    """A deadline as it stood one day after another.

    Attributes:
        begins: The days from which it stood so, in order; what lies before the first is not known.
        dues: The deadline from each of them on; None while there was none.
    """

    begins: Sequence[date]
    dues: Sequence[Due | None]

    def at(self, day: date, /) -> Due | None:
        """Return the deadline as it stood on a day."""
        return self.dues[max(0, bisect_right(self.begins, day) - 1)]

    @classmethod
    def stated(cls, stages: Sequence[Stage], dues: Sequence[Due | None]) -> "Timeline":
        """Return a deadline as it follows from what the plan states, by one calendar or another."""
        return cls([stage.day for stage in stages], dues)

    @classmethod
    def latest(cls, traces: Iterable[Trace], /) -> "Timeline":
        """Return the latest of the deadlines that several bodies had for the same work.

        A body that ended has had its deadline all the same: nobody becomes late because it went.

        Args:
            traces: What happened to the work of each body; at least one.
        """
        several = [cls([day for day, _, _ in one], [due for _, due, _ in one]) for one in traces]
        begins = sorted({day for one in several for day in one.begins})
        dues = [_latest(o.at(day) for o in several if o.begins[0] <= day) for day in begins]
        return cls(begins, dues)


def _latest(dues: Iterable[Due | None]) -> Due | None:
    return max((due for due in dues if due is not None), key=lambda due: due.day, default=None)


def counted_from(
    base: Timeline, plan: Plan, id: str, /, *, stages: Sequence[Stage], until: date
) -> Timeline:
    """Return the deadline of work that counts from other work, as it moved with that.

    Where a day can't be worked out, because it lies beyond the calendar, the deadline is the one
    that follows from what the plan states.

    Args:
        base: The deadline that it counts from.
        plan: The plan.
        id: Id of the task, which has a term.
        stages: What was known one after another.
        until: The last day that is looked at.
    """
    stated = plan.row(id)
    assert isinstance(stated, Task)  # noqa: S101 - only tasks have terms
    task, is_assumed = stated.planned(), is_due_assumed(stated)
    plain = [stage.day for stage in stages]
    begins = sorted({*plain, *(day for day in base.begins if plain[0] < day <= until)})
    dues: list[Due | None] = []
    for day in begins:
        stage = stages[bisect_right(plain, day) - 1]
        before = base.at(day)
        due = None
        if before is not None:
            try:
                due = counted(task, before, calendar=stage.calendar, is_assumed=is_assumed)
            except OutOfCalendarError:
                due = stage.dues.get(id)
        dues.append(due)
    return Timeline(begins, dues)


def put_off(
    plain: Timeline, extensions: Sequence[Extension], task: Task, /, *, stages: Sequence[Stage]
) -> Timeline:
    """Return a deadline as it stood once somebody had put it off, again and again.

    The last extension counts. Of one and a term that counts from other work the later day does:
    that work may have been put off, too.

    Args:
        plain: The deadline as it stood without.
        extensions: What has put it off, in the order in which it counts.
        task: The task, with what is assumed in place.
        stages: What was known one after another.

    Raises:
        OutOfCalendarError: If a new day lies beyond the calendar.
    """
    first = stages[0].day
    begins = sorted({*plain.begins, *(max(one.recorded_on, first) for one in extensions)})
    dues: list[Due | None] = []
    for day in begins:
        due = plain.at(day)
        known = [one for one in extensions if one.recorded_on <= day]
        if known:
            at = bisect_right([stage.day for stage in stages], day) - 1
            later = extended(known[-1], task, stages[at].calendar)
            if due is None or due.base is None or due.day < later.day:
                due = later
        dues.append(due)
    return Timeline(begins, dues)


@attrs.frozen(eq=False)
class Moved:
    """What happens to the obligation of one body whose deadline moved otherwise than was stated.

    Attributes:
        member: The member of a group that owes it; None for a sole holder, or nobody.
        trace: Day by day.
        due: Its deadline at last.
        extensions: What has put it off, in the order in which it counts.
    """

    member: str | None
    trace: Trace
    due: Due | None
    extensions: tuple[Extension, ...]


@attrs.frozen(eq=False)
class Moving:
    """What happens to some work whose deadline was put off, or counts from work that was.

    Attributes:
        task: The task, with what is assumed in place.
        plain: Its deadline as it stood before anybody put off the work itself.
        stages: What was known one after another.
        traced: What happens to it given its deadline, by who owes it.
    """

    task: Task
    plain: Timeline
    stages: Sequence[Stage]
    traced: Callable[[Timeline], Mapping[str | None, Trace]]

    def bodies(self, extensions: Sequence[Extension], /) -> Iterator[Moved]:
        """Yield what happens to the obligation of each body.

        An extension is about the member that it names, else about whoever owes the work alone. One
        that gives a day beyond the calendar, or a day on which the body owes no such work, changes
        nothing, nor does one that was recorded after the body came to owe it no more.

        Args:
            extensions: What has put the work off, in the order in which it counts.
        """
        known = [one for one in extensions if is_reckonable(one, self.task, self.stages)]
        plain = self._traces(self.plain)
        for member, before in plain.items():
            trace, timeline = before, self.plain
            kept: tuple[Extension, ...] = ()
            for one in known:
                about = one.unit if one.unit in plain else None
                if about != member or _has_ended(trace, one.recorded_on):
                    continue
                later = put_off(self.plain, (*kept, one), self.task, stages=self.stages)
                found = self._traces(later).get(member)
                if found is not None:
                    trace, timeline, kept = found, later, (*kept, one)
            due, until = timeline.dues[-1], self.task.until
            if until is None or due is None or due.day <= until:
                yield Moved(member, trace, due, kept)

    def _traces(self, timeline: Timeline) -> Mapping[str | None, Trace]:
        """Return what happens to the work; most members of a group are given the same days."""
        key = (*timeline.begins, *timeline.dues)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.traced(timeline)
        return found

    @cached_property
    def _known(self) -> dict[object, Mapping[str | None, Trace]]:
        return {}


def _has_ended(trace: Trace, day: date) -> bool:
    """Return whether a body no longer owed some work on a day."""
    _, _, holding = next((at for at in reversed(trace) if at[0] <= day), trace[0])
    return holding.ended_on is not None and holding.ended_on <= day


def extended(one: Extension, task: Task, calendar: WorkCalendar, /) -> Due:
    """Return the deadline that an extension gives.

    Args:
        one: The extension.
        task: Its task, with what is assumed in place.
        calendar: The plan's calendar.

    Raises:
        OutOfCalendarError: If a day off has to move it and lies beyond the calendar.
    """
    return fallen(
        one.due, field="extension", policy=task.day_off, calendar=calendar, is_assumed=False
    )


def is_reckonable(one: Extension, task: Task, stages: Sequence[Stage], /) -> bool:
    """Return whether the day that an extension gives lies within the plan's calendars."""
    try:
        for stage in stages:
            extended(one, task, stage.calendar)
    except OutOfCalendarError:
        return False
    return True


def beyond(
    plan: Plan,
    one: Extension,
    relative: Iterable[Task],
    /,
    *,
    calendar: WorkCalendar,
) -> OutOfCalendarError | None:
    """Return how an extension puts a deadline beyond the calendar, told of the task; else None.

    That is the deadline that it gives, or one that counts from that.

    Args:
        plan: The plan.
        one: The extension, of a task of the plan.
        relative: The tasks whose deadlines count from others, in the order of ``relative_tasks``.
        calendar: The plan's calendar.
    """
    row, id = plan.row(one.task), one.task
    assert isinstance(row, Task)  # noqa: S101 - what is put off is owed for a task
    try:
        found = {id: extended(one, row.planned(), calendar)}
        for task in relative if one.period == ONCE else ():
            term = task.deadline_from
            if term is not None and term.task in found:
                id = task.id
                found[id] = counted(task, found[term.task], calendar=calendar, is_assumed=False)
    except OutOfCalendarError as error:
        return error.of(id)
    return None
