"""What tells two plans apart, row by row and field by field."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

import attrs

from planrules.model.plan import Header, Plan
from planrules.model.replacing import HELD
from planrules.model.row import Accountable, Row
from planrules.model.tables import TABLES
from planrules.model.task import LinkType

#: Fields of a task that say when it is to be done.
_TIMES: Final = frozenset(
    {
        "not_before",
        "due",
        "duration",
        "milestone",
        "on",
        "deadline_from",
        "every",
        "window",
        "due_after_close",
        "first",
        "standing",
        "day_off",
        *LinkType,
    }
)
_SAID: Final = ("assumed", "stated")
#: Pieces of text that nothing models: several may be of one clause, and none has an id.
_PIECES: Final = "not_modelled"


class Aspect(StrEnum):
    """What a field of a row is about."""

    TIME = "time"
    HOLDER = "holder"
    OTHER = "other"


@attrs.frozen
class Entity:
    """A row of any table of a plan.

    Attributes:
        table: The name of the table, ``plan`` for the header.
        id: Its id; of a heading or of words that nothing models, its clause.
        row: The row.
    """

    table: str
    id: str
    row: Any  # of any table

    @property
    def called(self) -> str | None:
        """Its title or name."""
        called: str | None = getattr(self.row, "title", None) or getattr(self.row, "name", None)
        return called

    @property
    def clause(self) -> str | None:
        """Address of the clause that it cites."""
        clause: str | None = getattr(self.row, "clause", None)
        return clause


@attrs.frozen(kw_only=True)
class FieldDifference:
    """A field that has another value in another plan.

    Attributes:
        before: The row as the first plan has it.
        after: The row as the second plan has it.
        field: The name of the field; ``assumed.FIELD`` and ``stated.FIELD`` where only the reason
            of what is assumed, or the words that state it, differ.
        was: Its value in the first plan, what is assumed in place; None for none.
        now: Its value in the second plan.
        was_assumed: Whether it was only assumed.
        is_assumed: Whether it is only assumed now.
    """

    before: Entity
    after: Entity
    field: str
    was: object
    now: object
    was_assumed: bool = False
    is_assumed: bool = False

    @property
    def aspect(self) -> Aspect:
        """What it is about."""
        table = self.after.table
        if table == "task" and self.field in _TIMES:
            return Aspect.TIME
        return Aspect.HOLDER if self.field in HELD.get(table, ()) else Aspect.OTHER


@attrs.frozen(kw_only=True)
class PlanDifference:
    """What tells two plans apart; the order of rows does not.

    Attributes:
        added: Rows that only the second plan has.
        removed: Rows that only the first plan has.
        ended: Rows that end earlier in the second plan, or only there, as the second has them.
        resumed: Rows that end later in the second plan, or not at all, as the first has them.
        changed: Fields of other values, in the order of tables and rows of the second plan.
    """

    added: tuple[Entity, ...] = ()
    removed: tuple[Entity, ...] = ()
    ended: tuple[Entity, ...] = ()
    resumed: tuple[Entity, ...] = ()
    changed: tuple[FieldDifference, ...] = ()


def plan_difference(before: Plan, after: Plan, /) -> PlanDifference:
    """Return what tells a plan from another.

    Rows are the same where table and id are. Linear in the two plans.
    """
    was, now = ({(e.table, e.id): e for e in _entities(plan)} for plan in (before, after))
    added = [entity for key, entity in now.items() if key not in was]
    removed = [entity for key, entity in was.items() if key not in now]
    pieces = [Counter(plan.not_modelled) for plan in (before, after)]
    removed += (
        Entity(_PIECES, piece.clause, piece) for piece in (pieces[0] - pieces[1]).elements()
    )
    added += (Entity(_PIECES, piece.clause, piece) for piece in (pieces[1] - pieces[0]).elements())
    both = [(was[key], entity) for key, entity in now.items() if key in was]
    both.insert(0, (Entity("plan", before.id, before), Entity("plan", after.id, after)))
    ended = [new for old, new in both if _ends_earlier(new.row, old.row)]
    resumed = [old for old, new in both if _ends_earlier(old.row, new.row)]
    told = {(entity.table, entity.id) for entity in (*ended, *resumed)}
    changed = [
        difference
        for old, new in both
        if old.row != new.row
        for difference in _fields(old, new)
        if difference.field not in ("until", "end_reason") or (new.table, new.id) not in told
    ]
    return PlanDifference(
        added=tuple(added),
        removed=tuple(removed),
        ended=tuple(ended),
        resumed=tuple(resumed),
        changed=tuple(changed),
    )


def _entities(plan: Plan) -> Iterator[Entity]:
    for table, (attribute, identity) in TABLES.items():
        if table != _PIECES:
            for row in getattr(plan, attribute):
                yield Entity(table, getattr(row, identity), row)


def _ends_earlier(row: object, other: object) -> bool:
    """Return whether one of two rows of tables with ids ends before the other does."""
    if not isinstance(row, Row) or not isinstance(other, Row) or row.until is None:
        return False
    return other.until is None or row.until < other.until


def _fields(old: Entity, new: Entity) -> Iterator[FieldDifference]:
    """Yield the fields of a row that differ, in the order of its class."""
    is_header = new.table == "plan"
    fields = attrs.fields(Header if is_header else type(new.row))
    names = [field.name for field in fields if field.name not in _SAID and field.eq]
    if is_header:
        names.append("calendar")
    supposed = [_assumed(entity.row) for entity in (old, new)]
    for name in names:
        was, now = (getattr(entity.row.planned(), name) for entity in (old, new))
        was_assumed, is_assumed = (name in one for one in supposed)
        if (was, was_assumed) != (now, is_assumed):
            yield FieldDifference(
                before=old,
                after=new,
                field=name,
                was=_given(was),
                now=_given(now),
                was_assumed=was_assumed,
                is_assumed=is_assumed,
            )
    yield from _words(old, new, "assumed", *supposed)
    stated = ({one.field: one.words for one in entity.row.stated} for entity in (old, new))
    yield from _words(old, new, "stated", *stated)


def _words(
    old: Entity, new: Entity, said: str, was: dict[str, str], now: dict[str, str]
) -> Iterator[FieldDifference]:
    """Yield the fields of which the words differ, those left out whose assumption is new or gone.

    Args:
        old: The row before.
        new: The row after.
        said: ``assumed`` for reasons, ``stated`` for words of the document.
        was: Words by field before.
        now: Words by field after.
    """
    for field in dict.fromkeys((*was, *now)):
        words = was.get(field), now.get(field)
        if words[0] != words[1] and (said == "stated" or None not in words):
            name = f"{said}.{field}"
            yield FieldDifference(before=old, after=new, field=name, was=words[0], now=words[1])


def _assumed(row: Accountable) -> dict[str, str]:
    """Return by field of a row for what reason it is assumed."""
    return {one.field: one.reason for one in row.assumed}


def _given(value: object) -> object:
    """Return a value, None for what a file would not write."""
    return None if value == () else value
