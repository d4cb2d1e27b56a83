"""A report of tables as Markdown."""

from collections.abc import Iterator

from planrules.reports.escaping import markdown_text
from planrules.reports.paper import Line, Paper, Table


def paper_markdown(paper: Paper) -> str:
    """Return a report as Markdown, in which no text of a plan is markup."""
    blocks = [f"# {markdown_text(paper.heading)}", f"**{markdown_text(paper.kind)}**"]
    blocks += map(markdown_text, paper.lead)
    for table in paper.tables:
        blocks += (f"## {markdown_text(table.title)}", "\n".join(_table(table)))
    if paper.notes:
        blocks.append("\n".join(f"- {markdown_text(note)}" for note in paper.notes))
    return "\n\n".join([*blocks, ""]).rstrip("\n") + "\n"


def _table(table: Table) -> Iterator[str]:
    """Yield a table; the titles of groups stand in rows of their own, heads in one line."""
    heads = [f"{one.group}: {one.label}" if one.group else one.label for one in table.columns]
    yield _row(heads)
    yield f"|{'|'.join('---:' if one.is_number else '---' for one in table.columns)}|"
    blank = [""] * (len(table.columns) - 1)
    for group in table.groups:
        if group.title:
            yield f"| **{markdown_text(group.title)}** | {' | '.join(blank)} |"
        for line in group.lines:
            yield _line(line)


def _line(line: Line) -> str:
    if line.kind != "total":
        return _row(line.cells)
    cells = (f"**{markdown_text(cell)}**" if cell else "" for cell in line.cells)
    return f"| {' | '.join(cells)} |"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |"
