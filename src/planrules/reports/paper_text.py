"""A report of tables as lines for a terminal."""

from collections.abc import Iterator, Sequence

from planrules.reports.paper import Column, Line, Paper, Table
from planrules.reports.text import Style, plain
from planrules.text import display_width, pad, printable, wrap

_GAP = "  "
#: Least columns of what takes the room that others leave.
_LEAST = 18


def paper_lines(paper: Paper, *, style: Style = plain, width: int = 120) -> Iterator[str]:
    """Yield the lines of a report.

    Args:
        paper: The report.
        style: Sets apart a text by the name of what it is.
        width: Columns that a table may take; one with too many columns takes more.
    """
    yield style(printable(paper.heading), "title")
    yield style(paper.kind, "title")
    for line in paper.lead:
        yield from wrap(printable(line), width)
    for table in paper.tables:
        yield ""
        yield style(table.title, "title")
        yield from _table(table, style, width)
    if paper.notes:
        yield ""
    for note in paper.notes:
        first, *more = wrap(printable(note), width - 2)
        yield style(f"- {first}", "faint")
        yield from (style(f"  {line}", "faint") for line in more)


def _table(table: Table, style: Style, width: int) -> Iterator[str]:
    beside = [at for at, column in enumerate(table.columns) if not column.is_below]
    columns = [table.columns[at] for at in beside]
    widths = _widths(table, beside, width)
    if any(column.group for column in columns):
        yield style(_groups(columns, widths), "title")
    heads = [wrap(column.label, size) for column, size in zip(columns, widths, strict=True)]
    for text in _stacked(heads, columns, widths, is_low=True):
        yield style(text, "title")
    for group in table.groups:
        if group.title:
            yield style(printable(group.title), "title")
        for line in group.lines:
            yield from _line(line, table, beside, widths, style)


def _widths(table: Table, beside: Sequence[int], width: int) -> list[int]:
    """Return the columns that each column takes; wide ones share what others leave."""
    lines = [line for group in table.groups for line in group.lines]
    found = {}
    for at in beside:
        column = table.columns[at]
        cells = [display_width(printable(line.cells[at])) for line in lines]
        words = [display_width(word) for word in column.label.split()]
        found[at] = max([*words, *([] if column.is_wide else cells)])
    wide = {
        at: max([1, *(display_width(printable(line.cells[at])) for line in lines)])
        for at in beside
        if table.columns[at].is_wide
    }
    room = width - len(_GAP) * (len(beside) - 1)
    room -= sum(size for at, size in found.items() if at not in wide)
    for number, (at, wanted) in enumerate(sorted(wide.items(), key=lambda item: item[1])):
        share = max(_LEAST, room // (len(wide) - number))
        found[at] = max(found[at], min(wanted, share))
        room -= found[at]
    return [found[at] for at in beside]


def _groups(columns: Sequence[Column], widths: Sequence[int]) -> str:
    """Return the line over the heads: each group stands where its first column does."""
    line, at, before = "", 0, ""
    for column, size in zip(columns, widths, strict=True):
        if column.group and column.group != before:
            line = pad(line, at) + column.group
        before = column.group
        at += size + len(_GAP)
    return line


def _line(
    line: Line, table: Table, beside: Sequence[int], widths: Sequence[int], style: Style
) -> Iterator[str]:
    columns = [table.columns[at] for at in beside]
    cells = [wrap(printable(line.cells[at]), size) for at, size in zip(beside, widths, strict=True)]
    styles = [line.style if at == table.styled else "" for at in beside]
    for text in _stacked(cells, columns, widths, styles=styles, style=style):
        yield style(text, "title") if line.kind == "total" else text
    indent = pad("", widths[0]) + _GAP if columns[0].is_number else _GAP
    for at, column in enumerate(table.columns):
        if column.is_below and line.cells[at]:
            for text in wrap(printable(line.cells[at]), sum(widths) + len(_GAP) * len(widths)):
                yield style(f"{indent}{text}", "faint")


def _stacked(
    cells: Sequence[Sequence[str]],
    columns: Sequence[Column],
    widths: Sequence[int],
    *,
    styles: Sequence[str] = (),
    style: Style = plain,
    is_low: bool = False,
) -> Iterator[str]:
    """Yield cells of several lines side by side, at the top or at the bottom of their row."""
    height = max([1, *map(len, cells)])
    for row in range(height):
        parts = []
        for at, (lines, column, size) in enumerate(zip(cells, columns, widths, strict=True)):
            index = row - (height - len(lines) if is_low else 0)
            text = lines[index] if 0 <= index < len(lines) else ""
            padded = pad(text, size, align="right" if column.is_number else "left")
            parts.append(style(padded, styles[at]) if styles and styles[at] and text else padded)
        yield _GAP.join(parts).rstrip()
