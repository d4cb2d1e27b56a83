"""How often work comes back."""

from enum import StrEnum

import attrs


class Rhythm(StrEnum):
    """A reporting rhythm that offices name."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    FIRST_NINE_MONTHS = "first-nine-months"
    YEAR = "year"


class Window(StrEnum):
    """Which days a reporting period covers.

    ``nd09`` closes data in mid-month as Decree 09/2019/NĐ-CP, article 12, does; ``calendar`` takes
    whole calendar months.
    """

    ND09 = "nd09"
    CALENDAR = "calendar"


@attrs.frozen
class Recurrence:
    """One or more rhythms, an RFC 5545 rule, or the bare statement that work is periodic.

    Attributes:
        rhythms: The rhythms, none twice; empty for the other two forms.
        rrule: An RFC 5545 recurrence rule without its ``RRULE:`` prefix.
    """

    rhythms: tuple[Rhythm, ...] = ()
    rrule: str | None = None

    @property
    def is_unstated(self) -> bool:
        """Whether the source says "theo định kỳ" and names no period."""
        return not self.rhythms and self.rrule is None
