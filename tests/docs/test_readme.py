"""The README's examples do what they say."""

import re
import shlex
from pathlib import Path

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
    (text,) = blocks("toml")
    plan = planrules.loads(text)
    from datetime import date

    findings = planrules.assess(plan, as_of=date(2025, 2, 1)).findings
    assert sorted(f.code for f in findings) == ["IND003", "ORG006", "RES002", "RES006", "TIM003"]
    (error,) = [f for f in findings if f.severity is planrules.Severity.ERROR]
    assert error.code == "TIM003"
    mended = planrules.loads(text.replace("due = 2026-04-21", "due = 2025-04-21"))
    assert not planrules.assess(mended, as_of=date(2025, 2, 1)).reaches(planrules.Severity.ERROR)


def test_the_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own example
    printed = capsys.readouterr().out
    assert "Chưa nêu cơ quan chủ trì" in printed
    assert printed.splitlines()[-3:] == ["2024-05-01 17", "2024-12-01 15", "2025-07-01 6"]


@pytest.mark.parametrize("block", blocks("console"))
def test_the_commands_print_what_the_readme_shows(
    block: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "plans").symlink_to(ROOT / "plans")
    (tmp_path / "ke-hoach.toml").write_text(blocks("toml")[0], "utf-8")
    monkeypatch.chdir(tmp_path)
    first, *shown = block.strip().splitlines()
    program, *arguments = shlex.split(first.removeprefix("$ "))
    assert program == "planrules"
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (0, 1), result.stderr
    printed = iter(result.stdout.splitlines())
    for line in shown:
        if line not in {"…", ""}:
            assert line in printed, f"the README shows {line!r}, which is not printed here"


def test_every_command_and_option_of_the_readme_exists() -> None:
    for command in ("check", "show", "trace", "rules", "explain", "new", "schema"):
        assert f"planrules {command}" in README
    options = set(re.findall(r"`(--[a-z-]+)", README))
    known = {name for c in main.commands.values() for p in c.params for name in p.opts}
    assert options <= known
