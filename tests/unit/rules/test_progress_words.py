"""What is said of how far indicators are, beside the numbers."""

from datetime import date

import pytest

import planrules
from planrules.rules.progress_words import notes_of

PLAN = """\
format = 1
[plan]
id = "a"
title = "K"
starts_on = 2024-01-01
ends_on = 2026-12-31
[[unit]]
id = "k"
name = "Xã K"
[[unit]]
id = "l"
name = "Xã L"
until = 2024-12-31
successors = "k"
[[indicator]]
id = "x"
title = "X"
scope = ["k", "l"]
rollup = "ratio"
target = 1
[[measurement]]
indicator = "x"
unit = "k"
measured_on = 2024-03-31
recorded_on = 2024-03-31
numerator = 1
denominator = 2
[[measurement]]
indicator = "x"
unit = "l"
measured_on = 2024-03-31
recorded_on = 2024-03-31
numerator = 2
denominator = 2
[[measurement]]
indicator = "x"
measured_on = 2024-03-31
recorded_on = 2024-03-31
"""
UNKNOWN = "Chưa đánh giá được: chưa có số liệu hiện trạng"


@pytest.mark.parametrize(
    ("value", "said"),
    [("value = true", "có"), ("value = 0.75", "0,75"), ("numerator = 3\ndenominator = 4", "3/4")],
)
def test_what_was_measured_of_the_whole_is_told_beside_what_bodies_measured(
    value: str, said: str
) -> None:
    plan = planrules.loads(PLAN + value)
    (one,) = planrules.assess(plan, as_of=date(2024, 12, 31)).indicators
    assert list(notes_of(plan, one, "vi")) == [
        UNKNOWN,
        f"Số liệu chung đã báo cáo: {said}, ngày 31/3/2024",
    ]


def test_a_body_that_grew_has_its_figures_from_itself_too() -> None:
    plan = planrules.loads(PLAN + "value = 1")
    (one,) = planrules.assess(plan, as_of=date(2025, 1, 1)).indicators
    assert list(notes_of(plan, one, "vi"))[-1] == (
        "Kế thừa: Xã K từ Xã L (đến 31/12/2024), chính đơn vị trước khi sáp nhập thêm"
    )
    assert list(notes_of(plan, one, "en"))[-1] == (
        "Taken over: Xã K from Xã L (until 2024-12-31), itself before it grew"
    )
