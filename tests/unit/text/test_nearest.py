"""An unknown name is met with the valid name it most resembles, or with none."""

import subprocess
import sys

import pytest

from planrules.text import nearest

UNITS = ["phong-vh-tt", "phong-tc-kh", "ubnd-huyen", "Hòa Bình", "Văn Quan"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("phong-vhtt", "phong-vh-tt"),
        ("phong-tckh", "phong-tc-kh"),
        ("ubnd-huyen", "ubnd-huyen"),
        ("HOÀ  BÌNH", "Hòa Bình"),
        ("Van Quan", "Văn Quan"),
        ("zzz", None),
        ("", None),
    ],
)
def test_nearest_names_the_most_similar_or_none(name: str, expected: str | None) -> None:
    assert nearest(name, UNITS) == expected
    assert nearest(name, reversed(UNITS)) == expected


def test_nearest_has_nothing_to_name_without_candidates() -> None:
    assert nearest("a", []) is None


def test_a_draw_goes_to_the_first_by_code_point() -> None:
    for candidates in (["task-2", "task-3", "task-4"], ["task-4", "task-3", "task-2"]):
        assert nearest("task-1", candidates) == "task-2"


def test_a_better_candidate_is_found_behind_a_more_promising_anagram() -> None:
    """The letters of the first are all there, in the wrong order."""
    assert nearest("abcdefgh", ["hgfedcba", "abcdefgx"]) == "abcdefgx"


def test_letters_in_the_wrong_order_alone_are_not_near() -> None:
    assert nearest("abcdefgh", ["hgfedcba"]) is None


def test_among_very_many_candidates_those_that_begin_alike_are_looked_at() -> None:
    crowd = [f"other-{number}" for number in range(6_000)]
    assert nearest("phong-vhtt", [*crowd, "phong-vh-tt"]) == "phong-vh-tt"


def test_names_and_crowds_without_bound_take_bounded_time() -> None:
    """Only the head of a name and a part of a crowd are compared."""
    assert nearest("a" * 1_000_000, ["a" * 1_000_001]) == "a" * 1_000_001
    assert (
        nearest("a" * 100, ["a" * 99 + chr(0x4E00 + number) for number in range(8_000)]) is not None
    )


def test_difflib_is_loaded_only_by_a_mistake() -> None:
    code = "import sys, planrules.text; raise SystemExit('difflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
