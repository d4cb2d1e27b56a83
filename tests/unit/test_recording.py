"""Facts added to the ledger of a plan."""

import errno
import os
import shutil
import signal
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import planrules
from planrules import (
    Entry,
    Extension,
    LedgerBusyError,
    Measurement,
    PlanFileError,
    State,
    append_records,
    load,
    recording,
)
from planrules.model.ids import Slug
from planrules.model.ledger import OwedPeriod
from planrules.source import appending, storage
from planrules.source.locking import locked
from tests.reporting import (
    DAY,
    PLAN,
    STEPS,
    hidden,
    killed_at,
    notes,
    plan_folder,
    report,
    writer,
)

HAND = """\ufeff# Sổ của xã A
format = 1 # giữ

[[entry]]
task = "bao-cao-xa"
unit = "xa-a"
period = "2024-Q3"
recorded_on = 2024-10-01
state = "in-progress\"""".replace("\n", "\r\n")


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    return plan_folder(tmp_path)


def measured(value: Decimal | bool | None = True, **more: object) -> Measurement:  # noqa: FBT001, FBT002 - what a measurement finds
    values: dict[str, object] = {
        "indicator": Slug("ty-le"),
        "recorded_on": DAY,
        "measured_on": date(2024, 9, 14),
        "value": value,
    }
    return Measurement(**(values | more))  # type: ignore[arg-type] # any field


def share(folder: Path, more: str = 'unit_of_measure = "%"') -> None:
    """Say more of the indicator of the plan: as it is, that it is a share."""
    title = 'title = "Tỷ lệ xã có nhà văn hóa"'
    (folder / "plan.toml").write_text(PLAN.replace(title, f"{title}\n{more}"), "utf-8")


def faults(folder: Path, *records: Entry | Extension | Measurement) -> list[str]:
    with pytest.raises(PlanFileError) as caught:
        append_records(folder, records)
    return [str(fault) for fault in caught.value.faults]


def files(folder: Path) -> dict[str, bytes]:
    """Return everything in the ledger, hidden files included."""
    ledger = folder / "ledger"
    return {path.name: path.read_bytes() for path in ledger.iterdir()} if ledger.exists() else {}


class TestWhatIsWritten:
    def test_a_record_comes_back_as_it_was(self, folder: Path) -> None:
        made = report(
            percent=Decimal("99.5"), finished_on=date(2024, 9, 30), note='"Xong"\nrồi\\ # ừ'
        )
        done = append_records(folder, [made])

        assert done.records == (made,)
        assert done.file == str(folder / "ledger" / "xa-a-2024-Q3.toml")
        assert load(folder).ledger.entries == (made,)
        assert list(files(folder)) == ["xa-a-2024-Q3.toml"]

    def test_all_three_kinds_are_written(self, folder: Path) -> None:
        extension = Extension(
            task=Slug("bao-cao"),
            period=OwedPeriod("2024"),
            recorded_on=DAY,
            due=date(2025, 1, 31),
            decision="9/TB (giả định)",
        )
        shares = measured(value=None, numerator=Decimal(1), denominator=Decimal(2))
        for record in (report(), measured(unit=Slug("xa-b")), shares, extension):
            append_records(folder, [record])
        ledger = load(folder).ledger

        assert ledger.entries == (report(),)
        assert set(ledger.measurements) == {measured(unit=Slug("xa-b")), shares}
        assert ledger.extensions == (extension,)
        assert sorted(files(folder)) == ["chung-2024.toml", "xa-a-2024-Q3.toml", "xa-b-2024.toml"]

    def test_the_path_may_be_the_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)

        assert append_records("plan.toml", [report()]).file == "ledger/xa-a-2024-Q3.toml"

    @pytest.mark.parametrize("end", ["", "\r\n", "\r\n\r\n# hết\r\n", "  # hết"])
    def test_what_people_wrote_stays_to_the_byte(self, folder: Path, end: str) -> None:
        file = folder / "ledger" / "xa-a-2024-Q3.toml"
        file.parent.mkdir()
        file.write_bytes((HAND + end).encode())
        append_records(folder, [report(note="hai\ndòng")])
        text = file.read_bytes().decode()

        assert text.startswith(HAND + end)
        assert text.count("\n") == text.count("\r\n")
        assert [entry.note for entry in load(folder).ledger.entries] == [None, "hai\ndòng"]

    def test_several_records_stand_in_one_file_of_what_they_share(self, folder: Path) -> None:
        def name(*records: Entry | Measurement) -> str:
            return os.path.basename(append_records(folder, records).file or "")  # noqa: PTH119 - a name for people

        assert name(report(), report(recorded_on=DAY)) == "xa-a-2024-Q3.toml"
        assert name(report(), report("xa-b")) == "chung-2024-Q3.toml"
        assert name(report(), report(period="2024-Q2")) == "xa-a-nhieu-ky.toml"
        assert name(report(), measured()) == "chung-nhieu-ky.toml"
        assert name(report(None, task="khao-sat", period="once")) == "chung-once.toml"

    def test_nothing_is_written_for_nothing(self, folder: Path) -> None:
        assert append_records(folder, []) == planrules.Appended(None, ())
        assert not (folder / "ledger").exists()

    def test_a_ledger_that_is_a_link_in_the_workspace_is_followed(self, folder: Path) -> None:
        (folder / "so").mkdir()
        (folder / "ledger").symlink_to("so")
        append_records(folder, [report()])

        assert (folder / "so" / "xa-a-2024-Q3.toml").is_file()


