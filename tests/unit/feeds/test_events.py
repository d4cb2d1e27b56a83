"""What calendars show of work, in the words of an official."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planrules import assess, load
from planrules.errors import NoStartError, UnknownIdError
from planrules.feeds.feed import feeds_of
from planrules.feeds.options import FeedOptions, Profile
from tests.feeding import Item, assessed, by_uid, read, shown

HEAD = """\
format = 1
[plan]
id = "p"
title = "Kế hoạch ví dụ"
number = "12/KH-UBND"
issued_on = 2025-01-06
starts_on = 2025-01-06
ends_on = 2025-12-31
work_calendar = "VN"
[[unit]]
id = "phong"
name = "Phòng Ví Dụ"
[[unit]]
id = "xa"
name = "UBND xã Ví Dụ"
"""
TASK = """\
[[task]]
id = "viec"
title = "Lập danh mục"
lead = "phong"
due = 2025-06-10
"""
DAY = date(2025, 6, 1)


def event(
    text: str, uid: str = "p.viec.once", as_of: date = DAY, options: FeedOptions | None = None
) -> Item:
    """Return an event of the plan's own feed."""
    feeds = feeds_of(assessed(HEAD + text, as_of), options)
    return by_uid(feeds.to_ical(feeds[0]))[f"{uid}@planrules"]


def lines(
    text: str, uid: str = "p.viec.once", as_of: date = DAY, language: str = "vi"
) -> list[str]:
    found = event(text, uid, as_of, FeedOptions(language=language))
    return found["DESCRIPTION"].text.split("\n")


def amended(change: str, more: str = "", *, on: str = "2025-05-05") -> str:
    return f'{TASK}{more}[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = {on}\n{change}'


def test_the_whole_day_is_the_day_on_which_work_is_due() -> None:
    found = event(TASK)

    assert found["DTSTART"].value == "20250610"
    assert found["DTEND"].value == "20250611"
    assert found["TRANSP"].value == "TRANSPARENT"
    assert found["X-MICROSOFT-CDO-BUSYSTATUS"].value == "FREE"
    assert found["SUMMARY"].text == "Lập danh mục – Phòng Ví Dụ"
    assert found["CATEGORIES"].text == "có thời hạn"


def test_a_deadline_on_a_holiday_says_from_where_it_moved_and_why() -> None:
    text = TASK.replace("2025-06-10", "2025-09-02") + 'day_off = "next-working-day"\n'

    vi, en = (lines(text, language=language) for language in ("vi", "en"))

    assert "Thời hạn: 03/9/2025" in vi
    (why,) = [line for line in vi if "02/9/2025" in line]
    assert "Quốc khánh" in why
    assert "03/9/2025" in why
    assert "Due: 3 September 2025" in " ".join(en) or "Due: 2025-09-03" in " ".join(en)


@pytest.mark.parametrize(
    ("link", "vi", "en"),
    [
        ('after = "truoc"', "Bắt đầu sau khi xong “Trước”", "Starts after “Trước” is done"),
        (
            'after = "truoc +5wd"',
            "Bắt đầu sau khi xong “Trước”, thêm 05 ngày làm việc",
            "Starts after “Trước” is done, 5 working days later",
        ),
        (
            'starts_after_start_of = "truoc -1d"',
            "Bắt đầu sau khi bắt đầu “Trước”, sớm hơn 01 ngày",
            "Starts after “Trước” starts, 1 day earlier",
        ),
        ('ends_after_end_of = "truoc"', "Xong sau khi xong “Trước”", "Ends after “Trước” is done"),
        (
            'ends_after_start_of = { task = "truoc", assumed = "ví dụ" }',
            "Xong sau khi bắt đầu “Trước” (tạm tính)",
            "Ends after “Trước” starts (assumed)",
        ),
        (
            'deadline_from = { task = "truoc", within = "5wd" }',
            "Trong vòng 05 ngày làm việc kể từ “Trước”",
            "Within 5 working days of “Trước”",
        ),
        (
            'deadline_from = { task = "truoc", within = "3m" }',
            "Trong vòng 03 tháng kể từ “Trước”",
            "Within 3 months of “Trước”",
        ),
    ],
)
def test_what_work_follows_is_said_and_stands_in_the_file(link: str, vi: str, en: str) -> None:
    before = '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "phong"\ndue = 2025-05-30\n'
    task = TASK if "deadline_from" not in link else TASK.replace("due = 2025-06-10\n", "")
    text = f"{before}{task}{link}\n"

    assert vi in lines(text)
    assert en in [
        line.replace(" 05 ", " 5 ").replace(" 03 ", " 3 ") for line in lines(text, language="en")
    ]
    (related,) = event(text).all("RELATED-TO")
    assert related.value == "p.truoc.once@planrules"


