"""planrules trace: everything that the plan says of a thing, and nothing that it does not say."""

from typing import Any

import attrs
import pytest

from planrules.model.fields import LABEL
from planrules.model.responsibility import Role
from planrules.model.row import Row
from planrules.model.task import Task
from tests.conftest import Golden
from tests.unit.cli.conftest import Run, Trace, part, valid

PLAN = "plans/van-quan-27ct"
TASKS = """\
[[task]]
id = "truoc"
title = "Việc trước"
[[task]]
id = "viec"
title = "Việc này"
"""

#: What a task may say, and how it reads in a trace.
SAID = {
    "product": None,  # said of the result, not of when or with what
    "output": None,
    "priority": None,
    "not_before": ("2025-02-01", "01/02/2025"),
    "due": ("2025-03-31", "31/3/2025"),
    "duration": ('"20wd"', "20wd (20 ngày làm việc)"),
    "milestone": ("true", "mốc (milestone): có"),
    "on": ('"2025-05"', "5/2025"),
    "deadline_from": (
        '{ task = "truoc", within = "5wd" }',
        "trong vòng 5wd (5 ngày làm việc) kể từ khi xong “Việc trước” [truoc]",
    ),
    "every": ('["month", "quarter"]', "hằng tháng, hằng quý"),
    "window": ('"nd09"', "theo Nghị định 09/2019/NĐ-CP"),
    "due_after_close": ('"3d"', "3d (3 ngày)"),
    "first": ('"2025-Q1"', "2025-Q1"),
    "standing": ("true", "thường xuyên (standing): có"),
    "day_off": ('"next-working-day"', "ngày làm việc liền sau"),
    "after": ('"truoc +5wd"', "sau khi xong truoc, +5wd (thêm 5 ngày làm việc): Việc trước"),
    "starts_after_start_of": (
        '"truoc -2d"',
        "bắt đầu sau khi bắt đầu truoc, -2d (sớm hơn 2 ngày): Việc trước",
    ),
    "ends_after_end_of": ('"truoc"', "xong sau khi xong truoc: Việc trước"),
    "ends_after_start_of": (
        '{ task = "truoc", lag = "+1wd", assumed = "thường làm vậy" }',
        (
            "xong sau khi bắt đầu truoc, +1wd (thêm 1 ngày làm việc): Việc trước"
            " (tạm tính: thường làm vậy)"
        ),
    ),
    "serves": ('"giai-phap"', "phục vụ giai-phap: Giải pháp"),
    "part_of": ('"truoc"', "thuộc truoc: Việc trước"),
    "fed_by": ('"truoc"', "lấy số liệu từ truoc: Việc trước"),
    "oversees": ('"truoc"', "theo dõi việc truoc: Việc trước"),
}
FIELDS = [
    field
    for field in attrs.fields(Task)
    if field.name not in (*(own.name for own in attrs.fields(Row)), *Role)
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: str(field.name))
def test_every_field_of_time_or_relation_is_shown(
    field: "attrs.Attribute[Any]", trace: Trace, run: Run
) -> None:
    said = SAID[field.name]
    if said is None:
        return
    value, words = said
    text = f'[[measure]]\nid = "giai-phap"\ntitle = "Giải pháp"\n{TASKS}{field.name} = {value}\n'
    result = trace(text, "viec")
    assert words in result.stdout
    assert field.metadata[LABEL] in result.stdout
    is_undated = field.name in {"serves", "part_of", "fed_by", "oversees", "window", "first"} | {
        "day_off",
        "due_after_close",
    }
    assert ("văn bản không nêu" in result.stdout) is is_undated
    data = valid(run, trace(text, "viec", "--format", "json"))
    assert field.name in {*data["time"], *(tie["relation"] for tie in data["relations"])}


