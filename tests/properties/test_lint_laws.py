"""Laws of the linter of calendars: any bytes are judged, and what is well written has no errors."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

import icalendar
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event, Todo, vDuration, vText, vUri

from planrules.feeds.linting import FeedFinding, lint_data, lint_feed, lint_text

_STAMP = datetime(2024, 4, 12, tzinfo=UTC)
#: Words of calendars, broken ones among them, and what breaks others.
_FRAGMENTS = st.sampled_from(
    [
        b"BEGIN:VCALENDAR\r\n",
        b"END:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\n",
        b"END:VEVENT\r\n",
        b"BEGIN:VTODO\r\n",
        b"BEGIN:VALARM\r\n",
        b"END:VALARM\r\n",
        b"BEGIN:VTIMEZONE\r\n",
        b"BEGIN:STANDARD\n",
        b"BEGIN:\r\n",
        b"END\r\n",
        b"VERSION:2.0\r\n",
        b"METHOD:PUBLISH\r\n",
        b"UID:a\r\n",
        b"RELATED-TO;RELTYPE=FINISHTOSTART;GAP=P5D:a\r\n",
        b"DTSTART;VALUE=DATE:20240430\r\n",
        b"DTSTART;TZID=Asia/Ho_Chi_Minh:20240430T080000\r\n",
        b"DTEND:20240430T080000Z\r\n",
        b"DUE:2024\r\n",
        b"DURATION:PT8H\r\n",
        b"TRIGGER;RELATED=END:-P1D\r\n",
        b"RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20301231\r\n",
        b"RDATE;VALUE=PERIOD:20240430T080000Z/PT1H,x\r\n",
        b"REQUEST-STATUS:2.0;a\r\n",
        b"GEO:1;2\r\n",
        b"TZOFFSETTO:+0700\r\n",
        b'ATTACH;ENCODING=BASE64;VALUE=BINARY:"^n\r\n',
        b"SUMMARY;LANGUAGE=vi:B\xc3\xa1o c\xe1\xba\r\n \xafo\\",
        b"\r\n ",
        b"\r\n",
        b"\n\t",
        b"\r",
        b"\xef\xbb\xbf",
        b"\xff",
        b"\x00",
        b"^",
        b'"',
        b";",
        b",",
        b"=",
        b":",
        b"\\",
        b"a\xcc\x81",
        b"9" * 30,
    ]
)
_ANY = st.one_of(
    st.binary(max_size=300),
    st.lists(st.one_of(_FRAGMENTS, st.binary(max_size=3)), max_size=30).map(b"".join),
    st.text(max_size=200).map(lambda text: f"BEGIN:VCALENDAR\r\n{text}".encode("utf-8", "replace")),
)
#: What people write: no control characters, which no calendar may hold, and no lone surrogates.
_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=150
).map(lambda text: unicodedata.normalize("NFC", text))
_UID = st.from_regex(r"[a-z][a-z0-9-]{0,20}\.[a-z]{1,5}@co-quan\.example", fullmatch=True)
_DAY = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def judged(data: bytes) -> tuple[FeedFinding, ...]:
    findings = lint_feed(data, file="a.ics")
    for language in ("vi", "en"):
        lint_text({"a.ics": findings}, language=language)
        lint_data({"a.ics": findings}, language=language)
    return findings


@st.composite
def alarms(draw: st.DrawFn) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", draw(_TEXT))
    alarm.add("TRIGGER", timedelta(hours=draw(st.integers(-2_000, 2_000))))
    return alarm


@st.composite
def calendars(draw: st.DrawFn) -> bytes:
    """Draw what icalendar writes of events and to-dos with texts, days, alarms and relations."""
    calendar = Calendar()
    calendar.add("PRODID", f"-//planrules//{draw(st.sampled_from(['vi', 'a, b; c']))}//VI")
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", vText(draw(_TEXT)))  # icalendar takes it for something that is no text
    interval = vDuration(timedelta(hours=draw(st.integers(1, 48))))
    interval.params["VALUE"] = "DURATION"
    calendar.add("REFRESH-INTERVAL", interval)
    uids = draw(st.lists(_UID, unique=True, min_size=1, max_size=5))
    for uid in uids:
        day = draw(_DAY)
        item: Event | Todo
        if draw(st.booleans()):
            item = Event()
            item.add("DTEND", day + timedelta(days=draw(st.integers(1, 3))))
            item.add("TRANSP", "TRANSPARENT")
        else:
            item = Todo()
            item.add("DUE", day + timedelta(days=1))
            item.add("PERCENT-COMPLETE", draw(st.integers(0, 100)))
        item.add("UID", uid)
        item.add("DTSTAMP", _STAMP)
        item.add("DTSTART", day)
        item.add("SUMMARY", draw(_TEXT))
        item.add("DESCRIPTION", draw(_TEXT))
        item.add("CATEGORIES", draw(st.lists(_TEXT, min_size=1, max_size=3)))
        item.add("SEQUENCE", draw(st.integers(0, 9)))
        item.add("LAST-MODIFIED", _STAMP)
        item.add("PRIORITY", draw(st.integers(0, 9)))
        item.add("URL", vUri("https://co-quan.example/a?b=c,d;e"))
        if len(uids) > 1:
            target = vText(draw(st.sampled_from([other for other in uids if other != uid])))
            target.params["RELTYPE"] = draw(
                st.sampled_from(["FINISHTOSTART", "STARTTOSTART", "FINISHTOFINISH"])
            )
            target.params["GAP"] = f"P{draw(st.integers(0, 9))}D"
            item.add("RELATED-TO", target)
        for alarm in draw(st.lists(alarms(), max_size=2)):
            item.add_component(alarm)
        calendar.add_component(item)
    written = calendar.to_ical()
    assert isinstance(written, bytes)
    return written


@given(_ANY)
def test_any_bytes_are_judged(data: bytes) -> None:
    for finding in judged(data):
        assert finding.place.line >= 1
        assert finding.place.column >= 1


@given(calendars(), st.lists(st.tuples(st.integers(0), st.integers(0, 9), _ANY), max_size=3))
def test_calendars_that_were_damaged_are_judged(
    data: bytes, damages: list[tuple[int, int, bytes]]
) -> None:
    for at, length, put in damages:
        start = at % (len(data) + 1)
        data = data[:start] + put + data[start + length :]

    judged(data)


@given(_ANY)
def test_findings_are_in_the_order_of_their_places_and_stand_in_the_file(data: bytes) -> None:
    findings = judged(data)
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    if len(lines) == 1:
        lines = lines[0].split("\r")
    keys = [(each.place.line, each.place.column, each.code) for each in findings]

    assert keys == sorted(keys)
    for line, column, _ in keys:
        assert line <= len(lines)
        assert column <= len(lines[line - 1]) + 1


@given(_ANY)
def test_same_bytes_make_same_findings(data: bytes) -> None:
    assert judged(data) == judged(bytes(bytearray(data)))


@given(calendars())
def test_what_icalendar_writes_has_no_errors(data: bytes) -> None:
    assert not [str(each) for each in judged(data) if each.severity == "error"]
    assert len(Calendar.from_ical(data).subcomponents) >= 1


@given(calendars())
def test_line_feeds_alone_are_the_only_thing_that_is_new_without_carriage_returns(
    data: bytes,
) -> None:
    before = [(each.code, each.place) for each in judged(data)]
    after = [(each.code, each.place) for each in judged(data.replace(b"\r\n", b"\n"))]

    assert before == [each for each in after if each[0] != "ICS004"]
    assert [each[0] for each in after].count("ICS004") == 1


@given(_ANY)
def test_long_lines_are_those_that_a_plain_count_finds(data: bytes) -> None:
    """The oracle: each line between breaks, counted in octets."""
    findings = judged(data)
    if any(each.code in {"ICS001", "ICS015", "ICS201"} for each in findings):
        return  # of what is no calendar, nothing else is told
    text = data.removeprefix(b"\xef\xbb\xbf")
    lines = text.split(b"\n") if b"\n" in text else text.split(b"\r")
    breaks = len(lines) - 1
    long = {
        number
        for number, line in enumerate(lines, 1)
        if len(line.removesuffix(b"\r") if number <= breaks else line) > 75
    }

    assert long == {each.place.line for each in findings if each.code == "ICS007"}


@given(_TEXT, st.integers(5, 80))
def test_folds_inside_characters_and_escapes_are_those_that_a_plain_look_finds(
    text: str, width: int
) -> None:
    """The oracle: octets cut blindly, each cut looked at."""
    value = icalendar.vText(text).to_ical()
    octets = b"SUMMARY:" + value
    cuts = range(width, len(octets), width)
    folded = b"".join(
        octets[start : start + width] + b"\r\n " for start in range(0, len(octets), width)
    ).removesuffix(b"\r\n ")
    data = b"BEGIN:VCALENDAR\r\n" + folded + b"\r\nEND:VCALENDAR\r\n"
    in_character = [cut for cut in cuts if octets[cut] & 0xC0 == 0x80]
    in_escape = [
        cut for cut in cuts if (len(octets[:cut]) - len(octets[:cut].rstrip(b"\\"))) % 2 == 1
    ]

    codes = [each.code for each in judged(data)]

    assert len(in_escape) == codes.count("ICS009")
    # Where a character is cut twice, it is told once.
    assert len(in_character) >= codes.count("ICS008")
    assert bool(in_character) == ("ICS008" in codes)
    assert "ICS002" not in codes
