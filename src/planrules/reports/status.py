"""The forms in which the status of a plan can be had as one text."""

import json
from typing import Final, Literal, get_args

import attrs

from planrules.model.standing import Standings
from planrules.model.what_if import what_if_lines
from planrules.reports.paper import Paper
from planrules.reports.text import Style, plain
from planrules.tracking.status import status_of

StatusForm = Literal["text", "json", "markdown", "html", "csv"]

#: Every form.
FORMS: Final[tuple[StatusForm, ...]] = get_args(StatusForm)


def status_report(
    standings: Standings,
    /,
    *,
    form: StatusForm,
    unit: str | None = None,
    detail: bool = False,
    language: str = "vi",
) -> str:
    """Return the status of a plan as one text: what ``planrules status --format`` prints.

    Args:
        standings: Where everything that is owed stands.
        form: ``text``, ``json``, ``markdown``, ``html`` or ``csv``.
        unit: Id of a body, for its *phiếu nhắc việc* instead of the table of all.
        detail: Whether to list each obligation; of one body, what is done too.
        language: ``vi`` or ``en``.

    Raises:
        UnknownIdError: If there is no such body.
        ValueError: If there is no such form.
    """
    if form not in FORMS:
        message = f"form is {form!r}; expected one of {', '.join(FORMS)}"
        raise ValueError(message)
    if form == "text":
        lines = status_lines(standings, unit=unit, detail=detail, language=language)
        return "\n".join([*(line.rstrip(" ") for line in lines), ""])
    if form in {"markdown", "html"}:
        paper = _paper(standings, unit=unit, detail=detail, language=language)
        if form == "markdown":
            from planrules.reports.paper_markdown import paper_markdown

            return paper_markdown(paper)
        from planrules.reports.paper_page import paper_page

        return paper_page(paper, language=language, footer=f"planrules · {standings.plan.id}")
    from planrules.reports.status_data import status_csv, status_data

    found = standings if unit is None else standings.of(unit=unit)
    status = status_of(found)
    lists = detail or unit is not None
    data = status_data(status, unit=unit, language=language, detail=lists)
    if form == "json":
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if lists:
        from planrules.reports.duties import obligations_csv

        return obligations_csv(data)
    return status_csv(data)


def status_lines(
    standings: Standings,
    /,
    *,
    unit: str | None = None,
    detail: bool = False,
    language: str = "vi",
    style: Style = plain,
    width: int = 120,
) -> list[str]:
    """Return the status of a plan as lines for people.

    The first arguments are those of ``status_report``.

    Args:
        standings: Where everything that is owed stands.
        unit: Id of a body.
        detail: Whether to list each obligation.
        language: ``vi`` or ``en``.
        style: Sets apart a text by the name of what it is.
        width: Columns that a table may take.

    Raises:
        UnknownIdError: If there is no such body.
    """
    from planrules.reports.paper_text import paper_lines

    paper = _paper(standings, unit=unit, detail=detail, language=language)
    return list(paper_lines(paper, style=style, width=width))


def _paper(standings: Standings, *, unit: str | None, detail: bool, language: str) -> Paper:
    if unit is None:
        from planrules.reports.status_paper import status_paper

        paper = status_paper(status_of(standings), language, detail=detail)
    else:
        from planrules.reports.reminder import reminder

        paper = reminder(status_of(standings.of(unit=unit)), unit, language, detail=detail)
    supposed = what_if_lines(standings.plan, language)
    return attrs.evolve(paper, lead=(*paper.lead, *supposed))
