"""What bodies owe, as data, as a table for spreadsheets, and for people."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

import attrs

from planrules.model.body import Group, Unit
from planrules.model.calendar import Certainty
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation, Withdrawal
from planrules.model.plan import Plan
from planrules.model.progress import DeadlineClass, State
from planrules.model.responsibility import Role
from planrules.model.standing import Standing, Standings
from planrules.model.what_if import what_if_lines
from planrules.reports.labels import say
from planrules.reports.sheet import csv_text
from planrules.reports.text import Style, plain
from planrules.reports.timetable import due_data, legend, marks
from planrules.reports.what_if import COLUMN, what_if_data
from planrules.rules.labels import CLASSES, judged_note, obligation_notes, state_note
from planrules.text import display_width, pad, printable

_STYLES: Final = {DeadlineClass.OVERDUE: "error", DeadlineClass.DUE_SOON: "warning"}
_ENDED = Text("{body} không còn thực hiện từ {day}", "{body} no longer does it from {day}")
_AMENDED = Text(
    "{body} không còn phải thực hiện từ {day} theo {amendment}",
    "{body} no longer owes it from {day}, by {amendment}",
)
_PEOPLED = Text(
    "nhóm được giao có thành viên từ {day}, mỗi thành viên một đầu việc",
    "the group has members from {day}, who each owe it",
)
_HEAD = Text("Đầu việc tính đến {day}: {count}", "Obligations as of {day}: {count}")
_NOTHING = Text("Không có đầu việc nào.", "There are no obligations.")
_NOBODY = Text("Chưa xác định cơ quan thực hiện", "Nobody in particular")
_WITHDRAWN = Text("Không còn phải thực hiện", "Withdrawn")
_PASSED_TO = Text("chuyển cho {heirs}", "passed on to {heirs}")
_SOMEBODY = Text("cơ quan chưa xác định", "nobody in particular")
_CEASED = Text("không có cơ quan kế tiếp", "nobody came after it")

#: The columns of the CSV.
CSV_COLUMNS: Final = (
    "uid",
    "task",
    "clause",
    "title",
    "kind",
    "unit",
    "unit_name",
    "period",
    "opens",
    "closes",
    "nominal_due",
    "due",
    "state",
    "deadline_class",
    "assumed",
    "certainty",
    "revision",
    "withdrawn_on",
    "counts_as",
    "percent",
    "started_on",
    "submitted_on",
    "finished_on",
    "suspended_on",
    "done_on",
    "evidence",
    "recorded_on",
    "original_due",
    "original_class",
    "official",
    "judged_due",
)


def obligations_data(standings: Standings, *, language: str) -> dict[str, Any]:
    """Return obligations as data.

    Args:
        standings: Where what is owed stands.
        language: Language of reasons, ``vi`` or ``en``.
    """
    plan = standings.plan
    return {
        "plan": plan.id,
        "as_of": standings.as_of.isoformat(),
        **what_if_data(plan),
        "obligations": [obligation_data(plan, one, language=language) for one in standings],
    }


def obligation_data(plan: Plan, standing: Standing, *, language: str) -> dict[str, Any]:
    """Return an obligation, and where it stands, as data."""
    owed = standing.obligation
    deadline = owed.deadline
    return {
        "uid": owed.uid,
        "task": owed.task.id,
        "clause": owed.task.clause,
        "title": owed.task.title,
        "kind": owed.kind.value,
        "unit": owed.unit,
        "unit_name": owed.unit and plan.body(owed.unit).name,
        "ownerless": owed.ownerless and owed.ownerless.value,
        "period": owed.period,
        "opens": _iso(owed.opens),
        "closes": _iso(owed.closes),
        "nominal_due": deadline and deadline.nominal.isoformat(),
        "due": _iso(owed.due),
        "deadline": deadline and due_data(deadline),
        "roles": _roles(owed),
        "assumed": owed.is_assumed,
        "certainty": _certainty(owed).value,
        "state": standing.state.value,
        "deadline_class": standing.deadline_class and standing.deadline_class.value,
        "revision": owed.revision,
        "sequence": owed.sequence,
        "changed_on": _iso(owed.changed_on),
        "withdrawn": owed.withdrawn and _withdrawal(plan, owed.withdrawn, language),
        "counts_as": standing.counts_as.value,
        "percent": None if standing.percent is None else shown(standing.percent, "en"),
        "started_on": _iso(standing.started_on),
        "submitted_on": _iso(standing.submitted_on),
        "finished_on": _iso(standing.finished_on),
        "suspended_on": _iso(standing.suspended_on),
        "done_on": _iso(standing.done_on),
        "evidence": standing.evidence,
        "recorded_on": standing.entry and standing.entry.recorded_on.isoformat(),
        "original_due": owed.original and owed.original.day.isoformat(),
        "original_class": standing.original_class and standing.original_class.value,
        "official": standing.is_official,
        "judged_due": _iso(standing.former_due),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _certainty(owed: Obligation) -> Certainty:
    return owed.deadline.certainty if owed.deadline else Certainty.ANNOUNCED


def _roles(owed: Obligation) -> dict[str, list[str]]:
    """Return by role who holds it: ids, or the words for open holders; as lead, who owes it."""
    found: dict[str, list[str]] = {}
    for held in owed.roles:
        if held.role is Role.LEAD and owed.unit is not None:
            name: str | None = owed.unit
        else:
            name = held.holder.who or held.holder.text
        names = found.setdefault(held.role.value, [])
        if name is not None and name not in names:
            names.append(name)
    return found


def _withdrawal(plan: Plan, withdrawn: Withdrawal, language: str) -> dict[str, Any]:
    return {
        "on": withdrawn.on.isoformat(),
        "reason": _reason(plan, withdrawn, language),
        "successors": list(withdrawn.successors),
    }


def _reason(plan: Plan, withdrawn: Withdrawal, language: str) -> str:
    """Return why a body, or a group without members, no longer owes anything from a day on."""
    body, day = withdrawn.body, shown(withdrawn.on, language)
    if withdrawn.amendment is not None:
        name = say(_SOMEBODY, language) if body is None else _name(plan, body)
        amended = say(_AMENDED, language)
        return amended.format(body=name, day=day, amendment=withdrawn.amendment)
    if body is None:
        return say(_PEOPLED, language).format(day=day)
    return say(_ENDED, language).format(body=_name(plan, body), day=day)


def obligations_csv(data: dict[str, Any]) -> str:
    """Return obligations, given as data, as CSV."""
    more = {COLUMN: ", ".join(data["with"])} if data.get("with") else {}
    rows = (
        owed | {"withdrawn_on": owed["withdrawn"] and owed["withdrawn"]["on"]} | more
        for owed in data["obligations"]
    )
    return csv_text((*CSV_COLUMNS, *more), rows)


def obligations_lines(
    standings: Standings, *, language: str, style: Style = plain
) -> Iterator[str]:
    """Yield obligations as lines for people, body by body, what is withdrawn at the end."""
    plan = standings.plan
    owing = [one.obligation for one in standings]
    yield style(printable(plan.title), "title")
    yield from what_if_lines(plan, language)
    live = [one for one in standings if one.obligation.withdrawn is None]
    if not owing:
        yield say(_NOTHING, language)
        return
    yield say(_HEAD, language).format(day=shown(standings.as_of, language), count=len(live))
    by_unit: dict[str, list[Standing]] = {}
    for one in live:
        by_unit.setdefault(one.obligation.unit or "", []).append(one)
    for unit, mine in by_unit.items():
        yield ""
        name = printable(plan.body(unit).name) if unit else say(_NOBODY, language)
        yield style(f"{name} ({len(mine)})", "title")
        lines = [_line(one, language) for one in by_due(mine)]
        due_width = max(display_width(line[0]) for line in lines)
        class_width = max(display_width(say(CLASSES[line[1]], language)) for line in lines)
        for due, standing, rest in lines:
            state = say(CLASSES[standing], language)
            space = " " * (class_width - display_width(state))
            coloured = style(state, _STYLES[standing]) if standing in _STYLES else state
            yield f"  {pad(due, due_width)}  {coloured}{space}  {rest}"
    yield from _withdrawn_lines(plan, owing, language, style)
    is_assumed = any(owed.is_assumed for owed in owing)
    notes = list(legend(map(_certainty, owing), language, is_assumed=is_assumed))
    if notes:
        yield ""
        yield from notes


def by_due(standings: Iterable[Standing]) -> list[Standing]:
    """Return standings in the order of due days; what has none comes last."""
    return sorted(standings, key=lambda one: one.obligation.due or date.max)


def due_words(owed: Obligation, language: str) -> str:
    """Return the day on which something is due, with marks where that is not sure."""
    due = shown(owed.due, language) if owed.due else "–"
    return due + marks(_certainty(owed), is_assumed=owed.is_assumed)


def _line(one: Standing, language: str) -> tuple[str, DeadlineClass, str]:
    owed = one.obligation
    assert one.deadline_class is not None  # noqa: S101 - what is withdrawn has no line of its own
    parts = [printable(owed.task.title)]
    if owed.task.clause:
        parts.insert(0, f"{owed.task.clause}:")
    notes = obligation_notes(owed, language)
    if one.state is not State.NOT_STARTED:
        notes.append(state_note(one, language))
    judged = judged_note(one, language)
    if judged is not None:
        notes.append(judged)
    if notes:
        parts.append(f"({'; '.join(map(printable, notes))})")
    return due_words(owed, language), one.deadline_class, " ".join(parts)


def _withdrawn_lines(
    plan: Plan, owing: list[Obligation], language: str, style: Style
) -> Iterator[str]:
    """Yield what is withdrawn: each body once, with how much it no longer owes and who does."""
    units = {owed.uid: owed.unit for owed in owing}
    gone: dict[tuple[Withdrawal, tuple[str, ...]], int] = {}
    for owed in owing:
        if owed.withdrawn is not None:
            heirs = tuple(
                heir
                for uid in owed.withdrawn.successors
                if (heir := units.get(uid) or _member(uid)) is not None
            )
            key = (attrs.evolve(owed.withdrawn, successors=()), tuple(dict.fromkeys(heirs)))
            gone[key] = gone.get(key, 0) + 1
    if not gone:
        return
    yield ""
    yield style(f"{say(_WITHDRAWN, language)} ({sum(gone.values())})", "title")
    for (withdrawn, heirs), count in gone.items():
        parts = [_reason(plan, withdrawn, language)]
        if heirs:
            names = tuple(f"{_name(plan, heir)} [{heir}]" for heir in heirs)
            parts.append(say(_PASSED_TO, language).format(heirs=shown(names, language)))
        elif withdrawn.amendment is None:
            parts.append(say(_CEASED, language))
        yield f"  {'; '.join(parts)} ({count})"


def _member(uid: str) -> str | None:
    """Return the member of a group that owes something; None where it is not one of many."""
    parts = uid.split(".")
    return parts[3] if len(parts) > 3 else None  # noqa: PLR2004 - PLAN.TASK.PERIOD.MEMBER


def _name(plan: Plan, id: str) -> str:
    body = plan.body(id)
    return printable(body.called if isinstance(body, Unit | Group) else body.name)
