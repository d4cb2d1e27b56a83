"""Dated changes to a plan: what an amendment changes, adds, puts in the place of what, and ends."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

import attrs

from planrules.model.assignment import Assignment, NotModelled
from planrules.model.basis import Basis
from planrules.model.body import Group, Territory, Unit
from planrules.model.fields import described
from planrules.model.goal import Goal, Indicator, Measure
from planrules.model.ids import Address, Blankable, Slug
from planrules.model.place import KeyPath
from planrules.model.responsibility import Holder, Role
from planrules.model.task import Task

#: Fields of a row by name, read as the row's kind once that is known.
FieldTable = Mapping[str, Any]  # whatever TOML holds, then values of the fields' own types
_NOTHING: Final[FieldTable] = {}


class AmendmentStatus(StrEnum):
    """Whether an amendment holds, or is only asked about."""

    ISSUED = "issued"
    DRAFT = "draft"


@attrs.frozen(kw_only=True)
class AmendmentHeader:
    """What an amendment says about itself."""

    id: Slug = described("mã", "Slug of the amendment; drafts are named by it.")
    status: AmendmentStatus = described(
        "tình trạng", "issued (đã ban hành) or draft (dự thảo): a draft counts only where named."
    )
    title: str | None = described("tên văn bản", "Title, verbatim.", default=None)
    number: Blankable | None = described("số, ký hiệu", "Number and sign, verbatim.", default=None)
    blank: tuple[str, ...] = described(
        "để trống", "Parts left blank in the source, such as number, day.", default=()
    )
    issuer: Slug | None = described(
        "cơ quan ban hành", "Id of the issuing body.", default=None, refers=("unit",)
    )
    issued_on: date | None = described("ngày ban hành", "Day of issue.", default=None)
    effective_on: date | None = described(
        "ngày hiệu lực",
        "First day in force. It counts from the later of this and the day of issue.",
        default=None,
    )
    basis: tuple[str, ...] = described(
        "căn cứ", "Documents that it rests on, in words.", default=()
    )
    note: str | None = described("ghi chú", "A remark.", default=None)


@attrs.frozen(kw_only=True)
class Change:
    """Other values for fields of something that the plan holds already.

    ``kind`` is the table of the row ``id``, filled where that is looked up.
    """

    id: Slug | None = described(
        "dòng",
        "Id of the goal, indicator, measure or task that changes.",
        default=None,
        refers=("goal", "indicator", "measure", "task"),
    )
    unit: Slug | None = described("cơ quan", "Or id of a body.", default=None, refers=("unit",))
    territory: Slug | None = described(
        "địa bàn", "Or id of an area.", default=None, refers=("territory",)
    )
    group: Slug | None = described("nhóm", "Or id of a group.", default=None, refers=("group",))
    basis: str | None = described(
        "văn bản căn cứ", "Or id of a document that it rests on.", default=None, refers=("basis",)
    )
    assignment: Address | None = described(
        "đề mục phân công", "Or clause of a heading that assigns.", default=None
    )
    plan: Slug | None = described("kế hoạch", "Or id of the plan: its header.", default=None)
    was: FieldTable = described(
        "trước đây", "Values by field before it; refused where they differ.", default=_NOTHING
    )
    set_: FieldTable = described("đổi thành", "Values by field from then on.", default=_NOTHING)
    unset: tuple[str, ...] = described("bỏ", "Fields that have no value from then on.", default=())
    reason: str | None = described("lý do", "Why.", default=None)
    kind: str | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Additions:
    """What an amendment adds, table by table, as in a plan."""

    basis: tuple[Basis, ...] = described("căn cứ", "Documents that it rests on.", default=())
    territory: tuple[Territory, ...] = described("địa bàn", "Areas.", default=())
    unit: tuple[Unit, ...] = described("cơ quan, đơn vị", "Bodies.", default=())
    group: tuple[Group, ...] = described("nhóm", "Named sets of bodies.", default=())
    goal: tuple[Goal, ...] = described(
        "mục đích, yêu cầu, mục tiêu", "Purposes, requirements, general goals.", default=()
    )
    indicator: tuple[Indicator, ...] = described("chỉ tiêu", "Targets.", default=())
    measure: tuple[Measure, ...] = described(
        "nhiệm vụ, giải pháp", "Headings of work that serve goals.", default=()
    )
    assignment: tuple[Assignment, ...] = described(
        "đề mục phân công", "What headings assign.", default=()
    )
    task: tuple[Task, ...] = described("nhiệm vụ được giao", "Work that is assigned.", default=())
    not_modelled: tuple[NotModelled, ...] = described(
        "nội dung không đưa vào", "Words that nothing models, with the reason.", default=()
    )


@attrs.frozen(kw_only=True)
class Replacement:
    """Another holder in the place of a body, wherever a role names it."""

    unit: Slug = described(
        "cơ quan cũ", "Id of the body or group that is replaced.", refers=("unit", "group")
    )
    with_: tuple[Holder, ...] = described(
        "thay bằng", "Who holds the roles from then on.", refers=("unit", "group")
    )
    from_: date | None = described(
        "từ ngày", "First day; that of the amendment if absent.", default=None
    )
    roles: tuple[Role, ...] = described(
        "vai trò", "Only in these roles; in all if absent.", default=()
    )
    tasks: tuple[Slug, ...] = described(
        "nhiệm vụ", "Only in these tasks; everywhere if absent.", default=(), refers=("task",)
    )
    reason: str | None = described("lý do", "Why.", default=None)


@attrs.frozen(kw_only=True)
class Ending:
    """The end of a goal, an indicator, a measure or a task; nothing is deleted."""

    id: Slug = described(
        "dòng", "Id of what ends.", refers=("goal", "indicator", "measure", "task")
    )
    on: date = described("đến ngày", "Last day on which it stands, inclusive.")
    reason: str | None = described("lý do", "Why.", default=None)


@attrs.frozen(kw_only=True)
class Amendment(AmendmentHeader):
    """A dated change to a plan (*sửa đổi, bổ sung*).

    ``file`` and ``path`` say where it stands and take no part in equality.
    """

    change: tuple[Change, ...] = described("thay đổi", "Other values for fields.", default=())
    add: Additions = described("bổ sung", "What it adds.", default=Additions())
    replace: tuple[Replacement, ...] = described(
        "thay thế", "Other holders in the place of bodies.", default=()
    )
    end: tuple[Ending, ...] = described("kết thúc", "What ends.", default=())
    file: int | None = attrs.field(default=None, eq=False, repr=False)
    path: KeyPath = attrs.field(default=(), eq=False, repr=False)

    @property
    def is_draft(self) -> bool:
        """Whether it counts only where it is named."""
        return self.status is AmendmentStatus.DRAFT

    @property
    def since(self) -> date | None:
        """The first day on which it counts; None where it gives no date."""
        return max(filter(None, (self.issued_on, self.effective_on)), default=None)

    def added(self) -> Iterator[tuple[str, int, Any]]:  # rows of every kind
        """Yield what it adds: the name of the table, the place in it, and the row."""
        for field in attrs.fields(Additions):
            for index, row in enumerate(getattr(self.add, field.name)):
                yield field.name, index, row


def ids_of(drafts: Iterable[str], /) -> frozenset[str]:
    """Return the ids of drafts that somebody has named.

    Raises:
        TypeError: If it is one text, whose letters would be taken for ids.
    """
    if isinstance(drafts, str):
        message = f"drafts is {drafts!r}; expected several ids, such as [{drafts!r}]"
        raise TypeError(message)
    return frozenset(drafts)
