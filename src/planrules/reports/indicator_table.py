"""How far indicators are, for people: a table in a terminal, and in Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from planrules.model.message import Text, shown
from planrules.model.what_if import what_if_lines
from planrules.reports.escaping import markdown_text
from planrules.reports.labels import say
from planrules.reports.text import Style, plain
from planrules.rules.progress_words import (
    BODY_COLUMNS,
    COLUMNS,
    HEAD,
    NOTHING,
    ROUNDED,
    cells_of,
    is_rounded,
    notes_of,
    part_cells,
    rollup_words,
)
from planrules.text import display_width, pad, printable, wrap
from planrules.tracking.figures import PLACES
from planrules.tracking.progress import IndicatorProgress, Indicators, Pace, Part

_STYLES: Final = {
    Pace.REACHED: "cell-passed",
    Pace.BEHIND: "error",
    Pace.NOT_KNOWN: "faint",
}
#: Columns of a terminal below which titles are not made narrower.
_NARROWEST: Final = 20
_INDENT: Final = "    "


def indicators_lines(
    indicators: Indicators,
    *,
    language: str,
    detail: bool = False,
    unit: str | None = None,
    style: Style = plain,
    width: int = 120,
) -> Iterator[str]:
    """Yield indicators as lines for people.

    Args:
        indicators: The indicators.
        language: ``vi`` or ``en``.
        detail: Whether to add a line for each body.
        unit: Id of the one body that is asked about; without it, all of them.
        style: Sets a text apart by the name of what it is.
        width: Columns that the table may take.
    """
    yield style(printable(indicators.plan.title), "title")
    yield from what_if_lines(indicators.plan, language)
    if not indicators:
        yield say(NOTHING, language)
        return
    yield _head(indicators, language)
    yield ""
    heads = [say(column, language) for column in COLUMNS]
    rows = [cells_of(one, language) for one in indicators]
    widths = _widths(heads[1:], rows)
    room = max(_NARROWEST, width - sum(widths) - 2 * len(widths))
    titles = [wrap(_named(one), room) or [""] for one in indicators]
    first = max(display_width(text) for lines in (heads[:1], *titles) for text in lines)
    yield style("  ".join([pad(heads[0], first), *map(pad, heads[1:], widths)]).rstrip(), "title")
    for one, lines, cells in zip(indicators, titles, rows, strict=True):
        *more, pace = map(pad, cells, widths)
        coloured = style(pace.rstrip(), _STYLES.get(one.pace, ""))
        yield "  ".join([pad(lines[0], first), *more, coloured])
        yield from lines[1:]
        for note in notes_of(indicators.plan, one, language):
            first_line, *rest = wrap(note, width - len(_INDENT) - 2)
            yield f"{_INDENT}- {first_line}"
            yield from (f"{_INDENT}  {line}" for line in rest)
        if detail:
            if words := rollup_words(one, language):
                yield f"{_INDENT}{words}"
            yield from _bodies(indicators, one.parts_of(unit), language)
    legend = list(_legend(indicators, language))
    yield from ["", *legend] if legend else []


def _bodies(indicators: Indicators, parts: Iterable[Part], language: str) -> Iterator[str]:
    """Yield a line for each body of an indicator."""
    rows = [part_cells(indicators.plan, part, language) for part in parts]
    if rows:
        heads = [say(column, language) for column in BODY_COLUMNS]
        widths = _widths(heads, rows)
        for cells in (heads, *rows):
            yield f"{_INDENT}{'  '.join(map(pad, cells, widths))}".rstrip()


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [
        max(display_width(cell) for cell in column) for column in zip(heads, *rows, strict=True)
    ]


def _named(one: IndicatorProgress) -> str:
    title = printable(one.indicator.title)
    return f"{one.indicator.clause}: {title}" if one.indicator.clause else title


def _head(indicators: Indicators, language: str) -> str:
    day = shown(indicators.as_of, language)
    return say(HEAD, language).format(day=day, count=len(indicators))


def _legend(indicators: Indicators, language: str) -> Iterator[str]:
    """Yield what is to be known of the numbers."""
    if any(map(is_rounded, indicators)):
        yield say(ROUNDED, language).format(places=PLACES)


def indicators_markdown(
    indicators: Indicators, *, language: str, detail: bool = False, unit: str | None = None
) -> str:
    """Return indicators as Markdown, in which no text of the plan is markup.

    Args:
        indicators: The indicators.
        language: ``vi`` or ``en``.
        detail: Whether to add a table of the bodies of each.
        unit: Id of the one body that is asked about; without it, all of them.
    """
    blocks = [f"# {markdown_text(indicators.plan.title)}"]
    blocks += (f"{markdown_text(line)}." for line in what_if_lines(indicators.plan, language))
    if not indicators:
        return "\n\n".join([*blocks, say(NOTHING, language), ""]).rstrip("\n") + "\n"
    blocks.append(f"{_head(indicators, language)}.")
    blocks.append(
        _table(COLUMNS, ((_named(o), *cells_of(o, language)) for o in indicators), language)
    )
    for one in indicators:
        notes = [f"- {markdown_text(n)}." for n in notes_of(indicators.plan, one, language)]
        bodies = [part_cells(indicators.plan, part, language) for part in one.parts_of(unit)]
        if notes or (detail and bodies):
            blocks.append(f"## {markdown_text(_named(one))}")
        if notes:
            blocks.append("\n".join(notes))
        if detail and bodies:
            if words := rollup_words(one, language):
                blocks.append(f"{markdown_text(words)}.")
            blocks.append(_table(BODY_COLUMNS, iter(bodies), language))
    return "\n\n".join([*blocks, *_legend(indicators, language)]) + "\n"


def _table(columns: Sequence[Text], rows: Iterator[Sequence[str]], language: str) -> str:
    heads = [say(column, language) for column in columns]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += (f"| {' | '.join(map(markdown_text, cells))} |" for cells in rows)
    return "\n".join(lines)
