"""What every row of a plan has: id, title, clause, the words it rests on, what is only supposed."""

from datetime import date
from functools import cached_property
from typing import Any, Self, TypeVar

import attrs

from planrules.model.fields import described
from planrules.model.ids import Address, Blankable, Slug


@attrs.frozen
class Assumption:
    """A value that the document does not give and that we suppose so as to plan (*tạm tính*).

    Attributes:
        field: The name of the field that it fills.
        value: The supposed value, of the field's own type.
        reason: Why this value.
    """

    field: str
    value: object
    reason: str


@attrs.frozen
class StatedWords:
    """The words of the document that state a field.

    Attributes:
        field: The name of the field.
        words: The words, verbatim.
    """

    field: str
    words: str


@attrs.frozen(kw_only=True, init=False, eq=False, repr=False)  # only ever inherited from
class Accountable:
    """Something whose fields are stated by the document or only assumed.

    A field given plainly is stated. Completeness is judged on stated values alone; ``planned``
    gives the values to reckon with. Relations (``serves``, ``fed_by`` …) count as inferred unless
    ``stated`` holds the words that state them.
    """

    assumed: tuple[Assumption, ...] = described(
        "tạm tính",
        "Per field what is supposed so as to plan: { value, reason }.",
        default=(),
    )
    stated: tuple[StatedWords, ...] = described(
        "văn bản nêu",
        "Per field the words of the document that state it, verbatim.",
        default=(),
    )

    def is_assumed(self, field: str) -> bool:
        """Return whether ``field`` has an assumed value."""
        return bool(self.assumed) and any(given.field == field for given in self.assumed)

    def planned(self) -> Self:
        """Return the same thing with every assumed value in its field's place."""
        return self._planned if self.assumed else self

    @cached_property
    def _planned(self) -> Self:
        supposed: dict[str, Any] = {a.field: a.value for a in self.assumed}
        return attrs.evolve(self, **supposed)


@attrs.frozen(kw_only=True, init=False, eq=False, repr=False)  # only ever inherited from
class Row(Accountable):
    """A goal, indicator, measure or task: something with an id that people can ask about."""

    id: Slug = described(
        "mã",
        "Slug without dots; never an ordinal, a code or an office that may end.",
    )
    title: Blankable = described("tên", "What people are shown.")
    clause: Address | None = described(
        "điểm, khoản, mục",
        "Address of the clause in the document, such as IV.1.2.",
        default=None,
    )
    quote: str | None = described(
        "trích nguyên văn",
        "The words of the clause that this row models, verbatim; without it the whole clause.",
        default=None,
    )
    since: date | None = described(
        "từ ngày",
        "First day on which it stands, inclusive; that of the amendment that added it.",
        default=None,
    )
    until: date | None = described(
        "đến ngày", "Last day on which it stands, inclusive; told where it was ended.", default=None
    )
    end_reason: str | None = described("lý do kết thúc", "Why it was ended.", default=None)
    note: str | None = described(
        "ghi chú",
        "A remark of whoever models the plan: what is unclear, how it was read.",
        default=None,
    )

    def stands_on(self, day: date) -> bool:
        """Return whether it is a part of the plan on a day, as far as amendments say."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


AnyRow = TypeVar("AnyRow", bound=Row)


def standing(rows: tuple[AnyRow, ...], /, *, on: date) -> tuple[AnyRow, ...]:
    """Return those of some rows that are a part of the plan on a day.

    Nothing is deleted: what an amendment has ended stays among the rows of the plan.
    """
    if all(row.since is None and row.until is None for row in rows):
        return rows
    return tuple(row for row in rows if row.stands_on(on))
