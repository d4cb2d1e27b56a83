"""What comes of the tests that stand beside rules in TOML."""

from collections.abc import Callable
from pathlib import Path

import pytest

import planrules
from planrules.rules.testing import Outcome, Result, run_tests, untested

HEAD = """
format = 1

[[rule]]
code = "HUY001"
name = "vi-du"
help = "Sửa lại."
"""

Tried = Callable[[str], tuple[Result, ...]]


@pytest.fixture(name="tried")
def fixture_tried(tmp_path: Path) -> Tried:
    """Return ``tried(text)``: what comes of the tests of a rule that is written so."""

    def tried(text: str) -> tuple[Result, ...]:
        (tmp_path / "rules.toml").write_text(HEAD + text, "utf-8")
        return tuple(run_tests(planrules.load_rules(tmp_path).tests))

    return tried


def test_a_heading_is_found_by_its_clause_among_others(tried: Tried) -> None:
    """It has no id; and what the plan around it holds of its kind is not asked about."""
    (result,) = tried("""
for = "assignment"
assert = "assignment.note"
message = "Chưa có ghi chú."
[[rule.test]]
pass = { clause = "II", note = "đã ghi", lead = { text = "các phòng" } }
with.assignment = [{ clause = "I", lead = { text = "các phòng" } }]
""")
    assert result.found is Outcome.PASS


def test_messages_are_told_in_both_languages(tried: Tried) -> None:
    (result,) = tried("""
for = "task"
assert = "task.note"
message = { vi = "Chưa có ghi chú.", en = "there is no note" }
[[rule.test]]
fail = { id = "a", title = "A" }
""")
    assert result.messages == (("vi", "Chưa có ghi chú."), ("en", "there is no note"))


OWED = """
for = "obligation"
when = "obligation.due is not None and obligation.task.id == 'bao-cao'"
assert = "obligation.due <= '2024-09-30'"
message = "Muộn."
"""


def test_obligations_are_those_of_the_task_that_is_tested(tried: Tried) -> None:
    """All of them: one that is wrong fails the task, and the conditions of each are kept."""
    results = tried(f"""{OWED}
[[rule.test]]
fail = {{ id = "bao-cao", title = "Báo cáo", every = "quarter" }}
pass = {{ id = "bao-cao", title = "Báo cáo", due = 2024-06-28 }}
skip = {{ id = "hop", title = "Họp", due = 2024-12-20 }}
""")
    assert [result.found.value for result in results] == ["pass", "fail", "skip"]
    passes, fails, skipped = ([held.holds for held in r.conditions] for r in results)
    assert passes == [True]
    assert len(fails) > 1
    assert (fails[0], fails[-1]) == (True, False)
    assert skipped == []


def test_what_stands_around_a_task_is_not_asked_about(tried: Tried) -> None:
    (result,) = tried(f"""{OWED}
[[rule.test]]
skip = {{ id = "hop", title = "Họp", due = 2024-12-20 }}
with.task = {{ id = "bao-cao", title = "Báo cáo", due = 2024-12-20 }}
""")
    assert (result.found, result.error, result.faults) == (Outcome.SKIP, "", ())


def test_conditions_are_untested_until_a_test_sees_them_fail(tried: Tried) -> None:
    """Each for itself; one test that sees it fail is enough, wherever it stands."""
    rule = """
for = "task"
assert = "task.note and task.title and task.due"
message = "Chưa đủ."
[[rule.test]]
pass = { id = "a", title = "A", note = "đã ghi", due = 2024-06-28 }
"""
    noteless = '[[rule.test]]\nfail = { id = "a", title = "A", due = 2024-06-28 }\n'
    whole = '[[rule.test]]\npass = { id = "b", title = "B", note = "đã ghi", due = 2024-06-28 }\n'

    assert untested(tried(rule)) == tuple(
        ("HUY001", text) for text in ("task.note", "task.title", "task.due")
    )
    for after in (noteless, noteless + whole, whole + noteless):
        assert untested(tried(rule + after)) == (("HUY001", "task.title"), ("HUY001", "task.due"))
