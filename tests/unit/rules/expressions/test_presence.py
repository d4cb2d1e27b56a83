"""What is known to be there where a condition holds or does not, by hand.

An expression that reads what may be absent must be refused unless the absence was ruled out on
every way to it: what is let through wrongly breaks down on a plan.
"""

import pytest

from planrules.rules.expressions.program import Words
from tests.judging import asking, holds, plan, slips

_KNOWN = (
    # Every part of a conjunction holds where it does.
    "task.due is not None and task.milestone and task.due <= as_of",
    "task.milestone or task.due is None or task.due <= as_of",
    # What both ways say is known, and what the one way says that is left.
    "(task.due is not None or task.due is not None) and task.due <= as_of",
    "not (task.due is None or task.milestone) and task.due <= as_of",
    "not (task.due is None and task.due is None) and task.due <= as_of",
    "(task.due is not None if task.milestone else task.due is not None) and task.due <= as_of",
    "(task.due if task.due is not None else as_of) <= as_of",
    "(as_of if task.due is None else task.due) <= as_of",
)
_UNKNOWN = (
    # One of the parts is enough for a disjunction, and for a conjunction not to hold.
    "(task.due is not None or task.milestone) and task.due <= as_of",
    "(task.milestone or task.due is not None) and task.due <= as_of",
    "not (task.due is None and task.milestone) and task.due <= as_of",
    "(task.due is None and task.milestone) or task.due <= as_of",
    # One of the ways says nothing.
    "(task.due is not None if task.milestone else True) and task.due <= as_of",
    "(True if task.milestone else task.due is not None) and task.due <= as_of",
    "(task.due is None if task.milestone else task.due is not None) and task.due <= as_of",
    "(task.milestone if task.due is None else True) and task.due <= as_of",
    # That a constant never holds is not looked into.
    "(task.due is not None if task.milestone else False) and task.due <= as_of",
    "(False if task.due is None else task.milestone) and task.due <= as_of",
    # What may be absent on one way may be absent.
    "(as_of if task.milestone else None) <= as_of",
    "(None if task.milestone else as_of) <= as_of",
    "(as_of if task.milestone else task.due) <= as_of",
    "(task.due if task.milestone else as_of) <= as_of",
    # Of another than was asked about.
    "plan.ends_on is not None and task.due <= as_of",
)


@pytest.mark.parametrize("text", _KNOWN)
def test_what_is_ruled_out_may_be_read(text: str) -> None:
    """And it never breaks down: not on a task with a deadline, not on one without."""
    assert slips(text) == []
    for task in ("dan-nhan", "thuong-xuyen"):
        assert holds(text, of=task) in {True, False}


@pytest.mark.parametrize("text", _UNKNOWN)
def test_what_is_not_ruled_out_is_refused(text: str) -> None:
    assert [code for code, _ in slips(text)] == ["EXP006"]


def test_what_a_row_lacks_is_absent_either_way() -> None:
    """Of the ways of a choice the one is taken that the condition says."""
    words = Words(
        subject="task",
        asserted="False",
        more={
            "one": "task.due if task.milestone else None",
            "other": "None if task.milestone else task.due",
        },
    )
    program, given = asking(words, plan().row("dan-nhan"))
    values = program.values(*given)
    assert values["one"] is None
    assert str(values["other"]) == "2024-06-15"