def test_a_lag_is_told_in_calendar_days_as_they_fall() -> None:
    before = '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "phong"\ndue = 2025-05-30\n'

    (related,) = event(f'{before}{TASK}after = "truoc +5wd"\n').all("RELATED-TO")

    assert related.params == {"RELTYPE": "FINISHTOSTART", "GAP": "P7D", "X-PLANRULES-LAG": "+5wd"}


def test_days_and_lags_at_the_end_of_all_calendars_are_told_as_they_stand() -> None:
    before = '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "phong"\ndue = 9999-12-30\n'
    last = TASK.replace("2025-06-10", "9999-12-31") + 'after = "truoc +99wd"\n'
    text = HEAD.replace("ends_on = 2025-12-31\n", "") + before + last
    feeds = feeds_of(assessed(text, DAY))

    data = feeds.to_ical(feeds[0])

    assert b"RELATED-TO;RELTYPE=FINISHTOSTART;GAP=P137D" in data
    assert data.count(b"DTSTART;VALUE=DATE:99991231\r\n") == 1
    assert data.count(b"DTEND") == 1


def test_a_link_that_says_nothing_of_dates_is_not_in_the_file() -> None:
    before = '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "phong"\nstanding = true\n'

    found = event(f'{before}{TASK}after = "truoc"\n')

    assert not found.all("RELATED-TO")
    assert "Bắt đầu sau khi xong “Trước”" in found["DESCRIPTION"].text


def test_each_member_follows_its_own_work_and_who_has_none_that_of_all() -> None:
    groups = (
        '[[group]]\nid = "nhom"\nname = "Nhóm"\nmembers = ["phong", "xa"]\n'
        '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = { each = "nhom" }\ndue = 2025-05-30\n'
    )
    each = TASK.replace('lead = "phong"', 'lead = { each = "nhom" }') + 'after = "truoc"\n'

    (own,) = event(groups + each, "p.viec.once.xa").all("RELATED-TO")
    all_of_them = event(f'{groups}{TASK}after = "truoc"\n').all("RELATED-TO")

    assert own.value == "p.truoc.once.xa@planrules"
    assert [one.value for one in all_of_them] == [
        "p.truoc.once.phong@planrules",
        "p.truoc.once.xa@planrules",
    ]


def test_a_body_that_ends_names_no_amendment_and_a_group_without_members_no_body() -> None:
    text = HEAD.replace('name = "UBND xã Ví Dụ"\n', 'name = "UBND xã Ví Dụ"\nsince = 2025-05-05\n')
    group = '[[group]]\nid = "nhom"\nname = "Nhóm"\nmembers = ["xa"]\n'
    each = TASK.replace('lead = "phong"', 'lead = { each = "nhom" }')
    feeds = feeds_of(assessed(text + group + each, DAY))
    found = by_uid(feeds.to_ical(feeds[0]))

    assert found.keys() >= {"p.viec.once.xa@planrules"}
    for item in found.values():
        assert ("không còn phải thực hiện" in item["DESCRIPTION"].text) == item.is_cancelled


@pytest.mark.parametrize("length", range(30, 80))
def test_no_escape_is_cut_in_two(length: int) -> None:
    """Not even that of a backslash, wherever it falls; a program would drop the event."""
    title = "á" + "a" * length + "\\" * 40

    found = event(TASK.replace('"Lập danh mục"', f"'{title}'"))

    assert found["SUMMARY"].text == f"{title} – Phòng Ví Dụ"


def test_outlook_is_not_told_what_it_does_not_read() -> None:
    before = '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "phong"\ndue = 2025-05-30\n'
    text = f'{before}{TASK}after = "truoc"\n'

    found = event(text, options=FeedOptions(profile=Profile.OUTLOOK))

    assert not found.all("RELATED-TO")
    assert found["X-MICROSOFT-CDO-ALLDAYEVENT"].value == "TRUE"
    assert found["X-MICROSOFT-CDO-INTENDEDSTATUS"].value == "FREE"
    assert "Bắt đầu sau khi xong “Trước”" in found["DESCRIPTION"].text


