"""How far work is, where it stands against its deadline, and why nobody may owe it."""

from enum import StrEnum


class State(StrEnum):
    """How far work is, as somebody has recorded it."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    SUBMITTED = "submitted"
    DONE = "done"
    RETURNED = "returned"
    SUSPENDED = "suspended"


class DeadlineClass(StrEnum):
    """Where work stands against its deadline on a day; ``due-soon`` is a part of *on time*."""

    ON_TIME = "on-time"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"
    NO_DEADLINE = "no-deadline"


class Ownerless(StrEnum):
    """Why nobody in particular owes an obligation on a day."""

    NO_LEAD = "no-lead"
    SEVERAL_LEADS = "several-leads"
    OPEN_LEAD = "open-lead"
    NO_MEMBERS = "no-members"
    NOT_YET = "not-yet"
    SUCCESSOR_UNKNOWN = "successor-unknown"
    NO_SUCCESSOR = "no-successor"
    SUCCESSOR_NOT_YET = "successor-not-yet"
    SEVERAL_SUCCESSORS = "several-successors"
