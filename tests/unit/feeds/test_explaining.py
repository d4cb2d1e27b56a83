"""Where an event comes from."""

from datetime import date

import pytest

from planrules.errors import UnknownEventError
from planrules.feeds.explaining import Explanation, explained, explanation_data, explanation_lines
from planrules.feeds.feed import feeds_of
from planrules.feeds.options import FeedOptions
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
    assert told("p.moi.once").standing.obligation.uid == "p.moi.once"
    assert told(" window.p.moi.once@planrules ").standing.obligation.uid == "p.moi.once"


def test_what_is_in_no_feed_says_why() -> None:
    day, ahead = date(2025, 3, 20), FeedOptions(ahead=7)

    assert told("p.khong-han.once").why_not is not None
    lines = "\n".join(explanation_lines(told("p.khong-han.once"), language="vi"))
    assert "Không có trong lịch nào: việc không có thời hạn" in lines
    lines = "\n".join(explanation_lines(told("p.moi.once", day, ahead), language="en"))
    assert "In no feed: outside the days from" in lines
    lines = "\n".join(explanation_lines(told("p.moi.once", date(2027, 3, 1)), language="vi"))
    assert "Không có trong lịch nào: trước ngày" in lines


def test_deadlines_that_moved_and_went_are_told() -> None:
    moved = "\n".join(explanation_lines(told("p.mot.once"), language="vi"))

    assert "03/02/2025: thời hạn thành 20/6/2025" in moved
    assert "07/4/2025: không còn thời hạn" in moved
    assert "sửa đổi sd-3 đổi" in moved


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
