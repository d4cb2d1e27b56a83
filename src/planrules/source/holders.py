"""Holders of roles and links to other tasks, as files write them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import attrs

from planrules.model.fields import described
from planrules.model.ids import Slug
from planrules.model.responsibility import Holder
from planrules.model.task import Link
from planrules.source import misfit, times
from planrules.source.faults import shown
from planrules.source.misfit import Misfit

Hook = Callable[[Any, Any], Any]


@attrs.frozen(kw_only=True)
class HolderTable:
    """The long form of a holder; exactly one of the first four keys says who it is."""

    unit: Slug | None = described(
        "cơ quan, đơn vị", "Id of a body.", default=None, refers=("unit", "group")
    )
    who: Slug | None = described(
        "ai", "Id of a body or group that acts on others.", default=None, refers=("unit", "group")
    )
    each: Slug | None = described(
        "từng thành viên của",
        "Id of a group, every member by itself.",
        default=None,
        refers=("group",),
    )
    text: str | None = described("nguyên văn", "Words for an open holder.", default=None)
    official: str | None = described("cán bộ phụ trách", "Post of the official.", default=None)
    whom: tuple[Slug, ...] = described(
        "đối với ai", "Bodies or groups acted on.", default=(), refers=("unit", "group")
    )


@lru_cache(maxsize=4096)
def holder(value: str) -> Holder:
    """Return the holder named by an id alone: the same few hold most roles of a plan."""
    return Holder(misfit.an_id(value))


#: A lag that stands too close to the id before it.
_CLOSE = re.compile(r"([a-z0-9-]+?)([+-][0-9]{1,5}(?:wd|d|m))")


def link(value: str) -> Link:
    """Return the link written ``x``, ``x +5wd`` or ``x -2d``."""
    if close := _CLOSE.fullmatch(value):
        raise Misfit(
            "VAL010",
            found=shown(value),
            expected_vi=f'dấu cách trước độ trễ: "{close[1]} {close[2]}"',
            expected_en=f'a space before the lag: "{close[1]} {close[2]}"',
        )
    name, _, offset = value.partition(" ")
    offset = offset.strip(" ")
    return Link(misfit.an_id(name), times.lag(offset) if offset else None)


def holder_hook(read: Hook) -> Hook:
    """Return the hook of a holder: a bare id, or a table.

    Args:
        read: Reads the table field by field.
    """

    def hook(value: object, _: object) -> Holder:
        if type(value) is str:
            return holder(value)
        if type(value) is not dict:
            misfit.wrong_type(value, str, dict)
        table = read(value, HolderTable)
        named = [name for name in ("unit", "who", "each", "text") if name in value]
        if len(named) != 1:
            raise Misfit(
                "VAL010",
                found="{ " + ", ".join(value) + " }" if value else "{}",
                expected_vi="đúng một trong các khóa unit, who, each, text",
                expected_en="exactly one of the keys unit, who, each, text",
            )
        return Holder(
            table.unit or table.who or table.each,
            each=table.each is not None,
            official=table.official,
            whom=table.whom,
            text=table.text,
        )

    return hook
