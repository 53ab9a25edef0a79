"""Phrases about years, halves and quarters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .rule import (
    WHICH,
    Context,
    Match,
    Reading,
    day_of,
    fitting,
    last_of,
    named,
    rule,
    span_text,
    year_text,
)

# First and last month.
PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "beginning": (1, 4), "start": (1, 4), "middle": (5, 8),
         "end": (9, 12)}  # fmt: skip
PART = rf"(?:the )?(?:very )?{named('part', PARTS)}"
HALVES = {"first": (1, 6), "second": (7, 12), "latter": (7, 12)}
QUARTERS = {"first": 1, "1st": 1, "q1": 1, "second": 2, "2nd": 2, "q2": 2, "third": 3, "3rd": 3, "q3": 3,
            "fourth": 4, "4th": 4, "final": 4, "q4": 4}  # fmt: skip
ORDINAL = named("quarter", [word for word in QUARTERS if not word.startswith("q")])
Q = named("quarter", ["q1", "q2", "q3", "q4"])
NUMBER = "(?P<year>[12][0-9]{3})"
THAT = "(?P<which>last|this|next|the) year"
OF_YEAR = rf"(?:[ -]| of | in ){NUMBER}", f"(?: of | in | ){THAT}"


def _year(c: Context, m: Match) -> int | None:
    groups = m.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    return c.reference.year + WHICH[groups["which"]] if groups.get("which") else None


def _relative(years: int) -> Reading:
    return lambda c, m: year_text(c.reference.year + years)


def _earlier(c: Context, m: Match) -> str:
    return span_text(c.reference.replace(month=1, day=1), c.reference)


def _later(c: Context, m: Match) -> str:
    return span_text(c.reference, c.reference.replace(month=12, day=31))


def _months(parts: dict[str, tuple[int, int]], mark: str) -> Callable[[Context, Match], str]:
    def read(c: Context, m: Match) -> str:
        year = year_text(_year(c, m) or 0)
        first, last = parts[m["part"]]
        return f"{year}-{first:02}{mark}/{year}-{last:02}{mark}"

    return read


def _range(c: Context, m: Match) -> str | None:
    first, last = m["first"], m["year"]
    if first >= last:
        return None
    return f"[{first},{last}]" if m["link"] == " or " else f"{first}/{last}"


def _quarter(c: Context, m: Match) -> str:
    number = QUARTERS[m["quarter"]]
    year = _year(c, m)
    if year is None:
        years = [y for y in range(c.reference.year - 1, c.reference.year + 2) if 1 <= y <= 9999]
        year = fitting(c, [_span(y, number) for y in years])[0].year
    return _quarter_text(year, number)


def _span(year: int, number: int) -> tuple[date, date]:
    return day_of(year, number * 3 - 2, 1), last_of(year, number * 3)


def _relative_quarter(c: Context, m: Match) -> str:
    there = c.months(3 * WHICH[m["which"]])
    return _quarter_text(there.year, (there.month + 2) // 3)


def _quarter_text(year: int, number: int) -> str:
    return f"{year_text(year)}-{32 + number}"


RULES = (
    rule("year-last", "the year before that of the article", "last year", _relative(-1), "last year", "2021"),
    rule("year-before-last", "two years before", "(?:the )?year before last", _relative(-2), "the year before last",
         "2020"),
    rule("year-this", "the year of the article", ["this year", "the current year"], _relative(0), "this year", "2022"),
    rule("year-next", "the year after that of the article", ["next year", "(?:the|this) coming year"], _relative(1),
         "next year", "2023"),
    rule("year", "that year; a number alone only from 1900 to 2099",
         [rf"(?:back )?(?:in|during|throughout) (?:the year )?{NUMBER}", "(?:the year )?(?P<year>(?:19|20)[0-9]{2})"],
         lambda c, m: m["year"], "in 2021", "2021"),
    rule("years", "from the one year to the other",
         rf"(?:from |between )?(?P<first>[12][0-9]{{3}})(?P<link>-| to | and | or | until ){NUMBER}", _range,
         "between 2014 and 2021", "2014/2021"),
    rule("year-earlier-this", "from 1 January to the day of the article",
         ["earlier (?:this|in the) year", "so far this year", "this year so far"], _earlier, "earlier this year",
         "2022-01-01/2022-03-07"),
    rule("year-later-this", "from the day of the article to 31 December", "later (?:this|in the) year", _later,
         "later this year", "2022-03-07/2022-12-31"),
    rule("year-part", "early: January to April, mid: May to August, late: September to December",
         [PART + of for of in OF_YEAR], _months(PARTS, "~"), "late 2021", "2021-09~/2021-12~"),
    rule("year-half", "January to June, or July to December",
         [rf"the {named('part', HALVES)} half{of}" for of in OF_YEAR], _months(HALVES, ""),
         "the second half of 2021", "2021-07/2021-12"),
    rule("quarter", "of the year that is named, else the last that has begun; if planned, the next",
         [rf"(?:the )?{ORDINAL}[ -]quarter(?:{OF_YEAR[0]}|{OF_YEAR[1]})?", rf"{Q}(?:{OF_YEAR[0]}|{OF_YEAR[1]})?",
          rf"{NUMBER}[ -]{Q}"],
         _quarter, "the third quarter of 2021", "2021-35"),
    rule("quarter-relative", "the quarter before that of the article, that one, or the one after",
         ["(?P<which>last|this|next) quarter"], _relative_quarter, "last quarter", "2021-36"),
)  # fmt: skip
