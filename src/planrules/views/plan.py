"""A plan as a page: its header, its indicators, its tasks."""

from typing import Final

from planrules.model.duration import DurationUnit
from planrules.model.goal import Indicator
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.responsibility import Holder, Role
from planrules.model.row import Row
from planrules.model.task import Task, TaskKind
from planrules.rules.labels import EACH, RHYTHMS, UNSTATED_PERIOD, say
from planrules.rules.wording import ASSUMED, counted
from planrules.views.limits import ROWS, left_out
from planrules.views.markup import Markup, element, faint, folded, joined, row, table

_NUMBER = Text("Số, ký hiệu", "Number")
_ISSUER = Text("Cơ quan ban hành", "Issued by")
_ISSUED = Text("Ngày ban hành", "Issued on")
_SPAN = Text("Thời gian thực hiện", "From, to")
_CONTENT = Text("Nội dung", "Content")
_COUNTS = Text(
    "{goals} mục tiêu, {indicators} chỉ tiêu, {measures} giải pháp, {tasks} nhiệm vụ;"
    " {units} cơ quan, đơn vị",
    "goals: {goals}, indicators: {indicators}, measures: {measures}, tasks: {tasks},"
    " bodies: {units}",
)
_INDICATORS = Text("Chỉ tiêu ({count})", "Indicators ({count})")
_TASKS = Text("Nhiệm vụ ({count})", "Tasks ({count})")
_CLAUSE = Text("Điểm", "Clause")
_INDICATOR_HEADS: Final = (
    _CLAUSE,
    Text("Chỉ tiêu", "Indicator"),
    Text("Hiện trạng", "Baseline"),
    Text("Mức phấn đấu", "Target"),
    Text("Đến thời điểm", "By"),
)
_TASK_HEADS: Final = (
    _CLAUSE,
    Text("Nhiệm vụ", "Task"),
    Text("Chủ trì", "Lead"),
    Text("Phối hợp", "Taking part"),
    Text("Thời gian", "Time"),
    Text("Sản phẩm", "Product"),
)
_KINDS: Final[dict[TaskKind, Text]] = {
    TaskKind.PERIODIC: Text("định kỳ", "periodic"),
    TaskKind.STANDING: Text("thường xuyên", "standing"),
    TaskKind.UNDATED: Text("không nêu thời hạn", "no deadline is stated"),
    TaskKind.DATED: Text("không nêu thời hạn", "no deadline is stated"),
}
_FROM = Text("trong vòng {time} kể từ khi xong “{task}”", "within {time} of the end of “{task}”")
_MONTHS = Text("{count:02} tháng", "{count} months")


def plan_part(plan: Plan, language: str) -> list[Markup]:
    """Return the header as a small table, then indicators and tasks."""
    counts = say(_COUNTS, language).format(
        goals=len(plan.goals),
        indicators=len(plan.indicators),
        measures=len(plan.measures),
        tasks=len(plan.tasks),
        units=len(plan.units),
    )
    header = (
        (_NUMBER, plan.number),
        (_ISSUER, plan.body(plan.issuer).name if plan.issuer else None),
        (_ISSUED, shown(plan.issued_on, language) if plan.issued_on else None),
        (_SPAN, _span(plan, language)),
        (_CONTENT, counts),
    )
    rows = (
        element("tr", element("th", say(name, language), scope="row"), element("td", value))
        for name, value in header
        if value
    )
    parts = [
        element("h3", plan.title),
        element("table", element("tbody", *rows)),
    ]
    if plan.indicators:
        summary = say(_INDICATORS, language).format(count=len(plan.indicators))
        parts.append(folded(summary, *_indicators(plan, language)))
    if plan.tasks:
        summary = say(_TASKS, language).format(count=len(plan.tasks))
        parts.append(folded(summary, *_tasks(plan, language), is_open=True))
    return parts


def _span(plan: Plan, language: str) -> str:
    known = plan.planned()
    days = (
        shown(day, language) + _assumed(plan.is_assumed(field), language) if day else "…"
        for field, day in (("starts_on", known.starts_on), ("ends_on", known.ends_on))
    )
    return " – ".join(days) if known.starts_on or known.ends_on else ""


def _assumed(is_assumed: bool, language: str) -> str:  # noqa: FBT001 - there is nothing else to say
    return f" ({say(ASSUMED, language)})" if is_assumed else ""


def _indicators(plan: Plan, language: str) -> list[Markup]:
    rows = (
        row(
            one.clause or "",
            one.title,
            _amount(one, one.planned().baseline, language),
            _amount(one, one.planned().target, language),
            shown(one.by, language) if one.by else "",
            kinds=("clause",),
        )
        for one in plan.indicators[:ROWS]
    )
    heads = [say(head, language) for head in _INDICATOR_HEADS]
    return [table(heads, rows), *left_out(len(plan.indicators) - ROWS, language)]


def _amount(indicator: Indicator, value: object, language: str) -> str:
    if value is None:
        return ""
    unit = indicator.unit_of_measure or ""
    space = "" if unit in {"", "%"} else " "
    return f"{shown(value, language)}{space}{unit}"


def _tasks(plan: Plan, language: str) -> list[Markup]:
    rows = (
        row(
            task.clause or "",
            task.title,
            _holders(plan, task, Role.LEAD, language),
            _holders(plan, task, Role.COORDINATE, language),
            _time(plan, task, language),
            "; ".join(task.product),
            kinds=("clause",),
        )
        for task in plan.tasks[:ROWS]
    )
    heads = [say(head, language) for head in _TASK_HEADS]
    return [table(heads, rows), *left_out(len(plan.tasks) - ROWS, language)]


def _holders(plan: Plan, task: Task, role: Role, language: str) -> Markup:
    named = [
        element("div", _who(plan, held.holder, language), class_=None)
        for held in plan.responsibilities(task)
        if held.role is role
    ]
    return joined(*named, *_mark(task, (role,), language))


def _who(plan: Plan, holder: Holder, language: str) -> str:
    if holder.who is None:
        return holder.text or holder.official or ""
    name = plan.body(holder.who).called
    return say(EACH, language).format(name=name) if holder.each else name


def _time(plan: Plan, stated: Task, language: str) -> Markup:
    """Return when a task is due, or how often it comes back."""
    task = stated.planned()
    if task.every is not None:
        if task.every.is_unstated:
            said = f"{say(_KINDS[TaskKind.PERIODIC], language)}, {say(UNSTATED_PERIOD, language)}"
        else:
            rhythms = [say(RHYTHMS[rhythm], language) for rhythm in task.every.rhythms]
            said = task.every.rrule or ", ".join(rhythms)
    elif day := task.due or task.on:
        said = shown(day, language)
    elif task.deadline_from is not None:
        within = task.deadline_from.within
        time = counted(within.amount, within.unit)
        if within.unit is DurationUnit.MONTHS:
            time = _MONTHS
        said = say(_FROM, language).format(
            time=say(time, language).format(count=within.amount),
            task=plan.row(task.deadline_from.task).title,
        )
    else:
        said = say(_KINDS[task.kind], language)
    fields = ("every", "due", "on", "deadline_from", "standing")
    return joined(said, *_mark(stated, fields, language))


def _mark(row: Row, fields: tuple[str, ...], language: str) -> list[Markup]:
    """Return the mark of what is only assumed."""
    marked = any(map(row.is_assumed, fields))
    return [faint(f" ({say(ASSUMED, language)})")] if marked else []
