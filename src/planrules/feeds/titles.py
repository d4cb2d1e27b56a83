"""What calendars are called: names, what is in them in a sentence, and colours."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from typing import Final

import attrs

from planrules.feeds.event import NOBODY
from planrules.feeds.ics import Color
from planrules.feeds.phrases import UNOWNED
from planrules.model.body import Unit
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.what_if import supposed
from planrules.rules.labels import say
from planrules.text import printable

_WHOLE: Final = Text("Toàn bộ đầu việc của {plan}", "All obligations under {plan}")
_OF_BODY: Final = Text("Đầu việc của {name} theo {plan}", "What {name} owes under {plan}")
_UNTIL: Final = Text("{name} (đến {day})", "{name} (until {day})")
_SINCE: Final = Text("{name} (từ {day})", "{name} (since {day})")
_FORMER: Final = Text("{name} (lịch cũ)", "{name} (former)")
_OF_NOBODY: Final = Text(
    "Đầu việc chưa xác định cơ quan thực hiện theo {plan}", "What nobody owes under {plan}"
)
#: What stands behind the names of feeds that show what does not hold.
DRAFTED: Final = Text(" (dự thảo)", " (draft)")
#: After how many characters the title of a plan is cut in the names of feeds.
_LONG: Final = 60
#: Colours of CSS3 that dark and light text can be read on beside each other.
_COLORS: Final = (
    Color("steelblue", "#4682B4"),
    Color("seagreen", "#2E8B57"),
    Color("darkorange", "#FF8C00"),
    Color("mediumorchid", "#BA55D3"),
    Color("indianred", "#CD5C5C"),
    Color("darkcyan", "#008B8B"),
    Color("goldenrod", "#DAA520"),
    Color("slateblue", "#6A5ACD"),
    Color("olivedrab", "#6B8E23"),
    Color("palevioletred", "#DB7093"),
)
_OF_PLAN: Final = Color("crimson", "#DC143C")


@attrs.frozen
class Title:
    """How a calendar presents itself.

    Attributes:
        name: What programs call it.
        about: What is in it, in a sentence; the drafts that count in more.
        color: The colour that it asks for.
    """

    name: str
    about: str
    color: Color


@attrs.frozen(kw_only=True, eq=False)
class Titles:
    """How the calendars of a plan present themselves.

    Attributes:
        plan: The plan.
        units: Ids of the bodies that owe or owed anything, which have to be told apart.
        language: ``vi`` or ``en``.
        is_drafted: Whether they show what does not hold.
    """

    plan: Plan
    units: tuple[str, ...]
    language: str
    is_drafted: bool

    @cached_property
    def whole(self) -> Title:
        """That of the plan's own."""
        return self._title(self._called, say(_WHOLE, self.language), _OF_PLAN, plan=self._called)

    def of(self, unit: str, former: str | None = None, /) -> Title:
        """Return that of a body, or of ``NOBODY``.

        Args:
            unit: Its id.
            former: What its calendar was called, where the plan does not know it any more.
        """
        color = _color(unit)
        if former is not None:
            taken = {f"{name} – {self._called}": name for name in self._names.values()}
            if former in taken:
                who = say(_FORMER, self.language).format(name=taken[former])
                former = f"{who} – {self._called}"
            return self._title(former, "{name}", color, name=former)
        is_nobody = unit == NOBODY
        who = say(UNOWNED, self.language) if is_nobody else self._names[unit]
        about = say(_OF_NOBODY if is_nobody else _OF_BODY, self.language)
        return self._title(f"{who} – {self._called}", about, color, name=who, plan=self._called)

    def _title(self, name: str, about: str, color: Color, /, **facts: str) -> Title:
        mark = say(DRAFTED, self.language) if self.is_drafted else ""
        lines = (about.format(**facts), *supposed(self.plan, self.language))
        return Title(f"{name}{mark}", "\n".join(lines), color)

    @cached_property
    def _called(self) -> str:
        return _called(self.plan)

    @cached_property
    def _names(self) -> dict[str, str]:
        return _names(self.plan, self.units, self.language)


def _called(plan: Plan) -> str:
    """Return what a plan is called in the names of its feeds."""
    title = printable(plan.title)
    if len(title) > _LONG:
        title = f"{title[:_LONG].rpartition(' ')[0] or title[:_LONG]}…"
    return title


def _names(plan: Plan, units: Iterable[str], language: str) -> dict[str, str]:
    """Return by id of a body what it is called; who bear one name are told apart by their days."""
    bodies = [body for body in map(plan.body, units) if isinstance(body, Unit)]
    names: dict[str, str] = {body.id: printable(body.called) for body in bodies}
    for tell in (_dated, _marked):
        counts = Counter(names.values())
        for body in bodies:
            if counts[names[body.id]] > 1:
                names[body.id] = tell(names[body.id], body, language)
    return names


def _dated(name: str, body: Unit, language: str) -> str:
    """Return the name of a body with the day until which, or since which, it is there."""
    for text, day in ((_UNTIL, body.until), (_SINCE, body.since)):
        if day is not None:
            return say(text, language).format(name=name, day=shown(day, language))
    return name


def _marked(name: str, body: Unit, _: str) -> str:
    return f"{name} [{body.id}]"


def _color(unit: str) -> Color:
    """Return the colour of a body's feeds, which is the same under every plan."""
    return _COLORS[blake2b(unit.encode(), digest_size=2).digest()[0] % len(_COLORS)]