def test_products_roles_and_officials_are_named() -> None:
    text = TASK.replace(
        'lead = "phong"', 'lead = { unit = "phong", official = "Trưởng phòng" }'
    ) + (
        'product = ["Danh mục", "Tờ trình"]\ncoordinate = "xa"\n'
        'report = { text = "các đoàn thể", official = "Chủ tịch" }\nclause = "IV.1"\n'
        'quote = "lập danh mục"\n'
    )

    found = lines(text)

    assert found == [
        "Cơ quan thực hiện: Phòng Ví Dụ",
        "Người chịu trách nhiệm: Trưởng phòng",
        "Thời hạn: 10/6/2025",
        "Sản phẩm: Danh mục; Tờ trình",
        "Phối hợp: UBND xã Ví Dụ",
        "Báo cáo: Chủ tịch, các đoàn thể",
        "Căn cứ: điểm IV.1 Kế hoạch số 12/KH-UBND (Kế hoạch ví dụ)",
        "“lập danh mục”",
        "Mã: p.viec.once",
    ]


def test_long_quotes_are_cut_between_words() -> None:
    words = "tổng hợp " * 60
    (quote,) = [line for line in lines(f'{TASK}quote = "{words}"\n') if line.startswith("“")]
    assert len(quote) < 310
    assert quote.endswith(("hợp…”", "tổng…”"))

    (quote,) = [line for line in lines(f'{TASK}quote = "{"a" * 400}"\n') if line.startswith("“")]
    assert quote == f"“{'a' * 300}…”"


def test_what_is_assumed_says_so_and_why() -> None:
    text = TASK.replace(
        "due = 2025-06-10", 'assumed.due = { value = 2025-06-10, reason = "trước kỳ họp" }'
    )

    found = event(text)

    assert found["SUMMARY"].text == "Lập danh mục – Phòng Ví Dụ (tạm tính)"
    assert "Tạm tính: trước kỳ họp" in found["DESCRIPTION"].text
    assert "tạm tính" in found["CATEGORIES"].text


def test_work_that_follows_from_what_is_assumed_says_so() -> None:
    text = (
        '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "phong"\n'
        'assumed.due = { value = 2025-05-30, reason = "ví dụ" }\n'
    ) + TASK.replace("due = 2025-06-10", 'deadline_from = { task = "truoc", within = "5wd" }')

    assert "Tạm tính, văn bản không nêu" in lines(text)


BASE = '[[task]]\nid = "goc"\ntitle = "Gốc"\nlead = "phong"\n'
TERM = 'deadline_from = { task = "goc", within = "5wd" }\n'


@pytest.mark.parametrize(
    ("base", "time"),
    [
        ("due = 2025-05-30\n", 'every = "quarter"\ndue_after_close = "5wd"\n'),
        ("", 'every = "quarter"\ndue_after_close = "5wd"\n'),
        ("due = 2025-05-30\n", "due = 2025-06-10\n"),
        ("", "on = 2025-06-10\n"),
        ("", 'assumed.due = { value = 2025-06-10, reason = "ví dụ" }\n'),
    ],
    ids=["periodic", "periodic and undated", "due", "fixed", "assumed"],
)
def test_a_term_that_decides_no_deadline_is_not_told_of(base: str, time: str) -> None:
    text = BASE + base + TASK.replace("due = 2025-06-10\n", TERM) + time
    feeds = feeds_of(assessed(HEAD + text, DAY), FeedOptions(profile=Profile.TASKS))

    found = by_uid(feeds.to_ical(feeds[0]))
    (first, *_) = [item for uid, item in found.items() if uid.startswith("p.viec.")]
    assert "RELATED-TO" not in first
    assert "kể từ" not in first["DESCRIPTION"].text


def test_work_that_was_put_off_depends_no_longer_on_what_it_counted_from() -> None:
    text = BASE + "due = 2025-05-30\n" + TASK.replace("due = 2025-06-10\n", TERM)
    extension = '[[extension]]\ntask = "viec"\nrecorded_on = 2025-05-28\ndue = 2025-07-01\n'
    before, after = event(text), event(text + extension)

    assert before["RELATED-TO"].params["RELTYPE"] == "DEPENDS-ON"
    assert after.first == date(2025, 7, 1)
    assert "RELATED-TO" not in after


def test_work_depends_on_undated_work_once_that_is_done() -> None:
    text = BASE + TASK.replace("due = 2025-06-10\n", TERM)
    entry = (
        '[[entry]]\ntask = "goc"\nrecorded_on = 2025-05-28\nstate = "done"\n'
        'finished_on = 2025-05-27\nevidence = "01/BC"\n'
    )
    options = FeedOptions(profile=Profile.TASKS)
    found = []
    for one in (text, text + entry):
        feeds = feeds_of(assessed(HEAD + one, DAY), options)
        found.append(by_uid(feeds.to_ical(feeds[0])))

    assert "p.viec.once@planrules" not in found[0]
    related = found[1]["p.viec.once@planrules"]["RELATED-TO"]
    assert (related.value, related.params["RELTYPE"]) == ("p.goc.once@planrules", "DEPENDS-ON")
    assert "GAP" not in related.params


