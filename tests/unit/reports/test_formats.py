"""Every form in which an assessment can be had: whole outputs, and what holds for all of them."""

from datetime import date
from typing import get_args

import attrs
import pytest

import planrules
from planrules import Assessment, Text, check_report
from planrules.cli import options
from planrules.reports.formats import FORMS, WITH_TABLE, Form
from tests.conftest import Golden
from tests.exceptions import DAY, HOSTILE, PLAN, exceptional, hostile, own_rule
from tests.unit.cli.conftest import ROOT

ENDINGS: dict[Form, str] = {
    "text": "txt",
    "json": "json",
    "sarif": "sarif",
    "junit": "xml",
    "github": "github.txt",
    "markdown": "md",
    "html": "html",
    "csv": "csv",
}
PLAIN: tuple[Form, ...] = ("sarif", "junit", "github", "csv")


@pytest.fixture(name="real", scope="module")
def fixture_real() -> Assessment:
    """Return the real plan as of a day on which its bodies have ended."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        plan = planrules.load("plans/van-quan-27ct")
    return planrules.assess(plan, as_of=date(2025, 7, 1))


def written(assessment: Assessment, form: Form, language: str, *, table: bool = False) -> str:
    """Return a report in which the version of this library does not show."""
    text = check_report(assessment, form=form, language=language, table=table)
    if form == "sarif":
        text = text.replace(f'"version": "{planrules.__version__}"', '"version": "VERSION"')
    return text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["sarif", "junit", "github", "markdown", "html", "csv"])
def test_the_real_plan_in_every_form(
    real: Assessment, golden: Golden, form: Form, language: str
) -> None:
    if form == "sarif":  # every rule with its examples would be a long file to read
        plan, rules = real.plan, planrules.chosen(planrules.CATALOGUE, select=["TIM", "TRC"])
        real = planrules.assess(plan, as_of=real.as_of, rules=rules)
    text = written(real, form, language, table=form in WITH_TABLE)
    golden(f"check/van-quan-2025-07-01.{language}.{ENDINGS[form]}", text)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_exceptions_conditions_and_breakdowns_in_every_form(
    golden: Golden, form: Form, language: str
) -> None:
    text = written(exceptional(), form, language, table=form in WITH_TABLE)
    golden(f"check/exceptions.{language}.{ENDINGS[form]}", text)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_assessment_gives_the_same_text_that_ends_in_one_line_break(form: Form) -> None:
    text = check_report(exceptional(), form=form)
    assert text == check_report(exceptional(), form=form, language="vi")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_stranger_reaches_a_terminal_or_turns_what_is_read(
    form: Form, text: str
) -> None:
    report = check_report(hostile(text), form=form)
    found = {char for char in report if not char.isprintable()}
    # A word joiner stands where a text would become a link; two may never be a character.
    assert found <= {"\n", "\r", "\u2060", "\ufffe", "\uffff"}
    assert ("\r" in found) is (form == "csv")


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_without_advice_makes_no_empty_label(form: Form) -> None:
    silent = own_rule("XYZ001", planrules.Severity.ERROR, "")
    rule = attrs.evolve(silent, help=Text("", ""), why=Text("", ""), tags=())
    found = planrules.assess(planrules.loads(PLAN), as_of=DAY, rules=[rule])
    assert "Cách xử lý" not in check_report(found, form=form)
    assert '"text": ""' not in check_report(found, form=form)


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="form is 'pdf'; expected one of text, json, sarif"):
        check_report(exceptional(), form="pdf")  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize("form", PLAIN)
def test_a_table_where_there_is_no_place_for_it_is_refused(form: Form) -> None:
    with pytest.raises(ValueError, match="only text, json, markdown, html hold a table"):
        check_report(exceptional(), form=form, table=True)


def test_the_command_line_offers_exactly_these_forms() -> None:
    assert options.CHECK_FORMS == FORMS == get_args(Form)
    assert set(options.FORMS_WITHOUT_TABLE) == set(FORMS) - set(WITH_TABLE) == set(PLAIN)
