"""Assessments through the face of the library."""

from datetime import date
from pathlib import Path

import attrs
import pytest

import planrules
from planrules import Hit, Rule, Severity, Text
from planrules.model.ids import Slug
from planrules.model.task import Task

REAL = Path(__file__).resolve().parents[2] / "plans" / "van-quan-27ct"
DAY = date(2024, 5, 1)


def test_a_row_that_came_from_no_file_is_placed_at_the_plan() -> None:
    plan = planrules.load(REAL)
    more = attrs.evolve(plan, tasks=(*plan.tasks, Task(id=Slug("viec-moi"), title="Việc mới")))
    (finding,) = [
        f
        for f in planrules.assess(more, as_of=DAY).findings
        if (f.code, f.subject.id) == ("TIM001", "viec-moi")
    ]
    header = [
        number
        for number, line in enumerate((REAL / "plan.toml").read_text("utf-8").splitlines(), 1)
        if line == "[plan]"
    ]
    assert finding.place is not None
    assert [finding.place.line] == header


def test_a_plan_that_came_from_no_file_has_findings_without_places() -> None:
    plan = planrules.Plan(id=Slug("a"), title="Kế hoạch")
    findings = planrules.assess(plan, as_of=DAY).findings
    assert findings
    assert {finding.place for finding in findings} == {None}


def test_findings_of_one_rule_on_one_subject_and_key_have_fingerprints_of_their_own() -> None:
    same = Text("Giống nhau.", "the same")
    rule = Rule(
        code="XYZ001",
        name="said-twice",
        severity=Severity.INFO,
        kind="plan",
        title=same,
        why=same,
        help=same,
        check=lambda _, __: [Hit(message=same.of()), Hit(message=same.of())],
    )
    plan = planrules.Plan(id=Slug("a"), title="Kế hoạch")
    first, second = planrules.assess(plan, as_of=DAY, rules=[rule]).findings
    assert first.fingerprint != second.fingerprint
    assert first.fingerprint == attrs.evolve(second, ordinal=1).fingerprint


def test_an_overridden_severity_holds_where_the_basis_would_have_softened_it() -> None:
    plan = planrules.load(REAL)
    rules = planrules.chosen(planrules.CATALOGUE, select=["RES002"])
    (info,) = planrules.assess(plan, as_of=DAY, rules=rules).findings
    assert info.severity is Severity.INFO
    overridden = planrules.assess(
        plan, as_of=DAY, rules=rules, severities={"RES002": Severity.ERROR}
    )
    assert [finding.severity for finding in overridden.findings] == [Severity.ERROR]
    assert overridden.reaches(Severity.WARNING)


def test_the_day_has_no_default() -> None:
    with pytest.raises(TypeError, match="as_of"):
        planrules.assess(planrules.load(REAL))  # type: ignore[call-arg]  # that is the test
