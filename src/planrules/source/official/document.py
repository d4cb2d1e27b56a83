"""The parser of official text: from the stored document to addressed clauses.

How addresses are made
    Sections give their Roman number (``I``), capitals theirs (``A``), *Phần thứ nhất* ``P1``;
    items add their number (``I.1``; ``1.1.`` below it is ``I.1.1``), letters theirs (``IV.1.a``,
    ``IV.1.đ``). Dashes, and paragraphs without a marker, are counted within their parent
    (``III.2``); ``+`` one level below the dash. Where the parent has numbered items as well, the
    number belongs to those and paragraphs before them are ``III.p1``, ``III.p2``.
    The preamble is ``0.1`` …, the closing ``KET.1`` …, *Nơi nhận* ``NN`` with ``NN.1`` …, the
    signature ``CK.1`` …, an appendix ``PL`` with ``PL.1`` … .
    A number that comes twice keeps its address the first time. After that the second gets ``2``
    behind a letter (``II2``, ``IV.1.a2``, ``PL2``) and ``x2`` behind a digit (``IV.1x2``; ``P1X2``
    at the top), the third ``3``, and so on.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from unicodedata import normalize

from planrules.model.clause import Clause, ClauseKind, Document
from planrules.source.official.front import body_start
from planrules.source.official.lines import Line, read_lines
from planrules.source.official.markers import Level, Marker, is_upper, read_marker
from planrules.source.official.outline import Node, addressed
from planrules.source.official.paragraphs import Flow, ends_sentence

_RECIPIENTS = re.compile(r"(?i:nơi nhận)\s*(?::\s*|$)")
_APPENDIX = re.compile(r"(?i:phụ lục)(?=\W|$)")
_APPENDIX_NUMBER = re.compile(r"(?i:phụ lục)(?:\s+(?:số\s+)?[0-9IVX]{1,5})?\s*[:.]?")
_CLOSING = re.compile(r"(?i:trên đây là)\b")
_END = re.compile(r"\./\.?[\s*_]*$")
_ON_BEHALF = re.compile(r"(?:KT|TM|TL|TUQ|Q|T/M|K/T|K\.T|T\.M|T\.L)\s*\.?\s+\w")
_CAPACITY = re.compile(
    r"(?:PHÓ\s+|QUYỀN\s+|Q\.\s*)?(?:CHỦ TỊCH|CHỦ NHIỆM|TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|CHÁNH"
    r"|THỦ TRƯỞNG|HIỆU TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|VIỆN TRƯỞNG)\b"
)
_FILED = re.compile(r"(?i:lưu)\b")
#: The second column may begin so much further left than where it was first seen.
_SLACK = 4
_COLUMN_GAP = re.compile(r"\t\s*|\s{3,}")


class _Zone(Enum):
    """The part of the document that is being read."""

    PREAMBLE = auto()
    BODY = auto()
    CLOSING = auto()
    RECIPIENTS = auto()
    SIGNATURE = auto()
    APPENDIX = auto()


def parse_document(data: bytes | str, /, *, file: str) -> Document:
    """Return the official text as addressed clauses; see the module for how addresses are made.

    Any text can be parsed, however odd; the time is linear in its size.

    Args:
        data: The document as stored: NFC or NFD, any line ends, with or without a byte order
            mark. Bytes are read as UTF-8, and what is no UTF-8 as U+FFFD.
        file: Its name, for the document alone.

    Returns:
        The clauses in order. The header before the preamble is no clause.
    """
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    lines = read_lines(text)
    reader = _Reader(lines[body_start(lines) :])
    clauses = tuple(map(_clause, addressed(reader.read())))
    return Document(file=file, text=normalize("NFC", text), clauses=clauses)


def _clause(node: Node) -> Clause:
    spans = []
    offset = 0
    for piece in node.pieces:
        spans.append((offset, piece.number, piece.column))
        offset += len(piece.text) + 1
    heading = node.has_children or (node.level <= Level.ROMAN and is_upper(node.text))
    structural = node.kind is ClauseKind.BODY or node.is_root
    return Clause(
        address=node.address,
        kind=ClauseKind.HEADING if heading and structural else node.kind,
        text=node.text,
        marker=node.marker,
        line=node.line,
        column=node.column,
        spans=tuple(spans),
    )


class _Reader:
    """One pass over the lines of a document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._flow = Flow.of(lines)
        self._nodes: list[Node] = []
        self._zone = _Zone.PREAMBLE
        levels = [marker.level for line in lines if (marker := read_marker(line.text))]
        self._top = min((level for level in levels if level < Level.LETTER), default=None)
        self._roots = {
            zone: Node.root(name, kind)
            for zone, name, kind in (
                (_Zone.PREAMBLE, "0", ClauseKind.PREAMBLE),
                (_Zone.BODY, "", ClauseKind.BODY),
                (_Zone.CLOSING, "KET", ClauseKind.CLOSING),
                (_Zone.RECIPIENTS, "NN", ClauseKind.RECIPIENT),
                (_Zone.SIGNATURE, "CK", ClauseKind.SIGNATURE),
                (_Zone.APPENDIX, "PL", ClauseKind.BODY),
            )
        }
        self._stack = [self._roots[_Zone.PREAMBLE]]
        self._last: Node | None = None
        self._filed = False
        self._signature_indent: int | None = None

    def read(self) -> list[Node]:
        """Return the nodes in the order of the text."""
        for line in self._lines:
            marker = read_marker(line.text)
            if not self._turned(line, marker):
                self._take(line, marker)
        return self._nodes

    def _turned(self, line: Line, marker: Marker | None) -> bool:
        """Return whether the line opened another part of the document and is dealt with."""
        if match := _RECIPIENTS.match(line.text):
            self._open(_Zone.RECIPIENTS)
            self._filed, self._signature_indent = False, None
            self._head(line.part(0, len(match[0].rstrip())))
            if match.end() < len(line.text):
                self._take_second_column(line.part(match.end()))
            return True
        if marker is not None:
            if marker.level <= Level.ROMAN and self._zone in (_Zone.RECIPIENTS, _Zone.SIGNATURE):
                self._open(_Zone.APPENDIX)
            elif marker.level <= Level.ROMAN and self._zone is _Zone.CLOSING:
                self._open(_Zone.BODY)
            return False
        if _is_appendix(line.text):
            self._roots[_Zone.APPENDIX] = Node.root("PL", ClauseKind.BODY)
            self._open(_Zone.APPENDIX)
            self._head(line)
            return True
        if self._signs(line):
            self._open(_Zone.SIGNATURE)
        elif self._closes(line):
            self._open(_Zone.CLOSING)
        return False

    def _signs(self, line: Line) -> bool:
        """Return whether the signature begins with this line."""
        if self._zone is _Zone.SIGNATURE or not is_upper(line.text):
            return False
        if _ON_BEHALF.match(line.text):
            return True
        tail = self._zone in (_Zone.CLOSING, _Zone.RECIPIENTS)
        return tail and _CAPACITY.match(line.text) is not None

    def _closes(self, line: Line) -> bool:
        """Return whether the closing begins with this line."""
        if self._zone not in (_Zone.PREAMBLE, _Zone.BODY) or not self._nodes:
            return False
        if self._last is not None and self._continues(self._last, line):
            return False
        return bool(_CLOSING.match(line.text) or _END.search(line.text[-8:]))

    def _open(self, zone: _Zone) -> None:
        self._zone = zone
        self._stack = [self._roots[zone]]
        self._last = None

    def _head(self, line: Line) -> None:
        """Add the line that names the part: *Nơi nhận*, *Phụ lục*."""
        root = self._roots[self._zone]
        if root.pieces:
            root = self._roots[self._zone] = Node.root(root.name, root.kind)
            self._stack = [root]
        root.line, root.column = line.number, line.column
        root.pieces.append(line)
        self._nodes.append(root)

    def _take(self, line: Line, marker: Marker | None) -> None:
        match self._zone:
            case _Zone.RECIPIENTS:
                self._take_recipient(line, marker)
            case _Zone.SIGNATURE:
                self._sign(line)
            case _Zone.CLOSING:
                self._take_closing(line, marker)
            case _:
                self._take_clause(line, marker)

    # ------------------------------------------------------------------ the tail of the document

    def _take_closing(self, line: Line, marker: Marker | None) -> None:
        if marker is None and self._goes_on(line):
            return
        self._last = self._add(line, marker, self._roots[_Zone.CLOSING], Level.DASH)

    def _take_recipient(self, line: Line, marker: Marker | None) -> None:
        """Take a line of *Nơi nhận*, beside which the signature may stand in a second column."""
        gap = _COLUMN_GAP.search(line.text, marker.end if marker else 1)
        if gap is None or gap.end() == len(line.text):
            self._add_recipient(line, marker)
            return
        self._add_recipient(line.part(0, gap.start()), marker)
        self._take_second_column(line.part(gap.end()))

    def _take_second_column(self, line: Line) -> None:
        """Take what stands to the right of *Nơi nhận:* or of a recipient."""
        marker = read_marker(line.text)
        if marker is None and (is_upper(line.text) or self._last is not None):
            self._signature_indent = line.indent
            self._sign(line)
        else:
            self._add_recipient(line, marker)

    def _add_recipient(self, line: Line, marker: Marker | None) -> None:
        indent = self._signature_indent
        if marker is None and indent is not None and line.indent >= indent - _SLACK:
            self._sign(line)
            return
        if marker is None and self._last is not None:
            ended = self._last.pieces and ends_sentence(self._last.pieces[-1].text)
            if not ended and self._goes_on(line):
                return
            if self._filed:
                self._open(_Zone.SIGNATURE)
                self._sign(line)
                return
        self._last = self._add(line, marker, self._roots[_Zone.RECIPIENTS], Level.DASH)
        self._filed = self._filed or _FILED.match(self._last.text) is not None

    def _sign(self, line: Line) -> None:
        self._add(line, None, self._roots[_Zone.SIGNATURE], Level.DASH)

    # ------------------------------------------------------------------ preamble, body, appendix

    def _take_clause(self, line: Line, marker: Marker | None) -> None:
        if marker is None:
            if self._goes_on(line):
                return
            self._leave_preamble(None)
            self._push(line, None, self._parent(Level.DASH), Level.DASH)
            return
        if self._last is not None and self._last.pieces:
            before = self._last.pieces[-1]
            if self._flow.swallows(before, line, marker):
                self._last.pieces.append(line)
                return
        self._leave_preamble(marker)
        self._push(line, marker, self._parent(marker.level, marker.parts), marker.level)

    def _goes_on(self, line: Line) -> bool:
        """Return whether the line belonged to the last clause, and add it there."""
        if self._last is None or not self._continues(self._last, line):
            return False
        self._last.pieces.append(line)
        return True

    def _continues(self, last: Node, line: Line) -> bool:
        """Return whether an unmarked line goes on with a clause; one without words waits for it."""
        return not last.pieces or self._flow.continues(last.pieces[-1], line)

    def _leave_preamble(self, marker: Marker | None) -> None:
        """Go over to the body where the preamble ends.

        It ends at the first section; without sections at the first numbered item; without those
        after "… như sau:".
        """
        if self._zone is not _Zone.PREAMBLE:
            return
        if self._top is None:
            introduced = self._last is not None and self._last.text.endswith(":")
            if introduced or (marker is not None and marker.level is Level.LETTER):
                self._open(_Zone.BODY)
        elif marker is not None and (
            marker.level <= Level.ROMAN or (self._top > Level.ROMAN and marker.level < Level.LETTER)
        ):
            self._open(_Zone.BODY)

    def _parent(self, level: int, parts: tuple[str, ...] = ()) -> Node:
        """Close what ends before a clause of this level, and return what it stands below."""
        stack = self._stack
        while len(stack) > 1 and stack[-1].level >= level:
            stack.pop()
        if Level.NUMBER < level < Level.LETTER:
            while (
                stack[-1].level >= Level.NUMBER and stack[-1].parts != parts[: len(stack[-1].parts)]
            ):
                stack.pop()
        return stack[-1]

    def _push(self, line: Line, marker: Marker | None, parent: Node, level: int) -> None:
        self._last = self._add(line, marker, parent, level)
        self._stack.append(self._last)

    def _add(self, line: Line, marker: Marker | None, parent: Node, level: int) -> Node:
        node = Node(
            parent=parent,
            level=level,
            kind=parent.kind,
            marker=marker.text if marker else "",
            line=line.number,
            column=line.column,
        )
        end = marker.end if marker else 0
        if end < len(line.text):
            node.pieces.append(line.part(end))
        if marker and parent.kind in (ClauseKind.BODY, ClauseKind.PREAMBLE):
            node.parts = marker.parts
        parent.adopt(node)
        self._nodes.append(node)
        return node


def _is_appendix(text: str) -> bool:
    if not _APPENDIX.match(text):
        return False
    return is_upper(text) or _APPENDIX_NUMBER.fullmatch(text) is not None
