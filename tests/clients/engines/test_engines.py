"""Engines that know nothing of us read the same in feeds as stands there."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.clients.folders import FOLDERS, GOLDEN
from tests.clients.reading import Reading, lines_of, plain_reading

Engine = Callable[[Sequence[Path]], list[Reading]]

#: What makes one event stand for many.
RECURRING = re.compile(r"(?:RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID)[:;]")
PINNED = sorted(GOLDEN.rglob("*.ics"))


def test_engines_read_in_every_feed_what_stands_there(engine: Engine, folder: Path) -> None:
    feeds = sorted(folder.glob("*.ics"))
    assert feeds

    for feed, found in zip(feeds, engine(feeds), strict=True):
        assert found == plain_reading(feed.read_bytes()), feed.name


@pytest.mark.skipif(not PINNED, reason="no feed is pinned in tests/golden/feeds")
def test_engines_read_in_every_pinned_feed_what_stands_there(engine: Engine) -> None:
    for feed, found in zip(PINNED, engine(PINNED), strict=True):
        assert found == plain_reading(feed.read_bytes()), feed


def test_no_event_stands_for_many(folder: Path) -> None:
    for feed in (*folder.glob("*.ics"), *PINNED):
        assert not [line for line in lines_of(feed.read_bytes()) if RECURRING.match(line)]


def test_the_folders_hold_what_feeds_can_hold(tmp_path: Path) -> None:
    """Else the engines would agree about nothing."""
    seen: list[dict[str, object]] = []
    for name, publish in FOLDERS.items():
        (tmp_path / name).mkdir()
        publish(tmp_path / name)
        for feed in sorted((tmp_path / name).glob("*.ics")):
            seen += plain_reading(feed.read_bytes()).values()

    assert {one["kind"] for one in seen} == {"VEVENT", "VTODO"}
    assert {"CONFIRMED", "CANCELLED", "COMPLETED"} <= {one["status"] for one in seen}
    assert any(one["related"] for one in seen)
    assert any(one["sequence"] for one in seen)
    assert any("due" not in one for one in seen if one["kind"] == "VTODO")
    assert len(seen) > 1_000
