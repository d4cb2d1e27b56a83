"""Sentences in both languages, filled with facts when somebody reads them."""

from datetime import date
from decimal import Decimal

import attrs

from planrules.model.dates import Part, PartialDate

#: What a sentence may be filled with.
Fact = "str | int | Decimal | date | PartialDate | Text | tuple[str | Text, ...]"


@attrs.frozen
class Text:
    """One sentence, or part of one, in Vietnamese and in English.

    Facts that are known only when a rule fails stand in braces, as in ``str.format``; where there
    are none, braces stand for themselves.
    """

    vi: str
    en: str

    def of(self, **facts: Fact) -> "Message":  # type: ignore[valid-type]  # the alias is a string because it names Text itself
        """Return the message that these facts make of it."""
        return Message(self, tuple(facts.items()))


@attrs.frozen
class Message:
    """A sentence and the facts in it; the words are put together when they are read."""

    template: Text
    facts: tuple[tuple[str, object], ...] = ()

    def text(self, language: str) -> str:
        """Return the sentence in ``vi`` or ``en``."""
        template = self.template.vi if language == "vi" else self.template.en
        if not self.facts:
            return template
        return template.format(**{name: shown(fact, language) for name, fact in self.facts})


def shown(fact: object, language: str) -> str:
    """Return a fact as people of a language write it: 01/7/2025; 85,5; A, B và C."""
    if isinstance(fact, Text):
        return fact.vi if language == "vi" else fact.en
    if isinstance(fact, tuple):
        return _listed([shown(item, language) for item in fact], language)
    if isinstance(fact, date):
        fact = PartialDate.from_date(fact)
    if isinstance(fact, PartialDate):
        return _date(fact, language)
    if isinstance(fact, Decimal):
        plain = f"{fact.normalize():f}"
        return plain.replace(".", ",") if language == "vi" else plain
    return str(fact)


def _date(day: PartialDate, language: str) -> str:
    """Return a date as Decree 30/2020/NĐ-CP writes it: a zero before days below 10, months 1, 2."""
    if language != "vi":
        return _english(day)
    if day.month is None:
        text, unit = str(day.year), "năm"
    else:
        month = f"0{day.month}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - January and February
        text, unit = f"{month}/{day.year}", "tháng"
        if day.day is not None:
            text, unit = f"{day.day:02}/{text}", "ngày"
    if day.part is not None:
        text, unit = f"{unit} {text}", _PARTS[day.part][0]
    if day.is_before:
        return f"trước {unit} {text}"
    return text if day.part is None else f"{unit} {text}"


def _english(day: PartialDate) -> str:
    if not day.part and not day.is_before:
        return str(day)
    text = str(attrs.evolve(day, part=None, is_before=False))
    if day.part is not None:
        text = f"{_PARTS[day.part][1]} {text}"
    return f"before {text}" if day.is_before else text


#: What the parts of a month or year are called.
_PARTS = {
    Part.START: ("đầu", "the start of"),
    Part.MIDDLE: ("giữa", "the middle of"),
    Part.END: ("cuối", "the end of"),
}


def _listed(items: list[str], language: str) -> str:
    if len(items) < 2:  # noqa: PLR2004 - one thing needs no "and"
        return "".join(items)
    and_ = "và" if language == "vi" else "and"
    return f"{', '.join(items[:-1])} {and_} {items[-1]}"
