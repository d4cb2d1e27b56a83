"""Python code out of which compiled expressions are made.

Every name in it is one of these: nothing that an expression says becomes a name by itself.
"""

import ast
from collections.abc import Iterator
from typing import Final

#: Parameters of every compiled function: the subject, its plan, and the answers to the rest.
SUBJECT: Final = "s"
PLAN: Final = "p"
ANSWERS: Final = "c"
#: What the names of lets, of elements of lists and of constants begin with.
LET: Final = "v_"
ELEMENT: Final = "u_"
CONSTANT: Final = "k_"
#: The only built-in functions that compiled code calls.
BUILTINS: Final = {"len": len, "any": any, "all": all, "sum": sum, "tuple": tuple}


def name(word: str) -> ast.expr:
    """Return the code of a name."""
    return ast.Name(word, ast.Load())


def attribute(value: ast.expr, word: str) -> ast.expr:
    """Return the code of an attribute."""
    return ast.Attribute(value, word, ast.Load())


def asked(method: str, *arguments: ast.expr) -> ast.expr:
    """Return the code that asks the answers."""
    return ast.Call(attribute(name(ANSWERS), method), list(arguments), [])


def called(function: str, *arguments: ast.expr) -> ast.expr:
    """Return the code that calls one of the built-in functions."""
    return ast.Call(name(function), list(arguments), [])


def constant(value: str | int | bool | None) -> ast.expr:  # noqa: FBT001 - a value, not a switch
    """Return the code of a text, a whole number, true, false or None."""
    return ast.Constant(value)


def loop(
    body: ast.expr, element: str, elements: ast.expr, conditions: list[ast.expr]
) -> ast.GeneratorExp:
    """Return the code of a loop, whose elements are counted before it begins."""
    target = ast.Name(element, ast.Store())
    way = ast.comprehension(target, asked("spend", elements), conditions, 0)
    return ast.GeneratorExp(body, [way])


def size(code: ast.AST) -> int:
    """Return how many nodes code has once parts that stand in it several times are written out."""
    sizes: dict[int, int] = {}
    waiting = [code]
    while waiting:
        node = waiting[-1]
        parts = [part for part in _parts(node) if id(part) not in sizes]
        if parts:
            waiting += parts
        else:
            sizes[id(node)] = 1 + sum(sizes[id(part)] for part in _parts(node))
            waiting.pop()
    return sizes[id(code)]


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    return (
        part
        for part in ast.iter_child_nodes(node)
        if isinstance(part, ast.expr | ast.comprehension)
    )


def negated(code: ast.expr) -> ast.expr:
    """Return the code of the opposite."""
    return ast.UnaryOp(ast.Not(), code)


def is_there(code: ast.expr) -> ast.expr:
    """Return the code that asks whether something is not absent."""
    return ast.Compare(code, [ast.IsNot()], [constant(None)])
