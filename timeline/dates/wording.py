"""Dates in readable English, exactly as precise as they are known: months in full, the year always said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from .edtf import MONTHS, EDTFDate, Precision, parse

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
QUARTERS = ("first", "second", "third", "fourth")
UNITS = {Precision.DAY: "day", Precision.MONTH: "month", Precision.QUARTER: "quarter", Precision.YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Style:
    """`lasted`: a span is how long it took, not where it lies. `weekday`: days are named as well."""

    lasted: bool
    weekday: bool


@lru_cache(maxsize=10_000)  # the events of a page or an export share few dates
def describe(
    value: EDTFDate | str,
    *,
    time_start: time | None = None,
    time_end: time | None = None,
    tz: str = "",
    lasted: bool = True,
    weekday: bool = False,
) -> str:
    """“5 March 2022”, “by 7 March 2022”, “5–6 March 2022, 14:00–17:00 (Asia/Jerusalem)”.

    With `lasted` false a span is where the event lies: “between 5 and 6 March 2022”. With `weekday`: “Saturday 5 March
    2022”. Raises `EDTFError` for a text that does not parse, and nothing for one that does.
    """
    known = parse(value) if isinstance(value, str) else value
    words = _words(known, Style(lasted, weekday))
    if known.time is not None:
        time_start, tz = known.time, _offset_words(known.offset)
    clock = _clock(time_start, time_end, tz)
    return f"{words}, {clock}" if clock else words


def _words(known: EDTFDate, style: Style) -> str:
    if known.precision == Precision.INTERVAL:
        return _span(known, style)
    if known.precision == Precision.OPEN_INTERVAL:
        return _open_span(known, style)
    if known.precision == Precision.ONE_OF:
        return _one_of(known, style)
    words = _plain(known, style)
    if known.precision in (Precision.DAY_UNKNOWN, Precision.MONTH_UNKNOWN):
        return words.replace(" in ", " in or about ") if known.approximate else words  # the doubt is in the words
    return _hedged(words, known, "on or about" if known.precision == Precision.DAY else "about")


# -- times of day ------------------------------------------------------------------------------------------------


def _clock(start: time | None, end: time | None, tz: str) -> str:
    if start and end and end != start:
        words = f"{_time(start)}–{_time(end)}"
    elif start is not None:
        words = _time(start)
    elif end is not None:
        words = f"until {_time(end)}"
    else:
        return ""
    return f"{words} ({tz})" if tz else words


def _time(at: time) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _offset_words(offset: str) -> str:
    return "UTC" if offset == "Z" else f"UTC{offset}" if offset else ""


# -- one date ----------------------------------------------------------------------------------------------------


def _year(day: date) -> str:
    """Early years would read as a number of something else."""
    return str(day.year) if day.year >= 1000 else f"AD {day.year}"


def _month(day: date, *, year: bool = True) -> str:
    return f"{MONTHS[day.month - 1]}{f' {_year(day)}' if year else ''}"


def _day(day: date, style: Style, *, month: bool = True, year: bool = True) -> str:
    weekday = f"{WEEKDAYS[day.weekday()]} " if style.weekday else ""
    return f"{weekday}{day.day}{f' {_month(day, year=year)}' if month else ''}"


def _plain(known: EDTFDate, style: Style, *, month: bool = True, year: bool = True) -> str:
    """Without its mark; `month` and `year` are left out where a neighbour says them."""
    first, last = _first(known), known.latest or date.max
    if known.precision in (Precision.DAY, Precision.SECOND):
        return _day(first, style, month=month, year=year)
    if known.precision == Precision.MONTH:
        return _month(first, year=year)
    if known.precision == Precision.QUARTER:
        return f"the {QUARTERS[first.month // 3]} quarter of {_year(first)}"
    if known.precision == Precision.DAY_UNKNOWN:
        return f"some day in {_month(first) if first.month == last.month else _year(first)}"
    return f"some month in {_year(first)}" if known.precision == Precision.MONTH_UNKNOWN else _year(first)


def _hedged(words: str, known: EDTFDate, about: str = "about") -> str:
    words = f"{about} {words}" if known.approximate else words
    return f"probably {words}" if known.uncertain else words


def _noted(known: EDTFDate, style: Style) -> str:
    """One end of a span whose other end is known differently."""
    words = f"about {_plain(known, style)}" if known.approximate else _plain(known, style)
    return f"{words} (uncertain)" if known.uncertain else words


# -- several dates -----------------------------------------------------------------------------------------------


def _row(dates: list[EDTFDate], style: Style) -> list[str]:
    """Dates that stand in one sentence: month and year are said once, with the last, where they are the same."""
    units, days = {known.precision for known in dates}, [_first(known) for known in dates]
    year = len(units) == 1 and len({day.year for day in days}) == 1 and Precision.YEAR not in units
    month = year and units == {Precision.DAY} and len({day.month for day in days}) == 1
    words = [_plain(known, style, month=not month, year=not year) for known in dates[:-1]]
    return [*words, _plain(dates[-1], style)]


def _span(known: EDTFDate, style: Style) -> str:
    start, end = (parse(text) for text in known.edtf.split("/"))
    if not _alike([start, end]):
        first, last = _noted(start, style), _noted(end, style)
        return f"{first} – {last}" if style.lasted else f"{_between(start, end)} {first} and {last}"
    first, last = _row([start, end], style)
    if style.lasted:
        dash = "–" if start.precision == end.precision and " " not in first else " – "  # “5–6 March”, “2021–2022”
        return _hedged(f"{first}{dash}{last}", start)
    words = f"{_between(start, end)} {'about ' if start.approximate else ''}{first} and {last}"
    return f"probably {words}" if start.uncertain else words


def _between(start: EDTFDate, end: EDTFDate) -> str:
    return "between" if start.precision == end.precision == Precision.DAY else "some time between"


def _open_span(known: EDTFDate, style: Style) -> str:
    left, right = known.edtf.split("/")
    end = parse(right if left == ".." else left)  # its own mark: an unknown other end is no doubt about this one
    words = f"{'about ' if end.approximate else ''}{_plain(end, style)}"
    if left == "..":
        words = f"by {words}"
    else:
        words = f"from {words}" if style.lasted else f"{words} or later"
    return f"probably {words}" if end.uncertain else words


def _one_of(known: EDTFDate, style: Style) -> str:
    members = [[parse(end) for end in member.split("..")] for member in known.edtf[1:-1].split(",")]
    dates = [end for member in members for end in member]
    if not _alike(dates):
        return _or([" to ".join(_noted(end, style) for end in member) for member in members])
    row = iter(_row(dates, style))
    words = [[next(row) for _ in member] for member in members]
    if len(members) == 1:
        return _hedged(f"a {UNITS[dates[0].precision]} from {words[0][0]} to {words[0][1]}", dates[0])
    return _hedged(_or([" to ".join(ends) for ends in words]), dates[0])


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _alike(dates: list[EDTFDate]) -> bool:
    return len({(known.uncertain, known.approximate) for known in dates}) == 1


def _first(known: EDTFDate) -> date:
    return known.earliest or date.min
