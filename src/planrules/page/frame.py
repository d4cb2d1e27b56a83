"""The frame of all pages, and the colours and lines that they have in common.

Those who make a page bring the markup of its body, and the style that is its own. How all pages
look, on light and dark screens and on paper, is told by the files beside this module.
"""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from string import Template


def whole_page(
    *, language: str, title: str, body: str, style: str, has_pictures: bool = False
) -> str:
    """Return a page that needs no other file, and lets a browser fetch none.

    Args:
        language: ``vi``; anything else is taken as ``en``.
        title: Its title, as markup.
        body: The element ``body``, as markup.
        style: Rules of its own, which come after those of all pages.
        has_pictures: Whether pictures may stand in it, as ``data:`` addresses. It then has an
            empty icon, too, so that browsers don't ask the server for one.
    """
    folder = files("planrules.page")
    style = f"{folder.joinpath('page.css').read_text('utf-8')}\n{style}"
    return Template(folder.joinpath("page.html").read_text("utf-8")).substitute(
        language="vi" if language == "vi" else "en",
        title=title,
        body=body.rstrip("\n"),
        style=style,
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        pictures=" img-src data:;" if has_pictures else "",
        icon='<link rel="icon" href="data:,">\n' if has_pictures else "",
    )
