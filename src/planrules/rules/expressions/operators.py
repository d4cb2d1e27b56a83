"""Comparisons, membership and arithmetic."""

import ast
from typing import Final

import attrs

from planrules.model.message import Text
from planrules.rules.expressions import code
from planrules.rules.expressions.literals import as_day, as_length, is_length, is_written_out
from planrules.rules.expressions.scope import Checking, Op, Scope, Truth, Typed
from planrules.rules.expressions.types import (
    DAY,
    LENGTH,
    NUMBER,
    Sort,
    Type,
    list_of,
)
from planrules.text import nearest

_ORDER: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_SIGNS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
#: Operations on numbers that the answers work out, because Python does not do so as is meant.
_ASKED: Final[dict[type[ast.operator], str]] = {ast.Div: "divide", ast.Mult: "product"}
_NONE: Final = Text(
    "None sau is; so sánh giá trị bằng == hoặc !=", "None after is; compare values by == or !="
)
_IS_NONE: Final = Text("viết is None hoặc is not None", "write is None or is not None")
_MENTIONS: Final = Text(
    'để tìm lời trong chuỗi hãy viết mentions(chuỗi, "lời")',
    'to look for words in a text write mentions(text, "words")',
)
_COUNT: Final = Text(
    "danh sách trống thì hỏi: count(…) > 0", "ask whether the list is empty: count(…) > 0"
)
_NEVER_ABSENT: Final = Text("bỏ điều kiện này", "leave the condition out")
_EQUAL: Final = Text("so sánh bằng == hoặc !=", "compare it by == or !=")
_ORDERED: Final = frozenset({Sort.NUMBER, Sort.DAY, Sort.LENGTH})
_EQUALLED: Final = _ORDERED | {Sort.TEXT, Sort.TRUTH}


def comparison(checking: Checking, node: ast.Compare, scope: Scope) -> Truth:
    """Return one comparison, or a chain of them."""
    text = checking.text(node)
    if any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
        return _presence(checking, node, scope, text)
    parts = [(node.left, checking.value(node.left, scope))]
    tests: list[ast.expr] = []
    operands = node.comparators
    for op, other in zip(node.ops, operands, strict=True):
        left_node, left = parts[-1]
        if isinstance(op, ast.In | ast.NotIn):
            right, test = _membership(checking, (left_node, left), op, other, scope)
        else:
            right = checking.value(other, scope)
            test = _one(checking, (left_node, left), op, (other, right))
        parts.append((other, right))
        tests.append(test)
    whole = tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)
    return Truth(Op.ALONE, whole, text=text)


def _presence(checking: Checking, node: ast.Compare, scope: Scope, text: str) -> Truth:
    """Return ``x is None`` or ``x is not None``."""
    part = checking.value(node.left, scope)
    (op, other), *more = zip(node.ops, node.comparators, strict=True)
    if more or not (isinstance(other, ast.Constant) and other.value is None):
        checking.fault(other, "EXP012", found=checking.text(other), expected=_NONE)
        return Truth(Op.ALONE, code.constant(value=True), text=text)
    if not part.type.is_optional and part.key not in scope.present:
        is_list = part.type.sort is Sort.LIST
        if part.type.sort is not Sort.UNCLEAR:
            hint = _COUNT if is_list else _NEVER_ABSENT
            checking.fault(node.left, "EXP019", found=part.text, hint=hint)
    there = frozenset({part.key})
    is_there = isinstance(op, ast.IsNot)
    return Truth(
        Op.ALONE,
        ast.Compare(part.code, [op], [code.constant(None)]),
        if_true=there if is_there else frozenset(),
        if_false=frozenset() if is_there else there,
        text=text,
    )


Part = tuple[ast.expr, Typed]


def _there(checking: Checking, part: Part) -> Typed:
    """Return a part that has to be there."""
    node, typed = part
    if typed.type.is_optional:
        checking.fault(node, "EXP006", found=typed.text)
    return attrs.evolve(typed, type=typed.type.present)