def test_the_lag_and_the_assumption_of_a_link_are_told(trace: Trace, run: Run) -> None:
    text = f'{TASKS}after = {{ task = "truoc", lag = "-3wd", assumed = "cho kịp" }}\n'
    (tie,) = valid(run, trace(text, "viec", "--format", "json"))["relations"]
    assert tie == {
        "relation": "after",
        "id": "truoc",
        "title": "Việc trước",
        "lag": "-3wd",
        "assumed": "cho kịp",
        "via": None,
    }
    assert part(trace(text, "viec", "--lang", "en"), "Relations") == [
        "after truoc, -3wd (3 working days earlier): Việc trước (assumed: cho kịp)"
    ]


def test_values_that_are_assumed_are_said_in_words(trace: Trace) -> None:
    text = (
        f'[[unit]]\nid = "phong"\nname = "Phòng A"\n{TASKS}'
        'assumed.lead = { value = "phong", reason = "quen làm" }\n'
        'assumed.due = { value = 2025-01-05, reason = "cuối tuần đầu" }\n'
        'assumed.after = { value = "truoc +5wd", reason = "thứ tự" }\n'
        'assumed.every = { value = "unstated", reason = "không rõ" }\n'
    )
    assert part(trace(text, "viec"), "Tạm tính") == [
        "sau khi xong (after): “Việc trước” [truoc], +5wd (thêm 5 ngày làm việc) (thứ tự)",
        "thời hạn (due): 05/01/2025 (cuối tuần đầu)",
        "định kỳ (every): không nêu kỳ (không rõ)",
        "chủ trì (lead): Phòng A (quen làm)",
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ('[[assignment]]\nclause = "IV.1"\nlead = "a"\n', "Phân công theo đề mục"),
        ('[[not_modelled]]\nclause = "IV.1"\nreason = "b"\n', "Nội dung không đưa vào theo dõi"),
        ('[[basis]]\nid = "1/QĐ"\nclause = "IV.1"\n', "Văn bản được viện dẫn"),
    ],
)
def test_a_clause_is_known_by_whatever_cites_it(trace: Trace, text: str, heading: str) -> None:
    assert len(part(trace(f'[[unit]]\nid = "a"\nname = "A"\n{text}', "IV.1"), heading)) == 1


def test_a_clause_below_a_heading_shows_what_the_heading_assigns(run: Run) -> None:
    result = run("trace", PLAN, "IV.3.2", "--as-of", "2024-05-01")
    assert part(result, "Phân công theo đề mục") == [
        "IV.3 chủ trì: từng thành viên của “UBND cấp xã”"
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("huyen-van-qan", "huyen-van-quan"), ("IV.l", "IV.1"), ("pvht", "pvhtt")],
)
def test_unknown_ids_are_answered_with_the_nearest_of_all_kinds(
    run: Run, wrong: str, right: str
) -> None:
    result = run("trace", PLAN, wrong)
    assert result.exit_code == 2
    assert f'có phải "{right}"?' in result.stderr


@pytest.mark.parametrize(
    ("language", "where"),
    [
        ("vi", "mã của các mục tiêu, giải pháp, nhiệm vụ: xem planrules show"),
        ("en", "planrules show lists the ids of goals, measures and tasks"),
    ],
)
def test_where_nothing_is_near_an_id_the_command_that_lists_them_is_named(
    run: Run, language: str, where: str
) -> None:
    result = run("trace", PLAN, "khong-he-co", "--lang", language)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[1:] == [where]


TWINS = """\
[[unit]]
id = "ke-hoach"
name = "Phòng Kế hoạch"
[[task]]
id = "ke-hoach"
title = "Lập kế hoạch"
lead = "ke-hoach"
"""


