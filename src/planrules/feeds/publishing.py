"""A folder of feeds that any web server can hand out; no reader sees half a feed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import attrs

from planrules.assessment import Assessment
from planrules.feeds.continuing import Continued, Continuing
from planrules.feeds.earlier import Earlier, read_earlier
from planrules.feeds.edition import MANIFEST, Edition, Known, KnownFile, Scope, edition_text
from planrules.feeds.errors import FeedFolderError, FeedsBusyError
from planrules.feeds.event import DOMAIN
from planrules.feeds.events import trace_of
from planrules.feeds.feed import Feed, Feeds, feeds_of, generator, raise_fault
from planrules.feeds.leaving import Leaving
from planrules.feeds.notice import Notice, NoticeKind, notice
from planrules.feeds.options import FeedOptions
from planrules.feeds.page import index_page
from planrules.feeds.phrases import Phrases
from planrules.feeds.reading import changed_in
from planrules.feeds.staying import Staying
from planrules.feeds.superseding import Superseding
from planrules.feeds.titles import DRAFTED
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
        undated: How many obligations that hold are in no feed, for they have no deadline.
        plan: The plan, as its amendments have left it.
    """

    edition: Edition
    written: tuple[str, ...]
    kept: tuple[str, ...]
    notices: tuple[Notice, ...]
    undated: int
    plan: Plan


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
    options = options or FeedOptions()
    raise_fault(assessment)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, name=os.fspath(out), patience=patience, busy=FeedsBusyError):
        clear_staged(folder)
        return _Publishing(assessment, folder, os.fspath(out), options, rewind).done()


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
    options = options or FeedOptions()
    folder = Path(out)
    if not folder.is_dir():
        return feeds_of(assessment, options)
    _, _, feeds = _Publishing(assessment, folder, os.fspath(out), options, rewind).following()
    return feeds


