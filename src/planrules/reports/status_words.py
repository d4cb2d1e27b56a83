"""The status table in words: heads, cells, remarks, and how to read it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from planrules.model.body import Unit
from planrules.model.ledger import ONCE, Entry
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.standing import Standings
from planrules.reports.labels import say
from planrules.reports.paper import Column, Group, Line, Table
from planrules.rules.wording import share
from planrules.tracking.status import Status, StatusRow, StatusTable

NUMBER: Final = Text("STT", "No.")
BODY: Final = Text("Cơ quan, đơn vị", "Body")
NOTE: Final = Text("Ghi chú", "Remarks")
NOBODY: Final = Text("Chưa xác định cơ quan thực hiện", "Nobody in particular")
TOTAL: Final = Text("Tổng số", "Total")
_GIVEN = Text("Tổng số (lượt giao)", "Given in all")
_DONE = Text("Đã hoàn thành", "Done")
_NOT_DONE = Text("Chưa hoàn thành", "Not done")
_SUM = Text("Cộng", "Sum")
_DONE_ON_TIME = Text("Trước/đúng hạn", "On time")
_LATE = Text("Quá hạn", "Late")
_OVERDUE = Text("Quá hạn", "Overdue")
_UNDATED = Text("Không thời hạn", "No deadline")
_NOT_DONE_SUM = Text("Cộng (tđ: bị trả lại)", "Sum (of which returned)")
_ON_TIME = Text("Trong hạn (tđ: sắp đến hạn)", "On time (of which due soon)")
_SUSPENDED = Text("Tạm dừng", "Suspended")
_RATE = Text("Tỷ lệ đúng hạn (tử/mẫu)", "Rate on time (of judged)")
_NO_RATE = Text("–", "–")

_OFFICIAL = Text("Tổng hợp theo cơ quan, đơn vị", "By body")
_PROVISIONAL = Text(
    "Tạm tính: không thuộc số liệu chính thức, không tính tỷ lệ",
    "Assumed: no part of the official figures, and of no rate",
)
_UNTIL = Text("hoạt động đến hết {day}", "existed until {day}")
_EXTENDED = Text(
    "trong đó {extended} việc được gia hạn; so với hạn ban đầu: {late} việc quá hạn, tỷ lệ đúng hạn"
    " {on_time}/{judged}",
    "{extended} extended; by the first deadlines {late} late, rate {on_time}/{judged}",
)
_SUBMITTED = Text("{count} việc đã báo cáo, chờ xác nhận", "{count} submitted, not confirmed")
_UNPROVEN = Text(
    "trong đó {count} việc báo hoàn thành nhưng chưa có minh chứng",
    "{count} of them reported done without evidence",
)
_UNDECIDED = Text(
    "{count} việc ghi tạm dừng nhưng không có quyết định, vẫn tính thời hạn",
    "{count} suspended without a decision: the clock runs on",
)
_STOPPED_LATE = Text("{count} việc đã quá hạn khi tạm dừng", "{count} overdue when suspended")
_STANDING = Text("ngoài ra có {count} việc thường xuyên", "besides, standing work: {count}")
_WITHDRAWN_BY_DRAFT = Text(
    "ngoài ra có {count} việc Kế hoạch đang giao mà dự thảo cho thôi thực hiện",
    "besides, a draft alone withdraws {count} that the plan still assigns",
)

_HOW: Final[tuple[Text, ...]] = (
    Text(
        "Tỷ lệ đúng hạn: tử số là việc hoàn thành trước/đúng hạn; mẫu số là việc có thời hạn đã"
        " hoàn thành cộng với việc chưa hoàn thành đã quá hạn, tức là việc đã đánh giá được."
        " Không đưa vào mẫu số: việc chưa đến hạn, việc đã gửi đúng hạn đang chờ xác nhận, việc"
        " tạm dừng, việc không thời hạn.",
        "Rate: done on time, over what has a deadline and is done or overdue, which is all that"
        " can be judged. Not counted: what is not due yet, what was sent in time and waits for"
        " confirmation, what is suspended, what has no deadline.",
    ),
    Text(
        '"tđ" (trong đó) đã nằm trong số đứng trước, không cộng thêm. Một việc giao cho nhiều cơ'
        " quan thì mỗi cơ quan tính một lượt.",
        "What stands in brackets is a part of the number before it. Work that several bodies owe"
        " counts once for each.",
    ),
    Text(
        "Chỉ tính hoàn thành khi có văn bản, minh chứng; chưa có thì tính là đã báo cáo, chờ xác"
        " nhận và xét theo ngày gửi. Chỉ tính tạm dừng khi có quyết định. Việc bị trả lại là chưa"
        " hoàn thành.",
        "Work is done once there is evidence; until then it counts as submitted, judged by the"
        " day it was sent. It is suspended by a decision only. What was returned is not done.",
    ),
    Text(
        "Cơ quan kế tiếp không tính phần chậm của cơ quan trước. Việc không còn phải thực hiện (vì"
        " cơ quan kết thúc hoạt động hoặc theo sửa đổi, bổ sung) thì không tính, trừ việc đã hoàn"
        " thành trước đó.",
        "A successor does not answer for what its predecessor missed. What is withdrawn, because a"
        " body ended or by an amendment, is not counted, unless it was done before.",
    ),
)
_APART = Text(
    "Tính riêng, không có trong tổng số và tỷ lệ: {parts}.",
    "Apart from totals and rates: {parts}.",
)
_APART_STANDING = Text("{count} việc thường xuyên", "standing work: {count}")
_APART_PROVISIONAL = Text("{count} việc tạm tính", "{count} assumed")
_APART_WITHDRAWN = Text("{count} việc không còn phải thực hiện", "{count} withdrawn")
_APART_BY_DRAFT = Text(
    "{count} việc Kế hoạch đang giao mà dự thảo cho thôi thực hiện",
    "{count} that the plan assigns and a draft alone withdraws",
)
_APART_ENDED = Text("do cơ quan, nhóm được giao thay đổi: {count}", "as bodies changed: {count}")
_APART_AMENDED = Text("theo {amendment}: {count}", "by {amendment}: {count}")
_PROVED = Text(
    "Đã đối chiếu: tổng số = đã hoàn thành + chưa hoàn thành + tạm dừng; các dòng cộng lại bằng"
    " dòng tổng số. Toàn kế hoạch: tử số {on_time}, mẫu số {judged}.",
    "Checked: the total is done + not done + suspended, and all rows add up to the last one."
    " The whole plan: numerator {on_time}, denominator {judged}.",
)
_UNMATCHED = Text(
    "Có {count} cập nhật tiến độ không khớp đầu việc nào, chưa tính: {entries}.",
    "{count} entries are about nothing that is owed, and not counted: {entries}",
)
_RECORDED = Text("{name} (ghi {day})", "{name} (recorded {day})")
#: More entries than these are only counted.
_MOST_ENTRIES = 8


def number(count: int, language: str) -> str:
    """Return a number of things as sentences write it: 03 việc."""
    return f"{count:02}" if language == "vi" else str(count)


def rate_words(row: StatusRow, language: str) -> str:
    """Return the rate with numerator and denominator; a dash where nothing could be judged.

    The share is rounded to a tenth, half up, but never to all or nothing.
    """
    if not row.judged:
        return say(_NO_RATE, language)
    return f"{share(row.done_on_time, row.judged, language)} ({row.done_on_time}/{row.judged})"


def status_tables(status: Status, language: str) -> Iterator[Table]:
    """Yield the official table, and that of what is only assumed where there is any."""
    standings = status.standings
    yield _table("official", say(_OFFICIAL, language), standings, status.official, language)
    if status.provisional.rows:
        title = say(_PROVISIONAL, language)
        yield _table("provisional", title, standings, status.provisional, language, has_rate=False)


def _table(
    name: str,
    title: str,
    standings: Standings,
    table: StatusTable,
    language: str,
    *,
    has_rate: bool = True,
) -> Table:
    plan, as_of = standings.plan, standings.as_of
    rows = [*table.rows, table.total]
    lines = []
    for index, row in enumerate(rows, 1):
        is_total = row is table.total
        first = (
            ("", say(TOTAL, language)) if is_total else (str(index), name_of(plan, row, language))
        )
        rate = (rate_words(row, language),) if has_rate else ()
        notes = remarks(plan, row, as_of, language)
        cells = (*first, *_numbers(row), *rate, sentence(notes))
        lines.append(Line(cells, "total" if is_total else "body", "error" if row.overdue else ""))
    columns = tuple(
        column for column in _columns(language) if has_rate or column.label != say(_RATE, language)
    )
    return Table(
        name=name,
        title=title,
        columns=columns,
        groups=(Group("", tuple(lines)),),
        styled=_OVERDUE_AT,
    )


def name_of(plan: Plan, row: StatusRow, language: str) -> str:
    """Return the name of the body of a row."""
    return plan.body(row.unit).name if row.unit else say(NOBODY, language)


def _numbers(row: StatusRow) -> tuple[str, ...]:
    return (
        str(row.total),
        str(row.done),
        str(row.done_on_time),
        str(row.done_late),
        str(row.done_undated),
        _with_part(row.not_done, row.returned),
        _with_part(row.on_time, row.due_soon),
        str(row.overdue),
        str(row.undated),
        str(row.suspended),
    )


def _with_part(whole: int, part: int) -> str:
    return f"{whole} ({part})" if part else str(whole)


#: Where the column of what is overdue stands.
_OVERDUE_AT: Final = 9


def _columns(language: str) -> tuple[Column, ...]:
    def column(label: Text, group: Text | None = None) -> Column:
        over = say(group, language) if group else ""
        return Column(label=say(label, language), group=over, is_number=True)

    return (
        column(NUMBER),
        Column(label=say(BODY, language), is_wide=True),
        column(_GIVEN),
        column(_SUM, _DONE),
        column(_DONE_ON_TIME, _DONE),
        column(_LATE, _DONE),
        column(_UNDATED, _DONE),
        column(_NOT_DONE_SUM, _NOT_DONE),
        column(_ON_TIME, _NOT_DONE),
        column(_OVERDUE, _NOT_DONE),
        column(_UNDATED, _NOT_DONE),
        column(_SUSPENDED),
        column(_RATE),
        Column(label=say(NOTE, language), is_below=True),
    )


def remarks(plan: Plan, row: StatusRow, as_of: date, language: str) -> list[str]:
    """Return what is to be said of a row besides its numbers, as it is known on a day."""
    found = []
    body = plan.body(row.unit) if row.unit else None
    last = body.last_day(known_on=as_of) if isinstance(body, Unit) else None
    if last is not None:
        found.append(say(_UNTIL, language).format(day=shown(last, language)))
    if row.extended:
        found.append(
            say(_EXTENDED, language).format(
                extended=number(row.extended, language),
                late=number(row.first_late, language),
                on_time=row.first_on_time,
                judged=row.first_judged,
            )
        )
    found += [
        say(text, language).format(count=number(count, language))
        for text, count in (
            (_SUBMITTED, row.submitted),
            (_UNPROVEN, row.unproven),
            (_UNDECIDED, row.undecided),
            (_STOPPED_LATE, row.suspended_overdue),
            (_STANDING, row.standing),
            (_WITHDRAWN_BY_DRAFT, row.withdrawn_by_draft),
        )
        if count
    ]
    return found


def sentence(parts: list[str]) -> str:
    """Return parts as one sentence, its first letter a capital one."""
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def reading_notes(status: Status, language: str) -> Iterator[str]:
    """Yield how the table is to be read: what is counted where, what is apart, what adds up."""
    total, provisional = status.official.total, status.provisional.total
    yield from (say(text, language) for text in _HOW)
    apart = [
        say(text, language).format(count=number(count, language))
        for text, count in (
            (_APART_STANDING, total.standing),
            (_APART_PROVISIONAL, provisional.total + provisional.standing),
            (_APART_BY_DRAFT, provisional.withdrawn_by_draft),
            (_APART_WITHDRAWN, status.withdrawn),
        )
        if count
    ]
    if apart:
        why = _withdrawals(status.standings, language) if status.withdrawn else ""
        yield say(_APART, language).format(parts=f"{'; '.join(apart)}{why}")
    yield say(_PROVED, language).format(on_time=total.done_on_time, judged=total.judged)
    unmatched = status.standings.unmatched
    if unmatched:
        entries = ", ".join(_entry(entry, language) for entry in unmatched[:_MOST_ENTRIES])
        if len(unmatched) > _MOST_ENTRIES:
            entries += " …"
        yield say(_UNMATCHED, language).format(
            count=number(len(unmatched), language), entries=entries
        )


def _withdrawals(standings: Standings, language: str) -> str:
    """Return by what things are withdrawn, in brackets, where amendments have a part in it."""
    counts = Counter(
        one.obligation.withdrawn.amendment
        for one in standings
        if one.obligation.withdrawn is not None and one.deadline_class is None
    )
    if set(counts) <= {None}:
        return ""
    parts = [
        say(_APART_AMENDED if by else _APART_ENDED, language).format(
            amendment=by, count=number(counts[by], language)
        )
        for by in sorted(counts, key=lambda by: by or "")
    ]
    return f" ({', '.join(parts)})"


def _entry(entry: Entry, language: str) -> str:
    parts = [entry.task, entry.period if entry.period != ONCE else None, entry.unit]
    name = ".".join(part for part in parts if part)
    return say(_RECORDED, language).format(name=name, day=shown(entry.recorded_on, language))
