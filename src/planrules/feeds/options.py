"""How feeds are to be written: for whom, of which days, in which language."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

import attrs

from planrules.feeds.errors import FeedOptionError

#: How long what is past stays in a feed, and what was withdrawn as cancelled, in days.
PAST: Final = 400
#: Eight in the morning three days before: for an all-day event a trigger counts from 00:00.
ALARM: Final = timedelta(days=-3, hours=8)
#: How far a reminder may stand from its day.
_FAR: Final = timedelta(days=366)
_NEAR: Final = "± 366 d"


class Profile(StrEnum):
    """What kind of program a feed is written for."""

    DEFAULT = "default"
    OUTLOOK = "outlook"
    TASKS = "tasks"
    PUBLISH = "publish"


def _at_least(least: int) -> Callable[[object, "attrs.Attribute[Any]", int | None], None]:
    def check(_: object, field: "attrs.Attribute[Any]", value: int | None) -> None:
        if value is not None and value < least:
            raise FeedOptionError(field.name, str(value), f"≥ {least}")

    return check


def _address(_: object, field: "attrs.Attribute[str | None]", value: str | None) -> None:
    if value is None:
        return
    user, at, host = value.partition("@")
    plain = value.isascii() and value.isprintable() and not set(value) & set(' "(),:;<>[\\]')
    if not (user and at and host) or "@" in host or not plain:
        raise FeedOptionError(field.name, value, "van-thu@example.vn")


def _location(_: object, field: "attrs.Attribute[str | None]", value: str | None) -> None:
    if value is None:
        return
    scheme, _, rest = value.partition("://")
    host = rest.partition("/")[0]
    plain = value.isascii() and value.isprintable() and not set(value) & set(' "<>\\^`{|}?#')
    # Who reads the calendars would read a password, too.
    if scheme not in {"http", "https"} or not host or "@" in host or not plain:
        raise FeedOptionError(field.name, value, "https://example.vn/lich/")


def _one_of(*values: str) -> Callable[[object, "attrs.Attribute[str]", str], None]:
    def check(_: object, field: "attrs.Attribute[str]", value: str) -> None:
        if value not in values:
            raise FeedOptionError(field.name, str(value), ", ".join(values))

    return check


def _profile(value: str) -> Profile:
    try:
        return Profile(value)
    except ValueError:
        raise FeedOptionError("profile", str(value), ", ".join(Profile)) from None


def _once(value: Iterable[object]) -> tuple[timedelta, ...]:
    """Return what is given, each once: two alarms at one time are a nuisance."""
    found = []
    for one in dict.fromkeys(value):
        if not isinstance(one, timedelta):
            raise FeedOptionError("alarms", str(one), _NEAR)
        found.append(one)
    return tuple(found)


def _near(
    _: object, field: "attrs.Attribute[tuple[timedelta, ...]]", value: tuple[timedelta, ...]
) -> None:
    for one in value:
        if not -_FAR <= one <= _FAR or one.microseconds:
            raise FeedOptionError(field.name, str(one), _NEAR)


def _slashed(value: str | None) -> str | None:
    return value if value is None or "://" not in value else f"{value.removesuffix('/')}/"


@attrs.frozen(kw_only=True)
class FeedOptions:
    """How feeds are to be written.

    Attributes:
        profile: ``default`` to subscribe to; ``outlook`` the same with what Outlook alone reads and
            without what it does not; ``tasks`` as to-do lists; ``publish`` to send as a file, with
            METHOD and ORGANIZER.
        language: ``vi`` or ``en``; that of titles is the plan's.
        past: How many days what was due stays, and what was withdrawn as cancelled; at least 1.
        ahead: Up to how many days after the day of the assessment deadlines are shown; without it,
            all that the plan knows.
        alarms: When feeds of bodies remind of a deadline, counted from its 00:00.
        windows: Whether the days that a period's data cover are events of their own.
        waivers: Whether the last days of waivers are.
        url: Where the folder can be reached on the web, if anywhere: ``http`` or ``https``.
        organizer: Mail address of who publishes; needed by ``publish``, and of no use elsewhere.

    Raises:
        FeedOptionError: If a value can't be used.
    """

    profile: Profile = attrs.field(default=Profile.DEFAULT, converter=_profile)
    language: str = attrs.field(default="vi", validator=_one_of("vi", "en"))
    past: int = attrs.field(default=PAST, validator=_at_least(1))
    ahead: int | None = attrs.field(default=None, validator=_at_least(0))
    alarms: tuple[timedelta, ...] = attrs.field(default=(ALARM,), converter=_once, validator=_near)
    windows: bool = False
    waivers: bool = False
    url: str | None = attrs.field(default=None, converter=_slashed, validator=_location)
    organizer: str | None = attrs.field(default=None, validator=_address)

    def __attrs_post_init__(self) -> None:
        """Refuse a published feed that nobody publishes, and an address that would stand nowhere.

        RFC 5546 §3.2.1 demands an organizer of every component of such a feed.
        """
        is_sent = self.profile is Profile.PUBLISH
        if is_sent and self.organizer is None:
            raise FeedOptionError("organizer", "", "van-thu@example.vn")
        if self.organizer is not None and not is_sent:
            raise FeedOptionError("organizer", self.organizer, f"profile {Profile.PUBLISH}")

    @property
    def is_tasks(self) -> bool:
        """Whether feeds hold to-dos rather than events."""
        return self.profile is Profile.TASKS

    def since(self, as_of: date, /) -> date:
        """Return the first day of what is past and still shown."""
        return _shifted(as_of, -self.past)

    def until(self, as_of: date, /) -> date:
        """Return the last day of what lies ahead and is shown already."""
        return date.max if self.ahead is None else _shifted(as_of, self.ahead)


def _shifted(day: date, days: int) -> date:
    """Return the day so many days later, or the last or first day that there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
