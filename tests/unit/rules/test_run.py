"""What becomes of the hits of a rule."""

import attrs

import planrules
from planrules import CATALOGUE, Finding
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.rules.case import Case
from planrules.rules.rule import Hit, Rule, Verdict
from planrules.rules.run import idle, run
from tests.judging import DAY, plan

_SAID = Text("Có điều cần xem.", "something is to be seen")


def rule(*hits: Hit, code: str = "XYZ001") -> Rule:
    """Return a rule that says this of a plan."""

    def check(case: Case, thing: Plan) -> Verdict:
        return list(hits) if thing is case.plan else []

    return attrs.evolve(CATALOGUE[0], code=code, name=code.lower(), kind="plan", check=check)


def found(*keys: str | None) -> list[Finding]:
    """Return the findings of hits with these keys."""
    hits = [Hit(message=_SAID.of(), key=key) for key in keys]
    return [finding for finding, _ in run(Case(plan(), DAY), [rule(*hits)]).found]


def test_a_finding_is_known_again_whatever_else_is_found_of_its_subject() -> None:
    """What is told beside it, under other keys, does not change its fingerprint."""
    (alone,) = found("ba")
    among = found("một", None, "hai", "ba")
    assert [finding.ordinal for finding in among] == [1, 1, 1, 1]
    assert among[-1].fingerprint == alone.fingerprint
    assert len({finding.fingerprint for finding in among}) == 4


def test_findings_of_one_key_are_told_apart_by_their_order() -> None:
    """Keys are alike as names are: capitals and forms of letters make no difference."""
    assert [finding.ordinal for finding in found("Hoá", "hóa", "khác", "HÓA")] == [1, 2, 1, 3]


def test_rules_that_look_at_nothing_are_idle_but_those_about_rules() -> None:
    asked = [r for r in CATALOGUE if r.code in {"MET001", "MET002"}]
    without = [
        attrs.evolve(rule(code=code), kind=kind)
        for code, kind in (("XYZ001", "plan"), ("XYZ002", "measure"))
    ]
    counts = run(Case(plan(), DAY), [*asked, *without]).counts.values()
    assert [count.code for count in idle(counts)] == ["XYZ002"]


def test_counts_are_of_subjects_and_not_of_hits() -> None:
    hits = (Hit(message=_SAID.of(), key="một"), Hit(message=_SAID.of(), key="hai"))
    assessment = planrules.assess(plan(), as_of=DAY, rules=[rule(*hits)])
    (count,) = assessment.counts
    assert (count.passed, count.failed, count.waived) == (0, 1, 0)
    assert len(assessment.findings) == 2
