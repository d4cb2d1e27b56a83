"""The invented story of the real plan holds together on every one of its days."""

import random
import runpy
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest

from examples.cau_chuyen_van_quan.playing import FIRST, KEY_DAYS, LAST, PLANS, workspace
from examples.cau_chuyen_van_quan.records import story
from examples.cau_chuyen_van_quan.wording import INDICATOR, INVENTED
from planrules import (
    Assessment,
    Entry,
    Extension,
    Ledger,
    Measurement,
    Plan,
    Standings,
    Status,
    assess,
    calendar_of,
    consolidate,
    load,
    standings,
    status_of,
)
from planrules.model.ledger import Ordinal
from planrules.schedule import obligations_of
from planrules.timing.vn import ANNOUNCED_BY, DAYS_OFF, DAYS_WORKED
from planrules.tracking.status import NUMBERS, StatusTable
from tests.conftest import Golden

DAY = timedelta(days=1)
#: The days whose numbers are pinned.
PINNED = (date(2024, 9, 30), date(2024, 12, 31), date(2025, 7, 1), LAST)
DISTRICT = {"pvhtt", "ttvh"}

#: What is said of the story on a day.
Told: TypeAlias = Callable[[date], Assessment]


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    workspace(folder)
    return folder / "plans" / "van-quan-27ct"


@pytest.fixture(name="plan", scope="module")
def fixture_plan(folder: Path) -> Plan:
    return load(folder)


def seen(plan: Plan, day: date) -> Assessment:
    return assess(plan, as_of=day, rules=())


@pytest.fixture(name="told", scope="module")
def fixture_told(plan: Plan) -> Told:
    """Return what is said of the story on a day; many tests ask for the same days."""
    return cache(lambda day: seen(plan, day))


