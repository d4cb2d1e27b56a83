"""Whether records fit what is owed on the days on which they were made."""

from datetime import date
from pathlib import Path

import pytest

import planrules
from planrules import Extension, PlanFileError, append_records, load
from planrules.model.ids import Slug
from tests.reporting import DAY, PLAN, plan_folder, report


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    return plan_folder(tmp_path)


def faults(folder: Path, *records: planrules.Entry | Extension) -> list[str]:
    """Return why records are refused, and make sure that none was written."""
    before = load(folder).ledger
    with pytest.raises(PlanFileError) as caught:
        append_records(folder, records)
    assert load(folder).ledger == before
    return [str(fault) for fault in caught.value.faults]


MORE = """
[[task]]
id = "nha-van-hoa"
title = "Xây nhà văn hóa"
due = 2024-11-30
day_off = "next-working-day"

[[task]]
id = "khanh-thanh"
title = "Khánh thành nhà văn hóa"
deadline_from = { task = "nha-van-hoa", within = "10wd" }

[[task]]
id = "bao-tri"
title = "Bảo trì nhà văn hóa"
standing = true

[[task]]
id = "cho-sau"
title = "Bàn giao"
deadline_from = { task = "bao-tri", within = "10d" }
"""


def put_off(
    due: date,
    task: str = "nha-van-hoa",
    **more: object,
) -> Extension:
    """Return that a deadline is put off."""
    values: dict[str, object] = {"task": Slug(task), "due": due, "recorded_on": DAY} | more
    return Extension(**values)  # type: ignore[arg-type] # any field


class TestExtensions:
    """What does not put off the deadline that is in force is refused."""

    @pytest.fixture(name="folder")
    def fixture_folder(self, tmp_path: Path) -> Path:
        folder = plan_folder(tmp_path)
        (folder / "plan.toml").write_text(PLAN + MORE, "utf-8")
        return folder

    def test_there_is_nothing_to_put_off_where_there_is_no_deadline(self, folder: Path) -> None:
        told = faults(
            folder, put_off(date(2025, 1, 31), "bao-tri"), put_off(date(2025, 1, 31), "cho-sau")
        )

        why = "so there is nothing to put off; a deadline is given by an amendment"
        assert told == [
            f'records:3:1: fault LED008 the task "bao-tri" has no deadline, {why}',
            f'records:8:1: fault LED008 the task "cho-sau" has no deadline, {why}',
        ]

    @pytest.mark.parametrize("due", [date(2024, 11, 29), date(2024, 11, 30), date(2024, 12, 2)])
    def test_a_day_that_is_not_later_puts_nothing_off(self, folder: Path, due: date) -> None:
        """The deadline is a Saturday and so falls on Monday 2 December."""
        (told,) = faults(folder, put_off(due))

        assert told == (
            f"records:6:7: fault LED009 found {due}, which is not after the deadline in force,"
            " 2024-12-02; expected a later day"
        )

    def test_the_deadline_before_has_to_be_the_one_in_force(self, folder: Path) -> None:
        append_records(folder, [put_off(date(2024, 12, 31), was_due=date(2024, 12, 2))])
        (told,) = faults(folder, put_off(date(2025, 1, 31), was_due=date(2024, 11, 30)))

        assert told == (
            "records:6:11: fault LED010 found 2024-11-30; expected 2024-12-31, the deadline in"
            " force on 2024-10-02"
        )

    def test_what_is_not_yet_known_on_the_day_does_not_count(self, folder: Path) -> None:
        later = date(2024, 10, 20)
        append_records(folder, [put_off(date(2024, 12, 31), recorded_on=later)])

        append_records(folder, [put_off(date(2024, 12, 10), was_due=date(2024, 11, 30))])
        assert len(load(folder).ledger.extensions) == 2

    def test_the_same_day_may_be_recorded_again_with_its_decision(self, folder: Path) -> None:
        new = date(2024, 12, 31)
        append_records(folder, [put_off(new)])
        append_records(folder, [put_off(new, was_due=date(2024, 11, 30), decision="1/QĐ (giả)")])
        later = date(2025, 2, 28)
        append_records(folder, [put_off(later, was_due=new)])
        append_records(folder, [put_off(later, was_due=new, decision="2/QĐ (giả)")])
        (told,) = faults(folder, put_off(later, was_due=date(2024, 11, 30)))

        assert "fault LED010 found 2024-11-30; expected 2024-12-31" in told

    def test_records_of_one_call_follow_each_other(self, folder: Path) -> None:
        first, second = date(2024, 12, 31), date(2025, 1, 31)
        tomorrow = date(2024, 10, 3)
        told = faults(
            folder,
            put_off(date(2025, 2, 28), was_due=first, recorded_on=tomorrow),
            put_off(first),
            put_off(second, was_due=first),
        )

        assert [line[:32] for line in told] == ["records:6:11: fault LED010 found"]
        append_records(
            folder,
            [
                put_off(date(2025, 2, 28), was_due=second, recorded_on=tomorrow),
                put_off(first),
                put_off(second, was_due=first),
            ],
        )
        assert [one.order for one in load(folder).ledger.extensions] == [1, 1, 2]

    def test_a_day_beyond_the_calendar_is_refused(self, folder: Path) -> None:
        (told,) = faults(folder, put_off(date(2055, 1, 31)))

        assert told.startswith(
            'records:6:7: fault LED011 with 2055-01-31 the deadline of the task "nha-van-hoa"'
            " can't be worked out: the calendar VN covers 2024-2030, not 2055;"
        )

    def test_so_is_one_that_leaves_other_deadlines_beyond_it(self, folder: Path) -> None:
        (told,) = faults(folder, put_off(date(2030, 12, 31)))

        assert 'fault LED011 with 2030-12-31 the deadline of the task "khanh-thanh"' in told

    def test_a_deadline_that_counts_from_other_work_is_the_one_of_that_day(
        self, folder: Path
    ) -> None:
        """Ten working days after 2 December it is, 30 days later once that was put off."""
        (told,) = faults(folder, put_off(date(2024, 12, 16), "khanh-thanh"))
        assert "the deadline in force, 2024-12-16" in told

        append_records(folder, [put_off(date(2024, 12, 31))])
        (told,) = faults(folder, put_off(date(2024, 12, 20), "khanh-thanh"))
        assert "the deadline in force, 2025-01-15" in told

        done = report(
            None, task="nha-van-hoa", period="once", finished_on=date(2024, 10, 1), evidence="BB"
        )
        append_records(folder, [done, report(None, task="khao-sat", period="once")])
        kept = put_off(date(2024, 12, 20), "khanh-thanh", was_due=date(2024, 10, 15))
        assert append_records(folder, [kept]).records == (kept,)

    def test_of_amended_plans_the_version_of_the_day_counts(self, folder: Path) -> None:
        amendment = """
[[amendment]]
id = "sua-doi"
status = "issued"
effective_on = 2024-10-15

[[amendment.change]]
id = "nha-van-hoa"
set.due = 2024-12-20
"""
        (folder / "plan.toml").write_text(PLAN + MORE + amendment, "utf-8")
        later = date(2024, 10, 20)
        (told,) = faults(folder, put_off(date(2024, 12, 10), recorded_on=later))

        assert "the deadline in force, 2024-12-20" in told
        append_records(
            folder,
            [
                put_off(date(2024, 12, 10)),
                put_off(date(2024, 12, 31), recorded_on=later),
                put_off(date(2025, 1, 31), was_due=date(2024, 12, 31), recorded_on=later),
            ],
        )


