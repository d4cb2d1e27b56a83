"""From a key path to its place in a TOML file.

The file is known to be well formed when this runs, so a scanner of keys and brackets is enough:
no value is interpreted. It takes one pass and never recurses.
"""

import re
from bisect import bisect_right
from functools import cached_property
from unicodedata import combining, normalize

import attrs

from planrules.model.place import KeyPath, Place

_BLANK = re.compile(r"(?:[\s\ufeff]|#[^\n]*)*")
_KEY = re.compile(
    r"""[ \t]*(?:([A-Za-z0-9_-]+)|"([^"\\]*(?:\\.[^"\\]*)*)"|'([^']*)'|([^\s.=\]"'#]+))[ \t]*"""
)
#: Groups of ``_KEY``: a key in double quotes, where escapes count, and one in single quotes.
_QUOTED = 2
_LITERAL = 3
_VALUE = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\n]*'"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[^\s,\]}#]*"
    r"|[^\s,\[\]{}#]+",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))")
#: The quotes of texts of several lines, and the line end that may follow the first.
_LONG = ('"""', "'''")
_MARKS = 3
_LINE_END = re.compile(r"(?:\r?\n)?")
_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


@attrs.frozen
class Spot:
    """Offsets of a key and of its value; for a table both are those of its header."""

    key: int
    value: int


class Locator:
    """The places of every key of one TOML file."""

    def __init__(self, file: str, text: str) -> None:
        """Keep the text; it is scanned when the first place is asked for.

        Args:
            file: Name of the file, for the places.
            text: The text as stored, byte order mark and carriage returns included.
        """
        self._file = file
        self._text = text

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    @cached_property
    def _spots(self) -> dict[KeyPath, Spot]:
        return _scan(self._text)

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return where the value at ``path`` begins, else where its nearest parent does.

        Args:
            path: Keys and indices from the top of the file; ``()`` is the file itself.
            key: Whether to return the place of the key instead of the value's.
        """
        for length in range(len(path), 0, -1):
            spot = self._spots.get(path[:length])
            if spot is not None:
                return self.at(spot.key if key and length == len(path) else spot.value)
        return Place(self._file, 1, 1)

    def find(self, path: KeyPath) -> Place | None:
        """Return where the value at ``path`` begins, or None where there is none."""
        offset = self.offset(path)
        return None if offset is None else self.at(offset)

    def offset(self, path: KeyPath) -> int | None:
        """Return the offset at which the value at ``path`` begins, or None where there is none."""
        spot = self._spots.get(path)
        return None if spot is None else spot.value

    def inside(self, path: KeyPath, text: str, offset: int) -> Place:
        """Return the place of a character of a text, by its offset in the text.

        Where the file does not hold the text letter for letter, because of escapes, line ends or
        letters written apart from their marks, it is the place where the value begins.

        Args:
            path: The way to the text.
            text: The text as it was read.
            offset: How many characters of it come before.
        """
        start = self.offset(path)
        if start is None:
            return self.place(path)
        marks = self._text[start : start + _MARKS]
        begin = start + (_MARKS if marks in _LONG else 1)
        if marks in _LONG:
            begin += len(_LINE_END.match(self._text, begin)[0])  # type: ignore[index]  # it also matches nothing
        found = _stored(self._text, begin, text, offset)
        return self.at(start if found is None else found)

    def paths(self) -> tuple[KeyPath, ...]:
        """Return the paths of every table, key and element of a list."""
        return tuple(self._spots)

    def at(self, offset: int) -> Place:
        """Return the place of an offset into the text."""
        line = bisect_right(self._lines, offset)
        return Place(self._file, line, offset - self._lines[line - 1] + 1)


def _stored(stored: str, begin: int, text: str, offset: int) -> int | None:
    """Return where a character of a text stands in a file that holds it from ``begin`` on.

    The file may end its lines with a carriage return and write marks apart from their letters;
    where it writes the text otherwise, there is no saying, and None is returned.
    """
    position, read, found = begin, 0, None
    while read < len(text):
        if read >= offset and found is None:
            found = position
        end = position + 1
        while end < len(stored) and combining(stored[end]):
            end += 1
        if stored.startswith("\r\n", position):
            letters, position = "\n", position + 2
        else:
            letters, position = normalize("NFC", stored[position:end]), end
        if not text.startswith(letters or "\0", read):
            return None
        read += len(letters)
    return position if found is None else found


def _scan(text: str) -> dict[KeyPath, Spot]:
    """Return the offsets of every table and key: those of the first that stands for its path.

    A table that only the header of another implies stands where that header does, unless it has a
    header of its own further down.
    """
    spots: dict[KeyPath, Spot] = {}
    implied: dict[KeyPath, Spot] = {}
    last_index: dict[KeyPath, int] = {}
    table: KeyPath = ()
    position = _skip(text, 0)
    while position < len(text):
        start = Spot(position, position)
        if text.startswith("[", position):
            is_array = text.startswith("[[", position)
            keys, position = _keys(text, position + (2 if is_array else 1))
            position += 2 if is_array else 1
            table = ()
            for name, _ in keys[:-1]:
                table = _last((*table, name), last_index)
                implied.setdefault(table, start)
            table = (*table, keys[-1][0])
            if is_array:
                spots.setdefault(table, start)
                last_index[table] = last_index.get(table, -1) + 1
                table = (*table, last_index[table])
            spots.setdefault(table, start)
        else:
            keys, position = _keys(text, position)
            position = _skip(text, position + 1)
            found, position = _statement(text, position, table, keys)
            for path, spot in found:
                spots.setdefault(path, spot)
        position = _skip(text, position)
    return implied | spots


def _statement(
    text: str, position: int, table: KeyPath, keys: list[tuple[str, int]]
) -> tuple[list[tuple[KeyPath, Spot]], int]:
    """Return the paths of one ``key = value`` and where it ends.

    Open arrays and inline tables wait on a stack, each as its path and the index of the next
    element, or -1 for a table.
    """
    found = _dotted(table, keys, position)
    stack: list[tuple[KeyPath, int]] = []
    while True:
        if text[position] in "[{":
            stack.append((found[-1][0], 0 if text[position] == "[" else -1))
            position += 1
        else:
            position = _end_of_value(text, position)
        position = _skip(text, position)
        while stack and text[position] in "]},":
            if text[position] != ",":
                stack.pop()
            position = _skip(text, position + 1)
        if not stack:
            return found, position
        container, index = stack[-1]
        if index < 0:
            keys, position = _keys(text, position)
            position = _skip(text, position + 1)
            found += _dotted(container, keys, position)
        else:
            stack[-1] = (container, index + 1)
            found.append(((*container, index), Spot(position, position)))


def _dotted(table: KeyPath, keys: list[tuple[str, int]], value: int) -> list[tuple[KeyPath, Spot]]:
    """Return the paths that a dotted key makes under a table; the last is the value's own."""
    found = []
    path = table
    for key, offset in keys:
        path = (*path, key)
        found.append((path, Spot(offset, value)))
    return found


