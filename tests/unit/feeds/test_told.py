"""What events tell of changes: from what, by which document, who held the work before and next."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planrules import assess, load
from planrules.feeds.feed import feeds_of
from planrules.feeds.options import FeedOptions
from planrules.feeds.publishing import Publication, publish_feeds
from tests.feeding import Item, assessed, by_uid, read, shown

DAY = date(2025, 3, 3)
LATER = date(2025, 3, 10)
LAST = date(2025, 3, 20)
HEAD = """\
format = 1
[plan]
id = "p"
title = "Kế hoạch ví dụ"
number = "15/KH-UBND"
issued_on = 2025-01-06
starts_on = 2025-01-06
ends_on = 2025-12-31
[[unit]]
id = "a"
name = "Phòng A"
[[unit]]
id = "b"
name = "Phòng B"
[[unit]]
id = "c"
name = "Phòng C"
"""
WORK = '[[task]]\nid = "viec"\ntitle = "Lập danh mục"\nlead = "a"\ndue = 2025-06-10\n'
UID = "p.viec.once@planrules"
NOBODYS = WORK.replace('"a"', '{ text = "các đoàn thể" }')


def amendment(change: str, more: str = 'number = "77/KH-UBND"\n', *, on: str = "2025-03-01") -> str:
    id = f"sd-{on}"
    return f'[[amendment]]\nid = "{id}"\nstatus = "issued"\n{more}effective_on = {on}\n{change}'


def due(day: str) -> str:
    return f'[[amendment.change]]\nid = "viec"\nset.due = {day}\n'


def told(text: str, uid: str = "p.viec.once", day: date = DAY, language: str = "vi") -> list[str]:
    """Return the lines of an event of the plan's own feed."""
    feeds = feeds_of(assessed(HEAD + text, day), FeedOptions(language=language))
    return lines(by_uid(feeds.to_ical(feeds[0]))[f"{uid}@planrules"])


def lines(item: Item) -> list[str]:
    return item["DESCRIPTION"].text.split("\n")


def publish(out: Path, text: str, day: date = DAY, **options: Any) -> Publication:  # noqa: ANN401 - of FeedOptions
    return publish_feeds(assessed(text, day), out, FeedOptions(**options))


def items(out: Path, name: str = "p.ics") -> dict[str, Item]:
    return by_uid((out / name).read_bytes())


@pytest.fixture(name="out")
def fixture_out(tmp_path: Path) -> Path:
    return tmp_path / "lich"


