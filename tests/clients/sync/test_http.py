"""Over HTTP, a feed that has not changed costs nothing, and one that has is seen at once."""

import threading
from email.utils import formatdate
from hashlib import sha256
from pathlib import Path

import pytest

from tests.clients.reading import plain_reading
from tests.clients.sync.editions import COUNT, MOVED, WHOLE, issue
from tests.clients.sync.servers import Server, etag_of

BODY = "doc-sach/doc-sach.thon-mot.ics"
#: How many times a feed is asked for while it is written again and again.
ASKED = 300
WRITTEN = 40


def test_a_feed_is_a_calendar_in_utf_8_whoever_asks(root: Path, served: Server) -> None:
    issue(root, "2026-02-01")
    answer = served.ask(WHOLE)  # no Accept, no Accept-Encoding, no User-Agent

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["last-modified"] == formatdate(
        (root / WHOLE).stat().st_mtime, usegmt=True
    )
    assert answer.body == (root / WHOLE).read_bytes()
    assert etag_of(answer)
    head = served.ask(WHOLE, method="HEAD")
    assert (head.status, head.body, etag_of(head)) == (200, b"", etag_of(answer))


def test_feeds_are_not_compressed(root: Path, served: Server) -> None:
    issue(root, "2026-02-01")
    answer = served.ask(WHOLE, Accept_Encoding="gzip, br", Accept="text/html")

    assert "content-encoding" not in answer.headers
    assert answer.body == (root / WHOLE).read_bytes()


def test_what_has_not_changed_is_not_sent_again(root: Path, served: Server) -> None:
    issue(root, "2026-02-01")
    first = served.ask(WHOLE)
    tag, day = etag_of(first), first.headers["last-modified"]

    issue(root, "2026-02-02")  # the same plan on the next day
    for asked in (
        {"If_None_Match": tag},
        {"If_Modified_Since": day},
        {"If_None_Match": tag, "If_Modified_Since": day},
    ):
        answer = served.ask(WHOLE, **asked)
        assert (answer.status, answer.body) == (304, b""), asked
        assert (answer.headers["etag"], answer.headers["last-modified"]) == (tag, day)


def test_what_has_changed_is_sent_and_the_rest_is_not(root: Path, served: Server) -> None:
    issue(root, "2026-02-01")
    feeds = [path.relative_to(root).as_posix() for path in root.rglob("*.ics")]
    tags = {feed: etag_of(served.ask(feed)) for feed in feeds}

    issue(root, "2026-02-10", MOVED)
    statuses = {feed: served.ask(feed, If_None_Match=tags[feed]).status for feed in feeds}

    assert statuses == {WHOLE: 200, "doc-sach/doc-sach.truong.ics": 200, BODY: 304}


def test_a_tag_that_differs_outweighs_a_day_that_does_not(root: Path, served: Server) -> None:
    issue(root, "2026-02-01")
    day = served.ask(WHOLE).headers["last-modified"]

    answer = served.ask(WHOLE, If_None_Match='"khac"', If_Modified_Since=day)
    assert answer.status == 200


def test_a_feed_that_was_put_back_from_a_copy_is_sent(root: Path, served: Server) -> None:
    """Its day is earlier than the one that the client knows, and it is another one all the same."""
    issue(root, "2026-02-01")
    later = formatdate((root / WHOLE).stat().st_mtime + 3600, usegmt=True)

    assert served.ask(WHOLE, If_Modified_Since=later).status == 200


def test_robots_may_read_the_feeds(served: Server) -> None:
    answer = served.ask("robots.txt")

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.body == b"User-agent: *\nDisallow:\n"


def test_the_page_and_the_checksums_are_there(root: Path, served: Server) -> None:
    issue(root, "2026-02-01")
    page = served.ask("doc-sach/")
    sums = served.ask("doc-sach/SHA256SUMS")

    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert sums.headers["content-type"] == "text/plain; charset=utf-8"
    for line in sums.body.decode().splitlines():
        digest, name = line.split("  ")
        assert sha256(served.ask(f"doc-sach/{name}").body).hexdigest() == digest


@pytest.mark.parametrize(
    "path", ["doc-sach/manifest.json", "doc-sach/.lock", "doc-sach/.x.ics.0123456789abcdef"]
)
def test_what_planrules_keeps_for_itself_is_not_handed_out(
    root: Path, served: Server, path: str
) -> None:
    issue(root, "2026-02-01")
    (root / path).touch()

    assert served.ask(path).status == 404


def test_folders_are_not_listed(root: Path, served: Server) -> None:
    issue(root, "2026-02-01")
    assert served.ask("").status in {403, 404}


def test_certificates_can_be_renewed_through_the_folder(root: Path, served: Server) -> None:
    challenge = root / ".well-known" / "acme-challenge"
    challenge.mkdir(parents=True)
    (challenge / "x").write_bytes(b"y")

    assert served.ask(".well-known/acme-challenge/x").body == b"y"


def test_nobody_sees_half_a_feed(root: Path, server: Server) -> None:
    issue(root, "2026-02-01")
    stop = threading.Event()

    def write() -> None:
        for turn in range(WRITTEN):
            if stop.is_set():
                break
            issue(root, "2026-02-10", *([MOVED] if turn % 2 else []))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = {server.ask(WHOLE).body for _ in range(ASKED)}
    finally:
        stop.set()
        writer.join()
    assert len(seen) > 1
    for body in seen:
        assert body.endswith(b"END:VCALENDAR\r\n")
        assert len(plain_reading(body)) == COUNT


def test_pythons_own_server_does_for_a_trial(root: Path, plainly_served: Server) -> None:
    issue(root, "2026-02-01")
    answer = plainly_served.ask(WHOLE)

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.body == (root / WHOLE).read_bytes()
    day = answer.headers["last-modified"]
    assert plainly_served.ask(WHOLE, If_Modified_Since=day).status == 304