def days_from(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def turning_points(plan: Plan) -> set[date]:
    """Return the days on which something is owed anew, or by others, or by another day."""
    found = {FIRST, *(one.recorded_on for one in plan.ledger.extensions)}
    found |= {one.since for one in plan.amendments if one.since is not None}
    for body in plan.units:
        found |= {body.since} if body.since else set()
        found |= {body.until + DAY} if body.until else set()
    # Days off that are announced may move deadlines, and make them certain.
    found |= {row.decided_on for row in (*DAYS_OFF, *DAYS_WORKED) if row.decided_on is not None}
    return found | set(ANNOUNCED_BY.values())


# ------------------------------------------------------------------- the script


def test_the_script_marks_everything_that_it_prints_as_invented(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {path: path.read_bytes() for path in PLANS.rglob("*") if path.is_file()}
    runpy.run_module("examples.cau_chuyen_van_quan", run_name="__main__")

    printed = capsys.readouterr().out
    parts = printed.split(f"*** {INVENTED.upper()}")
    assert parts[0] == ""
    assert [part.splitlines()[1:2] for part in parts[1:-1]] == [
        [f"NGÀY {shown}"]
        for shown in (
            "01/5/2024",
            "30/9/2024",
            "01/12/2024",
            "31/12/2024",
            "30/6/2025",
            "01/7/2025",
            "26/11/2026",
        )
    ]
    assert len(parts[-1].splitlines()) == 1
    assert {path: path.read_bytes() for path in PLANS.rglob("*") if path.is_file()} == before


def test_everything_invented_says_so(plan: Plan) -> None:
    for record in story(plan):
        assert record.note == INVENTED
        documents = [getattr(record, name, None) for name in ("evidence", "decision")]
        assert all(text is None or text.startswith("GD-") for text in documents)
    for amendment in plan.amendments:
        assert amendment.is_draft or INVENTED in (amendment.title or "")
        assert amendment.is_draft or (amendment.number or "").startswith("GD-")
    assert all(amendment.is_draft for amendment in load(PLANS / "van-quan-27ct").amendments)


def test_the_ledger_holds_the_whole_story(plan: Plan) -> None:
    def facts(record: object) -> object:
        assert isinstance(record, Entry | Extension | Measurement)
        return attrs.evolve(record, order=Ordinal(1))

    assert set(map(facts, plan.ledger.records())) == set(map(facts, story(plan)))
    assert len(list(plan.ledger.records())) == len(story(plan))


def test_the_story_tells_of_everything_that_happens_to_work(plan: Plan, told: Told) -> None:
    entries = plan.ledger.entries
    assert {entry.state.value for entry in entries} == {
        "in-progress",
        "submitted",
        "done",
        "returned",
        "suspended",
    }
    assert {bool(one.decision) for one in plan.ledger.extensions} == {True, False}
    assert {bool(one.decision) for one in entries if one.state.value == "suspended"} == {
        True,
        False,
    }
    last = status_of(told(LAST).standings).official.total
    never = {"returned", "due_soon", "suspended_overdue", "undecided", "withdrawn_by_draft"}
    for name in NUMBERS:
        if name not in never:
            assert getattr(last, name) > 0, name


# ------------------------------------------------------------------- every day


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_sums_hold_on_every_day(plan: Plan, year: int) -> None:
    """What is owed is worked out on the days on which it may change, and on each month's first.

    On those firsts it is held against what was carried over from the day before.
    """
    turning = turning_points(plan)
    version = cache(lambda since: consolidate(plan, as_of=since))
    first, last = max(FIRST, date(year, 1, 1)), min(LAST, date(year, 12, 31))
    owing = None
    for day in days_from(first, last):
        made = version(max(turn for turn in turning if turn <= day))
        if owing is None or day in turning or day.day == 1:
            found = obligations_of(made, as_of=day)
            assert owing is None or day in turning or tuple(found) == tuple(owing)
            owing = found
        now = standings(owing, made.ledger, as_of=day, calendar=calendar_of(made, known_on=day))
        status = status_of(now)  # proves its sums
        assert len(now) == len(owing)
        assert status.provisional.total.total == 0
        assert slow_sums(now) == (status.official.total.total, status.official.total.standing)


def slow_sums(found: Standings) -> tuple[int, int]:
    """Count what is in the table once more, by what is said of each obligation."""
    owed = [one for one in found if one.deadline_class is not None]
    standing = sum(one.obligation.task.standing is True for one in owed)
    return len(owed) - standing, standing


# ------------------------------------------------------------------- the past stays as it was


def test_what_is_recorded_later_changes_nothing(plan: Plan, told: Told) -> None:
    quarters = [date(year, month, 1) for year in (2024, 2025, 2026) for month in (4, 7, 10)]
    for day in sorted({*KEY_DAYS, *quarters}):
        ledger = Ledger(
            tuple(one for one in plan.ledger.entries if one.recorded_on <= day),
            tuple(one for one in plan.ledger.measurements if one.recorded_on <= day),
            tuple(one for one in plan.ledger.extensions if one.recorded_on <= day),
        )
        assert_same(told(day), seen(attrs.evolve(plan, ledger=ledger), day))


def assert_same(one: Assessment, other: Assessment) -> None:
    assert tuple(one.standings) == tuple(other.standings)
    assert one.standings.unmatched == other.standings.unmatched
    assert tuple(one.indicators) == tuple(other.indicators)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_records_means_nothing(plan: Plan, told: Told, seed: int) -> None:
    chance = random.Random(seed)
    held = plan.ledger
    ledger = Ledger(
        tuple(chance.sample(held.entries, len(held.entries))),
        tuple(chance.sample(held.measurements, len(held.measurements))),
        tuple(chance.sample(held.extensions, len(held.extensions))),
    )
    for day in KEY_DAYS:
        assert_same(told(day), seen(attrs.evolve(plan, ledger=ledger), day))


def test_the_names_of_the_files_mean_nothing(
    folder: Path, plan: Plan, told: Told, tmp_path: Path
) -> None:
    shutil.copytree(folder.parent, tmp_path / "plans")
    home = tmp_path / "plans" / folder.name
    files = sorted((home / "ledger").glob("*.toml"))
    for number, file in enumerate(reversed(files)):
        file.rename(file.with_name(f"so-{number:02}.toml"))
    renamed = load(home)

    assert renamed.ledger.entries != plan.ledger.entries
    for day in KEY_DAYS:
        assert_same(told(day), seen(renamed, day))


# ------------------------------------------------------------------- nothing is lost


def test_nothing_that_was_recorded_is_lost(plan: Plan, told: Told) -> None:
    """Every entry is about something that is owed, or was, or is told to be about nothing."""
    owed_before: set[str] = set()
    for day in sorted({*KEY_DAYS, *turning_points(plan)} & set(days_from(FIRST, LAST))):
        now = told(day)
        by_uid = {one.obligation.uid: one for one in now.standings}
        assert owed_before <= by_uid.keys()
        owed_before = set(by_uid)
        latest: dict[str, list[Entry]] = {}
        for entry in plan.ledger.entries:
            if entry.recorded_on <= day:
                latest.setdefault(uid_of(entry, by_uid), []).append(entry)
        assert list(now.standings.unmatched) == latest.pop("", [])
        for uid, entries in latest.items():
            said = by_uid[uid].entry
            assert said is not None
            assert said in entries
            assert (said.recorded_on, said.order) == max(
                (one.recorded_on, one.order) for one in entries
            )
        put_off = [one for owed in now.obligations for one in owed.extensions]
        expected = [one for one in plan.ledger.extensions if one.recorded_on <= day]
        assert sorted(put_off, key=lambda one: one.recorded_on) == expected


def uid_of(entry: Entry, by_uid: Mapping[str, object]) -> str:
    """Return the uid of what an entry is about; an empty one where there is nothing."""
    base = f"vq-27cttu-2024.{entry.task}.{entry.period}"
    return next((uid for uid in (f"{base}.{entry.unit}", base) if uid in by_uid), "")


def test_every_measurement_counts_until_another_or_a_merger_takes_its_place(
    plan: Plan, told: Told
) -> None:
    for day in KEY_DAYS:
        (progress,) = (one for one in told(day).indicators if one.indicator.id == INDICATOR)
        counted = {one for part in progress.parts for one in part.measurements}
        known = [one for one in plan.ledger.measurements if one.recorded_on <= day]
        assert counted <= set(known)
        assert not progress.disregarded
        here = {body.id for body in plan.members("communes", on=day)}
        for unit in here & {one.unit for one in known if one.unit}:
            of_unit = [one for one in known if one.unit == unit]
            last = max(of_unit, key=lambda one: (one.measured_on, one.recorded_on))
            (part,) = progress.parts_of(unit)
            assert part.inherited_from or part.measurements == (last,)


# ------------------------------------------------------------------- what the story is about


@pytest.mark.parametrize(
    ("day", "numerator", "denominator", "inherited"),
    [
        (date(2024, 6, 30), 7, 16, 0),  # one commune has not measured yet
        (date(2024, 11, 30), 9, 17, 0),
        (date(2024, 12, 1), 9, 15, 1),
        (date(2025, 6, 30), 11, 15, 1),
        (date(2025, 7, 1), 5, 6, 6),
        (date(2025, 9, 16), 5, 6, 0),
        (LAST, 6, 6, 0),
    ],
    ids=str,
)
def test_the_indicator_goes_through_three_eras(
    told: Told, day: date, numerator: int, denominator: int, inherited: int
) -> None:
    (found,) = (one for one in told(day).indicators if one.indicator.id == INDICATOR)
    members = {date(2024, 6, 30): 17}.get(day, denominator)

    assert found.numerator == numerator
    assert found.denominator == denominator
    assert (len(found.parts), len(found.inherited)) == (members, inherited)
    assert found.indicator.baseline is None or str(found.indicator.baseline) == "41.18"


def test_the_target_is_reached_at_last(told: Told) -> None:
    paces = [
        one.pace.value
        for day in (*PINNED[:2], LAST)
        for one in told(day).indicators
        if one.indicator.id == INDICATOR
    ]
    assert paces == ["behind", "on-track", "reached"]


def test_open_work_of_the_district_stays_with_its_last_holder_and_is_told(
    plan: Plan, told: Told
) -> None:
    before = assess(plan, as_of=date(2025, 6, 30))
    after = assess(plan, as_of=date(2025, 7, 1))
    held = {
        one.obligation.uid: one
        for one in before.standings
        if one.unit in DISTRICT and one.done_on is None
    }
    assert held
    for one in after.standings:
        if one.obligation.uid in held:
            earlier = held[one.obligation.uid].obligation
            assert one.obligation.unit == earlier.unit
            assert one.obligation.withdrawn == earlier.withdrawn
    assert not before.findings.of(code="ORG005")
    assert after.findings.of(code="ORG005")
    late = [one for one in told(LAST).standings if one.obligation.ownerless is not None]
    assert {one.obligation.unit for one in late} - {None} == DISTRICT


def test_communes_that_ended_leave_what_they_owed_to_those_that_came_after(told: Told) -> None:
    for day, gone in ((date(2024, 12, 1), 2), (date(2025, 7, 1), 15)):
        found = told(day)
        withdrawn = [
            (one.obligation, one.obligation.withdrawn)
            for one in found.standings
            if one.obligation.withdrawn is not None and one.obligation.withdrawn.on == day
        ]
        uids = {one.uid for one in found.obligations}
        assert len({owed.unit for owed, _ in withdrawn}) == gone
        assert all(why.successors and set(why.successors) <= uids for _, why in withdrawn)


def test_the_numbers_of_four_days(told: Told, golden: Golden) -> None:
    lines = [INVENTED, ""]
    for day in PINNED:
        status = status_of(told(day).standings)
        lines += [f"{day}  withdrawn={status.withdrawn}", *numbers(status), ""]
    golden("status/story.txt", "\n".join(lines))


def numbers(status: Status) -> Iterator[str]:
    """Yield each row of the table with the numbers in it that are not 0."""
    table: StatusTable = status.official
    for row in (*table.rows, table.total):
        name = "total" if row is table.total else row.unit or "nobody"
        facts = [f"{key}={getattr(row, key)}" for key in NUMBERS if getattr(row, key)]
        yield f"  {name}: {' '.join(facts)}"
