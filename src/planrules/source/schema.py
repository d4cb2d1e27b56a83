"""The JSON Schema of the files, for editors: generated from the model's own classes.

Editors show TOML dates as JSON strings, and so does the schema. Whatever it refuses, the reader
refuses too; the reader also looks at what no schema can say, such as what ids refer to.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from planrules.model.amendment import Amendment, AmendmentHeader, Change
from planrules.model.body import UNKNOWN, Selector, Successors
from planrules.model.calendar import SpecialDay, Weekday
from planrules.model.dates import Deadline, PartialDate
from planrules.model.duration import Duration, Lag, Term
from planrules.model.fields import DOC, LABEL, key_of, written
from planrules.model.finding import Severity
from planrules.model.ids import (
    ADDRESS,
    PERIOD_LABEL,
    SLUG,
    SLUG_LIMIT,
    Address,
    Blankable,
    PeriodLabel,
    Slug,
)
from planrules.model.ledger import Measurement, Ordinal, OwedPeriod, Percent, Reading
from planrules.model.message import Text
from planrules.model.recurrence import Recurrence, Rhythm
from planrules.model.responsibility import Holder
from planrules.model.row import Accountable
from planrules.model.rulebook import Fragment, Lets, RuleCode, RulesFile, Severities
from planrules.model.task import Link, Output
from planrules.source.amendments import SUBJECTS, AmendmentTables
from planrules.source.assumed import fields_to_assume, optional
from planrules.source.holders import HolderTable
from planrules.source.ledgers import ORDINAL_LIMIT, OWED_PERIOD
from planrules.source.recurrence import UNSTATED
from planrules.source.structure import Members
from planrules.source.tables import (
    FORMAT,
    AmendmentTable,
    LedgerTables,
    PlanTables,
    RegisterTables,
    WorkspaceTables,
)

Schema = dict[str, object]
Kind = Literal["plan", "register", "amendment", "ledger", "workspace", "rules"]

#: By kind of file: its tables, and what it is called in Vietnamese and in English.
_FILES: Final[dict[Kind, tuple[type, str, str]]] = {
    "plan": (PlanTables, "Kế hoạch", "A plan of planrules."),
    "register": (RegisterTables, "Danh bạ", "A register of bodies and areas of planrules."),
    "amendment": (AmendmentTables, "Sửa đổi, bổ sung", "A dated change to a plan of planrules."),
    "ledger": (LedgerTables, "Sổ theo dõi", "What was reported under a plan of planrules."),
    "workspace": (WorkspaceTables, "Thư mục làm việc", "The marker of a workspace of planrules."),
    "rules": (RulesFile, "Quy tắc", "A file of rules and waivers of planrules."),
}

_SPAN: Final = "[0-9]{1,5}(?:wd|d)"
_DATE: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: Largest number; as a binary fraction, what lies just below it may be rounded up to it.
_NUMBER_LIMIT: Final = 10**15


def json_schema(*, kind: Kind = "plan") -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a kind of file.

    Titles are the Vietnamese names of the keys, descriptions are English. The order of its keys is
    always the same.

    Args:
        kind: A plan file, a register of bodies, or the file that marks a workspace.
    """
    tables, title, description = _FILES[kind]
    definitions = _Definitions()
    body = definitions.table(tables)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:planrules:{kind}:{FORMAT}",
        "title": title,
        "description": description,
        **body,
        "$defs": dict(sorted(definitions.made.items())),
    }


def _pattern(pattern: str, **more: object) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern})$", **more}


def _any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _list_of(schema: Schema, **more: object) -> Schema:
    return {"type": "array", "items": schema, **more}


def _table_of(schema: Schema, names: str, **more: object) -> Schema:
    """Return the schema of a table whose keys match a pattern."""
    return {
        "type": "object",
        "patternProperties": {f"^(?:{names})$" if names != r"\S" else names: schema},
        "additionalProperties": False,
        **more,
    }


_PARTIAL: Final = f"[0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}|{_DATE}"
_DEADLINE: Final = _pattern(f"{_PARTIAL}|(?:start|mid|end)-[0-9]{{4}}(?:-[0-9]{{2}})?")
_BEFORE: Final[Schema] = {
    "type": "object",
    "properties": {"before": _DEADLINE},
    "required": ["before"],
    "additionalProperties": False,
}
_RHYTHMS: Final[list[str]] = [rhythm.value for rhythm in Rhythm]

