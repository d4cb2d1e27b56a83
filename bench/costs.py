"""What reading and checking cost, as ratios within one run.

    .venv/bin/python bench/costs.py

Each figure is the median of several pairs, so that a machine that slows down slows both sides.
"""

import os
import statistics
import subprocess
import sys
import time
import tomllib
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import planrules

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "plans" / "van-quan-27ct"
AS_OF = date(2024, 5, 1)


def generated(tasks: int, *, rich: bool = False) -> str:
    """Return a valid plan with so many tasks, about 340 bytes each.

    Rich tasks have links, members, stated and assumed values too, and are half as long again.
    """
    head = """format = 1

[plan]
id = "ke-hoach-lon"
title = "Kế hoạch ví dụ để đo"
starts_on = 2024-01-01
ends_on = "2030"
issuer = "ubnd-vi-du"

[[unit]]
id = "ubnd-vi-du"
name = "UBND huyện Ví Dụ"

[[unit]]
id = "phong-vi-du"
name = "Phòng Ví Dụ"

[[group]]
id = "cac-xa"
name = "các xã"
members = ["phong-vi-du"]

[[goal]]
id = "muc-tieu"
title = "Mục tiêu ví dụ"
"""
    plain = (
        f"""
[[task]]
id = "nhiem-vu-{number}"
clause = "IV.{number % 40 + 1}.{number // 40 + 1}"
title = "Tổng hợp, báo cáo kết quả thực hiện nhiệm vụ số {number}"
quote = "tổng hợp báo cáo kết quả thực hiện nhiệm vụ số {number} gửi UBND huyện"
lead = "phong-vi-du"
coordinate = ["ubnd-vi-du"]
due = {2024 + number % 7}-{number % 12 + 1:02}-{number % 28 + 1:02}
product = "Báo cáo"
serves = ["muc-tieu"]
"""
        for number in range(tasks)
    )
    if not rich:
        return head + "".join(plain)
    more = (
        f"""lead = {{ each = "cac-xa" }}
after = ["nhiem-vu-{max(number - 1, 0)} +5wd"]
duration = "20wd"
receive = {{ unit = "ubnd-vi-du", official = "Phó Chủ tịch" }}
stated.due = "trước ngày"
assumed.not_before = {{ value = 2024-02-01, reason = "sau khi ban hành" }}
"""
        for number in range(tasks)
    )
    rows = (
        row.replace('lead = "phong-vi-du"\n', extra) for row, extra in zip(plain, more, strict=True)
    )
    return head + "".join(rows)


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def ratio(work: Callable[[], object], base: Callable[[], object], *, pairs: int) -> str:
    """Return the median ratio of pairs, warm, with the least and the greatest."""
    work()
    base()
    found = sorted(seconds(work) / seconds(base) for _ in range(pairs))
    return f"{statistics.median(found):.2f} (from {found[0]:.2f} to {found[-1]:.2f})"


def process(*command: str) -> Callable[[], object]:
    """Return a call that runs a whole process."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    return lambda: subprocess.run(command, capture_output=True, check=False, env=environment)


def peak(work: Callable[[], object]) -> int:
    """Return the most memory that a call holds, in bytes."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    """Print every figure."""
    program = str(Path(sys.executable).with_name("planrules"))
    check = process(program, "check", str(PLAN), "--as-of", AS_OF.isoformat())
    bare = process(sys.executable, "-c", "pass")
    print("check on the real plan / python -c pass, whole processes:", ratio(check, bare, pairs=15))

    text = generated(10_000)
    size = len(text.encode())
    figure = ratio(lambda: planrules.loads(text), lambda: tomllib.loads(text), pairs=7)
    print(f"loads of 10,000 tasks ({size / 1e6:.1f} MB) / tomllib.loads of the same:", figure)

    rich = generated(10_000, rich=True)
    size = len(rich.encode())
    figure = ratio(lambda: planrules.loads(rich), lambda: tomllib.loads(rich), pairs=7)
    print(f"the same with links, members, stated and assumed values ({size / 1e6:.1f} MB):", figure)

    plans = {tasks: planrules.loads(generated(tasks)) for tasks in (10_000, 40_000)}
    works: dict[str, Callable[[int], object]] = {
        "loads": lambda tasks: planrules.loads(generated(tasks)),
        "assess": lambda tasks: planrules.assess(plans[tasks], as_of=AS_OF),
    }
    for name, work in works.items():
        calls = {tasks: partial(work, tasks) for tasks in plans}
        times = {tasks: min(seconds(call) for _ in range(3)) for tasks, call in calls.items()}
        memory = {tasks: peak(call) for tasks, call in calls.items()}
        print(
            f"{name} of 40,000 tasks / 10,000: time {times[40_000] / times[10_000]:.2f},"
            f" memory {memory[40_000] / memory[10_000]:.2f}"
        )


if __name__ == "__main__":
    main()
