"""The last days of waivers, as events: until then a finding of a rule is accepted."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from planrules.assessment import Assessment
from planrules.errors import UnknownIdError
from planrules.feeds.event import DOMAIN, Event, waiver_uid
from planrules.feeds.options import FeedOptions
from planrules.feeds.phrases import Phrases
from planrules.feeds.staying import Staying
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.waiver import Waiver
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.labels import say
from planrules.text import printable

_TITLE: Final = Text("Hết hạn ngoại lệ {rule}: {subject}", "Waiver {rule} ends: {subject}")
#: Kinds of what bears a name and no title.
_BODIES: Final = frozenset({"unit", "group", "territory"})
_RULE: Final = Text("Quy tắc {rule}", "Rule {rule}")
_LINES: Final[dict[str, Text]] = {
    "subject": Text("Đối tượng: {said}", "Subject: {said}"),
    "key": Text("Nội dung: {said}", "What of it: {said}"),
    "approver": Text("Cơ quan chấp thuận: {said}", "Accepted by: {said}"),
    "official": Text("Người chấp thuận: {said}", "Signed by: {said}"),
    "reason": Text("Lý do: {said}", "Reason: {said}"),
    "document": Text("Văn bản: {said}", "Document: {said}"),
    "uid": Text("Mã: {said}", "Id: {said}"),
}


@attrs.frozen(eq=False)
class WaiverEvents:
    """The events of waivers.

    Attributes:
        assessment: The assessment that looked at them; no rule has to have been asked.
        options: The window and the language.
        staying: What stays although it does not fall within the window; None where nothing does.
    """

    assessment: Assessment
    options: FeedOptions
    staying: Staying | None

    def all(self, base: date, /) -> Iterator[Event]:
        """Yield them: of one that was renewed the last alone.

        Args:
            base: The day from which the plan stands as it is.
        """
        as_of = self.assessment.as_of
        since, until = self.options.since(as_of), self.options.until(as_of)
        granted = (one for one in self.assessment.waivers if one.granted <= as_of)
        renewed = sorted(granted, key=lambda waiver: waiver.expires)
        for uid, waiver in {waiver_uid(self._plan.id, one): one for one in renewed}.items():
            kept_on = None
            is_within = since <= waiver.expires <= until
            if not is_within and self.staying is not None:
                kept_on = self.staying.since(uid, waiver.expires, is_gone=False)
            if is_within or kept_on is not None:
                yield Event(
                    uid=uid,
                    first=waiver.expires,
                    last=waiver.expires,
                    summary=self._phrases.say(
                        _TITLE, rule=printable(waiver.rule), subject=self._subject(waiver)
                    ),
                    description="\n".join(self._lines(uid, waiver)),
                    modified=max(waiver.granted, base),
                    follows_record=True,
                    kept_on=kept_on,
                )

    def _lines(self, uid: str, waiver: Waiver) -> Iterator[str]:
        line = self._phrases.say(_RULE, rule=printable(waiver.rule))
        title = self._titles.get(waiver.rule)
        yield line if title is None else f"{line}: {printable(say(title, self.options.language))}"
        said = {
            "subject": self._subject(waiver),
            "key": printable(waiver.key or ""),
            "approver": self._body(waiver.approver),
            "official": printable(waiver.official or ""),
            "reason": printable(waiver.reason),
            "document": printable(waiver.document),
            "uid": uid.removesuffix(DOMAIN),
        }
        for name, text in _LINES.items():
            if said[name]:
                yield self._phrases.say(text, said=said[name])

    def _subject(self, waiver: Waiver) -> str:
        """Return what a waiver is about as the plan calls it; its id where the plan does not."""
        id = waiver.subject
        if id == self._plan.id and waiver.kind in {None, "plan"}:
            return printable(self._plan.title)
        if waiver.kind in _BODIES:
            return self._body(id)
        try:
            return printable(self._plan.row(id).title)
        except UnknownIdError:
            return self._body(id)

    def _body(self, id: str) -> str:
        return self._phrases.known(id) or printable(id)

    @property
    def _plan(self) -> Plan:
        return self.assessment.plan

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._plan, self.options.language)

    @cached_property
    def _titles(self) -> Mapping[str, Text]:
        """By code, the titles of rules: built-in, of the plan's own file, and those asked."""
        found = {rule.code: rule.title for rule in CATALOGUE}
        book = self._plan.rulebook
        for sheet in () if book is None else book.sheets:
            found |= {rule.code: rule.title for rule in sheet.tables.rule if rule.title is not None}
        return found | {rule.code: rule.title for rule in self.assessment.rules}
