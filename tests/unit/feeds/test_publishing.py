"""A folder of feeds: what is written, what stays, what whoever publishes is told."""

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planrules import assess, load
from planrules.feeds import publishing
from planrules.feeds.edition import Scope, read_edition
from planrules.feeds.errors import FeedFolderError, FeedsBusyError
from planrules.feeds.feed import feeds_of
from planrules.feeds.notice import NoticeKind
from planrules.feeds.options import FeedOptions, Profile
from planrules.feeds.publishing import Publication, feeds_following, publish_feeds
from planrules.feeds.telling import publication_data, publication_lines
from planrules.source.locking import locked
from planrules.source.storage import write_whole
from tests.feeding import Item, assessed, by_uid

DAY = date(2025, 3, 3)
PLAN = """\
format = 1
[plan]
id = "p"
title = "Kế hoạch ví dụ"
issued_on = 2025-01-06
starts_on = 2025-01-06
ends_on = 2025-12-31
[[unit]]
id = "a"
name = "Phòng A"
[[unit]]
id = "b"
name = "Phòng B"
[[task]]
id = "mot"
title = "Việc một"
lead = "a"
due = 2025-06-10
[[task]]
id = "hai"
title = "Việc hai"
lead = "b"
due = 2025-07-10
[[task]]
id = "ba"
title = "Việc ba"
lead = { text = "các đoàn thể" }
due = 2025-08-11
"""
UID = "p.mot.once@planrules"


@pytest.fixture(name="out")
def fixture_out(tmp_path: Path) -> Path:
    """Return a folder that is not there yet."""
    return tmp_path / "web" / "lich"


def publish(
    out: Path,
    text: str = PLAN,
    day: date = DAY,
    *drafts: str,
    **options: Any,  # noqa: ANN401 - of FeedOptions
) -> Publication:
    return publish_feeds(assessed(text, day, *drafts), out, FeedOptions(**options))


def items(out: Path, name: str = "p.ics") -> dict[str, Item]:
    return by_uid((out / name).read_bytes())


