"""Where an event comes from."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planrules import Assessment, assess, load
from planrules.errors import UnknownEventError
from planrules.feeds.explaining import Explanation, explained, explanation_data, explanation_lines
from planrules.feeds.feed import Feeds, feeds_of
from planrules.feeds.options import FeedOptions
from planrules.feeds.publishing import feeds_following, publish_feeds
from tests.feeding import assessed

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
id = "khong-han"
title = "Việc không thời hạn"
lead = "a"
[[amendment]]
id = "sd-1"
status = "issued"
effective_on = 2025-02-03
[[amendment.change]]
id = "mot"
set.due = 2025-06-20
[[amendment.add.task]]
id = "moi"
title = "Việc mới"
lead = "a"
due = 2025-09-10
[[amendment]]
id = "sd-2"
status = "issued"
effective_on = 2025-03-03
[[amendment.replace]]
unit = "a"
with = "b"
[[amendment]]
id = "sd-3"
status = "issued"
number = "77/KH-UBND"
effective_on = 2025-04-07
[[amendment.end]]
id = "moi"
on = 2025-04-07
reason = "R"
[[amendment.change]]
id = "mot"
unset = ["due"]
[[extension]]
task = "moi"
recorded_on = 2025-03-10
due = 2025-10-10
decision = "05/QĐ"
[[entry]]
task = "moi"
recorded_on = 2025-03-12
state = "in-progress"
"""


def told(uid: str, day: date = date(2025, 5, 5), options: FeedOptions | None = None) -> Explanation:
    return explained(feeds_of(assessed(PLAN, day), options), uid)


def test_an_event_is_explained_from_its_beginning() -> None:
    found = told("p.moi.once@planrules")

    assert list(explanation_lines(found, language="vi"))[:4] == [
        "p.moi.once@planrules",
        "Nhiệm vụ: moi “Việc mới”",
        "Có trong: p.ics, p.a.ics, p.b.ics",
        "[BÃI BỎ] Việc mới – Phòng B",
    ]
    text = "\n".join(explanation_lines(found, language="vi"))
    assert "SEQUENCE 3" in text
    days = [change.on for change in found.changes]
    assert days == sorted(days)
    for words in (
        "03/02/2025: sửa đổi sd-1 thêm nhiệm vụ",
        "03/3/2025: Phòng A không còn thực hiện",
        "10/3/2025: gia hạn đến 10/10/2025 (05/QĐ)",
        "12/3/2025: ghi tiến độ: đang thực hiện",
        "08/4/2025: không còn phải thực hiện",
    ):
        assert f"  {words}" in text


def test_a_uid_may_be_that_of_an_obligation_or_of_a_window() -> None:
    for uid in ("p.moi.once", " window.p.moi.once@planrules "):
        standing = told(uid).standing
        assert standing is not None
        assert standing.obligation.uid == "p.moi.once"


def test_what_is_in_no_feed_says_why() -> None:
    day, ahead = date(2025, 3, 20), FeedOptions(ahead=7)

    assert told("p.khong-han.once").why_not is not None
    lines = "\n".join(explanation_lines(told("p.khong-han.once"), language="vi"))
    assert "Không có trong lịch nào: việc không có thời hạn" in lines
    lines = "\n".join(explanation_lines(told("p.moi.once", day, ahead), language="en"))
    assert "In no feed: outside the days from" in lines
    lines = "\n".join(explanation_lines(told("p.moi.once", date(2027, 3, 1)), language="vi"))
    assert "từ 08/4/2025 không còn phải thực hiện, và chỉ ghi là bãi bỏ trong 400 ngày" in lines
    past = explained(feeds_of(assessed(PLAIN, date(2027, 3, 1))), "p.mot.once")
    lines = "\n".join(explanation_lines(past, language="vi"))
    assert "Không có trong lịch nào: trước ngày 25/01/2026" in lines


def test_deadlines_that_moved_and_went_are_told() -> None:
    moved = "\n".join(explanation_lines(told("p.mot.once"), language="vi"))

    assert "03/02/2025: thời hạn thành 20/6/2025" in moved
    assert "07/4/2025: không còn thời hạn" in moved
    assert "07/4/2025: sửa đổi sd-3 (77/KH-UBND) đổi mục “thời hạn”" in moved


