"""What an expression may ask of a case besides the fields of its subject."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from planrules.errors import NoStartError, OutOfCalendarError, UnknownIdError
from planrules.model.body import Group, Unit
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit
from planrules.model.goal import Indicator
from planrules.model.plan import Plan
from planrules.model.progress import DeadlineClass
from planrules.model.responsibility import Holder
from planrules.model.row import Accountable
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.text import comparison_key

if TYPE_CHECKING:
    from planrules.model.obligation import Obligation
    from planrules.schedule.rows import ScheduledTask

Element = TypeVar("Element")
Elements = TypeVar("Elements", bound=Collection[object])

#: How many elements of lists one rule may look at in one run. Above it a rule that asks about
#: every task for every task takes minutes; it is stopped, and reported as errored.
WORK_LIMIT: Final = 20_000_000
#: What looking up members, and looking for words, counts as: they take so much longer.
_OF_MEMBERS: Final = 200
_OF_WORDS: Final = 50


class TooMuchWorkError(Exception):
    """A rule that looks at more elements of lists than any run may."""

    def __init__(self) -> None:
        """Say how many are too many."""
        super().__init__(f"looks at more than {WORK_LIMIT:,} elements of lists")


class IncomparableLengthsError(Exception):
    """Two lengths of time in different units, of which neither is known to be longer."""

    def __init__(self, one: Duration, other: Duration) -> None:
        """Say which."""
        super().__init__(f"{one} and {other} count different days")


class DivisionByNothingError(ZeroDivisionError):
    """A number that is divided by 0."""

    def __init__(self, number: int | Decimal) -> None:
        """Say which."""
        super().__init__(f"{number} is divided by 0")


#: Largest product of whole numbers, in bits.
_BITS: Final = 1_000
#: What an expression that fits the model may still raise, where what it asks for has no answer.
UNDEFINED: Final = (
    ArithmeticError,
    ValueError,
    OutOfCalendarError,
    NoStartError,
    IncomparableLengthsError,
    TooMuchWorkError,
)


class Answers:
    """A case as one rule asks about it; every method is a function or a field of expressions."""

    def __init__(self, case: Case) -> None:
        """Keep the case; nothing is worked out before it is asked for."""
        self._case = case
        self.as_of = case.as_of
        self.looked_at = 0

    def spend(self, elements: Elements, /) -> Elements:
        """Return a list that is about to be looked through, and count its elements.

        Raises:
            TooMuchWorkError: If the rule has looked at too many.
        """
        self._count(len(elements))
        return elements

    def _count(self, work: int) -> None:
        """Count work by how many elements could be looked at in its time."""
        self.looked_at += work
        if self.looked_at > WORK_LIMIT:
            raise TooMuchWorkError

    # Fields that follow from a record.

    def lead(self, task: Task) -> tuple[Holder, ...]:
        """Return who leads a task, by itself or by its heading."""
        return self._case.leading[task.id]

    def coordinate(self, task: Task) -> tuple[Holder, ...]:
        """Return who takes part in a task, by itself or by its heading."""
        return self._case.coordinating[task.id]

    def planned(self, row: Accountable) -> Accountable:
        """Return a record with what is assumed in place."""
        if isinstance(row, Task):
            return self._case.times.planned[row.id]
        return self._planned_plan if isinstance(row, Plan) else row.planned()

    @cached_property
    def _planned_plan(self) -> Plan:
        return self._case.plan.planned()

    def obligations(self, plan: Plan) -> "tuple[Obligation, ...]":  # noqa: ARG002 - the plan is the case's own
        """Return what bodies owe, what is withdrawn left out."""
        return self._owed

    @cached_property
    def _owed(self) -> "tuple[Obligation, ...]":
        return tuple(owed for owed in self._case.times.obligations if owed.withdrawn is None)

    def obligations_of(self, task: Task) -> "list[Obligation]":
        """Return what bodies owe for a task, what is withdrawn left out."""
        return self._case.times.owed_for(task.id)

    def due_on(self, task: Task) -> date | None:
        """Return the day of a dated task's deadline once a day off has moved it."""
        due = self._case.times.dues.get(task.id)
        return None if due is None else due.day

    def scheduled(self, task: Task) -> "ScheduledTask | None":
        """Return a task's row of the schedule."""
        schedule = self._case.times.schedule
        return None if schedule is None else schedule.row(task.id)

    def owner(self, owed: "Obligation") -> Unit | None:
        """Return the body that owes something, where exactly one does."""
        if owed.unit is None or owed.ownerless is not None:
            return None
        return self.unit_of(owed.unit)

    def nominal_due(self, owed: "Obligation") -> date | None:
        """Return the day that the plan names, before a day off has moved it."""
        return None if owed.deadline is None else owed.deadline.nominal

    def deadline_class(self, owed: "Obligation") -> DeadlineClass:
        """Return where an obligation stands against its deadline."""
        found = self._case.times.standing(owed).deadline_class
        assert found is not None  # noqa: S101 - what is withdrawn is no subject of expressions
        return found

    def members(self, group: Group) -> tuple[Unit, ...]:
        """Return the bodies of a group on the day."""
        return self.members_of(group.id)

    def is_active(self, unit: Unit) -> bool:
        """Return whether a body exists on the day."""
        return unit.exists_on(self.as_of)

    # Functions.

    def days_until(self, day: date) -> int:
        """Return calendar days from the day of the check to a day."""
        return (day - self.as_of).days

    def days_between(self, first: date, last: date) -> int:
        """Return calendar days from one day to another."""
        return (last - first).days

    def working_days_between(self, first: date, last: date) -> int:
        """Return working days, both days included."""
        return 0 if last < first else self._case.times.calendar.count(first, last)

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is worked."""
        return self._case.times.calendar.is_working(day)

    def add_months(self, day: date, number: int | Decimal) -> date:
        """Return the day so many months later."""
        if number != int(number):
            message = f"{number} is no whole number of months"
            raise ValueError(message)
        return self.later(day, Duration(int(number), DurationUnit.MONTHS))

    def mentions(self, text: str, *words: str) -> bool:
        """Return whether a text holds any of the words."""
        self._count(_OF_WORDS * len(words))
        key = comparison_key(text)
        return any(comparison_key(word) in key for word in words)

    def same_text(self, one: str, other: str) -> bool:
        """Return whether two texts are one but for how they are spelled."""
        return comparison_key(one) == comparison_key(other)

    def length(self, text: str) -> int:
        """Return how many characters a text has."""
        return len(text)

    def unit_of(self, id: str) -> Unit | None:
        """Return the body with an id."""
        try:
            body = self._case.plan.body(id)
        except UnknownIdError:
            return None
        return body if isinstance(body, Unit) else None

    def task_of(self, id: str) -> Task | None:
        """Return the task with an id."""
        row = self._row(id)
        return row if isinstance(row, Task) else None

    def indicator_of(self, id: str) -> Indicator | None:
        """Return the indicator with an id."""
        row = self._row(id)
        return row if isinstance(row, Indicator) else None

    def _row(self, id: str) -> object:
        try:
            return self._case.plan.row(id)
        except UnknownIdError:
            return None

    def members_of(self, id: str) -> tuple[Unit, ...]:
        """Return the bodies that an id stands for on the day."""
        self._count(_OF_MEMBERS)
        try:
            return self._case.plan.members(id, on=self.as_of)
        except UnknownIdError:
            return ()

    # Operators.

    def last(self, day: PartialDate | None) -> date | None:
        """Return the last day that a partial date may mean."""
        return None if day is None else day.last

    def divide(self, one: int | Decimal, other: int | Decimal) -> Decimal:
        """Return a quotient.

        Raises:
            DivisionByNothingError: If ``other`` is 0.
        """
        if not other:
            raise DivisionByNothingError(one)
        return Decimal(one) / Decimal(other)

    def product(self, one: int | Decimal, other: int | Decimal) -> int | Decimal:
        """Return a product.

        Raises:
            OverflowError: If it has more digits than any quantity; products of products of whole
                numbers grow without end.
        """
        if isinstance(one, int) and isinstance(other, int):
            bits = one.bit_length() + other.bit_length()
            if bits > _BITS:
                raise OverflowError(bits)
        return one * other

    def length_between(self, first: date, last: date) -> Duration:
        """Return the calendar days from one day to another."""
        return Duration((last - first).days, DurationUnit.DAYS)

    def later(self, day: date, length: Duration) -> date:
        """Return the day so much later; working days are those of the plan's calendar."""
        from planrules.timing.terms import term_end

        return term_end(day, length, self._case.times.calendar)

    def earlier(self, day: date, length: Duration) -> date:
        """Return the day so much earlier."""
        return self.later(day, Duration(-length.amount, length.unit))

    def longer(self, one: Duration, other: Duration) -> int:
        """Return by how much one length is longer than another of the same unit.

        Raises:
            IncomparableLengthsError: If they count different days.
        """
        if one.unit is not other.unit:
            raise IncomparableLengthsError(one, other)
        return one.amount - other.amount

    def sum_of_lengths(self, one: Duration, other: Duration) -> Duration:
        """Return two lengths of one unit together.

        Raises:
            IncomparableLengthsError: If they count different days.
        """
        if one.unit is not other.unit:
            raise IncomparableLengthsError(one, other)
        return Duration(one.amount + other.amount, one.unit)

    def difference_of_lengths(self, one: Duration, other: Duration) -> Duration:
        """Return how much longer one length is than another of its unit."""
        return Duration(self.longer(one, other), one.unit)
