"""A client that synchronises sees what has changed, and nothing else."""

from pathlib import Path

from tests.clients.sync.conftest import Subscriber
from tests.clients.sync.editions import COUNT, MOVED, WHOLE, WITHDRAWN, issue
from tests.clients.sync.servers import Server

MOVING = "doc-sach.ngay-hoi.once"
GOING = "doc-sach.tu-sach.once"


def test_the_first_synchronisation_takes_all_and_the_second_changes_nothing(
    root: Path, server: Server, subscriber: Subscriber
) -> None:
    issue(root, "2026-02-01")
    subscriber.subscribe(server.url(WHOLE))

    assert "Copying" in subscriber.sync()
    first = subscriber.files()
    assert len(first) == len(subscriber.items()) == COUNT

    assert "Copying" not in subscriber.sync()
    assert subscriber.files() == first

    issue(root, "2026-02-02")
    assert "Copying" not in subscriber.sync()
    assert subscriber.files() == first


def test_a_deadline_that_moves_changes_one_item(
    root: Path, server: Server, subscriber: Subscriber
) -> None:
    issue(root, "2026-02-01")
    subscriber.subscribe(server.url(WHOLE))
    subscriber.sync()
    files, items = subscriber.files(), subscriber.items()

    issue(root, "2026-02-10", MOVED)
    subscriber.sync()
    now = subscriber.items()

    assert now.keys() == items.keys()
    assert [id for id in now if now[id] != items[id]] == [MOVING]
    assert (items[MOVING]["dtstart"], now[MOVING]["dtstart"]) == ("2026-04-21", "2026-05-19")
    assert (items[MOVING]["sequence"], now[MOVING]["sequence"]) == (0, 1)
    assert len(subscriber.files().items() - files.items()) == 1


def test_work_that_is_withdrawn_is_seen_as_cancelled(
    root: Path, server: Server, subscriber: Subscriber
) -> None:
    issue(root, "2026-02-01")
    subscriber.subscribe(server.url(WHOLE))
    subscriber.sync()
    items = subscriber.items()

    issue(root, "2026-02-21", MOVED, WITHDRAWN)
    subscriber.sync()
    now = subscriber.items()

    assert now.keys() == items.keys()
    assert sorted(id for id in now if now[id] != items[id]) == [MOVING, GOING]
    assert now[GOING]["status"] == "CANCELLED"
    assert str(now[GOING]["summary"]).startswith("[BÃI BỎ] ")

    issue(root, "2027-03-28", MOVED, WITHDRAWN)
    subscriber.sync()
    assert subscriber.items()[GOING] == now[GOING], "the 400th day after"
    issue(root, "2027-03-29", MOVED, WITHDRAWN)
    subscriber.sync()
    assert GOING not in subscriber.items()


def test_a_feed_with_nothing_in_it_is_no_fault(
    root: Path, server: Server, subscriber: Subscriber
) -> None:
    issue(root, "2026-02-21", WITHDRAWN)
    issue(root, "2027-03-29", WITHDRAWN)
    subscriber.subscribe(server.url("doc-sach/doc-sach.thon-mot.ics"))
    subscriber.sync()

    assert subscriber.items() == {}
