"""How many events begin in each stretch of a span, counted by the database in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, Value, When
from django.db.models.expressions import Combinable

from timeline import dates
from timeline.models import EventQuerySet, EventType, Family

MOST_BINS = 120  # on a screen 1,200 pixels wide a bar is 10 pixels

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7}

Bin = dict[str, Any]


def bin_counts(events: EventQuerySet, start: date, end: date) -> list[Bin]:
    """The bins from `start` to `end` in order, empty ones included; 2 queries.

    An event is counted in the bin in which it begins, one without a beginning where it ends; one that begins outside
    the span is in no bin.
    """
    starts = bin_starts(start, end)
    found: list[Bin] = [{"count": 0, "families": {}} for _start in starts]
    edges = [dates.position(day, day) for day in starts]
    families = dict(EventType.objects.values_list("pk", "family"))
    inside = events.filter(position__gte=edges[0], position__lte=dates.position(end, None, time.max)).order_by()
    rows = inside.annotate(bin=_bin_of(edges)).values_list("bin", "type").annotate(count=Count("pk"))
    for number, type_id, count in rows:
        family = families.get(type_id, Family.OTHER.value)
        found[number]["count"] += count
        found[number]["families"][family] = found[number]["families"].get(family, 0) + count
    ends = [day - timedelta(days=1) for day in starts[1:]] + [end]
    return [
        {"start": first.isoformat(), "end": last.isoformat()} | counts
        for first, last, counts in zip(starts, ends, found, strict=True)
    ]


def bin_starts(start: date, end: date) -> list[date]:
    """First days of the stretches that cover start to end, in the finest unit that needs at most `MOST_BINS`."""
    for days in DAYS_IN.values():
        if (end - start).days // days < MOST_BINS - 1:
            monday = start - timedelta(days=start.weekday()) if days == 7 and start.toordinal() > 7 else start
            return list(_by_days(monday, end, days))
    for months in MONTHS_IN.values():
        found = list(_by_months(start, end, months))
        if len(found) <= MOST_BINS:
            return found
    raise AssertionError("10,000 years are 100 centuries")


def _by_days(start: date, end: date, step: int) -> Iterator[date]:
    for ordinal in range(start.toordinal(), end.toordinal() + 1, step):
        yield date.fromordinal(ordinal)


def _by_months(start: date, end: date, step: int) -> Iterator[date]:
    """From the calendar unit that holds `start`: quarters begin in January or April, decades in years that end in 0."""
    month = (start.year * 12 + start.month - 1) // step * step
    while month // 12 <= 9999:
        first = date(max(month // 12, 1), month % 12 + 1, 1)
        if first > end:
            return
        yield first
        month += step


def _bin_of(edges: list[int]) -> Combinable:
    """The number of the bin that holds an event's position, found by halving: 7 comparisons for 120 bins."""

    def between(first: int, last: int) -> Combinable:
        if first == last:
            return Value(first)
        middle = (first + last + 1) // 2
        return Case(
            When(position__lt=edges[middle], then=between(first, middle - 1)),
            default=between(middle, last),
            output_field=IntegerField(),
        )

    return between(0, len(edges) - 1)
