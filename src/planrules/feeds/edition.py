"""What was published last in a folder, so that the next edition goes on from it."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeVar

import attrs

from planrules.feeds.event import LAST_TURN, NOBODY, Event, Stamp
from planrules.feeds.options import FeedOptions

MANIFEST: Final = "manifest.json"
_FORMAT: Final = 1
#: What a feed may be called: no path, and nothing hidden.
FEED_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*\.ics")
_DAYS: Final = frozenset({"first", "last", "modified", "dropped_on", "kept_on"})

Kind = TypeVar("Kind")
#: A manifest may say anything.
_is = attrs.validators.instance_of
#: The largest number that there is, RFC 5545 §3.3.8.
MOST: Final = 2**31 - 1


def _count(_: object, __: object, value: int) -> None:
    """Refuse what is no number that an edition can go on from; in Python, true is one."""
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError(value)


@attrs.frozen(kw_only=True)
class Known:
    """An event as it was published last.

    Attributes:
        sequence: Its SEQUENCE.
        revision: Its revision.
        first: Its first day.
        last: Its last day, inclusive.
        unit: Id of the body that it was about.
        is_cancelled: Whether it was cancelled.
        modified: The day of its LAST-MODIFIED.
        turn: The second of it.
        summary: Its title.
        wording: Digest of what people had written of it; None where that is not known.
        digest: Digest of its content, empty where that is not known; None where it was not shown.
        dropped_on: Day of the edition from which it was gone from the plan without an amendment;
            None otherwise.
        kept_on: Day of the edition from which it was shown only because it had been shown before;
            None otherwise.
        former: By id of a body in whose feed it stood and stands no more, though no amendment says
            so, the day of the edition that first said so; None for none.
        put_off: How many records put its day off; None for none.
        unowned: True where it stood in the feed of what nobody owes; None otherwise.
        drafted: True where a draft had any part in what it showed; None otherwise.
    """

    sequence: int = attrs.field(validator=_count)
    revision: int = attrs.field(validator=_count)
    first: date | None = attrs.field(validator=_is(date | None))
    last: date | None = attrs.field(validator=_is(date | None))
    unit: str | None = attrs.field(validator=_is(str | None))
    is_cancelled: bool = attrs.field(validator=_is(bool))
    modified: date = attrs.field(validator=_is(date))
    summary: str = attrs.field(validator=_is(str))
    turn: int = attrs.field(default=0, validator=[_count, attrs.validators.le(LAST_TURN)])
    wording: str | None = attrs.field(default=None, validator=_is(str | None))
    digest: str | None = attrs.field(default=None, validator=_is(str | None))
    dropped_on: date | None = attrs.field(default=None, validator=_is(date | None))
    put_off: int | None = attrs.field(default=None, validator=_is(int | None))
    unowned: bool | None = attrs.field(default=None, validator=_is(bool | None))
    drafted: bool | None = attrs.field(default=None, validator=_is(bool | None))
    kept_on: date | None = attrs.field(default=None, validator=_is(date | None))
    former: Mapping[str, date] | None = attrs.field(default=None, validator=_is(dict | None))

    @property
    def is_about_nobody_known(self) -> bool:
        """Whether only the plan's own feed tells of it, which does not say whose it was."""
        return self.unit is None and self.wording is None

    @property
    def shown(self) -> tuple[date | None, date | None, bool]:
        """What programs keep the old of where SEQUENCE stays."""
        return self.first, self.last, self.is_cancelled

    @property
    def stamp(self) -> Stamp:
        """The day of its last change, and how many of that day were published before."""
        return self.modified, self.turn

    @property
    def stood(self) -> frozenset[str]:
        """The ids of the bodies in whose feeds it stood, ``NOBODY`` for what nobody owes."""
        nobody = NOBODY if self.unowned else None
        return frozenset(body for body in (self.unit, nobody) if body is not None)

    def remembers(self, event: Event, digest: str) -> bool:
        """Return whether it is all that is to be known of an event with a digest."""
        return (
            self.digest == digest
            and self.wording == event.written
            and self.unit == event.unit
            and bool(self.unowned) == (NOBODY in event.feeds)
            and (self.put_off or 0) == event.put_off
            and bool(self.drafted) == event.is_drafted
            and self.dropped_on == event.dropped_on
            and self.kept_on == event.kept_on
            and (self.former or {}) == dict(event.former)
        )

    @classmethod
    def of(cls, event: Event, digest: str) -> "Known":
        """Return what is to be known of an event once it is published."""
        return cls(
            sequence=event.sequence,
            revision=event.revision,
            first=event.first,
            last=event.last,
            unit=event.unit,
            is_cancelled=event.is_cancelled,
            modified=event.modified,
            turn=event.turn,
            summary=event.summary,
            wording=event.written,
            digest=digest,
            dropped_on=event.dropped_on,
            put_off=event.put_off or None,
            unowned=NOBODY in event.feeds or None,
            drafted=event.is_drafted or None,
            kept_on=event.kept_on,
            former=dict(event.former) or None,
        )


@attrs.frozen(kw_only=True)
class KnownFile:
    """A feed as it was published last.

    Attributes:
        sha256: SHA-256 of its octets, hexadecimal.
        content: Digest of what is in it.
        unit: Id of the body that it is for.
        name: What programs call it.
    """

    sha256: str = attrs.field(validator=_is(str))
    content: str = attrs.field(validator=_is(str))
    unit: str | None = attrs.field(default=None, validator=_is(str | None))
    name: str = attrs.field(validator=_is(str))


