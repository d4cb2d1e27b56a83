"""The table of components beside the one that icalendar has, which others wrote."""

import icalendar
import pytest

from planrules.feeds.linting.kinds import KINDS
from planrules.feeds.linting.properties import PROPERTIES

_THEIRS = {
    "VCALENDAR": icalendar.Calendar,
    "VEVENT": icalendar.Event,
    "VTODO": icalendar.Todo,
    "VJOURNAL": icalendar.Journal,
    "VFREEBUSY": icalendar.FreeBusy,
    "VTIMEZONE": icalendar.Timezone,
    "STANDARD": icalendar.TimezoneStandard,
    "DAYLIGHT": icalendar.TimezoneDaylight,
    "VALARM": icalendar.Alarm,
}


@pytest.mark.parametrize("name", KINDS)
def test_what_a_component_needs_and_has_once_is_what_icalendar_says(name: str) -> None:
    ours, theirs = KINDS[name], _THEIRS[name]

    assert ours.required == set(theirs.required)
    # Releases of old have it once in every alarm, which is so of sounds alone.
    assert ours.required | ours.single >= set(theirs.singletons) - {"ATTACH"}


@pytest.mark.parametrize("name", KINDS)
def test_every_property_of_a_component_is_defined_and_listed_once(name: str) -> None:
    kind = KINDS[name]
    lists = (kind.required, kind.single, kind.repeated, kind.once_advised)

    assert kind.allowed <= set(PROPERTIES)
    assert len(kind.allowed) == sum(map(len, lists))
