"""What was reported under a plan: how far work is, what was measured, what was put off.

Facts are only ever added: a correction is a new record. A record counts from the day it was made.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, NewType, TypeVar

import attrs

from planrules.model.fields import described
from planrules.model.ids import Slug
from planrules.model.place import KeyPath
from planrules.model.progress import State

#: The period of work that does not come back.
ONCE: Final = "once"
#: A period of an obligation: a label such as ``2024-Q3``, the number of an occurrence, ``once``.
OwedPeriod = NewType("OwedPeriod", str)
#: A place among the records that were made on one day: 1, 2, …
Ordinal = NewType("Ordinal", int)
#: A share of 100, from 0 to 100, both included.
Percent = NewType("Percent", Decimal)
#: What a measurement found: a number in the indicator's unit of measure, or whether it is so.
Reading = Decimal | bool

_FIRST: Final = Ordinal(1)


@attrs.frozen(kw_only=True, init=False, eq=False, repr=False)  # only ever inherited from
class Record:
    """A fact of the ledger, with the day on which it was recorded."""

    recorded_on: date = described("ngày ghi", "Day on which it was recorded; it counts from then.")
    order: Ordinal = described(
        "thứ tự trong ngày",
        "Which one it is of several records of one day on the same thing; 1 if absent.",
        default=_FIRST,
    )
    recorded_by: str | None = described("người ghi", "Who recorded it.", default=None)
    note: str | None = described("ghi chú", "A remark.", default=None)


@attrs.frozen(kw_only=True, init=False, eq=False, repr=False)  # only ever inherited from
class OfWork(Record):
    """A record about what one body owes for one task in one period."""

    task: Slug = described("nhiệm vụ", "Id of the task.", refers=("task",))
    unit: Slug | None = described(
        "cơ quan, đơn vị",
        "Id of the body; needed where each member of a group owes the task by itself.",
        default=None,
        refers=("unit",),
    )
    period: OwedPeriod = described(
        "kỳ",
        "2024-09, 2024-Q3, 2024-H1, 2024-9M, 2024, the number of an occurrence, or once; once if "
        "absent.",
        default=OwedPeriod(ONCE),
    )

    @property
    def day(self) -> date:
        """The day that it tells of."""
        return self.recorded_on


@attrs.frozen(kw_only=True)
class Entry(OfWork):
    """How far work was on the day that recorded it (*cập nhật tiến độ*)."""

    state: State = described(
        "trạng thái", "not-started, in-progress, submitted, done, returned, suspended."
    )
    percent: Percent | None = described(
        "tỷ lệ hoàn thành", "How much of the work is done, 0 to 100.", default=None
    )
    started_on: date | None = described(
        "ngày bắt đầu", "First day of the work, inclusive.", default=None
    )
    submitted_on: date | None = described(
        "ngày báo cáo", "Day on which the product was sent.", default=None
    )
    finished_on: date | None = described(
        "ngày hoàn thành", "Last day of the work, inclusive.", default=None
    )
    evidence: str | None = described(
        "văn bản, minh chứng", "What proves it, such as the number of a report.", default=None
    )
    decision: str | None = described(
        "quyết định", "Document that suspends or returns the work.", default=None
    )

    @property
    def day(self) -> date:
        """The day of the work: on which it was finished, else sent, else recorded.

        Never later than that, whatever the entry says.
        """
        return min(self.finished_on or self.submitted_on or self.recorded_on, self.recorded_on)


@attrs.frozen(kw_only=True)
class Extension(OfWork):
    """A later deadline that somebody entitled to has allowed (*gia hạn*)."""

    was_due: date | None = described(
        "thời hạn trước", "Deadline before it, inclusive, as far as it was noted.", default=None
    )
    due: date = described("thời hạn mới", "Deadline from then on, inclusive.")
    decision: str | None = described(
        "văn bản cho phép", "Number of the document that allows it.", default=None
    )
    approved_by: Slug | None = described(
        "cơ quan cho phép", "Id of the body that allows it.", default=None, refers=("unit",)
    )
    reason: str | None = described("lý do", "Why more time was needed.", default=None)


@attrs.frozen(kw_only=True)
class Measurement(Record):
    """What was measured of an indicator in one body on a day (*số liệu*)."""

    indicator: Slug = described("chỉ tiêu", "Id of the indicator.", refers=("indicator",))
    unit: Slug | None = described(
        "cơ quan, đơn vị",
        "Id of the body; without it, all that the indicator is about.",
        default=None,
        refers=("unit",),
    )
    measured_on: date = described("ngày số liệu", "Day that the value is true of.")
    value: Reading | None = described(
        "giá trị",
        "Number in the unit of measure, or true or false; or numerator and denominator.",
        default=None,
    )
    numerator: Decimal | None = described(
        "tử số", "How many of what is counted reach it.", default=None
    )
    denominator: Decimal | None = described(
        "mẫu số", "How many are counted, more than 0.", default=None
    )
    evidence: str | None = described(
        "văn bản, minh chứng", "Where it was read, such as the number of a report.", default=None
    )


AnyRecord = TypeVar("AnyRecord", bound=Record)


@attrs.frozen(eq=False)
class LedgerPart:
    """Records of one kind that stand one after another in one file.

    Attributes:
        file: Index of the file in the plan's origin.
        table: Name of their table: ``entry``, ``measurement``, ``extension``.
        records: The records, in order.
    """

    file: int
    table: str
    records: tuple[Record, ...] = attrs.field(repr=False)


@attrs.frozen
class Ledger:
    """What was reported under a plan, in the order of the files.

    The order means nothing: what counts of several records is told by their days.

    Attributes:
        entries: How far work was.
        measurements: What was measured of indicators.
        extensions: Deadlines that were put off.
        parts: Where the records stand; takes no part in equality.
    """

    entries: tuple[Entry, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    extensions: tuple[Extension, ...] = ()
    parts: tuple[LedgerPart, ...] = attrs.field(default=(), eq=False, repr=False, kw_only=True)

    @classmethod
    def of(cls, parts: Iterable[LedgerPart], /) -> "Ledger":
        """Return the ledger that consists of some parts."""
        parts = tuple(parts)
        kinds: dict[str, list[Any]] = {"entry": [], "measurement": [], "extension": []}
        for part in parts:
            kinds[part.table] += part.records
        return cls(
            tuple(kinds["entry"]),
            tuple(kinds["measurement"]),
            tuple(kinds["extension"]),
            parts=parts,
        )

    def __bool__(self) -> bool:
        """Return whether it holds anything."""
        return bool(self.entries or self.measurements or self.extensions)

    def records(self) -> Iterator[Record]:
        """Yield entries, measurements and extensions, each in their order."""
        yield from self.entries
        yield from self.measurements
        yield from self.extensions

    def position(self, record: Record, /) -> tuple[int, KeyPath] | None:
        """Return the index of a record's file and the way to it in that file.

        None for a record that came from no file. Records are told apart by identity.
        """
        return self._positions.get(id(record))

    @cached_property
    def _positions(self) -> dict[int, tuple[int, KeyPath]]:
        return {
            id(record): (part.file, (part.table, index))
            for part in self.parts
            for index, record in enumerate(part.records)
        }


def in_time(records: Iterable[AnyRecord], /) -> list[AnyRecord]:
    """Return records in the order in which they count, whatever the order of the files.

    That is by day, then by their order within the day. Where neither tells two of them apart, the
    order depends on what they say alone.
    """
    found = sorted(records, key=_moment)
    if any(_moment(one) == _moment(other) for one, other in pairwise(found)):
        found.sort(key=lambda record: (*_moment(record), repr(record)))
    return found


def _moment(record: Record) -> tuple[date, Ordinal]:
    return record.recorded_on, record.order
