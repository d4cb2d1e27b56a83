"""What a heading of the document assigns, and what of the document is not modelled."""

import attrs

from planrules.model.fields import described
from planrules.model.ids import Address
from planrules.model.responsibility import Holder
from planrules.model.row import Accountable


@attrs.frozen(kw_only=True)
class Assignment(Accountable):
    """A heading that assigns all clauses under it, stated once and inherited by their tasks."""

    clause: Address = described("đề mục", "Address of the heading, such as IV.3.")
    lead: tuple[Holder, ...] = described(
        "chủ trì", "Who is assigned.", default=(), refers=("unit", "group")
    )
    coordinate: tuple[Holder, ...] = described(
        "phối hợp", "Who takes part.", default=(), refers=("unit", "group")
    )
    note: str | None = described("ghi chú", "A remark.", default=None)


@attrs.frozen(kw_only=True)
class NotModelled:
    """Words of the document that no row models, and why."""

    clause: Address = described("điểm, khoản, mục", "Address of the clause.")
    quote: str | None = described(
        "trích nguyên văn", "The words; without it the whole clause.", default=None
    )
    reason: str = described("lý do", "Why nothing models them.")
