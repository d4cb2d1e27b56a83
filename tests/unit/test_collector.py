"""The garbage collector rests while a plan is read or judged, and is then as it was."""

import gc
from collections.abc import Callable, Iterator
from datetime import date

import attrs
import pytest

from planrules import CATALOGUE, PlanFileError, assess, loads
from planrules.collector import held_back
from planrules.model.plan import Plan
from planrules.rules.case import Case
from planrules.rules.rule import Verdict

TEXT = 'format = 1\n[plan]\nid = "a"\ntitle = "b"\n'
DAY = date(2024, 5, 1)


@pytest.fixture(params=[True, False])
def enabled(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether the collector is on before; after the test it is what it was."""
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_it_rests_within_and_is_then_as_it_was(enabled: bool) -> None:  # noqa: FBT001 - a fixture
    with held_back():
        assert not gc.isenabled()
        with held_back():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (lambda: loads(""), PlanFileError),
        (lambda: assess(loads(TEXT), as_of=DAY, rules=CATALOGUE[:1] * 2), ValueError),
    ],
)
def test_what_fails_leaves_it_as_it_was(
    enabled: bool,  # noqa: FBT001 - a fixture
    work: Callable[[], object],
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        work()
    assert gc.isenabled() is enabled


def test_rules_are_asked_while_it_rests(enabled: bool) -> None:  # noqa: FBT001 - a fixture
    seen: list[bool] = []

    def look(_case: Case, _plan: Plan) -> Verdict:
        seen.append(gc.isenabled())
        return []

    rule = attrs.evolve(next(rule for rule in CATALOGUE if rule.kind == "plan"), check=look)
    assess(loads(TEXT), as_of=DAY, rules=[rule])
    assert seen == [False]
    assert gc.isenabled() is enabled
