"""Goals, the indicators that measure them, and the measures that serve them."""

from decimal import Decimal
from enum import StrEnum

import attrs

from planrules.model.dates import PartialDate
from planrules.model.fields import described
from planrules.model.ids import Slug
from planrules.model.responsibility import Holder
from planrules.model.row import Row


class GoalKind(StrEnum):
    """What sort of goal a clause states."""

    PURPOSE = "purpose"
    REQUIREMENT = "requirement"
    GENERAL = "general"


class Rollup(StrEnum):
    """How the figures of bodies become one.

    ``share``: of 100, how many bodies said true. ``sum``: their numbers added up, or how many said
    true. ``mean``, ``minimum``: of their numbers, each body counting once. ``ratio``: all
    numerators over all denominators, of 100 where the unit of measure is %.
    """

    SHARE = "share"
    SUM = "sum"
    MEAN = "mean"
    MINIMUM = "minimum"
    RATIO = "ratio"


@attrs.frozen(kw_only=True)
class Goal(Row):
    """A purpose, a requirement or a general goal."""

    kind: GoalKind | None = described(
        "loại", "purpose (mục đích), requirement (yêu cầu), general (mục tiêu chung).", default=None
    )
    by: PartialDate | None = described("đến thời điểm", "When it is to be reached.", default=None)


@attrs.frozen(kw_only=True)
class ParentTarget:
    """What the superior document asks for."""

    basis: str = described("văn bản", "Number of the superior document.", refers=("basis",))
    value: Decimal = described("mức", "Its target, in the indicator's unit of measure.")


@attrs.frozen(kw_only=True)
class IntermediateTarget:
    """A step on the way to the target."""

    by: PartialDate = described("đến thời điểm", "When it is to be reached.")
    value: Decimal = described("mức", "The value to be reached by then.")


@attrs.frozen(kw_only=True)
class Indicator(Row):
    """A target with baseline, target, unit of measure, date and scope; or a qualitative one."""

    goal: Slug | None = described(
        "mục tiêu", "Id of the goal that it measures.", default=None, refers=("goal",)
    )
    qualitative: bool = described(
        "định tính", "True where the document gives no number.", default=False
    )
    unit_of_measure: str | None = described("đơn vị tính", "Unit of measure.", default=None)
    baseline: Decimal | None = described(
        "hiện trạng", "Value at the outset, in the unit of measure.", default=None
    )
    target: Decimal | None = described(
        "mức phấn đấu", "Value to be reached, in the unit of measure.", default=None
    )
    milestones: tuple[IntermediateTarget, ...] = described(
        "mốc trung gian", "Values on the way, in order of time.", default=()
    )
    by: PartialDate | None = described("đến thời điểm", "When it is to be reached.", default=None)
    scope: tuple[Slug, ...] = described(
        "phạm vi", "Bodies or groups that report on it.", default=(), refers=("unit", "group")
    )
    rollup: Rollup | None = described(
        "cách tổng hợp",
        "How the figures of its bodies become one: share (of 100, those that said true), sum (of "
        "numbers, or how many said true), mean, minimum, ratio (numerators over denominators); if "
        "absent, share of true and false, ratio of numerators and denominators.",
        default=None,
    )
    counts: tuple[str, ...] = described(
        "đối tượng tính", "Things that it counts (thôn, phố).", default=()
    )
    condition: str | None = described(
        "điều kiện", "A condition of the document, verbatim.", default=None
    )
    data_source: str | None = described("nguồn số liệu", "Where values come from.", default=None)
    parent_target: ParentTarget | None = described(
        "chỉ tiêu cấp trên", "What the superior document asks for.", default=None
    )
    lead: tuple[Holder, ...] = described(
        "chủ trì", "Who answers for it.", default=(), refers=("unit", "group")
    )


@attrs.frozen(kw_only=True)
class Measure(Row):
    """A heading of work that serves goals (nhiệm vụ, giải pháp)."""

    serves: tuple[Slug, ...] = described(
        "phục vụ", "Goals or indicators that it serves.", default=(), refers=("goal", "indicator")
    )
    lead: tuple[Holder, ...] = described(
        "chủ trì", "Who answers for it.", default=(), refers=("unit", "group")
    )
    coordinate: tuple[Holder, ...] = described(
        "phối hợp", "Who takes part.", default=(), refers=("unit", "group")
    )