#: The simple types by name, as they stand in ``$defs``.
_SIMPLE: Final[dict[str, tuple[object, Schema]]] = {
    "Text": (str, {"type": "string", "pattern": r"\S"}),
    "Blankable": (Blankable, {"type": "string"}),
    "Truth": (bool, {"type": "boolean"}),
    "Format": (int, {"const": FORMAT}),
    "Number": (
        Decimal,
        {"type": "number", "minimum": -_NUMBER_LIMIT, "maximum": _NUMBER_LIMIT},
    ),
    "Date": (date, _pattern(_DATE, format="date")),
    "PartialDate": (PartialDate, _pattern(_PARTIAL)),
    "Deadline": (Deadline, _any_of(_DEADLINE, _BEFORE)),
    "Weekday": (Weekday, {"enum": [*Weekday, *(day.value[:3] for day in Weekday)]}),
    "Duration": (Duration, _pattern(rf"[+-]?{_SPAN}")),
    "Term": (Term, _pattern(r"[+-]?[0-9]{1,5}(?:wd|d|m)")),
    "Lag": (Lag, _pattern(rf"[+-]?{_SPAN}")),
    "Slug": (Slug, _pattern(SLUG.pattern, maxLength=SLUG_LIMIT)),
    "Address": (Address, _pattern(ADDRESS.pattern)),
    "PeriodLabel": (PeriodLabel, _pattern(PERIOD_LABEL.pattern)),
    "Recurrence": (
        Recurrence,
        _any_of(
            {"enum": [*_RHYTHMS, UNSTATED]},
            _list_of({"enum": _RHYTHMS}, minItems=1, uniqueItems=True),
            {"type": "string", "pattern": "="},
        ),
    ),
    "OwedPeriod": (OwedPeriod, _pattern(OWED_PERIOD)),
    "Ordinal": (Ordinal, {"type": "integer", "minimum": 1, "maximum": ORDINAL_LIMIT}),
    "Percent": (Percent, {"type": "number", "minimum": 0, "maximum": 100}),
    "RuleCode": (RuleCode, _pattern("[A-Z]{3}[0-9]{3}")),
    "Lets": (Lets, _table_of({"type": "string", "pattern": r"\S"}, "[a-z][a-z0-9_]{0,39}")),
    "Severities": (Severities, _table_of({"enum": [choice.value for choice in Severity]}, r"\S")),
    "Fragment": (Fragment, {"type": "object"}),
    "Sentence": (
        Text,
        _any_of(
            {"type": "string", "pattern": r"\S"},
            _table_of({"type": "string", "pattern": r"\S"}, "vi|en", required=["vi"]),
        ),
    ),
}

#: Types that take values of several kinds, with these.
_UNIONS: Final[tuple[tuple[object, tuple[Any, ...]], ...]] = (
    (Successors, (UNKNOWN, tuple[Slug, ...])),
    (Members, (Selector, tuple[Slug, ...])),
    (Reading | None, (Decimal, bool)),
)

#: Keys of tables of which one, or one way of giving them, is needed.
_DATED: Final[Schema] = {"anyOf": [{"required": ["issued_on"]}, {"required": ["effective_on"]}]}
_CHOICES: Final[dict[type, Schema]] = {
    Amendment: _DATED,
    AmendmentHeader: _DATED,
    Change: {"oneOf": [{"required": [key]} for key in SUBJECTS]},
    Measurement: {
        "oneOf": [
            {
                "required": ["value"],
                "not": {"anyOf": [{"required": [key]} for key in ("numerator", "denominator")]},
            },
            {"required": ["numerator", "denominator"], "not": {"required": ["value"]}},
        ]
    },
}


class _Definitions:
    """What ``$defs`` holds so far: a schema for every class and simple type that was met."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}

    def table(self, kind: type[Any]) -> Schema:
        """Return the schema of a table with the fields of a class."""
        properties: Schema = {}
        for field in written(kind):
            said = {"title": field.metadata[LABEL], "description": field.metadata[DOC]}
            if issubclass(kind, Accountable) and field.name in ("assumed", "stated"):
                properties[field.name] = said | self._by_field(kind, field.name)
            else:
                properties[key_of(field.name)] = said | self.of(field.type)
        return {
            "type": "object",
            "properties": properties,
            "required": [key_of(f.name) for f in written(kind) if f.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def of(self, kind: Any) -> Schema:  # noqa: ANN401 - types are values here
        """Return the schema of a type, which a reference to ``$defs`` stands for."""
        kind = optional(kind)
        if kind is AmendmentTable:
            kind = Amendment
        for union, schemas in _UNIONS:
            if kind == union:
                return _any_of(*(self.of(k) if k != UNKNOWN else {"const": k} for k in schemas))
        for name, (simple, schema) in _SIMPLE.items():
            if kind is simple or (kind == simple and get_origin(kind) is not None):
                return self._named(name, partial(dict, schema))
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._named(kind.__name__, lambda: {"enum": [choice.value for choice in kind]})
        if element := get_args(kind):
            return self._tuple(element[0])
        return self._named(kind.__name__, lambda: self._class(kind))

    def _tuple(self, element: type) -> Schema:
        """Return the schema of one thing or a list; rows always stand in a list."""
        schema = self.of(element)
        rows = attrs.has(element) and element not in (Holder, Link, Output, SpecialDay)
        if rows or element is AmendmentTable:
            return _list_of(schema)
        return _any_of(schema, _list_of(schema))

    def _class(self, kind: type) -> Schema:
        """Return the schema of a class with the short form, or the choice of keys, that it has."""
        if kind is Holder:
            one = [{"required": [key]} for key in ("unit", "who", "each", "text")]
            return _any_of(self.of(Slug), self.table(HolderTable) | {"oneOf": one})
        short: dict[type, Schema] = {
            Link: _pattern(f"{SLUG.pattern}(?: *| +[+-]?{_SPAN} *)"),
            SpecialDay: self.of(date),
            Output: self.of(str),
        }
        if kind in short:
            return _any_of(short[kind], self.table(kind))
        return self.table(kind) | _CHOICES.get(kind, {})

    def _by_field(self, kind: type, name: str) -> Schema:
        """Return the schema of ``assumed`` or ``stated``, whose keys are names of fields."""

        def supposed(of: object) -> Schema:
            return {
                "type": "object",
                "properties": {"value": self.of(of), "reason": self.of(str)},
                "required": ["value", "reason"],
                "additionalProperties": False,
            }

        fields = fields_to_assume(kind).items()
        return {
            "type": "object",
            "properties": {
                field: supposed(of) if name == "assumed" else self.of(str) for field, of in fields
            },
            "additionalProperties": False,
        }

    def _named(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Return a reference to a definition, which is made where it is first asked for."""
        if name not in self.made:
            self.made[name] = {}  # so that what refers to itself finds it
            self.made[name] = make()
        return {"$ref": f"#/$defs/{name}"}