def octets(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def kinds(done: Publication) -> list[tuple[str, str]]:
    return [(one.kind.value, one.subject) for one in done.notices]


def test_a_folder_holds_feeds_checksums_a_page_and_a_manifest(out: Path) -> None:
    done = publish(out)

    names = ["p.ics", "p.a.ics", "p.b.ics", "p._nobody.ics"]
    assert done.written == (*names, "SHA256SUMS", "index.html", "manifest.json")
    assert done.kept == ()
    assert done.notices == ()
    assert octets(out).keys() == {*done.written}


def test_what_has_no_deadline_is_counted(out: Path, tmp_path: Path) -> None:
    text = PLAN.replace("due = 2025-06-10\n", "").replace("due = 2025-07-10\n", "standing = true\n")
    done = publish(out, text)

    assert done.undated == 2
    assert publication_data(done, "lich", language="vi")["undated"] == 2
    *_, last = publication_lines(done, "lich", language="en")
    assert last == "in no feed, for they are standing or have no deadline yet: 2"
    assert publish(tmp_path / "b").undated == 0
    assert publish(tmp_path / "c", text, profile="tasks").undated == 1, "to-do lists show the other"


def test_that_nothing_is_left_is_told_once(out: Path) -> None:
    publish(out)

    done = publish(out, day=date(2062, 3, 3))
    assert kinds(done) == [("emptied", str(out))]
    assert done.notices[0].message.text("vi") == (
        f"{out}: tính đến 03/3/2062 không còn mục nào trong lịch; nếu nhầm ngày thì ghi lại với "
        "--as-of đúng và --rewind"
    )
    assert publish(out, day=date(2062, 3, 4)).notices == ()


def test_the_same_again_writes_nothing(out: Path) -> None:
    publish(out)
    before = octets(out)
    times = {path: path.stat().st_mtime_ns for path in out.iterdir()}

    done = publish(out)

    assert done.written == ()
    assert done.kept == ("p.ics", "p.a.ics", "p.b.ics", "p._nobody.ics")
    assert octets(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == times


def test_another_folder_holds_the_same_octets(out: Path, tmp_path: Path) -> None:
    publish(out)
    publish(tmp_path / "khac")

    assert octets(tmp_path / "khac") == octets(out)


def test_one_changed_deadline_writes_two_feeds(out: Path) -> None:
    publish(out)

    done = publish(out, PLAN.replace("2025-06-10", "2025-06-17"))

    assert [name for name in done.written if name.endswith(".ics")] == ["p.ics", "p.a.ics"]
    assert kinds(done) == [("moved", UID)]
    assert done.notices[0].message.text("vi") == (
        f"{UID} (“Việc một – Phòng A”): thời hạn đổi từ 10/6/2025 thành 17/6/2025, sửa ngay trong "
        "kế hoạch; lịch đã cập nhật (SEQUENCE 1), nhưng cần một văn bản sửa đổi"
    )
    assert "an amendment is due" in done.notices[0].message.text("en")
    found = items(out)[UID]
    assert found.sequence == 1
    assert found.modified == "20250303T000000Z"
    assert items(out)["p.hai.once@planrules"].sequence == 0


def test_a_deadline_that_was_edited_goes_on_from_what_was_published(out: Path) -> None:
    publish(out)
    edited = PLAN.replace("2025-06-10", "2025-06-17")
    publish(out, edited)

    assert publish(out, edited, date(2025, 3, 4)).notices == ()
    assert items(out)[UID].sequence == 1
    assert kinds(publish(out, PLAN, date(2025, 3, 5))) == [("moved", UID)]
    assert items(out)[UID].sequence == 2


def test_a_title_that_was_edited_is_told_and_keeps_sequence(out: Path) -> None:
    publish(out)

    done = publish(out, PLAN.replace("Việc một", "Việc khác"))

    assert kinds(done) == [("reworded", UID)]
    assert items(out)[UID].sequence == 0
    assert items(out)[UID].modified == "20250303T000000Z"


def test_a_task_that_is_taken_out_is_cancelled_and_then_gone(out: Path) -> None:
    publish(out, past=30)
    without = PLAN.replace(
        PLAN[PLAN.index('[[task]]\nid = "mot"') : PLAN.index('[[task]]\nid = "hai"')], ""
    )

    done = publish(out, without, past=30)
    found = items(out)[UID]
    assert kinds(done) == [("dropped", UID)]
    assert found.is_cancelled
    assert found.sequence == 1
    assert found["SUMMARY"].text == "[BÃI BỎ] Việc một – Phòng A"
    assert found["DESCRIPTION"].text == "Không còn trong kế hoạch từ 03/3/2025"
    assert items(out, "p.a.ics").keys() == {UID}

    assert publish(out, without, date(2025, 3, 20), past=30).notices == ()
    assert items(out)[UID].sequence == 1
    assert publish(out, without, date(2025, 4, 20), past=30).notices == ()
    assert UID not in items(out)
    assert items(out, "p.a.ics") == {}

    done = publish(out, PLAN, date(2025, 4, 21), past=30)
    assert kinds(done) == [("moved", UID)]
    assert items(out)[UID].sequence == 2
    assert not items(out)[UID].is_cancelled


def test_what_was_nobodys_and_is_taken_out_is_cancelled_in_that_feed(out: Path) -> None:
    publish(out)
    without = PLAN[: PLAN.index('[[task]]\nid = "ba"')]

    publish(out, without)

    assert items(out, "p._nobody.ics")["p.ba.once@planrules"].is_cancelled


def test_work_that_was_taken_out_long_after_its_day_does_not_come_back(out: Path) -> None:
    publish(out, past=30)
    publish(out, day=date(2025, 12, 1), past=30)
    assert items(out) == {}
    without = PLAN[: PLAN.index('[[task]]\nid = "ba"')]

    done = publish(out, without, date(2025, 12, 2), past=30)

    assert done.notices == ()
    assert items(out) == {}


def test_what_was_withdrawn_long_ago_does_not_come_back(out: Path) -> None:
    end = (
        '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-03-02\n'
        '[[amendment.end]]\nid = "mot"\non = 2025-03-02\nreason = "R"\n'
    )
    publish(out, PLAN + end, past=30)
    assert items(out)[UID].is_cancelled
    publish(out, PLAN + end, date(2025, 5, 2), past=30)
    assert UID not in items(out)
    without = (
        PLAN[: PLAN.index('[[task]]\nid = "mot"')] + PLAN[PLAN.index('[[task]]\nid = "hai"') :]
    )

    assert publish(out, without, date(2025, 5, 2), past=30).notices == ()
    assert UID not in items(out)


def test_amendments_extensions_and_records_are_no_edits(out: Path) -> None:
    publish(out)
    lived = PLAN + (
        '[[entry]]\ntask = "mot"\nrecorded_on = 2025-03-04\nstate = "in-progress"\n'
        '[[extension]]\ntask = "hai"\nrecorded_on = 2025-03-04\ndue = 2025-09-10\n'
        '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-03-04\n'
        '[[amendment.change]]\nid = "ba"\nset.title = "Khác"\n'
        '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n'
    )

    done = publish(out, lived, date(2025, 3, 4))

    assert done.notices == ()
    assert [items(out)[f"p.{id}.once@planrules"].sequence for id in ("mot", "hai", "ba")] == [
        1,
        1,
        0,
    ]


def test_an_amendment_that_came_to_be_known_late_is_no_edit(out: Path) -> None:
    """Neither where it changes the text alone, and what was recorded later is published already."""
    entry = '[[entry]]\ntask = "mot"\nrecorded_on = 2025-03-03\nstate = "in-progress"\n'
    publish(out, PLAN + entry)
    amendment = (
        '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-02-03\n'
        '[[amendment.change]]\nid = "mot"\nset.title = "Khác"\n'
        '[[amendment.change]]\nunit = "b"\nset.name = "Phòng B mới"\n'
    )

    assert publish(out, PLAN + entry + amendment).notices == ()
    assert items(out)[UID]["SUMMARY"].text == "Khác – Phòng A"


def test_an_amendment_that_is_dated_back_is_no_edit(
    out: Path,
) -> None:
    def amendment(id: str, since: str, due: str) -> str:
        return (
            f'[[amendment]]\nid = "{id}"\nstatus = "issued"\neffective_on = {since}\n'
            f'[[amendment.change]]\nid = "mot"\nset.due = {due}\n'
        )

    text = PLAN + amendment("sd-2", "2025-03-01", "2025-06-20")
    publish(out, text)
    text += amendment("sd-1", "2025-02-01", "2025-02-20")

    assert publish(out, text).notices == ()
    assert items(out)[UID].first == date(2025, 6, 20)
    assert items(out)[UID].sequence == 2


def test_an_amendment_from_the_first_day_on_is_no_edit(out: Path) -> None:
    publish(out)
    amendment = (
        '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-01-06\n'
        '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n'
    )

    assert publish(out, PLAN + amendment).notices == ()
    assert items(out)[UID].sequence == 1


def test_an_extension_in_the_place_of_another_is_no_edit(out: Path) -> None:
    extension = '[[extension]]\ntask = "mot"\nrecorded_on = 2025-03-03\ndue = {}\n'
    publish(out, PLAN + extension.format("2025-07-01"))

    text = PLAN + extension.format("2025-07-01") + extension.format("2025-08-01")
    assert publish(out, text).notices == ()
    assert items(out)[UID].sequence == 2


def test_a_deadline_that_counts_from_work_that_is_done_is_no_edit(out: Path) -> None:
    after = PLAN + (
        '[[task]]\nid = "bon"\ntitle = "Việc bốn"\nlead = "a"\n'
        'deadline_from = { task = "mot", within = "5wd" }\n'
    )
    publish(out, after)
    entry = (
        '[[entry]]\ntask = "mot"\nrecorded_on = 2025-03-04\nstate = "done"\n'
        'finished_on = 2025-03-04\nevidence = "01/BC"\n'
    )

    assert publish(out, after + entry, date(2025, 3, 5)).notices == ()
    found = items(out)["p.bon.once@planrules"]
    assert found.first == date(2025, 3, 11)
    assert found.sequence == 1
    assert found.modified == "20250305T000000Z"


def test_other_drafts_are_no_edit(out: Path) -> None:
    draft = PLAN + (
        '[[amendment]]\nid = "dt"\nstatus = "draft"\neffective_on = 2025-02-03\n'
        '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n'
        '[[amendment.end]]\nid = "hai"\non = 2025-02-03\nreason = "R"\n'
        '[[amendment.add.task]]\nid = "bon"\ntitle = "Bốn"\nlead = "a"\ndue = 2025-09-10\n'
    )
    publish(out, draft, DAY, "dt")

    assert called(out) == "Kế hoạch ví dụ (dự thảo)"
    done = publish(out, draft)

    assert done.notices == ()
    assert done.edition.drafts == ()
    assert called(out) == "Kế hoạch ví dụ"
    assert items(out)[UID].sequence == 2
    assert items(out)["p.bon.once@planrules"].is_cancelled
    assert not items(out)["p.hai.once@planrules"].is_cancelled


def called(out: Path, name: str = "p.ics") -> str:
    (line,) = (line for line in unfolded(out / name) if line.startswith("X-WR-CALNAME:"))
    return line.removeprefix("X-WR-CALNAME:")


def unfolded(path: Path) -> list[str]:
    return path.read_text("utf-8").replace("\n ", "").splitlines()


class TestDrafts:
    """Calendars that show what does not hold say so, wherever somebody may look at them."""

    DRAFT = PLAN + (
        '[[amendment]]\nid = "dt"\nstatus = "draft"\neffective_on = 2025-04-01\n'
        '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n'
    )
    LATER = date(2025, 4, 1)

    def test_each_calendar_says_by_its_name_and_what_is_in_it(self, out: Path) -> None:
        publish(out, self.DRAFT, self.LATER, "dt")
        publish(out, self.DRAFT, self.LATER, "dt", language="en")

        for name, who in (("p.ics", ""), ("p.a.ics", "Phòng A – ")):
            assert called(out, name) == f"{who}Kế hoạch ví dụ (draft)"
            (about,) = (
                one
                for one in unfolded(out / name)
                if one.startswith(("DESCRIPTION:All", "DESCRIPTION:What"))
            )
            assert about.endswith("\\nWhat-if: as if these drafts held: dt")

    def test_so_does_that_of_a_body_that_is_not_in_the_plan_any_more(self, out: Path) -> None:
        publish(out, self.DRAFT, self.LATER)
        gone = self.DRAFT.replace('id = "b"', 'id = "c"').replace('lead = "b"', 'lead = "c"')
        gone = gone.replace("Phòng B", "Phòng C")

        publish(out, gone, self.LATER, "dt")
        assert called(out, "p.b.ics") == "Phòng B – Kế hoạch ví dụ (dự thảo)"
        publish(out, gone, self.LATER, "dt")
        assert called(out, "p.b.ics") == "Phòng B – Kế hoạch ví dụ (dự thảo)"
        publish(out, gone, self.LATER)
        assert called(out, "p.b.ics") == "Phòng B – Kế hoạch ví dụ"

    def test_into_official_calendars_they_come_with_a_notice(self, out: Path) -> None:
        assert kinds(publish(out, self.DRAFT, self.LATER)) == []
        assert kinds(publish(out, self.DRAFT, self.LATER, "dt")) == [("drafted", str(out))]
        assert kinds(publish(out, self.DRAFT, self.LATER, "dt")) == []
        assert kinds(publish(out, self.DRAFT, self.LATER)) == []

    def test_a_folder_of_their_own_gives_none(self, out: Path) -> None:
        assert kinds(publish(out, self.DRAFT, self.LATER, "dt")) == []
        (out / "manifest.json").unlink()
        done = publish(out, self.DRAFT, self.LATER, "dt")
        assert "drafted" not in dict(kinds(done))

    def test_one_that_does_not_count_yet_is_none_of_those_that_do(self, out: Path) -> None:
        done = publish(out, self.DRAFT, DAY, "dt")

        assert (done.edition.drafts, done.edition.pending) == ((), ("dt",))
        assert read_edition((out / "manifest.json").read_bytes()) == done.edition
        assert called(out) == "Kế hoạch ví dụ"
        feeds = feeds_of(assessed(self.DRAFT, DAY, "dt"))
        assert (feeds.drafts, feeds.pending) == ((), ("dt",))

        done = publish(out, self.DRAFT, self.LATER, "dt")
        assert kinds(done) == [("drafted", str(out))]
        assert items(out)[UID].sequence == 1

    def test_an_edit_beside_one_that_begins_to_count_is_told(self, out: Path) -> None:
        publish(out, self.DRAFT, DAY, "dt")
        edited = self.DRAFT.replace("2025-07-10", "2025-07-17")

        done = publish(out, edited, self.LATER, "dt")

        assert kinds(done) == [("drafted", str(out)), ("moved", "p.hai.once@planrules")]


def test_the_manifest_knows_what_the_options_let_be_shown(out: Path) -> None:
    publish(out, windows=True, past=90, ahead=30)
    path = out / "manifest.json"
    edition = read_edition(path.read_bytes())
    assert edition is not None
    assert edition.scope == Scope(past=90, ahead=30, windows=True, waivers=False)

    head = json.loads(path.read_text("utf-8"))
    del head["scope"]
    older = read_edition(json.dumps(head).encode())
    assert older is not None
    assert older.scope is None
    scopes: tuple[object, ...] = (
        {"past": 90},
        {**head, "past": -1},
        {"past": "x", "ahead": 1},
        [],
        "x",
    )
    for amiss in scopes:
        assert read_edition(json.dumps({**head, "scope": amiss}).encode()) is None


def test_another_language_is_no_edit(out: Path) -> None:
    publish(out)

    done = publish(out, language="en")

    assert done.notices == ()
    assert len(done.written) == 7
    assert items(out)[UID].sequence == 0


def test_a_lost_manifest_is_read_from_the_feeds(out: Path) -> None:
    publish(out)
    edited = PLAN.replace("2025-06-10", "2025-06-17")
    publish(out, edited)
    before = octets(out)
    (out / "manifest.json").unlink()

    done = publish(out, edited)

    assert kinds(done) == [
        ("rebuilt", name) for name in ("p.ics", "p.a.ics", "p.b.ics", "p._nobody.ics")
    ]
    assert octets(out) == before
    assert publish(out, edited).notices == ()


@pytest.mark.parametrize(
    "rest",
    [
        b"",
        b"[]",
        b"{",
        b'{"format": 2}',
        b'{"format": 1}',
        b"[" * 100_000,
        b'{"format": 1, "plan": 1}',
        (
            b'{"format": 1, "plan": "p", "profile": "default", "language": "vi", "generator": "x", '
            b'"as_of": "2025-01-01", "drafts": [], "amendments": [], "files": {"../x.ics": {}}, '
            b'"events": {}}'
        ),
    ],
)
def test_a_manifest_that_can_not_be_read_is_none(out: Path, rest: bytes) -> None:
    assert read_edition(rest) is None
    publish(out)
    (out / "manifest.json").write_bytes(rest)

    assert {kind for kind, _ in kinds(publish(out))} == {"rebuilt"}
    assert publish(out).written == ()


def test_a_manifest_reads_as_it_was_written(out: Path) -> None:
    done = publish(out)

    text = (out / "manifest.json").read_bytes()
    assert read_edition(text) == done.edition
    assert json.loads(text)["events"][UID]["first"] == "2025-06-10"


def test_a_feed_that_was_edited_by_hand_is_written_again_and_goes_on(out: Path) -> None:
    publish(out)
    path = out / "p.ics"
    path.write_bytes(
        path.read_bytes()
        .replace(b"20250610", b"20250609", 1)
        .replace(b"SEQUENCE:0", b"SEQUENCE:4", 1)
    )

    done = publish(out)

    assert kinds(done) == [("rebuilt", "p.ics")]
    assert items(out)[UID].first == date(2025, 6, 10)
    assert items(out)[UID].sequence == 5
    assert items(out, "p.a.ics")[UID].sequence == 5


@pytest.mark.parametrize("rest", [b"", b"\xff", b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n"])
def test_a_feed_that_is_no_calendar_any_more_says_nothing(out: Path, rest: bytes) -> None:
    publish(out, PLAN)
    edited = PLAN.replace("2025-06-10", "2025-06-17")
    publish(out, edited)
    (out / "p.ics").write_bytes(rest)

    assert kinds(publish(out, edited)) == [("rebuilt", "p.ics")]
    assert items(out)[UID].sequence == 1


def test_a_feed_that_is_missing_is_written_again(out: Path) -> None:
    publish(out)
    before = octets(out)
    (out / "p.a.ics").unlink()

    assert publish(out).written == ("p.a.ics",)
    assert octets(out) == before


def test_other_files_stay_as_they_are(out: Path) -> None:
    out.mkdir(parents=True)
    foreign = {
        "robots.txt": b"User-agent: *\n",
        "p.ghi-chu.ics": b"BEGIN:VCALENDAR\r\nPRODID:-//x//x//VI\r\nEND:VCALENDAR\r\n",
        "p.Ghi chu.ics": b"PRODID:-//planrules//planrules//VI\r\n",
        "khac.ics": b"",
    }
    for name, data in foreign.items():
        (out / name).write_bytes(data)
    (out / "p.thu-muc.ics").mkdir()

    publish(out)
    done = publish(out)

    assert done.written == ()
    assert done.notices == ()
    assert {name: (out / name).read_bytes() for name in foreign} == foreign


def test_a_body_that_owes_nothing_any_more_keeps_an_empty_feed(out: Path) -> None:
    publish(out)
    edited = PLAN.replace('lead = "b"', 'lead = "a"')

    publish(out, edited, past=30)

    assert "Phòng B – Kế hoạch ví dụ" in (out / "p.b.ics").read_bytes().decode()
    assert items(out, "p.a.ics")["p.hai.once@planrules"].sequence == 1
    gone = edited.replace('[[unit]]\nid = "b"\nname = "Phòng B"\n', "")
    publish(out, gone, past=30)
    (told,) = items(out, "p.b.ics").values()
    assert told["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc hai – Phòng A"
    publish(out, gone, date(2025, 4, 3), past=30)
    assert items(out, "p.b.ics") == {}
    assert "Phòng B" in (out / "index.html").read_text("utf-8")


def test_a_feed_of_a_body_that_no_manifest_tells_of_stays_ours(out: Path) -> None:
    publish(out)
    (out / "manifest.json").unlink()

    publish(out, PLAN.replace('lead = "b"', 'lead = "a"'))

    assert items(out, "p.b.ics")["p.hai.once@planrules"].is_cancelled
    assert items(out)["p.hai.once@planrules"].sequence == 1


def test_former_holders_are_told_whatever_is_lost(out: Path) -> None:
    passed = PLAN + (
        '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-02-03\n'
        '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'
    )
    publish(out, passed)
    before = octets(out)
    for name in ("manifest.json", "p.ics"):
        (out / name).unlink()

    publish(out, passed)

    assert {name: octets(out)[name] for name in ("p.a.ics", "p.b.ics")} == {
        name: before[name] for name in ("p.a.ics", "p.b.ics")
    }
    assert items(out)[UID].sequence == 1


def test_a_former_holder_alone_remembers_the_sequence(out: Path) -> None:
    passed = PLAN + (
        '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-02-03\n'
        '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'
    )
    publish(out, passed)
    path = out / "p.a.ics"
    path.write_bytes(path.read_bytes().replace(b"SEQUENCE:1", b"SEQUENCE:7"))
    for name in ("manifest.json", "p.ics", "p.b.ics"):
        (out / name).unlink()

    publish(out, passed)

    assert items(out)[UID].sequence >= 7


@pytest.mark.parametrize(
    ("text", "day", "options", "what", "sentence"),
    [
        (
            PLAN.replace('id = "p"', 'id = "q"'),
            DAY,
            {},
            "plan",
            'holds feeds of the plan "p", not of "q"',
        ),
        (
            PLAN,
            DAY,
            {"profile": "tasks"},
            "profile",
            "holds feeds of the profile default, not tasks",
        ),
        (
            PLAN,
            date(2025, 3, 2),
            {},
            "as_of",
            "holds feeds as of 2025-03-03, later than 2025-03-02",
        ),
    ],
)
def test_a_folder_that_can_not_be_followed_is_left_as_it_was(
    out: Path, text: str, day: date, options: dict[str, Any], what: str, sentence: str
) -> None:
    publish(out)
    before = octets(out)

    with pytest.raises(FeedFolderError) as raised:
        publish(out, text, day, **options)

    assert raised.value.what == what
    assert sentence in str(raised.value)
    assert "đang chứa lịch" in raised.value.text("vi")
    assert octets(out) == before


def test_a_folder_that_others_write_is_not_waited_for_forever(out: Path) -> None:
    out.mkdir(parents=True)
    with (
        locked(out, name="lich", patience=1),
        pytest.raises(FeedsBusyError, match="others keep writing these feeds"),
    ):
        publish_feeds(assessed(PLAN, DAY), out, patience=0)
    assert octets(out) == {}


def test_a_writer_that_is_stopped_leaves_whole_feeds(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes next goes on from them, and says which ones it has read."""
    publish(out)
    written: list[Path] = []

    def stopped(path: Path, data: bytes) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        write_whole(path, data)

    edited = PLAN.replace("2025-06-10", "2025-06-17")
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "write_whole", stopped)
        with pytest.raises(KeyboardInterrupt):
            publish(out, edited)
    assert items(out)[UID].sequence == 1

    done = publish(out, edited)

    assert kinds(done) == [("rebuilt", "p.ics"), ("moved", UID)]
    assert items(out)[UID].sequence == items(out, "p.a.ics")[UID].sequence == 2


def test_what_a_writer_left_behind_is_cleared(out: Path) -> None:
    out.mkdir(parents=True)
    (out / ".p.ics.0123456789abcdef").write_bytes(b"BEGIN")

    publish(out)

    assert not (out / ".p.ics.0123456789abcdef").exists()


def test_checksums_are_as_the_usual_tool_reads_them(out: Path) -> None:
    publish(out)

    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("there is no sha256sum")
    checked = subprocess.run(
        [tool, "--check", "--strict", "SHA256SUMS"],
        cwd=out,
        capture_output=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(b": OK") == 4


def test_a_text_that_looks_like_the_end_of_an_event_is_kept_whole(out: Path) -> None:
    """Events that have not changed are taken from the file as they stand."""
    text = PLAN.replace("Phòng A", "END:VEVENT").replace("Việc hai", "RELATED-TO:x")
    publish(out, text)

    publish(out, text.replace("2025-07-10", "2025-07-11"))

    found = items(out)
    assert found[UID]["SUMMARY"].text == "Việc một – END:VEVENT"
    assert found["p.hai.once@planrules"].first == date(2025, 7, 11)


def test_feeds_too_large_for_some_programs_are_told(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_MOST_EVENTS", 1)
    found = [one for one in publish(out).notices if one.kind is NoticeKind.LARGE]

    assert [one.subject for one in found] == ["p.ics"]
    assert found[0].message.text("en").startswith("p.ics: 3 entries, 2 kB; programs are slow")
    monkeypatch.setattr(publishing, "_MOST_OCTETS", 900)
    assert len(publish(out).notices) == 4


def test_the_feeds_that_would_follow_can_be_looked_at(out: Path) -> None:
    edited = assessed(PLAN.replace("2025-06-10", "2025-06-17"), DAY)
    assert feeds_following(edited, out)[0].events[0].sequence == 0
    publish(out)
    before = octets(out)

    assert feeds_following(edited, out)[0].events[0].sequence == 1
    assert octets(out) == before
    assert feeds_of(edited)[0].events[0].sequence == 0


def test_what_is_no_longer_shown_keeps_its_sequence_for_later(out: Path) -> None:
    publish(out)
    edited = PLAN.replace("2025-06-10", "2025-06-17")
    publish(out, edited)
    publish(out, edited, ahead=7)
    assert items(out) == {}

    publish(out, edited)

    assert items(out)[UID].sequence == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            publish(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_plan_in_a_folder_is_published_from_there(tmp_path: Path, out: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")

    publish_feeds(
        assess(load(tmp_path), as_of=DAY, rules=()), out, FeedOptions(profile=Profile.OUTLOOK)
    )

    assert json.loads((out / "manifest.json").read_bytes())["profile"] == "outlook"
