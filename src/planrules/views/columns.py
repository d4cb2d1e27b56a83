"""What tables are made of: columns and cells."""

from collections.abc import Mapping
from datetime import date

#: By name of a column, the type of what it holds where it holds anything.
Columns = Mapping[str, type[str | int | bool | date]]
#: One row, in the order of the columns.
Cells = tuple[str | int | bool | date | None, ...]
