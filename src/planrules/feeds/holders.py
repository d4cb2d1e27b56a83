"""Who held work before, and who held it next: bodies end, and amendments and edits pass work on."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

import attrs

from planrules.feeds.event import NOBODY, Event
from planrules.model.obligation import Obligation
from planrules.model.standing import Standing


@attrs.frozen
class Predecessor:
    """That a body owed what was withdrawn, and other work took its place.

    Attributes:
        on: First day on which it owed that no longer.
        unit: Id of the body.
        is_draft: Whether a draft alone withdrew it.
    """

    on: date
    unit: str
    is_draft: bool


def predecessors(obligations: Iterable[Obligation], /) -> dict[str, list[Predecessor]]:
    """Return by uid of work who owed what was withdrawn and whose place it takes, in order.

    Args:
        obligations: All that is owed or withdrawn.
    """
    found: dict[str, list[Predecessor]] = {}
    for owed in obligations:
        gone = owed.withdrawn
        if gone is not None and owed.unit is not None:
            for uid in gone.successors:
                found.setdefault(uid, []).append(Predecessor(gone.on, owed.unit, gone.is_draft))
    for ended in found.values():
        ended.sort(key=attrgetter("on"))
    return found


def next_holder(event: Event, one: Standing | None, day: date, /) -> str | None:
    """Return who held work from a day on, or ``NOBODY``: the next that is known to have left it.

    Where nobody has left it since, that is whoever holds it; the last one known, where that one
    has ended.

    Args:
        event: The event of the work.
        one: The work as it stands; None where the plan has it no more.
        day: The day.
    """
    left = list(event.former)
    if one is not None:
        left += [(passage.unit, passage.on) for passage in one.obligation.passed]
    later = [(on, unit == NOBODY, unit) for unit, on in left if on > day]
    return min(later)[2] if later else event.unit
