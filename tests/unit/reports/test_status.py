"""The status of a plan in its forms: harmless, whole, and with both deadlines."""

import csv
import io
import json
import re
from datetime import date
from functools import cache

import attrs
import pytest

import planrules
from planrules import Plan, Standings, status_report
from planrules.model.ids import Slug
from planrules.model.ledger import Extension, Ledger
from planrules.model.obligations import Obligations
from planrules.reports.duties import obligations_lines
from planrules.reports.reminder import reminder
from planrules.reports.status import FORMS, StatusForm
from planrules.reports.status_data import CSV_COLUMNS
from planrules.rules.wording import share
from planrules.schedule.owing import obligations_of
from planrules.text import display_width
from planrules.views.pages import page
from tests.conftest import Golden
from tests.exceptions import HOSTILE
from tests.tracking import AMENDED, AS_OF, PLAN, entry, moved, plan_of, put_off, stood
from tests.unit.reports.test_page import Page, luminance


def extended() -> Standings:
    """Return standings of which two were put off, and one entry is about nothing."""
    plan = plan_of()
    extension = Extension(
        task=Slug("viec"),
        recorded_on=date(2025, 6, 9),
        due=date(2025, 7, 10),
        decision="40/QĐ-UBND",
    )
    owing = [
        attrs.evolve(put_off(owed, extension.due), extensions=(extension,))
        if owed.task.id in {"viec", "mo"}
        else owed
        for owed in obligations_of(plan, as_of=AS_OF)
    ]
    done = 'evidence = "12/BC"\nfinished_on = 2025-07-09\n'
    lost = [entry("done", of="bao-cao", more=f'period = "{year}"\n') for year in range(2010, 2020)]
    return stood(entry("done", "2025-07-09", more=done), *lost, owing=owing)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_lateness_is_told_by_both_deadlines(golden: Golden, form: StatusForm) -> None:
    ending = {"text": "txt", "markdown": "md"}.get(form, form)
    golden(f"status/extended.vi.{ending}", status_report(extended(), form=form, detail=True))


LATE = entry(
    "done", "2025-07-10", more='finished_on = 2025-06-24\nevidence = "12/BC"\nunit = "phong"\n'
)


@pytest.mark.parametrize("unit", [None, "phong-moi"])
def test_what_was_late_by_the_deadline_of_then_says_by_which(unit: str | None) -> None:
    found = moved(AMENDED, LATE)
    text = status_report(found, form="text", detail=True, unit=unit, language="en")

    assert "10 working days late; judged by the deadline of then, 2025-06-10" in " ".join(
        text.split()
    )
    data = json.loads(status_report(found, form="json", detail=True, unit=unit))
    told = {one["uid"]: one["judged_due"] for one in data["obligations"]}
    assert told.pop("p.viec.once") == "2025-06-10"
    assert set(told.values()) == {None}


def test_so_do_the_list_of_what_is_owed_and_its_page() -> None:
    found = moved(AMENDED, LATE)

    for said in ("\n".join(obligations_lines(found, language="vi")), page(found)):
        assert said.count("xét theo thời hạn khi đó 10/6/2025") == 1


def test_a_form_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="form is 'xml'"):
        status_report(stood(), form="xml")  # type: ignore[arg-type]  # what is refused


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("unit", [None, "xa-a"])
def test_the_same_standings_give_the_same_text(form: StatusForm, unit: str | None) -> None:
    texts = {status_report(stood(), form=form, unit=unit, detail=True) for _ in range(2)}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 3, "0%"),
        (1, 3, "33,3%"),
        (2, 3, "66,7%"),
        (3, 3, "100%"),
        (1, 2, "50%"),
        (1, 16, "6,3%"),
        (1, 3000, "0,1%"),
        (2999, 3000, "99,9%"),
    ],
)
def test_a_share_is_rounded_half_up_but_never_to_all_or_nothing(
    part: int, whole: int, said: str
) -> None:
    assert share(part, whole, "vi") == said
    assert share(part, whole, "en") == said.replace(",", ".")


def hostile(text: str) -> Standings:
    """Return standings of a plan in which a stranger has written a text wherever that is told."""
    plan = plan_of(entry("done", more='evidence = "x"\n'), entry("returned", of="mo"))
    said = text or "–"
    told: Plan = attrs.evolve(
        plan,
        title=said,
        units=tuple(attrs.evolve(body, name=said) for body in plan.units),
        tasks=tuple(attrs.evolve(task, title=said, product=(said,)) for task in plan.tasks),
        ledger=Ledger(
            tuple(attrs.evolve(one, evidence=said, decision=said) for one in plan.ledger.entries)
        ),
    )
    owing = Obligations(obligations_of(told, as_of=AS_OF), plan=told, as_of=AS_OF)
    calendar = planrules.calendar_of(told)
    return planrules.standings(owing, told.ledger, as_of=AS_OF, calendar=calendar)


