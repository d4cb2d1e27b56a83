"""planrules schedule: dates, floats and the critical path, for people and for machines."""

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

EXAMPLE = "plans/nha-van-hoa"
AS_OF = ("--as-of", "2026-03-02")
HEAD = 'format = 1\n[plan]\nid = "ke-hoach"\ntitle = "Kế hoạch"\n'


@pytest.fixture(name="plan")
def fixture_plan(tmp_path: Path) -> Callable[[str], Path]:
    """Return ``plan(text)``, which writes a plan with a header."""

    def plan(text: str) -> Path:
        path = tmp_path / "ke-hoach.toml"
        path.write_text(HEAD + text, "utf-8")
        return path

    return plan


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_table_of_the_example_is_golden(run: Run, golden: Golden, language: str) -> None:
    result = run("schedule", EXAMPLE, *AS_OF, "--lang", language)
    assert result.exit_code == 0
    golden(f"schedule/nha-van-hoa.{language}.txt", result.stdout)


def test_the_json_of_the_example_is_golden_and_as_its_schema_says(run: Run, golden: Golden) -> None:
    result = run("schedule", EXAMPLE, *AS_OF, "--format", "json")
    golden("schedule/nha-van-hoa.json", result.stdout)
    schema = json.loads(run("schema", "--kind", "schedule").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(result.stdout))


def test_the_csv_of_the_example_is_golden_and_says_what_the_json_says(
    run: Run, golden: Golden, data: Callable[..., Any]
) -> None:
    text = run("schedule", EXAMPLE, *AS_OF, "--format", "csv").stdout
    golden("schedule/nha-van-hoa.csv", text)
    rows = list(csv.DictReader(io.StringIO(text)))
    tasks = data("schedule", EXAMPLE, *AS_OF)["tasks"]
    assert [row["id"] for row in rows] == [task["id"] for task in tasks]
    for row, task in zip(rows, tasks, strict=True):
        assert row["early_start"] == task["early_start"]
        assert row["total_float"] == str(task["total_float"])
        assert row["critical"] == str(task["critical"]).lower()
        assert row["driver"] == ((task["driver"] or {}).get("task") or "")


def test_the_critical_path_of_the_example_is_one_chain(data: Callable[..., Any]) -> None:
    """From the hand-over back to the plan's start, every step drives the next."""
    tasks = {task["id"]: task for task in data("schedule", EXAMPLE, *AS_OF)["tasks"]}
    current = tasks["khanh-thanh"]
    chain = [current["id"]]
    while current["driver"]:
        assert current["critical"]
        current = tasks[current["driver"]["task"]]
        chain.append(current["id"])
    assert (chain[-1], current["held_by"], current["offsets"][0]) == ("khao-sat", "start", 0)
    assert len(chain) == 16


def test_by_unit_work_of_a_group_without_members_is_one_row(
    data: Callable[..., Any], plan: Callable[[str], Path]
) -> None:
    path = plan(
        'starts_on = 2026-03-02\n[[unit]]\nid = "xa"\nname = "Xã"\nsince = 2026-06-01\n'
        '[[group]]\nid = "cac-xa"\nname = "Các xã"\nmembers = ["xa"]\n'
        '[[task]]\nid = "a"\ntitle = "A"\nduration = "2wd"\nlead = { each = "cac-xa" }\n'
    )
    rows = [
        (task["id"], task["unit"], task["early_finish"])
        for as_of in ("2026-03-02", "2026-06-01")
        for task in data("schedule", path, "--as-of", as_of, "--by", "unit")["tasks"]
    ]
    assert rows == [("a", None, "2026-03-03"), ("a", "xa", "2026-03-03")]


def test_text_in_cells_is_no_formula(run: Run, plan: Callable[[str], Path]) -> None:
    path = plan(
        "starts_on = 2026-03-02\n"
        '[[task]]\nid = "a"\ntitle = "=HYPERLINK(1)"\nduration = "1wd"\n'
        '[[task]]\nid = "b"\ntitle = "Việc, \\"b\\""\nduration = "2wd"\nafter = "a"\n'
    )
    rows = list(csv.DictReader(io.StringIO(run("schedule", path, "--format", "csv").stdout)))
    assert [row["title"] for row in rows] == ["'=HYPERLINK(1)", 'Việc, "b"']


def test_a_ring_is_listed_without_dates_and_named(run: Run, plan: Callable[[str], Path]) -> None:
    path = plan(
        "starts_on = 2026-03-02\n"
        '[[task]]\nid = "a"\ntitle = "Việc A"\nduration = "1wd"\nafter = "b"\n'
        '[[task]]\nid = "b"\ntitle = "Việc B"\nduration = "1wd"\nafter = "a"\n'
        '[[task]]\nid = "c"\ntitle = "Việc C"\nduration = "2wd"\nafter = "b"\n'
    )
    result = run("schedule", path, *AS_OF)
    assert "Chưa tính được vì chờ nhau thành vòng: “Việc A” và “Việc B”." in result.stdout
    data = json.loads(run("schedule", path, *AS_OF, "--format", "json").stdout)
    assert data["cycles"] == [["a", "b"]]
    assert [task["offsets"] for task in data["tasks"]] == [None, None, [0, 2, 0, 2]]
    assert data["length"] == 2


