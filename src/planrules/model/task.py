"""Tasks, their time, and the links between them.

Dates are inclusive calendar days: a task that is due on a day may be finished on that day.
"""

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, compress
from operator import attrgetter
from typing import Final

import attrs

from planrules.model.dates import Deadline, PartialDate
from planrules.model.duration import Duration, Lag, Term
from planrules.model.fields import described
from planrules.model.ids import PeriodLabel, Slug
from planrules.model.recurrence import Recurrence, Window
from planrules.model.responsibility import Holder, Role
from planrules.model.row import Row


class TaskKind(StrEnum):
    """The four kinds of work; only dated and periodic work is ever overdue."""

    DATED = "dated"
    PERIODIC = "periodic"
    STANDING = "standing"
    UNDATED = "undated"


class DayOff(StrEnum):
    """What becomes of a deadline that falls on a day off."""

    AS_IS = "as-is"
    PREVIOUS_WORKING_DAY = "previous-working-day"
    NEXT_WORKING_DAY = "next-working-day"


class LinkType(StrEnum):
    """The four kinds of precedence, named after the keys that declare them."""

    FINISH_TO_START = "after"
    START_TO_START = "starts_after_start_of"
    FINISH_TO_FINISH = "ends_after_end_of"
    START_TO_FINISH = "ends_after_start_of"


@attrs.frozen
class Link:
    """A precedence link to another task.

    Attributes:
        task: Id of the predecessor.
        lag: Offset after the predecessor's date; negative for a lead; None for none.
        assumed: Why the link is supposed; None where the document states it.
    """

    task: Slug = described("nhiệm vụ trước", "Id of the other task.", refers=("task",))
    lag: Lag | None = described("độ trễ", "Offset such as +5wd or -2d.", default=None)
    assumed: str | None = described("tạm tính", "Why the link is supposed.", default=None)


@attrs.frozen(kw_only=True)
class Output:
    """A thing built or acquired, and the indicators that count it."""

    name: str = described("tên", "The thing, in the document's words.")
    counted_by: tuple[Slug, ...] = described(
        "chỉ tiêu tính", "Indicators that count it.", default=(), refers=("indicator",)
    )


@attrs.frozen(kw_only=True)
class RelativeDeadline:
    """A deadline counted from another task's actual finish, or else from its due date."""

    task: Slug = described("nhiệm vụ gốc", "Id of the other task.", refers=("task",))
    within: Term = described("trong vòng", "Time allowed, the first day not counted.")


def _role(label: str, doc: str) -> tuple[Holder, ...]:
    holders: tuple[Holder, ...] = described(label, doc, default=(), refers=("unit", "group"))
    return holders


