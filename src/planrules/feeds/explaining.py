"""Where an event comes from: what it is about, where it stands, what has changed it and when."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import attrs

from planrules.errors import UnknownEventError
from planrules.feeds.event import DOMAIN, Event
from planrules.feeds.feed import Feeds
from planrules.model.fields import LABEL
from planrules.model.message import Message, Text, shown
from planrules.model.obligation import Obligation
from planrules.model.standing import Standing
from planrules.model.task import Task
from planrules.rules.labels import STATES, say
from planrules.text import nearest, printable

_OF_TASK: Final = Text("Nhiệm vụ: {task} “{title}”", "Task: {task} “{title}”")
_SHOWN: Final = Text("Có trong: {files}", "Stands in: {files}")
_NO_DAY: Final = Text(
    "Không có trong lịch nào: việc không có thời hạn", "In no feed: the work has no deadline"
)
_OUTSIDE: Final = Text(
    "Không có trong lịch nào: ngoài khoảng từ {since} đến {until}",
    "In no feed: outside the days from {since} to {until}",
)
_ENDLESS: Final = Text("Không có trong lịch nào: trước ngày {since}", "In no feed: before {since}")
_NUMBERS: Final = Text(
    "SEQUENCE {sequence} (ngày, cơ quan, bãi bỏ đổi {sequence} lần), phiên bản {revision}, sửa lần "
    "cuối {modified}",
    "SEQUENCE {sequence} (day, holder or withdrawal changed {sequence} times), revision "
    "{revision}, last modified {modified}",
)
_HISTORY: Final = Text("Đã thay đổi:", "What has changed:")
_MOVED: Final = Text("thời hạn thành {due}", "due {due}")
_NO_DUE: Final = Text("không còn thời hạn", "no deadline any more")
_EXTENDED: Final = Text("gia hạn đến {due}{decision}", "put off to {due}{decision}")
_PASSED: Final = Text("{unit} không còn thực hiện", "{unit} no longer holds it")
_GONE: Final = Text("không còn phải thực hiện", "withdrawn")
_CHANGED: Final = Text("sửa đổi {amendment} đổi {field}", "amendment {amendment} changes {field}")
_ADDED: Final = Text("sửa đổi {amendment} thêm nhiệm vụ", "amendment {amendment} adds the task")
_RECORDED: Final = Text("ghi tiến độ: {state}", "recorded: {state}")
_MORE: Final = Text(
    "Nguồn gốc của nhiệm vụ và của ngày: planrules trace PATH {task}",
    "Where the task and its dates come from: planrules trace PATH {task}",
)


@attrs.frozen
class Change:
    """Something that has changed what an event says.

    Attributes:
        on: The day from which it counts.
        what: What it was.
    """

    on: date
    what: Message


@attrs.frozen
class Explanation:
    """Where an event comes from.

    Attributes:
        standing: What is owed, and where it stands.
        event: The event as it is shown; None where it is in no feed.
        files: The names of the feeds that show it, cancelled for former holders included.
        changes: What has changed it, in the order of days.
        why_not: Why it is in no feed; None where it is.
    """

    standing: Standing
    event: Event | None
    files: tuple[str, ...]
    changes: tuple[Change, ...]
    why_not: Message | None


def explained(feeds: Feeds, uid: str, /) -> Explanation:
    """Return where an event comes from.

    Args:
        feeds: The feeds.
        uid: The uid of an obligation, with or without what follows it in calendars.

    Raises:
        UnknownEventError: If nothing that is owed under the plan has it.
    """
    name = uid.strip().removesuffix(DOMAIN).removeprefix("window.")
    standings = {one.obligation.uid: one for one in feeds.assessment.standings}
    standing = standings.get(name)
    if standing is None:
        raise UnknownEventError(name, nearest(name, standings))
    owed = standing.obligation
    full = f"{owed.uid}{DOMAIN}"
    changes = (*_amended(feeds, owed.task.id), *_changes(feeds, standing))
    event = next((one for one in feeds[0].events if one.uid == full), None)
    return Explanation(
        standing=standing,
        event=event,
        files=tuple(feed.file for feed in feeds if any(one.uid == full for one in feed.events)),
        changes=tuple(sorted(changes, key=lambda change: change.on)),
        why_not=None if event is not None else _why_not(feeds, owed),
    )


def _why_not(feeds: Feeds, owed: Obligation) -> Message:
    if owed.due is None:
        return _NO_DAY.of()
    options, as_of = feeds.options, feeds.as_of
    since = options.since(as_of)
    if options.ahead is None:
        return _ENDLESS.of(since=since)
    return _OUTSIDE.of(since=since, until=options.until(as_of))


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
        yield Change(owed.withdrawn.on, _GONE.of())
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
            said = _CHANGED.of(amendment=source.amendment.id, field=Text(label, field))
            yield Change(source.since, said)
    added = lineage.added.get(("task", task))
    if added is not None:
        yield Change(added.since, _ADDED.of(amendment=added.amendment.id))


def _called(feeds: Feeds, unit: str) -> str:
    return printable(feeds.plan.body(unit).called)


def explanation_data(found: Explanation, /, *, language: str) -> dict[str, Any]:
    """Return where an event comes from as data.

    Args:
        found: What is known of it.
        language: Language of sentences, ``vi`` or ``en``.
    """
    owed, event = found.standing.obligation, found.event
    return {
        "uid": f"{owed.uid}{DOMAIN}",
        "obligation": owed.uid,
        "task": owed.task.id,
        "unit": owed.unit,
        "due": owed.due and owed.due.isoformat(),
        "files": list(found.files),
        "why_not": found.why_not and found.why_not.text(language),
        "sequence": owed.sequence if event is None else event.sequence,
        "revision": owed.revision,
        "modified": event and event.modified.isoformat(),
        "changes": [
            {"on": change.on.isoformat(), "what": change.what.text(language)}
            for change in found.changes
        ],
        "description": event and event.description,
    }


def explanation_lines(found: Explanation, /, *, language: str) -> Iterator[str]:
    """Yield the same as lines for people; the arguments are those of ``explanation_data``."""
    owed, event = found.standing.obligation, found.event
    yield f"{owed.uid}{DOMAIN}"
    facts = {"task": owed.task.id, "title": printable(owed.task.title)}
    yield _OF_TASK.of(**facts).text(language)
    if event is None:
        assert found.why_not is not None  # noqa: S101 - it is said of what is in no feed
        yield found.why_not.text(language)
    else:
        yield _SHOWN.of(files=", ".join(found.files)).text(language)
        yield event.summary
        yield from (f"  {line}" for line in event.description.split("\n"))
        numbers = {"sequence": event.sequence, "revision": event.revision}
        yield _NUMBERS.of(**numbers, modified=event.modified).text(language)
    if found.changes:
        yield say(_HISTORY, language)
        for change in found.changes:
            yield f"  {shown(change.on, language)}: {change.what.text(language)}"
    yield _MORE.of(task=owed.task.id).text(language)
