"""Where something stands: a place in a file, and where the rows of a plan came from."""

from collections.abc import Mapping
from functools import cached_property

import attrs

#: Keys and indices that lead from the top of a TOML file to a value.
KeyPath = tuple[str | int, ...]


@attrs.frozen
class Place:
    """A place in a file.

    Attributes:
        file: Name of the file: the path by which people reach it.
        line: Line, counted from 1.
        column: Column in code points of the file as stored, counted from 1.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return ``FILE:LINE:COLUMN``."""
        return f"{self.file}:{self.line}:{self.column}"


@attrs.frozen
class SourceFile:
    """A file as it was read.

    Attributes:
        name: Its name for people: the path by which they reach it.
        key: Its path from the workspace, which is the same wherever that lies.
        data: Its bytes as stored.
    """

    name: str
    key: str
    data: bytes = attrs.field(repr=False)


@attrs.frozen(eq=False)
class Segment:
    """Rows of one kind that stand one after another in one file.

    Attributes:
        file: Index of the file in ``Origin.files``.
        kind: Their kind.
        path: The way to their list in the file.
        ids: Their ids in order.
    """

    file: int
    kind: str
    path: KeyPath
    ids: tuple[str, ...] = attrs.field(repr=False)


@attrs.frozen(eq=False)
class Origin:
    """The files behind a plan and where each of its rows stands in them.

    Attributes:
        files: Every file that was read, in the order of reading; the plan's own file first.
        segments: Where rows stand.
        changed: By kind, id and field, where an amendment gives a field its value: the index of
            the file and the way to what says so.
    """

    files: tuple[SourceFile, ...]
    segments: tuple[Segment, ...] = ()
    changed: Mapping[tuple[str, str, str], tuple[int, KeyPath]] = attrs.Factory(dict)

    @cached_property
    def rows(self) -> dict[tuple[str, str], tuple[int, KeyPath]]:
        """By kind and id of a row, the index of its file and the way to it in that file."""
        found: dict[tuple[str, str], tuple[int, KeyPath]] = {}
        for segment in self.segments:
            for index, id in enumerate(segment.ids):
                found.setdefault((segment.kind, id), (segment.file, (*segment.path, index)))
        return found

    def digest(self) -> str:
        """Return ``sha256:…`` over paths and bytes of all files, whatever their order."""
        import hashlib  # takes longer to import than most plans to check

        total = hashlib.sha256()
        for file in sorted(self.files, key=lambda file: file.key):
            total.update(f"{file.key}\0{len(file.data)}\0".encode())
            total.update(file.data)
        return f"sha256:{total.hexdigest()}"
