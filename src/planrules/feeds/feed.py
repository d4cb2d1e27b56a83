"""Feeds: one for the plan, one for each body, one for what nobody in particular owes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import version
from typing import overload

import attrs

from planrules.assessment import Assessment
from planrules.collector import held_back
from planrules.errors import UnknownIdError
from planrules.feeds.edition import Edition, Known
from planrules.feeds.event import NOBODY, Event
from planrules.feeds.events import events_of
from planrules.feeds.ics import END, Color, Scribe
from planrules.feeds.options import FeedOptions
from planrules.feeds.staying import Staying
from planrules.feeds.titles import Titles
from planrules.model.plan import Plan


@attrs.frozen(kw_only=True, eq=False)
class Feed:
    """One calendar.

    Attributes:
        file: The name of its file.
        unit: Id of the body that it is for; None for the plan's own and for ``NOBODY``'s.
        name: What programs call it.
        about: What is in it, in a sentence.
        color: The colour that it asks for.
        events: What it shows, in the order of days, then of uids.
        is_whole: Whether it is the plan's own.
        last: When it had changed last in an earlier edition; None where there was none.
    """

    file: str
    unit: str | None
    name: str
    about: str
    color: Color
    events: tuple[Event, ...]
    is_whole: bool
    last: datetime | None = None

    @property
    def changed(self) -> datetime | None:
        """When anything in it changed last; None where it is empty and always was."""
        newest = max(self.events, key=lambda event: event.stamp, default=None)
        moments = (self.last, None if newest is None else newest.changed)
        return max((one for one in moments if one is not None), default=None)


class Feeds(Sequence[Feed]):
    """The feeds of an assessment: the plan's own first, then the bodies' in their order.

    Attributes:
        plan: The plan, as its amendments have left it.
        as_of: The day of the assessment.
        options: How they are written.
        events: Everything that any of them shows, each event once.
        earlier: The edition that these go on from; None where there is none.
    """

    def __init__(
        self,
        events: Iterable[Event],
        *,
        assessment: Assessment,
        options: FeedOptions,
        former: Mapping[str, str] | None = None,
        earlier: Edition | None = None,
        before: "Feeds | None" = None,
        changed: Mapping[str, datetime] | None = None,
    ) -> None:
        """Make the feeds that show some events, and an empty one for each body that has none.

        Args:
            events: The events, in any order.
            assessment: What they come from.
            options: How they are to be written.
            former: By id of a body that has a feed although it owes nothing and never did, as far
                as the plan knows now, the name of its feed.
            earlier: The edition that they go on from.
            before: Feeds that show most of these events already.
            changed: By name of a feed, when it had changed last in an earlier edition.
        """
        self._before = before
        self._changed = changed or {}
        self.assessment = assessment
        self.plan: Plan = assessment.plan
        self.as_of: date = assessment.as_of
        self.options = options
        self.earlier = earlier
        self.events = tuple(sorted(events, key=_place))
        self.scribe: Scribe = Scribe(options) if before is None else before.scribe
        self._contents: dict[Feed, str] = {}
        self._former = former or {}
        self._feeds = tuple(self._made(self._former))

    def __len__(self) -> int:
        return len(self._feeds)

    @overload
    def __getitem__(self, index: int) -> Feed: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Feed, ...]: ...
    def __getitem__(self, index: int | slice) -> Feed | tuple[Feed, ...]:
        return self._feeds[index]

    def of(self, unit: str | None = None, /) -> Feed:
        """Return the feed of a body, or the plan's own.

        Args:
            unit: Id of the body, ``NOBODY`` for what nobody owes; None for the plan's own feed.

        Raises:
            UnknownIdError: If there is no such feed.
        """
        name = _file(self.plan, unit)
        for feed in self._feeds:
            if feed.file == name:
                return feed
        raise UnknownIdError(unit or self.plan.id)

    def following(
        self,
        events: Iterable[Event],
        /,
        *,
        former: Mapping[str, str],
        earlier: Edition,
        changed: Mapping[str, datetime],
    ) -> "Feeds":
        """Return the feeds of the same assessment with events that go on from an earlier edition.

        Args:
            events: The events.
            former: By id of a body that had a feed and would have none now, the name of the feed.
            earlier: The edition that they go on from.
            changed: By name of a feed, when it had changed last then.
        """
        return Feeds(
            events,
            assessment=self.assessment,
            options=self.options,
            former=former,
            earlier=earlier,
            changed=changed,
            before=self,
        )

    def with_events(self, events: Iterable[Event], /) -> "Feeds":
        """Return the same feeds with other events."""
        return Feeds(
            events,
            assessment=self.assessment,
            options=self.options,
            former=self._former,
            earlier=self.earlier,
            changed=self._changed,
            before=self,
        )

    @property
    def known(self) -> Mapping[str, Known]:
        """By uid, what earlier editions published; empty where there was none."""
        return {} if self.earlier is None else self.earlier.events

    @property
    def drafts(self) -> tuple[str, ...]:
        """Ids of the draft amendments that count, in order."""
        lineage = self.plan.lineage
        return () if lineage is None else tuple(sorted(one.id for one in lineage.drafts))

    @property
    def pending(self) -> tuple[str, ...]:
        """Ids of the drafts that were named and count only later, in order."""
        lineage = self.plan.lineage
        return () if lineage is None else tuple(sorted(one.id for one in lineage.pending))

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the drafts that were named, those that count before those that do not yet."""
        return (*self.drafts, *self.pending)

    def who(self, feed: Feed, /) -> str:
        """Return what the body of a feed is called: the name of the feed without the plan's."""
        return feed.name.removesuffix(f" – {self[0].name}")

    def to_ical(self, feed: Feed, /) -> bytes:
        """Return a feed as a file: UTF-8, lines of at most 75 octets that end in CRLF."""
        with held_back():
            return b"".join(self._parts(feed))

    def _parts(self, feed: Feed) -> Iterator[bytes]:
        yield self.scribe.frame(feed.file, feed.name, feed.about, feed.color, feed.changed)
        yield from (octets for _, octets in self.written(feed))
        yield END

    def written(self, feed: Feed, /) -> Iterator[tuple[Event, bytes]]:
        """Yield the events of a feed, each as it stands there."""
        scribe = self.scribe
        # Work that has passed on is followed where it is owed now, not where its trace is left.
        held = (event.uid for event in feed.events if not event.is_trace)
        shown = None if feed.is_whole else set(held)
        for event in feed.events:
            digest = self.digests[event]
            alarms = b"" if feed.is_whole else scribe.alarms(event, digest)
            yield event, scribe.written(event, digest).text(shown, alarms)

    @cached_property
    def digests(self) -> dict[Event, str]:
        """By event, what tells its content, and how it is written, from any other."""
        salt = self._salt
        known = {} if self._before is None else self._before.digests
        return {event: known.get(event) or event.digest(salt) for event in self.events}

    @cached_property
    def _salt(self) -> bytes:
        """What else decides how an event is written."""
        said = repr((self.options, generator()))
        return blake2b(said.encode(), digest_size=16).digest()

    def content(self, feed: Feed, /) -> str:
        """Return what tells the content of a feed from any other, without writing it."""
        known = self._contents.get(feed)
        if known is not None:
            return known
        found = blake2b(digest_size=16, key=self._salt)
        found.update(repr((feed.file, feed.name, feed.about, feed.color, feed.changed)).encode())
        for event in feed.events:
            found.update(self.digests[event].encode())
        self._contents[feed] = found.hexdigest()
        return self._contents[feed]

    def _made(self, former: Mapping[str, str]) -> Iterator[Feed]:
        plan, language = self.plan, self.options.language
        by_unit: dict[str, list[Event]] = {
            unit: [] for unit in (*_bodies(self.assessment), *former)
        }
        for event in self.events:
            for unit in event.feeds:
                by_unit[unit].append(event)
        held = tuple(by_unit.keys() - former.keys() - {NOBODY})
        titles = Titles(plan=plan, units=held, language=language, is_drafted=bool(self.drafts))
        title = titles.whole
        yield Feed(
            file=_file(plan, None),
            unit=None,
            name=title.name,
            about=title.about,
            color=title.color,
            events=tuple(event for event in self.events if not event.is_trace),
            is_whole=True,
            last=self._changed.get(_file(plan, None)),
        )
        for unit, events in by_unit.items():
            title = titles.of(unit, former.get(unit))
            yield Feed(
                file=_file(plan, unit),
                unit=None if unit == NOBODY else unit,
                name=title.name,
                about=title.about,
                color=title.color,
                events=tuple(events),
                is_whole=False,
                last=self._changed.get(_file(plan, unit)),
            )


