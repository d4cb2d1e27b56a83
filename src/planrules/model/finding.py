"""What a rule says about a plan."""

from enum import StrEnum

import attrs

from planrules.model.condition import Condition
from planrules.model.display import Pictured
from planrules.model.message import Message
from planrules.model.place import Place
from planrules.model.waiver import Waiver
from planrules.text import comparison_key

#: Length of a fingerprint in hexadecimal digits.
_FINGERPRINT = 20


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for errors, 1 for warnings, 2 for remarks."""
        return _RANKS[self]

    def reaches(self, threshold: "Severity") -> bool:
        """Return whether it is at least as grave as ``threshold``."""
        return self.rank <= threshold.rank


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@attrs.frozen
class Subject:
    """What a finding is about.

    Attributes:
        kind: ``plan``, ``task``, ``clause``, … .
        id: The id of the row or body, the number of a basis, the address of a clause.
        clause: Address of the clause in the document; None for the plan as a whole.
    """

    kind: str
    id: str
    clause: str | None = None


@attrs.frozen(kw_only=True)
class Finding(Pictured):
    """A rule's judgement on one subject.

    Attributes:
        code: Code of the rule.
        name: Name of the rule.
        severity: The rule's severity, or the one it was overridden with.
        subject: What it is about.
        key: What tells apart several findings of one rule on one subject (a unit, a word).
        message: What is so.
        help: What to do.
        place: Where it stands; None for a plan that was not read from a file.
        basis: The legal basis, cited only where it was in force when the plan was issued.
        covers: Ids of the other rows that the finding speaks for: one cause is one finding.
        ordinal: 1, or the how-manieth finding of the rule with the same subject and key.
        waiver: What accepts it for now; None where nothing does.
        conditions: Where the rule is an expression, what came of each of its conditions.
    """

    code: str
    name: str
    severity: Severity
    subject: Subject
    key: str | None = None
    message: Message
    help: Message
    place: Place | None = None
    basis: str | None = None
    covers: tuple[str, ...] = ()
    ordinal: int = 1
    waiver: Waiver | None = None
    conditions: tuple[Condition, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Stable name over rule, subject and key, however the plan is written or ordered."""
        import hashlib  # takes longer to import than most plans to check, and text never asks

        parts = [self.code, self.subject.kind, self.subject.id, comparison_key(self.key or "")]
        if self.ordinal > 1:
            parts.append(str(self.ordinal))
        name = "\0".join(parts).encode(
            "utf-8", "surrogatepass"
        )  # the key of a rule may be any text
        return hashlib.sha256(name).hexdigest()[:_FINGERPRINT]
