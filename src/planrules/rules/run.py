"""Asks every rule about every subject and keeps count."""

from collections import Counter
from collections.abc import Iterable
from itertools import repeat

import attrs

from planrules.model.assignment import Assignment, NotModelled
from planrules.model.basis import Basis
from planrules.model.body import Group, Territory, Unit
from planrules.model.finding import Finding, Severity, Subject
from planrules.model.goal import Goal, Indicator, Measure
from planrules.model.message import Text
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.model.waiver import Waiver
from planrules.rules.case import Case
from planrules.rules.coverage import ClauseCoverage
from planrules.rules.records import Recorded
from planrules.rules.rule import Hit, Rule
from planrules.rules.waivers import MET002, META, Waivers, unused_hit
from planrules.text import comparison_key

_KINDS: dict[type, str] = {
    Goal: "goal",
    Indicator: "indicator",
    Measure: "measure",
    Task: "task",
    Basis: "basis",
    Group: "group",
    Unit: "unit",
    Territory: "territory",
    Assignment: "assignment",
    NotModelled: "not_modelled",
    Obligation: "obligation",
    Plan: "plan",
    Waiver: "waiver",
}

#: Longest piece of an exception's text that is repeated, in characters.
_LONGEST_ERROR = 200


@attrs.frozen(kw_only=True)
class RuleCount:
    """What a rule said of the subjects that it was asked about."""

    code: str
    passed: int = 0
    failed: int = 0
    waived: int = 0
    not_applicable: int = 0
    errored: int = 0

    @property
    def is_idle(self) -> bool:
        """Whether the rule looked at nothing: nobody knows what it would have said."""
        return not self.passed + self.failed + self.waived + self.errored


def idle(counts: Iterable[RuleCount]) -> list[RuleCount]:
    """Return the counts of the rules that looked at nothing.

    Rules about rules and waivers are left out: without waivers and faults they have nothing to say.
    """
    return [count for count in counts if count.is_idle and not count.code.startswith(META)]


def _never(case: Case, plan: Plan) -> None:
    """Say nothing: the finding is made where another rule breaks down."""


#: Reported where a rule breaks down: it stops no other.
MET003 = Rule(
    code="MET003",
    name="rule-errored",
    severity=Severity.ERROR,
    kind="plan",
    tags=("meta",),
    title=Text("Quy tắc chạy được trên kế hoạch", "Rules work on the plan"),
    why=Text(
        "Quy tắc bị lỗi thì không biết kế hoạch đạt hay không đạt.",
        "Where a rule breaks down nobody knows whether the plan passes it.",
    ),
    help=Text(
        "Báo cho người viết quy tắc, kèm kế hoạch gây lỗi.",
        "Tell whoever wrote the rule, with the plan that broke it.",
    ),
    check=_never,
)

_ERRORED_ONCE = Text(
    "Quy tắc {code} bị lỗi khi xét {subject}: {error}.",
    "rule {code} broke down on {subject}: {error}",
)
_ERRORED = Text(
    "Quy tắc {code} bị lỗi {count} lần, lần đầu khi xét {subject}: {error}.",
    "rule {code} broke down on {subject}, in all {count} times: {error}",
)


@attrs.define(eq=False)
class Run:
    """One run of rules over a case: the findings, without their places, and the counts.

    Attributes:
        found: Findings with the hit that each came from, in the order of rules and subjects.
        counts: By code, the counts.
    """

    found: list[tuple[Finding, Hit]] = attrs.Factory(list)
    counts: dict[str, RuleCount] = attrs.Factory(dict)


def run(case: Case, rules: Iterable[Rule]) -> Run:
    """Return what the rules say of a case.

    A rule that raises is counted as errored on that subject, and reported; it stops no other.

    Raises:
        ValueError: If two rules bear one code: every finding names its rule by the code.
    """
    rules = tuple(rules)
    given = Counter(rule.code for rule in rules if rule.code != MET003.code)
    twice = sorted(code for code, count in given.items() if count > 1)
    if twice:
        message = f"rules given twice: {', '.join(twice)}"
        raise ValueError(message)
    result = Run()
    names: Counter[str] = Counter()
    waivers = Waivers(case)
    broken: dict[str, list[tuple[Subject, BaseException]]] = {}
    for rule in rules:
        told = _Told(rule, case)
        told.ask()
        found = [
            (number, _finding(case, rule, subject, hit, names), hit)
            for number, subject, hit in told.hits
        ]
        if case.waivers and not rule.code.startswith(META):
            found = [
                (number, attrs.evolve(finding, waiver=waivers.of(finding)), hit)
                for number, finding, hit in found
            ]
            told.waive({number for number, finding, _ in found if finding.waiver is None})
        result.counts[rule.code] = RuleCount(code=rule.code, **told.tally)
        result.found += ((finding, hit) for _, finding, hit in found)
        if told.broken:
            broken[rule.code] = told.broken
    _tell_unused(case, rules, waivers, result, names)
    reporting = next((rule for rule in rules if rule.code == MET003.code), MET003)
    for code, errors in broken.items():
        subject, error = errors[0]
        hit = Hit(
            message=(_ERRORED if len(errors) > 1 else _ERRORED_ONCE).of(
                code=code,
                subject=subject.id,
                count=len(errors),
                error=f"{type(error).__name__}: {error}"[:_LONGEST_ERROR],
            ),
            key=code,
        )
        finding = _finding(case, reporting, subject_of(case.plan), hit, names)
        result.found.append((finding, hit))
    if MET003.code in result.counts:
        result.counts[MET003.code] = attrs.evolve(
            result.counts[MET003.code], failed=int(bool(broken)), not_applicable=int(not broken)
        )
    return result


