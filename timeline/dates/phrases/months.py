"""Phrases about months, and days of a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from .rule import (
    AFTER,
    ANY_WEEKDAY,
    BEFORE,
    DAY,
    MONTH,
    MONTHS,
    NEIGHBOURS,
    WHICH,
    YEAR,
    Context,
    Match,
    NoSuchDayError,
    Reading,
    day_of,
    fitting,
    given_year,
    last_of,
    month_text,
    named,
    rule,
    span_text,
)

MOST_DAYS_TURNED = 183
YEARS_TRIED = 9  # 29 February can be eight years away, around 1900
NEIGHBOUR = named("neighbour", NEIGHBOURS)
NAMED_DAY = f"(?:{NEIGHBOUR} |(?:last |this |next )?{named('weekday', ANY_WEEKDAY)}{AFTER} (?:on )?(?:the )?)?"
ON_DAY = [rf"{BEFORE}{NAMED_DAY}{MONTH} {DAY}{{}}{AFTER}", rf"{BEFORE}{NAMED_DAY}{DAY} (?:of )?{MONTH}{{}}{AFTER}"]
LINK = "(?P<link>-| to | and | or | through | until | till )"
OTHER_DAY = "(?:the )?(?P<other_day>[0-3]?[0-9])(?:st|nd|rd|th)?"
OTHER_MONTH = named("other_month", MONTHS)
OTHER_YEAR = "(?: (?P<other_year>[12][0-9]{3}))?"
FROM = "(?:from |between )?"
# Of the days of a month: first and last, 31 for whatever its last is; below 1 it counts back from there.
PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "beginning": (1, 10), "start": (1, 10),
         "first days": (1, 10), "middle": (11, 20), "end": (21, 31), "last days": (21, 31)}  # fmt: skip
PART = rf"(?:the )?(?:very )?{named('part', PARTS)}"
HALVES = {"first": (1, 15), "second": (16, 31), "latter": (16, 31)}
WEEKS = {"first": (1, 7), "second": (8, 14), "third": (15, 21), "last": (-6, 31), "final": (-6, 31)}
OF_MONTH = [rf"(?:[ -]|of | of | in )?{MONTH}(?:{YEAR})?", "(?: of | in | )(?P<which>last|this|next|the) month"]
CLEAR_NAMES = [name for name in MONTHS if name not in ("march", "april", "may", "june", "august") and len(name) > 4]


def _relative(months: int) -> Reading:
    return lambda c, m: month_text(c.months(months))


def _month(match: Match, group: str = "month") -> int:
    return MONTHS[match[group]]


def _years(c: Context) -> Iterator[int]:
    """Those in which a day or month without a year is looked for, in order of time."""
    year = c.reference.year
    around = range(year, year + YEARS_TRIED) if c.planned else range(year - YEARS_TRIED + 1, year + 1)
    return (number for number in around if 1 <= number <= 9999)


def _fitting_year(c: Context, span_in: Callable[[int], tuple[date, date]]) -> tuple[date, date]:
    """`span_in` may raise `NoSuchDayError` for some years."""
    spans = []
    for year in _years(c):
        with suppress(NoSuchDayError):
            spans.append(span_in(year))
    if not spans:
        raise NoSuchDayError
    first, last = fitting(c, spans)
    if (last < c.reference) if c.planned else (first > c.reference):
        raise NoSuchDayError  # at an end of the calendar
    return first, last


# -- days of a month ------------------------------------------------------------------------------------------------


def _day(c: Context, m: Match) -> str | None:
    month, day, year = _month(m), int(m["day"]), given_year(c, m)
    if m.groupdict().get("neighbour"):
        near = c.days(NEIGHBOURS[m["neighbour"]])
        return near.isoformat() if (near.year, near.month, near.day) == (year or near.year, month, day) else None
    if year:
        found = day_of(year, month, day)
    else:
        found = _fitting_day(c, month, day)
        if not _has_weekday(m, found):
            found = _fitting_day(replace(c, planned=not c.planned), month, day)  # “Tuesday, March 8”, of tomorrow
            if abs((found - c.reference).days) > MOST_DAYS_TURNED:
                return None
    return found.isoformat() if _has_weekday(m, found) else None


def _fitting_day(c: Context, month: int, day: int) -> date:
    return _fitting_year(c, lambda year: (day_of(year, month, day),) * 2)[0]


def _has_weekday(m: Match, day: date) -> bool:
    weekday = m.groupdict().get("weekday")
    return not weekday or ANY_WEEKDAY[weekday] == day.weekday()


def _days(c: Context, m: Match) -> str | None:
    """The year goes with the later day; without one, the span is the last that has begun."""
    groups = m.groupdict()
    end_month, same = _month(m), not groups.get("other_month")
    start_month = end_month if same else _month(m, "other_month")
    start_day, end_day = int(m["other_day"]), int(m["day"])
    back = 0 if same or (start_month, start_day) < (end_month, end_day) else 1

    def span_in(year: int) -> tuple[date, date]:
        first = int(groups["other_year"]) if groups.get("other_year") else year - back
        return day_of(first, start_month, start_day), day_of(year, end_month, end_day)

    year = given_year(c, m)
    first, last = span_in(year) if year else _fitting_year(c, span_in)
    if first >= last:
        return None
    return f"[{first},{last}]" if m["link"] == " or " else span_text(first, last)


def _day_of_month(c: Context, m: Match) -> str | None:
    which = m.groupdict().get("which")
    tried = [WHICH[which]] if which else range(3) if c.planned else range(-2, 1)
    days = []
    for month in map(c.months, tried):
        with suppress(NoSuchDayError):
            days.append(day_of(month.year, month.month, int(m["day"])))
    if not days:
        return None
    found = fitting(c, [(day, day) for day in days])[0]
    return found.isoformat() if _has_weekday(m, found) else None


# -- months ---------------------------------------------------------------------------------------------------------


def _whole(year: int, month: int) -> tuple[date, date]:
    return day_of(year, month, 1), last_of(year, month)


def _bare(c: Context, m: Match) -> str:
    return month_text(_fitting_year(c, lambda year: _whole(year, _month(m)))[0])


def _of_year(c: Context, m: Match) -> str:
    return month_text(day_of(given_year(c, m) or 0, _month(m), 1))


def _named_last(c: Context, m: Match) -> str:
    return month_text(day_of(c.reference.year - (_month(m) >= c.reference.month), _month(m), 1))


def _named_next(c: Context, m: Match) -> str:
    return month_text(day_of(c.reference.year + (_month(m) <= c.reference.month), _month(m), 1))


def _named_this(c: Context, m: Match) -> str:
    return month_text(day_of(c.reference.year, _month(m), 1))


def _earlier(c: Context, m: Match) -> str:
    return span_text(c.reference.replace(day=1), c.reference)


def _later(c: Context, m: Match) -> str:
    return span_text(c.reference, last_of(c.reference.year, c.reference.month))


def _part(days: dict[str, tuple[int, int]], mark: str) -> Reading:
    """Those days of the month that is named, or of the last, this or next one."""

    def read(c: Context, m: Match) -> str:
        first, last = days[m["part"]]
        groups = m.groupdict()

        def span_in(year: int, month: int) -> tuple[date, date]:
            length = last_of(year, month).day
            return day_of(year, month, first if first > 0 else length + first), day_of(year, month, min(last, length))

        if groups.get("which"):
            day = c.months(WHICH[groups["which"]])
            return span_text(*span_in(day.year, day.month), mark)
        year, month = given_year(c, m), _month(m)
        return span_text(*(span_in(year, month) if year else _fitting_year(c, lambda y: span_in(y, month))), mark)

    return read


def _numeric(c: Context, m: Match) -> str | None:
    """Only where no other order of day and month is possible."""
    first, second = int(m["first"]), int(m["second"])
    if first != second and first <= 12 and second <= 12:
        return None
    day, month = max(first, second), min(first, second)
    return day_of(int(m["year"]), month if 1 <= month <= 12 else 0, day).isoformat()


RULES = (
    rule("month-day-year", "that day",
         [*(pattern.format(YEAR) for pattern in ON_DAY), rf"{DAY}-{MONTH}-(?P<year>[12][0-9]{{3}})"], _day,
         "February 24, 2022", "2022-02-24"),
    rule("year-month-day", "that day", "(?P<iso>[12][0-9]{3}-[01][0-9]-[0-3][0-9])", lambda c, m: m["iso"],
         "2022-02-24", "2022-02-24"),
    rule("numeric", "that day, if only one of the numbers can be the month",
         r"(?P<first>[0-9]{1,2})(?P<mark>[/.])(?P<second>[0-9]{1,2})(?P=mark)(?P<year>[12][0-9]{3})", _numeric,
         "24/02/2022", "2022-02-24"),
    rule("month-day", "the last one, today included; if planned, the next one", [p.format("") for p in ON_DAY], _day,
         "March 5", "2022-03-05"),
    rule("month-days", "from the one day to the other; without a year, the last that have begun",
         [rf"{FROM}{OTHER_DAY}{LINK}{DAY} (?:of )?{MONTH}(?:{YEAR})?",
          rf"{FROM}{MONTH} {OTHER_DAY}{LINK}{DAY}(?:{YEAR})?",
          rf"{FROM}{OTHER_DAY} {OTHER_MONTH}{OTHER_YEAR}{LINK}{DAY} {MONTH}(?:{YEAR})?",
          rf"{FROM}{OTHER_MONTH} {OTHER_DAY}{OTHER_YEAR}{LINK}{MONTH} {DAY}(?:{YEAR})?"],
         _days, "5–6 March", "2022-03-05/2022-03-06"),
    rule("day-of-month", "the last one, today included; if planned, the next one",
         [r"the (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)(?: of (?:the|(?P<which>last|this|next)) month)?",
          rf"{named('weekday', ANY_WEEKDAY)} (?:the )?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)"], _day_of_month,
         "on the 3rd", "2022-03-03"),
    rule("month-year", "that month",
         [rf"(?:(?:the )?month of )?{MONTH}{YEAR}", rf"(?P<that>last|this|next) year in {MONTH}"], _of_year,
         "March 2022", "2022-03"),
    rule("month-bare", "the last that has begun; if planned, the next. A name that is also another word needs “in”",
         [rf"(?:back )?(?:in|during|throughout) (?:the month of )?{MONTH}", rf"(?:the )?month of {MONTH}",
          named("month", CLEAR_NAMES)], _bare,
         "in February", "2022-02"),
    rule("month-named-last", "the last one before the month of the article", f"(?:this )?(?:last|past) {MONTH}",
         _named_last, "last March", "2021-03"),
    rule("month-named-next", "the first one after the month of the article",
         f"(?:this )?(?:next|coming) {MONTH}", _named_next, "next May", "2022-05"),
    rule("month-named-this", "that month in the year of the article", f"this {MONTH}", _named_this, "this January",
         "2022-01"),
    rule("month-last", "the month before that of the article", "last month", _relative(-1), "last month", "2022-02"),
    rule("month-before-last", "two months before", "(?:the )?month before last", _relative(-2),
         "the month before last", "2022-01"),
    rule("month-this", "the month of the article", ["this month", "the current month"], _relative(0), "this month",
         "2022-03"),
    rule("month-next", "the month after that of the article", ["next month", "(?:the|this) coming month"],
         _relative(1), "next month", "2022-04"),
    rule("month-earlier-this", "from its first day to the day of the article",
         ["earlier (?:this|in the) month", "so far this month", "this month so far"], _earlier, "earlier this month",
         "2022-03-01/2022-03-07"),
    rule("month-later-this", "from the day of the article to its last day", "later (?:this|in the) month", _later,
         "later this month", "2022-03-07/2022-03-31"),
    rule("month-part", "early: the 1st to the 10th, mid: the 11th to the 20th, late: the 21st to the last",
         [PART + of for of in OF_MONTH], _part(PARTS, "~"), "late February", "2022-02-21~/2022-02-28~"),
    rule("month-half", "the 1st to the 15th, or the 16th to the last",
         [rf"the {named('part', HALVES)} half{of}" for of in OF_MONTH], _part(HALVES, ""),
         "the first half of February", "2022-02-01/2022-02-15"),
    rule("month-week", "seven days from the 1st, the 8th or the 15th, or to the last",
         [rf"the {named('part', WEEKS)} week{of}" for of in OF_MONTH], _part(WEEKS, "~"),
         "the first week of March", "2022-03-01~/2022-03-07~"),
)  # fmt: skip
