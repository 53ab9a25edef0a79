"""Prints how many dates and phrases a second are read, on one core: python -m tests.bench.bench_dates

The floor that was asked for is 20,000 plain dates a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from timeline.dates import describe, parse, position, resolve

FIRST = date(1990, 1, 1)
DAYS = [(FIRST + timedelta(days=number)).isoformat() for number in range(20_000)]  # all different: nothing is cached
REFERENCE = date(2022, 3, 7)


def report(label: str, work: Callable[[str], object], texts: Iterable[str]) -> None:
    texts = list(texts)
    began = time.perf_counter()
    for text in texts:
        work(text)
    print(f"{label:48} {len(texts) / (time.perf_counter() - began):>11,.0f} a second")


def place(text: str) -> int:
    known = parse(text)
    return position(known.earliest, known.latest)


def main() -> None:
    report("parse: days", parse, DAYS)
    report("parse: months", parse, (day[:7] for day in DAYS))
    report("parse: days with a mark", parse, (f"{day}~" for day in DAYS))
    report("parse: spans", parse, (f"{day}/2050-01-01" for day in DAYS))
    report("parse: open spans", parse, (f"../{day}" for day in DAYS))
    report("parse: choices", parse, (f"[{day},2050-01-01]" for day in DAYS))
    report("parse and position: days", place, DAYS)
    report("describe: days", describe, DAYS)
    report("describe: spans", describe, (f"{day}/2050-01-01" for day in DAYS))
    for phrase in ("on Saturday", "over the weekend", "late February", "since the end of last month", "no such phrase"):
        report(f"resolve: {phrase}", lambda text: resolve(text, REFERENCE), [phrase] * 5_000)


if __name__ == "__main__":
    main()
