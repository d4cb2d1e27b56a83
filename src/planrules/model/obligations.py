"""Obligations under a plan on a day, and how to choose among them."""

from datetime import date
from typing import Self

from planrules.model.holding import bodies_of
from planrules.model.obligation import Obligation
from planrules.model.selection import Selection


class Obligations(Selection[Obligation]):
    """What is owed under a plan on a day, what is withdrawn included: a tuple of obligations."""

    def of(
        self,
        *,
        unit: str | None = None,
        task: str | None = None,
        due_from: date | None = None,
        due_to: date | None = None,
    ) -> Self:
        """Return the obligations to which everything that is given applies, in their order.

        Args:
            unit: Id of the body that owes them, the last one known where nobody in particular
                does; or of a group: of those that are its members on the day.
            task: Id of the task.
            due_from: Earliest due day, inclusive; leaves out what has no deadline.
            due_to: Latest due day, inclusive; leaves out what has no deadline.

        Raises:
            UnknownIdError: If the plan has no such body or row.
        """
        found: tuple[Obligation, ...] | list[Obligation] = self
        if unit is not None:
            bodies = bodies_of(self.plan, unit, on=self.as_of)
            found = [owed for owed in found if owed.unit in bodies]
        if task is not None:
            self.plan.row(task)
            found = [owed for owed in found if owed.task.id == task]
        if due_from is not None:
            found = [owed for owed in found if owed.due is not None and owed.due >= due_from]
        if due_to is not None:
            found = [owed for owed in found if owed.due is not None and owed.due <= due_to]
        return self.only(found)
