"""What each body owes: one obligation for each task, period and, for ``each`` work, member."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

import attrs

from planrules.errors import NoStartError, OutOfCalendarError
from planrules.model.due import Due
from planrules.model.obligation import Obligation, Withdrawal
from planrules.model.obligations import Obligations
from planrules.model.plan import Plan
from planrules.model.progress import Ownerless
from planrules.model.recurrence import Window
from planrules.model.responsibility import Holder, Role
from planrules.model.task import Task, TaskKind
from planrules.schedule.due import due_dates, fallen, run_out
from planrules.schedule.lives import Life, Lives
from planrules.schedule.owners import Owners
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import announcements, calendar_of
from planrules.timing.periods import Period, owed

#: The label of work that does not come back.
ONCE = "once"
#: How far ahead the periods of a plan without an end are reckoned.
_HORIZON = timedelta(days=366)
#: The fields of other work that its deadline follows from.
_DATED = ("due", "on", "deadline_from", "standing", "milestone", "day_off")
#: The fields of a periodic task that its periods and deadlines follow from.
_PERIODIC = ("every", "window", "due_after_close", "first", "day_off")


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
    return Obligations(Owing(plan, as_of, finished or {}), plan=plan, as_of=as_of)


@attrs.frozen(eq=False)
class _Stage:
    """What is known from a day on: the calendar, and with it the deadlines of dated tasks."""

    day: date
    calendar: WorkCalendar
    dues: Mapping[str, Due]


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


#: A period, None for work done once; its deadlines as they were known one after another; and
#: whether they are assumed.
_Owed = tuple[Period | None, Sequence[Due | None], bool]


@attrs.frozen(eq=False)
class Owing:
    """What is owed under a plan, worked out task by task when it is asked for.

    Attributes:
        plan: The plan.
        as_of: The day.
        finished: By task, the day on which it was done.
        dues: By task, its deadline as it is known on the day; None where that is not known yet.
    """

    plan: Plan
    as_of: date
    finished: Mapping[str, date]
    dues: Mapping[str, Due] | None = None

    def __iter__(self) -> Iterator[Obligation]:
        """Yield everything, in the order of tasks, then of closing days, then of the register."""
        for task in self.plan.tasks:
            yield from self.of(task)

    def check(self) -> None:
        """Raise what keeps anything from being worked out."""
        for task in self.plan.tasks:
            if task.planned().every is None:
                _ = self.stages  # all that such work is reckoned by
            else:
                self._owed(task)

    def deadlines(self, task: Task, /) -> tuple[tuple[Period | None, Due], ...]:
        """Return the deadlines of what is owed for a task, what is withdrawn left out.

        Each stands behind its period, None for work done once, in the order of closing days.
        """
        return tuple(self._deadlines(task))

    def _deadlines(self, task: Task) -> Iterator[tuple[Period | None, Due]]:
        owners = _owners(self.plan.leads(task.planned()))
        for period, dues, _ in self._owed(task):
            deadline = dues[-1]
            if deadline is not None and self.lives.has_any(
                owners.each, owners.sole, owners.ownerless, dues
            ):
                yield period, deadline

    def is_owed(self, task: Task, /) -> bool:
        """Return whether ``deadlines`` would return any."""
        given = task.planned()
        if given.every is None and not any(h.each for h in self.plan.leads(given)):
            return task.id in self.stages[-1].dues
        return any(True for _ in self._deadlines(task))

    def of(self, task: Task, /) -> tuple[Obligation, ...]:
        """Return what is owed for a task of the plan."""
        found = self._found.get(task.id)
        if found is None:
            found = self._found[task.id] = tuple(self._of(task))
        return found

    def _of(self, stated: Task) -> Iterator[Obligation]:
        task = stated.planned()
        roles = self.plan.responsibilities(task)
        is_assumed = stated.is_assumed(Role.LEAD)
        owners = _owners(self.plan.leads(task))
        for period, dues, is_due_assumed in self._owed(stated):
            base = Obligation(
                uid=f"{self.plan.id}.{task.id}.{period.label if period else ONCE}",
                task=task,
                period=period.label if period else ONCE,
                opens=period.opens if period else None,
                closes=period.closes if period else None,
                unit=None,
                roles=roles,
                deadline=dues[-1],
                is_assumed=is_assumed or is_due_assumed,
            )
            lives = self.lives.of(owners.each, owners.sole, owners.ownerless, dues)
            for member, life in lives:
                yield _lived(base, member, life)

    def _owed(self, stated: Task) -> Iterable[_Owed]:
        """Return the periods and deadlines of a task."""
        task = stated.planned()
        if task.kind is not TaskKind.PERIODIC:
            dues = [stage.dues.get(task.id) for stage in self.stages]
            is_assumed = _is_assumed(stated, _DATED) or (
                dues[-1] is not None and dues[-1].is_assumed
            )
            return [(None, dues, is_assumed)]
        if task.every is None or task.every.is_unstated:
            return ()
        return self._periods(task, is_assumed=_is_assumed(stated, _PERIODIC))

    @cached_property
    def _found(self) -> dict[str, tuple[Obligation, ...]]:
        return {}

    @cached_property
    def known_since(self) -> date:
        """The day on which the plan was first known, as far as it says."""
        header = self.plan.planned()
        stated = header.issued_on or header.starts_on
        return date.min if stated is None else min(stated.first, self.as_of)

    @cached_property
    def stages(self) -> list[_Stage]:
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
                dues = due_dates(self.plan, calendar, self.finished, like=dues)
            found.append(_Stage(day, calendar, dues))
        return found

    @cached_property
    def lives(self) -> Lives:
        """What becomes of obligations from then on."""
        owners = Owners(self.plan, self.known_since)
        return Lives(owners, tuple(stage.day for stage in self.stages), self.as_of)

    @cached_property
    def _periods_of(self) -> dict[tuple[object, ...], list[_Owed]]:
        return {}

    def _periods(self, task: Task, *, is_assumed: bool) -> list[_Owed]:
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

    def _reckoned(self, task: Task, *, is_assumed: bool) -> Iterator[_Owed]:
        assert task.every is not None  # noqa: S101 - only such tasks come here
        header = self.plan.planned()
        starts = header.starts_on or header.issued_on
        if starts is None:
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
            dues = [
                _due(task, period, stage.calendar, is_assumed=supposed) for stage in self.stages
            ]
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


def _lived(base: Obligation, member: str | None, life: Life) -> Obligation:
    """Return an obligation as it is after all that has become of it.

    Args:
        base: What never changes of it.
        member: The body that owes it as a member of a group.
        life: What has become of it.
    """
    holding = life.holding
    withdrawn = None
    if holding.ended_on is not None:
        heirs = tuple(f"{base.uid}.{heir}" for heir in holding.heirs)
        withdrawn = Withdrawal(on=holding.ended_on, body=holding.unit, successors=heirs)
    return attrs.evolve(
        base,
        uid=base.uid if member is None else f"{base.uid}.{member}",
        unit=holding.unit,
        ownerless=holding.ownerless,
        withdrawn=withdrawn,
        revision=life.revision,
        sequence=life.sequence,
        changed_on=life.changed_on,
    )


def _is_assumed(stated: Task, fields: Iterable[str]) -> bool:
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
