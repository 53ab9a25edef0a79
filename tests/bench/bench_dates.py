"""Prints how many dates and phrases a second are read: python -m tests.bench.bench_dates"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from timeline.dates import describe, parse, resolve

ROUNDS = 20_000


def rate(label: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    for _ in range(ROUNDS):
        work()
    print(f"{label:40} {ROUNDS / (time.perf_counter() - began):>12,.0f} a second")


def main() -> None:
    for text in ("2022-03-05", "2022-03", "2022-03-05/2022-03-06", "../2022-03-07", "[2022-03-05,2022-03-06]"):
        rate(f"parse {text}", lambda text=text: parse(text))
    rate("describe 2022-03-05/2022-03-06", lambda: describe("2022-03-05/2022-03-06"))
    for phrase in ("Saturday", "over the weekend", "late February", "no such phrase"):
        rate(f"resolve {phrase}", lambda phrase=phrase: resolve(phrase, date(2022, 3, 7)))


if __name__ == "__main__":
    main()
