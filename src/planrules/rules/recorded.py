"""Rules on entries: what they say of work, by themselves and beside each other (TRK)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from planrules.model.finding import Severity
from planrules.model.ledger import Entry, Percent, Record
from planrules.model.message import Message, Text, shown
from planrules.model.progress import State
from planrules.rules.case import Case
from planrules.rules.records import TAGS, Recorded, where
from planrules.rules.rule import Hit, Rule, Verdict
from planrules.rules.wording import counted

if TYPE_CHECKING:
    from planrules.model.standing import Standing

_UNPROVEN = Text(
    "“{title}”{of} được ghi nhận hoàn thành ngày {day} nhưng chưa nêu văn bản, minh chứng; chưa"
    " tính là đã hoàn thành.",
    "“{title}”{of} was recorded as done on {day} without evidence, and does not count as done",
)
_WAITING = Text(
    "“{title}”{of} được ghi nhận đã báo cáo ngày {day}, sau {late} chưa được xác nhận hoặc trả"
    " lại.",
    "“{title}”{of} was recorded as submitted on {day}; {late} later nobody has confirmed or"
    " returned it",
)
_AT_ODDS = Text(
    "Cập nhật ngày {day} về “{title}”{of} có nội dung mâu thuẫn: {odds}.",
    "the entry of {day} on “{title}”{of} contradicts itself or an earlier one: {odds}",
)
_DISAGREE = Text(
    "“{title}”{of} có {count} bản ghi ngày {day} khác nhau, không rõ bản nào là sau cùng.",
    "“{title}”{of} has {count} records of {day} that differ, and nothing tells which one is the"
    " last",
)
#: After how many working days something that was sent and neither confirmed nor returned is told.
_PATIENCE: Final = 10
_ALL: Final = 100
_OPEN: Final = frozenset({State.NOT_STARTED, State.IN_PROGRESS})
#: Entries of these states begin a count of their own: less than before is no fall.
_ANEW: Final = frozenset({State.NOT_STARTED, State.RETURNED})
#: Fields of a record that say nothing of what is so.
_ASIDE: Final = frozenset({"recorded_by", "note", "unit"})
_CALLED: Final = {
    "started_on": Text("ngày bắt đầu", "it was started on"),
    "submitted_on": Text("ngày báo cáo", "it was submitted on"),
    "finished_on": Text("ngày hoàn thành", "it was finished on"),
}
_BEFORE_START: Final = Text(
    "{0} {1} trước ngày bắt đầu {2}", "{0} {1}, before it was started on {2}"
)
_BEFORE_WORK: Final = Text(
    "{0} {1} trước ngày {2} là ngày sớm nhất có việc, có kỳ này",
    "{0} {1}, before there was any such work on {2}",
)
_AHEAD: Final = Text("{0} {1} sau ngày ghi", "{0} {1}, after the entry was made")
_STILL_OPEN: Final = Text(
    "có ngày hoàn thành nhưng trạng thái là chưa xong", "it has a last day but is still open"
)
_NOT_STARTED: Final = Text("chưa thực hiện nhưng đạt {0}%", "it has not started but {0}% is done")
_LESS_THAN_ALL: Final = Text("đã hoàn thành nhưng chỉ đạt {0}%", "it is done but only to {0}%")
_FALLEN: Final = Text("tỷ lệ giảm từ {0}% xuống {1}%", "the share falls from {0}% to {1}%")


def hit(case: Case, told: Recorded, message: Message, *at: str, advice: Text | None = None) -> Hit:
    """Return what is wrong with a record, at the place of a value in it, else of the record.

    Args:
        case: The case.
        told: The record.
        message: What is so.
        at: The way from the record to the value.
        advice: What to do, where that differs from what the rule says.
    """
    position = case.plan.ledger.position(told.record)
    if position is not None:
        file, path = position
        position = file, (*path, *at)
    return Hit(message=message, key=told.key, position=position, help=advice)


def facts(case: Case, told: Recorded) -> dict[str, object]:
    """Return what most messages about a record name: title, period and body, the day of it."""
    return {
        "title": told.title,
        "of": where(case.plan, told),
        "day": told.record.recorded_on,
    }


def _unproven(case: Case, told: Recorded) -> Verdict:
    standing = case.records.standing(told.record)
    if standing is None or standing.state is not State.DONE:
        return None
    if standing.counts_as is State.DONE:
        return []
    return [hit(case, told, _UNPROVEN.of(**facts(case, told)))]


def _waiting(case: Case, told: Recorded) -> Verdict:
    standing = case.records.standing(told.record)
    if standing is None or standing.state is not State.SUBMITTED:
        return None
    since = told.record.recorded_on
    calendar = case.times.calendar
    days = calendar.count(since, case.as_of) - calendar.is_working(since)
    if days <= _PATIENCE:
        return []
    return [hit(case, told, _WAITING.of(late=counted(days), **facts(case, told)), "state")]


def _contradictory(case: Case, told: Recorded) -> Verdict:
    entry, standing = told.record, case.records.standing(told.record)
    if standing is None or not isinstance(entry, Entry):
        return None
    odds = [*_days_at_odds(case, entry, standing), *_shares_at_odds(case, entry)]
    if not odds:
        return []
    message = _AT_ODDS.of(odds=tuple(text for _, text in odds), **facts(case, told))
    return [hit(case, told, message, odds[0][0])]


def _days_at_odds(case: Case, entry: Entry, standing: "Standing") -> Iterator[tuple[str, Text]]:
    """Yield the fields whose days can't be so, and why."""
    ends = (("finished_on", standing.finished_on), ("submitted_on", standing.submitted_on))
    first = _first_day(case, standing)
    for field, end in ends:
        called = _CALLED[field]
        if end is None:
            continue
        if standing.started_on is not None and end < standing.started_on:
            yield field, _said(_BEFORE_START, called, end, standing.started_on)
        elif first is not None and end < first:
            yield field, _said(_BEFORE_WORK, called, end, first)
        if entry.recorded_on < end:
            yield field, _said(_AHEAD, called, end)
    started = standing.started_on
    if started is not None and entry.state is not State.NOT_STARTED and entry.recorded_on < started:
        yield "started_on", _said(_AHEAD, _CALLED["started_on"], started)
    if entry.state in _OPEN and entry.finished_on is not None:
        yield "finished_on", _STILL_OPEN


