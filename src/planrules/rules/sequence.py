"""The rule that holds deadlines against those of the work that comes first (TIM)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from planrules.model.dates import PartialDate
from planrules.model.duration import Lag
from planrules.model.finding import Severity
from planrules.model.message import Message, Text
from planrules.model.task import Link, LinkType, Task
from planrules.rules.case import Case
from planrules.rules.deadlines import is_misdated
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear
from planrules.rules.wording import counted, doubt, period_called

if TYPE_CHECKING:
    from planrules.model.due import Due

_EARLIER = Text(
    "Thời hạn {end} của “{title}”{period} sớm hơn thời hạn {before} của việc phải xong trước là"
    " “{other}”{doubt}.",
    "the deadline {end} of “{title}”{period} lies before {before}, that of “{other}”, which comes"
    " first{doubt}",
)
_TOO_CLOSE = Text(
    "Thời hạn {end} của “{title}”{period} chưa cách đủ {days} sau thời hạn {before} của “{other}”"
    "{doubt}.",
    "the deadline {end} of “{title}”{period} is not {days} after {before}, that of “{other}”"
    "{doubt}",
)
_TOO_EARLY = Text(
    "Thời hạn {end} của “{title}”{period} sớm hơn thời hạn {before} của “{other}” quá {days}"
    "{doubt}.",
    "the deadline {end} of “{title}”{period} is over {days} before {before}, that of “{other}”"
    "{doubt}",
)


def _in_sequence(case: Case, task: Task) -> Verdict:
    """Judge links from a finish between deadlines, those in one period of periodic work too.

    A link that is only supposed is not the plan's. What links leave no time for, whatever their
    kind, is told of the network (TIM014).
    """
    if not (task.after or task.ends_after_end_of) or is_misdated(case, task):
        return None
    hits: dict[str, Hit] = {}
    is_judged = False
    ring = case.in_rings.get(task.id)
    for kind, links in (
        (LinkType.FINISH_TO_START, task.after),
        (LinkType.FINISH_TO_FINISH, task.ends_after_end_of),
    ):
        for index, link in enumerate(links):
            other = case.plan.row(link.task)
            if link.assumed or not isinstance(other, Task):
                continue
            if ring is not None and ring == case.in_rings.get(other.id):
                continue  # DEP001 says that they wait for each other
            found = None if is_misdated(case, other) else _between(case, task, other, kind, link)
            if found is None:
                continue
            is_judged = True
            if isinstance(found, Message) and link.task not in hits:
                hits[link.task] = Hit(message=found, key=link.task, at=(kind.value, index))
    return list(hits.values()) if is_judged else None


@attrs.frozen
class _End:
    """A deadline of a task, or of one of its periods; ``due`` where it was reckoned."""

    task: Task
    day: PartialDate
    due: "Due | None" = None


def _between(
    case: Case, task: Task, other: Task, kind: LinkType, link: Link
) -> Message | bool | None:
    """Return what is wrong between two deadlines, True if nothing is; None without deadlines."""
    if task.every is not None and other.every is not None:
        return _in_periods(case, task, other, link) if kind is LinkType.FINISH_TO_START else None
    last, first = _last_day(case, task), _last_day(case, other)
    if last is None or first is None:
        return None
    if _is_plainly_apart(case, first, last, link.lag):
        return True
    end, before = _end(case, task), _end(case, other)
    assert end is not None  # noqa: S101 - it has a last day
    assert before is not None  # noqa: S101 - so has the other
    return _apart(case, end, before, link, Text("", ""))


def _in_periods(case: Case, task: Task, other: Task, link: Link) -> Message | bool | None:
    """Return the same for two periodic tasks, whose deadlines meet in one period."""
    theirs = case.times.due_in(other)
    found: Message | bool | None = None
    for period, mine in case.times.due_in(task).items():
        before = theirs.get(period)
        if before is None:
            continue
        if _is_plainly_apart(case, before.day, mine.day, link.lag):
            found = True
            continue
        called = period_called(case.times.owed_by_period(task.id)[period])
        words = Text(f" (kỳ {called.vi})", f" (for {called.en})")
        found = _apart(case, _reckoned(task, mine), _reckoned(other, before), link, words)
        if isinstance(found, Message):
            break
    return found


def _is_plainly_apart(case: Case, first: date, last: date, lag: Lag | None) -> bool:
    """Return whether a deadline surely lies far enough after another, as nearly all do."""
    if last < first or (lag is not None and lag.amount < 0):
        return False
    least = first if lag is None else case.times.reached(first, lag)
    return least is not None and least <= last


def _apart(case: Case, end: _End, before: _End, link: Link, period: Text) -> Message | bool | None:
    """Return what is wrong between two days, True if nothing is; None where nobody can say."""
    lag = link.lag
    amount = lag.amount if lag else 0
    reached = case.times.after(before.day.last, lag)
    if reached is None and amount < 0:
        return None
    least, certainty = reached or (before.day.last, None)
    if end.day.last >= least:
        return True
    facts: dict[str, Any] = {
        "end": end.day,
        "title": end.task.title,
        "period": period,
        "before": before.day,
        "other": before.task.title,
    }
    if lag is None or (amount >= 0 and end.day.last < before.day.last):
        text, certainty = _EARLIER, None
    else:
        text = _TOO_EARLY if amount < 0 else _TOO_CLOSE
        facts["days"] = counted(abs(amount), lag.unit)
    return text.of(**facts, doubt=doubt(end.due, before.due, certainty=certainty))


def _last_day(case: Case, task: Task) -> date | None:
    """Return the last day of a deadline that a task states, or that follows from another task's."""
    stated = task.due or task.on
    if stated is not None:
        return stated.last
    due = case.times.dues.get(task.id) if task.deadline_from else None
    if due is None:
        return None
    return due.day if task.every is not None else due.nominal


def _end(case: Case, task: Task) -> _End | None:
    """Return the deadline that a task states, or that follows from another task's."""
    stated = task.due or task.on
    if stated is not None:
        return _End(task, stated)
    due = case.times.dues.get(task.id) if task.deadline_from else None
    return None if due is None else _reckoned(task, due)


def _reckoned(task: Task, due: "Due") -> _End:
    day = due.day if task.every is not None else due.nominal
    return _End(task, PartialDate.from_date(day), due)


TIM004 = Rule(
    code="TIM004",
    name="deadline-before-predecessor",
    severity=Severity.ERROR,
    kind="task",
    tags=clear(Clarity.TIME),
    title=Text(
        "Thời hạn không sớm hơn thời hạn của việc phải xong trước",
        "No deadline lies before that of the work that comes first",
    ),
    why=Text(
        "Việc trước chưa phải xong thì việc sau không thể xong đúng hạn.",
        "What waits for other work can't be done before that has to be.",
    ),
    help=Text(
        "Để thời hạn của việc này muộn hơn hoặc của việc trước sớm hơn (due), hoặc sửa liên kết"
        " giữa hai việc (after, ends_after_end_of).",
        "Make this deadline later or the other one earlier (due), or correct the link between the"
        " two (after, ends_after_end_of).",
    ),
    check=_in_sequence,
)

RULES = (TIM004,)
