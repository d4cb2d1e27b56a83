"""Two assessments side by side: what a change to a plan, or a draft, would make of it."""

from datetime import date

import attrs

from planrules.assessment import Assessment
from planrules.model.difference import PlanDifference, plan_difference
from planrules.model.display import Tabular
from planrules.model.findings import Findings
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.plan import Plan


@attrs.frozen
class OwedDifference:
    """Something that is owed before and after, but on another day or by another body.

    Attributes:
        before: As it is owed before.
        after: As it is owed after.
    """

    before: Obligation
    after: Obligation

    @property
    def is_moved(self) -> bool:
        """Whether its due day is another."""
        return self.before.due != self.after.due

    @property
    def is_passed_on(self) -> bool:
        """Whether another body owes it."""
        return self.before.unit != self.after.unit


@attrs.frozen
class NetworkLength:
    """How long the critical path is.

    Attributes:
        length: Working days from the plan's start to the end of the network.
        finish: Last day of the network, inclusive.
    """

    length: int
    finish: date


@attrs.frozen(kw_only=True)
class Difference(Tabular):
    """What tells an assessment from another.

    Attributes:
        before: The first assessment.
        after: The second one.
        rows: What tells their plans apart.
        owed: What is owed in both, on another day or by another body, in the order of the second.
        new: What is owed only in the second.
        withdrawn: What is owed only in the first.
        found: The findings of the second that have no match in the first.
        settled: The findings of the first that have no match in the second.
    """

    before: Assessment
    after: Assessment
    rows: PlanDifference
    owed: tuple[OwedDifference, ...]
    new: Obligations
    withdrawn: Obligations
    found: Findings
    settled: Findings

    @property
    def plan(self) -> Plan:
        """The plan of the second assessment."""
        return self.after.plan

    @property
    def as_of(self) -> date:
        """The day of the second assessment."""
        return self.after.as_of

    @property
    def lengths(self) -> tuple[NetworkLength | None, NetworkLength | None]:
        """The critical path before and after; None where there is no schedule."""
        return _length(self.before), _length(self.after)

    @property
    def is_empty(self) -> bool:
        """Whether nothing tells the two apart."""
        before, after = self.lengths
        parts = (self.owed, self.new, self.withdrawn, self.found, self.settled)
        return self.rows == PlanDifference() and before == after and not any(parts)


def compare(before: Assessment, after: Assessment, /) -> Difference:
    """Return what tells an assessment from another, such as that of a plan with a draft.

    The two may be of two plans, or of one on two days. What is owed is the same where task, period
    and member are, whatever the plan is called; findings are the same where rule, subject and key
    are, whatever their words. Linear in the two.
    """
    was, now = (_live(one) for one in (before, after))
    both = [OwedDifference(was[key], owed) for key, owed in now.items() if key in was]
    return Difference(
        before=before,
        after=after,
        rows=plan_difference(before.plan, after.plan),
        owed=tuple(pair for pair in both if pair.is_moved or pair.is_passed_on),
        new=after.obligations.only(owed for key, owed in now.items() if key not in was),
        withdrawn=before.obligations.only(owed for key, owed in was.items() if key not in now),
        found=after.findings.not_in(before.findings),
        settled=before.findings.not_in(after.findings),
    )


def _live(assessment: Assessment) -> dict[str, Obligation]:
    """Return what is owed, what is withdrawn left out, by uid without the id of the plan."""
    prefix = f"{assessment.plan.id}."
    return {
        owed.uid.removeprefix(prefix): owed
        for owed in assessment.obligations
        if owed.withdrawn is None
    }


def _length(assessment: Assessment) -> NetworkLength | None:
    schedule = assessment.schedule
    return None if schedule is None else NetworkLength(schedule.length, schedule.finish)
