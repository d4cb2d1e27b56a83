"""planrules feeds: a folder of calendars, and what is said of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from planrules.cli import main
from planrules.source.locking import locked
from tests.feeding import by_uid, read, shown
from tests.unit.cli.conftest import Run

PLAN = """\
format = 1
[plan]
id = "p"
title = "Kế hoạch ví dụ"
issued_on = 2025-01-06
starts_on = 2025-01-06
ends_on = 2025-12-31
[[unit]]
id = "a"
name = "Phòng A"
[[task]]
id = "mot"
title = "Việc một"
lead = "a"
due = 2025-06-10
[[task]]
id = "quy"
title = "Báo cáo quý"
lead = "a"
every = "quarter"
[[amendment]]
id = "dt"
status = "draft"
effective_on = 2025-02-03
[[amendment.change]]
id = "mot"
set.due = 2025-06-20
"""
DAY = ("--as-of", "2025-03-03")


@pytest.fixture(name="plan")
def fixture_plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.toml"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture(name="out")
def fixture_out(tmp_path: Path) -> Path:
    return tmp_path / "lich"


def test_what_was_written_is_said(run: Run, plan: Path, out: Path) -> None:
    first = run("feeds", plan, "--out", out, *DAY)
    again = run("feeds", plan, "--out", out, *DAY, "--lang", "vi")
    plan.write_text(PLAN.replace("2025-06-10", "2025-06-17"), "utf-8")
    edited = run("feeds", plan, "--out", out, *DAY)

    assert first.exit_code == 0, first.stderr
    assert first.stdout.splitlines() == [
        f"{out}: đã ghi 5 tệp: p.ics, p.a.ics, SHA256SUMS, index.html, manifest.json",
        "2 lịch, 5 mục, tính đến 03/3/2025",
    ]
    assert again.stdout.splitlines()[0] == f"{out}: không có gì thay đổi"
    assert edited.exit_code == 0
    assert edited.stderr.startswith(
        "p.mot.once@planrules (“Việc một – Phòng A”): thời hạn đổi từ 10/6/2025 thành 17/6/2025, "
    )


def test_it_is_said_in_english_too(run: Run, plan: Path, out: Path) -> None:
    result = run("feeds", plan, "--out", out, *DAY, "--lang", "en", "--no-alarms")
    assert "files written: p.ics" in result.stdout
    assert run("feeds", plan, "--out", out, *DAY, "--lang", "en", "--no-alarms").stdout.startswith(
        f"{out}: nothing has changed\n"
    )


def test_feeds_that_were_kept_are_counted(run: Run, plan: Path, out: Path) -> None:
    two = (
        PLAN
        + '[[unit]]\nid = "b"\nname = "B"\n'
        + ('[[task]]\nid = "hai"\ntitle = "H"\nlead = "b"\ndue = 2025-06-11\n')
    )
    plan.write_text(two, "utf-8")
    run("feeds", plan, "--out", out, *DAY)
    plan.write_text(two.replace("2025-06-11", "2025-06-12"), "utf-8")

    assert "1 lịch giữ nguyên" in run("feeds", plan, "--out", out, *DAY).stdout


def test_what_has_left_the_window_is_counted_no_more(run: Run, plan: Path, out: Path) -> None:
    run("feeds", plan, "--out", out, *DAY)

    result = run("feeds", plan, "--out", out, *DAY, "--ahead", "7")

    assert result.stdout.splitlines()[-1] == "2 lịch, 0 mục, tính đến 03/3/2025"


def test_many_files_are_not_all_named(run: Run, out: Path) -> None:
    result = run("feeds", "plans/so-hoa-ho-so", "--out", out, "--as-of", "2025-07-15")
    assert ", …" in result.stdout.splitlines()[0]


@pytest.fixture(name="validator")
def fixture_validator(run: Run) -> jsonschema.Draft202012Validator:
    """Return what holds data against the schema of this command."""
    schema = json.loads(run("schema", "--kind", "feeds").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_json_is_as_its_schema_says(
    data: Callable[..., Any], plan: Path, out: Path, validator: jsonschema.Draft202012Validator
) -> None:
    first = data("feeds", plan, "--out", out, *DAY, "--with", "dt")
    plan.write_text(PLAN.replace("Việc một", "Việc khác"), "utf-8")
    second = data("feeds", plan, "--out", out, *DAY, "--with", "dt", "--lang", "en")
    third = data("feeds", plan, "--explain", "p.mot.once", *DAY)
    outside = data("feeds", plan, "--explain", "p.mot.once", *DAY, "--ahead", "1")

    for found in (first, second, third, outside):
        validator.validate(found)
    assert first["with"] == ["dt"]
    assert [feed["file"] for feed in first["feeds"]] == ["p.ics", "p.a.ics"]
    assert all(feed["written"] for feed in first["feeds"])
    assert third["files"] == ["p.ics", "p.a.ics"]
    assert outside["why_not"]


def test_notices_stand_in_json(data: Callable[..., Any], plan: Path, out: Path) -> None:
    data("feeds", plan, "--out", out, *DAY)
    plan.write_text(PLAN.replace("Việc một", "Việc khác"), "utf-8")

    (notice,) = data("feeds", plan, "--out", out, *DAY)["notices"]
    assert notice == {
        "kind": "reworded",
        "subject": "p.mot.once@planrules",
        "message": "p.mot.once@planrules (“Việc khác – Phòng A”): nội dung đã đổi ngay trong kế "
        "hoạch; cần một văn bản sửa đổi",
    }


def test_every_option_shows_in_the_feeds(run: Run, plan: Path, out: Path) -> None:
    options = (
        *("--with", "dt", "--profile", "publish", "--url", "https://a.example.vn/x"),
        *("--organizer", "van-thu@example.vn", "--past", "30", "--ahead", "120"),
        *("--alarm", "7", "--alarm", "0", "--windows", "--waivers", "--lang", "en"),
    )
    result = run("feeds", plan, "--out", out, *DAY, *options)
    assert result.exit_code == 0, result.stderr

    calendar = read((out / "p.a.ics").read_bytes())
    found = by_uid((out / "p.a.ics").read_bytes())

    assert calendar["METHOD"].value == "PUBLISH"
    assert calendar["SOURCE"].value == "https://a.example.vn/x/p.a.ics"
    one = found["p.mot.once@planrules"]
    assert one["ORGANIZER"].value == "mailto:van-thu@example.vn"
    assert one["DTSTART"].value == "20250620"
    assert "By a draft amendment" in one["DESCRIPTION"].text
    assert [item["TRIGGER"].value for item in one.items] == ["-P6DT16H", "PT8H"]
    assert "window.p.quy.2025-Q2@planrules" in found
    assert "p.quy.2025-Q3@planrules" not in found


def test_reminders_are_left_out_if_asked(run: Run, plan: Path, out: Path) -> None:
    run("feeds", plan, "--out", out, *DAY)
    assert any(item.items for item in shown(read((out / "p.a.ics").read_bytes())))
    run("feeds", plan, "--out", out, *DAY, "--no-alarms")
    assert not any(item.items for item in shown(read((out / "p.a.ics").read_bytes())))


def test_an_event_is_explained(run: Run, plan: Path, out: Path) -> None:
    text = run("feeds", plan, "--explain", "p.mot.once@planrules", *DAY)
    assert text.exit_code == 0, text.stderr
    assert "Nhiệm vụ: mot “Việc một”" in text.stdout
    assert not out.exists()

    run("feeds", plan, "--out", out, *DAY)
    plan.write_text(PLAN.replace("2025-06-10", "2025-06-17"), "utf-8")
    following = run("feeds", plan, "--explain", "p.mot.once", "--out", out, *DAY)
    assert "SEQUENCE 1" in following.stdout


def test_what_is_gone_from_the_plan_is_explained_from_the_folder(
    run: Run, plan: Path, out: Path
) -> None:
    run("feeds", plan, "--out", out, *DAY)
    without = PLAN[: PLAN.index('[[task]]\nid = "mot"')] + PLAN[PLAN.index('[[task]]\nid = "q') :]
    plan.write_text(without[: without.index("[[amendment]]")], "utf-8")

    alone = run("feeds", plan, "--explain", "p.mot.once", *DAY)
    following = run("feeds", plan, "--explain", "p.mot.once", "--out", out, *DAY)

    assert alone.exit_code == 2
    assert "mục không còn trong kế hoạch: nêu thêm thư mục lịch, --out DIR" in alone.stderr
    assert following.exit_code == 0, following.stderr
    assert "Không còn trong kế hoạch từ 03/3/2025" in following.stdout
    other = run("feeds", plan, "--explain", "p.m.once", "--out", out, *DAY, "--lang", "en")
    assert (other.exit_code, "--out" in other.stderr) == (2, False)


def test_whatever_is_explained_is_as_the_schema_says(
    data: Callable[..., Any], plan: Path, out: Path, validator: jsonschema.Draft202012Validator
) -> None:
    asked = ("--out", out, *DAY, "--windows")
    data("feeds", plan, *asked)
    plan.write_text(PLAN[: PLAN.index("[[task]]")], "utf-8")

    gone = data("feeds", plan, *asked, "--explain", "p.mot.once", "--lang", "en")
    window = data("feeds", plan, *asked, "--explain", "window.p.quy.2025-Q2")

    for found in (gone, window):
        validator.validate(found)
    assert gone["gone"] == {"on": "2025-03-03", "why": "Gone from the plan since 2025-03-03"}
    assert window["kind"] == "window"
    assert window["files"] == ["p.ics", "p.a.ics"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "chưa nêu thư mục: dùng --out DIR"),
        (("--lang", "en"), "no folder is named: use --out DIR"),
        (
            ("--out", "OUT", "--profile", "publish"),
            "--organizer: chưa nêu; cần dạng van-thu@example.vn",
        ),
        (
            ("--out", "OUT", "--organizer", "van-thu@example.vn"),
            "--organizer: “van-thu@example.vn”: chưa đúng; cần profile publish",
        ),
        (("--out", "OUT", "--alarm", "2", "--no-alarms"), "--alarm và --no-alarms trái nhau"),
        (
            ("--explain", "p.mot.once", "--alarm", "2", "--no-alarms", "--lang", "en"),
            "--alarm and --no-alarms contradict each other",
        ),
        (("--out", "OUT", "--url", "lich"), "--url: “lich”: chưa đúng"),
        (("--out", "OUT", "--past", "0"), "--past"),
        (("--out", "OUT", "--ahead", "-1"), "--ahead"),
        (("--out", "OUT", "--alarm", "x"), "--alarm"),
        (("--out", "OUT", "--profile", "x"), "--profile"),
        (("--out", "OUT", "--with", "khong-co"), "khong-co"),
        (("--explain", "p.x.once", "--lang", "en"), "p.x.once"),
    ],
)
def test_what_can_not_be_asked_for_ends_in_2(
    run: Run, plan: Path, out: Path, options: tuple[str, ...], words: str
) -> None:
    given = [out if option == "OUT" else option for option in options]

    result = run("feeds", plan, *DAY, *given)

    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert not out.exists()


def test_a_folder_that_can_not_be_followed_ends_in_2(run: Run, plan: Path, out: Path) -> None:
    run("feeds", plan, "--out", out, *DAY)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    result = run("feeds", plan, "--out", out, "--as-of", "2025-03-02")

    assert result.exit_code == 2
    assert "đang chứa lịch tính đến 03/3/2025, sau ngày 02/3/2025" in result.stderr
    assert "--rewind" in result.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before

    again = run("feeds", plan, "--out", out, "--as-of", "2025-03-02", "--rewind")
    assert again.exit_code == 0, again.stderr
    assert "tính đến 02/3/2025" in again.stdout


def test_a_folder_that_can_not_be_written_ends_in_2(run: Run, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "tep"
    file.write_bytes(b"")

    for language, words in (("vi", "không ghi được"), ("en", "can't be written")):
        result = run("feeds", plan, "--out", file, *DAY, "--lang", language)
        assert result.exit_code == 2
        assert words in result.stderr
    assert file.read_bytes() == b""


def test_a_folder_that_others_write_ends_in_2(
    run: Run, plan: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.mkdir()
    monkeypatch.setattr(
        "planrules.feeds.publishing.publish_feeds.__kwdefaults__", {"patience": 0.0}
    )
    with locked(out, name="lich", patience=1):
        result = run("feeds", plan, "--out", out, *DAY)
    assert result.exit_code == 2
    assert "nơi khác đang ghi vào thư mục lịch này" in result.stderr


def test_a_plan_that_says_nowhere_when_it_starts_ends_in_2(run: Run, plan: Path, out: Path) -> None:
    text = PLAN.replace("issued_on = 2025-01-06\n", "").replace("starts_on = 2025-01-06\n", "")
    plan.write_text(text, "utf-8")

    result = run("feeds", plan, "--out", out, *DAY)

    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_faulty_rules_beside_the_plan_end_in_2(run: Run, tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "ke-hoach"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, "utf-8")
    (folder / "rules.toml").write_text("format = 1\n[[waiver]]\nrule = 1\n", "utf-8")

    result = run("feeds", folder, "--out", out, *DAY)

    assert result.exit_code == 2
    assert "rules.toml" in result.stderr


def feeds_schema() -> dict[str, Any]:
    found = Path("src/planrules/reports/schemas/feeds.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(found)
    return schema


def test_a_calendar_of_ours_has_nothing_wrong(run: Run, plan: Path, out: Path) -> None:
    run("feeds", plan, "--out", out, *DAY)
    for file in sorted(out.glob("*.ics")):
        result = run("feeds", "--check", file)
        assert (result.exit_code, result.stdout) == (
            0,
            "Không có nội dung cần rà soát trong tệp lịch.\n",
        )


def test_what_is_wrong_with_a_calendar_is_said_with_its_place(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "la.ics"
    file.write_bytes(b"BEGIN:VCALENDAR\nVERSION:2.0\r\nEND:VCALENDAR\r\n")

    text = run("feeds", "--check", file, "--lang", "en")
    data = run("feeds", "--check", file, "--lang", "en", "--format", "json")

    assert text.exit_code == data.exit_code == 1
    assert f"{file}:1:16: ICS004 error " in text.stdout
    found = json.loads(data.stdout)
    jsonschema.validate(found, feeds_schema())
    assert found["summary"]["error"] == sum(one["severity"] == "error" for one in found["findings"])
    assert {"ICS004", "ICS302", "ICS307"} <= {one["code"] for one in found["findings"]}


def test_several_calendars_are_checked_at_once(run: Run, tmp_path: Path) -> None:
    file, folder = tmp_path / "la.ics", tmp_path / "thu-muc"
    file.write_bytes(b"BEGIN:VCALENDAR\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    folder.mkdir()
    (folder / "d.ics").mkdir()
    for name in ("b.ics", "a.ics", "c.txt"):
        (folder / name).write_bytes(b"")

    asked = ("feeds", "--check", file, "--check", folder, "--check", file)
    text = run(*asked)
    found = json.loads(run(*asked, "--format", "json").stdout)

    assert text.exit_code == 1
    assert "Tổng cộng 3 tệp: " in text.stdout
    jsonschema.validate(found, feeds_schema())
    named = [str(file), str(folder / "a.ics"), str(folder / "b.ics")]
    assert [one["file"] for one in found["files"]] == named
    assert [one["error"] for one in found["files"][1:]] == [1, 1]
    assert sum(one["error"] for one in found["files"]) == found["summary"]["error"]
    assert list(dict.fromkeys(one["location"]["file"] for one in found["findings"])) == named


def test_a_calendar_may_come_by_standard_input() -> None:
    result = CliRunner().invoke(main, ["feeds", "--check", "-"], input=b"BEGIN:VCALENDAR")

    assert result.exit_code == 1
    assert result.stdout.startswith("-:1:1: ICS205 error ")


def test_each_calendar_that_can_not_be_read_is_told(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "trong"
    empty.mkdir()

    result = run("feeds", "--check", tmp_path / "khong-co.ics", "--check", empty)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{tmp_path / 'khong-co.ics'}: không đọc được: không có tệp này\n"
        f"{empty}: thư mục không có tệp .ics nào\n"
    )


def test_what_rests_on_a_draft_says_so(
    run: Run, data: Callable[..., Any], plan: Path, out: Path
) -> None:
    asked = ("feeds", plan, "--out", out, *DAY)
    official = run(*asked)
    supposed = run(*asked, "--with", "dt")
    told = data(*asked, "--with", "dt")
    again = run(*asked)

    assert "dự thảo" not in official.stdout + official.stderr + again.stdout + again.stderr
    assert "\nPhương án giả định, tính cả dự thảo: dt\n" in supposed.stdout
    assert "trước đây là lịch chính thức, nay tính cả dự thảo dt; ghi" in supposed.stderr
    assert (told["with"], told["pending"], told["notices"]) == (["dt"], [], [])


def test_a_draft_that_does_not_count_yet_is_told_and_counts_nowhere(
    run: Run, data: Callable[..., Any], plan: Path, out: Path
) -> None:
    asked = ("feeds", plan, "--out", out, "--as-of", "2025-01-20", "--with", "dt")
    told = run(*asked)
    found = data(*asked)

    words = "Dự thảo dt chưa tính vì chỉ có hiệu lực từ 03/02/2025"
    assert f"\n{words}\n" in told.stdout
    assert "giả định" not in told.stdout
    assert (found["with"], found["pending"]) == ([], [{"id": "dt", "since": "2025-02-03"}])
    page = (out / "index.html").read_text("utf-8")
    assert f"<strong>{words}." in page
    assert "Có tính cả dự thảo" not in page
    assert "(dự thảo)" not in (out / "p.ics").read_text("utf-8")

    later = run(*asked[:4], *DAY, "--with", "dt")
    assert "nay tính cả dự thảo dt" in later.stderr


def test_an_explanation_says_which_drafts_count(
    run: Run, data: Callable[..., Any], plan: Path, validator: jsonschema.Draft202012Validator
) -> None:
    asked = ("feeds", plan, "--explain", "p.mot.once", "--with", "dt")

    counts, later = run(*asked, *DAY), run(*asked, "--as-of", "2025-01-20")
    found = data(*asked, *DAY)

    validator.validate(found)
    assert (found["with"], found["pending"]) == (["dt"], [])
    assert counts.stdout.splitlines()[1] == "Phương án giả định, tính cả dự thảo: dt"
    assert later.stdout.splitlines()[1].startswith("Dự thảo dt chưa tính vì chỉ có hiệu lực từ")


def test_the_plan_is_named_as_it_was_given(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ke hoach.toml"
    path.write_text(PLAN, "utf-8")

    text = run("feeds", path, "--explain", "p.mot.once", *DAY)

    assert text.stdout.endswith(f": planrules trace '{path}' mot\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("p", "--check", "la.ics", "--with", "dt", "--past", "9", "--lang", "en"),
            (
                "--check only looks at .ics files: it goes without PATH, --with, --past; for more "
                "files give --check again\n"
            ),
        ),
        (("--check", "khong-co.ics"), "khong-co.ics: không đọc được: không có tệp này\n"),
        (
            ("--check", "la.ics", "--out", "x"),
            "--check chỉ soát tệp .ics: không đi cùng --out; soát nhiều tệp: nêu lại --check\n",
        ),
        ((), "chưa nêu kế hoạch: planrules feeds PATH --out DIR\n"),
        (("ke-hoach.toml",), "chưa nêu thư mục: dùng --out DIR\n"),
    ],
)
def test_what_is_missing_is_said(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run("feeds", *arguments)
    assert (result.exit_code, result.stderr) == (2, words)