class TestOfOtherTasks:
    """Only what is owed for the tasks of the records is looked at."""

    OTHER = """
[[task]]
id = "xa-xoi"
title = "Việc chưa tính được thời hạn"
due = 2055-06-30
day_off = "next-working-day"

[[task]]
id = "sau-xa-xoi"
title = "Việc tính từ việc ấy"
deadline_from = { task = "xa-xoi", within = "5wd" }
"""

    def test_one_whose_dates_can_t_be_worked_out_stops_no_record(self, folder: Path) -> None:
        (folder / "plan.toml").write_text(PLAN + self.OTHER, "utf-8")

        assert append_records(folder, [report()]).records == (report(),)
        with pytest.raises(planrules.OutOfCalendarError, match="2055"):
            append_records(folder, [report(None, task="sau-xa-xoi", period="once")])

    def test_one_whose_periods_can_t_be_worked_out_stops_no_record(self, folder: Path) -> None:
        text = PLAN.replace("issued_on = 2024-01-02\nstarts_on = 2024-01-02\n", "")
        (folder / "plan.toml").write_text(text, "utf-8")
        once = report(None, task="khao-sat", period="once")

        assert append_records(folder, [once]).records == (once,)
        with pytest.raises(planrules.NoStartError):
            append_records(folder, [report()])

    def test_work_that_counts_from_what_comes_back_may_be_recorded(self, folder: Path) -> None:
        term = 'deadline_from = { task = "bao-cao", within = "1d" }'
        text = f'[[task]]\nid = "sau"\ntitle = "S"\n{term}\n'
        (folder / "plan.toml").write_text(PLAN + text, "utf-8")
        once = report(None, task="sau", period="once")

        append_records(folder, [report("phong", task="bao-cao", period="2024")])
        assert append_records(folder, [once]).records == (once,)

    def test_work_that_only_an_amendment_adds_later_is_not_owed_yet(self, folder: Path) -> None:
        text = """
[[amendment]]
id = "sua-doi"
status = "issued"
effective_on = 2024-12-01

[[amendment.add.task]]
id = "moi"
title = "Việc mới"
due = 2024-12-31
"""
        (folder / "plan.toml").write_text(PLAN + text, "utf-8")
        (told,) = faults(
            folder,
            report(None, task="moi", period="once"),
            report(None, task="khao-sat", period="once"),
        )

        assert "fault LED001" in told
