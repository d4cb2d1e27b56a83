"""planrules check, as people and programs see it."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import planrules
from planrules.reports.formats import Form
from tests.conftest import Golden
from tests.unit.cli.conftest import ROOT, Process, Run

PLAN = "plans/van-quan-27ct"


@pytest.mark.parametrize("as_of", ["2024-05-01", "2025-07-01"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_report_on_the_real_plan(
    run: Run, golden: Golden, as_of: str, language: str
) -> None:
    result = run("check", PLAN, "--as-of", as_of, "--table", "--lang", language)
    golden(f"check/van-quan-{as_of}.{language}.txt", result.stdout)
    assert result.stderr == ""
    assert result.exit_code == (1 if as_of == "2025-07-01" else 0)


def test_the_json_on_the_real_plan_is_golden_and_as_its_schema_says(
    run: Run, golden: Golden
) -> None:
    result = run("check", PLAN, "--as-of", "2024-05-01", "--table", "--format", "json")
    golden("check/van-quan-2024-05-01.json", result.stdout)
    schema = json.loads(run("schema", "--kind", "check").stdout)
    jsonschema.Draft202012Validator(schema).validate(json.loads(result.stdout))


@pytest.mark.parametrize(
    "kind",
    [
        "check",
        "show",
        "trace",
        "schedule",
        "obligations",
        "indicators",
        "rule-list",
        "explain",
        "test-rules",
    ],
)
def test_the_schemas_of_the_outputs_are_schemas(kind: str) -> None:
    schema = json.loads(
        files("planrules.reports").joinpath("schemas", f"{kind}.json").read_text("utf-8")
    )
    jsonschema.Draft202012Validator.check_schema(schema)


def test_severities_of_the_summary_are_those_of_the_findings(data: Callable[..., Any]) -> None:
    report = data("check", PLAN, "--as-of", "2025-07-01")
    for severity in ("error", "warning", "info"):
        found = [f for f in report["findings"] if f["severity"] == severity]
        assert report["summary"][severity] == len(found)
    failed = {rule["code"] for rule in report["rules"] if rule["failed"]}
    assert failed == {finding["code"] for finding in report["findings"]}


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1)])
def test_the_exit_status_follows_fail_on(run: Run, fail_on: str, status: int) -> None:
    assert run("check", PLAN, "--as-of", "2024-05-01", "--fail-on", fail_on).exit_code == status


def test_rules_are_selected_and_ignored_by_code_prefix_name_tag_and_profile(
    data: Callable[..., Any],
) -> None:
    def codes(*arguments: str) -> set[str]:
        report = data("check", PLAN, "--as-of", "2024-05-01", *arguments)
        return {rule["code"] for rule in report["rules"]}

    assert codes("--select", "RES001") == {"RES001"}
    assert codes("--select", "task-without-single-lead") == {"RES001"}
    assert all(code.startswith("TIM") for code in codes("--select", "TIM"))
    assert codes("--select", "RES001,TIM", "--ignore", "TIM009") == codes(
        "--select", "RES001", "--select", "TIM"
    ) - {"TIM009"}
    assert codes("--select", "5ro") < codes("--select", "6ro")


def test_a_severity_given_on_the_command_line_decides_the_status(run: Run) -> None:
    arguments = ("check", PLAN, "--as-of", "2024-05-01", "--select", "RES001")
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--severity", "RES001=error").exit_code == 1
    assert run(*arguments, "--severity", "RES001=info", "--fail-on", "warning").exit_code == 0


@pytest.mark.parametrize(
    ("select", "vi", "en"),
    [
        ("6ro", "Bảng 6 rõ", "The 6 items that must be clear"),
        ("5ro", "Bảng 5 rõ", "The 5 items that must be clear"),
        ("RES001", "Bảng kiểm: rõ người", "Clear or not: person"),
        ("RES001,TIM", "Bảng kiểm: rõ người, rõ thời gian", "Clear or not: person, time"),
    ],
)
def test_the_table_is_named_after_a_motto_only_where_it_is_that_motto(
    run: Run, select: str, vi: str, en: str
) -> None:
    for language, title in (("vi", vi), ("en", en)):
        result = run("check", PLAN, "--select", select, "--table", "--lang", language)
        assert result.stdout.splitlines()[3] == title


def test_rules_that_belong_to_no_item_make_no_table(run: Run) -> None:
    result = run("check", PLAN, "--select", "STR008", "--table")
    assert "nên không có bảng" in result.stdout
    assert "Nhiệm vụ" not in result.stdout


def test_a_severity_may_be_given_to_a_name_and_a_tag_and_to_a_rule_that_is_not_asked(
    run: Run,
) -> None:
    arguments = ("check", PLAN, "--as-of", "2024-05-01", "--select", "RES001")
    assert run(*arguments, "--severity", "task-without-single-lead=error").exit_code == 1
    assert run(*arguments, "--severity", "6ro=error").exit_code == 1
    assert run(*arguments, "--severity", "TIM001=error").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--select", "RES001", "--ignore", "RES001"], "Chưa xét quy tắc nào"),
        (["--select", "RES001", "--ignore", "RES", "--lang", "en"], "no rule is asked"),
        (["--select", ""], '""'),
        (["--select", ","], '","'),
        (["--select", "RES01x"], 'có phải "RES001"'),
        (["--ignore", "no-such-rule"], "no-such-rule"),
        (["--as-of", "2024-02-30"], "2024-02-30"),
        (["--as-of", "1/5/2024"], "2024-05-01"),
        (["--severity", "RES001=grave"], "error|warning|info"),
        (["--severity", "XYZ999=error"], "XYZ999"),
        (["--format", "pdf"], "json"),
        (["--fail-on", "never"], "warning"),
        (["--format", "sarif", "--table"], "dạng sarif không có bảng"),
        (["--format", "csv", "--table", "--lang", "en"], "the form csv holds no table"),
    ],
)
def test_arguments_that_make_no_sense_end_in_2_and_say_what_would(
    run: Run, arguments: list[str], words: str
) -> None:
    result = run("check", PLAN, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_faults_stand_on_stderr_one_a_line_and_end_in_2(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('format = 1\n[plan]\nid = "a"\ntitel = "b"\nends_on = 2024-02-30\n', "utf-8")
    result = run("check", plan)
    assert result.exit_code == 2
    assert result.stdout == ""
    *faults, last = result.stderr.splitlines()
    assert [line.split(" ")[0] for line in faults] == [
        f"{plan}:{at}:" for at in ("2:1", "4:1", "5:11")
    ]
    assert all(" fault " in line for line in faults)
    assert 'có phải "title"' in result.stderr
    assert last.startswith("Có 3 lỗi cần sửa.")
    assert "Tham chiếu" in last


def test_a_plan_that_is_not_there_is_a_fault_like_any_other(run: Run) -> None:
    result = run("check", "plans/khong-co")
    assert result.exit_code == 2
    assert "plans/khong-co:1:1: fault SRC001" in result.stderr
    assert "Tham chiếu" not in result.stderr


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ('format = 1\nregisters = ["a"]\n[plan]\nid = "a"\ntitle = "b"\n', False),
        ('format = 1\n[plan]\nid = "a"\ntitle = "b"\ndocument = "../c"\n', False),
        ('format = 1\n[plan]\nid = "a"\ntitle = "b"\nissuer = "c"\n', False),
        ('format = 1\n[plan]\nid = "a"\ntitle = "b"\nx = 1\n', True),
        ('format = 1\n[plan]\nid = "a"\ntitle = 1\n', True),
        ("format = 1\n[plan\n", True),
    ],
)
def test_references_are_said_to_be_unchecked_only_where_the_file_itself_is_wrong(
    run: Run, tmp_path: Path, *, text: str, says_so: bool
) -> None:
    (tmp_path / "plan.toml").write_text(text, "utf-8")
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert ("Tham chiếu giữa các mã chưa được kiểm tra" in result.stderr) is says_so


def test_the_same_inputs_give_the_same_bytes(process: Process) -> None:
    arguments = ("check", PLAN, "--as-of", "2024-05-01", "--table", "--format", "json")
    outputs = {
        process(*arguments, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale).stdout
        for seed, zone, locale in (
            ("0", "UTC", "C"),
            ("1", "America/New_York", "C.UTF-8"),
            ("2", "Asia/Ho_Chi_Minh", "POSIX"),
        )
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "markdown", "html", "csv"])
def test_every_form_has_the_exit_status_of_text_and_the_bytes_of_the_library(
    run: Run, form: Form
) -> None:
    arguments = ("check", PLAN, "--select", "ORG005,TIM", "--format", form, "--lang", "en")
    assert run(*arguments, "--as-of", "2024-05-01").exit_code == 0
    result = run(*arguments, "--as-of", "2025-07-01")
    assert (result.exit_code, result.stderr) == (1, "")
    assert run(*arguments, "--as-of", "2024-05-01", "--fail-on", "warning").exit_code == 1
    rules = planrules.chosen(planrules.CATALOGUE, select=["ORG005", "TIM"])
    found = planrules.assess(planrules.load(PLAN), as_of=date(2025, 7, 1), rules=rules)
    expected = planrules.check_report(found, form=form, language="en")
    assert result.stdout_bytes == expected.encode()


def test_no_terminal_no_colour(process: Process) -> None:
    assert b"\x1b[" not in process("check", PLAN, "--as-of", "2024-05-01").stdout


def test_control_characters_of_the_official_text_never_reach_the_terminal(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "plan.toml").write_text(
        'format = 1\n[plan]\nid = "a"\ntitle = "b"\ndocument = "document.txt"\n', "utf-8"
    )
    (tmp_path / "document.txt").write_text(
        "I. NHIỆM VỤ\n\n- Quét dọn \x1b[31mhội trường\u202e\n", "utf-8"
    )
    result = run("check", tmp_path)
    assert "hội trường" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def imported_by(*arguments: str) -> set[str]:
    """Return the names of the modules that a command imports."""
    code = (
        "import json, sys; before = set(sys.modules)\n"
        "from planrules.cli import main\n"
        "try: main()\n"
        "finally: print(*sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=False, cwd=ROOT
    )
    return set(result.stderr.decode().split())


def test_the_everyday_path_imports_no_engine_that_it_does_not_use() -> None:
    names = imported_by("check", PLAN, "--as-of", "2024-05-01")
    imported = {name.partition(".")[0] for name in names}
    assert {"attr", "cattrs", "click", "tomli"} <= imported
    assert not imported & {
        "dateutil",
        "difflib",
        "hashlib",
        "icalendar",
        "jsonschema",
        "networkx",
        "numpy",
        "pandas",
        "rich",
        "shutil",
        "tomli_w",
    }
    # No task of this plan has a date: neither a calendar nor a schedule is asked for.
    assert not {name for name in names if name.startswith(("planrules.timing", "planrules.track"))}
    assert not names & {"planrules.schedule.cpm", "planrules.schedule.owing"}


def test_without_a_ledger_nothing_is_imported_that_reckons_with_one() -> None:
    """Deadlines are asked for in this plan, but nobody has recorded anything."""
    reckoning = {"planrules.tracking.standings", "planrules.tracking.indicators"}

    without = imported_by("check", "plans/nha-van-hoa", "--as-of", "2026-04-13")
    with_one = imported_by("check", "plans/so-hoa-ho-so", "--as-of", "2025-07-15")

    assert "planrules.rules.recorded" in without
    assert not without & reckoning
    assert "planrules.tracking.standings" in with_one
