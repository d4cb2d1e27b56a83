"""``--with DRAFT``: what would be so if a draft held, and that every output says so."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import Golden
from tests.unit.cli.conftest import Run

PLAN = "examples/doc-sach"
DRAFT = "du-thao-2"
DAY = ("--as-of", "2026-05-10")
COMMANDS = {
    "check": (),
    "show": (),
    "trace": ("ngay-hoi",),
    "schedule": (),
    "obligations": (),
}
SAID = "Phương án giả định, tính cả dự thảo: du-thao-2"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_what_would_be(command: str, run: Run, golden: Golden) -> None:
    result = run(command, PLAN, *COMMANDS[command], *DAY, "--with", DRAFT)

    assert result.exit_code in (0, 1), result.stderr
    assert result.stdout.count(SAID) == 1
    golden(f"what-if/{command}.txt", result.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_data_name_the_drafts_only_where_one_was_named(
    command: str, run: Run, data: Callable[..., Any]
) -> None:
    schema = json.loads(run("schema", "--kind", command).stdout)
    given = (command, PLAN, *COMMANDS[command])

    supposed = data(*given, *DAY, "--with", DRAFT)
    early = data(*given, "--as-of", "2026-05-03", "--with", DRAFT)
    plain = data(*given, *DAY)

    for found in (supposed, early, plain):
        jsonschema.validate(found, schema, format_checker=jsonschema.FormatChecker())
    assert (supposed["with"], supposed["pending"]) == ([DRAFT], [])
    assert early["with"] == []
    assert early["pending"] == [{"id": DRAFT, "since": "2026-05-04"}]
    assert not {"with", "pending"} & plain.keys()


@pytest.mark.parametrize("form", ["junit", "github", "markdown", "html"])
def test_every_form_of_a_check_says_so(form: str, run: Run) -> None:
    said = run("check", PLAN, *DAY, "--with", DRAFT, "--format", form).stdout
    assert said.count(SAID) == 1
    assert SAID not in run("check", PLAN, *DAY, "--format", form).stdout


def test_sarif_says_so_among_the_properties_of_the_run(run: Run) -> None:
    sarif = json.loads(run("check", PLAN, *DAY, "--with", DRAFT, "--format", "sarif").stdout)
    assert sarif["runs"][0]["properties"]["with"] == [DRAFT]


@pytest.mark.parametrize(
    "command",
    ["check", "schedule", "obligations", "status", "status --detail", "indicators"],
)
def test_every_row_of_a_table_says_so(command: str, run: Run) -> None:
    name, *more = command.split()
    asked = (name, PLAN, *more, *DAY, "--format", "csv")
    head, *rows = run(*asked, "--with", DRAFT).stdout.splitlines()
    assert head.endswith(",with")
    assert rows or name == "indicators"
    assert all(row.endswith(f",{DRAFT}") for row in rows)
    (plain, *_) = run(*asked).stdout.splitlines()
    assert plain == head.removesuffix(",with")


def test_tables_of_indicators_and_their_bodies_say_so(run: Run) -> None:
    asked = ("indicators", "plans/van-quan-27ct", "--as-of", "2026-05-10", "--with", "hai-cap")
    for more in ((), ("--detail",)):
        head, *rows = run(*asked, *more, "--format", "csv").stdout.splitlines()
        assert head.endswith(",with")
        assert rows
        assert all(row.endswith(",hai-cap") for row in rows)


def test_what_is_owed_names_the_amendments_behind_it(data: Callable[..., Any]) -> None:
    found = data("obligations", PLAN, "--as-of", "2026-10-05", "--with", DRAFT)["obligations"]
    by_uid = {one["uid"].partition(".")[2]: one for one in found}
    assert {uid: one["deadline_amendment"] for uid, one in by_uid.items()} == {
        "danh-muc.once": None,
        "mua-sach.once": DRAFT,
        "ngay-hoi.once": None,
        "bao-cao.2026-Q2": "sua-doi-1",
        "bao-cao.2026-Q3": "sua-doi-1",
        "bao-cao.2026-Q4": "sua-doi-1",
        "luan-chuyen.once.thon-mot": None,
        "luan-chuyen.once.thon-hai": None,
        "tu-sach-thon.once.thon-mot": DRAFT,
        "tu-sach-thon.once.thon-hai": DRAFT,
    }
    assert by_uid["mua-sach.once"]["draft"]
    assert not by_uid["bao-cao.2026-Q2"]["draft"]
    assert by_uid["luan-chuyen.once.thon-mot"]["withdrawn"]["amendment"] == "sua-doi-1"


def test_an_amendment_that_came_after_a_deadline_did_not_give_it(
    tmp_path: Path, data: Callable[..., Any]
) -> None:
    path = tmp_path / "ke-hoach.toml"
    change = """
