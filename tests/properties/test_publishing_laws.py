"""Laws of a folder of feeds that is published again and again while its plan lives.

Amendments are issued, work is recorded, deadlines are put off, the plan is edited in place; the
manifest is lost or broken, calendars are edited by hand, writers are stopped between two files.
What stands in the folder is read line by line.
"""

import copy
import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from planrules import PlanFileError, loads
from planrules.feeds import publishing
from planrules.feeds.errors import FeedFolderError
from planrules.feeds.notice import NoticeKind
from planrules.feeds.options import ALARM, FeedOptions, Profile
from planrules.feeds.publishing import Publication, feeds_following, publish_feeds
from planrules.source.storage import write_whole
from tests.amending import (
    START,
    TASKS,
    Table,
    base,
    days,
    drawn_amendment,
    drawn_extension,
    text,
)
from tests.feeding import Item, assessed, by_uid, read, shown
from tests.properties.test_feed_laws import stories
from tests.properties.test_story_laws import drawn_entries

#: Files that stand in the folder and are nobody's feeds, though some are called so.
FOREIGN = {
    "robots.txt": b"User-agent: *\n",
    "p.ghi-chu.ics": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//VI\r\nEND:VCALENDAR\r\n",
    "p.Ghi ch\u00fa.ics": b"no calendar",
    "q.ics": b"BEGIN:VCALENDAR\r\n",
}
#: Notices that the plan was edited in place.
EDITS = {NoticeKind.MOVED, NoticeKind.REWORDED, NoticeKind.DROPPED}
#: By name of a file, then by uid, what stands in a folder.
Files = Mapping[str, Mapping[str, Item]]
State = tuple[date | None, date | None, str | None, bool]


class Stopped(Exception):  # noqa: N818 - it stands for a process that is killed
    """A writer was stopped."""


def stopping_after(count: int) -> Callable[[Path, bytes], None]:
    """Return what writes so many files and is stopped before the next one."""
    left = [count]

    def write(path: Path, data: bytes) -> None:
        if not left[0]:
            raise Stopped
        left[0] -= 1
        write_whole(path, data)

    return write


def is_trace(item: Item) -> bool:
    """Return whether a former holder is told where something has gone."""
    return item["SUMMARY"].text.startswith("[ĐÃ CHUYỂN]")


