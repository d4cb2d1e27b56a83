"""The words that reports use, in both languages."""

from typing import Any, Final

import attrs

from planrules.model.clause import Clause, ClauseKind, Document
from planrules.model.fields import LABEL
from planrules.model.message import Text
from planrules.rules.labels import (
    AS_OF,
    BASIS,
    CLAUSE,
    HELP,
    ITEMS,
    ROLES,
    SEVERITIES,
    WAIVED,
    counted,
    say,
)

__all__ = [
    "AS_OF",
    "BASIS",
    "CLAUSE",
    "HELP",
    "ITEMS",
    "KINDS",
    "ROLES",
    "SEVERITIES",
    "WAIVED",
    "counted",
    "field_label",
    "say",
    "spelled",
]

KINDS: Final[dict[str, Text]] = {
    "plan": Text("kế hoạch", "plan"),
    "goal": Text("mục tiêu", "goal"),
    "indicator": Text("chỉ tiêu", "indicator"),
    "measure": Text("giải pháp", "measure"),
    "task": Text("nhiệm vụ", "task"),
    "unit": Text("cơ quan, đơn vị", "unit"),
    "group": Text("nhóm", "group"),
    "territory": Text("địa bàn", "territory"),
    "basis": Text("văn bản căn cứ", "basis"),
    "clause": Text("mục của văn bản", "clause"),
}

#: What the letters that begin a rule's code stand for, in the order of reading.
FAMILIES: Final[dict[str, Text]] = {
    "STR": Text("Bố cục kế hoạch", "Structure of the plan"),
    "DEP": Text("Liên kết giữa các việc", "Links between tasks"),
    "RES": Text("Trách nhiệm", "Responsibility"),
    "TIM": Text("Thời gian", "Time"),
    "IND": Text("Chỉ tiêu và sản phẩm", "Indicators and products"),
    "TRC": Text("Căn cứ và lời văn bản", "Basis and text"),
    "ORG": Text("Cơ quan và thẩm quyền", "Bodies and authority"),
    "TRK": Text("Theo dõi thực hiện", "What was recorded"),
    "MET": Text("Việc áp dụng quy tắc", "The rules themselves"),
}

IDLE: Final = Text("Quy tắc không có nội dung để xét", "Rules that had nothing to look at")


def field_label(kind: type[Any], name: str, language: str) -> str:
    """Return what people call a field of a class, and its key; in English the key says it."""
    if language != "vi":
        return name
    label = attrs.fields_dict(kind)[name].metadata.get(LABEL)
    return f"{label} ({name})" if label else name


def spelled(address: str, document: Document | None, language: str) -> str:
    """Return an address in words: *gạch đầu dòng thứ 2 khoản 1 Mục IV*, section IV, item 1, ….

    Args:
        address: The address.
        document: The official text, which knows the markers; without it the address is returned.
        language: ``vi`` or ``en``.
    """
    clause = document.clause(address) if document else None
    if (
        document is None
        or clause is None
        or clause.kind not in {ClauseKind.BODY, ClauseKind.HEADING}
    ):
        return address
    parts: list[str] = []
    current: Clause | None = clause
    while current is not None:
        parts.append(say(_part(current), language))
        current = document.clause(current.parent) if current.parent else None
    return " ".join(parts) if language == "vi" else ", ".join(reversed(parts))


def _part(clause: Clause) -> Text:
    last = clause.address.rpartition(".")[2]
    marker = clause.marker.strip()
    if clause.parent is None:
        return Text(f"Mục {last}", f"section {last}")
    if marker.endswith(")"):
        return Text(f"điểm {last}", f"point {last}")
    if marker and marker[0].isdigit():
        return Text(f"khoản {last}", f"item {last}")
    if marker:
        return Text(f"gạch đầu dòng thứ {last}", f"bullet {last}")
    return Text(f"đoạn thứ {last}", f"paragraph {last}")