def _tell_unused(
    case: Case, rules: tuple[Rule, ...], waivers: Waivers, result: Run, names: Counter[str]
) -> None:
    """Add what MET002 says, if it was asked, once all rules have spoken."""
    rule = next((rule for rule in rules if rule.code == MET002.code), None)
    if rule is None:
        return
    unused = list(waivers.unused(given.code for given in rules))
    for waiver in unused:
        hit = unused_hit(waiver)
        result.found.append((_finding(case, rule, subject_of(waiver), hit, names), hit))
    holding = sum(waiver.holds_on(case.as_of) for waiver in case.waivers)
    result.counts[rule.code] = RuleCount(
        code=rule.code,
        passed=holding - len(unused),
        failed=len(unused),
        not_applicable=len(case.waivers) - holding,
    )


@attrs.define(eq=False)
class _Told:
    """What one rule says of a case."""

    rule: Rule
    case: Case
    tally: dict[str, int] = attrs.Factory(
        lambda: dict.fromkeys(("passed", "failed", "waived", "not_applicable", "errored"), 0)
    )
    hits: list[tuple[int, Subject, Hit]] = attrs.Factory(list)
    broken: list[tuple[Subject, BaseException]] = attrs.Factory(list)

    def ask(self) -> None:
        """Ask about every subject; nearly all that are asked about pass, or are not applicable."""
        case, check = self.case, self.rule.check
        passed = not_applicable = 0
        try:
            for thing in self.rule.subjects(case):
                try:
                    verdict = check(case, thing)
                    if verdict is None:
                        not_applicable += 1
                    elif verdict == []:
                        passed += 1
                    else:
                        self._take(thing, verdict)
                except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule of somebody's own may raise anything
                    self._broke(thing, error)
        except Exception as error:  # noqa: BLE001 - a rule of somebody's own may look at anything
            self._broke(case.plan, error)
        self.tally["passed"] += passed
        self.tally["not_applicable"] += not_applicable

    def _take(self, thing: object, verdict: Iterable[Hit]) -> None:
        """Note what a rule says of a subject."""
        hits = list(verdict)
        subjects = [subject_of(self.case.plan if hit.on_plan else thing) for hit in hits]
        self.tally["failed" if hits else "passed"] += 1
        self.hits += zip(repeat(self.tally["failed"]), subjects, hits)

    def waive(self, unwaived: set[int]) -> None:
        """Count as waived the subjects of which every failure is, all but these."""
        waived = self.tally["failed"] - len(unwaived)
        self.tally["waived"] += waived
        self.tally["failed"] -= waived

    def _broke(self, thing: object, error: BaseException) -> None:
        self.tally["errored"] += 1
        self.broken.append((subject_of(thing), error))


def subject_of(thing: object) -> Subject:
    """Return what a finding about a thing is about."""
    if isinstance(thing, ClauseCoverage):
        return Subject("clause", thing.clause.address, thing.clause.address)
    if isinstance(thing, Recorded):
        thing = thing.about
    kind = _KINDS[type(thing)]
    if isinstance(thing, Waiver):
        return Subject(kind, f"{thing.rule} {thing.subject}")
    if isinstance(thing, Obligation):
        return Subject(kind, thing.uid, thing.task.clause)
    if isinstance(thing, Assignment | NotModelled):
        return Subject(kind, thing.clause, thing.clause)
    clause = thing.clause if isinstance(thing, Row | Basis) else None
    return Subject(kind, getattr(thing, "id", ""), clause)


def _finding(case: Case, rule: Rule, subject: Subject, hit: Hit, names: Counter[str]) -> Finding:
    """Return the finding of a hit; the same words may be missing twice from one clause."""
    key = comparison_key(hit.key or "")
    name = f"{rule.code}\0{subject.kind}\0{subject.id}\0{key}"
    names[name] += 1
    in_force = rule.basis is not None and rule.basis.applies_to(case)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity_for(case.issued_on),
        subject=subject,
        key=hit.key,
        message=hit.message,
        help=(hit.help or rule.help).of(),
        basis=rule.basis.citation if rule.basis and in_force and hit.is_cited else None,
        covers=hit.covers,
        ordinal=names[name],
        conditions=hit.conditions,
    )