def test_states_are_shown_and_what_is_done_is_ticked() -> None:
    entry = '[[entry]]\ntask = "viec"\nrecorded_on = 2025-05-28\n'
    going = event(f'{TASK}{entry}state = "in-progress"\npercent = 40\n')
    done = event(f'{TASK}{entry}state = "done"\nfinished_on = 2025-05-27\nevidence = "01/BC"\n')

    assert "Tình trạng: đang thực hiện 40%" in going["DESCRIPTION"].text
    assert going["LAST-MODIFIED"].value == "20250528T000000Z"
    assert going.sequence == done.sequence == 0
    assert done["SUMMARY"].text == "✓ Lập danh mục – Phòng Ví Dụ"
    assert not done.is_cancelled


def test_a_deadline_that_was_put_off_names_the_first_one_and_the_decision() -> None:
    extension = (
        '[[extension]]\ntask = "viec"\nrecorded_on = 2025-05-20\nwas_due = 2025-06-10\n'
        "due = 2025-07-31\n"
    )

    found = event(f'{TASK}{extension}decision = "05/QĐ"\n')

    assert found.sequence == 1
    assert found.first == date(2025, 7, 31)
    assert found["LAST-MODIFIED"].value == "20250520T000000Z"
    assert "Gia hạn từ 10/6/2025 (05/QĐ)" in found["DESCRIPTION"].text.split("\n")
    assert "Gia hạn từ 10/6/2025" in lines(f"{TASK}{extension}")


def test_what_an_amendment_withdraws_names_it() -> None:
    found = event(amended('[[amendment.end]]\nid = "viec"\non = 2025-05-31\nreason = "R"\n'))

    assert found.is_cancelled
    assert found.sequence == 1
    assert found["SUMMARY"].text == "[BÃI BỎ] Lập danh mục – Phòng Ví Dụ"
    assert "không còn phải thực hiện, theo sửa đổi sd" in found["DESCRIPTION"].text
    assert not found.items


def test_a_former_holder_is_told_where_work_has_gone() -> None:
    text = amended('[[amendment.replace]]\nunit = "phong"\nwith = "xa"\n')
    feeds = feeds_of(assessed(HEAD + text, DAY))

    former = by_uid(feeds.to_ical(feeds.of("phong")))["p.viec.once@planrules"]
    now = by_uid(feeds.to_ical(feeds.of("xa")))["p.viec.once@planrules"]

    assert former.is_cancelled
    assert former["SUMMARY"].text == "[ĐÃ CHUYỂN] Lập danh mục – UBND xã Ví Dụ"
    assert former["DESCRIPTION"].text.split("\n")[:2] == [
        "Cơ quan thực hiện: Phòng Ví Dụ",
        "Từ 05/5/2025 chuyển cho UBND xã Ví Dụ",
    ]
    assert not now.is_cancelled
    assert "Trước 05/5/2025: Phòng Ví Dụ" in now["DESCRIPTION"].text
    assert former.sequence == now.sequence == 1


def test_a_body_that_held_work_twice_is_told_once() -> None:
    """One uid stands once in a feed."""
    there, back = (
        '[[amendment.replace]]\nunit = "{}"\nwith = "{}"\n'.format(*pair)
        for pair in (("phong", "xa"), ("xa", "phong"))
    )
    text = TASK
    for number, (day, change) in enumerate(
        [("2025-02-03", there), ("2025-03-03", back), ("2025-04-07", there)]
    ):
        text += (
            f'[[amendment]]\nid = "sd-{number}"\nstatus = "issued"\neffective_on = {day}\n{change}'
        )
    feeds = feeds_of(assessed(HEAD + text, DAY))

    assert [item.is_cancelled for item in shown(read(feeds.to_ical(feeds.of("phong"))))] == [True]
    assert [item.is_cancelled for item in shown(read(feeds.to_ical(feeds.of("xa"))))] == [False]


def test_what_was_due_before_an_amendment_keeps_the_words_it_had() -> None:
    text = TASK.replace("due = 2025-06-10", 'every = "quarter"\ndue_after_close = "5wd"') + (
        '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-05-05\n'
        '[[amendment.change]]\nid = "viec"\nset.title = "Rà soát danh mục"\n'
    )

    titles = [event(text, f"p.viec.2025-Q{n}")["SUMMARY"].text for n in (1, 2)]

    assert titles == [
        "Lập danh mục (quý I/2025) – Phòng Ví Dụ",
        "Rà soát danh mục (quý II/2025) – Phòng Ví Dụ",
    ]


