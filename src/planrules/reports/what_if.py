"""What says of an output that it rests on drafts, so that nobody takes it for what holds."""

from typing import Any, Final

from planrules.model.plan import Plan
from planrules.model.what_if import left_out_data
from planrules.reports.sheet import Cell

#: The column of a CSV that names the drafts.
_COLUMN: Final = "with"


def what_if_data(plan: Plan) -> dict[str, Any]:
    """Return which drafts were applied and which were named for nothing; empty without any."""
    lineage = plan.lineage
    if lineage is None or not (lineage.drafts or lineage.pending):
        return {}
    return {
        "with": [one.id for one in lineage.drafts],
        "pending": left_out_data(plan),
    }


def what_if_cells(plan: Plan) -> dict[str, Cell]:
    """Return the cell that each row of a CSV gets besides; none where no draft was applied."""
    return cells_of_data(what_if_data(plan))


def cells_of_data(data: dict[str, Any]) -> dict[str, Cell]:
    """Return the same of an output that is given as data, that of ``what_if_data`` in it."""
    return {_COLUMN: ", ".join(data["with"])} if data.get("with") else {}
