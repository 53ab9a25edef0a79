"""The subset of EDTF (ISO 8601-2:2019, Annex A) that is kept: text in; canonical text, bounds and precision out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NoReturn

from .refusals import NO_REASON, reason, refusal

MOST_CHARACTERS = 100  # of the canonical form as well: what is stored has room for it
TOO_LONG = f"is longer than {MOST_CHARACTERS} characters"
WHITESPACE = " \t\r\n\u00a0"  # what comes along when a date is pasted


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
    """`edtf` is canonical. A bound is None where the end is open; both are included, neither is padded for ? or ~.

    `time` and `offset` (“Z”, “+02:00” or empty) are those of a `SECOND`; its bounds are the day that it names.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False
    time: time | None = None
    offset: str = ""


PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%])?")
UNKNOWN = re.compile(r"([0-9]{4})-(?:(XX-XX)|(XX)|([0-9]{2})-XX)([?~%])?")
INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
OFFSET = re.compile(r"[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00")
QUARTERS = {"33": 1, "34": 4, "35": 7, "36": 10}  # ISO 8601-2 sub-year groupings; the first month of each
SEASONS = {str(number) for number in range(21, 33)}
GROUPINGS = {str(number) for number in range(37, 42)}
MARKS = {None: (False, False), "": (False, False), "?": (True, False), "~": (False, True), "%": (True, True)}
MARK_OF = {flags: mark or "" for mark, flags in MARKS.items()}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def parse(text: str) -> EDTFDate:
    """The date that `text` says. Raises `EDTFError`, also for what EDTF knows and the subset leaves out.

    Equivalent texts have one canonical form: see docs/reference/dates.md.
    """
    if plain := PLAIN.fullmatch(text):
        return _plain(plain, text)
    if len(text) > MOST_CHARACTERS:
        raise EDTFError(refusal(text, TOO_LONG))
    whole = text.strip(WHITESPACE)
    tidy = whole.upper() if whole.isascii() else whole  # “2022-03-xx” and “…t14:00:00z” mean the same
    if tidy.startswith("["):
        return _one_of(tidy, whole)
    if "/" in tidy:
        return _interval(tidy, whole)
    if "T" in tidy:
        return _instant(tidy, whole)
    return _single(tidy, whole)


def _refuse(text: str, why: str = "") -> NoReturn:
    raise EDTFError(refusal(text, why or reason(text)))


def _single(text: str, whole: str) -> EDTFDate:
    """One date without a time; `whole` is what a refusal quotes."""
    if plain := PLAIN.fullmatch(text):
        return _plain(plain, whole)
    if unknown := UNKNOWN.fullmatch(text):
        return _unknown(unknown, whole)
    _refuse(whole, "leaves a place empty" if whole and not text and reason(whole) == NO_REASON else "")


def _plain(match: re.Match[str], whole: str) -> EDTFDate:
    year, month, day, mark = match.groups()
    uncertain, approximate = MARKS[mark]
    if day is not None:
        try:
            exact = date(int(year), int(month), int(day))
        except ValueError:
            _refuse(whole, _impossible(year, month, day))
        return EDTFDate(match[0], exact, exact, Precision.DAY, uncertain, approximate)
    first, last, precision = _year(year, whole) if month is None else _month(year, month, whole)
    return EDTFDate(match[0], first, last, precision, uncertain, approximate)


def _year(year: str, whole: str) -> tuple[date, date, Precision]:
    if year == "0000":
        _refuse(whole, _impossible(year))
    return date(int(year), 1, 1), date(int(year), 12, 31), Precision.YEAR


def _month(year: str, month: str, whole: str) -> tuple[date, date, Precision]:
    start = QUARTERS.get(month)
    first_month, last_month = (start, start + 2) if start else (int(month), int(month))
    if year == "0000" or not 1 <= first_month <= 12:
        _refuse(whole, _impossible(year, month))
    number = int(year)
    last = date(number, last_month, monthrange(number, last_month)[1])
    return date(number, first_month, 1), last, Precision.QUARTER if start else Precision.MONTH


def _impossible(year: str, month: str = "", day: str = "") -> str:
    """Why there is no such day, month or year."""
    if year == "0000":
        return "has a year outside 0001 to 9999"
    if month in SEASONS and not day:
        return "names a season, which is another half of the year in the other hemisphere: write a span of months"
    if month in GROUPINGS and not day:
        return "names a third or a half of a year: write a span of months"
    if not 1 <= int(month) <= 12:
        return f"has no possible month: {month} is not between 01 and 12"
    days = monthrange(int(year), int(month))[1]
    return f"has no possible day: {MONTHS[int(month) - 1]} {int(year)} has {days} days"


def _unknown(match: re.Match[str], whole: str) -> EDTFDate:
    """One day or one month, we do not know which; that is a doubt, so it counts as uncertain."""
    year, _no_month_no_day, no_month, month, mark = match.groups()
    first, last, _precision = _month(year, month, whole) if month else _year(year, whole)
    if month in QUARTERS:
        _refuse(whole, "leaves the day of a quarter unknown: write the quarter alone")
    precision = Precision.MONTH_UNKNOWN if no_month else Precision.DAY_UNKNOWN
    return EDTFDate(match[0], first, last, precision, True, MARKS[mark][1])


