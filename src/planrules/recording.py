"""Facts added to the ledger of a plan: looked at like the plan itself, then written at once."""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import attrs

from planrules.errors import LedgerBusyError, PlanFault, PlanFileError
from planrules.model.ledger import Entry, Extension, Measurement, OfWork, Record
from planrules.model.place import SourceFile
from planrules.model.plan import Plan
from planrules.refusals import Known, refusals
from planrules.source.appending import Draft, LedgerFolder, read_draft
from planrules.source.ledgers import ordinal
from planrules.source.locate import Locator
from planrules.source.misfit import Misfit
from planrules.source.write import ledger_text, record_text
from planrules.tracking.matching import uids_of

#: How long to wait for another writer, in seconds.
PATIENCE: Final = 30.0
#: How often to begin again where a file is changed by hand at the very moment.
_TRIES: Final = 10

#: What records of one day have to be told apart about: an obligation, or an indicator in a body.
_Subject = tuple[type[Record], date, str]


@attrs.frozen
class Appended:
    """What was added to a ledger.

    Attributes:
        file: Name of the file that it was written to; None where there was nothing to write.
        records: The records as they were written, with their order within their day.
    """

    file: str | None
    records: tuple[Record, ...]


def append_records(
    path: str | os.PathLike[str],
    records: Iterable[Entry | Measurement | Extension],
    /,
    *,
    drafts: Collection[str] = (),
    patience: float = PATIENCE,
) -> Appended:
    """Add records to the ledger beside a plan, all of them or none.

    They are written to one file of the folder ``ledger``, named after their body and their period
    (``ubnd-xa-2024-Q3.toml``), behind what stands there already, which stays as it is to the byte.
    A reader finds the file as it was or as it is then. Writers wait for each other.

    A record of work has to be about an obligation of the plan as it stood on the day that the
    record was made: one that was owed on the day of the work, though it may have been withdrawn
    since. What ``standings`` counts is accepted, and nothing else. No record may tell of a day that
    is still to come, or of a share that can't be. Of several records of one day on the same thing
    each gets the next ``order``.

    Args:
        path: A plan's folder (with ``plan.toml``) or its file.
        records: The records.
        drafts: Ids of drafts among the plan's amendments that count as if they held: work that
            only a draft adds is known then.
        patience: How long to wait for other writers, in seconds.

    Returns:
        What was written, and where.

    Raises:
        LedgerBusyError: If others were writing all that time; nothing is written then.
        NoStartError: If the plan's periods can't be worked out.
        OSError: If the file can't be written, such as on a full disk; nothing is written.
        OutOfCalendarError: If the plan's deadlines can't be worked out.
        PlanFileError: With every fault of the plan, and of the records under the name ``records``;
            nothing is written.
        TypeError: If something else than a record is among them.
        UnknownDraftError: If the plan has no such draft.
    """
    rows = [record_text(record) for record in records]
    if not rows:
        return Appended(None, ())
    return append_text(path, ledger_text(rows), drafts=drafts, patience=patience)


def append_text(
    path: str | os.PathLike[str],
    text: str,
    /,
    *,
    name: str = "records",
    drafts: Collection[str] = (),
    patience: float = PATIENCE,
) -> Appended:
    """Add the records of a text to the ledger beside a plan; see ``append_records``.

    Args:
        path: A plan's folder or its file.
        text: The records in TOML, as a file of the ledger holds them; at least one.
        name: Name of the text in faults.
        drafts: Ids of drafts that count as if they held.
        patience: How long to wait for other writers, in seconds.
    """
    file = SourceFile(name, name, text.encode("utf-8", "surrogatepass"))
    plan, draft = read_draft(path, file)
    owing = _Owing.under(plan, draft, drafts)
    with LedgerFolder.held(path, patience=patience) as folder:
        for _ in range(_TRIES):
            latest, draft = read_draft(path, file)  # others may have written since
            if latest != plan or latest.amendments != plan.amendments:
                plan, owing = latest, _Owing.under(latest, draft, drafts)
            try:
                records = owing.ordered(latest.ledger.records(), tuple(draft.records()))
            except Misfit as misfit:
                fault = PlanFault(name, 1, 1, misfit.code, misfit.messages)
                raise PlanFileError([fault], references_checked=True) from None
            written = folder.add(records)
            if written is not None:
                return Appended(written, records)
        raise LedgerBusyError(folder.name)


@attrs.frozen(eq=False)
class _Owing:
    """What is owed under a plan on the days of some records."""

    plan: Plan
    known: Mapping[date, Known]

    @classmethod
    def under(cls, plan: Plan, draft: Draft, drafts: Collection[str]) -> "_Owing":
        """Return what is owed on the days of a draft, once every record of it fits.

        Raises:
            PlanFileError: With everything that is wrong with the records.
            UnknownDraftError: If the plan has no such draft.
        """
        days = sorted({record.recorded_on for record in draft.records()})
        known = {day: Known.under(plan, day, drafts) for day in days}
        locator = Locator(draft.file.name, draft.file.data.decode())
        faults = []
        for part in draft.parts:
            for index, record in enumerate(part.records):
                for at, misfit in refusals(known[record.recorded_on], record):
                    place = locator.place((part.table, index, *at))
                    faults.append(
                        PlanFault(
                            place.file, place.line, place.column, misfit.code, misfit.messages
                        )
                    )
        if faults:
            raise PlanFileError(faults, references_checked=True)
        return cls(plan, known)

    def ordered(self, before: Iterable[Record], records: Sequence[Record]) -> tuple[Record, ...]:
        """Return records with their order within their day, behind those that came before.

        Raises:
            Misfit: If the day has more of them than can be told apart.
        """
        last: dict[_Subject, int] = {}
        for record in before:
            if record.recorded_on in self.known:
                subject = self._subject(record)
                last[subject] = max(record.order, last.get(subject, 0))
        found = []
        for record in records:
            assert isinstance(record, Entry | Extension | Measurement)  # noqa: S101 - no others are
            subject = self._subject(record)
            order = max(record.order, last.get(subject, 0) + 1)
            last[subject] = order
            found.append(attrs.evolve(record, order=ordinal(order)))
        return tuple(found)

    def _subject(self, record: Record) -> _Subject:
        kind, day = type(record), record.recorded_on
        if isinstance(record, OfWork):
            owed = self.known[day].about(record)
            # What was written by hand may be about nothing that is owed.
            return kind, day, uids_of(self.plan, record)[0] if owed is None else owed.uid
        assert isinstance(record, Measurement)  # noqa: S101 - there are no other records
        return kind, day, f"{record.indicator}.{record.unit or ''}"