def test_work_that_another_body_took_over_long_ago_names_what_took_its_place() -> None:
    text = PLAIN[: PLAIN.index("[[task]]")].replace(
        'name = "Phòng A"', 'name = "Phòng A"\nuntil = 2025-03-31\nsuccessors = ["b"]'
    )
    text += (
        '[[group]]\nid = "n"\nname = "Các phòng"\nmembers = ["a"]\n'
        '[[task]]\nid = "chung"\ntitle = "Việc chung"\nlead = { each = "n" }\n'
        "due = 2026-12-10\n"
    )
    found = explained(feeds_of(assessed(text, date(2026, 11, 2))), "p.chung.once.a")

    assert list(explanation_lines(found, language="vi"))[2:5] == [
        (
            "Không có trong lịch nào: từ 01/4/2025 không còn phải thực hiện, và chỉ ghi là bãi bỏ "
            "trong 400 ngày"
        ),
        "Đã thay đổi:",
        "  01/4/2025: không còn phải thực hiện, chuyển sang p.chung.once.b",
    ]


def test_data_say_the_same() -> None:
    data = explanation_data(told("p.moi.once"), language="en")

    assert data["uid"] == "p.moi.once@planrules"
    assert data["files"] == ["p.ics", "p.a.ics", "p.b.ics"]
    assert data["sequence"] == 3
    assert data["modified"] == "2025-04-08"
    assert {"on": "2025-04-08", "what": "withdrawn"} in data["changes"]
    assert explanation_data(told("p.khong-han.once"), language="en")["due"] is None


def test_an_unknown_uid_is_refused_with_one_that_may_be_meant() -> None:
    with pytest.raises(UnknownEventError) as raised:
        told("p.mo.once")
    assert "p.moi.once" in raised.value.text("vi")
    assert "p.moi.once" in str(raised.value)


def test_a_plan_without_amendments_tells_no_changes() -> None:
    plain = PLAN[: PLAN.index("[[amendment]]")]
    found = explained(feeds_of(assessed(plain, date(2025, 5, 5))), "p.mot.once")

    assert found.changes == ()
    assert "What has changed:" not in list(explanation_lines(found, language="en"))


WAIVER = """\
format = 1
[[waiver]]
rule = "RES001"
subject = "mot"
reason = "Thiếu cán bộ"
approver = "a"
document = "1/TB"
granted = {granted}
expires = 2025-09-01
"""
QUARTERLY = """\
[[task]]
id = "quy"
title = "Báo cáo quý"
lead = "a"
every = "quarter"
due_after_close = "5d"
"""
PLAIN = PLAN[: PLAN.index("[[amendment]]")]
FIRST, NEXT = date(2025, 3, 3), date(2025, 3, 10)


