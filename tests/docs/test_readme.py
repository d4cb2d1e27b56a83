"""The README's examples do what they say."""

import re
import shlex
from datetime import date
from itertools import groupby
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import planrules
from planrules.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_example_plan_is_whole_and_finds_what_the_readme_says() -> None:
    text = blocks("toml")[0]
    plan = planrules.loads(text)

    findings = planrules.assess(plan, as_of=date(2025, 2, 1)).findings
    assert sorted(f.code for f in findings) == ["IND003", "ORG006", "RES002", "RES006", "TIM003"]
    (error,) = [f for f in findings if f.severity is planrules.Severity.ERROR]
    assert error.code == "TIM003"
    mended = planrules.loads(text.replace("due = 2026-04-21", "due = 2025-04-21"))
    assert not planrules.assess(mended, as_of=date(2025, 2, 1)).reaches(planrules.Severity.ERROR)


def test_the_pieces_fit_into_the_example_plan() -> None:
    whole, pieces, *_ = blocks("toml")
    plan = planrules.loads(f"{whole}\n{pieces}")
    errors = [
        finding.code
        for finding in planrules.assess(plan, as_of=date(2025, 2, 1)).findings
        if finding.severity is planrules.Severity.ERROR
    ]
    assert errors == ["TIM003"]
    assert [unit.id for unit in plan.members("cac-thon", on=date(2025, 8, 1))] == ["thon-moi"]


def test_the_amendment_mends_the_example_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(blocks("toml")[0], "utf-8")
    (tmp_path / "amendments").mkdir()
    (tmp_path / "amendments" / "1.toml").write_text(blocks("toml")[2], "utf-8")
    plan = planrules.load(tmp_path)
    grave = planrules.Severity.ERROR
    late = planrules.chosen(planrules.CATALOGUE, select=["TIM003"])
    assert planrules.assess(plan, as_of=date(2025, 2, 28), rules=late).reaches(grave)
    assert not planrules.assess(plan, as_of=date(2025, 3, 1), rules=late).reaches(grave)


def test_the_rule_is_the_first_of_the_page_on_rules() -> None:
    page = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
    rule = blocks("toml")[3].removeprefix("format = 1\n\n")
    assert rule in page


def test_the_vietnamese_task_is_a_task() -> None:
    bodies = "".join(
        f'[[unit]]\nid = "{id}"\nname = "{id}"\n' for id in ("ubnd-xa", "truong", "doan-xa")
    )
    head = 'format = 1\n[plan]\nid = "a"\ntitle = "Kế hoạch"\n'
    (task,) = planrules.loads(f"{head}{bodies}{blocks('toml')[4]}").tasks
    assert task.quote == "mua bổ sung sách"


def test_the_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own example
    printed = capsys.readouterr().out
    assert "Chưa nêu cơ quan chủ trì" in printed
    assert printed.splitlines()[-3:] == ["2024-05-01 17", "2024-12-01 15", "2025-07-01 6"]


#: In what each command that the README shows ends: it says so of the example plan.
STATUSES = {
    "planrules check plans/van-quan-27ct --as-of 2025-07-01 --select ORG005": 1,
    "planrules check ke-hoach.toml --as-of 2025-02-01 --lang en": 1,
    "planrules schedule plans/nha-van-hoa --as-of 2026-03-02": 0,
    "planrules obligations plans/nha-van-hoa --as-of 2026-04-13 --unit phong-kinh-te": 0,
    "planrules status plans/so-hoa-ho-so --as-of 2025-07-15": 0,
    "planrules status plans/so-hoa-ho-so --as-of 2025-07-15 --unit van-phong": 0,
    "planrules feeds plans/nha-van-hoa --out lich --url https://lich.example.vn/ "
    "--as-of 2026-03-02 --lang en": 0,
    "planrules diff examples/doc-sach --with du-thao-2 --as-of 2026-05-10": 0,
    "planrules new plans/van-quan-27ct/document.txt --out plan-moi": 0,
}


def run_block(block: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], int]:
    """Return what the command of a block prints, and its exit status."""
    for name in ("plans", "examples"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "ke-hoach.toml").write_text(blocks("toml")[0], "utf-8")
    monkeypatch.chdir(folder)
    program, *arguments = shlex.split(block.splitlines()[0].removeprefix("$ "))
    assert program == "planrules"
    result = CliRunner().invoke(main, arguments)
    return result.stdout.splitlines(), result.exit_code


def runs_of(shown: list[str]) -> list[list[str]]:
    """Return the runs of lines between ellipses."""
    return [list(lines) for elided, lines in groupby(shown, lambda line: line == "…") if not elided]


@pytest.mark.parametrize("block", blocks("console"))
def test_the_commands_print_what_the_readme_shows(
    block: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printed, status = run_block(block, tmp_path, monkeypatch)
    first, *shown = block.strip().splitlines()
    assert status == STATUSES[first.removeprefix("$ ")]
    at = 0
    for run in runs_of([line.rstrip() for line in shown]):
        size = len(run)
        places = [start for start in range(at, len(printed)) if printed[start:][:size] == run]
        assert places, f"the README shows {run!r}, which is not printed so"
        at = places[0] + size


def test_every_status_stands_for_a_block() -> None:
    commands = {block.splitlines()[0].removeprefix("$ ") for block in blocks("console")}
    assert commands == set(STATUSES)
    assert "ends in 1" in README


def test_the_findings_at_the_top_are_those_of_the_whole_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (block,) = (block for block in blocks("console") if "--select ORG005" in block)
    printed, _ = run_block(block, tmp_path, monkeypatch)
    golden = ROOT / "tests" / "golden" / "check" / "van-quan-2025-07-01.vi.txt"
    found = [line for line in printed if " ORG005 " in line]
    assert found == [line for line in golden.read_text("utf-8").splitlines() if " ORG005 " in line]
    assert all(line in found for line in block.splitlines()[1:] if " ORG005 " in line)


def test_no_placeholder_is_left() -> None:
    assert re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", README) == []


def test_every_command_and_option_of_the_readme_exists() -> None:
    for command in (
        "check",
        "show",
        "trace",
        "status",
        "rules",
        "explain",
        "test-rules",
        "new",
        "schema",
        "diff",
        "consolidate",
        "feeds",
    ):
        assert f"planrules {command}" in README
    options = set(re.findall(r"`(--[a-z-]+)", README))
    context = click.Context(main)
    commands = [main.get_command(context, name) for name in main.list_commands(context)]
    known = {name for c in commands if c for p in c.params for name in p.opts}
    assert options <= known