def _first_day(case: Case, standing: "Standing") -> date | None:
    """Return the first day on which work can have been done; None where nothing tells.

    Work that an amendment has added begins with it, a period with its data, all other work with the
    earlier of the plan's first day and the day of its issue.
    """
    owed = standing.obligation
    begun = [day for day in (owed.task.since, owed.opens) if day is not None]
    if begun:
        return max(begun)
    dates = (case.plan.starts_on, case.plan.issued_on)
    return min((day.first for day in dates if day is not None), default=None)


def _shares_at_odds(case: Case, entry: Entry) -> Iterator[tuple[str, Text]]:
    """Yield the fields whose shares of 100 can't be so, and why."""
    percent = entry.percent
    if percent is None:
        return
    if entry.state is State.NOT_STARTED:
        if percent:
            yield "percent", _said(_NOT_STARTED, percent)
    elif entry.state is State.DONE and percent < _ALL:
        yield "percent", _said(_LESS_THAN_ALL, percent)
    elif entry.state is not State.RETURNED and not entry.note:
        before = _share_before(case.records.until(entry)[:-1])
        if before is not None and percent < before:
            yield "percent", _said(_FALLEN, before, percent)


def _share_before(records: list[Record]) -> Percent | None:
    """Return the share that was recorded last since the work was begun anew, if it was."""
    for record in reversed(records):
        assert isinstance(record, Entry)  # noqa: S101 - entries are compared with entries alone
        if record.state in _ANEW:
            return None
        if record.percent is not None:
            return record.percent
    return None


