"""Files written whole or not at all."""

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

#: What a file is called until it is whole: hidden, and with letters of its own at the end.
_STAGED: Final = re.compile(r"\.(?:.+\.(?:toml|ics|html|json)|SHA256SUMS)\.[0-9a-f]{16}")
#: What systems say that can't be asked to have a folder on the disk.
_NO_SUCH_THING: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})

#: In nanoseconds.
_SECOND: Final = 1_000_000_000


def write_whole(path: Path, data: bytes, /) -> None:
    """Write a file so that a reader finds the old one or the new one, and never a part.

    What stands there is replaced, and keeps its permissions; a link is followed. The new file is
    later than the old one by a second at least: web servers tell files apart by no less.

    Raises:
        OSError: If the folder does not take it; what stood there is untouched then.
    """
    path = path.resolve()
    with _staged(path, data) as beside:
        _date_after(beside, path)
        beside.replace(path)
    settle(path.parent)


def replace_whole(path: Path, data: bytes, /, *, found: bytes | None) -> bool:
    """Write a file as ``write_whole`` does, unless somebody else has done so meanwhile.

    Whoever edits a file by hand takes no lock: it is looked at once more, right before the new one
    takes its place.

    Args:
        path: The file.
        data: All that it is to hold.
        found: What it held when ``data`` was made of it; None where there was no file.

    Returns:
        Whether it was written.

    Raises:
        OSError: If the folder does not take it; what stood there is untouched then.
    """
    path = path.resolve()
    with _staged(path, data) as beside:
        is_as_found = (path.read_bytes() if path.exists() else None) == found
        if is_as_found:
            beside.replace(path)
        else:
            beside.unlink()
    if is_as_found:
        settle(path.parent)
    return is_as_found


def clear_staged(folder: Path, /) -> None:
    """Remove what writers left in a folder that were stopped before their file was whole.

    To be called by whoever has the folder to itself: another writer's file looks the same.
    """
    with os.scandir(folder) as entries:
        left = [
            entry.path
            for entry in entries
            if _STAGED.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
        ]
    for path in left:
        Path(path).unlink(missing_ok=True)


@contextmanager
def _staged(path: Path, data: bytes) -> Iterator[Path]:
    """Give a whole file beside ``path``, on the disk; it goes again if anything fails."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o7777)
        yield beside
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _date_after(beside: Path, path: Path) -> None:
    """Date a file at least a second after the one that it is to replace, if there is any."""
    if path.exists():
        least = path.stat().st_mtime_ns + _SECOND
        if beside.stat().st_mtime_ns < least:
            os.utime(beside, ns=(least, least))


def settle(folder: Path, /) -> None:
    """Have the folder itself on the disk, where the system allows to.

    Raises:
        OSError: If the disk does not take it.
    """
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:  # pragma: no cover - systems that open no folders, such as Windows
        return
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(number)
