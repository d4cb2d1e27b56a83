"""The command ``record``."""

import errno
import os
from pathlib import Path

import pytest

from planrules import LedgerBusyError, State, load, recording
from planrules.cli import recording as command
from planrules.source import appending
from tests.reporting import PLAN, plan_folder
from tests.unit.cli.conftest import Process, Run


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    return plan_folder(tmp_path)


ENTRY = ("entry", "--task", "bao-cao-xa", "--unit", "xa-a", "--period", "2024-Q3")
DONE = (*ENTRY, "--state", "done", "--recorded-on", "2024-10-02")


def test_an_entry_is_recorded_and_told(run: Run, folder: Path) -> None:
    more = ("--percent", "100", "--finished-on", "2024-09-30", "--evidence", "15/BC (giả định)")
    result = run("record", folder, *DONE, *more)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"Đã ghi vào {folder}/ledger/xa-a-2024-Q3.toml:",
        "  nhiệm vụ: bao-cao-xa",
        "  cơ quan, đơn vị: xa-a",
        "  kỳ: 2024-Q3",
        "  trạng thái: done",
        "  tỷ lệ hoàn thành: 100",
        "  ngày hoàn thành: 2024-09-30",
        "  văn bản, minh chứng: 15/BC (giả định)",
        "  ngày ghi: 2024-10-02",
    ]
    assert load(folder).ledger.entries[0].state is State.DONE


def test_a_second_one_of_the_day_says_which_it_is(run: Run, folder: Path) -> None:
    run("record", folder, *DONE)
    result = run("record", folder, *DONE, "--lang", "en")

    assert result.stdout.splitlines()[-2:] == ["  recorded on: 2024-10-02", "  order: 2"]


def test_a_measurement_is_a_number_a_truth_or_a_share(run: Run, folder: Path) -> None:
    given = ("measurement", "--indicator", "ty-le", "--measured-on", "2024-09-14")
    for value in (["--value", "85.5"], ["--value", "false"]):
        assert run("record", folder, *given, *value).exit_code == 0
    share = run("record", folder, *given, "--numerator", "17", "--denominator", "20")
    found = load(folder).ledger.measurements

    assert share.exit_code == 0
    assert [str(one.value) for one in found] == ["85.5", "False", "None"]
    assert (str(found[2].numerator), str(found[2].denominator)) == ("17", "20")


def test_an_extension_puts_a_deadline_off(run: Run, folder: Path) -> None:
    given = ("extension", "--task", "khao-sat", "--due", "2024-04-15", "--was-due", "2024-03-01")
    result = run("record", folder, *given, "--lang", "en")

    assert result.exit_code == 0
    assert f"Recorded in {folder}/ledger/chung-once.toml:\n  task: khao-sat\n" in result.stdout


def test_what_is_recorded_today_is_recorded_today(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr(command, "today", lambda: date(2024, 11, 5))
    assert run("record", folder, *ENTRY, "--state", "done").exit_code == 0

    assert load(folder).ledger.entries[0].recorded_on == date(2024, 11, 5)


def test_everything_that_is_wrong_is_told_by_its_option(run: Run, folder: Path) -> None:
    wrong = ("--period", "quý III", "--percent", "120", "--finished-on", "31/9/2024")
    result = run("record", folder, "entry", "--unit", "Xã A", *wrong, "--note", " ")

    assert result.exit_code == 2
    assert result.stdout == ""
    *told, last = result.stderr.splitlines()
    assert [line.partition(" fault ")[0] for line in told] == [
        "entry:",
        "entry:",
        "--unit:",
        "--period:",
        "--percent:",
        "--finished-on:",
        "--note:",
    ]
    assert 'thiếu khóa "state"' in result.stderr
    assert last.startswith("Có 7 lỗi cần sửa. Tham chiếu")
    assert not (folder / "ledger").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--task", "bao-cao-xb"), '--task: fault REF001 no task has the id "bao-cao-xb"; did'),
        (("--unit", "phong"), '--unit: fault LED002 "phong" does not owe the task "bao-cao-xa"'),
        (("--period", "2024"), '--period: fault LED001 nothing is owed for the task "bao-cao-xa"'),
        (("--finished-on", "2024-09-31"), '--finished-on: fault VAL002 found "2024-09-31"; exp'),
        (("--finished-on", "2024-10-03"), "--finished-on: fault LED006 found 2024-10-03, after"),
        (("--evidence", "\udcff"), "--evidence: fault SRC002 the file is not UTF-8"),
    ],
)
def test_what_does_not_fit_is_told(
    run: Run, folder: Path, options: tuple[str, str], told: str
) -> None:
    result = run("record", folder, *DONE, *options, "--lang", "en")

    assert result.exit_code == 2
    assert result.stderr.startswith(told)
    assert "\n1 fault to mend." in result.stderr
    assert not (folder / "ledger").exists()


