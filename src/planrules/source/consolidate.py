"""A plan as its amendments have left it on a day."""

from collections.abc import Collection, Iterable
from datetime import date

from planrules.errors import IssuedAmendmentError, PlanFault, PlanFileError, UnknownDraftError
from planrules.model.amendment import ids_of
from planrules.model.plan import Plan
from planrules.text import nearest


def consolidate(plan: Plan, /, *, as_of: date, drafts: Collection[str] = ()) -> Plan:
    """Return a plan as it is on a day: issued amendments applied, and the drafts that are named.

    An amendment counts from the later of its day of issue and its first day in force. Nothing that
    counts only later changes anything. Nothing is deleted: what has ended stays, with its last day.

    Args:
        plan: The plan as it was loaded. One that was consolidated already for the day stays as it
            is; for another day, or with other drafts, it is the plan as issued that is amended.
        as_of: The day.
        drafts: Ids of drafts that are to count as if they held, from their own days on; for a plan
            that was consolidated already, those that were named then unless others are.

    Returns:
        The plan; the very same one where no amendment counts. Its ``lineage`` tells what came from
        where.

    Raises:
        TypeError: If ``drafts`` is one text: a single draft stands in a list, too.
        ValueError: If the plan was changed by other means since it was consolidated, and is asked
            for on another day or with other drafts: the change would be lost.
        UnknownDraftError: If there is no such draft among the amendments; an
            ``IssuedAmendmentError`` where it is one that is issued.
        PlanFileError: With every place where a draft does not fit what it is to change.
    """
    lineage = plan.lineage
    asked = ids_of(drafts)
    if lineage is not None:
        if as_of == lineage.as_of and (not asked or asked == lineage.named):
            return plan
        if plan != lineage.versions[-1].plan:
            message = "the plan was changed since it was consolidated; change it before"
            raise ValueError(message)
        drafts = drafts or lineage.named
        plan = lineage.versions[0].plan
    known = [one.id for one in plan.amendments if one.is_draft]
    issued = {one.id for one in plan.amendments if not one.is_draft}
    for name in drafts:
        if name in issued:
            raise IssuedAmendmentError(name)
        if name not in known:
            raise UnknownDraftError(name, nearest(name, known))
    if not plan.amendments:
        return plan
    from planrules.model.consolidation import consolidation
    from planrules.source.amending import dangling, faults_of, rings, with_places

    made = consolidation(plan, plan.amendments, as_of=as_of, drafts=drafts)
    _stop(faults_of(plan, made))
    if made.plan.lineage is None:
        return plan
    found = with_places(plan, made.plan)
    if drafts:
        _stop([*dangling(plan, found), *rings(found)])
    return found


def _stop(faults: Iterable[PlanFault]) -> None:
    faults = list(faults)
    if faults:
        raise PlanFileError(faults, references_checked=True)
