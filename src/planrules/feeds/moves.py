"""What an edition shows otherwise than the one before, in words: from what to what."""

from collections.abc import Callable, Collection, Iterator
from typing import Final, TypeAlias

import attrs

from planrules.feeds.edition import Known
from planrules.feeds.event import NOBODY, Event
from planrules.feeds.marks import says_undated
from planrules.model.message import Text, shown

#: Returns what the plan calls a body with an id; None where it knows none.
Naming: TypeAlias = Callable[[str], str | None]

_DAY: Final = Text(
    "thời hạn đổi từ {before} thành {after}", "its day went from {before} to {after}"
)
_DAYS: Final = Text(
    "kỳ số liệu đổi từ {before} thành {after}", "its days went from {before} to {after}"
)
_SPAN: Final = Text("{first} – {last}", "{first} – {last}")
_UNDATED: Final = Text("bỏ thời hạn {before}", "its day, {before}, was taken out")
_DATED: Final = Text("đặt thời hạn {after}", "it was given a day, {after}")
_HOLDER: Final = Text(
    "cơ quan thực hiện đổi từ {before} thành {after}", "its holder went from {before} to {after}"
)
_NOBODY: Final = Text("chưa xác định", "nobody in particular")
_CANCELLED: Final = Text("không còn phải thực hiện", "it is owed no longer")
_AGAIN: Final = Text("lại phải thực hiện", "it is owed again")


@attrs.frozen(eq=False)
class Moves:
    """What has changed of events besides their text.

    Attributes:
        named: Returns what a body is called.
    """

    named: Naming

    def of(self, event: Event, known: Known, /) -> Text:
        """Return what differs between an event and the same as it was published."""
        parts = tuple(self._parts(event, known))
        return Text(*(", ".join(shown(part, to) for part in parts) for to in ("vi", "en")))

    def _parts(self, event: Event, known: Known) -> Iterator[Text]:
        was_undated, is_undated = says_undated(known.summary), says_undated(event.summary)
        if is_undated or event.first is None:
            if not was_undated and known.first is not None:
                yield _said(_UNDATED, before=_days(known))
        elif was_undated or known.first is None:
            yield _said(_DATED, after=_days(event))
        elif (event.first, event.last) != (known.first, known.last):
            is_span = known.first != known.last or event.first != event.last
            yield _said(_DAYS if is_span else _DAY, before=_days(known), after=_days(event))
        is_off, was_off = (
            one.is_cancelled and not undated
            for one, undated in ((event, is_undated), (known, was_undated))
        )
        if is_off != was_off:
            yield _CANCELLED if is_off else _AGAIN
        before, after = _holder(known.unit, known.stood), _holder(event.unit, event.feeds)
        if before == after == NOBODY:
            before, after = known.unit, event.unit  # the last ones known
        if before != after:
            yield _said(_HOLDER, before=self._name(before, after), after=self._name(after, before))

    def _name(self, unit: str | None, other: str | None) -> Text:
        """Return what a body is called; one of another id may bear the same name."""
        if unit is None or unit == NOBODY:
            return _NOBODY
        name = self.named(unit) or unit
        if other is not None and name == self.named(other):
            name = f"{name} [{unit}]"
        return Text(name, name)


def _holder(unit: str | None, feeds: Collection[str]) -> str | None:
    """Return who holds work in particular; ``NOBODY`` where nobody does."""
    return NOBODY if unit is None or NOBODY in feeds else unit


def _days(one: Event | Known) -> Text:
    if one.first == one.last:
        return Text(*(shown(one.first, to) for to in ("vi", "en")))
    return _said(_SPAN, first=one.first, last=one.last)


def _said(text: Text, **facts: object) -> Text:
    """Return a sentence in both languages with its facts in place."""
    return Text(
        *(
            said.format(**{name: shown(fact, to) for name, fact in facts.items()})
            for said, to in ((text.vi, "vi"), (text.en, "en"))
        )
    )
