"""The command that tells how far indicators are: ``indicators``."""

from datetime import date
from pathlib import Path

import click

from planrules.cli import options, terminal
from planrules.cli.bodies import refuse_unit
from planrules.cli.commands import main, plan_on

_REPORTING = {
    "vi": "các đơn vị có trong phạm vi chỉ tiêu ngày {day}: {ids}",
    "en": "bodies in the scope of indicators on {day}: {ids}",
}


@main.command()
@options.plan_path
@options.as_of
@options.drafts
@click.option("--unit", metavar="ID", help="Chỉ của đơn vị này. / Only what this body reports on.")
@click.option("--detail", is_flag=True, help="Thêm từng đơn vị. / Add a row for each body.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "markdown", "csv"]),
    default="text",
    help="Dạng kết quả. / Form of the output.",
)
@options.language
def indicators(
    path: Path,
    *,
    as_of: date,
    drafts: tuple[str, ...],
    unit: str | None,
    detail: bool,
    output: str,
    language: str,
) -> None:
    """Tổng hợp kết quả thực hiện chỉ tiêu. / Roll measurements up into how far indicators are.

    Dạng json luôn có từng đơn vị. / JSON always holds each body.
    """
    from planrules.reports import indicator_table
    from planrules.reports import indicators as sheets
    from planrules.tracking.indicators import indicator_progress

    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        found = indicator_progress(plan, plan.ledger, as_of=as_of)
    if unit is not None:
        if all(body.id != unit for body in plan.units):
            reporting = (part.unit for one in found for part in one.parts)
            others = _REPORTING[language]
            refuse_unit(plan, unit, as_of=as_of, others=others, ids=reporting, language=language)
        found = found.of(unit=unit)
    if output == "json":
        terminal.write_json(sheets.indicators_data(found, language=language))
    elif output == "csv":
        text = sheets.bodies_csv(found, unit=unit) if detail else sheets.indicators_csv(found)
        click.echo(text, nl=False)
    elif output == "markdown":
        text = indicator_table.indicators_markdown(
            found, language=language, detail=detail, unit=unit
        )
        click.echo(text, nl=False)
    else:
        terminal.write(
            indicator_table.indicators_lines(
                found,
                language=language,
                detail=detail,
                unit=unit,
                style=terminal.style,
                width=terminal.width(),
            )
        )
