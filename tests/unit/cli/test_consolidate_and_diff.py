"""planrules consolidate and planrules diff: what amendments make of a plan, in its own words."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from planrules import consolidate, load, loads
from tests.conftest import Golden
from tests.unit.cli.conftest import ROOT, Run

PLAN = "examples/doc-sach"
DRAFT = "du-thao-2"
DAY = ("--as-of", "2026-05-10")
#: What stands for whatever can be told at all.
BEFORE = """\
format = 1
[plan]
id = "ke-hoach"
title = "Kế hoạch | *thử*"
starts_on = 2026-01-01
ends_on = 2026-12-31
[[unit]]
id = "xa-a"
name = "UBND xã A"
[[unit]]
id = "xa-b"
name = "UBND xã B"
[[group]]
id = "cac-xa"
name = "các xã"
members = ["xa-a"]
[[goal]]
id = "dich"
title = "Đích"
[[assignment]]
clause = "IV.1"
lead = "xa-a"
[[task]]
id = "theo-de-muc"
title = "Việc theo đề mục"
clause = "IV.1.1"
due = 2026-06-30
[[task]]
id = "hang-thang"
title = "Báo cáo tháng"
lead = "xa-a"
every = "month"
due_after_close = "5wd"
serves = "dich"
[[task]]
id = "bo-di"
title = "Việc bỏ đi"
lead = "xa-b"
due = 2026-05-29
until = 2026-11-30
[[task]]
id = "tam-tinh"
title = "Việc tạm tính"
assumed.due = { value = 2026-08-31, reason = "thử" }
[[task]]
id = "viec-cu"
title = "Việc cũ"
due = 2026-07-31
[[not_modelled]]
clause = "I.1"
quote = "Kính gửi"
reason = "lời chào"
"""
AFTER = (
    BEFORE.replace('lead = "xa-a"\n[[task]]', 'lead = "xa-b"\n[[task]]')
    .replace('"5wd"\nserves = "dich"', '"10wd"\nserves = "dich"\nstated.serves = "nhằm"')
    .replace("until = 2026-11-30\n", "")
    .replace('title = "Đích"', 'title = "Đích"\nuntil = 2026-10-31\nend_reason = "đã đạt"')
    .replace('reason = "thử"', 'reason = "tính lại"')
    .replace("[[not_modelled]]", '[calendar]\nweekend = ["sunday"]\n[[not_modelled]]')
    .replace('quote = "Kính gửi"\n', "")
    .replace(
        '"viec-cu"\ntitle = "Việc cũ"', '"viec-moi"\ntitle = "Việc mới"\nlead = { each = "cac-xa" }'
    )
    .replace('members = ["xa-a"]', 'members = ["xa-a", "xa-b"]')
)


@pytest.fixture(name="two")
def fixture_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    """Return a run in a folder with two plans, ``truoc.toml`` and ``sau.toml``."""
    (tmp_path / "truoc.toml").write_text(BEFORE, "utf-8")
    (tmp_path / "sau.toml").write_text(AFTER, "utf-8")
    monkeypatch.chdir(tmp_path)
    return run


def test_a_consolidated_plan_tells_where_it_is_from(run: Run, golden: Golden) -> None:
    result = run("consolidate", PLAN, *DAY)
    assert result.exit_code == 0
    golden("consolidate/doc-sach.toml", result.stdout)
    assert loads(result.stdout) == consolidate(load(ROOT / PLAN), as_of=date(2026, 5, 10))


def test_it_loads_wherever_it_is_written(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "goc"
    folder.mkdir()
    (folder / "van-ban.txt").write_text("KẾ HOẠCH\n\nI. MỤC ĐÍCH\n1. Việc.\n", "utf-8")
    text = BEFORE.replace("[plan]\n", '[plan]\ndocument = "van-ban.txt"\n')
    (folder / "plan.toml").write_text(text, "utf-8")
    note = "# Không ghi document (van-ban.txt): tệp này chỉ đọc được bên cạnh kế hoạch gốc\n"

    for out in (tmp_path / "khac.toml", tmp_path / "sau" / "khac.toml"):
        out.parent.mkdir(exist_ok=True)
        assert run("consolidate", folder, *DAY, "--out", out).exit_code == 0
        assert out.read_text("utf-8").count(note) == 1
        assert load(out).text is None
    assert note in run("consolidate", folder, *DAY).stdout

    beside = folder / "hop-nhat.toml"
    assert run("consolidate", folder, *DAY, "--out", beside).exit_code == 0
    assert 'document = "van-ban.txt"' in beside.read_text("utf-8")
    assert load(beside).text is not None
    (folder / "ledger").mkdir()
    refused = run("consolidate", folder, *DAY, "--out", folder / "lan-nua.toml")
    assert refused.exit_code == 2
    assert refused.stderr == (
        f"--out {folder}/lan-nua.toml: ở thư mục này, ledger bên cạnh sẽ được tính thêm lần nữa;"
        " ghi vào thư mục khác\n"
    )
    assert not (folder / "lan-nua.toml").exists()


def test_with_a_draft_it_says_that_it_is_a_what_if(run: Run, golden: Golden) -> None:
    result = run("consolidate", PLAN, *DAY, "--with", DRAFT, "--lang", "en")
    golden("consolidate/doc-sach-with-du-thao-2.toml", result.stdout)
    assert "# What-if: as if these drafts held: du-thao-2" in result.stdout
    assert loads(result.stdout) == consolidate(
        load(ROOT / PLAN), as_of=date(2026, 5, 10), drafts=[DRAFT]
    )


def test_it_can_be_written_to_a_file_and_read_again(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "hop-nhat.toml"
    result = run("consolidate", PLAN, *DAY, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text("utf-8") == run("consolidate", PLAN, *DAY).stdout
    assert load(out) == consolidate(load(ROOT / PLAN), as_of=date(2026, 5, 10))
    assert run("consolidate", PLAN, *DAY, "--out", out).exit_code == 0


def test_no_file_of_the_plan_itself_is_replaced(two: Run) -> None:
    result = two("consolidate", "truoc.toml", *DAY, "--out", "./truoc.toml")
    assert result.exit_code == 2
    assert "tệp này là của chính kế hoạch" in result.stderr
    assert Path("truoc.toml").read_text("utf-8") == BEFORE


def test_a_file_that_can_not_be_written_is_told(two: Run) -> None:
    result = two("consolidate", "truoc.toml", *DAY, "--out", "khong-co/hop-nhat.toml")
    assert result.exit_code == 2
    assert result.stderr.startswith("khong-co/hop-nhat.toml: không ghi được")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_what_a_draft_would_change_is_golden(
    form: str, language: str, run: Run, golden: Golden
) -> None:
    options = ("--with", DRAFT, "--format", form, "--lang", language)
    result = run("diff", PLAN, *DAY, *options)
    assert result.exit_code == 0
    ending = {"text": "txt", "json": "json", "markdown": "md"}[form]
    golden(f"diff/doc-sach-{language}.{ending}", result.stdout)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_what_tells_two_plans_apart_is_golden(
    form: str, language: str, two: Run, golden: Golden
) -> None:
    options = (*DAY, "--format", form, "--lang", language, "--rules", "quy-tac.toml")
    Path("quy-tac.toml").write_text("format = 1\n", "utf-8")
    there = two("diff", "truoc.toml", "sau.toml", *options)
    back = two("diff", "sau.toml", "truoc.toml", *options)
    assert there.exit_code == back.exit_code == 0, there.stderr
    ending = {"text": "txt", "json": "json", "markdown": "md"}[form]
    golden(f"diff/two-plans-{language}.{ending}", there.stdout)
    golden(f"diff/two-plans-back-{language}.{ending}", back.stdout)


def test_data_are_as_the_schema_says(two: Run, run: Run) -> None:
    schema = json.loads(run("schema", "--kind", "diff").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for given in (
        ("truoc.toml", "sau.toml"),
        ("sau.toml", "truoc.toml"),
        ("truoc.toml", "truoc.toml"),
        (ROOT / PLAN, "--with", DRAFT),
        (ROOT / PLAN, "truoc.toml"),
    ):
        result = two("diff", *given, *DAY, "--format", "json")
        assert result.exit_code == 0, result.stderr
        validator.validate(json.loads(result.stdout))


def test_where_nothing_differs_that_is_said(two: Run) -> None:
    for form in ("text", "markdown"):
        said = two("diff", "truoc.toml", "truoc.toml", *DAY, "--format", form).stdout
        assert said.endswith("\n\nKhông có gì khác nhau.\n")


def test_a_draft_that_takes_effect_later_changes_nothing(run: Run) -> None:
    said = run("diff", PLAN, "--as-of", "2026-05-03", "--with", DRAFT).stdout
    assert "Dự thảo du-thao-2 chưa tính vì chỉ có hiệu lực từ 04/5/2026" in said
    assert "Nội dung cần rà soát mới (1)" in said  # which says just that
    assert "TRK012" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PLAN,), "chưa có gì để so sánh"),
        ((PLAN, PLAN, "--with", DRAFT), "ở đây có hai kế hoạch"),
        ((PLAN, "--with", "du-thao"), 'có phải "du-thao-2"?'),
        ((PLAN, "khong-co"), "khong-co"),
    ],
)
def test_what_can_not_be_compared_is_refused(
    arguments: tuple[str, ...], said: str, run: Run
) -> None:
    result = run("diff", *arguments, *DAY)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_of_many_days_that_move_the_first_are_told(two: Run) -> None:
    text = BEFORE.replace("ends_on = 2026-12-31", "ends_on = 2028-12-31")
    Path("truoc.toml").write_text(text, "utf-8")
    Path("sau.toml").write_text(text.replace('"5wd"', '"10wd"'), "utf-8")
    said = two("diff", "truoc.toml", "sau.toml", *DAY).stdout
    assert said.count("    ngày phải xong (kỳ") == 12
    assert "    … và 24 thay đổi nữa\n" in said