@pytest.mark.parametrize(
    "change",
    [
        '[[amendment.change]]\nid = "viec"\nset.title = "Khác"\n',
        '[[amendment.change]]\nid = "truoc"\nset.title = "Khác"\n',
        '[[amendment.change]]\nid = "goc"\nset.title = "Khác"\n',
        '[[amendment.change]]\nunit = "phong"\nset.name = "Phòng Khác"\n',
        '[[amendment.change]]\ngroup = "nhom"\nset.name = "Khác"\n',
        '[[amendment.change]]\nplan = "p"\nset.title = "Khác"\n',
        '[[amendment.change]]\nassignment = "IV.1"\nset.coordinate = "xa"\n',
    ],
)
def test_whatever_changes_the_text_moves_the_day_of_the_last_change(change: str) -> None:
    more = (
        'clause = "IV.1.1"\nafter = "truoc"\nreport = "nhom"\n'
        'deadline_from = { task = "goc", within = "1wd" }\n'
        '[[group]]\nid = "nhom"\nname = "Nhóm"\nmembers = ["xa"]\n'
        '[[assignment]]\nclause = "IV.1"\nlead = "xa"\n'
        '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "xa"\ndue = 2025-05-30\n'
        '[[task]]\nid = "goc"\ntitle = "Gốc"\nlead = "xa"\ndue = 2025-05-30\n'
    )
    due = "due = 2025-06-10\n"
    before, after = (event(text.replace(due, "")) for text in (TASK + more, amended(change, more)))

    names = "SUMMARY", "DESCRIPTION"
    assert [before[name].text for name in names] != [after[name].text for name in names]
    assert before.modified == "20250106T000000Z"
    assert after.modified == "20250505T000000Z"
    assert after.sequence == 0


def test_a_change_that_no_event_speaks_of_moves_nothing() -> None:
    change = '[[amendment.change]]\nplan = "p"\nset.review = "Tổng kết năm"\n'

    assert event(amended(change)).modified == "20250106T000000Z"


def test_a_day_comes_from_the_start_and_else_from_nowhere() -> None:
    text = HEAD.replace("issued_on = 2025-01-06\n", "") + TASK
    feeds = feeds_of(assessed(text, DAY))
    assert feeds[0].events[0].modified == date(2025, 1, 6)

    text = text.replace("starts_on = 2025-01-06\n", "")
    feeds = feeds_of(assessed(text, DAY))
    assert feeds[0].events[0].modified == date(1970, 1, 1)


def test_work_of_a_body_that_ended_is_nobodys_and_says_so() -> None:
    text = HEAD.replace(
        'name = "Phòng Ví Dụ"\n',
        'name = "Phòng Ví Dụ"\nuntil = 2025-04-30\nsuccessors = "unknown"\n',
    )
    feeds = feeds_of(assessed(text + TASK, DAY))

    whole, body, nobody = (
        by_uid(feeds.to_ical(feeds.of(unit)))["p.viec.once@planrules"]
        for unit in (None, "phong", "_nobody")
    )

    assert whole["SUMMARY"].text == "Lập danh mục – Chưa xác định cơ quan thực hiện"
    assert "(Phòng Ví Dụ: đã kết thúc hoạt động" in whole["DESCRIPTION"].text
    assert whole.modified == "20250501T000000Z"
    assert body.lines == nobody.lines == whole.lines


def test_work_that_nobody_was_named_for_stands_in_a_feed_of_its_own() -> None:
    text = HEAD + TASK.replace('lead = "phong"', 'lead = { text = "các đoàn thể" }')
    feeds = feeds_of(assessed(text, DAY))

    assert [feed.file for feed in feeds] == ["p.ics", "p._nobody.ics"]
    assert feeds[1].name == "Chưa xác định cơ quan thực hiện – Kế hoạch ví dụ"
    assert "(chủ trì chưa rõ cơ quan nào)" in feeds[0].events[0].description


def test_a_feed_that_is_not_there_is_refused() -> None:
    feeds = feeds_of(assessed(HEAD + TASK, DAY))

    assert feeds.of("phong").unit == "phong"
    assert feeds[0:1] == (feeds.of(),)
    assert len(feeds) == 2
    with pytest.raises(UnknownIdError, match="xa"):
        feeds.of("xa")


def test_without_a_start_periodic_work_can_not_be_shown() -> None:
    head = HEAD.replace("starts_on = 2025-01-06\n", "").replace("issued_on = 2025-01-06\n", "")
    text = head + TASK.replace("due = 2025-06-10", 'every = "quarter"')
    with pytest.raises(NoStartError):
        feeds_of(assessed(text, DAY))