class TestOrder:
    def test_records_of_one_day_on_one_thing_follow_each_other(self, folder: Path) -> None:
        append_records(folder, [report(state=State.IN_PROGRESS), report(), measured()])
        append_records(folder, [report("xa-b")])
        append_records(folder, [report(recorded_on=date(2024, 10, 3))])
        done = append_records(folder, [report(state=State.RETURNED), measured(value=False)])

        assert [record.order for record in done.records] == [3, 2]
        assert sorted(e.order for e in load(folder).ledger.entries) == [1, 1, 1, 2, 3]

    def test_who_recorded_what_one_body_owes_makes_no_other_thing(self, folder: Path) -> None:
        of_phong = report("phong", task="bao-cao", period="2024")
        append_records(folder, [of_phong])
        done = append_records(folder, [report(None, task="bao-cao", period="2024")])

        assert [record.order for record in done.records] == [2]

    def test_an_order_that_was_given_is_kept_where_it_comes_later(self, folder: Path) -> None:
        done = append_records(folder, [report(order=7), report(), report(order=2)])

        assert [record.order for record in done.records] == [7, 8, 9]

    def test_records_in_the_plan_s_own_file_count(self, folder: Path) -> None:
        plan = folder / "plan.toml"
        row = 'task = "bao-cao-xa"\nunit = "xa-a"\nperiod = "2024-Q3"\nrecorded_on = 2024-10-02\n'
        plan.write_text(f'{PLAN}\n[[entry]]\n{row}state = "done"\norder = 4\n', "utf-8")
        done = append_records(folder, [report()])

        assert [record.order for record in done.records] == [5]
        assert plan.read_text("utf-8").startswith(PLAN)


OF_YEAR = "there are: 2024-Q1, 2024-Q2, 2024-Q3, 2024-Q4"
OF_XA = '"bao-cao-xa" in the period "2024-Q3"'
MEMBERS = "there are: xa-a, xa-b"
WHICH = 'each of several bodies owes the task "bao-cao-xa"; say in unit which one'