@attrs.frozen(kw_only=True)
class Scope:
    """What the options of an edition let it show.

    Attributes:
        past: How many days what is past stays.
        ahead: How many days ahead are shown; None for all.
        windows: Whether the days of periods' data are shown.
        waivers: Whether the last days of waivers are.
    """

    past: int = attrs.field(validator=_count)
    ahead: int | None = attrs.field(validator=attrs.validators.optional(_count))
    windows: bool = attrs.field(validator=_is(bool))
    waivers: bool = attrs.field(validator=_is(bool))

    @classmethod
    def of(cls, options: FeedOptions) -> "Scope":
        """Return what options let an edition show."""
        return cls(**{name: getattr(options, name) for name in attrs.fields_dict(cls)})


@attrs.frozen(kw_only=True)
class Edition:
    """What a folder of feeds holds.

    Attributes:
        plan: Id of the plan.
        profile: For what kind of program the feeds are.
        language: Their language.
        generator: The release that wrote them.
        as_of: The day of the assessment.
        drafts: Ids of the drafts that counted.
        pending: Ids of the drafts that were named and did not count yet.
        scope: What its options let it show; None where that is not known.
        amendments: Ids of all amendments that counted, in the order in which they apply.
        files: By name, the feeds.
        events: By uid, every event that was ever published here.
    """

    plan: str
    profile: str
    language: str = ""
    generator: str = ""
    as_of: date
    drafts: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    scope: Scope | None = None
    amendments: tuple[str, ...] = ()
    files: Mapping[str, KnownFile] = attrs.field(factory=dict)
    events: Mapping[str, Known] = attrs.field(factory=dict)

    @property
    def named(self) -> frozenset[str]:
        """Ids of the drafts that were named, whether they counted or not."""
        return frozenset((*self.drafts, *self.pending))


#: What a manifest tells of events and of feeds, in order.
_NAMES: Final = {kind: tuple(attrs.fields_dict(kind)) for kind in (Known, KnownFile)}
_quoted: Final = json.JSONEncoder(ensure_ascii=False).encode


def edition_text(edition: Edition, /) -> bytes:
    """Return an edition as the text of its manifest: JSON, one entry a line, in order."""
    head: dict[str, Any] = {
        "format": _FORMAT,
        "plan": edition.plan,
        "profile": edition.profile,
        "language": edition.language,
        "generator": edition.generator,
        "as_of": edition.as_of.isoformat(),
        "drafts": list(edition.drafts),
        "amendments": list(edition.amendments),
    }
    if edition.pending:
        head["pending"] = list(edition.pending)
    if edition.scope is not None:
        head["scope"] = attrs.asdict(edition.scope)
    lines = [json.dumps(head, ensure_ascii=False)[:-1]]
    tables: dict[str, Mapping[str, Known | KnownFile]] = {
        "files": edition.files,
        "events": edition.events,
    }
    for name, table in tables.items():
        entries = (f"{_quoted(key)}: {_told(row)}" for key, row in sorted(table.items()))
        lines.append(f', "{name}": {{\n' + ",\n".join(entries) + "\n}")
    return ("".join(lines) + "}\n").encode()


def read_edition(text: bytes, /) -> Edition | None:
    """Return the edition that a manifest tells of; None where it is none that can be read."""
    try:
        data = json.loads(text)
        if data["format"] != _FORMAT:
            return None
        return Edition(
            plan=_of(str, data["plan"]),
            profile=_of(str, data["profile"]),
            language=_of(str, data["language"]),
            generator=_of(str, data["generator"]),
            as_of=date.fromisoformat(data["as_of"]),
            drafts=tuple(_of(str, draft) for draft in data["drafts"]),
            pending=tuple(_of(str, draft) for draft in data.get("pending", ())),
            scope=None if data.get("scope") is None else Scope(**data["scope"]),
            amendments=tuple(_of(str, one) for one in data["amendments"]),
            files={_name(key): KnownFile(**row) for key, row in data["files"].items()},
            events={key: _known(row) for key, row in data["events"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _told(row: Known | KnownFile) -> str:
    """Return what is known as an object of JSON, days as text; what is not known is left out."""
    told = (
        f'"{name}": {_value(value)}'
        for name in _NAMES[type(row)]
        if (value := getattr(row, name)) is not None
    )
    return f"{{{', '.join(told)}}}"


def _value(value: str | int | date | Mapping[str, date]) -> str:
    """Return a value as JSON; there are tens of thousands in a manifest."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_quoted(key)}: {_value(day)}' for key, day in value.items())}}}"
    return str(value).lower()  # true, false or a number


def _known(row: dict[str, Any]) -> Known:
    given = dict(row)
    for name in _DAYS & given.keys():
        given[name] = date.fromisoformat(given[name])
    for name in ("first", "last", "unit"):
        given.setdefault(name, None)
    if "former" in given:
        former = given["former"].items()
        given["former"] = {body: date.fromisoformat(day) for body, day in former}
    known = Known(**given)
    first, last = known.first, known.last
    if (first is None) != (last is None) or (
        first is not None and last is not None and first > last
    ):
        raise ValueError(first, last)
    return known


def _of(kind: type[Kind], value: object) -> Kind:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _name(file: str) -> str:
    """Return the name of a feed; a path would lead out of the folder."""
    if not FEED_NAME.fullmatch(file):
        raise ValueError(file)
    return file
