"""Servers that hand feeds out, and vdirsyncer, which keeps a folder in step with one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from tests.clients.folders import INSTALLED
from tests.clients.reading import Reading, plain_reading
from tests.clients.sync.servers import Server, nginx, nginx_program, simple

#: How long a synchronisation may take, in seconds.
PATIENCE = 60

CONFIGURATION = """
[general]
status_path = "{folder}/status/"

[pair lich]
a = "may_chu"
b = "may_nay"
collections = null
conflict_resolution = "a wins"

[storage may_chu]
type = "http"
url = "{url}"

[storage may_nay]
type = "filesystem"
path = "{folder}/items/"
fileext = ".ics"
"""


@attrs.frozen
class Subscriber:
    """Somebody who has subscribed to one feed."""

    folder: Path

    def sync(self) -> str:
        """Look for news; return what the program says of them."""
        return self._run("sync")

    def items(self) -> Reading:
        """Return what this person's calendar shows, by the last line of each description.

        A digest has replaced the uids: the program takes those of a web server for unreliable.
        """
        found: Reading = {}
        for _, item in self.files().values():
            (one,) = plain_reading(item).values()
            found[str(one["description"]).splitlines()[-1].removeprefix("Mã: ")] = one
        return found

    def files(self) -> dict[str, tuple[int, bytes]]:
        """Return by name when an item was written, and what it is."""
        return {
            path.name: (path.stat().st_mtime_ns, path.read_bytes())
            for path in (self.folder / "items").glob("*.ics")
        }

    def subscribe(self, url: str) -> None:
        """Subscribe to a feed."""
        (self.folder / "items").mkdir(parents=True)
        text = CONFIGURATION.format(folder=self.folder, url=url)
        (self.folder / "config").write_text(text, "utf-8")
        self._run("discover")

    def _run(self, command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "vdirsyncer", "-c", str(self.folder / "config"), command],
            env={
                "PATH": os.defpath,
                "PYTHONPATH": str(INSTALLED / "sync"),
                "PYTHONWARNINGS": "ignore",
                "HOME": str(self.folder),
                "LC_ALL": "C.UTF-8",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:]
        return done.stdout


@pytest.fixture(name="root")
def fixture_root(tmp_path: Path) -> Path:
    """Return the folder that servers hand out."""
    root = tmp_path / "root"
    root.mkdir()
    return root


@pytest.fixture(name="served")
def fixture_served(root: Path, tmp_path: Path) -> Iterator[Server]:
    """Have nginx hand it out as the documentation says."""
    program = nginx_program()
    if program is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path / "nginx"
    folder.mkdir()
    with nginx(root, folder, program) as server:
        yield server


@pytest.fixture(name="plainly_served")
def fixture_plainly_served(root: Path) -> Iterator[Server]:
    """Have Python hand it out."""
    with simple(root) as server:
        yield server


@pytest.fixture(params=["served", "plainly_served"], ids=["nginx", "http.server"], name="server")
def fixture_server(request: pytest.FixtureRequest) -> Server:
    """Return one server after the other."""
    server: Server = request.getfixturevalue(request.param)
    return server


@pytest.fixture(name="subscriber")
def fixture_subscriber(tmp_path: Path) -> Subscriber:
    """Return somebody who will subscribe to a feed."""
    if not (INSTALLED / "sync" / "vdirsyncer").is_dir():
        pytest.skip("vdirsyncer is not installed: make test-clients does it")
    return Subscriber(tmp_path / "subscriber")