def test_everything_that_bears_an_id_is_shown(trace: Trace, run: Run) -> None:
    lines = trace(TWINS, "ke-hoach").stdout.splitlines()
    heads = [line for line in lines if " ke-hoach: " in line and not line.startswith("  ")]
    assert heads == [
        "kế hoạch ke-hoach: Kế hoạch",
        "nhiệm vụ ke-hoach: Lập kế hoạch",
        "cơ quan, đơn vị ke-hoach: Phòng Kế hoạch",
    ]
    data = valid(run, trace(TWINS, "ke-hoach", "--format", "json"))
    assert data["kind"] == "plan"
    assert data["also"] == [{"kind": "task", "id": "ke-hoach"}, {"kind": "unit", "id": "ke-hoach"}]


def test_kind_chooses_among_what_bears_an_id(trace: Trace, run: Run) -> None:
    result = trace(TWINS, "ke-hoach", "--kind", "unit")
    assert result.stdout.startswith("cơ quan, đơn vị ke-hoach: Phòng Kế hoạch\n")
    assert "nhiệm vụ ke-hoach:" not in result.stdout
    data = valid(run, trace(TWINS, "ke-hoach", "--kind", "unit", "--format", "json"))
    assert data["title"] == "Phòng Kế hoạch"
    assert [other["kind"] for other in data["also"]] == ["plan", "task"]
    assert {finding["subject"]["kind"] for finding in data["findings"]} <= {"unit"}


def test_a_kind_that_does_not_bear_the_id_is_refused(trace: Trace) -> None:
    result = trace(TWINS, "ke-hoach", "--kind", "basis")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        '"ke-hoach" thuộc loại: kế hoạch; nhiệm vụ; cơ quan, đơn vị;'
        " không có văn bản căn cứ nào mang mã này\n"
    )


@pytest.mark.parametrize(
    ("address", "vi", "en"),
    [
        ("IV.1.2", "gạch đầu dòng thứ 2 khoản 1 Mục IV", "section IV, item 1, bullet 2"),
        ("III.2", "gạch đầu dòng thứ 2 Mục III", "section III, bullet 2"),
        ("IV.1", "khoản 1 Mục IV", "section IV, item 1"),
    ],
)
def test_addresses_are_spelled_in_the_language_asked_for(
    run: Run, address: str, vi: str, en: str
) -> None:
    for language, heading, words in (("vi", "Văn bản", vi), ("en", "Text", en)):
        result = run("trace", PLAN, address, "--as-of", "2024-05-01", "--lang", language)
        assert part(result, heading)[0] == f"{address} ({words})"


@pytest.mark.parametrize("id", ["IV.1", "pvhtt", "ubnd-xa-yen-phuc"])
def test_headings_and_bodies_of_the_real_plan(run: Run, golden: Golden, id: str) -> None:
    result = run("trace", PLAN, id, "--as-of", "2024-05-01")
    golden(f"trace/{id}.vi.txt", result.stdout)


AMENDED = """
[[amendment]]
id = "sua"
number = "31/KH"
status = "issued"
issued_on = 2025-01-01
[[amendment.change]]
id = "viec"
set.due = 2025-03-31
set.duration = "20wd"
[[amendment.add.task]]
id = "moi"
title = "Việc mới"
[[amendment.end]]
id = "truoc"
on = 2025-02-28
[[amendment.add.assignment]]
clause = "IV.1"
lead = "phong"
[[amendment.add.unit]]
id = "phong"
name = "Phòng"
[[amendment]]
id = "nhap"
status = "draft"
effective_on = 2025-01-15
[[amendment.change]]
assignment = "IV.1"
set.lead = "so"
[[amendment.add.unit]]
id = "so"
name = "Sở"
"""


