"""What events say: a title, and line by line what is due, from whom, on what basis."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from planrules.errors import UnknownIdError
from planrules.feeds.event import NOBODY, Gone
from planrules.feeds.marks import CANCELLED, DONE, HANDED_OVER, MOVED_ON, undated, why_gone
from planrules.model.due import Due
from planrules.model.duration import Duration, DurationUnit, Term
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.model.recurrence import Recurrence
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.standing import Standing
from planrules.model.task import LinkType, Task, TaskKind
from planrules.rules.labels import EACH, OWNERLESS, ROLES, say, state_note
from planrules.rules.wording import ASSUMED, counted, doubt, moved, period_called
from planrules.schedule.effect import term_of
from planrules.text import printable
from planrules.timing.calendar import WorkCalendar

_DRAFT: Final = Text("dự thảo", "draft")
UNOWNED: Final = Text("Chưa xác định cơ quan thực hiện", "Nobody in particular")
_WHO: Final = Text("Cơ quan thực hiện: {name}", "Owed by: {name}")
_OFFICIAL: Final = Text("Người chịu trách nhiệm: {name}", "Responsible: {name}")
_PERIOD: Final = Text(
    "Kỳ {period}: số liệu từ {opens} đến {closes}", "Period {period}: data from {opens} to {closes}"
)
_ORDINAL: Final = Text("Kỳ {period}", "Period {period}")
_DUE: Final = Text("Thời hạn: {day}{doubt}", "Due: {day}{doubt}")
_FIRST_DUE: Final = Text("Gia hạn từ {day}{decision}", "Put off from {day}{decision}")
_PRODUCT: Final = Text("Sản phẩm: {things}", "Product: {things}")
_CLAUSE: Final = Text("Căn cứ: điểm {clause} {plan}", "Basis: clause {clause} of {plan}")
_PLAN: Final = Text("Căn cứ: {plan}", "Basis: {plan}")
_NUMBERED: Final = Text("Kế hoạch số {number} ({title})", "plan no. {number} ({title})")
_AFTER: Final[dict[LinkType, Text]] = {
    LinkType.FINISH_TO_START: Text(
        "Bắt đầu sau khi xong “{task}”{lag}", "Starts after “{task}” is done{lag}"
    ),
    LinkType.START_TO_START: Text(
        "Bắt đầu sau khi bắt đầu “{task}”{lag}", "Starts after “{task}” starts{lag}"
    ),
    LinkType.FINISH_TO_FINISH: Text(
        "Xong sau khi xong “{task}”{lag}", "Ends after “{task}” is done{lag}"
    ),
    LinkType.START_TO_FINISH: Text(
        "Xong sau khi bắt đầu “{task}”{lag}", "Ends after “{task}” starts{lag}"
    ),
}
_WITHIN: Final = Text("Trong vòng {days} kể từ “{task}”", "Within {days} of “{task}”")
_LATER: Final = Text(", thêm {days}", ", {days} later")
_EARLIER: Final = Text(", sớm hơn {days}", ", {days} earlier")
_STATE: Final = Text("Tình trạng: {state}", "State: {state}")
_SUPPOSED: Final = Text("Tạm tính, văn bản không nêu", "Assumed, not stated by the document")
_WHY: Final = Text("Tạm tính: {reason}", "Assumed: {reason}")
_FROM_DRAFT: Final = Text(
    "Theo dự thảo sửa đổi, chưa có hiệu lực", "By a draft amendment, not in force"
)
_TAKEN_OVER: Final = Text("Trước {day}: {name}", "Before {day}: {name}")
_PASSED: Final = Text("Từ {day} chuyển cho {heirs}", "Passed on {day} to {heirs}")
_WITHDRAWN: Final = Text("Từ {day} không còn phải thực hiện", "Withdrawn on {day}")
_ASSIGNED: Final = Text("Từ {day} giao cho {heirs}", "Assigned on {day} to {heirs}")
_BY: Final = Text(", theo sửa đổi {amendment}", ", by amendment {amendment}")
_ENDED: Final = Text(", do {name} kết thúc hoạt động", ", as {name} has ended")
_RECEIVES: Final = Text("nơi nhận", "receives")
_UID: Final = Text("Mã: {uid}", "Id: {uid}")
_WINDOW: Final = Text("Kỳ số liệu {period}: {title}", "Data of {period}: {title}")
_WAIVER: Final = Text("Hết hạn ngoại lệ {rule}: {subject}", "Waiver {rule} ends: {subject}")

_KINDS: Final[dict[TaskKind, Text]] = {
    TaskKind.DATED: Text("có thời hạn", "dated"),
    TaskKind.PERIODIC: Text("định kỳ", "periodic"),
    TaskKind.STANDING: Text("thường xuyên", "standing"),
    TaskKind.UNDATED: Text("không thời hạn", "no deadline"),
}
_MONTHS: Final = Text("{count} tháng", "{count} months")
#: Lengths after which quotes and titles of plans are cut, in characters.
_LONG: Final = 300
#: What is said of work whose state is none of these is that it has one.
_SILENT: Final = State.NOT_STARTED


@attrs.frozen(eq=False)
class _TaskWords:
    """What is said of every obligation of a task.

    Attributes:
        title: Its title.
        before: Lines that stand before its deadline.
        after: Lines that stand behind it.
        wording: What of it people have written.
    """

    title: str
    officials: tuple[str, ...]
    after: tuple[str, ...]
    reasons: tuple[str, ...]
    categories: tuple[str, ...]
    wording: str


@attrs.frozen(eq=False)
class Words:
    """What is said in a language of what is owed under a plan.

    Attributes:
        plan: The plan.
        calendar: Its calendar, which knows why days are off.
        language: ``vi`` or ``en``.
    """

    plan: Plan
    calendar: WorkCalendar
    language: str

    def say(self, text: Text, /, **facts: object) -> str:
        """Return a sentence with facts, each as people write it."""
        words = say(text, self.language)
        return words.format(**{k: self.shown(v) for k, v in facts.items()})

    def shown(self, fact: object, /) -> str:
        """Return a fact as people write it; days come again and again."""
        if not isinstance(fact, date):
            return fact if isinstance(fact, str) else shown(fact, self.language)
        found = self._days_shown.get(fact)
        if found is None:
            found = self._days_shown[fact] = shown(fact, self.language)
        return found

    @cached_property
    def _days_shown(self) -> dict[date, str]:
        return {}

    def name(self, unit: str | None, /) -> str:
        """Return what a body is called; what stands for nobody where there is none."""
        if unit is None:
            return say(UNOWNED, self.language)
        found = self._names.get(unit)
        if found is None:
            found = self._names[unit] = printable(self.plan.body(unit).called)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}

    @cached_property
    def _tasks(self) -> dict[tuple[int, int], _TaskWords]:
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
        title += f" – {self.name(None if owed.ownerless else owed.unit)}{self._unsure(owed)}"
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
        return self._of(owed).wording

    def description(self, one: Standing, /) -> str:
        """Return what an event says in lines."""
        return "\n".join(self._lines(one))

    def trace(self, one: Standing, unit: str, day: date, /) -> str:
        """Return what a former holder is told.

        Args:
            one: The work as it stands.
            unit: The former holder, which the plan may know no longer; or ``NOBODY``.
            day: First day on which it held the work no longer.
        """
        owed = one.obligation
        lines = [
            *self.passed(unit, None if owed.ownerless else owed.unit, day),
            *self._of(owed).after,
            self.say(_UID, uid=owed.uid),
        ]
        return "\n".join(lines)

    def passed(self, unit: str, heir: str | None, day: date, /) -> Iterator[str]:
        """Yield who held work, and who holds it from a day on; either may be known no longer."""
        before, after = self._former(unit), self._former(heir)
        if before is not None:
            yield before if unit == NOBODY else self.say(_WHO, name=before)
        if after is not None:
            if before == after:  # the old one and the new may bear one name
                after = f"{after} [{heir}]"
            yield self.say(_ASSIGNED if unit == NOBODY else _PASSED, day=day, heirs=after)

    def _former(self, unit: str | None) -> str | None:
        """Return what a body is called that the plan may know no longer; None where it does not."""
        try:
            return self.name(None if unit == NOBODY else unit)
        except UnknownIdError:
            return None

    def undated(self, one: Standing, gone: Gone, day: date, /) -> tuple[str, str]:
        """Return title and text of work that had a deadline until a day, and has none any more."""
        *lines, uid = self._lines(one)
        text = "\n".join((*lines, why_gone(gone, day, self.language), uid))
        return undated(self.summary(one), self.language), text

    def window(self, owed: Obligation, /) -> str:
        """Return the title of the days that a period's data cover."""
        period = self._period(owed)
        title = f"{self._of(owed).title} – {self.name(None if owed.ownerless else owed.unit)}"
        title += self._unsure(owed)
        return self.say(_WINDOW, period=period, title=title)

    def _unsure(self, owed: Obligation) -> str:
        """Return what stands behind a title of work that rests on a draft or is assumed."""
        if owed.is_draft:
            return f" ({say(_DRAFT, self.language)})"
        return f" ({say(ASSUMED, self.language)})" if owed.is_assumed else ""

    def waiver(self, rule: str, subject: str, /) -> str:
        """Return the title of the last day of a waiver."""
        return self.say(_WAIVER, rule=printable(rule), subject=printable(subject))

    def _lines(self, one: Standing) -> Iterator[str]:
        owed = one.obligation
        words = self._of(owed)
        if owed.ownerless is None:
            yield self.say(_WHO, name=self.name(owed.unit))
        else:
            yield say(UNOWNED, self.language)
            why = say(OWNERLESS[owed.ownerless], self.language)
            yield f"({self.name(owed.unit)}: {why})" if owed.unit else f"({why})"
        yield from words.officials
        yield from self._period_lines(owed)
        yield from self._due_lines(owed)
        yield from words.after
        if one.state is not _SILENT:
            yield self.say(_STATE, state=printable(state_note(one, self.language)))
        for passed in owed.passed:
            yield self.say(_TAKEN_OVER, day=passed.on, name=self.name(passed.unit))
        yield from self._withdrawn_lines(owed)
        if owed.is_assumed:
            yield from words.reasons or (say(_SUPPOSED, self.language),)
        if owed.is_draft:
            yield say(_FROM_DRAFT, self.language)
        yield self.say(_UID, uid=owed.uid)

    def _period_lines(self, owed: Obligation) -> Iterator[str]:
        if owed.kind is TaskKind.PERIODIC:
            called = self._period(owed)
            if owed.opens is None or owed.opens == owed.closes:
                yield self.say(_ORDINAL, period=called)
            else:
                yield self.say(_PERIOD, period=called, opens=owed.opens, closes=owed.closes)

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
            yield self.say(_FIRST_DUE, day=owed.original.day, decision=told)

    @cached_property
    def _dues(self) -> dict[Due, tuple[str, ...]]:
        return {}

    def _due_said(self, due: Due) -> Iterator[str]:
        yield self.say(_DUE, day=due.day, doubt=doubt(due))
        why = moved(due, self.calendar, self.language)
        if why is not None:
            yield printable(why)

    def _withdrawn_lines(self, owed: Obligation) -> Iterator[str]:
        gone = owed.withdrawn
        if gone is None:
            return
        line = self.say(_WITHDRAWN, day=gone.on)
        if gone.amendment is not None:
            line += self.say(_BY, amendment=gone.amendment)
        elif gone.body is not None:
            line += self.say(_ENDED, name=self.name(gone.body))
        yield line
        heirs = tuple(
            self._heir(unit[0] if unit else None, gone.body)
            for _, _, _, *unit in (uid.split(".") for uid in gone.successors)
        )
        if heirs:
            yield self.say(_PASSED, day=gone.on, heirs=heirs)

    def _heir(self, unit: str | None, before: str | None) -> str:
        """Return what the next holder is called; the old one and the new may bear one name."""
        name = self.name(unit)
        return f"{name} [{unit}]" if before is not None and name == self.name(before) else name

    def _of(self, owed: Obligation) -> _TaskWords:
        # An amendment may have changed a task: what was due before is said as it was then.
        key = id(owed.task), id(owed.roles)
        found = self._tasks.get(key)
        if found is None:
            found = self._tasks[key] = self._worded(owed.task, owed.roles)
        return found

    def _worded(self, task: Task, roles: tuple[Responsibility, ...]) -> _TaskWords:
        stated = self.plan.row(task.id)
        title = printable(task.title)
        officials, after = [], []
        if task.product:
            things = "; ".join(map(printable, task.product))
            after.append(self.say(_PRODUCT, things=things))
        for held in roles:
            name = self._holder(held.holder)
            if held.role is not Role.LEAD:
                text = _RECEIVES if held.role is Role.RECEIVE else ROLES[held.role]
                label = say(text, self.language)
                after.append(f"{label[0].upper()}{label[1:]}: {name}")
            elif held.holder.official:
                officials.append(self.say(_OFFICIAL, name=printable(held.holder.official)))
        after += self._basis_lines(task)
        after += self._link_lines(task)
        return _TaskWords(
            title=title,
            officials=tuple(dict.fromkeys(officials)),
            after=tuple(after),
            reasons=tuple(
                dict.fromkeys(self.say(_WHY, reason=printable(a.reason)) for a in stated.assumed)
            ),
            categories=(say(_KINDS[task.kind], self.language),),
            wording="\n".join((title, *officials, *after)),
        )

    def _holder(self, holder: Holder) -> str:
        name = printable(holder.text or "") if holder.who is None else self.name(holder.who)
        if holder.each:
            name = say(EACH, self.language).format(name=name)
        return f"{printable(holder.official)}, {name}" if holder.official else name

    @cached_property
    def _plan_called(self) -> str:
        title = _cut(printable(self.plan.title))
        if not self.plan.number:
            return title
        number = printable(self.plan.number)
        if "number" in self.plan.blank:
            number = f"……{number}"
        return self.say(_NUMBERED, number=number, title=title)

    def _basis_lines(self, task: Task) -> Iterator[str]:
        if task.clause is None:
            yield self.say(_PLAN, plan=self._plan_called)
        else:
            yield self.say(_CLAUSE, clause=task.clause, plan=self._plan_called)
        if task.quote:
            yield f"“{_cut(printable(task.quote))}”"

    def _link_lines(self, task: Task) -> Iterator[str]:
        for kind, link in task.links():
            title = printable(self.plan.row(link.task).title)
            line = self.say(_AFTER[kind], task=title, lag=self._lag(link.lag))
            yield f"{line} ({say(ASSUMED, self.language)})" if link.assumed else line
        term = term_of(task)
        if term is not None:
            title = printable(self.plan.row(term.task).title)
            yield self.say(_WITHIN, task=title, days=self._days(term.within))

    def _lag(self, lag: Duration | None) -> str:
        if lag is None or not lag.amount:
            return ""
        days = self._days(attrs.evolve(lag, amount=abs(lag.amount)))
        return self.say(_LATER if lag.amount > 0 else _EARLIER, days=days)

    def _days(self, term: Duration | Term) -> str:
        if term.unit is DurationUnit.MONTHS:
            return self.say(_MONTHS, count=f"{term.amount:02}")
        return self.say(counted(term.amount, term.unit))


def _cut(text: str) -> str:
    """Return a text, or as many whole words of it as fit, with an ellipsis."""
    if len(text) <= _LONG:
        return text
    return f"{text[:_LONG].rpartition(' ')[0] or text[:_LONG]}…"
