"""Rules of offices on the command line: check --rules, baselines, test-rules, explain, plug-ins."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from planrules.source.storage import write_whole
from tests.conftest import Golden
from tests.unit.cli.conftest import Process, Run
from tests.unit.rules.test_ruleset import HUYEN, PLAN, RULE, WAIVER

TEST = """
[[rule.test]]
name = "một ghi chú"
pass = { id = "a", title = "A", note = "đã ghi" }
fail = { id = "a", title = "A" }
"""
#: Tests that go wrong in every way.
WRONG = """
[[rule.test]]
name = "ngược"
pass = { id = "a", title = "A" }
fail = { id = "a", title = "A", note = "đã ghi" }
skip = { id = "a", title = "A", due = "2024-13" }

[[rule.test]]
as_of = 2024-06-01
pass = { id = "a", title = "A", leed = "b" }
with.unit = [{ id = "b", nme = "B" }]

[[rule]]
code = "HUY002"
name = "division-by-nothing"
for = "task"
assert = "1 / count(task.product) > 0 and task.id"
message = "Không chia được."
help = "Sửa quy tắc."

[[rule.test]]
pass = { id = "a", title = "A" }
"""


@pytest.fixture(name="plan")
def fixture_plan(tmp_path: Path) -> Path:
    """Return the folder of a plan with a rule and a waiver."""
    (tmp_path / "plan.toml").write_text(PLAN + HUYEN, "utf-8")
    (tmp_path / "rules.toml").write_text(f"format = 1\n{RULE}{TEST}{WAIVER}", "utf-8")
    return tmp_path


def test_the_json_of_a_waived_finding(run: Run, plan: Path) -> None:
    result = run("check", plan, "--as-of", "2024-05-01", "--format", "json", "--select", "HUY")
    data = json.loads(result.stdout)
    assert data["summary"] == {"error": 0, "warning": 1, "info": 0, "waived": 1} | {
        key: data["summary"][key] for key in data["summary"] if key == "known"
    }
    waived, _ = data["findings"]
    assert waived["waiver"]["approver"] == "ubnd-huyen"
    assert waived["conditions"] == [
        {"text": "task.note", "holds": False, "facts": {"task.note": None}}
    ]


def test_a_baseline_is_written_and_read(run: Run, plan: Path, golden: Golden) -> None:
    file = plan / "moc.json"
    arguments = ("check", plan, "--as-of", "2024-05-01", "--fail-on", "info")
    first = run(*arguments, "--write-baseline", file)
    assert first.exit_code == 1
    assert "làm mốc vào" in first.stderr
    golden("check/baseline.json", file.read_text("utf-8"))
    assert run(*arguments, "--baseline", file).exit_code == 0
    before = file.read_bytes()
    assert run(*arguments, "--baseline", file, "--write-baseline", file).exit_code == 0
    assert file.read_bytes() == before
    later = ("check", plan, "--as-of", "2025-05-01", "--fail-on", "info", "--baseline", file)
    assert "TIM006" not in run(*later, "--select", "TIM006").stdout
    assert run(*later, "--select", "MET001").exit_code == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "BAS001"),
        ("[]", "BAS001"),
        ('{"format": 2}', "BAS001"),
        ('{"format": 1, "plan": "khac", "as_of": "2024-01-01", "findings": []}', "BAS002"),
        ('{"format": 1, "plan": 1, "as_of": "2024-01-01", "findings": []}', "BAS001"),
    ],
)
def test_what_is_no_baseline_is_refused(run: Run, plan: Path, text: str, code: str) -> None:
    (plan / "moc.json").write_text(text, "utf-8")
    result = run("check", plan, "--baseline", plan / "moc.json")
    assert result.exit_code == 2
    assert f"fault {code}" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_baseline_that_is_not_there_is_refused(run: Run, plan: Path) -> None:
    result = run("check", plan, "--baseline", plan / "khong-co.json", "--lang", "en")
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr
    assert run("check", plan, "--baseline", "mot\0hai").exit_code == 2
    write_whole(plan / "moc.json", b'{"format": 1, "plan": "a", "as_of": "x", "findings": []}')
    assert run("check", plan, "--write-baseline", plan / "moc.json").exit_code == 2
    assert result.stderr.splitlines()[-1] == "1 fault to mend."


def test_a_baseline_replaces_nothing_else(run: Run, plan: Path) -> None:
    before = (plan / "plan.toml").read_bytes()
    result = run("check", plan, "--write-baseline", plan / "plan.toml", "--lang", "en")
    assert result.exit_code == 2
    assert "BAS003 another file stands here" in result.stderr
    assert (plan / "plan.toml").read_bytes() == before
    (plan / "vong").symlink_to(plan / "vong")
    assert run("check", plan, "--write-baseline", plan / "vong").exit_code == 2


def test_a_baseline_that_cannot_be_written_is_told(run: Run, plan: Path) -> None:
    result = run("check", plan, "--write-baseline", plan / "khong-co" / "moc.json")
    assert result.exit_code == 2
    assert "không ghi được" in result.stderr


def test_a_file_of_rules_is_used_instead(run: Run, plan: Path) -> None:
    other = plan / "khac.toml"
    other.write_text("format = 1\nselect = 'RES001'\n" + RULE.replace("HUY001", "HUY009"), "utf-8")
    result = run("check", plan, "--rules", other, "--as-of", "2024-05-01", "--format", "json")
    codes = {rule["code"] for rule in json.loads(result.stdout)["rules"]}
    assert {"HUY009", "RES001"} <= codes
    assert codes.isdisjoint({"HUY001", "TIM001"})


def test_trace_and_test_rules_know_what_check_knows(
    process: Process, plan: Path, package: Path
) -> None:
    own = (plan / "rules.toml").read_text("utf-8")
    (plan / "rules.toml").write_text(own.replace("format = 1", 'format = 1\nignore = "HUY500"'))
    for command in (("check", plan), ("trace", plan, "mot"), ("test-rules", plan)):
        good = process(*command, PYTHONPATH=str(package))
        assert good.returncode in {0, 1}, good.stderr.decode()
        lacking = process(*command)
        assert lacking.returncode == 2
        assert "RUL002" in lacking.stderr.decode()
        assert "Traceback" not in lacking.stderr.decode()


def test_a_wrong_file_of_rules_is_refused(run: Run, plan: Path) -> None:
    for command in (("check", plan), ("rules",), ("explain", "HUY001")):
        result = run(*command, "--rules", plan / "khong-co.toml")
        assert result.exit_code == 2
        assert "SRC001" in result.stderr


def test_rules_and_explain_know_the_rules_of_a_file(run: Run, plan: Path, golden: Golden) -> None:
    assert "HUY001" in run("rules", "--rules", plan).stdout
    for language in ("vi", "en"):
        result = run("explain", "HUY001", "--rules", plan, "--lang", language)
        golden(f"explain/HUY001.{language}.txt", result.stdout)
    alone = plan / "mot-phia.toml"
    test = TEST.replace('pass = { id = "a", title = "A", note = "đã ghi" }\n', "")
    alone.write_text(f"format = 1\n{RULE}{test}", "utf-8")
    alone_data = run("explain", "HUY001", "--rules", alone, "--format", "json").stdout
    assert json.loads(alone_data)["passes"] == ""
    data = json.loads(run("explain", "HUY001", "--rules", plan, "--format", "json").stdout)
    assert data["fails"] == '[[task]]\nid = "a"\ntitle = "A"\n'


def test_examples_of_a_stranger_do_nothing_to_a_terminal(run: Run, plan: Path) -> None:
    hostile = TEST.replace('"A"', r'"\u202eA\u001b[31m"')
    (plan / "rules.toml").write_text(f"format = 1\n{RULE}{hostile}", "utf-8")
    stdout = run("explain", "HUY001", "--rules", plan).stdout
    assert r'    title = "\u202eA' in stdout
    assert "\u202e" not in stdout
    assert "\x1b[31m" not in stdout


def test_tests_that_pass(run: Run, plan: Path, golden: Golden) -> None:
    result = run("test-rules", plan)
    golden("trials/good.vi.txt", result.stdout)
    assert result.exit_code == 0


def test_tests_that_do_not(
    run: Run, plan: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan)
    untested = RULE.replace("HUY001", "HUY003").replace("task-without", "no")
    Path("rules.toml").write_text(f"format = 1\n{RULE}{WRONG}{untested}", "utf-8")
    for language in ("vi", "en"):
        result = run("test-rules", "rules.toml", "--lang", language)
        golden(f"trials/wrong.{language}.txt", result.stdout)
        assert result.exit_code == 1
    data = run("test-rules", "rules.toml", "--format", "json").stdout
    golden("trials/wrong.json", data)
    schema = json.loads(run("schema", "--kind", "test-rules").stdout)
    jsonschema.Draft202012Validator(schema).validate(json.loads(data))


PLAN_RULE = """
[[rule]]
code = "HUY004"
name = "plan-without-funds"
for = "plan"
assert = "plan.funding"
message = "Chưa nêu kinh phí."
help = "Nêu kinh phí."

