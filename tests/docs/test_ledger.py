"""The examples of docs/ledger.md do what they say."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import planrules
from planrules.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "ledger.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture(autouse=True)
def _with_plans_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)


def test_the_file_is_a_file_of_the_ledger() -> None:
    (text,) = blocks("toml")
    folder = Path("plans/nha-van-hoa/ledger")
    folder.mkdir()
    (folder / "so.toml").write_text(text, "utf-8")
    ledger = planrules.load("plans/nha-van-hoa").ledger

    assert [entry.state for entry in ledger.entries] == [planrules.State.DONE]
    assert [str(measurement.value) for measurement in ledger.measurements] == ["1"]


@pytest.mark.parametrize(
    ("block", "status"),
    [*zip(blocks("console"), [0, 2, 2, 2], strict=True)],
    ids=["0", "1", "2", "3"],
)
def test_the_commands_print_what_the_page_shows(block: str, status: int) -> None:
    command, *shown = block.splitlines()
    program, *arguments = shlex.split(command.removeprefix("$ "))
    result = CliRunner().invoke(main, arguments)

    assert program == "planrules"
    assert (result.stderr if status else result.stdout).splitlines() == shown
    assert result.exit_code == status


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    exec(compile(code, "ledger.md", "exec"), {})  # noqa: S102 - our own example

    assert capsys.readouterr().out.splitlines() == [
        "plans/nha-van-hoa/ledger/chung-once.toml [1]",
        "1",
    ]


def test_every_key_of_the_tables_is_named() -> None:
    for kind in (planrules.Entry, planrules.Measurement, planrules.Extension):
        for field in kind.__attrs_attrs__:
            assert f"`{field.name}`" in TEXT
