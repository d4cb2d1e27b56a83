"""Editions that go on from what strangers, hands and late records have left in a folder."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from planrules import load
from planrules.assessment import assess
from planrules.feeds.errors import FeedFolderError
from planrules.feeds.marks import cancelled
from planrules.feeds.options import FeedOptions, Profile
from planrules.feeds.publishing import Publication, publish_feeds
from planrules.feeds.reading import published_in

HEAD = """
format = 1
[plan]
id = "p"
title = "Kế hoạch thử"
issued_on = 2025-01-10
starts_on = 2025-01-15
ends_on = 2025-12-31
[[unit]]
id = "a"
name = "Cơ quan A"
"""
WORK = """
[[task]]
id = "viec"
title = "Việc"
lead = "a"
due = {due}
"""
OTHER = """
[[task]]
id = "viec-khac"
title = "Việc khác"
lead = "a"
due = 2025-06-30
"""
QUARTERLY = """
[[task]]
id = "bao-cao"
title = "Báo cáo"
lead = "a"
every = "quarter"
due_after_close = "5wd"
"""
UID = "p.viec.once@planrules"


def build(
    folder: Path,
    plan: str,
    day: str,
    /,
    options: FeedOptions | None = None,
    *,
    beside: dict[str, str] | None = None,
) -> Publication:
    source = folder / "plan"
    for name, text in {"plan.toml": plan, **(beside or {})}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assessment = assess(load(source), as_of=date.fromisoformat(day), rules=())
    return publish_feeds(assessment, folder / "lich", options)


def shown(folder: Path) -> dict[str, Any]:
    calendar = Calendar.from_ical((folder / "lich" / "p.ics").read_bytes())
    return {str(item["UID"]): item for item in calendar.walk() if item.get("UID")}


def modified(folder: Path) -> date:
    found: date = shown(folder)[UID]["LAST-MODIFIED"].dt.date()
    return found


def change_manifest(folder: Path, **facts: object) -> None:
    path = folder / "lich" / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    data["events"][UID].update(facts)
    path.write_text(json.dumps(data), "utf-8")


def test_a_deadline_on_the_last_day_that_there_is_has_no_day_after(tmp_path: Path) -> None:
    build(tmp_path, HEAD + WORK.format(due="9999-12-31"), "2025-02-01")

    found = shown(tmp_path)[UID]
    assert found["DTSTART"].dt == date(9999, 12, 31)
    assert "DTEND" not in found
    assert published_in((tmp_path / "lich" / "p.ics").read_bytes()).events[UID].last == date(
        9999, 12, 31
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"sequence": True},
        {"sequence": -1},
        {"sequence": 10**400},
        {"revision": 2**31},
        {"last": "2025-06-29"},
        {"first": None},
    ],
    ids=["true", "negative", "huge", "revision", "before", "first"],
)
def test_a_manifest_that_can_not_be_gone_on_from_is_none(
    facts: dict[str, object], tmp_path: Path
) -> None:
    plan = HEAD + OTHER
    build(tmp_path, plan + WORK.format(due="2025-06-30"), "2025-02-01")
    change_manifest(tmp_path, **facts)

    done = build(tmp_path, plan, "2025-02-02")

    assert "p.ics" in {one.subject for one in done.notices}
    assert shown(tmp_path)[UID]["SEQUENCE"] == 1


def test_what_a_list_of_tasks_has_left_and_has_no_day_is_no_event(tmp_path: Path) -> None:
    plan = HEAD + OTHER
    undated = plan + WORK.replace("due = {due}\n", "")
    build(tmp_path, undated, "2025-02-01", FeedOptions(profile=Profile.TASKS))
    (tmp_path / "lich" / "manifest.json").unlink()

    build(tmp_path, plan, "2025-02-02")

    assert set(shown(tmp_path)) == {"p.viec-khac.once@planrules"}


def test_days_that_can_not_be_do_not_hide_what_else_stands_in_a_feed(tmp_path: Path) -> None:
    plan = HEAD + OTHER + WORK.format(due="2025-06-30")
    build(tmp_path, plan, "2025-02-01")
    path = tmp_path / "lich" / "p.ics"
    octets = path.read_bytes().replace(b"DTEND;VALUE=DATE:20250701", b"DTEND;VALUE=DATE:00010101")

    found = published_in(octets).events

    assert {(known.first, known.last) for known in found.values()} == {
        (date(2025, 6, 30), date(2025, 6, 30))
    }


@pytest.mark.parametrize("before", ["✓ Việc", "[BÃI BỎ] Việc", "[WITHDRAWN] Việc", "Việc"])
@pytest.mark.parametrize(("language", "mark"), [("vi", "[BÃI BỎ] "), ("en", "[WITHDRAWN] ")])
def test_what_is_gone_is_marked_once_whatever_the_language_before(
    before: str, language: str, mark: str
) -> None:
    assert cancelled(before, language) == f"{mark}Việc"


def test_titles_from_a_manifest_are_spelled_out() -> None:
    title = cancelled("V\x07iệc\ud800\u202e", "vi")

    assert title == "[BÃI BỎ] V\\u0007iệc\\ud800\\u202e"


def test_a_period_whose_days_an_amendment_moves_needs_no_other(tmp_path: Path) -> None:
    amendment = """
