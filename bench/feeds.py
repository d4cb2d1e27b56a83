"""What publishing calendars costs, as ratios within one run.

    .venv/bin/python bench/feeds.py

Time is this process's own, the assessment set aside; sides that are compared take turns, so that a
machine that slows down slows both. Bare means the package icalendar, given events that are worked
out already: in one calendar, and in the same calendars with the same reminders as the feeds.
"""

import gc
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from typing import Final

import icalendar

import planrules
from planrules.assessment import Assessment
from planrules.feeds.event import Event
from planrules.feeds.feed import Feeds, feeds_of
from planrules.feeds.options import ALARM
from planrules.feeds.publishing import publish_feeds

BODIES: Final = 17
FEW: Final = 2_500
MANY: Final = 10_000
ROUNDS: Final = 5
AS_OF: Final = date(2025, 1, 15)
#: Quarters from the beginning to the end of the plan.
QUARTERS: Final = 20


def generated(obligations: int) -> str:
    """Return a plan under which 17 bodies owe about so many reports."""
    units = "".join(f'[[unit]]\nid = "xa-{n}"\nname = "UBND xã số {n}"\n' for n in range(BODIES))
    members = ", ".join(f'"xa-{n}"' for n in range(BODIES))
    tasks = "".join(
        f"""[[task]]
id = "bao-cao-{n}"
title = "Báo cáo kết quả thực hiện nội dung {n} gửi Phòng Văn hóa và Thông tin"
product = "Báo cáo kết quả quý"
lead = {{ each = "cac-xa" }}
every = "quarter"
due_after_close = "2wd"
receive = "xa-0"
"""
        for n in range(max(1, round(obligations / BODIES / QUARTERS)))
    )
    return f"""format = 1
[plan]
id = "ke-hoach-lon"
title = "Kế hoạch ví dụ để đo"
issued_on = 2024-01-01
starts_on = 2024-01-01
ends_on = 2028-12-31
{units}[[group]]
id = "cac-xa"
name = "các xã"
members = [{members}]
{tasks}"""


#: One deadline that was put off.
MOVED: Final = """[[extension]]
task = "bao-cao-1"
unit = "xa-3"
period = "2025-Q2"
recorded_on = 2025-01-15
was_due = 2025-06-17
due = 2025-06-30
decision = "12/QĐ-UBND"
"""


def assessed(text: str, as_of: date) -> Assessment:
    """Return a plan with everything worked out that feeds ask for."""
    found = planrules.assess(planrules.loads(text), as_of=as_of, rules=())
    for _ in found.standings:
        pass
    return found


def bare(events: Iterable[Event], *, alarm: bool) -> bytes:
    """Return a calendar that icalendar makes of events."""
    made = icalendar.Calendar()
    made.add("prodid", "-//bench//bench//VI")
    made.add("version", "2.0")
    for event in events:
        assert event.first is not None  # noqa: S101 - all have a day
        day = datetime.combine(event.modified, hour(), UTC)
        one = icalendar.Event()
        one.add("uid", event.uid)
        one.add("dtstamp", day)
        one.add("dtstart", event.first)
        one.add("dtend", event.first + timedelta(days=1))
        one.add("summary", event.summary)
        one.add("description", event.description)
        one.add("categories", list(event.categories))
        one.add("status", "CONFIRMED")
        one.add("transp", "TRANSPARENT")
        one.add("x-microsoft-cdo-busystatus", "FREE")
        one.add("sequence", event.sequence)
        one.add("last-modified", day)
        one.add("x-planrules-revision", str(event.revision))
        if alarm:
            reminder = icalendar.Alarm()
            reminder.add("action", "DISPLAY")
            reminder.add("description", event.summary)
            reminder.add("trigger", ALARM)
            one.add_component(reminder)
        made.add_component(one)
    octets: bytes = made.to_ical()
    return octets


def bare_feeds(feeds: Feeds) -> None:
    """Make the same calendars with the same reminders."""
    for feed in feeds:
        bare(feed.events, alarm=not feed.is_whole)


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes, in seconds of this process's own time."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def peak(work: Callable[[], object]) -> int:
    """Return the most memory that something takes beyond what is there, in bytes."""
    gc.collect()
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def told(name: str, ratios: list[float], bar: str) -> None:
    """Print the median of some ratios, and how far they lie apart."""
    low, high = min(ratios), max(ratios)
    print(f"{name}: {statistics.median(ratios):.2f} ({low:.2f}-{high:.2f}); bar {bar}")


def main() -> None:
    """Print the figures."""
    first, text = assessed(generated(MANY), AS_OF), generated(MANY)
    moved = assessed(text + MOVED, AS_OF)
    feeds = feeds_of(first)
    once, same, again, growth = [], [], [], []
    small = assessed(generated(FEW), AS_OF)
    print(f"{len(first.obligations)} obligations of {BODIES} bodies")
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
            full = seconds(lambda: publish_feeds(first, folder))
            once.append(full / seconds(lambda: bare(feeds[0].events, alarm=True)))
            same.append(full / seconds(lambda: bare_feeds(feeds)))
            begin = time.process_time()
            done = publish_feeds(moved, folder)
            again.append((time.process_time() - begin) / full)
            calendars = [name for name in done.written if Path(name).suffix == ".ics"]
            assert len(calendars) == 2, done.written  # noqa: PLR2004, S101 - the plan's and a body's
            growth.append(full / seconds(lambda: publish_feeds(small, other)))
    told("full build / bare icalendar, the same calendars", same, "1.30")
    told("full build / bare icalendar, each event and reminder once", once, "1.30")
    told("rebuild after one changed deadline / full build", again, "0.20")
    told(f"full build of {MANY} / of {FEW}", growth, "linear: 4")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        most = peak(lambda: publish_feeds(first, folder))
        least = peak(lambda: publish_feeds(small, other))
    print(f"memory of {MANY} / of {FEW}: {most / least:.2f}; bar linear: 4")
    print(f"{most / len(first.obligations):.0f} bytes an obligation")


if __name__ == "__main__":
    main()
