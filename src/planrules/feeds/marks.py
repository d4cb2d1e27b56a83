"""What stands before the title of an event, and what is said of one that has left a calendar."""

from datetime import date
from typing import Final

from planrules.feeds.event import Gone
from planrules.model.message import Text, shown
from planrules.rules.labels import say
from planrules.text import printable

DONE: Final = "✓ "
CANCELLED: Final = Text("[BÃI BỎ] ", "[WITHDRAWN] ")
#: The same where another body does the work in its place: it is not abolished.
HANDED_OVER: Final = Text("[CHUYỂN GIAO] ", "[HANDED OVER] ")
#: What a former holder is told.
MOVED_ON: Final = Text("[ĐÃ CHUYỂN] ", "[PASSED ON] ")
#: Work that is still owed, though no longer by a day.
UNDATED: Final = Text("[BỎ THỜI HẠN] ", "[NO DEADLINE] ")

_GONE: Final[dict[Gone, Text]] = {
    Gone.DROPPED: Text("Không còn trong kế hoạch từ {day}", "Gone from the plan since {day}"),
    Gone.UNDATED: Text("Không còn thời hạn từ {day}", "Without a deadline since {day}"),
    Gone.STANDING: Text(
        "Từ {day} là việc thường xuyên, không có thời hạn",
        "Standing work since {day}, without a deadline",
    ),
    Gone.WITHDRAWN: Text(
        "Từ {day} không còn, do không còn phải thực hiện nhiệm vụ",
        "Gone since {day}, as the work is withdrawn",
    ),
    Gone.NO_PERIOD: Text(
        "Từ {day} không còn kỳ số liệu riêng", "Without days of data of its own since {day}"
    ),
    Gone.REVOKED: Text(
        "Ngoại lệ không còn được ghi nhận từ {day}", "The waiver is no longer recorded since {day}"
    ),
}


def why_gone(gone: Gone, day: date, language: str, /) -> str:
    """Return why something is there no more, in a line.

    Args:
        gone: Why.
        day: First day on which it was not there.
        language: ``vi`` or ``en``.
    """
    return say(_GONE[gone], language).format(day=shown(day, language))


def cancelled(summary: str, language: str, /) -> str:
    """Return the title of what is gone from that which it had."""
    return f"{say(CANCELLED, language)}{bare(summary)}"


def passed_on(summary: str, language: str, /) -> str:
    """Return the title of what a former holder is told from that of the event."""
    return f"{say(MOVED_ON, language)}{bare(summary)}"


def undated(summary: str, language: str, /) -> str:
    """Return the title of work that has no deadline any more from that which it had."""
    return f"{say(UNDATED, language)}{bare(summary)}"


def says_passed_on(summary: str, /) -> bool:
    """Return whether a title is that of what a former holder is told."""
    return summary.startswith((MOVED_ON.vi, MOVED_ON.en))


def says_undated(summary: str, /) -> bool:
    """Return whether a title is that of work that has no deadline any more."""
    return summary.startswith((UNDATED.vi, UNDATED.en))


def bare(summary: str, /) -> str:
    """Return a title without its mark; the edition before may be in the other language."""
    title = printable(summary).removeprefix(DONE)
    for mark in (CANCELLED, HANDED_OVER, MOVED_ON, UNDATED):
        title = title.removeprefix(mark.vi).removeprefix(mark.en)
    return title
