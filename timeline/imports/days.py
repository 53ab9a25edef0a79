"""Days as data sets write them. What could be read in two ways is not read."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates.edtf import MONTHS

ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]+)?Z?")
AMERICAN = re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})")
IN_WORDS = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
MONTH_NUMBERS = {name[:length].casefold(): n for n, name in enumerate(MONTHS, 1) for length in (3, len(name))}


def iso_day(text: str) -> date | None:
    found = ISO.fullmatch(text)
    return _day(found[1], found[2], found[3]) if found else None


def american_day(text: str) -> date | None:
    """Month first: for data sets that are known to write so, and for no others."""
    found = AMERICAN.fullmatch(text)
    return _day(found["year"], found["month"], found["day"]) if found else None


def day_in_words(text: str) -> date | None:
    """“16 May 2025”, “16-May-2025”."""
    found = IN_WORDS.fullmatch(text)
    month = MONTH_NUMBERS.get(found[2].casefold()) if found else None
    return _day(found[3], str(month), found[1]) if found and month else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
