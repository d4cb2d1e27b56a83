"""planrules check on the second worked plan, through its time."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Golden
from tests.unit.cli.conftest import Run

PLAN = "plans/nha-van-hoa"
START, SPRING = "2026-03-02", "2026-04-13"


@pytest.mark.parametrize(("as_of", "status"), [(START, 0), (SPRING, 1)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_report(run: Run, golden: Golden, as_of: str, status: int, language: str) -> None:
    result = run("check", PLAN, "--as-of", as_of, "--lang", language)

    golden(f"check/nha-van-hoa-{as_of}.{language}.txt", result.stdout)
    assert result.stderr == ""
    assert result.exit_code == status


def test_the_plan_itself_leaves_nothing_to_be_said(data: Callable[..., Any]) -> None:
    report = data("check", PLAN, "--as-of", START)

    assert report["findings"] == []
    asked = {rule["code"] for rule in report["rules"] if rule["passed"]}
    assert {"TIM004", "TIM005", "TIM006", "TIM007", "TIM008", "TIM013"} <= asked
    assert {"TIM014", "TIM015", "DEP002", "RES005"} <= asked


def test_later_only_what_is_late_or_due_is_told(data: Callable[..., Any]) -> None:
    report = data("check", PLAN, "--as-of", SPRING)

    told = Counter(finding["code"] for finding in report["findings"])
    assert told == {"TIM006": 5, "TIM013": 1}
    assert json.dumps(report).count("tạm tính") == 0
