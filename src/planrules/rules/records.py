"""What was recorded by a day, what each record is about, and what it counts for."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from planrules.errors import NoStartError, OutOfCalendarError, UnknownIdError
from planrules.model.amendment import Amendment
from planrules.model.body import Unit
from planrules.model.goal import Indicator
from planrules.model.ledger import (
    ONCE,
    Entry,
    Extension,
    Ledger,
    Measurement,
    OfWork,
    Record,
    in_time,
)
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.rules.times import Times
from planrules.rules.wording import bracketed, label_called

if TYPE_CHECKING:
    from planrules.model.obligation import Obligation
    from planrules.model.standing import Standing
    from planrules.tracking.progress import Disregard, IndicatorProgress

#: What records of one moment have to agree about: an obligation, an indicator in a body on a day.
_Matter = tuple[object, ...]
#: The tags of rules about what was recorded.
TAGS: Final = ("ledger",)


@attrs.frozen(eq=False)
class Recorded:
    """A record, and what it is about.

    Attributes:
        record: The record.
        about: The task or indicator; the plan where that has no such row on the day.
    """

    record: Record
    about: Row | Plan

    @property
    def named(self) -> str:
        """Id of the task or indicator that the record names."""
        return _named(self.record)

    @property
    def title(self) -> str:
        """What messages call what it is about."""
        return self.about.title if isinstance(self.about, Row) else self.named

    @property
    def key(self) -> str:
        """What tells it apart from other records of the same task or indicator."""
        record = self.record
        of = (
            record.measured_on.isoformat()
            if isinstance(record, Measurement)
            else getattr(record, "period", ONCE)
        )
        parts = [
            "" if isinstance(self.about, Row) else self.named,
            of,
            getattr(record, "unit", None) or "",
            record.recorded_on.isoformat(),
            str(record.order) if record.order > 1 else "",
        ]
        return ".".join(part for part in parts if part)


@attrs.frozen(eq=False)
class Standpoint:
    """A plan as it would be with a draft that nobody has named.

    Attributes:
        plan: The plan.
        owed: By uid, everything that is owed under it.
    """

    plan: Plan
    owed: "dict[str, Obligation]"


@attrs.frozen(eq=False)
class Records:
    """The records of a plan's ledger that are known on a day.

    Attributes:
        plan: The plan.
        as_of: The day.
        times: What follows from the plan's dates.
    """

    plan: Plan
    as_of: date
    times: Times

    def __iter__(self) -> Iterator[Recorded]:
        """Yield entries, measurements and extensions that were recorded by the day."""
        if not self.plan.ledger:
            return
        for record in self.plan.ledger.records():
            if record.recorded_on <= self.as_of:
                yield Recorded(record, self._row(_named(record)) or self.plan)

    def _row(self, id: str) -> Row | None:
        try:
            return self.plan.row(id)
        except UnknownIdError:
            return None

    @cached_property
    def owed(self) -> "dict[str, Obligation]":
        """By uid, everything that is owed, what is withdrawn included."""
        return {owed.uid: owed for owed in self.times.obligations}

    def owed_by(self, record: OfWork) -> "Obligation | None":
        """Return what a record is about; None where it is about nothing that is owed."""
        from planrules.tracking.matching import about

        return about(self.plan, record, self.owed)

    def ended(self, record: OfWork) -> "Obligation | None":
        """Return what a record would be about, had it not been withdrawn by the day of the work."""
        from planrules.tracking.matching import uids_of

        return next(
            (self.owed[uid] for uid in uids_of(self.plan, record) if uid in self.owed), None
        )

    def of_task(self, task: str) -> "tuple[Obligation, ...]":
        """Return what is or was owed for a task of the plan."""
        row = self.plan.row(task)
        owing = self.times.owing
        return owing.of(row) if owing is not None and isinstance(row, Task) else ()

    @cached_property
    def _standings(self) -> "dict[int, Standing]":
        return {
            id(one.entry): one
            for one in self.times.standings
            if one.entry is not None and one.obligation.withdrawn is None
        }

    def standing(self, record: Record) -> "Standing | None":
        """Return what is so by an entry; None where another one counts, or nothing is owed."""
        return self._standings.get(id(record))

    @cached_property
    def _extended(self) -> "dict[int, Obligation]":
        return {
            id(owed.extensions[-1]): owed
            for owed in self.times.obligations
            if owed.extensions and owed.withdrawn is None
        }

    def extended(self, record: Record) -> "Obligation | None":
        """Return what an extension has put off; None where another counts, or nothing is owed."""
        return self._extended.get(id(record))

    @cached_property
    def _done(self) -> "dict[str, date]":
        return {
            one.obligation.uid: one.judged_on
            for one in self.times.standings
            if one.done_on is not None
        }

    def done(self, owed: "Obligation") -> date | None:
        """Return the day by which work is judged that counts as done; None for all other."""
        return self._done.get(owed.uid)

    @cached_property
    def _matters(self) -> dict[_Matter, list[Record]]:
        found: dict[_Matter, list[Record]] = {}
        for told in self:
            found.setdefault(self._matter(told.record), []).append(told.record)
        return {matter: in_time(records) for matter, records in found.items()}

    def _matter(self, record: Record) -> _Matter:
        if isinstance(record, Measurement):
            return record.indicator, record.unit, record.measured_on
        assert isinstance(record, Entry | Extension)  # noqa: S101 - there are no other records
        owed = self.owed_by(record)
        about = (record.task, record.period, record.unit) if owed is None else (owed.uid,)
        return type(record), *about

    def until(self, record: Record) -> list[Record]:
        """Return a record and those before it on the same matter, in the order they count.

        Empty where a later one has taken its place.
        """
        records = self._matters[self._matter(record)]
        return records if records[-1] is record else []

    @cached_property
    def _known(self) -> list[Measurement]:
        return [one for one in self.plan.ledger.measurements if one.recorded_on <= self.as_of]

    @cached_property
    def progress(self) -> "dict[str, IndicatorProgress]":
        """By indicator, how far it is by what bodies of the plan have measured."""
        from planrules.tracking.indicators import indicator_progress

        known = Ledger(measurements=tuple(m for m in self._known if not self.names_nobody(m)))
        found = indicator_progress(self.plan, known, as_of=self.as_of)
        return {one.indicator.id: one for one in found}

    @cached_property
    def disregarded(self) -> "dict[int, Disregard]":
        """By identity of a measurement that no day makes count, why."""
        return {
            id(left.measurement): left.reason
            for one in self.progress.values()
            for left in one.disregarded
        }

    def of_bodies(self, indicator: Indicator) -> list[Measurement]:
        """Return what bodies have measured of an indicator and may count, in order."""
        return in_time(
            one
            for one in self._known
            if one.indicator == indicator.id
            and one.unit is not None
            and id(one) not in self.disregarded
        )

    @cached_property
    def first_without_scope(self) -> dict[str, Measurement]:
        """By indicator without a scope, the first measurement that does not count for that."""
        return {
            id: one.disregarded[0].measurement
            for id, one in self.progress.items()
            if one.disregarded and not one.indicator.scope
        }

    def names_nobody(self, record: Measurement) -> bool:
        """Return whether a measurement is of a body that the plan does not have on the day."""
        return record.unit is not None and not isinstance(_body(self.plan, record.unit), Unit)

    def is_last(self, record: Measurement) -> bool:
        """Return whether no measurement of the same body was recorded later, whatever its day."""
        return self._last[record.indicator, record.unit] is record

    @cached_property
    def _last(self) -> dict[tuple[str, str | None], Measurement]:
        return {(one.indicator, one.unit): one for one in in_time(self._known)}

    def provided(self, record: Record) -> tuple[Amendment, Standpoint] | None:
        """Return the first draft that nobody has named and that gives a record something to fit."""
        for draft, standpoint in self._drafts:
            if _fits(standpoint, record):
                return draft, standpoint
        return None

    @cached_property
    def _drafts(self) -> list[tuple[Amendment, Standpoint]]:
        """The drafts that would count on the day if somebody named them, each by itself."""
        lineage = self.plan.lineage
        counted = (*lineage.applied, *lineage.pending) if lineage else ()
        named = [one.id for one in counted if one.is_draft]
        found = []
        for draft in sorted(self.plan.amendments, key=lambda one: one.id):
            is_due = draft.since is not None and draft.since <= self.as_of
            if draft.is_draft and is_due and draft.id not in named:
                standpoint = self._with([*named, draft.id])
                if standpoint is not None:
                    found.append((draft, standpoint))
        return found

    def _with(self, drafts: list[str]) -> Standpoint | None:
        """Return how things would be with some drafts; None where those do not fit the plan."""
        from planrules.model.consolidation import consolidation
        from planrules.schedule.owing import obligations_of

        lineage = self.plan.lineage
        issued = lineage.versions[0].plan if lineage else self.plan
        made = consolidation(issued, self.plan.amendments, as_of=self.as_of, drafts=drafts)
        if made.conflicts:
            return None
        try:
            owed = obligations_of(made.plan, as_of=self.as_of)
        except (NoStartError, OutOfCalendarError):
            return None
        return Standpoint(made.plan, {one.uid: one for one in owed})


def _fits(standpoint: Standpoint, record: Record) -> bool:
    """Return whether a record is about something that a plan has."""
    if isinstance(record, OfWork):
        from planrules.tracking.matching import about

        return about(standpoint.plan, record, standpoint.owed) is not None
    return any(one.id == _named(record) for one in standpoint.plan.indicators)


def _named(record: Record) -> str:
    assert isinstance(record, OfWork | Measurement)  # noqa: S101 - there are no other records
    return record.task if isinstance(record, OfWork) else record.indicator


def _body(plan: Plan, id: str) -> object:
    try:
        return plan.body(id)
    except UnknownIdError:
        return None


def body_called(plan: Plan, id: str, /) -> str:
    """Return what messages call the body with an id: the id where the plan has none on the day."""
    body = _body(plan, id)
    return body.called if isinstance(body, Unit) else id


def where(plan: Plan, told: Recorded, /) -> Text:
    """Return the period and the body of a record, in brackets."""
    record = told.record
    period = getattr(record, "period", ONCE)
    unit = getattr(record, "unit", None)
    bodies = [] if unit is None else [body_called(plan, unit)]
    if period == ONCE:
        return Text(bracketed(bodies), bracketed(bodies))
    called = period_of(told.about, period)
    return Text(
        bracketed([f"kỳ {called.vi}", *bodies]), bracketed([f"period {called.en}", *bodies])
    )


def period_of(about: Row | Plan, period: str, /) -> Text:
    """Return what messages call a period of a task, to stand behind “kỳ”, “period”."""
    every = about.planned().every if isinstance(about, Task) else None
    is_number = len(period) < len("2024")
    if is_number or (every is not None and every.rrule is not None):
        return Text(f"thứ {period}", f"no. {period}")
    return label_called(period)
