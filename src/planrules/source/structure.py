"""Plain TOML values to the model's classes; only ``leaves`` knows cattrs as well.

Two converters are made from the same hooks: a fast one that stops at the first misfit, and a
detailed one that collects them all with their key paths. The second is only made and run where the
first has refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from itertools import repeat
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import (
    Converter,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from planrules.model.body import UNKNOWN, Follow, Selector, Successors
from planrules.model.calendar import (
    Beyond,
    CalendarName,
    CalendarTable,
    Certainty,
    SpecialDay,
    Weekday,
)
from planrules.model.dates import Deadline, PartialDate
from planrules.model.duration import Duration, Lag, Term
from planrules.model.fields import key_of, written
from planrules.model.finding import Severity
from planrules.model.goal import GoalKind, Rollup
from planrules.model.ids import Address, Blankable, PeriodLabel, Slug
from planrules.model.ledger import (
    Entry,
    Extension,
    Measurement,
    Ordinal,
    OwedPeriod,
    Percent,
    Reading,
)
from planrules.model.message import Text
from planrules.model.place import KeyPath
from planrules.model.plan import Language
from planrules.model.progress import State
from planrules.model.recurrence import Recurrence, Window
from planrules.model.responsibility import Holder
from planrules.model.row import Accountable
from planrules.model.rulebook import (
    Fragment,
    JudgedOn,
    Lets,
    RuleCode,
    Severities,
    SubjectKind,
)
from planrules.model.task import DayOff, Link, Output
from planrules.source import ledgers, misfit, rules, times
from planrules.source.assumed import assumed_hook, optional, stated_hook
from planrules.source.calendars import calendar_hook, special_day_hook
from planrules.source.holders import HolderTable, holder, holder_hook, link
from planrules.source.leaves import leaves, unknown_key
from planrules.source.misfit import Misfit
from planrules.source.recurrence import recurrence
from planrules.source.shapes import rows_written, table_written
from planrules.source.tables import AmendmentTable

Hook = Callable[[Any, Any], Any]
Members = tuple[Slug, ...] | Selector
Made = TypeVar("Made")

#: The simple types and how their values are read.
SIMPLE: dict[Any, Hook] = {
    str: misfit.text,
    Blankable: misfit.blankable,
    bool: misfit.truth,
    int: misfit.version,
    Decimal: misfit.number,
    date: times.day,
    PartialDate: times.partial_day,
    Deadline: times.deadline,
    Duration: times.duration,
    Lag: times.lag,
    Term: times.term,
    Weekday: times.weekday,
    Slug: misfit.an_id,
    Address: misfit.an_address,
    PeriodLabel: misfit.a_period,
    Recurrence: recurrence,
    RuleCode: rules.code,
    Lets: rules.lets,
    Severities: rules.severities,
    Fragment: rules.fragment,
    Text: rules.sentence,
    Ordinal: ledgers.ordinal,
    OwedPeriod: ledgers.period,
    Percent: ledgers.percent,
    Reading | None: ledgers.reading,
    AmendmentTable: rules.fragment,
}

#: The closed vocabularies.
CHOICES: tuple[type[StrEnum], ...] = (
    Beyond,
    CalendarName,
    Certainty,
    DayOff,
    Follow,
    GoalKind,
    JudgedOn,
    Language,
    Rollup,
    Severity,
    State,
    SubjectKind,
    Window,
)


def structure(value: object, kind: type[Made], /) -> Made:
    """Return ``value`` as a ``kind``.

    Raises:
        Exception: Of any type, at the first misfit; ``misfits`` says what is wrong.
    """
    made: Made = _converter(detailed=False).structure(value, kind)
    return made


def misfits(
    value: object, kind: type, /, *, path: KeyPath = ()
) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield all that keeps ``value`` from being a ``kind``, with its key paths.

    Args:
        value: What TOML holds.
        kind: A class of the model, or of tables.
        path: The way to the value in its file.
    """
    try:
        _converter(detailed=True).structure(value, kind)
    except Exception as error:  # noqa: BLE001 - the tree of errors is walked, unknown ones are raised again
        yield from leaves(error, path)


