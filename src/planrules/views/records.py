"""What values are as tables: flat records with the same columns whatever they hold."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

import attrs

from planrules.assessment import Assessment
from planrules.comparison import Difference
from planrules.model.dates import PartialDate
from planrules.model.display import Record
from planrules.model.findings import Findings
from planrules.model.goal import Goal, Indicator
from planrules.model.obligations import Obligations
from planrules.model.plan import Language, Plan
from planrules.model.responsibility import Holder, Role
from planrules.model.row import Row
from planrules.model.standing import Standings
from planrules.model.task import Task
from planrules.rules.clarity import ClarityTable
from planrules.rules.grounds import condition_words
from planrules.rules.rule import Clarity
from planrules.schedule.rows import ScheduledTasks
from planrules.schedule.timetable import Schedule
from planrules.tracking.progress import Indicators
from planrules.tracking.status import Status
from planrules.views.columns import Cells, Columns, number
from planrules.views.difference import COLUMNS as DIFFERENCE
from planrules.views.difference import difference_rows
from planrules.views.indicator_records import INDICATORS, indicator_cells
from planrules.views.owed import OWED, obligations_cells, standings_cells
from planrules.views.status import STATUS, status_cells

_PLAN: Final[Columns] = {
    "kind": str,
    "id": str,
    "clause": str,
    "title": str,
    "serves": str,
    "work": str,
    "lead": str,
    "coordinate": str,
    "starts": date,
    "due": date,
    "every": str,
    "product": str,
    "unit_of_measure": str,
    "baseline": str,
    "target": str,
    "assumed": str,
}
_FINDINGS: Final[Columns] = {
    "code": str,
    "name": str,
    "severity": str,
    "subject_kind": str,
    "subject": str,
    "clause": str,
    "key": str,
    "message": str,
    "help": str,
    "basis": str,
    "file": str,
    "line": int,
    "column": int,
    "conditions": str,
    "covers": str,
    "waived": bool,
    "reason": str,
    "approver": str,
    "official": str,
    "document": str,
    "granted": date,
    "expires": date,
    "fingerprint": str,
}
# Findings, indicators and schedules have the columns of the command line's CSV.
_SCHEDULE: Final[Columns] = {
    "id": str,
    "unit": str,
    "clause": str,
    "title": str,
    "early_start": date,
    "early_finish": date,
    "late_start": date,
    "late_finish": date,
    "total_float": int,
    "free_float": int,
    "critical": bool,
    "driver": str,
    "link": str,
    "lag": str,
    "held_by": str,
    "due": date,
    "assumed": bool,
    "certainty": str,
}
_CLARITY: Final[Columns] = {"task": str, "clause": str, "title": str} | {
    item.name.lower(): str for item in Clarity
}


@attrs.frozen
class Table:
    """Records and their columns.

    Attributes:
        columns: The columns, in order.
        records: The rows; each has all the columns, in order.
    """

    columns: Columns
    records: list[Record]


def language_of(plan: Plan, asked: str | None = None, /) -> str:
    """Return the language to say things in: the one asked for, else the plan's, else ``vi``."""
    return asked or (plan.language or Language.VI).value


def table_of(value: object, /, *, language: str | None) -> Table:
    """Return what a value is as a table.

    Args:
        value: A plan, an assessment (which is the table of its findings), a schedule, or a
            selection of things that are said of a plan.
        language: Language of sentences, ``vi`` or ``en``; without it, the plan's.

    Raises:
        TypeError: If it is nothing of these.
    """
    for kind, (columns, rows) in _TABLES.items():
        if isinstance(value, kind):
            cells = rows(value, language)
            return Table(columns, [dict(zip(columns, row, strict=True)) for row in cells])
    message = f"{type(value).__name__} is no table"
    raise TypeError(message)


def _plan(plan: Plan, _: str | None) -> Iterator[Cells]:
    for stated in plan.rows():
        row = stated.planned()
        yield (
            type(row).__name__.lower(),
            row.id,
            row.clause,
            row.title,
            _ids(_served(row)),
            row.kind.value if isinstance(row, Task) else None,
            _named(_holders(plan, row, Role.LEAD)),
            _named(_holders(plan, row, Role.COORDINATE)),
            _first((row.on or row.not_before) if isinstance(row, Task) else None),
            _last(_due(row)),
            _every(row) if isinstance(row, Task) else None,
            _texts(row.product) if isinstance(row, Task) else None,
            row.unit_of_measure if isinstance(row, Indicator) else None,
            number(row.baseline) if isinstance(row, Indicator) else None,
            number(row.target) if isinstance(row, Indicator) else None,
            _ids(assumption.field for assumption in row.assumed),
        )


