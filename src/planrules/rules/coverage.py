"""Which words of the official text the plan models, word for word."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Any
from unicodedata import combining, is_normalized, normalize

import attrs

from planrules.model.clause import Clause, ClauseKind, Document
from planrules.model.place import Place
from planrules.model.plan import Plan
from planrules.text import find_words, words

#: The keys of some words that stand one after another.
Keys = tuple[str, ...]

#: How often quotes that may stand in several ways are laid out anew in one clause.
_ATTEMPTS = 64
#: In how many places words are looked for that are quoted more than once.
_PLACES = 64
#: What only separates words; letters, marks and what nobody sees may belong to them.
_SEPARATORS = ' \n.,;:!?…()[]“”"-–—/'
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@attrs.frozen(eq=False)
class Run:
    """Words that stand one after another in a clause.

    Attributes:
        text: The words as the clause has them.
        start: Offset of the first of them into the clause's text.
    """

    text: str
    start: int


@attrs.frozen(eq=False)
class ClauseCoverage:
    """How far the rows that cite a clause cover its words.

    Attributes:
        clause: The clause.
        uncovered: Runs of words that nothing models.
    """

    clause: Clause
    uncovered: tuple[Run, ...]


def coverage(plan: Plan, document: Document) -> dict[str, ClauseCoverage]:
    """Return by address how far a plan covers the binding clauses of its official text.

    A row without a quote, and a heading that is cited without one, cover everything at and below
    the clause. Quotes are compared by key, so that tone-mark style, letter case, spaces and dashes
    do not count. A phrase quoted twice is looked for twice, and the order of the rows does not
    matter.
    """
    quotes: dict[str, list[str]] = {}
    whole: set[str] = set()
    cited = [(row.clause, row.quote) for row in plan.rows() if row.clause is not None]
    cited += [(apart.clause, apart.quote) for apart in plan.not_modelled]
    for address, quote in cited:
        if quote is None:
            whole.add(address)
        else:
            quotes.setdefault(address, []).append(quote)
    return {
        clause.address: ClauseCoverage(
            clause, _uncovered(clause, quotes.get(clause.address, ()), whole)
        )
        for clause in document.clauses
        if clause.kind is ClauseKind.BODY
    }


def is_verbatim(quote: str, text: str) -> bool:
    """Return whether the words of a quote stand in a text just as they are written there.

    Nearly all quotes do, and it is far sooner seen than whether they have the words in any style.
    """
    start = text.find(quote)
    end = start + len(quote)
    return (
        start >= 0
        and (start == 0 or text[start - 1] in _SEPARATORS)
        and (end == len(text) or text[end] in _SEPARATORS)
    )


def _is_all_verbatim(quotes: Iterable[str], text: str) -> bool:
    """Return whether quotes, just as they are written and side by side, are all words of a text."""
    end = 0
    for start, quote in sorted((text.find(quote), quote) for quote in quotes):
        between = text[end:start]
        if start < end or (end and not between) or between.strip(_SEPARATORS):
            return False
        end = start + len(quote)
    return not text[end:].strip(_SEPARATORS)


def joined(text: str) -> str:
    """Return a text's words in a form in which those of a quote of it are found."""
    return _joined(_keys(text))


def _joined(keys: Keys) -> str:
    return "\n".join(("", *keys, "")) if keys else "\n"


def _keys(text: str) -> Keys:
    return tuple(word.key for word in words(text))


def _uncovered(clause: Clause, quotes: Sequence[str], whole: set[str]) -> tuple[Run, ...]:
    """Return the runs of words of a clause that are not covered."""
    if _is_all_verbatim(quotes, clause.text):
        return ()
    address: str = clause.address
    while address:
        if address in whole:
            return ()
        address = address.rpartition(".")[0]
    of_text = words(clause.text)
    covered = covered_words(tuple(word.key for word in of_text), tuple(map(_keys, quotes)))
    edges = [-1, *(index for index, is_so in enumerate(covered) if is_so), len(of_text)]
    gaps = ((before + 1, after - 1) for before, after in pairwise(edges) if after - before > 1)
    return tuple(
        Run(clause.text[of_text[first].start : of_text[last].end], of_text[first].start)
        for first, last in gaps
    )


