"""Calendars that lack something, have too much of it or tie it wrongly, and what is found where."""

from tests.unit.feeds.linting.calendars import (
    HEAD,
    STAMP,
    ZONE,
    alarm,
    calendar,
    component,
    event,
    lines,
    timed,
    todo,
)

_START = "DTSTART;VALUE=DATE:20240430"
_ALARM = ("BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-P1D", "END:VALARM")
_END_ALARM = ("BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER;RELATED=END:-P1D", "END:VALARM")


def _named(uid: str, *texts: str, kind: str = "VEVENT") -> tuple[str, ...]:
    return (f"BEGIN:{kind}", f"UID:{uid}", STAMP, _START, *texts, f"END:{kind}")


def _published(kind: str, *texts: str) -> bytes:
    return calendar("METHOD:PUBLISH", *component(kind, *texts))


CASES: dict[str, tuple[bytes, str]] = {
    # Places
    "an alarm in a calendar": (calendar(*_ALARM), "4:1 ICS301"),
    "a calendar in a calendar": (calendar(*HEAD, *ZONE, "END:VCALENDAR"), "4:1 ICS301"),
    "an event in an event": (event(*_named("b")), "8:1 ICS301"),
    # What is missing
    "no version and no identifier": (
        lines("BEGIN:VCALENDAR", *ZONE, "END:VCALENDAR"),
        "1:1 ICS302 1:1 ICS302",
    ),
    "no uid and no stamp": (
        calendar("BEGIN:VTODO", "END:VTODO"),
        "4:1 ICS302 4:1 ICS302",
    ),
    "no component": (calendar(), "1:1 ICS307"),
    "no start": (timed(), "4:1 ICS309"),
    "no start beside a method": (
        calendar("METHOD:REFRESH", *component("VEVENT")),
        "4:1 ICS324",
    ),
    "a parameter in pieces is no missing property": (
        calendar("BEGIN:VTODO", "UID;=", "DTSTAMP 2024", "END:VTODO"),
        "5:4 ICS102 6:8 ICS101",
    ),
    # What is too much
    "a summary twice": (event("SUMMARY:a", "SUMMARY:b", "SUMMARY:c"), "9:1 ICS303"),
    "a version twice": (calendar("VERSION:2.0", *ZONE), "4:1 ICS303"),
    "a due day of an event": (event("DUE;VALUE=DATE:20240501", "DUE:x"), "8:1 ICS304 9:5 ICS401"),
    "two rules": (
        event("RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"),
        "8:1 ICS603 9:1 ICS305",
    ),
    "a property behind an alarm": (event(*_ALARM, "SUMMARY:a", "LOCATION:b"), "12:1 ICS306"),
    "an end and a duration": (
        event("DTEND;VALUE=DATE:20240501", "DURATION:P1D"),
        "9:1 ICS310",
    ),
    "a due day and a duration": (
        todo(_START, "DUE;VALUE=DATE:20240501", "DURATION:P1D"),
        "9:1 ICS310",
    ),
    "a duration from nothing": (todo("DURATION:P1D"), "4:1 ICS311"),
    "a duration of a to-do": (todo(_START, "DURATION:P1D"), ""),
    "journals have several descriptions": (
        calendar(*component("VJOURNAL", "DESCRIPTION:a", "DESCRIPTION:b")),
        "",
    ),
    # METHOD
    "nothing but an event is published": (
        calendar("METHOD:PUBLISH", *component("VEVENT"), *_named("b"), *ZONE),
        "5:1 ICS321 5:1 ICS321 5:1 ICS321",
    ),
    "a to-do is published": (
        _published("VTODO", _START, "ORGANIZER:mailto:a@b.example", "PRIORITY:0", "SUMMARY:a"),
        "",
    ),
    "a journal is published": (_published("VJOURNAL", _START), "5:1 ICS321 5:1 ICS321"),
    "busy time is published": (_published("VFREEBUSY"), "5:1 ICS321 5:1 ICS321 5:1 ICS321"),
    "attendees are published": (
        _published(
            "VEVENT",
            _START,
            "ORGANIZER:mailto:a@b.example",
            "SUMMARY:a",
            "ATTENDEE:mailto:c@b.example",
            "ATTENDEE:mailto:d@b.example",
            "REQUEST-STATUS:2.0;Success",
        ),
        "11:1 ICS322 13:1 ICS322",
    ),
    "a mixture is published": (
        calendar(
            "METHOD:PUBLISH",
            *_named("a", "ORGANIZER:mailto:a@b.example", "SUMMARY:a"),
            *_named("b", "ORGANIZER:mailto:a@b.example", "SUMMARY:a", "PRIORITY:0", kind="VTODO"),
        ),
        "12:1 ICS323",
    ),
    "an invitation": (calendar("METHOD:REQUEST", *_named("a")), "4:1 ICS324"),
    "a method that can't be read": (
        calendar("METHOD:PUBLISH\x07", *_named("a")),
        "4:15 ICS013",
    ),
    # Alarms
    "an alarm without a description": (
        alarm("ACTION:DISPLAY", "TRIGGER:-P1D"),
        "8:1 ICS331",
    ),
    "a mail to nobody": (
        alarm("ACTION:EMAIL", "TRIGGER:-P1D", "DESCRIPTION:a", "SUMMARY:b"),
        "8:1 ICS331",
    ),
    "a repetition without a pause": (
        alarm("ACTION:AUDIO", "TRIGGER:-P1D", "REPEAT:2"),
        "11:1 ICS332",
    ),
    "a pause without a repetition": (
        alarm("ACTION:AUDIO", "TRIGGER:-P1D", "DURATION:PT5M"),
        "11:1 ICS332",
    ),
    "two sounds": (
        alarm(
            "ACTION:AUDIO", "TRIGGER:-P1D", "ATTACH:http://a.example/a", "ATTACH:http://a.example/b"
        ),
        "12:1 ICS333",
    ),
    "an alarm before a start that is not given": (
        todo("DUE;VALUE=DATE:20240430", *_ALARM),
        "10:1 ICS334",
    ),
    "an alarm before a due day": (todo("DUE;VALUE=DATE:20240430", *_END_ALARM), ""),
    "an alarm before an end that is not given": (event(*_END_ALARM), "10:1 ICS334"),
    "an alarm before an end that is reckoned": (event("DURATION:P1D", *_END_ALARM), ""),
    "an alarm at a time": (
        alarm("ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME:20240429T010000Z"),
        "",
    ),
    "an alarm at a time beside an edge": (
        alarm("ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME;RELATED=END:20240429T010000Z"),
        "10:1 ICS335",
    ),
    "an alarm without action and trigger": (alarm(), "8:1 ICS302 8:1 ICS302"),
    "an alarm whose trigger can't be read": (
        alarm("ACTION:AUDIO", "TRIGGER:-P1\x07D"),
        "10:12 ICS013",
    ),
    # UIDs and relations
    "a uid twice": (calendar(*_named("a"), *_named("b"), *_named("a")), "15:5 ICS501"),
    "an instance of its own": (
        calendar(*_named("a"), *_named("a", "RECURRENCE-ID;VALUE=DATE:20240430")),
        "",
    ),
    "an instance twice": (
        calendar(
            *_named("a", "RECURRENCE-ID;VALUE=DATE:20240430"),
            *_named("a", "RECURRENCE-ID;VALUE=DATE:20240430"),
        ),
        "11:5 ICS501",
    ),
    "an instance of a time among dates": (
        calendar(*_named("a"), *_named("a", "RECURRENCE-ID:20240430T000000Z")),
        "13:1 ICS509",
    ),
    "an instance of something else": (
        calendar(
            *component("VEVENT", "DTSTART:x"),
            *_named("vevent@co-quan.example", "RECURRENCE-ID:20240430T000000Z"),
            *_named("b", "RECURRENCE-ID:20240430T000000Z"),
        ),
        "7:9 ICS401",
    ),
    "relations of every kind": (
        calendar(
            "REFID:nhom-1",
            *_named(
                "a",
                "CONCEPT:https://a.example/c",
                "RELATED-TO:b",
                "RELATED-TO;RELTYPE=X-A:b",
                "RELATED-TO;RELTYPE=FINISHTOSTART;GAP=-P2D:b",
                "RELATED-TO;RELTYPE=X-A;GAP=P2D:b",
                "RELATED-TO;RELTYPE=REFID:nhom-1",
                "RELATED-TO;RELTYPE=CONCEPT:https://a.example/c",
                "RELATED-TO;RELTYPE=NEXT;VALUE=URI:https://a.example/d",
                "RELATED-TO;RELTYPE=NEXT;VALUE=UID:b",
            ),
            *_named("b"),
        ),
        "",
    ),
    "a relation to nothing": (event("RELATED-TO:b"), "8:12 ICS502"),
    "a relation to a uid that is damaged": (
        event("RELATED-TO:b\r", *_named("b\r")[:1], "UID:b\r", *_named("b\r")[2:]),
        "8:13 ICS005 9:1 ICS301",
    ),
    "a relation to no reference": (event("RELATED-TO;RELTYPE=REFID:b"), "8:26 ICS502"),
    "a relation to itself": (calendar(*_named("a", "RELATED-TO:a")), "8:12 ICS503"),
    "a relation to itself in an alarm without a uid": (
        alarm("ACTION:AUDIO", "TRIGGER:-P1D", "RELATED-TO:vevent@co-quan.example"),
        "",
    ),
    "an unknown relation": (
        calendar(*_named("a", "RELATED-TO;RELTYPE=AFTER:b"), *_named("b")),
        "8:20 ICS504",
    ),
    "a gap without a P": (
        calendar(*_named("a", "RELATED-TO;RELTYPE=STARTTOSTART;GAP=5D:b"), *_named("b")),
        "8:37 ICS505",
    ),
    "a gap between kin": (
        calendar(*_named("a", "RELATED-TO;GAP=P5D:b"), *_named("b")),
        "8:16 ICS506",
    ),
    "kin by address": (event("RELATED-TO;VALUE=URI:https://a.example/b"), "8:1 ICS507"),
    "a link without a relation": (event("LINK;VALUE=URI:https://a.example/b"), "8:1 ICS508"),
    "a link": (event('LINK;LINKREL="related";VALUE=URI:https://a.example/b'), ""),
    # Clients
    "a uid of the calendar": (calendar("UID:a", *ZONE), "4:1 ICS601"),
    "attendees": (
        event("ATTENDEE:mailto:c@b.example", "ATTENDEE:mailto:d@b.example"),
        "8:1 ICS602",
    ),
    "rules": (
        calendar(
            *_named("a", "RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
            *_named("b", "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,28"),
        ),
        "8:1 ICS603",
    ),
    "the ends of quarters": (
        event("RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        "8:1 ICS603 8:36 ICS604",
    ),
    "the last day by its position": (
        event("RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        "8:1 ICS603 8:43 ICS604",
    ),
    "another scale": (
        event("RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=31"),
        "8:1 ICS603 8:7 ICS604",
    ),
    "added dates": (
        event("RDATE;VALUE=DATE:20240501,20240502", "RDATE;VALUE=DATE:20240503"),
        "8:1 ICS605",
    ),
    "uids that are numbers or paths": (
        calendar(*_named("a"), *_named("1"), *_named("a/b")),
        "10:5 ICS606",
    ),
}
