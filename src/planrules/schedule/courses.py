"""What has happened to work under one version of a plan after another."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import dropwhile

import attrs

from planrules.model.due import Due
from planrules.model.task import Task
from planrules.schedule.extensions import Timeline
from planrules.schedule.lives import Trace
from planrules.schedule.owing import Owing, Thread
from planrules.schedule.owners import Holding

_DAY = timedelta(days=1)


@attrs.frozen(eq=False)
class Span:
    """What was owed under one version of a plan while it was in force.

    Attributes:
        since: First day.
        owing: What was owed, up to its last day.
        row: Returns a task as it was owed then; None where there was none with the id.
    """

    since: date
    owing: Owing
    row: Callable[[str], Task | None]

    def base_of(self, id: str, /) -> str | None:
        """Return the id of the task that the deadline of another counts from, done or not."""
        row = self.row(id)
        term = None if row is None else row.planned().deadline_from
        return None if term is None else term.task


@attrs.define(eq=False)
class Course:
    """What has happened to an obligation so far.

    Attributes:
        thread: As the last version that reached it had it.
        trace: Day by day.
        span: The place of that version.
        left: The days on which versions withdrew it.
        gone: The day on which a version withdrew it; None while none has.
    """

    thread: Thread
    trace: Trace
    span: int
    left: list[date] = attrs.Factory(list)
    gone: date | None = None

    @property
    def due(self) -> Due | None:
        """Its deadline at last."""
        return self.trace[-1][1]

    def is_past(self, day: date) -> bool:
        """Return whether it was due before a day."""
        return self.due is not None and self.due.day < day

    def at(self, day: date) -> tuple[Due | None, Holding] | None:
        """Return its deadline and who held it on a day; None where no version gave it to anybody.

        A body that has ended is told all the same.
        """
        found = next((moment for moment in reversed(self.trace) if moment[0] <= day), None)
        return None if found is None or found[0] in self.left else found[1:]

    def is_held(self, day: date) -> bool:
        """Return whether anybody owed it on a day, or nobody in particular did."""
        found = self.at(day)
        return found is not None and found[1].ended_on is None


#: By uid, what has happened to what is or was owed for a task.
Found = dict[str, Course]


@attrs.frozen(eq=False)
class Courses:
    """What has happened to what was owed for tasks, worked out where it is asked for.

    Versions are gone through one after another, with a task and all that it ever counted from side
    by side: a deadline counts from the one that was in force, which an earlier version may have
    given.

    Attributes:
        spans: The versions.
    """

    spans: Sequence[Span]

    @cached_property
    def _found(self) -> dict[str, Found]:
        return {}

    @cached_property
    def _done(self) -> set[str]:
        """The tasks with which all versions have been gone through."""
        return set()

    def of(self, id: str, /) -> Found:
        """Return what has happened to what is or was owed for a task."""
        if id not in self._done:
            ids = self._with_bases(id)
            self._found.update((one, {}) for one in ids)
            for index, span in enumerate(self.spans):
                for one in _in_order(span, ids):
                    self._go_on(one, index)
            self._done.update(ids)
        return self._found[id]

    def _with_bases(self, id: str) -> dict[str, None]:
        """Return a task and all that it counts from under any version, through others as well.

        What has been gone through is left out.
        """
        found: dict[str, None] = {id: None}
        waiting = [id]
        while waiting:
            current = waiting.pop()
            for span in self.spans:
                base = span.base_of(current)
                if base is not None and base not in found and base not in self._done:
                    found[base] = None
                    waiting.append(base)
        return found

    def _go_on(self, id: str, index: int) -> None:
        """Add what has happened to the work of a task under the next version."""
        span = self.spans[index]
        courses = self._found[id]
        row = span.row(id)
        threads = {one.base.uid: one for one in span.owing.threads(row)} if row else {}
        for uid, thread in threads.items():
            trace = _reached(thread, span.since) if index else list(thread.trace)
            if not trace:
                continue
            course = courses.get(uid)
            if course is None and index and trace[0][2].ended_on is not None:
                continue  # the body had ended before the version gave it any work
            if course is None:
                courses[uid] = Course(thread, trace, index)
            else:
                course.thread, course.span = thread, index
                course.trace += trace
                course.gone = None
        for uid, course in courses.items():
            if uid not in threads and not course.is_past(span.since):
                _withdraw(course, span.since, (courses[one] for one in threads if one in courses))

    def timeline(self, index: int, id: str, /) -> Timeline:
        """Return the deadline of work that is done once, as it stood under a version.

        That is the latest one of its bodies, as far as versions have reached them; where they have
        reached none, what the version states.

        Args:
            index: The place of the version.
            id: Id of the task, which has been gone through so far.
        """
        span = self.spans[index]
        stages, until = span.owing.occasions.stages, span.owing.occasions.as_of
        courses = self._found.get(id, {}).values()
        begins = {stage.day for stage in stages}
        begins |= {at[0] for one in courses for at in one.trace if span.since < at[0] <= until}
        stated = Timeline.stated(stages, [stage.dues.get(id) for stage in stages])
        dues: list[Due | None] = []
        for day in sorted(begins):
            known = [at[0] for one in courses if (at := one.at(day)) is not None]
            latest = max(filter(None, known), key=lambda due: due.day, default=None)
            dues.append(latest if known else stated.at(day))
        return Timeline(sorted(begins), dues)


def _in_order(span: Span, ids: Collection[str]) -> Iterator[str]:
    """Yield tasks so that under a version each comes after the one it counts from."""
    seen: set[str] = set()
    for id in ids:
        way: list[str] = []
        current: str | None = id
        while current is not None and current not in seen:
            seen.add(current)
            way.append(current)
            current = span.base_of(current)
            current = current if current in ids else None
        yield from reversed(way)


def _withdraw(course: Course, day: date, others: Iterator[Course]) -> None:
    """Note that a version no longer has an obligation that was not due before it began.

    Those who owe the same from that day on, and did not before, have come in its place.
    """
    _, due, holding = course.trace[-1]
    if holding.ended_on is not None:
        return
    common = _work(course)
    heirs = (
        one.thread.base.uid.partition(f"{common}.")[2]
        for one in others
        if _work(one) == common and one.is_held(day) and not one.is_held(day - _DAY)
    )
    course.trace.append((day, due, Holding(holding.unit, ended_on=day, heirs=tuple(heirs))))
    course.left.append(day)
    course.gone = day


def _work(course: Course) -> str:
    """Return the task and the period of an obligation: PLAN.TASK.PERIOD."""
    return ".".join(course.thread.base.uid.split(".")[:3])


def _reached(thread: Thread, day: date) -> Trace:
    """Return what happens to an obligation under a version that began on a day.

    That is from the moment on which it has no deadline, or one that lies ahead of that day: the
    version itself may give it, or somebody may put it off later.
    """
    return list(dropwhile(lambda at: at[1] is not None and at[1].day < day, thread.trace))
