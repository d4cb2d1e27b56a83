"""What is recorded of an obligation, and where it stands by that."""

import pickle
from datetime import date

import attrs
import pytest

from planrules import (
    DeadlineClass,
    Standing,
    State,
    UnknownIdError,
    calendar_of,
    standings,
)
from planrules.model.ledger import Ledger
from planrules.model.obligation import Withdrawal
from planrules.schedule.owing import obligations_of
from tests.tracking import AMENDED, AS_OF, PUT_OFF, entry, moved, one, plan_of, put_off, stood

PROOF = 'evidence = "12/BC"\n'
FINISHED = "finished_on = 2025-06-09\n"


def viec(*entries: str, as_of: date = AS_OF) -> Standing:
    """Return the standing of what is due on 10/6/2025."""
    return one("p.viec.once", stood(*entries, as_of=as_of))


def test_what_nobody_spoke_of_is_not_started_and_judged_by_the_day() -> None:
    found = viec()
    assert (found.state, found.counts_as, found.entry) == (
        State.NOT_STARTED,
        State.NOT_STARTED,
        None,
    )
    assert found.judged_on == AS_OF
    assert found.deadline_class is found.original_class is DeadlineClass.OVERDUE
    assert viec(as_of=date(2025, 6, 6)).deadline_class is DeadlineClass.DUE_SOON
    assert viec(as_of=date(2025, 6, 4)).deadline_class is DeadlineClass.ON_TIME


def test_an_entry_counts_from_the_day_on_which_it_was_recorded() -> None:
    said = entry("done", "2025-06-12", more=PROOF + FINISHED)
    assert viec(said, as_of=date(2025, 6, 11)).deadline_class is DeadlineClass.OVERDUE
    assert viec(said, as_of=date(2025, 6, 12)).deadline_class is DeadlineClass.DONE_ON_TIME


def test_of_several_entries_the_last_counts_wherever_it_stands() -> None:
    later = entry("in-progress", "2025-06-07", more="percent = 40\n")
    second = entry("in-progress", "2025-06-05", more="order = 2\npercent = 30\n")
    found = viec(later, second, entry("not-started", "2025-06-05"))
    assert found.percent == 40
    assert viec(second, entry("not-started", "2025-06-05")).percent == 30


def test_what_an_entry_leaves_out_stays_as_it_was() -> None:
    found = viec(
        entry("in-progress", "2025-05-05", more="started_on = 2025-05-02\npercent = 20\n"),
        entry("in-progress", "2025-05-25", more="percent = 60\n"),
        entry("submitted", "2025-06-05"),
    )
    assert found.started_on == date(2025, 5, 2)
    assert found.percent == 60


def test_what_has_not_started_has_neither_begun_nor_come_anywhere() -> None:
    found = viec(
        entry("done", "2025-05-05", more=f"started_on = 2025-05-02\npercent = 100\n{PROOF}"),
        entry("not-started", "2025-05-25"),
    )
    assert (found.started_on, found.percent, found.evidence) == (None, None, None)


class TestDone:
    """Done needs evidence, and is judged by the day on which it was done."""

    def test_with_evidence_it_is_done(self) -> None:
        found = viec(entry("done", "2025-06-20", more=PROOF + FINISHED))
        assert (found.counts_as, found.done_on) == (State.DONE, date(2025, 6, 9))
        assert found.deadline_class is DeadlineClass.DONE_ON_TIME

    @pytest.mark.parametrize("more", ["", 'note = "đã xong"\n'])
    def test_without_it_counts_as_submitted(self, more: str) -> None:
        found = viec(entry("done", "2025-06-20", more=FINISHED + more))
        assert (found.state, found.counts_as, found.done_on) == (
            State.DONE,
            State.SUBMITTED,
            None,
        )
        assert found.deadline_class is DeadlineClass.ON_TIME

    def test_a_blank_proves_nothing(self) -> None:
        plan = plan_of(entry("done", more=PROOF))
        blank = tuple(attrs.evolve(said, evidence="  ") for said in plan.ledger.entries)
        owing = obligations_of(plan, as_of=AS_OF)
        found = standings(owing, Ledger(blank), as_of=AS_OF, calendar=calendar_of(plan))
        assert found[0].counts_as is State.SUBMITTED

    def test_evidence_of_the_sending_proves_it(self) -> None:
        found = viec(entry("submitted", more=PROOF), entry("done", "2025-06-20"))
        assert found.counts_as is State.DONE

    def test_evidence_of_work_on_the_way_does_not(self) -> None:
        found = viec(entry("in-progress", more=PROOF), entry("done", "2025-06-20"))
        assert (found.counts_as, found.evidence) == (State.SUBMITTED, None)

    def test_without_a_day_it_is_judged_by_the_sending(self) -> None:
        done = entry("done", "2025-06-20", more=PROOF)
        sent = entry("submitted", "2025-06-12", more="submitted_on = 2025-06-08\n")
        assert viec(sent, done).done_on == date(2025, 6, 8)
        assert viec(entry("submitted"), done).done_on == date(2025, 6, 5)

    def test_else_by_the_day_on_which_it_was_recorded(self) -> None:
        found = viec(entry("done", "2025-06-20", more=PROOF))
        assert found.done_on == date(2025, 6, 20)
        assert found.deadline_class is DeadlineClass.DONE_LATE


