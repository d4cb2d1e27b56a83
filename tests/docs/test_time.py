"""The examples of docs/time.md do what they say."""

import re
from datetime import date
from pathlib import Path

import pytest

import planrules

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "time.md").read_text("utf-8")
HEAD = 'format = 1\n[plan]\nid = "a"\ntitle = "Kế hoạch"\n'


def block(language: str) -> str:
    """Return the one fenced block of a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert isinstance(found, str)
    return found


def test_the_calendar_is_a_calendar() -> None:
    calendar = planrules.calendar_of(planrules.loads(HEAD + block("toml")))
    assert [calendar.is_working(date(2026, 5, day)) for day in (19, 23, 24, 31)] == [
        False,
        True,
        True,
        False,
    ]
    assert not calendar.is_working(date(2026, 6, 1))


def test_the_second_of_january_2026_was_announced_late() -> None:
    plan = planrules.loads(HEAD)
    day = date(2026, 1, 2)
    assert planrules.calendar_of(plan, known_on=date(2025, 12, 1)).is_working(day)
    assert not planrules.calendar_of(plan, known_on=date(2025, 12, 25)).is_working(day)


def test_the_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block("python"), "time.md", "exec"), {})  # noqa: S102 - our own example
    assert capsys.readouterr().out.splitlines() == [
        "2026-08-24 124",
        "khao-sat 2026-03-02 2026-03-11 None",
        "ho-so-dat 2026-03-05 2026-03-30 khao-sat",
        "hop-nhan-dan 2026-03-13 2026-03-13 None",
        "['lam-san', 'son-hoan-thien']",
    ]


@pytest.mark.parametrize(
    ("label", "nd09", "calendar"),
    [
        tuple(part.strip(" `") for part in row.split("|")[2:5])
        for row in TEXT.splitlines()
        if row.startswith("| `") and row.count("|") == 5 and "2025" in row
    ],
)
def test_the_table_of_windows_is_true(label: str, nd09: str, calendar: str) -> None:
    from planrules.model.ids import PeriodLabel
    from planrules.model.recurrence import Window
    from planrules.timing.periods import period

    for window, said in ((Window.ND09, nd09), (Window.CALENDAR, calendar)):
        found = period(PeriodLabel(label), window=window)
        first, last = (f"{day.day} {day:%B}" for day in (found.opens, found.closes))
        first_said, last_said = said.split(" – ")
        assert last == last_said
        assert first.startswith(first_said)  # the month stands once where it is the same
