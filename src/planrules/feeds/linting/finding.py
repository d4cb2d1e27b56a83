"""What is looked for in a calendar, and what was found."""

import attrs

from planrules.model.finding import Severity
from planrules.model.message import Message, Text
from planrules.model.place import Place

#: A line and a column, both counted from 1; columns in code points of the file as stored.
Position = tuple[int, int]

#: Longest piece of a found value that a sentence repeats, in code points.
_SHOWN = 60


@attrs.frozen(kw_only=True)
class Check:
    """One thing that can be wrong with a calendar.

    Attributes:
        code: Stable code, ``ICS`` and three digits; one that was shipped is never used again.
        name: What is wrong, in kebab-case.
        severity: Error where a MUST of the standard is broken or known clients lose data.
        clause: The document that says so; a hit may cite one that is nearer.
        message: What is so, with facts in braces.
        help: What to do.
    """

    code: str
    name: str
    severity: Severity
    clause: str
    message: Text
    help: Text

    def at(self, position: Position, /, *, clause: str | None = None, **facts: object) -> "Hit":
        """Return that it was found at a place, with the facts that fill its sentences."""
        line, column = position
        return Hit(self, line, column, clause or self.clause, tuple(facts.items()))


@attrs.frozen
class Hit:
    """A check that failed, before it is known in which file."""

    check: Check
    line: int
    column: int
    clause: str
    facts: tuple[tuple[str, object], ...]

    def of(self, file: str) -> "FeedFinding":
        """Return the finding that it is in a file of this name."""
        check = self.check
        return FeedFinding(
            code=check.code,
            name=check.name,
            severity=check.severity,
            clause=self.clause,
            place=Place(file, self.line, self.column),
            message=Message(check.message, self.facts),
            help=Message(check.help, self.facts),
        )


@attrs.frozen(kw_only=True)
class FeedFinding:
    """What is wrong at one place of a calendar.

    Attributes:
        code: Code of the check.
        name: Name of the check.
        severity: How grave it is.
        clause: The clause of the standard, ``RFC 5545 §3.1``.
        place: Where it stands in the file as stored.
        message: What is so.
        help: What to do.
    """

    code: str
    name: str
    severity: Severity
    clause: str
    place: Place
    message: Message
    help: Message


def quoted(text: str, /) -> str:
    """Return a found text between quotation marks, cut where it is long."""
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN]}…”"
