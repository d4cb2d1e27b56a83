"""Which obligation a record is about, where an amendment turned one body's work into many's."""

from datetime import date
from typing import Any

import pytest

from planrules import Entry, Extension, Plan, State, consolidate, loads
from planrules.model.ids import Slug
from planrules.model.ledger import OfWork
from planrules.schedule import obligations_of
from planrules.tracking.matching import about

HEAD = """
format = 1
[plan]
id = "p"
title = "P"
issued_on = 2024-01-01
starts_on = 2024-01-01
ends_on = "2024"
[[unit]]
id = "a"
name = "A"
[[unit]]
id = "b"
name = "B"
[[group]]
id = "g"
name = "G"
members = ["a"]
[[task]]
id = "viec"
title = "V"
due = 2024-12-31
"""
SOLE, EACH = 'lead = "b"', 'lead = { each = "g" }'
BACK = """
[[amendment]]
id = "lai"
status = "issued"
effective_on = 2024-09-01
[[amendment.change]]
id = "viec"
set.{lead}
"""


def plan(first: str, then: str, *more: str) -> Plan:
    """Return a plan whose task has another lead from 01/6/2024 on, then maybe the first again."""
    amendment = BACK.replace('"lai"', '"am"').replace("09-01", "06-01").format(lead=then)
    return loads(HEAD + first + amendment + "".join(more))


def meant(made: Plan, record: OfWork, as_of: date = date(2024, 12, 1)) -> str | None:
    """Return the uid of what a record is about, as it is known on a day."""
    plan = consolidate(made, as_of=as_of)
    owed = {one.uid: one for one in obligations_of(plan, as_of=as_of)}
    found = about(plan, record, owed)
    return None if found is None else found.uid


def done(month: int, unit: str | None = "a", **more: Any) -> Entry:  # noqa: ANN401 - any field
    """Return that work was done on the tenth of a month, and recorded in November."""
    values = {"recorded_on": date(2024, 11, 20), "finished_on": date(2024, month, 10)} | more
    return Entry(
        task=Slug("viec"), unit=None if unit is None else Slug(unit), state=State.DONE, **values
    )


MEMBER, ALL = "p.viec.once.a", "p.viec.once"


@pytest.mark.parametrize(
    ("first", "then", "uids"), [(SOLE, EACH, (ALL, MEMBER)), (EACH, SOLE, (MEMBER, ALL))]
)
def test_the_day_of_the_work_tells_which(first: str, then: str, uids: tuple[str, str]) -> None:
    made = plan(first, then)
    assert (meant(made, done(5)), meant(made, done(7))) == uids


def test_the_day_of_an_extension_is_that_of_its_record() -> None:
    made = plan(EACH, SOLE)
    given = {"task": Slug("viec"), "unit": Slug("a"), "due": date(2025, 1, 31)}
    assert meant(made, Extension(recorded_on=date(2024, 5, 10), **given)) == MEMBER  # type: ignore[arg-type] # any field
    assert meant(made, Extension(recorded_on=date(2024, 7, 10), **given)) == ALL  # type: ignore[arg-type] # any field


def test_what_came_back_was_not_owed_in_between() -> None:
    made = plan(EACH, SOLE, BACK.format(lead=EACH))
    assert [meant(made, done(month)) for month in (5, 7, 10)] == [MEMBER, ALL, MEMBER]


def test_what_is_known_only_later_does_not_count() -> None:
    assert meant(plan(EACH, SOLE), done(5), date(2024, 5, 31)) == MEMBER
    assert meant(plan(SOLE, EACH), done(7), date(2024, 5, 31)) == ALL


def test_work_ahead_of_its_time_is_about_what_came_then() -> None:
    made = plan(EACH, SOLE)
    assert meant(made, done(5, None)) == ALL
    assert meant(made, done(5, None), date(2024, 5, 31)) is None


def test_what_nobody_owed_any_more_is_about_nothing() -> None:
    made = plan(SOLE, EACH)
    assert meant(made, done(5, "b")) == ALL
    assert meant(made, done(7, "b")) is None
    assert meant(made, done(5, "b", period="2024")) is None
