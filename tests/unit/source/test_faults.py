"""Every fault has a file in ``tests/errors`` that provokes it, and its exact lines beside it."""

import os
import shutil
from pathlib import Path

import pytest

from planrules import PlanFault, PlanFileError, load, rules_of
from planrules.source.faults import SENTENCES
from tests.conftest import Golden

CASES = Path(__file__).resolve().parents[2] / "errors"
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "errors"
NAMES = sorted(path.name.removesuffix(".toml") for path in CASES.iterdir())

#: Provoked by more than one file, or where something is written, and tested there.
ELSEWHERE = {
    "AMD003",
    *("BAS001", "BAS002", "BAS003"),
    *("LED001", "LED002", "LED003", "LED004", "LED005", "LED006", "LED007"),
    *("RUL009", "SRC007", "SRC010"),
}


def faults_of(name: str) -> PlanFileError:
    """Return what is wrong with a case that was copied into the current folder."""
    if (CASES / name).is_dir():
        shutil.copytree(CASES / name, name)
        path = f"{name}/plans/ke-hoach"
    else:
        shutil.copy(CASES / f"{name}.toml", ".")
        path = f"{name}.toml"
    if name == "document-too-large":
        Path("qua-lon.txt").touch()
        os.truncate("qua-lon.txt", 4 * 1024 * 1024 + 1)
    with pytest.raises(PlanFileError) as caught:
        rules_of(load(path))
    return caught.value


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "thu-muc"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("name", NAMES)
def test_faults_are_told_in_these_words(name: str, golden: Golden) -> None:
    error = faults_of(name)
    lines = [fault.text(language) for language in ("vi", "en") for fault in error.faults]

    golden(f"errors/{name}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_faults_lie_in_their_files(name: str) -> None:
    for fault in faults_of(name).faults:
        lines = Path(fault.file).read_bytes().decode(errors="replace").split("\n")

        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1


def test_every_fault_is_provoked() -> None:
    told = "".join((GOLDEN / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES)

    assert {code for code in SENTENCES if f" fault {code} " not in told} == ELSEWHERE


def test_no_golden_file_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == NAMES


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_say_what_to_do_in_one_breath(code: str) -> None:
    for sentence in SENTENCES[code]:
        assert not sentence.endswith((".", "!"))
        assert "please" not in sentence
        assert "invalid" not in sentence


def test_a_fault_shows_its_english_line_in_a_traceback() -> None:
    fault = PlanFault("plan.toml", 3, 7, "SRC008", {"vi": "không phải tệp", "en": "no file"})

    assert str(fault) == "plan.toml:3:7: fault SRC008 no file"
    assert fault.text() == "plan.toml:3:7: fault SRC008 không phải tệp"


def test_references_are_looked_at_once_nothing_else_is_wrong() -> None:
    assert not faults_of("wrong-types").references_checked
    assert faults_of("unknown-ids").references_checked


def test_a_part_of_the_faults_is_still_such_an_error() -> None:
    error = faults_of("unknown-ids")
    part = error.subgroup(lambda fault: isinstance(fault, PlanFault) and fault.code == "REF001")

    assert isinstance(part, PlanFileError)
    assert part.faults
    assert part.references_checked
    assert isinstance(part, ValueError) is isinstance(error, ValueError)
