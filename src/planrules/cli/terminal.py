"""What goes to a terminal or a pipe, and how it looks there."""

import atexit
import gc
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from typing import Any, NoReturn

import click

from planrules.errors import PlanFault, PlanFileError
from planrules.text import printable

_COLOURS: dict[str, dict[str, Any]] = {  # arguments of click.style
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "title": {"bold": True},
    "place": {"fg": "cyan"},
    "faint": {"dim": True},
    "cell-passed": {"fg": "green"},
    "cell-failed": {"fg": "red"},
}
#: Spaces that end a line, before what takes its colours back.
_ENDING_SPACES = re.compile(r"[ \t]+((?:\x1b\[[0-9;]*m)*)$")
#: Work that takes longer than this says that it is going on.
_PATIENCE_SECONDS = 1.0
#: Each fault names its file: a plan's, or one of rules, or a baseline.
_FAULTS = {"vi": "Có {count} lỗi cần sửa.", "en": "{count} faults to mend."}
_ONE_FAULT = {"vi": "Có 1 lỗi cần sửa.", "en": "1 fault to mend."}
_STAGE = {
    "vi": " Tham chiếu giữa các mã chưa được kiểm tra; sửa các lỗi trên rồi chạy lại.",
    "en": " References between ids were not checked yet; mend the above and run again.",
}
_MORE = {
    "vi": " Còn lỗi khác chưa liệt kê.",
    "en": " There are more, which are not listed.",
}
#: Codes of faults inside a file that was read, which keep references from being looked at.
_FIRST_STAGE = ("KEY", "VAL", "SRC004")
_WORKING = {"vi": "Đang đọc và rà soát …", "en": "Reading and checking …"}


#: Exit status where the plan or the arguments can't be read.
UNREADABLE = 2


def refuse(*lines: str) -> NoReturn:
    """Leave with what an argument should have been."""
    for line in lines:
        click.echo(printable(line), err=True)
    sys.exit(UNREADABLE)


def refuse_faults(
    error: PlanFileError, language: str, *, told: Callable[[PlanFault], str] | None = None
) -> NoReturn:
    """Leave with faults on standard error.

    Args:
        error: The faults.
        language: Of the message.
        told: Returns the line of one; by default the fault's own.
    """
    write_faults(error, language, told=told)
    sys.exit(UNREADABLE)


def today() -> date:
    """Return the day in the time zone of plans: Việt Nam keeps UTC+7 the whole year."""
    return datetime.now(timezone(timedelta(hours=7))).date()


def prepare() -> None:
    """Get the process ready for one command.

    Output is UTF-8 whatever the system's habit: the same plan gives the same bytes. A command is
    over before unreachable objects matter, so none are looked for, neither while it runs nor when
    the process ends; that saves a tenth of it.
    """
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def style(text: str, name: str) -> str:
    """Return a text set apart by colour; click takes colours out again for a pipe."""
    return click.style(text, **_COLOURS.get(name, {}))


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output, none with spaces at its end."""
    click.echo("\n".join(_ENDING_SPACES.sub(r"\1", line) for line in lines))


def write_json(data: object) -> None:
    """Write data to standard output as JSON."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def write_found(found: object) -> None:
    """Write what a command found: data as JSON, a text as it is, or lines."""
    if isinstance(found, str):
        click.echo(found, nl=False)
    elif isinstance(found, dict):
        write_json(found)
    elif isinstance(found, list):
        write(found)


def width() -> int:
    """Return how many columns a table may take."""
    if not sys.stdout.isatty():
        return 120
    from shutil import get_terminal_size

    return max(80, min(get_terminal_size().columns, 160))


def write_faults(
    error: PlanFileError, language: str, *, told: Callable[[PlanFault], str] | None = None
) -> None:
    """Write faults to standard error, one a line, and how many there are."""
    for fault in error.faults:
        click.echo(printable(told(fault) if told else fault.text(language)), err=True)
    count = len(error.faults)
    last = _ONE_FAULT[language] if count == 1 else _FAULTS[language].format(count=count)
    if not error.is_complete:
        last += _MORE[language]
    if not error.references_checked and any(
        fault.code.startswith(_FIRST_STAGE) for fault in error.faults
    ):
        last += _STAGE[language]
    click.echo(last, err=True)


@contextmanager
def patience(language: str) -> Iterator[None]:
    """Say on a terminal that work is going on, once it has lasted over a second."""
    if not sys.stderr.isatty():
        yield
        return
    import threading

    shown: list[Any] = []  # the status of rich, which is imported only then

    def show() -> None:
        from rich.console import Console

        status = Console(stderr=True).status(_WORKING[language])
        status.start()
        shown.append(status)

    timer = threading.Timer(_PATIENCE_SECONDS, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for status in shown:
            status.stop()