class TestSubmitted:
    """What was sent is on time or overdue by the day of the sending, for good."""

    @pytest.mark.parametrize(
        ("recorded", "more", "standing"),
        [
            ("2025-06-10", "", DeadlineClass.ON_TIME),
            ("2025-06-11", "", DeadlineClass.OVERDUE),
            ("2025-06-11", "submitted_on = 2025-06-10\n", DeadlineClass.ON_TIME),
            ("2025-06-11", "finished_on = 2025-06-09\n", DeadlineClass.ON_TIME),
            (
                "2025-06-11",
                "submitted_on = 2025-06-11\nfinished_on = 2025-06-09\n",
                DeadlineClass.OVERDUE,
            ),
        ],
    )
    def test_by_its_day(self, recorded: str, more: str, standing: DeadlineClass) -> None:
        found = viec(entry("submitted", recorded, more=more))
        assert found.deadline_class is standing

    def test_nobody_is_reminded_of_what_was_sent(self) -> None:
        found = viec(entry("submitted", "2025-06-09"), as_of=date(2025, 6, 9))
        assert found.deadline_class is DeadlineClass.ON_TIME


class TestReturned:
    """What was returned is not done, and what was said of its sending is void."""

    def test_it_is_judged_by_the_day(self) -> None:
        said = [entry("submitted"), entry("returned", "2025-06-09")]
        assert viec(*said, as_of=date(2025, 6, 9)).deadline_class is DeadlineClass.DUE_SOON
        assert viec(*said).deadline_class is DeadlineClass.OVERDUE

    def test_sent_anew_it_is_judged_by_the_new_sending(self) -> None:
        found = viec(
            entry("submitted", more=f"submitted_on = 2025-06-05\n{PROOF}"),
            entry("returned", "2025-06-09"),
            entry("done", "2025-06-16"),
        )
        assert (found.counts_as, found.judged_on) == (State.SUBMITTED, date(2025, 6, 16))
        assert found.deadline_class is DeadlineClass.OVERDUE


class TestSuspended:
    """Only a decision stops the clock."""

    def test_by_a_decision_the_class_stays_as_on_that_day(self) -> None:
        found = viec(entry("suspended", "2025-06-02", more='decision = "34/QĐ"\n'))
        assert (found.counts_as, found.suspended_on) == (State.SUSPENDED, date(2025, 6, 2))
        assert found.deadline_class is DeadlineClass.ON_TIME

    def test_without_one_it_goes_on_as_before(self) -> None:
        found = viec(entry("in-progress"), entry("suspended", "2025-06-06"))
        assert (found.state, found.counts_as) == (State.SUSPENDED, State.IN_PROGRESS)
        assert found.deadline_class is DeadlineClass.OVERDUE
        sent = viec(entry("submitted"), entry("suspended", "2025-06-12"))
        assert (sent.counts_as, sent.judged_on) == (State.SUBMITTED, date(2025, 6, 5))

    def test_a_decision_that_comes_later_stops_it_then(self) -> None:
        found = viec(
            entry("suspended", "2025-06-02"),
            entry("suspended", "2025-06-12", more='decision = "34/QĐ"\n'),
            entry("suspended", "2025-06-20", more='decision = "35/QĐ"\n'),
        )
        assert found.suspended_on == date(2025, 6, 12)
        assert found.deadline_class is DeadlineClass.OVERDUE

    def test_taken_up_again_the_clock_runs(self) -> None:
        found = viec(
            entry("suspended", "2025-06-02", more='decision = "34/QĐ"\n'),
            entry("in-progress", "2025-06-20"),
        )
        assert (found.suspended_on, found.judged_on) == (None, AS_OF)

    def test_what_was_sent_before_stays_sent(self) -> None:
        found = viec(
            entry("submitted", "2025-06-05", more=PROOF),
            entry("suspended", "2025-06-06", more='decision = "34/QĐ"\n'),
            entry("done", "2025-06-20"),
        )
        assert (found.counts_as, found.done_on) == (State.DONE, date(2025, 6, 5))


