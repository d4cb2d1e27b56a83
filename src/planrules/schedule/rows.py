"""A row of a schedule: early and late dates of a task, its floats, and what drives it."""

from datetime import date

import attrs

from planrules.model.calendar import Certainty
from planrules.model.due import Due
from planrules.model.duration import Duration
from planrules.model.selection import Selection
from planrules.model.task import LinkType


@attrs.frozen(kw_only=True)
class Driver:
    """The link that sets an early date.

    Attributes:
        task: Id of the predecessor.
        unit: Id of the body that does it, where bodies are scheduled each on its own.
        link: Kind of the link.
        lag: Its offset; None for none.
        assumed: Why the link is supposed; None where the document states it.
    """

    task: str
    unit: str | None
    link: LinkType
    lag: Duration | None
    assumed: str | None


@attrs.frozen(kw_only=True)
class Offsets:
    """Early and late start and finish: working days from the plan's start, half-open."""

    early_start: int
    early_finish: int
    late_start: int
    late_finish: int


@attrs.frozen(kw_only=True)
class ScheduledTask:
    """A dated task in the schedule; dates are inclusive, floats are working days.

    A task on a cycle has no dates, and nothing follows from it.

    Attributes:
        id: Id of the task.
        unit: Id of the body that does it, where bodies are scheduled each on its own.
        early_start: The first day on which it can begin.
        early_finish: The last day of its work then.
        late_start: The last day on which it can begin and neither the end of the network nor a
            deadline moves.
        late_finish: The last day of its work then.
        total_float: How far its start, or the end of work that goes on, may slip until then;
            negative where a deadline can't be met; None for work that is done.
        free_float: How far it may slip without moving the early dates of any other task or the end
            of the network; None for work that is done.
        is_critical: Whether its total float is 0 or less.
        driver: The link that sets its early dates; None where something else does.
        held_by: What sets its early dates: ``link``, ``start`` (of the plan), ``not_before``,
            ``on``, ``as_of`` (work not begun by then), ``actual`` or ``cycle``.
        offsets: The four dates as offsets.
        is_assumed: Whether its early dates follow from anything that is only assumed.
        certainty: How sure the working days are by which its dates were reckoned.
        due: Its own deadline.
    """

    id: str
    unit: str | None
    early_start: date | None = None
    early_finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None
    total_float: int | None = None
    free_float: int | None = None
    is_critical: bool = False
    driver: Driver | None = None
    held_by: str
    offsets: Offsets | None = None
    is_assumed: bool = False
    certainty: Certainty = Certainty.ANNOUNCED
    due: Due | None = None


class ScheduledTasks(Selection[ScheduledTask]):
    """Rows of a schedule: a tuple."""
