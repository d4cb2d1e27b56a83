"""Rules as an office writes them down, understood and compiled."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Self

import attrs

from planrules.errors import PlanFault
from planrules.model.condition import Condition
from planrules.model.message import Message, Text, shown
from planrules.model.place import KeyPath
from planrules.model.rulebook import DeclaredBasis, DeclaredRule, JudgedOn
from planrules.rules.case import Case
from planrules.rules.expressions.answers import Answers
from planrules.rules.expressions.program import (
    NOT_APPLICABLE,
    Program,
    Words,
    WrongExpressionsError,
)
from planrules.rules.expressions.slips import Slip
from planrules.rules.placeholders import Sentence, read_sentence
from planrules.rules.rule import Hit, LegalBasis, Rule, Verdict
from planrules.source.faults import sentences as fault_sentences
from planrules.source.locate import Locator

#: What a message says of a value that is absent.
_ABSENT: Final = Text("chưa nêu", "not stated")
_LANGUAGES: Final = ("vi", "en")
#: What looks like an expression in a text.
_EXPRESSION: Final = re.compile(r"\{[^{}]+\}")
#: Name of the expression that tells findings apart.
_KEY: Final = "key"


def compiled(row: DeclaredRule, /, *, path: KeyPath, locator: Locator) -> Rule:
    """Return the rule that was written down.

    Args:
        row: The rule.
        path: The way to it in its file.
        locator: The places of its file.

    Raises:
        ExceptionGroup: Of the faults of its expressions, each in its place.
    """
    sentences = _sentences(row.message)
    faults = [
        _fault(wrong, (*path, "message", language), text, locator)
        for language, text, sentence in zip(_LANGUAGES, _texts(row.message), sentences, strict=True)
        for wrong in sentence.slips
    ]
    program = None
    try:
        program = Program(_words(row, sentences))
    except WrongExpressionsError as error:
        faults += _faults(error, row, sentences, path, locator)
    faults += _braces(row, path, locator)
    if faults or program is None:
        raise ExceptionGroup("", list(_once(faults)))
    judge = Judge(row, program)
    return Rule(
        code=row.code,
        name=row.name,
        severity=row.severity,
        kind=row.for_.value,
        tags=row.tags,
        title=row.title or Text(row.name, row.name),
        why=row.why or Text("", ""),
        help=row.help,
        basis=judge.basis,
        check=judge,
    )


def _basis(row: DeclaredBasis) -> LegalBasis:
    article = f", {row.article}" if row.article else ""
    return LegalBasis(
        f"{row.citation}{article}",
        since=row.since,
        until=row.until,
        is_current=row.judged_on is JudgedOn.AS_OF,
    )


def _texts(text: Text) -> tuple[str, ...]:
    return text.vi, text.en


def _sentences(message: Text) -> tuple[Sentence, Sentence]:
    vi = read_sentence(message.vi)
    if message.en == message.vi:
        return vi, vi
    return vi, read_sentence(message.en, first=len(vi.placeholders))


def _numbered(sentences: tuple[Sentence, Sentence]) -> Iterator[tuple[str, str, int, str]]:
    """Yield the expressions of both sentences: name, language, offset, text."""
    number = 0
    vi, en = sentences
    for language, sentence in zip(_LANGUAGES, (vi,) if en is vi else (vi, en), strict=False):
        for placeholder in sentence.placeholders:
            yield f"f{number}", language, placeholder.offset, placeholder.text
            number += 1


def _words(row: DeclaredRule, sentences: tuple[Sentence, Sentence]) -> Words:
    more = {name: text for name, _, _, text in _numbered(sentences)}
    if row.key is not None:
        more[_KEY] = row.key
    return Words(
        subject=row.for_.value,
        lets=dict(row.let),
        when=row.when,
        asserted=row.assert_,
        more=more,
    )


def _faults(
    error: WrongExpressionsError,
    row: DeclaredRule,
    sentences: tuple[Sentence, Sentence],
    path: KeyPath,
    locator: Locator,
) -> Iterator[PlanFault]:
    """Yield what is wrong with the expressions of a rule, each in its place."""
    parts: dict[str, tuple[KeyPath, str, int]] = {
        "when": (("when",), row.when or "", 0),
        "assert": (("assert",), row.assert_, 0),
        _KEY: ((_KEY,), row.key or "", 0),
    }
    parts |= {f"let.{name}": (("let", name), text, 0) for name, text in row.let}
    for name, language, offset, _ in _numbered(sentences):
        whole = row.message.vi if language == "vi" else row.message.en
        parts[name] = (("message", language), whole, offset)
    for part, slips in error.slips.items():
        way, text, offset = parts[part]
        for wrong in slips:
            moved = attrs.evolve(wrong, offset=wrong.offset + offset)
            yield _fault(moved, (*path, *way), text, locator)


def _braces(row: DeclaredRule, path: KeyPath, locator: Locator) -> Iterator[PlanFault]:
    """Yield where expressions stand in texts that hold none."""
    for key, text in (("help", row.help), ("title", row.title), ("why", row.why)):
        for language, words in zip(_LANGUAGES, _texts(text) if text else (), strict=False):
            if _EXPRESSION.search(words):
                place = locator.place((*path, key, language))
                messages = fault_sentences("RUL013")
                yield PlanFault(place.file, place.line, place.column, "RUL013", messages)


def _fault(wrong: Slip, path: KeyPath, text: str, locator: Locator) -> PlanFault:
    # One text that serves for both languages stands under the key itself.
    path = path if locator.find(path) is not None else path[:-1]
    place = locator.inside(path, text, wrong.offset)
    return PlanFault(place.file, place.line, place.column, wrong.code, wrong.messages)


def _once(faults: list[PlanFault]) -> Iterator[PlanFault]:
    """Yield each fault once: what two sentences share would be told twice."""
    seen: set[str] = set()
    for fault in faults:
        if str(fault) not in seen:
            seen.add(str(fault))
            yield fault


@attrs.frozen
class Judge:
    """What a declared rule says of a subject; equal where the rules are written alike.

    Attributes:
        row: The rule as it is written.
        program: Its expressions.
        message: Its message, the expressions in it called by their numbers.
        basis: The document that it rests on.
    """

    row: DeclaredRule
    program: Program = attrs.field(eq=False, repr=False)
    message: Text = attrs.field(init=False, eq=False, repr=False)
    basis: LegalBasis | None = attrs.field(init=False, eq=False, repr=False)

    @classmethod
    def of(cls, row: DeclaredRule, /) -> Self:
        """Return the judge of a rule that is known to fit the model."""
        return cls(row, Program(_words(row, _sentences(row.message))))

    def __reduce__(self) -> tuple[Callable[[DeclaredRule], Self], tuple[DeclaredRule]]:
        """Travel between processes as it is written: compiled code does not."""
        return type(self).of, (self.row,)

    @message.default
    def _message(self) -> Text:
        sentences = _sentences(self.row.message)
        templates = (sentence.template for sentence in sentences)
        if not any(sentence.placeholders for sentence in sentences):
            # Nothing will be filled in, and so braces stand for themselves.
            templates = (template.format() for template in templates)
        return Text(*templates)

    @basis.default
    def _basis(self) -> LegalBasis | None:
        return None if self.row.basis is None else _basis(self.row.basis)

    def __call__(self, case: Case, thing: Any) -> Verdict:  # noqa: ANN401 - a subject of any kind
        """Return what the rule says of a subject."""
        if self.basis is not None and not self.basis.applies_to(case):
            return None
        answers = self._answers(case)
        judged = self.program.judge(thing, case.plan, answers)
        if judged is NOT_APPLICABLE:
            return None
        return [] if judged else [self._hit(thing, case, answers)]

    def conditions(self, case: Case, thing: object) -> tuple[Condition, ...]:
        """Return what comes of the conditions that have to hold for a subject."""
        return self.program.conditions(thing, case.plan, self._answers(case))

    def _answers(self, case: Case) -> Answers:
        found: Answers | None = case.kept.get(self.row.code)
        if found is None:
            found = case.kept[self.row.code] = Answers(case)
        return found

    def _hit(self, thing: object, case: Case, answers: Answers) -> Hit:
        values = self.program.values(thing, case.plan, answers)
        conditions = self.conditions(case, thing)
        key = values.pop(_KEY, None)
        return Hit(
            message=Message(self.message, tuple(_facts(values))),
            key=None if key is None else shown(key, "en"),
            at=_at(self.row.for_.value, conditions),
            conditions=conditions,
        )


def _facts(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        yield name, _ABSENT if value is None else value


def _at(subject: str, conditions: tuple[Condition, ...]) -> KeyPath:
    """Return the way to the first field of the subject that a condition fails by."""
    for condition in conditions:
        if condition.holds is False:
            for text, _ in condition.facts:
                if text.startswith(f"{subject}."):
                    return (text.split(".")[1],)
    return ()
