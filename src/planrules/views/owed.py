"""What is owed, and where it stands, as tables."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from planrules.model.calendar import Certainty
from planrules.model.obligations import Obligations
from planrules.model.standing import Standings
from planrules.timing.calendars import calendar_of
from planrules.tracking.standings import standings
from planrules.views.columns import Cells, Columns, number

#: Columns of the command line's CSV.
OBLIGATIONS: Final[Columns] = {
    "uid": str,
    "task": str,
    "clause": str,
    "title": str,
    "kind": str,
    "unit": str,
    "unit_name": str,
    "ownerless": str,
    "period": str,
    "opens": date,
    "closes": date,
    "nominal_due": date,
    "due": date,
    "deadline_class": str,
    "assumed": bool,
    "certainty": str,
    "revision": int,
    "withdrawn_on": date,
}
#: What was recorded besides.
STANDINGS: Final[Columns] = {
    "uid": str,
    "task": str,
    "clause": str,
    "title": str,
    "kind": str,
    "unit": str,
    "unit_name": str,
    "period": str,
    "due": date,
    "original_due": date,
    "state": str,
    "counts_as": str,
    "deadline_class": str,
    "original_class": str,
    "percent": str,
    "started_on": date,
    "submitted_on": date,
    "finished_on": date,
    "suspended_on": date,
    "done_on": date,
    "evidence": str,
    "recorded_on": date,
    "recorded_by": str,
    "official": bool,
    "withdrawn_on": date,
}


def obligations_cells(obligations: Obligations, _: str | None) -> Iterator[Cells]:
    """Yield the rows of obligations, by what was recorded beside their plan."""
    plan, as_of = obligations.plan, obligations.as_of
    calendar = calendar_of(plan, known_on=as_of)
    for one in standings(obligations, plan.ledger, as_of=as_of, calendar=calendar):
        owed = one.obligation
        deadline = owed.deadline
        yield (
            owed.uid,
            owed.task.id,
            owed.task.clause,
            owed.task.title,
            owed.kind.value,
            owed.unit,
            owed.unit and plan.body(owed.unit).name,
            owed.ownerless and owed.ownerless.value,
            owed.period,
            owed.opens,
            owed.closes,
            deadline.nominal if deadline else None,
            owed.due,
            one.deadline_class and one.deadline_class.value,
            owed.is_assumed,
            (deadline.certainty if deadline else Certainty.ANNOUNCED).value,
            owed.revision,
            owed.withdrawn.on if owed.withdrawn else None,
        )


def standings_cells(found: Standings, _: str | None) -> Iterator[Cells]:
    """Yield the rows of standings."""
    for one in found:
        owed, entry = one.obligation, one.entry
        yield (
            owed.uid,
            owed.task.id,
            owed.task.clause,
            owed.task.title,
            owed.kind.value,
            owed.unit,
            owed.unit and found.plan.body(owed.unit).name,
            owed.period,
            owed.due,
            owed.original.day if owed.original else None,
            one.state.value,
            one.counts_as.value,
            one.deadline_class and one.deadline_class.value,
            one.original_class and one.original_class.value,
            number(one.percent),
            one.started_on,
            one.submitted_on,
            one.finished_on,
            one.suspended_on,
            one.done_on,
            one.evidence,
            entry.recorded_on if entry else None,
            entry.recorded_by if entry else None,
            one.is_official,
            owed.withdrawn.on if owed.withdrawn else None,
        )
