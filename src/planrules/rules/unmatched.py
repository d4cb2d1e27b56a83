"""Rules on records that are about nothing that the plan asks for (TRK)."""

from typing import Final

from planrules.model.amendment import Amendment
from planrules.model.finding import Severity
from planrules.model.ledger import ONCE, Entry, OfWork
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.rules.case import Case
from planrules.rules.recorded import facts, hit
from planrules.rules.records import TAGS, Recorded, body_called, period_of
from planrules.rules.rule import Hit, Rule, Verdict, some

_ABSENT = Text(
    "{what} ngày {day} về “{title}”{of} không được tính: Kế hoạch chưa có nội dung này.",
    "{what} of {day} on “{title}”{of} does not count: the plan has nothing of the kind",
)
_NOTHING_OWED = Text(
    "{what} ngày {day} về “{title}”{of} không được tính: Kế hoạch chưa xác định kỳ phải thực hiện.",
    "{what} of {day} on “{title}”{of} does not count: by the plan nothing is owed for it",
)
_NO_PERIOD = Text(
    "{what} ngày {day} về “{title}”{of} không được tính: việc này chỉ có kỳ {known}.",
    "{what} of {day} on “{title}”{of} does not count: the periods of the work are {known}",
)
_ONCE = Text(
    "{what} ngày {day} về “{title}”{of} không được tính: việc này chỉ làm một lần, không có kỳ.",
    "{what} of {day} on “{title}”{of} does not count: the work is done once and has no periods",
)
_NO_UNIT = Text(
    "{what} ngày {day} về “{title}”{of} không được tính: chưa nêu là của cơ quan nào; việc giao"
    " {known}.",
    "{what} of {day} on “{title}”{of} does not count: it names no body, and the work is owed by"
    " {known}",
)
_NOT_OWING = Text(
    "{what} ngày {day} về “{title}”{of} không được tính: việc, kỳ này giao {known}.",
    "{what} of {day} on “{title}”{of} does not count: that is owed by {known}",
)
_WITHDRAWN = Text(
    "{what} ngày {day} về “{title}”{of} không được tính: từ {since} cơ quan này không còn phải thực"
    " hiện.",
    "{what} of {day} on “{title}”{of} does not count: from {since} on it is no longer owed",
)
_PROVIDED = Text(
    "{what} ngày {day} về “{title}”{of} chưa được tính: nội dung này mới có trong dự thảo"
    " “{draft}”.",
    "{what} of {day} on “{title}”{of} does not count yet: only the draft “{draft}” provides for it",
)
_ENTRY: Final = Text("Cập nhật", "the entry")
_EXTENSION: Final = Text("Gia hạn", "the extension")
_MEASUREMENT: Final = Text("Số liệu", "the measurement")


def _unfit(case: Case, told: Recorded) -> Verdict:
    if not _may_be_judged(case, told):
        return None
    wrong = _misfit(case, told)
    if wrong is None:
        return []
    return None if case.records.provided(told.record) else [wrong]


def _only_in_draft(case: Case, told: Recorded) -> Verdict:
    if not _may_be_judged(case, told):
        return None
    if _misfit(case, told) is None:
        return []
    provided = case.records.provided(told.record)
    if provided is None:
        return None
    draft, standpoint = provided
    title = standpoint.plan.row(told.named).title
    return [_told(case, told, _PROVIDED, title=title, draft=draft_called(draft))]


def _may_be_judged(case: Case, told: Recorded) -> bool:
    """Return whether it is known what is owed, where a record is about that."""
    return not isinstance(told.record, OfWork) or case.times.owing is not None


def _misfit(case: Case, told: Recorded) -> Hit | None:
    """Return why a record is about nothing that the plan has; None where it is about something."""
    record = told.record
    if isinstance(told.about, Plan):
        return _told(case, told, _ABSENT)
    if not isinstance(record, OfWork):
        return None
    if case.records.owed_by(record) is not None:
        return None
    ended = case.records.ended(record)
    if ended is not None and ended.withdrawn is not None:
        return _told(case, told, _WITHDRAWN, since=ended.withdrawn.on)
    return _why(case, told, record)


def _why(case: Case, told: Recorded, record: OfWork) -> Hit:
    """Return why a record fits nothing of what is owed for its task."""
    of_task = case.records.of_task(record.task)
    of_period = [one for one in of_task if one.period == record.period]
    if of_period:
        owners = [one.unit for one in of_period if one.unit is not None and one.withdrawn is None]
        known = some([body_called(case.plan, unit) for unit in owners])
        if record.unit is None:
            return _told(case, told, _NO_UNIT, known=known)
        return _told(case, told, _NOT_OWING, "unit", known=known)
    periods = [one.period for one in of_task]
    if not periods:
        return _told(case, told, _NOTHING_OWED)
    if periods[0] == ONCE:
        return _told(case, told, _ONCE, "period")
    of_year = [period for period in periods if period[:4] == record.period[:4]]
    called = tuple(
        one if isinstance(one, Text) else period_of(told.about, one)
        for one in some(of_year or periods)
    )
    return _told(case, told, _NO_PERIOD, "period", known=called)


def draft_called(draft: Amendment) -> str:
    """Return what messages call a draft."""
    return draft.title or draft.id


def _told(case: Case, told: Recorded, text: Text, *at: str, **more: object) -> Hit:
    what = _MEASUREMENT
    if isinstance(told.record, OfWork):
        what = _ENTRY if isinstance(told.record, Entry) else _EXTENSION
    return hit(case, told, text.of(**{"what": what, **facts(case, told), **more}), *at)


TRK002 = Rule(
    code="TRK002",
    name="record-of-nothing-owed",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text(
        "Bản ghi đúng việc, đúng kỳ, đúng cơ quan của Kế hoạch",
        "Records are about work, periods and bodies of the plan",
    ),
    why=Text(
        "Bản ghi không khớp đầu việc nào thì không được tính; việc đã làm vẫn bị coi là chưa làm.",
        "A record that fits nothing does not count, and work that was done still looks undone.",
    ),
    help=Text(
        "Ghi lại đúng mã nhiệm vụ, kỳ, cơ quan (task, period, unit); cơ quan đã kết thúc thì ghi"
        " cho cơ quan kế tiếp.",
        "Record it again for the right task, period and body (task, period, unit), or for the body"
        " that came after.",
    ),
    check=_unfit,
)

TRK003 = Rule(
    code="TRK003",
    name="record-of-draft-work",
    severity=Severity.INFO,
    kind="record",
    tags=TAGS,
    title=Text(
        "Bản ghi không dựa vào dự thảo chưa ban hành",
        "Records do not rest on drafts",
    ),
    why=Text(
        "Việc mới có trong dự thảo thì chưa giao cho ai; bản ghi chỉ được tính khi văn bản có hiệu"
        " lực.",
        "What only a draft provides for is nobody's work yet; its records count once it is in"
        " force.",
    ),
    help=Text(
        "Ban hành văn bản sửa đổi; muốn xem trước thì nêu dự thảo khi rà soát (--with).",
        "Issue the amendment; to see what it would change, check with the draft (--with).",
    ),
    check=_only_in_draft,
)

RULES = (TRK002, TRK003)