def covered_words(text: Keys, quotes: Sequence[Keys]) -> list[bool]:
    """Return for each word of a text whether the quotes cover it, in whatever order they come.

    Quotes are laid side by side from the left. Where one begins as another does, the longer is
    tried first, and the other one if that leaves words uncovered. What then has found no place of
    its own (quotes that overlap) goes where it covers most.
    """
    wanted = Counter(quote for quote in quotes if quote)
    laid = _laid(text, wanted)
    covered = [False] * len(text)
    for start, quote in laid:
        covered[start : start + len(quote)] = [True] * len(quote)
    left = wanted - Counter(quote for _, quote in laid)
    whole = _joined(text)
    for quote in sorted(left, key=lambda quote: (-len(quote), quote)):
        for _ in range(min(left[quote], _PLACES) if _joined(quote) in whole else 0):
            _lay(quote, text, covered)
    return covered


def _laid(text: Keys, wanted: Counter[Keys]) -> list[tuple[int, Keys]]:
    """Return quotes laid side by side, with where each begins, so that they cover the most."""
    tree = _tree(wanted)
    best: list[tuple[int, Keys]] = []
    most = position = 0
    laid: list[tuple[int, Keys]] = []
    choices: list[tuple[int, int, list[Keys]]] = []
    for _ in range(_ATTEMPTS):
        left = wanted - Counter(quote for _, quote in laid)
        while position < len(text):
            options = [quote for quote in _starting(tree, text, position) if left[quote]]
            if not options:
                position += 1
                continue
            quote = options.pop()
            if options:
                choices.append((position, len(laid), options))
            laid.append((position, quote))
            left[quote] -= 1
            position += len(quote)
        total = sum(len(quote) for _, quote in laid)
        if total > most:
            best, most = list(laid), total
        if total == len(text) or not choices:
            break
        position, count, options = choices[-1]
        laid[count:] = [(position, options.pop())]
        position += len(laid[-1][1])
        if not options:
            choices.pop()
    return best


def _lay(quote: Keys, text: Keys, covered: list[bool]) -> None:
    """Lay a quote where it covers most words that are not covered yet."""
    best, most = 0, 0
    start = find_words(quote, text)
    for _ in range(_PLACES):
        if start < 0:
            break
        new = covered[start : start + len(quote)].count(False)
        if new > most:
            best, most = start, new
        start = find_words(quote, text, start + 1)
    if most:
        covered[best : best + len(quote)] = [True] * len(quote)


def _tree(quotes: Counter[Keys]) -> dict[str | None, Any]:
    """Return quotes as a tree of their words; a quote that ends at a branch stands under None."""
    tree: dict[str | None, Any] = {}
    for quote in quotes:
        branch = tree
        for key in quote:
            branch = branch.setdefault(key, {})
        branch[None] = quote
    return tree


def _starting(tree: dict[str | None, Any], text: Keys, position: int) -> list[Keys]:
    """Return the quotes that stand at a position of a text, the shortest first."""
    found: list[Keys] = []
    branch: dict[str | None, Any] | None = tree
    while position < len(text):
        branch = branch.get(text[position]) if branch else None
        if branch is None:
            break
        if None in branch:
            found.append(branch[None])
        position += 1
    return found


@attrs.frozen(eq=False)
class TextPlaces:
    """Where words of a plan's official text stand in the file as stored."""

    plan: Plan

    @cached_property
    def _stored(self) -> list[str] | None:
        """The lines of the file; None where they are those of the text."""
        document, origin = self.plan.text, self.plan.origin
        if document is None or origin is None:
            return None
        stored = [file.data for file in origin.files if file.name == document.file]
        text = b"".join(stored[:1]).decode("utf-8", "replace")
        return None if is_normalized("NFC", text) else _LINE_BREAK.split(text)

    def in_clause(self, clause: Clause, offset: int) -> Place:
        """Return the place of an offset into a clause's text."""
        index = bisect_right(clause.spans, offset, key=itemgetter(0)) - 1
        start, line, column = clause.spans[index]
        return self._place(line, column, offset - start)

    def in_text(self, offset: int) -> Place:
        """Return the place of an offset into the whole text."""
        before = _LINE_BREAK.split(self.plan.text.text[:offset] if self.plan.text else "")
        return self._place(len(before), 1, len(before[-1]))

    def _place(self, line: int, column: int, offset: int) -> Place:
        """Return the place so many composed characters after a column of a line."""
        file = self.plan.text.file if self.plan.text else ""
        if self._stored is None:
            return Place(file, line, column + offset)
        stored = self._stored[line - 1][column - 1 :]
        index = composed = 0
        while index < len(stored) and composed < offset:
            end = index + 1
            while end < len(stored) and combining(stored[end]):
                end += 1
            composed += len(normalize("NFC", stored[index:end]))
            index = end
        return Place(file, line, column + index)
