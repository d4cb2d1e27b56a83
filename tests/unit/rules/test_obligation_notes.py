"""What is said of an obligation behind its task, wherever it is shown."""

from datetime import date

import pytest

import planrules
from planrules.rules.labels import obligation_notes

PLAN = """
format = 1

[plan]
id = "vi-du"
title = "Kế hoạch ví dụ"
starts_on = 2025-01-02
ends_on = 2025-06-30
work_calendar = "weekdays"

[[unit]]
id = "phong"
name = "Phòng Ví Dụ"

[[task]]
id = "thu-bay"
title = "Nộp danh sách"
lead = "phong"
due = 2025-03-08
day_off = "next-working-day"

[[task]]
id = "hang-quy"
title = "Báo cáo"
lead = "phong"
every = "quarter"

[[task]]
id = "thuong-xuyen"
title = "Tuyên truyền"
standing = true
"""
FOUND = planrules.assess(planrules.loads(PLAN), as_of=date(2025, 1, 2))


@pytest.mark.parametrize(
    ("task", "vi", "en"),
    [
        ("thu-bay", ["ghi 08/3/2025"], ["stated 2025-03-08"]),
        ("hang-quy", ["kỳ quý I/2025"], ["period 2025-Q1"]),
        (
            "thuong-xuyen",
            ["thường xuyên", "chưa nêu cơ quan chủ trì"],
            ["standing", "no lead is named"],
        ),
    ],
)
def test_notes_are_these(task: str, vi: list[str], en: list[str]) -> None:
    owed = next(owed for owed in FOUND.obligations if owed.task.id == task)
    assert obligation_notes(owed, "vi") == vi
    assert obligation_notes(owed, "en") == en
    assert f"({'; '.join(vi)})" in FOUND.obligations._repr_html_()