@pytest.mark.parametrize("unit", [None, "xa-a"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_stranger_wrote_is_text_on_a_page(text: str, unit: str | None) -> None:
    harmless = Page(status_report(hostile("ví dụ"), form="html", unit=unit, detail=True))
    page = Page(status_report(hostile(text), form="html", unit=unit, detail=True))
    assert page.open == []
    assert page.tags == harmless.tags


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_stranger_wrote_is_no_formula_and_splits_no_row(text: str) -> None:
    for detail in (False, True):
        report = status_report(hostile(text), form="csv", detail=detail)
        for row in csv.DictReader(io.StringIO(report, newline="")):
            assert detail or tuple(row) == CSV_COLUMNS
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_stranger_wrote_breaks_no_table_of_markdown(text: str) -> None:
    report = status_report(hostile(text), form="markdown", detail=True)
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in report.splitlines() if line[:1] == "|"}
    assert bars <= {15, 14, 7}


def test_the_page_needs_nothing_else_and_says_what_its_tables_are() -> None:
    report = status_report(extended(), form="html", detail=True)
    page = Page(report)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "base", "form"}
    (style,) = re.findall(r"<style>(.*?)</style>", report, re.DOTALL)
    assert not re.search(r"url\(|@import|expression", style)
    assert "size: A4 landscape;" in style
    assert "size: A4;" in status_report(extended(), form="html", unit="phong")
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert tables == sum(tag == "caption" for tag, _ in page.tags) == 3
    assert all("scope" in found for tag, found in page.tags if tag == "th")


def test_every_colour_stands_out_from_its_ground() -> None:
    report = status_report(stood(), form="html")
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", root))
        for root in re.findall(r":root \{(.*?)\}", report, re.DOTALL)
    ]
    assert len(palettes) == 3
    for palette in palettes:
        for ground in ("page", "band"):
            for ink in ("ink", "faint", "error", "warning"):
                one, two = sorted((luminance(palette[ground]), luminance(palette[ink])))
                assert (two + 0.05) / (one + 0.05) >= 4.5, (palette, ground, ink)


@pytest.mark.parametrize("width", [100, 120, 160])
def test_lines_of_text_keep_to_the_width(width: int) -> None:
    from planrules.reports.status import status_lines

    lines = status_lines(extended(), detail=True, width=width)
    assert max(map(display_width, lines)) <= max(width, 116)


DRAFT = """
[[amendment]]
id = "du-thao"
status = "draft"
effective_on = 2025-06-01
[[amendment.end]]
id = "viec"
on = 2025-06-01
[[amendment.change]]
id = "thuong-xuyen"
set.standing = false
[[amendment.change]]
id = "khong-han"
set.standing = true
"""


def with_a_draft() -> Standings:
    """Return standings of which a draft withdraws one, and makes other work standing."""
    plan = planrules.loads(PLAN + DRAFT)
    return planrules.assess(plan, as_of=AS_OF, drafts=["du-thao"]).standings


@pytest.mark.parametrize("form", FORMS)
def test_what_a_draft_withdraws_is_told_in_every_form(form: StatusForm) -> None:
    words = "goài ra có 01 việc Kế hoạch đang giao mà dự thảo cho thôi thực hiện"

    for unit in (None, "phong"):
        text = status_report(with_a_draft(), form=form, unit=unit, language="vi")
        if unit is not None and form in {"json", "csv"}:
            assert "theo dự thảo du-thao" in text or "2025-06-02" in text
        else:
            assert words in " ".join(text.split())


def test_what_rests_on_a_draft_is_counted_apart_once() -> None:
    text = " ".join(status_report(with_a_draft(), form="text").split())

    assert (
        "Tính riêng, không có trong tổng số và tỷ lệ: 03 việc tạm tính; 01 việc Kế hoạch đang giao"
        " mà dự thảo cho thôi thực hiện; 01 việc không còn phải thực hiện (do cơ quan, nhóm"
        " được giao thay đổi: 01, theo du-thao: 01)."
    ) in text


def test_a_reminder_tells_what_is_owed_until_the_draft_is_issued() -> None:
    text = " ".join(status_report(with_a_draft(), form="text", unit="xa-a").split())
    assert "Ngoài ra có 03 việc tạm tính, không thuộc số liệu chính thức." in text

    text = " ".join(status_report(with_a_draft(), form="text", unit="phong").split())
    assert "dự thảo chưa ban hành thì việc vẫn phải thực hiện" in text


