"""Every check there is, in the order of their codes."""

from typing import Final

from planrules.feeds.linting import (
    alarms,
    clients,
    contentlines,
    folding,
    forms,
    octets,
    presence,
    publishing,
    recurrence,
    relations,
    spans,
    structure,
    values,
    zones,
)
from planrules.feeds.linting.finding import Check

#: Every check, by code. A code that was shipped is never used for anything else.
FEED_CHECKS: Final[tuple[Check, ...]] = tuple(
    sorted(
        (
            *octets.CHECKS,
            *folding.CHECKS,
            *contentlines.CHECKS,
            *structure.CHECKS,
            *presence.CHECKS,
            *publishing.CHECKS,
            *alarms.CHECKS,
            *values.CHECKS,
            *forms.CHECKS,
            *recurrence.CHECKS,
            *spans.CHECKS,
            *zones.CHECKS,
            *relations.CHECKS,
            *clients.CHECKS,
        ),
        key=lambda check: check.code,
    )
)
