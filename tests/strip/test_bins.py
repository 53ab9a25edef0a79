"""Densities: the stretches of a span, and which event is counted where."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rows import make_public_event
from timeline.models import Event
from timeline.strip.bins import MOST_BINS, bin_counts, bin_starts

DAY = date.fromisoformat

# span → how many bins, the first, the last
SPANS = [
    ("2022-03-05", "2022-03-05", 1, "2022-03-05", "2022-03-05"),
    ("2022-02-07", "2022-03-10", 32, "2022-02-07", "2022-03-10"),
    ("2022-01-01", "2023-12-31", 105, "2021-12-27", "2023-12-25"),  # weeks begin on Mondays
    ("2015-01-15", "2022-03-10", 87, "2015-01-01", "2022-03-01"),
    ("1995-02-01", "2022-03-10", 109, "1995-01-01", "2022-01-01"),
    ("1931-05-06", "2022-03-10", 92, "1931-01-01", "2022-01-01"),
    ("1648-10-24", "2022-03-10", 39, "1640-01-01", "2020-01-01"),
    ("0001-01-01", "9999-12-31", 100, "0001-01-01", "9900-01-01"),
]


@pytest.mark.parametrize(("start", "end", "count", "first", "last"), SPANS)
def test_a_span_is_cut_into_calendar_units_that_fit_the_screen(start, end, count, first, last):
    starts = bin_starts(DAY(start), DAY(end))
    assert (len(starts), starts[0], starts[-1]) == (count, DAY(first), DAY(last))
    assert starts == sorted(set(starts))
    assert len(starts) <= MOST_BINS


def counted(start: str, end: str) -> dict[str, int]:
    bins = bin_counts(Event.objects.public().dated(), DAY(start), DAY(end))
    return {found["start"]: found["count"] for found in bins if found["count"]}


@pytest.mark.django_db
def test_an_event_is_counted_once_where_it_begins_and_nowhere_if_that_is_outside():
    inside = ("2022-03-02", "2022-03-02/2022-03-09", "2022-03", "../2022-03-04", "2022-03-05/..")
    for edtf in (*inside, "2022-02-20/2022-03-02", "../2022-04-01", "2022", ""):
        make_public_event("Event", edtf)
    assert counted("2022-03-01", "2022-03-31") == {
        "2022-03-01": 1,
        "2022-03-02": 2,
        "2022-03-04": 1,
        "2022-03-05": 1,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 2, 3, 31, 120, 121])
def test_halving_finds_the_bin_of_every_day(days: int):
    for edtf in ("2022-01-01", "2022-01-02", "2022-01-31", "2022-04-30", "2022-05-01"):
        make_public_event("Event", edtf)
    end = date.fromordinal(DAY("2022-01-01").toordinal() + days - 1)
    bins = bin_counts(Event.objects.public().dated(), DAY("2022-01-01"), end)
    for found in bins:
        inside = Event.objects.filter(earliest__gte=found["start"], earliest__lte=found["end"]).count()
        assert found["count"] == inside


@pytest.mark.django_db
def test_families_add_up_to_the_count():
    make_public_event("Call", slug="phone_call")
    make_public_event("Aid", slug="aid_humanitarian")
    make_public_event("No type").__class__.objects.filter(title="No type").update(type=None)
    (found,) = bin_counts(Event.objects.public().dated(), DAY("2022-03-05"), DAY("2022-03-05"))
    assert found["count"] == sum(found["families"].values()) == 3
    assert found["families"]["other"] == 1
