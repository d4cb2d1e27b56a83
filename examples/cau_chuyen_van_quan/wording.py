"""Ids that the story uses, and short ways to write its records. Số liệu giả định, để minh họa."""

from datetime import date
from decimal import Decimal
from typing import Final

from planrules import Entry, Extension, Measurement, State
from planrules.model.ids import Slug
from planrules.model.ledger import Ordinal, OwedPeriod, Percent

Record = Entry | Extension | Measurement

#: What stands beside everything that is invented.
INVENTED: Final = "số liệu giả định, để minh họa"

GROUP: Final = "communes"
REPORT: Final = "bao-cao-cap-xa"
BUDGET: Final = "can-doi-kinh-phi"
NEWS: Final = "thong-tin-tuyen-truyen"
INDICATOR: Final = "xa-co-nha-van-hoa"


def day_of(text: str) -> date:
    """Return a day written as 2024-09-17."""
    return date.fromisoformat(text)


def said(  # noqa: PLR0913 - one argument for each field of an entry
    day: str,
    task: str,
    unit: str,
    period: str,
    state: State,
    /,
    *,
    sent: str | None = None,
    done: str | None = None,
    evidence: str | None = None,
    decision: str | None = None,
    percent: int | None = None,
    order: int = 1,
) -> Entry:
    """Return an entry of a day."""
    return Entry(
        task=Slug(task),
        unit=Slug(unit),
        period=OwedPeriod(period),
        recorded_on=day_of(day),
        order=Ordinal(order),
        state=state,
        submitted_on=None if sent is None else day_of(sent),
        finished_on=None if done is None else day_of(done),
        evidence=evidence,
        decision=decision,
        percent=None if percent is None else Percent(Decimal(percent)),
        note=INVENTED,
    )


def put_off(
    day: str, unit: str, period: str, was_due: str, due: str, decision: str | None, reason: str
) -> Extension:
    """Return an extension of a commune's report."""
    return Extension(
        task=Slug(REPORT),
        unit=Slug(unit),
        period=OwedPeriod(period),
        recorded_on=day_of(day),
        was_due=day_of(was_due),
        due=day_of(due),
        decision=decision,
        approved_by=None if decision is None else Slug("pvhtt"),
        reason=f"{reason} ({INVENTED})",
        note=INVENTED,
    )


def measured(unit: str, measured_on: str, recorded_on: str, *, value: bool) -> Measurement:
    """Return what a commune measured of the indicator."""
    return Measurement(
        indicator=Slug(INDICATOR),
        unit=Slug(unit),
        measured_on=day_of(measured_on),
        recorded_on=day_of(recorded_on),
        value=value,
        note=INVENTED,
    )