def generator() -> str:
    """Return the releases that decide how feeds are written."""
    return f"planrules {version('planrules')}, icalendar {version('icalendar')}"


def feeds_of(
    assessment: Assessment,
    /,
    options: FeedOptions | None = None,
    *,
    staying: Staying | None = None,
) -> Feeds:
    """Return the feeds of an assessment.

    There is a feed for the plan, one for each body that owes or has ever owed anything under it,
    even where nothing of it falls within the window, and one for what nobody in particular owes.

    Args:
        assessment: The plan, assessed.
        options: How they are to be written; without it, as a subscription in Vietnamese.
        staying: What was shown before and stays although its day is none that is shown.

    Raises:
        NoStartError: If there is periodic work and the plan says nowhere when it starts.
        OutOfCalendarError: If a deadline counts working days of years that the calendar lacks.
    """
    options = options or FeedOptions()
    raise_fault(assessment)
    with held_back():
        events = events_of(assessment, options, staying=staying)
        return Feeds(events, assessment=assessment, options=options)


def raise_fault(assessment: Assessment, /) -> None:
    """Raise what keeps obligations from being known, if anything does.

    An assessment goes on without them; feeds would withdraw all that is owed.

    Raises:
        NoStartError: As for ``feeds_of``.
        OutOfCalendarError: Likewise.
    """
    _ = assessment.obligations
    fault = assessment.times.faults.get("obligations")
    if fault is not None:
        raise fault


def _place(event: Event) -> tuple[date, str, bool]:
    """By what events are sorted: day, then uid; what former holders are told comes last."""
    return event.first or date.max, event.uid, event.is_trace


def _bodies(assessment: Assessment) -> Iterator[str]:
    """Yield the bodies that owe or owed anything, in the order of the registers; nobody last."""
    found: dict[str, None] = {}
    is_unowned = False
    for owed in assessment.obligations:
        if owed.unit is not None:
            found[owed.unit] = None
        is_unowned = is_unowned or owed.ownerless is not None
        for passage in owed.passed:
            found[passage.unit] = None
    yield from (unit.id for unit in assessment.plan.in_order(found))
    if is_unowned:
        yield NOBODY


def _file(plan: Plan, unit: str | None) -> str:
    return f"{plan.id}.ics" if unit is None else f"{plan.id}.{unit}.ics"
