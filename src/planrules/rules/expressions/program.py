"""The expressions of one rule, checked together and compiled once."""

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from types import CodeType
from typing import Any, Final, TypeVar

import attrs

from planrules.model.condition import Condition
from planrules.model.message import Text
from planrules.rules.expressions import code
from planrules.rules.expressions.answers import UNDEFINED, Answers
from planrules.rules.expressions.checking import Checker
from planrules.rules.expressions.facts import fact
from planrules.rules.expressions.functions import FUNCTIONS, QUANTIFIERS
from planrules.rules.expressions.reading import Unreadable, read_expression
from planrules.rules.expressions.scope import Op, Scope, Truth, Typed
from planrules.rules.expressions.slips import Slip, slip
from planrules.rules.expressions.types import DAY, record

#: What a rule says of a subject that its ``when`` leaves out.
NOT_APPLICABLE: Final = ...
#: What no let and no element of a list may be called.
_RESERVED: Final = frozenset({*FUNCTIONS, *QUANTIFIERS, "plan", "as_of"})
#: Most nodes of the code of one expression. The middle of a chain such as ``a < b < c`` is asked
#: twice, so that chains within chains grow without end.
_SIZE_LIMIT: Final = 10_000

_Found = TypeVar("_Found", Typed, Truth)
_Function = Callable[..., Any]  # compiled code takes and gives whatever its types say


@attrs.frozen(kw_only=True)
class Words:
    """The expressions of a rule as they are written.

    Attributes:
        subject: The word for its subject, such as ``task``.
        lets: Values with names, by name, each of which may use those before it.
        when: Whether the rule applies to a subject; without it, always.
        asserted: What has to hold.
        more: Further values that are asked for where it does not, by name.
    """

    subject: str
    lets: Mapping[str, str] = attrs.field(factory=dict)
    when: str | None = None
    asserted: str
    more: Mapping[str, str] = attrs.field(factory=dict)


class WrongExpressionsError(Exception):
    """Expressions that do not fit the model.

    Attributes:
        slips: By the part of the rule (``let.NAME``, ``when``, ``assert`` or a name of ``more``),
            what is wrong with it.
    """

    def __init__(self, slips: Mapping[str, tuple[Slip, ...]]) -> None:
        """Keep what is wrong."""
        super().__init__(slips)
        self.slips = slips


