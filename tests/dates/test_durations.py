"""Durations of ISO 8601: what is kept, how it reads, what is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DurationError, describe_duration, parse_duration

KEPT = [
    ("PT3H", "PT3H", "3 hours"),
    ("PT1H", "PT1H", "1 hour"),
    ("P1DT2H", "P1DT2H", "1 day and 2 hours"),
    ("PT90M", "PT90M", "90 minutes"),
    ("PT45S", "PT45S", "45 seconds"),
    ("P2W", "P2W", "2 weeks"),
    ("P1M", "P1M", "1 month"),
    ("PT1M", "PT1M", "1 minute"),
    ("PT1.5H", "PT1.5H", "1.5 hours"),
    ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S", "1 year, 2 months, 3 days, 4 hours, 5 minutes and 6 seconds"),
    ("P100Y", "P100Y", "100 years"),
    # equivalent texts
    (" pt3h ", "PT3H", "3 hours"),
    ("PT03H00M", "PT3H", "3 hours"),
    ("P0DT1H", "PT1H", "1 hour"),
    ("PT1,50H", "PT1.5H", "1.5 hours"),
]


@pytest.mark.parametrize(("text", "canonical", "words"), KEPT, ids=[row[0] for row in KEPT])
def test_a_duration_is_kept_and_shown(text: str, canonical: str, words: str):
    assert (parse_duration(text), describe_duration(text)) == (canonical, words)


REFUSED = [
    ("", "is no duration"),
    ("three hours", "is no duration"),
    ("3 hours", "is no duration"),
    ("PT", "is no duration"),
    ("P1DT", "is no duration"),
    ("P1H", "is no duration"),
    ("PT1D", "is no duration"),
    ("P-1D", "is no duration"),
    ("+P1D", "is no duration"),
    ("PT3H\x00", "is no duration"),
    ("PT٣H", "is no duration"),
    ("P2W1Y", "is no duration"),
    ("P9999999D", "is no duration"),
    ("P", "is no time at all"),
    ("PT0S", "is no time at all"),
    ("PT1.5H2M", "fraction before the last unit"),
    ("P101Y", "longer than 100 years"),
    ("PT999999H", "longer than 100 years"),
    ("P" + "1" * 10_000_000 + "D", "longer than 60 characters"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED, ids=[ascii(text)[:20] for text, _ in REFUSED])
def test_what_is_no_duration_is_refused_with_what_would_do(text: str, says: str):
    with pytest.raises(DurationError, match=f"{says}.*PT3H for three hours") as refused:
        parse_duration(text)
    assert len(str(refused.value)) < 300


@given(st.from_regex(r"P([0-9]{1,2}Y)?([0-9]{1,3}D)?(T[0-9]{1,3}H([0-9]{1,3}M)?)?", fullmatch=True))
def test_reading_the_canonical_form_changes_nothing(text: str):
    try:
        canonical = parse_duration(text)
    except DurationError:
        return
    assert parse_duration(canonical) == canonical
    assert describe_duration(canonical) == describe_duration(text)


@given(st.text(max_size=80))
def test_any_text_is_a_duration_or_is_refused(text: str):
    with contextlib.suppress(DurationError):
        assert describe_duration(text)
