"""How the tests of the command line run it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

from planrules.cli import main

ROOT = Path(__file__).resolve().parents[3]

Run: TypeAlias = Callable[..., Result]
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
