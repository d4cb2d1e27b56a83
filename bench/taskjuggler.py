"""From a file with 1,000 tasks to their dates as CSV, as whole processes, beside TaskJuggler 3.

    .venv/bin/python bench/taskjuggler.py

Both programs read the same random network in their own language and write a CSV with the first and
the last day of every task; the days are compared. TaskJuggler works in hours, the coarsest
resolution that it has, in a project just long enough for the network. The two take turns, and each
figure is the median of several pairs.
"""

import csv
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

TASKS: Final = 1_000
WIDTH: Final = 100
LONGEST: Final = 20
START: Final = date(2024, 1, 1)
PAIRS: Final = 9
BAR: Final = 4
#: By calendar of planrules, the unit of its durations and TaskJuggler's word for the same.
CALENDARS: Final = {"weekdays": ("wd", "length"), "every-day": ("d", "duration")}

#: By task, its first and its last day, both inclusive.
Days = Mapping[str, tuple[date, date]]


class Work(NamedTuple):
    """A task of the network: how many days it takes, and which tasks it starts after."""

    id: str
    days: int
    after: tuple[str, ...]


def network() -> list[Work]:
    """Return random layers, each task after one or two of the layer above."""
    chance = random.Random(TASKS)  # noqa: S311 - guards nothing
    found = []
    for number in range(TASKS):
        above = (number // WIDTH - 1) * WIDTH
        before = {above + chance.randrange(WIDTH) for _ in range(2)} if above >= 0 else ()
        after = tuple(f"v{other}" for other in sorted(before))
        found.append(Work(f"v{number}", chance.randint(1, LONGEST), after))
    return found


def as_plan(works: list[Work], calendar: str) -> str:
    """Return a network as a plan of planrules."""
    unit, _ = CALENDARS[calendar]
    rows = [
        f"""format = 1

[plan]
id = "ke-hoach-lon"
title = "Kế hoạch ví dụ để đo"
starts_on = {START}
work_calendar = "{calendar}"
"""
    ]
    for work in works:
        after = ", ".join(f'"{other}"' for other in work.after)
        rows.append(
            f'[[task]]\nid = "{work.id}"\ntitle = "Việc {work.id}"\n'
            f'duration = "{work.days}{unit}"\nafter = [{after}]\n'
        )
    return "\n".join(rows)


def as_project(works: list[Work], calendar: str) -> str:
    """Return a network as a project of TaskJuggler."""
    _, takes = CALENDARS[calendar]
    longest = -(-TASKS // WIDTH) * LONGEST * 7 // 5 + 7  # every layer as long as its longest task
    rows = [
        f"""project ke_hoach "Kế hoạch ví dụ để đo" {START} +{longest}d {{
  timingresolution 60 min
  timezone "UTC"
  timeformat "%Y-%m-%d %H:%M"
  now {START}
  workinghours mon - fri 9:00 - 17:00
}}"""
    ]
    for work in works:
        begins = f"depends {', '.join(work.after)}" if work.after else f"start {START}"
        rows.append(f'task {work.id} "Việc {work.id}" {{ {takes} {work.days}d {begins} }}')
    rows.append('taskreport dates "dates" { formats csv columns id, start, end }')
    return "\n".join(rows)


def run(*command: str, output: Path) -> None:
    """Run a whole process, its output into a file, and stop where it fails."""
    with output.open("wb") as file:
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.decode()}")


def days_of_plan(output: Path) -> Days:
    """Return the early days that planrules wrote."""
    with output.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: (
                date.fromisoformat(row["early_start"]),
                date.fromisoformat(row["early_finish"]),
            )
            for row in csv.DictReader(file)
        }


def days_of_project(output: Path, calendar: str) -> Days:
    """Return the days that TaskJuggler wrote as moments: half-open, and at the end of a day."""
    found = {}
    with output.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            start = datetime.fromisoformat(row["Start"])
            end = datetime.fromisoformat(row["End"])
            first = (start + timedelta(hours=7)).date()  # 17:00 is the beginning of the next day
            while calendar == "weekdays" and first.isoweekday() > 5:  # noqa: PLR2004 - Friday
                first += timedelta(days=1)
            found[row["Id"]] = (first, (end - timedelta(minutes=1)).date())
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def compare(tj3: str, calendar: str, folder: Path) -> str:
    """Return how many times faster planrules is, after a look that both give the same days."""
    works = network()
    plan, project = folder / "plan.toml", folder / "project.tjp"
    plan.write_text(as_plan(works, calendar), encoding="utf-8")
    project.write_text(as_project(works, calendar), encoding="utf-8")
    program = str(Path(sys.executable).with_name("planrules"))
    asked = ("schedule", str(plan), "--format", "csv", "--as-of", START.isoformat())
    ours = partial(run, program, *asked, output=folder / "plan.csv")
    command = (tj3, "--silent", "--no-color", "-o", str(folder), str(project))
    theirs = partial(run, *command, output=folder / "project.txt")

    ours()
    theirs()
    expected = days_of_project(folder / "dates.csv", calendar)
    found = days_of_plan(folder / "plan.csv")
    if found != expected or len(found) != TASKS:
        differ = [id for id in found.keys() | expected.keys() if found.get(id) != expected.get(id)]
        sys.exit(f"the days of {len(differ)} tasks differ, such as {sorted(differ)[:5]}")

    pairs = [(seconds(theirs), seconds(ours)) for _ in range(PAIRS)]
    slow, fast = (statistics.median(side) for side in zip(*pairs, strict=True))
    times = sorted(theirs / ours for theirs, ours in pairs)
    return (
        f"{slow:.2f} s / {fast:.2f} s = {statistics.median(times):.1f} times"
        f" (from {times[0]:.1f} to {times[-1]:.1f}); bar: {BAR}"
    )


def main() -> None:
    """Print every figure, or what is missing for them."""
    tj3 = shutil.which("tj3")
    if tj3 is None:
        print("tj3 is missing, so nothing is compared: install TaskJuggler 3 (the package tj3 of")
        print("Debian and Ubuntu: apt-get install tj3; elsewhere: gem install taskjuggler)")
        return
    print(f"{TASKS:,} tasks to dates as CSV, whole processes, TaskJuggler / planrules; equal days:")
    for calendar in CALENDARS:
        with tempfile.TemporaryDirectory() as folder:
            print(f"  {calendar}:", compare(tj3, calendar, Path(folder)))


if __name__ == "__main__":
    main()
