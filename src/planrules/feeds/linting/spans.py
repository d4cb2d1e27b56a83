"""Starts and ends of components, and the days that are added to them or taken out."""

from collections.abc import Iterator
from typing import Final

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, quoted
from planrules.feeds.linting.moments import Form, Moment, is_duration, is_of_days, moment_of
from planrules.feeds.linting.properties import PROPERTIES
from planrules.feeds.linting.recurrence import rule_hits
from planrules.feeds.linting.structure import Component
from planrules.model.finding import Severity
from planrules.model.message import Text

END_OF_OTHER_TYPE = Check(
    code="ICS431",
    name="end-of-another-type",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.2.2",
    message=Text(
        "{property} và DTSTART không cùng kiểu: một bên là ngày, một bên là ngày giờ.",
        "{property} and DTSTART are not of one type: one is a date, the other a time",
    ),
    help=Text("Ghi cả hai là DATE, hoặc cả hai là DATE-TIME.", "Write both as DATE, or as times."),
)
END_NOT_AFTER_START = Check(
    code="ICS432",
    name="end-not-after-start",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.2.2",
    message=Text(
        "{property} là {found}, không sau DTSTART ({start}).",
        "{property} is {found}, which is not after DTSTART ({start})",
    ),
    help=Text(
        "Mốc kết thúc không tính vào thời gian của việc: việc cả ngày thì ghi ngày hôm sau.",
        "The end is not part of the time: what takes all day ends on the next day.",
    ),
)
END_OF_OTHER_FORM = Check(
    code="ICS433",
    name="end-of-another-form",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.2.2",
    message=Text(
        "{property} và DTSTART: một bên có múi giờ, một bên không.",
        "of {property} and DTSTART one has a time zone and the other has none",
    ),
    help=Text("Ghi cả hai theo cùng một cách.", "Write both in the same way."),
)
HOURS_OF_A_DATE = Check(
    code="ICS434",
    name="hours-of-a-date",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.8.2.5",
    message=Text(
        "DTSTART là ngày nhưng DURATION là {found}, có giờ phút.",
        "DTSTART is a date, but DURATION is {found}, which counts hours",
    ),
    help=Text("Ghi DURATION bằng ngày hoặc tuần.", "Give DURATION in days or weeks."),
)
BUSY_NOT_UTC = Check(
    code="ICS435",
    name="busy-time-not-utc",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6.4",
    message=Text(
        "{property} của VFREEBUSY không phải giờ UTC.",
        "{property} of VFREEBUSY is not in UTC",
    ),
    help=Text("Đổi sang UTC và thêm Z ở cuối.", "Give it in UTC, with a Z at its end."),
)
OBSERVANCE_NOT_LOCAL = Check(
    code="ICS436",
    name="observance-not-local",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6.5",
    message=Text(
        "DTSTART của {kind} không phải giờ địa phương.",
        "DTSTART of {kind} is not a local time",
    ),
    help=Text(
        "Viết như 19700101T000000, không có Z, không có TZID.",
        "Write it as 19700101T000000, without Z and TZID.",
    ),
)
DATES_OF_OTHER_TYPE = Check(
    code="ICS437",
    name="dates-of-another-type",
    severity=Severity.WARNING,
    clause="RFC 5545 §3.8.5.1",
    message=Text(
        "{property} và DTSTART không cùng kiểu nên {property} không có tác dụng.",
        "{property} and DTSTART are not of one type, so that {property} has no effect",
    ),
    help=Text("Ghi cả hai là DATE, hoặc cả hai là DATE-TIME.", "Write both as DATE, or as times."),
)

CHECKS: Final = (
    END_OF_OTHER_TYPE,
    END_NOT_AFTER_START,
    END_OF_OTHER_FORM,
    HOURS_OF_A_DATE,
    BUSY_NOT_UTC,
    OBSERVANCE_NOT_LOCAL,
    DATES_OF_OTHER_TYPE,
)

_OBSERVANCES: Final = frozenset({"STANDARD", "DAYLIGHT"})


def span_hits(component: Component, /) -> Iterator[Hit]:
    """Yield what is wrong between the start of a component and its other times."""
    begins = component.first("DTSTART")
    start = moment_of(begins)
    is_observance = component.kind in _OBSERVANCES
    for each in component.properties:
        if not each.is_sound:
            continue
        if each.name == "RRULE":
            yield from rule_hits(each, start=start, is_zone=is_observance)
        elif start is None:
            continue
        elif each.name in {"DTEND", "DUE"}:
            yield from _end(each, start)
        elif each.name == "EXDATE":
            yield from _dates(each, start)
        elif each.name == "DURATION":
            yield from _duration(each, start)
        if component.kind == "VFREEBUSY" and each.name in {"DTSTART", "DTEND"}:
            yield from _busy(each)
    if begins is not None and start is not None and is_observance and start.form != Form.FLOATING:
        yield OBSERVANCE_NOT_LOCAL.at(begins.position(), kind=component.kind)


def _end(property_: Property, start: Moment) -> Iterator[Hit]:
    end = moment_of(property_)
    if end is None:
        return
    clause = PROPERTIES[property_.name].clause
    facts = {"property": property_.name}
    if (end.form is Form.DATE) != (start.form is Form.DATE):
        yield END_OF_OTHER_TYPE.at(property_.start, clause=clause, **facts)
    elif (end.form is Form.FLOATING) != (start.form is Form.FLOATING):
        yield END_OF_OTHER_FORM.at(property_.start, clause=clause, **facts)
    elif end.is_comparable(start) and end.digits <= start.digits:
        yield END_NOT_AFTER_START.at(
            property_.position(), clause=clause, found=end.digits, start=start.digits, **facts
        )


def _dates(property_: Property, start: Moment) -> Iterator[Hit]:
    if property_.value_type not in {"", "DATE", "DATE-TIME"}:
        return
    if (property_.value_type == "DATE") != (start.form is Form.DATE):
        yield DATES_OF_OTHER_TYPE.at(property_.start, property=property_.name)


def _duration(property_: Property, start: Moment) -> Iterator[Hit]:
    value = property_.value
    if start.form is Form.DATE and is_duration(value) and not is_of_days(value):
        yield HOURS_OF_A_DATE.at(property_.position(), found=quoted(value))


def _busy(property_: Property) -> Iterator[Hit]:
    found = moment_of(property_)
    if found is not None and found.form is not Form.UTC:
        yield BUSY_NOT_UTC.at(property_.position(), property=property_.name)
