"""Laws of feeds: what subscribed calendars must show, whatever the plan and its history.

Feeds are read line by line and held against the obligations that they come from.
"""

import copy
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from planrules import Assessment, Obligation, Plan, PlanFileError, Task, assess, dumps, loads
from planrules.feeds.event import NOBODY
from planrules.feeds.feed import feeds_of
from planrules.feeds.options import FeedOptions, Profile
from planrules.feeds.reading import relations_in
from planrules.model.calendar import SpecialDay
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration
from planrules.model.ids import Slug
from planrules.model.message import shown as said
from planrules.model.progress import State
from planrules.model.responsibility import Holder
from planrules.model.task import LinkType, TaskKind
from tests import amending
from tests.dear import DEAR
from tests.feeding import Item, assessed, by_uid, feeds_at, read, written
from tests.properties.test_story_laws import drawn_entries
from tests.registers import days_asked_about, owing_plans
from tests.strategies import Shape, networks, texts

DAY = timedelta(days=1)
#: Words that calendars could take for something else, and others that fold and escape badly.
HOSTILE = (
    "END:VEVENT",
    "\r\nEND:VCALENDAR",
    "RELATED-TO:x",
    'a\\,b;c:d"e\\n\\',
    "ế" * 90,
    "👩‍👩‍👧‍👦" * 9,
    "e\u0323\u0302" * 40,
    "\u0301dấu đứng đầu",
    "\x85\x1b[31m\u2028\u202e\ufeff",
    "[BÃI BỎ] ✓ ",
    "{day}%s$x",
)
OPTIONS = st.builds(
    lambda profile, **rest: FeedOptions(
        profile=profile,
        organizer="van-thu@example.vn" if profile is Profile.PUBLISH else None,
        **rest,
    ),
    profile=st.sampled_from(Profile),
    language=st.sampled_from(["vi", "en"]),
    past=st.sampled_from([1, 90, 400]),
    ahead=st.sampled_from([None, 0, 60]),
    alarms=st.sampled_from([(), (timedelta(days=-3, hours=8), timedelta(0))]),
    windows=st.booleans(),
    url=st.sampled_from([None, "https://lich.example.vn/a", "http://127.0.0.1:8000/"]),
)


#: Windows that work leaves, and comes into, within the year of a plan.
WINDOWS = st.builds(
    FeedOptions,
    profile=st.sampled_from([Profile.DEFAULT, Profile.TASKS]),
    past=st.sampled_from([20, 90, 400]),
    ahead=st.sampled_from([None, None, 60]),
)
#: Tasks with others that they may come after.
LINKS = st.sampled_from(
    [
        ("after", "each"),
        ("after", "due +5wd"),
        ("then", "due -20d"),
        ("due", "each"),
        ("each", "due +1wd"),
        ("quarterly", "monthly"),
        ("monthly", "quarterly"),
    ]
)


def hostile_texts() -> st.SearchStrategy[str]:
    some = st.sampled_from(HOSTILE) | texts()
    return st.lists(some, min_size=1, max_size=4).map("".join)


@st.composite
def wordy_plans(draw: st.DrawFn) -> Plan:
    """Return plans whose bodies come and go, and in which every text may be anything."""
    plan = draw(owing_plans())
    some = draw(st.lists(hostile_texts(), min_size=3, max_size=6))

    def text() -> str:
        return some[draw(st.integers(0, len(some) - 1))]

    tasks = [
        attrs.evolve(
            task,
            title=text(),
            quote=text(),
            product=(text(), text()),
            report=(Holder(text=text(), official=text()),),
        )
        for task in plan.tasks
    ]
    units = [attrs.evolve(unit, name=text()) for unit in plan.units]
    return attrs.evolve(plan, title=text(), number=text(), tasks=tuple(tasks), units=tuple(units))


@attrs.frozen(eq=False)
class Asked:
    """A plan, and a day to ask about; it shows itself as a file."""

    plan: Plan
    as_of: date

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.plan, as_of=self.as_of, rules=())

    def _repr_pretty_(self, printer: Any, _: bool) -> None:  # noqa: ANN401, FBT001 - as hypothesis calls it
        printer.text(f"on {self.as_of}:\n{dumps(self.plan)}")


@st.composite
def wordy(draw: st.DrawFn) -> Asked:
    plan = draw(wordy_plans())
    return Asked(plan, draw(days_asked_about(plan)))


