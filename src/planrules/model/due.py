"""A deadline as it is stated and as it falls."""

from datetime import date

import attrs

from planrules.model.calendar import Certainty
from planrules.model.task import DayOff


@attrs.frozen(kw_only=True)
class Due:
    """A deadline, inclusive.

    Attributes:
        nominal: The day that the plan states, or that follows from what it states.
        day: The day on which it falls, once a day off has moved it.
        field: The field that states it: ``due``, ``on``, ``deadline_from``, ``due_after_close``, or
            ``every`` where that alone does; ``extension`` where somebody has put it off.
        policy: What the plan says of deadlines on days off.
        base: Id of the task that it counts from; None where it counts from no other.
        base_day: The day from which a term runs, itself not counted; None for no term.
        certainty: How sure the working days are that it was reckoned by.
        is_assumed: Whether anything that it follows from is only assumed.
    """

    nominal: date
    day: date
    field: str
    policy: DayOff | None = None
    base: str | None = None
    base_day: date | None = None
    certainty: Certainty = Certainty.ANNOUNCED
    is_assumed: bool = False
