"""The words for how far indicators are, in reports and on pages, in both languages."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

import attrs

from planrules.model.fields import LABEL
from planrules.model.goal import Indicator, Rollup
from planrules.model.message import Text, shown
from planrules.model.plan import Header, Plan
from planrules.rules.labels import say
from planrules.text import printable
from planrules.tracking.figures import PLACES, rounded
from planrules.tracking.progress import Disregard, IndicatorProgress, Obstacle, Pace, Part

HEAD: Final = Text("Chỉ tiêu tính đến {day}: {count}", "Indicators as of {day}: {count}")
NOTHING: Final = Text("Không có chỉ tiêu nào.", "There are no indicators.")
ROUNDED: Final = Text(
    "Số lẻ được làm tròn đến {places} chữ số thập phân; tiến độ đánh giá theo số chưa làm tròn.",
    "Fractions are rounded to {places} decimal places; paces are judged by exact numbers.",
)
COLUMNS: Final[tuple[Text, ...]] = (
    Text("Chỉ tiêu", "Indicator"),
    Text("Hiện trạng", "Baseline"),
    Text("Kết quả", "Result"),
    Text("Tử/mẫu", "Num./den."),
    Text("Báo cáo", "Reported"),
    Text("Cần đạt", "Expected"),
    Text("Mục tiêu", "Target"),
    Text("Thời hạn", "By"),
    Text("Tiến độ", "Pace"),
)
#: The columns that say what each body contributes.
BODY_COLUMNS: Final[tuple[Text, ...]] = (
    Text("Đơn vị", "Body"),
    Text("Kết quả", "Result"),
    Text("Số liệu ngày", "As measured on"),
    Text("Kế thừa từ", "Taken over from"),
)
STANDINGS: Final[dict[Pace, Text]] = {
    Pace.REACHED: Text("đạt", "reached"),
    Pace.ON_TRACK: Text("đúng tiến độ", "on track"),
    Pace.BEHIND: Text("chậm tiến độ", "behind"),
    Pace.NOT_KNOWN: Text("chưa đánh giá được", "not known"),
}
OBSTACLES: Final[dict[Obstacle, Text]] = {
    Obstacle.QUALITATIVE: Text("chỉ tiêu định tính", "it is qualitative"),
    Obstacle.NO_DATA: Text("chưa có số liệu", "nothing was measured"),
    Obstacle.NO_SCOPE: Text(
        "chưa nêu phạm vi (scope) nên chưa tổng hợp được số liệu của từng đơn vị",
        "without a scope the figures of bodies can't be rolled up",
    ),
    Obstacle.NO_MEMBERS: Text(
        "phạm vi không có đơn vị nào đang hoạt động", "its scope holds no body on the day"
    ),
    Obstacle.MIXED_KINDS: Text(
        "số liệu của các đơn vị không cùng loại (có hoặc không, số, tử số và mẫu số)",
        "bodies gave figures of several kinds (true or false, numbers, ratios)",
    ),
    Obstacle.NO_ROLLUP: Text(
        "chưa nêu cách tổng hợp (rollup) các số liệu bằng số",
        "no roll-up is stated for figures that are numbers",
    ),
    Obstacle.UNFIT_ROLLUP: Text(
        "cách tổng hợp (rollup) không hợp với loại số liệu", "the roll-up does not fit the figures"
    ),
    Obstacle.UNFIT_UNIT_OF_MEASURE: Text(
        "tổng hợp theo tỷ lệ (share) nhưng đơn vị tính không phải %; nếu đếm số đơn vị thì ghi"
        ' rollup = "sum"',
        'a share is told in %, which is not its unit of measure; rollup = "sum" counts bodies',
    ),
    Obstacle.INCOMPLETE: Text("chưa đủ số liệu của các đơn vị", "figures of bodies are missing"),
    Obstacle.NO_TARGET: Text("chưa nêu mức phấn đấu", "no target is stated"),
    Obstacle.NO_BASELINE: Text("chưa có số liệu hiện trạng", "no baseline is stated"),
    Obstacle.NO_DIRECTION: Text(
        "hiện trạng bằng mức phấn đấu nên chưa rõ tăng hay giảm là tốt",
        "baseline and target are the same, so that neither way is known to be better",
    ),
    Obstacle.NO_START: Text(
        "chưa có ngày bắt đầu của kế hoạch trước mốc đầu tiên",
        "the plan has no first day before the first milestone",
    ),
    Obstacle.NO_END: Text("chưa nêu thời điểm đạt", "no date is stated"),
}
DISREGARDED: Final[dict[Disregard, Text]] = {
    Disregard.BODY_NOT_THERE: Text(
        "đơn vị không hoạt động vào ngày đó", "the body did not exist on that day"
    ),
    Disregard.OUTSIDE_SCOPE: Text("đơn vị ngoài phạm vi chỉ tiêu", "the body is out of scope"),
    Disregard.NO_SCOPE: Text("chỉ tiêu chưa nêu phạm vi", "the indicator states no scope"),
}
_ROLLUPS: Final[dict[Rollup, Text]] = {
    Rollup.SHARE: Text("tỷ lệ đơn vị đạt", "share"),
    Rollup.SUM: Text("tổng", "sum"),
    Rollup.MEAN: Text("bình quân", "mean"),
    Rollup.MINIMUM: Text("mức thấp nhất", "minimum"),
    Rollup.RATIO: Text("tổng tử số trên tổng mẫu số", "ratio"),
}
_ROLLED: Final = Text("Cách tổng hợp: {rollup}", "Rolled up as: {rollup}")
_ANSWERS: Final = {True: Text("có", "yes"), False: Text("chưa", "no")}
_NOT_KNOWN: Final = Text("Chưa đánh giá được: {reason}", "Not known: {reason}")
_MISSING: Final = Text("Còn thiếu {count} đơn vị: {names}", "Missing {count}: {names}")
_INHERITED: Final = Text("Kế thừa: {body} từ {sources}", "Taken over: {body} from {sources}")
_ITSELF: Final = Text("chính đơn vị trước khi sáp nhập thêm", "itself before it grew")
_UNTIL: Final = Text(" (đến {day})", " (until {day})")
_OVERALL: Final = Text(
    "Số liệu chung, ngày {day}; chưa có số liệu của từng đơn vị",
    "Measured of the whole on {day}; no body has reported",
)
_BESIDE: Final = Text(
    "Số liệu chung đã báo cáo: {value}, ngày {day}", "Measured of the whole: {value} on {day}"
)
_LEFT_OUT: Final = Text(
    "Không tính số liệu ngày {day} của {body}: {reason}",
    "Left out: {body} on {day}, {reason}",
)
_ASSUMED: Final = Text("Tạm tính, văn bản không nêu: {fields}", "Assumed, not stated: {fields}")
_PARTLY: Final = Text("{} (chưa đủ)", "{} (partly)")
_LACKING: Final = Text("{body} (thiếu của {names})", "{body} (lacks {names})")
_NO_FIGURE: Final = "–"


def number(value: Fraction | None, language: str) -> str:
    """Return a number for people, rounded; a dash where there is none."""
    return _NO_FIGURE if value is None else shown(rounded(value), language)


def is_rounded(one: IndicatorProgress) -> bool:
    """Return whether people are shown any number of an indicator that was rounded."""
    numbers = (one.value, one.expected, one.numerator, one.denominator)
    return any(value is not None and (value * 10**PLACES).denominator > 1 for value in numbers)


def value_of(one: IndicatorProgress, language: str) -> str:
    """Return the value of an indicator, and that it is not whole where bodies are missing."""
    value = number(one.value, language)
    return value if one.value is None or one.is_complete else say(_PARTLY, language).format(value)


def cells_of(one: IndicatorProgress, language: str) -> tuple[str, ...]:
    """Return the cells of an indicator in the order of ``COLUMNS``, its title left out."""
    indicator = one.indicator
    baseline, target = (
        _NO_FIGURE if value is None else shown(value, language)
        for value in (indicator.baseline, indicator.target)
    )
    unit = indicator.unit_of_measure
    measured = f"{target} {printable(unit)}" if unit and indicator.target is not None else target
    return (
        baseline,
        value_of(one, language),
        ""
        if one.denominator is None
        else f"{number(one.numerator, language)}/{number(one.denominator, language)}",
        f"{one.reported}/{len(one.parts)}" if one.parts else _NO_FIGURE,
        number(one.expected, language),
        measured + ("*" if one.assumed else ""),
        _NO_FIGURE if one.end is None else shown(one.end, language),
        say(STANDINGS[one.pace], language),
    )


def part_value(part: Part, language: str) -> str:
    """Return what a body contributes, for people."""
    if isinstance(part.value, bool):
        return say(_ANSWERS[part.value], language)
    if part.denominator is not None:
        return f"{number(part.numerator, language)}/{number(part.denominator, language)}"
    return number(part.value, language)


def part_cells(plan: Plan, part: Part, language: str) -> tuple[str, ...]:
    """Return the cells of a body in the order of ``BODY_COLUMNS``."""
    days = sorted({measurement.measured_on for measurement in part.measurements})
    return (
        _called(plan, part.unit),
        part_value(part, language),
        ", ".join(shown(day, language) for day in days),
        ", ".join(_sources(plan, part, language)),
    )


def notes_of(plan: Plan, one: IndicatorProgress, language: str) -> Iterator[str]:
    """Yield what else there is to say of an indicator, a sentence without a full stop each."""
    if one.obstacle is not None:
        reason = say(OBSTACLES[one.obstacle], language)
        yield say(_NOT_KNOWN, language).format(reason=reason)
    if one.overall is not None:
        day = shown(one.overall.measured_on, language)
        if one.is_overall:
            yield say(_OVERALL, language).format(day=day)
        else:
            yield say(_BESIDE, language).format(value=_overall(one, language), day=day)
    if one.missing and not one.is_overall and one.obstacle is not Obstacle.NO_DATA:
        names = ", ".join(_lacking(plan, part, language) for part in one.parts if part.is_missing)
        yield say(_MISSING, language).format(count=len(one.missing), names=names)
    for part in one.inherited:
        sources = ", ".join(_sources(plan, part, language))
        yield say(_INHERITED, language).format(body=_called(plan, part.unit), sources=sources)
    for left in one.disregarded:
        measurement = left.measurement
        yield say(_LEFT_OUT, language).format(
            day=shown(measurement.measured_on, language),
            body=_called(plan, measurement.unit or ""),
            reason=say(DISREGARDED[left.reason], language),
        )
    if one.assumed:
        yield say(_ASSUMED, language).format(fields=", ".join(_fields(one, language)))


def _fields(one: IndicatorProgress, language: str) -> Iterator[str]:
    """Yield what the fields are called that are only assumed."""
    labels = attrs.fields_dict(Header) | attrs.fields_dict(Indicator)
    for name in one.assumed:
        yield labels[name].metadata[LABEL] if language == "vi" else name


def rollup_words(one: IndicatorProgress, language: str) -> str | None:
    """Return how the figures of bodies became one; None where they did not."""
    if one.rollup is None or one.is_overall:
        return None
    return say(_ROLLED, language).format(rollup=say(_ROLLUPS[one.rollup], language))


def _overall(one: IndicatorProgress, language: str) -> str:
    measurement = one.overall
    value = None if measurement is None else measurement.value
    if isinstance(value, bool):
        return say(_ANSWERS[value], language)
    if measurement is None or value is not None:
        return shown(value, language)
    return f"{shown(measurement.numerator, language)}/{shown(measurement.denominator, language)}"


def _lacking(plan: Plan, part: Part, language: str) -> str:
    """Return the name of a body that is missing, and what would have to be known of it."""
    body = _called(plan, part.unit)
    names = ", ".join(_before(plan, part.unit, part.lacking, language))
    return say(_LACKING, language).format(body=body, names=names) if names else body


def _sources(plan: Plan, part: Part, language: str) -> Iterator[str]:
    return _before(plan, part.unit, part.inherited_from, language)


def _before(plan: Plan, heir: str, units: Iterable[str], language: str) -> Iterator[str]:
    """Yield the names of the bodies that one came from."""
    for unit in units:
        if unit == heir:
            yield say(_ITSELF, language)
            continue
        until = getattr(plan.body(unit), "until", None)  # names are used again by those that follow
        last = "" if until is None else say(_UNTIL, language).format(day=shown(until, language))
        yield _called(plan, unit) + last


def _called(plan: Plan, unit: str) -> str:
    body = plan.body(unit)
    return printable(getattr(body, "called", body.name))