def _said(text: Text, *facts: object) -> Text:
    """Return a part of a message with its facts filled in, in both languages."""
    vi, en = ([shown(fact, language) for fact in facts] for language in ("vi", "en"))
    return Text(text.vi.format(*vi), text.en.format(*en))


def _disagreeing(case: Case, told: Recorded) -> Verdict:
    records = case.records.until(told.record)
    if not records:
        return None
    last = records[-1]
    at_once = {
        attrs.evolve(one, **dict.fromkeys(attrs.fields_dict(type(one)).keys() & _ASIDE))
        for one in records
        if (one.recorded_on, one.order) == (last.recorded_on, last.order)
    }
    if len(at_once) == 1:
        return []
    return [hit(case, told, _DISAGREE.of(count=len(at_once), **facts(case, told)), "order")]


TRK001 = Rule(
    code="TRK001",
    name="done-without-evidence",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text("Việc hoàn thành có minh chứng", "What is done is proven"),
    why=Text(
        "Hoàn thành mà không có văn bản, minh chứng thì chỉ được tính là đã báo cáo, chờ xác nhận.",
        "What is done without evidence counts as submitted only.",
    ),
    help=Text(
        "Ghi một cập nhật mới nêu số văn bản hoặc minh chứng của kết quả (evidence).",
        "Record it again with what proves it, such as the number of a report (evidence).",
    ),
    check=_unproven,
)

TRK004 = Rule(
    code="TRK004",
    name="submission-unanswered",
    severity=Severity.INFO,
    kind="record",
    tags=TAGS,
    title=Text(
        "Việc đã báo cáo được xác nhận hoặc trả lại trong 10 ngày làm việc",
        "What was submitted is confirmed or returned within 10 working days",
    ),
    why=Text(
        "Báo cáo chờ mãi thì không ai biết việc đã xong hay phải làm lại.",
        "While a submission waits nobody knows whether the work is over or has to be done again.",
    ),
    help=Text(
        "Cơ quan nhận kiểm tra kết quả: đạt thì ghi nhận hoàn thành kèm minh chứng, chưa đạt thì"
        " trả lại.",
        "Whoever receives it looks at it: record it as done with evidence, or as returned.",
    ),
    check=_waiting,
)

TRK005 = Rule(
    code="TRK005",
    name="contradictory-entry",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text("Cập nhật không mâu thuẫn", "Entries do not contradict themselves"),
    why=Text(
        "Ngày, tỷ lệ, trạng thái trái nhau thì không biết tin số nào, việc bị đánh giá sai hạn.",
        "Where days, shares and states disagree nobody knows which to believe, and work is judged"
        " by a wrong day.",
    ),
    help=Text(
        "Kiểm tra lại, ghi một cập nhật mới có nội dung đúng; tỷ lệ giảm thì nêu lý do (note).",
        "Look again and record what is right in a new entry; where less is done than before, say"
        " why (note).",
    ),
    check=_contradictory,
)

TRK006 = Rule(
    code="TRK006",
    name="records-that-differ",
    severity=Severity.WARNING,
    kind="record",
    tags=TAGS,
    title=Text(
        "Các bản ghi cùng ngày về một việc có thứ tự",
        "Records of one day on the same thing have an order",
    ),
    why=Text(
        "Cùng ngày, cùng thứ tự mà khác nội dung thì không rõ bản nào sửa bản nào.",
        "Of records of one day that differ, nobody knows which corrects the other.",
    ),
    help=Text(
        "Ghi thứ tự trong ngày (order), hoặc ghi một bản mới có nội dung đúng.",
        "Give them an order within the day (order), or record once more what is right.",
    ),
    check=_disagreeing,
)

RULES = (TRK001, TRK004, TRK005, TRK006)