def structure_fields(
    values: Mapping[str, object], kind: type[attrs.AttrsInstance], /, *, path: KeyPath, leave: str
) -> tuple[dict[str, Any], list[tuple[KeyPath, Misfit]]]:
    """Return some fields of a thing, and what keeps the others from being read.

    Field by field: a class of some fields would take longer to make than most have to read.

    Args:
        values: By key what TOML holds.
        kind: The class of the thing.
        path: The way to the values in their file.
        leave: The key that says which thing it is, and is not among them.
    """
    known = {key_of(field.name): field for field in written(kind) if field.name != leave}
    found: dict[str, Any] = {}
    wrong: list[tuple[KeyPath, Misfit]] = []
    for key, value in values.items():
        if key not in known:
            wrong.append(((*path, key), unknown_key(key, list(known), path)))
            continue
        field = known[key]
        try:
            found[field.name] = _field_hook(field, kind, detailed=False)(value, field.type)
        except Exception:  # noqa: BLE001 - asked again below, for all that is wrong
            try:
                _field_hook(field, kind, detailed=True)(value, field.type)
            except Exception as error:  # noqa: BLE001 - unknown ones are raised again by leaves
                wrong += leaves(error, (*path, key))
    return found, wrong


def _field_hook(
    field: "attrs.Attribute[Any]", kind: type[attrs.AttrsInstance], *, detailed: bool
) -> Hook:
    converter = _converter(detailed=detailed)
    if issubclass(kind, Accountable) and field.name == "assumed":
        return assumed_hook(kind, converter)
    if issubclass(kind, Accountable) and field.name == "stated":
        return stated_hook(kind)
    return converter.get_structure_hook(field.type)


def learn(hooks: Mapping[type, Callable[[Hook], Hook]], choices: Iterable[type[StrEnum]]) -> None:
    """Learn classes of files that few plans have, from the module that knows them.

    Args:
        hooks: By class, what makes its hook out of the one that reads it field by field.
        choices: Closed vocabularies of their fields.
    """
    for kind, wrap in hooks.items():
        _OF_THEIR_OWN[kind] = partial(_wrapped, kind=kind, wrap=wrap)
    for detailed in (False, True):
        for vocabulary in choices:
            hook = _choice_hook(vocabulary)
            _converter(detailed=detailed).register_structure_hook(vocabulary, hook)


def _wrapped(converter: Converter, *, kind: type, wrap: Callable[[Hook], Hook]) -> Hook:
    return wrap(_once_met(kind, converter))


@cache
def _converter(*, detailed: bool) -> Converter:
    """Return the fast or the detailed converter."""
    converter = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    # What is registered last is asked first: types of their own come before "any attrs class".
    for test, factory in (
        (attrs.has, _class_hook),
        (_is_tuple, _tuple_hook),
        (_is_optional, _optional_hook),
        (_OF_THEIR_OWN.__contains__, _own_hook),
        (SIMPLE.__contains__, _simple_hook),
    ):
        converter.register_structure_hook_factory(test, partial(factory, converter=converter))
    # Plain classes are registered by themselves, because cattrs knows str and its subclasses.
    for simple, read in SIMPLE.items():
        if isinstance(simple, type):
            converter.register_structure_hook(simple, read)
    for choices in CHOICES:
        converter.register_structure_hook(choices, _choice_hook(choices))
    return converter


def _simple_hook(kind: object, *, converter: Converter) -> Hook:  # noqa: ARG001 - a factory like the others
    return SIMPLE[kind]


def _own_hook(kind: object, *, converter: Converter) -> Hook:
    return _OF_THEIR_OWN[kind](converter)


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _is_optional(kind: object) -> bool:
    return kind != Successors and optional(kind) is not kind


def _choice_hook(kind: type[StrEnum]) -> Hook:
    members = {member.value: member for member in kind}

    def hook(value: object, _: object) -> StrEnum:
        found = members.get(value) if type(value) is str else None
        return misfit.choice(value, kind) if found is None else found

    return hook


def _optional_hook(kind: object, *, converter: Converter) -> Hook:
    return converter.get_structure_hook(optional(kind))


