"""What really happened to a task."""

from datetime import date

import attrs


@attrs.frozen(kw_only=True)
class Actual:
    """The days on which work on a task really began and ended, as far as known; inclusive.

    Attributes:
        started_on: First day of the work.
        finished_on: Last day of the work; None while it goes on.

    Raises:
        ValueError: If it ends before it starts.
    """

    started_on: date | None = None
    finished_on: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse work that ends before it starts."""
        if self.started_on and self.finished_on and self.finished_on < self.started_on:
            message = "the work ends before it starts"
            raise ValueError(message)