def test_by_unit_gives_each_member_a_row(
    run: Run, data: Callable[..., Any], plan: Callable[[str], Path]
) -> None:
    path = plan(
        "starts_on = 2026-03-02\n"
        '[[unit]]\nid = "xa-a"\nname = "UBND xã A"\n[[unit]]\nid = "xa-b"\nname = "UBND xã B"\n'
        '[[group]]\nid = "cac-xa"\nname = "các xã"\nmembers = ["xa-a", "xa-b"]\n'
        '[[task]]\nid = "ra-soat"\ntitle = "Rà soát"\nlead = { each = "cac-xa" }\n'
        'duration = "3wd"\n'
        '[[task]]\nid = "tong-hop"\ntitle = "Tổng hợp"\nlead = "xa-a"\nduration = "2wd"\n'
        'after = "ra-soat"\n'
    )
    found = data("schedule", path, *AS_OF, "--by", "unit")
    assert [(row["id"], row["unit"], row["offsets"]) for row in found["tasks"]] == [
        ("ra-soat", "xa-a", [0, 3, 0, 3]),
        ("ra-soat", "xa-b", [0, 3, 0, 3]),
        ("tong-hop", "xa-a", [3, 5, 3, 5]),
    ]
    assert "Rà soát – UBND xã B" in run("schedule", path, *AS_OF, "--by", "unit").stdout


def test_assumed_and_projected_dates_are_marked(run: Run, plan: Callable[[str], Path]) -> None:
    path = plan(
        "starts_on = 2027-03-01\n"
        '[[task]]\nid = "a"\ntitle = "Việc A"\n'
        'assumed.duration = { value = "3wd", reason = "như năm trước" }\n'
    )
    text = run("schedule", path, *AS_OF).stdout
    assert "01/3/2027 – 03/3/2027*~" in text
    assert "* tạm tính, văn bản không nêu" in text
    assert "~ theo lịch nghỉ dự báo, chưa công bố" in text


def test_a_plan_without_dated_tasks_says_so(run: Run) -> None:
    result = run("schedule", "plans/van-quan-27ct", "--as-of", "2024-05-01")
    assert result.exit_code == 0
    assert "Không có nhiệm vụ nào có thời gian để lập tiến độ." in result.stdout


@pytest.mark.parametrize("command", ["schedule", "obligations"])
def test_a_plan_that_says_nowhere_when_it_starts_is_refused(
    run: Run, plan: Callable[[str], Path], command: str
) -> None:
    path = plan('[[task]]\nid = "a"\ntitle = "Việc A"\nevery = "month"\n')
    result = run(command, path, *AS_OF)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{path}:3:6: fault SCH001 Kế hoạch chưa nêu ngày bắt đầu; ghi starts_on, hoặc tạm tính"
        " bằng assumed.starts_on = { value, reason }\n"
    )


def test_years_without_a_calendar_are_refused_with_their_place(
    run: Run, plan: Callable[[str], Path]
) -> None:
    path = plan(
        "starts_on = 2030-12-02\nends_on = 2031-06-30\n"
        '[[task]]\nid = "a"\ntitle = "Việc A"\nduration = "60wd"\n'
    )
    result = run("schedule", path, *AS_OF, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{path}:6:11: fault SCH002 the calendar VN covers 2024-2030, not 2031; to project, write"
        ' [calendar] beyond = "project"\n'
    )


@pytest.mark.parametrize("output", ["text", "json", "csv"])
def test_dates_beyond_the_last_year_are_refused_with_the_task_that_they_begin_with(
    run: Run, plan: Callable[[str], Path], output: str
) -> None:
    path = plan(
        'starts_on = 9999-12-01\nwork_calendar = "every-day"\n'
        '[[task]]\nid = "c"\ntitle = "Việc C"\nduration = "1wd"\nafter = "b"\n'
        '[[task]]\nid = "a"\ntitle = "Việc A"\nduration = "20wd"\n'
        '[[task]]\nid = "b"\ntitle = "Việc B"\nduration = "30wd"\nafter = "a"\n'
    )
    result = run("schedule", path, *AS_OF, "--lang", "en", "--format", output)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f'{path}:17:6: fault SCH002 a date of the task "b" comes out outside the years 1 to 9999;'
        " check the dates and lengths that it follows from (due, on, not_before, duration, within,"
        " due_after_close)\n"
    )


@pytest.mark.parametrize(
    ("time", "place", "field"),
    [
        ("due = 9999-12-31", "10:7", "due"),
        ("on = 9999-12-31", "10:6", "on"),
        (
            'due_after_close = "99999m"\nevery = "month"\nfirst = "9999-12"',
            "10:19",
            "due_after_close",
        ),
        (
            (
                'deadline_from = { task = "b", within = "2d" }\n[[task]]\nid = "b"\n'
                'title = "Việc B"\ndue = 9999-12-30'
            ),
            "10:17",
            "deadline_from",
        ),
    ],
)
def test_deadlines_beyond_the_last_year_are_refused_with_their_place(
    run: Run, plan: Callable[[str], Path], time: str, place: str, field: str
) -> None:
    path = plan(
        'starts_on = 9999-12-01\nends_on = "9999"\n'
        f'[[task]]\nid = "a"\ntitle = "Việc A"\n{time}\n'
        'day_off = "next-working-day"\n'
        '[calendar]\nbeyond = "project"\ndays_off = [9999-12-31]\n'
    )
    result = run("obligations", path, *AS_OF)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f'{path}:{place}: fault SCH002 thời gian tính ra của nhiệm vụ "a" nằm ngoài các năm từ 1'
        f" đến 9999; kiểm tra lại ngày, thời lượng ({field})\n"
    )


def test_the_same_plan_gives_the_same_bytes(run: Run) -> None:
    first = run("schedule", EXAMPLE, *AS_OF, "--format", "json").stdout
    assert first == run("schedule", f"{EXAMPLE}/plan.toml", *AS_OF, "--format", "json").stdout
