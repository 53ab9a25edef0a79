"""What is said about a text that is no date: it is quoted, the reason is given, and what would do."""

from __future__ import annotations

import re

ACCEPTED = (
    "accepted are a day 2022-03-05, a month 2022-03, a year 2022, a quarter 2022-33, one unknown day 2022-03-XX, "
    "a span 2022-03-05/2022-03-06, an open span ../2022-03-07 or 2022-03-05/.., one of several days "
    "[2022-03-05,2022-03-06], each with ? (uncertain), ~ (approximate) or % (both), and 2022-03-05T14:00:00Z"
)
MOST_QUOTED = 60
NO_REASON = "is no date"
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
DASH = r"[\u2010-\u2015\u2212\uff0d]"
MONTH = r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"

REASONS = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (r"^$", "is empty"),
        (CONTROL, "has characters that cannot be seen"),
        (r"(?![0-9])\d", "has digits other than 0 to 9"),
        (DASH, "has a dash where a hyphen (-) is expected"),
        (r"^\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}$", "does not say which number is the month: begin with the year"),
        (r"^\d{4}[./]\d{1,2}[./]\d{1,2}$", "needs hyphens between year, month and day"),
        (r"^\d{4}-(\d|\d{1,2}-\d|\d-\d\d)$", "needs two digits for the month and two for the day"),
        (r"^\d{8}$|^\d{6}$", "needs hyphens between year, month and day"),
        (r"^\d{4}-?W\d\d", "names a week: write its days, as in 2022-03-07/2022-03-13"),
        (r"^\d{4}-\d{3}$", "counts the days of the year: write month and day"),
        (r"^[+-]|^Y[+-]?\d|^\d{5,}", "has a year outside 0001 to 9999"),
        (r"S\d+$", "counts the significant digits of a year, which is not kept"),
        (r"^\d[\dX]{2}X|^X", "leaves the year unknown: write a span, as in 1980/1989"),
        (r"X-\d|\dX|X\d", "leaves the month or single digits unknown: write a span, or XX for the whole day"),
        (r"^\{", "means all of several dates: enter one event for each"),
        (r"[\[,]\.\.|\.\.[],]", "leaves the choice open: write ../2022-03-07 or 2022-03-05/.."),
        (r"[?~%]{2}", "has two marks in one place: % means both ? and ~"),
        (r"[?~%]\d|[?~%]-", "marks a part of a date: one mark at its end, for all of it, is accepted"),
        (r"^\.\.$|open|unknown", "is open: write ../2022-03-07 or 2022-03-05/.."),
        (r"\dT\d\d:\d\d(?!:)", "needs seconds, as in 14:00:00; times without them have fields of their own"),
        (r"\dT", "has no time of day that can be read: 14:00:00Z and 14:00:00+02:00 can"),
        (MONTH, "is in words: write year, month and day in numbers"),
    )
)


def quote(text: str) -> str:
    """As an error message may repeat it: cut at 60 characters, on one line, what cannot be seen as \\u202e."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:MOST_QUOTED])
    return f"“{shown}{'…' if len(text) > MOST_QUOTED else ''}”"


def refusal(text: str, why: str) -> str:
    return f"{quote(text)} {why}; {ACCEPTED}."


def reason(text: str) -> str:
    """Why `text` (at most a few hundred characters) has no form that is accepted: the first that applies."""
    return next((why for pattern, why in REASONS if pattern.search(text)), NO_REASON)
