"""A difference as flat rows, and as the page that a notebook shows."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Final

from planrules.comparison import Difference, OwedDifference
from planrules.model.difference import Entity, FieldDifference
from planrules.model.finding import Finding
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation
from planrules.rules.labels import say
from planrules.source.toml import as_toml
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, faint, joined, row, table

#: The columns of its records; every cell is a text or None, because fields are of many types.
COLUMNS: Final[dict[str, type[str | int | bool | date]]] = {
    "what": str,
    "kind": str,
    "id": str,
    "clause": str,
    "title": str,
    "field": str,
    "before": str,
    "after": str,
}
Cells = tuple[str | None, ...]

_WHAT: Final[dict[str, Text]] = {
    "added": Text("bổ sung", "added"),
    "removed": Text("không còn", "gone"),
    "ended": Text("kết thúc", "ended"),
    "resumed": Text("không kết thúc nữa", "no longer ended"),
    "changed": Text("thay đổi", "changed"),
    "moved": Text("chuyển ngày", "moved"),
    "passed-on": Text("chuyển cơ quan", "passed on"),
    "owed": Text("đầu việc mới", "new obligation"),
    "withdrawn": Text("không còn phải làm", "withdrawn"),
    "critical-path": Text("đường găng", "critical path"),
    "found": Text("nội dung rà soát mới", "new finding"),
    "settled": Text("nội dung rà soát không còn", "finding gone"),
}
_HEADS: Final = (
    Text("Khác ở", "What"),
    Text("Mã", "Id"),
    Text("Tên", "Title"),
    Text("Trường", "Field"),
    Text("Trước", "Before"),
    Text("Sau", "After"),
)
_HEAD: Final = Text(
    "So sánh: tính đến {before} và {after}", "Side by side: as of {before} and {after}"
)
_NOTHING: Final = Text("Không có gì khác nhau.", "Nothing differs.")


def difference_rows(difference: Difference, language: str) -> Iterator[Cells]:
    """Yield a row for each thing that differs.

    Args:
        difference: The difference.
        language: Language of sentences, ``vi`` or ``en``.
    """
    rows = difference.rows
    for what, entities in (("added", rows.added), ("removed", rows.removed)):
        yield from (_entity(what, entity) for entity in entities)
    for entity in rows.ended:
        yield _entity("ended", entity, "until", after=_written("until", entity.row.until))
    for entity in rows.resumed:
        yield _entity("resumed", entity, "until", before=_written("until", entity.row.until))
    yield from map(_field, rows.changed)
    for pair in difference.owed:
        yield from _pair(pair)
    for owed in difference.new:
        yield _owed("owed", owed, "due", after=_iso(owed.due))
    for owed in difference.withdrawn:
        yield _owed("withdrawn", owed, "due", before=_iso(owed.due))
    was, now = difference.lengths
    if was != now:
        for field in ("length", "finish"):
            before, after = (
                None if one is None else str(getattr(one, field)) for one in (was, now)
            )
            title = difference.plan.title
            yield "critical-path", "plan", difference.plan.id, None, title, field, before, after
    yield from (_finding("found", finding, language) for finding in difference.found)
    yield from (_finding("settled", finding, language) for finding in difference.settled)


def _entity(
    what: str,
    entity: Entity,
    field: str | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
) -> Cells:
    return what, entity.table, entity.id, entity.clause, entity.called, field, before, after


def _field(field: FieldDifference) -> Cells:
    before, after = _written(field.field, field.was), _written(field.field, field.now)
    return _entity("changed", field.after, field.field, before=before, after=after)


def _written(field: str, value: object) -> str | None:
    return None if value is None else as_toml(field, value)


def _pair(pair: OwedDifference) -> Iterator[Cells]:
    before, after = pair.before, pair.after
    if pair.is_moved:
        yield _owed("moved", after, "due", before=_iso(before.due), after=_iso(after.due))
    if pair.is_passed_on:
        yield _owed("passed-on", after, "unit", before=before.unit, after=after.unit)


def _owed(
    what: str, owed: Obligation, field: str, *, before: str | None = None, after: str | None = None
) -> Cells:
    task = owed.task
    return what, "obligation", owed.uid, task.clause, task.title, field, before, after


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _finding(what: str, finding: Finding, language: str) -> Cells:
    subject, message = finding.subject, finding.message.text(language)
    sides = (message, None) if what == "settled" else (None, message)
    return what, subject.kind, subject.id, subject.clause, None, finding.code, *sides


def difference_part(difference: Difference, language: str) -> list[Markup]:
    """Return what differs as a table, one row for each thing."""
    before, after = (shown(side.as_of, language) for side in (difference.before, difference.after))
    head = say(_HEAD, language).format(before=before, after=after)
    rows = list(difference_rows(difference, language))
    parts = [element("h3", difference.plan.title), element("p", head)]
    if not rows:
        return [*parts, element("p", say(_NOTHING, language))]
    return [
        *parts,
        table([say(text, language) for text in _HEADS], _body(rows, language)),
        *left_out(len(rows) - ROWS, language),
    ]


def _body(rows: Iterable[Cells], language: str) -> list[Markup]:
    return [
        row(
            say(_WHAT[what or ""], language),
            joined(id or "", faint(f" {clause}" if clause else "")),
            title or "",
            field or "",
            before or "–",
            after or "–",
        )
        for what, _, id, clause, title, field, before, after in islice(rows, ROWS)
    ]
