"""The status table: what is counted where, and that it adds up."""

from datetime import date

import attrs
import pytest

from planrules import Status, StatusRow, SumsError, prove, status_of
from planrules.schedule.owing import obligations_of
from tests.tracking import AS_OF, entry, plan_of, put_off, stood

PROOF = 'evidence = "12/BC"\n'


def row(status: Status, unit: str | None) -> StatusRow:
    (found,) = (row for row in status.official.rows if row.unit == unit)
    return found


def test_rows_stand_in_the_order_of_the_register_nobody_last() -> None:
    status = status_of(stood())
    assert [row.unit for row in status.official.rows] == [
        "phong",
        "phong-moi",
        "xa-a",
        "xa-c",
        None,
    ]
    assert status.withdrawn == 1


def test_what_is_assumed_or_from_a_draft_is_in_a_table_of_its_own() -> None:
    status = status_of(stood())
    assert [(row.unit, row.total) for row in status.provisional.rows] == [("xa-a", 1)]
    owing = [attrs.evolve(owed, is_draft=True) for owed in obligations_of(plan_of(), as_of=AS_OF)]
    status = status_of(stood(owing=owing))
    assert (status.official.total.total, status.official.total.judged) == (0, 0)
    assert status.provisional.total.overdue == 3


def test_standing_work_is_apart_whatever_is_assumed() -> None:
    status = status_of(stood(entry("done", of="thuong-xuyen", more=PROOF)))
    assert (row(status, "xa-a").standing, status.official.total.standing) == (1, 1)
    assert row(status, "xa-a").done == 0


def test_the_rate_is_of_what_is_done_or_overdue() -> None:
    status = status_of(
        stood(
            entry("done", of="viec", more=f"finished_on = 2025-06-12\n{PROOF}"),
            entry("done", of="bao-cao", more=f'unit = "xa-a"\n{PROOF}'),
            entry("done", of="khong-han", more=PROOF),
        )
    )
    total = status.official.total
    assert (total.done_on_time, total.done_late, total.done_undated, total.overdue) == (1, 1, 1, 1)
    assert total.judged == 3


def test_what_is_suspended_is_in_no_rate() -> None:
    stopped = entry("suspended", "2025-06-20", more='decision = "34/QĐ"\n')
    total = status_of(stood(stopped)).official.total
    assert (total.suspended, total.suspended_overdue, total.judged) == (1, 1, 1)


def test_what_was_returned_or_sent_is_a_part_of_what_is_not_done() -> None:
    status = status_of(
        stood(
            entry("returned", of="viec"),
            entry("done", of="khong-han"),
            entry("suspended", of="mo"),
        )
    )
    total = status.official.total
    assert (total.returned, total.submitted, total.unproven, total.undecided) == (1, 1, 1, 1)
    assert total.not_done == total.total == 6


def test_what_was_put_off_is_judged_by_both_deadlines() -> None:
    owing = [
        put_off(owed, date(2025, 10, 15)) if owed.task.id == "viec" else owed
        for owed in obligations_of(plan_of(), as_of=AS_OF)
    ]
    status = status_of(stood(owing=owing))
    phong = row(status, "phong")
    assert (phong.extended, phong.overdue, phong.judged) == (1, 0, 0)
    assert (phong.first_late, phong.first_judged, phong.first_on_time) == (1, 1, 0)


def test_numbers_that_do_not_add_up_are_refused_with_each_of_them() -> None:
    status = status_of(stood())
    first, *rest = status.official.rows
    wrong = attrs.evolve(first, not_done=3, returned=4)
    broken = attrs.evolve(status, official=attrs.evolve(status.official, rows=(wrong, *rest)))
    with pytest.raises(SumsError, match="is not not_done") as caught:
        prove(broken)
    assert list(caught.value.misses) == [
        "official, phong: done (0) + not_done (3) + suspended (0) is not total (1)",
        "official, phong: on_time (0) + overdue (1) + undated (0) is not not_done (3)",
        "official, phong: returned (4) is no part of not_done (3)",
        "official: not_done of all rows (8) is not 6",
        "official: returned of all rows (4) is not 0",
    ]
    lost = attrs.evolve(status, withdrawn=0)
    with pytest.raises(SumsError, match=r"withdrawn \(0\) is not 9"):
        prove(lost)
