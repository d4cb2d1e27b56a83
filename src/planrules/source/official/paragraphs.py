"""Which lines of an official text belong to one paragraph."""

import re
from collections.abc import Sequence
from itertools import pairwise

import attrs

from planrules.source.official.lines import Line
from planrules.source.official.markers import Level, Marker, is_upper, read_marker

_OPENING = "\"'([{“‘«"
_CLOSING = ",.;:)]}%…/!?»”’"
_SENTENCE_END = re.compile(r"[.;:!?…][\"'”’»)\]]*$")
_YEAR_BEFORE = re.compile(r"[0-9]{4}\s*$")
_YEAR_AFTER = re.compile(r"[0-9]{4}\b")

#: A text whose lines are no longer than this may have been wrapped by a program.
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 60
#: So many lines must break off, each filled to this share, to show that a text is wrapped.
_FEWEST_BREAKS = 2
_FULL = 0.8
#: A line that breaks off before a number is at least so long; a shorter one is a heading.
_SHORTEST_SPLIT = 50


def ends_sentence(text: str, /) -> bool:
    """Return whether the text ends where a paragraph may end."""
    return _SENTENCE_END.search(text[-8:]) is not None


@attrs.frozen
class Flow:
    """How the lines of one text are wrapped.

    Attributes:
        width: Columns of a full line, or None where every line is a paragraph of its own.
    """

    width: int | None

    @classmethod
    def of(cls, lines: Sequence[Line], /) -> "Flow":
        """Return how the lines are wrapped.

        A program has wrapped them where none is long and several break off in mid-sentence: the
        next line goes on in lower case.
        """
        widest = max(map(_end, lines), default=0)
        broken = sum(
            not line.after_blank
            and line.text[0].islower()
            and read_marker(line.text) is None
            and _end(before) >= _FULL * widest
            for before, line in pairwise(lines)
        )
        wrapped = _NARROWEST_WRAP <= widest <= _WIDEST_WRAP and broken >= _FEWEST_BREAKS
        return cls(widest if wrapped else None)

    def continues(self, before: Line, line: Line) -> bool:
        """Return whether an unmarked line goes on with the paragraph that ``before`` ended.

        A line that begins in lower case, or with punctuation that cannot begin one, goes on, also
        over blank lines and page breaks. One that begins with a digit goes on where the line
        before it breaks off. One that begins with a capital goes on only within a wrapped text,
        or as the second line of a heading in capitals.
        """
        text = line.text
        if text[0] in _CLOSING:
            return True
        first = text.lstrip(_OPENING)[:1]
        if first.islower():
            return True
        if ends_sentence(before.text):
            return False
        if first.isdecimal():
            return len(before.text) >= _SHORTEST_SPLIT
        if line.after_blank:
            return False
        return self._fills(before, line) or (is_upper(before.text) and is_upper(text))

    def swallows(self, before: Line, line: Line, marker: Marker) -> bool:
        """Return whether what looks like a bullet is a dash inside the sentence before it.

        So it is in "2024" / "- 2030", and where a wrapped line breaks before a dash.
        """
        if marker.level < Level.DASH or ends_sentence(before.text):
            return False
        rest = line.text[marker.end :]
        if _YEAR_AFTER.match(rest) and _YEAR_BEFORE.search(before.text[-8:]):
            return True
        return not line.after_blank and rest[:1].islower() and self._fills(before, line)

    def _fills(self, before: Line, line: Line) -> bool:
        """Return whether the first word of ``line`` had no room left on the line before it."""
        if self.width is None:
            return False
        first, *_ = line.text.split(maxsplit=1)
        return _end(before) + 1 + len(first) > self.width - 1


def _end(line: Line) -> int:
    """Return how far to the right a line ends."""
    return line.indent + len(line.text)