class TestFolders:
    """What is gone from the plan is known from the folder alone."""

    def following(
        self,
        folder: Path,
        before: str,
        now: str,
        *,
        day: date = NEXT,
        **options: Any,  # noqa: ANN401 - of FeedOptions
    ) -> Feeds:
        asked = FeedOptions(**options)
        publish_feeds(assessed(before, FIRST), folder, asked)
        if day > NEXT:
            publish_feeds(assessed(now, NEXT), folder, asked)
            publish_feeds(assessed(now, day), folder, asked)
        return feeds_following(assessed(now, day), folder, asked)

    def lines(self, feeds: Feeds, uid: str, language: str = "vi") -> list[str]:
        return list(explanation_lines(explained(feeds, uid), language=language))

    WITHOUT = PLAIN[: PLAIN.index('[[task]]\nid = "mot"')]

    def test_what_is_gone_from_the_plan_says_since_when(self, tmp_path: Path) -> None:
        feeds = self.following(tmp_path, PLAIN, self.WITHOUT)
        told = "SEQUENCE 1 (đổi ngày, đổi cơ quan hoặc bãi bỏ: 1 lần)"
        numbers = f"{told}, phiên bản 0, sửa lần cuối 10/3/2025"

        assert self.lines(feeds, "p.mot.once") == [
            "p.mot.once@planrules",
            "Đang có trong thư mục (lần ghi tính đến 03/3/2025): “Việc một – Phòng A”, 10/6/2025",
            "Không còn trong kế hoạch từ 10/3/2025",
            "Có trong: p.ics, p.a.ics",
            "[BÃI BỎ] Việc một – Phòng A",
            "  Không còn trong kế hoạch từ 10/3/2025",
            numbers,
        ]
        data = explanation_data(explained(feeds, "p.mot.once"), language="en")
        assert data["gone"] == {"on": "2025-03-10", "why": "Gone from the plan since 2025-03-10"}
        assert (data["kind"], data["obligation"]) == ("obligation", "p.mot.once")
        assert (data["task"], data["unit"], data["due"]) == (None, "a", "2025-06-10")

    def test_it_says_so_once_it_is_shown_no_more(self, tmp_path: Path) -> None:
        feeds = self.following(tmp_path, PLAIN, self.WITHOUT, day=date(2025, 5, 5), past=30)

        assert self.lines(feeds, "p.mot.once") == [
            "p.mot.once@planrules",
            "Hiện không có trong thư mục (lần ghi tính đến 05/5/2025)",
            "Không có trong lịch nào: đã ghi là bãi bỏ đủ 30 ngày",
            "[BÃI BỎ] Việc một – Phòng A",
            "Không còn trong kế hoạch từ 10/3/2025",
        ]
        data = explanation_data(explained(feeds, "p.mot.once"), language="vi")
        assert data["files"] == []
        assert data["sequence"] == 1

    def test_what_had_passed_before_it_was_gone_says_so(self, tmp_path: Path) -> None:
        publish_feeds(assessed(PLAIN, FIRST), tmp_path, FeedOptions(past=30))
        day = date(2025, 9, 1)
        publish_feeds(assessed(PLAIN, day), tmp_path, FeedOptions(past=30))
        feeds = feeds_following(assessed(self.WITHOUT, day), tmp_path, FeedOptions(past=30))

        assert self.lines(feeds, "p.mot.once", "en") == [
            "p.mot.once@planrules",
            "Not in the folder now (edition as of 2025-09-01)",
            "In no feed: gone from the plan, and not shown any more before that",
            "Việc một – Phòng A",
        ]

    def test_without_the_folder_nothing_is_known_of_it(self, tmp_path: Path) -> None:
        feeds = self.following(tmp_path, PLAIN, self.WITHOUT)

        with pytest.raises(UnknownEventError):
            explained(feeds_of(assessed(self.WITHOUT, NEXT)), "p.mot.once")
        with pytest.raises(UnknownEventError, match=r"p\.mot\.once"):
            explained(feeds, "p.mt.once")

    def test_who_held_it_is_told_and_where_it_says_so(self, tmp_path: Path) -> None:
        edited = PLAIN.replace('lead = "a"\ndue', 'lead = "b"\ndue')
        found = explained(self.following(tmp_path, PLAIN, edited), "p.mot.once")

        assert found.files == ("p.ics", "p.a.ics", "p.b.ics")
        assert [(change.on, change.what.text("vi")) for change in found.changes] == [
            (NEXT, "Phòng A không còn thực hiện, do đổi ngay trong kế hoạch")
        ]

    def test_a_holder_that_the_plan_knows_no_longer_is_called_as_its_feed(
        self, tmp_path: Path
    ) -> None:
        now = PLAIN.replace('"a"', '"a-moi"').replace("Phòng A", "Phòng A mới")
        found = explained(self.following(tmp_path, PLAIN, now), "p.mot.once")

        (change,) = found.changes
        assert (
            change.what.text("en") == "Phòng A no longer holds it, as the plan itself was changed"
        )
        assert found.untold == 0

    def test_changes_in_the_plan_itself_are_counted(self, tmp_path: Path) -> None:
        edited = PLAIN.replace("2025-06-10", "2025-06-17")
        once = self.following(tmp_path, PLAIN, edited)
        assert self.lines(once, "p.mot.once", "en")[-3:-1] == [
            "What has changed:",
            (
                "  1 in all: made in the plan itself, of drafts that count no longer, or of a "
                "later day (--rewind)"
            ),
        ]
        publish_feeds(assessed(edited, NEXT), tmp_path)
        amended = edited + (
            '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-03-17\n'
            '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n'
        )
        feeds = feeds_following(assessed(amended, date(2025, 3, 17)), tmp_path)

        lines = self.lines(feeds, "p.mot.once")
        assert lines[-2].startswith("  và 1 lần khác: sửa ngay trong kế hoạch")
        data = explanation_data(explained(feeds, "p.mot.once"), language="vi")
        assert (data["sequence"], data["untold"], len(data["changes"])) == (2, 1, 2)

    def test_a_day_that_follows_what_was_recorded_is_no_edit(self, tmp_path: Path) -> None:
        """It may have been, and so is not said to be one."""
        after = PLAIN + (
            '[[task]]\nid = "sau"\ntitle = "Việc sau"\nlead = "b"\n'
            'deadline_from = { task = "mot", within = "5d" }\n'
        )
        done = after + (
            '[[entry]]\ntask = "mot"\nrecorded_on = 2025-03-06\nstate = "done"\n'
            'finished_on = 2025-03-05\nevidence = "1/BC"\n'
        )
        lines = self.lines(self.following(tmp_path, after, done), "p.sau.once")

        assert "  1 lần: theo ngày đã ghi của việc mà thời hạn tính từ đó" in lines[-2]

    def test_what_stands_in_the_folder_is_told_whatever_is_asked_for(self, tmp_path: Path) -> None:
        text, uid = PLAIN + QUARTERLY, "window.p.quy.2025-Q2"
        publish_feeds(assessed(text, FIRST), tmp_path, FeedOptions(windows=True, past=90))

        alone = feeds_following(assessed(text, FIRST), tmp_path)
        lines = self.lines(alone, uid)
        assert lines[2:5] == [
            (
                "Đang có trong thư mục (lần ghi tính đến 03/3/2025): “Kỳ số liệu quý II/2025: "
                "Báo cáo quý – Phòng A”, 15/3/2025 – 14/6/2025"
            ),
            (
                "Thư mục được ghi với tùy chọn khác: --past 90, --windows; lần này: --past 400, "
                "không có --windows"
            ),
            (
                "Nếu ghi lại như lần này hỏi: Không có trong lịch nào: kỳ số liệu chỉ được ghi "
                "khi có --windows"
            ),
        ]
        same = feeds_following(assessed(text, FIRST), tmp_path, FeedOptions(windows=True, past=90))
        found = explained(same, uid)
        assert found.folder is not None
        assert (found.folder.stands, found.folder.differs, found.why_not) == (True, {}, None)
        assert explanation_data(explained(alone, uid), language="vi")["folder"] == {
            "as_of": "2025-03-03",
            "stands": True,
            "title": "Kỳ số liệu quý II/2025: Báo cáo quý – Phòng A",
            "first": "2025-03-15",
            "last": "2025-06-14",
            "differs": ["past", "windows"],
        }

    def test_what_does_not_stand_in_the_folder_yet_says_so(self, tmp_path: Path) -> None:
        publish_feeds(assessed(PLAIN + QUARTERLY, FIRST), tmp_path, FeedOptions(ahead=7))
        asked = FeedOptions(waivers=True)
        feeds = feeds_following(assessed(PLAIN + QUARTERLY, FIRST), tmp_path, asked)

        lines = self.lines(feeds, "p.quy.2025-Q2", "en")
        assert lines[2:5] == [
            "Not in the folder now (edition as of 2025-03-03)",
            (
                "The folder was written with other options: --ahead 7, no --waivers; this time: no "
                "--ahead, --waivers"
            ),
            "Stands in: p.ics, p.a.ics",
        ]

    def test_other_drafts_than_the_folder_was_written_with_are_told(self, tmp_path: Path) -> None:
        draft = PLAIN + (
            '[[amendment]]\nid = "dt"\nstatus = "draft"\neffective_on = 2025-02-03\n'
            '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n'
        )
        publish_feeds(assessed(draft, FIRST, "dt"), tmp_path)

        lines = self.lines(feeds_following(assessed(draft, FIRST), tmp_path), "p.mot.once")
        assert lines[3] == (
            "Thư mục được ghi với tùy chọn khác: --with dt; lần này: không có --with"
        )
        told = self.lines(feeds_following(assessed(draft, FIRST, "dt"), tmp_path), "p.mot.once")
        assert "  03/02/2025: sửa đổi dt, dự thảo, đổi mục “thời hạn”" in told

    def test_of_a_folder_without_a_manifest_its_options_are_not_known(self, tmp_path: Path) -> None:
        publish_feeds(assessed(PLAIN, FIRST), tmp_path, FeedOptions(past=90))
        (tmp_path / "manifest.json").unlink()

        feeds = feeds_following(assessed(PLAIN, FIRST), tmp_path)
        lines = self.lines(feeds, "p.mot.once")
        assert lines[2:4] == [
            "Đang có trong thư mục: “Việc một – Phòng A”, 10/6/2025",
            "Có trong: p.ics, p.a.ics",
        ]
        folder = explanation_data(explained(feeds, "p.mot.once"), language="vi")["folder"]
        assert (folder["as_of"], folder["differs"]) == (None, [])

    def test_that_nobody_held_it_is_told(self, tmp_path: Path) -> None:
        before = PLAIN.replace('lead = "a"\ndue', 'lead = { text = "các đoàn thể" }\ndue')

        (change,) = explained(self.following(tmp_path, before, PLAIN), "p.mot.once").changes

        assert change.what.text("vi") == "đã có cơ quan thực hiện"

    def test_what_an_amendment_tells_is_told_once(self, tmp_path: Path) -> None:
        """Even where it came to be known so late that the folder has to remember it."""
        late = (
            '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-01-20\n'
            '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'
        )
        found = explained(self.following(tmp_path, PLAIN, PLAIN + late, past=30), "p.mot.once")

        assert "p.a.ics" in found.files
        told = [change.what.text("vi") for change in found.changes]
        assert [one for one in told if "Phòng A" in one] == ["Phòng A không còn thực hiện"]

    def test_work_that_has_lost_its_deadline_says_since_when(self, tmp_path: Path) -> None:
        undated = PLAIN.replace("due = 2025-06-10\n", "")
        found = explained(self.following(tmp_path, PLAIN, undated), "p.mot.once")

        assert found.why_not is None
        data = explanation_data(found, language="vi")
        assert data["gone"] == {"on": "2025-03-10", "why": "Không còn thời hạn từ 10/3/2025"}
        assert data["due"] is None
        assert data["task"] == "mot"

    def test_a_day_that_moved_out_of_the_window_says_why_it_is_there(self, tmp_path: Path) -> None:
        far = PLAIN.replace("2025-06-10", "2025-12-10")
        found = explained(self.following(tmp_path, PLAIN, far, ahead=120), "p.mot.once")

        (change,) = found.changes
        assert "it stays, so that the new one can be seen" in change.what.text("en")


