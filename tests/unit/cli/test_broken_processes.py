"""The command line on broken files: located faults and status 2, or a normal report."""

import re
import shutil
from pathlib import Path
from random import Random

import pytest

from tests.properties.test_broken_inputs import FILES, MUTATIONS, OUTSIDE
from tests.unit.cli.conftest import ROOT, Process, Run

COMMANDS = (
    ("check", "--as-of", "2024-05-01", "--table"),
    ("check", "--as-of", "2025-07-01", "--format", "json"),
    ("show", "--as-of", "2024-12-01"),
    ("trace", "IV.1.2", "--as-of", "2024-12-01"),
)
FAULT = re.compile(r"\S.*:[1-9][0-9]*:[1-9][0-9]*: fault [A-Z]{3}[0-9]{3} \S")


@pytest.mark.parametrize("seed", range(30))
def test_a_broken_workspace_ends_in_located_faults_or_a_report(
    seed: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(1000 + seed)
    (tmp_path / "outside.txt").write_text(OUTSIDE, encoding="utf-8")
    (tmp_path / "outside.toml").write_text(f'format = 1\nx = "{OUTSIDE}"', encoding="utf-8")
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    (tmp_path / "plans" / "link.txt").symlink_to("../outside.txt")
    (tmp_path / "plans" / "units" / "link.toml").symlink_to("../../outside.toml")
    broken = tmp_path / "plans" / random.choice(FILES)
    mutation = MUTATIONS[seed % len(MUTATIONS)]
    broken.write_bytes(mutation(random, broken.read_bytes()))

    command, *options = random.choice(COMMANDS)
    monkeypatch.chdir(tmp_path)
    result = run(command, "plans/van-quan-27ct", *options)

    output, errors = result.stdout, result.stderr
    assert OUTSIDE not in output + errors
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 2:
        assert output == ""
        *faults, _ = errors.splitlines()
        # An id or clause that the change took away is not there to be traced.
        assert all(FAULT.match(line) for line in faults) or command == "trace"
    else:
        assert result.exit_code in (0, 1)
        assert output != ""
        assert errors == ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty", b""),
        ("noise", bytes(range(256)) * 40),
        ("nested", b"x = " + b"[" * 100_000),
        ("dotted", b"a." * 100_000 + b"a = 1"),
        ("digits", b"format = " + b"9" * 100_000),
        ("lines", b"a\n" * 200_000),
        ("strings", b'a = "' + b"x" * 5_000_000 + b'"'),
    ],
)
def test_a_file_that_is_no_plan_is_refused_at_once(
    name: str, data: bytes, process: Process, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.toml"
    file.write_bytes(data)
    result = process("check", file)
    assert result.returncode == 2
    assert result.stdout == b""
    assert f"{file}:".encode() in result.stderr
    assert b"Traceback" not in result.stderr
