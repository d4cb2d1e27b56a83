"""What is said where ``--unit`` names no body."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from planrules.cli.terminal import refuse
from planrules.errors import UnknownIdError
from planrules.model.body import Group, Territory
from planrules.model.message import shown
from planrules.text import nearest, printable

if TYPE_CHECKING:
    from planrules.model.plan import Plan

_GROUP = {
    "vi": "--unit {id}: đây là nhóm ({name}); cần mã của một cơ quan",
    "en": "--unit {id}: this is a group ({name}); expected the id of one body",
}
_TERRITORY = {
    "vi": "--unit {id}: đây là địa bàn ({name}); cần mã của một cơ quan",
    "en": "--unit {id}: this is an area ({name}); expected the id of one body",
}
_MEMBERS = {
    "vi": "các thành viên ngày {day}: {ids}",
    "en": "its members on {day}: {ids}",
}
_OF_AREA = {"vi": "cơ quan của địa bàn: {ids}", "en": "bodies of the area: {ids}"}
#: How many ids are listed.
_LISTED = 16


def refuse_unit(
    plan: "Plan", unit: str, *, as_of: date, others: str, ids: Iterable[str], language: str
) -> NoReturn:
    """Leave with what an id is that no body bears, and with the bodies that could be meant.

    Args:
        plan: The plan.
        unit: The id.
        as_of: The day.
        others: What is said of the ids of other bodies, where none is near.
        ids: Their ids.
        language: Of the message.
    """
    things: tuple[Group | Territory, ...] = (*plan.groups, *plan.territories)
    thing = next((one for one in things if one.id == unit), None)
    day = shown(as_of, language)
    if isinstance(thing, Group):
        lines = [_GROUP[language].format(id=unit, name=printable(thing.name))]
        others, ids = _MEMBERS[language], (one.id for one in plan.members(unit, on=as_of))
    elif isinstance(thing, Territory):
        lines = [_TERRITORY[language].format(id=unit, name=printable(thing.name))]
        others = _OF_AREA[language]
        ids = (one.id for one in plan.units if one.area == unit and one.exists_on(as_of))
    else:
        unknown = UnknownIdError(unit, nearest(unit, tuple(body.id for body in plan.units)))
        lines = [unknown.text(language)]
        ids = ids if unknown.nearest is None else ()
    listed = tuple(dict.fromkeys(ids))
    if listed:
        some = ", ".join(listed[:_LISTED]) + (" …" if len(listed) > _LISTED else "")
        lines.append(others.format(day=day, ids=some))
    refuse(*lines)
