"""The status of a plan in its forms: harmless, whole, and with both deadlines."""

import csv
import io
import json
import re
from datetime import date

import attrs
import pytest

import planrules
from planrules import Plan, Standings, status_report
from planrules.model.ids import Slug
from planrules.model.ledger import Extension, Ledger
from planrules.model.obligations import Obligations
from planrules.reports.duties import obligations_lines
from planrules.reports.status import FORMS, StatusForm
from planrules.reports.status_data import CSV_COLUMNS
from planrules.reports.status_words import share
from planrules.schedule.owing import obligations_of
from planrules.text import display_width
from planrules.views.pages import page
from tests.conftest import Golden
from tests.exceptions import HOSTILE
from tests.tracking import AMENDED, AS_OF, entry, moved, plan_of, put_off, stood
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
