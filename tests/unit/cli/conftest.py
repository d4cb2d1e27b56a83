"""How the tests of the command line run it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema
import pytest
from click.testing import CliRunner, Result

from planrules.cli import main

ROOT = Path(__file__).resolve().parents[3]

Run: TypeAlias = Callable[..., Result]
Trace: TypeAlias = Callable[..., Result]
Process: TypeAlias = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(name="run")
def fixture_run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return ``run(*arguments)``, which runs a command in this process from the project's root."""
    monkeypatch.chdir(ROOT)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture(name="process")
def fixture_process() -> Process:
    """Return ``process(*arguments)``, which runs a command as a whole process."""

    def process(*arguments: object, cwd: Path = ROOT, **environment: str) -> Any:  # noqa: ANN401 - its type is the alias above
        return subprocess.run(
            [sys.executable, "-c", "from planrules.cli import main; main()", *map(str, arguments)],
            cwd=cwd,
            capture_output=True,
            check=False,
            timeout=60,
            env={**os.environ, **environment},  # noqa: TID251 - handed on to the process
        )

    return process


@pytest.fixture(name="data")
def fixture_data(run: Run) -> Callable[..., Any]:
    """Return ``data(*arguments)``, which runs a command and reads its JSON."""

    def data(*arguments: object) -> Any:  # noqa: ANN401 - JSON
        result = run(*arguments, "--format", "json")
        assert result.exit_code in (0, 1), result.stderr
        return json.loads(result.stdout)

    return data


@pytest.fixture(name="trace")
def fixture_trace(run: Run, tmp_path: Path) -> Trace:
    """Return ``trace(text, id, *options)``, which traces an id in the plan of a text."""

    def trace(text: str, *arguments: str) -> Result:
        plan = tmp_path / "ke-hoach.toml"
        header = 'format = 1\n[plan]\nid = "ke-hoach"\ntitle = "Kế hoạch"\n'
        plan.write_text(header + text, "utf-8")
        return run("trace", plan, *arguments, "--as-of", "2025-03-01")

    return trace


def part(result: Result, heading: str) -> list[str]:
    """Return the lines under a heading."""
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    rest = lines[lines.index(heading) + 1 :]
    return [line.strip() for line in rest[: next(iter(_ends(rest)), len(rest))]]


def _ends(lines: list[str]) -> list[int]:
    return [index for index, line in enumerate(lines) if not line.startswith("  ")]


def valid(run: Run, result: Result) -> Any:  # noqa: ANN401 - JSON
    """Return what a command printed as JSON, once it is as the schema says."""
    data = json.loads(result.stdout)
    schema = json.loads(run("schema", "--kind", "trace").stdout)
    jsonschema.Draft202012Validator(schema).validate(data)
    return data