SO_HOA = planrules.load("plans/so-hoa-ho-so")


@cache
def on_the_15th(month: int) -> Standings:
    return planrules.assess(SO_HOA, as_of=date(2025, month, 15)).standings


def told(title: str, of_which: str) -> int:
    """Return how much of a part of a reminder is said to be something."""
    found = re.search(rf"{of_which} (\d+)", title)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("month", range(4, 13))
@pytest.mark.parametrize("unit", [body.id for body in SO_HOA.units])
def test_the_sums_of_a_reminder_are_those_of_its_list(unit: str, month: int) -> None:
    status = planrules.status_of(on_the_15th(month).of(unit=unit))
    listed = {
        group.title.partition(" (")[0]: (
            len(group.lines),
            told(group.title, "tạm tính"),
            told(group.title, "gửi quá hạn"),
        )
        for table in reminder(status, unit, "vi", detail=True).tables
        for group in table.groups
    }
    official = {name: count - assumed for name, (count, assumed, _) in listed.items()}
    late = sum(late for _, _, late in listed.values())
    row = status.official.total
    open_parts = ("Quá hạn", "Sắp đến hạn", "Trong hạn", "Không thời hạn")
    waiting = official.get("Đã báo cáo, chờ xác nhận", 0)

    assert sum(official.get(name, 0) for name in open_parts) + waiting == row.not_done
    assert official.get("Quá hạn", 0) + late == row.overdue
    assert official.get("Sắp đến hạn", 0) == row.due_soon
    assert (waiting, official.get("Tạm dừng", 0)) == (row.submitted, row.suspended)
    assert official.get("Đã hoàn thành", 0) == row.done
    assert sum(assumed for _, assumed, _ in listed.values()) == status.provisional.total.total


ENDS = """\
format = 1
[plan]
id = "p"
title = "Kế hoạch ví dụ"
starts_on = 2025-01-01
ends_on = 2025-12-31
[[unit]]
id = "a"
name = "Phòng A"
until = 2025-06-30
decided_on = 2025-05-05
successors = "b"
[[unit]]
id = "b"
name = "Phòng B"
since = 2025-01-01
until = 2025-11-30
decided_on = 2024-12-01
[[unit]]
id = "c"
name = "Phòng C"
until = 2025-06-30
[[group]]
id = "g"
name = "các phòng"
members = ["a", "c"]
[[task]]
id = "viec"
title = "Việc"
lead = { each = "g" }
due = 2025-12-20
[[task]]
id = "khac"
title = "Việc khác"
lead = "b"
due = 2025-12-10
[[task]]
id = "xong"
title = "Việc đã xong"
lead = "b"
due = 2025-12-10
[[amendment]]
id = "thoi"
status = "issued"
issued_on = 2025-07-10
[[amendment.end]]
id = "khac"
on = 2025-07-09
[[amendment.end]]
id = "xong"
on = 2025-07-09
[[entry]]
task = "xong"
recorded_on = 2025-06-01
state = "done"
finished_on = 2025-06-01
evidence = "1/BC"
"""


def _said(day: date, *, unit: str | None = None, detail: bool = False) -> str:
    standings = planrules.assess(planrules.loads(ENDS), as_of=day).standings
    return status_report(standings, form="text", unit=unit, detail=detail)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2025, 5, 4), set()),
        (date(2025, 5, 5), {"30/6/2025"}),  # that of a is decided
        (date(2025, 6, 30), {"30/6/2025"}),
    ],
)
def test_an_end_is_told_once_it_is_decided_or_over(day: date, known: set[str]) -> None:
    assert set(re.findall(r"oạt động đến hết (\S+\d)", _said(day))) == known
    of_a = re.findall(r"oạt động đến hết (\S+\d)", _said(day, unit="a"))
    assert set(of_a) == known
    assert "oạt động đến hết" not in _said(day, unit="c")  # nobody says when that was decided
    assert "oạt động đến hết" not in _said(day, unit="b")  # its beginning was decided


def test_withdrawals_name_the_amendment_or_the_change_of_bodies() -> None:
    said = " ".join(_said(date(2025, 7, 15), detail=True).split())

    assert (
        "02 việc không còn phải thực hiện (do cơ quan, nhóm được giao thay đổi: 01, theo thoi: 01)"
    ) in said
    assert "không còn phải thực hiện từ 10/7/2025 theo thoi, đã xong trước đó" in said.lower()
