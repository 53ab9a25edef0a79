"""What a rule of the table is made of: a pattern in common words, and what it means on a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from ..weekends import Weekend

Match = re.Match[str]


class NoSuchDayError(ValueError):
    """The words make sense, the calendar has no such day."""


@dataclass(frozen=True, slots=True)
class Context:
    """`reference` is the day of the article. `planned`: what is told lies ahead."""

    reference: date
    weekend: Weekend = Weekend.SAT_SUN
    planned: bool = False

    def days(self, count: int) -> date:
        return self.reference + relativedelta(days=count)

    def months(self, count: int) -> date:
        return self.reference + relativedelta(months=count)

    def later(self, unit: str, count: int) -> date:
        """`unit`: one of `UNITS`. A month later is the same day of that month, or its last."""
        return self.reference + UNITS[unit](count)


Reading = Callable[[Context, Match], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is stored with events and never changes. `edtf` is what `example` means on Monday 7 March 2022, in an
    article on what has happened or, if `planned`, on what is planned."""

    name: str
    means: str
    patterns: tuple[re.Pattern[str], ...]
    read: Reading
    example: str
    edtf: str
    planned: bool = False


def rule(
    name: str,
    means: str,
    patterns: str | Iterable[str],
    read: Reading,
    example: str,
    edtf: str,
    *,
    planned: bool = False,
) -> Rule:
    """Patterns are matched in full, against lower case without commas (see cleaning.py)."""
    texts = [patterns] if isinstance(patterns, str) else patterns
    return Rule(name, means, tuple(re.compile(text) for text in texts), read, example, edtf, planned)


# -- words ---------------------------------------------------------------------------------------------------------


def _numbered(words: str, start: int = 1) -> dict[str, int]:
    """“a aa, b bb” → a and aa have one number, b and bb the next."""
    return {word: number for number, names in enumerate(words.split(", "), start) for word in names.split()}


MONTHS = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sept sep, "
    "october oct, november nov, december dec"
)
WEEKDAYS = _numbered("monday, tuesday, wednesday, thursday, friday, saturday, sunday", 0)
SHORT_WEEKDAYS = _numbered("mon, tues tue, wed, thurs thur thu, fri, sat, sun", 0)
ANY_WEEKDAY = WEEKDAYS | SHORT_WEEKDAYS
NUMBERS = _numbered(
    "one a an, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, "
    "sixteen, seventeen, eighteen, nineteen, twenty"
) | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "a couple of": 2}


def named(group: str, words: Iterable[str]) -> str:
    return f"(?P<{group}>{'|'.join(sorted(words, key=len, reverse=True))})"


PART = "(?:morning|afternoon|evening|night|noon|midday|lunchtime|dawn|dusk|daybreak)"
CLOCK = r"(?:(?:about|around) )?(?:[0-2]?[0-9][:.][0-5][0-9](?: ?[ap]m)?|[01]?[0-9] ?[ap]m|noon|midday)"
BEFORE = (  # “late on”, “the early hours of”, “the evening of”, “3 pm on”
    rf"(?:(?:early|late|earlier|later)(?: on)? |(?:the )?(?:early|small) hours (?:of|on) "
    rf"|(?:the )?(?:early |late )?{PART} (?:of|on) |{CLOCK} (?:on )?)?"
)
AFTER = rf"(?:(?: in the| at)? (?:early |late |mid-)?{PART}(?: hours)?|(?: at)? {CLOCK})?"  # “night”, “at noon”
WEEKDAY = named("weekday", WEEKDAYS)
MONTH = named("month", MONTHS)
DAY = r"(?:the )?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
YEAR = r" (?:of |in )?(?:(?P<year>[12][0-9]{3})|(?P<that>last|this|next) year)"
COUNT = named("count", [r"[1-9][0-9]{0,3}", *NUMBERS])
UNITS: dict[str, Callable[[int], relativedelta]] = {
    "day": lambda count: relativedelta(days=count),
    "night": lambda count: relativedelta(days=count),
    "week": lambda count: relativedelta(weeks=count),
    "fortnight": lambda count: relativedelta(weeks=2 * count),
    "month": lambda count: relativedelta(months=count),
    "year": lambda count: relativedelta(years=count),
}
UNIT = f"{named('unit', UNITS)}s?"
NEIGHBOURS = {"yesterday": -1, "today": 0, "tomorrow": 1}
WHICH = {"last": -1, "this": 0, "the": 0, "next": 1}


def number(match: Match, group: str = "count") -> int:
    word = match[group]
    return int(word) if word.isdigit() else NUMBERS[word]


def given_year(context: Context, match: Match) -> int | None:
    """Of the group `year`, or of `that` (“last year”); None if neither is there."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    return context.reference.year + WHICH[groups["that"]] if groups.get("that") else None


# -- EDTF ----------------------------------------------------------------------------------------------------------


def day_of(year: int, month: int, day: int) -> date:
    if not 1 <= year <= 9999 or not 1 <= day <= monthrange(year, month)[1]:
        raise NoSuchDayError
    return date(year, month, day)


def last_of(year: int, month: int) -> date:
    return day_of(year, month, monthrange(year, month)[1] if 1 <= year <= 9999 else 0)


def month_text(day: date) -> str:
    return day.isoformat()[:7]


def year_text(year: int) -> str:
    if not 1 <= year <= 9999:
        raise NoSuchDayError
    return f"{year:04}"


def span_text(first: date, last: date, mark: str = "") -> str:
    return f"{first}{mark}/{last}{mark}"


def fitting(context: Context, spans: Iterable[tuple[date, date]]) -> tuple[date, date]:
    """Of spans in order of time, the last that has begun; for what is planned the first that is not over."""
    found = list(spans)
    if context.planned:
        return next((span for span in found if span[1] >= context.reference), found[-1])
    return next((span for span in reversed(found) if span[0] <= context.reference), found[0])
