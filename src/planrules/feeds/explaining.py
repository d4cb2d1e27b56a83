"""Where an event comes from: what it is about, where it stands, what has changed it and when."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Final

import attrs

from planrules.errors import UnknownEventError
from planrules.feeds.changes import Change, changes_of, untold
from planrules.feeds.edition import Known
from planrules.feeds.event import (
    DOMAIN,
    WAIVER,
    WINDOW,
    Event,
    Gone,
    has_window,
    undated_since,
    waiver_uid,
)
from planrules.feeds.feed import Feeds
from planrules.feeds.leaving import Leaving
from planrules.feeds.marks import why_gone
from planrules.feeds.standing_now import (
    StandingNow,
    standing_now,
    standing_now_data,
    standing_now_lines,
)
from planrules.model.message import Message, Text, shown
from planrules.model.plan import Plan
from planrules.model.standing import Standing
from planrules.model.waiver import Waiver
from planrules.model.what_if import left_out_data, what_if_lines
from planrules.rules.labels import say
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
_NO_PERIOD: Final = Text(
    "Không có trong lịch nào: việc không có kỳ số liệu riêng",
    "In no feed: the work has no days of data of its own",
)
_WITHDRAWN: Final = Text(
    "Không có trong lịch nào: việc không còn phải thực hiện", "In no feed: the work is withdrawn"
)
_NOT_YET: Final = Text(
    "Không có trong lịch nào: ngoại lệ được chấp thuận từ {day}",
    "In no feed: the waiver is granted from {day}",
)
_TOLD: Final = Text(
    "Không có trong lịch nào: đã ghi là bãi bỏ đủ {past} ngày",
    "In no feed: it was shown as cancelled for {past} days",
)
_WAS_WITHDRAWN: Final = Text(
    "Không có trong lịch nào: từ {day} không còn phải thực hiện, và chỉ ghi là bãi bỏ trong {past} "
    "ngày",
    "In no feed: withdrawn on {day}, and shown as cancelled for {past} days",
)
_OVER: Final = Text(
    "Không có trong lịch nào: không còn trong kế hoạch, và đã ra khỏi lịch trước đó",
    "In no feed: gone from the plan, and not shown any more before that",
)
_ENDLESS: Final = Text("Không có trong lịch nào: trước ngày {since}", "In no feed: before {since}")
_NUMBERS: Final = Text(
    "SEQUENCE {sequence} (đổi ngày, đổi cơ quan hoặc bãi bỏ: {sequence} lần), phiên bản "
    "{revision}, sửa lần cuối {modified}",
    "SEQUENCE {sequence} (changes of day or holder, withdrawals: {sequence}), revision "
    "{revision}, last modified {modified}",
)
_HISTORY: Final = Text("Đã thay đổi:", "What has changed:")
_MORE_CHANGES: Final = Text("và {count} lần khác: {why}", "and {count} more: {why}")
_NO_OTHERS: Final = Text("{count} lần: {why}", "{count} in all: {why}")
_UNTOLD: Final = Text(
    "sửa ngay trong kế hoạch, dự thảo đã thôi tính, hoặc lần ghi cho ngày sau (--rewind)",
    "made in the plan itself, of drafts that count no longer, or of a later day (--rewind)",
)
_COUNTED_FROM: Final = Text(
    "theo ngày đã ghi của việc mà thời hạn tính từ đó, sửa ngay trong kế hoạch, dự thảo đã thôi "
    "tính, hoặc lần ghi cho ngày sau (--rewind)",
    "by what was recorded of the work that its deadline counts from, made in the plan itself, of "
    "drafts that count no longer, or of a later day (--rewind)",
)
_WRITTEN_NOW: Final = Text("Nếu ghi lại như lần này hỏi: {why}", "If written as asked now: {why}")
_OF_WAIVER: Final = Text(
    "Ngoại lệ của quy tắc {rule} cho {subject}, từ {granted} đến {expires}",
    "Waiver of rule {rule} for {subject}, from {granted} to {expires}",
)
_MORE: Final = Text(
    "Nguồn gốc của nhiệm vụ và của ngày: planrules trace {path} {task}",
    "Where the task and its dates come from: planrules trace {path} {task}",
)


class Kind(StrEnum):
    """What an event shows."""

    OBLIGATION = "obligation"
    WINDOW = "window"
    WAIVER = "waiver"


_NOT_ASKED: Final = {
    Kind.WINDOW: Text(
        "Không có trong lịch nào: kỳ số liệu chỉ được ghi khi có --windows",
        "In no feed: the days of periods' data are shown with --windows only",
    ),
    Kind.WAIVER: Text(
        "Không có trong lịch nào: ngày hết ngoại lệ chỉ được ghi khi có --waivers",
        "In no feed: the last days of waivers are shown with --waivers only",
    ),
}


@attrs.frozen(kw_only=True)
class Explanation:
    """Where an event comes from.

    Attributes:
        plan: The plan, as its amendments have left it.
        uid: Its uid, as it stands in calendars.
        kind: What it shows.
        standing: What is owed, and where it stands; None for a waiver, and for what is gone.
        waiver: The waiver; None for anything else, and where it is gone.
        known: How it was published last, as far as a folder is known that remembers it.
        event: The event as it is shown; None where it is in no feed.
        gone: Why it is there no more, and since which day; None where it is, and where that is not
            known. What an amendment has withdrawn is told among the changes.
        files: The names of the feeds that show it, cancelled for former holders included.
        changes: What has changed it, in the order of days.
        untold: How many changes SEQUENCE counts beside these.
        why_not: Why it is in no feed; None where it is.
        folder: What stands of it in the folder that the feeds follow; None where they follow none.
    """

    plan: Plan
    uid: str
    kind: Kind
    standing: Standing | None
    waiver: Waiver | None
    known: Known | None
    event: Event | None
    gone: tuple[Gone, date] | None
    files: tuple[str, ...]
    changes: tuple[Change, ...]
    untold: int
    why_not: Message | None
    folder: StandingNow | None


def explained(feeds: Feeds, uid: str, /) -> Explanation:
    """Return where an event comes from.

    Args:
        feeds: The feeds; those that follow an earlier edition know what is gone from the plan.
        uid: The uid of an event, with or without what follows it in calendars.

    Raises:
        UnknownEventError: If nothing has it that is owed, nor a waiver, nor what was published.
    """
    name = uid.strip().removesuffix(DOMAIN)
    full = f"{name}{DOMAIN}"
    standings = {one.obligation.uid: one for one in feeds.assessment.standings}
    waivers = {waiver_uid(feeds.plan.id, one): one for one in feeds.assessment.waivers}
    standing, waiver = standings.get(name), waivers.get(full)
    kind = Kind.OBLIGATION
    if standing is None and name.startswith(WINDOW):
        kind, standing = Kind.WINDOW, standings.get(name.removeprefix(WINDOW))
    elif standing is None and name.startswith(WAIVER):
        kind = Kind.WAIVER
    known = feeds.known.get(full)
    if standing is None and waiver is None and known is None:
        names = (one.removesuffix(DOMAIN) for one in (*waivers, *feeds.known))
        raise UnknownEventError(name, nearest(name, {**standings, **dict.fromkeys(names)}))
    event = next((one for one in feeds[0].events if one.uid == full), None)
    found = Explanation(
        plan=feeds.plan,
        uid=full,
        kind=kind,
        standing=standing,
        waiver=waiver,
        known=known,
        event=event,
        gone=_gone(feeds, full, event, known, standing),
        files=tuple(feed.file for feed in feeds if any(one.uid == full for one in feed.events)),
        changes=changes_of(feeds, standing, event),
        untold=0,
        why_not=None,
        folder=standing_now(feeds, full),
    )
    if kind is Kind.OBLIGATION and standing is not None:
        beside = untold(_numbers(found)[0], standing.obligation, event)
        found = attrs.evolve(found, untold=beside)
    return found if event is not None else attrs.evolve(found, why_not=_why_not(feeds, found))


def _gone(
    feeds: Feeds, uid: str, event: Event | None, known: Known | None, standing: Standing | None
) -> tuple[Gone, date] | None:
    """Return why something is there no more, and since when, where that is known."""
    day = known.dropped_on if event is None and known is not None else None
    if event is not None:
        day = event.dropped_on
        if event.kept_on is not None and standing is not None and event.is_cancelled:
            return undated_since(standing.obligation, event.kept_on)
    asked = attrs.evolve(feeds.options, windows=True, waivers=True)
    why = Leaving(feeds.assessment, asked).why(uid)
    return None if why is None or day is None else (why, day)


def _why_not(feeds: Feeds, found: Explanation) -> Message:
    """Return why something is in no feed."""
    options = feeds.options
    why = _NOT_ASKED.get(found.kind)
    is_asked = options.windows if found.kind is Kind.WINDOW else options.waivers
    if why is not None and (options.is_tasks or not is_asked):
        return why.of()
    if found.gone is not None:
        return _TOLD.of(past=str(options.past))
    return next(_reasons(feeds, found))


def _reasons(feeds: Feeds, found: Explanation) -> Iterator[Message]:
    """Yield why something that could be shown is not, the best reason first."""
    options, as_of = feeds.options, feeds.as_of
    since = options.since(as_of)
    if found.waiver is not None:
        if found.waiver.granted > as_of:
            yield _NOT_YET.of(day=found.waiver.granted)
    elif found.standing is None:
        yield _OVER.of()
    else:
        owed = found.standing.obligation
        if owed.due is None:
            yield _NO_DAY.of()
        if found.kind is Kind.WINDOW and not has_window(owed):
            yield _NO_PERIOD.of()
        if found.kind is Kind.WINDOW and owed.withdrawn is not None:
            yield _WITHDRAWN.of()
        if owed.withdrawn is not None and owed.withdrawn.on < since:
            yield _WAS_WITHDRAWN.of(day=owed.withdrawn.on, past=str(options.past))
    if options.ahead is None:
        yield _ENDLESS.of(since=since)
    yield _OUTSIDE.of(since=since, until=options.until(as_of))


def explanation_data(found: Explanation, /, *, language: str) -> dict[str, Any]:
    """Return where an event comes from as data.

    Args:
        found: What is known of it.
        language: Language of sentences, ``vi`` or ``en``.
    """
    event, published = found.event, found.event or found.known
    lineage = found.plan.lineage
    owed = None if found.standing is None else found.standing.obligation
    due = published.last if published is not None else None
    if found.waiver is not None:
        due = found.waiver.expires
    elif owed is not None:
        due = owed.due
    return {
        "with": sorted(one.id for one in lineage.drafts) if lineage is not None else [],
        "pending": left_out_data(found.plan),
        "uid": found.uid,
        "kind": found.kind.value,
        "obligation": _owed_uid(found),
        "task": None if owed is None else owed.task.id,
        "unit": owed.unit if owed is not None else published and published.unit,
        "due": due and due.isoformat(),
        "files": list(found.files),
        "why_not": found.why_not and found.why_not.text(language),
        "folder": found.folder and standing_now_data(found.folder),
        "gone": found.gone
        and {"on": found.gone[1].isoformat(), "why": why_gone(*found.gone, language)},
        "sequence": _numbers(found)[0],
        "revision": _numbers(found)[1],
        "modified": event and event.modified.isoformat(),
        "changes": [
            {"on": change.on.isoformat(), "what": change.what.text(language)}
            for change in found.changes
        ],
        "untold": found.untold,
        "description": event and event.description,
    }


def _owed_uid(found: Explanation) -> str | None:
    """Return the uid of the obligation that an event shows; None for a waiver."""
    if found.kind is Kind.WAIVER:
        return None
    return found.uid.removesuffix(DOMAIN).removeprefix(WINDOW if found.kind is Kind.WINDOW else "")


def _numbers(found: Explanation) -> tuple[int, int]:
    """Return SEQUENCE and revision: as they are shown, else as they were, else as they would be."""
    published = found.event or found.known
    if published is not None:
        return published.sequence, published.revision
    if found.standing is not None and found.kind is Kind.OBLIGATION:
        return found.standing.obligation.sequence, found.standing.obligation.revision
    return 0, 0


def explanation_lines(found: Explanation, /, *, language: str, path: str = "PATH") -> Iterator[str]:
    """Yield the same as lines for people.

    Args:
        found: What is known of it.
        language: ``vi`` or ``en``.
        path: The plan, as it is named on the command line.
    """
    event, standing = found.event, found.standing
    yield found.uid
    yield from what_if_lines(found.plan, language)
    if standing is not None:
        task = standing.obligation.task
        yield _OF_TASK.of(task=task.id, title=printable(task.title)).text(language)
    if found.waiver is not None:
        yield _waived(found.waiver).text(language)
    yield from _whereabouts(found, language)
    if event is None and found.known is not None and standing is None and found.waiver is None:
        yield found.known.summary
    if found.gone is not None and (event is None or standing is None):
        yield why_gone(*found.gone, language)
    if event is not None:
        yield _SHOWN.of(files=", ".join(found.files)).text(language)
        yield event.summary
        yield from (f"  {line}" for line in event.description.split("\n"))
        numbers = {"sequence": event.sequence, "revision": event.revision}
        yield _NUMBERS.of(**numbers, modified=event.modified).text(language)
    yield from _history(found, language)
    if standing is not None:
        yield _MORE.of(path=path, task=standing.obligation.task.id).text(language)


def _whereabouts(found: Explanation, language: str) -> Iterator[str]:
    """Yield what stands in the folder, and why the feeds do not show the event."""
    if found.folder is not None:
        yield from standing_now_lines(found.folder, language=language)
    if found.why_not is not None:
        why = found.why_not.text(language)
        is_there = found.folder is not None and found.folder.stands
        yield say(_WRITTEN_NOW, language).format(why=why) if is_there else why


def _history(found: Explanation, language: str) -> Iterator[str]:
    """Yield what has changed the event, and how often something else has."""
    if found.changes or found.untold:
        yield say(_HISTORY, language)
    for change in found.changes:
        yield f"  {shown(change.on, language)}: {change.what.text(language)}"
    if found.untold:
        is_counted = found.event is not None and found.event.follows_record
        why = say(_COUNTED_FROM if is_counted else _UNTOLD, language)
        more = say(_MORE_CHANGES if found.changes else _NO_OTHERS, language)
        yield f"  {more.format(count=found.untold, why=why)}"


def _waived(waiver: Waiver) -> Message:
    facts = {"rule": printable(waiver.rule), "subject": printable(waiver.subject)}
    return _OF_WAIVER.of(**facts, granted=waiver.granted, expires=waiver.expires)
