"""Which files may be read, and what they hold.

No name or path leaves the workspace, nor the plan's folder where there is no workspace: what a
link points at counts, not where it stands.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Final

import attrs

from planrules.errors import PlanFault
from planrules.model.place import SourceFile
from planrules.source.faults import cut, sentences
from planrules.source.syntax import SIZE_LIMIT

#: Marks the folder that plans, registers and rules live in.
MARKER: Final = "planrules.toml"
#: The plan's own file in its folder.
PLAN_FILE: Final = "plan.toml"
#: The file of rules and waivers beside a plan.
RULES_FILE: Final = "rules.toml"
#: Folders of a plan's folder: what was reported, and what has changed the plan.
LEDGER: Final = "ledger"
AMENDMENTS: Final = "amendments"
#: Most files of one of them.
FILE_LIMIT: Final = 20_000
#: Largest official text, in bytes.
DOCUMENT_LIMIT: Final = 4 * 1024 * 1024


#: Why a system does not take a file, by the number that it gives.
_REASONS: Final = {
    errno.ENOSPC: ("ổ đĩa đã đầy", "the disk is full"),
    errno.EDQUOT: ("đã hết dung lượng được cấp", "the quota is used up"),
    errno.EFBIG: ("tệp vượt dung lượng hệ thống cho phép", "the system allows no file so large"),
    errno.EROFS: ("nơi lưu chỉ cho đọc", "the file system is read-only"),
    errno.ENOLCK: ("hệ thống tệp không khóa được tệp", "the file system can't lock files"),
    errno.EOPNOTSUPP: ("hệ thống tệp không khóa được tệp", "the file system can't lock files"),
    errno.EIO: ("ổ đĩa bị lỗi", "the disk has failed"),
}


@attrs.frozen
class Workspace:
    """The folder whose files may be read.

    Attributes:
        root: The real folder that nothing leaves.
        folder: The plan's real folder, in ``root``.
        shown_folder: The plan's folder as the user named it, for the names of files.
        is_marked: Whether ``root`` holds the marker, and so registers.
    """

    root: Path
    folder: Path
    shown_folder: str
    is_marked: bool

    @classmethod
    def around(cls, path: Path, /) -> tuple["Workspace", str]:
        """Return the workspace of a plan's folder or file, and the name of the plan's file.

        Raises:
            PlanFault: If there is nothing at ``path``.
        """
        shown_path = os.fspath(path)
        try:
            real = path.resolve(strict=True)
            is_folder = real.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            raise unreadable(shown_path, error) from None
        if is_folder:
            folder, name, shown_folder = real, PLAN_FILE, shown_path
        else:
            folder, name, shown_folder = real.parent, real.name, os.path.dirname(shown_path)  # noqa: PTH120 - Path would drop "./"
        for root in (folder, *folder.parents):
            if (root / MARKER).is_file():
                return cls(root, folder, shown_folder, is_marked=True), name
        return cls(folder, folder, shown_folder, is_marked=False), name

    def inside(self, folder: str, /) -> tuple[str, ...]:
        """Return the names of the TOML files of a folder beside the plan, in order.

        Files whose names begin with a dot are left out: editors and this library put there what is
        not finished.

        Raises:
            PlanFault: If it is no folder, can't be read, lies outside or has too many files.
        """
        shown_name = self.shown(folder)
        real = self.folder / folder
        if not os.path.lexists(real):
            return ()
        self.real(folder)
        try:
            names = sorted(
                name
                for name in os.listdir(real)  # noqa: PTH208 - names are all that is wanted
                if name.endswith(".toml") and not name.startswith(".")
            )
        except NotADirectoryError:
            raise PlanFault(shown_name, 1, 1, "SRC011", sentences("SRC011")) from None
        except OSError as error:
            raise unreadable(shown_name, error) from None
        if len(names) > FILE_LIMIT:
            messages = sentences("SRC010", count=len(names), limit=FILE_LIMIT)
            raise PlanFault(shown_name, 1, 1, "SRC010", messages)
        return tuple(f"{folder}/{name}" for name in names)

    def has_rules(self) -> bool:
        """Return whether rules or waivers lie beside the plan, even as a broken link."""
        return os.path.lexists(self.folder / RULES_FILE)

    def read(self, relative: str, /, *, limit: int = SIZE_LIMIT) -> SourceFile:
        """Return a file named relative to the plan's folder.

        Raises:
            PlanFault: If the file is missing, is no regular file, is too large or lies outside.
        """
        real = self.real(relative)
        key = real.relative_to(self.root).as_posix()
        return read_file(real, self.shown(relative), key=key, limit=limit)

    def shown(self, relative: str, /) -> str:
        """Return what people call something named relative to the plan's folder."""
        return os.path.normpath(os.path.join(self.shown_folder, relative))  # noqa: PTH118 - names for people, no file is touched

    def real(self, relative: str, /) -> Path:
        """Return where something named relative to the plan's folder is, or would be.

        Raises:
            PlanFault: If that lies outside, or can't be.
        """
        try:
            # Not strict: whether something outside exists is nobody's business either.
            real = (self.folder / relative).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise unreadable(self.shown(relative), error) from None
        if not real.is_relative_to(self.root):
            messages = sentences("PTH001", found=cut(relative), root=self.root.name)
            raise PlanFault(self.shown(relative), 1, 1, "PTH001", messages)
        return real


def read_file(real: Path, name: str, *, key: str, limit: int) -> SourceFile:
    """Return a regular file of bounded size.

    Raises:
        PlanFault: If it is no regular file, too large, or can't be read.
    """
    try:
        info = real.stat()
        if not stat.S_ISREG(info.st_mode):
            raise PlanFault(name, 1, 1, "SRC008", sentences("SRC008"))
        with real.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise unreadable(name, error) from None
    if len(data) > limit:
        messages = sentences("SRC003", size=max(info.st_size, len(data)), limit=limit)
        raise PlanFault(name, 1, 1, "SRC003", messages)
    return SourceFile(name, key, data)


def unreadable(name: str, error: Exception) -> PlanFault:
    """Return the fault of a file that the system does not give."""
    vi, en = reason(error)
    return PlanFault(name, 1, 1, "SRC001", sentences("SRC001", reason_vi=vi, reason_en=en))


def reason(error: Exception) -> tuple[str, str]:
    """Return why the system refused a file, in Vietnamese and in English."""
    known = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    if known is not None:
        return known
    reasons: dict[type[Exception], tuple[str, str]] = {
        FileNotFoundError: ("không có tệp này", "there is no such file"),
        NotADirectoryError: ("không có tệp này", "there is no such file"),
        IsADirectoryError: ("đây là thư mục", "this is a folder"),
        PermissionError: ("không đủ quyền", "permission denied"),
        FileExistsError: ("đã có sẵn", "it exists already"),
    }
    return reasons.get(type(error), ("đường dẫn không dùng được", "the path can't be used"))