def test_each_of_many_bodies_has_to_be_named(run: Run, folder: Path) -> None:
    given = ("--task", "bao-cao-xa", "--period", "2024-Q3", "--state", "done")
    result = run("record", folder, "entry", *given, "--recorded-on", "2024-10-02")

    assert result.stderr.splitlines()[0] == (
        'entry: fault LED003 nhiệm vụ "bao-cao-xa" giao cho từng cơ quan; cần nêu unit; có thể'
        " dùng: xa-a, xa-b"
    )


def test_faults_of_the_plan_are_told_where_they_stand(run: Run, folder: Path) -> None:
    (folder / "plan.toml").write_text(PLAN + "[[task]]\n", "utf-8")
    result = run("record", folder, *DONE, "--percent", "x")

    assert result.exit_code == 2
    assert f"{folder}/plan.toml:55:1: fault KEY002" in result.stderr
    assert "--percent: fault VAL001" in result.stderr


def test_a_plan_without_a_beginning_can_not_be_reported_under(run: Run, folder: Path) -> None:
    text = PLAN.replace("issued_on = 2024-01-02\nstarts_on = 2024-01-02\n", "")
    (folder / "plan.toml").write_text(text, "utf-8")
    result = run("record", folder, *DONE)

    assert result.exit_code == 2
    assert "fault SCH001" in result.stderr


def test_others_that_keep_writing_are_told(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise LedgerBusyError("so")

    monkeypatch.setattr(recording, "append_text", busy)
    result = run("record", folder, *DONE)

    assert result.exit_code == 2
    assert result.stderr == "so: nơi khác đang ghi vào sổ này; chưa ghi gì, hãy thử lại sau\n"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EROFS, "nơi lưu chỉ cho đọc"),
        (errno.EACCES, "không đủ quyền"),
    ],
)
def test_a_disk_that_takes_nothing_is_told(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(appending, "replace_whole", fail)
    result = run("record", folder, *DONE)

    assert result.exit_code == 2
    assert result.stderr == (f"{folder}: không ghi được vào sổ theo dõi: {reason}; chưa ghi gì\n")


def test_a_whole_process_ends_without_a_traceback(process: Process, folder: Path) -> None:
    done = process("record", folder, *DONE)
    (folder / "ledger" / "xa-a-2024-Q3.toml").write_text("hỏng", "utf-8")
    refused = process("record", folder, *DONE)

    assert (done.returncode, refused.returncode) == (0, 2)
    assert b"Traceback" not in refused.stderr
    assert (folder / "ledger" / "xa-a-2024-Q3.toml").read_text("utf-8") == "hỏng"


def test_the_help_names_every_key_in_both_languages(run: Run, folder: Path) -> None:
    text = run("record", folder, "extension", "--help").stdout

    assert "--was-due DATE" in text
    assert "Văn bản cho phép. / Number of the document" in text
    assert "--order" not in text