def test_what_amendments_have_made_of_a_thing_names_them(run: Run, trace: Trace) -> None:
    text = TASKS.replace('title = "Việc này"', 'title = "Việc này"\nclause = "IV.1.1"') + AMENDED
    by = "theo sua (31/KH), từ 01/01/2025"

    assert part(trace(text, "viec"), "Sửa đổi, bổ sung") == [
        f"thời hạn (due): {by}; trước đây: không có",
        f"thời lượng (duration): {by}; trước đây: không có",
        f"chủ trì (lead), đề mục IV.1: {by}; trước đây: không có",
    ]
    assert part(trace(text, "moi"), "Sửa đổi, bổ sung") == [f"bổ sung {by}"]
    assert part(trace(text, "truoc"), "Sửa đổi, bổ sung") == [
        f"đến ngày (until): {by}; trước đây: không có"
    ]
    assert part(trace(text, "IV.1", "--with", "nhap"), "Sửa đổi, bổ sung") == [
        f"bổ sung {by}",
        "chủ trì (lead): theo dự thảo nhap, từ 15/01/2025; trước đây: Phòng",
    ]
    (said,) = valid(run, trace(text, "moi", "--format", "json"))["amended"]
    assert said.pop("location")["line"] > 1
    assert said == {
        "field": None,
        "heading": None,
        "amendment": "sua",
        "number": "31/KH",
        "draft": False,
        "since": "2025-01-01",
        "was": None,
    }
    (*_, said) = valid(run, trace(text, "viec", "--with", "nhap", "--format", "json"))["amended"]
    assert (said["heading"], said["amendment"], said["was"]) == ("IV.1", "nhap", "phong")


def test_a_plan_that_nothing_has_changed_says_nothing_of_amendments(run: Run, trace: Trace) -> None:
    assert "Sửa đổi, bổ sung" not in trace(TASKS, "viec").stdout
    assert valid(run, trace(TASKS, "viec", "--format", "json"))["amended"] == []


PUT_OFF = """\
starts_on = 2025-01-01
ends_on = 2025-12-31
[[unit]]
id = "thon-mot"
name = "Thôn Một"
[[unit]]
id = "thon-hai"
name = "Thôn Hai"
[[group]]
id = "cac-thon"
name = "các thôn"
members = ["thon-mot", "thon-hai"]
[[task]]
id = "truoc"
title = "Việc trước"
due = 2025-03-31
[[task]]
id = "sau"
title = "Việc sau"
lead = { each = "cac-thon" }
deadline_from = { task = "truoc", within = "10d" }
[[task]]
id = "bao-cao"
title = "Báo cáo"
lead = { each = "cac-thon" }
every = "quarter"
due_after_close = "0d"
[[extension]]
task = "truoc"
recorded_on = 2025-02-03
due = 2025-04-15
decision = "7/QĐ {x}"
[[extension]]
task = "bao-cao"
unit = "thon-hai"
period = "2025-Q2"
recorded_on = 2025-02-04
due = 2025-07-15
"""


def test_what_was_put_off_is_told_beside_what_the_plan_states(trace: Trace) -> None:
    dates = part(trace(PUT_OFF, "truoc"), "Các ngày tính ra")
    assert dates[:2] == [
        "thời hạn 31/3/2025, theo thời hạn (due)",
        "thời hạn thành 15/4/2025, trước đây 31/3/2025; gia hạn ghi ngày 03/02/2025, theo 7/QĐ {x}",
    ]
    dates = part(trace(PUT_OFF, "sau"), "Các ngày tính ra")
    along = "thời hạn thành 25/4/2025, trước đây 10/4/2025; dời theo việc khác (Thôn Một, Thôn Hai)"
    assert along in dates
    (line,) = (
        line
        for line in part(trace(PUT_OFF, "bao-cao", "--lang", "en"), "Dates that follow")
        if "put off" in line
    )
    assert line.startswith("period 2025-Q2: due 2025-07-15 now, ")
    assert line.endswith("; put off by a record of 2025-02-04 (Thôn Hai)")


def test_nothing_is_told_of_what_is_put_off_only_later(trace: Trace) -> None:
    later = PUT_OFF.replace("recorded_on = 2025-02-03", "recorded_on = 2025-03-02")
    dates = part(trace(later, "truoc"), "Các ngày tính ra")

    assert not any("trước đây" in line for line in dates)
