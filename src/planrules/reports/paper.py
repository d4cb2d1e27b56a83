"""A report of tables in the words of a language, before it takes any form."""

import attrs


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        label: Its head.
        group: What stands over it and the columns of the same group beside it.
        is_number: Whether it holds numbers.
        is_wide: Whether it takes the room that others leave.
        is_below: Whether lines of text have its cells below them.
    """

    label: str
    group: str = ""
    is_number: bool = False
    is_wide: bool = False
    is_below: bool = False


@attrs.frozen
class Line:
    """A line of a table.

    Attributes:
        cells: One for each column.
        kind: ``body``, or ``total``, which stands last.
        style: What sets its status apart: the name of a style, or nothing.
    """

    cells: tuple[str, ...]
    kind: str = "body"
    style: str = ""


@attrs.frozen
class Group:
    """Lines that have something in common.

    Attributes:
        title: What they have in common; empty for a table that is one whole.
        lines: The lines.
    """

    title: str
    lines: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class Table:
    """A table with its head.

    Attributes:
        name: Its name on a page.
        title: What it holds.
        columns: Its columns.
        groups: Its lines, group by group.
        styled: Index of the column that the style of a line is for; None for none.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    styled: int | None = None


@attrs.frozen(kw_only=True)
class Paper:
    """A report.

    Attributes:
        kind: What it is.
        heading: What it is about.
        lead: The lines before the tables.
        tables: The tables.
        notes: The lines after them.
        is_landscape: Whether paper lies on its side.
    """

    kind: str
    heading: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    is_landscape: bool