def test_work_without_a_deadline_has_no_class_of_time() -> None:
    for state in ("in-progress", "submitted", "done"):
        said = entry(state, of="khong-han", more=PROOF)
        found = one("p.khong-han.once", stood(said))
        assert found.deadline_class is DeadlineClass.NO_DEADLINE


class TestWhatAnEntryIsAbout:
    """The body of an entry says which member's work it is about, else only who recorded it."""

    def test_of_a_member(self) -> None:
        found = stood(entry("done", of="bao-cao", more=f'unit = "xa-a"\n{PROOF}'))
        assert one("p.bao-cao.once.xa-a", found).counts_as is State.DONE
        assert one("p.bao-cao.once.xa-c", found).counts_as is State.NOT_STARTED

    def test_of_a_sole_holder_whoever_recorded_it(self) -> None:
        for unit in ('unit = "xa-a"\n', 'unit = "phong"\n', ""):
            assert viec(entry("done", more=unit + PROOF)).counts_as is State.DONE

    def test_what_is_about_nothing_is_told_apart(self) -> None:
        found = stood(
            entry("done", "2025-06-09", of="bao-cao"),
            entry("done", of="viec", more='period = "2025-Q1"\n'),
            entry("done", "2025-08-01", of="bao-cao"),
        )
        assert [said.task for said in found.unmatched] == ["viec", "bao-cao"]
        assert found[:2].unmatched == ()


class TestWithdrawn:
    """What is withdrawn is owed no more; what its body had done is done."""

    def test_it_has_no_class(self) -> None:
        found = one("p.bao-cao.once.xa-b", stood())
        assert (found.deadline_class, found.original_class) == (None, None)
        assert not found.is_counted

    def test_what_was_done_by_then_stays_done(self) -> None:
        done = f'unit = "xa-b"\nfinished_on = 2025-06-20\n{PROOF}'
        found = one("p.bao-cao.once.xa-b", stood(entry("done", of="bao-cao", more=done)))
        assert found.deadline_class is DeadlineClass.DONE_ON_TIME
        assert found.is_counted

    @pytest.mark.parametrize("day", ["finished_on", "submitted_on"])
    def test_what_was_done_by_then_may_be_recorded_later(self, day: str) -> None:
        done = f'unit = "xa-b"\n{day} = 2025-06-30\n{PROOF}'
        found = stood(entry("done", "2025-07-02", of="bao-cao", more=done))
        member = one("p.bao-cao.once.xa-b", found)
        assert member.done_on == date(2025, 6, 30)
        assert member.deadline_class is DeadlineClass.DONE_ON_TIME
        assert found.unmatched == ()

    @pytest.mark.parametrize(
        ("recorded", "more"),
        [
            ("2025-07-01", ""),
            ("2025-07-02", ""),
            ("2025-07-02", "finished_on = 2025-07-01\n"),
            ("2025-07-02", "submitted_on = 2025-06-30\nfinished_on = 2025-07-01\n"),
        ],
    )
    def test_what_was_done_from_then_on_says_nothing_and_comes_back(
        self, recorded: str, more: str
    ) -> None:
        done = f'unit = "xa-b"\n{more}{PROOF}'
        found = stood(entry("done", recorded, of="bao-cao", more=done))
        member = one("p.bao-cao.once.xa-b", found)
        assert (member.state, member.deadline_class) == (State.NOT_STARTED, None)
        assert [said.unit for said in found.unmatched] == ["xa-b"]

    def test_a_day_of_work_after_the_record_is_not_believed(self) -> None:
        done = f'unit = "xa-b"\nfinished_on = 2025-07-20\n{PROOF}'
        found = stood(entry("done", "2025-06-20", of="bao-cao", more=done))
        assert found.unmatched == ()

    def test_a_successor_may_have_done_its_own_ahead_of_its_time(self) -> None:
        done = f'unit = "xa-c"\nfinished_on = 2025-06-20\n{PROOF}'
        found = stood(entry("done", "2025-07-02", of="bao-cao", more=done))
        assert one("p.bao-cao.once.xa-c", found).counts_as is State.DONE

    def test_a_withdrawal_that_lies_ahead_changes_no_day(self) -> None:
        gone = Withdrawal(on=date(2026, 1, 1), body="phong")
        owing = [
            attrs.evolve(owed, withdrawn=gone) for owed in obligations_of(plan_of(), as_of=AS_OF)
        ]
        assert stood(owing=owing)[0].judged_on == AS_OF