class TestAmendments:
    def test_a_deadline_that_one_moved_tells_the_day_before_and_the_document(self) -> None:
        text = WORK + amendment(due("2025-06-20"))

        assert told(text)[1:3] == [
            "Thời hạn: 20/6/2025",
            "Thời hạn trước: 10/6/2025, đổi theo 77/KH-UBND",
        ]
        assert "Due before: 2025-06-10, moved by 77/KH-UBND" in told(text, language="en")

    def test_each_that_moved_it_is_told_in_order(self) -> None:
        second = amendment(due("2025-06-30"), 'title = "Sửa lần 2"\n', on="2025-03-02")

        assert told(WORK + amendment(due("2025-06-20")) + second)[1:4] == [
            "Thời hạn: 30/6/2025",
            "Thời hạn trước: 10/6/2025, đổi theo 77/KH-UBND",
            "Thời hạn trước: 20/6/2025, đổi theo “Sửa lần 2”",
        ]

    def test_one_that_moved_what_work_counts_from_is_told(self) -> None:
        counted = (
            '[[task]]\nid = "sau"\ntitle = "Mua sách"\nlead = "b"\n'
            'deadline_from = { task = "viec", within = "5d" }\n'
        )

        found = told(WORK + counted + amendment(due("2025-06-20")), "p.sau.once")
        assert found[1:3] == [
            "Thời hạn: 25/6/2025",
            "Thời hạn trước: 15/6/2025, đổi theo 77/KH-UBND",
        ]

    def test_one_that_moved_the_deadlines_of_periodic_work_is_told(self) -> None:
        periodic = WORK.replace("due = 2025-06-10\n", 'every = "quarter"\ndue_after_close = "5d"\n')
        change = '[[amendment.change]]\nid = "viec"\nset.due_after_close = "10d"\n'

        found = told(periodic + amendment(change), "p.viec.2025-Q2")
        assert any("đổi theo 77/KH-UBND" in line for line in found)

    def test_one_that_changes_other_things_has_moved_nothing(self) -> None:
        extension = '[[extension]]\ntask = "viec"\nrecorded_on = 2025-03-01\ndue = 2025-06-20\n'
        retitled = amendment('[[amendment.change]]\nid = "viec"\nset.title = "Lập hồ sơ"\n')

        found = told(WORK + extension + retitled)

        assert "Gia hạn từ 10/6/2025" in found
        assert not any(line.startswith("Thời hạn trước") for line in found)

    @pytest.mark.parametrize(
        ("more", "called"),
        [
            ('number = "77/KH-UBND"\n', "77/KH-UBND"),
            ('number = "/KH-UBND"\nblank = ["number"]\n', "……/KH-UBND"),
            ('title = "Sửa lần 1"\n', "“Sửa lần 1”"),
            ("", "sửa đổi sd-2025-03-01"),
        ],
    )
    def test_work_that_one_added_names_it(self, more: str, called: str) -> None:
        added = WORK.replace("[[task]]", "[[amendment.add.task]]")

        found = told(amendment(added, more) + WORK.replace("viec", "khac"))
        assert f"Căn cứ: Kế hoạch số 15/KH-UBND (Kế hoạch ví dụ), bổ sung theo {called}" in found
        found = told(amendment(added + 'clause = "II.3"\n', more) + WORK.replace("viec", "khac"))
        assert any(
            f"điểm II.3 Kế hoạch số 15/KH-UBND (Kế hoạch ví dụ), bổ sung theo {called}" in line
            for line in found
        )

    @pytest.mark.parametrize(
        ("title", "called"),
        [("Sửa lần 1", "dự thảo “Sửa lần 1”"), ("Dự thảo sửa đổi", "“Dự thảo sửa đổi”")],
    )
    def test_a_draft_is_called_one_once(self, title: str, called: str) -> None:
        draft = amendment(due("2025-06-20"), f'title = "{title}"\n').replace("issued", "draft")
        feeds = feeds_of(assessed(HEAD + WORK + draft, DAY, "sd-2025-03-01"))

        found = lines(by_uid(feeds.to_ical(feeds[0]))[UID])
        assert f"Thời hạn trước: 10/6/2025, đổi theo {called}" in found

    def test_what_one_withdraws_says_so_first_with_its_number(self) -> None:
        end = '[[amendment.end]]\nid = "viec"\non = 2025-02-28\nreason = "R"\n'

        assert told(WORK + amendment(end))[0] == (
            "Từ 01/3/2025 không còn phải thực hiện, theo 77/KH-UBND"
        )
        assert told(WORK + amendment(end), language="en")[0] == (
            "Withdrawn on 2025-03-01, by 77/KH-UBND"
        )