def _one(checking: Checking, left: Part, op: ast.cmpop, right: Part) -> ast.expr:
    """Return the code of one comparison."""
    if Sort.NOTHING in {left[1].type.sort, right[1].type.sort}:
        sign = "==" if isinstance(op, ast.Eq) else "!=" if isinstance(op, ast.NotEq) else "<"
        kind = left[1].type.called()
        checking.fault(left[0], "EXP018", found=f"{sign} None", kind=kind, hint=_IS_NONE)
        return code.constant(value=True)
    one, other = _there(checking, left), _there(checking, right)
    if Sort.UNCLEAR in {one.type.sort, other.type.sort}:
        return code.constant(value=True)
    sorts = {one.type.sort, other.type.sort}
    if Sort.DAY in sorts:
        one = as_day(checking, left[0], one)
        other = as_day(checking, right[0], other)
    elif Sort.LENGTH in sorts:
        one = as_length(checking, left[0], one)
        other = as_length(checking, right[0], other)
    if Sort.UNCLEAR in {one.type.sort, other.type.sort}:
        return code.constant(value=True)
    sort = one.type.sort
    if sort is not other.type.sort or sort not in _EQUALLED:
        _incomparable(checking, left[0], one, other)
    elif type(op) in _ORDER and sort not in _ORDERED:
        checking.fault(
            left[0], "EXP018", found=_ORDER[type(op)], kind=one.type.called(), hint=_EQUAL
        )
    elif sort is Sort.TEXT:
        _within_choices(checking, left[0], one, other)
        _within_choices(checking, right[0], other, one)
    elif sort is Sort.LENGTH:
        longer = code.asked("longer", one.code, other.code)
        return ast.Compare(longer, [op], [code.constant(0)])
    return ast.Compare(one.code, [op], [other.code])


def _incomparable(checking: Checking, node: ast.expr, one: Typed, other: Typed) -> None:
    checking.fault(
        node,
        "EXP014",
        left=one.text,
        left_kind=one.type.called(),
        right=other.text,
        right_kind=other.type.called(),
        hint=_how_to_compare(one.type, other.type),
    )


def _how_to_compare(one: Type, other: Type) -> Text | str:
    """Return what to write instead of comparing values of two types, where that is known."""
    sorts = {one.sort, other.sort}
    if sorts == {Sort.DAY, Sort.NUMBER}:
        return _DAY_OR_YEAR
    if sorts == {Sort.LENGTH, Sort.NUMBER}:
        return _AMOUNT
    holders = {kind.of.record for kind in (one, other) if kind.of} | {one.record, other.record}
    if "holder" in holders:
        return _HOLDERS
    return _RHYTHMS if "recurrence" in holders else ""


_DAY_OR_YEAR: Final = Text(
    '; viết "2026-12-31", hoặc so sánh .year', '; write "2026-12-31", or compare .year'
)
_AMOUNT: Final = Text('; viết "5wd" hoặc so sánh .amount', '; write "5wd", or compare .amount')
_HOLDERS: Final = Text(
    '; hỏi từng người: any(h.who == "mã" for h in … if h.who)',
    '; ask each of them: any(h.who == "id" for h in … if h.who)',
)
_RHYTHMS: Final = Text('; viết "quarter" in ….rhythms', '; write "quarter" in ….rhythms')


def _within_choices(checking: Checking, node: ast.expr, given: Typed, other: Typed) -> None:
    """Refuse a text that the other side can never be."""
    value, choices = given.type.literal, other.type.choices
    if value is not None and choices and value not in choices:
        checking.fault(
            node,
            "EXP009",
            value=value,
            found=other.text,
            known=choices,
            nearest=nearest(value, choices),
        )


def _membership(
    checking: Checking, left: Part, op: ast.cmpop, other: ast.expr, scope: Scope
) -> tuple[Typed, ast.expr]:
    """Return the list and the code of ``x in list``."""
    one = _there(checking, left)
    if isinstance(other, ast.List | ast.Tuple):
        right, items = _written_list(checking, other, scope, beside=one)
    else:
        right, items = _there(checking, (other, checking.value(other, scope))), []
    element = right.type.of
    if Sort.UNCLEAR in {one.type.sort, right.type.sort}:
        return right, code.constant(value=True)
    if right.type.sort is Sort.TEXT:
        hint = _MENTIONS
        checking.fault(other, "EXP018", found="in", kind=right.type.called(), hint=hint)
    elif right.type.sort is not Sort.LIST or element is None:
        called = list_of(one.type).called()
        kind = right.type.called()
        checking.fault(other, "EXP005", found=right.text, kind=kind, expected=called)
    elif not one.type.is_like(element) or element.sort not in {Sort.TEXT, Sort.NUMBER, Sort.DAY}:
        _incomparable(checking, left[0], one, right)
    else:
        for item_node, item in items:
            _within_choices(checking, item_node, item, one)
        _within_choices(checking, left[0], one, attrs.evolve(right, type=element))
        if element.sort is Sort.DAY:
            one = as_day(checking, left[0], one)
    return right, ast.Compare(one.code, [op], [right.code])


