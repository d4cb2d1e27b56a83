"""Which files a plan may be made of, and what becomes of odd ones."""

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from planrules import PlanFault, PlanFileError, load, loads

PLANS = Path(__file__).resolve().parents[3] / "plans"
HEAD = 'format = 1\n\n[plan]\nid = "ke-hoach"\ntitle = "Kế hoạch thử nghiệm"\n'
OUTSIDE = "noi-dung-khong-duoc-lo"


def faults(path: Path | str) -> tuple[PlanFault, ...]:
    with pytest.raises(PlanFileError) as caught:
        load(path)
    return caught.value.faults


def only(path: Path | str) -> PlanFault:
    (fault,) = faults(path)
    return fault


def codes(path: Path | str) -> list[str]:
    return [fault.code for fault in faults(path)]


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Return a plan's folder in no workspace, with a secret beside it."""
    folder = tmp_path / "ke-hoach"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(OUTSIDE, encoding="utf-8")
    (tmp_path / "secret.toml").write_text(OUTSIDE, encoding="utf-8")
    (folder / "plan.toml").write_text(HEAD, encoding="utf-8")
    return folder


@pytest.fixture(name="workspace")
def fixture_workspace(tmp_path: Path) -> Path:
    """Return a workspace with one register and one plan."""
    root = tmp_path / "plans"
    for name in ("units", "ke-hoach"):
        (root / name).mkdir(parents=True)
    (root / "planrules.toml").write_text("format = 1\n", encoding="utf-8")
    (root / "units" / "huyen.toml").write_text(
        'format = 1\n[register]\nid = "huyen"\ntitle = "Huyện"\n[[unit]]\nid = "a"\nname = "A"\n',
        encoding="utf-8",
    )
    write(root / "ke-hoach", 'issuer = "a"\n', registers='"huyen"')
    return root


def write(folder: Path, more: str = "", *, registers: str = "") -> None:
    top = f"registers = {registers}\n" if registers else ""
    text = HEAD.replace("format = 1\n", f"format = 1\n{top}")
    (folder / "plan.toml").write_text(text + more, encoding="utf-8")


