"""The examples of docs/writing-rules.md do what they say."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import planrules
from planrules.cli import main
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.expressions.functions import FUNCTIONS
from planrules.rules.testing import run_tests
from planrules.source.rulebook import packs

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
FIRST, OFFICES, PACKS, WAIVERS = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one, with the plan of the README and the first rule."""
    (plan, *_) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "plan.toml").write_text(plan, "utf-8")
    (tmp_path / "rules.toml").write_text(FIRST, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("block", re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL))
@pytest.mark.usefixtures("folder")
def test_the_commands_print_what_the_page_shows(block: str) -> None:
    command, *shown = block.rstrip().splitlines()
    result = CliRunner().invoke(main, shlex.split(command.removeprefix("$ planrules ")))

    printed = result.stdout.splitlines()
    if "…" in shown:
        shown = shown[: shown.index("…")]
        printed = printed[: len(shown)]
    assert printed == shown
    assert result.stderr == ""


def test_the_rules_of_offices_are_rules(folder: Path) -> None:
    (folder / "rules.toml").write_text(OFFICES, "utf-8")
    asked = planrules.rules_of(planrules.load("."))

    assert asked.own == ("HUY010", "HUY011", "HUY012", "HUY013")
    counts = {
        count.code: (count.passed, count.failed, count.not_applicable, count.errored)
        for count in planrules.assess(planrules.load("."), as_of=date(2026, 6, 1)).counts
    }
    assert counts["HUY010"] == (0, 0, 2, 0)
    assert counts["HUY011"] == (3, 0, 0, 0)
    assert counts["HUY012"] == (1, 0, 0, 0)
    assert counts["HUY013"] == (0, 2, 0, 0)


def test_what_a_late_obligation_is_called(folder: Path) -> None:
    (folder / "rules.toml").write_text(OFFICES, "utf-8")
    assessment = planrules.assess(planrules.load("."), as_of=date(2026, 6, 1))
    late = [finding for finding in assessment.findings if finding.code == "HUY013"]

    assert [finding.message.text("en") for finding in late] == [
        "ubnd-xa is late by 291 working days (once)",
        "truong is late by 26 working days (once)",
    ]
    assert [finding.place and finding.place.line for finding in late] == [50, 60]


def test_the_pack_file_asks_its_packs_alone(folder: Path) -> None:
    (folder / "rules.toml").write_text(PACKS, "utf-8")
    asked = {rule.code: rule for rule in planrules.rules_of(planrules.load(".")).rules}

    assert {"TIM001", "NDC001", "TIM008", "MET001"} <= asked.keys()
    assert asked.keys().isdisjoint({"RES002", "STR006", "STR007"})
    assert asked["TIM001"].severity is planrules.Severity.ERROR


def test_the_waiver_accepts_a_finding(folder: Path) -> None:
    (folder / "rules.toml").write_text(WAIVERS, "utf-8")
    assessment = planrules.assess(planrules.load("."), as_of=date(2025, 2, 1))

    assert [(f.code, f.subject.id) for f in assessment.waived] == [("RES002", "ngay-hoi")]
    assert not any(finding.code.startswith("MET") for finding in assessment.findings)


def test_the_baseline_leaves_nothing_new(folder: Path) -> None:
    record, compare = re.findall(r"^    planrules (check .*)$", TEXT, re.MULTILINE)
    CliRunner().invoke(main, shlex.split(record))
    result = CliRunner().invoke(main, shlex.split(compare))
    assert (folder / "moc.json").exists()
    assert "TIM003" not in result.stdout
    assert result.exit_code == 0


def test_the_page_names_every_pack_function_and_family() -> None:
    for name in (*packs(), *FUNCTIONS, *{rule.code[:3] for rule in CATALOGUE}):
        assert f"`{name}" in TEXT, name


@pytest.mark.parametrize("name", packs())
def test_the_tests_of_the_packs_pass(name: str) -> None:
    file = ROOT / "src" / "planrules" / "rules" / "packs" / f"{name}.toml"
    asked = planrules.load_rules(file)

    assert all(result.is_good for result in run_tests(asked.tests))
    assert {trial.rule.code for trial in asked.tests} == set(asked.own)


def test_the_rule_in_python_is_a_rule(folder: Path) -> None:
    (folder / "rules.toml").unlink()
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    made: dict[str, planrules.Rule] = {}
    exec(compile(code, "writing-rules.md", "exec"), made)  # noqa: S102 - our own example
    plan = planrules.load(".")
    rules = planrules.rules_of(plan, more=[made["RULE"]])
    found = planrules.assess(plan, as_of=date(2025, 2, 1), rules=rules).findings

    assert [f.message.text("en") for f in found if f.code == "HUY500"] == [
        "“Mua bổ sung sách cho thư viện” has no note",
        "“Tổ chức ngày hội đọc sách” has no note",
    ]
