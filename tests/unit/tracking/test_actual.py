"""When work on a task really began and ended."""

from datetime import date

import pytest

from planrules.model.actual import Actual

FIRST, LAST = date(2024, 5, 6), date(2024, 5, 8)


@pytest.mark.parametrize(
    ("started_on", "finished_on"),
    [(None, None), (FIRST, None), (None, LAST), (FIRST, LAST), (FIRST, FIRST)],
)
def test_work_may_begin_and_end_on_any_days_in_order(
    started_on: date | None, finished_on: date | None
) -> None:
    actual = Actual(started_on=started_on, finished_on=finished_on)

    assert (actual.started_on, actual.finished_on) == (started_on, finished_on)


def test_work_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Actual(started_on=LAST, finished_on=FIRST)
