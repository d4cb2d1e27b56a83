"""Rules on deadlines that were put off (TRK)."""

from datetime import date

import attrs

from planrules.model.finding import Severity
from planrules.model.ledger import Extension
from planrules.model.message import Text
from planrules.model.obligation import Obligation
from planrules.rules.case import Case
from planrules.rules.recorded import facts, hit
from planrules.rules.records import TAGS, Recorded
from planrules.rules.rule import Rule, Verdict

_UNDECIDED = Text(
    "Gia hạn “{title}”{of} đến {due} chưa nêu văn bản cho phép.",
    "the extension of “{title}”{of} until {due} names no document that allows it",
)
_OTHER_DAY = Text(
    "Gia hạn “{title}”{of} đến {due} ghi thời hạn trước là {was}, nhưng thời hạn khi đó là {held}.",
    "the extension of “{title}”{of} until {due} gives {was} as the deadline before it, which was"
    " {held}",
)
_EARLIER = Text(
    "“{title}”{of} được gia hạn đến {due}, không muộn hơn thời hạn khi đó là {held}.",
    "the extension of “{title}”{of} until {due} does not end after the deadline of then, {held}",
)
_NOTHING = Text(
    "Gia hạn “{title}”{of} đến {due} không được tính: việc này chưa có thời hạn.",
    "the extension of “{title}”{of} until {due} does not count: the work has no deadline",
)
_DONE = Text(
    "Gia hạn “{title}”{of} đến {due} không đổi gì: việc đã xong trước đó, ngày {done}, và vẫn xét"
    " theo thời hạn khi đó.",
    "the extension of “{title}”{of} until {due} changes nothing: the work was done before, on"
    " {done}, and is judged by the deadline of then",
)
_BEYOND = Text(
    "Gia hạn “{title}”{of} đến {due} không được tính: {why}.",
    "the extension of “{title}”{of} until {due} does not count: {why}",
)
_BEYOND_FOR = Text(
    "Gia hạn “{title}”{of} đến {due} không lùi được thời hạn của “{other}”: {why}.",
    "the extension of “{title}”{of} until {due} does not put off “{other}”: {why}",
)
_TOO_LATE = Text(
    "Gia hạn “{title}”{of} đến {due} được ghi ngày {day}, khi đã quá thời hạn {held}.",
    "the extension of “{title}”{of} until {due} was recorded on {day}, after the deadline of {held}"
    " had passed",
)
_CALENDAR = Text(
    "Ghi lại gia hạn với ngày đúng (due), hoặc bổ sung lịch nghỉ của các năm đó ([calendar]).",
    "Record it again with the right day (due), or add the days off of those years ([calendar]).",
)


@attrs.frozen
class _Held:
    """The deadline that an extension has put off.

    Attributes:
        nominal: The day as it was stated.
        day: The day on which it fell.
        put_off_on: The day on which it was first recorded that it is put off to the new day.
    """

    nominal: date
    day: date
    put_off_on: date


def _held(case: Case, owed: Obligation) -> _Held | None:
    """Return the deadline that held before the last extension of an obligation.

    An extension that repeats the day of the one before corrects that. Nothing is said of deadlines
    that count from other work: they move with it, whoever puts them off.
    """
    given = list(owed.extensions)
    last = given.pop()
    while given and given[-1].due == last.due:
        last = given.pop()
    if given:
        nominal = given[-1].due
        return _Held(nominal, _fallen(case, owed, nominal), last.recorded_on)
    first = owed.original
    if first is None or first.base is not None:
        return None
    return _Held(first.nominal, first.day, last.recorded_on)


def _fallen(case: Case, owed: Obligation, day: date) -> date:
    """Return the day on which a deadline falls, which an extension gives that counts."""
    from planrules.timing.terms import effective

    return effective(day, owed.task.day_off, case.times.calendar)


def _done_before(case: Case, record: Extension) -> date | None:
    """Return when work was done that somebody put off only afterwards; None for all other.

    It is judged by the deadline that held on its day, which an extension that counts moves no more.
    """
    owed = case.records.extended(record)
    done = None if owed is None else case.records.done(owed)
    if owed is None or done is None:
        return None
    held = _held(case, owed)
    return done if done < (held.put_off_on if held else record.recorded_on) else None


def _undecided(case: Case, told: Recorded) -> Verdict:
    record = told.record
    if not isinstance(record, Extension) or case.records.extended(record) is None:
        return None
    if (record.decision or "").strip():
        return []
    return [hit(case, told, _UNDECIDED.of(due=record.due, **facts(case, told)))]


