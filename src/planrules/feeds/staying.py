"""What stays in calendars although its day is none that they show: it was seen on another."""

from collections.abc import Mapping
from datetime import date

import attrs

from planrules.feeds.edition import Known
from planrules.feeds.options import FeedOptions


@attrs.frozen(kw_only=True, eq=False)
class Staying:
    """What an earlier edition has shown, and the days that the new one shows.

    Attributes:
        known: By uid what was published last; what was shown then has a digest.
        as_of: The day of the new edition.
        options: How it is to be written.
    """

    known: Mapping[str, Known]
    as_of: date
    options: FeedOptions

    def since(self, uid: str, last: date | None, *, is_gone: bool) -> date | None:
        """Return since when something is shown only because it was shown; None where it goes.

        A day that has moved out of the days that are shown stays, so that the new one can be seen:
        beyond them for good, before them for as long as what is past does. What merely lies outside
        since those days are fewer, or have gone on, goes. What holds no longer stays for as long as
        what is past, counted from when it was first said.

        Args:
            uid: The uid of something that lies outside of the days that are shown.
            last: Its day; None where it has none.
            is_gone: Whether it holds no longer, or has lost its day.
        """
        known = self.known.get(uid)
        if known is None or known.digest is None:
            return None
        if known.last is None and not self.options.is_tasks:
            return None  # left by lists of tasks: only these show what has no day
        first, until = self.options.since(self.as_of), self.options.until(self.as_of)
        is_ahead = last is not None and last > until and not is_gone
        if known.is_cancelled == is_gone and (last is None or known.last == last):
            found = known.kept_on
            if found is None and last is None:  # it was told for another reason
                found = known.dropped_on or known.modified
            if found is None and is_ahead and not known.digest:
                found = self.as_of  # nobody knows whether it was to stay
        else:
            # Lists of tasks show what is overdue, however long it has been.
            was_past = known.last is None or known.last >= first or self.options.is_tasks
            was_within = was_past and (known.last is None or known.last <= until)
            found = self.as_of if was_within or known.kept_on is not None else None
        if found is None or not (is_ahead or found >= first):
            return None
        return min(found, self.as_of)  # an edition for a later day may have been a mistake
