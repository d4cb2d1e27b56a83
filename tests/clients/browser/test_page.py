"""The page of a folder of feeds, as a browser shows it on phones, on desks and on paper."""

import re
import shutil
import subprocess
from urllib.parse import unquote

import pytest

from tests.clients.browser.conftest import URL, VIEWS, Page

WEBCAL = URL.replace("https://", "webcal://")
GOOGLE = "https://calendar.google.com/calendar/r?cid="
#: The sizes of A4 in points, as pdfinfo rounds them.
A4 = (595, 842)

pytestmark = pytest.mark.parametrize("view", list(VIEWS))


def test_it_has_no_script_and_asks_for_nothing_else(page: Page, view: str) -> None:
    seen = page.views[view]
    assert seen["content"]["scripts"] == 0
    assert seen["requests"] == [(page.folder / "index.html").as_uri()]


def test_the_browser_complains_of_nothing(page: Page, view: str) -> None:
    assert page.views[view]["messages"] == []


def test_nothing_is_wider_than_the_window(page: Page, view: str) -> None:
    layout = page.views[view]["layout"]
    assert layout["width"] == VIEWS[view]["width"]
    assert layout["scrollable"] <= layout["width"]
    assert layout["beyond"] == []


def test_links_are_large_enough_for_fingers(page: Page, view: str) -> None:
    assert page.views[view]["layout"]["small"] == 0


def test_everybody_can_read_it(page: Page, view: str) -> None:
    """Contrast, names, roles, headings and languages, as axe judges them."""
    found = page.views[view]["axe"]
    assert found["violations"] == []
    assert "color-contrast" in found["passed"]
    assert "color-contrast" not in {one["id"] for one in found["undecided"]}


def test_it_is_dark_where_people_want_it_dark(page: Page, view: str) -> None:
    colors = page.views[view]["background"].removeprefix("rgb(").removesuffix(")").split(", ")
    is_dark = max(map(int, colors)) < 64
    assert is_dark == (VIEWS[view]["scheme"] == "dark")


def test_every_link_leads_somewhere(page: Page, view: str) -> None:
    content = page.views[view]["content"]
    feeds = {path.name for path in page.folder.glob("*.ics")}
    kinds: dict[str, set[str]] = {"file": set(), "webcal": set(), "google": set()}
    for link in content["links"]:
        if link.startswith("#"):
            assert link.removeprefix("#") in content["targets"]
        elif link.startswith(GOOGLE):
            address = unquote(link.removeprefix(GOOGLE))
            assert len(address) <= 256, "Google takes no longer ones"
            kinds["google"].add(address.removeprefix(WEBCAL))
        elif link.startswith("webcal:"):
            kinds["webcal"].add(link.removeprefix(WEBCAL))
        else:
            assert (page.folder / link).is_file(), link
            kinds["file"].add(link)
    kinds["file"].remove("SHA256SUMS")
    text = (page.folder / "index.html").read_text("utf-8")
    ended = set(re.findall(r'href="([^"]+[.]ics)"', text.partition('<ul class="feeds ended">')[2]))

    assert kinds["file"] == feeds
    assert kinds["webcal"] in (feeds - ended, set()), "nobody subscribes to what has ended"
    assert kinds["google"] in (feeds - ended, set())


def test_drafts_that_count_are_named(page: Page, view: str) -> None:
    text = page.views[view]["content"]["text"]
    named = "chưa ban hành: “Phụ lục phân công nhiệm vụ, thời hạn, sản phẩm (dự thảo)”."
    assert (named in text) == page.folder.name.startswith("many")


def test_cameras_read_the_addresses(page: Page, view: str) -> None:
    seen = page.views[view]
    if VIEWS[view].get("reads_qr"):
        shown = {text.removeprefix(WEBCAL) for text in seen["qr"]}
        assert shown <= {path.name for path in page.folder.glob("*.ics")}
        assert len(shown) == len(seen["qr"])
        assert bool(shown) == any(link.startswith("webcal:") for link in seen["content"]["links"])
    else:
        assert seen["qr"] == []


def test_it_prints_on_a4(page: Page, view: str) -> None:
    if not VIEWS[view].get("prints"):
        assert not (page.pictures / f"{view}.pdf").exists()
        return
    if shutil.which("pdfinfo") is None or shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdfinfo and pdftotext are not installed")
    printed = page.pictures / f"{view}.pdf"
    about = _told("pdfinfo", str(printed))
    _, size = next(line for line in about.splitlines() if line.startswith("Page size")).split(":")
    width, _, height, *_ = size.split()
    assert (round(float(width)), round(float(height))) == A4

    *pages, end = _told("pdftotext", "-raw", str(printed), "-").split("\f")
    assert not end.strip()
    assert all(text.strip() for text in pages), "an empty page"
    text = "".join("".join(pages).split())
    for feed in page.folder.glob("*.ics"):
        if f"{feed.name}</p>" in (page.folder / "index.html").read_text("utf-8"):
            assert feed.name in text, "the address is not to be read on paper"
    assert "Tải tệp" not in "".join(pages), "nobody can follow a link on paper"


def _told(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()
