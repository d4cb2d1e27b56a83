"""The words for what is shown in more than one way, in reports and on pages, in both languages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from planrules.model.finding import Severity
from planrules.model.message import Text, shown
from planrules.model.progress import DeadlineClass, Ownerless, State
from planrules.model.recurrence import Rhythm
from planrules.model.responsibility import Role
from planrules.model.task import TaskKind
from planrules.rules.clarity import Cell
from planrules.rules.rule import Clarity
from planrules.rules.run import RuleCount, idle
from planrules.rules.waivers import META
from planrules.rules.wording import period_called

if TYPE_CHECKING:
    from planrules.model.obligation import Obligation
    from planrules.model.standing import Standing

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
CLAUSE: Final = Text("Điểm", "Clause")
TASK: Final = Text("Nhiệm vụ", "Task")
CLEAR: Final = Text("Số nhiệm vụ đạt", "Tasks that pass")
HELP: Final = Text("Cách xử lý", "What to do")
BASIS: Final = Text("Căn cứ", "Basis")
AS_OF: Final = Text("Rà soát tính đến {day}", "Reviewed as of {day}")
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

STATES: Final[dict[State, Text]] = {
    State.NOT_STARTED: Text("chưa thực hiện", "not started"),
    State.IN_PROGRESS: Text("đang thực hiện", "in progress"),
    State.SUBMITTED: Text("đã báo cáo, chờ xác nhận", "submitted"),
    State.DONE: Text("đã hoàn thành", "done"),
    State.RETURNED: Text("bị trả lại", "returned"),
    State.SUSPENDED: Text("tạm dừng", "suspended"),
}

RHYTHMS: Final[dict[Rhythm, Text]] = {
    Rhythm.MONTH: Text("hằng tháng", "monthly"),
    Rhythm.QUARTER: Text("hằng quý", "quarterly"),
    Rhythm.HALF_YEAR: Text("6 tháng", "half-yearly"),
    Rhythm.FIRST_NINE_MONTHS: Text("9 tháng", "for the first nine months"),
    Rhythm.YEAR: Text("hằng năm", "yearly"),
}
UNSTATED_PERIOD: Final = Text("không nêu kỳ", "the period is not stated")

ROLES: Final[dict[Role, Text]] = {
    Role.LEAD: Text("chủ trì", "lead"),
    Role.COORDINATE: Text("phối hợp", "coordinate"),
    Role.ADVISE: Text("tham mưu", "advise"),
    Role.CARRY_OUT: Text("thực hiện", "carry out"),
    Role.GUIDE: Text("hướng dẫn", "guide"),
    Role.INSPECT: Text("kiểm tra", "inspect"),
    Role.SUPERVISE: Text("giám sát", "supervise"),
    Role.URGE: Text("đôn đốc", "urge"),
    Role.FOLLOW: Text("theo dõi", "follow"),
    Role.CONSOLIDATE: Text("tổng hợp", "consolidate"),
    Role.REPORT: Text("báo cáo", "report"),
    Role.APPRAISE: Text("thẩm định", "appraise"),
    Role.SUBMIT: Text("trình", "submit"),
    Role.APPROVE: Text("phê duyệt", "approve"),
    Role.RECEIVE: Text("nhận", "receive"),
}

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


_UNPROVEN = Text("(chưa có minh chứng)", "(without evidence)")
_JUDGED = Text("xét theo thời hạn khi đó {day}", "judged by the deadline of then, {day}")
_UNDECIDED = Text("(không có quyết định)", "(without a decision)")
_PERIOD = Text("kỳ {period}", "period {period}")
_STANDING = Text("thường xuyên", "standing")
_STATED = Text("ghi {day}", "stated {day}")

NOTHING: Final = Text("Không có nội dung cần rà soát", "Nothing to review")
NOTHING_NEW: Final = Text("Không có nội dung mới cần rà soát", "Nothing new to review")
NOTHING_ASKED: Final = Text(
    "Chưa rà soát được: không quy tắc nào có nội dung để xét",
    "Nothing was reviewed: no rule had anything to look at",
)
WAIVED: Final = Text("Ngoại lệ được chấp thuận", "Waived")
KNOWN: Final = Text("nội dung đã ghi nhận từ trước, không nêu lại", "known before, put aside")
ASKED: Final = Text("đã xét {rules} quy tắc", "{rules} rules")
_IDLE = Text(
    "{count}/{rules} quy tắc không có nội dung để xét",
    "{count} of {rules} rules had nothing to look at",
)
_BROKEN = Text("{count}/{rules} quy tắc bị lỗi", "{count} of {rules} rules broke down")
#: More codes than these are no longer read.
_MOST_CODES = 8


def say(text: Text, language: str) -> str:
    """Return a text in a language."""
    return text.vi if language == "vi" else text.en


def nothing_found(counts: Iterable[RuleCount], *, known: int) -> Text:
    """Return what is said where there is nothing to tell, which need not mean a pass.

    Args:
        counts: What the rules said of their subjects.
        known: How many findings were put aside.
    """
    counts = tuple(counts)
    if known:
        return NOTHING_NEW
    asked = [count for count in counts if not count.code.startswith(META)] or counts
    return NOTHING_ASKED if asked and all(count.is_idle for count in asked) else NOTHING


def unasked(counts: Iterable[RuleCount], language: str) -> str | None:
    """Return how many rules looked at nothing and how many broke down, in one line.

    The codes of idle rules are told where they are few, or where a rule broke down: then somebody
    has to know what was not looked at.

    Args:
        counts: What the rules said of their subjects.
        language: ``vi`` or ``en``.

    Returns:
        The line; None where every rule looked at something and worked.
    """
    counts = tuple(counts)
    broken = [count.code for count in counts if count.errored]
    nothing = [count.code for count in idle(counts)]
    are_told = broken or len(nothing) <= _MOST_CODES
    parts = []
    for text, codes, with_codes in ((_IDLE, nothing, are_told), (_BROKEN, broken, True)):
        if codes:
            part = say(text, language).format(count=len(codes), rules=len(counts))
            parts.append(f"{part}: {', '.join(codes)}" if with_codes else part)
    return f"{'; '.join(parts)}." if parts else None


def counted(severity: Severity, count: int, language: str) -> str:
    """Return how many findings of a severity there are, in words: 7 errors, 7 phải sửa."""
    label = say(SEVERITIES[severity], language)
    plural = "s" if language == "en" and count != 1 and severity is not Severity.INFO else ""
    return f"{count} {label}{plural}"


def obligation_notes(owed: "Obligation", language: str) -> list[str]:
    """Return what is said of an obligation behind its task: period, due day as stated, no owner."""
    notes = []
    if owed.kind is TaskKind.PERIODIC:
        called = say(period_called(owed), language)
        notes.append(say(_PERIOD, language).format(period=called))
    elif owed.kind is TaskKind.STANDING:
        notes.append(say(_STANDING, language))
    if owed.deadline and owed.deadline.nominal != owed.deadline.day:
        notes.append(say(_STATED, language).format(day=shown(owed.deadline.nominal, language)))
    if owed.ownerless:
        notes.append(say(OWNERLESS[owed.ownerless], language))
    return notes


def state_note(one: "Standing", language: str) -> str:
    """Return what was recorded of an obligation, in a few words: state, share, day, evidence."""
    said = say(STATES[one.state], language)
    if one.state is State.SUSPENDED and one.counts_as is not State.SUSPENDED:
        return f"{said} {say(_UNDECIDED, language)}"
    if one.state is State.IN_PROGRESS and one.percent is not None:
        return f"{said} {shown(one.percent, language)}%"
    if one.state is State.DONE and one.counts_as is not State.DONE:
        said += f" {say(_UNPROVEN, language)}"
    if one.counts_as in {State.SUSPENDED, State.SUBMITTED, State.DONE}:
        said += f" {shown(one.judged_on, language)}"
    return f"{said}: {one.evidence}" if one.counts_as is State.DONE else said


def judged_note(one: "Standing", language: str) -> str | None:
    """Return by which deadline work is judged, where another one holds by now; else None."""
    due = one.former_due
    return None if due is None else say(_JUDGED, language).format(day=shown(due, language))


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
