"""How feeds are asked for, and what can't be."""

from datetime import date, timedelta
from typing import Any

import pytest

from planrules.feeds.errors import FeedOptionError
from planrules.feeds.options import ALARM, FeedOptions, Profile


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"past": 0}, 'past: "0" can\'t be used; expected ≥ 1'),
        ({"ahead": -1}, 'ahead: "-1" can\'t be used; expected ≥ 0'),
        (
            {"organizer": "văn thư"},
            'organizer: "văn thư" can\'t be used; expected one like van-thu@',
        ),
        ({"organizer": "a@b@c"}, "organizer"),
        ({"organizer": "@b"}, "organizer"),
        ({"organizer": "a@"}, "organizer"),
        ({"organizer": "a@b\r\nX:1"}, "organizer"),
        (
            {"url": "ftp://a/"},
            'url: "ftp://a/" can\'t be used; expected one like https://example.vn/lich/',
        ),
        ({"url": "https:///a"}, "url"),
        ({"url": "lich.example.vn"}, "url"),
        ({"url": "https://a/?x=1"}, "url"),
        ({"url": 'https://a/"><script>'}, "url"),
        ({"url": "https://a/\r\nX:1"}, "url"),
        ({"alarms": (timedelta(days=400),)}, "alarms"),
        ({"alarms": (timedelta(microseconds=1),)}, "alarms"),
        ({"alarms": (3,)}, 'alarms: "3" can\'t be used; expected ± 366 d'),
        ({"url": "https://ai:mat-khau@a/"}, "url"),
        ({"language": "fr"}, 'language: "fr" can\'t be used; expected vi, en'),
        ({"profile": "google"}, 'profile: "google" can\'t be used; expected default, outlook'),
        (
            {"organizer": "van-thu@example.vn"},
            'organizer: "van-thu@example.vn" can\'t be used; expected profile publish',
        ),
        (
            {"profile": Profile.PUBLISH},
            "organizer: not given; expected one like van-thu@example.vn",
        ),
    ],
)
def test_what_can_not_be_used_is_refused_with_what_would_do(
    given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(FeedOptionError) as raised:
        FeedOptions(**given)

    assert str(raised.value).startswith(sentence)
    fields = {"past", "ahead", "organizer", "url", "alarms", "language", "profile"}
    assert raised.value.field in fields


def test_two_alarms_at_one_time_are_one() -> None:
    assert FeedOptions(alarms=(ALARM, ALARM)).alarms == (ALARM,)


def test_a_refusal_reads_in_vietnamese_too() -> None:
    with pytest.raises(FeedOptionError) as raised:
        FeedOptions(url="x")
    assert raised.value.text() == "url: “x”: chưa đúng; cần dạng https://example.vn/lich/"

    with pytest.raises(FeedOptionError) as raised:
        FeedOptions(profile=Profile.PUBLISH)
    assert raised.value.text() == "organizer: chưa nêu; cần dạng van-thu@example.vn"


def test_the_address_of_a_folder_ends_in_a_slash() -> None:
    assert FeedOptions(url="https://a/lich").url == "https://a/lich/"
    assert FeedOptions(url="http://a/").url == "http://a/"


def test_the_window_ends_where_days_do() -> None:
    far = FeedOptions(past=10_000_000, ahead=10_000_000)

    assert far.since(date(2025, 1, 1)) == date.min
    assert far.until(date(2025, 1, 1)) == date.max
    assert FeedOptions().until(date(2025, 1, 1)) == date.max
    assert FeedOptions(past=1, ahead=0).since(date(2025, 1, 1)) == date(2024, 12, 31)
    assert FeedOptions(past=1, ahead=0).until(date(2025, 1, 1)) == date(2025, 1, 1)
