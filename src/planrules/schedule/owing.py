"""What each body owes: one obligation for each task, period and, for ``each`` work, member."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from planrules.model.due import Due
from planrules.model.ledger import ONCE, Extension, in_time
from planrules.model.obligation import Obligation, Withdrawal
from planrules.model.obligations import Obligations
from planrules.model.plan import Plan
from planrules.model.progress import Ownerless
from planrules.model.responsibility import Holder, Role
from planrules.model.task import Task
from planrules.schedule.due import fallen
from planrules.schedule.lives import Life, Lives, Trace, life_of
from planrules.schedule.occasions import Occasions
from planrules.schedule.owners import Owners
from planrules.timing.periods import Period

if TYPE_CHECKING:
    from planrules.schedule.amended import AmendedOwing

#: By task and period, what has put deadlines off, in the order in which it counts.
Extensions = Mapping[tuple[str, str], Sequence[Extension]]


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
        In the order of tasks, then of closing days, then of the register.

    Raises:
        NoStartError: If there is periodic work and the plan says nowhere when it starts.
        OutOfCalendarError: If a deadline counts working days of years that the calendar lacks.
    """
    return Obligations(owing_of(plan, as_of, finished or {}), plan=plan, as_of=as_of)


def owing_of(
    plan: Plan,
    as_of: date,
    finished: Mapping[str, date],
    dues: Mapping[str, Due] | None = None,
) -> "Owing | AmendedOwing":
    """Return what is owed under a plan, worked out where it is asked for.

    Args:
        plan: The plan, consolidated where its amendments are to count.
        as_of: The day.
        finished: By task, the day on which it was done.
        dues: By task, its deadline as it is known on the day; None where that is not known yet.
    """
    extensions: dict[tuple[str, str], list[Extension]] = {}
    for one in in_time(e for e in plan.ledger.extensions if e.recorded_on <= as_of):
        extensions.setdefault((one.task, one.period), []).append(one)
    last = Owing(Occasions(plan, as_of, finished, dues), extensions)
    if plan.lineage is None:
        return last
    from planrules.schedule.amended import AmendedOwing  # few plans are amended

    return AmendedOwing(last)


@attrs.frozen
class _PutOff:
    """What some extensions make of the deadline of some work.

    Attributes:
        dues: The deadlines one after another.
        traces: By member, None for a sole holder, what happens day by day.
    """

    dues: Sequence[Due | None]
    traces: Mapping[str | None, Trace]


@attrs.frozen
class _Owners:
    """Who owes a task.

    Attributes:
        each: The groups each of whose members does.
        sole: The one body that does besides; None where there is none, or not just one.
        ownerless: Why nobody in particular does besides.
    """

    each: tuple[str, ...]
    sole: str | None
    ownerless: Ownerless | None


