"""Properties: what their values are and which clause says so, as a table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import attrs


class ValueType(StrEnum):
    """What a value may be (RFC 5545 §3.3, RFC 9253 §7)."""

    BINARY = "BINARY"
    CAL_ADDRESS = "CAL-ADDRESS"
    DATE = "DATE"
    DATE_TIME = "DATE-TIME"
    DURATION = "DURATION"
    GEO = "GEO"  # two floats: §3.8.1.6
    INTEGER = "INTEGER"
    PERIOD = "PERIOD"
    RECUR = "RECUR"
    STATUS_CODE = "STATUS-CODE"  # a code, a text and data: §3.8.8.3
    TEXT = "TEXT"
    UID = "UID"
    URI = "URI"
    UTC_OFFSET = "UTC-OFFSET"
    XML_REFERENCE = "XML-REFERENCE"


@attrs.frozen(kw_only=True)
class Definition:
    """What a property is.

    Attributes:
        clause: What defines it.
        types: What its value may be; first what it is where VALUE says nothing.
        is_list: Whether a comma separates several values.
        is_utc: Whether a time in it has to be UTC.
        is_typed: Whether it has to say VALUE.
        is_positive: Whether a duration in it has to be longer than nothing.
        least: Least whole number.
        most: Largest whole number.
        words: By component, or ``""`` for any, the only values that it may have.
    """

    clause: str
    types: tuple[ValueType, ...]
    is_list: bool = False
    is_utc: bool = False
    is_typed: bool = False
    is_positive: bool = False
    least: int = -(2**31)
    most: int = 2**31 - 1
    words: Mapping[str, frozenset[str]] = {}


def _words(**words: str) -> dict[str, frozenset[str]]:
    return {("" if kind == "any" else kind): frozenset(w.split()) for kind, w in words.items()}


_BINARY, _ADDRESS = (ValueType.BINARY,), (ValueType.CAL_ADDRESS,)
_TIME, _DURATION = (ValueType.DATE_TIME,), (ValueType.DURATION,)
_TIME_OR_DATE = (ValueType.DATE_TIME, ValueType.DATE)
_INTEGER, _TEXT, _URI = (ValueType.INTEGER,), (ValueType.TEXT,), (ValueType.URI,)
_OFFSET = (ValueType.UTC_OFFSET,)

#: By name; what is not here (X- and names registered later) may be anything.
PROPERTIES: Final[Mapping[str, Definition]] = {
    "CALSCALE": Definition(clause="RFC 5545 §3.7.1", types=_TEXT, words=_words(any="GREGORIAN")),
    "METHOD": Definition(clause="RFC 5545 §3.7.2", types=_TEXT),
    "PRODID": Definition(clause="RFC 5545 §3.7.3", types=_TEXT),
    "VERSION": Definition(clause="RFC 5545 §3.7.4", types=_TEXT, words=_words(any="2.0")),
    "ATTACH": Definition(clause="RFC 5545 §3.8.1.1", types=_URI + _BINARY),
    "CATEGORIES": Definition(clause="RFC 5545 §3.8.1.2", types=_TEXT, is_list=True),
    "CLASS": Definition(clause="RFC 5545 §3.8.1.3", types=_TEXT),
    "COMMENT": Definition(clause="RFC 5545 §3.8.1.4", types=_TEXT),
    "DESCRIPTION": Definition(clause="RFC 5545 §3.8.1.5", types=_TEXT),
    "GEO": Definition(clause="RFC 5545 §3.8.1.6", types=(ValueType.GEO,)),
    "LOCATION": Definition(clause="RFC 5545 §3.8.1.7", types=_TEXT),
    "PERCENT-COMPLETE": Definition(clause="RFC 5545 §3.8.1.8", types=_INTEGER, least=0, most=100),
    "PRIORITY": Definition(clause="RFC 5545 §3.8.1.9", types=_INTEGER, least=0, most=9),
    "RESOURCES": Definition(clause="RFC 5545 §3.8.1.10", types=_TEXT, is_list=True),
    "STATUS": Definition(
        clause="RFC 5545 §3.8.1.11",
        types=_TEXT,
        words=_words(
            VEVENT="TENTATIVE CONFIRMED CANCELLED",
            VTODO="NEEDS-ACTION COMPLETED IN-PROCESS CANCELLED",
            VJOURNAL="DRAFT FINAL CANCELLED",
        ),
    ),
    "SUMMARY": Definition(clause="RFC 5545 §3.8.1.12", types=_TEXT),
    "COMPLETED": Definition(clause="RFC 5545 §3.8.2.1", types=_TIME, is_utc=True),
    "DTEND": Definition(clause="RFC 5545 §3.8.2.2", types=_TIME_OR_DATE),
    "DUE": Definition(clause="RFC 5545 §3.8.2.3", types=_TIME_OR_DATE),
    "DTSTART": Definition(clause="RFC 5545 §3.8.2.4", types=_TIME_OR_DATE),
    "DURATION": Definition(clause="RFC 5545 §3.8.2.5", types=_DURATION, is_positive=True),
    "FREEBUSY": Definition(
        clause="RFC 5545 §3.8.2.6", types=(ValueType.PERIOD,), is_list=True, is_utc=True
    ),
    "TRANSP": Definition(
        clause="RFC 5545 §3.8.2.7", types=_TEXT, words=_words(any="OPAQUE TRANSPARENT")
    ),
    "TZID": Definition(clause="RFC 5545 §3.8.3.1", types=_TEXT),
    "TZNAME": Definition(clause="RFC 5545 §3.8.3.2", types=_TEXT),
    "TZOFFSETFROM": Definition(clause="RFC 5545 §3.8.3.3", types=_OFFSET),
    "TZOFFSETTO": Definition(clause="RFC 5545 §3.8.3.4", types=_OFFSET),
    "TZURL": Definition(clause="RFC 5545 §3.8.3.5", types=_URI),
    "ATTENDEE": Definition(clause="RFC 5545 §3.8.4.1", types=_ADDRESS),
    "CONTACT": Definition(clause="RFC 5545 §3.8.4.2", types=_TEXT),
    "ORGANIZER": Definition(clause="RFC 5545 §3.8.4.3", types=_ADDRESS),
    "RECURRENCE-ID": Definition(clause="RFC 5545 §3.8.4.4", types=_TIME_OR_DATE),
    # RFC 9253 §9.1 names the text of RFC 5545 §3.8.4.5 a UID, and adds what is no UID.
    "RELATED-TO": Definition(
        clause="RFC 9253 §9.1", types=(ValueType.TEXT, ValueType.UID, ValueType.URI)
    ),
    "URL": Definition(clause="RFC 5545 §3.8.4.6", types=_URI),
    "UID": Definition(clause="RFC 5545 §3.8.4.7", types=_TEXT),
    "EXDATE": Definition(clause="RFC 5545 §3.8.5.1", types=_TIME_OR_DATE, is_list=True),
    "RDATE": Definition(
        clause="RFC 5545 §3.8.5.2", types=(*_TIME_OR_DATE, ValueType.PERIOD), is_list=True
    ),
    "RRULE": Definition(clause="RFC 5545 §3.8.5.3", types=(ValueType.RECUR,)),
    "ACTION": Definition(clause="RFC 5545 §3.8.6.1", types=_TEXT),
    "REPEAT": Definition(clause="RFC 5545 §3.8.6.2", types=_INTEGER, least=0),
    "TRIGGER": Definition(clause="RFC 5545 §3.8.6.3", types=_DURATION + _TIME, is_utc=True),
    "CREATED": Definition(clause="RFC 5545 §3.8.7.1", types=_TIME, is_utc=True),
    "DTSTAMP": Definition(clause="RFC 5545 §3.8.7.2", types=_TIME, is_utc=True),
    "LAST-MODIFIED": Definition(clause="RFC 5545 §3.8.7.3", types=_TIME, is_utc=True),
    "SEQUENCE": Definition(clause="RFC 5545 §3.8.7.4", types=_INTEGER, least=0),
    "REQUEST-STATUS": Definition(
        clause="RFC 5545 §3.8.8.3", types=(ValueType.STATUS_CODE, ValueType.TEXT)
    ),
    "NAME": Definition(clause="RFC 7986 §5.1", types=_TEXT),
    "REFRESH-INTERVAL": Definition(
        clause="RFC 7986 §5.7", types=_DURATION, is_typed=True, is_positive=True
    ),
    "SOURCE": Definition(clause="RFC 7986 §5.8", types=_URI, is_typed=True),
    "COLOR": Definition(clause="RFC 7986 §5.9", types=_TEXT),
    "IMAGE": Definition(clause="RFC 7986 §5.10", types=_URI + _BINARY, is_typed=True),
    "CONFERENCE": Definition(clause="RFC 7986 §5.11", types=_URI, is_typed=True),
    "TZUNTIL": Definition(clause="RFC 7808 §7.1", types=_TIME, is_utc=True),
    "TZID-ALIAS-OF": Definition(clause="RFC 7808 §7.2", types=_TEXT),
    "CONCEPT": Definition(clause="RFC 9253 §8.1", types=_URI),
    "LINK": Definition(
        clause="RFC 9253 §8.2",
        types=(ValueType.URI, ValueType.UID, ValueType.XML_REFERENCE),
        is_typed=True,
    ),
    "REFID": Definition(clause="RFC 9253 §8.3", types=_TEXT),
    "ACKNOWLEDGED": Definition(clause="RFC 9074 §6.1", types=_TIME, is_utc=True),
    "PROXIMITY": Definition(clause="RFC 9074 §8.1", types=_TEXT),
}

_COLORS: Final = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen
    darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
    darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
    forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue
    lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
    lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime
    limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple
    mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue
    mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
    powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna
    silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato
    turquoise violet wheat white whitesmoke yellow yellowgreen
"""
#: The colours that CSS3 names, which RFC 7986 §5.9 asks for.
COLORS: Final = frozenset(_COLORS.split())
