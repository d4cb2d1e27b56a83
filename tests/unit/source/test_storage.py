"""Files written whole or not at all, by one writer at a time."""

import errno
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from planrules import LedgerBusyError
from planrules.source import locking, storage
from planrules.source.locking import LOCK, locked
from planrules.source.storage import clear_staged, replace_whole, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestWholeFiles:
    def test_a_new_file_and_one_that_is_replaced(self, tmp_path: Path) -> None:
        file = tmp_path / "a.toml"
        assert replace_whole(file, b"1", found=None)
        file.chmod(0o640)
        assert replace_whole(file, b"2", found=b"1")
        assert file.read_bytes() == b"2"
        assert file.stat().st_mode & 0o777 == 0o640
        assert names(tmp_path) == ["a.toml"]

    def test_a_file_is_a_second_later_than_the_one_that_it_replaces(self, tmp_path: Path) -> None:
        """Else a web server would take two of one size for the same."""
        file = tmp_path / "a.ics"
        times = []
        for data in (b"1", b"2", b"3"):
            write_whole(file, data)
            times.append(int(file.stat().st_mtime))
        assert times[0] < times[1] < times[2]

        os.utime(file, (1_000_000_000, 1_000_000_000))
        write_whole(file, b"4")
        assert int(file.stat().st_mtime) >= times[0]

    @pytest.mark.parametrize("now", [b"khac", b"", None])
    def test_what_somebody_else_wrote_meanwhile_stays(
        self, tmp_path: Path, now: bytes | None
    ) -> None:
        file = tmp_path / "a.toml"
        if now is not None:
            file.write_bytes(now)

        assert not replace_whole(file, b"2", found=b"1")
        assert (file.read_bytes() if file.exists() else None) == now
        assert names(tmp_path) == ([] if now is None else ["a.toml"])

    @pytest.mark.parametrize("step", ["fsync", "replace"])
    def test_a_disk_that_fails_leaves_the_old_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        file = tmp_path / "a.toml"
        file.write_bytes(b"1")

        def fail(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, step, fail)
        monkeypatch.setattr(Path, "replace", fail if step == "replace" else Path.replace)
        with pytest.raises(OSError, match="No space left"):
            replace_whole(file, b"2", found=b"1")
        with pytest.raises(OSError, match="No space left"):
            write_whole(file, b"2")

        assert file.read_bytes() == b"1"
        assert names(tmp_path) == ["a.toml"]

    @pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
    def test_a_system_that_syncs_no_folders_is_good_enough(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        def refuse(_: int) -> None:
            raise OSError(number, "")

        monkeypatch.setattr(os, "fsync", refuse)
        storage.settle(tmp_path)

    def test_a_disk_that_fails_under_the_folder_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: int) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="error"):
            storage.settle(tmp_path)

    def test_only_what_writers_left_is_removed(self, tmp_path: Path) -> None:
        kept = ["a.toml", ".a.toml", ".a.toml.0123", ".a.txt.0123456789abcdef", ".lock"]
        ours = (".a.toml", ".b-2024-Q3.toml", ".a.b.ics", ".a.json", ".a.html", ".SHA256SUMS")
        for name in (*kept, *(f"{name}.0123456789abcdef" for name in ours)):
            (tmp_path / name).touch()
        (tmp_path / ".c.toml.0123456789abcdef").mkdir()
        clear_staged(tmp_path)

        assert names(tmp_path) == sorted([*kept, ".c.toml.0123456789abcdef"])


HOLD = """
import sys, time
from pathlib import Path
from planrules.source.locking import locked
with locked(Path(sys.argv[1]), name="so", patience=0):
    print("held", flush=True)
    time.sleep(60)
"""


class TestLocks:
    def test_it_leaves_nothing_behind(self, tmp_path: Path) -> None:
        with locked(tmp_path, name="so", patience=0):
            assert names(tmp_path) == [LOCK]
        assert names(tmp_path) == []

    def test_another_writer_is_waited_for_and_then_told(self, tmp_path: Path) -> None:
        with (
            locked(tmp_path, name="so", patience=0),
            pytest.raises(LedgerBusyError, match="so: others keep writing") as caught,
            locked(tmp_path, name="so", patience=0.05),
        ):
            pytest.fail("two writers at once")  # pragma: no cover - it must not come here

        assert caught.value.text().startswith("so: nơi khác đang ghi")
        assert pickle.loads(pickle.dumps(caught.value)).folder == "so"  # noqa: S301 - our own bytes

    def test_threads_keep_each_other_out(self, tmp_path: Path) -> None:
        inside: list[int] = []
        most: list[int] = []

        def write(number: int) -> None:
            for _ in range(5):
                with locked(tmp_path, name="so", patience=60):
                    inside.append(number)
                    most.append(len(inside))
                    inside.remove(number)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert most == [1] * 30

    def test_the_lock_of_a_process_that_was_killed_is_nobodys(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", HOLD, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            with (
                pytest.raises(LedgerBusyError, match="so"),
                locked(tmp_path, name="so", patience=0),
            ):
                pytest.fail("two writers at once")  # pragma: no cover - it must not come here
            holder.kill()
            holder.wait()

        assert names(tmp_path) == [LOCK]
        with locked(tmp_path, name="so", patience=0):
            pass
        assert names(tmp_path) == []

    def test_a_lock_whose_file_is_gone_keeps_nobody_out_and_is_not_taken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lock = locking._lock  # noqa: SLF001 - what happens in between can't be had otherwise
        seen: list[bool] = []

        def gone_meanwhile(number: int) -> bool:
            taken = lock(number)
            if not seen:
                (tmp_path / LOCK).unlink()  # as its holder does
            seen.append(taken)
            return taken

        monkeypatch.setattr(locking, "_lock", gone_meanwhile)
        with locked(tmp_path, name="so", patience=1):
            assert seen == [True, True]

    def test_what_another_user_left_is_locked_without_being_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = os.open

        def of_another_user(path: Path, flags: int, mode: int = 0o777) -> int:
            if flags & os.O_RDWR:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return opened(path, flags, mode)

        monkeypatch.setattr(os, "open", of_another_user)
        with locked(tmp_path, name="so", patience=0):
            assert names(tmp_path) == [LOCK]

    def test_a_link_in_its_place_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / LOCK).symlink_to(tmp_path / "khac")
        with (
            pytest.raises(OSError, match="symbolic links"),
            locked(tmp_path, name="so", patience=0),
        ):
            pytest.fail("a link was followed")  # pragma: no cover - it must not come here

        assert not (tmp_path / "khac").exists()

    def test_a_file_system_without_locks_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

        monkeypatch.setattr("fcntl.flock", refuse)
        with pytest.raises(OSError, match="locks"), locked(tmp_path, name="so", patience=0):
            pytest.fail("written without a lock")  # pragma: no cover - it must not come here