@attrs.frozen(eq=False)
class _Publishing:
    """One edition on its way into a folder.

    Attributes:
        assessment: The plan, assessed.
        folder: The folder.
        name: Its name for people.
        options: How the feeds are to be written.
        rewind: Whether an edition for a later day may be followed.
    """

    assessment: Assessment
    folder: Path
    name: str
    options: FeedOptions
    rewind: bool

    @property
    def plan(self) -> Plan:
        return self.assessment.plan

    @property
    def as_of(self) -> date:
        return self.assessment.as_of

    def following(self) -> tuple[Earlier, Continued | None, Feeds]:
        """Return what the folder holds, how the edition goes on from it, and its feeds."""
        earlier = read_earlier(
            self.folder,
            plan=self.plan.id,
            profile=self.options.profile,
            bodies={unit.id for unit in self.plan.units},
        )
        if earlier.edition is None:
            return earlier, None, feeds_of(self.assessment, self.options)
        self._refuse(earlier.edition)
        known = earlier.edition.events
        staying = Staying(known=known, as_of=self.as_of, options=self.options)
        feeds = feeds_of(self.assessment, self.options, staying=staying)
        continued = self._continued(earlier.edition, feeds)
        feeds = feeds.following(
            continued.events,
            former=_former(earlier.edition, feeds),
            earlier=earlier.edition,
            changed=_changed(earlier.standing),
        )
        superseding = Superseding(
            edition=earlier.edition, standing=earlier.standing, same=earlier.feeds
        )
        self._recall(superseding, feeds)
        return earlier, continued, superseding.over(feeds)

    def done(self) -> Publication:
        """Write the edition."""
        earlier, continued, feeds = self.following()
        self._spare(earlier.edition, feeds)
        found = [self._feed(earlier, feeds, feed) for feed in feeds]
        files = {feed.file: file for feed, (file, _, _) in zip(feeds, found, strict=True)}
        written = [feed.file for feed, (_, text, _) in zip(feeds, found, strict=True) if text]
        edition = self._edition(earlier.edition, feeds, files)
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
                *self._drafted(earlier.edition, feeds),
                *self._emptied(earlier.edition, feeds),
                *earlier.notices,
                *(continued.notices if continued else ()),
                *(one for _, _, large in found for one in large),
            ),
            undated=self._undated(feeds),
            plan=feeds.plan,
        )

    def _drafted(self, edition: Edition | None, feeds: Feeds) -> Iterator[Notice]:
        """Yield that a draft counts where none did, in calendars that people take for what holds.

        Of a folder without a manifest nobody knows what counted.
        """
        if edition is not None and edition.as_of > date.min and not edition.drafts and feeds.drafts:
            yield notice(NoticeKind.DRAFTED, self.name, drafts=", ".join(feeds.drafts))

    def _emptied(self, edition: Edition | None, feeds: Feeds) -> Iterator[Notice]:
        """Yield that nothing is left, which happens once in the life of a plan."""
        events = () if edition is None else edition.events.values()
        if not feeds.events and any(known.digest is not None for known in events):
            yield notice(NoticeKind.EMPTIED, self.name, day=self.as_of)

    def _undated(self, feeds: Feeds) -> int:
        shown = {event.uid for event in feeds.events}
        return sum(
            owed.due is None and owed.withdrawn is None and f"{owed.uid}{DOMAIN}" not in shown
            for owed in self.assessment.obligations
        )

    def _refuse(self, edition: Edition) -> None:
        """Raise that new feeds can't follow an edition, if they can't."""
        wanted = {
            "plan": (edition.plan, self.plan.id),
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

    def _continued(self, edition: Edition, feeds: Feeds) -> Continued:
        as_of = self.as_of
        return Continuing(
            earlier=edition,
            as_of=as_of,
            since=self.options.since(as_of),
            leaving=Leaving(self.assessment, self.options),
            trace=trace_of(self.assessment, self.options),
            feeds=_bodies(edition.plan, (*edition.files, *(feed.file for feed in feeds))).keys(),
            named=Phrases(self.plan, self.options.language).known,
            language=self.options.language,
            amendments=_amendments(feeds.plan),
            drafts=feeds.named,
            is_comparable=edition.generator == generator() and edition.as_of <= as_of,
        ).events(feeds.events)

    def _recall(self, superseding: Superseding, feeds: Feeds) -> None:
        """Have events that are the same as before taken from where they stand already."""
        events, same = superseding.edition.events, {}
        for event in feeds[0].events:
            known, digest = events.get(event.uid), feeds.digests[event]
            if known is not None and known.digest == digest:
                same[event.uid] = digest
        for feed in feeds:
            if feed.file in superseding.same and not superseding.stands(feeds, feed):
                there = superseding.there(feed.file)
                feeds.scribe.recall(there, same, is_whole=feed.is_whole)

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
        files: Mapping[str, KnownFile],
    ) -> Edition:
        shown = {event.uid for event in feeds.events}
        events = {} if earlier is None else dict(earlier.events)
        for uid, known in events.items():
            if known.digest is not None and uid not in shown:
                events[uid] = attrs.evolve(known, digest=None)
        for event in feeds.events:
            if not event.is_trace:
                digest, before = feeds.digests[event], events.get(event.uid)
                if before is None or not before.remembers(event, digest):
                    events[event.uid] = Known.of(event, digest)
        return Edition(
            plan=feeds.plan.id,
            profile=self.options.profile.value,
            language=self.options.language,
            generator=generator(),
            as_of=self.as_of,
            drafts=feeds.drafts,
            pending=feeds.pending,
            scope=Scope.of(self.options),
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
    """Return the names of the feeds of bodies that owe nothing any more, as the plan says now.

    They are without what says that a draft counted then.
    """
    current = {feed.file for feed in feeds}
    marks = (DRAFTED.vi, DRAFTED.en) if edition.drafts else ()
    return {
        body: _without(edition.files[name].name, marks)
        for body, name in _bodies(edition.plan, edition.files).items()
        if name not in current
    }


def _without(name: str, marks: Iterable[str]) -> str:
    for mark in marks:
        name = name.removesuffix(mark)
    return name


def _bodies(plan: str, files: Iterable[str]) -> dict[str, str]:
    """Return by id of a body, or ``NOBODY``, the name of its feed among some."""
    return {
        name.removeprefix(f"{plan}.").removesuffix(".ics"): name
        for name in files
        if name != f"{plan}.ics"
    }


def _amendments(plan: Plan) -> tuple[str, ...]:
    return () if plan.lineage is None else tuple(one.id for one in plan.lineage.applied)


def _changed(standing: Mapping[str, bytes]) -> dict[str, datetime]:
    """Return by name of a feed when it says that it had changed last."""
    found = {name: changed_in(octets) for name, octets in standing.items()}
    return {name: changed for name, changed in found.items() if changed is not None}


def _checksums(files: Mapping[str, KnownFile]) -> bytes:
    """Return checksums as ``sha256sum --check`` reads them."""
    return "".join(f"{file.sha256}  {name}\n" for name, file in sorted(files.items())).encode()
