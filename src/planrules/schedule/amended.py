"""What is owed under a plan that amendments have changed: one version after another.

A version reaches what it gives a deadline that still lies ahead when it begins, and what has none.
All else stays as it was: nobody becomes late by a change, and nobody bears what others were late
with. What a version no longer has is withdrawn, unless it was due before.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import pairwise
from typing import Final

import attrs

from planrules.model.due import Due
from planrules.model.ledger import ONCE, Extension
from planrules.model.lineage import Lineage
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.schedule.courses import Course, Courses, Found, Span
from planrules.schedule.due import task_of
from planrules.schedule.extensions import Extensions, Timeline
from planrules.schedule.lives import Deadlines, life_of
from planrules.schedule.occasions import Occasions
from planrules.schedule.owing import Owing, lived
from planrules.timing.periods import Period

_DAY = timedelta(days=1)
#: The fields of the plan itself that deadlines follow from.
_SHARED: Final = ("issued_on", "starts_on", "ends_on", "work_calendar")
#: An obligation behind its period, None for work done once.
Pair = tuple[Period | None, Obligation]


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
        for task in self.plan.tasks:
            yield from self.of(task)

    def with_extension(self, one: Extension, /) -> "AmendedOwing":
        """Return what is owed once a deadline is put off as well, after all others were."""
        return attrs.evolve(self, last=self.last.with_extension(one))

    def check(self) -> None:
        """Raise what keeps anything from being worked out."""
        self.last.check()
        for task in self.plan.tasks:
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

    def pairs(self, task: Task, /) -> Iterator[Pair]:
        """Yield what is owed for a task, each obligation behind its period."""
        yield from self._pairs(task) if self._is_changed(task) else self.last.pairs(task)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.last.occasions.plan

    @cached_property
    def _lineage(self) -> Lineage:
        lineage = self.plan.lineage
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
        first = min((occasions.known_since, *(day for day in versions if day > date.min)))
        days = sorted({first, *(day for day in (*versions, *ended) if day > first)})
        plan = self._lineage.versions[0].plan
        found: list[Occasions] = []
        for index, day in enumerate(days):
            plan = versions.get(day, plan)
            is_last = index == len(days) - 1
            if is_last:
                plan = occasions.plan  # which somebody may have changed further, to see what if
            end = occasions.as_of if is_last else days[index + 1] - _DAY
            found.append(
                Occasions(
                    plan,
                    end,
                    occasions.finished,
                    since=day,
                    only=occasions.only,
                    is_past=not is_last,
                )
            )
        return found

    @cached_property
    def _courses(self) -> Courses:
        """What has happened to what was owed under the versions, each while it was in force."""
        return Courses(
            [
                Span(
                    stage.known_since,
                    Owing(stage, self._extensions(index), bases=partial(self._base, index)),
                    partial(self._row, stage),
                )
                for index, stage in enumerate(self._stages)
            ]
        )

    def _base(self, span: int, id: str) -> Timeline:
        """Return the deadline of work that others count from, as it stood in a span."""
        return self._courses.timeline(span, id)

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
        for (before, after), stage in zip(self._seams, self._stages[1 : span + 1], strict=False):
            if stage.known_since > one.recorded_on:
                was, now = (self._nominal(known, task, period) for known in (before, after))
                if was != now:
                    return True
        return False

    def _nominal(self, stage: Occasions, task: str, period: str) -> date | None:
        """Return the deadline of a task in a period as a version states it."""
        row = self._row(stage, task)
        for occasion, dues, _ in () if row is None else stage.of(row):
            if (occasion.label if occasion else ONCE) == period:
                return None if dues[-1] is None else dues[-1].nominal
        return None

    def _row(self, stage: Occasions, id: str) -> Task | None:
        """Return a task as it is owed in a stage: what an amendment ends goes on to its last day.

        All of it does, what would be due only later included: it can still be done until then.
        """
        row = task_of(stage.plan, id)
        if row is None or row.until is None or row.until < stage.known_since:
            return row
        rows = (task_of(version.plan, id) for version in self._lineage.versions)
        first = next(filter(None, rows), row)
        return row if first.until == row.until else attrs.evolve(row, until=None)

    @cached_property
    def _seams(self) -> list[tuple[Occasions, Occasions]]:
        """Each version and the one that followed it, on the day on which that began.

        What is announced later moves deadlines, too, and is no version's doing.
        """
        return [
            (
                attrs.evolve(before, as_of=day, since=day, dues=None, is_past=True),
                attrs.evolve(after, as_of=day, dues=None, is_past=True),
            )
            for before, after in pairwise(self._stages)
            for day in (after.known_since,)
        ]

    @cached_property
    def _common(self) -> bool:
        """Whether what all tasks share has never changed: bodies, groups, the plan's own dates."""
        plans = [*(version.plan for version in self._lineage.versions), self.plan]
        first = plans[0]
        header = {name: getattr(first.planned(), name) for name in _SHARED}
        return all(
            plan.units == first.units
            and plan.groups == first.groups
            and plan.territories == first.territories
            and plan.calendar == first.calendar
            and all(getattr(plan.planned(), name) == stated for name, stated in header.items())
            for plan in plans[1:]
        )

    def _is_changed(self, task: Task) -> bool:
        """Return whether what is owed for a task may depend on when it is asked.

        A deadline that counts from other work moves with that.
        """
        way: dict[str, None] = {}
        current: Task | None = task
        is_changed = False
        while current is not None and current.id not in way:
            if current.id in self._changed:
                is_changed = self._changed[current.id]
                break
            way[current.id] = None
            if not self._common or not self._is_the_same(current):
                is_changed = True
                break
            base = current.planned().deadline_from
            current = task_of(self.last.occasions.plan, base.task) if base else None
        self._changed.update(dict.fromkeys(way, is_changed))
        return self._changed[task.id]

    @cached_property
    def _changed(self) -> dict[str, bool]:
        return {}

    def _is_the_same(self, task: Task) -> bool:
        """Return whether every version has a task as it is, and the same bodies in its roles."""
        planned = task.planned()
        roles = self.plan.responsibilities(planned)
        return all(
            task_of(version.plan, task.id) == task
            and version.plan.responsibilities(planned) == roles
            for version in self._lineage.versions
        )

    @cached_property
    def _alike(self) -> dict[Deadlines, Deadlines]:
        return {}

    @cached_property
    def _found(self) -> dict[str, tuple[Pair, ...]]:
        return {}

    def _pairs(self, task: Task) -> tuple[Pair, ...]:
        """Return what is owed for a task that was changed, each behind its period."""
        if task.id not in self._found:
            courses = self._courses.of(task.id)
            for uid, course in courses.items():
                if course.gone is None and course.span < len(self._stages) - 1:
                    self._put_off_late(uid, course)
            made = (
                (course.thread.period, self._obligation(task, uid, course, courses))
                for uid, course in courses.items()
            )
            self._found[task.id] = in_order(self.plan, made)
        return self._found[task.id]

    def _put_off_late(self, uid: str, course: Course) -> None:
        """Count what was recorded only after a version that left an obligation as it was.

        Where the day that was put down lies ahead of that version, the version itself reaches it.
        """
        span, since = self._courses.spans[course.span], self._stages[course.span + 1].known_since
        key = course.thread.base.task.id, course.thread.base.period
        known = span.owing.extensions.get(key, ())
        given = self.last.extensions.get(key, ())
        given = [one for one in given if one in known or one.recorded_on >= since]
        if len(given) == len(known):
            return
        row = span.row(key[0])
        assert row is not None  # noqa: S101 - the version has reached the obligation
        for thread in Owing(span.owing.occasions, {key: given}).threads(row):
            late = [at for at in thread.trace if at[0] >= since]
            if thread.base.uid == uid and late and all(at[1] and at[1].day < since for at in late):
                course.thread = thread
                course.trace += late

    def _amendment(self, task: Task, day: date) -> str | None:
        """Return the id of the amendment that withdrew work for a task on a day.

        None where no amendment did, but somebody who has changed the plan to see what if.
        """
        ended = self._lineage.changed.get(("task", task.id, "until"))
        if ended is not None and task.until is not None and day > task.until:
            return ended.amendment.id
        if not self._lineage.applied:
            return None
        of_day = [one for one in self._lineage.applied if one.since == day]
        touching = {
            source.amendment.id
            for (table, id, _), source in self._lineage.changed.items()
            if (table, id) == ("task", task.id) and source.since == day
        }
        ids = [one.id for one in of_day if one.id in touching] or [one.id for one in of_day]
        return ids[0] if ids else self._lineage.applied[-1].id

    def _obligation(self, task: Task, uid: str, course: Course, courses: Found) -> Obligation:
        base = attrs.evolve(course.thread.base, deadline=course.due)
        made = lived(
            base, life_of(course.trace, since=self._stages[0].known_since, alike=self._alike)
        )
        withdrawn = made.withdrawn
        if withdrawn is None:
            return made
        heirs = tuple(heir for heir in withdrawn.successors if heir in courses and heir != uid)
        gone = None if course.gone is None else self._amendment(task, course.gone)
        return attrs.evolve(
            made,
            withdrawn=attrs.evolve(withdrawn, successors=heirs, amendment=gone),
        )


def in_order(plan: Plan, pairs: Iterable[Pair], /) -> tuple[Pair, ...]:
    """Return what is owed for a task in the order of closing days, then of the register."""
    rank = {str(unit.id): index for index, unit in enumerate(plan.units)}
    return tuple(
        sorted(
            pairs,
            key=lambda pair: (
                pair[1].closes or date.min,
                rank.get(pair[1].uid.rpartition(".")[2], -1),
            ),
        )
    )
