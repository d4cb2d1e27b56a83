"""Rules on measurements: of whom, of which day, of what kind (TRK)."""

from typing import Final

from planrules.model.finding import Severity
from planrules.model.goal import Indicator
from planrules.model.ledger import Measurement
from planrules.model.message import Text
from planrules.rules.case import Case
from planrules.rules.recorded import facts, hit
from planrules.rules.records import TAGS, Recorded
from planrules.rules.rule import Hit, Rule, Verdict

_AHEAD = Text(
    "Số liệu “{title}”{of} ghi ngày {day} nhưng lấy số của ngày {measured} sau đó.",
    "the measurement of “{title}”{of} was made on {day}, of the later day {measured}",
)
_UNKNOWN = Text(
    "Số liệu “{title}”{of} của ngày {measured} không được tính: Kế hoạch chưa có cơ quan này.",
    "the measurement of “{title}”{of} of {measured} does not count: the plan has no such body",
)
_NOT_THERE = Text(
    "Số liệu “{title}”{of} của ngày {measured} không được tính: ngày đó cơ quan này không hoạt"
    " động.",
    "the measurement of “{title}”{of} of {measured} does not count: the body did not exist then",
)
_OUTSIDE = Text(
    "Số liệu “{title}”{of} của ngày {measured} không được tính: cơ quan này ngoài phạm vi chỉ"
    " tiêu.",
    "the measurement of “{title}”{of} of {measured} does not count: the body is outside the scope"
    " of the target",
)
_NO_SCOPE = Text(
    "Số liệu “{title}”{of} của ngày {measured} không được tính: chỉ tiêu chưa nêu phạm vi áp dụng.",
    "the measurement of “{title}”{of} of {measured} does not count: the target has no scope",
)
_MIXED = Text(
    "Số liệu “{title}” lẫn lộn {kinds}, không cộng được với nhau.",
    "the measurements of “{title}” mix {kinds} and can't be rolled up",
)
#: What the kinds of figures are called, by their values.
_KINDS: Final = {
    "truth": Text("có hoặc không", "true or false"),
    "number": Text("con số", "numbers"),
    "ratio": Text("tử số, mẫu số", "ratios"),
}
_HELP_NO_SCOPE = Text(
    "Nêu phạm vi của chỉ tiêu (scope), hoặc ghi số liệu chung, không nêu cơ quan (unit).",
    "State the scope of the target (scope), or record the whole without a body (unit).",
)


def _left_out(case: Case, told: Recorded) -> Verdict:
    record, records = told.record, case.records
    if not isinstance(record, Measurement) or not isinstance(told.about, Indicator):
        return None
    if not records.until(record) or not _is_first(case, told.about, record):
        return None
    found = _wrong(case, record)
    if found is None:
        return []
    text, field, help_ = found
    message = text.of(measured=record.measured_on, **facts(case, told))
    return [hit(case, told, message, field, advice=help_)]


def _is_first(case: Case, indicator: Indicator, record: Measurement) -> bool:
    """Return whether nothing else tells what is wrong with a measurement.

    One made ahead is corrected by any later one of the body. That an indicator has no scope is one
    cause for all that is measured of it.
    """
    if record.recorded_on < record.measured_on:
        return case.records.is_last(record)
    first = case.records.first_without_scope.get(indicator.id, record)
    return first is record or record.unit is None


def _wrong(case: Case, record: Measurement) -> tuple[Text, str, Text | None] | None:
    """Return what is said of a measurement, of which field, and what to do; None if it counts."""
    from planrules.tracking.progress import Disregard

    if record.recorded_on < record.measured_on:
        return _AHEAD, "measured_on", None
    if case.records.names_nobody(record):
        return _UNKNOWN, "unit", None
    match case.records.disregarded.get(id(record)):
        case Disregard.BODY_NOT_THERE:
            return _NOT_THERE, "measured_on", None
        case Disregard.OUTSIDE_SCOPE:
            return _OUTSIDE, "unit", None
        case Disregard.NO_SCOPE:
            return _NO_SCOPE, "unit", _HELP_NO_SCOPE
    return None


def _mixed(case: Case, indicator: Indicator) -> Verdict:
    if not case.plan.ledger.measurements:
        return None
    from planrules.tracking.figures import figure_of
    from planrules.tracking.progress import Obstacle

    progress = case.records.progress[indicator.id]
    if progress.value is None and progress.obstacle is not Obstacle.MIXED_KINDS:
        return None
    if progress.obstacle is not Obstacle.MIXED_KINDS:
        return []
    of_bodies = case.records.of_bodies(indicator)
    kinds = [figure_of(one).kind for one in of_bodies]
    other = next(one for one, kind in zip(of_bodies, kinds, strict=True) if kind is not kinds[0])
    called = tuple(_KINDS[kind.value] for kind in dict.fromkeys(kinds))
    return [
        Hit(
            message=_MIXED.of(title=indicator.title, kinds=called),
            position=case.plan.ledger.position(other),
        )
    ]


TRK007 = Rule(
    code="TRK007",
    name="measurement-left-out",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text(
        "Số liệu của cơ quan trong phạm vi, đang hoạt động, không ghi trước ngày",
        "Measurements are of bodies in scope, on days on which they existed, and not made ahead",
    ),
    why=Text(
        "Số liệu như vậy không được tính; kết quả chỉ tiêu thiếu mà không ai biết.",
        "Such a figure does not count, and the result lacks it without anybody knowing.",
    ),
    help=Text(
        "Ghi lại số liệu đúng cơ quan, đúng ngày (unit, measured_on); cơ quan đã sắp xếp lại thì"
        " ghi cho cơ quan kế tiếp.",
        "Record it again for the right body and day (unit, measured_on), or for the body that came"
        " after.",
    ),
    check=_left_out,
)

TRK008 = Rule(
    code="TRK008",
    name="measurements-of-mixed-kinds",
    severity=Severity.WARNING,
    kind="indicator",
    tags=TAGS,
    title=Text(
        "Số liệu của một chỉ tiêu cùng một loại", "Measurements of a target are of one kind"
    ),
    why=Text(
        "Có hoặc không, một con số, một tỷ số là ba loại số liệu, không tổng hợp chung được.",
        "Whether something is so, a number and a ratio can't be rolled up together.",
    ),
    help=Text(
        "Thống nhất một loại số liệu, ghi lại số liệu của các cơ quan khác loại.",
        "Agree on one kind, and record the figures of the others again.",
    ),
    check=_mixed,
)

RULES = (TRK007, TRK008)
