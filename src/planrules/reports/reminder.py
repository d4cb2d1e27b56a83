"""*Phiếu nhắc việc*: what one body still has to do under a plan, the most urgent first."""

from collections.abc import Callable, Iterator
from typing import Final

from planrules.model.body import Unit
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.progress import DeadlineClass, State
from planrules.model.responsibility import Role
from planrules.model.standing import Standing
from planrules.model.task import TaskKind
from planrules.reports.duties import by_due, due_words
from planrules.reports.labels import say
from planrules.reports.paper import Column, Group, Line, Paper, Table
from planrules.reports.roles import holder_words
from planrules.reports.status_paper import (
    AS_OF,
    DUE,
    line_style,
    marks_notes,
    time_notes,
    work_words,
)
from planrules.reports.status_words import NOTE, NUMBER, number, rate_words, sentence
from planrules.rules.labels import state_note
from planrules.timing.calendars import calendar_of
from planrules.tracking.status import Status

_KIND = Text("Phiếu nhắc việc", "Reminder of work")
_TO = Text("Cơ quan, đơn vị: {name}", "Body: {name}")
_UNTIL = Text("Cơ quan, đơn vị hoạt động đến hết {day}.", "The body existed until {day}.")
_SUMMARY = Text(
    "Được giao {total} việc: đã hoàn thành {done}, chưa hoàn thành {not_done} (quá hạn {overdue},"
    " sắp đến hạn {due_soon}, bị trả lại {returned}, đã báo cáo chờ xác nhận {submitted}), tạm dừng"
    " {suspended}. Tỷ lệ đúng hạn: {rate}.",
    "{total} given: {done} done, {not_done} not done ({overdue} overdue, {due_soon} due soon,"
    " {returned} returned, {submitted} submitted), {suspended} suspended. Rate on time: {rate}.",
)
#: The numbers of the summary.
_COUNTED: Final = (
    *("total", "done", "not_done", "overdue", "due_soon", "returned", "submitted", "suspended"),
)
_PROVISIONAL = Text(
    "Ngoài ra có {count} việc tạm tính, không thuộc số liệu chính thức.",
    "Besides, {count} are assumed, and no part of the official figures.",
)
_WITHDRAWN_BY_DRAFT = Text(
    "Ngoài ra có {count} việc Kế hoạch đang giao mà dự thảo cho thôi thực hiện; dự thảo chưa ban"
    " hành thì việc vẫn phải thực hiện.",
    "Besides, a draft alone withdraws {count} that the plan assigns; until it is issued, they are"
    " still owed.",
)
#: How much of a part of the list the summary counts elsewhere.
_OF_WHICH: "Final[tuple[tuple[Text, Test], ...]]" = (
    (Text("tạm tính {count}", "{count} assumed"), lambda one: not one.is_official),
    (
        Text("gửi quá hạn {count}", "{count} sent late"),
        lambda one: (
            one.counts_as is State.SUBMITTED and one.deadline_class is DeadlineClass.OVERDUE
        ),
    ),
)
_TODO = Text("Việc cần làm", "What is to be done")
_NOTHING = Text("Không có việc nào cần nhắc.", "There is nothing to be reminded of.")
_WORK = Text("Nội dung việc", "Work")
_PRODUCT = Text("Sản phẩm", "Product")
_RECEIVER = Text("Nơi nhận", "Goes to")
_ASK = Text(
    "Đề nghị cập nhật tiến độ; khi hoàn thành, ghi số, ngày văn bản hoặc minh chứng kèm theo.",
    "Please record how far work is; where it is done, with the number and day of what proves it.",
)

Test = Callable[[Standing], bool]


def _is_open(one: Standing, wanted: DeadlineClass) -> bool:
    return (
        one.deadline_class is wanted
        and one.counts_as not in {State.SUBMITTED, State.DONE, State.SUSPENDED}
        and one.obligation.kind is not TaskKind.STANDING
    )


#: The parts of the list, in order; what is done comes last and only where it is wanted.
_SECTIONS: Final[tuple[tuple[Text, Test], ...]] = (
    (Text("Quá hạn", "Overdue"), lambda one: _is_open(one, DeadlineClass.OVERDUE)),
    (Text("Sắp đến hạn", "Due soon"), lambda one: _is_open(one, DeadlineClass.DUE_SOON)),
    (Text("Trong hạn", "On time"), lambda one: _is_open(one, DeadlineClass.ON_TIME)),
    (Text("Không thời hạn", "No deadline"), lambda one: _is_open(one, DeadlineClass.NO_DEADLINE)),
    (
        Text("Đã báo cáo, chờ xác nhận", "Submitted, not confirmed"),
        lambda one: one.is_counted and one.counts_as is State.SUBMITTED,
    ),
    (
        Text("Tạm dừng", "Suspended"),
        lambda one: one.is_counted and one.counts_as is State.SUSPENDED,
    ),
    (
        Text("Thường xuyên", "Standing"),
        lambda one: one.deadline_class is not None and not one.is_counted,
    ),
)
_DONE: Final[tuple[Text, Test]] = (
    Text("Đã hoàn thành", "Done"),
    lambda one: one.is_counted and one.counts_as is State.DONE,
)


