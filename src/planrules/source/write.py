"""A plan to canonical TOML."""

from collections.abc import Iterable, Mapping
from typing import Final

import tomli_w

from planrules.model.calendar import CalendarTable
from planrules.model.ledger import Entry, Extension, Measurement, Record
from planrules.model.plan import Header, Plan
from planrules.model.tables import TABLES
from planrules.source.tables import FORMAT, ROWS
from planrules.source.toml import table_of
from planrules.text import printable


def dumps(
    plan: Plan,
    /,
    *,
    origins: bool = False,
    language: str | None = None,
    notes: Iterable[str] = (),
) -> str:
    """Return a plan as one TOML file that holds everything: registers and ledger are written in it.

    Equal plans with equal ledgers give the same text, and ``loads`` of it gives an equal plan.
    Defaults are left out, and every value stands in its shortest form.

    Args:
        plan: The plan.
        origins: Whether comments say, in a plan that amendments have changed, which of them gave
            a field its value and what stood there before, and which added or ended a row.
        language: Of the comments, ``vi`` or ``en``; without it, the plan's.
        notes: Lines of text that stand at the top as comments, behind those about origins.
    """
    told = None
    if origins and plan.lineage is not None:
        from planrules.source.origins import Origins

        told = Origins(plan, plan.lineage, language or plan.language or "vi")
    head = "" if told is None else told.head()
    head += "".join(f"# {printable(note)}\n" for note in notes)
    parts = [head, tomli_w.dumps({"format": FORMAT})]
    header = tomli_w.dumps({"plan": table_of(plan, Header)})
    parts.append(header if told is None else told.told("plan", plan.id, header))
    if plan.calendar is not None:
        parts.append(tomli_w.dumps({"calendar": table_of(plan.calendar, CalendarTable)}))
    for name, attribute in ROWS.items():
        for row in getattr(plan, attribute):
            text = _row(name, table_of(row, type(row)))
            if told is not None:
                text = told.told(name, getattr(row, TABLES[name][1]), text)
            parts.append(text)
    parts += map(record_text, plan.ledger.records())
    return "\n".join(filter(None, parts))


def ledger_text(rows: Iterable[str], /) -> str:
    """Return the TOML of a file of the ledger, out of the texts of its rows."""
    return "\n".join([tomli_w.dumps({"format": FORMAT}), *rows])


def record_text(record: Record, /) -> str:
    """Return the TOML of a record: one row, as a file of the ledger holds it.

    Raises:
        TypeError: If it is none.
    """
    if type(record) not in _TABLES:
        message = f"{record!r} is no Entry, Measurement or Extension"
        raise TypeError(message)
    return _row(_TABLES[type(record)], table_of(record, type(record)))


def draft_text(table: str, values: Mapping[str, object], /) -> str:
    """Return the TOML of a row of a table, whether its values fit there or not."""
    return _row(table, values)


#: The tables of records by class.
_TABLES: Final[dict[type[Record], str]] = {
    Entry: "entry",
    Measurement: "measurement",
    Extension: "extension",
}


def _row(name: str, values: Mapping[str, object]) -> str:
    # As a plain table first: tomli-w would draw short rows together into one inline list.
    table = tomli_w.dumps({name: values})
    return f"[[{name}]]{table.removeprefix(f'[{name}]')}"