[[rule.test]]
pass = { funding = "Ngân sách xã" }
fail = { note = "a" }
with = { plan = { ends_on = "2025" }, task = { id = "a", title = "A" } }

[[rule.test]]
fail = { title = 5 }
"""


def test_tests_of_plans_and_of_rows_among_others(run: Run, plan: Path) -> None:
    beside = """
[[rule.test]]
name = "một việc khác bên cạnh"
pass = { id = "a", title = "A", note = "đã ghi" }
with.task = [{ id = "b", title = "B" }]
"""
    (plan / "rules.toml").write_text(f"format = 1\n{RULE}{beside}{PLAN_RULE}", "utf-8")
    data = json.loads(run("test-rules", plan, "--format", "json").stdout)
    assert [(row["code"], row["expected"], row["found"]) for row in data["results"]] == [
        ("HUY001", "pass", "pass"),
        ("HUY004", "pass", "error"),
        ("HUY004", "fail", "error"),
        ("HUY004", "fail", "error"),
    ]
    assert [row["faults"][0].rpartition("rules.toml:")[2][:19] for row in data["results"][1:]] == [
        "27:46: fault VAL001",
        "27:46: fault VAL001",
        "30:18: fault VAL001",
    ]
    (plan / "rules.toml").write_text(
        f"format = 1\n{RULE}{beside}{PLAN_RULE.split('with =', maxsplit=1)[0]}", "utf-8"
    )
    assert run("test-rules", plan).exit_code == 0
    explained = run("explain", "HUY004", "--rules", plan, "--format", "json").stdout
    assert json.loads(explained)["passes"] == '[plan]\nfunding = "Ngân sách xã"\n'


def test_a_file_that_cannot_be_read_has_no_tests(run: Run, plan: Path) -> None:
    (plan / "rules.toml").write_text("format = 2\n", "utf-8")
    result = run("test-rules", plan)
    assert result.exit_code == 2
    assert "VAL011" in result.stderr


_RULE = """
from planrules import Rule, Severity, Text
text = Text("Việc", "work")
rules = Rule(code="{code}", name="{name}", severity=Severity.INFO, kind="task", title=text,
             why=text, help=text, check=lambda case, task: [])
