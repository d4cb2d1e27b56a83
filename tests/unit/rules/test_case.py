"""What rules of one's own may ask a case, besides what the built-in rules ask."""

import pytest

from planrules import loads
from planrules.model.responsibility import Role
from planrules.rules.case import Case
from tests.judging import DAY

WITH_HEADING = """
format = 1

[plan]
id = "ke-hoach"
title = "Kế hoạch"

[[unit]]
id = "a"
name = "A"

[[unit]]
id = "b"
name = "B"

[[assignment]]
clause = "IV.1"
lead = "a"

[[task]]
id = "viec"
title = "Việc"
clause = "IV.1.1"
coordinate = "b"
report = "b"
"""


@pytest.mark.parametrize(
    ("roles", "named"),
    [
        ((Role.LEAD,), ["a"]),
        ((Role.REPORT,), ["b"]),
        ((Role.LEAD, Role.COORDINATE), ["a", "b"]),
        ((Role.GUIDE,), []),
        ((), []),
    ],
)
def test_holders_of_roles_are_told_with_those_of_the_heading(
    roles: tuple[Role, ...], named: list[str]
) -> None:
    case = Case(loads(WITH_HEADING), DAY)

    assert [holder.who for holder in case.holders(case.plan.tasks[0], *roles)] == named


def test_an_open_holder_is_no_body() -> None:
    case = Case(loads(WITH_HEADING), DAY)

    assert case.bodies(None) == ()
    assert [unit.id for unit in case.bodies("a")] == ["a"]
