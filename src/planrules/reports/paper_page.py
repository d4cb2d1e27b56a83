"""A report of tables as one page of HTML: no script, nothing from elsewhere, fit for A4.

The page's body and its own style are files beside this module.
"""

from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from string import Template

from planrules.page.frame import whole_page
from planrules.reports.escaping import xml_text
from planrules.reports.paper import Group, Line, Paper, Table


def paper_page(paper: Paper, *, language: str, footer: str) -> str:
    """Return a report as a page of HTML that needs no other file.

    Args:
        paper: The report.
        language: ``vi`` or ``en``.
        footer: The line at the end.
    """
    folder = files("planrules.reports").joinpath("pages")
    style = folder.joinpath("paper.css").read_text("utf-8")
    style = style.replace("/*size*/", "A4 landscape" if paper.is_landscape else "A4")
    body = Template(folder.joinpath("paper.html").read_text("utf-8")).substitute(
        shape="landscape" if paper.is_landscape else "portrait",
        kind=xml_text(paper.kind),
        title=xml_text(paper.heading),
        lead="\n".join(f"<p>{xml_text(line)}</p>" for line in paper.lead),
        tables="\n".join(part for table in paper.tables for part in _table(table)),
        notes="\n".join(_notes(paper)),
        footer=xml_text(footer),
    )
    title = f"{xml_text(paper.kind)}: {xml_text(paper.heading)}"
    return whole_page(language=language, title=title, body=body, style=style)


def _notes(paper: Paper) -> Iterator[str]:
    if paper.notes:
        yield '<ul class="notes">'
        yield from (f"<li>{xml_text(note)}</li>" for note in paper.notes)
        yield "</ul>"


def _table(table: Table) -> Iterator[str]:
    yield f'<section>\n<h2 id="{table.name}">{xml_text(table.title)}</h2>'
    yield f'<div class="scroll" role="region" aria-labelledby="{table.name}" tabindex="0">'
    yield f'<table class="{table.name}">\n<caption>{xml_text(table.title)}</caption>'
    yield from _head(table)
    for group in table.groups:
        yield from _group(table, group)
    yield "</table>\n</div>\n</section>"


def _head(table: Table) -> Iterator[str]:
    """Yield the head: in two rows where columns belong together."""
    grouped = any(column.group for column in table.columns)
    first, second = [], []
    for group, columns in groupby(table.columns, key=lambda column: column.group):
        labels = [xml_text(column.label) for column in columns]
        if group:
            first.append(f'<th scope="colgroup" colspan="{len(labels)}">{xml_text(group)}</th>')
            second += [f'<th scope="col">{label}</th>' for label in labels]
        else:
            rows = ' rowspan="2"' if grouped else ""
            first += [f'<th scope="col"{rows}>{label}</th>' for label in labels]
    yield "<thead>"
    yield f"<tr>{''.join(first)}</tr>"
    if second:
        yield f"<tr>{''.join(second)}</tr>"
    yield "</thead>"


def _group(table: Table, group: Group) -> Iterator[str]:
    yield "<tbody>"
    if group.title:
        count = len(table.columns)
        title = xml_text(group.title)
        yield f'<tr><th class="group" scope="rowgroup" colspan="{count}">{title}</th></tr>'
    yield from (_line(table, line) for line in group.lines)
    yield "</tbody>"


def _line(table: Table, line: Line) -> str:
    named = next(at for at, column in enumerate(table.columns) if column.is_wide)
    cells = []
    for at, (column, cell) in enumerate(zip(table.columns, line.cells, strict=True)):
        styled = line.style if at == table.styled else ""
        kinds = " ".join(filter(None, ("number" if column.is_number else "", styled)))
        said = f' class="{kinds}"' if kinds else ""
        name, scope = ("th", ' scope="row"') if at == named else ("td", "")
        cells.append(f"<{name}{scope}{said}>{xml_text(cell)}</{name}>")
    row = ' class="total"' if line.kind == "total" else ""
    return f"<tr{row}>{''.join(cells)}</tr>"
