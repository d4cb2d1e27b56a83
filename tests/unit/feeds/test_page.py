"""The page of a folder of feeds: what it says, and that nothing in a plan can get out of it."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from planrules.feeds.feed import feeds_of
from planrules.feeds.options import FeedOptions
from planrules.feeds.page import index_page
from planrules.feeds.publishing import publish_feeds
from tests.feeding import assessed

DAY = date(2025, 3, 3)
PLAN = """\
format = 1
[plan]
id = "p"
title = "TITLE"
starts_on = 2025-01-06
ends_on = 2025-12-31
[[unit]]
id = "a"
name = "NAME"
[[unit]]
id = "cu"
name = "Phòng cũ"
until = 2025-02-28
successors = "a"
[[task]]
id = "viec"
title = "TASK"
lead = "cu"
due = 2025-06-10
"""
URL = "https://lich.example.vn/ke-hoach/"
HOSTILE = "<script>alert(1)</script>&amp;\\\"'$title ${style} {day} </style><!--"


class Page(HTMLParser):
    """A page taken apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.english = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link"} and tag != "path":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag != "path":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data

    @property
    def links(self) -> list[str]:
        return [str(attributes["href"]) for tag, attributes in self.tags if tag == "a"]


def page(text: str = PLAN, day: date = DAY, **options: Any) -> Page:  # noqa: ANN401 - of FeedOptions
    return Page(index_page(feeds_of(assessed(text, day), FeedOptions(**options))))


def test_each_feed_can_be_subscribed_to_and_downloaded() -> None:
    links = page(url=URL).links

    for name in ("p.ics", "p.a.ics"):
        web = f"webcal://lich.example.vn/ke-hoach/{name}"
        assert name in links
        assert web in links
        (google,) = [link for link in links if link.endswith(f"ke-hoach%2F{name}")]
        assert unquote(google.removeprefix("https://calendar.google.com/calendar/r?cid=")) == web
        assert len(google) < 256
    assert "SHA256SUMS" in links


def test_the_feed_of_a_body_that_has_ended_can_be_downloaded_alone() -> None:
    links = page(url=URL).links

    assert [link for link in links if "p.cu.ics" in link] == ["p.cu.ics"]


def test_phones_read_the_address_from_a_picture() -> None:
    found = page(url=URL)

    pictures = [attributes for tag, attributes in found.tags if tag == "svg"]
    assert len(pictures) == 2, "nobody subscribes to the calendar of a body that has ended"
    assert pictures[0]["aria-label"] == "Mã QR của địa chỉ: Toàn bộ kế hoạch"
    assert "https://lich.example.vn/ke-hoach/p.a.ics" in found.words


def test_without_an_address_there_are_files_to_download() -> None:
    found = page()

    assert not [tag for tag, _ in found.tags if tag == "svg"]
    assert not [link for link in found.links if "://" in link]
    assert "Chép địa chỉ của tệp .ics" in found.words
    assert "Cách đăng ký" not in found.words


def test_tasks_can_not_be_added_to_google_and_files_to_send_not_subscribed_to() -> None:
    tasks = page(url=URL, profile="tasks").links
    sent = page(url=URL, profile="publish", organizer="a@example.vn")

    assert any(link.startswith("webcal:") for link in tasks)
    assert not any("google" in link for link in tasks)
    assert not [link for link in sent.links if "://" in link]
    assert "Cách đăng ký" not in sent.words


