"""Sentences in one language, with facts as people write them."""

from datetime import date
from functools import cached_property
from typing import Final

import attrs

from planrules.errors import UnknownIdError
from planrules.model.amendment import Amendment
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.rules.labels import say
from planrules.text import printable

UNOWNED: Final = Text("Chưa xác định cơ quan thực hiện", "Nobody in particular")
_BY_ID: Final = Text("sửa đổi {id}", "amendment {id}")
_DRAFTED: Final = Text("dự thảo {name}", "draft {name}")


@attrs.frozen(eq=False)
class Phrases:
    """How facts of a plan are written in a language; what comes again is worked out once.

    Attributes:
        plan: The plan, which knows what bodies are called.
        language: ``vi`` or ``en``.
    """

    plan: Plan
    language: str

    def say(self, text: Text, /, **facts: object) -> str:
        """Return a sentence with facts, each as people write it."""
        words = say(text, self.language)
        return words.format(**{k: self.shown(v) for k, v in facts.items()})

    def shown(self, fact: object, /) -> str:
        """Return a fact as people write it; days come again and again."""
        if not isinstance(fact, date):
            return fact if isinstance(fact, str) else shown(fact, self.language)
        found = self._days_shown.get(fact)
        if found is None:
            found = self._days_shown[fact] = shown(fact, self.language)
        return found

    @cached_property
    def _days_shown(self) -> dict[date, str]:
        return {}

    def name(self, unit: str | None, /) -> str:
        """Return what a body is called; what stands for nobody where there is none."""
        if unit is None:
            return say(UNOWNED, self.language)
        found = self._names.get(unit)
        if found is None:
            found = self._names[unit] = printable(self.plan.body(unit).called)
        return found

    def known(self, unit: str, /) -> str | None:
        """Return what a body is called that the plan may know no longer; None where it does not."""
        try:
            return self.name(unit)
        except UnknownIdError:
            return None

    def document(self, amendment: Amendment, /) -> str:
        """Return what an amendment is called: its number, else its title, else its id."""
        if amendment.number:
            name = printable(amendment.number)
            if "number" in amendment.blank:
                name = f"……{name}"
        elif amendment.title:
            name = f"“{printable(amendment.title)}”"
        else:
            name = self.say(_BY_ID, id=amendment.id)
        if not amendment.is_draft or _DRAFTED.vi.partition(" {")[0] in name.casefold():
            return name  # titles of drafts mostly say so
        return self.say(_DRAFTED, name=name)

    def amended_by(self, id: str, /) -> str:
        """Return what the amendment with an id is called; the id where the plan knows none."""
        found = (one for one in self.plan.amendments if one.id == id)
        amendment = next(found, None)
        return self.say(_BY_ID, id=id) if amendment is None else self.document(amendment)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}