def _at_odds(case: Case, told: Recorded) -> Verdict:
    record, owed = told.record, case.records.extended(told.record)
    held = None if owed is None else _held(case, owed)
    if owed is None or held is None or not isinstance(record, Extension):
        return None
    given = facts(case, told) | {"due": record.due, "held": held.day}
    if _fallen(case, owed, record.due) <= held.day:
        return [hit(case, told, _EARLIER.of(**given), "due")]
    if record.was_due not in {None, held.nominal, held.day}:
        return [hit(case, told, _OTHER_DAY.of(was=record.was_due, **given), "was_due")]
    return []


def _too_late(case: Case, told: Recorded) -> Verdict:
    record, owed = told.record, case.records.extended(told.record)
    held = None if owed is None else _held(case, owed)
    if held is None or not isinstance(record, Extension):
        return None
    if held.put_off_on <= held.day or _done_before(case, record) is not None:
        return []
    given = facts(case, told) | {"due": record.due, "held": held.day, "day": held.put_off_on}
    return [hit(case, told, _TOO_LATE.of(**given), "recorded_on")]


def _moves_nothing(case: Case, told: Recorded) -> Verdict:
    record = told.record
    if not isinstance(record, Extension) or not case.records.until(record):
        return None
    owed = case.records.owed_by(record)
    if owed is None or owed.withdrawn is not None:
        return None
    given = facts(case, told) | {"due": record.due}
    done = _done_before(case, record)
    if owed.deadline is None or done is not None:
        why = _NOTHING.of(**given) if done is None else _DONE.of(done=done, **given)
        return [hit(case, told, why)]
    error = case.times.beyond(record)
    if error is None:
        return []
    given["why"] = Text(error.text("vi"), error.text("en"))
    if error.task == record.task:
        return [hit(case, told, _BEYOND.of(**given), "due", advice=_CALENDAR)]
    other = case.plan.row(error.task or "").title
    return [hit(case, told, _BEYOND_FOR.of(other=other, **given), "due", advice=_CALENDAR)]


TRK009 = Rule(
    code="TRK009",
    name="extension-without-decision",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text("Gia hạn có văn bản cho phép", "Extensions name the document that allows them"),
    why=Text(
        "Không có văn bản thì ai cũng lùi được thời hạn.",
        "Without a document anybody could put off a deadline.",
    ),
    help=Text(
        "Ghi lại gia hạn kèm số văn bản cho phép (decision).",
        "Record the extension again with the number of the document that allows it (decision).",
    ),
    check=_undecided,
)

TRK010 = Rule(
    code="TRK010",
    name="extension-of-another-deadline",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text(
        "Gia hạn lùi đúng thời hạn đang áp dụng",
        "Extensions put off the deadline that held",
    ),
    why=Text(
        "Ghi sai thời hạn trước, hoặc lùi về ngày sớm hơn, thì có thể đã gia hạn nhầm việc, nhầm"
        " kỳ.",
        "Another deadline before it, or an earlier day, hints at the wrong work or period.",
    ),
    help=Text(
        "Đối chiếu văn bản cho phép, ghi lại gia hạn cho đúng việc, kỳ, thời hạn (was_due, due).",
        "Look at the document that allows it, and record the right work, period and days (was_due,"
        " due).",
    ),
    check=_at_odds,
)

TRK011 = Rule(
    code="TRK011",
    name="extension-after-deadline",
    severity=Severity.INFO,
    kind="record",
    tags=TAGS,
    title=Text(
        "Gia hạn được ghi khi chưa quá hạn",
        "Extensions are recorded before the deadline has passed",
    ),
    why=Text(
        "Gia hạn sau khi đã quá hạn làm việc chậm thành đúng hạn; báo cáo phải nêu cả thời hạn"
        " đầu.",
        "An extension after the fact makes late work timely; reports have to give the first"
        " deadline too.",
    ),
    help=Text(
        "Đề nghị gia hạn trước khi đến hạn; khi báo cáo nêu cả kết quả theo thời hạn ban đầu.",
        "Ask for more time before the deadline, and report by the first deadline as well.",
    ),
    check=_too_late,
)

TRK013 = Rule(
    code="TRK013",
    name="extension-without-effect",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text("Gia hạn lùi được thời hạn", "Extensions put off a deadline"),
    why=Text(
        "Gia hạn không lùi được thời hạn nào thì việc vẫn bị đánh giá theo thời hạn cũ.",
        "Work is still judged by its old deadline where an extension puts off none.",
    ),
    help=Text(
        "Kiểm tra lại nhiệm vụ, kỳ (task, period); việc chưa có thời hạn thì ấn định bằng văn bản"
        " sửa đổi.",
        "Look at the task and the period; work without a deadline is given one by an amendment.",
    ),
    check=_moves_nothing,
)

RULES = (TRK009, TRK010, TRK011, TRK013)