@attrs.frozen(eq=False)
class Owing:
    """What is owed under a plan, worked out task by task when it is asked for.

    Attributes:
        occasions: When work is owed under the plan.
        extensions: What has put deadlines off by the day.
    """

    occasions: Occasions
    extensions: Extensions = attrs.Factory(dict)

    def __iter__(self) -> Iterator[Obligation]:
        """Yield everything, in the order of tasks, then of closing days, then of the register."""
        for task in self.occasions.plan.tasks:
            yield from self.of(task)

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
        owners = _owners(self.occasions.plan.leads(task.planned()))
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
        for period, base, dues in bases:
            if (task.id, base.period) in self.extensions:
                threads = self._extended(task, period, base, dues, owners)
                yield from ((period, self._lived(thread)) for thread in threads)
                continue
            lives = self.lives.of(owners.each, owners.sole, owners.ownerless, dues)
            for member, life in lives:
                yield period, lived(_of_member(base, member), life)

    def _lived(self, thread: Thread) -> Obligation:
        return lived(thread.base, life_of(thread.trace, since=self.lives.begins[0], alike={}))

    def threads(self, stated: Task, /) -> Iterator[Thread]:
        """Yield what happens day by day to what is owed for a task."""
        task = stated.planned()
        owners, bases = self._bases(stated, task)
        for period, base, dues in bases:
            if (task.id, base.period) in self.extensions:
                yield from self._extended(task, period, base, dues, owners)
                continue
            traces = self.lives.traces(owners.each, owners.sole, owners.ownerless, dues)
            for member, trace in traces:
                yield Thread(period, _of_member(base, member), trace)

    def _bases(
        self, stated: Task, task: Task
    ) -> tuple[_Owners, Iterator[tuple[Period | None, Obligation, Sequence[Due | None]]]]:
        """Return who owes a task, and by period what never changes and the deadlines."""
        roles = self.occasions.plan.responsibilities(task)
        is_assumed = stated.is_assumed(Role.LEAD)
        owners = _owners(self.occasions.plan.leads(task))
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

    def _extended(
        self,
        task: Task,
        period: Period | None,
        base: Obligation,
        dues: Sequence[Due | None],
        owners: _Owners,
    ) -> Iterator[Thread]:
        """Yield what happens to obligations of which somebody has put the deadline off."""
        given = self.extensions[task.id, base.period]
        who = (owners.each, owners.sole, owners.ownerless)
        plain = list(self.lives.traces(*who, dues))
        members = {member for member, _ in plain}
        put_off: dict[tuple[Extension, ...], _PutOff] = {(): _PutOff(dues, dict(plain))}

        def by(extensions: tuple[Extension, ...]) -> _PutOff:
            if extensions not in put_off:
                begins, later = self._put(extensions, dues, task)
                lives = attrs.evolve(self.lives, begins=begins)
                put_off[extensions] = _PutOff(later, dict(lives.traces(*who, later)))
            return put_off[extensions]

        for member, trace in plain:
            thread = Thread(period, _of_member(base, member), trace)
            own: tuple[Extension, ...] = ()
            about = (e for e in given if (e.unit if e.unit in members else None) == member)
            for day, of_day in groupby(about, key=lambda one: one.recorded_on):
                if not _is_gone(by(own).traces.get(member, trace), day):
                    own = (*own, *of_day)
            latest, traces = by(own).dues[-1], by(own).traces
            if own and task.until is not None and latest is not None and latest.day > task.until:
                continue  # the task ends before it would be due
            if own and member in traces:  # else it is no member on the day that was put down
                put = attrs.evolve(thread.base, deadline=latest, original=dues[-1], extensions=own)
                thread = Thread(period, put, traces[member])
            yield thread

    def _put(
        self, extensions: Sequence[Extension], dues: Sequence[Due | None], task: Task
    ) -> tuple[list[date], list[Due | None]]:
        """Return the days on which a deadline was put off or moved, and the deadline from each."""
        stages = [stage.day for stage in self.occasions.stages]
        begins = sorted({*stages, *(max(e.recorded_on, stages[0]) for e in extensions)})
        found: list[Due | None] = []
        for day in begins:
            at = bisect_right(stages, day) - 1
            known = [e for e in extensions if e.recorded_on <= day]
            if not known:
                found.append(dues[at])
                continue
            later = fallen(
                known[-1].due,
                field="extension",
                policy=task.day_off,
                calendar=self.occasions.stages[at].calendar,
                is_assumed=False,
            )
            found.append(later)
        return begins, found

    @cached_property
    def _put_off(self) -> frozenset[str]:
        """The tasks of which any deadline was put off."""
        return frozenset(task for task, _ in self.extensions)

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


def _owners(leads: Sequence[Holder]) -> _Owners:
    each = tuple(holder.who for holder in leads if holder.each and holder.who)
    alone = [holder for holder in leads if not holder.each]
    sole = alone[0].who if len(alone) == 1 else None
    why = None
    if sole is None and (alone or not each):
        why = Ownerless.NO_LEAD
        if alone:
            why = Ownerless.SEVERAL_LEADS if len(alone) > 1 else Ownerless.OPEN_LEAD
    return _Owners(each, sole, why)


def _is_gone(trace: Trace, day: date) -> bool:
    """Return whether a body owed something no more on a day: what is withdrawn stays as it was."""
    holding = trace[0][2]
    for begins, _, then in trace:
        if begins > day:
            break
        holding = then
    return holding.ended_on is not None and holding.ended_on <= day


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