@st.composite
def living(draw: st.DrawFn) -> Asked:
    """Return plans whose bodies come and go."""
    plan = draw(owing_plans())
    return Asked(plan, draw(days_asked_about(plan)))


@st.composite
def stories(draw: st.DrawFn) -> amending.Table:
    """Return the tables of plans with amendments and extensions that fit, and with records."""
    tables = draw(amending.amended_plans())
    try:
        loads(amending.text(tables))
    except PlanFileError:
        tables |= {"amendment": []}
    tasks = dict.fromkeys(amending.TASKS, amending.START)
    tables["entry"] = drawn_entries(draw, tasks) if draw(st.booleans()) else []
    return tables


@st.composite
def linked(draw: st.DrawFn) -> amending.Table:
    """Return the same with links among their tasks."""
    tables = draw(stories())
    for name, before in draw(st.lists(LINKS, max_size=3)):
        task = tables["task"][amending.TASKS.index(name)]
        kind = draw(st.sampled_from(LinkType)).value
        task.setdefault(kind, []).append(before)
    try:
        loads(amending.text(tables))
    except PlanFileError:
        tables |= {"amendment": []}
    return tables


@st.composite
def told(draw: st.DrawFn) -> Asked:
    """Return plans with amendments, extensions and records."""
    return Asked(loads(amending.text(draw(stories()))), draw(amending.days()))


def anything() -> st.SearchStrategy[Asked]:
    return living() | told()


def plan_feed(assessment: Assessment, options: FeedOptions | None = None) -> dict[str, Item]:
    feeds = feeds_of(assessment, options)
    return by_uid(feeds.to_ical(feeds[0]))


def body_feeds(files: Mapping[str, bytes]) -> dict[str, dict[str, Item]]:
    """Return what the feeds of bodies show, by id of the body, then by uid."""
    return {
        name.split(".")[1]: by_uid(data) for name, data in files.items() if name.count(".") == 2
    }


def is_shown(owed: Obligation, counts_as: State, options: FeedOptions, as_of: date) -> bool:
    """Return whether an obligation belongs into a feed: a reckoning of the tests' own."""
    gone = owed.withdrawn
    first, last = as_of - options.past * DAY, None
    if options.ahead is not None:
        last = as_of + options.ahead * DAY
    is_tasks = options.profile is Profile.TASKS
    if gone is not None and gone.on < first:
        return False
    if owed.due is None:
        return is_tasks and owed.kind is TaskKind.UNDATED
    if last is not None and owed.due > last:
        return False
    if gone is not None or owed.due >= first:
        return True
    return is_tasks and counts_as is not State.DONE


class TestLines:
    @DEAR
    @given(wordy(), OPTIONS)
    def test_row_1_lines_are_octet_clean_on_any_text(
        self, asked: Asked, options: FeedOptions
    ) -> None:
        assessment = asked.assessment
        for data in written(feeds_of(assessment, options)).values():
            read(data)

    @DEAR
    @given(wordy())
    def test_row_1_texts_come_back_as_they_are(self, asked: Asked) -> None:
        assessment = asked.assessment
        feeds = feeds_of(assessment)

        found = by_uid(feeds.to_ical(feeds[0]))
        for event in feeds[0].events:
            item = found[event.uid]
            assert item["SUMMARY"].text == unicodedata.normalize("NFC", event.summary)
            assert item["DESCRIPTION"].text == unicodedata.normalize("NFC", event.description)
            assert (item.first, item.last) == (event.first, event.last)

    @DEAR
    @given(anything(), OPTIONS)
    def test_a_feed_shows_what_is_owed_within_its_window_and_nothing_else(
        self, asked: Asked, options: FeedOptions
    ) -> None:
        assessment = asked.assessment
        options = attrs.evolve(options, windows=False)
        found = plan_feed(assessment, options)

        expected = {
            f"{one.obligation.uid}@planrules": one.obligation
            for one in assessment.standings
            if is_shown(one.obligation, one.counts_as, options, assessment.as_of)
        }
        assert found.keys() == expected.keys()
        for uid, owed in expected.items():
            item = found[uid]
            assert item.first == item.last == owed.due
            assert item.is_cancelled == (owed.withdrawn is not None)
            assert item.sequence == owed.sequence

    @DEAR
    @given(told())
    def test_what_is_said_of_one_event_does_not_hang_on_the_others(self, asked: Asked) -> None:
        assessment = asked.assessment
        together = {event.uid: event for event in feeds_of(assessment)[0].events}
        narrow = FeedOptions(past=1)
        for event in feeds_of(assessment, narrow)[0].events:
            assert event.description == together[event.uid].description
            assert event.wording == together[event.uid].wording