class TestPeriods:
    TEXT = TASK.replace("due = 2025-06-10", 'every = "quarter"\ndue_after_close = "5wd"')

    def test_a_period_names_its_days(self) -> None:
        assert "Kỳ quý II/2025: số liệu từ 15/3/2025 đến 14/6/2025" in lines(
            self.TEXT, "p.viec.2025-Q2"
        )

    def test_occurrences_of_a_rule_have_numbers(self) -> None:
        text = TASK.replace("due = 2025-06-10", 'every = "FREQ=MONTHLY;BYMONTHDAY=15"')
        found = lines(text, "p.viec.3")
        assert any(line.endswith("số liệu từ 16/02/2025 đến 15/3/2025") for line in found)

        text = TASK.replace("due = 2025-06-10", 'every = "FREQ=DAILY;COUNT=3"')
        (period,) = [line for line in lines(text, "p.viec.3") if line.startswith("Kỳ ")]
        assert "số liệu" not in period

    def test_windows_are_events_of_their_own_if_asked_for(self) -> None:
        options = FeedOptions(windows=True)
        found = event(self.TEXT, "window.p.viec.2025-Q2", options=options)

        assert found["SUMMARY"].text == "Kỳ số liệu quý II/2025: Lập danh mục – Phòng Ví Dụ"
        assert (found.first, found.last) == (date(2025, 3, 15), date(2025, 6, 14))
        assert not found.items

    def test_windows_are_no_tasks(self) -> None:
        options = FeedOptions(windows=True, profile=Profile.TASKS)
        feeds = feeds_of(assessed(HEAD + self.TEXT, DAY), options)

        assert not [one for one in feeds[0].events if one.uid.startswith("window.")]

    def test_withdrawn_work_has_no_window(self) -> None:
        text = self.TEXT + (
            '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-05-05\n'
            '[[amendment.end]]\nid = "viec"\non = 2025-05-31\nreason = "R"\n'
        )
        feeds = feeds_of(assessed(HEAD + text, DAY), FeedOptions(windows=True))

        gone = {one.uid for one in feeds[0].events if one.is_cancelled}
        assert "p.viec.2025-Q4@planrules" in gone
        assert not any(f"window.{uid}" in {one.uid for one in feeds[0].events} for uid in gone)


class TestAlarms:
    def items(self, options: FeedOptions | None = None, more: str = "") -> list[Item]:
        feeds = feeds_of(assessed(HEAD + TASK + more, DAY), options)
        assert not shown(read(feeds.to_ical(feeds[0])))[0].items, "the plan's feed reminds nobody"
        return shown(read(feeds.to_ical(feeds.of("phong"))))[0].items

    def test_bodies_are_reminded_at_eight_three_days_before(self) -> None:
        (alarm,) = self.items()

        assert alarm["ACTION"].value == "DISPLAY"
        assert alarm["TRIGGER"].value == "-P2DT16H"
        assert alarm["DESCRIPTION"].text == "Lập danh mục – Phòng Ví Dụ"

    def test_reminders_are_as_asked_for(self) -> None:
        two = (timedelta(days=-7, hours=8), timedelta(hours=8))
        triggers = [one["TRIGGER"].value for one in self.items(FeedOptions(alarms=two))]
        assert triggers == ["-P6DT16H", "PT8H"]
        assert self.items(FeedOptions(alarms=())) == []

    def test_nobody_is_reminded_of_what_is_done_or_sent(self) -> None:
        entry = '[[entry]]\ntask = "viec"\nrecorded_on = 2025-05-28\nstate = "submitted"\n'
        assert self.items(more=entry) == []

    def test_tasks_remind_before_their_end(self) -> None:
        (alarm,) = self.items(FeedOptions(profile=Profile.TASKS))
        assert alarm["TRIGGER"].params == {"RELATED": "END"}


