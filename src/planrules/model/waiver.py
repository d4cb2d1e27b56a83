"""A recorded exception to a rule: *ngoại lệ được chấp thuận*."""

from datetime import date

import attrs

from planrules.model.fields import described
from planrules.model.ids import Slug
from planrules.model.place import Place


@attrs.frozen(kw_only=True)
class Waiver:
    """A rule's finding on one subject that somebody entitled to has accepted for a time.

    ``place`` says where it is written and takes no part in equality.
    """

    rule: str = described("quy tắc", "Code of the rule.")
    subject: str = described(
        "đối tượng", "Id of what the finding is about; that of the plan for the plan as a whole."
    )
    kind: str | None = described(
        "loại", "Kind of the subject (task, unit, …), where several bear the id.", default=None
    )
    key: str | None = described(
        "khóa", "Narrows it to the finding with this key; without it, all of them.", default=None
    )
    reason: str = described("lý do", "Why the finding is accepted.")
    approver: Slug = described("cơ quan chấp thuận", "Id of the body that accepts it.")
    official: str | None = described(
        "người chấp thuận", "Post of the official who signed.", default=None
    )
    document: str = described("văn bản", "Number of the document that accepts it.")
    granted: date = described("ngày chấp thuận", "First day on which it holds, inclusive.")
    expires: date = described("ngày hết hạn", "Last day on which it holds, inclusive.")
    place: Place | None = attrs.field(default=None, eq=False, repr=False)

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on a day."""
        return self.granted <= day <= self.expires
