"""What standings and the status table cost, as ratios within one run.

    .venv/bin/python bench/status.py

Obligations and ledger lie in memory. Time is this process's own, and sides that are compared take
turns, so that a machine that slows down slows both. Inputs are random and the same on every run.
"""

import gc
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from planrules.model.body import Unit
from planrules.model.due import Due
from planrules.model.ids import Slug
from planrules.model.ledger import Entry, Ledger, OwedPeriod
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.model.task import Task
from planrules.reports.status import status_report
from planrules.timing.calendars import calendar_of
from planrules.tracking.standings import standings
from planrules.tracking.status import Status, status_of

FEW: Final = 100_000
MANY: Final = 4 * FEW
ROUNDS: Final = 5
BODIES: Final = 3_300
AS_OF: Final = date(2025, 6, 30)
BEGINS: Final = date(2025, 1, 2)


def owed(count: int) -> tuple[Obligations, Ledger]:
    """Return so many obligations of 3,300 bodies, with four entries for five of them.

    Args:
        count: How many obligations.
    """
    chance = random.Random(count)  # noqa: S311 - guards nothing
    units = tuple(
        Unit(id=Slug(f"xa-{number}"), name=f"UBND xã {number}") for number in range(BODIES)
    )
    tasks = tuple(
        Task(id=Slug(f"viec-{number}"), title="Việc ví dụ") for number in range(count // BODIES + 1)
    )
    plan = Plan(id=Slug("ke-hoach-lon"), title="Kế hoạch ví dụ để đo", units=units, tasks=tasks)
    found, entries = [], []
    for number in range(count):
        task, unit = tasks[number // BODIES], units[number % BODIES].id
        due = BEGINS + timedelta(days=chance.randrange(300))
        found.append(
            Obligation(
                uid=f"{plan.id}.{task.id}.once.{unit}",
                task=task,
                period="once",
                unit=unit,
                deadline=Due(nominal=due, day=due, field="due"),
            )
        )
        if chance.random() < 0.8:  # noqa: PLR2004 - see above
            entries.append(
                Entry(
                    task=task.id,
                    unit=unit,
                    period=OwedPeriod("once"),
                    recorded_on=BEGINS + timedelta(days=chance.randrange(200)),
                    state=chance.choice(tuple(State)),
                    finished_on=due - timedelta(days=chance.randrange(-20, 20)),
                    evidence=chance.choice(["15/BC-UBND", None]),
                    decision=chance.choice(["34/QĐ-UBND", None]),
                )
            )
    chance.shuffle(entries)
    return Obligations(found, plan=plan, as_of=AS_OF), Ledger(tuple(entries))


def work(given: tuple[Obligations, Ledger]) -> Callable[[], Status]:
    """Return what is measured: from obligations and ledger to the table."""
    obligations, ledger = given
    calendar = calendar_of(obligations.plan, known_on=AS_OF)

    def run() -> Status:
        return status_of(standings(obligations, ledger, as_of=AS_OF, calendar=calendar))

    return run


def seconds(run: Callable[[], object]) -> float:
    """Return how long the processor works on one call; garbage is collected before it."""
    gc.collect()
    begin = time.process_time()
    run()
    return time.process_time() - begin


def peak(run: Callable[[], object]) -> int:
    """Return the most memory that a call holds, in bytes."""
    gc.collect()
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    """Print the figures, each beside the bar that it should keep to."""
    few, many = work(owed(FEW)), work(owed(MANY))
    pairs = [(seconds(few), seconds(many)) for _ in range(ROUNDS)]
    ratios = sorted(more / less for less, more in pairs)
    print(f"status of {MANY:,} obligations against {FEW:,}, from obligations and ledger in memory")
    print(
        f"  time: {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f});"
        f" bar: 5; {statistics.median(less for less, _ in pairs):.2f} s and"
        f" {statistics.median(more for _, more in pairs):.2f} s here"
    )
    less, more = peak(few), peak(many)
    print(
        f"  peak memory: {more / less:.2f}; bar: 5; {less / FEW:.0f} and {more / MANY:.0f} bytes"
        " an obligation"
    )
    found = few().standings
    share = seconds(lambda: status_report(found, form="html")) / seconds(few)
    print(f"  the page of {FEW:,}, against standings and table: {share:.2f}")


if __name__ == "__main__":
    main()
