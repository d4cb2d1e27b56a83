"""The official text as addressed clauses."""

from enum import StrEnum
from functools import cached_property

import attrs

from planrules.model.ids import Address


class ClauseKind(StrEnum):
    """What part of the document a clause belongs to."""

    PREAMBLE = "preamble"
    HEADING = "heading"
    BODY = "body"
    CLOSING = "closing"
    RECIPIENT = "recipient"
    SIGNATURE = "signature"


@attrs.frozen(kw_only=True)
class Clause:
    """An addressed piece of the official text.

    Attributes:
        address: Such as ``IV.1.2``; see ``source/official/document.py`` for how addresses are made.
        kind: What part of the document it belongs to.
        text: Its words in NFC without the marker, page breaks mended, otherwise verbatim.
        marker: What stood before it: ``IV.``, ``1.``, ``-``, ``a)`` or nothing.
        line: Line where it begins, counted from 1.
        column: Column of its marker in code points, counted from 1.
        spans: Where the pieces of ``text`` stand: offset into ``text``, line, column of the file
            as stored; one per source line.
    """

    address: Address
    kind: ClauseKind
    text: str
    marker: str = ""
    line: int
    column: int
    spans: tuple[tuple[int, int, int], ...] = ()

    @property
    def parent(self) -> Address | None:
        """Address of the heading above it; None at the top."""
        head, dot, _ = self.address.rpartition(".")
        return Address(head) if dot else None


@attrs.frozen(kw_only=True)
class Document:
    """The official text, parsed.

    Attributes:
        file: Name of the file.
        text: The whole text in NFC, otherwise as stored.
        clauses: All clauses in the order of the text.
    """

    file: str
    text: str = attrs.field(repr=False)
    clauses: tuple[Clause, ...]

    @cached_property
    def _by_address(self) -> dict[str, Clause]:
        return {clause.address: clause for clause in self.clauses}

    def clause(self, address: str) -> Clause | None:
        """Return the clause at ``address``, or None."""
        return self._by_address.get(address)

    def under(self, address: str) -> tuple[Clause, ...]:
        """Return the clauses below ``address``, at any depth, in order."""
        return tuple(c for c in self.clauses if c.address.startswith(f"{address}."))

    @cached_property
    def headings(self) -> frozenset[str]:
        """Addresses that other clauses lie below."""
        return frozenset(c.parent for c in self.clauses if c.parent is not None)
