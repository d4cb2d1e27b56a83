"""An assessment as a page of HTML."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest

import planrules
from planrules import Assessment, check_report
from planrules.text import printable
from tests.exceptions import DAY, HOSTILE, PLAN, exceptional, hostile, passing_rule

VOID = {"meta"}


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, and texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")


def page_of(assessment: Assessment, *, language: str = "vi", table: bool = True) -> Page:
    """Return the page of an assessment."""
    return Page(check_report(assessment, form="html", language=language, table=table))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_what_a_stranger_wrote_is_text(text: str) -> None:
    harmless = page_of(hostile("ví dụ"))
    page = page_of(hostile(text))
    assert page.open == []
    assert page.tags == harmless.tags
    shown = printable(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    assert sum(shown in found for found in page.texts) >= 10


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    report = check_report(exceptional(), form="html", table=True)
    page = Page(report)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "base", "form"}
    names = {name for _, attributes in page.tags for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"src", "href", "style"}
    (style,) = re.findall(r"<style>(.*?)</style>", report, re.DOTALL)
    assert not re.search(r"url\(|@import|expression", style)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (a["content"] for _, a in page.tags if "http-equiv" in a)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_headings_are_in_order_and_tables_are_labelled(language: str) -> None:
    page = page_of(exceptional(), language=language)
    assert page.tags[0] == ("html", {"lang": language})
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert tables == sum(tag == "caption" for tag, _ in page.tags) > 3
    assert {a.get("scope") for tag, a in page.tags if tag == "th"} == {"col", "row"}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour.

    Source: Web Content Accessibility Guidelines 2.2.
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_stands_out_from_its_ground() -> None:
    report = check_report(exceptional(), form="html")
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", root))
        for root in re.findall(r":root \{(.*?)\}", report, re.DOTALL)
    ]
    assert len(palettes) == 3
    for palette in palettes:
        for ground in ("page", "band"):
            for ink in ("ink", "faint", "error", "warning", "info", "good"):
                one, two = sorted((luminance(palette[ground]), luminance(palette[ink])))
                assert (two + 0.05) / (one + 0.05) >= 4.5, (palette, ground, ink)


def test_the_page_says_conditions_exceptions_and_what_looked_at_nothing() -> None:
    words = " ".join(" ".join(page_of(exceptional()).texts).split())
    for said in (
        "UBND xã Ví Dụ (Chủ tịch)",
        "12/UBND-VX",
        "từ ngày 01/02/2025 đến hết ngày 31/12/2025",
        "(task.due = 15/01/2030; plan.ends_on = 31/12/2029)",
        "chưa xét:",
        "Quy tắc không có nội dung để xét (1) XYZ005",
        "Cả Kế hoạch Quy tắc XYZ009 bị lỗi",
        "Nhiệm vụ Chưa giao ai chủ trì.",
        "1 nội dung đã ghi nhận từ trước, không nêu lại",
    ):
        assert said in words


def test_a_page_without_findings_says_so_and_has_no_empty_parts() -> None:
    found = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=[passing_rule()])
    page = page_of(attrs.evolve(found, known=()))
    assert "Không có nội dung cần rà soát." in page.texts
    assert any("không thuộc nội dung nào của 6 rõ" in text for text in page.texts)
    assert [tag for tag, _ in page.tags if re.fullmatch("h[1-6]|table", tag)] == ["h1"]
