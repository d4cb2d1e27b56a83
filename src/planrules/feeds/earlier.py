"""What a folder holds from before: its manifest, and files that do not agree with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

import attrs

from planrules.feeds.edition import FEED_NAME, MANIFEST, Edition, Known, KnownFile, read_edition
from planrules.feeds.event import NOBODY
from planrules.feeds.ics import PRODID
from planrules.feeds.marks import says_passed_on
from planrules.feeds.notice import Notice, NoticeKind, notice
from planrules.feeds.reading import published_in
from planrules.text import printable

#: How much of a number that is none is shown.
_LONG: Final = 20
#: The uid of an event, the name of a file, and what stands there for SEQUENCE.
Found: TypeAlias = tuple[str, str, str]


@attrs.frozen(kw_only=True, eq=False)
class Earlier:
    """What a folder of feeds holds.

    Attributes:
        edition: The edition; None where there is none.
        standing: By name, the octets of the feeds.
        feeds: By name, those that agree with its manifest.
        notices: Which ones do not.
    """

    edition: Edition | None
    standing: dict[str, bytes]
    feeds: dict[str, bytes]
    notices: tuple[Notice, ...]


def read_earlier(folder: Path, /, *, plan: str, profile: str, bodies: Collection[str]) -> Earlier:
    """Return what a folder holds of a plan's feeds.

    A file that does not agree with the manifest is read itself, so that no SEQUENCE goes back:
    somebody has changed it, or a writer was stopped. So is every file where there is no manifest.

    Args:
        folder: The folder, which exists.
        plan: Id of the plan.
        profile: For what kind of program feeds are that no manifest tells of.
        bodies: Ids of the bodies that the plan knows. Of a feed that stands not in the folder the
            manifest is believed where it is one of theirs, or an event tells of its body.

    Raises:
        OSError: If it can't be read.
    """
    manifest = folder / MANIFEST
    edition = read_edition(manifest.read_bytes()) if manifest.is_file() else None
    if edition is not None and edition.plan != plan:
        return Earlier(edition=edition, standing={}, feeds={}, notices=())
    if edition is None:
        edition = Edition(plan=plan, profile=profile, as_of=date.min)
    feeds: dict[str, bytes] = {}
    files, events = dict(edition.files), dict(edition.events)
    told = {*bodies, NOBODY, None, *(known.unit for known in events.values())}
    told.update(body for known in events.values() for body in known.former or ())
    notices = []
    amiss: list[Found] = []
    standing: dict[str, bytes] = {}
    traces: list[tuple[str, str | None, Known]] = []
    for name in sorted(_names(folder, plan), key=lambda name: (len(name), name)):
        # The plan's own comes first, since it has the shortest name.
        data = (folder / name).read_bytes()
        unit = _body(plan, name)
        is_told = name in files and unit in told
        if not is_told and not _is_ours(name, data):
            continue
        standing[name] = data
        if name in files and sha256(data).hexdigest() == files[name].sha256:
            feeds[name] = data
            continue
        notices.append(notice(NoticeKind.REBUILT, name))
        title = files[name].name if name in files else name
        files[name] = KnownFile(sha256="", content="", unit=unit, name=title)
        published = published_in(data)
        traces += _merge(events, published.events, unit)
        amiss += ((uid, name, found) for uid, found in published.amiss.items())
    for uid, unit, found in traces:
        before = events.get(uid, found)
        events[uid] = attrs.evolve(
            before,
            sequence=max(before.sequence, found.sequence),
            former=_former(before, unit, found.modified),
        )
    notices += _miscounted(amiss, events)
    files = {
        name: file
        for name, file in files.items()
        if name in standing or (name.startswith(f"{plan}.") and _body(plan, name) in told)
    }
    is_new = not files and not events
    edition = None if is_new else attrs.evolve(edition, files=files, events=events)
    return Earlier(edition=edition, standing=standing, feeds=feeds, notices=tuple(notices))


def _miscounted(amiss: Iterable[Found], events: Mapping[str, Known]) -> Iterator[Notice]:
    """Yield which numbers can't be gone on from, and from which ones editions do instead."""
    for uid, file, text in amiss:
        facts = {"found": printable(text[:_LONG]), "file": file}
        yield notice(NoticeKind.MISCOUNTED, uid, **facts, sequence=events[uid].sequence)


def _body(plan: str, name: str) -> str | None:
    """Return the id of the body that a feed of a plan is for; None for the plan's own."""
    if name == f"{plan}.ics":
        return None
    return name.removeprefix(f"{plan}.").removesuffix(".ics")


def _names(folder: Path, plan: str) -> Iterator[str]:
    """Yield the names of the files that hold a plan's feeds."""
    for path in folder.iterdir():
        name = path.name
        is_of_plan = name.startswith(f"{plan}.") and name.endswith(".ics")
        if is_of_plan and path.is_file():
            yield name


def _is_ours(name: str, data: bytes) -> bool:
    """Return whether a file that no manifest tells of is a feed of planrules."""
    return bool(FEED_NAME.fullmatch(name)) and f"PRODID:{PRODID}\r\n".encode() in data


def _former(known: Known, unit: str | None, day: date) -> Mapping[str, date] | None:
    """Return the former holders of something, with one more that its own feed tells of."""
    return known.former if unit is None else {unit: day} | dict(known.former or {})


def _merge(
    events: dict[str, Known], published: Mapping[str, Known], unit: str | None
) -> Iterator[tuple[str, str | None, Known]]:
    """Take over from a file what it publishes.

    Yields:
        Uid, body and what that is told as a former holder, which does not say how the work stands.
    """
    for uid, found in published.items():
        if says_passed_on(found.summary):
            yield uid, unit, found
            continue
        known = events.get(uid, found)
        known = attrs.evolve(known, sequence=max(known.sequence, found.sequence), digest="")
        if unit == NOBODY:
            known = attrs.evolve(known, unowned=True)
        elif known.unit is None:
            known = attrs.evolve(known, unit=unit)
        elif unit is not None and unit != known.unit:
            # A writer was stopped before this feed, or between others.
            known = attrs.evolve(known, former=_former(known, unit, found.modified))
        events[uid] = known
