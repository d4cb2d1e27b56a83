"""Which obligation a record is about: the same for what is counted and for what may be recorded."""

from collections.abc import Mapping

from planrules.model.ledger import Extension, OfWork
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan


def uids_of(plan: Plan, record: OfWork, /) -> tuple[str, str]:
    """Return the uid of what the body of a record owes, and of what one body owes for all.

    Args:
        plan: The plan.
        record: The record.
    """
    base = f"{plan.id}.{record.task}.{record.period}"
    return f"{base}.{record.unit}", base


def about(plan: Plan, record: OfWork, owed: Mapping[str, Obligation], /) -> Obligation | None:
    """Return what a record is about; None where it is about nothing that is owed.

    That is ``PLAN.TASK.PERIOD.UNIT``, else ``PLAN.TASK.PERIOD``: the first of them that was owed on
    the day of which the record tells. Work that was done before either was owed is about the first
    that is not withdrawn by that day: it was done ahead of its time.

    Args:
        plan: The plan.
        record: The record.
        owed: By uid, everything that is owed as it is known, what is withdrawn included.
    """
    found = [owed[uid] for uid in uids_of(plan, record) if uid in owed]
    day = record.day
    for one in found:
        if one.was_owed_on(day) or _counts_for(record, one):
            return one
    return next((one for one in found if not one.is_over(day)), None)


def _counts_for(record: OfWork, one: Obligation) -> bool:
    """Return whether an extension has put something off, though that withdrew it on the day."""
    return isinstance(record, Extension) and any(given is record for given in one.extensions)
