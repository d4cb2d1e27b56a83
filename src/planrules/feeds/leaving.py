"""Why what calendars have shown is there no more, where its day has not merely passed."""

from functools import cached_property

import attrs

from planrules.assessment import Assessment
from planrules.feeds.event import DOMAIN, WAIVER, WINDOW, Gone, has_window, waiver_uid
from planrules.feeds.options import FeedOptions
from planrules.model.obligation import Obligation


@attrs.frozen(eq=False)
class Leaving:
    """What feeds of an assessment could show, were it not for the days that they show.

    Attributes:
        assessment: The assessment.
        options: What is to be shown.
    """

    assessment: Assessment
    options: FeedOptions

    def why(self, uid: str, /) -> Gone | None:
        """Return why nothing bears a uid any more; None where something does, or was not asked for.

        Args:
            uid: The uid of something that was shown.
        """
        plan = self.assessment.plan.id
        name = uid.removesuffix(DOMAIN)
        if name.startswith(f"{WINDOW}{plan}."):
            is_asked = self.options.windows and not self.options.is_tasks
            return self._window(name.removeprefix(WINDOW)) if is_asked else None
        if name.startswith(f"{WAIVER}{plan}."):
            is_asked = self.options.waivers and not self.options.is_tasks
            return Gone.REVOKED if is_asked and uid not in self._waivers else None
        is_dropped = name.startswith(f"{plan}.") and name not in self._owed
        return Gone.DROPPED if is_dropped else None

    def _window(self, uid: str) -> Gone | None:
        owed = self._owed.get(uid)
        if owed is None:
            return Gone.DROPPED
        if owed.withdrawn is not None:
            return Gone.WITHDRAWN
        return None if has_window(owed) else Gone.NO_PERIOD

    @cached_property
    def _owed(self) -> dict[str, Obligation]:
        """By uid everything that is owed or withdrawn, whether it is shown or not."""
        return {owed.uid: owed for owed in self.assessment.obligations}

    @cached_property
    def _waivers(self) -> frozenset[str]:
        assessment = self.assessment
        return frozenset(
            waiver_uid(assessment.plan.id, waiver)
            for waiver in assessment.waivers
            if waiver.granted <= assessment.as_of
        )
