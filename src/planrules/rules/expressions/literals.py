"""Texts that stand for days and lengths of time, and days as code compares them."""

import ast
from typing import Final

import attrs

from planrules.model.dates import PartialDate
from planrules.model.duration import Duration
from planrules.model.message import Text
from planrules.rules.expressions import code
from planrules.rules.expressions.scope import Checking, Typed
from planrules.rules.expressions.types import DAY, LENGTH, Sort

_DAY: Final = Text('ngày viết "2026-06-30"', 'a day, written "2026-06-30"')
_LENGTH: Final = Text(
    'khoảng thời gian viết "5wd", "30d" hoặc "3m"', 'a length written "5wd", "30d" or "3m"'
)


def is_written_out(part: Typed) -> bool:
    """Return whether a part is a text in quotes."""
    return part.type.literal is not None


def as_day(checking: Checking, node: ast.expr, part: Typed) -> Typed:
    """Return a part as a day that can be compared: a partial date as its last day."""
    if part.type.literal is not None:
        try:
            day = PartialDate.from_text(part.type.literal).last
        except ValueError:
            return checking.fault(node, "EXP012", found=part.text, expected=_DAY)
        return attrs.evolve(part, type=DAY, code=checking.keep(day))
    if part.type.sort is Sort.DAY and part.type.is_partial:
        kind = attrs.evolve(part.type, is_partial=False)
        if part.type.is_optional:
            return attrs.evolve(part, type=kind, code=code.asked("last", part.code))
        return attrs.evolve(part, type=kind, code=code.attribute(part.code, "last"))
    return part


def as_length(checking: Checking, node: ast.expr, part: Typed) -> Typed:
    """Return a part as a length of time."""
    if part.type.literal is None:
        return part
    try:
        length = Duration.from_text(part.type.literal)
    except ValueError:
        return checking.fault(node, "EXP012", found=part.text, expected=_LENGTH)
    return attrs.evolve(part, type=LENGTH, code=checking.keep(length))


def is_length(text: str) -> bool:
    """Return whether a text is written as a length of time."""
    try:
        Duration.from_text(text)
    except ValueError:
        return False
    return True