class TestSameBytes:
    @DEAR
    @given(stories(), amending.days(), OPTIONS, st.randoms(use_true_random=False))
    def test_row_2_the_order_in_the_file_changes_no_feed(
        self, tables: amending.Table, day: date, options: FeedOptions, chance: random.Random
    ) -> None:
        shuffled = copy.deepcopy(tables)
        for name in ("unit", "task", "amendment", "extension"):
            chance.shuffle(shuffled[name])

        assert feeds_at(amending.text(shuffled), day, options) == feeds_at(
            amending.text(tables), day, options
        )

    @DEAR
    @given(anything(), OPTIONS)
    def test_row_2_asking_again_changes_nothing(self, asked: Asked, options: FeedOptions) -> None:
        assessment = asked.assessment
        again = assess(assessment.plan, as_of=assessment.as_of, rules=())

        feeds = feeds_of(assessment, options)
        first = written(feeds)
        assert written(feeds) == first
        assert written(feeds_of(again, options)) == first


class TestOneDeadline:
    @DEAR
    @given(networks(Shape(has_bodies=True)), st.data())
    def test_row_3_one_changed_deadline_changes_that_event_alone(
        self, plan: Plan, data: st.DataObject
    ) -> None:
        bases = {task.deadline_from.task for task in plan.tasks if task.deadline_from}
        free = [task for task in plan.tasks if task.kind is TaskKind.DATED and task.id not in bases]
        assume(free)
        task = data.draw(st.sampled_from(free))
        start = plan.starts_on
        assert start is not None
        day = start.first + data.draw(st.integers(0, 100)) * DAY
        moved = attrs.evolve(task, on=None, deadline_from=None, due=PartialDate.from_date(day))
        still = attrs.evolve(moved, due=PartialDate.from_date(day + DAY))
        before, after = (
            written(feeds_of(assess(_with(plan, one), as_of=start.first, rules=())))
            for one in (moved, still)
        )

        assert before.keys() == after.keys()
        for name, old in before.items():
            was, now = read(old), read(after[name])
            assert was.without("LAST-MODIFIED") == now.without("LAST-MODIFIED")
            events, then = by_uid(old), by_uid(after[name])
            assert events.keys() == then.keys()
            for uid, item in events.items():
                if uid.split(".")[1] != task.id:
                    assert item.lines == then[uid].lines
                else:
                    assert item.uid == then[uid].uid


def _with(plan: Plan, task: Task) -> Plan:
    tasks = tuple(task if one.id == task.id else one for one in plan.tasks)
    return attrs.evolve(plan, tasks=tasks)


class TestChange:
    @DEAR
    @given(linked(), st.lists(amending.days(), min_size=2, max_size=4, unique=True), WINDOWS)
    def test_row_4_sequence_and_last_modified_never_go_back(
        self, tables: amending.Table, days: list[date], options: FeedOptions
    ) -> None:
        """What an event says includes what it comes after: that may change with other work."""
        text = amending.text(tables)
        last: dict[tuple[str, str], Item] = {}
        for day in sorted(days):
            for name, data in feeds_at(text, day, options).items():
                for uid, item in by_uid(data).items():
                    before = last.get((name, uid), item)
                    assert item.sequence >= before.sequence
                    assert item.modified >= before.modified
                    assert item.modified[:8] <= f"{day:%Y%m%d}"
                    if (item.first, item.is_cancelled) != (before.first, before.is_cancelled):
                        assert item.sequence > before.sequence
                        assert item.modified > before.modified
                    if item.lines != before.lines:
                        assert item.modified > before.modified
                    last[name, uid] = item

    @DEAR
    @given(stories(), amending.days(), amending.days(), st.sampled_from(amending.TASKS))
    def test_row_4_a_text_only_edit_keeps_sequence(
        self, tables: amending.Table, effective: date, day: date, task: str
    ) -> None:
        assume(effective <= day)
        change = {"id": task, "set": {"title": "Tên khác hẳn"}}
        one = {"id": "loi", "status": "issued", "effective_on": effective, "change": [change]}
        edited = tables | {"amendment": [*tables["amendment"], one]}
        try:
            found = plan_feed(assessed(amending.text(edited), day))
        except PlanFileError:
            assume(False)  # noqa: FBT003 - hypothesis has no keyword here
        before = plan_feed(assessed(amending.text(tables), day))

        assert {uid: item.sequence for uid, item in found.items()} == {
            uid: item.sequence for uid, item in before.items()
        }
        for uid, item in found.items():
            if uid.split(".")[1] == task:
                assert item.modified[:8] >= f"{effective:%Y%m%d}"


