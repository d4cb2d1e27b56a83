"""What expressions may read: the model's own fields, and what follows from them on a day.

Fields of the model are taken over by their types, so that a new one can be asked about as soon as
it exists. Whatever is not listed here can't be read by any expression.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin

import attrs

from planrules.model.assignment import Assignment
from planrules.model.basis import Basis
from planrules.model.body import Group, Territory, Unit
from planrules.model.dates import Deadline, PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.model.fields import DOC
from planrules.model.goal import Goal, Indicator, IntermediateTarget, Measure, ParentTarget
from planrules.model.ids import Blankable
from planrules.model.plan import Header, Recipient, Signer
from planrules.model.progress import DeadlineClass, Ownerless
from planrules.model.recurrence import Recurrence
from planrules.model.responsibility import Holder
from planrules.model.row import Accountable
from planrules.model.task import Link, Output, RelativeDeadline, Task, TaskKind
from planrules.rules.expressions.types import (
    DAY,
    LENGTH,
    NUMBER,
    TEXT,
    TRUTH,
    Sort,
    Type,
    list_of,
    record,
)


@attrs.frozen
class Field:
    """One thing that can be read from a record.

    Attributes:
        type: Its type.
        doc: One English sentence.
        asked: Name of the method of ``Answers`` that gives it, called with the record; where it is
            empty the field is an attribute of the record.
    """

    type: Type
    doc: str = attrs.field(default="", kw_only=True)
    asked: str = attrs.field(default="", kw_only=True)


#: By name of a record, the class behind it.
CLASSES: Final[Mapping[str, type[attrs.AttrsInstance]]] = {
    "plan": Header,
    "goal": Goal,
    "indicator": Indicator,
    "measure": Measure,
    "task": Task,
    "assignment": Assignment,
    "unit": Unit,
    "territory": Territory,
    "group": Group,
    "basis": Basis,
    "holder": Holder,
    "link": Link,
    "output": Output,
    "relative_deadline": RelativeDeadline,
    "recurrence": Recurrence,
    "parent_target": ParentTarget,
    "intermediate_target": IntermediateTarget,
    "recipient": Recipient,
    "signer": Signer,
}
_SIMPLE: Final[tuple[tuple[Any, Type], ...]] = (
    (str, TEXT),
    (Blankable, TEXT),
    (bool, TRUTH),
    (int, NUMBER),
    (Decimal, NUMBER),
    (date, DAY),
    (PartialDate, Type(Sort.DAY, is_partial=True)),
    (Deadline, Type(Sort.DAY, is_partial=True)),
    (Duration, LENGTH),
    (Lag, LENGTH),
    (Term, LENGTH),
)
#: Fields that say how a row was written down rather than what it says.
_APART: Final = frozenset({"assumed", "stated"})


def _choice(choices: type[StrEnum]) -> Type:
    return Type(Sort.TEXT, choices=tuple(member.value for member in choices))


def _optional(kind: Type) -> Type:
    return kind.absent


def _listed(name: str, plural: str, doc: str) -> tuple[str, Field]:
    return plural, Field(list_of(record(name)), doc=doc)


#: What follows from a record and is no field of its class.
_MORE: Final[Mapping[str, Mapping[str, Field]]] = {
    "plan": {
        **dict(
            (
                _listed("basis", "bases", "Documents that it rests on."),
                _listed("territory", "territories", "Areas."),
                _listed("unit", "units", "Bodies, those that have ended included."),
                _listed("group", "groups", "Named sets of bodies."),
                _listed("goal", "goals", "Purposes, requirements, general goals."),
                _listed("indicator", "indicators", "Targets."),
                _listed("measure", "measures", "Headings of work."),
                _listed("assignment", "assignments", "What headings assign."),
                _listed("task", "tasks", "Work that is assigned."),
            )
        ),
        "obligations": Field(
            list_of(record("obligation")),
            asked="obligations",
            doc="What bodies owe on the day, what is withdrawn left out.",
        ),
    },
    "task": {
        "kind": Field(
            _choice(TaskKind), doc="Which kind of work it is, by what the document states."
        ),
        "lead": Field(
            list_of(record("holder")),
            asked="lead",
            doc="Who leads, by the task itself or by its heading.",
        ),
        "coordinate": Field(
            list_of(record("holder")),
            asked="coordinate",
            doc="Who takes part, by the task itself or by its heading.",
        ),
        "due_on": Field(
            _optional(DAY),
            asked="due_on",
            doc="Day of its deadline once a day off has moved it, what is assumed included.",
        ),
        "obligations": Field(
            list_of(record("obligation")),
            asked="obligations_of",
            doc="What bodies owe for it on the day, what is withdrawn left out.",
        ),
        "scheduled": Field(
            _optional(record("scheduled")),
            asked="scheduled",
            doc="Its row of the schedule; absent for work without dates.",
        ),
    },
    "group": {
        "members": Field(
            list_of(record("unit")), asked="members", doc="The bodies of the group on the day."
        )
    },
    "unit": {
        "is_active": Field(TRUTH, asked="is_active", doc="Whether it exists on the day."),
        "called": Field(TEXT, doc="Its short name, else its name."),
    },
    "recurrence": {
        "is_unstated": Field(
            TRUTH, doc="Whether the document says only that the work is periodic."
        ),
    },
    "obligation": {
        "uid": Field(TEXT, doc="Its name, which never changes."),
        "task": Field(record("task"), doc="The task, with what is assumed in place."),
        "unit": Field(
            _optional(record("unit")), asked="owner", doc="The body that owes it, if one does."
        ),
        "period": Field(TEXT, doc="The period, such as 2024-Q3, or once."),
        "opens": Field(_optional(DAY), doc="First day of the period's data."),
        "closes": Field(_optional(DAY), doc="Last day of the period's data, inclusive."),
        "due": Field(_optional(DAY), doc="The day on which it is due, inclusive."),
        "nominal_due": Field(
            _optional(DAY),
            asked="nominal_due",
            doc="The day that the plan names, before a day off has moved it.",
        ),
        "deadline_class": Field(
            _choice(DeadlineClass),
            asked="deadline_class",
            doc="Where it stands against its deadline on the day.",
        ),
        "ownerless": Field(
            _optional(_choice(Ownerless)),
            doc="Why nobody in particular owes it, where nobody does.",
        ),
        "is_assumed": Field(TRUTH, doc="Whether its deadline, period or holder is only assumed."),
        "revision": Field(NUMBER, doc="How many dated events have changed it."),
    },
    "scheduled": {
        "early_start": Field(_optional(DAY), doc="The first day of its work at the earliest."),
        "early_finish": Field(_optional(DAY), doc="The last day of its work at the earliest."),
        "late_start": Field(_optional(DAY), doc="The first day of its work at the latest."),
        "late_finish": Field(_optional(DAY), doc="The last day of its work at the latest."),
        "total_float": Field(_optional(NUMBER), doc="Working days by which it may slip."),
        "free_float": Field(
            _optional(NUMBER), doc="Working days by which it may slip and move nothing else."
        ),
        "is_critical": Field(TRUTH, doc="Whether its total float is 0 or less."),
        "is_assumed": Field(TRUTH, doc="Whether its dates follow from what is only assumed."),
    },
}
#: What can be read from a day and from a length of time.
OF_DAYS: Final[Mapping[str, Field]] = {
    name: Field(NUMBER, doc=f"The {name} of the day.") for name in ("year", "month", "day")
}
OF_LENGTHS: Final[Mapping[str, Field]] = {
    "amount": Field(NUMBER, doc="How many days or months."),
    "unit": Field(_choice(DurationUnit), doc="wd, d or m."),
}


@cache
def fields_of(name: str) -> Mapping[str, Field]:
    """Return what can be read from a record, by the names that expressions use.

    Args:
        name: Name of the record.
    """
    found: dict[str, Field] = {}
    kind = CLASSES.get(name)
    for field in () if kind is None else attrs.fields(kind):
        of = _type_of(field.type)
        if of is not None and field.name not in _APART:
            found[field.name] = Field(of, doc=field.metadata.get(DOC, ""))
    if kind is not None and issubclass(kind, Accountable):
        found["planned"] = Field(
            record(name), asked="planned", doc="The same with what is assumed in place."
        )
    return {**found, **_MORE.get(name, {})}


@cache
def _names() -> Mapping[type, str]:
    return {kind: name for name, kind in CLASSES.items()}


def _type_of(kind: Any) -> Type | None:  # noqa: ANN401 - types are values here
    """Return the type of a field of the model; None for what expressions do not read."""
    if hasattr(kind, "__supertype__") and kind not in (Lag, Term):  # a name of its own, as Slug
        return _type_of(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind)
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        element = _type_of(arguments[0])
        return None if element is None else list_of(element)
    if NoneType in arguments:
        inner, *more = (argument for argument in arguments if argument is not NoneType)
        found = None if more else _type_of(inner)
        return None if found is None else found.absent
    if isinstance(kind, type) and kind in _names():
        return record(_names()[kind])
    return next((known for simple, known in _SIMPLE if kind == simple), None)
