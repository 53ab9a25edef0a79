"""Prints how long the search takes on the data that there are: python -m tests.bench.bench_search

Without arguments it asks what `make_events` wrote; other queries may be given instead. The best of three, in
milliseconds, each with the selection made anew: the first page of 50, the last, the count of all that is found, and the
best thousand in their order.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from django.db import connection  # noqa: E402

from timeline.models import Event  # noqa: E402

QUERIES = ("kelda halaro", "kenya", "cable", "happen", "kenya cable", '"broken cable"', "foreign-minis", "m", "zzzz")


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    best = float("inf")
    for _attempt in range(3):
        began = time.perf_counter()
        answer = work()
        best = min(best, (time.perf_counter() - began) * 1_000)
    return answer, best


def main() -> None:
    events = Event.objects.public().chronological()
    print(f"{connection.vendor}, {Event.objects.count():,} events")
    for query in sys.argv[1:] or QUERIES:
        _rows, first = timed(lambda query=query: list(events.mentioning(query)[:50]))
        _rows, last = timed(lambda query=query: list(events.reverse().mentioning(query)[:50]))
        _rows, best = timed(lambda query=query: events.best_first(query))
        found, count = timed(lambda query=query: events.mentioning(query).count())
        times = f"first page {first:7.1f}  last page {last:7.1f}  count {count:7.1f}  best {best:7.1f}"
        print(f"{query:16} found {found:>9,}  {times}")


if __name__ == "__main__":
    main()
