"""The text of a plan file, row by row, with comments."""

from collections.abc import Iterable, Mapping
from unicodedata import category

import attrs

from planrules.model.dates import PartialDate
from planrules.source.misfit import TEXT_LIMIT

_WIDTH = 100
#: Overrides and isolates of the writing direction, which make text read other than it is.
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@attrs.define(eq=False)
class TomlRow:
    """A table of the file while it is being written.

    Attributes:
        header: Its header, such as ``[[task]]``.
        lines: Its lines below the header.
    """

    header: str
    lines: list[str] = attrs.Factory(list)

    def put(self, key: str, value: str, comment: str = "") -> None:
        """Add a key with a value that is TOML already."""
        remark = f"  # {plain(comment)}" if comment else ""
        self.lines.append(f"{key} = {value}{remark}")

    def text(self, key: str, value: str | None, comment: str = "") -> None:
        """Add a key with a text, where there is one."""
        if value is not None:
            self.put(key, quoted(value), comment)

    def assume(self, key: str, value: str, reason: str) -> None:
        """Add a supposed value with its reason."""
        self.put(f"assumed.{key}", table({"value": value, "reason": quoted(reason)}))

    def state(self, key: str, words: str) -> None:
        """Add the words of the document that state a field."""
        self.put(f"stated.{key}", quoted(words))

    def remark(self, text: str) -> None:
        """Add a comment of its own: something to look at."""
        self.lines.append(f"# lưu ý: {plain(text)}")

    def __str__(self) -> str:
        """Return the table as it stands in the file."""
        return "\n".join([self.header, *self.lines])


class Ids:
    """Ids of one space, each given once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: dict[str, int] = {}

    def new(self, base: str) -> str:
        """Return ``base``, or ``base-2``, ``base-3`` … where it is taken."""
        id = base
        while id in self._taken:
            self._taken[base] += 1
            id = f"{base}-{self._taken[base]}"
        self._taken[id] = 1
        return id


def comment(text: str, /) -> str:
    """Return a text as comment lines."""
    return "\n".join(f"# {plain(line)}".rstrip() for line in text.splitlines())


def banner(text: str, /) -> str:
    """Return a comment that begins a part of the file."""
    return f"# ---- {plain(text)} ".ljust(_WIDTH, "-")


def plain(text: str, /) -> str:
    """Return a text on one line without characters that a plan file refuses."""
    spaced = " ".join(text[:TEXT_LIMIT].split()) if not text.isprintable() else text[:TEXT_LIMIT]
    # A surrogate alone is no character and can't be stored.
    return "".join(
        char
        for char in spaced
        if char.isprintable() or (category(char) not in ("Cc", "Cs") and char not in _DIRECTIONS)
    )


def quoted(text: str, /) -> str:
    """Return a text as a TOML string on one line."""
    escaped = plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def table(values: Mapping[str, str], /) -> str:
    """Return values that are TOML already as an inline table."""
    return f"{{ {', '.join(f'{key} = {value}' for key, value in values.items())} }}"


def array(values: Iterable[str], /) -> str:
    """Return values that are TOML already as an array on one line."""
    return f"[{', '.join(values)}]"


def strings(values: Iterable[str], /) -> str:
    """Return texts as an array, or as one string where there is one."""
    found = list(map(quoted, values))
    return found[0] if len(found) == 1 else array(found)


def date(value: PartialDate, /) -> str:
    """Return a date as TOML: whole ones as dates, partial ones as texts."""
    return str(value) if value.day is not None else f'"{value}"'
