"""A small plan that several bodies report under, and how it is written to."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import IO, Any

from planrules import Entry, State
from planrules.model.ids import Slug
from planrules.model.ledger import OwedPeriod

PLAN = """
format = 1

[plan]
id = "vi-du"
title = "Kế hoạch ví dụ (giả định)"
issued_on = 2024-01-02
starts_on = 2024-01-02
ends_on = 2025-12-31

[[unit]]
id = "xa-a"
name = "UBND xã A"

[[unit]]
id = "xa-b"
name = "UBND xã B"
until = 2025-06-30
successors = ["xa-a"]

[[unit]]
id = "phong"
name = "Phòng Văn hóa"

[[group]]
id = "cac-xa"
name = "Các xã"
members = ["xa-a", "xa-b"]

[[indicator]]
id = "ty-le"
title = "Tỷ lệ xã có nhà văn hóa"

[[task]]
id = "bao-cao-xa"
title = "Báo cáo kết quả gửi Phòng"
lead = { each = "cac-xa" }
every = "quarter"

[[task]]
id = "bao-cao"
title = "Tổng hợp báo cáo"
lead = "phong"
every = "year"

[[task]]
id = "ra-soat"
title = "Rà soát"
every = "unstated"

[[task]]
id = "khao-sat"
title = "Khảo sát"
on = 2024-03-01
"""

#: The day that records of the tests were made on, unless they say another.
DAY = date(2024, 10, 2)


def plan_folder(parent: Path) -> Path:
    """Return a new folder with the plan."""
    folder = parent / "vi-du"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, "utf-8")
    return folder


def report(
    unit: str | None = "xa-a",
    *,
    task: str = "bao-cao-xa",
    period: str = "2024-Q3",
    **more: Any,  # noqa: ANN401 - any field of an entry
) -> Entry:
    """Return that a body is done with its report."""
    values: dict[str, Any] = {"recorded_on": DAY, "state": State.DONE} | more
    return Entry(
        task=Slug(task),
        unit=None if unit is None else Slug(unit),
        period=OwedPeriod(period),
        **values,
    )


#: Adds records with notes until it is stopped, and says which ones are in.
WRITER = """
import sys
from datetime import date
from planrules import Entry, State, append_records
folder, unit, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(first, first + count):
    made = Entry(task="bao-cao-xa", unit=unit, period="2024-Q3", recorded_on=date(2024, 10, 2),
                 state=State.IN_PROGRESS, note=f"{unit} {number}")
    append_records(folder, [made], patience=300)
    print(made.note, flush=True)
"""


def writer(
    folder: Path, unit: str, *, first: int, count: int, out: IO[bytes]
) -> "subprocess.Popen[bytes]":
    """Return a process that adds numbered records, and writes their notes once they are in."""
    arguments = [str(folder), unit, str(first), str(count)]
    return subprocess.Popen([sys.executable, "-c", WRITER, *arguments], stdout=out)


#: Adds one record, and is killed at a step of it: with half of the new file, with all of it, or
#: with the new file in its place.
KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from planrules import Entry, State, append_records

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def halve(number):
    os.ftruncate(number, os.fstat(number).st_size // 2)
    die()

def replaced(path, target, replace=Path.replace):
    replace(path, target)
    die()

folder, step = sys.argv[1:]
if step == "half":
    os.fsync = halve
else:
    Path.replace = die if step == "whole" else replaced
made = Entry(task="bao-cao-xa", unit="xa-a", period="2024-Q3", recorded_on=date(2024, 10, 2),
             state=State.DONE, note=step)
append_records(folder, [made])
"""
#: The steps.
STEPS = ("half", "whole", "renamed")


def killed_at(step: str, folder: Path) -> int:
    """Return how a process ended that was to be killed at a step of adding a record."""
    command = [sys.executable, "-c", KILLED, str(folder), step]
    return subprocess.run(command, check=False).returncode


def hidden(folder: Path) -> list[str]:
    """Return what readers of the ledger skip, without the letters that differ on every run."""
    names = (path.name for path in (folder / "ledger").iterdir())
    return sorted(name.partition(".toml")[0] for name in names if name.startswith("."))


def notes(out: Path) -> list[str]:
    """Return whole lines of a file: a process that was killed may have begun one."""
    lines = out.read_text("utf-8").splitlines(keepends=True)
    return [line.rstrip("\n") for line in lines if line.endswith("\n")]
