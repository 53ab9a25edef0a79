"""Relative dates: a closed table of phrases. What is not in the table is not resolved, and never guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .calendar_words import MONTH_NAMES, NUMBERS, WEEKDAYS, Weekend, latest_weekend
from .edtf import EDTFDate, EDTFError, parse

MOST_CHARACTERS = 80
WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
MONTH = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
NUMBER = r"\d{1,3}|" + "|".join(NUMBERS)
PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night|noon|midday|lunchtime))"
YEAR = r"(\d{4})"
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `phrase` means when it is read on `reference`; `rule` is a stable name of a row of the table."""

    phrase: str
    edtf: EDTFDate
    rule: str
    reference: date


@dataclass(frozen=True, slots=True)
class Context:
    reference: date
    weekend: Weekend
    planned: bool

    def days(self, count: int) -> date:
        return self.reference + timedelta(days=count)


Groups = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    meaning: Callable[[Context, Groups], str | None]
    example: str
    edtf: str  # of the example, read on Monday 7 March 2022


def resolve(
    phrase: str, reference: date, *, weekend: Weekend = Weekend.SAT_SUN, planned: bool = False
) -> Resolution | None:
    """The date that `phrase` means in an article of `reference` (a civil day in the article's own time zone).

    `planned`: a bare weekday or day of a month is the next one, not the last. None for whatever is not in the table,
    and where the result would leave the calendar.
    """
    if len(phrase) > MOST_CHARACTERS or not phrase.isascii():
        return None
    text = _normalised(phrase)
    context = Context(reference, weekend, planned)
    for rule in RULES:
        if match := rule.pattern.fullmatch(text):
            try:
                edtf = rule.meaning(context, match.groups())
                return Resolution(phrase, parse(edtf), rule.name, reference) if edtf else None
            except (OverflowError, EDTFError, ValueError):
                return None  # a day that the month or the calendar does not have
    return None


def _normalised(phrase: str) -> str:
    text = re.sub(r"\s+", " ", phrase.strip().lower().replace(",", " ").replace(".", " ")).strip()
    text = re.sub(r"^(?:on|in|during|at) (?:the )?", "", text)
    return re.sub(r"^over the (?!weekend|past|last)", "", text)


def _iso(day: date) -> str:
    return day.isoformat()


def _span(first: date, last: date) -> str:
    return _iso(first) if first == last else f"{_iso(first)}/{_iso(last)}"


def _about(first: date, last: date) -> str:
    return f"{_iso(first)}~/{_iso(last)}~"


def _number(word: str | None) -> int:
    return int(word) if word and word.isdigit() else NUMBERS[word or ""]


def _weekday_bare(c: Context, g: Groups) -> str:
    gap = (c.reference.weekday() - WEEKDAYS[g[0] or ""]) % 7
    return _iso(c.days((7 - gap) % 7) if c.planned else c.days(-gap))


def _weekday_last(c: Context, g: Groups) -> str:
    return _iso(c.days(-((c.reference.weekday() - WEEKDAYS[g[0] or ""] - 1) % 7 + 1)))


def _weekday_next(c: Context, g: Groups) -> str:
    return _iso(c.days((WEEKDAYS[g[0] or ""] - c.reference.weekday() - 1) % 7 + 1))


def _weekday_this(c: Context, g: Groups) -> str:
    """In the week of the article, Monday to Sunday."""
    return _iso(c.days(WEEKDAYS[g[0] or ""] - c.reference.weekday()))


def _weekend(c: Context, g: Groups) -> str:
    first, last = latest_weekend(c.reference, c.weekend)
    if c.planned or (g and g[0] in ("next", "coming")):
        first, last = latest_weekend(c.days(7), c.weekend)
    elif g and g[0] == "last" and last >= c.reference:
        first, last = first - timedelta(days=7), last - timedelta(days=7)
    return _span(first, last)


def _week(weeks: int) -> Callable[[Context, Groups], str]:
    def meaning(c: Context, g: Groups) -> str:
        monday = c.days(7 * weeks - c.reference.weekday())
        return _span(monday, monday + timedelta(days=6))

    return meaning


def _month(months: int) -> Callable[[Context, Groups], str]:
    return lambda c, g: f"{c.reference + relativedelta(months=months, day=1):%Y-%m}"


def _year(years: int) -> Callable[[Context, Groups], str]:
    return lambda c, g: f"{c.reference.year + years:04}"


def _ago(c: Context, g: Groups) -> str:
    return _iso(_back(c, g[0], g[1]))


def _back(c: Context, number: str | None, unit: str | None, sign: int = -1) -> date:
    count = sign * _number(number)
    step = {"day": relativedelta(days=count), "week": relativedelta(weeks=count)}.get(unit or "")
    if step is None:
        step = relativedelta(months=count) if unit == "month" else relativedelta(years=count)
    return c.reference + step


def _ago_coarse(c: Context, g: Groups) -> str:
    """“Two months ago” is a month, “a year ago” a year: nobody counts days so far back."""
    then = _back(c, g[0], g[1])
    return f"{then:%Y-%m}" if g[1] == "month" else f"{then.year:04}"


