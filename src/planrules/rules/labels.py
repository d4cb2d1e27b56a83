"""The words for what is shown in more than one way, in reports and on pages, in both languages."""

from collections.abc import Iterable
from typing import Final

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.progress import DeadlineClass, Ownerless
from planrules.model.recurrence import Rhythm
from planrules.rules.clarity import Cell
from planrules.rules.rule import Clarity

SEVERITIES: Final[dict[Severity, Text]] = {
    Severity.ERROR: Text("phải sửa", "error"),
    Severity.WARNING: Text("cần xem xét", "warning"),
    Severity.INFO: Text("lưu ý", "info"),
}

ITEMS: Final[dict[Clarity, Text]] = {
    Clarity.PERSON: Text("Người", "Person"),
    Clarity.WORK: Text("Việc", "Work"),
    Clarity.TIME: Text("Thời gian", "Time"),
    Clarity.RESPONSIBILITY: Text("Trách nhiệm", "Responsibility"),
    Clarity.PRODUCT: Text("Sản phẩm", "Product"),
    Clarity.AUTHORITY: Text("Thẩm quyền", "Authority"),
}

CELLS: Final[dict[Cell, Text]] = {
    Cell.PASSED: Text("đạt", "yes"),
    Cell.FAILED: Text("chưa", "no"),
    Cell.NOT_APPLICABLE: Text("–", "–"),
}
_PROFILE_TITLE = Text("Bảng {count} rõ", "The {count} items that must be clear")
_ITEMS_TITLE = Text("Bảng kiểm: {items}", "Clear or not: {items}")
_CLEAR_ITEM = Text("rõ {item}", "{item}")

CLASSES: Final[dict[DeadlineClass, Text]] = {
    DeadlineClass.ON_TIME: Text("trong hạn", "on time"),
    DeadlineClass.DUE_SOON: Text("sắp đến hạn", "due soon"),
    DeadlineClass.OVERDUE: Text("quá hạn", "overdue"),
    DeadlineClass.DONE_ON_TIME: Text("hoàn thành đúng hạn", "done on time"),
    DeadlineClass.DONE_LATE: Text("hoàn thành quá hạn", "done late"),
    DeadlineClass.NO_DEADLINE: Text("không thời hạn", "no deadline"),
}

RHYTHMS: Final[dict[Rhythm, Text]] = {
    Rhythm.MONTH: Text("hằng tháng", "monthly"),
    Rhythm.QUARTER: Text("hằng quý", "quarterly"),
    Rhythm.HALF_YEAR: Text("6 tháng", "half-yearly"),
    Rhythm.FIRST_NINE_MONTHS: Text("9 tháng", "for the first nine months"),
    Rhythm.YEAR: Text("hằng năm", "yearly"),
}
UNSTATED_PERIOD: Final = Text("không nêu kỳ", "the period is not stated")

EACH: Final = Text("từng thành viên của “{name}”", "each member of “{name}”")

OWNERLESS: Final[dict[Ownerless, Text]] = {
    Ownerless.NO_LEAD: Text("chưa nêu cơ quan chủ trì", "no lead is named"),
    Ownerless.SEVERAL_LEADS: Text("nhiều cơ quan cùng chủ trì", "several leads are named"),
    Ownerless.OPEN_LEAD: Text("chủ trì chưa rõ cơ quan nào", "the lead is no body in particular"),
    Ownerless.NO_MEMBERS: Text("nhóm chưa có cơ quan nào", "the group has no members"),
    Ownerless.NOT_YET: Text("cơ quan chưa hoạt động", "the body does not exist yet"),
    Ownerless.SUCCESSOR_UNKNOWN: Text(
        "đã kết thúc hoạt động, chưa xác định cơ quan kế tiếp", "ended, successor unknown"
    ),
    Ownerless.NO_SUCCESSOR: Text(
        "đã kết thúc hoạt động, không có cơ quan kế tiếp", "ended without a successor"
    ),
    Ownerless.SUCCESSOR_NOT_YET: Text(
        "đã kết thúc hoạt động, cơ quan kế tiếp chưa hoạt động",
        "ended, its successor does not exist yet",
    ),
    Ownerless.SEVERAL_SUCCESSORS: Text(
        "đã kết thúc hoạt động, có nhiều cơ quan kế tiếp", "ended, several bodies came after it"
    ),
}


def say(text: Text, language: str) -> str:
    """Return a text in a language."""
    return text.vi if language == "vi" else text.en


def counted(severity: Severity, count: int, language: str) -> str:
    """Return how many findings of a severity there are, in words: 7 errors, 7 phải sửa."""
    label = say(SEVERITIES[severity], language)
    plural = "s" if language == "en" and count != 1 and severity is not Severity.INFO else ""
    return f"{count} {label}{plural}"


def table_title(items: Iterable[Clarity], language: str) -> str:
    """Return the title of *bảng 6 rõ*: a motto's own, or the names of what was chosen."""
    from planrules.rules.catalogue import PROFILES  # every rule, where most reports need none

    items = tuple(items)
    if items in PROFILES.values():
        return say(_PROFILE_TITLE, language).format(count=len(items))
    names = [
        say(_CLEAR_ITEM, language).format(item=say(ITEMS[item], language).lower()) for item in items
    ]
    return say(_ITEMS_TITLE, language).format(items=", ".join(names))
