"""What docs/amendments.md shows runs, and its keys are those that there are."""

import re
import shlex
import shutil
from datetime import date
from itertools import groupby
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import planrules
from planrules.cli import main
from planrules.model.amendment import Additions, AmendmentHeader, Change, Ending, Replacement
from planrules.model.fields import key_of, written
from planrules.source.faults import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "amendments.md").read_text("utf-8")
EXAMPLE = ROOT / "examples" / "doc-sach"
FIRST, MORE = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def test_the_first_example_is_the_one_that_lies_there() -> None:
    assert (EXAMPLE / "amendments" / "sua-doi-1.toml").read_text("utf-8") == FIRST


def test_the_other_fits_the_same_plan(tmp_path: Path) -> None:
    folder = tmp_path / "doc-sach"
    shutil.copytree(EXAMPLE, folder)
    (folder / "amendments" / "sua-doi-3.toml").write_text(MORE, "utf-8")
    plan = planrules.load(folder)

    summer, autumn = (
        planrules.consolidate(plan, as_of=day) for day in (date(2026, 7, 1), date(2026, 9, 1))
    )
    assert summer.review == "Sơ kết 6 tháng, tổng kết năm"
    assert summer.bases[0].issuer == "ubnd-xa"
    assert len(summer.members("cac-thon", on=date(2026, 7, 1))) == 3
    leads = [[held.who for held in one.row("bao-cao").lead] for one in (summer, autumn)]  # type: ignore[attr-defined]  # a task
    assert leads == [["phong-van-hoa"], ["truong"]]
    assert planrules.consolidate(plan, as_of=date(2026, 6, 30)).review is None


@pytest.mark.parametrize("block", re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL))
def test_the_commands_print_what_the_page_shows(
    block: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    command, *shown = block.rstrip().splitlines()
    result = CliRunner().invoke(main, shlex.split(command.removeprefix("$ planrules ")))
    assert result.exit_code == 0
    printed, at = result.stdout.splitlines(), 0
    for elided, lines in groupby(shown, lambda line: line == "…"):
        if elided:
            continue
        run = list(lines)
        places = [i for i in range(at, len(printed)) if printed[i : i + len(run)] == run]
        assert places, f"the page shows {run!r}, which is not printed so"
        at = places[0] + len(run)


def test_the_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(compile(code, "amendments.md", "exec"), {})  # noqa: S102 - our own example
    head, *changed, found, source = capsys.readouterr().out.splitlines()
    assert head == "# Hợp nhất tính đến 10/5/2026"
    assert len(changed) == 5
    assert changed[1] == "mua-sach duration 30wd 45wd"
    assert found == "['TIM004'] 12"
    assert source == "31/KH-UBND 2026-04-01"


def test_the_keys_are_those_that_there_are() -> None:
    table = TEXT.split("| table | key | |")[1].split("\n\n")[0]
    told: dict[str, set[str]] = {}
    name = ""
    for line in table.splitlines()[2:]:
        _, first, cell, *_ = line.split("|")
        name = first.strip(" `") or name
        told.setdefault(name, set()).update(re.findall(r"`([a-z_]+)", cell))
    keys = {
        name: {key_of(field.name) for field in written(kind)}
        for name, kind in (
            ("[amendment]", AmendmentHeader),
            ("[[change]]", Change),
            ("[[replace]]", Replacement),
            ("[[end]]", Ending),
        )
    }
    assert {name: told[name] for name in keys} == keys
    (added,) = (line for line in table.splitlines() if "[[add.TABLE]]" in line)
    tables = {field.name for field in attrs.fields(Additions)}
    assert set(re.findall(r"`([a-z_]+)`", added)) == tables | {"since"}


def test_every_conflict_is_told() -> None:
    assert re.findall(r"^\| `(AMD\d+)`", TEXT, re.MULTILINE) == sorted(
        code for code in SENTENCES if code.startswith("AMD")
    )