class TestEnds:
    @DEAR
    @given(anything(), st.sampled_from([1, 30, 400]))
    def test_row_5_withdrawn_work_is_cancelled_for_a_window_then_gone(
        self, asked: Asked, past: int
    ) -> None:
        assessment = asked.assessment
        found = plan_feed(assessment, FeedOptions(past=past))
        since = assessment.as_of - past * DAY

        for owed in assessment.obligations:
            item = found.get(f"{owed.uid}@planrules")
            if owed.withdrawn is None or owed.due is None:
                assert item is None or not item.is_cancelled
            elif owed.withdrawn.on < since:
                assert item is None
            else:
                assert item is not None
                assert item.is_cancelled
                assert item["SUMMARY"].text.startswith(("[BÃI BỎ] ", "[CHUYỂN GIAO] "))

    @DEAR
    @given(stories(), st.lists(amending.days(), min_size=2, max_size=4, unique=True))
    def test_row_5_no_uid_is_ever_that_of_other_work(
        self, tables: amending.Table, days: list[date]
    ) -> None:
        text = amending.text(tables)
        work: dict[str, tuple[str, str, str | None]] = {}
        for day in sorted(days):
            assessment = assessed(text, day)
            owed = assessment.obligations
            assert len({one.uid for one in owed}) == len(owed)
            for one in owed:
                member = one.uid.split(".")[3:]
                same = (one.task.id, one.period, member[0] if member else None)
                assert work.setdefault(one.uid, same) == same
            assert plan_feed(assessment).keys() <= {f"{uid}@planrules" for uid in work}


class TestBodies:
    @DEAR
    @given(anything(), OPTIONS)
    def test_row_6_the_feeds_of_bodies_together_are_the_plan_feed(
        self, asked: Asked, options: FeedOptions
    ) -> None:
        assessment = asked.assessment
        files = written(feeds_of(assessment, options))
        whole = by_uid(files.pop("p.ics"))
        traces = {
            (passage.unit, f"{one.uid}@planrules")
            for one in assessment.obligations
            for passage in one.passed
            if passage.unit != one.unit
        }

        found: dict[str, tuple[str, ...]] = {}
        places: Counter[str] = Counter()
        for unit, items in body_feeds(files).items():
            for uid, item in items.items():
                if (unit, uid) not in traces:
                    places[uid] += 1
                    found[uid] = item.without("RELATED-TO")
        assert found == {uid: item.without("RELATED-TO") for uid, item in whole.items()}
        owners = {f"{one.uid}@planrules": one for one in assessment.obligations}
        for uid, count in places.items():
            owed = owners[uid.removeprefix("window.")]
            is_twice = owed.ownerless is not None and owed.unit is not None
            assert count == 1 + is_twice

    @DEAR
    @given(anything())
    def test_row_6_a_former_holder_is_told_who_came_after(self, asked: Asked) -> None:
        assessment = asked.assessment
        feeds = body_feeds(written(feeds_of(assessment)))
        plan = assessment.plan
        since = assessment.as_of - 400 * DAY
        shown_uids = plan_feed(assessment)

        for owed in assessment.obligations:
            uid = f"{owed.uid}@planrules"
            if uid not in shown_uids:
                continue
            is_owned = owed.unit is not None and owed.ownerless is None
            for passage in owed.passed:
                assert passage.unit in feeds
                if passage.unit != owed.unit and passage.on >= since:
                    item = feeds[passage.unit][uid]
                    assert item.is_cancelled
                    assert item.sequence == owed.sequence
                    told = item["DESCRIPTION"].text
                    left = max(one.on for one in owed.passed if one.unit == passage.unit)
                    later = [one.unit for one in owed.passed if one.on > left]
                    next_one = later[0] if later else owed.unit
                    heir = "không còn thực hiện"
                    if next_one is not None:
                        heir = f"chuyển cho {plan.body(next_one).called}"
                    assert f"Từ {said(left, 'vi')} {heir}" in told
                    assert ("; nay chưa xác định cơ quan" in told) is not is_owned
                    if owed.unit is not None and is_owned and next_one != owed.unit:
                        assert f"; nay do {plan.body(owed.unit).called}" in told

    @DEAR
    @given(anything())
    def test_row_6_each_body_that_owes_or_owed_has_a_feed(self, asked: Asked) -> None:
        assessment = asked.assessment
        names = {feed.file for feed in feeds_of(assessment)}

        units = {one.unit for one in assessment.obligations if one.unit is not None}
        units |= {past.unit for one in assessment.obligations for past in one.passed}
        expected = {"p.ics", *(f"p.{unit}.ics" for unit in units)}
        if any(one.ownerless is not None for one in assessment.obligations):
            expected.add(f"p.{NOBODY}.ics")
        assert names == expected