def _written_list(
    checking: Checking, node: ast.List | ast.Tuple, scope: Scope, *, beside: Typed
) -> tuple[Typed, list[Part]]:
    """Return a list that is written out: of texts, numbers or days, all of one kind."""
    items = [(item, checking.present(item, scope)) for item in node.elts]
    if beside.type.sort is Sort.DAY:
        items = [(item, as_day(checking, item, part)) for item, part in items]
    kinds = [part.type for _, part in items if part.type.sort is not Sort.UNCLEAR]
    first = kinds[0] if kinds else beside.type
    for item, part in items:
        if not part.type.is_like(first):
            checking.fault(
                item,
                "EXP005",
                found=part.text,
                kind=part.type.called(),
                expected=first.called(),
            )
    element = attrs.evolve(first, literal=None)
    for kind in kinds[1:]:
        element = element.common(kind)
    made = ast.Tuple([part.code for _, part in items], ast.Load())
    key = f"({', '.join(part.key for _, part in items)})"
    return Typed(list_of(element), made, key, checking.text(node)), items


def arithmetic(checking: Checking, node: ast.BinOp, scope: Scope) -> Typed:
    """Return a sum, difference, product or quotient."""
    left, right = checking.present(node.left, scope), checking.present(node.right, scope)
    if Sort.UNCLEAR in {left.type.sort, right.type.sort}:
        return checking.fault(node, "")
    left, right = _with_lengths(checking, node, left, right)
    if Sort.UNCLEAR in {left.type.sort, right.type.sort}:
        return checking.fault(node, "")
    kind, made = _result(node.op, left, right)
    if kind is None:
        return checking.fault(
            node,
            "EXP015",
            left=left.text,
            right=right.text,
            sign=_SIGNS[type(node.op)],
            left_kind=left.type.called(),
            right_kind=right.type.called(),
        )
    sign = _SIGNS[type(node.op)]
    return Typed(kind, made, f"({left.key}{sign}{right.key})", checking.text(node))


def _with_lengths(
    checking: Checking, node: ast.BinOp, left: Typed, right: Typed
) -> tuple[Typed, Typed]:
    """Return both sides with days as last days, and texts as the lengths or days that they mean."""
    sorts = {left.type.sort, right.type.sort}
    if not sorts & {Sort.DAY, Sort.LENGTH}:
        return left, right
    sides = []
    for part_node, part in ((node.left, left), (node.right, right)):
        made = part
        if is_written_out(part):
            is_difference = Sort.DAY in sorts and isinstance(node.op, ast.Sub)
            means_day = is_difference and not is_length(part.type.literal or "")
            made = (as_day if means_day else as_length)(checking, part_node, part)
        elif part.type.sort is Sort.DAY:
            made = as_day(checking, part_node, part)
        sides.append(made)
    return sides[0], sides[1]


def _result(op: ast.operator, left: Typed, right: Typed) -> tuple[Type | None, ast.expr]:
    """Return the type and the code of an operation; no type where there is no such operation."""
    pair = left.type.sort, right.type.sort
    one, other = left.code, right.code
    if pair == (Sort.NUMBER, Sort.NUMBER):
        method = _ASKED.get(type(op))
        made = code.asked(method, one, other) if method else ast.BinOp(one, op, other)
        return NUMBER, made
    if pair == (Sort.DAY, Sort.DAY) and isinstance(op, ast.Sub):
        return LENGTH, code.asked("length_between", other, one)
    if pair == (Sort.DAY, Sort.LENGTH) and isinstance(op, ast.Add | ast.Sub):
        return DAY, code.asked("later" if isinstance(op, ast.Add) else "earlier", one, other)
    if pair == (Sort.LENGTH, Sort.LENGTH) and isinstance(op, ast.Add | ast.Sub):
        method = "sum_of_lengths" if isinstance(op, ast.Add) else "difference_of_lengths"
        return LENGTH, code.asked(method, one, other)
    return None, one


def truth_of(checking: Checking, node: ast.expr, part: Typed) -> Truth:
    """Return a value as a condition: a list that is not empty, a text or record that is there."""
    text = checking.text(node)
    there = frozenset({part.key})
    sort = part.type.sort
    if sort is Sort.NUMBER:
        expected = f"{part.text} is not None" if part.type.is_optional else f"{part.text} != 0"
        checking.fault(node, "EXP010", found=part.text, expected=expected)
        return Truth(Op.ALONE, code.constant(value=True), text=text)
    if sort in {Sort.DAY, Sort.LENGTH, Sort.RECORD}:
        return Truth(Op.ALONE, code.is_there(part.code), if_true=there, text=text)
    known = there if part.type.is_optional else frozenset()
    return Truth(Op.ALONE, part.code, if_true=known, text=text)
