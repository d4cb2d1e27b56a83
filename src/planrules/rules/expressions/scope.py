"""What names mean inside an expression, and what is known to be there."""

import ast
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

import attrs

from planrules.rules.expressions.types import Type


@attrs.frozen
class Typed:
    """A part of an expression that was understood.

    Attributes:
        type: Its type.
        code: Python code for it.
        key: The same for every way of writing the same thing.
        text: How it is written.
    """

    type: Type
    code: ast.expr
    key: str
    text: str


@attrs.frozen
class Scope:
    """What can be named at one place of an expression.

    Attributes:
        names: By name, its type and the code for it.
        present: Keys of what may be absent elsewhere and is known to be there.
        loops: How many loops surround the place.
    """

    names: Mapping[str, tuple[Type, ast.expr]] = attrs.field(hash=False)
    present: frozenset[str] = frozenset()
    loops: int = 0

    def knowing(self, keys: frozenset[str]) -> "Scope":
        """Return the scope where more is known to be there."""
        return attrs.evolve(self, present=self.present | keys) if keys else self

    def inside(self, name: str, kind: Type, code: ast.expr) -> "Scope":
        """Return the scope inside a loop over elements called ``name``."""
        names = {**self.names, name: (kind, code)}
        return attrs.evolve(self, names=names, loops=self.loops + 1)


class Op(StrEnum):
    """How a condition is made of others."""

    AND = "and"
    OR = "or"
    NOT = "not"
    IF = "if"
    ALONE = "alone"


@attrs.frozen
class Truth:
    """A part of an expression that is true or false.

    Attributes:
        op: How it is made.
        code: Python code whose truth it is.
        if_true: Keys of what is there where it holds.
        if_false: Keys of what is there where it does not.
        parts: The conditions that it is made of; the one that decides first for ``if``.
        text: How it is written.
        facts: What it is judged by, each as it is written and as code.
    """

    op: Op
    code: ast.expr
    if_true: frozenset[str] = frozenset()
    if_false: frozenset[str] = frozenset()
    parts: tuple["Truth", ...] = ()
    text: str = ""
    facts: tuple[tuple[str, ast.expr], ...] = ()


class Checking(Protocol):
    """One expression on its way from a syntax tree to typed code."""

    def value(self, node: ast.expr, scope: Scope) -> Typed:
        """Return what a node is."""
        ...

    def truth(self, node: ast.expr, scope: Scope) -> Truth:
        """Return a node as a condition."""
        ...

    def present(self, node: ast.expr, scope: Scope) -> Typed:
        """Return what a node is, once it is known to be there."""
        ...

    def fault(self, node: ast.AST, code: str, **facts: object) -> Typed:
        """Note what is wrong with a node, and return that it is unclear."""
        ...

    def text(self, node: ast.AST) -> str:
        """Return how a node is written."""
        ...

    def keep(self, value: object) -> ast.expr:
        """Return the code of a value that code can't spell out."""
        ...
