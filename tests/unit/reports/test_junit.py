"""Findings as JUnit XML."""

from xml.etree import ElementTree as ET

import attrs
import pytest

import planrules
from planrules import Assessment, check_report
from tests.exceptions import DAY, HOSTILE, PLAN, exceptional, hostile, waiver, with_findings


def parsed(assessment: Assessment) -> ET.Element:
    """Return a report as a reader of XML takes it."""
    return ET.fromstring(check_report(assessment, form="junit"))  # noqa: S314 - our own output


def outcomes(root: ET.Element) -> dict[str, list[str]]:
    """Return what came of the cases of each class."""
    found: dict[str, list[str]] = {}
    for case in root.iter("testcase"):
        (outcome,) = [child.tag for child in case] or ["passed"]
        found.setdefault(case.attrib["classname"].removeprefix("planrules."), []).append(outcome)
    return found


def test_findings_fail_waived_ones_are_skipped_and_what_broke_down_is_an_error() -> None:
    root = parsed(exceptional())
    assert outcomes(root) == {
        "XYZ001": ["skipped", "failure"],
        "XYZ002": ["failure", "failure"],
        "XYZ003": ["failure"],
        "XYZ004": ["passed"],
        "XYZ005": ["skipped"],
        "XYZ009": ["error"],
    }
    assert [failure.attrib["type"] for failure in root.iter("failure")] == [
        "error",
        "warning",
        "warning",
        "info",
    ]
    skipped = next(root.iter("skipped"))
    assert "Đã giao" not in skipped.attrib["message"]
    assert "Văn bản: 12/UBND-VX" in skipped.attrib["message"]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_counts_are_those_of_the_cases_and_names_are_unique(text: str) -> None:
    root = parsed(hostile(text))
    assert root.tag == "testsuites"
    for element in (root, *root.iter("testsuite")):
        for name, tag in (
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            assert int(element.attrib[name]) == len(list(element.iter(tag)))
    assert {element.tag for element in root.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "skipped",
    }
    names = [(c.attrib["classname"], c.attrib["name"]) for c in root.iter("testcase")]
    assert len(names) == len(set(names))


def test_a_rule_that_is_not_asked_passes_nothing_and_one_without_findings_passes() -> None:
    rules = planrules.chosen(planrules.CATALOGUE, select=["MET003", "TRC006", "STR007"])
    root = parsed(planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=rules))
    assert set(outcomes(root)) == {"MET003", "TRC006", "STR007"}
    assert [suite.attrib["name"].partition(" ")[0] for suite in root] == ["MET", "STR", "TRC"]


def test_a_breakdown_stands_once_with_the_rule_that_broke_down() -> None:
    rules = [*exceptional().rules, *planrules.chosen(planrules.CATALOGUE, select=["MET003"])]
    found = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=rules)
    assert "MET003" not in outcomes(parsed(found))
    assert outcomes(parsed(found))["XYZ009"] == ["error"]
    waived = with_findings(
        found,
        tuple(
            attrs.evolve(f, waiver=waiver(rule="MET003")) if f.code == "MET003" else f
            for f in found.findings
        ),
    )
    assert outcomes(parsed(waived))["XYZ009"] == ["skipped"]
    silent = with_findings(found, ())
    assert outcomes(parsed(silent))["XYZ009"] == ["error"]


def test_a_rule_whose_findings_were_all_known_is_skipped() -> None:
    found = exceptional()
    known = with_findings(
        found,
        tuple(f for f in found.findings if f.code != "XYZ003"),
    )
    assert outcomes(parsed(known))["XYZ003"] == ["skipped"]


def test_a_finding_of_a_rule_that_is_not_at_hand_is_a_case_of_its_own() -> None:
    found = exceptional()
    changed = attrs.evolve(found, rules=(), counts=())
    root = parsed(changed)
    assert outcomes(root)["XYZ002"] == ["failure", "failure"]
    assert outcomes(root)["MET003"] == ["failure"]
