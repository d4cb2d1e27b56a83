"""planrules indicators: how far indicators are, for people and for machines."""

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

REAL = "plans/van-quan-27ct"
PLAN = "tests/fixtures/indicators"
DAYS = ("2024-12-31", "2025-07-02", "2025-10-01")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("day", DAYS)
def test_the_table_is_golden(run: Run, golden: Golden, day: str, language: str) -> None:
    result = run("indicators", PLAN, "--as-of", day, "--lang", language)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(f"indicators/vi-du-{day}.{language}.txt", result.stdout)
    assert max(map(len, result.stdout.splitlines())) <= 120


def test_the_table_of_the_real_plan_is_golden(run: Run, golden: Golden) -> None:
    result = run("indicators", REAL, "--as-of", "2025-07-02")
    golden("indicators/van-quan-2025-07-02.vi.txt", result.stdout)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_line_for_each_body_is_golden(run: Run, golden: Golden, language: str) -> None:
    result = run("indicators", PLAN, "--as-of", "2025-07-02", "--detail", "--lang", language)
    golden(f"indicators/vi-du-detail.{language}.txt", result.stdout)


@pytest.mark.parametrize("detail", [[], ["--detail"]])
def test_markdown_is_golden(run: Run, golden: Golden, detail: list[str]) -> None:
    result = run("indicators", PLAN, "--as-of", "2025-07-02", "--format", "markdown", *detail)
    golden(f"indicators/vi-du{'-detail' if detail else ''}.vi.md", result.stdout)
    assert "lượt đọc sách tại thư viện \\| xã" in result.stdout


@pytest.mark.parametrize("day", DAYS)
def test_the_json_is_golden_and_as_its_schema_says(run: Run, golden: Golden, day: str) -> None:
    result = run("indicators", PLAN, "--as-of", day, "--format", "json")
    golden(f"indicators/vi-du-{day}.json", result.stdout)
    schema = json.loads(run("schema", "--kind", "indicators").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(result.stdout))


def test_the_csv_is_golden_and_holds_no_formula(run: Run, golden: Golden) -> None:
    rows: list[dict[str, str]] = []
    for detail in ([], ["--detail"]):
        options = ("--as-of", "2025-07-02", "--format", "csv", *detail)
        text = run("indicators", PLAN, *options).stdout
        golden(f"indicators/vi-du{'-detail' if detail else ''}.csv", text)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert {row["title"] for row in rows if "lượt" in row["title"]} == {
            "'=Số lượt đọc sách tại thư viện | xã"
        }
    assert [row["value"] for row in rows if row["unit"] == "xa-trung"][:3] == ["true", "0.91", "-5"]


def test_what_was_recorded_later_changes_nothing(data: Callable[..., Any]) -> None:
    def value(day: str) -> Any:  # noqa: ANN401 - JSON
        found = data("indicators", PLAN, "--as-of", day)["indicators"]
        return next(one["numerator"] for one in found if one["id"] == "thon-co-nha-van-hoa")

    assert [value(day) for day in ("2024-12-17", "2024-12-18", "2025-01-05", "2025-01-06")] == [
        None,
        "19",
        "19",
        "20",
    ]


def test_targets_are_those_of_the_plan_as_it_is_amended_on_the_day(
    data: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "amendments").mkdir()
    (tmp_path / "plan.toml").write_text(
        'format = 1\n[plan]\nid = "a"\ntitle = "K"\n'
        '[[indicator]]\nid = "x"\ntitle = "X"\ntarget = 85\n',
        "utf-8",
    )
    (tmp_path / "amendments" / "phu-luc.toml").write_text(
        'format = 1\n[amendment]\nid = "phu-luc"\nstatus = "issued"\nissued_on = 2024-06-01\n'
        '[[change]]\nid = "x"\nwas.target = 85\nset.target = 100\n',
        "utf-8",
    )
    for day, target in (("2024-05-31", "85"), ("2024-06-01", "100")):
        (found,) = data("indicators", tmp_path, "--as-of", day)["indicators"]
        assert found["target"] == target


def test_one_body_is_asked_about(run: Run, data: Callable[..., Any]) -> None:
    options = ("--as-of", "2025-07-02", "--unit", "xa-trung")
    found = data("indicators", PLAN, *options)["indicators"]
    assert [one["id"] for one in found][3] == "ho-xa-nha-van-hoa"
    assert [
        one["id"] for one in data("indicators", PLAN, *options[:3], "xa-moi")["indicators"]
    ] == [one["id"] for one in found if one["id"] != "ho-xa-nha-van-hoa"]
    text = run("indicators", PLAN, *options, "--detail", "--format", "csv").stdout
    assert {row["unit"] for row in csv.DictReader(io.StringIO(text))} == {"xa-trung"}
    text = run("indicators", PLAN, *options, "--detail", "--format", "markdown").stdout
    assert "| UBND xã Mới |" not in text
    assert "| UBND xã Trung | có |" in text
    gone = run("indicators", PLAN, *options[:3], "xa-ha")
    assert gone.stdout.splitlines()[1:] == ["Không có chỉ tiêu nào."]
    empty = run("indicators", PLAN, *options[:3], "xa-ha", "--format", "markdown", "--lang", "en")
    assert empty.stdout.splitlines()[-1] == "There are no indicators."


def test_an_unknown_body_is_refused_with_the_nearest_or_with_those_that_report(run: Run) -> None:
    result = run("indicators", PLAN, "--unit", "xa-trug")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'có phải "xa-trung"?' in result.stderr
    result = run("indicators", PLAN, "--as-of", "2024-05-01", "--unit", "khong-he-co")
    assert result.stderr.splitlines()[1:] == [
        "các đơn vị có trong phạm vi chỉ tiêu ngày 01/5/2024: xa-thuong, xa-ha, xa-trung, xa-bien"
    ]


def test_a_plan_without_indicators_lists_no_bodies(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.toml"
    path.write_text('format = 1\n[plan]\nid = "ke-hoach"\ntitle = "Kế hoạch"\n', "utf-8")
    result = run("indicators", path, "--unit", "khong-he-co", "--lang", "en")
    assert result.stderr == 'nothing in the plan has the id "khong-he-co"\n'
