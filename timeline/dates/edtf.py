"""The subset of EDTF (ISO 8601-2:2019 Annex A) that Demarche keeps: text in, canonical text and bounds out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NoReturn

ACCEPTED = (
    "accepted are a day 2022-03-05, a month 2022-03, a year 2022, one unknown day of a month 2022-03-XX, "
    "a span 2022-03-05/2022-03-06, an open span ../2022-03-07 or 2022-03-05/.., "
    "one of several [2022-03-05,2022-03-06], a quarter 2022-33, each with ? (uncertain), ~ (approximate) or % (both)"
)
MOST_CHARACTERS = 100
MOST_MEMBERS = 12


class EDTFError(ValueError):
    """Quotes what was given and says what is accepted."""


class Precision(StrEnum):
    SECOND = "second"
    DAY = "day"
    DAY_UNKNOWN = "day_unknown"
    MONTH = "month"
    MONTH_UNKNOWN = "month_unknown"
    QUARTER = "quarter"
    YEAR = "year"
    INTERVAL = "interval"
    OPEN_INTERVAL = "open_interval"
    ONE_OF = "one_of"


@dataclass(frozen=True, slots=True)
class EDTFDate:
    """`edtf` is canonical. A bound is None where the end is open. `time` and `offset` only for an instant."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False
    time: time | None = None
    offset: str = ""


@dataclass(frozen=True, slots=True)
class _Point:
    text: str
    first: date
    last: date
    precision: Precision
    uncertain: bool
    approximate: bool


POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


def parse(text: str) -> EDTFDate:
    """Raises `EDTFError`. Bounds are not padded for ? and ~."""
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        _refuse(text, f"is longer than {MOST_CHARACTERS} characters")
    if "/" in text:
        return _interval(text)
    if text[:1] in ("[", "{"):
        return _one_of(text)
    if "T" in text:
        return _instant(text)
    point = _point(text, text)
    unknown = point.precision in (Precision.DAY_UNKNOWN, Precision.MONTH_UNKNOWN)
    return EDTFDate(point.text, point.first, point.last, point.precision, point.uncertain or unknown, point.approximate)


def _refuse(text: str, why: str) -> NoReturn:
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:60])
    raise EDTFError(f"“{shown}{'…' if len(text) > 60 else ''}” {why}; {ACCEPTED}.")


def _point(text: str, whole: str) -> _Point:
    match = POINT.fullmatch(text)
    if not match:
        _refuse(whole, "is no date in EDTF")
    year, month, day, mark = match.groups()
    uncertain, approximate = mark in ("?", "%") and bool(mark), mark in ("~", "%") and bool(mark)
    first, last, precision = _bounds(int(year), month, day, whole)
    return _Point(text, first, last, precision, uncertain, approximate)


def _bounds(year: int, month: str | None, day: str | None, whole: str) -> tuple[date, date, Precision]:
    if year < 1:
        _refuse(whole, "has the year 0000, which is before the calendar begins")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if month == "XX":
        if day not in (None, "XX"):
            _refuse(whole, "has a day but no month")
        return date(year, 1, 1), date(year, 12, 31), Precision.DAY_UNKNOWN if day else Precision.MONTH_UNKNOWN
    number = int(month)
    if day is None and number in QUARTERS:
        start, end = QUARTERS[number]
        return date(year, start, 1), date(year, end, monthrange(year, end)[1]), Precision.QUARTER
    if 21 <= number <= 24:
        _refuse(whole, "names a season, which differs between the hemispheres")
    if not 1 <= number <= 12:
        _refuse(whole, f"has no month {month}")
    days = monthrange(year, number)[1]
    if day is None or day == "XX":
        return (
            date(year, number, 1),
            date(year, number, days),
            Precision.MONTH if day is None else Precision.DAY_UNKNOWN,
        )
    if not 1 <= int(day) <= days:
        _refuse(whole, f"names a day that {year:04}-{month} does not have")
    exact = date(year, number, int(day))
    return exact, exact, Precision.DAY


def _interval(text: str) -> EDTFDate:
    left, _slash, right = text.partition("/")
    if "/" in right:
        _refuse(text, "has more than two ends")
    if "T" in text:
        _refuse(text, "has a time of day inside a span; give times in their own fields")
    unknown = "" in (left, right)
    start = None if left in ("", "..") else _point(left, text)
    end = None if right in ("", "..") else _point(right, text)
    if start is None and end is None:
        _refuse(text, "is open at both ends")
    for point in (start, end):
        if point and point.precision in (Precision.DAY_UNKNOWN, Precision.MONTH_UNKNOWN):
            _refuse(text, "has an unknown day at an end of a span")
    if start and end and start.first > end.last:
        _refuse(text, "ends before it begins")
    points = [point for point in (start, end) if point]
    return EDTFDate(
        f"{start.text if start else '..'}/{end.text if end else '..'}",
        start.first if start else None,
        end.last if end else None,
        Precision.INTERVAL if start and end else Precision.OPEN_INTERVAL,
        unknown or any(point.uncertain for point in points),
        any(point.approximate for point in points),
    )


def _one_of(text: str) -> EDTFDate:
    if text.startswith("{"):
        _refuse(text, "means all of several dates; enter one event for each")
    if not text.endswith("]"):
        _refuse(text, "has no closing bracket")
    body = text[1:-1]
    members = [part.strip() for part in body.split(",")]
    if len(members) > MOST_MEMBERS:
        _refuse(text, f"has more than {MOST_MEMBERS} members")
    if ".." in body:
        return _range_of(text, members)
    points = sorted({(p.first, p.last, p.text): p for p in (_point(part, text) for part in members)}.items())
    if len(points) < 2:
        _refuse(text, "names one date; write it without brackets")
    values = [point for _key, point in points]
    return EDTFDate(
        f"[{','.join(point.text for point in values)}]",
        min(point.first for point in values),
        max(point.last for point in values),
        Precision.ONE_OF,
        True,
        any(point.approximate for point in values),
    )


def _range_of(text: str, members: list[str]) -> EDTFDate:
    """`[a..b]`: one day between a and b, both included."""
    left, _dots, right = members[0].partition("..")
    if len(members) > 1 or not left or not right:
        _refuse(text, "mixes a range with other members or leaves it open; [2022-03-05..2022-03-07] is accepted")
    start, end = _point(left.strip(), text), _point(right.strip(), text)
    if start.first > end.last:
        _refuse(text, "ends before it begins")
    return EDTFDate(
        f"[{start.text}..{end.text}]",
        start.first,
        end.last,
        Precision.ONE_OF,
        True,
        start.approximate or end.approximate,
    )


def _instant(text: str) -> EDTFDate:
    match = INSTANT.fullmatch(text)
    if not match:
        _refuse(text, "is no instant: seconds are required, as in 2022-03-05T14:00:00Z")
    day = _point(match[1], text).first
    try:
        at = time(int(match[2]), int(match[3]), int(match[4]))
    except ValueError:
        _refuse(text, "has no such time of day")
    offset = match[5] or ""
    if offset not in ("", "Z") and (int(offset[1:3]) > 14 or int(offset[4:]) > 59):
        _refuse(text, "has no such offset from UTC")
    return EDTFDate(text, day, day, Precision.SECOND, time=at, offset=offset)
