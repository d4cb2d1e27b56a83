"""A folder of feeds that any web server can hand out; no reader sees half a feed."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

import attrs

from planrules.assessment import Assessment
from planrules.feeds.continuing import Continued, Continuing
from planrules.feeds.earlier import Earlier, read_earlier
from planrules.feeds.edition import MANIFEST, Edition, Known, KnownFile, edition_text
from planrules.feeds.errors import FeedFolderError, FeedsBusyError
from planrules.feeds.feed import Feed, Feeds, feeds_of, generator
from planrules.feeds.ics import cut, events_in
from planrules.feeds.notice import Notice, NoticeKind, notice
from planrules.feeds.options import FeedOptions
from planrules.feeds.page import index_page
from planrules.model.plan import Plan
from planrules.source.locking import locked
from planrules.source.storage import clear_staged, write_whole

CHECKSUMS: Final = "SHA256SUMS"
INDEX: Final = "index.html"
#: How long to wait for another writer, in seconds.
PATIENCE: Final = 30.0
#: More than these in a feed make programs slow; house limits, since none publishes its own.
_MOST_EVENTS: Final = 2_000
_MOST_OCTETS: Final = 1_000_000


@attrs.frozen(kw_only=True)
class Publication:
    """What publishing has done.

    Attributes:
        edition: What the folder holds now.
        written: The names of the files that were written, in order.
        kept: The names of the feeds that stayed as they were.
        notices: What whoever publishes ought to know.
    """

    edition: Edition
    written: tuple[str, ...]
    kept: tuple[str, ...]
    notices: tuple[Notice, ...]


def publish_feeds(
    assessment: Assessment,
    out: str | os.PathLike[str],
    /,
    options: FeedOptions | None = None,
    *,
    rewind: bool = False,
    patience: float = PATIENCE,
) -> Publication:
    """Write the feeds of an assessment to a folder, with checksums, an index page and a manifest.

    A feed that has not changed is not written; other files in the folder stay as they are. Each
    file is whole at any moment, and the manifest is the last one. Where the folder holds an
    earlier edition, the new one goes on from it: see ``Continuing``.

    Args:
        assessment: The plan, assessed.
        out: The folder; it is made where there is none.
        options: How the feeds are to be written.
        rewind: Whether the new edition may be as of an earlier day than the one in the folder,
            because that day was a mistake; numbers go on from it all the same.
        patience: How long to wait for another writer, in seconds.

    Raises:
        FeedFolderError: If the folder holds feeds of another plan or another profile, or of a
            later day, or files of somebody else where new ones are to stand.
        FeedsBusyError: If another writer has it all that time.
        NoStartError: As for ``feeds_of``; no folder is made then.
        OutOfCalendarError: Likewise.
        OSError: If it can't be written to.
    """
    folder = Path(out)
    feeds = feeds_of(assessment, options)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, name=os.fspath(out), patience=patience, busy=FeedsBusyError):
        clear_staged(folder)
        return _Publishing(folder, os.fspath(out), feeds, rewind).done()


def feeds_following(
    assessment: Assessment,
    out: str | os.PathLike[str],
    /,
    options: FeedOptions | None = None,
    *,
    rewind: bool = False,
) -> Feeds:
    """Return the feeds that ``publish_feeds`` would write, and write none.

    The arguments are those of ``publish_feeds``, and so are the errors but for ``FeedsBusyError``.
    """
    folder = Path(out)
    feeds = feeds_of(assessment, options)
    if folder.is_dir():
        _, _, feeds = _Publishing(folder, os.fspath(out), feeds, rewind).following()
    return feeds


@attrs.frozen(eq=False)
class _Publishing:
    """One edition on its way into a folder.

    Attributes:
        folder: The folder.
        name: Its name for people.
        fresh: The feeds as they would be if it were empty.
        rewind: Whether an edition for a later day may be followed.
    """

    folder: Path
    name: str
    fresh: Feeds
    rewind: bool

    @property
    def options(self) -> FeedOptions:
        return self.fresh.options

    @property
    def as_of(self) -> date:
        return self.fresh.as_of

    def following(self) -> tuple[Earlier, Continued | None, Feeds]:
        """Return what the folder holds, how the edition goes on from it, and its feeds."""
        feeds = self.fresh
        earlier = read_earlier(
            self.folder,
            plan=feeds.plan.id,
            profile=self.options.profile,
            bodies={unit.id for unit in feeds.plan.units},
        )
        if earlier.edition is None:
            return earlier, None, feeds
        self._refuse(earlier.edition)
        continued = self._continued(earlier.edition, earlier.seen, feeds)
        former = _former(earlier.edition, feeds)
        return earlier, continued, feeds.following(continued.events, former=former)

    def done(self) -> Publication:
        """Write the edition."""
        earlier, continued, feeds = self.following()
        self._spare(earlier.edition, feeds)
        self._recall(earlier, feeds)
        found = [self._feed(earlier, feeds, feed) for feed in feeds]
        files = {feed.file: file for feed, (file, _, _) in zip(feeds, found, strict=True)}
        written = [feed.file for feed, (_, text, _) in zip(feeds, found, strict=True) if text]
        edition = self._edition(earlier.edition, feeds, continued, files)
        for name, text in (
            (CHECKSUMS, _checksums(files)),
            (INDEX, index_page(feeds).encode()),
            (MANIFEST, edition_text(edition)),
        ):
            if self._write(name, text):
                written.append(name)
        return Publication(
            edition=edition,
            written=tuple(written),
            kept=tuple(file for file in files if file not in written),
            notices=(
                *earlier.notices,
                *(continued.notices if continued else ()),
                *(one for _, _, large in found for one in large),
            ),
        )

    def _refuse(self, edition: Edition) -> None:
        """Raise that new feeds can't follow an edition, if they can't."""
        wanted = {
            "plan": (edition.plan, self.fresh.plan.id),
            "profile": (edition.profile, self.options.profile.value),
        }
        for what, (found, asked) in wanted.items():
            if found != asked:
                raise FeedFolderError(self.name, what, found, asked)
        if edition.as_of > self.as_of and not self.rewind:
            days = edition.as_of.isoformat(), self.as_of.isoformat()
            raise FeedFolderError(self.name, "as_of", *days)

    def _spare(self, edition: Edition | None, feeds: Feeds) -> None:
        """Raise that somebody else's file stands where one is to be written, if one does."""
        known = () if edition is None else (*edition.files, CHECKSUMS, INDEX, MANIFEST)
        for name in (*(feed.file for feed in feeds), CHECKSUMS, INDEX, MANIFEST):
            path = self.folder / name
            # A link would lead out of the folder, to what it names.
            if path.is_symlink() or (name not in known and path.exists()):
                raise FeedFolderError(self.name, "file", name, name)

    def _continued(self, edition: Edition, seen: Mapping[str, Known], feeds: Feeds) -> Continued:
        as_of = self.as_of
        return Continuing(
            earlier=edition,
            seen=seen,
            as_of=as_of,
            since=self.options.since(as_of),
            owed={owed.uid for owed in feeds.assessment.obligations},
            feeds=_bodies(edition.plan, (*edition.files, *(feed.file for feed in feeds))).keys(),
            language=self.options.language,
            amendments=_amendments(feeds.plan),
            drafts=feeds.drafts,
            is_comparable=edition.generator == generator() and edition.as_of <= as_of,
        ).events(feeds.events)

    def _recall(self, earlier: Earlier, feeds: Feeds) -> None:
        """Have events that have not changed taken from where they are written already."""
        whole = earlier.feeds.get(feeds[0].file)
        if whole is None or earlier.edition is None:
            return
        wanted = {event.uid: feeds.digests[event] for event in feeds[0].events}
        for uid, octets in events_in(whole):
            known = earlier.edition.events.get(uid)
            if known is not None and known.digest is not None and known.digest == wanted.get(uid):
                feeds.scribe.known[known.digest] = cut(octets)

    def _feed(
        self, earlier: Earlier, feeds: Feeds, feed: Feed
    ) -> tuple[KnownFile, bool, tuple[Notice, ...]]:
        """Write a feed unless it stands there; return what it is, whether it was written."""
        content = feeds.content(feed)
        before = earlier.edition.files.get(feed.file) if earlier.edition is not None else None
        if before is not None and before.content == content and feed.file in earlier.feeds:
            return before, False, self._large(feed, len(earlier.feeds[feed.file]))
        octets = feeds.to_ical(feed)
        file = KnownFile(
            sha256=sha256(octets).hexdigest(), content=content, unit=feed.unit, name=feed.name
        )
        is_same = earlier.feeds.get(feed.file) == octets
        if not is_same:
            write_whole(self.folder / feed.file, octets)
        return file, not is_same, self._large(feed, len(octets))

    def _large(self, feed: Feed, octets: int) -> tuple[Notice, ...]:
        count = len(feed.events)
        if count <= _MOST_EVENTS and octets <= _MOST_OCTETS:
            return ()
        facts = {"count": count, "size": octets // 1000, "most": _MOST_EVENTS}
        return (notice(NoticeKind.LARGE, feed.file, **facts),)

    def _edition(
        self,
        earlier: Edition | None,
        feeds: Feeds,
        continued: Continued | None,
        files: Mapping[str, KnownFile],
    ) -> Edition:
        dropped = {} if continued is None else continued.dropped
        shown = {event.uid for event in feeds.events}
        events = {} if earlier is None else dict(earlier.events)
        for uid, known in events.items():
            if known.digest is not None and uid not in shown:
                events[uid] = attrs.evolve(known, digest=None)
        for event in feeds.events:
            if not event.is_trace:
                digest, day = feeds.digests[event], dropped.get(event.uid)
                before = events.get(event.uid)
                if before is None or (before.digest, before.dropped_on) != (digest, day):
                    events[event.uid] = Known.of(event, digest, day)
        return Edition(
            plan=feeds.plan.id,
            profile=self.options.profile.value,
            language=self.options.language,
            generator=generator(),
            as_of=self.as_of,
            drafts=feeds.drafts,
            amendments=_amendments(feeds.plan),
            files=files,
            events=events,
        )

    def _write(self, name: str, text: bytes) -> bool:
        path = self.folder / name
        if path.is_file() and path.read_bytes() == text:
            return False
        write_whole(path, text)
        return True


def _former(edition: Edition, feeds: Feeds) -> dict[str, str]:
    """Return the names of the feeds of bodies that owe nothing any more, as the plan says now."""
    current = {feed.file for feed in feeds}
    return {
        body: edition.files[name].name
        for body, name in _bodies(edition.plan, edition.files).items()
        if name not in current
    }


def _bodies(plan: str, files: Iterable[str]) -> dict[str, str]:
    """Return by id of a body, or ``NOBODY``, the name of its feed among some."""
    return {
        name.removeprefix(f"{plan}.").removesuffix(".ics"): name
        for name in files
        if name != f"{plan}.ics"
    }


def _amendments(plan: Plan) -> tuple[str, ...]:
    return () if plan.lineage is None else tuple(one.id for one in plan.lineage.applied)


def _checksums(files: Mapping[str, KnownFile]) -> bytes:
    """Return checksums as ``sha256sum --check`` reads them."""
    return "".join(f"{file.sha256}  {name}\n" for name, file in sorted(files.items())).encode()