@attrs.frozen(kw_only=True)
class Task(Row):
    """A piece of work that can be assigned; a node of the network."""

    lead: tuple[Holder, ...] = _role("chủ trì", "Who leads and answers for the result.")
    coordinate: tuple[Holder, ...] = _role("phối hợp", "Who takes part on the lead's request.")
    advise: tuple[Holder, ...] = _role("tham mưu", "Who drafts for whoever decides.")
    carry_out: tuple[Holder, ...] = _role("thực hiện", "Who carries it out.")
    guide: tuple[Holder, ...] = _role("hướng dẫn", "Who guides.")
    inspect: tuple[Holder, ...] = _role("kiểm tra", "Who goes and checks.")
    supervise: tuple[Holder, ...] = _role("giám sát", "Who watches continuously.")
    urge: tuple[Holder, ...] = _role("đôn đốc", "Who urges those who are late.")
    follow: tuple[Holder, ...] = _role("theo dõi", "Who follows progress.")
    consolidate: tuple[Holder, ...] = _role("tổng hợp", "Who collects from others.")
    report: tuple[Holder, ...] = _role("báo cáo", "Who reports.")
    appraise: tuple[Holder, ...] = _role("thẩm định", "Who appraises.")
    submit: tuple[Holder, ...] = _role("trình", "Who submits.")
    approve: tuple[Holder, ...] = _role("phê duyệt", "Who approves or decides.")
    receive: tuple[Holder, ...] = _role("cơ quan nhận", "Who receives the product.")

    product: tuple[str, ...] = described(
        "sản phẩm", "Deliverables: a document, a report, a data set.", default=()
    )
    output: tuple[Output, ...] = described(
        "công trình, kết quả", "Things built or acquired.", default=()
    )

    not_before: PartialDate | None = described(
        "không sớm hơn", "Earliest start, inclusive.", default=None
    )
    due: Deadline | None = described(
        "thời hạn",
        "Deadline, inclusive; mid-2025-06 and the like, or { before = DATE }, which excludes it.",
        default=None,
    )
    duration: Duration | None = described(
        "thời lượng", "Time needed, such as 20wd or 30d.", default=None
    )
    milestone: bool = described("mốc", "True for an event without length.", default=False)
    on: PartialDate | None = described("vào ngày", "The day, where it is fixed.", default=None)
    deadline_from: RelativeDeadline | None = described(
        "thời hạn kể từ", "Deadline relative to another task.", default=None
    )
    every: Recurrence | None = described(
        "định kỳ",
        'month, quarter, half-year, first-nine-months, year, a list, an RFC 5545 rule, "unstated".',
        default=None,
    )
    window: Window | None = described(
        "kỳ số liệu", "Which days a period covers: nd09 or calendar.", default=None
    )
    due_after_close: Term | None = described(
        "hạn sau chốt số liệu", "Time allowed after a period closes.", default=None
    )
    first: PeriodLabel | None = described("kỳ đầu tiên", "First period, as 2024-Q3.", default=None)
    standing: bool = described(
        "thường xuyên", "True for work without end (thường xuyên).", default=False
    )
    day_off: DayOff | None = described(
        "gặp ngày nghỉ", "What becomes of a deadline on a day off; as-is if absent.", default=None
    )

    after: tuple[Link, ...] = described(
        "sau khi xong", "Starts after these finish.", default=(), refers=("task",)
    )
    starts_after_start_of: tuple[Link, ...] = described(
        "bắt đầu sau khi bắt đầu", "Starts after these start.", default=(), refers=("task",)
    )
    ends_after_end_of: tuple[Link, ...] = described(
        "xong sau khi xong", "Finishes after these finish.", default=(), refers=("task",)
    )
    ends_after_start_of: tuple[Link, ...] = described(
        "xong sau khi bắt đầu", "Finishes after these start.", default=(), refers=("task",)
    )
    serves: tuple[Slug, ...] = described(
        "phục vụ",
        "Goals, indicators or measures that it serves.",
        default=(),
        refers=("goal", "indicator", "measure"),
    )
    part_of: tuple[Slug, ...] = described(
        "thuộc", "Task or measure that it is a part of.", default=(), refers=("task", "measure")
    )
    fed_by: tuple[Slug, ...] = described(
        "lấy số liệu từ", "Tasks whose results it uses.", default=(), refers=("task",)
    )
    oversees: tuple[Slug, ...] = described(
        "theo dõi việc", "Tasks that it oversees.", default=(), refers=("task", "measure")
    )
    priority: bool = described("trọng tâm", "True where the document says so.", default=False)

    @property
    def kind(self) -> TaskKind:
        """Which of the four kinds of work it is, by its stated values."""
        if self.every is not None:
            return TaskKind.PERIODIC
        if (
            self.due is not None
            or self.duration is not None
            or self.milestone
            or self.on is not None
            or self.deadline_from is not None
            or self.not_before is not None
        ):
            return TaskKind.DATED
        return TaskKind.STANDING if self.standing else TaskKind.UNDATED

    def holders(self, role: Role) -> tuple[Holder, ...]:
        """Return who is named in ``role`` by the task itself."""
        named: tuple[Holder, ...] = getattr(self, role)
        return named

    def links(self) -> tuple[tuple[LinkType, Link], ...]:
        """Return its precedence links with their types, in the order of the types."""
        if not self.is_linked:
            return ()
        given = zip(_KINDS, _given_links(self), strict=True)
        return tuple([(kind, link) for kind, links in given for link in links])

    @property
    def is_linked(self) -> bool:
        """Whether it has any precedence links."""
        return any(_given_links(self))

    def predecessors(self) -> tuple[Slug, ...]:
        """Return the tasks that its precedence links lead from, in the order of ``links``."""
        return tuple([link.task for links in _given_links(self) for link in links])

    def everybody(self) -> Iterator[Holder]:
        """Yield everybody whom it names, in the order of the roles."""
        return chain.from_iterable(_given_roles(self))

    def held(self) -> dict[Role, tuple[Holder, ...]]:
        """Return whom it names by role, in the order of the roles, none without anybody."""
        given = _given_roles(self)
        return dict(compress(zip(_ROLES, given, strict=True), given))


# Asked of every task time and again: enumerating the enums anew would cost far more, and an
# attribute is found sooner by a plain string than by a member of an enum.
_KINDS: Final = tuple(LinkType)
_given_links = attrgetter(*map(str, _KINDS))
_ROLES: Final = tuple(Role)
_given_roles = attrgetter(*map(str, _ROLES))
