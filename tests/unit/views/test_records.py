"""Plans and what is said of them as records and data frames."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import planrules
from planrules import MissingEngineError
from planrules.model.display import Record, Tabular
from planrules.reports.duties import CSV_COLUMNS as OBLIGATION_COLUMNS
from planrules.reports.findings_sheet import CSV_COLUMNS as FINDING_COLUMNS
from planrules.reports.indicators import CSV_COLUMNS as INDICATOR_COLUMNS
from planrules.reports.status_data import CSV_COLUMNS as STATUS_COLUMNS
from planrules.reports.timetable import CSV_COLUMNS as SCHEDULE_COLUMNS
from planrules.views.records import Table, table_of

PLANS = Path(__file__).resolve().parents[3] / "plans"
REAL = planrules.assess(planrules.load(PLANS / "van-quan-27ct"), as_of=date(2025, 7, 1))
EXAMPLE = planrules.assess(planrules.load(PLANS / "nha-van-hoa"), as_of=date(2026, 4, 13))
assert EXAMPLE.schedule is not None
MEASURED = planrules.assess(
    planrules.load(PLANS.parent / "tests" / "fixtures" / "indicators"), as_of=date(2025, 7, 2)
)
DAY = date(2026, 5, 10)
AMENDED = planrules.load(PLANS.parent / "examples" / "doc-sach")
WHAT_IF = planrules.assess(AMENDED, as_of=DAY, drafts=["du-thao-2"])
DIFFERENCE = planrules.compare(planrules.assess(AMENDED, as_of=DAY), WHAT_IF)

VALUES: dict[str, Tabular] = {
    "plan": REAL.plan,
    "assessment": REAL,
    "findings": REAL.findings,
    "obligations": REAL.obligations,
    "obligations with dates": EXAMPLE.obligations,
    "standings": EXAMPLE.standings,
    "clarity": REAL.clarity,
    "indicators": MEASURED.indicators,
    "schedule": EXAMPLE.schedule,
    "critical": EXAMPLE.schedule.critical,
    "difference": DIFFERENCE,
    "status": planrules.status_of(EXAMPLE.standings),
}
NONE: dict[str, Tabular] = {
    "plan": attrs.evolve(EXAMPLE.plan, goals=(), indicators=(), measures=(), tasks=()),
    "findings": REAL.findings[:0],
    "obligations": REAL.obligations[:0],
    "standings": EXAMPLE.standings[:0],
    "clarity": REAL.clarity[:0],
    "indicators": MEASURED.indicators[:0],
    "critical": EXAMPLE.schedule.critical[:0],
    "difference": planrules.compare(WHAT_IF, WHAT_IF),
    "status": planrules.status_of(EXAMPLE.standings[:0]),
}


def columns(value: Tabular) -> dict[str, type]:
    return dict(table_of(value, language=None).columns)


@pytest.mark.parametrize("name", VALUES)
def test_records_are_flat_plain_and_of_one_shape(name: str) -> None:
    kinds = columns(VALUES[name])
    records = VALUES[name].to_records()
    assert records
    for record in records:
        assert list(record) == list(kinds)
        for column, cell in record.items():
            assert cell is None or type(cell) is kinds[column], column


def test_findings_schedules_and_obligations_have_the_columns_of_the_command_lines_tables() -> None:
    assert tuple(columns(VALUES["findings"])) == FINDING_COLUMNS
    assert tuple(columns(VALUES["schedule"])) == SCHEDULE_COLUMNS
    assert tuple(columns(VALUES["indicators"])) == INDICATOR_COLUMNS
    ours = [name for name in columns(VALUES["obligations"]) if name != "ownerless"]
    assert tuple(ours) == OBLIGATION_COLUMNS
    assert columns(VALUES["standings"]) == columns(VALUES["obligations"])
    left_out = ("plan", "as_of", "remarks")
    assert [*columns(VALUES["status"])] == [c for c in STATUS_COLUMNS if c not in left_out]


def test_records_say_what_the_values_say() -> None:
    by_id = {row["id"]: row for row in REAL.plan.to_records()}
    assert by_id["bao-cao"] == {
        "kind": "task",
        "id": "bao-cao",
        "clause": "IV.1.2",
        "title": "Tổng hợp báo cáo kết quả gửi UBND huyện",
        "serves": by_id["bao-cao"]["serves"],
        "work": "periodic",
        "lead": "pvhtt",
        "coordinate": None,
        "starts": None,
        "due": None,
        "every": "unstated",
        "product": "Báo cáo kết quả",
        "unit_of_measure": None,
        "baseline": None,
        "target": None,
        "assumed": None,
    }
    assert by_id["xa-co-nha-van-hoa"]["target"] == "100"
    assert by_id["xa-co-nha-van-hoa"]["due"] == date(2030, 12, 31)
    finding = REAL.findings[0]
    (first, *_) = REAL.findings.to_records()
    assert first["fingerprint"] == finding.fingerprint
    assert first["message"] == finding.message.text("vi")
    assert REAL.to_records(language="en")[0]["message"] == finding.message.text("en")
    assert REAL.to_records() == REAL.findings.to_records()
    assert EXAMPLE.schedule is not None
    assert EXAMPLE.schedule.to_records() == EXAMPLE.schedule.tasks.to_records()
    figure, *_ = MEASURED.indicators.to_records()
    assert (figure["value"], figure["denominator"], figure["bodies"]) == ("100", "3", 3)
    assert figure["data_to"] == date(2025, 3, 14)
    assert {row["time"] for row in REAL.clarity.to_records()} == {"failed", "not_applicable"}
    overdue = [r for r in EXAMPLE.obligations.to_records() if r["deadline_class"] == "overdue"]
    assert {row["task"] for row in overdue} >= {"khao-sat", "ho-so-dat"}


def test_a_plan_in_english_speaks_english() -> None:
    plan = planrules.loads(
        'format = 1\n[plan]\nid = "a"\ntitle = "Plan"\nlanguage = "en"\n'
        '[[task]]\nid = "b"\ntitle = "B"\n'
    )
    findings = planrules.assess(plan, as_of=date(2025, 1, 1)).findings
    assert findings.to_records()[0]["message"] == findings[0].message.text("en")


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TypeError, match="int is no table"):
        table_of(1, language=None)


def plain(value: Any) -> str | int | bool | date | None:  # noqa: ANN401 - a cell of pandas
    """Return a cell of pandas as records have it."""
    import pandas as pd

    if value is pd.NA or value is pd.NaT or isinstance(value, float):
        return None  # a row of texts alone shows what it lacks as NaN; records hold no floats
    if isinstance(value, pd.Timestamp):
        return date(value.year, value.month, value.day)
    return value.item() if hasattr(value, "item") else value  # type: ignore[no-any-return]  # of pandas


@pytest.mark.parametrize("name", VALUES)
def test_frames_of_pandas_hold_the_records(name: str) -> None:
    pytest.importorskip("pandas")
    frame = VALUES[name].to_frame(engine="pandas")
    found: list[Record] = [
        {column: plain(row[column]) for column in frame.columns} for _, row in frame.iterrows()
    ]
    assert found == VALUES[name].to_records()


@pytest.mark.parametrize("name", VALUES)
def test_frames_of_polars_hold_the_records(name: str) -> None:
    pytest.importorskip("polars")
    assert VALUES[name].to_frame(engine="polars").to_dicts() == VALUES[name].to_records()


@pytest.mark.parametrize("name", NONE)
def test_frames_of_nothing_have_the_same_columns_of_the_same_types(name: str) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    some, none = VALUES[name], NONE[name]
    assert none.to_records() == []
    ours, theirs = none.to_frame(engine="pandas"), some.to_frame(engine="pandas")
    assert list(ours.dtypes.items()) == list(theirs.dtypes.items())
    assert len(ours) == 0
    assert none.to_frame(engine="polars").schema == some.to_frame(engine="polars").schema


def test_dates_are_dates() -> None:
    pd = pytest.importorskip("pandas")
    pl = pytest.importorskip("polars")
    frame = EXAMPLE.obligations.to_frame(engine="pandas")
    assert pd.api.types.is_datetime64_dtype(frame["due"])
    assert len(frame[frame["due"] < "2026-04-13"]) == 5
    assert EXAMPLE.obligations.to_frame(engine="polars").schema["due"] == pl.Date


def test_a_date_of_another_age_fits() -> None:
    pytest.importorskip("pandas")
    plan = planrules.loads(
        'format = 1\n[plan]\nid = "a"\ntitle = "K"\n'
        '[[task]]\nid = "b"\ntitle = "B"\ndue = 9999-12-31\n'
    )
    assert plan.to_frame(engine="pandas")["due"][0].year == 9999


def test_without_a_choice_pandas_is_taken_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pd = pytest.importorskip("pandas")
    pl = pytest.importorskip("polars")
    assert isinstance(REAL.to_frame(), pd.DataFrame)
    without(monkeypatch, "pandas")
    assert isinstance(REAL.to_frame(), pl.DataFrame)


def without(monkeypatch: pytest.MonkeyPatch, *engines: str) -> None:
    """Let libraries look as if they were not installed."""
    for engine in engines:
        monkeypatch.setitem(sys.modules, engine, None)


def test_where_nothing_is_installed_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without(monkeypatch, "pandas", "polars")
    with pytest.raises(ImportError, match="needs pandas or polars") as caught:
        REAL.to_frame()
    assert isinstance(caught.value, MissingEngineError)
    assert caught.value.engines == ("pandas", "polars")
    assert str(caught.value) == (
        'a data frame needs pandas or polars: pip install "planrules[pandas]"'
        ' or pip install "planrules[polars]"'
    )
    with pytest.raises(MissingEngineError, match="a data frame needs polars: pip install"):
        REAL.findings.to_frame(engine="polars")


def test_another_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="engine is 'dask'; expected 'pandas' or 'polars'"):
        REAL.to_frame(engine="dask")  # type: ignore[call-overload]  # that is the test


def test_tables_hold_what_they_are_made_of() -> None:
    assert Table({}, []).records == []


def test_a_difference_is_a_row_for_each_thing_that_differs() -> None:
    found = [
        (row["what"], row["id"], row["field"], row["before"], row["after"])
        for row in DIFFERENCE.to_records()
        if row["what"] != "found"
    ]
    assert found[:1] + found[5:] == [
        ("changed", "mua-sach", "due", "2026-05-29", "2026-06-26"),
        ("moved", "doc-sach-2026.mua-sach.once", "due", "2026-05-29", "2026-06-26"),
        ("passed-on", "doc-sach-2026.ngay-hoi.once", "unit", "truong", "phong-van-hoa"),
        ("moved", "doc-sach-2026.tu-sach-thon.once.thon-mot", "due", "2026-10-30", "2026-11-30"),
        ("moved", "doc-sach-2026.tu-sach-thon.once.thon-hai", "due", "2026-10-30", "2026-11-30"),
        ("critical-path", "doc-sach-2026", "length", "42", "57"),
        ("critical-path", "doc-sach-2026", "finish", "2026-03-20", "2026-04-10"),
    ]
    (finding,) = [row for row in DIFFERENCE.to_records() if row["what"] == "found"]
    assert (finding["field"], finding["before"]) == ("TIM004", None)
    assert "sớm hơn thời hạn" in str(finding["after"])


def test_a_difference_of_two_days_tells_what_came_and_what_went() -> None:
    before = planrules.assess(AMENDED, as_of=date(2026, 3, 31))
    rows = planrules.compare(before, WHAT_IF).to_records()
    back = planrules.compare(WHAT_IF, before).to_records()
    assert {row["what"] for row in rows} >= {"added", "ended", "owed", "withdrawn", "found"}
    assert {row["what"] for row in back} >= {"removed", "resumed", "owed", "withdrawn", "settled"}
