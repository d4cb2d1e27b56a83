"""Calendars with values that are not what they should be, and what is found where."""

from tests.unit.feeds.linting.calendars import (
    alarm,
    calendar,
    component,
    event,
    observance,
    timed,
    todo,
    zone,
)


def _rule(text: str) -> bytes:
    """Return a calendar with a rule in line 8, which begins in column 7."""
    return event(f"RRULE:{text}")


def _zone_rule(text: str) -> bytes:
    return zone(*observance("DTSTART:19700101T000000", f"RRULE:{text}"))


_NO_VALUE = "IMAGE:https://a.example/b.png"

CASES: dict[str, tuple[bytes, str]] = {
    # Types
    "a type that a property can't have": (event("URL;VALUE=TEXT:a"), "8:11 ICS404"),
    "a type that nothing here has": (event("URL;VALUE=FLOAT:1"), "8:11 ICS404"),
    "a type of one's own": (event("URL;VALUE=X-A:;"), ""),
    "an interval without a type": (
        calendar("REFRESH-INTERVAL:PT12H", *component("VTODO")),
        "4:1 ICS405",
    ),
    "an interval": (calendar("REFRESH-INTERVAL;VALUE=DURATION:PT12H", *component("VTODO")), ""),
    "an image without a type": (event(_NO_VALUE), "8:1 ICS405"),
    "an interval of nothing": (
        calendar("REFRESH-INTERVAL;VALUE=DURATION:PT0S", *component("VTODO")),
        "4:33 ICS411",
    ),
    # Dates and times
    "a date that does not exist": (timed("DTSTART;VALUE=DATE:20240230"), "7:20 ICS401"),
    "a date with dashes": (timed("DTSTART;VALUE=DATE:2024-04-30"), "7:20 ICS401"),
    "a time where a date is promised": (
        timed("DTSTART;VALUE=DATE:20240430T080000"),
        "7:20 ICS401",
    ),
    "a date where a time is expected": (timed("DTSTART:20240430"), "7:9 ICS402"),
    "dates in a list": (
        event("EXDATE;VALUE=DATE:20240430,20240431"),
        "8:28 ICS401",
    ),
    "a time with an offset": (timed("DTSTART:20240430T080000+0700"), "7:9 ICS401"),
    "an hour that does not exist": (timed("DTSTART:20240430T240000"), "7:9 ICS401"),
    "a minute that does not exist": (timed("DTSTART:20240430T236000"), "7:9 ICS401"),
    "a second that does not exist": (timed("DTSTART:20240430T235961"), "7:9 ICS401"),
    "a leap second": (timed("DTSTART:20240430T235960Z"), ""),
    "a date where nothing but a time may be": (event("CREATED:20240430"), "8:9 ICS401"),
    "a stamp in local time": (event("CREATED:20240430T080000"), "8:9 ICS403"),
    "a trigger in local time": (
        alarm("ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME:20240430T080000"),
        "10:25 ICS403",
    ),
    "busy times": (
        calendar(
            *component(
                "VFREEBUSY",
                "DTSTART:20240430T000000Z",
                "DTEND:20240501T000000Z",
                "FREEBUSY:20240430T010000Z/PT1H,20240430T010000Z/20240430T020000Z",
            )
        ),
        "",
    ),
    "busy times that are none": (
        calendar(*component("VFREEBUSY", "FREEBUSY:20240430T010000Z/PT1H,x/PT1H,20240430/P1D")),
        "7:32 ICS401 7:39 ICS401",
    ),
    "busy times in local time": (
        calendar(
            *component("VFREEBUSY", "DTSTART:20240430T000000Z", "FREEBUSY:20240430T010000/PT1H")
        ),
        "8:10 ICS403",
    ),
    "busy times between two forms": (
        calendar(*component("VFREEBUSY", "FREEBUSY:20240430T010000Z/20240430T020000")),
        "7:10 ICS401",
    ),
    "busy time from local time on": (
        calendar(*component("VFREEBUSY", "DTSTART:20240430T000000", "DTEND:20240501T000000")),
        "7:9 ICS435 8:7 ICS435",
    ),
    # Durations, numbers, offsets
    "a duration in months": (event("DURATION:P1M"), "8:10 ICS401"),
    "a duration below nothing": (event("DURATION:-P1D"), "8:10 ICS411"),
    "a number in words": (event("PRIORITY:cao"), "8:10 ICS401"),
    "a priority above nine": (event("PRIORITY:10"), "8:10 ICS406"),
    "a sequence below nothing": (event("SEQUENCE:-1"), "8:10 ICS406"),
    "a sequence beyond all bounds": (
        event("SEQUENCE:" + "9" * 60),
        "8:10 ICS406",
    ),
    "a sequence with zeros before it": (event("SEQUENCE:" + "0" * 50 + "7"), ""),
    "a percentage above a hundred": (todo("PERCENT-COMPLETE:101"), "7:18 ICS406"),
    "a place on earth": (event("GEO:21.853;106.761"), ""),
    "a place without a longitude": (event("GEO:21.853"), "8:5 ICS401"),
    "a place beyond the pole": (event("GEO:91;0"), "8:5 ICS401"),
    "a place beyond the date line": (event("GEO:0;181"), "8:5 ICS401"),
    "a place in words": (event("GEO:0;x"), "8:5 ICS401"),
    "an offset of nothing below nothing": (
        zone(*observance("DTSTART:19700101T000000", "COMMENT:a"))
        .replace(b"FROM:+0700", b"FROM:-0000")
        .replace(b"TO:+0700", b"TO:+2400"),
        "7:14 ICS401 8:12 ICS401",
    ),
    "offsets that are none": (
        zone(*observance("DTSTART:19700101T000000"))
        .replace(b"FROM:+0700", b"FROM:07:00")
        .replace(b"TO:+0700", b"TO:+0760"),
        "7:14 ICS401 8:12 ICS401",
    ),
    "an offset with seconds that do not exist": (
        zone(*observance("DTSTART:19700101T000000"))
        .replace(b"FROM:+0700", b"FROM:+070660")
        .replace(b"TO:+0700", b"TO:+070640"),
        "7:14 ICS401",
    ),
    # Words and texts
    "another version": (
        calendar(*component("VTODO")).replace(b"VERSION:2.0", b"VERSION:1.0"),
        "2:9 ICS407",
    ),
    "another calendar": (calendar("CALSCALE:JULIAN", *component("VTODO")), "4:10 ICS407"),
    "a status of a to-do in an event": (event("STATUS:COMPLETED"), "8:8 ICS407"),
    "a status in lower case": (event("STATUS:cancelled"), ""),
    "a status where there is none": (
        calendar(*component("VFREEBUSY", "STATUS:CONFIRMED")),
        "7:1 ICS304",
    ),
    "a class that nobody knows": (event("CLASS:NOI-BO"), "8:7 ICS414"),
    "a class of one's own": (event("CLASS:X-NOI-BO"), ""),
    "a class": (event("CLASS:private"), ""),
    "an action that nobody knows": (alarm("ACTION:NHAC", "TRIGGER:-P1D"), "9:8 ICS414"),
    "a colour by its code": (event("COLOR:#1F5FA8"), "8:7 ICS408"),
    "a colour by its name": (event("COLOR:SteelBlue"), ""),
    "separators in a text": (event("SUMMARY:a, b; c"), "8:10 ICS409"),
    "separators in a list": (event("CATEGORIES:a,b;c"), "8:15 ICS409"),
    "an escape that is none": (event("SUMMARY:a\\:b\\\\"), "8:10 ICS410"),
    "a backslash at the end": (event("SUMMARY:a\\"), "8:10 ICS410"),
    "an escape that is none and a separator": (
        event("SUMMARY:\\x\\y;"),
        "8:9 ICS410 8:13 ICS409",
    ),
    "a code without words": (todo("REQUEST-STATUS:2"), "7:16 ICS401"),
    # Addresses and data
    "an address without a scheme": (event("URL:a.example"), "8:5 ICS401"),
    "an address with letters beyond ASCII": (
        event("URL:https://a.example/báo"),
        "8:24 ICS412",
    ),
    "an organizer without a scheme": (event("ORGANIZER:a@b.example"), "8:11 ICS401"),
    "data without an encoding": (event("ATTACH;VALUE=BINARY:YQ=="), "8:1 ICS413"),
    "data": (event("ATTACH;ENCODING=BASE64;VALUE=BINARY:YWI="), ""),
    "data that are none": (event("ATTACH;ENCODING=BASE64;VALUE=BINARY:YQ"), "8:37 ICS401"),
    "text in an encoding of old": (event("SUMMARY;ENCODING=QUOTED-PRINTABLE:a"), "8:1 ICS413"),
    "text in eight bits": (event("SUMMARY;ENCODING=8BIT:a"), ""),
    "a reference into a document": (
        event('LINK;LINKREL="a";VALUE=XML-REFERENCE:https://a.example/b#xpointer(c)'),
        "",
    ),
    # Rules
    "a rule of every part": (
        _rule("FREQ=YEARLY;INTERVAL=2;UNTIL=20301231;WKST=MO;BYMONTH=1,12;BYDAY=MO,-1FR,+2SU"),
        "8:1 ICS603 8:76 ICS007",
    ),
    "a rule of every part of the day": (
        timed(
            "DTSTART:20240430T080000Z",
            "RRULE:FREQ=DAILY;COUNT=5;BYHOUR=0,23;BYMINUTE=59;BYSECOND=60;BYSETPOS=-1",
        ),
        "8:1 ICS603",
    ),
    "a rule that is none": (_rule("x"), "8:1 ICS603 8:7 ICS421"),
    "a rule with an empty part": (_rule("FREQ=DAILY;"), "8:1 ICS603 8:18 ICS421"),
    "a rule with an unknown part": (_rule("FREQ=DAILY;BYEASTER=1"), "8:1 ICS603 8:18 ICS421"),
    "a frequency that is none": (_rule("FREQ=QUARTERLY"), "8:1 ICS603 8:7 ICS421"),
    "an end of a rule that is no date": (_rule("FREQ=DAILY;UNTIL=x"), "8:1 ICS603 8:18 ICS421"),
    "no times": (_rule("FREQ=DAILY;COUNT=0"), "8:1 ICS603 8:18 ICS421"),
    "no interval": (_rule("FREQ=DAILY;INTERVAL=0"), "8:1 ICS603 8:18 ICS421"),
    "a week that begins with nothing": (_rule("FREQ=DAILY;WKST=T2"), "8:1 ICS603 8:18 ICS421"),
    "days in another tongue": (_rule("FREQ=WEEKLY;BYDAY=T2"), "8:1 ICS603 8:19 ICS421"),
    "a day beyond the year": (_rule("FREQ=YEARLY;BYDAY=54MO"), "8:1 ICS603 8:19 ICS421"),
    "a day before the first": (_rule("FREQ=MONTHLY;BYDAY=0MO"), "8:1 ICS603 8:20 ICS421"),
    "a month beyond the year": (_rule("FREQ=YEARLY;BYMONTH=13"), "8:1 ICS603 8:19 ICS421"),
    "a month with a sign": (_rule("FREQ=YEARLY;BYMONTH=-1"), "8:1 ICS603 8:19 ICS421"),
    "a leap month of no scale": (_rule("FREQ=YEARLY;BYMONTH=4L"), "8:1 ICS603 8:19 ICS421"),
    "a leap month": (
        _rule("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=4L,13;SKIP=FORWARD"),
        "8:1 ICS603 8:7 ICS604",
    ),
    "a minute in words": (_rule("FREQ=HOURLY;BYMONTHDAY=x"), "8:1 ICS603 8:19 ICS421"),
    "a skip that is none": (
        _rule("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=YES"),
        "8:1 ICS603 8:7 ICS604 8:36 ICS421",
    ),
    "a scale that is none": (_rule("RSCALE=;FREQ=YEARLY"), "8:1 ICS603 8:7 ICS421 8:7 ICS604"),
    "no frequency": (_rule("COUNT=2"), "8:1 ICS603 8:7 ICS422"),
    "a frequency that is not first": (_rule("COUNT=2;FREQ=DAILY"), "8:1 ICS603 8:7 ICS422"),
    "a part twice": (_rule("FREQ=DAILY;COUNT=2;COUNT=3"), "8:1 ICS603 8:26 ICS423"),
    "an end and a count": (
        _rule("FREQ=DAILY;COUNT=2;UNTIL=20301231"),
        "8:1 ICS603 8:26 ICS424",
    ),
    "days of the month in a week": (
        _rule("FREQ=WEEKLY;BYMONTHDAY=1"),
        "8:1 ICS603 8:19 ICS425",
    ),
    "days of the year in a month": (
        _rule("FREQ=MONTHLY;BYYEARDAY=1"),
        "8:1 ICS603 8:20 ICS425",
    ),
    "weeks of the year in a month": (
        _rule("FREQ=MONTHLY;BYWEEKNO=1"),
        "8:1 ICS603 8:20 ICS425",
    ),
    "a numbered day in a week": (_rule("FREQ=WEEKLY;BYDAY=1MO"), "8:1 ICS603 8:19 ICS425"),
    "a numbered day in a numbered week": (
        _rule("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO"),
        "8:1 ICS603 8:30 ICS425",
    ),
    "a position of nothing": (_rule("FREQ=DAILY;BYSETPOS=1"), "8:1 ICS603 8:18 ICS425"),
    "a skip without a scale": (
        _rule("FREQ=MONTHLY;SKIP=BACKWARD"),
        "8:1 ICS603 8:20 ICS425 8:20 ICS604",
    ),
    "an hour of a day": (_rule("FREQ=DAILY;BYHOUR=8"), "8:1 ICS603 8:18 ICS425"),
    "an end of a rule with a time": (
        _rule("FREQ=DAILY;UNTIL=20301231T000000Z"),
        "8:1 ICS603 8:18 ICS426",
    ),
    "an end of a rule in local time": (
        timed("DTSTART:20240430T080000Z", "RRULE:FREQ=DAILY;UNTIL=20301231T080000"),
        "8:1 ICS603 8:18 ICS426",
    ),
    "ends of a rule without a zone": (
        timed("DTSTART:20240430T080000", "RRULE:FREQ=DAILY;UNTIL=20301231T080000"),
        "8:1 ICS603",
    ),
    "an end of a rule of an unknown start": (
        timed("DTSTART:x", "RRULE:FREQ=DAILY;UNTIL=20301231"),
        "7:9 ICS401 8:1 ICS603",
    ),
    "an end of an observance": (_zone_rule("FREQ=YEARLY;UNTIL=19801231T000000Z"), ""),
    "an end of an observance in local time": (
        _zone_rule("FREQ=YEARLY;UNTIL=19801231T000000"),
        "10:19 ICS426",
    ),
    # Spans
    "an end of another type": (event("DTEND:20240501T000000Z"), "8:1 ICS431"),
    "an end at the start": (event("DTEND;VALUE=DATE:20240430"), "8:18 ICS432"),
    "an end that is none": (event("DTEND;VALUE=DATE:x"), "8:18 ICS401"),
    "a due day before the start": (
        todo("DTSTART:20240430T080000Z", "DUE:20240430T075959Z"),
        "8:5 ICS432",
    ),
    "an end in another zone": (
        timed("DTSTART:20240430T080000Z", "DTEND;TZID=/a:20240430T010000"),
        "",
    ),
    "an end without a zone": (
        timed("DTSTART:20240430T080000Z", "DTEND:20240430T090000"),
        "8:1 ICS433",
    ),
    "hours of a date": (event("DURATION:PT8H"), "8:10 ICS434"),
    "hours of a time": (timed("DTSTART:20240430T080000Z", "DURATION:PT8H"), ""),
    "days taken out that are not in it": (
        event("EXDATE:20240430T000000Z"),
        "8:1 ICS437",
    ),
    "days taken out of a type that is none": (event("EXDATE;VALUE=TEXT:a"), "8:14 ICS404"),
}
