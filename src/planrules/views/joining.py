"""Gives values their pages, records, frames and drawings, made where one is asked for."""

from collections.abc import Container

from planrules.model.display import Charted, Pictured, Record, Tabular


def join() -> None:
    """Put the methods onto the classes that hold a place for them; doing it again changes nothing.

    The package's face does this, so that the model need not know of anything above it.
    """
    for kind, name, method in (
        (Pictured, "_repr_html_", _page),
        (Pictured, "_repr_mimebundle_", _bundle),
        (Tabular, "to_records", _records),
        (Tabular, "to_frame", _frame),
        (Charted, "to_svg", _drawing),
    ):
        setattr(kind, name, method)


def _page(self: Pictured) -> str:
    """Return the page that a notebook shows."""
    from planrules.views.pages import page

    return page(self)


def _bundle(
    self: Pictured, include: Container[str] | None = None, exclude: Container[str] | None = None
) -> dict[str, str]:
    """Return the page, and a line for consoles, where Python's own words would fill screens.

    Args:
        self: What is shown.
        include: The kinds that are wanted; all where nothing is said.
        exclude: Kinds that are not.
    """
    from planrules.views.pages import line, page

    return {
        kind: shown(self)
        for kind, shown in (("text/plain", line), ("text/html", page))
        if (include is None or kind in include) and kind not in (exclude or ())
    }


def _records(self: Tabular, *, language: str | None = None) -> list[Record]:
    """Return one flat dict a row, with the same columns in the same order in each.

    Args:
        self: What is a table.
        language: Language of sentences, ``vi`` or ``en``; without it, the plan's.
    """
    from planrules.views.records import table_of

    return table_of(self, language=language).records


def _frame(self: Tabular, *, engine: str | None = None, language: str | None = None) -> object:
    """Return the records as a data frame, dates as dates; the columns even of none.

    Args:
        self: What is a table.
        engine: ``pandas`` or ``polars``; without it, pandas where it is installed, else polars.
        language: Language of sentences, ``vi`` or ``en``; without it, the plan's.

    Raises:
        MissingEngineError: If it is not installed.
        ValueError: If ``engine`` is neither.
    """
    from planrules.views.frames import frame
    from planrules.views.records import table_of

    return frame(table_of(self, language=language), engine=engine)


def _drawing(self: Charted, *, language: str | None = None) -> str:
    """Return the drawing as a file of its own (SVG).

    Args:
        self: What can be drawn.
        language: ``vi`` or ``en``; without it, the plan's.
    """
    from planrules.views.pages import drawing

    return drawing(self, language=language)
