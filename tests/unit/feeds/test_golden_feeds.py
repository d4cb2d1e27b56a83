"""Whole feeds of real and made-up plans, byte for byte; each is read as any program would."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from planrules import assess, load
from planrules.feeds.feed import Feeds, feeds_of
from planrules.feeds.options import FeedOptions, Profile
from tests.conftest import Golden
from tests.feeding import read

ROOT = Path(__file__).resolve().parents[3]
OPTIONS = FeedOptions(url="https://lich.example.vn/")
SENT = attrs.evolve(OPTIONS, profile=Profile.PUBLISH, organizer="van-thu@example.vn")
#: By profile, how feeds are written.
WRITTEN = {
    profile: SENT if profile is Profile.PUBLISH else attrs.evolve(OPTIONS, profile=profile)
    for profile in Profile
}


def feeds(
    path: str, as_of: date, options: FeedOptions = OPTIONS, drafts: tuple[str, ...] = ()
) -> Feeds:
    return feeds_of(assess(load(ROOT / path), as_of=as_of, drafts=drafts, rules=()), options)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_feeds_of_the_real_plan_are_golden(golden: Golden, language: str) -> None:
    """By its drafts, two weeks after three levels became two: before that it sets no deadline."""
    options = attrs.evolve(OPTIONS, language=language, ahead=80, past=40)
    found = feeds("plans/van-quan-27ct", date(2025, 8, 1), options, ("phu-luc-1", "hai-cap"))

    for unit in (None, "pvhtt", "ubnd-xa-yen-phuc", "ubnd-xa-yen-phuc-2025"):
        data = found.to_ical(found.of(unit))
        read(data)
        golden(f"feeds/van-quan-2025-08-01.{unit or 'plan'}.{language}.ics", data)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("unit", [None, "van-phong", "thon-dong", "_nobody"])
def test_feeds_of_a_plan_at_work_are_golden(
    golden: Golden, profile: Profile, unit: str | None
) -> None:
    options = attrs.evolve(WRITTEN[profile], windows=True)
    found = feeds("plans/so-hoa-ho-so", date(2025, 7, 15), options)

    data = found.to_ical(found.of(unit))
    read(data)
    golden(f"feeds/so-hoa-ho-so-2025-07-15.{unit or 'plan'}.{profile}.ics", data)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_feeds_of_a_plan_that_was_amended_are_golden(
    golden: Golden, profile: Profile, language: str
) -> None:
    options = attrs.evolve(WRITTEN[profile], language=language)
    found = feeds("examples/doc-sach", date(2026, 5, 15), options, ("du-thao-2",))

    data = found.to_ical(found[0])
    read(data)
    golden(f"feeds/doc-sach-2026-05-15.{profile}.{language}.ics", data)
