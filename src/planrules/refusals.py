"""Why a record is not taken into a ledger: it fits nothing that is owed, or can't be so."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from planrules.model.goal import Indicator
from planrules.model.ledger import Entry, Measurement, OfWork, Record
from planrules.model.message import shown
from planrules.model.obligation import Obligation, Withdrawal
from planrules.model.place import KeyPath
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.rules.case import Case
from planrules.rules.shares import is_change
from planrules.rules.times import Times
from planrules.schedule.owing import obligations_of
from planrules.source.consolidate import consolidate
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.text import nearest
from planrules.tracking.figures import HUNDRED, is_percent
from planrules.tracking.matching import about, uids_of

#: What is wrong with a record, behind the way to the value in it.
Refusal = tuple[KeyPath, Misfit]
#: The days of which a record tells what has happened by them.
_DAYS: Final = ("started_on", "submitted_on", "finished_on", "measured_on")


@attrs.frozen(eq=False)
class Known:
    """A plan and what is owed under it, as they are known on a day.

    Attributes:
        plan: The plan as its amendments have left it.
        as_of: The day.
        owed: By uid, everything that is owed, what is withdrawn included.
    """

    plan: Plan
    as_of: date
    owed: dict[str, Obligation]

    @classmethod
    def under(cls, plan: Plan, as_of: date, drafts: Collection[str], /) -> "Known":
        """Return what is known under a plan on a day.

        Args:
            plan: The plan.
            as_of: The day.
            drafts: Ids of drafts that count as if they held.

        Raises:
            NoStartError: If the plan's periods can't be worked out.
            OutOfCalendarError: If its deadlines can't be worked out.
            UnknownDraftError: If it has no such draft.
        """
        plan = consolidate(plan, as_of=as_of, drafts=drafts)
        owed = obligations_of(plan, as_of=as_of, finished=Times(plan, as_of).finished)
        return cls(plan, as_of, {one.uid: one for one in owed})

    def about(self, record: OfWork, /) -> Obligation | None:
        """Return what a record is about; None where it is about nothing that is owed."""
        return about(self.plan, record, self.owed)

    @cached_property
    def case(self) -> Case:
        """The plan as rules see it."""
        return Case(self.plan, self.as_of)


def refusals(known: Known, record: Record, /) -> Iterator[Refusal]:
    """Yield why a record is not taken into the ledger, and where in it that stands.

    Args:
        known: What is known on the day on which it was recorded.
        record: The record; its ids are those of rows of the plan.
    """
    yield from _days_to_come(record)
    if isinstance(record, Measurement):
        yield from _impossible(known, record)
    elif isinstance(record, OfWork) and known.about(record) is None:
        yield from _about_nothing(known, record)


def _days_to_come(record: Record) -> Iterator[Refusal]:
    """Yield the days of work, or of a figure, that were still to come.

    Work that has not started may have a first day that lies ahead.
    """
    for name in _DAYS:
        day = getattr(record, name, None)
        if day is None or day <= record.recorded_on:
            continue
        is_planned = isinstance(record, Entry) and record.state is State.NOT_STARTED
        if name == "started_on" and is_planned:
            continue
        yield (name,), Misfit("LED006", **_said("found", day), **_said("day", record.recorded_on))


def _impossible(known: Known, record: Measurement) -> Iterator[Refusal]:
    """Yield the figures that no share, and nothing that is counted, can have."""
    above, below = record.numerator, record.denominator
    if above is not None and above < 0:
        yield ("numerator",), _out_of_range(above, "tử số từ 0 trở lên", "a numerator from 0 on")
    indicator = next((one for one in known.plan.indicators if one.id == record.indicator), None)
    if indicator is None or not _is_share(known, indicator):
        return
    if above is not None and below is not None and above > below:
        vi = f"tỷ lệ không quá 100%, tử số không lớn hơn mẫu số {shown(below, 'vi')}"
        en = f"a share of 100% at most, and a numerator up to {shown(below, 'en')}"
        yield ("numerator",), _out_of_range(above, vi, en)
    value = record.value
    if value is not None and not isinstance(value, bool) and not 0 <= value <= HUNDRED:
        yield ("value",), _out_of_range(value, "tỷ lệ từ 0 đến 100%", "a share from 0 to 100%")


def _is_share(known: Known, indicator: Indicator) -> bool:
    """Return whether an indicator can only lie between 0 and 100%.

    Where the plan itself says that it lies elsewhere, it may.
    """
    stated = [indicator.baseline, indicator.target, *(step.value for step in indicator.milestones)]
    if not is_percent(indicator) or is_change(indicator.title, known.case.words_of(indicator)):
        return False
    return all(value is None or 0 <= value <= HUNDRED for value in stated)


def _out_of_range(found: object, vi: str, en: str) -> Misfit:
    facts = {"expected_vi": f"cần {vi}", "expected_en": f"expected {en}"}
    return Misfit("LED007", found=shown(found, "en"), **facts)


def _about_nothing(known: Known, record: OfWork) -> Iterator[Refusal]:
    """Yield why a record is about nothing that is owed.

    Where one body owes the work, or nobody in particular, any body may have recorded it.
    """
    of_task = [one for one in known.owed.values() if one.task.id == record.task]
    of_period = {one.uid: one for one in of_task if one.period == record.period}
    ended = next((of_period[uid] for uid in uids_of(known.plan, record) if uid in of_period), None)
    if not of_period:
        periods = tuple(dict.fromkeys(one.period for one in of_task))
        of_year = tuple(period for period in periods if period[:4] == record.period[:4])
        facts = {"task": cut(record.task), "found": record.period}
        yield ("period",), Misfit("LED001", known=of_year or periods, **facts)
    elif ended is not None and ended.withdrawn is not None:
        yield _withdrawn(known, record, ended.withdrawn)
    else:
        base = uids_of(known.plan, record)[1]
        members = tuple(uid.removeprefix(f"{base}.") for uid in sorted(of_period))
        yield _of_whom(record, members)


def _of_whom(record: OfWork, members: Sequence[str]) -> Refusal:
    """Return that a record does not say whose work it is about, or names somebody else."""
    if record.unit is None:
        return (), Misfit("LED003", known=members, task=cut(record.task))
    meant = nearest(record.unit, tuple(members))
    facts = {"nearest": meant, "task": cut(record.task), "found": cut(record.unit)}
    known = () if meant else members
    return ("unit",), Misfit("LED002", known=known, period=record.period, **facts)


def _withdrawn(known: Known, record: OfWork, gone: Withdrawal) -> Refusal:
    """Return that a body no longer owed what a record is about, and who does."""
    heirs = (known.owed[uid].unit for uid in gone.successors if uid in known.owed)
    facts = {
        "task": cut(record.task),
        "period": record.period,
        "found": record.unit or gone.body or "",
    }
    path = ("unit",) if record.unit else ()
    named = tuple(dict.fromkeys(heir for heir in heirs if heir is not None))
    return path, Misfit("LED005", known=named, **facts, **_said("day", gone.on))


def _said(name: str, day: date) -> dict[str, str]:
    """Return a day as people of each language write it, by names of facts."""
    return {f"{name}_{language}": shown(day, language) for language in ("vi", "en")}