class TestMembers:
    ENDED = (
        HEAD.replace(
            'name = "Phòng A"\n', 'name = "Phòng A"\nuntil = 2025-02-28\nsuccessors = "c"\n'
        )
        .replace('name = "Phòng B"\n', 'name = "Phòng B"\nuntil = 2025-02-28\nsuccessors = "c"\n')
        .replace('name = "Phòng C"\n', 'name = "Phòng C"\nsince = 2025-03-01\n')
    ) + '[[group]]\nid = "nhom"\nname = "Nhóm"\nmembers = ["a", "b"]\n'
    EACH = WORK.replace('"a"', '{ each = "nhom" }')

    def feed(self, text: str, language: str = "vi") -> dict[str, Item]:
        feeds = feeds_of(assessed(text, DAY), FeedOptions(language=language))
        return by_uid(feeds.to_ical(feeds[0]))

    def test_whoever_takes_over_names_who_owed_it_before(self) -> None:
        found = self.feed(self.ENDED + self.EACH)["p.viec.once.c@planrules"]

        assert "Trước 01/3/2025: Phòng A, Phòng B" in lines(found)
        english = self.feed(self.ENDED + self.EACH, "en")["p.viec.once.c@planrules"]
        assert "Before 2025-03-01: Phòng A, Phòng B" in lines(english)

    def test_who_owed_it_all_along_has_changed_when_another_ended(self) -> None:
        text = self.ENDED.replace("since = 2025-03-01\n", "").replace('"b"]', '"b", "c"]')
        found = self.feed(text + self.EACH)["p.viec.once.c@planrules"]

        assert "Trước 01/3/2025: Phòng A, Phòng B" in lines(found)
        assert found.modified == "20250301T000000Z"

    def test_whoever_has_ended_says_first_who_owes_it_now(self) -> None:
        found = self.feed(self.ENDED + self.EACH)["p.viec.once.a@planrules"]

        assert lines(found)[:3] == [
            "Từ 01/3/2025 không còn phải thực hiện, do Phòng A kết thúc hoạt động",
            "Từ 01/3/2025 chuyển cho Phòng C",
            "Cơ quan thực hiện: Phòng A",
        ]


class TestFormerHolders:
    """They are told who held the work next, and who holds it now if that is somebody else."""

    TO_B = HEAD + WORK.replace('"a"', '"b"')
    TO_C = HEAD + WORK.replace('"a"', '"c"')
    B_ENDED = TO_B.replace(
        'name = "Phòng B"\n', 'name = "Phòng B"\nuntil = 2025-03-09\nsuccessors = "unknown"\n'
    )

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("vi", "Từ 03/3/2025 chuyển cho Phòng B; nay chưa xác định cơ quan thực hiện"),
            ("en", "Passed on 2025-03-03 to Phòng B; nobody in particular holds it now"),
        ],
    )
    def test_that_the_next_one_has_ended(self, language: str, line: str, out: Path) -> None:
        publish(out, HEAD + WORK, date(2025, 3, 1), language=language)
        publish(out, self.TO_B, language=language)
        publish(out, self.B_ENDED, LATER, language=language)

        assert lines(items(out, "p.a.ics")[UID])[1] == line
        assert not items(out, "p.b.ics")[UID].is_cancelled

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("vi", "Từ 03/3/2025 chuyển cho Phòng B; nay do Phòng C thực hiện"),
            ("en", "Passed on 2025-03-03 to Phòng B; Phòng C holds it now"),
        ],
    )
    def test_that_it_went_on(self, language: str, line: str, out: Path) -> None:
        publish(out, HEAD + WORK, date(2025, 3, 1), language=language)
        publish(out, self.TO_B, language=language)
        publish(out, self.TO_C, LATER, language=language)

        assert lines(items(out, "p.a.ics")[UID])[1] == line
        last = lines(items(out, "p.b.ics")[UID])[1]
        assert ";" not in last
        assert "Phòng C" in last

    def test_that_nobody_held_it_in_between(self, out: Path) -> None:
        publish(out, HEAD + WORK, date(2025, 3, 1))
        publish(out, HEAD + NOBODYS)
        publish(out, self.TO_B, LATER)

        assert lines(items(out, "p.a.ics")[UID])[1] == (
            "Từ 03/3/2025 không còn thực hiện; nay do Phòng B thực hiện"
        )
        assert lines(items(out, "p._nobody.ics")[UID])[1] == "Từ 10/3/2025 giao cho Phòng B"

    def test_that_an_amendment_and_another_passed_it_on(self) -> None:
        passed = "".join(
            amendment(f'[[amendment.replace]]\nunit = "{old}"\nwith = "{new}"\n', on=day)
            for old, new, day in (("a", "b", "2025-02-03"), ("b", "c", "2025-02-10"))
        )
        feeds = feeds_of(assessed(HEAD + WORK + passed, DAY))

        first, second = (lines(by_uid(feeds.to_ical(feeds.of(unit)))[UID]) for unit in "ab")
        assert first[1] == "Từ 03/02/2025 chuyển cho Phòng B; nay do Phòng C thực hiện"
        assert second[1] == "Từ 10/02/2025 chuyển cho Phòng C"

    def test_no_name_of_who_the_plan_knows_no_more(self, out: Path) -> None:
        publish(out, HEAD + WORK, date(2025, 3, 1))
        publish(out, self.TO_B)
        publish(out, self.TO_C.replace('[[unit]]\nid = "b"\nname = "Phòng B"\n', ""), LATER)

        assert lines(items(out, "p.a.ics")[UID])[1] == (
            "Từ 03/3/2025 không còn thực hiện; nay do Phòng C thực hiện"
        )


