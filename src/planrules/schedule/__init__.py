"""When work can and must be done, and who owes it.

``critical_path`` gives early and late dates, ``obligations_of`` what each body owes, ``network``
the precedence network as a networkx graph. Each is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planrules.schedule.cpm import By, critical_path
    from planrules.schedule.graph import network
    from planrules.schedule.owing import obligations_of
    from planrules.schedule.rows import Driver, Offsets, ScheduledTask, ScheduledTasks
    from planrules.schedule.timetable import Schedule

__all__ = [
    "By",
    "Driver",
    "Offsets",
    "Schedule",
    "ScheduledTask",
    "ScheduledTasks",
    "critical_path",
    "network",
    "obligations_of",
]

_HOMES: Final = {
    "By": "cpm",
    "Driver": "rows",
    "Offsets": "rows",
    "Schedule": "timetable",
    "ScheduledTask": "rows",
    "ScheduledTasks": "rows",
    "critical_path": "cpm",
    "network": "graph",
    "obligations_of": "owing",
}


def __getattr__(name: str) -> object:
    """Return a name of the package, importing its home."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name)
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the names of the package."""
    return list(__all__)
