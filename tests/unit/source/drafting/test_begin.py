"""A new folder from a document: both files or none, nothing overwritten."""

import os
from pathlib import Path

import pytest

from planrules.errors import PlanFault
from planrules.source.drafting.begin import begin
from planrules.source.read import load

REAL = Path(__file__).parents[4] / "plans" / "van-quan-27ct" / "document.txt"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_that_loads(tmp_path: Path) -> None:
    out = tmp_path / "new" / "plan"
    written = begin(REAL, out=out)
    plan = load(out)

    assert written == ("plan.toml", "document.txt")
    assert files(out) == ["document.txt", "plan.toml"]
    assert files(out.parent) == ["plan"]
    assert (out / "document.txt").read_bytes() == REAL.read_bytes()
    assert plan.text is not None
    assert plan.text.clause("IV.1.2") is not None


def test_the_bytes_are_copied_as_they_are(tmp_path: Path) -> None:
    data = "\ufeffI. NHIỆM VỤ\r\n- La\u0300m\r\n".encode()
    (tmp_path / "văn bản.txt").write_bytes(data)
    begin(tmp_path / "văn bản.txt", out=tmp_path / "out")

    assert (tmp_path / "out" / "document.txt").read_bytes() == data
    assert load(tmp_path / "out").measures[0].title == "Làm"


def test_an_empty_document_gives_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "ke-hoach-nam.txt").write_bytes(b"")
    begin(tmp_path / "ke-hoach-nam.txt", out=tmp_path / "out")

    assert load(tmp_path / "out").title == "ke-hoach-nam"


def test_files_are_added_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")

    assert begin(REAL, out=tmp_path) == ("plan.toml", "document.txt")
    assert files(tmp_path) == ["document.txt", "notes.md", "plan.toml"]


def test_a_document_in_its_place_stays(tmp_path: Path) -> None:
    (tmp_path / "document.txt").write_bytes(b"I. A")

    assert begin(tmp_path / "document.txt", out=tmp_path) == ("plan.toml",)
    assert files(tmp_path) == ["document.txt", "plan.toml"]


@pytest.mark.parametrize("name", ["plan.toml", "document.txt"])
@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_nothing_is_overwritten(tmp_path: Path, name: str, kind: str) -> None:
    if kind == "file":
        (tmp_path / name).write_text("mine")
    elif kind == "link":
        (tmp_path / name).symlink_to(tmp_path / "nowhere")
    else:
        (tmp_path / name).mkdir()
    with pytest.raises(PlanFault, match=f'SRC007 "{name}" exists already') as raised:
        begin(REAL, out=tmp_path)

    assert files(tmp_path) == [name]
    assert f'đã có tệp "{name}"' in raised.value.text("vi")
    assert raised.value.file == str(tmp_path / name)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(PlanFault, match="SRC007"):
        begin(REAL, out=tmp_path / "out")

    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"I. A\n- \xffb", "SRC002", 2, 3),
        ("I. Ấ".encode("utf-16"), "SRC002", 1, 1),
        (b" " * (4 * 1024 * 1024 + 1), "SRC003", 1, 1),
    ],
)
def test_what_is_refused(tmp_path: Path, data: bytes, code: str, line: int, column: int) -> None:
    document = tmp_path / "a.txt"
    document.write_bytes(data)
    with pytest.raises(PlanFault) as raised:
        begin(document, out=tmp_path / "out")

    fault = raised.value
    assert (fault.code, fault.line, fault.column, fault.file) == (code, line, column, str(document))
    assert files(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "code"), [("none", "SRC001"), ("a\0b", "SRC001"), (".", "SRC008")]
)
def test_what_is_no_file(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(PlanFault, match=code):
        begin(tmp_path / name, out=tmp_path / "out")

    assert files(tmp_path) == []


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("failing", [1, 2])
def test_a_write_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: object, failing: int
) -> None:
    out = tmp_path / "out"
    if exists:
        out.mkdir()
    before = files(tmp_path)
    calls = []

    def fsync(_: int) -> None:
        calls.append(1)
        if len(calls) == failing:
            raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="no space left"):
        begin(REAL, out=out)

    assert files(tmp_path) == before
    assert not exists or files(out) == []


def test_a_rename_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(path: Path, target: Path) -> Path:
        if target.name == "document.txt":
            raise OSError(5, "input/output error")
        return path.rename(target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="input/output error"):
        begin(REAL, out=tmp_path)

    assert files(tmp_path) == []
