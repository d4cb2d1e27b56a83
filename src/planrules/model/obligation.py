"""What one body owes for one task in one period."""

from datetime import date

import attrs

from planrules.model.due import Due
from planrules.model.ledger import Extension
from planrules.model.progress import Ownerless
from planrules.model.responsibility import Responsibility
from planrules.model.task import Task, TaskKind


@attrs.frozen(kw_only=True)
class Withdrawal:
    """Why a body no longer owes what it owed.

    Attributes:
        on: First day on which it no longer does.
        body: Id of the body that ended, or that no longer owes it; None where nobody did.
        successors: The uids of the obligations that take its place; empty where nothing came after.
        amendment: Id of the amendment that withdrew it; None where a body ended.
        is_draft: Whether a draft alone withdraws it: without drafts the body owes it still.
    """

    on: date
    body: str | None
    successors: tuple[str, ...] = ()
    amendment: str | None = None
    is_draft: bool = False


@attrs.frozen
class Passage:
    """That a body held work which another one then came to hold.

    Attributes:
        on: First day on which it no longer held it.
        unit: Id of the body.
    """

    on: date
    unit: str


@attrs.frozen(kw_only=True)
class Obligation:
    """What one body owes for one task in one period: what is due, done, late, and in calendars.

    Attributes:
        uid: ``PLAN.TASK.PERIOD``, with ``.MEMBER`` where each member of a group owes it; it holds
            no date that can move.
        task: The task, with what is assumed in place.
        period: ``2024-09``, ``2024-Q3``, ``2024-H1``, ``2024-9M``, ``2024``, the number of an
            occurrence, or ``once``.
        opens: First day of the period's data; None for work done once.
        closes: Last day of the period's data, inclusive; None for work done once.
        unit: Id of the body that owes it: the last one known where ``ownerless`` says why nobody
            in particular does; None where no body is named at all.
        ownerless: Why nobody in particular owes it; None where exactly one body does.
        passed: The bodies that held it before ``unit`` did, in the order of their days.
        roles: Who does what in the task.
        deadline: When it is due; None for work without a deadline.
        withdrawn: Why the body no longer owes it; None while it does.
        original: Its deadline before anybody put it off, or the work that it counts from; None
            where nobody did.
        extensions: The records that put it off, in the order in which they count.
        deadlines: Where its due day ever moved, from which day on which deadline held, in order;
            None where it had none any more. Empty where it never moved: that a deadline became
            known is no move.
        lapses: Days on which nobody owed it before it was withdrawn: from the first of them to the
            one on which it was owed again, that day not included. Where it came into being after
            the plan, they begin with the first day there is.
        is_assumed: Whether its deadline, its period or its holder is only assumed.
        is_draft: Whether it rests on a draft: without the drafts that were applied the plan does
            not owe it, or not so: on another day, by another body, or withdrawn otherwise.
        revision: How many dated events have changed what is published of it.
        sequence: How many of them changed its due day, its holder or its withdrawal.
        changed_on: The day of the last of them; None where there was none.
    """

    uid: str
    task: Task
    period: str
    opens: date | None = None
    closes: date | None = None
    unit: str | None
    ownerless: Ownerless | None = None
    passed: tuple[Passage, ...] = ()
    roles: tuple[Responsibility, ...] = ()
    deadline: Due | None = None
    withdrawn: Withdrawal | None = None
    original: Due | None = None
    extensions: tuple[Extension, ...] = ()
    deadlines: tuple[tuple[date, Due | None], ...] = ()
    lapses: tuple[tuple[date, date], ...] = ()
    is_assumed: bool = False
    is_draft: bool = False
    revision: int = 0
    sequence: int = 0
    changed_on: date | None = None

    @property
    def kind(self) -> TaskKind:
        """The kind of work."""
        return self.task.kind

    @property
    def is_official(self) -> bool:
        """Whether it may enter an official rate: nothing of it is assumed or comes from a draft."""
        return not self.is_assumed and not self.is_draft

    @property
    def due(self) -> date | None:
        """The day on which it is due, inclusive, once a day off has moved it."""
        return None if self.deadline is None else self.deadline.day

    def due_on(self, day: date, /) -> date | None:
        """Return the day on which it was due by what held on a day.

        Where it had no deadline then, the next one that became known counts.

        Args:
            day: The day.
        """
        if not self.deadlines:
            return self.due
        found: Due | None = None
        for since, deadline in self.deadlines:
            if since <= day or found is None:
                found = deadline
        return None if found is None else found.day

    def is_over(self, day: date, /) -> bool:
        """Return whether it was withdrawn by a day, that day included."""
        return self.withdrawn is not None and self.withdrawn.on <= day

    def was_owed_on(self, day: date, /) -> bool:
        """Return whether it had come into being by a day, and was not withdrawn on it."""
        if self.is_over(day):
            return False
        return not any(first <= day < again for first, again in self.lapses)
