"""The tables of rows that a plan has."""

from typing import Final

#: By name of a table, the attribute of ``Plan`` that holds its rows, and what tells them apart.
TABLES: Final[dict[str, tuple[str, str]]] = {
    "basis": ("bases", "id"),
    "territory": ("territories", "id"),
    "unit": ("units", "id"),
    "group": ("groups", "id"),
    "goal": ("goals", "id"),
    "indicator": ("indicators", "id"),
    "measure": ("measures", "id"),
    "assignment": ("assignments", "clause"),
    "task": ("tasks", "id"),
    "not_modelled": ("not_modelled", "clause"),
}
