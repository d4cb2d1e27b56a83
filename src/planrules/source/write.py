"""A plan to canonical TOML."""

import tomli_w

from planrules.model.calendar import CalendarTable
from planrules.model.consolidation import TABLES
from planrules.model.plan import Header, Plan
from planrules.source.tables import FORMAT, ROWS
from planrules.source.toml import table_of


def dumps(plan: Plan, /, *, origins: bool = False, language: str | None = None) -> str:
    """Return a plan as one TOML file that holds everything: registers are written out in it.

    Equal plans give the same text, and ``loads`` of it gives an equal plan. Defaults are left out,
    and every value stands in its shortest form.

    Args:
        plan: The plan.
        origins: Whether comments say, in a plan that amendments have changed, which of them gave
            a field its value and what stood there before, and which added or ended a row.
        language: Of the comments, ``vi`` or ``en``; without it, the plan's.
    """
    told = None
    if origins and plan.lineage is not None:
        from planrules.source.origins import Origins

        told = Origins(plan, plan.lineage, language or plan.language or "vi")
    parts = ["" if told is None else told.head(), tomli_w.dumps({"format": FORMAT})]
    header = tomli_w.dumps({"plan": table_of(plan, Header)})
    parts.append(header if told is None else told.told("plan", plan.id, header))
    if plan.calendar is not None:
        parts.append(tomli_w.dumps({"calendar": table_of(plan.calendar, CalendarTable)}))
    for name, attribute in ROWS.items():
        for row in getattr(plan, attribute):
            # As a plain table first: tomli-w would draw short rows together into one inline list.
            table = tomli_w.dumps({name: table_of(row, type(row))})
            text = f"[[{name}]]{table.removeprefix(f'[{name}]')}"
            if told is not None:
                text = told.told(name, getattr(row, TABLES[name][1]), text)
            parts.append(text)
    return "\n".join(filter(None, parts))