class TestRefusals:
    def test_what_the_plan_does_not_know(self, folder: Path) -> None:
        told = faults(
            folder,
            report("xa-c"),
            report(task="bao-cao-xb"),
            measured(indicator=Slug("ty-lo")),
            measured(unit=Slug("cac-xa")),
        )

        assert [line.partition(" fault ")[2] for line in told] == [
            'REF001 no unit has the id "xa-c"; did you mean "xa-a"?',
            'REF001 no task has the id "bao-cao-xb"; did you mean "bao-cao-xa"?',
            'REF001 no indicator has the id "ty-lo"; did you mean "ty-le"?',
            'REF003 "cac-xa" is a group; expected a unit here',
        ]
        assert files(folder) == {}

    def test_what_nobody_owes(self, folder: Path) -> None:
        told = faults(
            folder,
            report(period="2024-09"),
            report("phong"),
            report("phong", task="bao-cao", period="2023"),
            report(None),
            report(None, task="ra-soat", period="2024"),
        )

        nothing = "fault LED001 nothing is owed for the task"
        assert told == [
            f'records:6:10: {nothing} "bao-cao-xa" in the period "2024-09"; {OF_YEAR}',
            f'records:12:8: fault LED002 "phong" does not owe the task {OF_XA}; {MEMBERS}',
            f'records:20:10: {nothing} "bao-cao" in the period "2023"; there are: 2024, 2025',
            f"records:24:1: fault LED003 {WHICH}; {MEMBERS}",
            f'records:32:10: {nothing} "ra-soat" in the period "2024"',
        ]
        assert files(folder) == {}

    def test_a_body_that_is_nearly_right_is_asked_about(self, folder: Path) -> None:
        text = PLAN + '[[unit]]\nid = "xa-a2"\nname = "A2"\n'
        (folder / "plan.toml").write_text(text, "utf-8")
        (told,) = faults(folder, report("xa-a2"))

        assert 'did you mean "xa-a"?' in told

    def test_what_a_body_owes_no_more_is_its_successors_to_report(self, folder: Path) -> None:
        late = report("xa-b", period="2025-Q3", recorded_on=date(2025, 9, 1))
        (told,) = faults(folder, late)

        assert told == (
            'records:5:8: fault LED005 "xa-b" owes the task "bao-cao-xa" for "2025-Q3" no more'
            " since 2025-07-01; for work that was done before, say when (finished_on); there are:"
            " xa-a"
        )
        assert files(folder) == {}

    def test_nor_is_the_day_of_its_end_its_own(self, folder: Path) -> None:
        (told,) = faults(folder, report("xa-b", period="2025-Q3", recorded_on=date(2025, 7, 1)))

        assert "fault LED005" in told

    def test_what_its_body_did_before_its_end_may_be_recorded_later(self, folder: Path) -> None:
        late = report(
            "xa-b",
            period="2025-Q3",
            recorded_on=date(2025, 9, 1),
            finished_on=date(2025, 6, 30),
            evidence="15/BC (giả định)",
        )
        append_records(folder, [late])
        stood = planrules.assess(load(folder), as_of=date(2025, 9, 1)).standings
        (found,) = (one for one in stood if one.entry == late)

        assert found.obligation.withdrawn is not None
        assert found.deadline_class is planrules.DeadlineClass.DONE_ON_TIME

    def test_what_was_due_before_its_body_ended_is_still_there_to_be_reported(
        self, folder: Path
    ) -> None:
        late = report("xa-b", period="2025-Q2", recorded_on=date(2025, 9, 1))

        assert append_records(folder, [late]).records == (late,)

    def test_days_that_are_still_to_come(self, folder: Path) -> None:
        ahead = date(2024, 10, 3)
        days: dict[str, Any] = {"started_on": ahead, "submitted_on": ahead, "finished_on": ahead}
        told = faults(folder, report(**days), measured(measured_on=ahead))
        said = "2024-10-03, after the day of the record, 2024-10-02; record what has happened only"

        assert told == [
            f"records:{place}: fault LED006 found {said}"
            for place in ("9:14", "10:16", "11:15", "16:15")
        ]
        assert files(folder) == {}

    def test_work_may_be_planned_to_start_later(self, folder: Path) -> None:
        ahead = report(state=State.NOT_STARTED, started_on=date(2024, 10, 20))

        assert append_records(folder, [ahead]).records == (ahead,)

    def test_shares_that_can_not_be(self, folder: Path) -> None:
        share(folder)
        told = faults(
            folder,
            measured(Decimal("100.5")),
            measured(Decimal(-1)),
            measured(None, numerator=Decimal(21), denominator=Decimal(20)),
            measured(None, numerator=Decimal(-1), denominator=Decimal(20)),
        )
        of_value = "expected a share from 0 to 100%"
        more = "expected a share of 100% at most, and a numerator up to 20"

        assert told == [
            f"records:7:9: fault LED007 found 100.5; {of_value}",
            f"records:13:9: fault LED007 found -1; {of_value}",
            f"records:19:13: fault LED007 found 21; {more}",
            "records:26:13: fault LED007 found -1; expected a numerator from 0 on",
        ]
        assert files(folder) == {}

    @pytest.mark.parametrize(
        "more",
        [
            'unit_of_measure = "xã"',
            'unit_of_measure = "%"\ntarget = 120',
            'unit_of_measure = "%"\nmilestones = [{ by = "2024", value = 110 }]\ntarget = 90',
            'unit_of_measure = "%"\nquote = "tăng 15% so với năm trước"',
        ],
    )
    def test_what_is_no_share_may_lie_anywhere(self, folder: Path, more: str) -> None:
        share(folder, more)
        of_all = measured(None, numerator=Decimal(21), denominator=Decimal(20))

        assert append_records(folder, [measured(Decimal(-3)), of_all]).file is not None

    def test_whether_something_is_so_and_all_of_a_share_are_no_more_than_that(
        self, folder: Path
    ) -> None:
        share(folder)
        of_all = measured(None, numerator=Decimal(20), denominator=Decimal(20))

        given = [measured(), measured(Decimal(100)), measured(Decimal(0)), of_all]
        assert len(append_records(folder, given).records) == 4

    def test_an_indicator_that_the_plan_does_not_have_yet_has_no_range(self, folder: Path) -> None:
        text = PLAN + (
            '[[amendment]]\nid = "am"\nstatus = "issued"\neffective_on = 2025-01-01\n'
            '[[amendment.add.indicator]]\nid = "sau"\ntitle = "Tỷ lệ"\nunit_of_measure = "%"\n'
        )
        (folder / "plan.toml").write_text(text, "utf-8")
        early = measured(Decimal(101), indicator=Slug("sau"))

        assert append_records(folder, [early]).records == (early,)
        late = measured(Decimal(101), indicator=Slug("sau"), recorded_on=date(2025, 1, 1))
        assert "fault LED007" in faults(folder, late)[0]

    def test_values_that_do_not_fit(self, folder: Path) -> None:
        told = faults(
            folder,
            report(percent=Decimal(101), note=" "),
            measured(value=None),
            report(period="quý III"),
        )

        assert [line.split(" ")[:3] for line in told] == [
            ["records:8:8:", "fault", "VAL012"],
            ["records:10:11:", "fault", "VAL010"],
            ["records:12:1:", "fault", "VAL010"],
            ["records:20:10:", "fault", "VAL010"],
        ]
        assert files(folder) == {}

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "1e30", "0.12345678901"])
    def test_numbers_that_are_none(self, folder: Path, number: str) -> None:
        (told,) = faults(folder, measured(Decimal(number)))

        assert told.startswith("records:7:9: fault VAL007")

    def test_plain_python_values_will_do(self, folder: Path) -> None:
        plain = Entry(
            task="khao-sat",  # type: ignore[arg-type] # as people write without a type checker
            recorded_on=DAY,
            state="in-progress",  # type: ignore[arg-type] # the same
            percent=12.5,  # type: ignore[arg-type] # the same
        )
        (entry,) = append_records(folder, [plain]).records
        assert isinstance(entry, Entry)

        assert (entry.state, entry.percent) == (State.IN_PROGRESS, Decimal("12.5"))

    def test_what_is_no_record(self, folder: Path) -> None:
        with pytest.raises(TypeError, match="'done' is no Entry, Measurement or Extension"):
            append_records(folder, ["done"])  # type: ignore[list-item] # that is the test

    def test_a_day_with_too_many_records(self, folder: Path) -> None:
        append_records(folder, [report(order=999)])
        before = files(folder)
        (told,) = faults(folder, report())

        assert told == "records:1:1: fault VAL010 found 1000; expected a number from 1 to 999"
        assert files(folder) == before

    def test_a_plan_with_faults_takes_no_records(self, folder: Path) -> None:
        (folder / "ledger").mkdir()
        (folder / "ledger" / "hong.toml").write_text("format = 1\n[[entry]\n", "utf-8")
        before = files(folder)
        (told,) = faults(folder, report())

        assert "hong.toml:2:8: fault SRC004" in told
        assert files(folder) == before

    def test_rows_in_one_list_take_no_rows_behind_them(self, folder: Path) -> None:
        (folder / "ledger").mkdir()
        (folder / "ledger" / "xa-a-2024-Q3.toml").write_text("format = 1\nentry = []\n", "utf-8")
        before = files(folder)
        (told,) = faults(folder, report())

        assert "xa-a-2024-Q3.toml:1:1: fault LED004 nothing can be added behind" in told
        assert files(folder) == before

    def test_a_ledger_outside_the_workspace(self, folder: Path) -> None:
        (folder.parent / "ngoai").mkdir()
        (folder / "ledger").symlink_to("../ngoai")
        (told,) = faults(folder, report())

        assert "fault PTH001" in told
        assert list((folder.parent / "ngoai").iterdir()) == []

    def test_a_ledger_that_left_between_reading_and_writing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder.parent / "ngoai").mkdir()
        read = appending.read_draft

        def read_then_moved(*arguments: object) -> object:
            found = read(*arguments)  # type: ignore[arg-type] # as it was called
            (folder / "ledger").symlink_to("../ngoai")
            return found

        monkeypatch.setattr(recording, "read_draft", read_then_moved)
        (told,) = faults(folder, report())

        assert "fault PTH001" in told

    def test_more_files_than_are_read_are_not_made(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        append_records(folder, [report()])
        monkeypatch.setattr(appending, "FILE_LIMIT", 1)
        (told,) = faults(folder, report("xa-b"))

        assert "ledger:1:1: fault SRC010 the folder has 2 files" in told
        assert len(append_records(folder, [report()]).records) == 1

    def test_a_file_does_not_grow_beyond_what_is_read(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        append_records(folder, [report()])
        before = files(folder)
        monkeypatch.setattr(appending, "SIZE_LIMIT", 200)
        (told,) = faults(folder, report())

        assert "fault SRC003" in told
        assert files(folder) == before

    def test_a_plan_without_a_beginning(self, folder: Path) -> None:
        text = "".join(
            line
            for line in PLAN.splitlines(keepends=True)
            if not line.startswith(("issued", "starts"))
        )
        (folder / "plan.toml").write_text(text, "utf-8")
        with pytest.raises(planrules.NoStartError):
            append_records(folder, [report()])


class TestDisksAndOthers:
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
    def test_a_disk_that_takes_nothing_leaves_all_as_it_was(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        append_records(folder, [report()])
        before = files(folder)

        def fail(_: object) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(storage.os, "fsync", fail)  # type: ignore[attr-defined] # the module's own os
        with pytest.raises(OSError, match=os.strerror(number)):
            append_records(folder, [report()])

        assert files(folder) == before

    def test_others_that_keep_writing_are_told(self, folder: Path) -> None:
        (folder / "ledger").mkdir()
        with (
            locked(folder / "ledger", name="so", patience=0),
            pytest.raises(LedgerBusyError, match="ledger: others keep writing"),
        ):
            append_records(folder, [report()], patience=0.05)

    def test_what_a_killed_writer_left_is_removed(self, folder: Path) -> None:
        (folder / "ledger").mkdir()
        for name in (".xa-a-2024-Q3.toml.0123456789abcdef", ".lock"):
            (folder / "ledger" / name).write_text("dở dang", "utf-8")
        append_records(folder, [report()])

        assert list(files(folder)) == ["xa-a-2024-Q3.toml"]

    def test_what_somebody_types_in_meanwhile_is_kept(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        append_records(folder, [report()])
        file = folder / "ledger" / "xa-a-2024-Q3.toml"
        replace = storage.replace_whole
        typed = "\n# Gõ tay trong lúc máy đang ghi\n"

        def after_typing(path: Path, data: bytes, /, *, found: bytes | None) -> bool:
            if typed not in file.read_text("utf-8"):
                with file.open("a", encoding="utf-8") as stream:
                    stream.write(typed)
            return replace(path, data, found=found)

        monkeypatch.setattr(appending, "replace_whole", after_typing)
        append_records(folder, [report()])

        assert typed in file.read_text("utf-8")
        assert [entry.order for entry in load(folder).ledger.entries] == [1, 2]

    def test_a_file_that_never_rests_is_told(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(appending, "replace_whole", lambda *_, **__: False)
        with pytest.raises(LedgerBusyError, match="ledger"):
            append_records(folder, [report()])

    def test_a_plan_that_changes_meanwhile_is_asked_again(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = appending.read_draft

        def read_then_changed(*arguments: object) -> object:
            found = read(*arguments)  # type: ignore[arg-type] # as it was called
            text = PLAN.replace('every = "quarter"', 'every = "month"')
            (folder / "plan.toml").write_text(text, "utf-8")
            return found

        monkeypatch.setattr(recording, "read_draft", read_then_changed)
        (told,) = faults(folder, report())

        assert "fault LED001" in told
        assert files(folder) == {}

    def test_many_writers_lose_nothing(self, folder: Path, tmp_path: Path) -> None:
        units = ("xa-a", "xa-b", "xa-a")
        outs = [tmp_path / f"out-{number}" for number in range(3)]
        processes = []
        for number, (unit, out) in enumerate(zip(units, outs, strict=True)):
            with out.open("wb") as stream:
                processes.append(writer(folder, unit, first=number * 100, count=4, out=stream))
        assert [process.wait() for process in processes] == [0, 0, 0]
        entries = load(folder).ledger.entries
        said = [note for out in outs for note in notes(out)]

        assert sorted(entry.note or "" for entry in entries) == sorted(said)
        assert len(said) == 12
        orders = sorted((entry.unit, entry.order) for entry in entries)
        assert orders == [
            *(("xa-a", order) for order in range(1, 9)),
            *(("xa-b", order) for order in range(1, 5)),
        ]
        assert sorted(files(folder)) == ["xa-a-2024-Q3.toml", "xa-b-2024-Q3.toml"]

    def test_a_writer_that_is_killed_breaks_nothing(self, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        with (
            out.open("wb") as stream,
            writer(folder, "xa-a", first=0, count=10_000, out=stream) as process,
        ):
            while len(out.read_bytes().splitlines()) < 3:
                assert process.poll() is None
            process.kill()
        kept = {entry.note for entry in load(folder).ledger.entries}

        assert kept >= set(notes(out))
        append_records(folder, [report(note="sau")])
        assert list(files(folder)) == ["xa-a-2024-Q3.toml"]

    @pytest.mark.parametrize("step", STEPS)
    def test_a_kill_at_any_step_leaves_the_old_or_the_new(self, folder: Path, step: str) -> None:
        append_records(folder, [report(note="trước")])
        before = files(folder)
        assert killed_at(step, folder) == -signal.SIGKILL
        is_in = step == "renamed"
        entries = load(folder).ledger.entries

        assert [entry.note for entry in entries] == ["trước", *([step] if is_in else [])]
        assert hidden(folder) == [".lock", *([] if is_in else [".xa-a-2024-Q3"])]
        assert is_in or before.items() <= files(folder).items()
        append_records(folder, [report(note="sau")])
        assert load(folder).ledger.entries[-1].order == len(entries) + 1
        assert hidden(folder) == []

    def test_the_folder_is_carried_elsewhere_with_its_ledger(
        self, folder: Path, tmp_path: Path
    ) -> None:
        append_records(folder, [report()])
        shutil.copytree(folder, tmp_path / "ban-sao")

        assert load(tmp_path / "ban-sao").ledger == load(folder).ledger
