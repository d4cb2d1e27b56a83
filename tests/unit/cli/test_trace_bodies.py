"""planrules trace of bodies, groups and headings: all that they hold, and through whom."""

import pytest

from tests.unit.cli.conftest import Run, Trace, part, valid

PLAN = "plans/van-quan-27ct"

BODIES = """\
[[unit]]
id = "phong"
name = "Phòng A"
since = 2020-01-01
[[unit]]
id = "xa-a"
name = "UBND xã A"
until = 2024-12-31
successors = "xa-b"
[[unit]]
id = "xa-b"
name = "UBND xã B"
since = 2025-01-01
[[group]]
id = "cac-xa"
name = "UBND các xã"
short = "UBND cấp xã"
members = ["xa-b"]
[[group]]
id = "tat-ca"
name = "Tất cả"
members = ["cac-xa", "phong"]
[[basis]]
id = "12/KH-UBND"
issuer = "xa-b"
[[goal]]
id = "muc-tieu"
title = "Mục tiêu"
[[indicator]]
id = "chi-tieu"
title = "Chỉ tiêu"
scope = "cac-xa"
lead = "xa-b"
[[measure]]
id = "giai-phap"
title = "Giải pháp"
lead = "phong"
coordinate = { each = "cac-xa" }
[[assignment]]
clause = "IV.1"
lead = { each = "cac-xa" }
note = "Đề mục"
[[task]]
id = "huong-dan"
title = "Hướng dẫn"
guide = { who = "phong", whom = ["cac-xa"] }
follow = { unit = "phong", official = "Trưởng phòng" }
[[task]]
id = "lam"
clause = "IV.1.2"
title = "Làm"
[[not_modelled]]
clause = "IV.1.3"
reason = "Lời dẫn"
"""
HEADER = 'issuer = "phong"\nrecipients = [{ unit = "tat-ca" }]\n'


def test_a_body_is_shown_with_all_it_holds_and_through_which_group(trace: Trace) -> None:
    result = trace(HEADER + BODIES, "xa-b")
    assert part(result, "Nhiệm vụ") == [
        "Hướng dẫn [huong-dan]: là đối tượng hướng dẫn (qua nhóm “UBND cấp xã”)",
        "IV.1.2 Làm [lam]: chủ trì (qua nhóm “UBND cấp xã”)",
    ]
    assert part(result, "Phân công theo đề mục") == [
        "IV.1 chủ trì: từng thành viên của “UBND cấp xã”"
    ]
    assert part(result, "Liên hệ") == [
        "thành viên của nhóm cac-xa: UBND các xã",
        "thành viên của nhóm tat-ca: Tất cả",
        "nhận ke-hoach: Kế hoạch (qua nhóm “Tất cả”)",
        "ban hành 12/KH-UBND: 12/KH-UBND",
        "thuộc phạm vi chỉ tiêu chi-tieu: Chỉ tiêu (qua nhóm “UBND cấp xã”)",
        "chủ trì chi-tieu: Chỉ tiêu",
        "phối hợp giai-phap: Giải pháp (qua nhóm “UBND cấp xã”)",
    ]


def test_the_groups_of_a_body_are_those_of_the_day(trace: Trace) -> None:
    result = trace(HEADER + BODIES, "xa-a")
    assert "qua nhóm" not in result.stdout
    assert "Nhiệm vụ" not in result.stdout


def test_the_issuer_of_the_plan_and_the_lead_of_a_measure_are_shown_so(trace: Trace) -> None:
    result = trace(HEADER + BODIES, "phong", "--lang", "en")
    assert "issued ke-hoach: Kế hoạch" in part(result, "Relations")
    assert "lead giai-phap: Giải pháp" in part(result, "Relations")
    assert part(result, "Tasks") == [
        "Hướng dẫn [huong-dan]: guide, follow",
    ]


def test_a_group_is_shown_with_what_it_holds_through_groups_around_it(
    trace: Trace, run: Run
) -> None:
    data = valid(run, trace(HEADER + BODIES, "cac-xa", "--format", "json"))
    assert [(tie["relation"], tie["id"], tie["via"]) for tie in data["relations"]] == [
        ("member_of", "tat-ca", None),
        ("recipient", "ke-hoach", "tat-ca"),
        ("scope", "chi-tieu", None),
        ("coordinate", "giai-phap", None),
    ]
    assert [(item["id"], item["role"], item["acted_on"]) for item in data["tasks"]] == [
        ("huong-dan", "guide", True),
        ("lam", "lead", False),
    ]


def test_roles_say_at_whom_they_aim_and_who_is_meant_by_each(trace: Trace, run: Run) -> None:
    assert part(trace(HEADER + BODIES, "huong-dan"), "Phân công") == [
        "hướng dẫn: Phòng A (đối với: UBND cấp xã)",
        "theo dõi: Trưởng phòng, Phòng A",
    ]
    assert part(trace(HEADER + BODIES, "lam", "--lang", "en"), "Roles") == [
        "lead: each member of “UBND cấp xã” (assigned by IV.1)"
    ]
    assert part(trace(HEADER + BODIES, "giai-phap"), "Phân công") == [
        "chủ trì: Phòng A",
        "phối hợp: từng thành viên của “UBND cấp xã”",
    ]
    shown = run("show", PLAN, "--as-of", "2024-05-01").stdout
    assert "(đối với: UBND cấp xã)" in shown
    assert "từng các" not in shown


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("phong", "từ 01/01/2020"),
        ("xa-a", "đến 31/12/2024; cơ quan kế tiếp: UBND xã B [xa-b]"),
        ("xa-b", "từ 01/01/2025"),
    ],
)
def test_what_came_after_is_only_told_of_what_has_an_end(trace: Trace, id: str, line: str) -> None:
    assert part(trace(HEADER + BODIES, id), "Thời gian hoạt động") == [line]


def test_a_heading_that_only_an_assignment_cites_shows_it_and_what_lies_below(
    trace: Trace, run: Run
) -> None:
    result = trace(HEADER + BODIES, "IV.1")
    assert part(result, "Phân công theo đề mục") == [
        "IV.1 chủ trì: từng thành viên của “UBND cấp xã”"
    ]
    assert part(result, "Các nội dung dẫn mục này") == ["IV.1.2 Làm [nhiệm vụ lam]"]
    assert part(result, "Nội dung không đưa vào theo dõi") == ["IV.1.3: Lời dẫn"]
    assert "ke-hoach.toml:" in result.stdout.splitlines()[1]
    data = valid(run, trace(HEADER + BODIES, "IV", "--format", "json"))
    assert data["rows"] == ["lam"]
    assert [left["clause"] for left in data["not_modelled"]] == ["IV.1.3"]