class Program:
    """The expressions of one rule, ready to be asked about subjects.

    A subject is asked about with its plan and the ``Answers`` of the case.
    """

    def __init__(self, words: Words) -> None:
        """Check the expressions against the model, and compile what judges.

        Raises:
            WrongExpressionsError: With all that is wrong with them.
        """
        self._constants: dict[str, object] = {}
        self._slips: dict[str, tuple[Slip, ...]] = {}
        self._scope = Scope(
            {
                "plan": (record("plan"), code.name(code.PLAN)),
                "as_of": (DAY, code.attribute(code.name(code.ANSWERS), "as_of")),
                words.subject: (record(words.subject), code.name(code.SUBJECT)),
            }
        )
        self._lets: dict[str, Typed] = {}
        for name, text in words.lets.items():
            self._let(name, text)
        when = None if words.when is None else self._truth("when", words.when)
        scope = self._scope if when is None else self._scope.knowing(when.if_true)
        self._asserted = self._truth("assert", words.asserted, scope)
        known = self._asserted.if_false if self._asserted else frozenset[str]()
        self._more = {
            name: self._value(name, text, scope.knowing(known)) for name, text in words.more.items()
        }
        if self._slips or self._asserted is None:
            raise WrongExpressionsError(self._slips)
        self.judge = self._judging(when, self._asserted)

    def _let(self, name: str, text: str) -> None:
        part = f"let.{name}"
        if name in _RESERVED or name in self._scope.names:
            self._slips[part] = (slip(0, "EXP013", found=name),)
            return
        typed = self._value(part, text, self._scope)
        if typed is not None:
            self._lets[name] = typed
            kind = attrs.evolve(typed.type, literal=None)
            names = {**self._scope.names, name: (kind, code.name(f"{code.LET}{name}"))}
            self._scope = attrs.evolve(self._scope, names=names)

    def _value(self, part: str, text: str, scope: Scope) -> Typed | None:
        return self._checked(part, text, lambda checker, tree: checker.value(tree, scope))

    def _truth(self, part: str, text: str, scope: Scope | None = None) -> Truth | None:
        inside = self._scope if scope is None else scope
        return self._checked(part, text, lambda checker, tree: checker.truth(tree, inside))

    def _checked(
        self, part: str, text: str, look: Callable[[Checker, ast.expr], _Found]
    ) -> _Found | None:
        try:
            tree = read_expression(text)
        except Unreadable as error:
            self._slips[part] = error.slips
            return None
        checker = Checker(text, self._constants)
        found = look(checker, tree)
        if checker.slips:
            self._slips[part] = tuple(checker.slips)
        elif code.size(found.code) > _SIZE_LIMIT:
            limit = Text(f"{_SIZE_LIMIT} bước tính", f"{_SIZE_LIMIT} steps")
            self._slips[part] = (slip(0, "EXP011", limit=limit),)
        return found

    # Code.

    @cached_property
    def _world(self) -> dict[str, object]:
        """All that compiled code can name besides what it is called with."""
        return {"__builtins__": {}, **code.BUILTINS, **self._constants}

    def _judging(self, when: Truth | None, asserted: Truth) -> _Function:
        """Return what says of a subject: not applicable, or something true where it passes."""
        leave = ast.Return(ast.Constant(NOT_APPLICABLE))
        asked = [] if when is None else [ast.If(code.negated(when.code), [leave], [])]
        return self._defined([*asked, ast.Return(asserted.code)])

    def _defined(self, last: Sequence[ast.stmt]) -> _Function:
        """Return a function of a subject, its plan and the answers that begins with the lets."""
        lets = [
            ast.Assign([ast.Name(f"{code.LET}{name}", ast.Store())], typed.code)
            for name, typed in self._lets.items()
        ]
        defined = ast.FunctionDef("defined", _parameters(()), [*lets, *last], [])
        world = dict(self._world)
        exec(_compiled(ast.Module([defined], [])), world)  # noqa: S102 - the code is made here, of nothing but what ``code`` spells
        function: _Function = world["defined"]  # type: ignore[assignment]  # it was just defined
        return function

    def _function(self, made: ast.expr) -> _Function:
        """Return a function of a subject, its plan, the answers and the lets."""
        body = ast.Lambda(_parameters(tuple(self._lets)), made)
        function: _Function = eval(_compiled(ast.Expression(body)), dict(self._world))  # noqa: S307 - the code is made here, of nothing but what ``code`` spells
        return function

    @cached_property
    def _let_values(self) -> _Function:
        names = [code.name(f"{code.LET}{name}") for name in self._lets]
        return self._defined([ast.Return(ast.Tuple(names, ast.Load()))])

    @cached_property
    def _values(self) -> dict[str, _Function]:
        return {
            name: self._function(typed.code)
            for name, typed in self._more.items()
            if typed is not None
        }

    def values(self, subject: object, plan: object, answers: Answers) -> dict[str, object]:
        """Return the further values that were asked for, about a subject that fails."""
        lets = self._let_values(subject, plan, answers)
        return {
            name: fact(value(subject, plan, answers, *lets)) for name, value in self._values.items()
        }

    # Explanation.

    def conditions(self, subject: object, plan: object, answers: Answers) -> tuple[Condition, ...]:
        """Return what comes of every condition that has to hold, for one subject."""
        assert self._asserted is not None  # noqa: S101 - else there would be no program
        lets = self._let_values(subject, plan, answers)
        found: list[Condition] = []
        self._explain(self._asserted, (subject, plan, answers, *lets), found)
        return tuple(found)

    def _explain(self, truth: Truth, arguments: tuple[object, ...], found: list[Condition]) -> bool:
        """Note what comes of the conditions in a part, and return whether it holds."""
        if truth.op is Op.ALONE:
            judge, facts = self._alone[id(truth)]
            holds = bool(judge(*arguments))
            found.append(Condition(truth.text, holds, tuple(_told(facts, arguments))))
            return holds
        first, *rest = truth.parts
        holds = self._explain(first, arguments, found)
        if truth.op is Op.NOT:
            return not holds
        if truth.op is Op.IF:
            chosen, other = rest if holds else reversed(rest)
            holds = self._explain(chosen, arguments, found)
            _skip(other, found)
            return holds
        settled = truth.op is Op.OR
        for part in rest:
            if holds is settled:
                _skip(part, found)
            else:
                holds = self._explain(part, arguments, found)
        return holds

    @cached_property
    def _alone(self) -> dict[int, tuple[_Function, tuple[tuple[str, _Function], ...]]]:
        """By condition that is not made of others, what judges it and what it is judged by."""
        found = {}
        waiting = [self._asserted]
        while waiting:
            truth = waiting.pop()
            assert truth is not None  # noqa: S101 - else there would be no program
            waiting += truth.parts
            if truth.op is Op.ALONE:
                facts = tuple((text, self._function(made)) for text, made in truth.facts)
                found[id(truth)] = (self._function(truth.code), facts)
        return found


def _told(
    facts: Iterable[tuple[str, _Function]], arguments: tuple[object, ...]
) -> Iterator[tuple[str, object]]:
    """Yield what a condition was judged by, but for what can't be worked out and was not asked."""
    for text, value in facts:
        with suppress(*UNDEFINED):
            yield text, fact(value(*arguments))


def _skip(truth: Truth, found: list[Condition]) -> None:
    """Note the conditions of a part that nobody had to ask."""
    if truth.op is Op.ALONE:
        found.append(Condition(truth.text, None))
    for part in truth.parts:
        _skip(part, found)


def _parameters(lets: tuple[str, ...]) -> ast.arguments:
    names = [code.SUBJECT, code.PLAN, code.ANSWERS, *(f"{code.LET}{name}" for name in lets)]
    return ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])


def _compiled(tree: ast.Module | ast.Expression) -> CodeType:
    ast.fix_missing_locations(tree)
    mode = "exec" if isinstance(tree, ast.Module) else "eval"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python remarks on "1 is None" and the like
        made: CodeType = compile(tree, "<rule>", mode)
    return made