class TestWindows:
    TEXT = PLAIN + QUARTERLY
    UID = "window.p.quy.2025-Q2"

    def told(self, text: str, uid: str = UID, **options: Any) -> Explanation:  # noqa: ANN401 - of FeedOptions
        return explained(feeds_of(assessed(text, FIRST), FeedOptions(**options)), uid)

    def test_the_days_of_a_period_are_explained_as_its_work_is(self) -> None:
        found = self.told(self.TEXT, windows=True)

        data = explanation_data(found, language="vi")
        assert data["uid"] == f"{self.UID}@planrules"
        assert (data["kind"], data["obligation"]) == ("window", "p.quy.2025-Q2")
        assert (data["task"], data["files"]) == ("quy", ["p.ics", "p.a.ics"])
        assert "Kỳ số liệu quý II/2025" in "\n".join(explanation_lines(found, language="vi"))

    @pytest.mark.parametrize(
        ("uid", "options", "words"),
        [
            (UID, {}, "kỳ số liệu chỉ được ghi khi có --windows"),
            (UID, {"windows": True, "profile": "tasks"}, "chỉ được ghi khi có --windows"),
            ("window.p.mot.once", {"windows": True}, "việc không có kỳ số liệu riêng"),
            (UID, {"windows": True, "ahead": 3}, "ngoài khoảng từ"),
        ],
    )
    def test_what_is_in_no_feed_says_why(
        self, uid: str, options: dict[str, Any], words: str
    ) -> None:
        found = self.told(self.TEXT, uid, **options)

        assert found.why_not is not None
        assert words in found.why_not.text("vi")
        assert explanation_data(found, language="vi")["sequence"] == 0

    def test_with_work_that_is_withdrawn_it_says_so(self) -> None:
        end = (
            '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-03-01\n'
            '[[amendment.end]]\nid = "quy"\non = 2025-03-01\nreason = "R"\n'
        )
        found = self.told(self.TEXT + end, windows=True)

        assert found.why_not is not None
        assert found.why_not.text("en") == "In no feed: the work is withdrawn"

    def test_one_that_is_gone_says_since_when(self, tmp_path: Path) -> None:
        options = FeedOptions(windows=True)
        publish_feeds(assessed(self.TEXT, FIRST), tmp_path, options)
        found = explained(feeds_following(assessed(PLAIN, NEXT), tmp_path, options), self.UID)

        data = explanation_data(found, language="vi")
        assert data["gone"]["on"] == "2025-03-10"
        assert (data["kind"], data["task"], data["unit"]) == ("window", None, "a")
        assert data["files"] == ["p.ics", "p.a.ics"]


