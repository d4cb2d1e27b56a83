"""What a folder holds from before: its manifest, and files that do not agree with it."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import attrs

from planrules.feeds.edition import MANIFEST, Edition, Known, KnownFile, read_edition
from planrules.feeds.event import NOBODY
from planrules.feeds.notice import Notice, NoticeKind, notice
from planrules.feeds.reading import published_in


@attrs.frozen(kw_only=True, eq=False)
class Earlier:
    """What a folder of feeds holds.

    Attributes:
        edition: The edition; None where there is none.
        feeds: By name, the octets of the feeds that agree with its manifest.
        notices: Which ones do not.
    """

    edition: Edition | None
    feeds: dict[str, bytes]
    notices: tuple[Notice, ...]


def read_earlier(folder: Path, /, *, plan: str, profile: str) -> Earlier:
    """Return what a folder holds of a plan's feeds.

    A file that does not agree with the manifest is read itself, so that no SEQUENCE goes back:
    somebody has changed it, or a writer was stopped. So is every file where there is no manifest.

    Args:
        folder: The folder, which exists.
        plan: Id of the plan.
        profile: For what kind of program feeds are that no manifest tells of.

    Raises:
        OSError: If it can't be read.
    """
    manifest = folder / MANIFEST
    edition = read_edition(manifest.read_bytes()) if manifest.is_file() else None
    if edition is not None and edition.plan != plan:
        return Earlier(edition=edition, feeds={}, notices=())
    if edition is None:
        edition = Edition(plan=plan, profile=profile, as_of=date.min)
    feeds: dict[str, bytes] = {}
    files, events = dict(edition.files), dict(edition.events)
    notices = []
    for name in sorted(_names(folder, plan), key=len):  # the plan's own first: it has the shortest
        data = (folder / name).read_bytes()
        if name in files and sha256(data).hexdigest() == files[name].sha256:
            feeds[name] = data
            continue
        notices.append(notice(NoticeKind.REBUILT, name))
        unit = name.removeprefix(plan).removesuffix(".ics").removeprefix(".") or None
        title = files[name].name if name in files else name
        files[name] = KnownFile(sha256="", content="", unit=unit, name=title)
        _merge(events, data, unit)
    if not files and not events:
        return Earlier(edition=None, feeds={}, notices=())
    edition = attrs.evolve(edition, files=files, events=events)
    return Earlier(edition=edition, feeds=feeds, notices=tuple(notices))


def _names(folder: Path, plan: str) -> Iterator[str]:
    """Yield the names of the files that hold a plan's feeds."""
    for path in folder.iterdir():
        name = path.name
        is_of_plan = name.startswith(f"{plan}.") and name.endswith(".ics")
        if is_of_plan and path.is_file():
            yield name


def _merge(events: dict[str, Known], data: bytes, unit: str | None) -> None:
    """Take over from a file what it publishes; a file that is no calendar says nothing."""
    try:
        published = published_in(data)
    except ValueError:
        return
    for uid, found in published.items():
        before = events.get(uid)
        if before is None:
            events[uid] = attrs.evolve(found, unit=None if unit == NOBODY else unit)
            continue
        sequence = max(before.sequence, found.sequence)
        changed = attrs.evolve(before, sequence=sequence, digest=None)
        if unit is None:  # only the plan's own feed tells how it stands
            changed = attrs.evolve(
                changed,
                first=found.first,
                last=found.last,
                is_cancelled=found.is_cancelled,
                modified=max(before.modified, found.modified),
            )
        elif before.unit is None and before.is_cancelled == found.is_cancelled and unit != NOBODY:
            changed = attrs.evolve(changed, unit=unit)
        events[uid] = changed