[[amendment]]
id = "{id}"
status = "issued"
issued_on = 2026-{day}
[[amendment.change]]
id = "bao-cao"
set.due = 2026-{due}
"""
    head = EACH_TO_ONE.partition("[[amendment]]")[0]
    first = change.format(id="mot", day="03-01", due="05-31")
    second = change.format(id="hai", day="06-15", due="06-01")
    path.write_text(head + first + second, "utf-8")
    found = data("obligations", path, "--as-of", "2026-07-01")["obligations"]
    assert {
        (one["due"], one["deadline_amendment"]) for one in found if one["task"] == "bao-cao"
    } == {("2026-05-31", "mot")}


def test_a_draft_that_takes_effect_later_is_left_out_and_told(run: Run) -> None:
    said = run("schedule", PLAN, "--as-of", "2026-05-03", "--with", DRAFT).stdout
    plain = run("schedule", PLAN, "--as-of", "2026-05-03").stdout
    title, note, *rest = said.splitlines()
    assert note == "Dự thảo du-thao-2 chưa tính vì chỉ có hiệu lực từ 04/5/2026"
    assert [title, *rest] == plain.splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_draft_is_refused_with_the_nearest(command: str, run: Run) -> None:
    result = run(command, PLAN, *COMMANDS[command], *DAY, "--with", "du-thao", "--lang", "en")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        'no draft among the amendments of the plan has the id "du-thao";'
        ' did you mean "du-thao-2"?\n'
    )


def test_where_none_is_near_the_drafts_are_listed(run: Run) -> None:
    result = run("show", PLAN, *DAY, "--with", "khac-han")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        'kế hoạch không có dự thảo sửa đổi nào mang mã "khac-han"',
        "các dự thảo của kế hoạch: du-thao-2",
    ]


def test_a_plan_without_drafts_lists_none(run: Run) -> None:
    result = run("show", "plans/nha-van-hoa", *DAY, "--with", "x")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_faults_of_a_draft_are_told_with_their_places(
    command: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "ke-hoach.toml"
    path.write_text(
        'format = 1\n[plan]\nid = "a"\ntitle = "A"\nstarts_on = 2026-01-01\n'
        '[[task]]\nid = "ngay-hoi"\ntitle = "B"\ndue = 2026-03-31\n'
        '[[amendment]]\nid = "thu"\nstatus = "draft"\neffective_on = 2026-02-01\n'
        '[[amendment.change]]\nid = "ngay-hoi"\nwas.due = 2026-04-30\nset.due = 2026-05-31\n',
        "utf-8",
    )
    result = run(command, path, *COMMANDS[command], *DAY, "--with", "thu")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{path}:16:11: fault AMD001" in result.stderr
    assert run(command, path, *COMMANDS[command], *DAY).exit_code in (0, 1)


def test_issued_amendments_apply_from_their_day_on_without_being_named(
    data: Callable[..., Any],
) -> None:
    def due(day: str) -> set[str]:
        owed = data("obligations", PLAN, "--as-of", day)["obligations"]
        return {one["period"] for one in owed if one["task"] == "bao-cao"}

    assert due("2026-03-31") == set()
    assert due("2026-04-01") == {"2026-Q2", "2026-Q3", "2026-Q4"}


EACH_TO_ONE = """\
format = 1
[plan]
id = "ke-hoach"
title = "Kế hoạch"
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
members = ["xa-a", "xa-b"]
[[task]]
id = "bao-cao"
title = "Báo cáo"
lead = { each = "cac-xa" }
due = 2026-09-30
[[task]]
id = "ra-soat"
title = "Rà soát"
due = 2026-09-30
[[amendment]]
id = "mot-noi"
status = "issued"
issued_on = 2026-03-01
[[amendment.change]]
id = "bao-cao"
set.lead = "xa-a"
[[amendment.end]]
id = "ra-soat"
on = 2026-02-28
"""


MEMBERS = """
[[unit]]
id = "xa-c"
name = "UBND xã C"
[[amendment]]
id = "thanh-vien"
status = "issued"
issued_on = 2026-03-01
[[amendment.change]]
group = "cac-xa"
set.members = [{members}]
"""


@pytest.mark.parametrize(
    ("members", "heirs"),
    [
        ('"xa-a"', ""),
        ('"xa-a", "xa-c"', "; chuyển cho UBND xã C [xa-c]"),
    ],
)
def test_those_who_owed_it_before_took_nothing_over(
    run: Run, tmp_path: Path, members: str, heirs: str
) -> None:
    path = tmp_path / "ke-hoach.toml"
    head = EACH_TO_ONE.partition("[[amendment]]")[0]
    path.write_text(head + MEMBERS.format(members=members), "utf-8")
    said = run("obligations", path, "--as-of", "2026-04-01").stdout
    assert said.endswith(
        "Không còn phải thực hiện (1)\n"
        f"  UBND xã B không còn phải thực hiện từ 01/3/2026 theo thanh-vien{heirs} (1)\n"
    )


def test_who_took_over_and_handed_on_is_followed_to_who_owes_it_now(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "ke-hoach.toml"
    first = MEMBERS.format(members='"xa-a", "xa-c"')
    second = (
        MEMBERS.format(members='"xa-a", "xa-d"').replace("xa-c", "xa-d").replace("xã C", "xã D")
    )
    second = second.replace("thanh-vien", "lan-hai").replace("03-01", "03-15")
    text = EACH_TO_ONE.partition("[[amendment]]")[0] + first + second
    path.write_text(text, "utf-8")
    said = run("obligations", path, "--as-of", "2026-04-01").stdout
    assert said.endswith(
        "Không còn phải thực hiện (2)\n"
        "  UBND xã B không còn phải thực hiện từ 01/3/2026 theo thanh-vien;"
        " chuyển cho UBND xã D [xa-d] (1)\n"
        "  UBND xã C không còn phải thực hiện từ 15/3/2026 theo lan-hai;"
        " chuyển cho UBND xã D [xa-d] (1)\n"
    )


def test_what_an_amendment_takes_from_bodies_says_who_owes_it_now(
    run: Run, tmp_path: Path, data: Callable[..., Any]
) -> None:
    path = tmp_path / "ke-hoach.toml"
    path.write_text(EACH_TO_ONE, "utf-8")
    said = run("obligations", path, "--as-of", "2026-04-01").stdout
    assert said.endswith(
        "Không còn phải thực hiện (3)\n"
        "  UBND xã A không còn phải thực hiện từ 01/3/2026 theo mot-noi;"
        " chuyển cho UBND xã A [xa-a] (1)\n"
        "  UBND xã B không còn phải thực hiện từ 01/3/2026 theo mot-noi;"
        " chuyển cho UBND xã A [xa-a] (1)\n"
        "  cơ quan chưa xác định không còn phải thực hiện từ 01/3/2026 theo mot-noi (1)\n"
    )
    # Who owes it now is told where that is left out of the list, too.
    only = run("obligations", path, "--as-of", "2026-04-01", "--unit", "xa-b").stdout
    assert only.endswith(" theo mot-noi; chuyển cho UBND xã A [xa-a] (1)\n")
    reasons = {
        one["withdrawn"]["reason"]
        for one in data("obligations", path, "--as-of", "2026-04-01")["obligations"]
        if one["withdrawn"]
    }
    assert "UBND xã B không còn phải thực hiện từ 01/3/2026 theo mot-noi" in reasons
