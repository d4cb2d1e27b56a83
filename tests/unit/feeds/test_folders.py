"""Editions in a folder that somebody has had a hand in: what is read, gone on from, and told."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from planrules.errors import NoStartError
from planrules.feeds.edition import edition_text, read_edition
from planrules.feeds.errors import FeedFolderError
from planrules.feeds.options import FeedOptions
from planrules.feeds.publishing import Publication, feeds_following, publish_feeds
from planrules.feeds.telling import notice_lines
from tests.feeding import Item, assessed, by_uid, read

DAY = date(2025, 3, 3)
HEAD = """\
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
"""
ONE = """\
[[task]]
id = "mot"
title = "Việc một"
lead = "a"
due = 2025-06-10
"""
TWO = """\
[[task]]
id = "hai"
title = "Việc hai"
lead = "b"
due = 2025-07-10
"""
PLAN = HEAD + ONE + TWO
UID, OTHER = "p.mot.once@planrules", "p.hai.once@planrules"


@pytest.fixture(name="out")
def fixture_out(tmp_path: Path) -> Path:
    """Return a folder that is not there yet."""
    return tmp_path / "lich"


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


def kinds(done: Publication) -> list[tuple[str, str]]:
    return [(one.kind.value, one.subject) for one in done.notices]


def test_the_feed_of_a_body_that_was_taken_out_is_not_called_like_another(out: Path) -> None:
    publish(out)
    renamed = PLAN.replace('id = "a"', 'id = "moi"').replace('lead = "a"', 'lead = "moi"')

    for _ in range(2):
        publish(out, renamed)
        names = {
            name: read((out / name).read_bytes())["NAME"].text for name in ("p.a.ics", "p.moi.ics")
        }
        assert names == {
            "p.a.ics": "Phòng A (lịch cũ) – Kế hoạch ví dụ",
            "p.moi.ics": "Phòng A – Kế hoạch ví dụ",
        }


TITLE = """\
[[amendment]]
id = "dt"
status = "draft"
effective_on = 2025-02-03
[[amendment.change]]
id = "mot"
set.title = "Việc dự thảo"
"""


def edits(done: Publication) -> list[tuple[str, str]]:
    """What is told of edits; that a draft counts now is told besides."""
    return [one for one in kinds(done) if one[0] != "drafted"]


class TestDrafts:
    """What is edited in place, while other drafts are named than in the edition before."""

    @pytest.mark.parametrize(("before", "after"), [((), ("dt",)), (("dt",), ()), ((), ())])
    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [("2025-07-10", "2025-07-17", "moved"), ("Việc hai", "Việc khác", "reworded")],
    )
    def test_an_edit_of_what_no_draft_touches_is_told(
        self,
        before: tuple[str, ...],
        after: tuple[str, ...],
        old: str,
        new: str,
        kind: str,
        out: Path,
    ) -> None:
        publish(out, PLAN + TITLE, DAY, *before)

        done = publish(out, PLAN.replace(old, new) + TITLE, DAY, *after)

        assert edits(done) == [(kind, OTHER)]

    @pytest.mark.parametrize(("before", "after"), [((), ("dt",)), (("dt",), ())])
    def test_what_is_taken_out_is_told(
        self, before: tuple[str, ...], after: tuple[str, ...], out: Path
    ) -> None:
        publish(out, PLAN + TITLE, DAY, *before)

        done = publish(out, HEAD + ONE + TITLE, DAY, *after)

        assert edits(done) == [("dropped", OTHER)]

    @pytest.mark.parametrize(("before", "after"), [((), ("dt",)), (("dt",), ())])
    def test_an_edit_of_what_a_draft_touches_can_not_be_told(
        self, before: tuple[str, ...], after: tuple[str, ...], out: Path
    ) -> None:
        publish(out, PLAN + TITLE, DAY, *before)

        done = publish(out, PLAN.replace("2025-06-10", "2025-06-17") + TITLE, DAY, *after)

        assert edits(done) == []
        assert items(out)[UID].sequence == 1

    def test_an_edit_of_work_that_was_amended_is_told_where_a_draft_of_other_work_is_named(
        self, out: Path
    ) -> None:
        issued = TITLE.replace("dt", "sd").replace("draft", "issued").replace("mot", "hai")
        text = PLAN + TITLE + issued + "set.due = 2025-08-10\n"
        publish(out, text, DAY)

        done = publish(out, text.replace("2025-08-10", "2025-08-11"), DAY, "dt")

        assert edits(done) == [("moved", OTHER)]

    def test_what_was_shown_last_with_other_drafts_is_not_told(self, out: Path) -> None:
        draft = TITLE.replace('set.title = "Việc dự thảo"', "set.due = 2025-06-20")
        publish(out, PLAN + draft, DAY, "dt")
        publish(out, PLAN + draft, DAY, ahead=30)
        assert UID not in items(out)

        done = publish(out, PLAN + draft, DAY)

        assert edits(done) == []
        assert items(out)[UID].sequence == 2


class TestRewinding:
    """A day that was given by mistake."""

    LATER = date(2027, 12, 20)

    def test_a_folder_of_a_later_day_says_what_to_do(self, out: Path) -> None:
        publish(out, day=self.LATER)

        with pytest.raises(FeedFolderError) as raised:
            publish(out)

        assert raised.value.text() == (
            f"{out}: đang chứa lịch tính đến 20/12/2027, sau ngày 03/3/2025; xem lại --as-of; nếu "
            "lần trước ghi nhầm ngày 20/12/2027 thì thêm --rewind: lịch ghi lại theo ngày "
            "03/3/2025, không số SEQUENCE nào lùi"
        )
        assert str(raised.value) == (
            f"{out}: holds feeds as of 2027-12-20, later than 2025-03-03; look at --as-of again; "
            "if 2027-12-20 was a mistake, add --rewind: the feeds are written as of 2025-03-03, "
            "and no SEQUENCE goes back"
        )
        assert (raised.value.found, raised.value.wanted) == ("2027-12-20", "2025-03-03")

    def test_it_can_be_gone_on_from_and_no_number_goes_back(self, out: Path) -> None:
        """Work that an amendment will move, withdraw and add is as it stands today."""
        plan = PLAN + (
            '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-05-05\n'
            '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n'
            '[[amendment.end]]\nid = "hai"\non = 2025-05-05\nreason = "R"\n'
            '[[amendment.add.task]]\nid = "ba"\ntitle = "Việc ba"\nlead = "a"\n'
            "due = 2025-08-11\n"
        )
        publish(out, plan)
        publish(out, plan, date(2025, 6, 2))
        ahead = items(out)
        assert ahead[OTHER].is_cancelled

        assessment = assessed(plan, DAY)
        assert feeds_following(assessment, out, rewind=True)[0].events
        done = publish_feeds(assessment, out, rewind=True)

        found = items(out)
        assert done.notices == ()
        assert found[UID].first == date(2025, 6, 10)
        assert not found[OTHER].is_cancelled
        assert found["p.ba.once@planrules"].is_cancelled
        assert {uid: item.sequence - ahead[uid].sequence for uid, item in found.items()} == {
            UID: 1,
            OTHER: 1,
            "p.ba.once@planrules": 1,
        }
        assert all(found[uid].modified > item.modified for uid, item in ahead.items())
        assert publish(out, plan).written == ()
        publish(out, plan, date(2025, 6, 2))
        assert {uid: item.sequence for uid, item in items(out).items()} == {
            uid: item.sequence + 1 for uid, item in found.items()
        }

    def test_what_was_taken_out_then_is_gone_since_today(self, out: Path) -> None:
        publish(out)
        publish(out, HEAD + TWO, date(2025, 6, 2), past=30)
        before = items(out)[UID]
        publish_feeds(assessed(HEAD + TWO, DAY), out, FeedOptions(past=30), rewind=True)

        item = items(out)[UID]
        assert item["DESCRIPTION"].text == "Không còn trong kế hoạch từ 03/3/2025"
        assert item.sequence == before.sequence
        assert item.modified > before.modified
        publish(out, HEAD + TWO, date(2025, 4, 4), past=30)
        assert UID not in items(out)


def test_a_refused_plan_makes_no_folder(out: Path) -> None:
    text = PLAN.replace("due = 2025-06-10", 'every = "month"')
    for day in ("issued_on", "starts_on"):
        text = text.replace(f"{day} = 2025-01-06\n", "")

    with pytest.raises(NoStartError):
        publish(out, text)

    assert not out.exists()


class TestDamage:
    """A manifest that is lost or that a stranger wrote, and calendars that hands have changed."""

    @pytest.mark.parametrize("profile", ["default", "tasks"])
    @pytest.mark.parametrize(
        ("found", "sequence"),
        [
            ("abc", 0),
            ("2147483647", 2147483647),
            ("2147483648", 2_000_000_001),
            ("9" * 30, 2_000_000_001),
        ],
    )
    def test_one_bad_number_is_the_only_one_that_is_lost(
        self, profile: str, found: str, sequence: int, out: Path
    ) -> None:
        moved = PLAN.replace("2025-06-10", "2025-06-11").replace("2025-07-10", "2025-07-11")
        publish(out, profile=profile)
        publish(out, moved, profile=profile)
        (out / "manifest.json").unlink()
        for path in out.glob("p*.ics"):
            head, mark, rest = path.read_bytes().partition(UID.encode())
            rest = rest.replace(b"SEQUENCE:1", b"SEQUENCE:" + found.encode(), 1)
            path.write_bytes(head + mark + rest)

        done = publish(out, PLAN, profile=profile)

        assert items(out)[OTHER].sequence == 2
        # Nobody can know what a number was that is none; there is nothing after the last one.
        assert items(out)[UID].sequence == (1 if found == "abc" else sequence)
        miscounted = [one for one in done.notices if one.kind.value == "miscounted"]
        if found == "2147483647":
            assert not miscounted
            return
        assert [one.subject for one in miscounted] == [UID, UID]
        shown = found[:20]
        number = 2_000_000_000 if found.isdecimal() else 0
        assert miscounted[0].message.text("vi") == (
            f"{UID}: SEQUENCE “{shown}” trong p.ics không dùng được; lịch đi tiếp từ {number}"
        )
        assert publish(out, PLAN, profile=profile).written == ()

    def test_the_last_number_is_kept_where_work_is_taken_out(self, out: Path) -> None:
        publish(out)
        (out / "manifest.json").unlink()
        path = out / "p.ics"
        path.write_bytes(path.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:2147483647"))

        publish(out, HEAD + TWO)

        assert items(out)[UID].sequence == 2147483647
        assert publish(out, HEAD + TWO).written == ()

    def test_a_manifest_makes_no_feeds_of_bodies_that_nobody_knows(self, out: Path) -> None:
        publish(out)
        path = out / "manifest.json"
        data = json.loads(path.read_text("utf-8"))
        foreign = out / "p.ghi-chu.ics"
        foreign.write_bytes(b"BEGIN:VCALENDAR\r\n")
        digest = sha256(foreign.read_bytes()).hexdigest()
        entry = data["files"]["p.a.ics"]
        for name in ("p.la.ics", "q.ics", "p..ics", "pa.ics", "p.ghi-chu.ics"):
            data["files"][name] = entry | {"sha256": digest}
        path.write_text(json.dumps(data), "utf-8")

        publish(out)

        assert {one.name for one in out.glob("*.ics")} == {
            *("p.ics", "p.a.ics", "p.b.ics", "p.ghi-chu.ics"),
        }
        assert foreign.read_bytes() == b"BEGIN:VCALENDAR\r\n"

    def test_the_feed_of_a_body_that_an_event_tells_of_is_written_again(self, out: Path) -> None:
        publish(out)
        gone = PLAN.replace('id = "a"', 'id = "moi"').replace('lead = "a"', 'lead = "b"')
        (out / "p.a.ics").unlink()

        publish(out, gone)

        assert (out / "p.a.ics").exists()

    def test_without_its_manifest_a_folder_cancels_no_longer_than_with_it(self, out: Path) -> None:
        without = HEAD + TWO
        publish(out, past=30)
        publish(out, without, date(2025, 3, 5), past=30)
        (out / "manifest.json").unlink()
        publish(out, without, date(2025, 3, 20), past=30)

        item = items(out)[UID]
        assert item.is_cancelled
        assert item["DESCRIPTION"].text == "Không còn trong kế hoạch từ 05/3/2025"
        publish(out, without, date(2025, 4, 4), past=30)
        assert UID in items(out)
        publish(out, without, date(2025, 4, 5), past=30)
        assert UID not in items(out)


class TestNotices:
    """What whoever publishes is told of what was edited, in few lines."""

    EXTENSION = '[[extension]]\ntask = "mot"\nrecorded_on = 2025-03-03\ndue = {}\n'

    @pytest.mark.parametrize("after", ["", EXTENSION.format("2025-07-02")], ids=["gone", "edited"])
    def test_an_extension_that_was_edited_is_told_of_the_ledger(
        self, after: str, out: Path
    ) -> None:
        publish(out, PLAN + self.EXTENSION.format("2025-07-01"))

        done = publish(out, PLAN + after, date(2025, 3, 4))

        assert kinds(done) == [("unrecorded", UID)]
        now = "02/7/2025" if after else "10/6/2025"
        assert done.notices[0].message.text("vi") == (
            f"{UID} (“Việc một – Phòng A”): thời hạn đổi từ 01/7/2025 thành {now}, do một gia hạn "
            "đã ghi trong sổ theo dõi bị sửa hoặc xóa; lịch đã cập nhật (SEQUENCE "
            f"{items(out)[UID].sequence}), nhưng cần ghi một gia hạn mới thay cho việc sửa bản đã "
            "ghi"
        )
        assert "an extension in the ledger was changed" in done.notices[0].message.text("en")

    def test_another_holder_of_work_that_was_put_off_is_told_of_the_plan(self, out: Path) -> None:
        publish(out, PLAN + self.EXTENSION.format("2025-07-01"))

        done = publish(out, PLAN.replace('lead = "a"', 'lead = "b"'), date(2025, 3, 4))

        assert kinds(done) == [("moved", UID)]

    def test_one_edited_task_is_told_in_one_line(self, out: Path) -> None:
        plan = PLAN.replace("due = 2025-06-10", 'every = "month"')
        publish(out, plan, windows=True)

        done = publish(out, plan.replace("Việc", "Việc khác"), windows=True)

        assert len(done.notices) == 13
        said = "nội dung đã đổi ngay trong kế hoạch; cần một văn bản sửa đổi"
        assert list(notice_lines(done, language="vi")) == [
            (
                f"p.mot.2025-01@planrules (“Việc khác một (tháng 01/2025) – Phòng A”): {said} "
                "(và 11 mục khác của nhiệm vụ này)"
            ),
            f"{OTHER} (“Việc khác hai – Phòng B”): {said}",
        ]

    def test_many_edited_tasks_are_counted(self, out: Path) -> None:
        tasks = "".join(TWO.replace('"hai"', f'"v-{n:03}"') for n in range(60))
        publish(out, PLAN + tasks)
        path = out / "p.ics"
        path.write_bytes(path.read_bytes() + b"\r\n")

        done = publish(out, PLAN + tasks.replace("Việc hai", "Việc khác"))
        moved = publish(out, HEAD + ONE)

        lines = list(notice_lines(done, language="en"))
        assert len(done.notices) == 61
        assert len(lines) == 12
        assert lines[0].startswith("p.ics: does not agree")
        assert lines[-1] == "… and 50 more like these: --format json tells all"
        assert len(list(notice_lines(moved, language="vi"))) == 11

    def test_a_manifest_of_an_earlier_release_comes_back_as_it_was(self, out: Path) -> None:
        publish(out)
        told = json.loads((out / "manifest.json").read_text("utf-8"))
        del told["scope"]
        edition = read_edition(json.dumps(told).encode())

        assert edition is not None
        assert edition.scope is None
        assert read_edition(edition_text(edition)) == edition

    def test_a_day_has_no_more_changes_than_seconds(self, out: Path) -> None:
        publish(out)
        publish(out, PLAN.replace("2025-06-10", "2025-06-11"))
        path = out / "manifest.json"
        told = json.loads(path.read_text("utf-8"))
        told["events"][UID]["turn"] = 86_399
        path.write_text(json.dumps(told), "utf-8")

        publish(out, PLAN.replace("2025-06-10", "2025-06-12"))

        assert items(out)[UID].modified == "20250304T000000Z"

    def test_what_hands_made_of_other_lines_is_written_anew(self, out: Path) -> None:
        publish(out)
        path = out / "p.ics"
        octets = path.read_bytes()
        told = octets.replace(b"LAST-MODIFIED:", b"LAST-MODIFIED:9999", 1)
        told = told.replace(
            b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nSUMMARY:Ai?\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n", 1
        )
        path.write_bytes(told)

        publish(out)

        assert path.read_bytes() == octets

    def test_an_event_that_can_not_be_read_is_written_anew(self, out: Path) -> None:
        publish(out)
        path = out / "p.ics"
        octets = path.read_bytes()
        path.write_bytes(octets.replace(UID.encode(), UID.encode() + b"\r\nBEGIN:VALARM", 1))

        publish(out)

        assert items(out).keys() == by_uid(octets).keys()
