"""What an expression of a rule means: its syntax tree walked over the objects, slowly and plainly.

It shares no code with the compiler of expressions, and knows no types: what a text in quotes stands
for is seen by what it meets.
"""

import ast
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from planrules.errors import OutOfCalendarError, UnknownIdError
from planrules.model.body import Group, Unit
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.responsibility import Role
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.text import comparison_key
from planrules.tracking.classes import deadline_class

Names = dict[str, object]
_YEAR: Final = 366


class IncomparableError(Exception):
    """Lengths in different units."""


class Oracle:
    """Evaluates expressions about one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.plan = case.plan

    # Conditions one by one.

    def conditions(
        self, node: ast.expr, names: Names, *, asked: bool = True
    ) -> Iterator[tuple[ast.expr, bool | None]]:
        """Yield the smallest parts that are true or false, None for what nobody asked."""
        match node:
            case ast.UnaryOp(op=ast.Not()):
                yield from self.conditions(node.operand, names, asked=asked)
            case ast.BoolOp():
                for part in node.values:
                    yield from self.conditions(part, names, asked=asked)
                    if asked and is_true(self.value(part, names)) is isinstance(node.op, ast.Or):
                        asked = False
            case ast.IfExp():
                yield from self.conditions(node.test, names, asked=asked)
                holds = asked and is_true(self.value(node.test, names))
                # The branch that was taken is told first.
                branches = [(node.body, holds), (node.orelse, asked and not holds)]
                if asked and not holds:
                    branches.reverse()
                for branch, is_asked in branches:
                    yield from self.conditions(branch, names, asked=is_asked)
            case _:
                yield node, is_true(self.value(node, names)) if asked else None

    # Values.

    def value(self, node: ast.expr, names: Names) -> object:
        """Return what an expression is; a condition by Python's own truth but for days and such."""
        match node:
            case ast.Constant(value=float()):
                return Decimal(repr(node.value))
            case ast.Constant():
                return node.value
            case ast.Name():
                return names[node.id]
            case ast.Attribute():
                return self.field(self.value(node.value, names), node.attr)
            case ast.UnaryOp(op=ast.Not()):
                return not is_true(self.value(node.operand, names))
            case ast.UnaryOp():
                return -number(self.value(node.operand, names))
            case ast.BoolOp(op=ast.And()):
                return all(is_true(self.value(part, names)) for part in node.values)
            case ast.BoolOp():
                return any(is_true(self.value(part, names)) for part in node.values)
            case ast.IfExp():
                chosen = node.body if is_true(self.value(node.test, names)) else node.orelse
                return self.value(chosen, names)
            case ast.Compare():
                return self.comparison(node, names)
            case ast.BinOp():
                return self.reckoned(
                    node.op, self.value(node.left, names), self.value(node.right, names)
                )
            case ast.List() | ast.Tuple():
                return [self.value(part, names) for part in node.elts]
            case ast.Call(func=ast.Name(id=name), args=[ast.GeneratorExp() as loop]):
                return self.looped(name, loop, names)
            case ast.Call(func=ast.Name(id=name)):
                return self.called(name, [self.value(part, names) for part in node.args])
        raise AssertionError(ast.dump(node))

    def comparison(self, node: ast.Compare, names: Names) -> bool:
        left = self.value(node.left, names)
        for op, other in zip(node.ops, node.comparators, strict=True):
            right = self.value(other, names)
            if not compared(op, left, right):
                return False
            left = right
        return True

    def looped(self, name: str, loop: ast.GeneratorExp, names: Names) -> object:
        """Return what comes of any, all, count or sum over a list."""
        (way,) = loop.generators
        assert isinstance(way.target, ast.Name)
        found: list[object] = []
        for element in items(self.value(way.iter, names)):
            inside = {**names, way.target.id: element}
            if all(is_true(self.value(asked, inside)) for asked in way.ifs):
                if name == "count":
                    found.append(1)
                    continue
                value = self.value(loop.elt, inside)
                found.append(value)
                if name in {"any", "all"} and is_true(value) is (name == "any"):
                    return name == "any"
        if name in {"any", "all"}:
            return name == "all"
        total: int | Decimal = 0
        for value in found:
            total = total + number(value)
        return total

    def reckoned(self, op: ast.operator, left: object, right: object) -> object:
        if isinstance(left, PartialDate):
            left = left.last
        if isinstance(left, date):
            if isinstance(right, str) and "-" not in right[1:] and not right.isdigit():
                right = Duration.from_text(right)
            if not isinstance(right, Duration):
                return Duration((left - day(right)).days, DurationUnit.DAYS)
            sign = 1 if isinstance(op, ast.Add) else -1
            return self.moved(left, sign * right.amount, right.unit)
        if isinstance(left, Duration) and isinstance(right, Duration):
            if left.unit is not right.unit:
                raise IncomparableError
            sign = 1 if isinstance(op, ast.Add) else -1
            return Duration(left.amount + sign * right.amount, left.unit)
        if isinstance(left, str):
            return Duration((day(left) - day(right)).days, DurationUnit.DAYS)
        one, other = number(left), number(right)
        match op:
            case ast.Add():
                return one + other
            case ast.Sub():
                return one - other
            case ast.Mult():
                return one * other
        return Decimal(one) / Decimal(other)

    def moved(self, first: date, amount: int, unit: DurationUnit) -> date:
        """Return the day so many days, working days or months from another."""
        if unit is DurationUnit.WORKING_DAYS:
            return self.case.times.calendar.add(first, amount)
        if unit is DurationUnit.DAYS:
            try:
                return first + timedelta(days=amount)
            except OverflowError:
                raise OutOfCalendarError(None, "any") from None
        months = first.year * 12 + first.month - 1 + amount
        year, month = months // 12, months % 12 + 1
        if not 1 <= year <= date.max.year:
            raise OutOfCalendarError(None, "any")
        return date(year, month, min(first.day, monthrange(year, month)[1]))

    # What can be read.

    def field(self, value: object, name: str) -> object:
        case = self.case
        match value, name:
            case (PartialDate() | str(), _):
                return getattr(day(value), name)
            case (_, "planned"):
                return value.planned()  # type: ignore[attr-defined]  # every record with that field has it
            case (Task(id=id), "lead"):
                return self.holders(id, Role.LEAD)
            case (Task(id=id), "coordinate"):
                return self.holders(id, Role.COORDINATE)
            case (Task(id=id), "due_on"):
                return case.times.dues[id].day if id in case.times.dues else None
            case (Task(id=id), "scheduled"):
                return case.times.schedule.row(id) if case.times.schedule else None
            case (Task(id=id), "obligations"):
                return [owed for owed in self.owed() if owed.task.id == id]
            case (Plan(), "obligations"):
                return self.owed()
            case (Unit(), "is_active"):
                since, until = value.since or date.min, value.until or date.max
                return since <= case.as_of <= until
            case (Group(id=id), "members"):
                return self.called("members_of", [id])
            case (Obligation(), "unit"):
                return self.body(value.unit) if value.ownerless is None else None
            case (Obligation(), "nominal_due"):
                return value.deadline.nominal if value.deadline else None
            case (Obligation(), "deadline_class"):
                return deadline_class(value.due, as_of=case.as_of, calendar=case.times.calendar)
        return getattr(value, name)

    def holders(self, id: str, role: Role) -> list[object]:
        (task,) = (task for task in self.plan.tasks if task.id == id)
        return [given.holder for given in self.plan.responsibilities(task) if given.role is role]

    def owed(self) -> list[Obligation]:
        return [owed for owed in self.case.times.obligations if owed.withdrawn is None]

    def body(self, id: object) -> Unit | None:
        return next((unit for unit in self.plan.units if unit.id == id), None)

    def called(self, name: str, given: list[object]) -> object:
        calendar = self.case.times.calendar
        match name, given:
            case "count", [elements]:
                return len(items(elements))
            case "days_until", [last]:
                return day(last).toordinal() - self.case.as_of.toordinal()
            case "days_between", [first, last]:
                return day(last).toordinal() - day(first).toordinal()
            case "working_days_between", [first, last]:
                span = range(day(first).toordinal(), day(last).toordinal() + 1)
                if len(span) > _YEAR:  # counting them one by one takes too long
                    return calendar.count(day(first), day(last))
                return sum(calendar.is_working(date.fromordinal(found)) for found in span)
            case "is_working_day", [first]:
                return calendar.is_working(day(first))
            case "add_months", [first, months]:
                if number(months) % 1 != 0:
                    raise ValueError(months)
                return self.moved(day(first), int(number(months)), DurationUnit.MONTHS)
            case "mentions", [text, *words]:
                return any(comparison_key(str(w)) in comparison_key(str(text)) for w in words)
            case "same_text", [one, other]:
                return comparison_key(str(one)) == comparison_key(str(other))
            case "length", [text]:
                return len(str(text))
            case "unit_of", [id]:
                return self.body(id)
            case "task_of", [id]:
                return next((row for row in self.plan.tasks if row.id == id), None)
            case "indicator_of", [id]:
                return next((row for row in self.plan.indicators if row.id == id), None)
            case "members_of", [id]:
                try:
                    return self.plan.members(str(id), on=self.case.as_of)
                except UnknownIdError:
                    return ()
        raise AssertionError(name)


