"""The status table as a page and as flat records: how much each body has done, and on time."""

from collections.abc import Iterator
from typing import Final

from planrules.model.message import Text, shown
from planrules.rules.labels import say
from planrules.rules.wording import share
from planrules.tracking.status import NUMBERS, Status, StatusRow, StatusTable
from planrules.views.columns import Cells, Columns
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, row, table

#: The columns of the command line's CSV that say something of a row.
STATUS: Final[Columns] = {
    "table": str,
    "row": str,
    "unit": str,
    "unit_name": str,
    **dict.fromkeys(NUMBERS, int),
    "rate_numerator": int,
    "rate_denominator": int,
}
_OFFICIAL = Text("Tổng hợp theo cơ quan, đơn vị, tính đến hết ngày {day}", "By body, as of {day}")
_PROVISIONAL = Text(
    "Tạm tính: không thuộc số liệu chính thức, không tính tỷ lệ",
    "Assumed: no part of the official figures, and of no rate",
)
_NOTHING = Text("Không có đầu việc nào.", "There are no obligations.")
_WITHDRAWN = Text("Không còn phải thực hiện: {count}", "Withdrawn: {count}")
_NOBODY = Text("Chưa xác định cơ quan thực hiện", "Nobody in particular")
_TOTAL = Text("Tổng số", "Total")
_BODY = Text("Cơ quan, đơn vị", "Body")
_RATE = Text("Tỷ lệ đúng hạn (tử/mẫu)", "Rate on time (of judged)")
#: The numbers that a page shows, with their heads; records hold all of them.
_SHOWN: Final[dict[str, Text]] = {
    "total": Text("Được giao", "Given"),
    "done": Text("Đã hoàn thành", "Done"),
    "done_late": Text("trong đó quá hạn", "of which late"),
    "not_done": Text("Chưa hoàn thành", "Not done"),
    "due_soon": Text("sắp đến hạn", "due soon"),
    "overdue": Text("quá hạn", "overdue"),
    "undated": Text("không thời hạn", "no deadline"),
    "suspended": Text("Tạm dừng", "Suspended"),
    "standing": Text("Thường xuyên", "Standing work"),
}
#: Numbers that are set apart where they are not nothing.
_APART: Final = {"overdue": "overdue", "due_soon": "due-soon"}


def status_part(status: Status, language: str) -> list[Markup]:
    """Return a status as its tables, and how much is in none of them."""
    if not status.standings:
        return [element("p", say(_NOTHING, language))]
    day = shown(status.as_of, language)
    parts = [element("p", say(_OFFICIAL, language).format(day=day))]
    parts += _table(status, status.official, language, has_rate=True)
    if status.provisional.rows:
        parts.append(element("p", say(_PROVISIONAL, language)))
        parts += _table(status, status.provisional, language, has_rate=False)
    if status.withdrawn:
        count = say(_WITHDRAWN, language).format(count=status.withdrawn)
        parts.append(element("p", count, class_="faint"))
    return parts


def _table(status: Status, found: StatusTable, language: str, *, has_rate: bool) -> list[Markup]:
    heads = [say(text, language) for text in (_BODY, *_SHOWN.values(), *[_RATE] * has_rate)]
    lines = [
        _row(_name(status, one) or say(_NOBODY, language), one, language, has_rate=has_rate)
        for one in found.rows[:ROWS]
    ]
    total = element("strong", say(_TOTAL, language))
    lines.append(_row(total, found.total, language, has_rate=has_rate))
    return [table(heads, lines), *left_out(len(found.rows) - ROWS, language)]


def _row(name: str, one: StatusRow, language: str, *, has_rate: bool) -> Markup:
    cells = [str(getattr(one, number)) for number in _SHOWN]
    kinds = [_APART.get(number) if getattr(one, number) else None for number in _SHOWN]
    if has_rate:
        rate = f"{share(one.done_on_time, one.judged, language)} " if one.judged else ""
        cells.append(f"{rate}({one.done_on_time}/{one.judged})" if one.judged else "–")
    return row(name, *cells, kinds=(None, *kinds))


def _name(status: Status, one: StatusRow) -> str | None:
    return None if one.unit is None else status.plan.body(one.unit).name


def status_cells(status: Status, _: str | None) -> Iterator[Cells]:
    """Yield the rows of both tables, each with its sum at the end; sums are told by ``row``."""
    for name, found in (("official", status.official), ("provisional", status.provisional)):
        for one in (*found.rows, *([found.total] if found.rows else [])):
            kind = "total" if one is found.total else "nobody" if one.unit is None else "body"
            judged = (one.done_on_time, one.judged) if name == "official" else (None, None)
            numbers = (getattr(one, number) for number in NUMBERS)
            yield name, kind, one.unit, _name(status, one), *numbers, *judged