def _instant(text: str, whole: str) -> EDTFDate:
    match = INSTANT.fullmatch(text)
    if match is None:
        _refuse(whole)
    day = parse(match[1]).earliest
    try:
        at = time.fromisoformat(match[2])
    except ValueError:
        _refuse(whole, "has no possible time of day: 00:00:00 to 23:59:59 are")
    offset = match[3] or ""
    if len(offset) == 3:
        offset += ":00"
    if offset[1:] == "00:00":
        offset = "Z"
    if offset not in ("", "Z") and not OFFSET.fullmatch(offset):
        _refuse(whole, "has no possible offset from UTC: -14:00 to +14:00 are")
    return EDTFDate(f"{match[1]}T{match[2]}{offset}", day, day, Precision.SECOND, time=at, offset=offset)


def _interval(text: str, whole: str) -> EDTFDate:
    """An end that is unknown (empty) is written `..` and makes the date uncertain."""
    ends = [end.strip(WHITESPACE) for end in text.split("/")]
    if len(ends) != 2:
        _refuse(whole, "" if reason(whole) != NO_REASON else "has more than two ends")
    start, end = (_end(part, whole) for part in ends)
    if start is None and end is None:
        _refuse(whole, "is open at both ends: leave the date empty if nothing is known")
    if start and start == end:
        return start
    if start and end and _first(start) > _last(end):
        _refuse(whole, "ends before it begins")
    known = [end for end in (start, end) if end]
    return EDTFDate(
        f"{_in_months(start, _first(start)) if start else '..'}/{_in_months(end, _last(end)) if end else '..'}",
        start.earliest if start else None,
        end.latest if end else None,
        Precision.INTERVAL if len(known) == 2 else Precision.OPEN_INTERVAL,
        "" in ends or any(end.uncertain for end in known),
        any(end.approximate for end in known),
    )


def _end(text: str, whole: str) -> EDTFDate | None:
    if text in ("", ".."):
        return None
    if "T" in text:
        _refuse(whole, "has a time of day in a span: times have fields of their own")
    end = _single(text, whole)
    if end.precision in (Precision.DAY_UNKNOWN, Precision.MONTH_UNKNOWN):
        _refuse(whole, "has an unknown day at an end of a span: write the month or the year alone")
    return end


def _in_months(end: EDTFDate, bound: date) -> str:
    """A quarter at an end of a span as its first or last month: EDTF knows quarters only by themselves."""
    if end.precision != Precision.QUARTER:
        return end.edtf
    return bound.isoformat()[:7] + MARK_OF[end.uncertain, end.approximate]


def _one_of(text: str, whole: str) -> EDTFDate:
    """`[a,b]`, `[a..c]`: one of these. A mark behind the bracket is a mark on each member."""
    bare = text.rstrip("?~%")
    mark = text[len(bare) :]
    if not bare.endswith("]") or len(mark) > 1:
        _refuse(whole, "" if len(mark) > 1 else "has no closing bracket")
    members = {}
    for part in bare[1:-1].split(","):
        member = _member(part.strip(WHITESPACE), mark, whole)
        members[member.edtf] = member
    ordered = sorted(members.values(), key=lambda member: (_first(member), _last(member), member.edtf))
    if len(ordered) == 1 and ordered[0].precision != Precision.ONE_OF:
        return ordered[0]
    edtf = f"[{','.join(member.edtf for member in ordered)}]"
    if len(edtf) > MOST_CHARACTERS:
        _refuse(whole, TOO_LONG)
    return EDTFDate(
        edtf,
        ordered[0].earliest,
        max(map(_last, ordered)),
        Precision.ONE_OF,
        True,
        any(member.approximate for member in ordered),
    )


def _member(text: str, mark: str, whole: str) -> EDTFDate:
    """A date, or a range `a..c` that is still to be put in brackets."""
    parts = [_marked(part.strip(WHITESPACE), mark, whole) for part in text.split("..")]
    if len(parts) == 1 or (len(parts) == 2 and parts[0].edtf == parts[1].edtf):
        return parts[0]
    start, end = parts[0], parts[-1]
    if len(parts) > 2 or start.precision != end.precision:
        _refuse(whole, "has a range that is not from one day to another, or from one month or year to another")
    if _first(start) > _first(end):
        _refuse(whole, "ends before it begins")
    approximate = start.approximate or end.approximate
    return EDTFDate(f"{start.edtf}..{end.edtf}", start.earliest, end.latest, Precision.ONE_OF, True, approximate)


def _marked(text: str, mark: str, whole: str) -> EDTFDate:
    if "T" in text:
        _refuse(whole, "has a time of day in a choice: times have fields of their own")
    single = _single(text, whole)
    if single.precision in (Precision.DAY_UNKNOWN, Precision.MONTH_UNKNOWN):
        _refuse(whole, "has an unknown day in a choice: write the month or the year alone")
    if not mark:
        return single
    uncertain, approximate = MARKS[mark]
    both = MARK_OF[single.uncertain or uncertain, single.approximate or approximate]
    return parse(single.edtf.rstrip("?~%") + both)


def _first(known: EDTFDate) -> date:
    return known.earliest or date.min


def _last(known: EDTFDate) -> date:
    return known.latest or date.max
