"""The examples of docs/feeds.md do what they say."""

import re
import shlex
import shutil
import subprocess
import sys
from http.client import HTTPConnection
from itertools import groupby
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from planrules.cli import main
from planrules.feeds.options import Profile

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TEXT = (DOCS / "feeds.md").read_text("utf-8")

#: What is edited in the plan before the last of the commands.
EDITED = ("due = 2026-06-19", "due = 2026-06-26")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def run(command: str) -> list[str]:
    """Return the lines that a command prints, its warnings last."""
    program, *arguments = shlex.split(command)
    assert program.rpartition("/")[2] == "planrules"
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    return [*result.stdout.splitlines(), *result.stderr.splitlines()]


@pytest.fixture(autouse=True)
def _with_plans_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("plans", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)


def test_the_commands_print_one_after_the_other_what_the_page_shows() -> None:
    plan = Path("examples/doc-sach/plan.toml")
    edition = "--as-of 2026-05-02 --lang en"
    is_edited = False
    assert all(f"`{line}`" in TEXT for line in EDITED)

    for block in blocks("console"):
        if edition in block and not is_edited:
            is_edited = True
            text = plan.read_text("utf-8")
            assert text.count(EDITED[0]) == 1
            plan.write_text(text.replace(*EDITED), "utf-8")
        command, *shown = block.splitlines()
        printed = run(command.removeprefix("$ "))
        if "…" not in shown:
            assert printed == shown
            continue
        runs = [list(some) for elided, some in groupby(shown, "…".__eq__) if not elided]
        at = 0
        for lines in runs:
            size = len(lines)
            places = [start for start in range(at, len(printed)) if printed[start:][:size] == lines]
            assert places, f"the page shows {lines!r}, which is not printed so"
            at = places[0] + size
    assert is_edited


def test_the_files_are_those_that_the_page_lists() -> None:
    run(blocks("console")[0].splitlines()[0].removeprefix("$ "))
    plan = "nha-van-hoa-2026"
    listed = {
        name
        for name in re.findall(r"^\| `([^`]+)` \|", TEXT, re.MULTILINE)
        if re.match("[^-].*[.]", name)
    }
    found = {path.name for path in Path("lich/nha-van-hoa").iterdir()} - {"SHA256SUMS"}

    assert f"{plan}.ics" in found
    assert {
        re.sub(r"\.[a-z-]+\.ics", ".UNIT.ics", name.replace(plan, "PLAN")) for name in found
    } == (listed - {"PLAN._nobody.ics", "*.ics"})


def test_the_command_of_every_morning_runs() -> None:
    (table,), (service, timer) = blocks("crontab"), blocks("ini")
    (line,) = (line for line in table.splitlines() if "planrules" in line)
    (started,) = re.findall(r"^ExecStart=(.+)$", service, re.MULTILINE)
    scheduled = line.partition("&& ")[2]

    assert started.rpartition("bin/")[2] == scheduled
    assert re.fullmatch(r"\d+ \d+ \* \* \* [a-z]+ cd /\S+ ", line.partition("&&")[0])
    assert "OnCalendar=" in timer
    for command in (scheduled, started):
        run(f"{command.replace('/srv/lich', 'lich')} --as-of 2026-03-02")


def test_the_server_for_a_trial_hands_calendars_out() -> None:
    run(blocks("console")[0].splitlines()[0].removeprefix("$ "))
    (block,) = blocks("sh")
    program, *arguments, port = shlex.split(block)
    assert (program, port.isdigit()) == ("python3", True)

    with subprocess.Popen(
        [sys.executable, "-u", *arguments, "0"],  # a free port
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            (free,) = re.findall(r"port (\d+)", server.stdout.readline())
            connection = HTTPConnection("127.0.0.1", int(free), timeout=20)
            connection.request("GET", "/nha-van-hoa/nha-van-hoa-2026.ics")
            answer = connection.getresponse()
            found = (answer.status, answer.getheader("Content-Type"), answer.read())
            connection.close()
        finally:
            server.terminate()

    feed = Path("lich/nha-van-hoa/nha-van-hoa-2026.ics").read_bytes()
    assert found == (200, "text/calendar", feed)


def test_every_option_and_profile_is_explained() -> None:
    command = main.get_command(click.Context(main), "feeds")
    assert command is not None
    shared = {"--out", "--as-of", "--help"}  # of the examples, and of every command
    names = {name for one in command.params for name in one.opts if name.startswith("--")}

    assert [name for name in sorted(names - shared) if f"`{name}" not in TEXT] == []
    assert [profile for profile in Profile if f"| `{profile}` |" not in TEXT] == []


def test_the_configuration_of_nginx_stands_beside_the_page() -> None:
    text = (DOCS / "nginx-feeds.conf").read_text("utf-8")
    assert "(nginx-feeds.conf)" in TEXT
    for line in ("listen 80;", "server_name lich.example.vn;", "root /srv/lich;"):
        assert text.count(line) == 1
    assert "text/calendar" in text


def test_the_versions_that_were_tried_are_those_that_are_installed_for_the_tests() -> None:
    clients = ROOT / "tests" / "clients"
    engines = (clients / "engines" / "requirements.txt").read_text("utf-8")
    packages = (clients / "package.json").read_text("utf-8")

    for name, version in re.findall(r"(ical\.js|vobject) ([\d.]+\d)", TEXT):
        assert f"{name}=={version}" in engines or f'"{name}": "{version}"' in packages
    assert '"axe-core": "4.14' in packages
    assert "axe 4.14" in TEXT
    assert "vdirsyncer==0.21." in (clients / "sync" / "requirements.txt").read_text("utf-8")
    assert "vdirsyncer 0.21" in TEXT