def reminder(status: Status, unit: str, language: str, *, detail: bool) -> Paper:
    """Return what a body still has to do as a page for paper.

    Args:
        status: The status of what the body owes.
        unit: Id of the body.
        language: ``vi`` or ``en``.
        detail: Whether to list what is done, too.
    """
    standings = status.standings
    plan = standings.plan
    body = plan.body(unit)
    lead = [
        say(_TO, language).format(name=body.name),
        say(AS_OF, language).format(day=shown(standings.as_of, language)) + ".",
    ]
    last = body.last_day(known_on=standings.as_of) if isinstance(body, Unit) else None
    if last is not None:
        lead.append(say(_UNTIL, language).format(day=shown(last, language)))
    lead += _summary(status, language)
    table = _table(status, language, detail=detail)
    notes = list(marks_notes(standings, language))
    if table.groups:
        notes.append(say(_ASK, language))
    else:
        lead.append(say(_NOTHING, language))
    return Paper(
        kind=say(_KIND, language),
        heading=plan.title,
        lead=tuple(lead),
        tables=(table,) if table.groups else (),
        notes=tuple(notes),
        is_landscape=False,
    )


def _summary(status: Status, language: str) -> Iterator[str]:
    """Yield how much was given and how it stands."""
    row = status.official.total
    counts = {name: number(getattr(row, name), language) for name in _COUNTED}
    yield say(_SUMMARY, language).format(rate=rate_words(row, language), **counts)
    provisional = status.provisional.total
    for text, count in (
        (_PROVISIONAL, provisional.total + provisional.standing),
        (_WITHDRAWN_BY_DRAFT, provisional.withdrawn_by_draft),
    ):
        if count:
            yield say(text, language).format(count=number(count, language))


def _table(status: Status, language: str, *, detail: bool) -> Table:
    """Return what is to be done, section by section, each in the order of due days."""
    standings = status.standings
    calendar = calendar_of(standings.plan, known_on=standings.as_of)
    groups = []
    index = 0
    for title, holds in (*_SECTIONS, *([_DONE] if detail else [])):
        mine = by_due(filter(holds, standings))
        lines = []
        for one in mine:
            index += 1
            notes = time_notes(one, calendar, standings.as_of, language)
            lines.append(_line(standings.plan, one, index, notes, language))
        if lines:
            groups.append(Group(_titled(title, mine, language), tuple(lines)))
    columns = (
        Column(label=say(NUMBER, language), is_number=True),
        Column(label=say(_WORK, language), is_wide=True),
        Column(label=say(DUE, language)),
        Column(label=say(_PRODUCT, language), is_wide=True),
        Column(label=say(_RECEIVER, language), is_wide=True),
        Column(label=say(NOTE, language), is_below=True),
    )
    return Table(
        name="reminder",
        title=say(_TODO, language),
        columns=columns,
        groups=tuple(groups),
        styled=2,
    )


def _titled(title: Text, mine: list[Standing], language: str) -> str:
    """Return the title of a part of the list, with what the summary counts elsewhere."""
    counts = [f"{len(mine)}"]
    for text, holds in _OF_WHICH:
        if count := sum(map(holds, mine)):
            counts.append(say(text, language).format(count=count))
    return f"{say(title, language)} ({', '.join(counts)})"


def _line(plan: Plan, one: Standing, index: int, notes: list[str], language: str) -> Line:
    owed = one.obligation
    if one.state is not State.NOT_STARTED:
        notes = [state_note(one, language), *notes]
    receivers = [held.holder for held in owed.roles if held.role is Role.RECEIVE]
    clause = f"{owed.task.clause}: " if owed.task.clause else ""
    cells = (
        str(index),
        f"{clause}{work_words(plan, one, language)}",
        due_words(owed, language),
        "; ".join(owed.task.product),
        "; ".join(holder_words(plan, holder, language) for holder in receivers),
        sentence(notes),
    )
    return Line(cells, style=line_style(one))
