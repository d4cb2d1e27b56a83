"""Comments in a plan that is written out: which amendment gave it what, and what stood before."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from planrules.model.lineage import Lineage, Source
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.row import Accountable
from planrules.model.tables import TABLES
from planrules.model.what_if import what_if_lines
from planrules.source.faults import cut
from planrules.source.toml import as_toml

#: A key at the left margin; inside a value every line is indented, or closes a bracket.
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+(?= = )")
#: The head of a table in a row, behind the name of the row's own.
_TABLE: Final = re.compile(r"\[+[a-z_]+\.([a-z_]+)(?:\.([a-z_]+))?\]+")

_AS_OF: Final = Text("Hợp nhất tính đến {day}", "Consolidated as of {day}")
_BY: Final = Text("{id}, từ {day}", "{id}, from {day}")
_DRAFT: Final = Text("{id} (dự thảo), từ {day}", "{id} (a draft), from {day}")
_ADDED: Final = Text("bổ sung", "added")
_ENDED: Final = Text("kết thúc", "ended")
_WAS: Final = Text("trước đây {value}", "was {value}")
_NOTHING: Final = Text("không có", "not given")
_ASSUMED: Final = Text("{value} (tạm tính)", "{value} (assumed)")
_UNSET: Final = Text("bỏ {field}, {was}", "unset {field}, {was}")


class Origins:
    """What there is to say of where a consolidated plan has its fields and rows from."""

    def __init__(self, plan: Plan, lineage: Lineage, language: str) -> None:
        """Keep a plan.

        Args:
            plan: The plan.
            lineage: What has made it so.
            language: Of the comments, ``vi`` or ``en``.
        """
        self._plan = plan
        self._lineage = lineage
        self._language = language
        self._fields: dict[tuple[str, str], dict[str, Source]] = {}
        for (table, id, field), source in lineage.changed.items():
            self._fields.setdefault((table, id), {})[field] = source
        self._before: dict[tuple[date, str], dict[str, Any]] = {}  # rows of any table

    def head(self) -> str:
        """Return what stands at the top: the day, the amendments, the drafts."""
        lineage = self._lineage
        day = shown(lineage.as_of, self._language)
        lines = [self._say(_AS_OF).format(day=day)]
        lines += what_if_lines(self._plan, self._language)
        lines += (self._by(Source(one, (), one.since or date.min)) for one in lineage.applied)
        return "".join(f"# {line}\n" for line in lines)

    def told(self, table: str, id: str, text: str) -> str:
        """Return the text of a row with comments above the fields that were changed.

        Args:
            table: The name of its table, ``plan`` for the header.
            id: Its id; of a heading its clause.
            text: As it is written; its own head is the first line.
        """
        added, fields = self._lineage.added.get((table, id)), self._fields.get((table, id), {})
        if added is None and not fields:
            return text
        head, *lines = text.split("\n")
        above: dict[int, list[str]] = {}
        top = [] if added is None else [f"# {self._by(added)}: {self._say(_ADDED)}"]
        places = _places(lines)
        for field, source in fields.items():
            at = next((places[key] for key in _keys(field) if key in places), None)
            said = self._changed((table, id, field), source, is_there=at is not None)
            if at is None:
                top.append(f"# {said}")
            else:
                above.setdefault(at, []).append(f"# {said}")
        told = [head, *top]
        for index, line in enumerate(lines):
            told += (*above.get(index, ()), line)
        return "\n".join(told)

    def _changed(self, key: tuple[str, str, str], source: Source, *, is_there: bool) -> str:
        table, id, field = key
        by = self._by(source)
        if field == "until" and source.at[0] == "end":
            return f"{by}: {self._say(_ENDED)}"
        row = self._row(table, id, source.since)
        was = self._say(_WAS).format(value=self._value(row, field))
        if is_there:
            return f"{by}: {was}"
        return f"{by}: {self._say(_UNSET).format(field=field, was=was)}"

    def _row(self, table: str, id: str, since: date) -> Accountable | None:
        """Return a row as it was before a day; None where it was not there yet."""
        plan = [one for one in self._lineage.versions if one.since < since][-1].plan
        if table == "plan":
            return plan
        if (since, table) not in self._before:
            attribute, identity = TABLES[table]
            rows = {getattr(row, identity): row for row in getattr(plan, attribute)}
            self._before[since, table] = rows
        return self._before[since, table].get(id)

    def _value(self, row: Accountable | None, field: str) -> str:
        """Return a field of a row as a file gave it."""
        if row is not None and row.is_assumed(field):
            text = cut(as_toml(field, getattr(row.planned(), field)))
            return self._say(_ASSUMED).format(value=text)
        value = getattr(row, field, None)
        return self._say(_NOTHING) if value in (None, ()) else cut(as_toml(field, value))

    def _by(self, source: Source) -> str:
        text = _DRAFT if source.amendment.is_draft else _BY
        day = shown(source.since, self._language)
        return self._say(text).format(id=source.amendment.id, day=day)

    def _say(self, text: Text) -> str:
        return shown(text, self._language)


def _keys(field: str) -> tuple[str, ...]:
    """Return the places in which the value of a field may stand, the likeliest first."""
    return field, f"assumed.{field}", f"stated.{field}"


def _places(lines: Iterable[str]) -> dict[str, int]:
    """Return by key of a row, ``assumed.KEY`` and ``stated.KEY`` the line where it begins."""
    found: dict[str, int] = {}
    inside: str | None = ""  # the table that the keys are of; None where they are not the row's
    for index, line in enumerate(lines):
        if table := _TABLE.fullmatch(line):
            name, part = table.groups()
            found.setdefault(f"{name}.{part}" if part else name, index)
            inside = "stated." if (name, part) == ("stated", None) else None
        elif inside is not None and (key := _KEY.match(line)):
            found.setdefault(f"{inside}{key[0]}", index)
    return found
