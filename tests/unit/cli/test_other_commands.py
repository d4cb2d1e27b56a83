"""planrules show, trace, rules, explain, schema, new."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import planrules
from tests.conftest import Golden
from tests.unit.cli.conftest import Run

PLAN = "plans/van-quan-27ct"


def holds(run: Run, kind: str, value: object) -> None:
    """Hold a value against the schema that the command line prints for it."""
    schema = json.loads(run("schema", "--kind", kind).stdout)
    jsonschema.Draft202012Validator(schema).validate(value)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_show_prints_goals_measures_tasks_and_bodies(
    run: Run, golden: Golden, language: str
) -> None:
    result = run("show", PLAN, "--as-of", "2024-05-01", "--lang", language)
    assert result.exit_code == 0
    golden(f"show/van-quan.{language}.txt", result.stdout)


def test_show_as_json_lists_every_row_and_the_members_of_the_day(
    run: Run, data: Callable[..., Any]
) -> None:
    for day, members in (("2024-05-01", 17), ("2024-12-01", 15), ("2025-07-01", 6)):
        outline = data("show", PLAN, "--as-of", day)
        holds(run, "show", outline)
        assert [len(group["members"]) for group in outline["groups"]] == [members]
        rows = {row.id for row in planrules.load("plans/van-quan-27ct").rows()}
        assert {row["id"] for row in outline["rows"]} == rows


@pytest.mark.parametrize(
    "id",
    [
        "bao-cao",
        "xa-co-nha-van-hoa",
        "tuyen-truyen-van-dong",
        "huy-dong-xa-hoi",
        "ubnd-xa-dong-giap",
        "communes",
        "huyen-van-quan",
        "89/KH-UBND",
        "IV.3.2",
        "vq-27cttu-2024",
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_trace_says_why_something_stands_in_the_plan(
    run: Run, data: Callable[..., Any], golden: Golden, id: str, language: str
) -> None:
    arguments = ("trace", PLAN, id, "--as-of", "2025-07-01", "--lang", language)
    result = run(*arguments)
    assert result.exit_code == 0
    golden(f"trace/{id.replace('/', '-')}.{language}.txt", result.stdout)
    holds(run, "trace", data(*arguments))


def test_trace_of_what_is_not_there_names_the_nearest(run: Run) -> None:
    result = run("trace", PLAN, "baocao")
    assert result.exit_code == 2
    assert 'có phải "bao-cao"' in result.stderr


@pytest.mark.parametrize("language", ["vi", "en"])
def test_rules_lists_every_rule(run: Run, data: Callable[..., Any], language: str) -> None:
    result = run("rules", "--lang", language)
    assert len(result.stdout.splitlines()) == len(planrules.CATALOGUE)
    rules = data("rules", "--lang", language)
    holds(run, "rules", rules)
    assert [rule["code"] for rule in rules] == [rule.code for rule in planrules.CATALOGUE]


@pytest.mark.parametrize("code", [rule.code for rule in planrules.CATALOGUE])
def test_every_rule_is_explained_in_both_languages(
    run: Run, data: Callable[..., Any], code: str
) -> None:
    vi, en = (run("explain", code, "--lang", language) for language in ("vi", "en"))
    assert vi.exit_code == en.exit_code == 0
    assert vi.stdout != en.stdout
    holds(run, "explain", data("explain", code))


def test_explain_is_golden_for_one_rule(run: Run, golden: Golden) -> None:
    golden("explain/RES001.vi.txt", run("explain", "res001").stdout)
    golden("explain/RES002.en.txt", run("explain", "RES002", "--lang", "en").stdout)


def test_explain_of_no_rule_names_the_nearest(run: Run) -> None:
    result = run("explain", "RES101")
    assert result.exit_code == 2
    assert "RES" in result.stderr


def test_new_begins_a_plan_that_loads_and_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ke-hoach-moi"
    result = run("new", f"{PLAN}/document.txt", "--out", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [f"{out}/plan.toml", f"{out}/document.txt"]
    report = run("check", out, "--as-of", "2024-05-01")
    assert report.exit_code in (0, 1)
    again = run("new", f"{PLAN}/document.txt", "--out", out)
    assert again.exit_code == 2
    assert "SRC007" in again.stderr


def test_help_names_every_command(run: Run) -> None:
    text = run("--help").stdout
    for command in ("check", "show", "trace", "rules", "explain", "schema", "new"):
        assert f"\n  {command} " in text


def test_rows_that_serve_each_other_in_a_ring_are_shown_once(run: Run, tmp_path: Path) -> None:
    rows = "".join(
        f'[[task]]\nid = "t{n}"\ntitle = "Việc {n}"\npart_of = ["t{(n + 1) % 3000}"]\n'
        for n in range(3000)
    )
    plan = tmp_path / "plan.toml"
    plan.write_text(f'format = 1\n[plan]\nid = "a"\ntitle = "b"\n{rows}', "utf-8")
    result = run("show", plan, "--as-of", "2024-05-01")
    assert result.exit_code == 0
    assert result.stdout.count("[nhiệm vụ t7]") == 1
