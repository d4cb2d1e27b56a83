"""What a calendar shows of a deadline: plain values, before anything is written."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Final, TypeAlias

import attrs

from planrules.model.obligation import Obligation
from planrules.model.progress import State
from planrules.model.task import TaskKind
from planrules.model.waiver import Waiver

#: What stands behind the uid of an obligation in a calendar; a change would make all events new.
DOMAIN: Final = "@planrules"
#: A day, and how many changes of it were published before one.
Stamp: TypeAlias = tuple[date, int]
#: The last second of a day.
LAST_TURN: Final = 86_399
#: The feed of what nobody in particular owes; no id of a body has an underscore.
NOBODY: Final = "_nobody"
#: What stands before the uid of an obligation in that of its period's data.
WINDOW: Final = "window."
#: What the uid of the last day of a waiver begins with.
WAIVER: Final = "waiver."


class Gone(StrEnum):
    """Why something that calendars showed is there no more, although its day has not passed.

    ``WITHDRAWN`` and ``NO_PERIOD`` are said of the days that a period's data cover, ``REVOKED`` of
    a waiver.
    """

    DROPPED = "dropped"
    UNDATED = "undated"
    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    NO_PERIOD = "no-period"
    REVOKED = "revoked"


class RelationType(StrEnum):
    """How an event depends on another one: RELTYPE values of RFC 9253 §5.

    ``DEPENDS-ON`` is a deadline that counts from another one.
    """

    FINISH_TO_START = "FINISHTOSTART"
    START_TO_START = "STARTTOSTART"
    FINISH_TO_FINISH = "FINISHTOFINISH"
    START_TO_FINISH = "STARTTOFINISH"
    DEPENDS_ON = "DEPENDS-ON"


@attrs.frozen
class Relation:
    """That an event comes after another one.

    Attributes:
        uid: Uid of the other one.
        type: How it depends on it.
        gap: Time between them, in calendar days; None for none, and where it is no order in time.
        lag: The same as the plan writes it, such as ``+5wd``; None for none.
    """

    uid: str
    type: RelationType
    gap: timedelta | None = None
    lag: str | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """By what relations of one event are sorted."""
        return self.uid, self.type, self.lag or ""


@attrs.frozen(kw_only=True)
class Progress:
    """How far work is, for lists of tasks.

    Attributes:
        state: The state that it is counted by.
        percent: How much is done, 0 to 100.
        done_on: Day on which it was done; None while it is not.
    """

    state: State
    percent: int
    done_on: date | None = None


@attrs.frozen(kw_only=True, eq=False)
class Event:
    """Something that a calendar shows on whole days.

    Attributes:
        uid: Its uid, which holds no date that can move and no body that can end.
        first: Its first day; None for a task without a deadline.
        last: Its last day, inclusive.
        summary: Its title.
        description: The rest, in lines.
        categories: What it can be sorted by.
        is_cancelled: Whether it holds no longer.
        sequence: How many changes of its day, its holder or its withdrawal there were.
        revision: How many dated events have changed what is published of it.
        modified: Day of the last change of any kind.
        turn: How many changes of that day were published before that one.
        relations: What it depends on.
        progress: How far the work is; None for what is no work.
        unit: Id of the body that it is about; None for nobody in particular.
        feeds: Ids of the bodies in whose feeds it stands, ``NOBODY`` for what nobody owes.
        wording: What people have written of it: a change of it alone is an edit of the text.
        put_off: How many records put its day off.
        follows_record: Whether its day counts from what was recorded of other work or of a waiver.
        edits: Ids of the amendments that have changed anything that is said of it.
        is_drafted: Whether a draft has any part in what it shows.
        is_trace: Whether it only says to a former holder where work has gone; such an event stands
            in that body's feed alone, under the uid of the work.
        dropped_on: Day of the edition from which it is gone although no amendment withdrew it; None
            where it is there.
        kept_on: Day of the edition from which it is shown only because it was shown before; None
            where its day is shown.
        former: Ids of the bodies in whose feeds it stood and stands no more although no amendment
            says so, each with the day of the edition that says so.
    """

    uid: str
    first: date | None
    last: date | None
    summary: str
    description: str
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False
    sequence: int = 0
    revision: int = 0
    modified: date
    turn: int = 0
    relations: tuple[Relation, ...] = ()
    progress: Progress | None = None
    unit: str | None = None
    feeds: tuple[str, ...] = ()
    wording: str = ""
    put_off: int = 0
    follows_record: bool = False
    edits: frozenset[str] = frozenset()
    is_drafted: bool = False
    is_trace: bool = False
    dropped_on: date | None = None
    kept_on: date | None = None
    former: tuple[tuple[str, date], ...] = ()

    @cached_property
    def written(self) -> str:
        """What tells what people have written of it from any other."""
        return blake2b(self.wording.encode(), digest_size=8).hexdigest()

    @property
    def shown(self) -> tuple[date | None, date | None, bool]:
        """What programs keep the old of where SEQUENCE stays."""
        return self.first, self.last, self.is_cancelled

    @property
    def stamp(self) -> Stamp:
        """The day of its last change, and how many of that day were published before."""
        return self.modified, self.turn

    @property
    def changed(self) -> datetime:
        """When it changed last, for programs: each change of a day a second after the other."""
        return datetime.combine(self.modified, time(), UTC) + timedelta(seconds=self.turn)

    @cached_property
    def said(self) -> str:
        """What tells all that it says from anything else, its days and numbers left aside."""
        relations = [(one.uid, one.type.value, one.gap, one.lag) for one in self.relations]
        progress = self.progress
        done = progress and (progress.state.value, progress.percent, progress.done_on)
        said = repr((self.summary, self.description, self.categories, relations, done))
        return blake2b(said.encode(), digest_size=8).hexdigest()

    def digest(self, salt: bytes, /) -> str:
        """Return what tells two contents of an event apart: 32 hexadecimal digits.

        Args:
            salt: What else decides how it is written, at most 64 octets.
        """
        days = (self.first and self.first.toordinal(), self.last and self.last.toordinal())
        numbers = (self.sequence, self.revision, self.modified.toordinal(), self.turn)
        shown = repr((self.uid, *days, self.is_cancelled, *numbers, self.said))
        return blake2b(shown.encode(), digest_size=16, key=salt).hexdigest()


def after(stamp: Stamp, /) -> Stamp:
    """Return the next moment that a change can bear: there are as many in a day as seconds."""
    day, turn = stamp
    if turn < LAST_TURN:
        return day, turn + 1
    return (day, turn) if day == date.max else (day + timedelta(days=1), 0)


def has_window(owed: Obligation, /) -> bool:
    """Return whether the data of work cover days of their own: a single one is none."""
    return owed.opens != owed.closes


def waiver_uid(plan: str, waiver: Waiver, /) -> str:
    """Return the uid of a waiver's last day; one that renews it has the same.

    Args:
        plan: Id of the plan.
        waiver: The waiver.
    """
    about = repr((waiver.kind, waiver.subject, waiver.key)).encode()  # which may be any text
    digest = blake2b(about, digest_size=8).hexdigest()
    return f"{WAIVER}{plan}.{waiver.rule}.{digest}{DOMAIN}"


def undated_since(owed: Obligation, day: date, /) -> tuple[Gone, date] | None:
    """Return why work that had a deadline has none, and since when; None where it has one.

    Args:
        owed: What is owed.
        day: Day of the edition that said so first, for where no amendment has taken the deadline.
    """
    if owed.due is not None or owed.withdrawn is not None:
        return None
    if owed.deadlines and owed.deadlines[-1][1] is None:
        day = owed.deadlines[-1][0]
    return (Gone.STANDING if owed.kind is TaskKind.STANDING else Gone.UNDATED), day
