"""A tuple of what is said of a plan on a day, which remembers both."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn, Self, SupportsIndex, TypeVar, overload

from planrules.model.display import Tabular
from planrules.model.plan import Plan

Item_co = TypeVar("Item_co", covariant=True)


class Selection(tuple[Item_co, ...], Tabular):  # noqa: SLOT001 - it remembers its plan and day
    """What is said of a plan on a day, in order: a tuple, equal to any with the same items.

    A slice is a selection too; ``+`` and ``*`` give plain tuples, because what they join may
    be said of several plans.

    Attributes:
        plan: The plan.
        as_of: The day.
    """

    plan: Plan
    as_of: date

    def __new__(cls, items: Iterable[Item_co] = (), /, *, plan: Plan, as_of: date) -> Self:
        """Make one; the items are those of any plan and day that the caller vouches for."""
        made = super().__new__(cls, items)
        vars(made).update(plan=plan, as_of=as_of)
        return made

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Item_co: ...
    @overload
    def __getitem__(self, index: slice, /) -> Self: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Item_co | Self:
        if isinstance(index, slice):
            return self.only(super().__getitem__(index))
        return super().__getitem__(index)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"{type(self).__name__} does not change"
        raise AttributeError(message, name=name, obj=self)

    def __delattr__(self, name: str) -> NoReturn:
        self.__setattr__(name, None)

    def __reduce__(self) -> tuple[Any, ...]:  # what pickle asks for is a tuple of anything
        return _remade, (type(self), tuple(self), self.plan, self.as_of)

    def only(self, items: Iterable[Item_co], /) -> Self:
        """Return some of the items as a selection of the same plan on the same day."""
        return type(self)(items, plan=self.plan, as_of=self.as_of)


def _remade(
    kind: type[Selection[Any]],  # of whatever was pickled
    items: tuple[object, ...],
    plan: Plan,
    as_of: date,
) -> Selection[object]:
    return kind(items, plan=plan, as_of=as_of)
