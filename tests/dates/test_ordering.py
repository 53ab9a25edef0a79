from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import UNDATED_POSITION, Certainty, overlaps, parse, position

bounds = st.one_of(st.none(), st.dates())
times = st.one_of(st.none(), st.times().map(lambda t: t.replace(second=0, microsecond=0)))


def key(earliest: date | None, latest: date | None, at: time | None) -> tuple:
    return earliest or latest, latest or date.max, at is not None, at or time.min


@given(bounds, bounds, times, bounds, bounds, times)
def test_the_position_orders_by_earliest_latest_and_time(e1, l1, t1, e2, l2, t2):
    if (e1 or l1) and (e2 or l2):
        a, b = (e1, l1, t1), (e2, l2, t2)
        assert (position(*a) < position(*b)) == (key(*a) < key(*b))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_have_a_position_within_63_bits(day: date):
    assert 0 < position(day, date.max, time(23, 59)) < UNDATED_POSITION < 2**63


def test_what_has_no_date_comes_after_everything():
    assert position(None, None) == UNDATED_POSITION


WINDOW = date(2022, 3, 4), date(2022, 3, 6)
OVERLAPS = [
    ("2022-03-05", True, True),
    ("2022-03-04/2022-03-06", True, True),
    ("2022-03-03", False, False),
    ("2022-03", True, False),
    ("../2022-03-04", True, False),
    ("../2022-03-03", False, False),
    ("2022-03-06/..", True, False),
    ("2022-03-07/..", False, False),
]


@pytest.mark.parametrize(("edtf", "possible", "certain"), OVERLAPS)
def test_a_date_may_or_must_lie_in_a_window(edtf: str, possible: bool, certain: bool):
    known = parse(edtf)
    assert overlaps(known.earliest, known.latest, *WINDOW) == possible
    assert overlaps(known.earliest, known.latest, *WINDOW, Certainty.CERTAIN) == certain


@given(bounds, bounds, bounds, bounds)
def test_what_must_lie_inside_may(earliest, latest, start, end):
    dated = (earliest or latest) and not (earliest and latest and earliest > latest)
    if dated and not (start and end and start > end) and overlaps(earliest, latest, start, end, Certainty.CERTAIN):
        assert overlaps(earliest, latest, start, end)
