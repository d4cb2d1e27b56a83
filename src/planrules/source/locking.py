"""One writer at a time in a folder, among processes and threads."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Final

from planrules.errors import BusyError, LedgerBusyError

#: The file that is locked. It says nothing: a lock ends with its process, the file may stay behind.
LOCK: Final = ".lock"
#: How long to wait before asking again, in seconds.
_PAUSE: Final = 0.02
#: A link that a stranger has put there is not followed.
_FLAGS: Final = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
#: What systems say of a lock that somebody else has.
_TAKEN: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK})


@contextmanager
def locked(
    folder: Path,
    /,
    *,
    name: str,
    patience: float,
    busy: Callable[[str], BusyError] = LedgerBusyError,
) -> Iterator[None]:
    """Have a folder to oneself, as far as everybody asks so.

    The system takes the lock back when a process ends, however it ends, so that none is ever
    stale. On Windows it is a lock on the first byte of the file, elsewhere on the whole of it.

    Args:
        folder: The folder, which exists.
        name: Its name for people.
        patience: How long to wait for another writer, in seconds.
        busy: What is raised, with the name, where another writer has it all that time.

    Raises:
        BusyError: If another writer has it all that time.
        OSError: If the folder can't be written to, or its file system knows no locks.
    """
    path = folder / LOCK
    number = _acquired(path)
    for _ in range(ceil(patience / _PAUSE)):
        if number is not None:
            break
        time.sleep(_PAUSE)
        number = _acquired(path)
    if number is None:
        raise busy(name)
    try:
        yield
    finally:
        _release(path, number)


def _acquired(path: Path) -> int | None:
    """Return the open file that is locked, or None if it is somebody else's."""
    try:
        number = os.open(path, os.O_RDWR | _FLAGS, 0o666)
    except PermissionError:
        # Another user's, who was stopped before it was removed: to lock it, it need not be written.
        number = os.open(path, os.O_RDONLY | _FLAGS, 0o666)
    try:
        if _lock(number) and _is_still(path, number):
            return number
    except BaseException:
        os.close(number)
        raise
    os.close(number)
    return None


def _is_still(path: Path, number: int) -> bool:
    """Return whether an open file still stands where it was opened.

    Whoever had the lock before removed the file: then a lock on it keeps nobody out.
    """
    try:
        found = path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(found, os.fstat(number))


if sys.platform == "win32":  # pragma: no cover - tests run elsewhere
    import msvcrt

    def _lock(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
        return True

    def _release(path: Path, number: int) -> None:
        os.close(number)
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return  # somebody else has opened it, who will remove it

else:
    import fcntl

    def _lock(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
        return True

    def _release(path: Path, number: int) -> None:
        try:
            path.unlink(missing_ok=True)  # while it is locked: what stands there is ours
        finally:
            os.close(number)
