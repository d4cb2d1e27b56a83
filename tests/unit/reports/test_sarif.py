"""Findings as SARIF 2.1.0.

The rules that matter of the standard, in our own words: which properties there are, which must be
there, what they may hold.
"""

import json
import re
from typing import Any
from urllib.parse import unquote

import attrs
import jsonschema
import pytest

import planrules
from planrules import Assessment, Place, check_report
from planrules.text import printable
from tests.exceptions import (
    DAY,
    HOSTILE,
    PLAN,
    exceptional,
    hostile,
    own_rule,
    passing_rule,
    with_findings,
)

TEXT = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: str, **properties: object) -> dict[str, Any]:
    """Return a schema of an object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def listed(items: object, **more: object) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


BAG = {
    "type": "object",
    "properties": {"tags": listed(TEXT, uniqueItems=True)},
}
WORDS = closed("text", text=TEXT, markdown=TEXT)
DESCRIPTOR = closed(
    "id",
    id=TEXT,
    name=TEXT,
    shortDescription=WORDS,
    fullDescription=WORDS,
    help=WORDS,
    defaultConfiguration=closed("", level=LEVEL),
    properties={
        **BAG,
        "required": ["problem.severity"],
        "properties": {
            **BAG["properties"],  # type: ignore[dict-item]  # a schema is a mapping
            "problem.severity": {"enum": ["error", "warning", "recommendation"]},
        },
    },
)
LOCATION = closed(
    "physicalLocation",
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=closed(
            "uri",
            uri={"type": "string", "pattern": r"^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$"},
            uriBaseId={"const": "%SRCROOT%"},
        ),
        region=closed(
            "startLine",
            startLine={"type": "integer", "minimum": 1},
            startColumn={"type": "integer", "minimum": 1},
        ),
    ),
)
RESULT = closed(
    "message",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=closed("text", text=TEXT),
    locations=listed(LOCATION, minItems=1, maxItems=1),
    partialFingerprints={
        "type": "object",
        "additionalProperties": {"type": "string"},
        "propertyNames": {"pattern": "^(?:[a-z]+/v[1-9][0-9]*|primaryLocationLineHash)$"},
    },
    suppressions=listed(
        closed(
            "kind",
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
            justification=TEXT,
        ),
        uniqueItems=True,
    ),
    properties=BAG,
)
LANGUAGE = {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"}
LOG = closed(
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=listed(
        closed(
            "tool",
            tool=closed(
                "driver",
                driver=closed(
                    "name",
                    name=TEXT,
                    version=TEXT,
                    language=LANGUAGE,
                    rules=listed(DESCRIPTOR, uniqueItems=True),
                ),
            ),
            language=LANGUAGE,
            automationDetails=closed("", id={"type": "string", "pattern": "^[^/]+(/[^/]+)*/$"}),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            results=listed(RESULT),
            properties=BAG,
        ),
        minItems=1,
        maxItems=1,
    ),
)


def run_of(assessment: Assessment, language: str = "vi") -> Any:  # noqa: ANN401 - JSON
    """Return the one run of a log, once it keeps to the rules."""
    log = json.loads(check_report(assessment, form="sarif", language=language))
    jsonschema.Draft202012Validator(LOG).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result.get("locations", ()):
            artifact = location["physicalLocation"]["artifactLocation"]
            is_relative = not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", artifact["uri"])
            assert is_relative is ("uriBaseId" in artifact)
    assert len({"suppressions" in result for result in run["results"]}) <= 1
    return run


def at(file: str) -> Any:  # noqa: ANN401 - JSON
    """Return the artifact location of a finding in a file."""
    found = exceptional()
    finding = attrs.evolve(found.findings[1], place=Place(file, 2, 3))
    (result,) = run_of(with_findings(found, (finding,)))["results"]
    return result["locations"][0]["physicalLocation"]["artifactLocation"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_log_keeps_to_the_rules_whatever_a_stranger_wrote(text: str, language: str) -> None:
    assessment = hostile(text)
    run = run_of(assessment, language)
    assert len(run["results"]) == len(assessment.findings)


def test_a_result_says_what_where_and_how_grave() -> None:
    run = run_of(exceptional())
    results = {
        (result["ruleId"], result["properties"]["subject"]["id"]): result
        for result in run["results"]
    }
    plain = results["XYZ002", "lap-danh-sach"]
    assert plain["level"] == "warning"
    assert plain["message"]["text"] == "IV.1.2: Chưa giao ai chủ trì."
    (location,) = plain["locations"]
    assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == (
        "ke-hoach/Chưa giao ai chủ trì.toml"
    )
    assert location["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 3}
    assert "locations" not in results["XYZ002", "sua-nha"]
    assert results["XYZ003", "lap-danh-sach"]["level"] == "note"
    assert run["properties"] == {
        "plan": "vi-du",
        "as_of": "2025-03-01",
        "digest": planrules.check_data(exceptional(), language="vi")["digest"],
        "known": 1,
    }


def test_what_is_waived_is_suppressed_and_nothing_else_is() -> None:
    assessment = exceptional()
    found = zip(assessment.findings, run_of(assessment)["results"], strict=True)
    for finding, result in found:
        assert len(result["suppressions"]) == (finding.waiver is not None)
    (waived,) = (r for r in run_of(assessment)["results"] if r["suppressions"])
    assert waived["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": (
                "Lý do: Chưa giao ai chủ trì; Cơ quan chấp thuận: UBND xã Ví Dụ (Chủ tịch); "
                "Văn bản: 12/UBND-VX; Hiệu lực: từ ngày 01/02/2025 đến hết ngày 31/12/2025"
            ),
        }
    ]


def test_a_run_without_findings_lists_the_rules_that_were_asked() -> None:
    rules = [passing_rule(), *planrules.chosen(planrules.CATALOGUE, select=["TRC006", "RES005"])]
    run = run_of(planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=rules))
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["RES005", "TRC006", "XYZ004"]


def test_a_rule_is_described_from_the_same_words_as_explain() -> None:
    (rule,) = planrules.chosen(planrules.CATALOGUE, select=["TIM009"])
    found = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=[rule])
    (described,) = run_of(found, "en")["tool"]["driver"]["rules"]
    assert described["shortDescription"]["text"] == rule.title.en
    assert described["fullDescription"]["text"] == rule.why.en
    assert f"What to do: {rule.help.en}" in described["help"]["text"]
    assert "**Fails**\n\n```toml\nformat = 1" in described["help"]["markdown"]
    assert described["properties"] == {
        "tags": list(rule.tags),
        "problem.severity": "warning",
    }


def test_a_rule_that_was_not_asked_is_described_as_well_as_can_be() -> None:
    found = exceptional()
    rules = {
        rule["id"]: rule
        for rule in run_of(attrs.evolve(found, rules=()))["tool"]["driver"]["rules"]
    }
    assert set(rules) == {"MET003", "XYZ001", "XYZ002", "XYZ003"}
    assert rules["MET003"]["name"] == "rule-errored"
    assert rules["XYZ001"]["help"]["text"] == "Chưa giao ai chủ trì."
    assert rules["XYZ003"]["defaultConfiguration"] == {"level": "note"}


def test_a_severity_that_was_overridden_is_the_level_of_rule_and_result() -> None:
    found = planrules.assess(
        planrules.loads(PLAN),
        as_of=DAY,
        rules=[own_rule("XYZ001", planrules.Severity.ERROR)],
        severities={"XYZ001": planrules.Severity.INFO},
    )
    run = run_of(found)
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"]["level"] == "note"
    assert {result["level"] for result in run["results"]} == {"note"}


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("plans/a b/plan.toml", "plans/a%20b/plan.toml"),
        ("./plan.toml", "plan.toml"),
        ("../plan.toml", "../plan.toml"),
        ("kế hoạch.toml", "k%E1%BA%BF%20ho%E1%BA%A1ch.toml"),
        ("plans\\plan.toml", "plans/plan.toml"),
        ("a:b#c?d%e.toml", "a%3Ab%23c%3Fd%25e.toml"),
        ("\udcff.toml", "%FF.toml"),
        ("\ud800.toml", "%EF%BF%BD.toml"),
    ],
)
def test_a_relative_path_is_a_relative_uri_under_the_base(file: str, uri: str) -> None:
    assert at(file) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("/srv/kh 1/plan.toml", "file:///srv/kh%201/plan.toml"),
        ("D:\\kh\\plan.toml", "file:///D:/kh/plan.toml"),
        ("\\\\may-chu\\kh\\plan.toml", "file://may-chu/kh/plan.toml"),
    ],
)
def test_an_absolute_path_is_a_whole_uri(file: str, uri: str) -> None:
    assert at(file) == {"uri": uri}


def test_nothing_in_a_message_is_a_placeholder_or_a_link() -> None:
    (text,) = {
        result["message"]["text"]
        for result in run_of(hostile("{0} [a](1)"))["results"]
        if result["ruleId"] == "XYZ003"
    }
    assert text == "IV.1.2: {{0}} [a] (1)."


def test_a_place_before_the_first_line_is_the_first() -> None:
    found = exceptional()
    finding = attrs.evolve(found.findings[1], place=Place("a.toml", 0, 0))
    (result,) = run_of(with_findings(found, (finding,)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1}


@pytest.mark.parametrize("text", ["\u202e", "\x00", "\n"])
def test_what_a_stranger_wrote_is_spelled_out(text: str) -> None:
    report = check_report(hostile(f"a{text}b"), form="sarif")
    assert f"a{printable(text)}b".replace("\\", "\\\\") in report
