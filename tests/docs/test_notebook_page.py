"""What docs/notebook.md shows runs, and its columns are those that there are."""

import re
from datetime import date
from pathlib import Path

import pytest

import planrules
from planrules.views.records import table_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "notebook.md").read_text("utf-8")


def test_the_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "notebook.md", "exec"), {})  # noqa: S102 - our own example
    concerning, late, new, *owed, ends, broken = capsys.readouterr().out.splitlines()
    assert int(concerning) > 0
    assert int(late) > 0
    assert new == "{'ORG005'}"
    assert [line[:10] for line in owed] == ["2026-04-01", "2026-04-14"]
    before, after = map(date.fromisoformat, ends.split())
    assert before < after
    assert broken == "{'TIM014'}"


def test_the_columns_are_those_that_there_are() -> None:
    assessment = planrules.assess(
        planrules.load(ROOT / "plans/nha-van-hoa"), as_of=date(2026, 3, 2)
    )
    assert assessment.schedule is not None
    values = (
        assessment.plan,
        assessment.findings,
        assessment.obligations,
        assessment.schedule,
        assessment.clarity,
        assessment.indicators,
        planrules.status_of(assessment.standings),
        planrules.compare(assessment, assessment),
    )
    rows = [line.split("|")[2] for line in PAGE.split("| columns |")[1].splitlines() if "|" in line]
    told = [re.findall(r"`(\w+)`", row) for row in rows[1:]]
    assert told == [list(table_of(value, language=None).columns) for value in values]
