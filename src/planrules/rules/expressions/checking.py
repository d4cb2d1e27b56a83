"""Syntax trees to typed code: what every part of an expression is, or what is wrong with it."""

import ast
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

import attrs

from planrules.model.message import Text
from planrules.rules.expressions import code
from planrules.rules.expressions.calls import call
from planrules.rules.expressions.literals import as_day
from planrules.rules.expressions.operators import arithmetic, comparison, truth_of
from planrules.rules.expressions.reading import offset_of, source_of
from planrules.rules.expressions.schema import OF_DAYS, OF_LENGTHS, Field, fields_of
from planrules.rules.expressions.scope import Op, Scope, Truth, Typed
from planrules.rules.expressions.slips import Slip, slip
from planrules.rules.expressions.types import NOTHING, NUMBER, TEXT, TRUTH, UNCLEAR, Sort, Type
from planrules.text import nearest


class Checker:
    """One expression on its way to typed code.

    What is wrong is noted and the rest looked at, so that everything is told at once; what follows
    from something unclear is not told again.

    Attributes:
        constants: Values that the code names because it can't spell them out.
        slips: What is wrong so far.
    """

    def __init__(self, text: str, constants: dict[str, object], *, explains: bool = True) -> None:
        """Begin.

        Args:
            text: The expression as it is written.
            constants: Gets the values that the code names.
            explains: Whether conditions get the facts that they are judged by.
        """
        self.constants = constants
        self.slips: dict[Slip, None] = {}
        self._text = text
        self._explains = explains

    # What the operators and the calls need.

    def fault(self, node: ast.AST, code: str, **facts: object) -> Typed:
        """Note what is wrong with a node; without a code it was told already."""
        if code:
            self.slips[slip(offset_of(node, self._text), code, **facts)] = None  # type: ignore[arg-type]  # facts hold the names that are near, too
        return Typed(UNCLEAR, ast.Constant(value=None), f"?{id(node)}", self.text(node))

    def text(self, node: ast.AST) -> str:
        """Return how a node is written."""
        return source_of(node, self._text)

    def keep(self, value: object) -> ast.expr:
        """Return the name of a value that code can't spell out."""
        name = f"{code.CONSTANT}{len(self.constants)}"
        self.constants[name] = value
        return code.name(name)

    def present(self, node: ast.expr, scope: Scope) -> Typed:
        """Return what a node is; it has to be there."""
        part = self.value(node, scope)
        if part.type.is_optional:
            self.fault(node, "EXP006", found=part.text)
        return attrs.evolve(part, type=part.type.present)

    # Values.

    def value(self, node: ast.expr, scope: Scope) -> Typed:
        """Return what a node is."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return self._minus(node, scope)
        read = self._READERS.get(type(node))
        if read is None:
            return self.fault(node, "EXP002", found=self.text(node))
        return read(self, node, scope)

    def _condition(self, node: ast.expr, scope: Scope) -> Typed:
        truth = self.truth(node, scope)
        made = code.negated(code.negated(truth.code))
        return Typed(TRUTH, made, ast.dump(node), self.text(node))

    def _constant(self, node: ast.Constant, _: Scope) -> Typed:
        value, text = node.value, self.text(node)
        if value is None:
            return Typed(NOTHING, node, "None", text)
        if isinstance(value, bool):
            return Typed(TRUTH, node, str(value), text)
        if isinstance(value, str):
            return Typed(attrs.evolve(TEXT, literal=value), node, repr(value), text)
        if isinstance(value, float):
            return Typed(NUMBER, self.keep(Decimal(repr(value))), repr(value), text)
        return Typed(NUMBER, node, repr(value), text)

    def _name(self, node: ast.Name, scope: Scope) -> Typed:
        found = scope.names.get(node.id)
        if found is None:
            known = tuple(scope.names)
            near = _SPELLED.get(node.id.casefold()) or nearest(node.id, known)
            return self.fault(node, "EXP003", found=node.id, known=known, nearest=near)
        kind, made = found
        return _narrowed(Typed(kind, made, node.id, node.id), scope)

    def _attribute(self, node: ast.Attribute, scope: Scope) -> Typed:
        base = self.value(node.value, scope)
        if base.type.sort is Sort.UNCLEAR:
            return base
        if base.type.is_optional:
            self.fault(node.value, "EXP006", found=base.text)
            base = attrs.evolve(base, type=base.type.present)
        if base.type.sort is Sort.DAY:
            base = as_day(self, node.value, base)
        fields = _fields(base.type)
        field = fields.get(node.attr)
        if field is None:
            known = tuple(fields)
            near = nearest(node.attr, known)
            kind = base.type.called()
            hint = _EACH if base.type.sort is Sort.LIST else ""
            facts = {"found": node.attr, "kind": kind, "hint": hint}
            return self.fault(node, "EXP004", known=known, nearest=near, **facts)
        if field.asked:
            made = code.asked(field.asked, base.code)
        else:
            made = code.attribute(base.code, node.attr)
        return _narrowed(Typed(field.type, made, f"{base.key}.{node.attr}", self.text(node)), scope)

    def _minus(self, node: ast.UnaryOp, scope: Scope) -> Typed:
        part = self.present(node.operand, scope)
        if part.type.sort is Sort.UNCLEAR:
            return part
        if part.type.sort is not Sort.NUMBER:
            kind, expected = part.type.called(), NUMBER.called()
            return self.fault(node, "EXP005", found=part.text, kind=kind, expected=expected)
        return Typed(NUMBER, ast.UnaryOp(ast.USub(), part.code), f"-{part.key}", self.text(node))

    def _either(self, node: ast.IfExp, scope: Scope) -> Typed:
        asked = self.truth(node.test, scope)
        one = self.value(node.body, scope.knowing(asked.if_true))
        other = self.value(node.orelse, scope.knowing(asked.if_false))
        if Sort.UNCLEAR in {one.type.sort, other.type.sort}:
            return self.fault(node, "")
        one, other = as_one(self, (node.body, one), (node.orelse, other))
        if one.type.sort is Sort.NOTHING or other.type.sort is Sort.NOTHING:
            kind = (one if other.type.sort is Sort.NOTHING else other).type.absent
        elif one.type.is_like(other.type):
            kind = one.type.common(other.type)
            kind = kind.absent if other.type.is_optional else kind
        else:
            left_kind, right_kind = one.type.called(), other.type.called()
            return self.fault(node, "EXP016", left_kind=left_kind, right_kind=right_kind)
        kind = attrs.evolve(kind, literal=None)
        made = ast.IfExp(asked.code, one.code, other.code)
        return _narrowed(Typed(kind, made, ast.dump(node), self.text(node)), scope)

    # Conditions.

    def truth(self, node: ast.expr, scope: Scope) -> Truth:
        """Return a node as a condition."""
        if isinstance(node, ast.BoolOp):
            return self._joined(node, scope)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            part = self.truth(node.operand, scope)
            made = code.negated(part.code)
            return Truth(Op.NOT, made, part.if_false, part.if_true, (part,))
        if isinstance(node, ast.IfExp):
            return self._chosen(node, scope)
        if isinstance(node, ast.Compare):
            alone = comparison(self, node, scope)
        else:
            alone = truth_of(self, node, self.value(node, scope))
        if scope.loops or not self._explains:
            return alone
        return attrs.evolve(alone, facts=tuple(self._facts(node, scope)))

    def _joined(self, node: ast.BoolOp, scope: Scope) -> Truth:
        is_and = isinstance(node.op, ast.And)
        parts: list[Truth] = []
        for item in node.values:
            part = self.truth(item, scope)
            parts.append(part)
            scope = scope.knowing(part.if_true if is_and else part.if_false)
        made = ast.BoolOp(node.op, [part.code for part in parts])
        # Of an "and" that holds, every part holds; of one that fails, nobody knows which did.
        together = frozenset[str]().union(*(p.if_true if is_and else p.if_false for p in parts))
        shared = frozenset.intersection(*(p.if_false if is_and else p.if_true for p in parts))
        if_true, if_false = (together, shared) if is_and else (shared, together)
        return Truth(Op.AND if is_and else Op.OR, made, if_true, if_false, tuple(parts))

    def _chosen(self, node: ast.IfExp, scope: Scope) -> Truth:
        asked = self.truth(node.test, scope)
        one = self.truth(node.body, scope.knowing(asked.if_true))
        other = self.truth(node.orelse, scope.knowing(asked.if_false))
        made = ast.IfExp(asked.code, one.code, other.code)
        if_true = (asked.if_true | one.if_true) & (asked.if_false | other.if_true)
        if_false = (asked.if_true | one.if_false) & (asked.if_false | other.if_false)
        return Truth(Op.IF, made, if_true, if_false, (asked, one, other))

    def _facts(self, node: ast.expr, scope: Scope) -> Iterator[tuple[str, ast.expr]]:
        """Yield what a condition is judged by: its fields, lets and calls, each once."""
        seen: set[str] = set()
        for part in _sources(node):
            # Facts of facts are never told; working them out doubles the work at every level.
            quiet = Checker(self._text, self.constants, explains=False)
            typed = quiet.value(part, scope)
            # What only another part of the condition makes safe to read is not told.
            if not quiet.slips and typed.type.sort is not Sort.UNCLEAR and typed.key not in seen:
                seen.add(typed.key)
                yield typed.text, typed.code

    #: By kind of node, what reads it as a value.
    _READERS: ClassVar[dict[type[ast.expr], Callable[["Checker", Any, Scope], Typed]]] = {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.Attribute: _attribute,
        ast.BinOp: arithmetic,
        ast.Call: call,
        ast.IfExp: _either,
        ast.BoolOp: _condition,
        ast.Compare: _condition,
        ast.UnaryOp: _condition,
    }


_EACH: Final = Text(
    "; hỏi từng mục: any(… for x in danh sách)", "; ask each of its items: any(… for x in list)"
)
#: How other languages spell what Python calls otherwise.
_SPELLED: Final = {"null": "None", "none": "None", "nil": "None", "true": "True", "false": "False"}


def _narrowed(part: Typed, scope: Scope) -> Typed:
    """Return a part that is known to be there as such."""
    if part.type.is_optional and part.key in scope.present:
        return attrs.evolve(part, type=part.type.present)
    return part


def _fields(kind: Type) -> Mapping[str, Field]:
    """Return what can be read from a value."""
    if kind.sort is Sort.RECORD:
        return fields_of(kind.record)
    return {Sort.DAY: OF_DAYS, Sort.LENGTH: OF_LENGTHS}.get(kind.sort, {})


def as_one(
    checker: Checker, one: tuple[ast.expr, Typed], other: tuple[ast.expr, Typed]
) -> tuple[Typed, Typed]:
    """Return two branches as values of one form: of days, the days themselves."""
    (one_node, first), (other_node, second) = one, other
    if Sort.DAY in {first.type.sort, second.type.sort}:
        if first.type.sort in {Sort.DAY, Sort.TEXT}:
            first = as_day(checker, one_node, first)
        if second.type.sort in {Sort.DAY, Sort.TEXT}:
            second = as_day(checker, other_node, second)
    return first, second


def _sources(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the parts of a condition whose values explain it, in the order of its words.

    Inside of a loop nothing has one value, so only the list that it goes through is looked at.
    """
    if isinstance(node, ast.Attribute | ast.Name):
        yield node
    elif isinstance(node, ast.Call):
        is_asking = isinstance(node.func, ast.Name) and node.func.id in {"any", "all"}
        if not is_asking:
            yield node
        for argument in node.args:
            if isinstance(argument, ast.GeneratorExp):
                if is_asking:
                    yield from _sources(argument.generators[0].iter)
            else:
                yield from _sources(argument)
    else:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _sources(child)