def _served(row: Row) -> tuple[str, ...]:
    if isinstance(row, Indicator):
        return (row.goal,) if row.goal else ()
    served: tuple[str, ...] = getattr(row, "serves", ())
    return served


def _holders(plan: Plan, row: Row, role: Role) -> Iterable[Holder]:
    if isinstance(row, Task):
        return [held.holder for held in plan.responsibilities(row) if held.role is role]
    named: tuple[Holder, ...] = getattr(row, role, ())
    return named


def _named(holders: Iterable[Holder]) -> str | None:
    return _texts(holder.who or holder.text or holder.official or "" for holder in holders)


def _due(row: Row) -> PartialDate | None:
    if isinstance(row, Task):
        return row.due or row.on
    return row.by if isinstance(row, Goal | Indicator) else None


def _every(task: Task) -> str | None:
    if task.every is None:
        return None
    return task.every.rrule or _ids(task.every.rhythms) or "unstated"


def _findings(findings: Findings, language: str | None) -> Iterator[Cells]:
    language = language_of(findings.plan, language)
    for finding in findings:
        subject, place, waiver = finding.subject, finding.place, finding.waiver
        yield (
            finding.code,
            finding.name,
            finding.severity.value,
            subject.kind,
            subject.id,
            subject.clause,
            finding.key,
            finding.message.text(language),
            finding.help.text(language),
            finding.basis,
            place.file if place else None,
            place.line if place else None,
            place.column if place else None,
            _texts(condition_words(condition, language) for condition in finding.conditions),
            _ids(finding.covers),
            waiver is not None,
            waiver.reason if waiver else None,
            waiver.approver if waiver else None,
            waiver.official if waiver else None,
            waiver.document if waiver else None,
            waiver.granted if waiver else None,
            waiver.expires if waiver else None,
            finding.fingerprint,
        )


def _assessment(assessment: Assessment, language: str | None) -> Iterator[Cells]:
    return _findings(assessment.findings, language)


def _scheduled(rows: ScheduledTasks, _: str | None) -> Iterator[Cells]:
    for row in rows:
        task, driver = rows.plan.row(row.id), row.driver
        yield (
            row.id,
            row.unit,
            task.clause,
            task.title,
            row.early_start,
            row.early_finish,
            row.late_start,
            row.late_finish,
            row.total_float,
            row.free_float,
            row.is_critical,
            driver.task if driver else None,
            driver.link.value if driver else None,
            f"{driver.lag.amount:+}{driver.lag.unit}" if driver and driver.lag else None,
            row.held_by,
            row.due.day if row.due else None,
            row.is_assumed,
            row.certainty.value,
        )


def _schedule(schedule: Schedule, language: str | None) -> Iterator[Cells]:
    return _scheduled(schedule.tasks, language)


def _clarity(table: ClarityTable, _: str | None) -> Iterator[Cells]:
    for row in table:
        cells = (row.cells.get(item) for item in Clarity)
        yield (
            row.task.id,
            row.task.clause,
            row.task.title,
            *(None if cell is None else cell.value for cell in cells),
        )


def _ids(ids: Iterable[str]) -> str | None:
    return ", ".join(ids) or None


def _texts(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def _difference(difference: Difference, language: str | None) -> Iterator[Cells]:
    return difference_rows(difference, language_of(difference.plan, language))


def _first(day: PartialDate | None) -> date | None:
    return None if day is None else day.first


def _last(day: PartialDate | None) -> date | None:
    return None if day is None else day.last


#: By class, the columns of its table and what yields the rows; each takes the class it stands by.
_TABLES: Final[dict[type[object], tuple[Columns, Callable[[Any, str | None], Iterator[Cells]]]]] = {
    Plan: (_PLAN, _plan),
    Assessment: (_FINDINGS, _assessment),
    Findings: (_FINDINGS, _findings),
    Obligations: (OWED, obligations_cells),
    Standings: (OWED, standings_cells),
    Schedule: (_SCHEDULE, _schedule),
    ScheduledTasks: (_SCHEDULE, _scheduled),
    ClarityTable: (_CLARITY, _clarity),
    Indicators: (INDICATORS, indicator_cells),
    Difference: (DIFFERENCE, _difference),
    Status: (STATUS, status_cells),
}
