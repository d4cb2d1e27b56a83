"""How much of something long is shown, and what is said of the rest."""

from typing import Final

from planrules.model.message import Text
from planrules.rules.labels import say
from planrules.views.markup import Markup, element

#: The most rows of a table, and of a drawing: what people scroll through, and browsers bear.
ROWS: Final = 200

_LEFT_OUT = Text(
    "Còn {count} dòng chưa hiển thị; to_records() hoặc to_frame() cho đủ tất cả.",
    "{count} more rows are not shown; to_records() or to_frame() gives all of them.",
)


def left_out(count: int, language: str) -> list[Markup]:
    """Return what is said of rows that are not shown; nothing where all are."""
    if count <= 0:
        return []
    return [element("p", say(_LEFT_OUT, language).format(count=count), class_="faint")]
