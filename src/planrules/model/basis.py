"""The documents that a plan rests on."""

import attrs

from planrules.model.dates import PartialDate
from planrules.model.fields import described
from planrules.model.ids import Address, Slug
from planrules.model.row import Accountable


@attrs.frozen(kw_only=True)
class Basis(Accountable):
    """A document that the plan implements or rests on."""

    id: str = described("số, ký hiệu", "Number and sign, verbatim, such as 89/KH-UBND.")
    title: str | None = described("trích yếu", "What the document is about.", default=None)
    issued_on: PartialDate | None = described("ngày ban hành", "Date of issue.", default=None)
    issuer: Slug | None = described(
        "cơ quan ban hành", "Id of the issuing body.", default=None, refers=("unit",)
    )
    implements: tuple[str, ...] = described(
        "thực hiện", "Numbers of the documents that it implements.", default=(), refers=("basis",)
    )
    clause: Address | None = described(
        "nơi viện dẫn", "Clause of the plan that cites it.", default=None
    )
    in_force_on: PartialDate | None = described(
        "ngày có hiệu lực", "First day in force, inclusive.", default=None
    )
    ended_on: PartialDate | None = described(
        "ngày hết hiệu lực", "Last day in force, inclusive.", default=None
    )
    note: str | None = described("ghi chú", "A remark, such as what is not verified.", default=None)
