"""What events say: a title, and line by line what is due, from whom, on what basis."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final

import attrs

from planrules.feeds.event import NOBODY, Gone
from planrules.feeds.holders import Predecessor
from planrules.feeds.marks import CANCELLED, DONE, HANDED_OVER, MOVED_ON, undated, why_gone
from planrules.feeds.phrases import UNOWNED, Phrases
from planrules.feeds.taskwords import TaskWords, Wording
from planrules.model.amendment import Amendment
from planrules.model.due import Due
from planrules.model.lineage import Lineage
from planrules.model.message import Text
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.model.recurrence import Recurrence
from planrules.model.standing import Standing
from planrules.model.task import Task, TaskKind
from planrules.rules.labels import OWNERLESS, say, state_note
from planrules.rules.wording import ASSUMED, doubt, moved, period_called
from planrules.schedule.effect import term_of
from planrules.schedule.occasions import DATED, PERIODIC
from planrules.text import printable
from planrules.timing.calendar import WorkCalendar

_DRAFT: Final = Text("dự thảo", "draft")
_WHO: Final = Text("Cơ quan thực hiện: {name}", "Owed by: {name}")
_PERIOD: Final = Text(
    "Kỳ {period}: số liệu từ {opens} đến {closes}", "Period {period}: data from {opens} to {closes}"
)
_ORDINAL: Final = Text("Kỳ {period}", "Period {period}")
_DUE: Final = Text("Thời hạn: {day}{doubt}", "Due: {day}{doubt}")
_FIRST_DUE: Final = Text("Gia hạn từ {day}{decision}", "Put off from {day}{decision}")
_MOVED: Final = Text(
    "Thời hạn trước: {day}, đổi theo {document}", "Due before: {day}, moved by {document}"
)
_STATE: Final = Text("Tình trạng: {state}", "State: {state}")
_SUPPOSED: Final = Text("Tạm tính, văn bản không nêu", "Assumed, not stated by the document")
_FROM_DRAFT: Final = Text(
    "Theo dự thảo sửa đổi, chưa có hiệu lực", "By a draft amendment, not in force"
)
_TAKEN_OVER: Final = Text("Trước {day}: {name}", "Before {day}: {name}")
_PASSED: Final = Text("Từ {day} chuyển cho {heirs}", "Passed on {day} to {heirs}")
_WITHDRAWN: Final = Text("Từ {day} không còn phải thực hiện", "Withdrawn on {day}")
_ASSIGNED: Final = Text("Từ {day} giao cho {heirs}", "Assigned on {day} to {heirs}")
_LEFT: Final = Text("Từ {day} không còn thực hiện", "Held no longer since {day}")
_NOW: Final = Text("{line}; nay do {name} thực hiện", "{line}; {name} holds it now")
_NOBODY_NOW: Final = Text(
    "{line}; nay chưa xác định cơ quan thực hiện", "{line}; nobody in particular holds it now"
)
_BY: Final = Text(", theo {document}", ", by {document}")
_ENDED: Final = Text(", do {name} kết thúc hoạt động", ", as {name} has ended")
_UID: Final = Text("Mã: {uid}", "Id: {uid}")
_WINDOW: Final = Text("Kỳ số liệu {period}: {title}", "Data of {period}: {title}")

#: What is said of work whose state is none of these is that it has one.
_SILENT: Final = State.NOT_STARTED


@attrs.frozen(eq=False)
class Words:
    """What is said in a language of what is owed under a plan.

    Attributes:
        plan: The plan.
        calendar: Its calendar, which knows why days are off.
        language: ``vi`` or ``en``.
        before: By uid of work, who owed what was withdrawn and whose place it takes, in the order
            of days.
    """

    plan: Plan
    calendar: WorkCalendar
    language: str
    before: Mapping[str, Sequence[Predecessor]] = attrs.field(factory=dict)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self.plan, self.language)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._phrases)

    @cached_property
    def _tasks(self) -> dict[tuple[int, int], TaskWords]:
        return {}

    def _period(self, owed: Obligation) -> str:
        """Return what the period of work is called."""
        key = owed.period, owed.task.every
        found = self._periods.get(key)
        if found is None:
            found = self._periods[key] = say(period_called(owed), self.language)
        return found

    @cached_property
    def _periods(self) -> dict[tuple[str, Recurrence | None], str]:
        return {}

    def summary(self, one: Standing, /, *, is_trace: bool = False) -> str:
        """Return the title of an event: the work, its period, who owes it, and what is unsure."""
        owed = one.obligation
        title = self._of(owed).title
        if owed.kind is TaskKind.PERIODIC:
            title += f" ({self._period(owed)})"
        title += (
            f" – {self._phrases.name(None if owed.ownerless else owed.unit)}{self._unsure(owed)}"
        )
        if is_trace:
            return f"{say(MOVED_ON, self.language)}{title}"
        if owed.withdrawn is not None:
            mark = HANDED_OVER if owed.withdrawn.successors else CANCELLED
            return f"{say(mark, self.language)}{title}"
        return f"{DONE}{title}" if one.counts_as is State.DONE else title

    def categories(self, owed: Obligation, /) -> tuple[str, ...]:
        """Return by what an event can be sorted: kind of work, and what is not official."""
        found = self._of(owed).categories
        if owed.is_draft:
            found += (say(_DRAFT, self.language),)
        return (*found, say(ASSUMED, self.language)) if owed.is_assumed else found

    def wording(self, owed: Obligation, /) -> str:
        """Return what people have written of the work."""
        name = "" if owed.unit is None else self._phrases.name(owed.unit)
        return f"{self._of(owed).wording}\n{name}"

    def description(self, one: Standing, /) -> str:
        """Return what an event says in lines."""
        return "\n".join(self._lines(one))

    def trace(self, one: Standing, unit: str, heir: str | None, day: date, /) -> str:
        """Return what a former holder is told.

        Args:
            one: The work as it stands.
            unit: The former holder, which the plan may know no longer; or ``NOBODY``.
            heir: Who held it then; None or ``NOBODY`` for nobody in particular.
            day: First day on which the former holder held the work no longer.
        """
        owed = one.obligation
        now = NOBODY if owed.ownerless or owed.unit is None else owed.unit
        lines = [
            *self.passed(unit, heir, day, now=now),
            *self._of(owed).after,
            self._phrases.say(_UID, uid=owed.uid),
        ]
        return "\n".join(lines)

    def passed(
        self, unit: str, heir: str | None, day: date, /, *, now: str | None = None
    ) -> Iterator[str]:
        """Yield who held work, who held it from a day on, and who holds it now.

        Each may be known no longer.

        Args:
            unit: Who held it; or ``NOBODY``.
            heir: Who held it then; None or ``NOBODY`` for nobody in particular.
            day: The day.
            now: Who holds it now, or ``NOBODY``; None where nothing is to be said of that.
        """
        before = self._phrases.name(None) if unit == NOBODY else self._phrases.known(unit)
        if before is not None:
            yield before if unit == NOBODY else self._phrases.say(_WHO, name=before)
        after = None if heir == NOBODY else heir and self._phrases.known(heir)
        last = None if now == NOBODY else now and self._phrases.known(now)
        if after is not None:
            text = _ASSIGNED if unit == NOBODY else _PASSED
            line = self._phrases.say(text, day=day, heirs=_apart(after, heir, before))
        elif now is not None:
            line = self._phrases.say(_LEFT, day=day)
        else:
            return
        if now == NOBODY:
            line = self._phrases.say(_NOBODY_NOW, line=line)
        elif last is not None and now != heir:
            line = self._phrases.say(_NOW, line=line, name=_apart(last, now, before))
        yield line

    def undated(self, one: Standing, gone: Gone, day: date, /) -> tuple[str, str]:
        """Return title and text of work that had a deadline until a day, and has none any more."""
        text = "\n".join((why_gone(gone, day, self.language), *self._lines(one)))
        return undated(self.summary(one), self.language), text

    def window(self, owed: Obligation, /) -> str:
        """Return the title of the days that a period's data cover."""
        period = self._period(owed)
        title = (
            f"{self._of(owed).title} – {self._phrases.name(None if owed.ownerless else owed.unit)}"
        )
        title += self._unsure(owed)
        return self._phrases.say(_WINDOW, period=period, title=title)

    def _unsure(self, owed: Obligation) -> str:
        """Return what stands behind a title of work that rests on a draft or is assumed."""
        if owed.is_draft:
            return f" ({say(_DRAFT, self.language)})"
        return f" ({say(ASSUMED, self.language)})" if owed.is_assumed else ""

    def _lines(self, one: Standing) -> Iterator[str]:
        owed = one.obligation
        words = self._of(owed)
        yield from self._withdrawn_lines(owed)
        if owed.ownerless is None:
            yield self._phrases.say(_WHO, name=self._phrases.name(owed.unit))
        else:
            yield say(UNOWNED, self.language)
            why = say(OWNERLESS[owed.ownerless], self.language)
            yield f"({self._phrases.name(owed.unit)}: {why})" if owed.unit else f"({why})"
        yield from words.officials
        yield from self._period_lines(owed)
        yield from self._due_lines(owed)
        yield from words.after
        if one.state is not _SILENT:
            yield self._phrases.say(_STATE, state=printable(state_note(one, self.language)))
        for passed in owed.passed:
            yield self._phrases.say(
                _TAKEN_OVER, day=passed.on, name=self._phrases.name(passed.unit)
            )
        for day, ended in groupby(self.before.get(owed.uid, ()), key=attrgetter("on")):
            names = ", ".join(self._phrases.name(one.unit) for one in ended)
            yield self._phrases.say(_TAKEN_OVER, day=day, name=names)
        if owed.is_assumed:
            yield from words.reasons or (say(_SUPPOSED, self.language),)
        if owed.is_draft:
            yield say(_FROM_DRAFT, self.language)
        yield self._phrases.say(_UID, uid=owed.uid)

    def _period_lines(self, owed: Obligation) -> Iterator[str]:
        if owed.kind is TaskKind.PERIODIC:
            called = self._period(owed)
            if owed.opens is None or owed.opens == owed.closes:
                yield self._phrases.say(_ORDINAL, period=called)
            else:
                yield self._phrases.say(
                    _PERIOD, period=called, opens=owed.opens, closes=owed.closes
                )

    def _due_lines(self, owed: Obligation) -> Iterator[str]:
        due = owed.deadline
        if due is None:
            return
        said = self._dues.get(due)
        if said is None:  # everybody's report is due on one day
            said = self._dues[due] = tuple(self._due_said(due))
        yield from said
        if owed.original is not None:
            decision = owed.extensions[-1].decision if owed.extensions else None
            told = f" ({printable(decision)})" if decision else ""
            yield self._phrases.say(_FIRST_DUE, day=owed.original.day, decision=told)
        if owed.deadlines and self.plan.lineage is not None:
            yield from self._moved_lines(owed, self.plan.lineage)

    def _moved_lines(self, owed: Obligation, lineage: Lineage) -> Iterator[str]:
        """Yield the deadlines that amendments have moved, with what moved each."""
        given = self._given(owed, lineage)
        for (_, before), (day, after) in pairwise(owed.deadlines):
            if before is not None and after is not None and day in given:
                document = self._phrases.document(given[day])
                yield self._phrases.say(_MOVED, day=before.day, document=document)

    def _given(self, owed: Obligation, lineage: Lineage) -> dict[date, Amendment]:
        """Return by day what gave work another deadline, or the work that it counts from."""
        if owed.closes is not None:
            return dict(lineage.given(owed.task.id, PERIODIC))
        found: dict[date, Amendment] = {}
        way: dict[str, None] = {}
        current: str | None = owed.task.id
        while current is not None and current not in way:
            way[current] = None
            found = dict(lineage.given(current, DATED)) | found
            row = self.plan.row(current).planned()
            term = term_of(row) if isinstance(row, Task) else None
            current = None if term is None else term.task
        return found

    @cached_property
    def _dues(self) -> dict[Due, tuple[str, ...]]:
        return {}

    def _due_said(self, due: Due) -> Iterator[str]:
        yield self._phrases.say(_DUE, day=due.day, doubt=doubt(due))
        why = moved(due, self.calendar, self.language)
        if why is not None:
            yield printable(why)

    def _withdrawn_lines(self, owed: Obligation) -> Iterator[str]:
        gone = owed.withdrawn
        if gone is None:
            return
        line = self._phrases.say(_WITHDRAWN, day=gone.on)
        if gone.amendment is not None:
            document = self._phrases.amended_by(gone.amendment)
            line += self._phrases.say(_BY, document=document)
        elif gone.body is not None:
            line += self._phrases.say(_ENDED, name=self._phrases.name(gone.body))
        yield line
        heirs = tuple(
            self._heir(unit[0] if unit else None, gone.body)
            for _, _, _, *unit in (uid.split(".") for uid in gone.successors)
        )
        if heirs:
            yield self._phrases.say(_PASSED, day=gone.on, heirs=heirs)

    def _heir(self, unit: str | None, before: str | None) -> str:
        """Return what the next holder is called."""
        return _apart(self._phrases.name(unit), unit, before and self._phrases.name(before))

    def _of(self, owed: Obligation) -> TaskWords:
        # An amendment may have changed a task: what was due before is said as it was then.
        key = id(owed.task), id(owed.roles)
        found = self._tasks.get(key)
        if found is None:
            found = self._tasks[key] = self._wording.of(owed.task, owed.roles)
        return found


def _apart(name: str, unit: str | None, before: str | None) -> str:
    """Return the name of a body; the one before it may bear the same."""
    return f"{name} [{unit}]" if name == before else name
