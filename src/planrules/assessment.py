"""The one conductor: a plan and a day become an assessment."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from planrules.collector import held_back
from planrules.model.baseline import Baseline
from planrules.model.display import Tabular
from planrules.model.finding import Finding, Severity
from planrules.model.findings import Findings
from planrules.model.ledger import Ledger
from planrules.model.place import Place
from planrules.model.plan import Plan
from planrules.model.waiver import Waiver
from planrules.rules.case import Case
from planrules.rules.catalogue import chosen
from planrules.rules.checklist import RuleSet
from planrules.rules.rule import Hit, Rule, with_severity
from planrules.rules.run import RuleCount, run
from planrules.rules.times import Times
from planrules.rules.waivers import META
from planrules.source.consolidate import consolidate
from planrules.source.places import Places

if TYPE_CHECKING:
    from planrules.model.obligations import Obligations
    from planrules.model.standing import Standings
    from planrules.rules.clarity import ClarityTable
    from planrules.schedule.timetable import Schedule
    from planrules.tracking.progress import Indicators


@attrs.frozen(kw_only=True)
class Assessment(Tabular):
    """What there is to say about a plan on a day.

    Attributes:
        plan: The plan as its amendments have left it on the day.
        as_of: The day.
        findings: What the rules found, what is waived included, ordered by place, code, subject
            and key.
        rules: The rules that were asked.
        counts: For every rule that was asked, what it said of its subjects.
        known: Findings put aside because a baseline holds them already.
        waivers: The waivers that were looked at, whether they waive anything or not.
        times: What follows from the plan's dates, worked out where it is asked for.
    """

    plan: Plan
    as_of: date
    rules: tuple[Rule, ...]
    findings: Findings
    counts: tuple[RuleCount, ...]
    known: tuple[Finding, ...] = ()
    waivers: tuple[Waiver, ...] = attrs.field(default=(), eq=False, repr=False)
    times: Times = attrs.field(eq=False, repr=False)

    @property
    def schedule(self) -> "Schedule | None":
        """Early and late dates of the dated tasks; None where there are none.

        Where they can't be worked out, TIM015 says why.
        """
        return self.times.schedule

    @property
    def obligations(self) -> "Obligations":
        """What each body owes, what is withdrawn included; empty where TIM015 says why."""
        return self.times.obligations

    @property
    def standings(self) -> "Standings":
        """What was recorded of each obligation, and where it stands against its deadline."""
        return self.times.standings

    @cached_property
    def indicators(self) -> "Indicators":
        """How far each indicator is, by the measurements in the plan's ledger."""
        from planrules.tracking.indicators import indicator_progress

        return indicator_progress(self.plan, self.plan.ledger, as_of=self.as_of)

    @property
    def clarity(self) -> "ClarityTable":
        """*Bảng 6 rõ*: for each task, which of the six items are clear.

        What is waived, or was known before, counts as found.
        """
        from planrules.rules.clarity import ClarityTable, clarity_table

        found = (*self.findings, *self.known)
        rows = clarity_table(Case(self.plan, self.as_of), self.rules, found)
        return ClarityTable(rows, plan=self.plan, as_of=self.as_of)

    @property
    def unwaived(self) -> Findings:
        """The findings that nothing waives."""
        return self.findings.only(finding for finding in self.findings if finding.waiver is None)

    @property
    def waived(self) -> Findings:
        """The findings that are accepted for now."""
        return self.findings.only(
            finding for finding in self.findings if finding.waiver is not None
        )

    def baseline(self) -> Baseline:
        """Return its findings as a baseline, those known before included.

        What is waived is left out, and so is what rules say of rules and waivers.
        """
        findings = filter(_may_be_known, (*self.findings, *self.known))
        return Baseline.of(self.plan.id, self.as_of, tuple(findings))

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity, those left out that are waived."""
        return sum(finding.severity is severity for finding in self.unwaived)

    def reaches(self, severity: Severity) -> bool:
        """Return whether any finding that is not waived is at least as grave as ``severity``."""
        return any(finding.severity.reaches(severity) for finding in self.unwaived)


def assess(
    plan: Plan,
    /,
    *,
    as_of: date,
    ledger: Ledger | None = None,
    drafts: Collection[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    severities: Mapping[str, Severity] | None = None,
    known: Collection[str] = (),
) -> Assessment:
    """Return what the rules say about a plan on a day.

    The cost is linear in the plan for every built-in rule.

    Args:
        plan: The plan.
        as_of: The day; nothing known only later counts.
        ledger: What was reported under the plan; without it, what lies beside the plan.
        drafts: Ids of drafts among its amendments that are to count as if they held.
        rules: The rules to ask: ``CATALOGUE``, a choice of it, with rules of your own, or a rule
            set. Without any, what the file of rules beside the plan says, else the catalogue. The
            waivers beside the plan count in any case.
        severities: Severities to use instead of the rules' own, by code, prefix of codes, name,
            tag or profile; of several that fit a rule the last one counts.
        known: Fingerprints of findings that were known before, as a baseline holds them; such
            findings are put aside, unless they are waived or about rules and waivers themselves.

    Returns:
        The assessment. Same plan, day and rules: equal assessments.

    Raises:
        TypeError: If ``as_of`` is no date, or ``drafts`` is one text.
        ValueError: If two rules bear one code.
        PlanFileError: If the rules or waivers beside the plan, or a draft, do not fit; with every
            fault.
        UnknownDraftError: If there is no such draft.
        UnknownRuleError: If ``severities`` names what fits no rule.
    """
    if isinstance(as_of, datetime) or not isinstance(as_of, date):
        message = f"as_of is {as_of!r}; expected a datetime.date"
        raise TypeError(message)
    plan = consolidate(plan, as_of=as_of, drafts=drafts)
    if ledger is not None and ledger is not plan.ledger:
        # Its records stand in no file of this plan.
        plan = attrs.evolve(plan, ledger=attrs.evolve(ledger, parts=()))
    with held_back():
        return _assessed(plan, as_of, _asked(plan, rules), severities or {}, known)


def _assessed(
    plan: Plan,
    as_of: date,
    asked: RuleSet,
    severities: Mapping[str, Severity],
    known: Collection[str],
) -> Assessment:
    rules = asked.rules
    overridden = {
        rule.code: severity
        for selector, severity in severities.items()
        for rule in chosen(rules, select=[selector])
    }
    rules = tuple(
        with_severity(rule, overridden[rule.code]) if rule.code in overridden else rule
        for rule in rules
    )
    case = Case(plan, as_of, asked.waivers, asked.waiver_limits)
    result = run(case, rules)
    places = Places(plan.origin) if plan.origin is not None else None
    findings = [
        attrs.evolve(finding, place=_place(places, finding, hit)) for finding, hit in result.found
    ]
    found = Findings(sorted(findings, key=_order), plan=plan, as_of=as_of)
    before = tuple(
        finding
        for finding in (found if known else ())
        if finding.fingerprint in known and _may_be_known(finding)
    )
    return Assessment(
        plan=plan,
        as_of=as_of,
        rules=rules,
        findings=found.not_in(before) if before else found,
        known=before,
        counts=tuple(result.counts.values()),
        waivers=asked.waivers,
        times=case.times,
    )


def _may_be_known(finding: Finding) -> bool:
    """Return whether a baseline may hold a finding.

    A waiver has its own end, and a rule that breaks down would go on unseen.
    """
    return finding.waiver is None and not finding.code.startswith(META)


def _asked(plan: Plan, rules: RuleSet | Iterable[Rule] | None) -> RuleSet:
    """Return the rules that were given, with the waivers beside the plan, or what lies there."""
    if rules is not None and not isinstance(rules, RuleSet):
        rules = RuleSet(rules=tuple(rules))
    if plan.rulebook is None or (rules is not None and rules.book is plan.rulebook):
        return RuleSet() if rules is None else rules
    from planrules.rules.ruleset import rules_of  # expressions are only read where there are any

    if rules is None:
        return rules_of(plan)
    beside = rules_of(plan, known=[rule.code for rule in rules.rules])
    return attrs.evolve(
        rules,
        waivers=tuple(dict.fromkeys((*rules.waivers, *beside.waivers))),
        waiver_limits=tuple(dict.fromkeys((*rules.waiver_limits, *beside.waiver_limits))),
    )


def _place(places: Places | None, finding: Finding, hit: Hit) -> Place | None:
    if hit.place is not None or places is None:
        return hit.place
    if hit.position is not None:
        return places.at(*hit.position)
    subject = finding.subject
    if subject.kind == "obligation":
        return places.place("task", subject.id.split(".")[1])  # PLAN.TASK.PERIOD
    return places.place(subject.kind, subject.id, hit.at)


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place or Place("", 0, 0)
    subject = finding.subject
    return (
        place.file,
        place.line,
        place.column,
        finding.code,
        subject.kind,
        subject.id,
        finding.key or "",
        finding.ordinal,
    )
