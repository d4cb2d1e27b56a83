"""Writers of a ledger that are killed, disks that are full, folders that take nothing.

    .venv/bin/python tests/stress/ledger.py [ROUNDS] [SEED]

In each round eight processes add records to one ledger, and some are killed in the middle; then a
disk fills up, or a file may not grow, and a folder may only be read. After each it is checked that
everything that was said to be written is there, that nothing else is but what a killed writer was
just writing, and that every file is whole. Ends in 1, and keeps the folder, where that is not so.
"""

import contextlib
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from planrules import append_records, load
from tests.reporting import STEPS, hidden, killed_at, notes, plan_folder, report, writer

_WRITERS = 8
_UNITS = ("xa-a", "xa-b")
_EACH = 12
#: Who may write nowhere that is not his own: nobody.
_NOBODY = 65534
_MOUNT, _UNMOUNT = "/bin/mount", "/bin/umount"

#: Adds one record and says how it went: 0, or the number of what went wrong.
_ONE = """
import os, resource, sys
from datetime import date
folder, limit, user, note = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
from planrules import Entry, State, append_records
made = Entry(task="bao-cao-xa", unit="xa-a", period="2024-Q3", recorded_on=date(2024, 10, 2),
             state=State.DONE, note=note)
if user:
    os.setuid(user)
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    append_records(folder, [made])
except OSError as error:
    print(error.errno)
else:
    print(0)
"""


