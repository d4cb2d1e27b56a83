"""The plan: the document as data, with look-up by id and by clause."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from planrules.errors import UnknownIdError
from planrules.model.assignment import Assignment, NotModelled
from planrules.model.basis import Basis
from planrules.model.body import Group, Territory, Unit
from planrules.model.calendar import CalendarName, CalendarTable
from planrules.model.clause import Document
from planrules.model.dates import PartialDate
from planrules.model.display import Tabular
from planrules.model.fields import described
from planrules.model.goal import Goal, Indicator, Measure
from planrules.model.ids import Blankable, Slug
from planrules.model.ledger import Ledger
from planrules.model.membership import holders_on, members_on
from planrules.model.place import Origin
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.row import Accountable, Row
from planrules.model.rulebook import RuleBook
from planrules.model.task import Task

if TYPE_CHECKING:
    from planrules.model.amendment import Amendment
    from planrules.model.lineage import Lineage

_EMPTY: Final = Ledger()


class Language(StrEnum):
    """The language a plan is written in."""

    VI = "vi"
    EN = "en"


@attrs.frozen(kw_only=True)
class Recipient:
    """A line of *Nơi nhận*."""

    unit: Slug | None = described(
        "nơi nhận", "Unit or group that receives the plan.", default=None, refers=("unit", "group")
    )
    purpose: str | None = described("để", "Purpose, such as b/c (to report).", default=None)
    text: str | None = described("nguyên văn", "The line, where it names no body.", default=None)


@attrs.frozen(kw_only=True)
class Signer:
    """Who signed."""

    name: str = described("họ tên", "Full name, without titles.")
    capacity: str | None = described("chức vụ", "Capacity, verbatim.", default=None)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Header(Accountable):
    """What the plan says about itself."""

    id: Slug = described("mã", "Slug of the plan; part of every uid in calendars.")
    title: str = described("tên kế hoạch", "Title, verbatim.")
    number: Blankable | None = described(
        "số, ký hiệu", "Number and sign, verbatim, even where the number is blank.", default=None
    )
    blank: tuple[str, ...] = described(
        "để trống", "Parts left blank in the source, such as number, day.", default=()
    )
    issuer: Slug | None = described(
        "cơ quan ban hành", "Id of the issuing body.", default=None, refers=("unit",)
    )
    place: str | None = described("địa danh", "Place of issue.", default=None)
    issued_on: PartialDate | None = described(
        "ngày ban hành", "Date of issue, whole or partial.", default=None
    )
    starts_on: PartialDate | None = described(
        "ngày bắt đầu", "First day of the plan, inclusive.", default=None
    )
    ends_on: PartialDate | None = described(
        "ngày kết thúc", "Last day of the plan, inclusive.", default=None
    )
    signed_by: Signer | None = described("người ký", "Who signed.", default=None)
    document: str | None = described(
        "văn bản", "File with the official text, in the plan's folder.", default=None
    )
    work_calendar: CalendarName | None = described(
        "lịch làm việc", "VN, weekdays or every-day; VN if absent.", default=None
    )
    language: Language | None = described("ngôn ngữ", "vi or en; vi if absent.", default=None)
    recipients: tuple[Recipient, ...] = described(
        "nơi nhận", "Who receives the plan.", default=(), refers=("unit", "group")
    )
    funding: str | None = described("kinh phí", "What the plan says of funds.", default=None)
    review: str | None = described(
        "sơ kết, tổng kết", "What the plan says of reviews.", default=None
    )
    note: str | None = described("ghi chú", "A remark.", default=None)


@attrs.frozen(kw_only=True)
class Plan(Header, Tabular):
    """A plan: its header and all its rows; a value that never changes.

    ``origin`` and ``text`` say where the plan came from, ``rulebook`` what it is checked by besides
    the built-in rules, ``ledger`` what was reported under it, ``amendments`` what changes it, and
    ``lineage`` which of these have been applied; they take no part in equality.
    """

    bases: tuple[Basis, ...] = ()
    territories: tuple[Territory, ...] = ()
    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    measures: tuple[Measure, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    tasks: tuple[Task, ...] = ()
    not_modelled: tuple[NotModelled, ...] = ()
    calendar: CalendarTable | None = None
    text: Document | None = attrs.field(default=None, eq=False, repr=False)
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)
    rulebook: RuleBook | None = attrs.field(default=None, eq=False, repr=False)
    ledger: Ledger = attrs.field(default=_EMPTY, eq=False, repr=False)
    amendments: "tuple[Amendment, ...]" = attrs.field(default=(), eq=False, repr=False)
    lineage: "Lineage | None" = attrs.field(default=None, eq=False, repr=False)

    def rows(self) -> Iterator[Row]:
        """Yield goals, indicators, measures and tasks, each in the order of the file."""
        yield from self.goals
        yield from self.indicators
        yield from self.measures
        yield from self.tasks

    @cached_property
    def _rows_by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows()}

    @cached_property
    def _bodies_by_id(self) -> dict[str, Unit | Group | Territory]:
        bodies: dict[str, Unit | Group | Territory] = {}
        for territory in self.territories:
            bodies[territory.id] = territory
        for group in self.groups:
            bodies[group.id] = group
        for unit in self.units:
            bodies[unit.id] = unit
        return bodies

    @cached_property
    def _unit_order(self) -> dict[str, int]:
        return {unit.id: index for index, unit in enumerate(self.units)}

    @cached_property
    def _rows_by_clause(self) -> dict[str, tuple[Row, ...]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows():
            if row.clause is not None:
                found.setdefault(row.clause, []).append(row)
        return {clause: tuple(rows) for clause, rows in found.items()}

    @cached_property
    def _assignments_by_clause(self) -> dict[str, Assignment]:
        return {assignment.clause: assignment for assignment in self.assignments}

    def row(self, id: str, /) -> Row:
        """Return the goal, indicator, measure or task with the id.

        Raises:
            UnknownIdError: If there is none.
        """
        try:
            return self._rows_by_id[id]
        except KeyError:
            raise UnknownIdError(id) from None

    def body(self, id: str, /) -> Unit | Group | Territory:
        """Return the unit, group or territory with the id.

        Raises:
            UnknownIdError: If there is none.
        """
        try:
            return self._bodies_by_id[id]
        except KeyError:
            raise UnknownIdError(id) from None

    def at(self, clause: str, /) -> tuple[Row, ...]:
        """Return the rows that cite exactly this clause, in the order of the file."""
        return self._rows_by_clause.get(clause, ())

    @cached_property
    def _serving(self) -> dict[str, tuple[Row, ...]]:
        found: dict[str, list[Row]] = {}
        for indicator in self.indicators:
            if indicator.goal is not None:
                found.setdefault(indicator.goal, []).append(indicator)
        for measure in self.measures:
            for id in dict.fromkeys(measure.serves):
                found.setdefault(id, []).append(measure)
        for task in self.tasks:
            for id in dict.fromkeys((*task.serves, *task.part_of)):
                found.setdefault(id, []).append(task)
        return {id: tuple(rows) for id, rows in found.items()}

    def serving(self, id: str, /) -> tuple[Row, ...]:
        """Return the rows that serve, measure or are a part of the row with the id, directly.

        Indicators come first, then measures, then tasks, each in the order of the file.
        """
        return self._serving.get(id, ())

    def heading_over(self, clause: str | None, /) -> Assignment | None:
        """Return the nearest assignment of a heading over ``clause``, or None."""
        address = clause or ""
        while address:
            assignment = self._assignments_by_clause.get(address)
            if assignment is not None:
                return assignment
            address = address.rpartition(".")[0]
        return None

    def leads(self, task: Task, /) -> tuple[Holder, ...]:
        """Return who leads a task, by itself or by its heading: see ``responsibilities``."""
        heading = None if task.lead else self.heading_over(task.clause)
        if heading is None:
            return task.lead
        coordinating = {holder.who for holder in task.coordinate}
        return tuple(
            holder
            for holder in heading.lead
            if holder.who is None or holder.who not in coordinating
        )

    def coordinators(self, task: Task, /) -> tuple[Holder, ...]:
        """Return who takes part in a task, by itself or by its heading, as with ``leads``."""
        heading = None if task.coordinate else self.heading_over(task.clause)
        if heading is None:
            return task.coordinate
        leading = {holder.who for holder in task.lead}
        return tuple(
            holder
            for holder in heading.coordinate
            if holder.who is None or holder.who not in leading
        )

    def responsibilities(self, task: Task, /) -> tuple[Responsibility, ...]:
        """Return who does what in a task, what it inherits from its heading included.

        A lead named by the task replaces the heading's. A heading's body that the task names as
        coordinating (*Phối hợp với …*) does not lead: the lead is then missing unless named.
        Every other role leaves the heading's body the lead, because what stands under a body's
        own heading is that body's work, whatever the verb. A body does not lead a task and, by
        its heading, coordinate it too.
        """
        own = [
            Responsibility(task.id, role, holder)
            for role, held in task.held().items()
            for holder in held
        ]
        heading = self.heading_over(task.clause)
        if heading is None:
            return tuple(own)
        inherited = (
            (Role.LEAD, () if task.lead else self.leads(task)),
            (Role.COORDINATE, () if task.coordinate else self.coordinators(task)),
        )
        return (
            *(
                Responsibility(task.id, role, holder, heading.clause)
                for role, held in inherited
                for holder in held
            ),
            *own,
        )

    def standing_for(self, unit: str, /, *, on: date) -> tuple[Unit, ...]:
        """Return the bodies that stand for a unit on a day: itself, or who came after it.

        Empty before it begins, where it ended without a known successor, and in a gap between its
        end and its successor's beginning.

        Raises:
            UnknownIdError: If there is no unit with the id.
        """
        body = self.body(unit)
        if not isinstance(body, Unit):
            raise UnknownIdError(unit)
        return self.in_order(holders_on(body, on, self._bodies_by_id))

    def members(self, group: str, /, *, on: date) -> tuple[Unit, ...]:
        """Return the bodies of a group on a day, in the order of the registers.

        A body that the group names or chooses is followed into its successors, unless the group's
        selector says otherwise; before the selector's day, those chosen that existed already.

        Args:
            group: Id of a group, or of a unit, which stands for itself while it exists.
            on: The day.

        Raises:
            UnknownIdError: If there is neither a group nor a unit with the id.
        """
        body = self.body(group)
        if isinstance(body, Territory):
            raise UnknownIdError(group)
        return self.in_order(members_on(body, on, self._bodies_by_id, self.units))

    def in_order(self, units: Iterable[str], /) -> tuple[Unit, ...]:
        """Return the bodies with some ids, in the order of the registers."""
        return tuple(self.units[index] for index in sorted(self._unit_order[id] for id in units))
