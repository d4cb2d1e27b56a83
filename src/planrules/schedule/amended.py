"""What is owed under a plan that amendments have changed: one version after another.

A version reaches what it gives a deadline that still lies ahead when it begins, and what has none.
All else stays as it was: nobody becomes late by a change, and nobody bears what others were late
with. What a version no longer has is withdrawn, unless it was due before.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import dropwhile, pairwise

import attrs

from planrules.errors import UnknownIdError
from planrules.model.due import Due
from planrules.model.ledger import ONCE, Extension
from planrules.model.lineage import Lineage
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.responsibility import Role
from planrules.model.task import Task
from planrules.schedule.lives import Deadlines, Trace, life_of
from planrules.schedule.occasions import DATED, PERIODIC, Occasions
from planrules.schedule.owing import Extensions, Owing, Thread, lived
from planrules.schedule.owners import Holding
from planrules.timing.periods import Period

_DAY = timedelta(days=1)
#: The fields of a task that say what is owed, by whom and when.
_OWED = (*{*DATED, *PERIODIC}, Role.LEAD.value, "until")


@attrs.frozen(eq=False)
class _Span:
    """What was owed under one version of a plan while it was in force.

    Attributes:
        since: First day.
        owing: What was owed, up to its last day.
    """

    since: date
    owing: Owing

    @property
    def plan(self) -> Plan:
        """The version."""
        return self.owing.occasions.plan


@attrs.define(eq=False)
class _Course:
    """What has happened to an obligation so far.

    Attributes:
        thread: As the last version that reached it had it.
        trace: Day by day.
        gone: Id of the amendment that withdrew it; None while none has.
    """

    thread: Thread
    trace: Trace
    gone: str | None = None

    @property
    def due(self) -> Due | None:
        """Its deadline at last."""
        return self.trace[-1][1]

    def is_past(self, day: date) -> bool:
        """Return whether it was due before a day."""
        return self.due is not None and self.due.day < day


@attrs.frozen(eq=False)
class AmendedOwing:
    """What is owed under a consolidated plan; the face is that of ``Owing``.

    Work that no version has changed is worked out once, the other once for each version.

    Attributes:
        last: What is owed under the last version, as if it had always been so.
    """

    last: Owing

    def __iter__(self) -> Iterator[Obligation]:
        """Yield everything, in the order of tasks, then of closing days, then of the register."""
        for task in self.last.occasions.plan.tasks:
            yield from self.of(task)

    def check(self) -> None:
        """Raise what keeps anything from being worked out."""
        self.last.check()
        for task in self.last.occasions.plan.tasks:
            if self._is_changed(task):
                self._pairs(task)

    def deadlines(self, task: Task, /) -> tuple[tuple[Period | None, Due], ...]:
        """Return the deadlines of what is owed for a task, what is withdrawn left out.

        Each stands behind its period, None for work done once, in the order of closing days.
        """
        if not self._is_changed(task):
            return self.last.deadlines(task)
        found: dict[Period | None, Due] = {}
        for period, one in self._pairs(task):
            if one.withdrawn is None and one.deadline is not None:
                found.setdefault(period, one.deadline)
        return tuple(found.items())

    def is_owed(self, task: Task, /) -> bool:
        """Return whether ``deadlines`` would return any."""
        return bool(self.deadlines(task)) if self._is_changed(task) else self.last.is_owed(task)

    def of(self, task: Task, /) -> tuple[Obligation, ...]:
        """Return what is owed for a task of the plan."""
        if not self._is_changed(task):
            return self.last.of(task)
        return tuple(one for _, one in self._pairs(task))

    @cached_property
    def _lineage(self) -> Lineage:
        lineage = self.last.occasions.plan.lineage
        assert lineage is not None  # noqa: S101 - the plan is consolidated
        return lineage

    @cached_property
    def _stages(self) -> Sequence[Occasions]:
        """The versions, and again a version from the day after anything in it has ended."""
        occasions = self.last.occasions
        ended = {
            row.until + _DAY
            for version in self._lineage.versions
            for row in version.plan.tasks
            if row.until is not None and row.until < occasions.as_of
        }
        versions = {version.since: version.plan for version in self._lineage.versions}
        first = min(occasions.known_since, *(day for day in versions if day > date.min))
        days = sorted({first, *(day for day in (*versions, *ended) if day > first)})
        plan = self._lineage.versions[0].plan
        found: list[Occasions] = []
        for index, day in enumerate(days):
            plan = versions.get(day, plan)
            is_last = index == len(days) - 1
            if is_last:
                plan = occasions.plan  # which somebody may have changed further, to see what if
            end = occasions.as_of if is_last else days[index + 1] - _DAY
            found.append(Occasions(plan, end, occasions.finished, since=day))
        return found

    @cached_property
    def _spans(self) -> Sequence[_Span]:
        """What was owed under the versions, each while it was in force."""
        return [
            _Span(stage.known_since, Owing(stage, self._extensions(index)))
            for index, stage in enumerate(self._stages)
        ]

    def _extensions(self, span: int) -> Extensions:
        """Return what had put deadlines off by the end of a span and still counts in it."""
        end = self._stages[span].as_of
        found: dict[tuple[str, str], list[Extension]] = {}
        for (task, period), given in self.last.extensions.items():
            known = [
                one
                for one in given
                if one.recorded_on <= end and not self._is_undone(one, task, period, span)
            ]
            if known:
                found[task, period] = known
        return found

    def _is_undone(self, one: Extension, task: str, period: str, span: int) -> bool:
        """Return whether a version since then has moved the deadline that was put off."""
        for earlier, later in pairwise(self._stages[: span + 1]):
            if later.known_since <= one.recorded_on:
                continue
            before, after = (_nominal(stage, task, period) for stage in (earlier, later))
            if before != after:
                return True
        return False

    @cached_property
    def _common(self) -> bool:
        """Whether what all tasks share has never changed: bodies, groups, the plan's own dates."""
        plans = [version.plan for version in self._lineage.versions]
        first = plans[0]
        return all(
            plan.units == first.units
            and plan.groups == first.groups
            and plan.territories == first.territories
            and plan.planned().starts_on == first.planned().starts_on
            and plan.planned().ends_on == first.planned().ends_on
            for plan in plans[1:]
        )

    def _is_changed(self, task: Task) -> bool:
        """Return whether what is owed for a task may depend on when it is asked."""
        found = self._changed.get(task.id)
        if found is None:
            self._changed[task.id] = False  # on the way: deadlines may count from each other
            found = self._changed[task.id] = not self._common or not self._is_the_same(task)
        return found

    @cached_property
    def _changed(self) -> dict[str, bool]:
        return {}

    def _is_the_same(self, task: Task) -> bool:
        """Return whether every version has a task as it is, and the same bodies in its roles.

        A deadline that counts from other work moves with that.
        """
        planned = task.planned()
        roles = self.last.occasions.plan.responsibilities(planned)
        for version in self._lineage.versions:
            before = _row(version.plan, task.id)
            if before != task or version.plan.responsibilities(planned) != roles:
                return False
        base = planned.deadline_from
        if base is None:
            return True
        other = _row(self.last.occasions.plan, base.task)
        return other is not None and not self._is_changed(other)

    @cached_property
    def _alike(self) -> dict[Deadlines, Deadlines]:
        return {}

    @cached_property
    def _found(self) -> dict[str, tuple[tuple[Period | None, Obligation], ...]]:
        return {}

    def _pairs(self, task: Task) -> tuple[tuple[Period | None, Obligation], ...]:
        """Return what is owed for a task that was changed, each behind its period."""
        if task.id not in self._found:
            courses = self._courses(task)
            rank = {
                str(unit.id): index for index, unit in enumerate(self.last.occasions.plan.units)
            }
            made = [
                (course.thread.period, self._obligation(uid, course, courses))
                for uid, course in courses.items()
            ]
            made.sort(
                key=lambda pair: (
                    pair[1].closes or date.min,
                    rank.get(pair[1].uid.rpartition(".")[2], -1),
                )
            )
            self._found[task.id] = tuple(made)
        return self._found[task.id]

    def _courses(self, task: Task) -> dict[str, _Course]:
        """Return by uid what has happened to what is or was owed for a task."""
        courses: dict[str, _Course] = {}
        for index, span in enumerate(self._spans):
            row = _row(span.plan, task.id)
            threads = {one.base.uid: one for one in span.owing.threads(row)} if row else {}
            for uid, thread in threads.items():
                trace = _reached(thread, span.since) if index else list(thread.trace)
                if not trace:
                    continue
                course = courses.get(uid)
                if course is None and index and trace[0][2].ended_on is not None:
                    continue  # the body had ended before the version gave it any work
                if course is None:
                    courses[uid] = _Course(thread, trace)
                else:
                    course.thread = thread
                    course.trace += trace
                    course.gone = None
            for uid, course in courses.items():
                if uid not in threads and not course.is_past(span.since):
                    self._withdraw(course, task, span, threads)
        return courses

    def _withdraw(
        self, course: _Course, task: Task, span: _Span, threads: dict[str, Thread]
    ) -> None:
        """Note that a version no longer has an obligation that was not due before it began."""
        _, due, holding = course.trace[-1]
        if holding.ended_on is not None:
            return
        common = course.thread.base.uid.split(".")[:3]
        heirs = tuple(
            uid.split(".")[3] if uid.count(".") > 2 else ""  # noqa: PLR2004 - PLAN.TASK.PERIOD
            for uid in threads
            if uid.split(".")[:3] == common
        )
        ended = Holding(holding.unit, ended_on=span.since, heirs=heirs)
        course.trace.append((span.since, due, ended))
        course.gone = self._amendment(task, span.since)

    def _amendment(self, task: Task, day: date) -> str:
        """Return the id of the amendment that withdrew work for a task on a day."""
        ended = self._lineage.changed.get(("task", task.id, "until"))
        if ended is not None and task.until is not None and day > task.until:
            return ended.amendment.id
        of_day = [one for one in self._lineage.applied if one.since == day]
        touching = {
            source.amendment.id
            for (table, id, _), source in self._lineage.changed.items()
            if (table, id) == ("task", task.id) and source.since == day
        }
        ids = [one.id for one in of_day if one.id in touching] or [one.id for one in of_day]
        return ids[0] if ids else self._lineage.applied[-1].id

    def _obligation(self, uid: str, course: _Course, courses: dict[str, _Course]) -> Obligation:
        base = attrs.evolve(
            course.thread.base, deadline=course.due, is_draft=self._is_draft(course)
        )
        made = lived(
            base, life_of(course.trace, since=self._stages[0].known_since, alike=self._alike)
        )
        withdrawn = made.withdrawn
        if withdrawn is None:
            return made
        heirs = tuple(heir for heir in withdrawn.successors if heir in courses and heir != uid)
        return attrs.evolve(
            made,
            withdrawn=attrs.evolve(withdrawn, successors=heirs, amendment=course.gone),
        )

    def _is_draft(self, course: _Course) -> bool:
        """Return whether a draft has given an obligation its deadline, its holder or its end."""
        lineage, task = self._lineage, course.thread.base.task
        known = self._until(course)
        sources = [lineage.source("task", task.id, field) for field in _OWED]
        heading = self.last.occasions.plan.heading_over(task.clause)
        if heading is not None and not task.lead:
            sources.append(lineage.source("assignment", heading.clause, Role.LEAD.value))
        return any(
            source is not None and source.amendment.is_draft and source.since <= known
            for source in sources
        )

    def _until(self, course: _Course) -> date:
        """Return the last day on which changes reached an obligation."""
        due = course.due
        return (
            self.last.occasions.as_of
            if due is None
            else min(self.last.occasions.as_of, max(due.day, course.trace[0][0]))
        )


def _nominal(stage: Occasions, task: str, period: str) -> date | None:
    """Return the deadline of a task in a period as a version states it."""
    row = _row(stage.plan, task)
    for occasion, dues, _ in () if row is None else stage.of(row):
        if (occasion.label if occasion else ONCE) == period:
            return None if dues[-1] is None else dues[-1].nominal
    return None


def _row(plan: Plan, id: str) -> Task | None:
    try:
        row = plan.row(id)
    except UnknownIdError:
        return None
    return row if isinstance(row, Task) else None


def _reached(thread: Thread, day: date) -> Trace:
    """Return what happens to an obligation under a version that began on a day.

    That is from the moment on which it has no deadline, or one that lies ahead of that day: the
    version itself may give it, or somebody may put it off later.
    """
    return list(dropwhile(lambda at: at[1] is not None and at[1].day < day, thread.trace))