"""


@pytest.fixture(name="package")
def fixture_package(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder to import from, with an installed package that brings rules along."""
    folder = tmp_path / "packages"
    (folder / "cua_huyen-1.dist-info").mkdir(parents=True)
    (folder / "cua_huyen-1.dist-info" / "METADATA").write_text("Name: cua-huyen\nVersion: 1\n")
    (folder / "cua_huyen-1.dist-info" / "entry_points.txt").write_text(
        "[planrules.rules]\nhuyen = cua_huyen:rules\n"
    )
    (folder / "cua_huyen.py").write_text(
        "from planrules import Hit, Rule, Severity, Text\n"
        "text = Text('Việc có ghi chú', 'Tasks have notes')\n"
        "def check(case, task):\n"
        "    return [] if task.note else [Hit(message=Text('Thiếu.', 'missing').of())]\n"
        "def rules():\n"
        "    yield Rule(code='HUY500', name='no-note', severity=Severity.INFO, kind='task',\n"
        "               title=text, why=text, help=text, check=check)\n"
    )
    yield folder
    sys.modules.pop("cua_huyen", None)


def test_rules_of_other_packages_are_asked(process: Process, plan: Path, package: Path) -> None:
    arguments = ("check", plan, "--as-of", "2024-05-01", "--select", "HUY5")
    result = process(*arguments, PYTHONPATH=str(package))
    assert result.stdout.decode().count("HUY500") == 3
    without = process(*arguments, "--no-plugins", PYTHONPATH=str(package))
    assert without.returncode == 2


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise RuntimeError('hỏng')", "RuntimeError: hỏng"),
        ("rules = [1]", "int is no planrules.Rule"),
        ("x = 1", "AttributeError"),
        ("def rules():\n    return 5", "TypeError"),
        ("def rules():\n    raise SystemExit(0)", "SystemExit"),
        (_RULE.format(code="TIM001", name="own"), "another rule is called TIM001"),
        (_RULE.format(code="AAA001", name="task-without-deadline"), "another rule is called task-"),
        (_RULE.format(code="x", name="own"), "'x' is no code"),
        (
            _RULE.format(code="AAA001", name="own").replace("Severity.INFO", "'high'"),
            "the severity of AAA001 is 'high'",
        ),
    ],
)
def test_rules_of_other_packages_that_cannot_be_loaded_are_loud(
    run: Run, plan: Path, package: Path, code: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "cua_huyen.py").write_text(f"{code}\n", "utf-8")
    monkeypatch.syspath_prepend(package)
    for language, words in (("vi", "Không nạp được"), ("en", "can't be loaded")):
        sys.modules.pop("cua_huyen", None)
        result = run("check", plan, "--lang", language)
        assert result.exit_code == 2
        assert words in result.stderr
        assert reason in result.stderr
        assert isinstance(result.exception, SystemExit)
    assert run("check", plan, "--no-plugins").exit_code in {0, 1}


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "tep"
    file.write_bytes(b"cu")
    file.chmod(0o640)
    (tmp_path / "lien-ket").symlink_to(file)
    write_whole(tmp_path / "lien-ket", b"moi")
    assert file.read_bytes() == b"moi"
    assert file.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "lien-ket").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lien-ket", "tep"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "tep"
    folder.mkdir()
    with pytest.raises(OSError, match="tep"):
        write_whole(folder, b"moi")
    assert [path.name for path in tmp_path.iterdir()] == ["tep"]