class TestEdits:
    """Whose text was edited is warned of, and no other; what moved is told from what to what."""

    AFTER = WORK.replace("viec", "sau").replace("Lập danh mục", "Mua sách") + 'after = "viec"\n'
    PLAN = HEAD + WORK + AFTER

    def messages(self, out: Path, before: str, after: str, language: str = "vi") -> list[str]:
        publish(out, before)
        return [one.message.text(language) for one in publish(out, after, LATER).notices]

    def test_work_that_names_other_work_is_not_blamed_for_it(self, out: Path) -> None:
        (message,) = self.messages(out, self.PLAN, self.PLAN.replace("Lập danh mục", "Lập sổ"))

        assert message == (
            f"{UID} (“Lập sổ – Phòng A”): nội dung đã đổi ngay trong kế hoạch; cần một văn bản "
            "sửa đổi"
        )
        sau = items(out)["p.sau.once@planrules"]
        assert "Bắt đầu sau khi xong “Lập sổ”" in lines(sau)
        assert sau.modified == "20250310T000000Z"

    @pytest.mark.parametrize(
        ("old", "new"),
        [("Kế hoạch ví dụ", "Kế hoạch khác"), ("Phòng A", "Phòng Một")],
        ids=["plan", "body"],
    )
    def test_all_work_that_says_it_is_told_of_another_name(
        self, old: str, new: str, out: Path
    ) -> None:
        told = self.messages(out, self.PLAN, self.PLAN.replace(old, new))

        assert [message.partition(" ")[0] for message in told] == ["p.sau.once@planrules", UID]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('after = "viec"', 'after = "viec +5d"'),
            ('after = "viec"', 'starts_after_start_of = "viec"'),
            ('after = "viec"', 'after = "viec"\ncoordinate = "b"'),
            ('after = "viec"', 'after = "viec"\nclause = "II.1"'),
            ('after = "viec"', 'after = "viec"\nquote = "mua sách"'),
            ('after = "viec"', 'after = "viec"\nproduct = ["Sách"]'),
            ('after = "viec"', ""),
        ],
    )
    def test_what_is_written_of_the_work_itself_is(self, old: str, new: str, out: Path) -> None:
        (message,) = self.messages(out, self.PLAN, self.PLAN.replace(old, new))

        assert message.startswith("p.sau.once@planrules (“Mua sách – Phòng A”): nội dung")

    @pytest.mark.parametrize(
        ("after", "vi", "en"),
        [
            (
                WORK.replace("06-10", "06-20"),
                "thời hạn đổi từ 10/6/2025 thành 20/6/2025",
                "its day went from 2025-06-10 to 2025-06-20",
            ),
            (
                WORK.replace('"a"', '"b"'),
                "cơ quan thực hiện đổi từ Phòng A thành Phòng B",
                "its holder went from Phòng A to Phòng B",
            ),
            (
                NOBODYS,
                "cơ quan thực hiện đổi từ Phòng A thành chưa xác định",
                "its holder went from Phòng A to nobody in particular",
            ),
            (
                WORK.replace("due = 2025-06-10\n", ""),
                "bỏ thời hạn 10/6/2025",
                "its day, 2025-06-10, was taken out",
            ),
            (
                WORK.replace('"a"', '"b"').replace("06-10", "06-20"),
                (
                    "thời hạn đổi từ 10/6/2025 thành 20/6/2025, "
                    "cơ quan thực hiện đổi từ Phòng A thành Phòng B"
                ),
                (
                    "its day went from 2025-06-10 to 2025-06-20, "
                    "its holder went from Phòng A to Phòng B"
                ),
            ),
        ],
        ids=["day", "holder", "nobody", "no day", "both"],
    )
    def test_what_moved_is_told(self, after: str, vi: str, en: str, out: Path) -> None:
        publish(out, HEAD + WORK)
        (one,) = publish(out, HEAD + after, LATER).notices

        assert f"”): {vi}, sửa ngay trong kế hoạch; lịch đã cập nhật" in one.message.text("vi")
        assert f"”): {en}, in the plan itself; the calendar follows" in one.message.text("en")

    def test_a_deadline_that_came_back_is_told(self, out: Path) -> None:
        publish(out, HEAD + WORK)
        publish(out, HEAD + WORK.replace("due = 2025-06-10\n", ""), LATER)
        (one,) = publish(out, HEAD + WORK, LAST).notices

        assert "đặt thời hạn 10/6/2025, sửa ngay" in one.message.text("vi")

    def test_a_deadline_in_a_list_of_tasks_is_told(self, out: Path) -> None:
        undated = HEAD + WORK.replace("due = 2025-06-10\n", "")
        publish(out, HEAD + WORK, profile="tasks")
        (gone,) = publish(out, undated, LATER, profile="tasks").notices
        (back,) = publish(out, HEAD + WORK, LAST, profile="tasks").notices

        assert "bỏ thời hạn 10/6/2025, sửa ngay" in gone.message.text("vi")
        assert "đặt thời hạn 10/6/2025, sửa ngay" in back.message.text("vi")

    def test_the_days_of_a_period_are_told(self, out: Path) -> None:
        quarterly = WORK.replace(
            "due = 2025-06-10\n", 'every = "quarter"\ndue_after_close = "5d"\n'
        )
        publish(out, HEAD + quarterly, windows=True)
        moved = quarterly + 'window = "calendar"\n'
        done = publish(out, HEAD + moved, LATER, windows=True)

        first = done.notices[0].message.text("vi")
        assert first.startswith("window.p.viec.2025-Q1@planrules (“Kỳ số liệu quý I/2025: ")
        assert "kỳ số liệu đổi từ 06/01/2025 – 14/3/2025 thành 06/01/2025 – 31/3/2025" in first

    def test_the_last_holders_are_told_of_work_that_nobody_holds_any_more(self, out: Path) -> None:
        ended = HEAD
        for name in ("Phòng A", "Phòng B"):
            until = 'until = 2025-03-01\nsuccessors = "unknown"\n'
            ended = ended.replace(f'name = "{name}"\n', f'name = "{name}"\n{until}')

        (one,) = self.messages(out, ended + WORK, ended + WORK.replace('"a"', '"b"'))
        assert "cơ quan thực hiện đổi từ Phòng A thành Phòng B, sửa ngay" in one

    def test_work_that_is_owed_again_is_told(self, out: Path) -> None:
        group = '[[group]]\nid = "nhom"\nname = "Nhóm"\nmembers = ["a", "b"]\n'
        plan = HEAD + group + WORK.replace('"a"', '{ each = "nhom" }')
        ended = plan.replace(
            'name = "Phòng A"\n', 'name = "Phòng A"\nuntil = 2025-03-02\nsuccessors = []\n'
        )
        publish(out, plan)
        publish(out, ended)
        (back,) = publish(out, plan).notices

        assert "”): lại phải thực hiện, sửa ngay trong kế hoạch" in back.message.text("vi")

    def test_an_amendment_that_was_edited_to_withdraw_work_is_told(self, out: Path) -> None:
        end = '[[amendment.end]]\nid = "viec"\non = 2025-02-28\nreason = "R"\n'
        (one,) = self.messages(
            out, HEAD + WORK + amendment(due("2025-06-20")), HEAD + WORK + amendment(end), "en"
        )

        assert "it is owed no longer" in one

    def test_bodies_of_one_name_and_one_that_is_known_no_more_are_told_apart(
        self, out: Path
    ) -> None:
        same = HEAD.replace("Phòng B", "Phòng A")
        (one,) = self.messages(out, same + WORK, same + WORK.replace('"a"', '"b"'))
        assert "đổi từ Phòng A [a] thành Phòng A [b]" in one

        renamed = (same + WORK.replace('"a"', '"b"')).replace('"b"', '"moi"')
        (again,) = (two.message.text("vi") for two in publish(out, renamed, LAST).notices)
        assert "đổi từ b thành Phòng A" in again


