"""The words of the English calendar."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        [
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ],
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ]
    )
    for name in names.split()
}
NUMBERS = {
    word: number
    for number, words in enumerate(
        ["", "one a an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
    for word in words.split()
}


class Weekend(StrEnum):
    """Which days are the weekend in a country."""

    SAT_SUN = "sat-sun"
    FRI_SAT = "fri-sat"
    THU_FRI = "thu-fri"
    FRI = "fri"
    SUN = "sun"


WEEKEND_DAYS = {  # first weekday, number of days
    Weekend.SAT_SUN: (5, 2),
    Weekend.FRI_SAT: (4, 2),
    Weekend.THU_FRI: (3, 2),
    Weekend.FRI: (4, 1),
    Weekend.SUN: (6, 1),
}


def latest_weekend(reference: date, weekend: Weekend) -> tuple[date, date]:
    """The last one that has begun by `reference`, joined with the Saturday–Sunday where the country's differs:
    a foreign report may mean either."""
    spans = [_latest_span(reference, *WEEKEND_DAYS[w]) for w in (weekend, Weekend.SAT_SUN)]
    return min(first for first, _last in spans), max(last for _first, last in spans)


def _latest_span(reference: date, weekday: int, days: int) -> tuple[date, date]:
    first = reference - timedelta(days=(reference.weekday() - weekday) % 7)
    return first, first + timedelta(days=days - 1)
