"""Calls of the functions on the list, and of what asks about the elements of lists."""

import ast
from collections.abc import Callable
from typing import Final

from planrules.rules.expressions import code
from planrules.rules.expressions.functions import FUNCTIONS, QUANTIFIERS, Function
from planrules.rules.expressions.literals import as_day
from planrules.rules.expressions.scope import Checking, Scope, Typed
from planrules.rules.expressions.types import NUMBER, TRUTH, Sort, Type
from planrules.text import nearest


def call(checking: Checking, node: ast.Call, scope: Scope) -> Typed:
    """Return a call."""
    if not isinstance(node.func, ast.Name):
        return checking.fault(node, "EXP002", found=f"{checking.text(node.func)}(…)")
    name = node.func.id
    if name in _QUANTIFIED:
        return _quantified(checking, node, name, scope)
    function = FUNCTIONS.get(name)
    if function is None:
        known = (*QUANTIFIERS, *FUNCTIONS)
        return checking.fault(node, "EXP007", found=name, known=known, nearest=nearest(name, known))
    return _function(checking, node, name, function, scope)


def _function(
    checking: Checking, node: ast.Call, name: str, function: Function, scope: Scope
) -> Typed:
    takes = function.takes
    extra = len(node.args) - len(takes)
    if node.keywords or extra < 0 or (extra and function.more is None):
        return checking.fault(node, "EXP008", found=name, expected=function.shape)
    kinds = (*takes, *(kind for kind in (function.more,) * extra if kind is not None))
    arguments = [
        _argument(checking, argument, kind, scope)
        for argument, kind in zip(node.args, kinds, strict=True)
    ]
    if any(part.type.sort is Sort.UNCLEAR for part in arguments):
        return checking.fault(node, "")
    made = code.asked(name, *(part.code for part in arguments))
    key = f"{name}({', '.join(part.key for part in arguments)})"
    return _narrowed(Typed(function.gives, made, key, checking.text(node)), scope)


def _narrowed(part: Typed, scope: Scope) -> Typed:
    """Return a part that is known to be there as such."""
    if part.type.is_optional and part.key in scope.present:
        return Typed(part.type.present, part.code, part.key, part.text)
    return part


def _argument(checking: Checking, node: ast.expr, kind: Type, scope: Scope) -> Typed:
    part = checking.present(node, scope)
    if kind.sort is Sort.DAY and part.type.sort in {Sort.DAY, Sort.TEXT}:
        part = as_day(checking, node, part)
    if not part.type.is_like(kind):
        return checking.fault(
            node,
            "EXP005",
            found=part.text,
            kind=part.type.called(),
            expected=kind.called(),
        )
    return part


def _quantified(checking: Checking, node: ast.Call, name: str, scope: Scope) -> Typed:
    shape = QUANTIFIERS[name]
    if node.keywords or len(node.args) != 1:
        return checking.fault(node, "EXP008", found=name, expected=shape)
    (argument,) = node.args
    if isinstance(argument, ast.GeneratorExp):
        return _QUANTIFIED[name](checking, node, argument, scope)
    if name != "count":
        return checking.fault(node, "EXP008", found=name, expected=shape)
    part = checking.present(argument, scope)
    if part.type.sort is Sort.UNCLEAR:
        return part
    if part.type.sort is not Sort.LIST:
        return checking.fault(node, "EXP008", found=name, expected=shape)
    made = code.called("len", part.code)
    return Typed(NUMBER, made, f"count({part.key})", checking.text(node))


class _Loop:
    """A loop over a list, with the scope inside it."""

    def __init__(self, checking: Checking, node: ast.GeneratorExp, scope: Scope) -> None:
        """Look at ``for x in list if condition``."""
        self.checking = checking
        self.conditions: list[ast.expr] = []
        self.is_clear = False
        way, *more = node.generators
        if more or not isinstance(way.target, ast.Name):
            checking.fault(node, "EXP002", found="for … for" if more else "for x, y in")
            return
        name = way.target.id
        self.element = f"{code.ELEMENT}{name}"
        if name in scope.names or name in FUNCTIONS or name in QUANTIFIERS:
            checking.fault(way.target, "EXP013", found=name)
            return
        self.elements = checking.present(way.iter, scope)
        kind = self.elements.type.of
        if self.elements.type.sort is not Sort.LIST or kind is None:
            if self.elements.type.sort is not Sort.UNCLEAR:
                called = self.elements.type.called()
                listing = Type(Sort.LIST).called()
                text = self.elements.text
                checking.fault(way.iter, "EXP005", found=text, kind=called, expected=listing)
            return
        inside = scope.inside(name, kind, code.name(self.element))
        for condition in way.ifs:
            asked = checking.truth(condition, inside)
            self.conditions.append(asked.code)
            inside = inside.knowing(asked.if_true)
        self.scope = inside
        self.is_clear = True

    def over(self, body: ast.expr) -> ast.GeneratorExp:
        """Return the code of the loop."""
        return code.loop(body, self.element, self.elements.code, self.conditions)


def _asks(function: str) -> Callable[[Checking, ast.Call, ast.GeneratorExp, Scope], Typed]:
    def asks(checking: Checking, node: ast.Call, argument: ast.GeneratorExp, scope: Scope) -> Typed:
        """Return ``any`` or ``all``."""
        loop = _Loop(checking, argument, scope)
        if not loop.is_clear:
            return checking.fault(node, "")
        body = checking.truth(argument.elt, loop.scope)
        made = code.called(function, loop.over(body.code))
        return Typed(TRUTH, made, ast.dump(node), checking.text(node))

    return asks


def _counts(checking: Checking, node: ast.Call, argument: ast.GeneratorExp, scope: Scope) -> Typed:
    loop = _Loop(checking, argument, scope)
    if not loop.is_clear:
        return checking.fault(node, "")
    checking.value(argument.elt, loop.scope)
    made = code.called("sum", loop.over(code.constant(1)))
    return Typed(NUMBER, made, ast.dump(node), checking.text(node))


def _sums(checking: Checking, node: ast.Call, argument: ast.GeneratorExp, scope: Scope) -> Typed:
    loop = _Loop(checking, argument, scope)
    if not loop.is_clear:
        return checking.fault(node, "")
    body = checking.present(argument.elt, loop.scope)
    if body.type.sort not in {Sort.NUMBER, Sort.UNCLEAR}:
        kind = body.type.called()
        expected = NUMBER.called()
        checking.fault(argument.elt, "EXP005", found=body.text, kind=kind, expected=expected)
    made = code.called("sum", loop.over(body.code))
    return Typed(NUMBER, made, ast.dump(node), checking.text(node))


_QUANTIFIED: Final[dict[str, Callable[[Checking, ast.Call, ast.GeneratorExp, Scope], Typed]]] = {
    "any": _asks("any"),
    "all": _asks("all"),
    "count": _counts,
    "sum": _sums,
}
