"""Local times become instants, or the reason is said why they cannot."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import ClockError, instant, parse


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Europe/Moscow", 11), ("Asia/Jerusalem", 12), ("UTC", 14), ("Z", 14), ("+02:00", 12), ("-05:30", 19)],
)
def test_a_local_time_becomes_an_instant(zone: str, hour: int):
    minute = 30 if zone == "-05:30" else 0
    assert instant(date(2022, 3, 5), time(14), zone) == datetime(2022, 3, 5, hour, minute, tzinfo=UTC)


def test_the_offset_of_an_edtf_time_is_a_zone():
    known = parse("2022-03-05T14:00:00+02:00")
    assert known.earliest
    assert known.time
    assert instant(known.earliest, known.time, known.offset) == datetime(2022, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "later"),
    [
        (date(2022, 3, 27), time(2, 30), "Europe/Berlin", "03:30 on 2022-03-27"),
        (date(2022, 3, 25), time(2, 0), "Asia/Jerusalem", "03:00 on 2022-03-25"),
        (date(2022, 10, 2), time(2, 15), "Australia/Lord_Howe", "02:45 on 2022-10-02"),
        (date(2011, 12, 30), time(12), "Pacific/Apia", "12:00 on 2011-12-31"),  # a day that Samoa did not have
    ],
)
@pytest.mark.parametrize("fold", [None, 0, 1])
def test_a_time_that_the_clocks_skipped_is_refused(day: date, at: time, zone: str, later: str, fold: int | None):
    with pytest.raises(ClockError, match=f"There was no {at:%H:%M} on {day} in {zone}.*showed {later}"):
        instant(day, at, zone, fold=fold)


@pytest.mark.parametrize("at", [time(1, 59, 59), time(3, 0)])
def test_the_times_beside_a_gap_are_accepted(at: time):
    assert instant(date(2022, 3, 27), at, "Europe/Berlin").hour in (0, 1)


@pytest.mark.parametrize(("fold", "hour"), [(None, 0), (0, 0), (1, 1)])
def test_a_time_shown_twice_is_the_first_unless_said_otherwise(fold: int | None, hour: int):
    assert instant(date(2022, 10, 30), time(2, 30), "Europe/Paris", fold=fold).hour == hour


ZONES = ["Mars/Olympus", "", "Asia", "EST5", "asia/jerusalem", "../../etc/passwd", "/etc/passwd", "x\x00", "+15:00",
         "+2", "Asia/Jerusalem\u202e", "x" * 10_000_000]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES, ids=range(len(ZONES)))
def test_an_unknown_zone_is_refused(zone: str):
    with pytest.raises(ClockError, match="is no time zone; names such as “Asia/Jerusalem”") as refused:
        instant(date(2022, 3, 5), time(14), zone)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("day", "at", "zone"), [(date.min, time(0), "Asia/Tokyo"), (date.max, time(23, 59), "America/New_York")]
)
def test_an_instant_outside_the_calendar_is_refused(day: date, at: time, zone: str):
    with pytest.raises(ClockError, match="outside the calendar"):
        instant(day, at, zone)


@given(st.dates(), st.times(), st.sampled_from(["Asia/Jerusalem", "America/New_York", "Pacific/Apia", "+14:00"]))
def test_any_day_and_time_give_an_instant_or_a_reason(day: date, at: time, zone: str):
    try:
        found = instant(day, at, zone)
    except ClockError:
        return
    assert found.tzinfo is UTC
    assert abs(found.replace(tzinfo=None) - datetime.combine(day, at)).days <= 1
