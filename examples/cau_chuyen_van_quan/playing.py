"""Makes a workspace of the story, and tells what it looks like on a few days.

SỐ LIỆU GIẢ ĐỊNH, ĐỂ MINH HỌA: the plan is real, what is recorded under it is invented.
"""

import shutil
from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

from examples.cau_chuyen_van_quan.records import story
from examples.cau_chuyen_van_quan.wording import GROUP, INDICATOR, INVENTED, Record
from planrules import (
    CATALOGUE,
    Assessment,
    Entry,
    Extension,
    Measurement,
    Plan,
    State,
    append_records,
    assess,
    chosen,
    load,
    status_report,
)
from planrules.model.message import shown
from planrules.reports.indicator_table import indicators_lines

PLANS: Final = Path(__file__).resolve().parents[2] / "plans"
PLAN: Final = "van-quan-27ct"
FIRST: Final = date(2024, 4, 1)
LAST: Final = date(2026, 11, 26)
#: In the story alone the appendix is issued; what of its draft is put in the place of what.
ISSUED: Final = {
    'status = "draft"': 'status = "issued"\nissued_on = 2024-05-27',
    'blank = ["number", "day"]': 'number = "GD-01/PL"',
    "(dự thảo)": f"({INVENTED})",
}

#: An amendment that the story brings along: the baseline, which the plan does not state.
BASELINE: Final = f"""\
# {INVENTED.upper()}: không có văn bản nào như thế này.
format = 1

[amendment]
id = "so-lieu-goc"
status = "issued"
number = "GD-02/CV"
title = "Số liệu gốc của chỉ tiêu ({INVENTED})"
issuer = "pvhtt"
issued_on = 2024-07-05
effective_on = 2024-07-05

[[change]]
id = "{INDICATOR}"
set.baseline = 41.18
reason = "7/17 xã, thị trấn ({INVENTED})"
"""
#: The days on which the story is looked at.
KEY_DAYS: Final = (
    date(2024, 5, 1),
    date(2024, 9, 30),
    date(2024, 12, 1),
    date(2024, 12, 31),
    date(2025, 6, 30),
    date(2025, 7, 1),
    LAST,
)
#: What is said of bodies that have ended and whose work nobody is known to have taken.
_ORPHANS: Final = chosen(CATALOGUE, select=["ORG005"])
_TOLD: Final = {State.RETURNED: "bị trả lại", State.SUSPENDED: "tạm dừng"}
#: Stands above everything that is printed.
BANNER: Final = f"*** {INVENTED.upper()}: kế hoạch có thật, phần theo dõi là bịa ra ***"


def workspace(folder: Path, /) -> Plan:
    """Make a workspace of the story in an empty folder, and return the plan with its ledger.

    The plan and its register are copied, never changed where they stand; in the copy the appendix
    is issued, which nobody has done.

    Args:
        folder: The folder; the ledger is written below it.
    """
    root = folder / "plans"
    (root / "units").mkdir(parents=True)
    for name in ("planrules.toml", "units/van-quan.toml"):
        shutil.copyfile(PLANS / name, root / name)
    home = root / PLAN
    shutil.copytree(PLANS / PLAN, home, ignore=shutil.ignore_patterns("ledger"))
    appendix = home / "amendments" / "phu-luc-1.toml"
    text = appendix.read_text("utf-8")
    for before, after in ISSUED.items():
        if text.count(before) != 1:
            message = f"{appendix.name} holds {before!r} {text.count(before)} times; expected once"
            raise ValueError(message)
        text = text.replace(before, after)
    appendix.write_text(f"# {INVENTED.upper()}: chưa cơ quan nào ban hành.\n{text}", "utf-8")
    (home / "amendments" / "so-lieu-goc.toml").write_text(BASELINE, "utf-8")
    for _, batch in groupby(story(load(home)), key=_batch):
        append_records(home, batch)
    return load(home)


def _batch(record: Record) -> tuple[int, int]:
    """Return the quarter of a record, in which a file of the ledger is written."""
    return record.recorded_on.year, (record.recorded_on.month - 1) // 3


def on(plan: Plan, day: date, /) -> Assessment:
    """Return what is so on a day: what is owed, how it stands, and which bodies left work behind.

    Args:
        plan: The plan as it was issued, with its ledger.
        day: The day.
    """
    return assess(plan, as_of=day, rules=_ORPHANS)


def lines(plan: Plan, /, *, days: Collection[date] = KEY_DAYS) -> Iterator[str]:
    """Yield the story as people read it: what has changed since the last day, and how it stands.

    Args:
        plan: The plan with its ledger.
        days: The days, in order.
    """
    before = on(plan, FIRST)
    for day in days:
        now = on(plan, day)
        yield BANNER
        yield f"NGÀY {shown(day, 'vi')}"
        yield ""
        yield f"Thay đổi từ sau {shown(before.as_of, 'vi')}:"
        yield from (f"- {change}" for change in changes(before, now))
        yield ""
        yield from status_report(now.standings, form="text").splitlines()
        yield ""
        one = now.indicators.only(one for one in now.indicators if one.indicator.id == INDICATOR)
        yield from indicators_lines(one, language="vi")
        yield ""
        before = now
    yield BANNER


def changes(before: Assessment, now: Assessment, /) -> Iterator[str]:
    """Yield what happened after one day, up to another one, inclusive."""
    plan, since, day = now.plan, before.as_of, now.as_of
    for one in plan.lineage.applied if plan.lineage else ():
        if one.since is not None and since < one.since <= day:
            yield f"{one.title}: có hiệu lực từ {shown(one.since, 'vi')}"
    were, are = (len(plan.members(GROUP, on=at)) for at in (since, day))
    if were != are:
        yield f"Số UBND cấp xã: {were} còn {are}"
    withdrawn = [
        one
        for one in (standing.obligation.withdrawn for standing in now.standings)
        if one is not None and since < one.on <= day
    ]
    if withdrawn:
        followed = sum(bool(one.successors) for one in withdrawn)
        yield f"Không còn phải làm: {len(withdrawn)} lượt giao; {followed} có cơ quan làm tiếp"
    recorded = [one for one in plan.ledger.records() if since < one.recorded_on <= day]
    for kind, name in ((Entry, "cập nhật"), (Measurement, "số liệu"), (Extension, "gia hạn")):
        if number := sum(isinstance(one, kind) for one in recorded):
            yield f"Sổ theo dõi ghi thêm {number} {name}"
    for record in sorted(recorded, key=lambda one: (one.recorded_on, one.order)):
        yield from _told(plan, record)
    known = {finding.message.text("vi") for finding in before.findings}
    said = dict.fromkeys(finding.message.text("vi") for finding in now.findings)
    yield from (one for one in said if one not in known)


def _told(plan: Plan, record: object) -> Iterator[str]:
    """Yield a record in words where it is out of the ordinary."""
    if isinstance(record, Extension):
        by = record.decision or "không có văn bản cho phép"
        what = f"lùi thời hạn đến {shown(record.due, 'vi')} ({by})"
    elif isinstance(record, Entry) and record.state in _TOLD:
        what = f"{_TOLD[record.state]} ({record.decision or 'không có quyết định'})"
    else:
        return
    who = "" if record.unit is None else plan.body(record.unit).called
    period = "" if record.period == "once" else f" kỳ {record.period}"
    work = f"“{plan.row(record.task).title}”{period}"
    yield f"{shown(record.recorded_on, 'vi')}: {who}: {work}: {what}"
