"""What has changed an event, and from which day on."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

import attrs

from planrules.errors import UnknownIdError
from planrules.feeds.event import NOBODY, Event
from planrules.feeds.feed import Feeds
from planrules.model.amendment import Amendment
from planrules.model.fields import LABEL
from planrules.model.message import Message, Text
from planrules.model.obligation import Obligation
from planrules.model.standing import Standing
from planrules.model.task import Task
from planrules.rules.labels import STATES
from planrules.text import printable

_MOVED: Final = Text("thời hạn thành {due}", "due {due}")
_NO_DUE: Final = Text("không còn thời hạn", "no deadline any more")
_EXTENDED: Final = Text("gia hạn đến {due}{decision}", "put off to {due}{decision}")
_PASSED: Final = Text("{unit} không còn thực hiện", "{unit} no longer holds it")
_EDITED: Final = Text(
    "{unit} không còn thực hiện, do đổi ngay trong kế hoạch",
    "{unit} no longer holds it, as the plan itself was changed",
)
_ASSIGNED: Final = Text("đã có cơ quan thực hiện", "somebody in particular holds it now")
_KEPT: Final = Text(
    "ngày mới ra ngoài khoảng được ghi; vẫn giữ trong lịch để thấy ngày mới",
    "its day moved out of the days shown; it stays, so that the new one can be seen",
)
_GONE: Final = Text("không còn phải thực hiện", "withdrawn")
_HANDED_OVER: Final = Text(
    "không còn phải thực hiện, chuyển sang {uids}", "withdrawn, and passed on to {uids}"
)
_CHANGED: Final = Text(
    "sửa đổi {amendment} đổi mục “{field}”", "amendment {amendment} changes “{field}”"
)
_ADDED: Final = Text("sửa đổi {amendment} thêm nhiệm vụ", "amendment {amendment} adds the task")
_RECORDED: Final = Text("ghi tiến độ: {state}", "recorded: {state}")


@attrs.frozen
class Change:
    """Something that has changed what an event says.

    Attributes:
        on: The day from which it counts.
        what: What it was.
    """

    on: date
    what: Message


def changes_of(
    feeds: Feeds, standing: Standing | None, event: Event | None, /
) -> tuple[Change, ...]:
    """Return what has changed an event, in the order of days.

    Args:
        feeds: The feeds.
        standing: The work that it shows; None for a waiver, and for what is gone from the plan.
        event: The event as it is shown; None where it is in no feed.
    """
    found: list[Change] = []
    if standing is not None:
        found += _amended(feeds, standing.obligation.task.id)
        found += _changes(feeds, standing)
    if event is not None:
        passed = {change.unit for change in standing.obligation.passed} if standing else set()
        found += _edited(feeds, event, passed)
    return tuple(sorted(found, key=lambda change: change.on))


def _changes(feeds: Feeds, standing: Standing) -> Iterator[Change]:
    owed = standing.obligation
    for one in owed.extensions:
        decision = f" ({printable(one.decision)})" if one.decision else ""
        yield Change(one.recorded_on, _EXTENDED.of(due=one.due, decision=decision))
    told = {one.recorded_on for one in owed.extensions}
    for day, due in owed.deadlines[1:]:
        if day not in told:
            yield Change(day, _NO_DUE.of() if due is None else _MOVED.of(due=due.day))
    for passage in owed.passed:
        yield Change(passage.on, _PASSED.of(unit=_called(feeds, passage.unit)))
    if owed.withdrawn is not None:
        heirs = owed.withdrawn.successors
        yield Change(owed.withdrawn.on, _HANDED_OVER.of(uids=heirs) if heirs else _GONE.of())
    if standing.entry is not None:
        state = STATES[standing.entry.state]
        yield Change(standing.entry.recorded_on, _RECORDED.of(state=state))


def _amended(feeds: Feeds, task: str) -> Iterator[Change]:
    lineage = feeds.plan.lineage
    if lineage is None:
        return
    for (table, id, field), source in lineage.changed.items():
        if (table, id) == ("task", task):
            label = attrs.fields_dict(Task)[field].metadata[LABEL]
            said = _CHANGED.of(amendment=_named(source.amendment), field=Text(label, field))
            yield Change(source.since, said)
    added = lineage.added.get(("task", task))
    if added is not None:
        yield Change(added.since, _ADDED.of(amendment=_named(added.amendment)))


def _named(amendment: Amendment) -> Text:
    """Return what an amendment is called: its id, with its number where it has one."""
    number = f" ({printable(amendment.number)})" if amendment.number else ""
    name = f"{amendment.id}{number}"
    return (
        Text(f"{name}, dự thảo,", f"{name}, a draft,") if amendment.is_draft else Text(name, name)
    )


def _called(feeds: Feeds, unit: str) -> str:
    """Return what a body is called; as its feed is, where the plan knows it no longer."""
    try:
        return printable(feeds.plan.body(unit).called)
    except UnknownIdError:
        return next((printable(feeds.who(feed)) for feed in feeds if feed.unit == unit), unit)


def untold(sequence: int, owed: Obligation, event: Event | None, /) -> int:
    """Return how many changes SEQUENCE counts that nothing dated explains, nor a former holder.

    Args:
        sequence: SEQUENCE, as it is shown or was.
        owed: What the plan and its ledger know of the work.
        event: The event as it is shown; None where it is in no feed.
    """
    passed = {change.unit for change in owed.passed}
    former = () if event is None else event.former
    days = {day for body, day in former if body not in passed}
    return max(0, sequence - owed.sequence - len(days))


def _edited(feeds: Feeds, event: Event, passed: Collection[str]) -> Iterator[Change]:
    """Yield what was changed in the plan itself, as far as the folder remembers it.

    Args:
        feeds: The feeds.
        event: The event.
        passed: Ids of the bodies of which an amendment says that they hold it no longer.
    """
    for body, day in event.former:
        if body == NOBODY:
            yield Change(day, _ASSIGNED.of())
        elif body not in passed:
            yield Change(day, _EDITED.of(unit=_called(feeds, body)))
    if event.kept_on is not None and not event.is_cancelled:
        yield Change(event.kept_on, _KEPT.of())
