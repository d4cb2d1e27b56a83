"""What is owed, and where it stands, as a table."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from planrules.model.calendar import Certainty
from planrules.model.obligations import Obligations
from planrules.model.standing import Standings
from planrules.timing.calendars import calendar_of
from planrules.tracking.standings import standings
from planrules.views.columns import Cells, Columns, number

#: The columns of the command line's CSV, and why nobody may owe it.
OWED: Final[Columns] = {
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
    "state": str,
    "deadline_class": str,
    "assumed": bool,
    "certainty": str,
    "revision": int,
    "withdrawn_on": date,
    "counts_as": str,
    "percent": str,
    "started_on": date,
    "submitted_on": date,
    "finished_on": date,
    "suspended_on": date,
    "done_on": date,
    "evidence": str,
    "recorded_on": date,
    "original_due": date,
    "original_class": str,
    "official": bool,
    "judged_due": date,
}


def obligations_cells(obligations: Obligations, language: str | None) -> Iterator[Cells]:
    """Yield the rows of obligations, by what was recorded beside their plan."""
    plan, as_of = obligations.plan, obligations.as_of
    calendar = calendar_of(plan, known_on=as_of)
    found = standings(obligations, plan.ledger, as_of=as_of, calendar=calendar)
    return standings_cells(found, language)


def standings_cells(found: Standings, _: str | None) -> Iterator[Cells]:
    """Yield the rows of standings."""
    for one in found:
        owed = one.obligation
        deadline = owed.deadline
        yield (
            owed.uid,
            owed.task.id,
            owed.task.clause,
            owed.task.title,
            owed.kind.value,
            owed.unit,
            owed.unit and found.plan.body(owed.unit).name,
            owed.ownerless and owed.ownerless.value,
            owed.period,
            owed.opens,
            owed.closes,
            deadline.nominal if deadline else None,
            owed.due,
            one.state.value,
            one.deadline_class and one.deadline_class.value,
            owed.is_assumed,
            (deadline.certainty if deadline else Certainty.ANNOUNCED).value,
            owed.revision,
            owed.withdrawn.on if owed.withdrawn else None,
            one.counts_as.value,
            number(one.percent),
            one.started_on,
            one.submitted_on,
            one.finished_on,
            one.suspended_on,
            one.done_on,
            one.evidence,
            one.entry.recorded_on if one.entry else None,
            owed.original.day if owed.original else None,
            one.original_class and one.original_class.value,
            one.is_official,
            one.former_due,
        )
