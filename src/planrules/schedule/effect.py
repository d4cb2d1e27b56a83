"""Which links, and which terms, have an effect on dates."""

from planrules.model.task import LinkType, RelativeDeadline, Task, TaskKind


def has_effect(kind: LinkType, task: Task, before: Task, /) -> bool:
    """Return whether a link says anything about dates.

    Links join dated tasks; among periodic tasks of one rhythm ``after`` means the same period.

    Args:
        kind: The kind of the link.
        task: The task that declares it, with what is assumed in place.
        before: The task that it names, with what is assumed in place.
    """
    if task.kind is TaskKind.DATED and before.kind is TaskKind.DATED:
        return True
    if kind is not LinkType.FINISH_TO_START or task.every is None or before.every is None:
        return False
    if task.every.is_unstated or before.every.is_unstated:
        return False
    if task.every.rrule is not None or before.every.rrule is not None:
        return task.every == before.every
    return bool(set(task.every.rhythms) & set(before.every.rhythms))


def term_of(task: Task, /) -> RelativeDeadline | None:
    """Return what the deadline of a task counts from; None where it does not count from others.

    Periodic work is due by its periods, and a day that is given comes before one that is counted.

    Args:
        task: The task, with what is assumed in place.
    """
    if task.every is not None or task.due is not None or task.on is not None:
        return None
    return task.deadline_from
