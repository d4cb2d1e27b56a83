"""Bodies, areas and groups through time."""

from datetime import date
from enum import StrEnum
from typing import Literal

import attrs

from planrules.model.fields import described
from planrules.model.ids import Slug
from planrules.model.row import Accountable

#: Written where a body or area has ended and no source says what came after it.
UNKNOWN: Literal["unknown"] = "unknown"

#: What came after: ids, ``()`` for nothing, ``"unknown"`` where no source says, None if not told.
Successors = tuple[Slug, ...] | Literal["unknown"] | None


class Follow(StrEnum):
    """What happens to a group when a member ends."""

    SUCCESSORS = "successors"
    NONE = "none"


@attrs.frozen(kw_only=True, init=False, eq=False, repr=False)  # only ever inherited from
class Lasting(Accountable):
    """A body or an area: something that begins, ends and is succeeded."""

    id: Slug = described("mã", "Slug without dots; never a code, which may be used again.")
    name: str = described("tên", "Full official name.")
    kind: str | None = described("loại", "Kind, such as commune, office, centre.", default=None)
    short: str | None = described("tên gọi tắt", "Name used in messages.", default=None)
    code: str | None = described(
        "mã số",
        "Official code, a string with its zeros; means something only together with a date.",
        default=None,
    )
    since: date | None = described("từ ngày", "First day of existence, inclusive.", default=None)
    until: date | None = described("đến ngày", "Last day of existence, inclusive.", default=None)
    decided_on: date | None = described(
        "ngày quyết định", "Day on which its end or beginning was decided.", default=None
    )
    source: str | None = described("nguồn", "Where these facts were read.", default=None)
    note: str | None = described("ghi chú", "A remark, such as what is not verified.", default=None)

    def exists_on(self, day: date) -> bool:
        """Return whether it exists on ``day``; an unknown beginning or end is open."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def last_day(self, *, known_on: date) -> date | None:
        """Return its last day once that is known: decided by then, or over; else None.

        What was decided before it began was its beginning. An end of which nobody says when it was
        decided is known only afterwards.

        Args:
            known_on: The day.
        """
        if self.until is None or self.until < known_on:
            return self.until
        decided = self.decided_on
        if decided is None or decided > known_on or (self.since and decided <= self.since):
            return None
        return self.until

    @property
    def called(self) -> str:
        """The name for messages: the short one where there is one."""
        return self.short or self.name


@attrs.frozen(kw_only=True)
class Territory(Lasting):
    """An area that a body may be responsible for."""

    within: Slug | None = described(
        "thuộc", "Id of the area that it lies in.", default=None, refers=("territory",)
    )
    successors: Successors = described(
        "kế tiếp",
        'Areas that came after it; [] for none, "unknown" where no source says.',
        default=None,
        refers=("territory",),
    )


@attrs.frozen(kw_only=True)
class Unit(Lasting):
    """A body: an office, a committee, a centre."""

    within: Slug | None = described(
        "trực thuộc", "Id of the body that it belongs to.", default=None, refers=("unit",)
    )
    area: Slug | None = described(
        "địa bàn", "Id of the area that it is responsible for.", default=None, refers=("territory",)
    )
    successors: Successors = described(
        "cơ quan kế tiếp",
        'Bodies that took over; [] for none, "unknown" where no source says.',
        default=None,
        refers=("unit",),
    )


@attrs.frozen(kw_only=True)
class Selector:
    """Members chosen by what they are instead of by name.

    Chosen are the bodies whose area is of one of the kinds and lies within the area named, on the
    day ``on``. From then on each is followed into its successors; before, it counts while it
    existed.
    """

    kind: tuple[str, ...] = described(
        "loại", "Kinds of the members' areas; none given means any.", default=()
    )
    within: Slug | None = described(
        "thuộc", "Area in which the members' areas lie.", default=None, refers=("territory",)
    )
    on: date | None = described(
        "vào ngày", "Day of the choice; without it, the day asked about.", default=None
    )
    follow: Follow = described(
        "theo dõi", "What happens when a member ends.", default=Follow.SUCCESSORS
    )


@attrs.frozen(kw_only=True)
class Group(Accountable):
    """A named set of bodies."""

    id: Slug = described("mã", "Slug without dots.")
    name: str = described("tên", "Name as the document writes it.")
    short: str | None = described("tên gọi tắt", "Name used in messages.", default=None)
    members: tuple[Slug, ...] | Selector = described(
        "thành viên", "Ids of bodies or groups, or a selector.", refers=("unit", "group")
    )
    note: str | None = described("ghi chú", "A remark.", default=None)

    @property
    def called(self) -> str:
        """The name for messages: the short one where there is one."""
        return self.short or self.name
