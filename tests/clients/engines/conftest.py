"""Engines that read calendars, none of which is ours: ical.js in node, and vobject."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.clients.folders import FOLDERS, INSTALLED
from tests.clients.reading import Reading

HERE = Path(__file__).parent
#: How long an engine may take over a folder, in seconds.
PATIENCE = 120

#: Reads feeds, and returns a reading of each.
Engine = Callable[[Sequence[Path]], list[Reading]]


def _run(command: list[str], feeds: Sequence[Path], **environment: str) -> list[Reading]:
    done = subprocess.run(
        [*command, *map(str, feeds)],
        env={"PATH": os.defpath, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def _by_ical_js(feeds: Sequence[Path]) -> list[Reading]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    if not (INSTALLED / "node" / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js is not installed: make test-clients does it")
    return _run([node, str(HERE / "read.mjs"), str(INSTALLED / "node")], feeds)


def _by_vobject(feeds: Sequence[Path]) -> list[Reading]:
    installed = INSTALLED / "engines"
    if not (installed / "vobject").is_dir():
        pytest.skip("vobject is not installed: make test-clients does it")
    command = [sys.executable, "-W", "ignore", str(HERE / "read_vobject.py")]
    return _run(command, feeds, PYTHONPATH=str(installed))


ENGINES: Mapping[str, Engine] = MappingProxyType({"ical.js": _by_ical_js, "vobject": _by_vobject})


@pytest.fixture(params=list(ENGINES), name="engine")
def fixture_engine(request: pytest.FixtureRequest) -> Engine:
    """Return one engine after the other."""
    return ENGINES[request.param]


@pytest.fixture(scope="session", params=list(FOLDERS), name="folder")
def fixture_folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return one folder of feeds after the other."""
    out = tmp_path_factory.mktemp("feeds")
    FOLDERS[request.param](out)
    return out