def renamed(value: Any, old: str, new: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return tables with a word in the place of another one, wherever it stands alone."""
    if isinstance(value, dict):
        return {key: renamed(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, old, new) for one in value]
    return new if value == old else value


class Publishing(RuleBasedStateMachine):
    """A folder of feeds, and the plan that it is published from."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.out = self.folder / "lich"
        self.day = START
        self.tables: Table = {}
        self.sequences: dict[str, int] = {}
        self.states: dict[str, State] = {}
        self.worded: dict[str, str] = {}
        self.is_edited = self.is_amended = self.is_damaged = self.is_changed = False
        self.options = FeedOptions()
        self.said: dict[str, dict[str, Item]] = {}
        self.cancelled: dict[tuple[str, str], date] = {}
        self.numbers: dict[str, int] = {}
        self.before: dict[str, int] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(
        data=st.data(),
        past=st.sampled_from([400, 400, 20]),
        ahead=st.sampled_from([None, None, 90]),
        windows=st.booleans(),
    )
    def begin(self, data: st.DataObject, past: int, ahead: int | None, *, windows: bool) -> None:
        self.options = FeedOptions(past=past, ahead=ahead, windows=windows)
        self.tables = base(data.draw) | {"amendment": [], "entry": [], "extension": []}
        self.publish(0)

    # ----------------------------------------------------------------- what happens to the plan

    @rule(data=st.data(), is_published=st.booleans())
    def amend(self, data: st.DataObject, *, is_published: bool) -> None:
        one = drawn_amendment(data.draw, len(self.tables["amendment"]))
        self.take(self.tables | {"amendment": [*self.tables["amendment"], one]})
        self.is_amended = True
        if is_published:
            self.publish(90)

    @rule(data=st.data())
    def record(self, data: st.DataObject) -> None:
        firsts = dict.fromkeys(TASKS, START)
        entries = drawn_entries(data.draw, firsts)
        self.take(self.tables | {"entry": [*self.tables["entry"], *entries]})

    @rule(data=st.data())
    def put_off(self, data: st.DataObject) -> None:
        one = drawn_extension(data.draw)
        self.take(self.tables | {"extension": [*self.tables["extension"], one]})
        self.is_amended = True

    @rule(
        task=st.sampled_from(TASKS),
        change=st.sampled_from(
            [
                {"title": "Khác"},
                {"lead": "c"},
                {"lead": {"text": "các đoàn thể"}},
                {"due": date(2024, 10, 9)},
                {"due": date(2027, 10, 9)},
                {"due": date(2022, 10, 9)},
                {"due": None},
                {},
            ]
        ),
        is_published=st.booleans(),
    )
    def edit_in_place(self, task: str, change: Table, *, is_published: bool) -> None:
        """Change the plan as nobody should; without a change, the task is taken out of it."""
        tables = copy.deepcopy(self.tables)
        rows = [row for row in tables["task"] if row["id"] != task or change]
        for row in rows:
            if row["id"] == task and ("due" not in change or "every" not in row):
                row.update(change)
                row.pop("deadline_from" if "due" in change else "", None)
                if row.get("due", 0) is None:
                    del row["due"]
        if self.take(tables | {"task": rows}):
            self.is_edited = True
            if is_published:
                self.publish(0)

    @rule(names=st.sampled_from([("b", "b-moi"), ("b-moi", "b")]))
    def rename_a_body_in_place(self, names: tuple[str, str]) -> None:
        """Change the id of a body wherever it stands."""
        if self.take(renamed(self.tables, *names)):
            self.is_edited = True

    def take(self, tables: Table) -> bool:
        """Go on with other tables, if they are a plan."""
        try:
            loads(text(tables))
        except PlanFileError:
            return False
        self.tables = tables
        return True

    # --------------------------------------------------------------- what happens to the folder

    @rule(
        rest=st.sampled_from([None, b"", b"{", b"[]", b'{"format": 1}', b"\xff", b'{"format": 2}'])
    )
    def lose_the_manifest(self, rest: bytes | None) -> None:
        path = self.out / "manifest.json"
        path.unlink(missing_ok=True)
        if rest is not None:
            path.write_bytes(rest)
        self.is_damaged = self.is_changed = True
        # What no file says any more nobody can know.
        uids = {uid for items in self.items().values() for uid in items}
        self.sequences = {uid: n for uid, n in self.sequences.items() if uid in uids}

    @rule(data=st.data(), much=st.integers(1, 9))
    def edit_a_calendar_by_hand(self, data: st.DataObject, much: int) -> None:
        path = data.draw(st.sampled_from(sorted(self.out.glob("p*.ics"))))
        if path.name in FOREIGN:
            return
        octets = path.read_bytes()
        edits = [
            (b"SEQUENCE:", b"SEQUENCE:%d" % much),
            (b"DTSTART;VALUE=DATE:20240", b"DTSTART;VALUE=DATE:20230"),
            (b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
            (b"END:VCALENDAR", b"\r\n"),
        ]
        old, new = data.draw(st.sampled_from(edits))
        path.write_bytes(octets.replace(old, new, data.draw(st.sampled_from([1, -1]))))
        self.is_damaged = self.is_changed = True

    @rule()
    def put_something_else_there(self) -> None:
        for name, octets in FOREIGN.items():
            (self.out / name).write_bytes(octets)

    @rule(count=st.integers(0, 4), later=st.integers(0, 40))
    def stop_a_writer(self, count: int, later: int) -> None:
        """Stop a writer; a reader finds whole calendars all the same."""
        self.day += timedelta(days=later)
        before = self.items()
        with patch.object(publishing, "write_whole", stopping_after(count)):
            try:
                publish_feeds(self.assessment(), self.out, self.options)
            except Stopped:
                self.is_damaged = True
            else:
                self.publish(0)
                return
        files = self.items()
        self.what_differs_is_later(before, files)
        for items in files.values():
            for uid, item in items.items():
                self.sequences[uid] = max(item.sequence, self.sequences.get(uid, 0))

    # ------------------------------------------------------------------------------- publishing

    def assessment(self) -> Any:  # noqa: ANN401 - of the plan as it is
        return assessed(text(self.tables), self.day)

    @rule(later=st.sampled_from([0, 0, 1, 15, 90]))
    def publish(self, later: int) -> None:
        self.day += timedelta(days=later)
        before = self.items()
        done = publish_feeds(self.assessment(), self.out, self.options)
        self.what_differs_is_later(before, self.holds(done, later))

    @rule(days=st.sampled_from([1, 15, 90]))
    def go_back(self, days: int) -> None:
        """Publish for an earlier day: the one before was a mistake."""
        self.day = max(START, self.day - timedelta(days=days))
        before = self.items()
        self.is_changed = True  # the days that are shown end earlier
        done = publish_feeds(self.assessment(), self.out, self.options, rewind=True)
        self.what_differs_is_later(before, self.holds(done, -days))

    @rule(alarms=st.sampled_from([(), (ALARM,), (ALARM, timedelta(days=-2))]))
    def remind_otherwise(self, alarms: tuple[timedelta, ...]) -> None:
        self.options = attrs.evolve(self.options, alarms=alarms)
        self.publish(0)

    def holds(self, done: Publication, later: int) -> Files:
        """Check what was published; return it."""
        self.is_damaged, was_damaged = False, self.is_damaged
        files = self.items()
        self.is_damaged = was_damaged
        self.nothing_goes_back(files)
        self.what_changes_is_seen(files)
        self.nothing_leaves_unsaid(files)
        self.bodies_together_are_the_plan(files)
        self.checksums_are_right(done)
        self.notices_are_due(done, later)
        self.again_nothing_is_written()
        self.states = self.states_in(files)
        self.worded = self.wordings()
        self.said = files
        self.is_edited = self.is_amended = self.is_damaged = self.is_changed = False
        for name, octets in FOREIGN.items():
            path = self.out / name
            assert not path.exists() or path.read_bytes() == octets
        return files

    def what_differs_is_later(self, before: Files, after: Files) -> None:
        """Whoever has read a calendar takes over what differs, whoever made the difference."""
        for name, items in before.items():
            for uid, was in items.items():
                now = after.get(name, {}).get(uid)
                if now is None or now == was:
                    continue
                assert now.modified > was.modified
                if (now.first, now.last, now.is_cancelled) != (
                    was.first,
                    was.last,
                    was.is_cancelled,
                ):
                    assert now.sequence > was.sequence
                assert now.sequence >= was.sequence

    def items(self) -> dict[str, dict[str, Item]]:
        """Return by name of file, then by uid, what stands in the folder."""
        found = {}
        for path in sorted(self.out.glob("p*.ics")):
            if path.name not in FOREIGN:
                octets = path.read_bytes()
                try:
                    found[path.name] = by_uid(octets)
                except AssertionError:
                    assert self.is_damaged, path
        return found

    def nothing_goes_back(self, files: Mapping[str, Mapping[str, Item]]) -> None:
        for items in files.values():
            for uid, item in items.items():
                assert item.sequence >= self.sequences.get(uid, 0)
        for items in files.values():
            for uid, item in items.items():
                self.sequences[uid] = max(item.sequence, self.sequences.get(uid, 0))
        numbers: dict[str, set[int]] = {}
        for items in files.values():
            for uid, item in items.items():
                numbers.setdefault(uid, set()).add(item.sequence)
        assert all(len(found) == 1 for found in numbers.values())
        self.numbers, self.before = (
            {uid: min(n) for uid, n in numbers.items()},
            self.numbers,
        )

    def states_in(self, files: Mapping[str, Mapping[str, Item]]) -> dict[str, State]:
        """Return by uid day, holder and status of what is published."""
        holders: dict[str, str] = {}
        for name, items in files.items():
            unit = name.removeprefix("p.").removesuffix(".ics")
            if name != "p.ics" and unit != "_nobody":
                for uid, item in items.items():
                    if not is_trace(item):
                        holders[uid] = unit
        return {
            uid: (item.first, item.last, holders.get(uid), item.is_cancelled)
            for uid, item in files["p.ics"].items()
        }

    def what_changes_is_seen(self, files: Mapping[str, Mapping[str, Item]]) -> None:
        for uid, now in self.states_in(files).items():
            if uid in self.states and self.states[uid] != now:
                assert self.numbers[uid] > self.before[uid], uid

    def nothing_leaves_unsaid(self, files: Mapping[str, Mapping[str, Item]]) -> None:
        since = self.options.since(self.day)
        is_plain = not self.tables["amendment"] and not any(
            {"since", "until"} & unit.keys() for unit in self.tables["unit"]
        )
        for name, items in self.said.items():
            for uid, item in items.items():
                if uid in files[name] or self.is_changed:
                    continue
                if not item.is_cancelled:
                    assert item.last is None or item.last < since, (name, uid)
                elif is_plain:
                    assert self.cancelled[name, uid] < since, (name, uid)
        self.cancelled = {
            (name, uid): min(self.cancelled.get((name, uid), self.day), self.day)
            for name, items in files.items()
            for uid, item in items.items()
            if item.is_cancelled
        }

    def bodies_together_are_the_plan(self, files: Mapping[str, Mapping[str, Item]]) -> None:
        """Save for what former holders are told, who hold it no more."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for name, items in files.items():
            for uid, item in items.items():
                if name != "p.ics" and not is_trace(item):
                    found.setdefault(uid, set()).add(item.without("RELATED-TO"))
        whole = {uid: item.without("RELATED-TO") for uid, item in files["p.ics"].items()}
        assert all(found[uid] == {whole[uid]} for uid in found)
        assert self.is_changed or found.keys() == whole.keys()
        for owed in self.assessment().obligations:
            uid = f"{owed.uid}@planrules"
            if uid in whole:
                assert owed.unit is None or not is_trace(files[f"p.{owed.unit}.ics"][uid])
                assert not owed.ownerless or not is_trace(files["p._nobody.ics"][uid])

    def wordings(self) -> dict[str, str]:
        return {
            event.uid: event.wording
            for event in feeds_following(self.assessment(), self.out, self.options).events
            if not event.is_trace and event.dropped_on is None
        }

    def checksums_are_right(self, done: Publication) -> None:
        lines = (self.out / "SHA256SUMS").read_text("ascii").splitlines()
        found = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        feeds = {path.name for path in self.out.glob("p*.ics")} - FOREIGN.keys()
        assert found.keys() == feeds == done.edition.files.keys()
        for name, digest in found.items():
            assert sha256((self.out / name).read_bytes()).hexdigest() == digest

    def notices_are_due(self, done: Publication, later: int) -> None:
        notices = {(one.kind, one.subject) for one in done.notices if one.kind in EDITS}
        rebuilt = {one for one in done.notices if one.kind is NoticeKind.REBUILT}
        if not self.is_damaged:
            assert not rebuilt
            if not self.is_edited:
                assert not notices
        if self.is_damaged or self.is_amended or later or not self.states:
            return
        now, words = self.states_in(self.items()), self.wordings()
        expected = set()
        for uid, was in self.states.items():
            if uid not in words:
                if not was[3] and not uid.startswith("window."):
                    expected.add((NoticeKind.DROPPED, uid))
            elif now[uid] != was:
                expected.add((NoticeKind.MOVED, uid))
            elif uid in self.worded and words[uid] != self.worded[uid]:
                expected.add((NoticeKind.REWORDED, uid))
        gone = {one for one in notices if one[0] is NoticeKind.DROPPED and self.states[one[1]][3]}
        assert notices - gone == expected, (notices - gone - expected, expected - notices)

    def again_nothing_is_written(self) -> None:
        before = self.octets()
        again = publish_feeds(self.assessment(), self.out, self.options)
        assert again.written == ()
        assert again.notices == ()
        assert self.octets() == before

    def octets(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.out.iterdir()}

    @precondition(lambda self: not self.is_damaged)
    @rule(what=st.sampled_from(["plan", "profile", "as_of"]))
    def what_does_not_follow_is_refused(self, what: str) -> None:
        before = self.octets()
        tables, day, options = copy.deepcopy(self.tables), self.day, self.options
        if what == "plan":
            tables["plan"]["id"] = "q"
            tables["amendment"] = []
        elif what == "profile":
            options = FeedOptions(profile=Profile.TASKS)
        else:
            day -= timedelta(days=1)
            tables["entry"] = tables["extension"] = []
        with pytest.raises(FeedFolderError) as raised:
            publish_feeds(assessed(text(tables), day), self.out, options)
        assert raised.value.what == what
        assert self.octets() == before

    @rule()
    def every_calendar_is_whole(self) -> None:
        if not self.is_damaged:
            for path in self.out.glob("p*.ics"):
                if path.name not in FOREIGN:
                    assert shown(read(path.read_bytes())) is not None


@settings(max_examples=20)
@given(stories(), st.data())
def test_naming_other_drafts_is_no_edit(tables: Table, data: st.DataObject) -> None:
    for one in tables["amendment"]:
        one["status"] = data.draw(st.sampled_from(["issued", "draft", "draft"]))
    ids = [one["id"] for one in tables["amendment"] if one["status"] == "draft"]
    assume(ids)
    plan = text(tables)
    with tempfile.TemporaryDirectory() as folder:
        for day in sorted(data.draw(st.lists(days(), min_size=2, max_size=4))):
            named = data.draw(st.lists(st.sampled_from(ids), unique=True))
            try:
                assessment = assessed(plan, day, *named)
            except PlanFileError:
                assume(False)  # noqa: FBT003 - hypothesis has no keyword here
            done = publish_feeds(assessment, folder)
            assert not [one for one in done.notices if one.kind in EDITS]


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(max_examples=20, stateful_step_count=12)