def _more_than_ago(c: Context, g: Groups) -> str:
    return f"../{_iso(_back(c, g[0], g[1]))}~"


def _within_past(c: Context, g: Groups) -> str:
    count, unit = g
    if unit == "hour":
        days = -(-_number(count) // 24) if count else 1
        return _span(c.days(-days), c.reference)
    return _span(_back(c, count or "1", unit), c.reference)


def _hence(c: Context, g: Groups) -> str:
    return _iso(_back(c, g[0], g[1], sign=1))


def _day_of_month(c: Context, day: str | None, month: str | None, year: str | None) -> str:
    number = MONTH_NAMES[month or ""]
    if year:
        return f"{int(year):04}-{number:02}-{int(day or 0):02}"
    candidates = [c.reference.year + step for step in ((0, 1, 2, 3, 4) if c.planned else (0, -1, -2, -3, -4))]
    for candidate in candidates:  # several, for 29 February
        if int(day or 0) <= monthrange(candidate, number)[1]:
            found = date(candidate, number, int(day or 0))
            if found >= c.reference if c.planned else found <= c.reference:
                return _iso(found)
    raise ValueError(day)


def _month_with_year(c: Context, g: Groups) -> str:
    return f"{int(g[1] or 0):04}-{MONTH_NAMES[g[0] or '']:02}"


def _days_of_month(c: Context, g: Groups) -> str:
    first, last, month, year = g
    return f"{_day_of_month(c, first, month, year)}/{_day_of_month(c, last, month, year)}"


THIRDS = {
    "early": (1, 10),
    "mid": (11, 20),
    "mid-": (11, 20),
    "late": (21, 31),
    "end of": (21, 31),
    "beginning of": (1, 10),
    "start of": (1, 10),
    "middle of": (11, 20),
}


def _third(c: Context, g: Groups) -> str:
    part, name, year = g
    number = MONTH_NAMES[name or ""]
    in_year = int(year) if year else c.reference.year
    first, last = THIRDS[(part or "").removeprefix("the ").strip() if part != "mid-" else "mid"]
    if not year and c.planned and (in_year, number) < (c.reference.year, c.reference.month):
        in_year += 1
    if not year and not c.planned and date(in_year, number, first) > c.reference:
        in_year -= 1
    return _about(date(in_year, number, first), date(in_year, number, min(last, monthrange(in_year, number)[1])))


def _earlier_this(unit: str) -> Callable[[Context, Groups], str]:
    def meaning(c: Context, g: Groups) -> str:
        first = {
            "week": c.days(-c.reference.weekday()),
            "month": c.reference.replace(day=1),
            "year": c.reference.replace(month=1, day=1),
        }[unit]
        return _span(first, c.reference)

    return meaning


def _later_this(c: Context, g: Groups) -> str:
    last = {
        "week": c.days(6 - c.reference.weekday()),
        "month": c.reference + relativedelta(day=31),
        "year": date(c.reference.year, 12, 31),
    }[g[0] or ""]
    return _span(c.reference, last)


def _rule(name: str, pattern: str, meaning: Callable[[Context, Groups], str | None], example: str, edtf: str) -> Rule:
    return Rule(name, re.compile(pattern, re.ASCII), meaning, example, edtf)


BY = r"(?:(?:by|until|till|before) )"
RULES = (
    _rule(
        "today",
        rf"(?:earlier |later )?today{PART_OF_DAY}?|this{PART_OF_DAY}|tonight",
        lambda c, g: _iso(c.reference),
        "this morning",
        "2022-03-07",
    ),
    _rule(
        "yesterday",
        rf"yesterday{PART_OF_DAY}?|last (?:night|evening)|overnight into today",
        lambda c, g: _iso(c.days(-1)),
        "last night",
        "2022-03-06",
    ),
    _rule(
        "day-before-yesterday",
        r"the day before yesterday",
        lambda c, g: _iso(c.days(-2)),
        "the day before yesterday",
        "2022-03-05",
    ),
    _rule("tomorrow", rf"tomorrow{PART_OF_DAY}?", lambda c, g: _iso(c.days(1)), "tomorrow evening", "2022-03-08"),
    _rule(
        "day-after-tomorrow",
        r"the day after tomorrow",
        lambda c, g: _iso(c.days(2)),
        "the day after tomorrow",
        "2022-03-09",
    ),
    _rule(
        "weekday-bare",
        rf"(?:(?:early|late) )?({WEEKDAY}){PART_OF_DAY}?",
        _weekday_bare,
        "on Saturday evening",
        "2022-03-05",
    ),
    _rule("weekday-last", rf"(?:last|past) ({WEEKDAY}){PART_OF_DAY}?", _weekday_last, "last Monday", "2022-02-28"),
    _rule("weekday-next", rf"(?:next|coming) ({WEEKDAY}){PART_OF_DAY}?", _weekday_next, "next Tuesday", "2022-03-08"),
    _rule("weekday-this", rf"this ({WEEKDAY}){PART_OF_DAY}?", _weekday_this, "this Friday", "2022-03-11"),
    _rule(
        "weekend",
        r"(?:over )?(?:the |this )?(?:(last|past|next|coming) )?weekend",
        _weekend,
        "over the weekend",
        "2022-03-05/2022-03-06",
    ),
    _rule("week-last", r"(?:last|the previous) week", _week(-1), "last week", "2022-02-28/2022-03-06"),
    _rule("week-this", r"this week", _week(0), "this week", "2022-03-07/2022-03-13"),
    _rule("week-next", r"(?:next|the coming) week", _week(1), "next week", "2022-03-14/2022-03-20"),
    _rule("month-last", r"last month", _month(-1), "last month", "2022-02"),
    _rule("month-this", r"this month", _month(0), "this month", "2022-03"),
    _rule("month-next", r"next month", _month(1), "next month", "2022-04"),
    _rule("year-last", r"last year", _year(-1), "last year", "2021"),
    _rule("year-this", r"this year", _year(0), "this year", "2022"),
    _rule("year-next", r"next year", _year(1), "next year", "2023"),
    _rule("week-earlier-this", r"earlier this week", _earlier_this("week"), "earlier this week", "2022-03-07"),
    _rule(
        "month-earlier-this",
        r"earlier this month",
        _earlier_this("month"),
        "earlier this month",
        "2022-03-01/2022-03-07",
    ),
    _rule(
        "year-earlier-this", r"earlier this year", _earlier_this("year"), "earlier this year", "2022-01-01/2022-03-07"
    ),
    _rule("later-this", r"later this (week|month|year)", _later_this, "later this month", "2022-03-07/2022-03-31"),
    _rule("ago", rf"(?:exactly )?({NUMBER}) (day|week)s? ago", _ago, "two days ago", "2022-03-05"),
    _rule("ago-coarse", rf"({NUMBER}) (month|year)s? ago", _ago_coarse, "two months ago", "2022-01"),
    _rule(
        "more-than-ago",
        rf"(?:over|more than) ({NUMBER}) (day|week|month|year)s? ago",
        _more_than_ago,
        "over a week ago",
        "../2022-02-28~",
    ),
    _rule(
        "within-past",
        rf"(?:over |within |during )?(?:the )?(?:past|last) (?:({NUMBER}) )?(hour|day|week|month|year)s?",
        _within_past,
        "the past 24 hours",
        "2022-03-06/2022-03-07",
    ),
    _rule(
        "hence", rf"({NUMBER}) (day|week)s? (?:from now|later from today)", _hence, "three days from now", "2022-03-10"
    ),
    _rule("month-day", rf"({MONTH}) {DAY}", lambda c, g: _day_of_month(c, g[1], g[0], None), "March 5", "2022-03-05"),
    _rule(
        "month-day-year",
        rf"({MONTH}) {DAY} {YEAR}",
        lambda c, g: _day_of_month(c, g[1], g[0], g[2]),
        "February 24, 2022",
        "2022-02-24",
    ),
    _rule(
        "day-month",
        rf"{DAY} (?:of )?({MONTH})",
        lambda c, g: _day_of_month(c, g[0], g[1], None),
        "24 February",
        "2022-02-24",
    ),
    _rule(
        "day-month-year",
        rf"{DAY} (?:of )?({MONTH}) {YEAR}",
        lambda c, g: _day_of_month(c, g[0], g[1], g[2]),
        "5 March 2022",
        "2022-03-05",
    ),
    _rule(
        "weekday-day-month",
        rf"(?:{WEEKDAY}) {DAY} ({MONTH})(?: {YEAR})?",
        lambda c, g: _day_of_month(c, g[0], g[1], g[2]),
        "Saturday 5 March",
        "2022-03-05",
    ),
    _rule(
        "weekday-month-day",
        rf"(?:{WEEKDAY}) ({MONTH}) {DAY}(?: {YEAR})?",
        lambda c, g: _day_of_month(c, g[1], g[0], g[2]),
        "Saturday, March 5",
        "2022-03-05",
    ),
    _rule(
        "days-month",
        rf"{DAY} ?(?:-|to|and) ?{DAY} ({MONTH})(?: {YEAR})?",
        _days_of_month,
        "5-6 March 2022",
        "2022-03-05/2022-03-06",
    ),
    _rule(
        "month-days",
        rf"({MONTH}) {DAY} ?(?:-|to|and) ?{DAY}(?: {YEAR})?",
        lambda c, g: _days_of_month(c, (g[1], g[2], g[0], g[3])),
        "March 5-6",
        "2022-03-05/2022-03-06",
    ),
    _rule("month-year", rf"({MONTH}) (?:of )?{YEAR}", _month_with_year, "March 2022", "2022-03"),
    _rule("year", r"([12]\d{3})", lambda c, g: g[0], "2021", "2021"),
    _rule(
        "part-of-month",
        rf"(?:the )?(early|mid-|mid|late|end of|beginning of|start of|middle of) ?({MONTH})(?: {YEAR})?",
        _third,
        "late February",
        "2022-02-21~/2022-02-28~",
    ),
)