format = 1
[amendment]
id = "s1"
status = "issued"
effective_on = 2025-02-02
[[change]]
id = "bao-cao"
set.window = "calendar"
"""
    options = FeedOptions(windows=True)
    beside = {"amendments/s1.toml": amendment}
    build(tmp_path, HEAD + QUARTERLY, "2025-02-01", options, beside=beside)

    done = build(tmp_path, HEAD + QUARTERLY, "2025-02-02", options, beside=beside)

    assert not done.notices
    assert shown(tmp_path)["window.p.bao-cao.2025-Q2@planrules"]["SEQUENCE"] == 1


def test_a_period_whose_days_are_edited_needs_an_amendment(tmp_path: Path) -> None:
    options = FeedOptions(windows=True)
    build(tmp_path, HEAD + QUARTERLY, "2025-02-01", options)

    done = build(tmp_path, f'{HEAD}{QUARTERLY}window = "calendar"\n', "2025-02-02", options)

    assert "window.p.bao-cao.2025-Q2@planrules" in {one.subject for one in done.notices}


def test_a_waiver_that_is_renewed_needs_no_amendment(tmp_path: Path) -> None:
    waiver = """
format = 1
[[waiver]]
rule = "RES001"
subject = "viec"
reason = "Thiếu cán bộ"
approver = "a"
document = "1/TB"
granted = 2025-01-20
expires = {expires}
"""
    options = FeedOptions(waivers=True)
    plan = HEAD + WORK.format(due="2025-06-30")
    build(
        tmp_path,
        plan,
        "2025-02-01",
        options,
        beside={"rules.toml": waiver.format(expires="2025-06-01")},
    )

    done = build(
        tmp_path,
        plan,
        "2025-02-02",
        options,
        beside={"rules.toml": waiver.format(expires="2025-09-01")},
    )

    assert not done.notices
    (found,) = (item for uid, item in shown(tmp_path).items() if uid.startswith("waiver."))
    assert (found["DTSTART"].dt, found["SEQUENCE"]) == (date(2025, 9, 1), 1)


def test_what_is_recorded_late_is_a_later_modification(tmp_path: Path) -> None:
    entry = """
