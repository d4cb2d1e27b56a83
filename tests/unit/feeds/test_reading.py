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
    found = published_in(OTHER)

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
    for read in (relations_in, published_in):
        with pytest.raises(ValueError, match="this is no calendar"):
            read(data)
