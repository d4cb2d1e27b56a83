"""Alarms: what each action needs, and what a trigger is measured from."""

from collections.abc import Iterator, Mapping
from typing import Final

from planrules.feeds.linting.finding import Check, Hit
from planrules.feeds.linting.structure import Component
from planrules.model.finding import Severity
from planrules.model.message import Text

_CLAUSE: Final = "RFC 5545 §3.6.6"

ALARM_WITHOUT = Check(
    code="ICS331",
    name="alarm-without",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "VALARM có ACTION:{action} nhưng thiếu {property}.",
        "VALARM says ACTION:{action}, but has no {property}",
    ),
    help=Text("Thêm {property} vào VALARM.", "Add {property} to VALARM."),
)
HALF_REPEATED = Check(
    code="ICS332",
    name="repetition-by-half",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "VALARM có {property} mà không có {other}.",
        "VALARM has {property}, but no {other}",
    ),
    help=Text("Ghi cả hai, hoặc bỏ cả hai.", "Write both, or neither."),
)
SEVERAL_SOUNDS = Check(
    code="ICS333",
    name="several-sounds",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "VALARM có ACTION:AUDIO mà có {count} dòng ATTACH; chỉ được có một.",
        "VALARM says ACTION:AUDIO and has {count} lines ATTACH; it may have one",
    ),
    help=Text("Chỉ giữ một tệp âm thanh.", "Keep one sound."),
)
FROM_NOTHING = Check(
    code="ICS334",
    name="trigger-from-nothing",
    severity=Severity.ERROR,
    clause=_CLAUSE,
    message=Text(
        "Lời nhắc tính từ {edge} nhưng {kind} không có {needed}.",
        "the alarm is set from {edge}, but {kind} has no {needed}",
    ),
    help=Text(
        "Thêm {needed}; việc chỉ có hạn (DUE) thì nhắc theo hạn: TRIGGER;RELATED=END:…",
        "Add {needed}; of work that is only due (DUE) write TRIGGER;RELATED=END:…",
    ),
)
RELATED_TIME = Check(
    code="ICS335",
    name="related-to-a-time",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.6.3",
    message=Text(
        "TRIGGER nêu một thời điểm nhưng lại có RELATED.",
        "TRIGGER gives a point in time, but also RELATED",
    ),
    help=Text("Bỏ RELATED, hoặc ghi khoảng thời gian.", "Leave RELATED out, or give a duration."),
)

CHECKS: Final = (ALARM_WITHOUT, HALF_REPEATED, SEVERAL_SOUNDS, FROM_NOTHING, RELATED_TIME)

#: What each action needs, beside ACTION and TRIGGER.
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "DISPLAY": ("DESCRIPTION",),
    "EMAIL": ("ATTENDEE", "DESCRIPTION", "SUMMARY"),
}
_START = Text("lúc bắt đầu (DTSTART)", "the start (DTSTART)")
_END = Text("lúc kết thúc", "the end")


def alarm_hits(component: Component, /) -> Iterator[Hit]:
    """Yield what is wrong with the alarms in an event or a to-do."""
    alarms = [child for child in component.children if child.kind == "VALARM"]
    if not alarms or component.kind not in {"VEVENT", "VTODO"}:
        return
    needed = {"START": _lacking_start(component), "END": _lacking_end(component)}
    for alarm in alarms:
        yield from _action(alarm)
        trigger = alarm.first("TRIGGER")
        if trigger is None or not trigger.is_sound:
            continue
        if trigger.value_type == "DATE-TIME":
            if "RELATED" in trigger.parameters:
                yield RELATED_TIME.at(trigger.start)
            continue
        edge = "END" if trigger.parameter("RELATED").upper() == "END" else "START"
        if needed[edge] and component.is_complete:
            yield FROM_NOTHING.at(
                trigger.start,
                edge=_END if edge == "END" else _START,
                kind=component.kind,
                needed=needed[edge],
            )


def _lacking_start(component: Component) -> str:
    return "" if component.has("DTSTART") else "DTSTART"


def _lacking_end(component: Component) -> str:
    """Return what is missing for an end to be known; nothing where it is."""
    end = "DTEND" if component.kind == "VEVENT" else "DUE"
    if component.has(end) or (component.has("DTSTART") and component.has("DURATION")):
        return ""
    return end


def _action(alarm: Component) -> Iterator[Hit]:
    action = alarm.first("ACTION")
    name = action.value.upper() if action is not None and action.is_sound else ""
    for property_ in _NEEDED.get(name, ()):
        if alarm.is_complete and not alarm.has(property_):
            yield ALARM_WITHOUT.at(alarm.start, action=name, property=property_)
    sounds = alarm.all("ATTACH")
    if name == "AUDIO" and len(sounds) > 1:
        yield SEVERAL_SOUNDS.at(sounds[1].start, count=len(sounds))
    for one, other in (("DURATION", "REPEAT"), ("REPEAT", "DURATION")):
        found = alarm.first(one)
        if found is not None and alarm.is_complete and not alarm.has(other):
            yield HALF_REPEATED.at(found.start, property=one, other=other)