format = 1
[[entry]]
task = "viec"
recorded_on = {day}
state = "in-progress"
"""
    plan = HEAD + WORK.format(due="2025-06-30")
    build(tmp_path, plan, "2025-02-01", beside={"ledger/1.toml": entry.format(day="2025-01-30")})
    before = modified(tmp_path)

    late = entry.format(day="2025-01-25").replace("in-progress", "submitted")
    build(tmp_path, plan, "2025-02-05", beside={"ledger/1.toml": late})

    assert before == date(2025, 1, 30)
    assert modified(tmp_path) == date(2025, 2, 5)
    assert shown(tmp_path)[UID]["SEQUENCE"] == 0


def test_another_language_is_a_later_modification(tmp_path: Path) -> None:
    plan = HEAD + WORK.format(due="2025-06-30")
    build(tmp_path, plan, "2025-02-01")

    done = build(tmp_path, plan, "2025-02-02", FeedOptions(language="en"))

    assert not done.notices
    assert modified(tmp_path) == date(2025, 2, 2)
    again = build(tmp_path, plan, "2025-02-03", FeedOptions(language="en"))
    assert again.kept == ("p.ics", "p.a.ics")


@pytest.mark.parametrize("name", ["index.html", "SHA256SUMS", "manifest.json", "p.ics", "p.a.ics"])
def test_somebody_elses_file_is_not_written_over(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "lich"
    folder.mkdir()
    (folder / name).write_text("của người khác", "utf-8")

    with pytest.raises(FeedFolderError, match=name):
        build(tmp_path, HEAD + WORK.format(due="2025-06-30"), "2025-02-01")

    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_text("utf-8") == "của người khác"


def test_a_body_that_is_new_does_not_write_over_somebody_elses_file(tmp_path: Path) -> None:
    plan = f'{HEAD}[[unit]]\nid = "b"\nname = "Cơ quan B"\n'
    build(tmp_path, plan + OTHER, "2025-02-01")
    path = tmp_path / "lich" / "p.b.ics"
    path.write_text("của người khác", "utf-8")

    with pytest.raises(FeedFolderError, match=r"p\.b\.ics"):
        build(
            tmp_path,
            plan + OTHER + WORK.format(due="2025-06-30").replace('"a"', '"b"'),
            "2025-02-02",
        )

    assert path.read_text("utf-8") == "của người khác"


ENDED = """
format = 1
[plan]
id = "p"
title = "Kế hoạch thử"
issued_on = 2025-01-10
starts_on = 2025-01-15
ends_on = 2025-12-31
[[unit]]
id = "a"
name = "Cơ quan A"
until = 2025-06-30
successors = "unknown"
"""


def test_the_days_of_a_period_stand_where_its_work_does_and_say_what_is_assumed(
    tmp_path: Path,
) -> None:
    assumed = 'assumed.due_after_close = { value = "5wd", reason = "Để theo dõi" }'
    plan = ENDED + QUARTERLY.replace('due_after_close = "5wd"', assumed)

    build(tmp_path, plan, "2025-07-01", FeedOptions(windows=True))

    nobody = (tmp_path / "lich" / "p._nobody.ics").read_bytes()
    assert set(published_in(nobody).events) == {
        f"{kind}p.bao-cao.2025-{quarter}@planrules"
        for kind in ("", "window.")
        for quarter in ("Q3", "Q4")
    }
    assert {str(item["SUMMARY"])[-10:] for item in shown(tmp_path).values()} == {"(tạm tính)"}


def stamps(folder: Path) -> tuple[str, str]:
    """Return LAST-MODIFIED of the event and of the feed, as they are written."""
    event = shown(folder)[UID]["LAST-MODIFIED"].to_ical().decode()
    head = (folder / "lich" / "p.ics").read_text("utf-8").partition("BEGIN:VTIMEZONE")[0]
    (line,) = (line for line in head.splitlines() if line.startswith("LAST-MODIFIED:"))
    return event, line.partition(":")[2]


def test_each_change_of_a_day_is_later_than_the_one_before(tmp_path: Path) -> None:
    """There are programs that take over only what LAST-MODIFIED says is later."""
    found = []
    for due in ("2025-06-30", "2025-07-01", "2025-06-30", "2025-06-30"):
        build(tmp_path, HEAD + WORK.format(due=due), "2025-02-01")
        found.append(stamps(tmp_path))
    (tmp_path / "lich" / "manifest.json").unlink()
    build(tmp_path, HEAD + WORK.format(due="2025-07-01"), "2025-02-01")
    found.append(stamps(tmp_path))
    build(tmp_path, HEAD + OTHER, "2025-02-01")
    found.append(stamps(tmp_path))
    build(tmp_path, HEAD + OTHER, "2025-02-01")
    found.append(stamps(tmp_path))

    assert found == [
        ("20250110T000000Z", "20250110T000000Z"),
        ("20250201T000000Z", "20250201T000000Z"),
        ("20250201T000001Z", "20250201T000001Z"),
        ("20250201T000001Z", "20250201T000001Z"),
        ("20250201T000002Z", "20250201T000002Z"),
        ("20250201T000003Z", "20250201T000003Z"),
        ("20250201T000003Z", "20250201T000003Z"),
    ]


@pytest.mark.parametrize("name", ["p.a.ics", "index.html", "manifest.json"])
def test_a_link_is_not_followed_out_of_the_folder(name: str, tmp_path: Path) -> None:
    plan = HEAD + WORK.format(due="2025-06-30")
    build(tmp_path, plan, "2025-02-01")
    path, other = tmp_path / "lich" / name, tmp_path / "khac"
    path.rename(other)
    before = other.read_bytes()
    path.symlink_to(other)

    with pytest.raises(FeedFolderError, match=name):
        build(tmp_path, plan.replace("2025-06-30", "2025-07-01"), "2025-02-02")

    assert other.read_bytes() == before


def test_work_that_nobody_takes_over_is_abolished(
    tmp_path: Path,
) -> None:
    plan = (
        HEAD
        + WORK.format(due="2025-06-30").replace('lead = "a"', 'lead = { each = "g" }')
        + '[[unit]]\nid = "b"\nname = "Cơ quan B"\n'
        + '[[group]]\nid = "g"\nname = "các cơ quan"\nmembers = ["a", "b"]\n'
    )
    amendment = """
[amendment]
id = "bot"
status = "issued"
issued_on = 2025-02-03
[[change]]
group = "g"
set.members = ["a"]
"""
    build(tmp_path, plan, "2025-02-04", beside={"amendments/bot.toml": "format = 1\n" + amendment})

    found = shown(tmp_path)["p.viec.once.b@planrules"]
    assert str(found["SUMMARY"]) == "[BÃI BỎ] Việc – Cơ quan B"
    assert "Từ 03/02/2025 không còn phải thực hiện, theo sửa đổi bot" in str(found["DESCRIPTION"])
