"""Links that count calendar days: what they ask forward, and what they leave backward."""

import attrs

from planrules.model.task import LinkType
from planrules.schedule.netlist import ENDS, Netlist


@attrs.frozen(eq=False)
class WalkedLink:
    """A link that counts calendar days, in its lag or in the length of an end.

    One object each, and no functions of its own: a plan may have very many.

    Attributes:
        made: The network that it is in.
        link: Its number.
        source: The node that it comes from.
        node: The node that it leads to.
        kind: Its kind.
        lag: Its offset.
        is_walked: Whether that counts calendar days.
    """

    made: Netlist
    link: int
    source: int
    node: int
    kind: LinkType
    lag: int
    is_walked: bool

    def forward(self, start: int, /) -> int:
        """Return the least start of the target for a start of the source."""
        made = self.made
        leaves_finish, asks_finish = ENDS[self.kind]
        end = made.finish_for(self.source, start) if leaves_finish else start
        if not self.is_walked:
            end += self.lag
        elif self.source in made.fixed and start == made.floor[self.source]:
            end = made.walk.offset(made.fixed[self.source][leaves_finish] + self.lag)
        elif self._closes(leaves_finish=leaves_finish):
            end = made.walk.from_closing(end, self.lag)
        else:
            end = made.walk.from_opening(end, self.lag)
        return made.least_start(self.node, end) if asks_finish else end

    def backward(self, start: int, /) -> int:
        """Return the greatest start of the source for a start of the target."""
        made = self.made
        leaves_finish, asks_finish = ENDS[self.kind]
        end = made.finish_for(self.node, start) if asks_finish else start
        if not self.is_walked:
            end -= self.lag
        elif self._closes(leaves_finish=leaves_finish):
            end = made.walk.back_to_closing(end, self.lag)
        else:
            end = made.walk.back_to_opening(end, self.lag)
        found = made.greatest_start(self.source, end) if leaves_finish else end
        if self.source in made.fixed:
            own = made.floor[self.source]
            if found < own and self.forward(own) <= start:
                return own
        return found

    def _closes(self, *, leaves_finish: bool) -> bool:
        """Return whether its lag counts from the day that closes, not from the one that opens."""
        made, source = self.made, self.source
        if made.length[source] or source in made.days:
            return leaves_finish
        return made.closes[source]
