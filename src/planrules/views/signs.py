"""The signs that a drawing of a schedule is made of."""

from collections.abc import Iterator
from typing import Final

from planrules.text import display_width
from planrules.views.markup import Markup, element

RED: Final = "#d13438"
BLUE: Final = "#2f74c0"
INK: Final = "currentColor"

_THICK, _THIN = 13.0, 8.0


def sign(key: str, x: float, y: float) -> Iterator[Markup]:
    """Yield the sign that stands before its meaning in the legend."""
    match key:
        case "critical":
            yield bar(x, 24.0, y, is_critical=True)
        case "bar":
            yield bar(x, 24.0, y, is_critical=False)
        case "float":
            yield slack(x, x + 24, y)
        case "event":
            yield event(x + 12, y, is_critical=False)
        case "due":
            yield flag(x + 12, y, is_missed=False)
        case "off":
            yield element("rect", x=x, y=y - 7, width=24, height=14, opacity="0.12")
        case _:
            line = f"M{x + 12:.1f} {y - 8:.1f}v16"
            yield element("path", d=line, stroke=INK, stroke_dasharray="3 3", opacity="0.8")


def bar(x: float, width: float, y: float, *, is_critical: bool) -> Markup:
    """Return the bar of some work, about the height ``y``; thick where it is critical."""
    height = _THICK if is_critical else _THIN
    return element(
        "rect",
        x=x,
        y=y - height / 2,
        width=width,
        height=height,
        rx=2,
        fill=RED if is_critical else BLUE,
        fill_opacity=None if is_critical else "0.55",
        stroke=RED if is_critical else BLUE,
    )


def event(x: float, y: float, *, is_critical: bool) -> Markup:
    """Return a milestone: a diamond about a point."""
    return element(
        "path",
        d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7Z",
        fill=RED if is_critical else BLUE,
        stroke=INK,
    )


def slack(x: float, end: float, y: float) -> Markup:
    """Return total float: a dashed line up to where work must end."""
    return element(
        "path",
        d=f"M{x:.1f} {y:.1f}H{end:.1f}m0 -3v6",
        fill="none",
        stroke=BLUE,
        stroke_width=1.5,
        stroke_dasharray="4 2",
    )


def flag(x: float, y: float, *, is_missed: bool) -> Markup:
    """Return a deadline: a line at the end of its day, with a flag that points back."""
    return element(
        "path",
        d=f"M{x:.1f} {y + 9:.1f}v-18l-6 3.5l6 3.5",
        fill=INK if is_missed else "none",  # seen on a red bar, where a red flag would not be
        stroke=INK,
        stroke_width=1.2,
    )


def text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str | None = None,
    weight: str | None = None,
    fill: str | None = None,
) -> Markup:
    """Return words whose base line begins, or ends, at a point."""
    return element("text", text, x=x, y=y, text_anchor=anchor, font_weight=weight, fill=fill)


def shortened(text: str, columns: int) -> str:
    """Return a text cut to a width, and a sign that it was."""
    used = 0
    fitting = 0  # how many letters leave a column for the sign, the marks of the last one included
    for at, letter in enumerate(text, start=1):
        used += display_width(letter)
        if used > columns:
            return f"{text[:fitting].rstrip()}…"
        if used < columns:
            fitting = at
    return text
