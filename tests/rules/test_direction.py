"""Which way a target goes, as its title says."""

from decimal import Decimal

import pytest

from planrules.model.goal import Indicator
from planrules.model.ids import Slug
from planrules.rules.direction import falls, falls_by_title, gives_change


def titled(title: str, **numbers: int) -> Indicator:
    values = {name: Decimal(number) for name, number in numbers.items()}
    return Indicator(id=Slug("a"), title=title, **values)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nâng tỷ lệ thôn có nhà văn hóa", False),
        ("Phấn đấu đến năm 2030, tăng tỷ lệ hộ có nước sạch", False),
        ("Tăng từ 40% lên 60% tỷ lệ hộ có nước sạch", False),
        ("Đạt tỷ lệ 85% thôn có nhà văn hóa", False),
        ("Đạt 85,5% thôn có nhà văn hóa", False),
        ("Increase the share of villages with a hall by 2030", False),
        ("Giảm số hộ nghèo", True),
        ("Hạ tỷ lệ hộ nghèo", True),
        ("Không còn hộ nghèo", True),
        ("Tỷ lệ hộ nghèo giảm xuống dưới 3%", True),
        ("Giảm nghèo còn 3%", True),
        ("Lower the number of accidents", True),
    ],
)
def test_title_says(title: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    assert falls_by_title(titled(title)) is expected


@pytest.mark.parametrize(
    "title",
    [
        "Tỷ lệ thôn có nhà văn hóa",
        "Tỷ lệ giảm nghèo",
        "Tỷ lệ tăng dân số tự nhiên",
        "Tăng cường kiểm tra các cơ sở",
        "Tăng trưởng kinh tế",
        "Nâng cấp đường giao thông",
        "Hạ tầng số",
        "Giảm nghèo: tỷ lệ hộ thoát nghèo",
        "Đạt tỷ suất sinh thay thế",
        "Đạt tỷ lệ hộ nghèo dưới 3%",
        "Tỷ lệ hộ nghèo không quá 3%",
        "Huy động tối đa nguồn lực",
        "Giảm tai nạn, tăng tỷ lệ đội mũ bảo hiểm",
    ],
)
def test_title_does_not_say(title: str) -> None:
    """Other words, what is counted, and ceilings that the baseline may lie below."""
    assert falls_by_title(titled(title)) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Giảm bình quân 1,5% hộ nghèo mỗi năm", True),
        ("Tăng thêm 10 xã đạt chuẩn", True),
        ("Tăng ít nhất 10%", True),
        ("Reduce accidents by 10%", True),
        ("Giảm tỷ lệ hộ nghèo bình quân còn 3%", False),
        ("Tỷ lệ hộ nghèo bình quân", False),
    ],
)
def test_change(title: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    assert gives_change(titled(title)) is expected
    assert not (expected and falls(titled(title), ""))


def test_title_comes_before_numbers_and_numbers_before_the_clause() -> None:
    down = {"baseline": 95, "target": 60}

    assert not falls(titled("Nâng tỷ lệ thôn có nhà văn hóa", **down), "không quá 60%")
    assert falls(titled("Số hộ nghèo", **down), "")
    assert not falls(titled("Số hộ nghèo", baseline=60, target=95), "không quá 95 hộ")
    assert falls(titled("Số hộ nghèo", target=95), "không quá 95 hộ")
    assert falls(titled("Số hộ nghèo tối đa 95", baseline=60, target=95), "")
    assert not falls(titled("Số hộ", target=95), "huy động tối đa nguồn lực")
