"""The words that say of an output that it rests on drafts."""

from collections.abc import Iterator
from typing import Final

from planrules.model.message import Text, shown
from planrules.model.plan import Plan

_WITH: Final = Text(
    "Phương án giả định, tính cả dự thảo: {ids}", "What-if: as if these drafts held: {ids}"
)
_PENDING: Final = Text(
    "Dự thảo {id} chưa tính vì chỉ có hiệu lực từ {day}",
    "The draft {id} is left out: it takes effect on {day}",
)


def what_if_lines(plan: Plan, language: str) -> Iterator[str]:
    """Yield which drafts were applied to a plan, and which of those named were not."""
    if plan.lineage is None:
        return
    if drafts := plan.lineage.drafts:
        ids = ", ".join(one.id for one in drafts)
        yield shown(_WITH, language).format(ids=ids)
    for one in plan.lineage.pending:
        yield shown(_PENDING, language).format(id=one.id, day=shown(one.since, language))
