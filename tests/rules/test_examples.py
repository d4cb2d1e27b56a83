"""Every rule on its case files: what fails, what passes, what is not its business."""

from collections import Counter
from pathlib import Path

import pytest

from planrules.rules.catalogue import CATALOGUE
from planrules.rules.rule import Rule
from planrules.source.examples import Outcome, examples_of, read_examples, rule_examples
from tests.conftest import Golden
from tests.rules.cases import CASES, RULES, RuleCase

#: Rules of which what to do is golden as well, since it differs from case to case.
WITH_HELP = ("ORG005", "TIM007", "TIM011", "TIM014", "TIM015", "TIM017")
FAMILIES = sorted({rule.code[:3] for rule in RULES})


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: RuleCase, tmp_path: Path) -> None:
    """A rule finds exactly what its case expects, and its messages can be read."""
    result = case.run(tmp_path)

    count = result.counts[case.rule.code]
    found = Counter((finding.subject.id, finding.key) for finding, _ in result.found)
    assert found == Counter((expected.subject, expected.key) for expected in case.example.expect)
    assert (count.failed > 0, count.errored) == (case.example.outcome is Outcome.FAIL, 0)
    if case.example.outcome is Outcome.PASS:
        assert count.passed > 0
    if case.example.outcome is Outcome.NOT_APPLICABLE:
        assert count.passed == 0
        assert count.not_applicable > 0
    for finding, _ in result.found:
        vi, en = (finding.message.text(language) for language in ("vi", "en"))
        assert vi != en
        assert vi.endswith(".")
        assert not en.endswith(".")
        assert "{" not in vi + en


@pytest.mark.parametrize("code", WITH_HELP)
def test_the_sentences_of_a_rule_are_golden(code: str, golden: Golden, tmp_path: Path) -> None:
    """What it says of each failing case, and what to do, in both languages."""
    lines = []
    for case in CASES:
        if case.rule.code == code and case.example.outcome is Outcome.FAIL:
            lines.append(case.example.name)
            for finding, _ in case.run(tmp_path).found:
                for said in (finding.message, finding.help):
                    lines += [f"  {said.text(language)}" for language in ("vi", "en")]
    golden(f"sentences/{code}.txt", "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_messages_of_a_family_are_golden(family: str, golden: Golden, tmp_path: Path) -> None:
    """What each of its other rules says of each failing case, of what, and of which field."""
    lines = []
    for case in CASES:
        code = case.rule.code
        is_new = code.startswith(family) and code not in WITH_HELP
        if is_new and case.example.outcome is Outcome.FAIL:
            lines.append(f"{code} {case.example.name}")
            for finding, hit in case.run(tmp_path).found:
                field = ".".join(map(str, hit.at))
                about = f"{finding.subject.kind} {finding.subject.id}"
                lines.append(f"  {about}, {field}" if field else f"  {about}")
                lines += [f"  {finding.message.text(language)}" for language in ("vi", "en")]
    golden(f"messages/{family}.txt", "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_examples(rule: Rule) -> None:
    """At least one plan fails and one passes; the first of each are the documented ones."""
    outcomes = {example.outcome for example in examples_of(rule.code)}

    fails, passes = rule_examples(rule.code)

    assert {Outcome.FAIL, Outcome.PASS} <= outcomes
    assert "format = 1\n" in fails
    assert "format = 1\n" in passes
    assert fails != passes


def test_documented_examples_are_short() -> None:
    """What people are shown fits a screen."""
    for rule in RULES:
        for text in rule_examples(rule.code):
            assert len(text.splitlines()) <= 45, rule.code


def test_documented_examples_show_the_text() -> None:
    """The official text stands as a comment behind a plan that names it."""
    fails, _ = rule_examples("TRC005")

    assert "\n# document.txt:\n#\n# KẾ HOẠCH\n" in fails


def test_a_rule_without_case_file_has_no_examples() -> None:
    assert rule_examples("MET003") == ("", "")
    assert examples_of("ABC999") == ()


def test_documented_examples_say_what_is_asked() -> None:
    """The day and the drafts that are named stand above a plan that is looked at with them."""
    fails, _ = rule_examples("TRK012")

    assert fails.startswith("# --as-of 2024-05-20 --with phu-luc\n\nformat = 1\n")


def test_names_of_cases_are_sentences_of_their_own() -> None:
    """Within a rule no two cases bear one name."""
    names = Counter(str(case) for case in CASES)

    assert [name for name, count in names.items() if count > 1] == []
    assert all(case.example.name.replace("-", "").isalpha() for case in CASES)


def test_every_case_file_belongs_to_a_rule() -> None:
    folder = Path(__file__).parents[2] / "src" / "planrules" / "rules" / "examples"
    codes = {rule.code for rule in CATALOGUE}

    assert {file.stem for file in folder.glob("*.toml")} <= codes


def test_reading_cases() -> None:
    """Failing cases come first; the day, the text and the findings are optional."""
    text = """
        [[pass]]
        name = "fine"
        plan = "format = 1"

        [[fail]]
        name = "wrong"
        as_of = 2025-01-01
        plan = "format = 2"
        document = "I. MỤC"
        expect = [{ subject = "a" }, { subject = "b", key = "c" }]
    """

    wrong, fine = read_examples(text)

    assert (wrong.outcome, fine.outcome) == (Outcome.FAIL, Outcome.PASS)
    assert (wrong.as_of.isoformat(), fine.as_of.isoformat()) == ("2025-01-01", "2024-05-01")
    assert [(found.subject, found.key) for found in wrong.expect] == [("a", None), ("b", "c")]
    assert (wrong.document, fine.document, fine.expect) == ("I. MỤC", None, ())
    assert fine.text() == "format = 1\n"
    assert wrong.text() == "# --as-of 2025-01-01\n\nformat = 2\n\n# document.txt:\n#\n# I. MỤC\n"
