"""No event leaves a subscriber's calendar without being said."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planrules import assess, load
from planrules.feeds.options import FeedOptions
from planrules.feeds.publishing import Publication, publish_feeds
from tests.feeding import Item, assessed, by_uid

DAY = date(2025, 3, 3)
LATER = date(2025, 3, 10)
LAST = date(2025, 3, 20)
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
"""
UID = "p.mot.once@planrules"
MOVED = PLAN.replace('lead = "a"', 'lead = "b"')
NOBODYS = PLAN.replace('lead = "a"', 'lead = { text = "các đoàn thể" }')
UNDATED = PLAN.replace("due = 2025-06-10\n", "")
WITHOUT = PLAN[: PLAN.index('[[task]]\nid = "m')] + PLAN[PLAN.index('[[task]]\nid = "h') :]
QUARTERLY = """\
[[task]]
id = "quy"
title = "Báo cáo quý"
lead = "a"
every = "quarter"
due_after_close = "5d"
"""
WINDOW = "window.p.quy.2025-Q2@planrules"


@pytest.fixture(name="out")
def fixture_out(tmp_path: Path) -> Path:
    return tmp_path / "lich"


def publish(
    out: Path,
    text: str = PLAN,
    day: date = DAY,
    **options: Any,  # noqa: ANN401 - of FeedOptions
) -> Publication:
    return publish_feeds(assessed(text, day), out, FeedOptions(**options))


def items(out: Path, name: str = "p.ics") -> dict[str, Item]:
    return by_uid((out / name).read_bytes())


def kinds(done: Publication) -> list[tuple[str, str]]:
    return [(one.kind.value, one.subject) for one in done.notices]


def lines(item: Item) -> list[str]:
    return item["DESCRIPTION"].text.split("\n")


def amendment(change: str, id: str = "sd", on: str = "2025-03-10") -> str:
    return f'[[amendment]]\nid = "{id}"\nstatus = "issued"\neffective_on = {on}\n{change}'


def known(out: Path, uid: str = UID) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "manifest.json").read_bytes())["events"][uid]
    return found


