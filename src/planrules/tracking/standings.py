"""What the ledger says of each obligation up to a day, and where it stands against its deadline."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from typing import Final, TypeVar

import attrs

from planrules.collector import held_back
from planrules.model.ledger import Entry, Ledger, Percent, in_time
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.plan import Plan
from planrules.model.progress import DeadlineClass, State
from planrules.model.responsibility import Role
from planrules.model.standing import Standing, Standings
from planrules.timing.calendar import WorkCalendar
from planrules.tracking.classes import SOON, deadline_class
from planrules.tracking.matching import about

#: States of work whose product has been sent.
_SENT: Final = frozenset({State.SUBMITTED, State.DONE})
#: By deadline and day, the class of work that is not done.
_Classes = Callable[[date | None, date], DeadlineClass]

Fact = TypeVar("Fact")


def standings(
    obligations: Obligations,
    ledger: Ledger,
    /,
    *,
    as_of: date,
    calendar: WorkCalendar,
    soon: int = SOON,
) -> Standings:
    """Return where everything that is owed stands on a day, in the order of the obligations.

    An entry counts from the day on which it was recorded; of several the last one does. It is about
    the obligation ``PLAN.TASK.PERIOD.UNIT``, else about ``PLAN.TASK.PERIOD``, where its unit only
    says who recorded it: the first of them that was owed on the day of the work. What it leaves out
    stays as an earlier one said, but for what was sent: when work is sent anew, taken up again or
    returned, the days and the evidence of what was sent before mean nothing any more.

    *Done* needs evidence: without any it counts as submitted. What was submitted is judged by the
    day on which it was sent, and is on time or overdue for good. Only a decision stops the clock of
    what is *suspended*, on the day on which the first one of them was recorded. All of them are
    judged by the deadline that held on that day, whatever moved it later. What is withdrawn stays
    as it was before that day: it is owed no more, but what its body had done is done, though it may
    have been recorded later.

    Linear in obligations and entries, but for the entries of one obligation, which are sorted.

    Args:
        obligations: What is owed. Entries about anything else, or about what was owed no more when
            the work was done, come back as unmatched: all that was recorded by the day is in one
            place or the other.
        ledger: What was reported.
        as_of: The day, inclusive; entries recorded later say nothing.
        calendar: The plan's calendar.
        soon: Within how many working days after ``as_of`` work is due soon.
    """
    with held_back():
        return _standings(obligations, ledger, as_of, partial(_open_class, calendar, soon))


def _standings(
    obligations: Obligations, ledger: Ledger, as_of: date, open_class: _Classes
) -> Standings:
    plan = obligations.plan
    by_uid = {owed.uid: owed for owed in obligations}
    heard: dict[str, list[Entry]] = {}
    unmatched: list[Entry] = []
    for entry in ledger.entries:
        if entry.recorded_on <= as_of:
            owed = about(plan, entry, by_uid)
            if owed is None:
                unmatched.append(entry)
            else:
                heard.setdefault(owed.uid, []).append(entry)
    classes = cache(open_class)
    found = (_standing(plan, owed, heard.get(owed.uid, ()), as_of, classes) for owed in obligations)
    return Standings(found, plan=plan, as_of=as_of, unmatched=in_time(unmatched))


def _open_class(
    calendar: WorkCalendar, soon: int, due: date | None, as_of: date, /
) -> DeadlineClass:
    return deadline_class(due, as_of=as_of, calendar=calendar, soon=soon)


@attrs.frozen(kw_only=True)
class _Heard:
    """What entries say one after another.

    Attributes:
        entry: The last of them.
        before: The last state other than suspended.
        percent: How much is done.
        started_on: First day of the work.
        submitted_on: Day on which the product was sent, as far as that was told.
        finished_on: Last day of the work.
        evidence: What proves it.
        sent_on: Day on which it was first recorded that the product was sent.
        suspended_on: Day from which a decision suspends the work.
    """

    entry: Entry | None = None
    before: State = State.NOT_STARTED
    percent: Percent | None = None
    started_on: date | None = None
    submitted_on: date | None = None
    finished_on: date | None = None
    evidence: str | None = None
    sent_on: date | None = None
    suspended_on: date | None = None

    def then(self, entry: Entry) -> "_Heard":
        """Return what is known once another entry has come."""
        state = entry.state
        is_sent, is_suspended = state in _SENT, state is State.SUSPENDED
        was_sent = self.sent_on is not None
        # What was told of another sending, or of work on the way, says nothing of this one.
        is_blank = state is State.NOT_STARTED
        is_new = is_blank or state is State.RETURNED or (is_sent != was_sent and not is_suspended)
        suspended_on = None
        if is_suspended:
            suspended_on = self.suspended_on or (entry.recorded_on if entry.decision else None)
        sent_on = self.sent_on if is_sent or is_suspended else None
        return _Heard(
            entry=entry,
            before=self.before if is_suspended else state,
            percent=_latest(entry.percent, None if is_blank else self.percent),
            started_on=_latest(entry.started_on, None if is_blank else self.started_on),
            submitted_on=_latest(entry.submitted_on, None if is_new else self.submitted_on),
            finished_on=_latest(entry.finished_on, None if is_new else self.finished_on),
            evidence=_latest(entry.evidence, None if is_new else self.evidence),
            sent_on=sent_on or (entry.recorded_on if is_sent else None),
            suspended_on=suspended_on,
        )

    @property
    def counts_as(self) -> State:
        """The state that it is counted by."""
        if self.suspended_on is not None:
            return State.SUSPENDED
        is_proven = self.before is not State.DONE or (self.evidence or "").strip()
        return self.before if is_proven else State.SUBMITTED


_NOTHING: Final = _Heard()


def _latest(said: Fact | None, before: Fact | None) -> Fact | None:
    return before if said is None else said


def _standing(
    plan: Plan, owed: Obligation, entries: Sequence[Entry], as_of: date, classes: _Classes
) -> Standing:
    """Return where an obligation stands, given the entries about it that count."""
    if owed.withdrawn is not None:
        as_of = min(as_of, owed.withdrawn.on)
    heard = _NOTHING
    for entry in in_time(entries) if len(entries) > 1 else entries:
        heard = heard.then(entry)
    counts_as = heard.counts_as
    is_done = counts_as is State.DONE
    judged_on = _judged_on(heard, counts_as) or as_of
    owes = is_done or owed.withdrawn is None
    due = owed.due_on(judged_on)
    return Standing(
        obligation=owed,
        state=State.NOT_STARTED if heard.entry is None else heard.entry.state,
        counts_as=counts_as,
        entry=heard.entry,
        percent=heard.percent,
        started_on=heard.started_on,
        submitted_on=heard.submitted_on,
        finished_on=heard.finished_on,
        evidence=heard.evidence,
        suspended_on=heard.suspended_on,
        done_on=judged_on if is_done else None,
        judged_on=judged_on,
        deadline_class=_class(due, counts_as, judged_on, classes) if owes else None,
        original_class=_class(_first_due(plan, owed, due), counts_as, judged_on, classes)
        if owes
        else None,
    )


def _judged_on(heard: _Heard, counts_as: State) -> date | None:
    """Return the day by which work is judged; None for the day asked about."""
    if counts_as is State.DONE:
        return heard.finished_on or heard.submitted_on or heard.sent_on
    if counts_as is State.SUBMITTED:
        return heard.submitted_on or heard.finished_on or heard.sent_on
    return heard.suspended_on


def _class(due: date | None, counts_as: State, judged_on: date, classes: _Classes) -> DeadlineClass:
    if due is None:
        return DeadlineClass.NO_DEADLINE
    if counts_as is State.DONE:
        return DeadlineClass.DONE_ON_TIME if judged_on <= due else DeadlineClass.DONE_LATE
    if counts_as is State.SUBMITTED:  # nobody has to be reminded of what was sent
        return DeadlineClass.ON_TIME if judged_on <= due else DeadlineClass.OVERDUE
    return classes(due, judged_on)


def _first_due(plan: Plan, owed: Obligation, due: date | None) -> date | None:
    """Return the day on which work was first due from the body that owes it.

    Where nobody put it off, or another body held it then, that is the day by which it is judged.
    """
    if owed.original is None:
        return due
    first = owed.original.day
    if owed.unit is None or owed.uid.endswith(f".{owed.unit}"):  # a member holds its own
        return first
    leads = (held.holder for held in owed.roles if held.role is Role.LEAD and not held.holder.each)
    for lead in leads:
        if lead.who is not None and all(
            body.id != owed.unit for body in plan.standing_for(lead.who, on=first)
        ):
            return due
    return first
