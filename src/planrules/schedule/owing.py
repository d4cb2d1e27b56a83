"""What each body owes: one obligation for each task, period and, for ``each`` work, member."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

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
from planrules.schedule.due import due_dates, fallen
from planrules.schedule.owners import Holding, Owners
from planrules.timing.calendar import WorkCalendar
from planrules.timing.calendars import announcements, calendar_of
from planrules.timing.periods import Period, owed
from planrules.timing.terms import term_end

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
    return Obligations(_Owing(plan, as_of, finished or {}), plan=plan, as_of=as_of)


@attrs.frozen(eq=False)
class _Stage:
    """What is known from a day on: the calendar, and with it the deadlines of dated tasks."""

    day: date
    calendar: WorkCalendar
    dues: Mapping[str, Due]


@attrs.frozen(eq=False)
class _Owing:
    plan: Plan
    as_of: date
    finished: Mapping[str, date]

    @cached_property
    def known_since(self) -> date:
        """The day on which the plan was first known, as far as it says."""
        header = self.plan.planned()
        stated = header.issued_on or header.starts_on
        return date.min if stated is None else min(stated.first, self.as_of)

    @cached_property
    def owners(self) -> Owners:
        return Owners(self.plan, self.known_since)

    @cached_property
    def stages(self) -> list[_Stage]:
        """The calendars that were known one after another, the present one last."""
        days = [
            self.known_since,
            *announcements(self.plan, after=self.known_since, until=self.as_of),
        ]
        found = []
        for day in days:
            # Between announcements years begin, which makes their days surer, but none else.
            known_on = day if day is not days[-1] else max(day, self.as_of)
            calendar = calendar_of(self.plan, known_on=known_on)
            found.append(_Stage(day, calendar, due_dates(self.plan, calendar, self.finished)))
        return found

    def __iter__(self) -> Iterator[Obligation]:
        for stated in self.plan.tasks:
            task = stated.planned()
            if task.kind is TaskKind.PERIODIC:
                yield from self._periodic(stated, task)
            else:
                dues = [(stage.day, stage.dues.get(task.id)) for stage in self.stages]
                yield from self._of(task, None, dues, is_assumed=_is_assumed(stated, _DATED))

    def _periodic(self, stated: Task, task: Task) -> Iterator[Obligation]:
        """Yield the obligations of work that comes back."""
        assert task.every is not None  # noqa: S101 - that makes it periodic
        if task.every.is_unstated:
            return
        header = self.plan.planned()
        starts = header.starts_on or header.issued_on
        if starts is None:
            raise NoStartError
        first = starts.first
        last, horizon = self._end(first)
        is_assumed = _is_assumed(stated, _PERIODIC)
        starts_assumed = self.plan.is_assumed("starts_on")
        window = task.window or Window.ND09
        for period in owed(task.every, first=first, last=last, window=window, since=task.first):
            if period.opens > horizon:
                continue
            cut = starts_assumed and period.is_partial and period.opens == first
            dues = [
                (stage.day, _due(task, period, stage.calendar, is_assumed=is_assumed or cut))
                for stage in self.stages
            ]
            yield from self._of(task, period, dues, is_assumed=is_assumed or cut)

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

    def _of(
        self,
        task: Task,
        period: Period | None,
        dues: Sequence[tuple[date, Due | None]],
        *,
        is_assumed: bool,
    ) -> Iterator[Obligation]:
        """Yield the obligations of a task in a period, one for each body that owes one."""
        label = period.label if period else ONCE
        deadline = dues[-1][1]
        responsibilities = self.plan.responsibilities(task)
        leads = [r.holder for r in responsibilities if r.role is Role.LEAD]
        base = Obligation(
            uid=f"{self.plan.id}.{task.id}.{label}",
            task=task,
            period=label,
            opens=period.opens if period else None,
            closes=period.closes if period else None,
            unit=None,
            roles=responsibilities,
            deadline=deadline,
            is_assumed=is_assumed
            or (deadline is not None and deadline.is_assumed)
            or self.plan.row(task.id).is_assumed(Role.LEAD),
        )
        moments = list(self._moments(dues))
        each = [holder.who for holder in leads if holder.each and holder.who]
        sole = [holder for holder in leads if not holder.each]
        if each:
            yield from self._members(base, each, moments)
        if sole or not each:
            yield self._sole(base, sole, moments)
        elif not self.owners.members(each, moments[0][2]):
            yield self._unpeopled(base, each, moments)

    def _moments(
        self, dues: Sequence[tuple[date, Due | None]]
    ) -> Iterator[tuple[date, Due | None, int]]:
        """Yield the days on which anything may change, with the deadline and the stage of owners.

        Who owes something is looked up on the earlier of its due day and the day itself.
        """
        owners = self.owners
        days = {self.known_since, *(day for day, _ in dues)}
        days.update(day for day in owners.changes if day <= self.as_of)
        at = 0
        for day in sorted(days):
            while at + 1 < len(dues) and dues[at + 1][0] <= day:
                at += 1
            due = dues[at][1]
            yield day, due, owners.stage(day if due is None else min(due.day, day))

    def _sole(
        self,
        base: Obligation,
        leads: list[Holder],
        moments: list[tuple[date, Due | None, int]],
    ) -> Obligation:
        """Return the obligation of one leading body, or of nobody in particular."""
        if len(leads) == 1 and leads[0].who is not None:
            who = leads[0].who
            return _lived(
                base, [(day, due, self.owners.holding(who, at)) for day, due, at in moments]
            )
        why = Ownerless.NO_LEAD
        if leads:
            why = Ownerless.SEVERAL_LEADS if len(leads) > 1 else Ownerless.OPEN_LEAD
        nobody = Holding(None, why)
        return _lived(base, [(day, due, nobody) for day, due, _ in moments])

    def _unpeopled(
        self, base: Obligation, groups: Sequence[str], moments: list[tuple[date, Due | None, int]]
    ) -> Obligation:
        """Return what groups without members owed, withdrawn once they have some."""
        life = []
        holding = Holding(None, Ownerless.NO_MEMBERS)
        for day, due, stage in moments:
            members = self.owners.members(groups, stage)
            if members and holding.ended_on is None:
                holding = Holding(None, ended_on=day, heirs=tuple(sorted(members)))
            life.append((day, due, holding))
        return _lived(base, life)

    def _members(
        self, base: Obligation, groups: Sequence[str], moments: list[tuple[date, Due | None, int]]
    ) -> Iterator[Obligation]:
        """Yield the obligations of the members of groups, past members among them."""
        lives: dict[str, list[tuple[date, Due | None, Holding]]] = {}
        for day, due, stage in moments:
            now = self.owners.members(groups, stage)
            for unit in lives.keys() - now.keys():
                # A deadline that moved back, before the body came to hold the work.
                last = lives[unit][-1][2]
                gone = last if last.ended_on is not None else Holding(unit, ended_on=day)
                lives[unit].append((day, due, gone))
            for unit, holding in now.items():
                lives.setdefault(unit, []).append((day, due, holding))
        for body in self.plan.units:
            if body.id in lives:
                mine = attrs.evolve(base, uid=f"{base.uid}.{body.id}")
                yield _lived(mine, lives[body.id])


def _is_assumed(stated: Task, fields: Iterable[str]) -> bool:
    return any(map(stated.is_assumed, fields))


def _lived(base: Obligation, life: Sequence[tuple[date, Due | None, Holding]]) -> Obligation:
    """Return an obligation as it is after all that has become of it, with its counts.

    Args:
        base: What never changes of it.
        life: By day, its deadline and who held it from then on.
    """
    revision = sequence = 0
    changed_on = None
    for (_, due_before, before), (day, due, now) in pairwise(life):
        passed = _published(now) != _published(before)
        if _days(due) == _days(due_before) and not passed:
            continue
        revision += 1
        changed_on = day
        sequence += passed or (due and due.day) != (due_before and due_before.day)
    holding = life[-1][2]
    withdrawn = None
    if holding.ended_on is not None:
        common = base.uid if holding.unit is None else base.uid.removesuffix(f".{holding.unit}")
        heirs = tuple(f"{common}.{heir}" for heir in holding.heirs)
        withdrawn = Withdrawal(on=holding.ended_on, body=holding.unit, successors=heirs)
    return attrs.evolve(
        base,
        unit=holding.unit,
        ownerless=holding.ownerless,
        withdrawn=withdrawn,
        revision=revision,
        sequence=sequence,
        changed_on=changed_on,
    )


def _days(due: Due | None) -> tuple[date, date] | None:
    """Return the days of a deadline; how sure they are changes nothing that anybody owes."""
    return None if due is None else (due.nominal, due.day)


def _published(holding: Holding) -> tuple[object, ...]:
    """Return what of a holder other programs follow: who it is, and who came in its place."""
    return (holding.unit, holding.ended_on, holding.heirs)


def _due(task: Task, period: Period, calendar: WorkCalendar, *, is_assumed: bool) -> Due:
    """Return the deadline of a period: some time after its data close, else the closing day."""
    term = task.due_after_close
    field = "every" if term is None else "due_after_close"
    try:
        nominal = period.closes if term is None else term_end(period.closes, term, calendar)
        return fallen(
            nominal,
            field=field,
            policy=task.day_off,
            calendar=calendar,
            is_assumed=is_assumed,
            start=None if term is None else period.closes,
            term=term,
        )
    except OutOfCalendarError as error:
        raise error.of(task.id, field) from None
