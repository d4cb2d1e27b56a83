"""Laws of what notebooks show: whole markup, nothing of a plan's texts in it but as text."""

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import attrs
from hypothesis import given
from hypothesis import strategies as st

import planrules
from planrules.model.body import Unit
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit
from planrules.model.ids import Slug
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder
from planrules.model.task import Task
from planrules.text import printable
from tests.strategies import networks, plans

DAY = date(2025, 3, 3)

#: Elements that stay open.
_HTML = {
    *("div", "style", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "span", "strong"),
    *("details", "summary"),
}
_SVG = {"svg", "title", "path", "rect", "text", "g"}
_ATTRIBUTES = {
    *("class", "scope", "colspan", "open", "d", "x", "y", "width", "height", "rx", "fill"),
    *("fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "text-anchor"),
    *("font-weight", "font-family", "font-size", "role", "style", "viewBox", "viewbox", "xmlns"),
}

PIECES = (
    *("<b>", "</td>", "</svg>", "</style>", "<script>alert(1)</script>", "&lt;", "&amp", "&#60;"),
    *(
        '"',
        "'",
        '" onclick="',
        "<!--",
        "-->",
        "]]>",
        "<![CDATA[",
        "{",
        "}",
        "{title}",
        "javascript:",
    ),
    *("việc", "đọc sách", " ", "\\", "%s"),
)


def nasty() -> st.SearchStrategy[str]:
    """Return texts that would be markup if somebody let them."""
    return st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(
        lambda pieces: f"a{''.join(pieces)}z"
    )


class Reader(HTMLParser):
    """Reads a page; refuses elements out of place, and any that pages have no use for."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _HTML | _SVG
        assert {name for name, _ in attrs} <= _ATTRIBUTES
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] != "style":
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def pages(plan: Plan) -> Iterator[str]:
    """Yield every page that can be made of a plan."""
    assessment = planrules.assess(plan, as_of=DAY)
    yield plan._repr_html_()
    yield assessment._repr_html_()
    yield assessment.findings._repr_html_()
    yield assessment.clarity._repr_html_()
    yield assessment.obligations._repr_html_()
    yield assessment.indicators._repr_html_()
    if assessment.findings:
        yield assessment.findings[0]._repr_html_()
    if assessment.schedule is not None:
        yield assessment.schedule._repr_html_()
        yield assessment.schedule.critical._repr_html_()


@given(nasty(), nasty(), nasty(), nasty())
def test_no_text_of_a_plan_becomes_markup(title: str, name: str, task: str, product: str) -> None:
    work = Task(
        id=Slug("viec"),
        title=task,
        lead=(Holder(Slug("a")), Holder(text=name)),
        product=(product,),
        duration=Duration(3, DurationUnit.WORKING_DAYS),
        due=PartialDate(2025, 3, 6),
    )
    plan = planrules.Plan(
        id=Slug("a"),
        title=title,
        issuer=Slug("a"),
        starts_on=PartialDate(2025, 3, 3),
        units=(Unit(id=Slug("a"), name=name),),
        tasks=(work,),
    )
    shown = [Reader(page).texts for page in pages(plan)]
    for said in (title, name, task, product):
        assert any(printable(said) in texts for texts in shown), said
    schedule = planrules.assess(plan, as_of=DAY).schedule
    assert schedule is not None
    drawing = ET.fromstring(schedule.to_svg())  # noqa: S314 - what we have just written
    texts = ["".join(element.itertext()) for element in drawing.iter()]
    assert any(printable(task) in text for text in texts)


@given(plans())
def test_every_plan_has_whole_pages_and_tables_of_one_shape(plan: Plan) -> None:
    for page in pages(plan):
        Reader(page)
    assessment = planrules.assess(plan, as_of=DAY)
    said = (assessment.findings, assessment.obligations, assessment.indicators)
    for value in (plan, assessment, *said):
        assert len({tuple(record) for record in value.to_records()}) <= 1


@given(networks(), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_every_schedule_has_a_whole_drawing(plan: Plan, day: date) -> None:
    schedule = planrules.assess(attrs.evolve(plan, calendar=None), as_of=day).schedule
    if schedule is not None:
        Reader(schedule._repr_html_())
        ET.fromstring(schedule.to_svg())  # noqa: S314 - what we have just written
