"""What stands of an event in a folder of feeds now, and by which options that was written."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import attrs

from planrules.feeds.edition import Known, Scope
from planrules.feeds.feed import Feeds
from planrules.model.message import Text, shown
from planrules.rules.labels import say
from planrules.text import printable

_STANDS: Final = Text(
    "Đang có trong thư mục{edition}: “{title}”{days}",
    "Stands in the folder{edition}: “{title}”{days}",
)
_ABSENT: Final = Text("Hiện không có trong thư mục{edition}", "Not in the folder now{edition}")
_EDITION: Final = Text(" (lần ghi tính đến {day})", " (edition as of {day})")
_DIFFERS: Final = Text(
    "Thư mục được ghi với tùy chọn khác: {then}; lần này: {now}",
    "The folder was written with other options: {then}; this time: {now}",
)
_WITHOUT: Final = Text("không có {option}", "no {option}")
#: What an option is set to: a number, ids, whether it is given; None and nothing where it is not.
Setting = int | tuple[str, ...] | None


@attrs.frozen(kw_only=True)
class StandingNow:
    """What stands in a folder.

    Attributes:
        as_of: The day of its edition; None where that is not known.
        known: The event as it was published last; None where it never was.
        differs: By name of an option that was another when it was written, how it was set then and
            how it is now.
    """

    as_of: date | None
    known: Known | None
    differs: dict[str, tuple[Setting, Setting]]

    @property
    def stands(self) -> bool:
        """Whether the event stands there now."""
        return self.known is not None and self.known.digest is not None


def standing_now(feeds: Feeds, uid: str, /) -> StandingNow | None:
    """Return what stands of an event in the folder that feeds follow; None where they follow none.

    Args:
        feeds: The feeds.
        uid: The uid of the event, as it stands in calendars.
    """
    earlier = feeds.earlier
    if earlier is None:
        return None
    settings: dict[str, tuple[Setting, Setting]] = {}
    if earlier.scope is not None:
        then, now = (attrs.asdict(one) for one in (earlier.scope, Scope.of(feeds.options)))
        settings = {name: (then[name], now[name]) for name in then}
    if earlier.as_of > date.min:
        settings["with"] = tuple(sorted(earlier.named)), tuple(sorted(feeds.named))
    return StandingNow(
        as_of=earlier.as_of if earlier.as_of > date.min else None,
        known=earlier.events.get(uid),
        differs={name: both for name, both in settings.items() if both[0] != both[1]},
    )


def standing_now_data(found: StandingNow, /) -> dict[str, Any]:
    """Return what stands in a folder as data."""
    known = found.known
    return {
        "as_of": found.as_of and found.as_of.isoformat(),
        "stands": found.stands,
        "title": known and known.summary,
        "first": known and known.first and known.first.isoformat(),
        "last": known and known.last and known.last.isoformat(),
        "differs": list(found.differs),
    }


def standing_now_lines(found: StandingNow, /, *, language: str) -> Iterator[str]:
    """Yield the same as lines for people.

    Args:
        found: What stands there.
        language: ``vi`` or ``en``.
    """
    edition = ""
    if found.as_of is not None:
        edition = say(_EDITION, language).format(day=shown(found.as_of, language))
    known = found.known
    if known is not None and found.stands:
        days = dict.fromkeys(shown(day, language) for day in (known.first, known.last) if day)
        told = "".join((", ", " – ".join(days))) if days else ""
        facts = {"edition": edition, "title": printable(known.summary), "days": told}
        yield say(_STANDS, language).format(**facts)
    else:
        yield say(_ABSENT, language).format(edition=edition)
    if found.differs:
        then, now = (
            ", ".join(_set(name, both[at], language) for name, both in found.differs.items())
            for at in (0, 1)
        )
        yield say(_DIFFERS, language).format(then=then, now=now)


def _set(name: str, setting: Setting, language: str) -> str:
    """Return an option as it is given, or that it is not."""
    option = f"--{name}"
    if setting is None or setting is False or setting == ():
        return say(_WITHOUT, language).format(option=option)
    if setting is True:
        return option
    if isinstance(setting, tuple):
        return " ".join(f"{option} {one}" for one in setting)
    return f"{option} {setting}"
