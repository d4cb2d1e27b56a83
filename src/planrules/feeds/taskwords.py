"""What events say of every obligation of a task alike: product, roles, basis, what it follows."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import attrs

from planrules.feeds.phrases import Phrases
from planrules.model.duration import Duration, DurationUnit, Term
from planrules.model.message import Text
from planrules.model.responsibility import Holder, Responsibility, Role
from planrules.model.task import LinkType, Task, TaskKind
from planrules.rules.labels import EACH, ROLES, say
from planrules.rules.wording import ASSUMED, counted
from planrules.schedule.effect import term_of
from planrules.text import printable

_OFFICIAL: Final = Text("Người chịu trách nhiệm: {name}", "Responsible: {name}")
_PRODUCT: Final = Text("Sản phẩm: {things}", "Product: {things}")
_CLAUSE: Final = Text("Căn cứ: điểm {clause} {plan}", "Basis: clause {clause} of {plan}")
_PLAN: Final = Text("Căn cứ: {plan}", "Basis: {plan}")
_ADDED: Final = Text("{line}, bổ sung theo {document}", "{line}, added by {document}")
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
_WHY: Final = Text("Tạm tính: {reason}", "Assumed: {reason}")
_RECEIVES: Final = Text("nơi nhận", "receives")
_KINDS: Final[dict[TaskKind, Text]] = {
    TaskKind.DATED: Text("có thời hạn", "dated"),
    TaskKind.PERIODIC: Text("định kỳ", "periodic"),
    TaskKind.STANDING: Text("thường xuyên", "standing"),
    TaskKind.UNDATED: Text("không thời hạn", "no deadline"),
}
_MONTHS: Final = Text("{count} tháng", "{count} months")
#: Lengths after which quotes and titles of plans are cut, in characters.
_LONG: Final = 300


@attrs.frozen(eq=False)
class TaskWords:
    """What is said of every obligation of a task.

    Attributes:
        title: Its title.
        officials: Lines that stand before its deadline: who answers for it.
        after: Lines that stand behind it.
        reasons: Lines that say why something is assumed.
        categories: By what it can be sorted.
        wording: What of it people have written, in either language alike; other work is told by
            its id, for what that is called is not written there.
    """

    title: str
    officials: tuple[str, ...]
    after: tuple[str, ...]
    reasons: tuple[str, ...]
    categories: tuple[str, ...]
    wording: str


@attrs.frozen(eq=False)
class Wording:
    """What is said of tasks.

    Attributes:
        phrases: How facts are written.
    """

    phrases: Phrases

    def of(self, task: Task, roles: tuple[Responsibility, ...], /) -> TaskWords:
        """Return what is said of a task.

        Args:
            task: The task, as it stands or stood.
            roles: Who has which part in it.
        """
        stated = self.phrases.plan.row(task.id)
        title = printable(task.title)
        officials, after = [], []
        things = "; ".join(map(printable, task.product or ()))
        if things:
            after.append(self.phrases.say(_PRODUCT, things=things))
        for held in roles:
            name = self._holder(held.holder)
            if held.role is not Role.LEAD:
                text = _RECEIVES if held.role is Role.RECEIVE else ROLES[held.role]
                label = say(text, self.phrases.language)
                after.append(f"{label[0].upper()}{label[1:]}: {name}")
            elif held.holder.official:
                officials.append(self.phrases.say(_OFFICIAL, name=printable(held.holder.official)))
        after += self._basis_lines(task)
        after += self._link_lines(task)
        return TaskWords(
            title=title,
            officials=tuple(dict.fromkeys(officials)),
            after=tuple(after),
            reasons=tuple(
                dict.fromkeys(
                    self.phrases.say(_WHY, reason=printable(a.reason)) for a in stated.assumed
                )
            ),
            categories=(say(_KINDS[task.kind], self.phrases.language),),
            wording=repr((title, things, *self._written(task, roles))),
        )

    def _written(self, task: Task, roles: tuple[Responsibility, ...]) -> Iterator[object]:
        """Yield what people have written of a task besides its title and its product."""
        for held in roles:
            holder = held.holder
            if held.role is not Role.LEAD:
                name = holder.text if holder.who is None else self.phrases.name(holder.who)
                yield held.role.value, name, holder.each, holder.official
            elif holder.official:
                yield held.role.value, holder.official
        yield self.phrases.plan.number, self.phrases.plan.title, task.clause, task.quote
        for kind, link in task.links():
            lag = link.lag if link.lag and link.lag.amount else None
            offset = lag and (lag.amount, lag.unit.value)
            yield kind.value, link.task, offset, bool(link.assumed)
        term = term_of(task)
        if term is not None:
            yield term.task, term.within.amount, term.within.unit.value
        yield tuple(one.reason for one in self.phrases.plan.row(task.id).assumed)

    def _holder(self, holder: Holder) -> str:
        name = printable(holder.text or "") if holder.who is None else self.phrases.name(holder.who)
        if holder.each:
            name = say(EACH, self.phrases.language).format(name=name)
        return f"{printable(holder.official)}, {name}" if holder.official else name

    @cached_property
    def _plan_called(self) -> str:
        title = _cut(printable(self.phrases.plan.title))
        if not self.phrases.plan.number:
            return title
        number = printable(self.phrases.plan.number)
        if "number" in self.phrases.plan.blank:
            number = f"……{number}"
        return self.phrases.say(_NUMBERED, number=number, title=title)

    def _basis_lines(self, task: Task) -> Iterator[str]:
        if task.clause is None:
            line = self.phrases.say(_PLAN, plan=self._plan_called)
        else:
            line = self.phrases.say(_CLAUSE, clause=task.clause, plan=self._plan_called)
        lineage = self.phrases.plan.lineage
        added = None if lineage is None else lineage.added.get(("task", task.id))
        if added is not None:
            document = self.phrases.document(added.amendment)
            line = self.phrases.say(_ADDED, line=line, document=document)
        yield line
        if task.quote:
            yield f"“{_cut(printable(task.quote))}”"

    def _link_lines(self, task: Task) -> Iterator[str]:
        for kind, link in task.links():
            title = printable(self.phrases.plan.row(link.task).title)
            line = self.phrases.say(_AFTER[kind], task=title, lag=self._lag(link.lag))
            yield f"{line} ({say(ASSUMED, self.phrases.language)})" if link.assumed else line
        term = term_of(task)
        if term is not None:
            title = printable(self.phrases.plan.row(term.task).title)
            yield self.phrases.say(_WITHIN, task=title, days=self._days(term.within))

    def _lag(self, lag: Duration | None) -> str:
        if lag is None or not lag.amount:
            return ""
        days = self._days(attrs.evolve(lag, amount=abs(lag.amount)))
        return self.phrases.say(_LATER if lag.amount > 0 else _EARLIER, days=days)

    def _days(self, term: Duration | Term) -> str:
        if term.unit is DurationUnit.MONTHS:
            return self.phrases.say(_MONTHS, count=f"{term.amount:02}")
        return self.phrases.say(counted(term.amount, term.unit))


def _cut(text: str) -> str:
    """Return a text, or as many whole words of it as fit, with an ellipsis."""
    if len(text) <= _LONG:
        return text
    return f"{text[:_LONG].rpartition(' ')[0] or text[:_LONG]}…"
