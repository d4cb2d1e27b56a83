"""The words that say of an output that it rests on drafts."""

from collections.abc import Iterator
from typing import Any, Final

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
    yield from supposed(plan, language)
    yield from left_out(plan, language)


def supposed(plan: Plan, language: str) -> Iterator[str]:
    """Yield which drafts were applied to a plan: one line, none where no draft was."""
    if plan.lineage is not None and plan.lineage.drafts:
        ids = ", ".join(one.id for one in plan.lineage.drafts)
        yield shown(_WITH, language).format(ids=ids)


def left_out(plan: Plan, language: str) -> Iterator[str]:
    """Yield which drafts were named for a plan and count only later, a line each."""
    for one in () if plan.lineage is None else plan.lineage.pending:
        yield shown(_PENDING, language).format(id=one.id, day=shown(one.since, language))


def left_out_data(plan: Plan) -> list[dict[str, Any]]:
    """Return the same as data: the id of each and the day from which it counts."""
    pending = () if plan.lineage is None else plan.lineage.pending
    return [{"id": one.id, "since": one.since and one.since.isoformat()} for one in pending]
