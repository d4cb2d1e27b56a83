"""Same plan, same bytes: whatever the process, its zone, its language, its folder."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


def published(
    tmp_path: Path, environment: Mapping[str, str], *, is_moved: bool
) -> dict[str, bytes]:
    """Return what a process of its own writes from the example, which may lie elsewhere."""
    plan = ROOT / "examples" / "doc-sach"
    out = tmp_path / ("lịch" if is_moved else "out")
    if is_moved:
        plan = Path(shutil.copytree(plan, tmp_path / "khác" / "doc-sach"))
        parts = plan / "amendments"
        parts.joinpath("sua-doi-1.toml").rename(parts / "zz.toml")
    code = "from planrules.cli import main; main()"
    options: Any = (
        "--as-of",
        "2026-05-15",
        "--with",
        "du-thao-2",
        "--windows",
        "--url",
        "http://a/",
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "feeds", plan, "--out", out, *options],
        capture_output=True,
        check=False,
        cwd=tmp_path if is_moved else ROOT,
        env={"PATH": "", **environment},
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize(
    ("environment", "is_moved"),
    [
        ({"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LANG": "C"}, False),
        ({"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}, True),
    ],
)
def test_row_2_another_process_writes_the_same_bytes(
    tmp_path: Path, environment: dict[str, str], *, is_moved: bool
) -> None:
    first = tmp_path / "first"
    first.mkdir()
    plain = {"PYTHONHASHSEED": "0", "TZ": "UTC"}

    assert published(tmp_path, environment, is_moved=is_moved) == published(
        first, plain, is_moved=False
    )