class TestTasks:
    OPTIONS = FeedOptions(profile=Profile.TASKS)

    def todo(self, more: str = "", task: str = TASK) -> Item:
        return event(task + more, options=self.OPTIONS)

    @pytest.mark.parametrize(
        ("state", "status", "percent"),
        [
            ('"not-started"', "NEEDS-ACTION", "0"),
            ('"in-progress"\npercent = 40', "IN-PROCESS", "40"),
            ('"submitted"', "IN-PROCESS", "0"),
            ('"returned"', "NEEDS-ACTION", "0"),
            ('"suspended"\ndecision = "01/QĐ"', "NEEDS-ACTION", "0"),
            ('"done"\nfinished_on = 2025-05-27\nevidence = "01/BC"', "COMPLETED", "100"),
        ],
    )
    def test_a_state_is_a_status_of_a_task(self, state: str, status: str, percent: str) -> None:
        entry = f'[[entry]]\ntask = "viec"\nrecorded_on = 2025-05-28\nstate = {state}\n'
        found = self.todo(entry)

        assert found.kind == "VTODO"
        assert found["STATUS"].value == status
        assert found["PERCENT-COMPLETE"].value == percent
        assert found["DUE"].value == "20250610"
        done = found.get("COMPLETED")
        assert (done and done.value) == ("20250527T000000Z" if status == "COMPLETED" else None)

    def test_work_without_a_deadline_is_a_task_and_no_event(self) -> None:
        task = TASK.replace("due = 2025-06-10\n", "")

        assert "DUE" not in self.todo(task=task)
        feeds = feeds_of(assessed(HEAD + task, DAY))
        assert feeds[0].events == ()

    def test_standing_work_is_neither(self) -> None:
        task = TASK.replace("due = 2025-06-10", "standing = true")
        assert feeds_of(assessed(HEAD + task, DAY), self.OPTIONS)[0].events == ()

    def test_what_is_long_overdue_stays_until_it_is_done(self) -> None:
        late = assessed(HEAD + TASK, date(2027, 6, 1))

        assert len(feeds_of(late, self.OPTIONS)[0].events) == 1
        assert feeds_of(late)[0].events == ()

    def test_a_task_that_is_withdrawn_is_cancelled(self) -> None:
        text = amended('[[amendment.end]]\nid = "viec"\non = 2025-05-31\nreason = "R"\n')
        assert event(text, options=self.OPTIONS)["STATUS"].value == "CANCELLED"

    def test_a_task_without_a_deadline_goes_when_its_window_is_over(self) -> None:
        end = '[[amendment.end]]\nid = "viec"\non = 2025-05-31\nreason = "R"\n'
        text = HEAD + amended(end).replace("due = 2025-06-10\n", "")
        for day, count in ((date(2025, 6, 30), 1), (date(2027, 6, 30), 0)):
            assert len(feeds_of(assessed(text, day), self.OPTIONS)[0].events) == count


class TestPublish:
    def test_a_published_file_names_who_publishes_it(self) -> None:
        options = FeedOptions(profile=Profile.PUBLISH, organizer="van-thu@example.vn")
        feeds = feeds_of(assessed(HEAD + TASK, DAY), options)
        calendar = read(feeds.to_ical(feeds[0]))

        assert calendar["METHOD"].value == "PUBLISH"
        assert shown(calendar)[0]["ORGANIZER"].value == "mailto:van-thu@example.vn"
        assert "REFRESH-INTERVAL" not in calendar

    def test_a_subscription_has_no_method(self) -> None:
        feeds = feeds_of(assessed(HEAD + TASK, DAY))
        calendar = read(feeds.to_ical(feeds[0]))

        assert "METHOD" not in calendar
        assert calendar["REFRESH-INTERVAL"].params == {"VALUE": "DURATION"}
        assert "SOURCE" not in calendar


class TestWaivers:
    RULES = """\
format = 1
[[waiver]]
rule = "RES001"
subject = "viec"
reason = "Chờ phân công"
approver = "phong"
document = "09/QĐ-UBND"
granted = 2025-02-03
expires = 2025-07-31
"""

    @pytest.fixture(name="folder")
    def fixture_folder(self, tmp_path: Path) -> Path:
        (tmp_path / "plan.toml").write_text(HEAD + TASK, "utf-8")
        return tmp_path

    def events(self, folder: Path, rules: str, options: FeedOptions) -> list[Item]:
        (folder / "rules.toml").write_text(rules, "utf-8")
        feeds = feeds_of(assess(load(folder), as_of=DAY, rules=()), options)
        found = shown(read(feeds.to_ical(feeds[0])))
        return [item for item in found if item.uid.startswith("waiver.p.RES001.")]

    def test_the_last_day_of_a_waiver_is_an_event_if_asked_for(self, folder: Path) -> None:
        (found,) = self.events(folder, self.RULES, FeedOptions(waivers=True))

        assert found.first == date(2025, 7, 31)
        assert found["SUMMARY"].text == "Hết hạn ngoại lệ RES001: Lập danh mục"
        assert found["DESCRIPTION"].text.split("\n") == [
            "Quy tắc RES001: Mỗi nhiệm vụ có đúng một cơ quan chủ trì",
            "Đối tượng: Lập danh mục",
            "Cơ quan chấp thuận: Phòng Ví Dụ",
            "Lý do: Chờ phân công",
            "Văn bản: 09/QĐ-UBND",
            f"Mã: {found.uid.removesuffix('@planrules')}",
        ]
        assert self.events(folder, self.RULES, FeedOptions()) == []
        tasks = FeedOptions(waivers=True, profile=Profile.TASKS)
        assert self.events(folder, self.RULES, tasks) == []

    def test_one_that_is_renewed_keeps_its_uid(self, folder: Path) -> None:
        again = self.RULES.removeprefix("format = 1\n").replace("2025-07-31", "2025-10-31")
        (found,) = self.events(folder, self.RULES + again, FeedOptions(waivers=True))

        assert found.first == date(2025, 10, 31)
        (before,) = self.events(folder, self.RULES, FeedOptions(waivers=True))
        assert found.uid == before.uid

    def test_one_that_does_not_hold_yet_or_lies_outside_is_left_out(self, folder: Path) -> None:
        later = self.RULES.replace("2025-02-03", "2025-06-30")
        assert self.events(folder, later, FeedOptions(waivers=True)) == []
        assert self.events(folder, self.RULES, FeedOptions(waivers=True, ahead=7)) == []