class Broken(Exception):  # noqa: N818 - a verdict, not an error of the script
    """Something was lost, or half written."""

    def __init__(self, what: str, found: object) -> None:
        """Say what was looked at, and what was found instead."""
        super().__init__(f"{what}: {found}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chance = random.Random(seed)
    total: Counter[str] = Counter()
    began = time.perf_counter()
    for number in range(rounds):
        parent = Path(tempfile.mkdtemp(prefix="planrules-stress-"))
        parent.chmod(0o755)  # for the one who may only read
        try:
            total += one_round(parent, chance)
        except Broken as error:
            print(f"round {number}, seed {seed}: {error}; see {parent}")
            sys.exit(1)
        shutil.rmtree(parent)
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{rounds}", end="", file=sys.stderr)
    total["seconds"] = round(time.perf_counter() - began)
    print(f"{rounds} rounds, seed {seed}, nothing lost, nothing half written")
    for name, count in total.items():
        print(f"  {name}: {count:,}")


def one_round(parent: Path, chance: random.Random) -> Counter[str]:
    """Return what happened in one round."""
    found = killed_writers(parent, chance)
    found += killed_at_every_step(parent)
    found += full_disk(parent)
    found += no_room_for_the_file(parent)
    found += read_only(parent)
    return found


def killed_writers(parent: Path, chance: random.Random) -> Counter[str]:
    """Have eight writers at once, and kill some of them at any moment."""
    folder = plan_folder(parent)
    outs = [parent / f"out-{number}" for number in range(_WRITERS)]
    running = []
    for number, out in enumerate(outs):
        with out.open("wb") as stream:
            unit = _UNITS[number % 2]
            running.append(writer(folder, unit, first=number * 1000, count=_EACH, out=stream))
    victims = chance.sample(running, k=chance.randint(2, 5))
    # All over the work, not only while the processes begin.
    moments = sorted(chance.randint(0, _WRITERS * _EACH // 2) for _ in victims)
    for victim, moment in zip(victims, moments, strict=True):
        while sum(len(notes(out)) for out in outs) < moment and victim.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.1))
        victim.send_signal(signal.SIGKILL)
    # A reader never finds a half of anything, whatever the writers are doing.
    reads = 0
    while any(process.poll() is None for process in running):
        load(folder)
        reads += 1
    ends = Counter(process.wait() for process in running)
    if set(ends) - {0, -signal.SIGKILL}:
        raise Broken("how writers ended", dict(ends))
    said = [note for out in outs for note in notes(out)]
    unsaid = check(folder, said, killed=ends[-signal.SIGKILL])
    append_records(folder, [report(note="cuối")])
    if hidden(folder):
        raise Broken("left by the next writer", hidden(folder))
    return Counter(
        {
            "records written by eight processes at once": len(said) + unsaid,
            "writers killed while they wrote": ends[-signal.SIGKILL],
            "records in, whose writer was killed before it could say so": unsaid,
            "whole readings of the plan meanwhile": reads,
        }
    )


def check(folder: Path, said: list[str], *, killed: int) -> int:
    """Return how many records are in that nobody has said to be.

    Each writer that was killed may have written one and not come to say so.
    """
    entries = load(folder).ledger.entries
    found = Counter(entry.note or "" for entry in entries)
    if lost := Counter(said) - found:
        raise Broken("lost", list(lost))
    more = found - Counter(said)
    if len(more) > killed or set(found.values()) != {1}:
        raise Broken("written twice or by nobody", list(more))
    for unit in _UNITS:
        orders = sorted(entry.order for entry in entries if entry.unit == unit)
        if orders != list(range(1, len(orders) + 1)):
            raise Broken(f"orders of {unit}", orders)
    return sum(more.values())


def killed_at_every_step(parent: Path) -> Counter[str]:
    """Kill a writer with half of the new file, with all of it, and with it in its place."""
    folder = parent / "vi-du"
    left = 0
    for step in STEPS:
        before = load(folder).ledger.entries
        if killed_at(step, folder) != -signal.SIGKILL:
            raise Broken("not killed", step)
        added = len(load(folder).ledger.entries) - len(before)
        if added != (step == "renamed"):
            raise Broken(f"records added by a writer killed at {step}", added)
        left += len(hidden(folder))
        append_records(folder, [report(note=f"sau {step}")])
        if hidden(folder) or len(load(folder).ledger.entries) != len(before) + added + 1:
            raise Broken(f"after a writer was killed at {step}", hidden(folder))
    return Counter(
        {
            "writers killed at a step of their own": len(STEPS),
            "files that these left, and the next writer removed": left,
        }
    )


def refused(folder: Path, *, limit: int = 0, user: int = 0, note: str = "x") -> int:
    """Return the number of what kept one more record from being written; 0 where nothing did."""
    arguments = [str(folder), str(limit), str(user), note]
    done = subprocess.run(
        [sys.executable, "-c", _ONE, *arguments], capture_output=True, check=False, text=True
    )
    if done.returncode or not done.stdout.strip().isdecimal():
        raise Broken("a writer that failed", done.stdout + done.stderr)
    return int(done.stdout)


def contents(folder: Path) -> dict[str, bytes]:
    """Return what the ledger holds, file by file."""
    return {path.name: path.read_bytes() for path in (folder / "ledger").iterdir()}


@contextlib.contextmanager
def small_disk(parent: Path) -> Iterator[Path | None]:
    """Give a disk of 64 KiB, or None where none can be mounted."""
    disk = parent / "disk"
    disk.mkdir()
    mount = [_MOUNT, "-t", "tmpfs", "-o", "size=64k,mode=755", "tmpfs", str(disk)]
    try:
        is_mounted = not subprocess.run(mount, capture_output=True, check=False).returncode
    except FileNotFoundError:
        is_mounted = False
    try:
        yield disk if is_mounted else None
    finally:
        if is_mounted:
            subprocess.run([_UNMOUNT, str(disk)], check=True)


def full_disk(parent: Path) -> Counter[str]:
    """Write until a disk is full: what was written stays, and nothing else is there."""
    with small_disk(parent) as disk:
        if disk is None:
            return Counter()
        folder = plan_folder(disk)
        written = 0
        while not refused(folder, note="đ" * 6000):
            written += 1
        before = contents(folder)
        number = refused(folder, note="đ" * 6000)
        if number != errno.ENOSPC or contents(folder) != before:
            raise Broken("a full disk", (number, list(contents(folder))))
        if len(load(folder).ledger.entries) != written or list(before) != ["xa-a-2024-Q3.toml"]:
            raise Broken("a full disk", (written, list(before)))
        return Counter({"full disks": 1, "records refused by full disks": 2})


def no_room_for_the_file(parent: Path) -> Counter[str]:
    """Write a file that the system does not let grow: it stays as it was."""
    folder = parent / "vi-du"
    before = contents(folder)
    number = refused(folder, limit=len(before["xa-a-2024-Q3.toml"]))
    if number != errno.EFBIG or contents(folder) != before:
        raise Broken("a file that may not grow", number)
    return Counter({"files that were not allowed to grow": 1})


def read_only(parent: Path) -> Counter[str]:
    """Write as somebody who may only read: nothing changes."""
    if os.geteuid() != 0:
        (parent / "vi-du" / "ledger").chmod(0o555)
    folder = parent / "vi-du"
    before = contents(folder)
    number = refused(folder, user=_NOBODY if os.geteuid() == 0 else 0)
    if number not in (errno.EACCES, errno.EPERM) or contents(folder) != before:
        raise Broken("a folder to read only", number)
    if os.geteuid() != 0:
        (parent / "vi-du" / "ledger").chmod(0o755)
    return Counter({"folders to read only": 1})


if __name__ == "__main__":
    main()