def _last(path: KeyPath, last_index: dict[KeyPath, int]) -> KeyPath:
    """Return the path of a table; that of its last element if it is an array of tables."""
    return (*path, last_index[path]) if path in last_index else path


def _keys(text: str, position: int) -> tuple[list[tuple[str, int]], int]:
    """Return the parts of a dotted key with their offsets, and where it ends."""
    keys: list[tuple[str, int]] = []
    while match := _KEY.match(text, position):  # pragma: no branch - the file is well formed
        group = match.lastindex or 0
        name = match[group]
        offset = match.start(group)
        if group in (_QUOTED, _LITERAL):
            offset -= 1
        keys.append((_unescaped(name) if group == _QUOTED else name, offset))
        position = match.end()
        if not text.startswith(".", position):
            break
        position += 1
    return keys, position


def _unescaped(name: str) -> str:
    """Return a quoted key without its escapes."""
    if "\\" not in name:
        return name
    return _ESCAPE.sub(
        lambda m: _SIMPLE.get(m[4], m[4]) if m[4] else chr(int(m[1] or m[2] or m[3], 16)), name
    )


def _end_of_value(text: str, position: int) -> int:
    """Return where a string, number, date or boolean ends."""
    match = _VALUE.match(text, position)
    return position + 1 if match is None else match.end()


def _skip(text: str, position: int) -> int:
    """Return the offset of the next thing that is neither space nor comment."""
    match = _BLANK.match(text, position)
    return position if match is None else match.end()
