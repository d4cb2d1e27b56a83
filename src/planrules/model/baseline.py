"""Findings that were known on a day, so that later only new ones are told."""

from datetime import date

import attrs

from planrules.model.finding import Finding


@attrs.frozen
class KnownFinding:
    """One finding of a baseline; all but the fingerprint is there for people.

    Attributes:
        fingerprint: Its stable name.
        code: Code of its rule.
        subject: Id of its subject.
        key: What tells it apart from others of the rule on the subject.
    """

    fingerprint: str
    code: str
    subject: str
    key: str | None = None


@attrs.frozen(kw_only=True)
class Baseline:
    """The findings of a plan that were known on a day.

    Attributes:
        plan: Id of the plan.
        as_of: The day.
        findings: The findings, ordered by code, subject and key.
    """

    plan: str
    as_of: date
    findings: tuple[KnownFinding, ...]

    @classmethod
    def of(cls, plan: str, as_of: date, findings: tuple[Finding, ...]) -> "Baseline":
        """Return the baseline that holds some findings of a plan."""
        known = (
            KnownFinding(finding.fingerprint, finding.code, finding.subject.id, finding.key)
            for finding in findings
        )
        ordered = sorted(known, key=lambda k: (k.code, k.subject, k.key or "", k.fingerprint))
        return cls(plan=plan, as_of=as_of, findings=tuple(ordered))

    @property
    def fingerprints(self) -> frozenset[str]:
        """The stable names of its findings."""
        return frozenset(finding.fingerprint for finding in self.findings)
