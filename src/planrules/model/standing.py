"""Where what a body owes stands on a day: what was recorded of it, and what follows from that."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

import attrs

from planrules.model.ledger import Entry, Percent
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.progress import DeadlineClass, State
from planrules.model.selection import Selection
from planrules.model.task import TaskKind


@attrs.frozen(kw_only=True)
class Standing:
    """What was recorded of an obligation up to a day, and where it stands against its deadline.

    Of one that is withdrawn it says how things were when it was, whenever that was recorded.

    Attributes:
        obligation: What is owed.
        state: Its state as it was recorded; not started where nothing was.
        counts_as: The state that it is counted by: what is *done* without evidence counts as
            submitted, what is *suspended* without a decision as it did before.
        entry: The entry that counts; None where there is none.
        percent: How much is done, as it was recorded last.
        started_on: First day of the work, as it was recorded last.
        submitted_on: Day on which the product was sent; None once it was returned.
        finished_on: Last day of the work; None once it was returned.
        evidence: What proves the work; None once it was returned.
        suspended_on: Day from which a decision suspends it; None while none does.
        done_on: Day on which it was done; None where it does not count as done.
        judged_on: Day by which it is judged: on which it was done, sent or suspended, else the day
            asked about.
        deadline_class: Where it stands against the deadline that held on that day; None where
            nothing is owed any more. What was sent is on time or overdue by the day on which it was
            sent.
        original_class: The same against its deadline before anybody put it off. It is the deadline
            class where an earlier holder missed the first one.
    """

    obligation: Obligation
    state: State = State.NOT_STARTED
    counts_as: State = State.NOT_STARTED
    entry: Entry | None = None
    percent: Percent | None = None
    started_on: date | None = None
    submitted_on: date | None = None
    finished_on: date | None = None
    evidence: str | None = None
    suspended_on: date | None = None
    done_on: date | None = None
    judged_on: date
    deadline_class: DeadlineClass | None
    original_class: DeadlineClass | None

    @property
    def is_official(self) -> bool:
        """Whether it may enter an official rate: nothing of it is assumed or comes from a draft."""
        return self.obligation.is_official

    @property
    def is_counted(self) -> bool:
        """Whether it belongs to any total.

        What is withdrawn does not, unless its body had done it by then. Standing work does not.
        """
        return self.deadline_class is not None and self.obligation.kind is not TaskKind.STANDING

    @property
    def judged_due(self) -> date | None:
        """The deadline by which it is judged, inclusive: the one that held on ``judged_on``."""
        return self.obligation.due_on(self.judged_on)

    @property
    def former_due(self) -> date | None:
        """The deadline by which it is judged, where another one holds by now; else None."""
        due = self.judged_due
        is_judged = self.deadline_class is not None
        return due if is_judged and due != self.obligation.due else None

    @property
    def is_extended(self) -> bool:
        """Whether its deadline was put off."""
        return self.obligation.original is not None

    @property
    def unit(self) -> str | None:
        """Id of the body that owes it; None where nobody in particular does."""
        return None if self.obligation.ownerless is not None else self.obligation.unit


class Standings(Selection[Standing]):
    """Where everything that is owed under a plan stands on a day: a tuple of standings.

    Attributes:
        unmatched: Entries recorded by the day that are about nothing that is owed, in the order in
            which they count; a part of the standings has none.
    """

    unmatched: tuple[Entry, ...]

    def __new__(
        cls,
        items: Iterable[Standing] = (),
        /,
        *,
        plan: Plan,
        as_of: date,
        unmatched: Iterable[Entry] = (),
    ) -> Self:
        """Make one; the items are those of any plan and day that the caller vouches for."""
        made = super().__new__(cls, items, plan=plan, as_of=as_of)
        vars(made).update(unmatched=tuple(unmatched))
        return made

    def __reduce__(self) -> tuple[Any, ...]:  # what pickle asks for is a tuple of anything
        return _remade, (tuple(self), self.plan, self.as_of, self.unmatched)

    def of(
        self,
        *,
        unit: str | None = None,
        task: str | None = None,
        state: State | None = None,
        deadline_class: DeadlineClass | None = None,
    ) -> Self:
        """Return the standings to which everything that is given applies, in their order.

        Args:
            unit: Id of the body that owes it, the last one known where nobody in particular does.
            task: Id of the task.
            state: The state that it is counted by.
            deadline_class: Where it stands against its deadline.

        Raises:
            UnknownIdError: If the plan has no such body or row.
        """
        found: tuple[Standing, ...] | list[Standing] = self
        if unit is not None:
            self.plan.body(unit)
            found = [one for one in found if one.obligation.unit == unit]
        if task is not None:
            self.plan.row(task)
            found = [one for one in found if one.obligation.task.id == task]
        if state is not None:
            found = [one for one in found if one.counts_as is state]
        if deadline_class is not None:
            found = [one for one in found if one.deadline_class is deadline_class]
        return self.only(found)


def _remade(
    items: tuple[Standing, ...], plan: Plan, as_of: date, unmatched: tuple[Entry, ...]
) -> Standings:
    return Standings(items, plan=plan, as_of=as_of, unmatched=unmatched)
