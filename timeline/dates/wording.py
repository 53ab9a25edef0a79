"""Dates in readable English, exactly as precise as they are known. The year is always said."""

from __future__ import annotations

from datetime import date, time

from .edtf import EDTFDate, Precision, parse

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def describe(
    value: EDTFDate | str,
    *,
    time_start: time | None = None,
    time_end: time | None = None,
    tz: str = "",
    lasted: bool = True,
) -> str:
    """“5 March 2022”, “by 7 March 2022”, “5–6 March 2022”; with `lasted` false a span is where the event lies:
    “between 5 and 6 March 2022”. Raises `EDTFError` for a text that does not parse."""
    known = parse(value) if isinstance(value, str) else value
    words = _WORDINGS[known.precision](known, lasted)
    if known.time is not None:
        time_start, tz = known.time, _offset_words(known.offset)
    return f"{words}, {_clock(time_start, time_end, tz)}" if time_start else words


def _clock(start: time, end: time | None, tz: str) -> str:
    span = f"{start:%H:%M}–{end:%H:%M}" if end else f"{start:%H:%M}"
    return f"{span} ({tz})" if tz else span


def _offset_words(offset: str) -> str:
    return "UTC" if offset == "Z" else f"UTC{offset}" if offset else ""


def _day(day: date, *, month: bool = True, year: bool = True) -> str:
    return f"{day.day}{f' {MONTHS[day.month - 1]}' if month else ''}{f' {day.year}' if year else ''}"


def _point(text: str) -> str:
    """One end of a span, without its mark."""
    point = parse(text.rstrip("?~%"))
    return _plain(point)


def _plain(point: EDTFDate) -> str:
    first = point.earliest or date.min
    if point.precision in (Precision.DAY, Precision.SECOND):
        return _day(first)
    if point.precision == Precision.MONTH:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if point.precision == Precision.QUARTER:
        return f"{('first', 'second', 'third', 'fourth')[first.month // 3]} quarter of {first.year}"
    return str(first.year)


def _hedge(known: EDTFDate, words: str, *, day: bool) -> str:
    if known.approximate:
        words = f"{'on or about' if day else 'about'} {words}"
    return f"probably {words}" if known.uncertain else words


def _single(known: EDTFDate, lasted: bool) -> str:
    article = "the " if known.precision == Precision.QUARTER else ""
    return _hedge(known, article + _plain(known), day=known.precision == Precision.DAY)


def _unknown_day(known: EDTFDate, lasted: bool) -> str:
    assert known.earliest is not None
    month = known.earliest.month == (known.latest or known.earliest).month
    what = (
        f"some day in {MONTHS[known.earliest.month - 1]} {known.earliest.year}"
        if month
        else f"some day in {known.earliest.year}"
    )
    return f"about {what}" if known.approximate else what


def _unknown_month(known: EDTFDate, lasted: bool) -> str:
    assert known.earliest is not None
    return f"{'about ' if known.approximate else ''}some month in {known.earliest.year}"


def _span(known: EDTFDate, lasted: bool) -> str:
    left, right = known.edtf.split("/")
    hedge = "about " if known.approximate else ""
    hedge = f"probably {hedge}" if known.uncertain else hedge
    start, end = parse(left.rstrip("?~%")), parse(right.rstrip("?~%"))
    if start == end:
        return hedge + _plain(start)
    if start.precision == end.precision == Precision.DAY and start.earliest and end.earliest:
        a, b = start.earliest, end.earliest
        same_year = a.year == b.year
        same_month = same_year and a.month == b.month
        first, last = _day(a, month=not same_month, year=not same_year), _day(b)
        tight = same_month
    elif start.precision == end.precision == Precision.MONTH and start.edtf[:4] == end.edtf[:4]:
        first, last, tight = _plain(start).split()[0], _plain(end), True
    else:
        first, last, tight = _plain(start), _plain(end), False
    if not lasted:
        return f"{hedge.replace('about ', '')}between {'about ' if known.approximate else ''}{first} and {last}"
    return f"{hedge}{first}–{last}" if tight else f"{hedge}{first} – {last}"


def _open_span(known: EDTFDate, lasted: bool) -> str:
    left, right = known.edtf.split("/")
    about = "about " if known.approximate else ""
    if left == "..":
        return f"by {about}{_point(right)}"
    return f"from {about}{_point(left)}"


def _one_of(known: EDTFDate, lasted: bool) -> str:
    body = known.edtf[1:-1]
    if ".." in body:
        left, _dots, right = body.partition("..")
        return f"a day between {_point(left)} and {_point(right)}"
    members = [parse(member.rstrip("?~%")) for member in body.split(",")]
    days = [member.earliest for member in members if member.precision == Precision.DAY and member.earliest]
    if len(days) == len(members):
        same_year = len({day.year for day in days}) == 1
        same_month = same_year and len({day.month for day in days}) == 1
        words = [_day(day, month=not same_month, year=not same_year) for day in days[:-1]] + [_day(days[-1])]
    else:
        words = [_plain(member) for member in members]
    return f"{', '.join(words[:-1])} or {words[-1]}"


_WORDINGS = {
    Precision.SECOND: _single,
    Precision.DAY: _single,
    Precision.MONTH: _single,
    Precision.QUARTER: _single,
    Precision.YEAR: _single,
    Precision.DAY_UNKNOWN: _unknown_day,
    Precision.MONTH_UNKNOWN: _unknown_month,
    Precision.INTERVAL: _span,
    Precision.OPEN_INTERVAL: _open_span,
    Precision.ONE_OF: _one_of,
}