class TestHolders:
    def test_a_body_is_told_who_holds_what_the_plan_took_from_it(self, out: Path) -> None:
        publish(out)

        assert kinds(publish(out, MOVED)) == [("moved", UID)]
        told, now = (items(out, name)[UID] for name in ("p.a.ics", "p.b.ics"))
        assert told.is_cancelled
        assert told["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc một – Phòng B"
        assert lines(told)[:2] == ["Cơ quan thực hiện: Phòng A", "Từ 03/3/2025 chuyển cho Phòng B"]
        assert lines(told)[-1] == "Mã: p.mot.once"
        assert not now.is_cancelled
        assert told.sequence == now.sequence == 1
        assert told.modified == now.modified
        assert told.first == now.first

    def test_it_is_told_as_an_amendment_would_have_it(self, out: Path, tmp_path: Path) -> None:
        publish(out)
        publish(out, MOVED, date(2025, 3, 10))
        change = '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'
        publish(tmp_path / "khac")
        publish(tmp_path / "khac", PLAN + amendment(change), date(2025, 3, 10))

        edited, amended = (
            items(folder, "p.a.ics")[UID].without("X-PLANRULES-REVISION")
            for folder in (out, tmp_path / "khac")
        )
        assert edited == amended

    def test_it_is_told_for_as_long_as_what_is_past_and_remembered_no_longer(
        self, out: Path
    ) -> None:
        publish(out, past=30)
        publish(out, MOVED, past=30)
        before = (out / "p.a.ics").read_bytes()

        done = publish(out, MOVED, date(2025, 4, 2), past=30)
        assert done.notices == ()
        assert (out / "p.a.ics").read_bytes() == before
        assert known(out)["former"] == {"a": "2025-03-03"}

        publish(out, MOVED, date(2025, 4, 3), past=30)
        assert items(out, "p.a.ics") == {}
        assert "former" not in known(out)
        assert items(out, "p.b.ics")[UID].sequence == 1

    def test_a_body_that_holds_it_again_is_not_told_that_it_has_passed_on(self, out: Path) -> None:
        publish(out)
        publish(out, MOVED)
        publish(out, PLAN, LATER)

        assert not items(out, "p.a.ics")[UID].is_cancelled
        assert items(out, "p.a.ics")[UID].sequence == 2
        assert items(out, "p.b.ics")[UID]["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc một – Phòng A"
        publish(out, MOVED, LAST)
        assert lines(items(out, "p.a.ics")[UID])[1] == "Từ 20/3/2025 chuyển cho Phòng B"
        assert not items(out, "p.b.ics")[UID].is_cancelled

    def test_a_body_is_told_once_where_an_amendment_comes_after_all(self, out: Path) -> None:
        publish(out)
        publish(out, MOVED)
        change = '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'

        publish(out, PLAN + amendment(change, on="2025-03-01"), LATER)

        assert lines(items(out, "p.a.ics")[UID])[1] == "Từ 01/3/2025 chuyển cho Phòng B"
        assert "former" not in known(out)

    def test_an_amendment_known_late_tells_a_body_for_as_long(self, out: Path) -> None:
        publish(out, past=30)
        change = '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'

        publish(out, PLAN + amendment(change, on="2025-01-10"), past=30)

        assert items(out, "p.a.ics")[UID].is_cancelled

    def test_from_a_body_to_nobody_and_back(self, out: Path) -> None:
        publish(out)

        publish(out, NOBODYS)
        told = items(out, "p.a.ics")[UID]
        assert told["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc một – Chưa xác định cơ quan thực hiện"
        assert lines(told)[1] == (
            "Từ 03/3/2025 không còn thực hiện; nay chưa xác định cơ quan thực hiện"
        )
        assert not items(out, "p._nobody.ics")[UID].is_cancelled

        publish(out, PLAN, LATER)
        told = items(out, "p._nobody.ics")[UID]
        assert told.is_cancelled
        assert told["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc một – Phòng A"
        assert lines(told)[:2] == [
            "Chưa xác định cơ quan thực hiện",
            "Từ 10/3/2025 giao cho Phòng A",
        ]
        assert not items(out, "p.a.ics")[UID].is_cancelled
        assert told.sequence == items(out)[UID].sequence == 2

    def test_nobody_is_told_what_an_amendment_gives_to_a_body(self, out: Path) -> None:
        publish(out, NOBODYS)
        change = '[[amendment.change]]\nid = "mot"\nset.lead = "a"\n'

        done = publish(out, NOBODYS + amendment(change), LATER)

        assert done.notices == ()
        assert lines(items(out, "p._nobody.ics")[UID])[1] == "Từ 10/3/2025 giao cho Phòng A"

    def test_work_that_a_body_has_again_leaves_what_is_nobodys(self, out: Path) -> None:
        ended = PLAN.replace(
            'name = "Phòng A"\n', 'name = "Phòng A"\nuntil = 2025-02-28\nsuccessors = "unknown"\n'
        )
        publish(out, ended)
        assert not items(out, "p._nobody.ics")[UID].is_cancelled
        before = items(out)[UID].sequence

        publish(out, PLAN, LATER)

        assert items(out, "p._nobody.ics")[UID].is_cancelled
        assert items(out)[UID].sequence > before
        assert not items(out, "p.a.ics")[UID].is_cancelled

    def test_a_body_whose_id_was_changed_is_told_in_its_old_feed(self, out: Path) -> None:
        publish(out)
        renamed = PLAN.replace('"a"', '"a-moi"')

        publish(out, renamed)

        told = items(out, "p.a.ics")[UID]
        assert told["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc một – Phòng A"
        assert lines(told)[0] == "Từ 03/3/2025 chuyển cho Phòng A"
        assert told.sequence == items(out, "p.a-moi.ics")[UID].sequence == 1
        assert "Phòng A (lịch cũ) – Kế hoạch ví dụ" in (out / "p.a.ics").read_bytes().decode()
        assert publish(out, renamed, LATER).notices == ()

    def test_bodies_of_one_name_are_told_apart(self, out: Path) -> None:
        same = PLAN.replace("Phòng B", "Phòng A")
        publish(out, same)

        publish(out, same.replace('lead = "a"', 'lead = "b"'))

        assert lines(items(out, "p.a.ics")[UID])[1] == "Từ 03/3/2025 chuyển cho Phòng A [b]"

    def test_the_days_of_a_period_are_told_as_its_work_is(self, out: Path) -> None:
        text = PLAN + QUARTERLY
        publish(out, text, windows=True)

        publish(out, PLAN + QUARTERLY.replace('"a"', '"b"'), windows=True)

        told = items(out, "p.a.ics")[WINDOW]
        assert told.is_cancelled
        assert told["SUMMARY"].text.startswith("[ĐÃ CHUYỂN] Kỳ số liệu")
        assert lines(told)[1] == "Từ 03/3/2025 chuyển cho Phòng B"

    def test_what_is_taken_out_afterwards_says_so_to_both(self, out: Path) -> None:
        publish(out)
        publish(out, MOVED)

        publish(out, WITHOUT, LATER)

        assert lines(items(out, "p.a.ics")[UID]) == [
            "Cơ quan thực hiện: Phòng A",
            "Từ 03/3/2025 chuyển cho Phòng B",
            "Không còn trong kế hoạch từ 10/3/2025",
        ]
        assert items(out, "p.b.ics")[UID]["SUMMARY"].text == "[BÃI BỎ] Việc một – Phòng B"
        assert items(out, "p.a.ics")[UID].sequence == items(out, "p.b.ics")[UID].sequence == 2

    def test_a_former_holder_is_told_no_name_that_the_plan_has_no_more(self, out: Path) -> None:
        third = '[[unit]]\nid = "c"\nname = "Phòng C"\n'
        publish(out)
        publish(out, PLAN.replace('lead = "a"', 'lead = "c"') + third)

        publish(out, WITHOUT, LATER)

        assert lines(items(out, "p.a.ics")[UID]) == [
            "Cơ quan thực hiện: Phòng A",
            "Không còn trong kế hoạch từ 10/3/2025",
        ]

    def test_what_a_former_holder_was_told_is_read_from_its_feed(self, out: Path) -> None:
        publish(out)
        publish(out, MOVED)
        before = items(out, "p.a.ics")[UID].lines
        (out / "manifest.json").unlink()

        publish(out, MOVED)

        assert items(out, "p.a.ics")[UID].lines == before

    def test_a_feed_that_a_stopped_writer_left_behind_is_told(self, out: Path) -> None:
        """Nobody knows any more whose work it was."""
        publish(out)
        stale = (out / "p.a.ics").read_bytes()
        publish(out, MOVED)
        (out / "p.a.ics").write_bytes(stale)
        (out / "manifest.json").unlink()

        publish(out, PLAN.replace('lead = "a"', 'lead = { text = "các đoàn thể" }'), LATER)

        assert items(out, "p.a.ics")[UID].is_cancelled
        assert items(out, "p.b.ics")[UID].is_cancelled

    def test_a_manifest_may_say_anything_of_former_holders(self, out: Path) -> None:
        publish(out)
        text = (out / "manifest.json").read_text("utf-8")
        data = json.loads(text)
        data["events"][UID]["former"] = {"../x": "2025-03-03", "a": "2025-03-03"}
        (out / "manifest.json").write_text(json.dumps(data), "utf-8")
        publish(out)
        assert not items(out, "p.a.ics")[UID].is_cancelled

        wrong: tuple[object, ...] = ([], {"b": 1}, {"b": "x"}, "b")
        for former in wrong:
            data["events"][UID]["former"] = former
            (out / "manifest.json").write_text(json.dumps(data), "utf-8")
            assert {kind for kind, _ in kinds(publish(out))} == {"rebuilt"}

    def test_nothing_more_is_remembered_of_what_has_not_passed_on(self, out: Path) -> None:
        publish(out)
        assert not {"former", "kept_on", "dropped_on"} & known(out).keys()


class TestDeadlines:
    def test_work_that_loses_its_deadline_says_so(self, out: Path) -> None:
        publish(out)

        assert kinds(publish(out, UNDATED)) == [("moved", UID)]
        for name in ("p.ics", "p.a.ics"):
            found = items(out, name)[UID]
            assert found.is_cancelled
            assert found.first == date(2025, 6, 10)
            assert found.sequence == 1
            assert found["SUMMARY"].text == "[BỎ THỜI HẠN] Việc một – Phòng A"
            assert lines(found)[0] == "Không còn thời hạn từ 03/3/2025"
            assert lines(found)[-1] == "Mã: p.mot.once"

    def test_it_is_said_in_english_too(self, out: Path) -> None:
        publish(out, language="en")
        publish(out, UNDATED, language="en")

        found = items(out)[UID]
        assert found["SUMMARY"].text == "[NO DEADLINE] Việc một – Phòng A"
        assert "Without a deadline since 2025-03-03" in lines(found)

    def test_it_is_said_for_as_long_as_what_is_past(self, out: Path) -> None:
        publish(out, past=30)
        publish(out, UNDATED, past=30)

        assert publish(out, UNDATED, date(2025, 4, 2), past=30).notices == ()
        assert items(out)[UID].sequence == 1
        assert publish(out, UNDATED, date(2025, 4, 3), past=30).notices == ()
        assert UID not in items(out)
        assert publish(out, UNDATED, date(2025, 4, 4), past=30).notices == ()
        assert UID not in items(out)

    def test_a_deadline_comes_back_under_the_same_uid(self, out: Path) -> None:
        publish(out)
        publish(out, UNDATED)

        assert kinds(publish(out, PLAN, LATER)) == [("moved", UID)]
        found = items(out)[UID]
        assert not found.is_cancelled
        assert found.sequence == 2
        assert "kept_on" not in known(out)

    def test_a_deadline_that_an_amendment_takes_needs_no_other(self, out: Path) -> None:
        publish(out)
        text = PLAN + amendment('[[amendment.change]]\nid = "mot"\nunset = ["due"]\n')

        assert publish(out, text, LAST).notices == ()
        found = items(out)[UID]
        assert found.is_cancelled
        assert "Không còn thời hạn từ 10/3/2025" in lines(found)
        before = found.sequence
        assert before >= 1

        text += amendment(
            '[[amendment.change]]\nid = "mot"\nset.due = 2025-06-20\n', "sd-2", "2025-03-25"
        )
        assert publish(out, text, date(2025, 3, 25)).notices == ()
        assert not items(out)[UID].is_cancelled
        assert items(out)[UID].sequence > before

    def test_who_is_to_do_it_may_change_meanwhile(self, out: Path) -> None:
        publish(out)
        publish(out, UNDATED)

        publish(out, UNDATED.replace('lead = "a"', 'lead = "b"'), LATER)

        assert items(out, "p.a.ics")[UID]["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc một – Phòng B"
        assert items(out, "p.b.ics")[UID]["SUMMARY"].text == "[BỎ THỜI HẠN] Việc một – Phòng B"

    def test_what_an_amendment_passes_on_is_told_on_the_day_that_it_had(self, out: Path) -> None:
        publish(out)
        change = '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'

        publish(out, UNDATED + amendment(change), LATER)

        told = items(out, "p.a.ics")[UID]
        assert told["SUMMARY"].text == "[ĐÃ CHUYỂN] Việc một – Phòng B"
        assert told.first == date(2025, 6, 10)

    def test_what_was_done_and_has_no_deadline_any_more_is_not_ticked(self, out: Path) -> None:
        entry = (
            '[[entry]]\ntask = "mot"\nrecorded_on = 2025-03-01\nstate = "done"\n'
            'finished_on = 2025-02-28\nevidence = "01/BC"\n'
        )
        publish(out, PLAN + entry)

        publish(out, UNDATED + entry)

        assert items(out)[UID]["SUMMARY"].text == "[BỎ THỜI HẠN] Việc một – Phòng A"

    def test_standing_work_says_that_it_is_that(self, out: Path) -> None:
        publish(out)

        publish(out, PLAN.replace("due = 2025-06-10", "standing = true"))

        assert "Từ 03/3/2025 là việc thường xuyên, không có thời hạn" in lines(items(out)[UID])

    def test_a_list_of_tasks_shows_it_without_a_day(self, out: Path) -> None:
        publish(out, profile="tasks")

        publish(out, UNDATED, profile="tasks")
        found = items(out)[UID]
        assert not found.is_cancelled
        assert found.first is None
        assert found.sequence == 1

        publish(
            out,
            UNDATED.replace('lead = "a"\n', 'lead = "a"\nstanding = true\n', 1),
            LATER,
            profile="tasks",
        )
        found = items(out)[UID]
        assert found.is_cancelled
        assert "Từ 10/3/2025 là việc thường xuyên, không có thời hạn" in lines(found)

    def test_what_is_withdrawn_and_loses_its_deadline_stays_withdrawn(self, out: Path) -> None:
        end = amendment(
            '[[amendment.end]]\nid = "mot"\non = 2025-03-02\nreason = "R"\n', on="2025-03-02"
        )
        publish(out, PLAN + end)
        before = items(out)[UID].sequence

        publish(out, UNDATED + end, LATER)

        found = items(out)[UID]
        assert found["SUMMARY"].text == "[BÃI BỎ] Việc một – Phòng A"
        assert found.first == date(2025, 6, 10)
        assert found.sequence >= before
        publish(out, UNDATED + end, date(2026, 6, 1))
        assert UID not in items(out)

    def test_it_stays_cancelled_whatever_is_lost(self, out: Path) -> None:
        publish(out, past=30)
        publish(out, UNDATED, past=30)
        (out / "manifest.json").unlink()

        publish(out, UNDATED, LATER, past=30)

        assert items(out)[UID].is_cancelled
        assert items(out)[UID].sequence == 1
        publish(out, UNDATED, date(2025, 4, 20), past=30)
        assert UID not in items(out)

    def test_work_that_was_gone_and_is_back_without_a_deadline_says_so(self, out: Path) -> None:
        publish(out)
        publish(out, WITHOUT)

        publish(out, UNDATED, LATER)

        assert items(out)[UID]["SUMMARY"].text == "[BỎ THỜI HẠN] Việc một – Phòng A"
        assert items(out)[UID].sequence == 1

    def test_work_that_never_had_one_is_in_no_feed(self, out: Path) -> None:
        publish(out, UNDATED)
        publish(out, UNDATED, LATER)

        assert UID not in items(out)

    def test_what_a_list_of_tasks_left_without_a_day_is_no_event(self, out: Path) -> None:
        publish(out, UNDATED, profile="tasks")
        (out / "manifest.json").unlink()

        publish(out, UNDATED, LATER)

        assert UID not in items(out)


class TestDays:
    def test_a_day_that_moves_out_of_the_window_can_be_seen(self, out: Path) -> None:
        publish(out, ahead=120)

        done = publish(out, PLAN.replace("2025-06-10", "2025-11-10"), ahead=120)

        assert kinds(done) == [("moved", UID)]
        found = items(out)[UID]
        assert found.first == date(2025, 11, 10)
        assert found.sequence == 1
        assert "p.hai.once@planrules" not in items(out)

    @pytest.mark.parametrize(
        "change",
        [
            '[[extension]]\ntask = "mot"\nrecorded_on = 2025-03-10\ndue = 2025-11-10\n',
            amendment('[[amendment.change]]\nid = "mot"\nset.due = 2025-11-10\n'),
        ],
        ids=["extension", "amendment"],
    )
    def test_who_moves_it_is_all_the_same(self, change: str, out: Path) -> None:
        publish(out, ahead=120)

        assert publish(out, PLAN + change, LATER, ahead=120).notices == ()
        assert items(out)[UID].first == date(2025, 11, 10)

    def test_it_stays_until_its_day_and_is_remembered_no_longer_then(self, out: Path) -> None:
        publish(out, ahead=120)
        far = PLAN.replace("2025-06-10", "2025-11-10")
        publish(out, far, ahead=120)
        before = items(out)[UID].lines

        assert publish(out, far, LATER, ahead=120).notices == ()
        assert items(out)[UID].lines == before
        assert known(out)["kept_on"] == "2025-03-03"
        publish(out, far, date(2025, 8, 1), ahead=120)
        assert items(out)[UID].lines == before
        assert "kept_on" not in known(out)

    def test_what_lies_beyond_a_shorter_window_goes(self, out: Path) -> None:
        publish(out, ahead=120)

        publish(out, ahead=30)

        assert items(out) == {}
        assert publish(out, PLAN.replace("2025-06-10", "2025-11-10"), ahead=30).notices == ()
        assert items(out) == {}

    def test_it_stays_where_nobody_knows_any_more_why(self, out: Path) -> None:
        publish(out, ahead=120)
        far = PLAN.replace("2025-06-10", "2025-11-10")
        publish(out, far, ahead=120)
        (out / "manifest.json").unlink()

        publish(out, far, LATER, ahead=120)

        assert items(out)[UID].first == date(2025, 11, 10)

    def test_a_day_that_moves_far_back_can_be_seen_for_as_long_as_what_is_past(
        self, out: Path
    ) -> None:
        publish(out, past=30)
        early = PLAN.replace("2025-06-10", "2025-01-10")

        publish(out, early, past=30)
        assert items(out)[UID].first == date(2025, 1, 10)
        publish(out, early, date(2025, 4, 2), past=30)
        assert items(out)[UID].first == date(2025, 1, 10)
        publish(out, early, date(2025, 4, 3), past=30)
        assert UID not in items(out)

    def test_what_is_withdrawn_beyond_the_window_is_cancelled(self, out: Path) -> None:
        publish(out, ahead=120)
        far = PLAN.replace("2025-06-10", "2025-11-10")
        publish(out, far, ahead=120)
        end = amendment('[[amendment.end]]\nid = "mot"\non = 2025-03-09\nreason = "R"\n')

        publish(out, far + end, LATER, ahead=120, past=30)
        assert items(out)[UID].is_cancelled
        publish(out, far + end, date(2025, 4, 9), ahead=120, past=30)
        assert items(out)[UID].is_cancelled
        publish(out, far + end, date(2025, 4, 10), ahead=120, past=30)
        assert UID not in items(out)

    def test_a_withdrawal_known_late_is_said_for_as_long(self, out: Path) -> None:
        publish(out, past=30)
        end = amendment(
            '[[amendment.end]]\nid = "mot"\non = 2025-01-10\nreason = "R"\n', on="2025-01-10"
        )

        publish(out, PLAN + end, past=30)
        assert items(out)[UID].is_cancelled
        publish(out, PLAN + end, date(2025, 4, 2), past=30)
        assert items(out)[UID].is_cancelled
        publish(out, PLAN + end, date(2025, 4, 3), past=30)
        assert UID not in items(out)

    def test_what_was_done_long_after_its_day_is_seen_done_in_a_list_of_tasks(
        self, out: Path
    ) -> None:
        late = PLAN.replace("2025-06-10", "2025-01-10")
        publish(out, late, profile="tasks", past=30)
        entry = (
            '[[entry]]\ntask = "mot"\nrecorded_on = 2025-03-10\nstate = "done"\n'
            'finished_on = 2025-03-09\nevidence = "01/BC"\n'
        )

        publish(out, late + entry, LATER, profile="tasks", past=30)
        assert items(out)[UID]["STATUS"].value == "COMPLETED"
        publish(out, late + entry, date(2025, 4, 20), profile="tasks", past=30)
        assert UID not in items(out)


class TestWindows:
    TEXT = PLAN + QUARTERLY

    def test_they_are_cancelled_with_work_that_is_taken_out(self, out: Path) -> None:
        publish(out, self.TEXT, windows=True)

        done = publish(out, PLAN, windows=True)

        assert WINDOW not in [subject for _, subject in kinds(done)]
        for name in ("p.ics", "p.a.ics"):
            found = items(out, name)[WINDOW]
            assert found.is_cancelled
            assert found.sequence == 1
            assert found["SUMMARY"].text.startswith("[BÃI BỎ] Kỳ số liệu")
            assert lines(found) == ["Không còn trong kế hoạch từ 03/3/2025"]

    def test_they_are_cancelled_with_work_that_is_withdrawn(self, out: Path) -> None:
        publish(out, self.TEXT, windows=True, past=30)
        end = amendment('[[amendment.end]]\nid = "quy"\non = 2025-03-09\nreason = "R"\n')

        assert publish(out, self.TEXT + end, LATER, windows=True, past=30).notices == ()
        found = items(out)[WINDOW]
        assert found.is_cancelled
        assert lines(found) == ["Từ 10/3/2025 không còn, do không còn phải thực hiện nhiệm vụ"]
        publish(out, self.TEXT + end, date(2025, 4, 9), windows=True, past=30)
        assert items(out)[WINDOW].lines == found.lines
        publish(out, self.TEXT + end, date(2025, 4, 10), windows=True, past=30)
        assert WINDOW not in items(out)

    def test_they_are_cancelled_where_a_period_has_none_any_more(self, out: Path) -> None:
        weekly = '[[task]]\nid = "tuan"\ntitle = "T"\nlead = "a"\nevery = "FREQ=WEEKLY"\n'
        publish(out, PLAN + weekly, windows=True)
        uid = "window.p.tuan.40@planrules"
        assert not items(out)[uid].is_cancelled

        done = publish(out, PLAN + weekly.replace("WEEKLY", "DAILY"), windows=True)

        assert ("dropped", uid) in kinds(done)
        assert items(out)[uid].is_cancelled
        assert lines(items(out)[uid]) == ["Từ 03/3/2025 không còn kỳ số liệu riêng"]

    def test_they_need_no_amendment_of_their_own_to_pass_on(self, out: Path) -> None:
        publish(out, self.TEXT, windows=True)
        change = '[[amendment.replace]]\nunit = "a"\nwith = "b"\n'

        assert publish(out, self.TEXT + amendment(change), LATER, windows=True).notices == ()
        assert items(out, "p.a.ics")[WINDOW].is_cancelled
        assert items(out, "p.b.ics")[WINDOW].sequence == 1

    def test_they_come_back_with_their_work(self, out: Path) -> None:
        publish(out, self.TEXT, windows=True)
        publish(out, PLAN, windows=True)

        publish(out, self.TEXT, LATER, windows=True)

        assert not items(out)[WINDOW].is_cancelled
        assert items(out)[WINDOW].sequence == 2

    def test_whoever_asks_for_them_no_longer_has_none(self, out: Path) -> None:
        publish(out, self.TEXT, windows=True)

        assert publish(out, PLAN).notices != ()
        assert not any(uid.startswith("window.") for uid in items(out))
        publish(out, self.TEXT, windows=True)
        assert not items(out)[WINDOW].is_cancelled

    def test_what_has_passed_just_goes(self, out: Path) -> None:
        publish(out, self.TEXT, windows=True, past=30)

        assert publish(out, self.TEXT, date(2025, 8, 30), windows=True, past=30).notices == ()
        assert WINDOW not in items(out)


WAIVER = """\
format = 1
[[waiver]]
rule = "RES001"
subject = "mot"
reason = "Thiếu cán bộ"
approver = "a"
document = "1/TB"
granted = 2025-01-20
expires = {expires}
"""


class TestWaivers:
    def build(
        self,
        folder: Path,
        day: date,
        waiver: str | None,
        **options: Any,  # noqa: ANN401 - of FeedOptions
    ) -> Publication:
        source = folder / "plan"
        source.mkdir(exist_ok=True)
        (source / "plan.toml").write_text(PLAN, "utf-8")
        (source / "rules.toml").write_text(waiver or "format = 1\n", "utf-8")
        options = {"waivers": True} | options
        assessment = assess(load(source), as_of=day, rules=())
        return publish_feeds(assessment, folder / "lich", FeedOptions(**options))

    def found(self, folder: Path) -> list[Item]:
        return [item for uid, item in items(folder / "lich").items() if uid.startswith("waiver.")]

    def test_one_that_is_taken_out_is_cancelled(self, tmp_path: Path) -> None:
        given = WAIVER.format(expires="2025-06-01")
        self.build(tmp_path, DAY, given, past=30)

        assert self.build(tmp_path, DAY, None, past=30).notices == ()
        (found,) = self.found(tmp_path)
        assert found.is_cancelled
        assert found.sequence == 1
        assert lines(found) == ["Ngoại lệ không còn được ghi nhận từ 03/3/2025"]
        self.build(tmp_path, date(2025, 4, 2), None, past=30)
        assert self.found(tmp_path)
        self.build(tmp_path, date(2025, 4, 3), None, past=30)
        assert not self.found(tmp_path)
        self.build(tmp_path, date(2025, 4, 4), given, past=30)
        (found,) = self.found(tmp_path)
        assert (found.is_cancelled, found.sequence) == (False, 2)

    def test_one_that_is_renewed_beyond_the_window_can_be_seen(self, tmp_path: Path) -> None:
        self.build(tmp_path, DAY, WAIVER.format(expires="2025-06-01"), ahead=120)

        self.build(tmp_path, DAY, WAIVER.format(expires="2025-12-01"), ahead=120)

        (found,) = self.found(tmp_path)
        assert found.first == date(2025, 12, 1)

    def test_one_that_has_ended_just_goes_and_so_does_what_nobody_asks_for(
        self, tmp_path: Path
    ) -> None:
        given = WAIVER.format(expires="2025-06-01")
        self.build(tmp_path, DAY, given, past=30)
        self.build(tmp_path, DAY, None, past=30, waivers=False)
        assert not self.found(tmp_path)

        self.build(tmp_path, LATER, given, past=30)
        self.build(tmp_path, date(2025, 8, 1), given, past=30)
        assert not self.found(tmp_path)
        self.build(tmp_path, date(2025, 8, 2), None, past=30)
        assert not self.found(tmp_path)