class TestDependencies:
    @DEAR
    @given(networks(Shape(has_bodies=True)))
    def test_row_7_a_plan_feed_read_back_gives_the_graph_of_the_plan(self, plan: Plan) -> None:
        assert plan.starts_on is not None
        assessment = assess(plan, as_of=plan.starts_on.first, rules=())
        assume(assessment.times.faults.get("obligations") is None)
        self.compare(assessment)

    @DEAR
    @given(told())
    def test_row_7_no_relation_dangles_whatever_happens(self, asked: Asked) -> None:
        assessment = asked.assessment
        self.compare(assessment)

    @DEAR
    @given(st.data())
    def test_row_7_periodic_work_follows_the_same_period(self, data: st.DataObject) -> None:
        tables = amending.base(data.draw)
        rhythms = st.sampled_from(["quarter", "month", ["month", "quarter"]])
        for task in tables["task"]:
            if "every" in task:
                task["every"] = data.draw(rhythms)
        tables["task"][3]["after"] = ["monthly"]
        tables["task"].append(
            {
                "id": "tong-hop",
                "title": "T",
                "lead": {"each": "g"},
                "every": data.draw(rhythms),
                "after": ["quarterly", "monthly", "due"],
            }
        )
        self.compare(assessed(amending.text(tables), data.draw(amending.days())))

    def compare(self, assessment: Assessment) -> None:
        feeds = feeds_of(assessment)
        data = feeds.to_ical(feeds[0])
        items = by_uid(data)
        expected = edges(assessment, items)

        found = {
            (uid, one.value, one.params["RELTYPE"], one.params.get("X-PLANRULES-LAG"))
            for uid, item in items.items()
            for one in item.all("RELATED-TO")
        }
        assert found == expected
        assert {uid for _, uid, *_ in found} <= items.keys()
        gaps = {
            (uid, one.uid, one.type.value, one.lag): one.gap
            for uid, relations in relations_in(data).items()
            for one in relations
        }
        assert gaps == {edge: gap(assessment, edge) for edge in expected}
        for feed in feeds[1:]:
            shown = {
                uid: item
                for uid, item in by_uid(feeds.to_ical(feed)).items()
                if not item["SUMMARY"].text.startswith("[ĐÃ CHUYỂN]")
            }
            for uid, item in shown.items():
                near = {one for one in expected if one[0] == uid and one[1] in shown}
                assert len(item.all("RELATED-TO")) == len(near)


TYPES = {
    LinkType.FINISH_TO_START: "FINISHTOSTART",
    LinkType.START_TO_START: "STARTTOSTART",
    LinkType.FINISH_TO_FINISH: "FINISHTOFINISH",
    LinkType.START_TO_FINISH: "STARTTOFINISH",
}
Edge = tuple[str, str, str, str | None]


def gap(assessment: Assessment, edge: Edge) -> timedelta | None:
    """Return a lag in days: working days counted one by one from the first of a week on."""
    *_, kind, lag = edge
    if lag is None or kind == "DEPENDS-ON":
        return None
    found = re.fullmatch(r"([+-])([0-9]+)(w?d)", lag)
    assert found is not None
    left, day = int(found[2]), 0
    while left:
        day += 1
        left -= found[3] == "d" or day % 7 < 7 - len(assessment.times.calendar.weekend)
    return (day if found[1] == "+" else -day) * DAY


