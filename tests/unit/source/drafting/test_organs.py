"""Names of bodies: which are names, which name the same body."""

import pytest

from planrules.source.drafting.organs import (
    Organs,
    bare_name,
    is_asked,
    is_name,
    is_plural,
    names_in,
)


def known(*names: str) -> list[str]:
    """Return the ids of the bodies of these names, one a name."""
    organs = Organs()
    found = [organs.add(name, "đâu đó") for name in names]
    organs.name_all()
    return [organ.id for organ in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phòng VH&TT", "Phòng Văn hóa và Thông tin huyện"),
        ("Phòng Văn hoá và Thông tin", "Phòng Văn hóa và Thông tin huyện Văn Quan"),
        ("Trung tâm VH, TT&TT huyện", "Trung tâm Văn hóa, Thể thao và Truyền thông huyện"),
        ("UBND huyện", "Uỷ ban nhân dân huyện Văn Quan"),
        ("UBND các xã, thị trấn", "Ủy ban nhân dân các xã, thị trấn"),
        ("Phòng TC-KH", "Phòng Tài chính - Kế hoạch huyện;"),
        ("Đề nghị UBND tỉnh", "UBND tỉnh Đồng Nội"),
    ],
)
def test_one_body_written_two_ways(one: str, other: str) -> None:
    for names in ((one, other), (other, one)):
        first, second = known(*names)
        assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND huyện", "UBND tỉnh"),
        ("UBND", "UBND huyện"),
        ("Phòng Nội vụ huyện Thí Dụ", "Phòng Nội vụ huyện Minh Họa"),
        ("Phòng Y tế", "Phòng Nội vụ"),
        ("Đảng ủy", "Đảng ủy xã"),
        ("Sở VH&TT", "Phòng VH&TT"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    first, second = known(one, other)

    assert first != second


def test_a_short_name_of_two_bodies_is_nobodys() -> None:
    organs = Organs()
    organs.add("Phòng Nội vụ huyện Thí Dụ", "a")
    organs.add("Phòng Nội vụ huyện Minh Họa", "b")

    assert organs.find("Phòng Nội vụ") is None
    assert organs.find("Phòng Nội vụ huyện") is None
    assert organs.find("Phòng Nội vụ huyện Minh Họa") is organs.all[1]


def test_the_fullest_spelling_is_the_name() -> None:
    organs = Organs()
    organ = organs.add("Phòng VH&TT", "NN.1")
    organs.add("Phòng Văn hóa và Thông tin huyện", "IV.1")
    organs.add("Phòng VH&TT", "NN.1")
    organs.name_all()

    assert organ.name == "Phòng Văn hóa và Thông tin huyện"
    assert organ.short == "Phòng VH&TT"
    assert organ.places == ["NN.1", "IV.1"]
    assert organ.id == "phong-van-hoa-va-thong-tin-huyen"


def test_an_alias_names_the_body_too() -> None:
    organs = Organs()
    organ = organs.add("Ủy ban nhân dân xã Ví Dụ", "0.1")
    for _ in range(2):
        organs.alias(organ, "Cơ quan chủ quản")

    assert organs.find("cơ quan chủ quản") is organ
    assert organ.spellings == ["Ủy ban nhân dân xã Ví Dụ", "Cơ quan chủ quản"]


def test_ids_are_short_and_unique() -> None:
    assert known("Ủy ban nhân dân xã Ví Dụ", "HĐND xã Ví Dụ", "Tổ Á", "Tổ A") == [
        "ubnd-xa-vi-du",
        "hdnd-xa-vi-du",
        "to-a",
        "to-a-2",
    ]


def test_bodies_that_may_be_the_same() -> None:
    organs = Organs()
    for name in ("Đảng ủy", "Đảng ủy xã Ví Dụ", "Phòng Y tế", "UBND xã", "UBND huyện"):
        organs.add(name, "a")
    organs.name_all()

    assert {id: [o.id for o in others] for id, others in organs.doubtful().items()} == {
        "dang-uy": ["dang-uy-xa-vi-du"],
        "dang-uy-xa-vi-du": ["dang-uy"],
    }


def test_a_body_at_the_start_of_a_text() -> None:
    organs = Organs()
    ubnd = organs.add("Ủy ban nhân dân xã", "a")
    office = organs.add("Văn phòng", "b")

    assert organs.find_at_start("UBND xã theo định kỳ") is ubnd
    assert organs.find_at_start("Văn phòng xã") is office
    assert organs.find_at_start("các thôn") is None


def test_a_name_that_is_no_name() -> None:
    assert Organs().find("Phòng " + "A" * 200) is None
    assert not is_name("Phòng " + "A" * 200)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Phòng Nội vụ", True),
        ("Đề nghị Uỷ ban Mặt trận", True),
        ("Các thôn", True),
        ("Chế độ báo cáo", False),
        ("Phòngban", False),
        ("", False),
    ],
)
def test_names(text: str, answer: object) -> None:
    assert is_name(text) is answer


def test_lists_of_names() -> None:
    assert names_in("Đề nghị Ủy ban Mặt trận xã và các đoàn thể") == (
        "Ủy ban Mặt trận xã",
        "các đoàn thể",
    )
    assert names_in("Văn phòng HĐND và UBND xã") == ("Văn phòng HĐND và UBND xã",)
    assert names_in("Đảng ủy, HĐND xã;") == ("Đảng ủy", "HĐND xã")
    assert names_in("") == ("",)


def test_plural_asked_and_bare() -> None:
    assert is_plural("UBND các xã")
    assert not is_plural("UBND xã")
    assert is_asked("Đề nghị UBND xã")
    assert not is_asked("UBND xã")
    assert bare_name(" Giao cho Phòng Nội vụ: ") == "Phòng Nội vụ"
