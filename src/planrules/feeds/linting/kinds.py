"""Kinds of components: where they may stand and which properties they have, as a table."""

from collections.abc import Mapping
from typing import Final

import attrs

#: What every component may have (RFC 9253 §8 and §9.1).
_ANYWHERE: Final = "LINK CONCEPT REFID RELATED-TO"


@attrs.frozen(kw_only=True)
class Kind:
    """A kind of component.

    Attributes:
        clause: What defines it.
        parents: The components in which it may stand; None for a calendar, which stands in none.
        required: Properties that it has once.
        single: Properties that it has at most once.
        repeated: Properties that it may have more than once.
        once_advised: Properties that it SHOULD NOT have more than once.
        is_ordered: Whether its properties stand before the components in it.
    """

    clause: str
    parents: tuple[str, ...] | None
    required: frozenset[str]
    single: frozenset[str]
    repeated: frozenset[str]
    once_advised: frozenset[str]
    is_ordered: bool = True

    @property
    def allowed(self) -> frozenset[str]:
        """Every property that it may have."""
        return self.required | self.single | self.repeated | self.once_advised


def _kind(
    clause: str,
    parents: str | None,
    *,
    required: str = "",
    single: str = "",
    repeated: str = "",
    once_advised: str = "",
    is_ordered: bool = True,
) -> Kind:
    """Return a row; names stand in one string, with spaces between them."""
    return Kind(
        clause=clause,
        parents=None if parents is None else tuple(parents.split()),
        required=frozenset(required.split()),
        single=frozenset(single.split()),
        repeated=frozenset(f"{repeated} {_ANYWHERE}".split()),
        once_advised=frozenset(once_advised.split()),
        is_ordered=is_ordered,
    )


_OBSERVANCE: Final = _kind(
    "RFC 5545 §3.6.5",
    "VTIMEZONE",
    required="DTSTART TZOFFSETTO TZOFFSETFROM",
    repeated="COMMENT RDATE TZNAME EXDATE",  # EXDATE: §3.8.5.1
    once_advised="RRULE",
)

#: By name. COLOR, IMAGE and CONFERENCE in events and the like: RFC 7986 §5.9 to §5.11.
KINDS: Final[Mapping[str, Kind]] = {
    "VCALENDAR": _kind(
        "RFC 5545 §3.6",
        None,
        required="PRODID VERSION",
        # RFC 7986 §4: UID and what follows it; and the four that may be repeated.
        single="CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR",
        repeated="NAME DESCRIPTION CATEGORIES IMAGE",
    ),
    "VEVENT": _kind(
        "RFC 5545 §3.6.1",
        "VCALENDAR",
        required="DTSTAMP UID",
        single="DTSTART CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY"
        " SEQUENCE STATUS SUMMARY TRANSP URL RECURRENCE-ID DTEND DURATION COLOR",
        repeated="ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE REQUEST-STATUS RESOURCES RDATE"
        " IMAGE CONFERENCE",
        once_advised="RRULE",
    ),
    "VTODO": _kind(
        "RFC 5545 §3.6.2",
        "VCALENDAR",
        required="DTSTAMP UID",
        single="CLASS COMPLETED CREATED DESCRIPTION DTSTART GEO LAST-MODIFIED LOCATION ORGANIZER"
        " PERCENT-COMPLETE PRIORITY RECURRENCE-ID SEQUENCE STATUS SUMMARY URL DUE DURATION COLOR",
        repeated="ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE REQUEST-STATUS RESOURCES RDATE"
        " IMAGE CONFERENCE",
        once_advised="RRULE",
    ),
    "VJOURNAL": _kind(
        "RFC 5545 §3.6.3",
        "VCALENDAR",
        required="DTSTAMP UID",
        single="CLASS CREATED DTSTART LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY"
        " URL COLOR",
        repeated="ATTACH ATTENDEE CATEGORIES COMMENT CONTACT DESCRIPTION EXDATE RDATE"
        " REQUEST-STATUS IMAGE",
        once_advised="RRULE",
    ),
    "VFREEBUSY": _kind(
        "RFC 5545 §3.6.4",
        "VCALENDAR",
        required="DTSTAMP UID",
        single="CONTACT DTSTART DTEND ORGANIZER URL",
        repeated="ATTENDEE COMMENT FREEBUSY REQUEST-STATUS",
    ),
    "VTIMEZONE": _kind(
        "RFC 5545 §3.6.5",
        "VCALENDAR",
        required="TZID",
        single="LAST-MODIFIED TZURL TZUNTIL",  # TZUNTIL: RFC 7808 §7.1
        repeated="TZID-ALIAS-OF COMMENT",  # RFC 7808 §7.2; a remark does no harm
        is_ordered=False,
    ),
    "STANDARD": _OBSERVANCE,
    "DAYLIGHT": _OBSERVANCE,
    "VALARM": _kind(
        "RFC 5545 §3.6.6",
        "VEVENT VTODO",
        required="ACTION TRIGGER",
        # RFC 9074: UID §4, ACKNOWLEDGED §6, PROXIMITY §8.
        single="DESCRIPTION SUMMARY DURATION REPEAT UID ACKNOWLEDGED PROXIMITY",
        repeated="ATTACH ATTENDEE",
    ),
}
