"""Feeds read back, those of other programs among them."""

from datetime import date, timedelta

import pytest

from planrules.feeds.event import Relation, RelationType
from planrules.feeds.reading import published_in, relations_in

OTHER = b"""\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x//VI\r
BEGIN:VTODO\r
UID:a\r
SUMMARY:A\r
RELATED-TO:p\r
RELATED-TO;RELTYPE=DEPENDS-ON:d\r
RELATED-TO;RELTYPE=FINISHTOSTART;GAP=P5D:b\r
RELATED-TO;RELTYPE=STARTTOSTART;GAP=x:c\r
DUE:20250610T170000Z\r
END:VTODO\r
BEGIN:VEVENT\r
UID:b\r
SEQUENCE:x\r
STATUS:CANCELLED\r
DTSTART;VALUE=DATE:20250610\r
DTEND;VALUE=DATE:20250612\r
LAST-MODIFIED:20250101T000000Z\r
X-PLANRULES-REVISION:3\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:without a uid\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_relations_of_other_programs_are_read_as_far_as_they_say_what_depends() -> None:
    found = relations_in(OTHER)

    assert found.keys() == {"a", "b"}
    assert Relation("b", RelationType.FINISH_TO_START, timedelta(days=5)) in found["a"]
    assert found["b"] == ()
    assert Relation("c", RelationType.START_TO_START) in found["a"]
    assert Relation("d", RelationType.DEPENDS_ON) in found["a"]
    assert len(found["a"]) == 3


def test_what_is_published_is_read_as_far_as_it_can_be() -> None:
    published = published_in(OTHER)
    found = published.events

    assert published.amiss == {"b": "x"}
    assert found["a"].sequence == 0
    assert found["a"].first == found["a"].last == date(2025, 6, 10)
    assert found["b"].sequence == 0
    assert found["b"].is_cancelled
    assert (found["b"].first, found["b"].last) == (date(2025, 6, 10), date(2025, 6, 11))
    assert found["b"].revision == 3
    assert found["a"].modified == date.min


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"no calendar", b"BEGIN:VCALENDAR\r\n", OTHER + OTHER, b"END:VCALENDAR\r\n"],
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="this is no calendar"):
        relations_in(data)

    assert published_in(data).events.keys() == (set() if len(data) < 99 else {"a", "b"})


@pytest.mark.parametrize("kind", ["VEVENT", "VTODO"])
@pytest.mark.parametrize(
    ("lines", "sequence", "amiss"),
    [
        ("SEQUENCE:7", 7, None),
        ("SEQUENCE:2147483647", 2147483647, None),
        ("SEQUENCE:2147483648", 2_000_000_000, "2147483648"),
        (f"SEQUENCE:{'9' * 5000}", 2_000_000_000, "9" * 5000),
        ("SEQUENCE:abc", 0, "abc"),
        ("SEQUENCE:", 0, ""),
        ("SEQUENCE:-3", 0, "-3"),
        ("SEQUENCE:1.5", 0, "1.5"),
        ("SEQUENCE:7\r\nSEQUENCE:8", 7, None),
        ("SEQUENCE", 0, None),
        ("SEQUENCE:7\r\nDTSTART;VALUE=DATE:xyz", 7, None),
        ("SEQUENCE:7\r\nLAST-MODIFIED:x\r\nX-PLANRULES-REVISION:x", 7, None),
        ("SEQUENCE:7\r\nBEGIN:VALARM\r\nTRIGGER:x\r\nEND:VALARM", 7, None),
    ],
)
def test_what_can_not_be_read_of_an_event_says_nothing_of_the_others(
    kind: str, lines: str, sequence: int, amiss: str | None
) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//VI\r\n"
        f"BEGIN:{kind}\r\nUID:a\r\n{lines}\r\nEND:{kind}\r\n"
        f"BEGIN:{kind}\r\nUID:b\r\nSEQUENCE:4\r\nEND:{kind}\r\n"
        "END:VCALENDAR\r\n"
    )

    found = published_in(text.encode())

    assert {uid: known.sequence for uid, known in found.events.items()} == {"a": sequence, "b": 4}
    assert found.amiss == ({} if amiss is None else {"a": amiss})


@pytest.mark.parametrize("inner", ["BEGIN:X", "END:X", "UID:c\r\nBEGIN:VEVENT\r\nUID:a"])
def test_what_is_no_event_any_more_is_left_out(inner: str) -> None:
    text = (
        f"BEGIN:VTODO\r\nUID:a\r\n{inner}\r\nEND:VTODO\r\n"
        "BEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\n"
        "BEGIN:VTODO\r\nUID:b\r\nSEQUENCE:4\r\nEND:VTODO\r\nBEGIN:VTODO\r\nUID:d\r\n"
    )

    assert published_in(text.encode()).events["b"].sequence == 4
