"""Markup that is whole and escaped because nothing else can be made here."""

from collections.abc import Iterable
from html import escape
from typing import Final

from planrules.text import printable

# Notebooks are light or dark by themselves, whatever the system is, and set nothing that a page
# could ask for; their own style gives tables equal columns and stripes. So text takes the colour
# around it, lines and shades are grey that is seen on both, and the few colours have a luminance of
# about 0.18: 4.5 to 1 on white, 4 to 1 on near-black.
_STYLE: Final = """\
.planrules{max-width:72em;line-height:1.4}
.planrules h3{font-size:1.1em;font-weight:600;margin:.4em 0 .2em}
.planrules p{margin:.2em 0}
.planrules table{border-collapse:collapse;margin:.4em 0;font-size:.93em;width:100%;\
table-layout:auto!important}
.planrules tr{background:none!important}
.planrules th,.planrules td{text-align:left!important;vertical-align:top;\
padding:.25em .7em .25em .4em;\
white-space:normal;border-bottom:1px solid rgba(128,128,128,.35);background:none;max-width:none}
.planrules th{font-weight:600}
.planrules thead th{border-bottom:2px solid rgba(128,128,128,.6)}
.planrules th.group{background:rgba(128,128,128,.12);padding-top:.45em}
.planrules td.day,.planrules td.clause,.planrules td.passed,.planrules td.failed{white-space:nowrap}
.planrules td.place{font-size:.85em;opacity:.75;overflow-wrap:anywhere;min-width:13em}
.planrules .faint{opacity:.75;font-weight:normal}
.planrules .error,.planrules .overdue,.planrules .failed{color:#d13438;font-weight:600}
.planrules .warning,.planrules .due-soon{color:#a86400;font-weight:600}
.planrules .info{color:#2f74c0;font-weight:600}
.planrules .passed{color:#2e8540}
.planrules summary{cursor:pointer;margin:.3em 0}
.planrules .drawing{overflow-x:auto}
"""


#: Elements that end a line, so that a page can be read and compared as a text.
_ON_LINES: Final = frozenset({"h3", "p", "tr", "style", "summary", "details", "g", "path", "svg"})


class Markup(str):
    """A text that is markup already; every other text is escaped."""

    __slots__ = ()


def words(text: str, /) -> Markup:
    """Return a text as markup; control characters and direction overrides are spelled out."""
    return text if isinstance(text, Markup) else Markup(escape(printable(text)))


def joined(*parts: str) -> Markup:
    """Return texts and markup one after another."""
    return Markup("".join(map(words, parts)))


def element(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element.

    Args:
        name: Its name.
        children: Texts, which are escaped, and markup.
        attributes: Its attributes, ``_`` for ``-``, and one at the end where Python keeps the word
            to itself; those that are None are left out.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    end = "\n" if name in _ON_LINES else ""
    return Markup(f"<{name}{said}>{joined(*children)}</{name}>{end}")


def _written(value: str | float) -> str:
    """Return a value of an attribute; lengths are told to a tenth."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def page(*parts: str) -> Markup:
    """Return what a notebook shows, its style with it: a notebook has no place for that."""
    # The style is our own and holds nothing to escape; escaped it would mean something else.
    return element("div", element("style", Markup(_STYLE)), *parts, class_="planrules")


def table(heads: Iterable[str], rows: Iterable[Markup]) -> Markup:
    """Return a table."""
    head = element("tr", *(element("th", text, scope="col") for text in heads))
    return element("table", element("thead", head), element("tbody", *rows))


def row(*cells: str, kinds: Iterable[str | None] = ()) -> Markup:
    """Return a row of a table.

    Args:
        cells: What stands in it.
        kinds: What the first cells hold, where that sets them apart.
    """
    classes = [*kinds, *[None] * len(cells)]
    return element(
        "tr",
        *(element("td", cell, class_=kind) for cell, kind in zip(cells, classes, strict=False)),
    )


def group(columns: int, *parts: str) -> Markup:
    """Return a row that says what the rows below it have in common."""
    return element("tr", element("th", *parts, colspan=columns, scope="rowgroup", class_="group"))


def folded(summary: str, *parts: str, is_open: bool = False) -> Markup:
    """Return parts that a click unfolds, or folds."""
    return element("details", element("summary", summary), *parts, open="open" if is_open else None)


def faint(text: str) -> Markup:
    """Return a text that steps back."""
    return element("span", text, class_="faint")