class TestCountedDeadlines:
    """A deadline that counts from work that is done follows what was recorded of it."""

    LATER = (
        '[[task]]\nid = "sau"\ntitle = "Sau"\nlead = "xa"\n'
        'deadline_from = { task = "viec", within = "5wd" }\n'
        '[[task]]\nid = "sau-nua"\ntitle = "Sau nữa"\nlead = "xa"\n'
        'deadline_from = { task = "sau", within = "5wd" }\n'
    )
    DONE = (
        '[[entry]]\ntask = "viec"\nrecorded_on = 2025-05-28\nstate = "done"\n'
        'finished_on = 2025-05-27\nevidence = "01/BC"\n'
    )

    @pytest.mark.parametrize("task", ["sau", "sau-nua"])
    def test_it_was_changed_when_that_was_recorded(self, task: str) -> None:
        before = event(TASK + self.LATER, f"p.{task}.once")
        after = event(TASK + self.LATER + self.DONE, f"p.{task}.once")

        assert before.modified == "20250106T000000Z"
        assert after.modified == "20250528T000000Z"
        assert before.first != after.first


class TestWorkThatComesAfterOther:
    """It has changed when the other came or went; that it moved is no change of its own."""

    BEFORE = '[[task]]\nid = "truoc"\ntitle = "Trước"\nlead = "xa"\ndue = 2025-05-05\n'
    AFTER = TASK + 'after = "truoc"\n' + BEFORE
    DONE = (
        '[[entry]]\ntask = "truoc"\nrecorded_on = 2025-05-29\nstate = "done"\n'
        'finished_on = 2025-05-05\nevidence = "01/BC"\n'
    )
    EXTENSION = '[[extension]]\ntask = "truoc"\nrecorded_on = 2025-05-02\ndue = 2025-05-30\n'

    @pytest.mark.parametrize(
        ("more", "options", "modified", "is_related"),
        [
            ("", {}, "20250106", True),
            (EXTENSION, {}, "20250106", True),
            ("", {"past": 20}, "20250526", False),
            ("", {"past": 20, "profile": Profile.TASKS}, "20250106", True),
            (DONE, {"past": 20, "profile": Profile.TASKS}, "20250529", False),
            ("", {"ahead": 10}, "20250425", True),
        ],
        ids=["still", "put off", "past", "open", "done", "ahead"],
    )
    def test_it_changes_with_the_other(
        self, more: str, options: dict[str, Any], modified: str, *, is_related: bool
    ) -> None:
        found = event(self.AFTER + more, options=FeedOptions(**options))

        assert found.modified == f"{modified}T000000Z"
        assert ("RELATED-TO" in found) is is_related

    def test_it_has_never_changed_where_nobody_owes_the_other(self) -> None:
        text = self.AFTER.replace('lead = "xa"', 'lead = { text = "các đoàn thể" }')

        found = event(text)
        assert found.modified == "20250106T000000Z"
        assert "RELATED-TO" in found

    def test_it_changes_no_more_once_it_is_withdrawn(self) -> None:
        end = (
            '[[amendment]]\nid = "sd"\nstatus = "issued"\neffective_on = 2025-04-01\n'
            '[[amendment.end]]\nid = "viec"\non = 2025-04-01\nreason = "R"\n'
        )

        assert event(self.AFTER + end + self.EXTENSION).modified == "20250402T000000Z"
