"""*Bảng 6 rõ*: for each task, which of the six items are clear."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from planrules.model.finding import Finding
from planrules.model.selection import Selection
from planrules.model.task import Task
from planrules.rules.case import ON_TASKS, Case
from planrules.rules.rule import Clarity, Rule


class Cell(StrEnum):
    """Whether an item is clear."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"


@attrs.frozen
class ClarityRow:
    """One task and its items.

    Attributes:
        task: The task.
        cells: By item, whether it is clear; not applicable where no rule had anything to say.
    """

    task: Task
    cells: dict[Clarity, Cell] = attrs.field(hash=False)


class ClarityTable(Selection[ClarityRow]):
    """*Bảng 6 rõ* of a plan on a day: a tuple of rows, one a task, in the order of the file."""


def clarity_table(
    case: Case, rules: Iterable[Rule], findings: Iterable[Finding]
) -> Iterator[ClarityRow]:
    """Yield one row for each task, in the order of the file.

    An item fails where any finding of a rule tagged with it is about the task or covers it. The
    columns are the items that any of the rules is tagged with.

    Args:
        case: The plan on a day.
        rules: The rules that were asked.
        findings: What they found.
    """
    rules = tuple(rules)
    by_code = {rule.code: rule for rule in rules}
    items = [item for item in Clarity if any(item in rule.tags for rule in rules)]
    failed: set[tuple[str, str]] = set()
    for finding in findings:
        tags = by_code[finding.code].tags if finding.code in by_code else ()
        about = {finding.subject.id} if finding.subject.kind == "task" else set()
        failed |= {(id, tag) for id in about.union(finding.covers) for tag in tags}
    asked = {
        item: [rule for rule in rules if item in rule.tags and rule.kind in ON_TASKS]
        for item in items
    }
    for task in case.tasks:
        yield ClarityRow(
            task,
            {
                item: Cell.FAILED
                if (task.id, item) in failed
                else Cell.PASSED
                if any(_passes(rule, case, task) for rule in asked[item])
                else Cell.NOT_APPLICABLE
                for item in items
            },
        )


def clarity_totals(items: Iterable[Clarity], rows: Iterable[ClarityRow]) -> list[str]:
    """Return for each item how many tasks pass, of those that it applies to: 5/12."""
    rows = tuple(rows)
    return [
        f"{sum(row.cells[item] is Cell.PASSED for row in rows)}/"
        f"{sum(row.cells[item] is not Cell.NOT_APPLICABLE for row in rows)}"
        for item in items
    ]


def _passes(rule: Rule, case: Case, task: Task) -> bool:
    """Return whether a task passes a rule; where the rule breaks down nobody knows."""
    try:
        return rule.check(case, task) == []
    except Exception:  # noqa: BLE001 - a rule of somebody's own may raise anything
        return False