class TestExtended:
    """Lateness is told by the deadline as it stands and by the first one."""

    LATE = date(2025, 6, 30)

    def extended(self, uid: str, *entries: str) -> Standing:
        owing = obligations_of(plan_of(), as_of=AS_OF)
        later = [put_off(owed, date(2025, 10, 15)) if owed.due else owed for owed in owing]
        return one(uid, stood(*entries, owing=later))

    def test_by_both(self) -> None:
        found = self.extended("p.viec.once")
        assert found.is_extended
        assert found.deadline_class is DeadlineClass.ON_TIME
        assert found.original_class is DeadlineClass.OVERDUE

    def test_a_successor_does_not_bear_what_its_predecessor_missed(self) -> None:
        owing = obligations_of(plan_of(), as_of=AS_OF)
        passed_on = [
            attrs.evolve(put_off(owed, date(2025, 10, 15)), unit="phong-moi")
            for owed in owing
            if owed.uid == "p.viec.once"
        ]
        found = one("p.viec.once", stood(owing=passed_on))
        assert found.original_class is found.deadline_class is DeadlineClass.ON_TIME

    def test_it_bears_its_own(self) -> None:
        found = self.extended("p.viec-sau.once")
        assert found.unit == "phong-moi"
        assert found.original_class is DeadlineClass.DUE_SOON

    def test_a_member_bears_its_own(self) -> None:
        done = f'unit = "xa-a"\nfinished_on = 2025-10-01\n{PROOF}'
        found = self.extended(
            "p.bao-cao.once.xa-a", entry("done", "2025-07-01", of="bao-cao", more=done)
        )
        assert found.deadline_class is DeadlineClass.DONE_ON_TIME
        assert found.original_class is DeadlineClass.DONE_LATE

    def test_nobody_in_particular_bears_the_first_one_too(self) -> None:
        assert self.extended("p.mo.once").original_class is DeadlineClass.OVERDUE


@pytest.mark.parametrize("by", [PUT_OFF, AMENDED])
class TestMovedAfterwards:
    """What was done, sent or suspended is judged by the deadline that held on its day."""

    def viec(self, by: str, *entries: str) -> Standing:
        return one("p.viec.once", moved(by, *entries))

    def test_what_was_late_stays_late(self, by: str) -> None:
        late = entry("done", "2025-07-10", more=f"finished_on = 2025-06-24\n{PROOF}")
        found = self.viec(by, late)
        assert found.obligation.due == date(2025, 8, 15)
        assert found.deadline_class is found.original_class is DeadlineClass.DONE_LATE
        assert (found.judged_due, found.former_due) == (date(2025, 6, 10), date(2025, 6, 10))

    def test_what_was_sent_late_stays_overdue(self, by: str) -> None:
        found = self.viec(by, entry("submitted", "2025-06-24"))
        assert found.deadline_class is found.original_class is DeadlineClass.OVERDUE

    def test_what_was_overdue_when_it_was_suspended_stays_so(self, by: str) -> None:
        found = self.viec(by, entry("suspended", "2025-06-24", more='decision = "34/QĐ"\n'))
        assert found.deadline_class is DeadlineClass.OVERDUE

    def test_what_was_done_once_it_had_moved_is_on_time(self, by: str) -> None:
        found = self.viec(by, entry("done", "2025-07-10", more=PROOF))
        assert found.deadline_class is DeadlineClass.DONE_ON_TIME
        assert (found.judged_due, found.former_due) == (date(2025, 8, 15), None)
        assert found.original_class is DeadlineClass.DONE_ON_TIME  # its body is another by now

    def test_what_is_still_to_be_done_goes_by_the_deadline_that_holds(self, by: str) -> None:
        found = self.viec(by, entry("returned", "2025-06-24"))
        assert (found.deadline_class, found.former_due) == (DeadlineClass.ON_TIME, None)


def test_of_what_is_withdrawn_no_deadline_is_told() -> None:
    gone = PUT_OFF.replace('"viec"', '"bao-cao"\nunit = "xa-b"')
    found = one("p.bao-cao.once.xa-b", moved(gone))
    assert (found.deadline_class, found.former_due) == (None, None)


def test_standings_are_chosen_by_body_task_state_and_class() -> None:
    found = stood(entry("submitted"))
    assert {one.obligation.uid for one in found.of(unit="phong")} == {"p.viec.once"}
    assert [one.obligation.uid for one in found.of(task="mo")] == ["p.mo.once"]
    assert [one.obligation.uid for one in found.of(state=State.SUBMITTED)] == ["p.viec.once"]
    assert {one.obligation.task.id for one in found.of(deadline_class=DeadlineClass.OVERDUE)} == {
        "mo",
        "tam-tinh",
    }
    with pytest.raises(UnknownIdError, match="khong-co"):
        found.of(unit="khong-co")
    with pytest.raises(UnknownIdError, match="khong-co"):
        found.of(task="khong-co")


def test_standings_travel_between_processes_whole() -> None:
    found = stood(entry("done", of="bao-cao"))
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert again == found
    assert (again.unmatched, again.as_of) == (found.unmatched, AS_OF)
    assert len(again.unmatched) == 1
