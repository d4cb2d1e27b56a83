"""What each body owes: one obligation for each task, period and, for ``each`` work, member."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from planrules.model.due import Due
from planrules.model.ledger import ONCE, Extension, in_time
from planrules.model.obligation import Obligation, Withdrawal
from planrules.model.obligations import Obligations
from planrules.model.plan import Plan
from planrules.model.responsibility import Role
from planrules.model.task import Task
from planrules.schedule.due import relative_tasks, task_of
from planrules.schedule.extensions import Extensions, Moving, Timeline, counted_from
from planrules.schedule.lives import Life, Lives, Trace, life_of
from planrules.schedule.occasions import Occasions
from planrules.schedule.owners import Owners, TaskOwners, task_owners
from planrules.timing.periods import Period

if TYPE_CHECKING:
    from planrules.schedule.amended import AmendedOwing


@attrs.frozen(eq=False)
class Thread:
    """What happens to an obligation day by day.

    Attributes:
        period: Its period; None for work done once.
        base: What never changes of it, with its own uid.
        trace: The rest.
    """

    period: Period | None
    base: Obligation
    trace: Trace


def obligations_of(
    plan: Plan, /, *, as_of: date, finished: Mapping[str, date] | None = None
) -> Obligations:
    """Return everything that bodies owe under a plan, as it stands on a day.

    The whole time of the plan is looked at, what is long past and what lies ahead; of a plan
    without an end, up to a year after ``as_of``. Who owes something is looked up on the earlier of
    its due day and ``as_of``: what was due stays with whom it was due from. When a sole holder
    ends, its work passes on under the same uid; when a member of a group ends, its obligation is
    withdrawn with a pointer to its successor's. Linear in the obligations, times the number of days
    on which bodies began or ended.

    Args:
        plan: The plan.
        as_of: The day; nothing that became known later counts.
        finished: By task, the day on which it was done: deadlines may count from it.

    Returns:
        In the order of tasks, then of closing days, then of the register. Where drafts were applied
        to the plan, what rests on them is marked, and what they alone have withdrawn is among it.

    Raises:
        NoStartError: If there is periodic work and the plan says nowhere when it starts.
        OutOfCalendarError: If a deadline counts working days of years that the calendar lacks.
    """
    finished = finished or {}
    owing: Iterable[Obligation]
    if plan.lineage is not None and plan.lineage.drafts:
        from planrules.schedule.drafted import drafted_owing  # few plans are looked at with drafts

        owing = drafted_owing(plan, as_of, finished)
    else:
        owing = owing_of(plan, as_of, finished)
    return Obligations(owing, plan=plan, as_of=as_of)


def owing_of(
    plan: Plan,
    as_of: date,
    finished: Mapping[str, date],
    dues: Mapping[str, Due] | None = None,
    *,
    only: Collection[str] | None = None,
) -> "Owing | AmendedOwing":
    """Return what is owed under a plan, worked out where it is asked for.

    What rests on a draft is not told apart.

    Args:
        plan: The plan, consolidated where its amendments are to count.
        as_of: The day.
        finished: By task, the day on which it was done.
        dues: By task, its deadline as it is known on the day; None where that is not known yet.
        only: Ids of the tasks that are asked about: nothing else is looked at; None for all.
    """
    extensions: dict[tuple[str, str], list[Extension]] = {}
    for one in in_time(e for e in plan.ledger.extensions if e.recorded_on <= as_of):
        extensions.setdefault((one.task, one.period), []).append(one)
    last = Owing(Occasions(plan, as_of, finished, dues, only=only), extensions)
    if plan.lineage is None:
        return last
    from planrules.schedule.amended import AmendedOwing  # few plans are amended

    return AmendedOwing(last)


@attrs.frozen(eq=False)
class Owing:
    """What is owed under a plan, worked out task by task when it is asked for.

    Attributes:
        occasions: When work is owed under the plan.
        extensions: What has put deadlines off by the day.
        bases: Returns by its id the deadline of work that others count from, as it stood day by
            day; None where nothing but this has to be asked.
    """

    occasions: Occasions
    extensions: Extensions = attrs.Factory(dict)
    bases: Callable[[str], Timeline] | None = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.occasions.plan

    def __iter__(self) -> Iterator[Obligation]:
        """Yield everything, in the order of tasks, then of closing days, then of the register."""
        for task in self.occasions.plan.tasks:
            yield from self.of(task)

    def with_extension(self, one: Extension, /) -> "Owing":
        """Return what is owed once a deadline is put off as well, after all others were."""
        key = (one.task, one.period)
        given = (*self.extensions.get(key, ()), one)
        return attrs.evolve(self, extensions={**self.extensions, key: given})

    def check(self) -> None:
        """Raise what keeps anything from being worked out."""
        for task in self.occasions.plan.tasks:
            if task.planned().every is None:
                _ = self.occasions.stages  # all that such work is reckoned by
            else:
                self.occasions.of(task)

    def deadlines(self, task: Task, /) -> tuple[tuple[Period | None, Due], ...]:
        """Return the deadlines of what is owed for a task, what is withdrawn left out.

        Each stands behind its period, None for work done once, in the order of closing days.
        """
        return tuple(self._deadlines(task))

    def _deadlines(self, task: Task) -> Iterator[tuple[Period | None, Due]]:
        if task.id in self._put_off:
            for period, one in self.pairs(task):
                if one.deadline is not None and one.withdrawn is None:
                    yield period, one.deadline
            return
        owners = task_owners(self.occasions.plan.leads(task.planned()))
        for period, dues, _ in self.occasions.of(task):
            deadline = dues[-1]
            if deadline is not None and self.lives.has_any(
                owners.each, owners.sole, owners.ownerless, dues
            ):
                yield period, deadline

    def is_owed(self, task: Task, /) -> bool:
        """Return whether ``deadlines`` would return any."""
        if task.id in self._put_off:
            return any(True for _ in self._deadlines(task))
        given = task.planned()
        if given.every is None and not any(h.each for h in self.occasions.plan.leads(given)):
            has_due = task.id in self.occasions.stages[-1].dues
            return has_due and bool(self.occasions.of(task))
        return any(True for _ in self._deadlines(task))

    def of(self, task: Task, /) -> tuple[Obligation, ...]:
        """Return what is owed for a task of the plan."""
        found = self._found.get(task.id)
        if found is None:
            found = self._found[task.id] = tuple(one for _, one in self.pairs(task))
        return found

    def pairs(self, stated: Task, /) -> Iterator[tuple[Period | None, Obligation]]:
        """Yield what is owed for a task, each obligation behind its period."""
        task = stated.planned()
        owners, bases = self._bases(stated, task)
        counted = self._counted(task)
        for period, base, dues in bases:
            moving = self._moving(task, base, dues, counted, owners)
            if moving is not None:
                threads = self._moved_threads(moving, period, base, dues)
                yield from ((period, self._lived(thread)) for thread in threads)
                continue
            lives = self.lives.of(owners.each, owners.sole, owners.ownerless, dues)
            for member, life in lives:
                yield period, lived(_of_member(base, member), life)

    def _lived(self, thread: Thread) -> Obligation:
        return lived(thread.base, life_of(thread.trace, since=self.lives.begins[0], alike={}))

    def threads(self, stated: Task, /) -> Iterator[Thread]:
        """Yield what happens day by day to what is owed for a task."""
        yield from self._threads(stated, self._counted(stated))

    def _threads(self, stated: Task, counted: Timeline | None) -> Iterator[Thread]:
        task = stated.planned()
        owners, bases = self._bases(stated, task)
        for period, base, dues in bases:
            moving = self._moving(task, base, dues, counted, owners)
            if moving is not None:
                yield from self._moved_threads(moving, period, base, dues)
                continue
            traces = self.lives.traces(owners.each, owners.sole, owners.ownerless, dues)
            for member, trace in traces:
                yield Thread(period, _of_member(base, member), trace)

    def _bases(
        self, stated: Task, task: Task
    ) -> tuple[TaskOwners, Iterator[tuple[Period | None, Obligation, Sequence[Due | None]]]]:
        """Return who owes a task, and by period what never changes and the deadlines."""
        roles = self.occasions.plan.responsibilities(task)
        is_assumed = stated.is_assumed(Role.LEAD)
        owners = task_owners(self.occasions.plan.leads(task))
        bases = (
            (
                period,
                Obligation(
                    uid=f"{self.occasions.plan.id}.{task.id}.{period.label if period else ONCE}",
                    task=task,
                    period=period.label if period else ONCE,
                    opens=period.opens if period else None,
                    closes=period.closes if period else None,
                    unit=None,
                    roles=roles,
                    deadline=dues[-1],
                    is_assumed=is_assumed or is_due_assumed,
                ),
                dues,
            )
            for period, dues, is_due_assumed in self.occasions.of(stated)
        )
        return owners, bases

    def _moving(
        self,
        task: Task,
        base: Obligation,
        dues: Sequence[Due | None],
        counted: Timeline | None,
        owners: TaskOwners,
    ) -> Moving | None:
        """Return how a deadline moves that was put off, or that counts from other work.

        None for any other. What has no deadline can't be put off.
        """
        is_put_off = (task.id, base.period) in self.extensions
        if dues[-1] is None or (counted is None and not is_put_off):
            return None

        def traced(timeline: Timeline) -> dict[str | None, Trace]:
            lives = attrs.evolve(self.lives, begins=timeline.begins)
            return dict(lives.traces(owners.each, owners.sole, owners.ownerless, timeline.dues))

        stages = self.occasions.stages
        return Moving(task, counted or Timeline.stated(stages, dues), stages, traced)

    def _moved_threads(
        self, moving: Moving, period: Period | None, base: Obligation, dues: Sequence[Due | None]
    ) -> Iterator[Thread]:
        """Yield what happens to obligations whose deadline moves so."""
        first = dues[-1]
        for one in moving.bodies(self.extensions.get((base.task.id, base.period), ())):
            is_put_off = one.extensions or (one.due and first and one.due.day != first.day)
            yield Thread(
                period,
                attrs.evolve(
                    _of_member(base, one.member),
                    deadline=one.due,
                    original=first if is_put_off else None,
                    extensions=one.extensions,
                ),
                one.trace,
            )

    def _counted(self, task: Task) -> Timeline | None:
        """Return the deadline of work that counts from other work, as it moved with that.

        None where it counts from none, or that has not moved.
        """
        if self.bases is None:
            return self._moved.get(task.id)
        due = self.occasions.stages[-1].dues.get(task.id)
        if due is None or due.base is None or due.base in self.occasions.finished:
            return None
        return self._counted_from(self.bases(due.base), task.id)

    def _counted_from(self, base: Timeline, id: str) -> Timeline:
        stages, until = self.occasions.stages, self.occasions.as_of
        return counted_from(base, self.occasions.plan, id, stages=stages, until=until)

    @cached_property
    def _moved(self) -> dict[str, Timeline]:
        """By task, the deadlines that count from those that were put off."""
        found: dict[str, Timeline] = {}
        put_off = {task for task, period in self.extensions if period == ONCE}
        if not put_off:
            return found
        occasions = self.occasions
        for task in relative_tasks(occasions.plan, occasions.finished, only=occasions.only):
            due = occasions.stages[-1].dues.get(task.id)
            base = None if due is None else due.base
            if base is not None and (base in put_off or base in found):
                timeline = self._timeline(base, found.get(base))
                found[task.id] = self._counted_from(timeline, task.id)
        return found

    def _timeline(self, id: str, counted: Timeline | None) -> Timeline:
        """Return the deadline of work that is done once, as it stood day by day.

        That of the body that had the latest, where each member of a group owes it.
        """
        row = task_of(self.occasions.plan, id)
        traces = [] if row is None else [one.trace for one in self._threads(row, counted)]
        if traces:
            return Timeline.latest(traces)
        stages = self.occasions.stages
        return Timeline.stated(stages, [stage.dues.get(id) for stage in stages])

    @cached_property
    def _put_off(self) -> frozenset[str]:
        """The tasks of which any deadline was put off, or counts from one that was."""
        return frozenset((*(task for task, _ in self.extensions), *self._moved))

    @cached_property
    def _found(self) -> dict[str, tuple[Obligation, ...]]:
        return {}

    @cached_property
    def lives(self) -> Lives:
        """What becomes of obligations from then on."""
        occasions = self.occasions
        # Bodies are followed from the beginning, so that those are known that are there no longer.
        owners = Owners(occasions.plan, min(occasions.begins, occasions.known_since))
        return Lives(owners, tuple(stage.day for stage in occasions.stages), occasions.as_of)


def _of_member(base: Obligation, member: str | None) -> Obligation:
    """Return what never changes of an obligation, with the uid of the member that owes it."""
    return base if member is None else attrs.evolve(base, uid=f"{base.uid}.{member}")


def lived(base: Obligation, life: Life, /) -> Obligation:
    """Return an obligation as it is after all that has happened to it."""
    holding = life.holding
    withdrawn = None
    if life.ended_on is not None:
        common = ".".join(base.uid.split(".")[:3])  # PLAN.TASK.PERIOD
        heirs = tuple(f"{common}.{heir}" if heir else common for heir in holding.heirs)
        withdrawn = Withdrawal(on=life.ended_on, body=holding.unit, successors=heirs)
    return attrs.evolve(
        base,
        unit=holding.unit,
        ownerless=holding.ownerless,
        withdrawn=withdrawn,
        revision=life.revision,
        sequence=life.sequence,
        changed_on=life.changed_on,
        passed=life.passed,
        deadlines=life.deadlines,
        lapses=life.lapses,
    )
