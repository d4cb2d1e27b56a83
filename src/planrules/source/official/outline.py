"""The outline of an official text: what stands below what, and the address of each part."""

from collections.abc import Iterable

import attrs

from planrules.model.clause import ClauseKind
from planrules.model.ids import Address
from planrules.source.official.lines import Line
from planrules.source.official.markers import Level

#: The most parts an address may have; what lies deeper is counted higher up.
_DEEPEST = 9


@attrs.define(eq=False)
class Node:
    """A clause while the document is being read.

    Attributes:
        name: Name of a part of the document (``0``, ``KET``, ``PL``), for its root alone.
        parent: What it stands below; None for a root.
        level: How deep its marker stands.
        kind: What part of the document it belongs to.
        marker: The marker as written.
        line: Line where it begins.
        column: Column where it begins.
        pieces: The lines of its text.
        parts: What its address is made of; empty where it is counted.
        ordinal: Its number among the counted clauses of its parent.
        counted: How many clauses below it are counted.
        has_children: Whether anything stands below it.
        has_numbers: Whether numbered items stand below it.
        address: Its address, once all are given.
    """

    name: str = ""
    parent: "Node | None" = None
    level: int = -1
    kind: ClauseKind = ClauseKind.BODY
    marker: str = ""
    line: int = 0
    column: int = 0
    pieces: list[Line] = attrs.Factory(list)
    parts: tuple[str, ...] = ()
    ordinal: int = 0
    counted: int = 0
    has_children: bool = False
    has_numbers: bool = False
    address: Address = attrs.Factory(lambda: Address(""))

    @classmethod
    def root(cls, name: str, kind: ClauseKind) -> "Node":
        """Return the root of a part of the document."""
        return cls(name=name, kind=kind, address=Address(name))

    @property
    def is_root(self) -> bool:
        """Whether it stands for a whole part of the document."""
        return self.parent is None

    @property
    def text(self) -> str:
        """Its words, the lines joined by spaces."""
        return " ".join(piece.text for piece in self.pieces)

    def adopt(self, child: "Node") -> None:
        """Note that ``child`` stands below; its ``parts`` are known."""
        self.has_children = True
        if not child.parts:
            self.counted += 1
            child.ordinal = self.counted
        elif child.parts[0].isdecimal():
            self.has_numbers = True


def addressed(nodes: Iterable[Node], /) -> Iterable[Node]:
    """Yield the nodes in their order, each with an address of its own."""
    taken: set[str] = set()
    repeats: dict[str, int] = {}
    for node in nodes:
        wanted = _wanted(node)
        address = wanted
        while address in taken:
            repeats[wanted] = repeats.get(wanted, 1) + 1
            address = _repeated(wanted, repeats[wanted])
        taken.add(address)
        node.address = Address(address)
        yield node


def _wanted(node: Node) -> str:
    """Return the address that the node has where no other node has it."""
    parent = node.parent
    if parent is None:
        return node.name
    own = _component(node, parent)
    size = own.count(".") + 1
    while parent.parent is not None and _size(parent.address) + size > _DEEPEST:
        parent, own, size = parent.parent, str(node.ordinal or 1), 1
    return f"{parent.address}.{own}" if parent.address else own


def _component(node: Node, parent: Node) -> str:
    """Return what the node adds to the address of its parent."""
    if not node.parts:
        return f"p{node.ordinal}" if parent.has_numbers and parent.address else str(node.ordinal)
    shared = len(parent.parts) if node.level > Level.NUMBER and parent.level >= Level.NUMBER else 0
    own = ".".join(node.parts[shared if node.level < Level.LETTER else 0 :])
    if not parent.address and node.level == Level.LETTER:
        return own.upper().replace("Đ", "DD")
    return own


def _size(address: str) -> int:
    return address.count(".") + 1


def _repeated(address: str, count: int) -> str:
    """Return the address of the ``count``-th clause with this number."""
    if not address[-1].isdecimal():
        return f"{address}{count}"
    return f"{address}{'x' if '.' in address else 'X'}{count}"
