"""Findings about calendars as text for people and as data for programs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from planrules.feeds.linting.finding import FeedFinding
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.rules.labels import HELP, counted, say
from planrules.text import printable

#: By the name of a file, what was found in it.
Found = Mapping[str, Sequence[FeedFinding]]

_IN_ALL = Text("Tổng cộng: {counts}.", "In all: {counts}.")
_IN_FILES = Text("Tổng cộng {files} tệp: {counts}.", "In all, in {files} files: {counts}.")
_NOTHING = Text(
    "Không có nội dung cần rà soát trong tệp lịch.", "Nothing was found in the calendar."
)
_NOTHING_IN_FILES = Text(
    "Không có nội dung cần rà soát trong {files} tệp lịch.",
    "Nothing was found in {files} calendars.",
)
_LIKE_IT = Text(
    "và {count} dòng khác ({code}): {lines}; xem đủ bằng --format json",
    "and {count} more lines ({code}): {lines}; --format json tells all",
)
#: More findings of one code in a file are summed up, and so are the lines where they stand.
_TOLD = 3
_LINES = 8


def lint_text(found: Found, /, *, language: str) -> str:
    """Return findings as text: what is so and what to do, each in a line, and a summary.

    Where there are many of one code in a file, the first is told, and where more like it stand.

    Args:
        found: By the name of each file that was looked at, what was found in it.
        language: ``vi`` or ``en``.
    """
    lines: list[str] = []
    for findings in found.values():
        lines += _lines(findings, language)
    every = [each for findings in found.values() for each in findings]
    counts = ", ".join(
        counted(severity, count, language) for severity, count in _counts(every).items() if count
    )
    is_one = len(found) == 1
    if counts:
        summary = _IN_ALL if is_one else _IN_FILES
    else:
        summary = _NOTHING if is_one else _NOTHING_IN_FILES
    lines.append(say(summary, language).format(files=len(found), counts=counts))
    return "".join(f"{printable(line)}\n" for line in lines)


def _lines(findings: Sequence[FeedFinding], language: str) -> Iterator[str]:
    """Yield what was found in a file, in the order of lines; many of one code with the first."""
    of_code: dict[str, list[FeedFinding]] = {}
    for each in findings:
        of_code.setdefault(each.code, []).append(each)
    for each in findings:
        first, *more = of_code[each.code]
        is_summed_up = len(more) >= _TOLD
        if is_summed_up and each is not first:
            continue
        message = each.message.text(language)
        yield f"{each.place}: {each.code} {each.severity} {message} ({each.clause})"
        if is_summed_up:
            places = [str(one.place.line) for one in more[:_LINES]]
            places += ["…"] if len(more) > _LINES else []
            facts = {"count": len(more), "code": each.code, "lines": ", ".join(places)}
            yield f"  {say(_LIKE_IT, language).format(**facts)}"
        yield f"  {say(HELP, language)}: {each.help.text(language)}"


def lint_data(found: Found, /, *, language: str) -> dict[str, Any]:  # what JSON holds
    """Return findings as data, for JSON.

    Args:
        found: By the name of each file that was looked at, what was found in it.
        language: Language of messages and help, ``vi`` or ``en``.
    """
    every = [each for findings in found.values() for each in findings]
    return {
        "files": [{"file": file, **_counted(findings)} for file, findings in found.items()],
        "summary": _counted(every),
        "findings": [
            {
                "code": each.code,
                "name": each.name,
                "severity": each.severity.value,
                "clause": each.clause,
                "message": each.message.text(language),
                "help": each.help.text(language),
                "location": {
                    "file": each.place.file,
                    "line": each.place.line,
                    "column": each.place.column,
                },
            }
            for each in every
        ],
    }


def _counted(findings: Iterable[FeedFinding]) -> dict[str, int]:
    return {severity.value: count for severity, count in _counts(findings).items()}


def _counts(findings: Iterable[FeedFinding]) -> dict[Severity, int]:
    counts = dict.fromkeys(Severity, 0)
    for each in findings:
        counts[each.severity] += 1
    return counts
