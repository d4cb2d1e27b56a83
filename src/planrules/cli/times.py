"""The commands that reckon with time: ``schedule``, ``obligations`` and ``status``."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from planrules.cli import options, terminal
from planrules.cli.bodies import refuse_unit
from planrules.cli.commands import main, plan_on
from planrules.cli.terminal import UNREADABLE, refuse
from planrules.errors import NoStartError, OutOfCalendarError, PlanFault
from planrules.text import printable

if TYPE_CHECKING:
    from planrules.model.obligation import Obligation
    from planrules.model.plan import Plan
    from planrules.model.standing import Standings
    from planrules.reports.status import StatusForm

_table = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help="Dạng kết quả. / Form of the output.",
)
_OWING = {"vi": "các cơ quan có đầu việc: {ids}", "en": "bodies that owe something: {ids}"}
_BACKWARDS = {
    "vi": "--from {first} sau --to {last}; cần ngày đầu không muộn hơn ngày cuối",
    "en": "--from {first} lies after --to {last}; expected the first day first",
}


@main.command()
@options.plan_path
@options.as_of
@options.drafts
@click.option(
    "--by",
    type=click.Choice(["task", "unit"]),
    default="task",
    help="Theo nhiệm vụ hay từng cơ quan. / One row for each task, or for each body.",
)
@_table
@options.language
def schedule(
    path: Path, *, as_of: date, drafts: tuple[str, ...], by: str, output: str, language: str
) -> None:
    """Lập tiến độ, đường găng. / Work out early and late dates and the critical path."""
    from planrules.reports.timetable import schedule_csv, schedule_data, schedule_lines
    from planrules.rules.times import Times
    from planrules.schedule.cpm import critical_path

    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        try:
            actuals = Times(plan, as_of).actuals
            found = critical_path(plan, as_of=as_of, by=by, actuals=actuals)
            if output == "json":
                text: object = schedule_data(found)
            elif output == "csv":
                text = schedule_csv(found)
            else:
                style, width = terminal.style, terminal.width()
                text = list(schedule_lines(found, language=language, style=style, width=width))
        except (NoStartError, OutOfCalendarError) as error:
            refuse_time(plan, error, language)
    terminal.write_found(text)


@main.command()
@options.plan_path
@options.as_of
@options.drafts
@click.option("--unit", metavar="ID", help="Chỉ của cơ quan này. / Only what this body owes.")
@click.option(
    "--from", "first", type=options.Day(), help="Đến hạn từ ngày. / Due on this day or later."
)
@click.option("--to", "last", type=options.Day(), help="Đến hạn chậm nhất ngày. / Due by this day.")
@_table
@options.language
def obligations(
    path: Path,
    *,
    as_of: date,
    drafts: tuple[str, ...],
    unit: str | None,
    first: date | None,
    last: date | None,
    output: str,
    language: str,
) -> None:
    """Liệt kê đầu việc của từng cơ quan. / List what each body owes, and by when.

    Có --from hoặc --to thì bỏ việc không thời hạn. / With --from or --to, only what has a deadline.
    """
    from planrules.reports.duties import obligations_csv, obligations_data, obligations_lines

    if first and last and first > last:
        refuse(_BACKWARDS[language].format(first=first, last=last))
    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        found = _standings(plan, as_of, unit, language)
        wanted = found.only(one for one in found if _is_wanted(one.obligation, unit, first, last))
        if output == "text":
            style = terminal.style
            text: object = list(
                obligations_lines(wanted, among=found, language=language, style=style)
            )
        else:
            data = obligations_data(wanted, language=language)
            text = data if output == "json" else obligations_csv(data)
    terminal.write_found(text)


@main.command()
@options.plan_path
@options.as_of
@options.drafts
@click.option(
    "--unit", metavar="ID", help="Phiếu nhắc việc của cơ quan này. / What this body has to do."
)
@click.option("--detail", is_flag=True, help="Kèm từng đầu việc. / List each obligation.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "markdown", "html", "csv"]),
    default="text",
    help="Dạng kết quả. / Form of the output.",
)
@options.language
def status(
    path: Path,
    *,
    as_of: date,
    drafts: tuple[str, ...],
    unit: str | None,
    detail: bool,
    output: "StatusForm",
    language: str,
) -> None:
    """Tổng hợp kết quả theo cơ quan, phiếu nhắc việc. / Say what each body has done, and when."""
    from planrules.reports.status import status_lines, status_report

    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        found = _standings(plan, as_of, unit, language)
        if output == "text":
            text: object = status_lines(
                found,
                unit=unit,
                detail=detail,
                language=language,
                style=terminal.style,
                width=terminal.width(),
            )
        else:
            text = status_report(found, form=output, unit=unit, detail=detail, language=language)
    terminal.write_found(text)


def _standings(plan: "Plan", as_of: date, unit: str | None, language: str) -> "Standings":
    """Return where everything stands, or leave with what keeps that from being known.

    Args:
        plan: The plan.
        as_of: The day.
        unit: Id of the body that is asked for; None for all.
        language: Of messages.
    """
    from planrules.rules.times import Times

    times = Times(plan, as_of)
    owing = times.obligations
    if "obligations" in times.faults:
        refuse_time(plan, times.faults["obligations"], language)
    if unit is not None and all(body.id != unit for body in plan.units):
        owers = (owed.unit for owed in owing if owed.unit)
        others = _OWING[language]
        refuse_unit(plan, unit, as_of=as_of, others=others, ids=owers, language=language)
    return times.standings


def _is_wanted(owed: "Obligation", unit: str | None, first: date | None, last: date | None) -> bool:
    """Return whether something is owed by a body and due between two days, where any is given."""
    return (
        unit in {None, owed.unit}
        and (first is None or (owed.due is not None and owed.due >= first))
        and (last is None or (owed.due is not None and owed.due <= last))
    )


def refuse_time(plan: "Plan", error: NoStartError | OutOfCalendarError, language: str) -> NoReturn:
    """Leave with what keeps a plan's dates from being worked out, and where that stands."""
    from planrules.source.places import Places

    code, at = ("SCH001", "starts_on") if isinstance(error, NoStartError) else ("SCH002", "ends_on")
    messages = {language: error.text(language) for language in ("vi", "en")}
    if plan.origin is None:  # pragma: no cover - the command line always reads files
        refuse(messages[language])
    place = Places(plan.origin).place("plan", plan.id, (at,))
    if isinstance(error, OutOfCalendarError) and error.year is None and error.task is not None:
        fields = () if error.field is None else (error.field,)
        place = Places(plan.origin).place("task", error.task, fields)
    fault = PlanFault(place.file, place.line, place.column, code, messages)
    click.echo(printable(fault.text(language)), err=True)
    sys.exit(UNREADABLE)
