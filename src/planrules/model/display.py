"""What values can show of themselves once the package's face has joined them to the views.

The model does not know how anything is drawn: that stands in ``planrules.views``, above it. These
classes only give the methods a place, and say to type checkers what they will return. At runtime
they are empty until somebody takes a name from ``planrules``, which puts the methods there
(``planrules.views.joining``); whoever reads a plan with the command line never has them.
"""

from datetime import date
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from collections.abc import Container

    import pandas as pd
    import polars as pl

#: A row of a table: by column, a plain value.
Record = dict[str, str | int | bool | date | None]


class Pictured:
    """Something that a notebook shows as a page rather than as Python writes it."""

    __slots__ = ()

    if TYPE_CHECKING:

        def _repr_html_(self) -> str: ...

        def _repr_mimebundle_(
            self, include: Container[str] | None = None, exclude: Container[str] | None = None
        ) -> dict[str, str]: ...


class Tabular(Pictured):
    """Something that is also a table."""

    __slots__ = ()

    if TYPE_CHECKING:

        def to_records(self, *, language: str | None = None) -> list[Record]:
            """Return one flat dict a row, with the same columns in the same order in each.

            Args:
                language: Language of sentences, ``vi`` or ``en``; without it, the plan's.
            """

        @overload
        def to_frame(
            self, *, engine: Literal["pandas"], language: str | None = None
        ) -> "pd.DataFrame": ...
        @overload
        def to_frame(
            self, *, engine: Literal["polars"], language: str | None = None
        ) -> "pl.DataFrame": ...
        @overload
        def to_frame(
            self, *, engine: None = None, language: str | None = None
        ) -> "pd.DataFrame": ...
        def to_frame(self, *, engine: str | None = None, language: str | None = None) -> object:
            """Return the records as a data frame, dates as dates; the columns even of none.

            Args:
                engine: ``pandas`` or ``polars``; without it, pandas where it is installed, else
                    polars.
                language: Language of sentences, ``vi`` or ``en``; without it, the plan's.

            Raises:
                MissingEngineError: If it is not installed.
                ValueError: If ``engine`` is neither.
            """


class Charted(Tabular):
    """Something that can also be drawn."""

    __slots__ = ()

    if TYPE_CHECKING:

        def to_svg(self, *, language: str | None = None) -> str:
            """Return the drawing as a file of its own (SVG).

            Args:
                language: ``vi`` or ``en``; without it, the plan's.
            """
