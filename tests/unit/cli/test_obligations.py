"""planrules obligations: what each body owes, for people and for machines."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import Golden
from tests.unit.cli.conftest import Run

PLAN = "plans/van-quan-27ct"
EXAMPLE = "plans/nha-van-hoa"
QUARTERLY = """\
format = 1
[plan]
id = "ke-hoach"
title = "Kế hoạch"
starts_on = 2024-04-01
ends_on = 2025-06-30
[[unit]]
id = "xa-a"
name = "UBND xã A"
until = 2025-02-28
successors = "xa-moi"
[[unit]]
id = "xa-b"
name = "UBND xã B"
[[unit]]
id = "xa-moi"
name = "UBND xã Mới"
since = 2025-03-01
[[group]]
id = "cac-xa"
name = "các xã"
members = ["xa-a", "xa-b"]
[[task]]
id = "bao-cao"
title = "Báo cáo quý"
lead = { each = "cac-xa" }
every = "quarter"
due_after_close = "5wd"
"""


@pytest.fixture(name="quarterly")
def fixture_quarterly(tmp_path: Path) -> Path:
    """Return a plan whose communes report each quarter."""
    path = tmp_path / "ke-hoach.toml"
    path.write_text(QUARTERLY, "utf-8")
    return path


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("day", ["2024-05-01", "2025-07-01"])
def test_the_list_of_the_real_plan_is_golden(
    run: Run, golden: Golden, day: str, language: str
) -> None:
    result = run("obligations", PLAN, "--as-of", day, "--lang", language)
    assert result.exit_code == 0
    golden(f"obligations/van-quan-{day}.{language}.txt", result.stdout)


def test_the_json_of_the_real_plan_is_golden_and_as_its_schema_says(
    run: Run, golden: Golden
) -> None:
    result = run("obligations", PLAN, "--as-of", "2025-07-01", "--format", "json")
    golden("obligations/van-quan-2025-07-01.json", result.stdout)
    schema = json.loads(run("schema", "--kind", "obligations").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(result.stdout))


def test_the_csv_of_the_example_is_golden(run: Run, golden: Golden) -> None:
    text = run("obligations", EXAMPLE, "--as-of", "2026-04-13", "--format", "csv").stdout
    golden("obligations/nha-van-hoa-2026-04-13.csv", text)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len({row["uid"] for row in rows}) == len(rows)


def test_periods_deadlines_and_classes(data: Callable[..., Any], quarterly: Path) -> None:
    owed = {
        found["uid"]: found
        for found in data("obligations", quarterly, "--as-of", "2024-09-18")["obligations"]
    }
    third = owed["ke-hoach.bao-cao.2024-Q3.xa-b"]
    assert (third["opens"], third["closes"]) == ("2024-06-15", "2024-09-14")
    assert (third["nominal_due"], third["due"]) == ("2024-09-20", "2024-09-20")
    assert third["deadline_class"] == "due-soon"
    assert third["roles"] == {"lead": ["xa-b"]}
    assert owed["ke-hoach.bao-cao.2024-Q2.xa-b"]["deadline_class"] == "overdue"
    assert owed["ke-hoach.bao-cao.2025-Q1.xa-b"]["deadline_class"] == "on-time"


def test_what_a_merged_member_owed_is_withdrawn_with_a_pointer(
    data: Callable[..., Any], quarterly: Path
) -> None:
    owed = {
        found["uid"]: found
        for found in data("obligations", quarterly, "--as-of", "2025-03-03")["obligations"]
    }
    assert owed["ke-hoach.bao-cao.2025-Q2.xa-a"]["withdrawn"] == {
        "on": "2025-03-01",
        "reason": "UBND xã A không còn thực hiện từ 01/3/2025",
        "successors": ["ke-hoach.bao-cao.2025-Q2.xa-moi"],
        "amendment": None,
    }
    assert owed["ke-hoach.bao-cao.2025-Q2.xa-a"]["deadline_class"] is None
    assert owed["ke-hoach.bao-cao.2024-Q4.xa-a"]["withdrawn"] is None
    assert owed["ke-hoach.bao-cao.2024-Q4.xa-a"]["deadline_class"] == "overdue"
    assert owed["ke-hoach.bao-cao.2025-Q2.xa-moi"]["withdrawn"] is None


def test_filters_by_body_and_due_day(data: Callable[..., Any], quarterly: Path) -> None:
    options = ("--unit", "xa-b", "--from", "2024-09-20", "--to", "2024-12-31")
    found = data("obligations", quarterly, "--as-of", "2024-09-18", *options)
    assert [(owed["unit"], owed["due"]) for owed in found["obligations"]] == [
        ("xa-b", "2024-09-20"),
        ("xa-b", "2024-12-20"),
    ]


def test_dates_asked_for_leave_out_what_has_no_deadline(data: Callable[..., Any]) -> None:
    found = data("obligations", PLAN, "--as-of", "2024-05-01", "--to", "2030-12-31")
    assert found["obligations"] == []


def test_an_unknown_body_is_refused_with_the_nearest(run: Run) -> None:
    result = run("obligations", PLAN, "--unit", "pvht")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'có phải "pvhtt"?' in result.stderr


def test_where_nothing_is_near_a_body_those_that_owe_something_are_named(
    run: Run, quarterly: Path
) -> None:
    result = run("obligations", quarterly, "--unit", "khong-he-co")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[1:] == ["các cơ quan có đầu việc: xa-a, xa-b, xa-moi"]

    result = run("obligations", PLAN, "--as-of", "2024-05-01", "--unit", "khong-he-co")
    assert result.stderr.splitlines()[1].endswith(" …")
    assert result.stderr.count(", ") == 15


def test_where_nobody_owes_anything_none_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.toml"
    path.write_text('format = 1\n[plan]\nid = "ke-hoach"\ntitle = "Kế hoạch"\n', "utf-8")
    result = run("obligations", path, "--unit", "khong-he-co", "--lang", "en")
    assert result.stderr == 'nothing in the plan has the id "khong-he-co"\n'


def test_days_the_wrong_way_round_are_refused(run: Run) -> None:
    result = run("obligations", PLAN, "--from", "2025-01-02", "--to", "2025-01-01")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--from 2025-01-02 sau --to 2025-01-01" in result.stderr


def test_nothing_is_said_to_be_owed_where_nothing_is(run: Run) -> None:
    result = run("obligations", PLAN, "--as-of", "2024-05-01", "--unit", "tckh")
    assert "Không có đầu việc nào." in result.stdout
