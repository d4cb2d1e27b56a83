"""planrules show, trace, rules, explain, schema, new."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import planrules
from tests.conftest import Golden
from tests.unit.cli.conftest import ROOT, Run

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
    holds(run, "rule-list", rules)
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


@pytest.mark.parametrize(
    ("selector", "codes"), [("RES", ("RES001", "RES009")), ("6ro", ("RES001", "TIM001"))]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_explain_of_several_rules_lists_them(
    run: Run, selector: str, codes: tuple[str, ...], language: str
) -> None:
    result = run("explain", selector, "--lang", language)
    assert result.exit_code == 2
    assert result.stdout == ""
    question, *candidates = result.stderr.splitlines()
    assert f'"{selector}"' in question
    assert str(len(candidates)) in question
    assert {line[:6] for line in candidates} >= set(codes)


def test_explain_takes_a_code_or_a_name_of_one_rule_alone(run: Run) -> None:
    whole = run("explain", "RES001").stdout
    assert run("explain", "task-without-single-lead").stdout == whole
    assert run("explain", "MET00").exit_code == 2
    assert run("explain", "STR008").stdout == run("explain", "mixed-tone-marks").stdout


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("new", f"{PLAN}/document.txt", "--out", ""), "--out"),
        (("new", "", "--out", "moi"), "DOCUMENT"),
        (("check", ""), "PATH"),
        (("show", " "), "PATH"),
    ],
)
def test_an_empty_path_is_refused(run: Run, arguments: tuple[str, ...], option: str) -> None:
    before = {path.name for path in Path().iterdir()}
    result = run(*arguments)
    assert result.exit_code == 2
    assert option in result.stderr
    assert "để trống" in result.stderr
    assert {path.name for path in Path().iterdir()} == before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_folder_that_can_not_be_written_is_told_in_one_language(
    run: Run, tmp_path: Path, language: str
) -> None:
    (tmp_path / "tep").write_text("", "utf-8")
    outs = {"/proc/x": "không ghi được", str(tmp_path / "tep" / "moi"): "không ghi được"}
    for out, words in outs.items():
        result = run("new", f"{PLAN}/document.txt", "--out", out, "--lang", language)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{out}: ")
        assert (words in result.stderr) is (language == "vi")
        assert ("No such file" in result.stderr) is False
        assert result.stderr.isascii() is (language == "en")


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


@pytest.mark.parametrize("command", [("show",), ("trace", "bao-cao"), ("check",)])
def test_work_that_lasts_says_so_on_a_terminal(command: tuple[str, ...]) -> None:
    import os
    import pty

    name, *rest = command
    code = (
        "import planrules.cli.terminal as terminal; terminal._PATIENCE_SECONDS = 0\n"
        "import planrules.cli; planrules.cli.main()"
    )
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code, name, PLAN, *rest, "--as-of", "2024-05-01"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        told = b""
        with suppress(OSError):  # how a terminal says that nobody writes to it any more
            while piece := os.read(ours, 4096):
                told += piece
    os.close(ours)
    assert "Đang đọc" in told.decode()
    assert process.returncode == 0


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--table"),
        ("check", "--table", "--select", "RES001,TIM"),
        ("show",),
        ("trace", "bao-cao"),
        ("trace", "pvhtt"),
        ("rules",),
        ("explain", "RES001"),
    ],
)
def test_no_line_ends_in_spaces(run: Run, arguments: tuple[str, ...], language: str) -> None:
    command, *rest = arguments
    about_a_plan = command in {"check", "show", "trace"}
    plan = [PLAN] if about_a_plan else []
    day = ["--as-of", "2024-05-01"] if about_a_plan else []
    lines = run(command, *plan, *rest, *day, "--lang", language).stdout.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_spaces_at_the_end_of_a_plan_s_own_words_are_not_printed(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('format = 1\n[plan]\nid = "a"\ntitle = "Kế hoạch  "\n', "utf-8")
    for command in (("check", plan), ("show", plan), ("trace", plan, "a")):
        lines = run(*command, "--as-of", "2024-05-01").stdout.splitlines()
        assert [line for line in lines if line != line.rstrip()] == []


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