class TestWaivers:
    """The last day of one tells the rule and the subject by their titles."""

    RULES = """\
format = 1
[[waiver]]
rule = "HUY001"
subject = "{subject}"
key = "khóa"
reason = "Chờ phân công"
approver = "c"
official = "Chủ tịch"
document = "09/QĐ-UBND"
granted = 2025-02-03
expires = 2025-07-31
{kind}
"""
    RULE = """\
[[rule]]
code = "HUY001"
name = "task-without-name"
for = "task"
assert = "True"
title = { vi = "Có tên", en = "It has a name" }
message = { vi = "M", en = "M" }
help = { vi = "H", en = "H" }
"""

    def event(
        self,
        folder: Path,
        subject: str,
        kind: str = "",
        language: str = "vi",
        rule: str = RULE,
    ) -> Item:
        (folder / "plan.toml").write_text(HEAD + WORK, "utf-8")
        rules = self.RULES.format(subject=subject, kind=kind) + rule
        (folder / "rules.toml").write_text(rules, "utf-8")
        options = FeedOptions(waivers=True, language=language)
        feeds = feeds_of(assess(load(folder), as_of=DAY, rules=()), options)
        (found,) = (
            item for item in shown(read(feeds.to_ical(feeds[0]))) if item.uid.startswith("waiver.")
        )
        return found

    def test_it_names_everything_that_it_knows(self, tmp_path: Path) -> None:
        found = self.event(tmp_path, "viec", language="en")

        assert found["SUMMARY"].text == "Waiver HUY001 ends: Lập danh mục"
        assert lines(found)[:-1] == [
            "Rule HUY001: It has a name",
            "Subject: Lập danh mục",
            "What of it: khóa",
            "Accepted by: Phòng C",
            "Signed by: Chủ tịch",
            "Reason: Chờ phân công",
            "Document: 09/QĐ-UBND",
        ]

    @pytest.mark.parametrize(
        ("subject", "kind", "called"),
        [
            ("p", "", "Kế hoạch ví dụ"),
            ("a", "", "Phòng A"),
            ("a", 'kind = "unit"', "Phòng A"),
            ("khac", "", "khac"),
        ],
    )
    def test_whatever_it_is_about_is_named(
        self, subject: str, kind: str, called: str, tmp_path: Path
    ) -> None:
        found = self.event(tmp_path, subject, kind)

        assert found["SUMMARY"].text == f"Hết hạn ngoại lệ HUY001: {called}"
        assert f"Đối tượng: {called}" in lines(found)

    def test_a_rule_without_a_title_is_called_by_its_code(self, tmp_path: Path) -> None:
        rule = self.RULE.replace('title = { vi = "Có tên", en = "It has a name" }\n', "")

        assert lines(self.event(tmp_path, "viec", rule=rule))[0] == "Quy tắc HUY001"
