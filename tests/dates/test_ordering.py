"""Place in the chronology, and what a window touches or holds."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import UNDATED_POSITION, Certainty, overlaps, parse, position

bounds = st.one_of(st.none(), st.dates())
times = st.one_of(st.none(), st.times().map(lambda at: at.replace(microsecond=0)))
placed = st.tuples(bounds, bounds, times).filter(lambda row: row[0] or row[1])


def key(earliest: date | None, latest: date | None, at: time | None) -> tuple:
    return earliest or latest, latest or date.max, at is not None, at or time.min


@given(placed, placed)
def test_the_position_orders_by_earliest_latest_and_time(one: tuple, other: tuple):
    assert (position(*one) < position(*other)) == (key(*one) < key(*other))
    assert (position(*one) == position(*other)) == (key(*one) == key(*other))


CHRONOLOGY = [  # as a reader would expect it
    ("2022-02-28", None),
    ("2022-03", None),
    ("../2022-03-04", None),
    ("2022-03-04/2022-03-06", None),
    ("2022-03-05", None),
    ("2022-03-05", time(0)),
    ("2022-03-05", time(14)),
    ("2022-03-05", time(14, 0, 30)),
    ("2022-03-05/2022-03-06", None),
    ("2022-03-05/..", None),
    ("2022-03-06", None),
]


def test_the_chronology_reads_in_order():
    positions = [position(parse(edtf).earliest, parse(edtf).latest, at) for edtf, at in CHRONOLOGY]
    assert positions == sorted(positions)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_have_a_position_within_63_bits(day: date):
    assert 0 < position(day, date.max, time(23, 59, 59)) < UNDATED_POSITION < 2**63
    assert 0 < position(None, day) < UNDATED_POSITION
    assert 0 < position(day, None) < UNDATED_POSITION


def test_what_has_no_date_comes_after_everything():
    assert position(None, None) == position(None, None, time(14)) == UNDATED_POSITION == 2**62


WINDOW = date(2022, 3, 4), date(2022, 3, 6)
OVERLAPS = [  # EDTF, whether it may touch the window, whether it must lie in it
    ("2022-03-05", True, True),
    ("2022-03-04/2022-03-06", True, True),
    ("2022-03-03/2022-03-04", True, False),
    ("2022-03-03", False, False),
    ("2022-03-07", False, False),
    ("2022-03", True, False),
    ("[2022-03-06,2022-03-07]", True, False),
    ("../2022-03-04", True, False),
    ("../2022-03-03", False, False),
    ("2022-03-06/..", True, False),
    ("2022-03-07/..", False, False),
]


@pytest.mark.parametrize(("edtf", "possible", "certain"), OVERLAPS, ids=[row[0] for row in OVERLAPS])
def test_a_date_may_or_must_lie_in_a_window(edtf: str, possible: bool, certain: bool):
    known = parse(edtf)
    assert overlaps(known.earliest, known.latest, *WINDOW) == possible
    assert overlaps(known.earliest, known.latest, *WINDOW, Certainty.CERTAIN) == certain


@pytest.mark.parametrize("certainty", Certainty)
def test_an_open_window_holds_everything_and_a_reversed_one_nothing(certainty: Certainty):
    month = parse("2022-03")
    assert overlaps(month.earliest, month.latest, None, None, certainty)
    assert not overlaps(month.earliest, month.latest, date(2022, 3, 20), date(2022, 3, 10), certainty)


def test_a_window_with_one_end_is_open_at_the_other():
    day = date(2022, 3, 5)
    assert overlaps(day, day, date(2022, 3, 1), None, Certainty.CERTAIN)
    assert not overlaps(day, day, date(2022, 3, 6), None)
    assert not overlaps(None, day, None, date(2022, 3, 4), Certainty.CERTAIN)


@given(bounds, bounds, bounds, bounds)
def test_what_must_lie_inside_may(earliest, latest, start, end):
    if overlaps(earliest, latest, start, end, Certainty.CERTAIN) and not (earliest and latest and earliest > latest):
        assert overlaps(earliest, latest, start, end)


@given(st.tuples(st.dates(), st.dates()).map(sorted), st.tuples(st.dates(), st.dates()).map(sorted))
def test_to_touch_is_to_share_a_day(span: list[date], window: list[date]):
    assert overlaps(*span, *window) == (max(span[0], window[0]) <= min(span[1], window[1]))