class TestWhereAPlanIs:
    def test_a_folder_stands_for_its_file(self, folder: Path) -> None:
        assert load(folder) == load(folder / "plan.toml") == loads(HEAD)

    def test_a_text_will_do_as_path(self, folder: Path) -> None:
        assert load(os.fspath(folder)) == loads(HEAD)

    def test_a_file_may_have_any_name(self, folder: Path) -> None:
        (folder / "plan.toml").rename(folder / "khac")

        assert load(folder / "khac") == loads(HEAD)

    def test_files_are_named_as_the_user_reaches_them(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(workspace / "units")
        origin = load("../ke-hoach/plan.toml").origin
        assert origin is not None

        names = ["../ke-hoach/plan.toml", "../units/huyen.toml", "../planrules.toml"]
        assert [file.name for file in origin.files] == names
        assert [file.key for file in origin.files] == [
            "ke-hoach/plan.toml",
            "units/huyen.toml",
            "planrules.toml",
        ]

    def test_a_file_in_the_current_folder_needs_no_folder(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(folder)

        assert load("plan.toml") == loads(HEAD)

    def test_the_digest_is_the_same_wherever_the_workspace_lies(
        self, workspace: Path, tmp_path: Path
    ) -> None:
        shutil.copytree(workspace, tmp_path / "copy")
        first, second = load(workspace / "ke-hoach").origin, load(tmp_path / "copy/ke-hoach").origin
        assert first is not None
        assert second is not None

        assert first.digest() == second.digest()
        assert first.digest().startswith("sha256:")

    @pytest.mark.parametrize("name", ["khong-co", "khong-co/plan.toml", "plan.toml/plan.toml"])
    def test_what_is_missing_is_a_fault(self, folder: Path, name: str) -> None:
        fault = only(folder / name)

        assert fault.code == "SRC001"
        assert fault.messages["en"] == "the file can't be read: there is no such file"
        assert (fault.line, fault.column) == (1, 1)

    def test_a_folder_without_a_plan_is_a_fault(self, tmp_path: Path) -> None:
        assert codes(tmp_path) == ["SRC001"]

    @pytest.mark.parametrize("name", ["a\0b", "a\ud800", "x" * 5000])
    def test_an_impossible_name_is_a_fault(self, folder: Path, name: str) -> None:
        assert codes(folder / name) == ["SRC001"]

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
    def test_what_may_not_be_read_is_a_fault(
        self, folder: Path
    ) -> None:  # pragma: no cover - skipped for root
        (folder / "plan.toml").chmod(0)

        assert "permission denied" in str(only(folder))


class TestPathsThatLeave:
    @pytest.mark.parametrize("name", ["../secret.txt", "../khong-co.txt", "x/../../secret.txt"])
    def test_a_document_stays_in_the_folder(self, folder: Path, name: str) -> None:
        write(folder, f'document = "{name}"\n')
        fault = only(folder)

        assert fault.code == "PTH001"
        assert (fault.line, fault.column) == (6, 12)

    def test_an_absolute_path_is_refused_whether_it_exists_or_not(self, folder: Path) -> None:
        found = set()
        for name in ("secret.txt", "khong-co.txt"):
            write(folder, f'document = "{folder.parent / name}"\n')
            found.add(only(folder).code)

        assert found == {"PTH001"}

    def test_in_a_workspace_a_document_may_lie_beside_the_plan(self, workspace: Path) -> None:
        (workspace / "van-ban.txt").write_text("Văn bản", encoding="utf-8")
        write(workspace / "ke-hoach", 'document = "../van-ban.txt"\n')

        assert load(workspace / "ke-hoach").text is not None

    def test_nothing_leaves_the_workspace(self, workspace: Path) -> None:
        (workspace.parent / "secret.txt").write_text(OUTSIDE, encoding="utf-8")
        write(workspace / "ke-hoach", 'document = "../../secret.txt"\n')

        assert codes(workspace / "ke-hoach") == ["PTH001"]

    def test_a_link_that_leaves_is_refused(self, folder: Path) -> None:
        (folder / "van-ban.txt").symlink_to("../secret.txt")
        write(folder, 'document = "van-ban.txt"\n')

        assert codes(folder) == ["PTH001"]

    def test_a_link_through_a_folder_that_leaves_is_refused(self, folder: Path) -> None:
        (folder / "ngoai").symlink_to("..", target_is_directory=True)
        write(folder, 'document = "ngoai/secret.txt"\n')

        assert codes(folder) == ["PTH001"]

    def test_a_link_that_stays_is_followed(self, folder: Path) -> None:
        (folder / "that.txt").write_text("Văn bản", encoding="utf-8")
        (folder / "van-ban.txt").symlink_to("that.txt")
        write(folder, 'document = "van-ban.txt"\n')

        assert load(folder).text is not None

    def test_links_in_a_circle_are_a_fault(self, folder: Path) -> None:
        (folder / "a").symlink_to("b")
        (folder / "b").symlink_to("a")
        write(folder, 'document = "a"\n')

        assert codes(folder) == ["SRC001"]
        assert codes(folder / "a") == ["SRC001"]

    def test_a_plan_that_is_a_link_belongs_to_where_it_points(
        self, workspace: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "link").symlink_to(workspace / "ke-hoach")

        assert load(tmp_path / "link") == load(workspace / "ke-hoach")

    def test_the_own_file_of_a_folder_may_not_point_out_of_it(self, folder: Path) -> None:
        (folder / "plan.toml").unlink()
        (folder / "plan.toml").symlink_to("../secret.toml")
        fault = only(folder)

        assert fault.code == "PTH001"
        assert OUTSIDE not in str(fault)

    def test_a_register_through_a_link_that_leaves_is_refused(self, workspace: Path) -> None:
        (workspace.parent / "secret.toml").write_text(OUTSIDE, encoding="utf-8")
        (workspace / "units" / "ngoai.toml").symlink_to("../../secret.toml")
        write(workspace / "ke-hoach", registers='["ngoai"]')
        fault = only(workspace / "ke-hoach")

        assert fault.code == "PTH001"
        assert OUTSIDE not in str(fault)

    def test_a_marker_that_leaves_is_refused(self, workspace: Path) -> None:
        (workspace / "planrules.toml").rename(workspace.parent / "secret.toml")
        (workspace / "planrules.toml").symlink_to("../secret.toml")

        assert codes(workspace / "ke-hoach") == ["PTH001"]

    @pytest.mark.parametrize("name", ["../units/huyen", "/etc/passwd", "huyen.toml", "."])
    def test_a_register_is_a_name_and_no_path(self, workspace: Path, name: str) -> None:
        write(workspace / "ke-hoach", registers=f'["{name}"]')

        assert codes(workspace / "ke-hoach") == ["VAL004"]

    def test_a_register_needs_a_workspace(self, folder: Path) -> None:
        write(folder, registers='["huyen"]')

        assert codes(folder) == ["PTH002"]

    def test_a_text_has_no_workspace(self) -> None:
        with pytest.raises(PlanFileError) as caught:
            loads('registers = ["huyen"]\n' + HEAD)

        assert [fault.code for fault in caught.value.faults] == ["PTH002"]

    def test_a_text_reads_no_document(self) -> None:
        plan = loads(HEAD + 'document = "/etc/passwd"\n')

        assert plan.document == "/etc/passwd"
        assert plan.text is None


class TestOddFiles:
    def test_a_folder_in_place_of_a_file(self, folder: Path) -> None:
        (folder / "plan.toml").unlink()
        (folder / "plan.toml").mkdir()

        assert codes(folder) == ["SRC008"]

    def test_a_pipe_is_never_waited_for(self, folder: Path) -> None:
        os.mkfifo(folder / "ong")
        write(folder, 'document = "ong"\n')

        assert codes(folder) == ["SRC008"]
        assert codes(folder / "ong") == ["SRC008"]

    def test_a_device_is_no_plan(self) -> None:
        assert codes("/dev/zero") == ["SRC008"]

    def test_a_huge_file_is_not_read(self, folder: Path) -> None:
        os.truncate(folder / "plan.toml", 64 * 1024 * 1024 + 1)
        fault = only(folder)

        assert fault.code == "SRC003"
        assert "67108865 bytes" in str(fault)

    def test_a_file_of_spaces_is_empty(self, folder: Path) -> None:
        (folder / "plan.toml").write_bytes(b"\xef\xbb\xbf \r\n\t\n")

        assert codes(folder) == ["SRC006"]

    def test_an_empty_document_is_a_document(self, folder: Path) -> None:
        (folder / "van-ban.txt").touch()
        write(folder, 'document = "van-ban.txt"\n')
        text = load(folder).text

        assert text is not None
        assert text.clauses == ()

    @pytest.mark.parametrize(
        "stored",
        [
            lambda text: text.encode("utf-8-sig"),
            lambda text: text.replace("\n", "\r\n").encode(),
            lambda text: unicodedata.normalize("NFD", text).encode(),
            lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        ],
        ids=["bom", "crlf", "nfd", "bom-crlf"],
    )
    def test_the_real_plan_is_the_same_however_it_is_stored(
        self, stored: Callable[[str], bytes], tmp_path: Path
    ) -> None:
        shutil.copytree(PLANS, tmp_path / "plans")
        for path in (tmp_path / "plans").rglob("*.*"):
            path.write_bytes(stored(path.read_text(encoding="utf-8")))
        plan, real = load(tmp_path / "plans/van-quan-27ct"), load(PLANS / "van-quan-27ct")

        assert plan == real
        assert hash(plan) == hash(real)
        assert plan.text is not None
        assert real.text is not None
        assert [c.text for c in plan.text.clauses] == [c.text for c in real.text.clauses]

    def test_places_count_code_points_of_the_file_as_stored(self) -> None:
        line = unicodedata.normalize("NFD", 'signed_by = { name = "Thúy", chuc_vu = 1 }')
        with pytest.raises(PlanFileError) as caught:
            loads("\ufeff" + (HEAD + line).replace("\n", "\r\n"))
        (fault,) = caught.value.faults

        assert (fault.line, fault.column) == (6, line.index("chuc_vu") + 1)
        assert line.index("chuc_vu") == 'signed_by = { name = "Thúy", chuc_vu'.index("chuc_vu") + 1

    def test_values_are_composed(self) -> None:
        plan = loads(unicodedata.normalize("NFD", HEAD))

        assert plan.title == "Kế hoạch thử nghiệm"

    def test_half_a_character_is_no_text(self) -> None:
        with pytest.raises(PlanFileError) as caught:
            loads(HEAD + 'note = "\ud800"\n')

        assert [fault.code for fault in caught.value.faults] == ["SRC002"]
