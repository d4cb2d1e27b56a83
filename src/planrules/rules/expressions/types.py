"""The types of expressions, and what people call them."""

from enum import StrEnum
from typing import Final

import attrs

from planrules.model.message import Text


class Sort(StrEnum):
    """What a value is, before it is said of what."""

    TRUTH = "truth"
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    LENGTH = "length"
    RECORD = "record"
    LIST = "list"
    NOTHING = "nothing"
    UNCLEAR = "unclear"


@attrs.frozen
class Type:
    """The type of an expression.

    Attributes:
        sort: What it is.
        record: Of a record, its name in the schema.
        of: Of a list, the type of its elements.
        choices: Of a text with a closed vocabulary, the vocabulary.
        is_partial: Of a day, whether the value is a ``PartialDate``, which counts as its last day.
        is_optional: Whether it may be absent.
        literal: Of a text that is written out, the text.
    """

    sort: Sort
    record: str = attrs.field(default="", kw_only=True)
    of: "Type | None" = attrs.field(default=None, kw_only=True)
    choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    is_partial: bool = attrs.field(default=False, kw_only=True)
    is_optional: bool = attrs.field(default=False, kw_only=True)
    literal: str | None = attrs.field(default=None, kw_only=True)

    @property
    def present(self) -> "Type":
        """The same type once it is known to be there."""
        return attrs.evolve(self, is_optional=False) if self.is_optional else self

    @property
    def absent(self) -> "Type":
        """The same type where it may be absent."""
        return self if self.is_optional else attrs.evolve(self, is_optional=True)

    def is_like(self, other: "Type") -> bool:
        """Return whether values of both may stand for each other, absence set aside."""
        if Sort.UNCLEAR in {self.sort, other.sort}:
            return True
        if self.sort is not other.sort or self.record != other.record:
            return False
        return self.of is None or other.of is None or self.of.is_like(other.of)

    def common(self, other: "Type") -> "Type":
        """Return the type of a value that has either type; a vocabulary only where both have it."""
        of = None if self.of is None or other.of is None else self.of.common(other.of)
        choices = self.choices if self.choices == other.choices else ()
        return attrs.evolve(self, choices=choices, of=of, literal=None)

    def called(self) -> Text:
        """Return what people call it."""
        if self.sort is Sort.RECORD:
            en = self.record.replace("_", " ")
            article = "an" if en[0] in "aeio" else "a"
            return Text(f"{_RECORDS[self.record]} ({self.record})", f"{article} {en}")
        if self.sort is Sort.LIST and self.of is not None:
            of = self.of.called()
            return Text(
                f"danh sách {of.vi}", f"a list of {of.en.removeprefix('an ').removeprefix('a ')}s"
            )
        return _NAMES[self.sort]


#: What records are called in Vietnamese.
_RECORDS: Final = {
    "plan": "kế hoạch",
    "goal": "mục tiêu",
    "indicator": "chỉ tiêu",
    "measure": "giải pháp",
    "task": "nhiệm vụ",
    "assignment": "đề mục phân công",
    "unit": "cơ quan, đơn vị",
    "territory": "địa bàn",
    "group": "nhóm",
    "basis": "văn bản căn cứ",
    "obligation": "đầu việc",
    "scheduled": "việc trong tiến độ",
    "holder": "người được giao",
    "link": "liên kết",
    "output": "công trình, kết quả",
    "relative_deadline": "thời hạn kể từ",
    "recurrence": "chu kỳ",
    "parent_target": "chỉ tiêu cấp trên",
    "intermediate_target": "mốc trung gian",
    "recipient": "nơi nhận",
    "signer": "người ký",
}
_NAMES: Final = {
    Sort.TRUTH: Text("đúng/sai", "true or false"),
    Sort.NUMBER: Text("số", "a number"),
    Sort.TEXT: Text("chuỗi", "a text"),
    Sort.DAY: Text("ngày", "a day"),
    Sort.LENGTH: Text("khoảng thời gian", "a length of time"),
    Sort.LIST: Text("danh sách", "a list"),
    Sort.NOTHING: Text("không có gì (None)", "nothing (None)"),
    Sort.UNCLEAR: Text("chưa rõ", "unclear"),
}

TRUTH: Final = Type(Sort.TRUTH)
NUMBER: Final = Type(Sort.NUMBER)
TEXT: Final = Type(Sort.TEXT)
DAY: Final = Type(Sort.DAY)
LENGTH: Final = Type(Sort.LENGTH)
NOTHING: Final = Type(Sort.NOTHING, is_optional=True)
UNCLEAR: Final = Type(Sort.UNCLEAR)


def record(name: str) -> Type:
    """Return the type of a record of the schema."""
    return Type(Sort.RECORD, record=name)


def list_of(element: Type) -> Type:
    """Return the type of a list."""
    return Type(Sort.LIST, of=element)