def edges(assessment: Assessment, shown: Iterable[str]) -> set[Edge]:
    """Return what depends on what, by looking at every pair of obligations that are shown."""
    plan = assessment.plan
    live = [
        one
        for one in assessment.obligations
        if f"{one.uid}@planrules" in shown and one.withdrawn is None
    ]
    found: set[Edge] = set()
    for one in live:
        given: list[tuple[str, str, str | None]] = [
            (link.task, TYPES[kind], _lag(link.lag)) for kind, link in one.task.links()
        ]
        base = one.task.deadline_from
        if base is not None and _counts(one):
            within = f"+{base.within.amount}{base.within.unit}"
            given.append((base.task, "DEPENDS-ON", within))
        for task, kind, lag in given:
            others = [
                other
                for other in live
                if other.task.id == task and _matches(plan, one, other, kind)
            ]
            if _shares_group(plan, one.task.id, task) and one.uid.count(".") == 3:
                others = [other for other in others if other.unit == one.unit] or others
            found |= {
                (f"{one.uid}@planrules", f"{other.uid}@planrules", kind, lag) for other in others
            }
    return found


def _counts(owed: Obligation) -> bool:
    """Return whether the deadline of work is the one that counts from other work."""
    given = owed.task
    if given.every is not None or given.due is not None or given.on is not None:
        return False
    return owed.deadline is not None and owed.deadline.field == "deadline_from"


def _lag(lag: Duration | None) -> str | None:
    return f"{lag.amount:+}{lag.unit}" if lag is not None and lag.amount else None


def _matches(plan: Plan, one: Obligation, other: Obligation, kind: str) -> bool:
    before = plan.row(other.task.id)
    assert isinstance(before, Task)
    before = before.planned()
    if kind == "DEPENDS-ON":
        return other.period == "once"
    if one.kind is TaskKind.DATED and before.kind is TaskKind.DATED:
        return other.period == "once"
    if kind != "FINISHTOSTART" or one.task.every is None or before.every is None:
        return False
    return one.period == other.period


def _shares_group(plan: Plan, *tasks: str) -> bool:
    def groups(id: str) -> set[Slug | None]:
        task = plan.row(id)
        assert isinstance(task, Task)
        return {holder.who for holder in plan.leads(task) if holder.each}

    first, second = map(groups, tasks)
    return bool(first & second)


class TestDaysOff:
    @DEAR
    @given(living(), st.sampled_from(["vi", "en"]))
    def test_row_8_a_deadline_moved_off_a_day_off_says_from_where_and_why(
        self, asked: Asked, language: str
    ) -> None:
        assessment = asked.assessment
        found = plan_feed(assessment, FeedOptions(language=language))
        calendar = assessment.times.calendar

        for owed in assessment.obligations:
            due, item = owed.deadline, found.get(f"{owed.uid}@planrules")
            if due is None or item is None or due.day == due.nominal:
                continue
            days = said(due.nominal, language), said(due.day, language)
            lines = item["DESCRIPTION"].text.split("\n")
            (moved,) = [line for line in lines if all(day in line for day in days)]
            off = calendar.why_off(due.nominal)
            if isinstance(off, SpecialDay) and off.name and off.source:
                assert off.name in moved
                assert off.source in moved


class TestEmptyFeeds:
    @DEAR
    @given(anything(), OPTIONS)
    def test_row_9_a_body_with_nothing_due_has_a_valid_feed(
        self, asked: Asked, options: FeedOptions
    ) -> None:
        """As it stands when everything lies outside of the window."""
        assessment = asked.assessment
        if options.profile is Profile.TASKS:
            options = attrs.evolve(options, profile=Profile.DEFAULT)
        narrow = attrs.evolve(options, past=1, ahead=0, windows=False)
        for data in written(feeds_of(assessment, narrow)).values():
            calendar = read(data)
            if [item.kind for item in calendar.items] == ["VTIMEZONE"]:
                assert "LAST-MODIFIED" not in calendar
                assert calendar["NAME"].text == calendar["X-WR-CALNAME"].text
