"""What was reported is read from the folder ``ledger`` beside a plan, and from its own file."""

import os
import random
from datetime import date
from pathlib import Path

import pytest

from planrules import Entry, Ledger, PlanFault, PlanFileError, State, load, loads
from planrules.model.ids import Slug
from planrules.model.ledger import Ordinal, in_time
from planrules.source import workspace

HEAD = (
    'format = 1\n[plan]\nid = "p"\ntitle = "P"\n[[task]]\nid = "a"\ntitle = "A"\n'
    '[[indicator]]\nid = "i"\ntitle = "I"\n'
)


def entry(state: str, day: str = "2024-09-18") -> str:
    return f'[[entry]]\ntask = "a"\nrecorded_on = {day}\nstate = "{state}"\n'


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Return a plan's folder with an empty ledger."""
    folder = tmp_path / "ke-hoach"
    (folder / "ledger").mkdir(parents=True)
    (folder / "plan.toml").write_text(HEAD, "utf-8")
    return folder


def put(folder: Path, name: str, rows: str) -> Path:
    file = folder / "ledger" / name
    file.write_text(f"format = 1\n{rows}", "utf-8")
    return file


def states(folder: Path) -> list[str]:
    return [entry.state for entry in load(folder).ledger.entries]


def only(folder: Path) -> PlanFault:
    with pytest.raises(PlanFileError) as caught:
        load(folder)
    (fault,) = caught.value.faults
    return fault


class TestWhatIsRead:
    def test_records_stand_beside_the_plan_and_in_it(self, folder: Path) -> None:
        (folder / "plan.toml").write_text(HEAD + entry("not-started"), "utf-8")
        put(folder, "b.toml", entry("done"))
        put(folder, "a.toml", entry("in-progress") + entry("submitted"))

        assert states(folder) == ["not-started", "in-progress", "submitted", "done"]

    def test_a_plan_without_a_ledger_has_an_empty_one(self, folder: Path) -> None:
        assert not load(folder).ledger
        (folder / "ledger").rmdir()
        assert not load(folder).ledger
        assert list(loads(HEAD).ledger.records()) == []

    @pytest.mark.parametrize("name", [".a.toml", ".a.toml.0123456789abcdef", "a.toml~", "a.txt"])
    def test_what_editors_and_writers_leave_is_no_part_of_it(self, folder: Path, name: str) -> None:
        (folder / "ledger" / name).write_text("dở dang", "utf-8")

        assert not load(folder).ledger

    def test_a_record_knows_its_place(self, folder: Path) -> None:
        put(folder, "a.toml", entry("done") + entry("returned"))
        plan = load(folder)
        assert plan.origin is not None
        at = plan.ledger.position(plan.ledger.entries[1])
        assert at is not None

        assert plan.origin.files[at[0]].key == "ledger/a.toml"
        assert at[1] == ("entry", 1)
        assert Ledger().position(plan.ledger.entries[1]) is None

    def test_its_files_belong_to_the_digest(self, folder: Path) -> None:
        before = load(folder).origin
        put(folder, "a.toml", entry("done"))
        after = load(folder).origin
        assert before is not None
        assert after is not None

        assert before.digest() != after.digest()


class TestOddFolders:
    def test_a_folder_that_is_a_file(self, folder: Path) -> None:
        (folder / "ledger").rmdir()
        (folder / "ledger").touch()

        assert only(folder).code == "SRC011"

    def test_a_file_that_is_a_folder(self, folder: Path) -> None:
        (folder / "ledger" / "a.toml").mkdir()

        assert (
            only(folder)
            .text("en")
            .endswith("ledger/a.toml:1:1: fault SRC008 this is no regular file")
        )

    def test_a_pipe_is_never_waited_for(self, folder: Path) -> None:
        os.mkfifo(folder / "ledger" / "a.toml")

        assert only(folder).code == "SRC008"

    def test_too_many_files(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workspace, "FILE_LIMIT", 2)
        for name in "abc":
            put(folder, f"{name}.toml", "")
        fault = only(folder)

        assert fault.code == "SRC010"
        assert fault.messages["en"].startswith("the folder has 3 files; at most 2 are read")

    def test_every_bad_file_is_told_at_once(self, folder: Path) -> None:
        put(folder, "a.toml", entry("xong"))
        put(folder, "b.toml", "[[entry]\n")
        (folder / "ledger" / "c.toml").mkdir()
        with pytest.raises(PlanFileError) as caught:
            load(folder)

        assert [fault.code for fault in caught.value.faults] == ["VAL003", "SRC004", "SRC008"]


class TestLinks:
    def test_a_file_that_leaves_is_refused(self, folder: Path) -> None:
        (folder.parent / "secret.toml").write_text("bí mật", "utf-8")
        (folder / "ledger" / "a.toml").symlink_to("../../secret.toml")
        fault = only(folder)

        assert fault.code == "PTH001"
        assert "bí mật" not in str(fault)

    def test_a_folder_that_leaves_is_refused_before_it_is_listed(self, folder: Path) -> None:
        (folder.parent / "other").mkdir()
        (folder.parent / "other" / "secret.toml").touch()
        (folder / "ledger").rmdir()
        (folder / "ledger").symlink_to("../other")
        fault = only(folder)

        assert fault.code == "PTH001"
        assert "secret" not in str(fault)

    def test_a_link_that_leads_nowhere_is_a_fault(self, folder: Path) -> None:
        (folder / "ledger").rmdir()
        (folder / "ledger").symlink_to("khong-co")

        assert only(folder).code == "SRC001"

    def test_a_link_that_stays_is_followed(self, folder: Path) -> None:
        (folder / "ledger").rename(folder / "so")
        (folder / "ledger").symlink_to("so")
        put(folder, "a.toml", entry("done"))
        (folder / "ledger" / "b.toml").symlink_to("a.toml")

        assert states(folder) == ["done", "done"]


def made(day: int, order: int, state: State) -> Entry:
    return Entry(task=Slug("a"), recorded_on=date(2024, 9, day), order=Ordinal(order), state=state)


def test_what_counts_is_told_by_day_then_by_order_within_it() -> None:
    expected = [
        made(1, 2, State.DONE),
        made(2, 1, State.RETURNED),
        made(2, 3, State.IN_PROGRESS),
        made(3, 1, State.DONE),
    ]
    shuffled = random.Random(1).sample(expected, k=4)

    assert in_time(shuffled) == expected


def test_where_neither_tells_the_order_of_files_does_not_either() -> None:
    alike = [made(1, 1, state) for state in State]

    assert in_time(alike) == in_time(reversed(alike))
