"""planrules status: the table by body, each obligation, and what one body has to do."""

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

PLAN = "plans/so-hoa-ho-so"
REAL = "plans/van-quan-27ct"
DAY = "2025-07-15"
ENDINGS = {"text": "txt", "json": "json", "markdown": "md", "html": "html", "csv": "csv"}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ENDINGS)
def test_the_table_is_golden_in_every_form(
    run: Run, golden: Golden, form: str, language: str
) -> None:
    result = run("status", PLAN, "--as-of", DAY, "--format", form, "--lang", language)
    assert result.exit_code == 0, result.stderr
    golden(f"status/so-hoa-{DAY}.{language}.{ENDINGS[form]}", result.stdout)


@pytest.mark.parametrize("form", ENDINGS)
def test_each_obligation_is_golden_in_every_form(run: Run, golden: Golden, form: str) -> None:
    result = run("status", PLAN, "--as-of", DAY, "--format", form, "--detail")
    golden(f"status/so-hoa-{DAY}-detail.vi.{ENDINGS[form]}", result.stdout)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_what_a_body_has_to_do_is_golden(
    run: Run, golden: Golden, form: str, language: str
) -> None:
    options = ("--as-of", DAY, "--format", form, "--lang", language)
    result = run("status", PLAN, *options, "--unit", "van-phong")
    golden(f"status/so-hoa-{DAY}-van-phong.{language}.{ENDINGS[form]}", result.stdout)


@pytest.mark.parametrize("day", ["2024-05-01", "2025-07-01"])
def test_the_table_of_the_real_plan_is_golden(run: Run, golden: Golden, day: str) -> None:
    result = run("status", REAL, "--as-of", day)
    golden(f"status/van-quan-{day}.vi.txt", result.stdout)


@pytest.mark.parametrize("more", [(), ("--detail",), ("--unit", "thon-dong")])
def test_the_json_is_as_its_schema_says(run: Run, more: tuple[str, ...]) -> None:
    result = run("status", PLAN, "--as-of", DAY, "--format", "json", *more)
    schema = json.loads(run("schema", "--kind", "status").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(result.stdout)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert (data["obligations"] is None) == (not more)


def test_the_rate_is_told_with_numerator_and_denominator(data: Callable[..., Any]) -> None:
    total = data("status", PLAN, "--as-of", DAY)["official"]["total"]
    assert total["rate"] == {"numerator": 4, "denominator": 10, "percent": "40"}


def test_the_past_is_as_it_was_then(data: Callable[..., Any]) -> None:
    march = data("status", PLAN, "--as-of", "2025-03-25")["official"]["total"]
    assert (march["done"], march["done_on_time"], march["submitted"]) == (1, 1, 2)


def test_a_body_that_ended_keeps_its_row_and_its_successor_begins_anew(
    data: Callable[..., Any],
) -> None:
    rows = {row["unit"]: row for row in data("status", PLAN, "--as-of", DAY)["official"]["rows"]}
    assert (rows["thon-dong"]["overdue"], rows["thon-dong"]["done_late"]) == (1, 1)
    assert rows["thon-dong-tay"]["rate"] == {"numerator": 0, "denominator": 0, "percent": None}


def test_of_one_body_the_csv_is_a_list_of_its_obligations(run: Run) -> None:
    text = run("status", PLAN, "--as-of", DAY, "--format", "csv", "--unit", "thon-bac").stdout
    found = list(csv.DictReader(io.StringIO(text)))
    assert [row["deadline_class"] for row in found] == [
        "done-on-time",
        "done-on-time",
        "on-time",
        "on-time",
    ]


def test_with_detail_the_list_of_one_body_holds_what_is_done(run: Run) -> None:
    options = ("--as-of", DAY, "--unit", "thon-bac")
    assert "Đã hoàn thành (2)" not in run("status", PLAN, *options).stdout
    assert "Đã hoàn thành (2)" in run("status", PLAN, *options, "--detail").stdout


def test_a_body_that_owes_nothing_is_reminded_of_nothing(run: Run) -> None:
    result = run("status", PLAN, "--as-of", DAY, "--unit", "ubnd-xa")
    assert "Không có việc nào cần nhắc." in result.stdout


def test_an_unknown_body_is_refused_with_the_nearest(run: Run) -> None:
    result = run("status", PLAN, "--unit", "van-phon")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'có phải "van-phong"?' in result.stderr


def test_what_keeps_deadlines_from_being_known_is_told_with_its_place(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "ke-hoach.toml"
    path.write_text(
        'format = 1\n[plan]\nid = "a"\ntitle = "A"\n[[task]]\nid = "b"\ntitle = "B"\n'
        'every = "quarter"\n',
        "utf-8",
    )
    result = run("status", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "fault SCH001" in result.stderr


def test_what_was_recorded_is_no_longer_told_as_overdue(run: Run) -> None:
    found = run("check", PLAN, "--as-of", DAY, "--select", "TIM006", "--format", "json").stdout
    overdue = {finding["subject"]["id"] for finding in json.loads(found)["findings"]}
    assert overdue == {"quet-ho-so", "doi-chieu", "dong-gop", "bao-cao-quy"}


def test_obligations_tell_state_class_and_evidence(run: Run, golden: Golden) -> None:
    text = run("obligations", PLAN, "--as-of", DAY).stdout
    golden(f"obligations/so-hoa-{DAY}.vi.txt", text)


@pytest.mark.parametrize("command", ["status", "obligations", "indicators"])
def test_a_group_or_an_area_is_no_body_and_said_to_be_none(command: str, run: Run) -> None:
    asked = (command, "plans/van-quan-27ct", "--as-of", "2025-07-02", "--unit")
    group = run(*asked, "communes")
    assert group.exit_code == 2
    assert group.stderr == (
        "--unit communes: đây là nhóm (UBND các xã, thị trấn); cần mã của một cơ quan\n"
        "các thành viên ngày 02/7/2025: ubnd-xa-van-quan-2025, ubnd-xa-diem-he-2025,"
        " ubnd-xa-khanh-khe-2025, ubnd-xa-yen-phuc-2025, ubnd-xa-tri-le-2025,"
        " ubnd-xa-tan-doan-2025\n"
    )
    area = run(*asked, "xa-van-quan-2025", "--lang", "en")
    assert area.exit_code == 2
    assert area.stderr == (
        "--unit xa-van-quan-2025: this is an area (Xã Văn Quan); expected the id of one body\n"
        "bodies of the area: ubnd-xa-van-quan-2025\n"
    )
