"""Web servers on the loopback, on free ports, ended by their ids or else by themselves."""

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import attrs

from tests.clients.folders import ROOT

#: The configuration that the documentation shows.
DOCUMENTED = ROOT / "docs" / "nginx-feeds.conf"
MIME_TYPES = Path("/etc/nginx/mime.types")
HOST = "127.0.0.1"
#: How long a server may take to start, and how long it lives, in seconds.
PATIENCE = 20.0
LIFE = "300"

#: What stands around the documented configuration, which has to say no to compression and types.
AROUND = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
    {mime_types}
    types {{ application/x-wrong ics; }}
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    gzip on;
    gzip_min_length 1;
    gzip_types text/calendar text/plain;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/feeds.conf;
}}
"""


@attrs.frozen
class Answer:
    """What a server says."""

    status: int
    headers: dict[str, str]
    body: bytes


@attrs.frozen
class Server:
    """A server that is up."""

    port: int

    def url(self, path: str) -> str:
        """Return where a file is."""
        return f"http://{HOST}:{self.port}/{path}"

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """Return what is said to a request with these headers alone, ``Host`` aside.

        Args:
            path: What is asked for.
            method: What is to be done with it.
            headers: Names with underscores, and what they say.
        """
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, f"/{path}", skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            found: HTTPResponse = connection.getresponse()
            named = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, named, found.read())
        finally:
            connection.close()


@contextmanager
def nginx(root: Path, folder: Path, program: str) -> Iterator[Server]:
    """Have nginx hand out a folder as the documentation says.

    Args:
        root: What is handed out.
        folder: Where it may keep what it needs.
        program: What it is called.
    """
    port = _free_port()
    text = DOCUMENTED.read_text("utf-8")
    for stated, wanted in (
        ("listen 80;", f"listen {HOST}:{port};"),
        ("server_name lich.example.vn;", f"server_name {HOST};"),
        ("root /srv/lich;", f"root {root};"),
    ):
        assert text.count(stated) == 1, f"{DOCUMENTED.name} does not say {stated!r} once"
        text = text.replace(stated, wanted)
    (folder / "feeds.conf").write_text(text, "utf-8")
    types = f"include {MIME_TYPES};" if MIME_TYPES.is_file() else "types { text/html html; }"
    around = AROUND.format(folder=folder, mime_types=types)
    (folder / "nginx.conf").write_text(around, "utf-8")
    with _running([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], port) as server:
        yield server


@contextmanager
def simple(root: Path) -> Iterator[Server]:
    """Have Python's own server hand out a folder."""
    port = _free_port()
    command = [sys.executable, "-m", "http.server", "--bind", HOST, "--directory", str(root)]
    with _running([*command, str(port)], port) as server:
        yield server


@contextmanager
def _running(command: list[str], port: int) -> Iterator[Server]:
    limit = shutil.which("timeout")  # should nobody be left to end it
    if limit is not None:
        command = [limit, LIFE, *command]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _wait(process, port)
        yield Server(port)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(int(PATIENCE / 0.05)):
        assert process.poll() is None, f"it ended: {process.communicate()[0].decode()[-2000:]}"
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = f"nothing answers at {HOST}:{port}"
    raise TimeoutError(message)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
    return port


def nginx_program() -> str | None:
    """Return what nginx is called here; None where it is not installed."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def etag_of(answer: Answer) -> str:
    """Return a strong ETag."""
    tag = answer.headers["etag"]
    assert re.fullmatch(r'"[^"]+"', tag), f"{tag} is weak, or none"
    return tag
