"""Calendars whose bytes, folds, lines or nesting are wrong, and what is found where."""

from tests.unit.feeds.linting.calendars import (
    HEAD,
    STAMP,
    ZONE,
    calendar,
    component,
    event,
    lines,
    observance,
    timed,
    zone,
)

_GOOD = event("SUMMARY:Báo cáo quý I\\, năm 2024")
_STREET = "SUMMARY:ngô".encode()

CASES: dict[str, tuple[bytes, str]] = {
    "nothing wrong": (_GOOD, ""),
    "lower case, tabs and two calendars": (
        _GOOD.replace(b"BEGIN:VEVENT", b"begin:vevent").replace(b"SUMMARY:", b"SUMMARY:\t")
        + calendar(*ZONE),
        "",
    ),
    # Bytes
    "an empty file": (b" \r\n", "1:1 ICS001"),
    "latin-1": (_GOOD.replace("á".encode(), b"\xe1"), "8:10 ICS002"),
    "latin-1 in two lines": (
        event("SUMMARY:a", "LOCATION:a").replace(b":a", b":\xe1\xe1"),
        "8:9 ICS002",
    ),
    "utf-16": ("BEGIN:VCALENDAR".encode("utf-16"), "1:1 ICS015"),
    "a mark": (b"\xef\xbb\xbf" + _GOOD, "1:1 ICS003"),
    "a mark and a fold": (
        b"\xef\xbb\xbf" + _GOOD.replace(b"BEGIN:VCAL", b"BEGIN:\r\n VC\x00AL", 1),
        "1:1 ICS003 2:4 ICS013",
    ),
    "a mark and a bad first line": (
        b"\xef\xbb\xbf\x00" + _GOOD.replace(b"\r\n", b"\n"),
        "1:1 ICS003 1:2 ICS013 1:18 ICS004",
    ),
    "line feeds alone": (_GOOD.replace(b"\r\n", b"\n"), "1:16 ICS004"),
    "one line feed alone": (_GOOD.replace(b"2.0\r\n", b"2.0\n"), "2:12 ICS004"),
    "carriage returns alone": (_GOOD.replace(b"\r\n", b"\r"), "1:16 ICS005"),
    "a mark and carriage returns alone": (
        b"\xef\xbb\xbf" + _GOOD.replace(b"\r\n", b"\r").rstrip(),
        "1:1 ICS003 1:17 ICS005 10:14 ICS006",
    ),
    "two carriage returns": (_GOOD.replace(b"\r\n", b"\r\r\n"), "1:16 ICS005"),
    "a carriage return in text": (event("SUMMARY:a\rb;c"), "8:10 ICS005"),
    "no last break": (_GOOD.rstrip(), "10:14 ICS006"),
    "no last break in one line": (b"BEGIN:VCALENDAR", "1:1 ICS205 1:16 ICS006"),
    "76 octets": (event("SUMMARY:" + "a" * 68), "8:76 ICS007"),
    "75 octets": (event("SUMMARY:" + "a" * 67), ""),
    "77 octets with a character across the limit": (
        event("SUMMARY:" + "a" * 66 + "ắ"),
        "8:75 ICS007",
    ),
    "76 octets twice, once with bytes that are no text": (
        event("SUMMARY:" + "a" * 68, "LOCATION:?" + "á" * 33).replace(b"?", b"\xff"),
        "8:76 ICS007 9:10 ICS002 9:43 ICS007",
    ),
    "a control character": (event("SUMMARY:a\x07b"), "8:10 ICS013"),
    # Folds
    "a fold": (event("SUMMARY:a", " b", "\tc\\,"), ""),
    "a fold inside a character": (
        event("SUMMARY:a").replace(b"SUMMARY:a", _STREET[:-1] + b"\r\n " + _STREET[-1:]),
        "8:11 ICS008",
    ),
    "a fold inside a character, and a byte that is no text": (
        event("SUMMARY:a").replace(b"SUMMARY:a", _STREET[:-1] + b"\r\n " + _STREET[-1:] + b"\xff"),
        "8:11 ICS008 9:3 ICS002",
    ),
    "a fold at each byte of a character": (
        event("SUMMARY:a").replace(b":a", b":\xe1\r\n \xba\r\n \xaf"),
        "8:9 ICS008",
    ),
    "a fold inside an escape": (event("SUMMARY:a\\", " ,b"), "8:10 ICS009"),
    "a fold inside an escape, further down": (event("SUMMARY:a", " \\", " ,b"), "9:2 ICS009"),
    "a fold behind two backslashes": (event("SUMMARY:a\\\\", " b"), ""),
    "a fold between two backslashes": (event("SUMMARY:a\\", " \\", " b"), "8:10 ICS009"),
    "an empty continuation": (event("SUMMARY:a", " ", " b"), "9:1 ICS010"),
    "a continuation of nothing": (b" a:b\r\n" + _GOOD, "1:1 ICS011 1:2 ICS202"),
    "a mark and a continuation of nothing": (
        b"\xef\xbb\xbf a:b\r\n" + _GOOD,
        "1:1 ICS003 1:2 ICS011 1:3 ICS202",
    ),
    "blank lines": (event("SUMMARY:a", "", "", " b", ""), "9:1 ICS012 12:1 ICS012"),
    "marks apart from letters": (
        event("SUMMARY:Ba\u0301o", "LOCATION:xa\u0303"),
        "8:10 ICS014",
    ),
    "marks apart from letters, far behind": (
        event("SUMMARY:" + "ắ" * 10, *[" " + "ắ" * 24] * 25, " a\u0301"),
        "34:2 ICS014",
    ),
    "nothing but a blank line and a mark": (b"\xef\xbb\xbf\n", "1:1 ICS201"),
    # Content lines
    "a line without a name": (event("*:a"), "8:1 ICS101"),
    "a line without a colon": (event("SUMMARY"), "8:8 ICS101"),
    "a name with a space": (event("X-A B:c"), "8:4 ICS101"),
    "a parameter and no colon": (event("SUMMARY;LANGUAGE=vi"), "8:20 ICS101"),
    "a parameter without a name": (event("SUMMARY;=vi:a"), "8:8 ICS102"),
    "a parameter behind quotes": (event('SUMMARY;X-A="b"c:d'), "8:16 ICS102"),
    "a quote in a parameter": (event('ATTACH;X-A=b"c":http://a.example'), "8:13 ICS103"),
    "a quote that is not closed": (event('SUMMARY;X-A="b:c'), "8:13 ICS104"),
    "circumflexes": (event("SUMMARY;X-A=^^a^n^':b"), ""),
    "a circumflex that escapes nothing": (event('SUMMARY;X-A="^^^a^b",c:b'), "8:16 ICS105"),
    "a circumflex at the end": (event("SUMMARY;X-A=^:b"), "8:13 ICS105"),
    "a parameter twice": (event("SUMMARY;LANGUAGE=vi;LANGUAGE=en:a"), "8:21 ICS106"),
    "several values of a parameter": (event('SUMMARY;X-A="b,c",d,:e'), ""),
    # Nesting
    "a web page": (b"<html>\n<body>\n", "1:1 ICS201"),
    "properties outside": (
        lines("X-A:b", "X-B:c") + _GOOD + lines("X-C:d"),
        "1:1 ICS202 13:1 ICS202",
    ),
    "an event outside": (
        lines(*component("VEVENT", "DTSTART:20240430T000000Z")),
        "1:1 ICS202",
    ),
    "an end too many": (_GOOD + lines("END:VCALENDAR"), "11:1 ICS203"),
    "an end of another": (event("END:VTODO"), "8:1 ICS203"),
    "an end with a slip": (_GOOD.replace(b"END:VEVENT", b"END:VEVNT"), "9:1 ICS203"),
    "no end": (_GOOD.replace(b"END:VEVENT\r\n", b""), "4:1 ICS204"),
    "no end of the first of two": (
        calendar(
            "BEGIN:VEVENT",
            *component("VEVENT", "DTSTART:20240430T000000Z"),
        ),
        "4:1 ICS204",
    ),
    "cut short": (lines(*HEAD, "BEGIN:VEVENT", "UID:a"), "5:1 ICS205"),
    "cut short, deep down": (
        lines("BEGIN:VCALENDAR", *["BEGIN:X-A"] * 4),
        "5:1 ICS205",
    ),
    "a name with a space behind it": (
        _GOOD.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT "),
        "4:7 ICS206",
    ),
    "a component without a name": (calendar("BEGIN:", "END:", *ZONE), "4:7 ICS206 5:5 ICS206"),
    "a colon left out of an end": (_GOOD.replace(b"END:VE", b"END VE"), "9:4 ICS101"),
    "what is not known is let be": (
        calendar(
            "X-A:;,\\x",
            "BEGIN:X-B",
            "BEGIN:VALARM",
            "ACTION:X-NONE",
            "TRIGGER:-P1D",
            "END:VALARM",
            "END:X-B",
        ),
        "",
    ),
    # Zones
    "a zone that is not defined": (
        calendar(
            *component(
                "VEVENT",
                "DTSTART;TZID=Asia/Ho_Chi_Minh:20240430T080000",
                "DTEND;TZID=Asia/Ho_Chi_Minh:20240430T090000",
            )
        ),
        "7:1 ICS442",
    ),
    "a zone that is defined behind": (
        calendar(
            *component("VEVENT", "DTSTART;TZID=Asia/Ho_Chi_Minh:20240430T080000"),
            *ZONE,
        ),
        "",
    ),
    "a zone in another calendar": (
        timed("DTSTART;TZID=Asia/Ho_Chi_Minh:20240430T080000") + calendar(*ZONE),
        "7:1 ICS442",
    ),
    "a zone of a registry": (timed("DTSTART;TZID=/example/A:20240430T080000"), ""),
    "a zone of a date": (
        timed("DTSTART;VALUE=DATE;TZID=Asia/Ho_Chi_Minh:20240430"),
        "7:1 ICS441",
    ),
    "a zone of a time in UTC": (timed("DTSTART;TZID=A:20240430T080000Z"), "7:1 ICS441"),
    "a zone twice": (calendar(*ZONE, *ZONE), "13:1 ICS443"),
    "a zone with a comma": (
        calendar(
            "BEGIN:VTIMEZONE",
            "TZID:A\\, B",
            *observance("DTSTART:19700101T000000"),
            "END:VTIMEZONE",
            *component("VEVENT", 'DTSTART;TZID="A, B":20240430T080000'),
        ),
        "",
    ),
    "a zone without observances": (zone(), "4:1 ICS308"),
    "an observance in UTC": (zone(*observance("DTSTART:19700101T000000Z")), "9:9 ICS436"),
    "a damaged line is not missing besides": (
        timed("DTSTART:2024\x070430").replace(STAMP.encode(), STAMP.encode() + b"\x07"),
        "6:25 ICS013 7:13 ICS013",
    ),
}
