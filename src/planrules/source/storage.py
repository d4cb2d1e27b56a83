"""Files written whole or not at all."""

import os
import secrets
from pathlib import Path


def write_whole(path: Path, data: bytes, /) -> None:
    """Write a file so that a reader finds the old one or the new one, and never a part.

    What stands there is replaced, and keeps its permissions; a link is followed.

    Raises:
        OSError: If the folder does not take it; what stood there is untouched then.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o7777)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk, where the system allows to."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:  # pragma: no cover - systems that open no folders, such as Windows
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)
