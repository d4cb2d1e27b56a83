"""A consolidated plan as text: comments say which amendment gave it what."""

from datetime import date

import pytest

from planrules import Plan, consolidate, dumps, loads

PLAN = """\
format = 1

[plan]
id = "ke-hoach"
title = "Kế hoạch"

[[unit]]
id = "phong"
name = "Phòng"

[[unit]]
id = "so"
name = "Sở"

[[goal]]
id = "dich"
title = "Đích"

[[assignment]]
clause = "IV.1"
lead = "phong"

[[task]]
id = "viec"
title = "Việc"
every = "quarter"
product = ["Báo cáo", "Danh sách"]
serves = "dich"
assumed.lead = { value = "phong", reason = "thử" }

[[task]]
id = "moc"
title = "Mốc"

[[not_modelled]]
clause = "I.1"
reason = "lời chào"

[[amendment]]
id = "sua"
status = "issued"
issued_on = 2024-06-01
"""


def amended(text: str, day: date = date(2024, 7, 1), drafts: tuple[str, ...] = ()) -> Plan:
    return consolidate(loads(PLAN + text), as_of=day, drafts=drafts)


def comments(text: str) -> list[str]:
    """Return the comments of the change and the first line below each."""
    plan = amended(text)
    written = dumps(plan, origins=True)
    assert loads(written) == plan
    lines = written.splitlines()
    return [
        line
        for index, line in enumerate(lines)
        if line.startswith("#") or lines[index - 1].startswith("#")
    ][3:]


BY = "# sua, từ 01/6/2024"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            'id = "viec"\nset.title = "Việc mới"\nset.note = "x"',
            [f'{BY}: trước đây "Việc"', 'title = "Việc mới"', f"{BY}: trước đây không có"],
        ),
        ('id = "viec"\nunset = ["every"]', [f'{BY}: bỏ every, trước đây "quarter"']),
        (
            'id = "viec"\nset.product = ["Sổ", "Bảng"]',
            [f'{BY}: trước đây ["Báo cáo", "Danh sách"]', "product = ["],
        ),
        (
            'id = "viec"\nset.lead = "so"',
            [f'{BY}: trước đây "phong" (tạm tính)', 'lead = "so"'],
        ),
        (
            'id = "viec"\nset.assumed.lead = { value = "so", reason = "lại" }',
            [f'{BY}: trước đây "phong" (tạm tính)', "[task.assumed.lead]"],
        ),
        (
            'id = "moc"\nset.deadline_from = { task = "viec", within = "5wd" }',
            [f"{BY}: trước đây không có", "[task.deadline_from]"],
        ),
        (
            'id = "moc"\nset.output = [{ name = "a", counted_by = [] }]',
            [f"{BY}: trước đây không có"],
        ),
        (
            'id = "viec"\nset.stated.serves = "nhằm"',
            [f'{BY}: trước đây "dich"'],
        ),
        (
            'plan = "ke-hoach"\nset.title = "Kế hoạch mới"',
            [f'{BY}: trước đây "Kế hoạch"', 'title = "Kế hoạch mới"'],
        ),
        ('assignment = "IV.1"\nset.lead = "so"', [f'{BY}: trước đây "phong"', 'lead = "so"']),
        ('unit = "so"\nset.name = "Sở mới"', [f'{BY}: trước đây "Sở"', 'name = "Sở mới"']),
        ('id = "moc"\nset.milestone = true', [f"{BY}: trước đây false", "milestone = true"]),
    ],
)
def test_what_a_change_leaves_behind(change: str, said: list[str]) -> None:
    found = comments(f"[[amendment.change]]\n{change}\n")
    assert found[: len(said)] == said


def test_what_is_added_and_ended() -> None:
    found = comments(
        '[[amendment.add.task]]\nid = "them"\ntitle = "Thêm"\n'
        '[[amendment.end]]\nid = "moc"\non = 2024-06-30\nreason = "xong"\n'
    )
    assert found == [
        f"{BY}: kết thúc",
        "until = 2024-06-30",
        f"{BY}: bổ sung",
        'id = "them"',
    ]


def test_what_was_there_before_the_last_change_is_told() -> None:
    second = (
        '[[amendment.change]]\nid = "viec"\nset.title = "Hai"\n'
        '[[amendment]]\nid = "sau"\nstatus = "issued"\nissued_on = 2024-06-15\n'
        '[[amendment.change]]\nid = "viec"\nset.title = "Ba"\n'
        '[[amendment.change]]\nid = "moc"\nset.title = "Bốn"\n'
    )
    text = dumps(amended(second), origins=True)
    assert '# sau, từ 15/6/2024: trước đây "Hai"\ntitle = "Ba"\n' in text


def test_what_is_added_and_changed_on_one_day_was_nothing_before() -> None:
    other = (
        '[[amendment]]\nid = "them-nua"\nstatus = "issued"\nissued_on = 2024-06-01\n'
        '[[amendment.change]]\nid = "them"\nset.title = "Thêm nữa"\n'
    )
    text = dumps(amended(ADD + other), origins=True)
    assert (
        "[[task]]\n# sua, từ 01/6/2024: bổ sung\n"
        'id = "them"\n# them-nua, từ 01/6/2024: trước đây không có\ntitle = "Thêm nữa"\n'
    ) in text


def test_the_head_names_the_day_the_amendments_and_the_drafts() -> None:
    draft = '[[amendment]]\nid = "thu"\nstatus = "draft"\neffective_on = 2024-{}-01\n'
    plan = amended(
        draft.format("08") + draft.replace("thu", "nua").format("06") + ADD, drafts=("thu", "nua")
    )
    assert dumps(plan, origins=True).split("\n\n")[0].splitlines() == [
        "# Hợp nhất tính đến 01/7/2024",
        "# Phương án giả định, tính cả dự thảo: nua",
        "# Dự thảo thu chưa tính vì chỉ có hiệu lực từ 01/8/2024",
        "# nua (dự thảo), từ 01/6/2024",
        "# sua, từ 01/6/2024",
    ]
    english = dumps(plan, origins=True, language="en")
    assert "# nua (a draft), from 2024-06-01: added" in english
    assert loads(english) == plan


ADD = '[[amendment.add.task]]\nid = "them"\ntitle = "Thêm"\n'


def test_nothing_is_said_of_a_plan_that_nothing_has_changed() -> None:
    plan = amended("", date(2024, 5, 1))
    assert plan.lineage is None
    assert dumps(plan, origins=True) == dumps(plan)


def test_without_origins_the_text_is_the_same_less_its_comments() -> None:
    plan = amended(ADD)
    told = dumps(plan, origins=True).split("\n\n", 1)[1].splitlines(keepends=True)
    assert "".join(line for line in told if not line.startswith("#")) == dumps(plan)


def test_a_plan_in_english_is_told_in_english() -> None:
    plan = loads((PLAN + ADD).replace('title = "Kế hoạch"', 'title = "Plan"\nlanguage = "en"'))
    text = dumps(consolidate(plan, as_of=date(2024, 7, 1)), origins=True)
    assert text.startswith("# Consolidated as of 2024-07-01\n")
