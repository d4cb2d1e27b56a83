"""The shape of the files: which tables stand in a plan, a register, a workspace."""

from collections.abc import Mapping
from typing import Any, NewType

import attrs

from planrules.model.assignment import Assignment, NotModelled
from planrules.model.basis import Basis
from planrules.model.body import Group, Territory, Unit
from planrules.model.calendar import CalendarTable
from planrules.model.fields import described
from planrules.model.goal import Goal, Indicator, Measure
from planrules.model.ids import Slug
from planrules.model.ledger import Entry, Extension, Measurement
from planrules.model.plan import Header
from planrules.model.tables import TABLES
from planrules.model.task import Task

#: An amendment in the plan's own file, read once there is any: most plans have none.
AmendmentTable = NewType("AmendmentTable", Mapping[str, Any])

#: The only version of the format so far.
FORMAT = 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PlanTables:
    """A plan file, table by table; the names are those of the TOML tables."""

    format: int = described("phiên bản định dạng", "Version of the format: 1.")
    registers: tuple[Slug, ...] = described(
        "danh bạ", "Names of registers of the workspace, never paths.", default=()
    )
    plan: Header = described("kế hoạch", "What the plan says about itself.")
    calendar: CalendarTable | None = described(
        "lịch làm việc", "Working days of its own.", default=None
    )
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
        "đề mục phân công", "What headings assign, inherited by the tasks under them.", default=()
    )
    task: tuple[Task, ...] = described("nhiệm vụ được giao", "Work that is assigned.", default=())
    not_modelled: tuple[NotModelled, ...] = described(
        "nội dung không đưa vào", "Words that nothing models, with the reason.", default=()
    )
    entry: tuple[Entry, ...] = described("cập nhật tiến độ", "How far work is.", default=())
    measurement: tuple[Measurement, ...] = described(
        "số liệu", "What was measured of indicators.", default=()
    )
    extension: tuple[Extension, ...] = described(
        "gia hạn", "Deadlines that were put off.", default=()
    )
    amendment: tuple[AmendmentTable, ...] = described(
        "sửa đổi, bổ sung", "Dated changes to the plan, as in amendments/.", default=()
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RegisterHeader:
    """What a register says about itself."""

    id: Slug = described("mã", "Slug, the same as the name of the file.")
    title: str = described("tên danh bạ", "Title.")
    sources: tuple[str, ...] = described("nguồn", "Where its facts were read.", default=())
    note: str | None = described("ghi chú", "A remark.", default=None)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RegisterTables:
    """A register of bodies and areas, shared by the plans of a workspace."""

    format: int = described("phiên bản định dạng", "Version of the format: 1.")
    register: RegisterHeader = described("danh bạ", "What the register says about itself.")
    territory: tuple[Territory, ...] = described("địa bàn", "Areas.", default=())
    unit: tuple[Unit, ...] = described("cơ quan, đơn vị", "Bodies.", default=())
    group: tuple[Group, ...] = described("nhóm", "Named sets of bodies.", default=())


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LedgerTables:
    """A file of the ledger beside a plan."""

    format: int = described("phiên bản định dạng", "Version of the format: 1.")
    entry: tuple[Entry, ...] = described("cập nhật tiến độ", "How far work is.", default=())
    measurement: tuple[Measurement, ...] = described(
        "số liệu", "What was measured of indicators.", default=()
    )
    extension: tuple[Extension, ...] = described(
        "gia hạn", "Deadlines that were put off.", default=()
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class WorkspaceTables:
    """The file ``planrules.toml`` that marks a workspace."""

    format: int = described("phiên bản định dạng", "Version of the format: 1.")
    title: str | None = described("tên", "What the workspace is for.", default=None)


#: Tables of rows and the attribute of ``Plan`` that holds them.
ROWS: dict[str, str] = {name: attribute for name, (attribute, _) in TABLES.items()}

#: Tables of records and the attribute of ``Ledger`` that holds them.
RECORDS: dict[str, str] = {
    "entry": "entries",
    "measurement": "measurements",
    "extension": "extensions",
}

#: The key that tells rows of a table apart, where it is not ``id``.
IDENTITY: dict[str, str] = {name: key for name, (_, key) in TABLES.items() if key != "id"}
