"""Why a record is not taken into a ledger: it fits nothing that is owed, or can't be so."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from planrules.fitting import Asked
from planrules.model.due import Due
from planrules.model.goal import Indicator
from planrules.model.ledger import Entry, Extension, Measurement, OfWork, Record
from planrules.model.message import shown
from planrules.model.obligation import Obligation, Withdrawal
from planrules.model.place import KeyPath
from planrules.model.progress import State
from planrules.rules.shares import is_change
from planrules.schedule.extensions import beyond, extended
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.text import nearest
from planrules.tracking.figures import HUNDRED, is_percent
from planrules.tracking.matching import uids_of

#: What is wrong with a record, behind the way to the value in it.
Refusal = tuple[KeyPath, Misfit]
#: The days of which a record tells what has happened by them.
_DAYS: Final = ("started_on", "submitted_on", "finished_on", "measured_on")


def refusals(
    asked: Mapping[date, Asked], records: Sequence[Record], /
) -> Iterator[tuple[int, KeyPath, Misfit]]:
    """Yield why records are not taken into the ledger: which one, where in it, and what.

    Of several extensions of the same work each has to put off what those before it have left.

    Args:
        asked: What is owed by day, for every day and every task of the records.
        records: The records, of one day in the order in which they are to count; their ids are
            those of rows of the plan.
    """
    by_day = sorted(range(len(records)), key=lambda number: records[number].recorded_on)
    put_off: list[Extension] = []
    known: set[date] = set()
    for number in by_day:
        record = records[number]
        of_day = asked[record.recorded_on]
        if record.recorded_on not in known:
            known.add(record.recorded_on)
            for one in put_off:
                of_day.put_off(one)
        wrong = list(_wrong(of_day, record))
        yield from ((number, at, misfit) for at, misfit in wrong)
        if isinstance(record, Extension) and not wrong:
            put_off.append(record)
            of_day.put_off(record)


def _wrong(asked: Asked, record: Record) -> Iterator[Refusal]:
    yield from _days_to_come(record)
    if isinstance(record, Measurement):
        yield from _impossible(asked, record)
    elif isinstance(record, OfWork):
        owed = asked.about(record)
        if owed is None:
            yield from _about_nothing(asked, record)
        elif isinstance(record, Extension):
            yield from _not_put_off(asked, record, owed)


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


def _impossible(asked: Asked, record: Measurement) -> Iterator[Refusal]:
    """Yield the figures that no share, and nothing that is counted, can have."""
    above, below = record.numerator, record.denominator
    if above is not None and above < 0:
        yield ("numerator",), _out_of_range(above, "tử số từ 0 trở lên", "a numerator from 0 on")
    indicator = next((one for one in asked.plan.indicators if one.id == record.indicator), None)
    if indicator is None or not _is_share(asked, indicator):
        return
    if above is not None and below is not None and above > below:
        vi = f"tỷ lệ không quá 100%, tử số không lớn hơn mẫu số {shown(below, 'vi')}"
        en = f"a share of 100% at most, and a numerator up to {shown(below, 'en')}"
        yield ("numerator",), _out_of_range(above, vi, en)
    value = record.value
    if value is not None and not isinstance(value, bool) and not 0 <= value <= HUNDRED:
        yield ("value",), _out_of_range(value, "tỷ lệ từ 0 đến 100%", "a share from 0 to 100%")


def _is_share(asked: Asked, indicator: Indicator) -> bool:
    """Return whether an indicator can only lie between 0 and 100%.

    Where the plan itself says that it lies elsewhere, it may.
    """
    stated = [indicator.baseline, indicator.target, *(step.value for step in indicator.milestones)]
    if not is_percent(indicator) or is_change(indicator.title, asked.case.words_of(indicator)):
        return False
    return all(value is None or 0 <= value <= HUNDRED for value in stated)


def _out_of_range(found: object, vi: str, en: str) -> Misfit:
    facts = {"expected_vi": f"cần {vi}", "expected_en": f"expected {en}"}
    return Misfit("LED007", found=shown(found, "en"), **facts)


def _about_nothing(asked: Asked, record: OfWork) -> Iterator[Refusal]:
    """Yield why a record is about nothing that is owed.

    Where one body owes the work, or nobody in particular, any body may have recorded it.
    """
    of_task = asked.of(record.task)
    of_period = {one.uid: one for one in of_task if one.period == record.period}
    ended = next((of_period[uid] for uid in uids_of(asked.plan, record) if uid in of_period), None)
    if not of_period:
        periods = tuple(dict.fromkeys(one.period for one in of_task))
        of_year = tuple(period for period in periods if period[:4] == record.period[:4])
        facts = {"task": cut(record.task), "found": record.period}
        yield ("period",), Misfit("LED001", known=of_year or periods, **facts)
    elif ended is not None and ended.withdrawn is not None:
        yield _withdrawn(asked, record, ended.withdrawn)
    else:
        base = uids_of(asked.plan, record)[1]
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


def _withdrawn(asked: Asked, record: OfWork, gone: Withdrawal) -> Refusal:
    """Return that a body no longer owed what a record is about, and who does."""
    owed = {one.uid: one for one in asked.of(record.task)}
    heirs = (owed[uid].unit for uid in gone.successors if uid in owed)
    facts = {
        "task": cut(record.task),
        "period": record.period,
        "found": record.unit or gone.body or "",
    }
    path = ("unit",) if record.unit else ()
    named = tuple(dict.fromkeys(heir for heir in heirs if heir is not None))
    return path, Misfit("LED005", known=named, **facts, **_said("day", gone.on))


def _not_put_off(asked: Asked, one: Extension, owed: Obligation) -> Iterator[Refusal]:
    """Yield why an extension does not put off the deadline that was in force on its day.

    One that repeats the day of the last one corrects that, and puts off what that did.
    """
    if owed.deadline is None:
        yield (), Misfit("LED008", task=cut(one.task))
        return
    held = _held(asked, one, owed)
    error = beyond(asked.plan, one, asked.relative, calendar=asked.calendar)
    if error is not None:
        said = {"error_vi": error.text("vi"), "error_en": error.text("en")}
        yield ("due",), Misfit("LED011", task=error.task, **said, **_said("due", one.due))
    elif extended(one, owed.task, asked.calendar).day <= held.day:
        yield ("due",), Misfit("LED009", **_said("due", one.due), **_said("held", held.day))
    if one.was_due is not None and one.was_due not in {held.nominal, held.day}:
        said = _said("day", one.recorded_on) | _said("held", held.day)
        yield ("was_due",), Misfit("LED010", **_said("was", one.was_due), **said)


def _held(asked: Asked, one: Extension, owed: Obligation) -> Due:
    """Return the deadline that an extension puts off."""
    given = list(owed.extensions)
    is_repeated = False
    while given and given[-1].due == one.due:
        given.pop()
        is_repeated = True
    if is_repeated and given:
        return extended(given[-1], owed.task, asked.calendar)
    held = owed.original if is_repeated else owed.deadline
    assert held is not None  # noqa: S101 - what was put off had a deadline
    return held


def _said(name: str, day: date) -> dict[str, str]:
    """Return a day as people of each language write it, by names of facts."""
    return {f"{name}_{language}": shown(day, language) for language in ("vi", "en")}
