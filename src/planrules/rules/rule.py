"""A rule: what it looks at, what it says, what it rests on."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from planrules.model.condition import Condition
from planrules.model.finding import Severity
from planrules.model.message import Message, Text
from planrules.model.place import KeyPath, Place
from planrules.rules.case import Case


class Clarity(StrEnum):
    """The items of "6 rõ" in their official order; "5 rõ" is the first five.

    Source: Quyết định 2179/QĐ-TTg of 6 October 2025.
    """

    PERSON = "ro-nguoi"
    WORK = "ro-viec"
    TIME = "ro-thoi-gian"
    RESPONSIBILITY = "ro-trach-nhiem"
    PRODUCT = "ro-san-pham"
    AUTHORITY = "ro-tham-quyen"


@attrs.frozen
class LegalBasis:
    """A document that a rule rests on.

    Attributes:
        citation: Number and article, as it is cited.
        since: First day in force, inclusive.
        until: Last day in force, inclusive; None while it is.
        is_sole: Whether the rule rests on nothing else: where the basis was not in force when the
            plan was issued, the rule then only remarks.
        is_current: Whether it has to be in force on the day of the check, not on that of issue.
    """

    citation: str
    since: date
    until: date | None = None
    is_sole: bool = False
    is_current: bool = False

    def applies_to(self, case: Case) -> bool:
        """Return whether it is in force on the day that counts for a case."""
        return self.in_force_on(case.as_of if self.is_current else case.issued_on)

    def in_force_on(self, day: date) -> bool:
        """Return whether it was in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@attrs.frozen(kw_only=True)
class Hit:
    """One failure that a rule has found on its subject.

    Attributes:
        message: What is so.
        key: What tells it apart from other failures of the rule on the subject.
        at: The way to the value that it is about, from the subject's row.
        place: The place itself, where it lies in the official text.
        position: Index of a file of the plan and the way to the value in it, where that is no part
            of a row: in a record of the ledger, in an amendment.
        covers: Ids of other rows that it speaks for.
        is_cited: Whether the rule's basis speaks on it.
        on_plan: Whether it is about the plan as a whole: the cause is one, wherever it shows.
        help: What to do about it, where that differs from what the rule says.
        conditions: What came of each condition of a rule that is an expression.
    """

    message: Message
    key: str | None = None
    at: tuple[str | int, ...] = ()
    place: Place | None = None
    position: tuple[int, KeyPath] | None = None
    covers: tuple[str, ...] = ()
    is_cited: bool = True
    on_plan: bool = False
    help: Text | None = None
    conditions: tuple[Condition, ...] = ()


#: What a rule says of one subject: None if it does not apply, else its failures.
Verdict = list[Hit] | None


@attrs.frozen(kw_only=True)
class Rule:
    """A rule of the catalogue, or one of your own.

    Attributes:
        code: Three capitals and three digits; never used again once shipped.
        name: Kebab-case; names what is wrong.
        severity: How grave a failure is, unless overridden.
        kind: Kind of its subjects: a key of ``Case.subjects``.
        tags: Labels to select it by; ``6ro`` and its items among them.
        title: What it checks.
        why: Why that matters.
        help: What to do about a failure that says nothing of its own.
        basis: The document that it rests on.
        check: Says of one subject whether it passes.
    """

    code: str
    name: str
    severity: Severity
    kind: str
    tags: tuple[str, ...] = ()
    title: Text
    why: Text
    help: Text
    basis: LegalBasis | None = None
    check: Callable[[Case, Any], Verdict] = attrs.field(repr=False)

    def subjects(self, case: Case) -> Iterator[Any]:
        """Yield what it looks at."""
        return case.subjects(self.kind)

    def severity_for(self, issued_on: date) -> Severity:
        """Return its severity for a plan issued on a day."""
        if self.basis and self.basis.is_sole and not self.basis.in_force_on(issued_on):
            return Severity.INFO
        return self.severity


def with_severity(rule: Rule, severity: Severity, /) -> Rule:
    """Return a rule with the severity that somebody has set: its basis no longer decides it."""
    basis = None if rule.basis is None else attrs.evolve(rule.basis, is_sole=False)
    return attrs.evolve(rule, severity=severity, basis=basis)


#: How many names a message lists.
_LISTED = 6


def some(names: Sequence[str]) -> tuple[str | Text, ...]:
    """Return names for a message: each once, and how many more where they are too many."""
    names = tuple(dict.fromkeys(names))
    if len(names) <= _LISTED:
        return names
    more = len(names) - _LISTED + 1
    return (*names[: _LISTED - 1], Text(f"{more} tên khác", f"{more} more"))


def clear(*items: Clarity) -> tuple[str, ...]:
    """Return the tags of a rule that speaks on these items of "6 rõ"."""
    return ("6ro", *items)


#: The document that asks for the six items; before it, rules that rest on it alone only remark.
SIX_CLEAR = LegalBasis("Quyết định 2179/QĐ-TTg", since=date(2025, 10, 6), is_sole=True)