class TestWaivers:
    def assessed(self, folder: Path, waiver: str) -> Assessment:
        folder.mkdir(exist_ok=True)
        (folder / "plan.toml").write_text(PLAIN, "utf-8")
        (folder / "rules.toml").write_text(waiver, "utf-8")
        return assess(load(folder), as_of=FIRST, rules=())

    def uid(self, assessment: Assessment) -> str:
        feeds = feeds_of(assessment, FeedOptions(waivers=True))
        (uid,) = (one.uid for one in feeds.events if one.uid.startswith("waiver."))
        return uid

    def test_a_waiver_is_explained(self, tmp_path: Path) -> None:
        given = self.assessed(tmp_path, WAIVER.format(granted="2025-01-20"))
        uid = self.uid(given)

        found = explained(feeds_of(given, FeedOptions(waivers=True)), uid)
        assert list(explanation_lines(found, language="vi"))[:4] == [
            uid,
            "Ngoại lệ của quy tắc RES001 cho mot, từ 20/01/2025 đến 01/9/2025",
            "Có trong: p.ics",
            "Hết hạn ngoại lệ RES001: Việc một",
        ]
        data = explanation_data(found, language="vi")
        assert (data["kind"], data["obligation"], data["task"]) == ("waiver", None, None)
        assert data["due"] == "2025-09-01"

        found = explained(feeds_of(given), uid.removesuffix("@planrules"))
        assert found.why_not is not None
        assert "chỉ được ghi khi có --waivers" in found.why_not.text("vi")
        found = explained(feeds_of(given, FeedOptions(waivers=True, ahead=3)), uid)
        assert found.why_not is not None
        assert "ngoài khoảng từ" in found.why_not.text("vi")
        with pytest.raises(UnknownEventError):
            explained(feeds_of(given), "waiver.p.RES001.0")

    def test_one_that_is_not_granted_yet_says_so(self, tmp_path: Path) -> None:
        uid = self.uid(self.assessed(tmp_path, WAIVER.format(granted="2025-01-20")))
        given = self.assessed(tmp_path, WAIVER.format(granted="2025-04-01"))

        found = explained(feeds_of(given, FeedOptions(waivers=True)), uid)

        assert found.why_not is not None
        assert found.why_not.text("vi").endswith("ngoại lệ được chấp thuận từ 01/4/2025")

    def test_one_that_was_taken_out_says_since_when(self, tmp_path: Path) -> None:
        options = FeedOptions(waivers=True)
        given = self.assessed(tmp_path / "plan", WAIVER.format(granted="2025-01-20"))
        publish_feeds(given, tmp_path / "lich", options)
        without = self.assessed(tmp_path / "plan", "format = 1\n")

        found = explained(feeds_following(without, tmp_path / "lich", options), self.uid(given))

        data = explanation_data(found, language="en")
        assert data["gone"] == {
            "on": "2025-03-03",
            "why": "The waiver is no longer recorded since 2025-03-03",
        }
        assert data["files"] == ["p.ics"]
