from datetime import UTC, date, datetime, time

import pytest

from timeline.dates import describe_duration, instant, parse_duration


def test_a_local_time_becomes_an_instant():
    assert instant(date(2022, 3, 5), time(14), "Europe/Moscow") == datetime(2022, 3, 5, 11, tzinfo=UTC)


def test_a_time_that_the_clocks_skipped_is_refused():
    with pytest.raises(ValueError, match="skipped 02:30 on 2022-03-27"):
        instant(date(2022, 3, 27), time(2, 30), "Europe/Paris")


@pytest.mark.parametrize(("fold", "hour"), [(None, 0), (0, 0), (1, 1)])
def test_a_time_shown_twice_is_the_first_unless_said_otherwise(fold: int | None, hour: int):
    assert instant(date(2022, 10, 30), time(2, 30), "Europe/Paris", fold=fold).hour == hour


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "/etc/passwd", "x\x00", "x" * 500])
def test_an_unknown_zone_is_refused(zone: str):
    with pytest.raises(ValueError, match="is no time zone"):
        instant(date(2022, 3, 5), time(14), zone)


@pytest.mark.parametrize(
    ("day", "at", "zone"), [(date.min, time(0), "Asia/Tokyo"), (date.max, time(23, 59), "America/New_York")]
)
def test_an_instant_outside_the_calendar_is_refused(day: date, at: time, zone: str):
    with pytest.raises(ValueError, match="outside the calendar"):
        instant(day, at, zone)


@pytest.mark.parametrize(
    ("text", "canonical", "words"),
    [
        ("PT3H", "PT3H", "3 hours"),
        ("pt3h", "PT3H", "3 hours"),
        ("P1DT2H", "P1DT2H", "1 day 2 hours"),
        ("PT90M", "PT90M", "90 minutes"),
        ("P0DT1H", "PT1H", "1 hour"),
        ("P2W", "P2W", "2 weeks"),
    ],
)
def test_a_duration_is_kept_and_shown(text: str, canonical: str, words: str):
    assert (parse_duration(text), describe_duration(parse_duration(text))) == (canonical, words)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "PT0S", "3 hours", "P-1D", "PT1.5H", "P99999Y", "PT٣H", "P1D\x00", "x" * 10_000_000]
)
def test_what_is_no_duration_is_refused_with_what_would_do(text: str):
    with pytest.raises(ValueError, match="PT3H for three hours"):
        parse_duration(text)
