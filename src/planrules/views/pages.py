"""What a notebook shows of a value: one page for each class."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from planrules.assessment import Assessment
from planrules.comparison import Difference
from planrules.model.calendar import Certainty
from planrules.model.finding import Finding
from planrules.model.findings import Findings
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.plan import Language, Plan
from planrules.model.selection import Selection
from planrules.model.standing import Standings
from planrules.model.what_if import what_if_lines
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.clarity import ClarityTable
from planrules.rules.labels import AS_OF, nothing_found, say
from planrules.rules.wording import ASSUMED, PROJECTED
from planrules.schedule.rows import ScheduledTasks
from planrules.schedule.timetable import Schedule
from planrules.tracking.progress import Indicators
from planrules.tracking.status import Status
from planrules.views import markup
from planrules.views.clarity import clarity_part
from planrules.views.difference import difference_part
from planrules.views.findings import findings_part, one_finding, summary_part
from planrules.views.gantt import gantt
from planrules.views.indicators import indicators_part
from planrules.views.markup import Markup
from planrules.views.obligations import obligations_part, standings_part
from planrules.views.plan import plan_part
from planrules.views.records import language_of, table_of
from planrules.views.status import status_part
from planrules.views.timetable import head_part, rows_part

_CLARITY = Text("Bảng 6 rõ", "The 6 items that must be clear")
_ALL = Text("Nội dung cần rà soát ({count})", "Findings ({count})")
_ROWS = Text("Bảng tiến độ ({count} dòng)", "Table ({count} rows)")


def page(value: object, /) -> str:
    """Return the page of a value, in the language of its plan.

    Args:
        value: A plan, an assessment, a finding, a schedule, or a selection of things that are said
            of a plan.

    Raises:
        TypeError: If it is nothing of these.
    """
    if isinstance(value, Finding):  # knows no plan that would say in which language
        return str(markup.page(one_finding(value, CATALOGUE, Language.VI)))
    for kind, parts in _PARTS.items():
        if isinstance(value, kind):
            plan = value if isinstance(value, Plan) else value.plan
            language = language_of(plan)
            told = (markup.element("p", line) for line in what_if_lines(plan, language))
            return str(markup.page(*told, *parts(value, language)))
    message = f"{type(value).__name__} has no page"
    raise TypeError(message)


def line(value: object, /) -> str:
    """Return what a console shows of a value, whose whole content would fill many screens.

    Args:
        value: Whatever has a page.
    """
    kind = type(value).__name__
    match value:
        case Plan():
            return f"<{kind} {value.id}: {len(value.tasks)} tasks>"
        case Finding():
            subject = value.subject
            return f"<{kind} {value.code} {subject.kind} {subject.id}: {value.severity}>"
        case Selection():
            count = f"{len(value)}"
        case Assessment():
            count = f"{len(value.findings)} findings"
        case Schedule():
            count = f"{len(value.tasks)} rows"
        case Status():
            count = f"{len(value.standings)} obligations"
        case Difference():
            count = f"{len(table_of(value, language=None).records)} rows"
        case _:
            message = f"{kind} has no page"
            raise TypeError(message)
    return f"<{kind} {value.plan.id} {value.as_of}: {count}>"


def drawing(value: object, /, *, language: str | None) -> str:
    """Return the drawing of a value.

    Args:
        value: A schedule.
        language: ``vi`` or ``en``; without it, the plan's.

    Raises:
        TypeError: If it is no schedule.
    """
    if not isinstance(value, Schedule):
        message = f"{type(value).__name__} can't be drawn"
        raise TypeError(message)
    return str(gantt(value, language_of(value.plan, language)))


def _assessment(assessment: Assessment, language: str) -> list[Markup]:
    day = shown(assessment.as_of, language)
    return [
        markup.element("h3", assessment.plan.title),
        markup.element("p", say(AS_OF, language).format(day=day)),
        summary_part(assessment, language),
        markup.folded(say(_CLARITY, language), *clarity_part(assessment.clarity, language)),
        markup.folded(
            say(_ALL, language).format(count=len(assessment.unwaived)),
            *findings_part(
                assessment.findings,
                assessment.rules,
                language,
                nothing=nothing_found(assessment.counts, known=len(assessment.known)),
            ),
            is_open=True,
        ),
    ]


def _findings(findings: Findings, language: str) -> list[Markup]:
    return findings_part(findings, CATALOGUE, language)


def _obligations(obligations: Obligations, language: str) -> list[Markup]:
    return [*obligations_part(obligations, language), *_owed_marks(obligations, language)]


def _standings(standings: Standings, language: str) -> list[Markup]:
    owing = [one.obligation for one in standings]
    return [*standings_part(standings, language), *_owed_marks(owing, language)]


def _owed_marks(obligations: Sequence[Obligation], language: str) -> list[Markup]:
    return [
        *_marks(
            {owed.deadline.certainty for owed in obligations if owed.deadline},
            language,
            is_assumed=any(owed.is_assumed for owed in obligations),
        ),
    ]


def _schedule(schedule: Schedule, language: str) -> list[Markup]:
    rows = schedule.tasks
    parts = head_part(schedule, language)
    if rows:
        drawn = gantt(schedule, language)
        parts += [
            markup.element("div", drawn, class_="drawing"),
            markup.folded(
                say(_ROWS, language).format(count=len(rows)), *_scheduled(rows, language)
            ),
        ]
    return parts


def _scheduled(rows: ScheduledTasks, language: str) -> list[Markup]:
    return [
        *rows_part(rows, language),
        *_marks(
            {row.certainty for row in rows},
            language,
            is_assumed=any(row.is_assumed for row in rows),
        ),
    ]


def _marks(certainties: set[Certainty], language: str, *, is_assumed: bool) -> list[Markup]:
    """Return what the marks behind dates mean, those alone that are there."""
    notes = [f"* {say(ASSUMED, language)}"] if is_assumed else []
    if Certainty.PROJECTED in certainties:
        notes.append(f"~ {say(PROJECTED, language)}")
    return [markup.element("p", "; ".join(notes), class_="faint")] if notes else []


#: By class, what its page holds; each takes the class it stands by.
_PARTS: Final[dict[type[Any], Callable[[Any, str], list[Markup]]]] = {
    Plan: plan_part,
    Assessment: _assessment,
    Findings: _findings,
    Obligations: _obligations,
    Standings: _standings,
    ClarityTable: clarity_part,
    Indicators: indicators_part,
    Schedule: _schedule,
    ScheduledTasks: _scheduled,
    Difference: difference_part,
    Status: status_part,
}