def items(value: object) -> list[object]:
    assert isinstance(value, list | tuple)
    return list(value)


def is_true(value: object) -> bool:
    """Return whether a value counts as true: a text or list that is not empty, all that is there.

    A number alone is no condition, so 0 never comes here but as a length or the like.
    """
    if isinstance(value, bool | str | list | tuple):
        return bool(value)
    return value is not None


def number(value: object) -> int | Decimal:
    assert isinstance(value, int | Decimal)
    return value


def day(value: object) -> date:
    """Return the day that something stands for: the last that it may mean."""
    if isinstance(value, str):
        value = PartialDate.from_text(value)
    if isinstance(value, PartialDate):
        value = value.last
    assert isinstance(value, date)
    return value


def compared(op: ast.cmpop, left: object, right: object) -> bool:
    match op:
        case ast.Is():
            return left is right
        case ast.IsNot():
            return left is not right
        case ast.In():
            return any(compared(ast.Eq(), left, other) for other in items(right))
        case ast.NotIn():
            return not compared(ast.In(), left, right)
    if isinstance(left, Duration) or isinstance(right, Duration):
        one = left if isinstance(left, Duration) else Duration.from_text(str(left))
        other = right if isinstance(right, Duration) else Duration.from_text(str(right))
        if one.unit is not other.unit:
            raise IncomparableError
        left, right = one.amount, other.amount
    elif isinstance(left, date | PartialDate) or isinstance(right, date | PartialDate):
        left, right = day(left).toordinal(), day(right).toordinal()
    if isinstance(op, ast.Eq | ast.NotEq):
        return (left == right) is isinstance(op, ast.Eq)
    one_number, other_number = number(left), number(right)
    match op:
        case ast.Lt():
            return one_number < other_number
        case ast.LtE():
            return one_number <= other_number
        case ast.Gt():
            return one_number > other_number
    return one_number >= other_number
