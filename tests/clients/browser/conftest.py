"""A browser without a window, which node drives: Chromium."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import pytest

import planrules
from tests.clients.folders import INSTALLED, ROOT, published

HERE = Path(__file__).parent
#: How long a browser may take over all views of a page, in seconds.
PATIENCE = 400
#: The first release of node that playwright-core runs on.
NODE = 20
URL = "https://lich.example.vn/a/"

#: By name, how the page is looked at; sizes are in CSS pixels.
VIEWS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "phone-light": {"width": 360, "height": 740, "scheme": "light", "scale": 2},
        "phone-dark": {"width": 360, "height": 740, "scheme": "dark", "scale": 2, "reads_qr": True},
        "narrow-light": {"width": 320, "height": 640, "scheme": "light", "scale": 2},
        "desktop-light": {
            "width": 1280,
            "height": 900,
            "scheme": "light",
            "scale": 1,
            "reads_qr": True,
            "prints": True,
        },
        "desktop-dark": {"width": 1280, "height": 900, "scheme": "dark", "scale": 1},
    }
)

LONG_WORDS = f"""
format = 1

[plan]
id = "tu-dai"
title = "Kế hoạch {"rất" * 60}"
starts_on = 2026-01-05
issued_on = 2026-01-05
ends_on = 2026-12-31

[[unit]]
id = "doi"
name = "Đội {"dài" * 50}"

[[task]]
id = "viec"
title = "Việc <script>alert(1)</script> {"không-ngắt_" * 30}"
lead = "doi"
due = 2026-03-31
"""


def _of(path: str) -> planrules.Plan:
    return planrules.load(ROOT / path)


@attrs.frozen
class Page:
    """A page that was visited.

    Attributes:
        folder: Where it stands.
        pictures: Where pictures and prints of it are, by the names of views.
        views: By name, what was to be seen.
    """

    folder: Path
    pictures: Path
    views: Mapping[str, Any]


def publish(name: str, out: Path) -> None:
    """Fill a folder with the feeds that a page is to be looked at with."""
    match name:
        case "many":
            published(_of("plans/van-quan-27ct"), out, "2025-07-02", "phu-luc-1", url=URL)
        case "some":
            published(_of("plans/nha-van-hoa"), out, "2026-03-02", url=URL)
        case "tasks":
            published(_of("plans/so-hoa-ho-so"), out, "2025-07-15", url=URL, profile="tasks")
        case "nowhere":
            published(_of("plans/nha-van-hoa"), out, "2026-03-02")
        case "long":
            published(planrules.loads(LONG_WORDS), out, "2026-02-01", url=URL)


def _browser() -> tuple[str, str]:
    """Return what node and the browser are called here."""
    node = shutil.which("node")
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next(filter(None, map(shutil.which, names)), None)
    if node is None:
        pytest.skip("node is not installed")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(said.removeprefix("v").partition(".")[0]) < NODE:
        pytest.skip(f"node {said.strip()} is too old for playwright-core: {NODE} is needed")
    if browser is None:
        pytest.skip("Chromium is not installed")
    if not (INSTALLED / "node" / "node_modules" / "playwright-core").is_dir():
        pytest.skip("playwright-core is not installed: make test-clients does it")
    return node, browser


@pytest.fixture(scope="session", params=["many", "some", "tasks", "nowhere", "long"], name="page")
def fixture_page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Return one page after the other, visited in every view."""
    node, browser = _browser()
    folder = tmp_path_factory.mktemp(request.param)
    pictures = tmp_path_factory.mktemp(f"{request.param}-pictures")
    publish(request.param, folder)
    job = {
        "page": (folder / "index.html").as_uri(),
        "pictures": str(pictures),
        "views": [{"name": name, **view} for name, view in VIEWS.items()],
    }
    done = subprocess.run(
        [node, str(HERE / "visit.mjs"), str(INSTALLED / "node"), browser],
        input=json.dumps(job),
        env={"PATH": os.defpath, "HOME": str(pictures), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    views = [json.loads(line) for line in done.stdout.splitlines()]
    return Page(folder, pictures, {view["name"]: view for view in views})
