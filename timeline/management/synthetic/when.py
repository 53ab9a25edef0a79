"""How well a made-up event is dated: from a minute to not at all, and in which words. No database."""

from __future__ import annotations

from bisect import bisect
from calendar import day_name, month_name
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random

from timeline import dates

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """`words` follow a clause (“met in Riga on 5 March 2022”) and begin with a space; both are empty if undated."""

    edtf: str
    words: str
    basis: str
    lasted: bool = False
    start: time | None = None
    end: time | None = None
    rule: str = ""

    @property
    def date_text(self) -> str:
        return self.words.strip()


def draw(rng: Random, day: date, report: date | None) -> When:
    """A date for what happened on `day`; `report` is the day on which the article appeared, None if unknown."""
    return KINDS[bisect(_SHARES, rng.random())][1](rng, day, report)


def planned(rng: Random, report: date) -> When:
    day = report + rng.randint(1, 30) * DAY
    return _stated(day.isoformat(), f" on {_words(day)}")


@lru_cache(maxsize=50_000)
def phrase(day: date, report: date) -> tuple[str, str]:
    """How an article of `report` calls a `day` up to six days before, and the rule that reads it."""
    words = {0: "today", 1: "yesterday"}.get((report - day).days, f"on {day_name[day.weekday()]}")
    resolution = dates.resolve(words, report)
    if resolution is None or resolution.edtf.edtf != day.isoformat():
        return "", ""
    return words, resolution.rule


@lru_cache(maxsize=50_000)
def read(edtf: str) -> dates.EDTFDate:
    """As `dates.parse`; the same few thousand days come again and again."""
    return dates.parse(edtf)


def _exact(rng: Random, day: date, report: date | None) -> When:
    words, rule = phrase(day, report) if report and rng.random() < 0.6 else ("", "")
    if not words:
        return _stated(day.isoformat(), f" on {_words(day)}")
    return When(day.isoformat(), f" {words}", "resolved", rule=rule)


def _timed(rng: Random, day: date, report: date | None) -> When:
    start = time(rng.randint(8, 19), rng.choice((0, 15, 30, 45)))
    end = time(start.hour + rng.randint(1, 4), start.minute) if rng.random() < 0.5 else None
    words = f" at {start:%H:%M} on {_words(day)}"
    return When(day.isoformat(), words, "stated", start=start, end=end)


def _several_days(rng: Random, day: date, report: date | None) -> When:
    first = day - rng.randint(1, 4) * DAY
    return _stated(f"{first}/{day}", f" from {_words(first)} to {_words(day)}", lasted=True)


def _between(rng: Random, day: date, report: date | None) -> When:
    first = day - rng.randint(1, 6) * DAY
    return _stated(f"{first}/{day}", f" between {_words(first)} and {_words(day)}")


def _about(rng: Random, day: date, report: date | None) -> When:
    return _stated(f"{day}~", f" on or about {_words(day)}")


def _probably(rng: Random, day: date, report: date | None) -> When:
    return _stated(f"{day}?", f" on {_words(day)}, it is thought")


def _either(rng: Random, day: date, report: date | None) -> When:
    before = day - DAY
    return _stated(f"[{before},{day}]", f" on {_words(before)} or the day after")


def _some_day(rng: Random, day: date, report: date | None) -> When:
    return _stated(f"{day:%Y-%m}-XX", f" one day in {_month(day)}")


def _in_month(rng: Random, day: date, report: date | None) -> When:
    earlier = day.replace(day=1) - DAY
    return _stated(f"{earlier:%Y-%m}", f" in {_month(earlier)}")


def _in_year(rng: Random, day: date, report: date | None) -> When:
    return _stated(f"{day.year - 1}", f" in {day.year - 1}")


def _in_quarter(rng: Random, day: date, report: date | None) -> When:
    earlier = day.replace(day=1) - 90 * DAY
    quarter = (earlier.month - 1) // 3
    names = ("first", "second", "third", "fourth")
    return _stated(f"{earlier.year}-{33 + quarter}", f" in the {names[quarter]} quarter of {earlier.year}")


def _by(rng: Random, day: date, report: date | None) -> When:
    return When(f"../{report or day}", " by now", "inferred")


def _since(rng: Random, day: date, report: date | None) -> When:
    return _stated(f"{day}/..", f" from {_words(day)} onwards", lasted=True)


def _undated(rng: Random, day: date, report: date | None) -> When:
    return When("", "", "")


Kind = Callable[[Random, date, date | None], When]
KINDS: tuple[tuple[float, Kind], ...] = (  # shares that sum to 1
    (0.60, _exact),
    (0.08, _timed),
    (0.07, _several_days),
    (0.03, _between),
    (0.03, _about),
    (0.02, _probably),
    (0.025, _either),
    (0.01, _some_day),
    (0.045, _in_month),
    (0.015, _in_year),
    (0.005, _in_quarter),
    (0.035, _by),
    (0.02, _since),
    (0.015, _undated),
)
_SHARES = list(accumulate(share for share, _kind in KINDS[:-1]))


def _stated(edtf: str, words: str, *, lasted: bool = False) -> When:
    return When(edtf, words, "stated", lasted=lasted)


def _words(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _month(day: date) -> str:
    return f"{month_name[day.month]} {day.year}"