def test_it_is_in_both_languages_needs_no_script_and_loads_nothing() -> None:
    text = index_page(feeds_of(assessed(PLAN, DAY), FeedOptions(url=URL)))
    found = Page(text)

    assert '<html lang="vi">' in text
    assert "Đăng ký" in found.words
    assert '<span lang="en">/ Subscribe</span>' in text
    assert "Cập nhật theo tình hình đến 03/3/2025." in found.words
    assert {tag for tag, _ in found.tags}.isdisjoint({"script", "img", "iframe", "form", "object"})
    assert not [attributes for _, attributes in found.tags if "src" in attributes]
    (policy,) = [
        attributes["content"]
        for _, attributes in found.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert re.fullmatch(
        "default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'; "
        "form-action 'none'",
        str(policy),
    )
    assert not re.search(r"\son\w+=", text)


def test_nothing_in_a_plan_gets_out_of_its_place() -> None:
    hostile = PLAN.replace("TITLE", HOSTILE).replace("NAME", HOSTILE).replace("TASK", HOSTILE)
    plain, found = page(url=URL), page(hostile, url=URL)

    assert [tag for tag, _ in found.tags if tag != "path"] == [
        tag for tag, _ in plain.tags if tag != "path"
    ]
    assert found.words.count("<script>alert(1)</script>") >= 3
    assert "$title ${style} {day}" in found.words


def test_bodies_that_have_ended_stand_apart() -> None:
    words = page().words

    ended = words.index("Lịch của cơ quan đã kết thúc hoạt động")
    assert words.index("NAME") < ended < words.index("Phòng cũ")
    assert "kết thúc hoạt động" not in page(PLAN, date(2025, 2, 3)).words


def test_what_is_due_next_is_listed_and_no_more_than_fits() -> None:
    words = page().words
    assert "10/6/2025" in words
    assert "TASK – NAME" in words

    many = PLAN + "".join(
        f'[[task]]\nid = "v-{number}"\ntitle = "Việc"\nlead = "a"\ndue = 2025-07-10\n'
        for number in range(25)
    )
    assert "… và 06 việc khác trong lịch." in page(many).words.replace(" 6 ", " 06 ")


def test_what_is_done_withdrawn_or_past_is_not_due_next() -> None:
    assert "Không có việc nào sắp đến hạn." in page(PLAN, date(2025, 6, 11)).words
    done = PLAN + ('[[entry]]\ntask = "viec"\nrecorded_on = 2025-03-02\nstate = "submitted"\n')
    assert "Không có việc nào sắp đến hạn." in page(done).words


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_nobody_owes_has_a_card_in_both_languages(language: str) -> None:
    text = PLAN.replace('lead = "cu"', 'lead = { text = "các đoàn thể" }')
    words = page(text, language=language, url=URL).words
    assert "Chưa xác định cơ quan thực hiện / Nobody in particular" in words
    assert "Mã QR của địa chỉ: Chưa xác định cơ quan thực hiện" in index_page(
        feeds_of(assessed(text, DAY), FeedOptions(url=URL, language=language))
    )


def test_drafts_that_count_are_called_by_their_titles() -> None:
    draft = (
        '[[amendment]]\nid = "dt-{}"\nstatus = "draft"\n{}effective_on = 2025-03-01\n'
        '[[amendment.change]]\nid = "viec"\nset.title = "Khác"\n'
    )
    text = (
        PLAN
        + draft.format(1, 'title = "Sửa <tên>"\n')
        + draft.format(2, "").replace("set.title", "set.clause").replace("Khác", "I.1")
    )
    feeds = feeds_of(assessed(text, DAY, "dt-1", "dt-2"), FeedOptions())

    words = Page(index_page(feeds)).words
    assert "chưa ban hành: “Sửa <tên>” và dt-2." in words
    assert "as if they held: “Sửa <tên>” and dt-2." in words


NAMESAKES = PLAN.replace('name = "NAME"', 'name = "Phòng cũ"\nsince = 2025-03-01')


def feed_names(text: str, **options: Any) -> list[str]:  # noqa: ANN401 - of FeedOptions
    return [feed.name for feed in feeds_of(assessed(text, DAY), FeedOptions(**options))[1:]]


def test_bodies_of_one_name_are_told_apart_by_their_days() -> None:
    assert feed_names(PLAN) == ["NAME – TITLE", "Phòng cũ – TITLE"]
    assert feed_names(NAMESAKES) == [
        "Phòng cũ (từ 01/3/2025) – TITLE",
        "Phòng cũ (đến 28/02/2025) – TITLE",
    ]
    assert feed_names(NAMESAKES, language="en") == [
        "Phòng cũ (since 2025-03-01) – TITLE",
        "Phòng cũ (until 2025-02-28) – TITLE",
    ]
    assert "Phòng cũ (đến 28/02/2025)" in page(NAMESAKES).words


def test_bodies_of_one_name_that_no_day_tells_apart_are_told_apart_by_their_ids() -> None:
    text = NAMESAKES.replace("since = 2025-03-01", "until = 2025-02-28\nsuccessors = []")
    more = '[[unit]]\nid = "b"\nname = "Phòng cũ"\n'
    other = '[[task]]\nid = "v-{0}"\ntitle = "Việc"\nlead = "{0}"\ndue = 2025-06-10\n'

    assert feed_names(text + more + other.format("a") + other.format("b"))[:3] == [
        "Phòng cũ (đến 28/02/2025) [a] – TITLE",
        "Phòng cũ (đến 28/02/2025) [cu] – TITLE",
        "Phòng cũ – TITLE",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_the_same_whatever_the_language_of_feeds(language: str) -> None:
    """But for the titles of events and names of feeds, which are written once."""
    assert "Work calendars" in page(language=language).words


@pytest.mark.parametrize(
    ("successors", "said"),
    [
        ('"a"', "Cơ quan kế tiếp: NAME / Came after it: NAME"),
        ('"unknown"', "Chưa xác định cơ quan kế tiếp / It is not known who came after it"),
        ("[]", "Không có cơ quan kế tiếp / Nobody came after it"),
    ],
)
def test_a_body_that_has_ended_names_who_came_after_it(successors: str, said: str) -> None:
    words = page(PLAN.replace('successors = "a"', f"successors = {successors}"), url=URL).words

    assert said in words
    assert words.index("Phòng cũ", words.index("đã kết thúc")) < words.index(said)


def test_a_body_that_is_not_there_yet_has_not_ended() -> None:
    later = PLAN.replace('name = "NAME"', 'name = "NAME"\nsince = 2025-09-01').replace(
        'lead = "cu"', 'lead = "a"'
    )

    found = page(later, url=URL)
    assert "webcal://lich.example.vn/ke-hoach/p.a.ics" in found.links
    assert "kết thúc hoạt động" not in found.words


def test_a_feed_whose_body_the_plan_knows_no_more_has_ended(tmp_path: Path) -> None:
    publish_feeds(assessed(PLAN, DAY), tmp_path)
    publish_feeds(assessed(PLAN.replace('"cu"', '"moi"'), DAY), tmp_path, FeedOptions(url=URL))

    found = Page((tmp_path / "index.html").read_text("utf-8"))
    assert [link for link in found.links if "p.cu.ics" in link] == ["p.cu.ics"]


def test_the_number_and_the_issuer_of_the_plan_are_named_where_it_has_them() -> None:
    named = PLAN.replace("starts_on", 'number = "15/KH-UBND"\nissuer = "a"\nstarts_on', 1)
    blank = PLAN.replace("starts_on", 'number = "/KH-UBND"\nblank = ["number"]\nstarts_on', 1)

    assert "Số 15/KH-UBND / No. 15/KH-UBND" in page(named).words
    assert "Cơ quan ban hành: NAME / Issued by NAME" in page(named).words
    assert "Số ……/KH-UBND" in page(blank).words
    assert "ban hành" not in page().words


def test_what_the_marks_mean_is_told_in_both_languages() -> None:
    words = page().words

    for mark in ("✓", "[BÃI BỎ] / [WITHDRAWN]", "[CHUYỂN GIAO] / ", "[ĐÃ CHUYỂN] / "):
        assert mark in words
    for mark in ("[BỎ THỜI HẠN] / ", "(dự thảo) / (draft)", "(tạm tính) / (assumed)"):
        assert mark in words


def test_which_programs_remind_is_told_where_anything_does() -> None:
    assert "Nhắc hạn" in page(url=URL).words
    assert "Nhắc hạn" not in page(url=URL, alarms=()).words


def test_paper_can_not_be_clicked_on() -> None:
    text = index_page(feeds_of(assessed(PLAN, DAY), FeedOptions(url=URL)))

    on_paper = re.findall(r'<dd class="paper">(.*?)</dd>', text)
    assert len(on_paper) == 4
    assert not [way for way in on_paper if "bấm" in way or "follow" in way or "dán" in way]


def test_one_entry_is_one() -> None:
    more = PLAN + '[[task]]\nid = "v"\ntitle = "Việc"\nlead = "a"\ndue = 2025-07-10\n'

    assert "1 mục / entry" in page().words
    assert "entries" not in page().words
    assert "2 mục / entries" in page(more).words