def _tuple_hook(kind: type, *, converter: Converter) -> Hook:
    """Return the hook of a tuple, which takes one value or a list.

    Rows come from arrays of tables, so a single table is a slip there, not a short form.
    """
    element = get_args(kind)[0]
    read = converter.get_structure_hook(element)
    rows_only = attrs.has(element) and element not in (*_WITH_SHORT_FORM, SpecialDay)
    shape = rows_written(element) if rows_only else ""

    def fast(value: object, _: object) -> tuple[object, ...]:
        if type(value) is list:
            return tuple(map(read, value, repeat(element)))
        if rows_only:
            misfit.no_rows(value, shape)
        return (read(value, element),)

    def detailed(value: object, _: object) -> tuple[object, ...]:
        if type(value) is not list:
            return fast(value, None)
        made, errors = [], []
        for index, item in enumerate(value):
            try:
                made.append(read(item, element))
            except Exception as error:  # noqa: BLE001 - collected and walked by leaves
                error.add_note(IterableValidationNote("", index, element))
                errors.append(error)
        if errors:
            raise IterableValidationError("", errors, kind)
        return tuple(made)

    return detailed if converter.detailed_validation else fast


def _class_hook(kind: type, *, converter: Converter) -> Hook:
    """Return the hook of a class, which takes a table, or a name where that says it all."""
    stands = written(kind)
    overrides: dict[str, Any] = {
        field.name: override(rename=key_of(field.name)) if field in stands else override(omit=True)
        for field in attrs.fields(kind)
        if field.name.endswith("_") or field not in stands
    }
    if issubclass(kind, Accountable):
        overrides["assumed"] = override(struct_hook=assumed_hook(kind, converter))
        overrides["stated"] = override(struct_hook=stated_hook(kind))
    read: Hook = make_dict_structure_fn(
        kind,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=converter.detailed_validation,
        _cattrs_use_linecache=False,
        **overrides,
    )
    short = _WITH_SHORT_FORM.get(kind)
    if short is None and not converter.detailed_validation:
        return read  # it stops by itself at what is no table; misfits() then says so

    def hook(value: object, _: object) -> object:
        if type(value) is dict:
            return read(value, kind)
        if short is None:
            misfit.no_table(value, table_written(kind))
        if type(value) is not str:
            misfit.wrong_type(value, str, dict)
        return short(value)

    return hook


#: Classes of which a bare text is enough, and how it is read.
_WITH_SHORT_FORM: dict[type, Callable[[str], object]] = {
    Holder: holder,
    Link: link,
    Output: lambda value: Output(name=misfit.text(value)),
}


def _holder_hook(converter: Converter) -> Hook:
    return holder_hook(converter.get_structure_hook(HolderTable))


def _successors_hook(converter: Converter) -> Hook:
    read = converter.get_structure_hook(tuple[Slug, ...])
    return lambda value, _: UNKNOWN if value == UNKNOWN else read(value, tuple[Slug, ...])


def _members_hook(converter: Converter) -> Hook:
    names = converter.get_structure_hook(tuple[Slug, ...])
    selector = converter.get_structure_hook(Selector)
    return lambda value, _: (selector if type(value) is dict else names)(value, None)


def _calendar_hook(converter: Converter) -> Hook:
    return calendar_hook(_once_met(CalendarTable, converter))


def _special_day_hook(converter: Converter) -> Hook:
    return special_day_hook(_once_met(SpecialDay, converter))


def _record_hook(converter: Converter, kind: type) -> Hook:
    return _once_met(kind, converter)


def _measurement_hook(converter: Converter) -> Hook:
    return ledgers.measurement_hook(_once_met(Measurement, converter))


def _once_met(kind: type, converter: Converter) -> Hook:
    """Return the hook of a class that most plans have no table of: made where one is met."""

    @cache
    def read() -> Hook:
        return _class_hook(kind, converter=converter)

    return lambda value, _: read()(value, kind)


#: Types that are neither simple nor read field by field, and what makes their hooks.
_OF_THEIR_OWN: dict[Any, Callable[[Converter], Hook]] = {
    Holder: _holder_hook,
    Successors: _successors_hook,
    Members: _members_hook,
    CalendarTable: _calendar_hook,
    SpecialDay: _special_day_hook,
    Entry: partial(_record_hook, kind=Entry),
    Extension: partial(_record_hook, kind=Extension),
    Measurement: _measurement_hook,
}
