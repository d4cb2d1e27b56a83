"""Findings of a plan on a day, and how to choose among them."""

from collections.abc import Iterable
from typing import Self

from planrules.model.finding import Finding, Severity
from planrules.model.holding import names_of, rows_held
from planrules.model.selection import Selection

_BODIES = frozenset({"unit", "group"})
_ROWS = frozenset({"goal", "indicator", "measure", "task"})


class Findings(Selection[Finding]):
    """What rules found in a plan on a day: a tuple of findings."""

    def of(
        self,
        *,
        code: str | None = None,
        severity: Severity | str | None = None,
        row: str | None = None,
        unit: str | None = None,
    ) -> Self:
        """Return the findings to which everything that is given applies, in their order.

        Args:
            code: Code of the rule, how it begins (``TIM``), or the name of the rule.
            severity: ``error``, ``warning`` or ``info``.
            row: Id of the goal, indicator, measure or task that they are about, or speak for.
            unit: Id of a body, or of a group. A finding is about a body where it is about the body
                itself, or about (or speaks for) a row in which the body holds any role: under its
                own name, as a member of a group on the day of the findings, after a body that had
                ended by then, or by what a heading assigns.

        Raises:
            UnknownIdError: If the plan has no such row or body.
            ValueError: If there is no such severity.
        """
        found: Iterable[Finding] = self
        if code is not None:
            found = [f for f in found if f.code.startswith(code) or f.name == code]
        if severity is not None:
            wanted = Severity(severity)
            found = [f for f in found if f.severity is wanted]
        if row is not None:
            id = self.plan.row(row).id
            found = [
                f
                for f in found
                if (f.subject.kind in _ROWS and f.subject.id == id) or id in f.covers
            ]
        if unit is not None:
            names = names_of(self.plan, unit, on=self.as_of)
            rows = rows_held(self.plan, names)
            found = [
                f
                for f in found
                if (f.subject.kind in _BODIES and f.subject.id in names)
                or (f.subject.kind in _ROWS and f.subject.id in rows)
                or not rows.isdisjoint(f.covers)
            ]
        return self.only(found)

    def not_in(self, others: Iterable[Finding], /) -> Self:
        """Return the findings that have no match among others: what is new since then, or gone.

        Two findings match where rule, subject and key are the same, whatever their words, place and
        severity.
        """
        known = {other.fingerprint for other in others}
        return self.only(finding for finding in self if finding.fingerprint not in known)
