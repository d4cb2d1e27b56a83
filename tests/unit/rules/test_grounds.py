"""Conditions in words."""

import pytest

from planrules.model.condition import Condition
from planrules.rules.grounds import condition_words


@pytest.mark.parametrize(
    ("condition", "vi", "en"),
    [
        (
            Condition("task.milestone", holds=False, facts=(("task.milestone", False),)),
            "sai: task.milestone",
            "false: task.milestone",
        ),
        (
            Condition("not task.milestone", holds=False, facts=(("task.milestone", True),)),
            "sai: not task.milestone (task.milestone = đúng)",
            "false: not task.milestone (task.milestone = true)",
        ),
        (
            Condition("task.note", holds=False, facts=(("task.note", None),)),
            "sai: task.note (task.note = không có)",
            "false: task.note (task.note = absent)",
        ),
    ],
)
def test_a_truth_is_told_once(condition: Condition, vi: str, en: str) -> None:
    assert condition_words(condition, "vi") == vi
    assert condition_words(condition, "en") == en
